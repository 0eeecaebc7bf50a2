// Published at http://wpad.fabrikam.example/wpad.dat
function FindProxyForURL(url, host) {
    if (isPlainHostName(host) || dnsDomainIs(host, ".fabrikam.example")) {
        return "DIRECT";
    }
    // Microsoft 365 goes straight out.
    if (shExpMatch(host, "*.microsoft.com") || shExpMatch(host, "*.office.com")) {
        return "DIRECT";
    }
    return "PROXY proxy.fabrikam.example:3128; DIRECT";
}
