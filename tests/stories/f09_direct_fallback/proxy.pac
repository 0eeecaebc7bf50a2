// the old proxy; nobody noticed, because devices can still go direct
function FindProxyForURL(url, host) {
    if (isPlainHostName(host) || dnsDomainIs(host, ".corp.example")) {
        return "DIRECT";
    }
    return "PROXY oldproxy.corp.example:3128; DIRECT";
}
