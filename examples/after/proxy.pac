// Published at http://wpad.fabrikam.example/wpad.dat
function FindProxyForURL(url, host) {
    if (isPlainHostName(host) || dnsDomainIs(host, ".fabrikam.example")) {
        return "DIRECT";
    }
    return "PROXY proxy.fabrikam.example:3128";
}
