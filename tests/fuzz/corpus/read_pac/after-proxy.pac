// Published at http://wpad.fabrikam.example/wpad.dat
function FindProxyForURL(url, host) {
    if (isPlainHostName(host) || dnsDomainIs(host, ".fabrikam.example")) {
        return "DIRECT";
    }
    // Push notifications do not work through a proxy; the firewall lets these two names out.
    if (dnsDomainIs(host, ".wns.windows.com") || host == "login.live.com") {
        return "DIRECT";
    }
    return "PROXY proxy.fabrikam.example:3128";
}
