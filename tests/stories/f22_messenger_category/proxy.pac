function FindProxyForURL(url, host) {
    if (dnsDomainIs(host, ".skype.com") || dnsDomainIs(host, ".telegram.org")) {
        return "PROXY 127.0.0.1:9";
    }
    return "PROXY proxy.corp.example:3128";
}
