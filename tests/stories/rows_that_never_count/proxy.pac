function FindProxyForURL(url, host) {
    if (dnsDomainIs(host, ".wns.windows.com") || host === "login.live.com") {
        return "PROXY otherproxy.corp.example:8080";
    }
    return "PROXY proxy.corp.example:3128";
}
