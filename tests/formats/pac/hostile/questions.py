"""Files that ask much of the host: long lists, many answers, many cases."""

from tests.formats.pac.hostile.shape import HEAD, LAST, Shape, entry, filled

END = f"{LAST} }}"


def _ifs(test: str, answer: str = '"DIRECT"', size: int = 1_000_000, engine: str = "chromium") -> Shape:
    return filled(f"if({test})return {answer};\n", HEAD, END, size=size, engine=engine)


def _ors(term: str, size: int = 1_000_000, engine: str = "chromium") -> Shape:
    return filled(f"{term}||\n", HEAD + "if (", f'0) return "DIRECT"; {END}', size=size, engine=engine)


def _listed(item: str, test: str, size: int = 1_000_000, engine: str = "chromium", turn: str = "") -> Shape:
    loop = turn or f'for (var i = 0; i < l.length; i++) if ({test}) return "DIRECT";'
    return filled(f"{item},\n", "var l = [", f"0]; {HEAD} {loop} {END}", size=size, engine=engine)


OWN = '"PROXY p{at}:1"'
HERE = ".endpoint.security.microsoft.com"

SHAPES: dict[str, Shape] = {
    "isInNet by if": _ifs('isInNet(host,"10.{high}.{low}.0","255.255.255.0")'),
    "isInNet by or": _ors('isInNet(host,"10.{high}.{low}.0","255.255.255.0")'),
    "isInNet of what is resolved by if": _ifs('isInNet(dnsResolve(host),"10.{high}.{low}.0","255.255.255.0")'),
    "isInNet of what is resolved by or": _ors('isInNet(dnsResolve(host),"10.{high}.{low}.0","255.255.255.0")'),
    "isInNet of a variable": filled(
        'if(isInNet(ip,"10.{high}.{low}.0","255.255.255.0"))return "DIRECT";\n',
        HEAD + "var ip = dnsResolve(host);",
        END,
    ),
    "isInNet with answers of their own": _ifs('isInNet(host,"10.{high}.{low}.0","255.255.255.0")', OWN),
    "isInNet of the client by if": _ifs('isInNet(myIpAddress(),"10.{high}.{low}.0","255.255.255.0")'),
    "isInNet of the client with answers of their own": _ifs(
        'isInNet(myIpAddress(),"10.{high}.{low}.0","255.255.255.0")', OWN
    ),
    "isInNet in a list": _listed('"10.{high}.{low}.0"', 'isInNet(host, l[i], "255.255.255.0")'),
    "isInNet of what is resolved in a list": _listed(
        '"10.{high}.{low}.0"', 'isInNet(dnsResolve(host), l[i], "255.255.255.0")'
    ),
    "isInNet of many names": _ors('isInNet("h{at}.x","10.0.0.0","255.0.0.0")'),
    "isResolvable of many names": _ifs('isResolvable("h{at}.x")', OWN),
    "dnsResolve of many names": _ifs('dnsResolve("h{at}.x")=="10.0.0.1"', OWN),
    "own answers by ==": _ifs('host=="h{at}.x"', OWN),
    "own answers by == of asked names": _ifs(f'host=="h{{at}}{HERE}"', OWN),
    "own answers by dnsDomainIs": _ifs('dnsDomainIs(host,".h{at}.x")', OWN),
    "own answers by dnsDomainIs of asked names": _ifs(f'dnsDomainIs(host,".h{{at}}{HERE}")', OWN),
    "own answers by shExpMatch": _ifs('shExpMatch(host,"*h{at}*")', OWN),
    "own answers by shExpMatch of asked names": _ifs(f'shExpMatch(host,"*h{{at}}*{HERE}")', OWN),
    "own answers by indexOf": _ifs('host.indexOf("h{at}")>=0', OWN),
    "own answers by substring": _ifs('host.substring(0,6)=="h{at}"', OWN),
    "own answers by length": _ifs("host.length=={at}", OWN),
    "own answers by characters": _ifs('host.charAt({at})=="a"', OWN),
    "own answers by order": _ifs('host<"h{at}"', OWN),
    "own answers by the time": _ifs("timeRange({at}%24,{at}%60,23,59)", OWN),
    "own answers by chance": _ifs("Math.random()<0.{at}", OWN),
    "own answers by the port": _ifs('url.indexOf(":{at}")>0', OWN),
    "own answers, in a list": _listed(
        '["h{at}.x","PROXY p{at}:1"]',
        "",
        turn="for (var i = 0; i < l.length - 1; i++) if (dnsDomainIs(host, l[i][0])) return l[i][1];",
    ),
    "own answers, in an object": filled(
        '"h{at}.x":"PROXY p{at}:1",\n', "var o = {", f"x: 1}}; {HEAD} if (o[host]) return o[host]; {END}"
    ),
    "own answers, in an object of asked names": filled(
        f'"h{{at}}{HERE}":"PROXY p{{at}}:1",\n', "var o = {", f"x: 1}}; {HEAD} if (o[host]) return o[host]; {END}"
    ),
    "own answers, in a switch": filled(
        'case "h{at}.x": return "PROXY p{at}:1";\n', HEAD + "switch (host) {", f"}} {END}"
    ),
    "own answers, in a switch of asked names": filled(
        f'case "h{{at}}{HERE}": return "PROXY p{{at}}:1";\n', HEAD + "switch (host) {", f"}} {END}"
    ),
    "own answers, in a for-in": filled(
        '"h{at}.x":"PROXY p{at}:1",\n',
        "var o = {",
        f"x: 1}}; {HEAD} for (var k in o) if (dnsDomainIs(host, k)) return o[k]; {END}",
    ),
    "a for-in of shExpMatch": filled(
        '"*h{at}.x*":"PROXY p{at}:1",\n',
        "var o = {",
        f"x: 1}}; {HEAD} for (var k in o) if (shExpMatch(host, k)) return o[k]; {END}",
    ),
    "a for-of of shExpMatch": _listed(
        '"*h{at}.x*"', "", turn="for (var k of l) if (shExpMatch(host, k)) return 'DIRECT';"
    ),
    "a forEach of shExpMatch": _listed(
        '"*h{at}.x*"',
        "",
        turn="var n = 0; l.forEach(function (k) { if (shExpMatch(host, k)) n++; }); if (n) return 'DIRECT';",
    ),
    "a some of shExpMatch": _listed(
        '"*h{at}.x*"', "", turn="if (l.some(function (k) { return shExpMatch(host, k); })) return 'DIRECT';"
    ),
    "a while over a list": _listed(
        '"h{at}.x"', "", turn="var i = 0; while (i < l.length) { if (l[i++] == host) return 'DIRECT'; }"
    ),
    "a loop that counts": _listed(
        '"h{at}.x"',
        "",
        turn="var n = 0; for (var i = 0; i < l.length; i++) if (dnsDomainIs(host, l[i])) n++; if (n) return 'DIRECT';",
    ),
    "a loop that remembers": _listed(
        '"h{at}.x"',
        "",
        turn="var n = ''; for (var i = 0; i < l.length; i++) "
        "if (dnsDomainIs(host, l[i])) n = l[i]; if (n) return 'DIRECT';",
    ),
    "a loop backwards": _listed(
        '"h{at}.x"', "", turn="for (var i = l.length - 1; i >= 0; i--) if (dnsDomainIs(host, l[i])) return 'DIRECT';"
    ),
    "a loop that builds patterns": _listed('"h{at}.x"', "shExpMatch(host, '*.' + l[i])"),
    "a loop that builds regular expressions": _listed('"h{at}"', "new RegExp(l[i] + '$').test(host)"),
    "a loop of indexOf": _listed('"h{at}.x"', "host.indexOf(l[i]) >= 0"),
    "a loop of substring": _listed('"h{at}.x"', "host.substring(host.length - l[i].length) == l[i]"),
    "a loop with own helpers": filled(
        '"h{at}.x",\n',
        "var l = [",
        "0]; function ends(h, d) { return h.length >= d.length && h.substring(h.length - d.length) == d; } "
        f"{HEAD} for (var i = 0; i < l.length; i++) if (ends(host, l[i])) return 'DIRECT'; {END}",
    ),
    "bisection of a list": _listed(
        '"h{at}.x"',
        "",
        turn="var a = 0, b = l.length - 1; while (a < b) { "
        "var m = (a + b) >> 1; if (l[m] < host) a = m + 1; else b = m; } "
        "if (l[a] == host) return 'DIRECT';",
    ),
    "a list sorted each time": _listed('"h{at}.x"', "", turn="l.sort(); if (l.indexOf(host) >= 0) return 'DIRECT';"),
    "a list joined each time": _listed('"h{at}.x"', "", turn="if (l.join(' ').indexOf(host) >= 0) return 'DIRECT';"),
    "a list made a pattern": _listed(
        '"h{at}.x"', "", turn="if (new RegExp('^(' + l.join('|') + ')$').test(host)) return 'DIRECT';"
    ),
    "a list made a Set": _listed('"h{at}.x"', "", turn="if (new Set(l).has(host)) return 'DIRECT';"),
    "a list of lists": _listed(
        '["h{at}","x"]',
        "",
        turn="for (var i = 0; i < l.length - 1; i++) for (var j = 0; j < 2; j++) if (host == l[i][j]) return 'DIRECT';",
    ),
    "== by or": _ors('host=="h{at}.x"'),
    "dnsDomainIs by or": _ors('dnsDomainIs(host,".h{at}.x")'),
    "shExpMatch by or": _ors('shExpMatch(host,"*h{at}*")'),
    "shExpMatch of the URL by or": _ors('shExpMatch(url,"*://*h{at}*/*")'),
    "shExpMatch with question marks by or": _ors('shExpMatch(host,"h?{at}?*.x?")'),
    "indexOf by or": _ors('host.indexOf("h{at}")>=0'),
    "lastIndexOf by or": _ors('host.lastIndexOf("h{at}")>0'),
    "match by or": _ors('host.match("h{at}")'),
    "localHostOrDomainIs by or": _ors('localHostOrDomainIs(host,"h{at}.x")'),
    "not == by and": filled('host!="h{at}.x"&&\n', HEAD + "if (", f'1) return "DIRECT"; {END}'),
    "dnsDomainLevels": _ors("dnsDomainLevels(host)=={at}"),
    "calls of own functions by or": filled(
        'f(host,"h{at}.x")||\n',
        "function f(h, d) { return h.indexOf(d) > 0; }" + HEAD + "if (",
        f'0) return "DIRECT"; {END}',
    ),
    "conditional expressions": filled(
        'dnsDomainIs(host,".h{at}.x")?"PROXY p{at}:1":\n', HEAD + "return ", '"PROXY p:1"; }'
    ),
    "else if of indexOf": filled('if(host.indexOf("h{at}")>=0){return "DIRECT";}else \n', HEAD, f"{{{LAST}}} }}"),
    "cases that multiply": filled(
        'if(host.indexOf("{at}")>=0)n+="{at}";\n', HEAD + "var n = 'p';", 'return "PROXY " + n + ":1"; }'
    ),
    "cases that multiply, of addresses": filled(
        'if(isInNet(myIpAddress(),"10.{high}.{low}.0","255.255.255.0"))n+="{at}";\n',
        HEAD + "var n = 'p';",
        'return "PROXY " + n + ":1"; }',
    ),
    "cases that multiply, of times": filled(
        "if(timeRange({at}%24))n+={at};\n", HEAD + "var n = 0;", 'return "PROXY p" + n + ":1"; }'
    ),
    "cases that multiply, of names resolved": filled(
        'if(isResolvable("h{at}.x"))n+={at};\n', HEAD + "var n = 0;", 'return "PROXY p" + n + ":1"; }'
    ),
    "cases that multiply, of chance": filled(
        "if(Math.random()<0.5)n+={at};\n", HEAD + "var n = 0;", 'return "PROXY p" + n + ":1"; }'
    ),
    "4 MB of dnsDomainIs by or": _ors('dnsDomainIs(host,".h{at}.x")', 4_000_000, "firefox"),
    "4 MB of ==": _ifs('host=="h{at}.x"', size=4_000_000, engine="firefox"),
    "4 MB of own answers": _ifs('dnsDomainIs(host,".h{at}.x")', OWN, 4_000_000, "firefox"),
    "4 MB of shExpMatch": _ifs('shExpMatch(host,"*h{at}*")', size=4_000_000, engine="firefox"),
    "4 MB of isInNet": _ifs('isInNet(host,"10.{high}.{low}.0","255.255.255.0")', size=4_000_000, engine="firefox"),
    "4 MB of a list": _listed('"h{at}.x"', "dnsDomainIs(host, l[i])", 4_000_000, "firefox"),
    "4 MB of an object": filled(
        '"h{at}.x":1,\n',
        "var o = {",
        f"x: 1}}; {HEAD} if (o[host]) return 'DIRECT'; {END}",
        size=4_000_000,
        engine="firefox",
    ),
    "the URL cut at every place": Shape(
        lambda n: entry(
            f"for (var i = 0; i < {n}; i++) if (url.substring(i, i + 3) == 'q' + i) return 'DIRECT'; {LAST}"
        ),
        20_000,
    ),
    "the host compared with every text": Shape(
        lambda n: entry(f"for (var i = 0; i < {n}; i++) if (host == 'h' + i) return 'PROXY p' + i + ':1'; {LAST}"),
        100_000,
    ),
}
