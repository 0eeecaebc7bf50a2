"""PAC files."""

from __future__ import annotations

from tests.nearly.drawing import Grammar
from tests.nearly.javascript import JAVASCRIPT

PAC: Grammar = {
    **JAVASCRIPT,
    "file": (
        "function FindProxyForURL(url, host) {\n<statement+>return <answer>;\n}\n",
        "<known>function FindProxyForURL(url, host) {\n<statement+>return <answer>;\n}\n",
        "<known>function FindProxyForURL(url, host) {\n<made><statement+>return <answer>;\n}\n",
        "<known><outer*>function FindProxyForURL(url, host) {\n<statement*>}\n<outer*>",
    ),
    "known": (
        (
            "var list = [<items>], o = {'<host>': <quoted>, a: {b: 1}}, set = new Set(list), map = new Map(), i "
            "= 0, n = 2, h = '';\nclass C { constructor(name) { this.name = name; } }\nvar c = new "
            "C('c');\nfunction f(x) { return x; }\nfunction g(x) { return x == 'a'; }\n"
        ),
    ),
    "line": ("<statement>", "<statement>", "<made>", "<outer>"),
    "outer": (
        "var list = [<items>];\n", "function f(h) { return <flat>; }\n", "var o = {a: 1, 'b.c': <answer>};\n",
        "// <host>\n", "/* <host> */\n", "const N = <number>;\n", "let k = h => <flat>;\n",
        "function FindProxyForURLEx(u, h) { return <answer>; }\n", '"use strict";\n', "<long>",
        (
            "function up(x) { if (o[x]) return true; var i = x.indexOf('.'); return i <open> 0 ? false : "
            "up(x.substring(i + 1)); }\n"
        ),
        "FindProxyForURL = (function (old) { return function (u, h) { return old(u, h); }; })(FindProxyForURL);\n",
    ),
    "long": (
        (
            "var list = ['a.example', 'b.example', 'c.example', 'd.example', '<host>', 'e.example', '<word>', "
            "'m.example'];\n"
        ),
        "var list = [/<run>/, /<run>/, /^a/, /b$/, /c/, /<run>/i, /d/, /e/];\n",
        "var list = [['10.0.0.0', '255.0.0.0'], ['10.1.0.0', '255.255.0.0'], ['<network>', '255.255.255.0']];\n",
        "var o = {'a.example': 1, 'b.example': 2, '<host>': 'PROXY q:1', '<word>': 1, 'm.example': 0, 'com': 1};\n",
        "var list = [{d: 'a.example', p: 'PROXY a:1'}, {d: '<host>', p: <answer>}, {d: '<word>', p: 'DIRECT'}];\n",
        "list = list.concat(['a.example', 'b.example', 'c.example', 'd.example', 'e.example', 'f.example']);\n",
    ),
    "answer": (
        "'DIRECT'", "'PROXY p:1'", "'PROXY p:1; DIRECT'", '"HTTPS p:<port>"', "'SOCKS5 p:<port>;PROXY <host>:<port>'",
        "'PROXY me:Xyzzy9pw@p:1'", "null", "undefined", "1", "''", "'PROXY ' + host + ':8080'", "f(host)", "o[host]",
        "<flat> ? 'DIRECT' : 'PROXY q:2'", "'proxy p'", "'DIRECT;'", "<text>", "['DIRECT'][0]", "o[host] || 'DIRECT'",
        "'PROXY p' + <num> + ':1'", "[<answer>, <answer>].join('; ')", "g(host) && 'DIRECT'", "`PROXY ${<text>}:1`",
        "list.some(<test_of>) ? <answer> : <answer>", "{p: <answer>}.p", "map.get(host) ?? 'DIRECT'", "'HTTP p:80'",
        "Math.random() <open> 0.5 ? 'PROXY a:1' : 'PROXY b:1'", "'PROXY [2001:db8::1]:80'", "'QUIC p:443'",
        "(<test>, <answer>)", "new String('DIRECT')", "'PROXY p:1, DIRECT'", "'SOCKS p'", "'SOCKS4 p:1080'",
    ),
    "who": (
        "host", "url", "host.toLowerCase()", "url.substring(0, <number>)", "h", "host.split('.')[0]", "myIpAddress()",
        "dnsResolve(host)", "<text>",
    ),
    "mask": ("255.0.0.0", "255.255.0.0", "255.255.255.255", "0.0.0.0", "255.0.255.0", "255.255.255.0", "8", ""),
    "address": (
        "10.0.0.0", "10.1.2.3", "192.168.0.0", "127.0.0.1", "<host>", "<network>", "172.16.0.0", "::1", "010.1.2.3",
    ),
    "day": ("MON", "SUN", "FRI", "SAT", "mon", "X", "GMT"),
    "month": ("JAN", "DEC", "FEB", "jun", "X"),
    "clock": (
        "weekdayRange('<day>', '<day>')", "weekdayRange('<day>')", "weekdayRange('<day>', '<day>', 'GMT')",
        "timeRange(<number>, <number>)", "timeRange(8, 18)", "timeRange(8, 30, 17, 15)", "timeRange(22, 6)",
        "timeRange(12)", "timeRange(8, 0, 0, 17, 59, 59, 'GMT')", "dateRange(<number>, 'JAN', <number>, 'DEC')",
        "dateRange('<month>')", "dateRange('<month>', '<month>')", "dateRange(1, 15)", "dateRange(2026)",
        "dateRange(1, 'JUN', 2025, 15, 'AUG', 2027)", "dateRange('OCT', 2025, 'MAR', 2026)", "dateRange(15)",
        "timeRange(8, 18, 'GMT')", "dateRange(2026, 2027, 'GMT')",
    ),
    "flat": (
        "true", "dnsDomainIs(<who>, '<domain>')", "shExpMatch(<who>, '<shell>')", "<who> == '<host>'",
        "isPlainHostName(host)", "isResolvable(host)", "localHostOrDomainIs(host, '<host>')",
        "isInNet(<who>, '<address>', '<mask>')", "host.indexOf('<word>') >= <number>", "<regex>.test(<who>)",
        "<who>.match(<regex>)", "<clock>", "<clock>", "isResolvableEx(host)", "dnsDomainLevels(host) > <number>",
        "list.indexOf(host) != -1", "url.substring(0, 5) == 'http:'", "host.length > <number>",
        "typeof host === 'string'", "host in o", "new RegExp('<pattern>').test(host)", "host.endsWith('<domain>')",
        "!host", "Math.random() < 0.5", "isInNetEx(<who>, '<network>')", "host.lastIndexOf('.') < <number>",
        "list.some(x => dnsDomainIs(host, x))", "url.charAt(<number>) === '<word>'", "'<host>'.includes(host)",
        "convert_addr(<who>) & <number>", "host.replace(<regex>, '$1') == ''", "sortIpAddressList('<network>')",
        "void 0", "host.search(<regex>)", "<test>", "<asked>", "shExpMatch(url, '*://<shell>/*')", "up(host)",
        "isInNet(myIpAddress(), '<address>', '<mask>')", "dnsResolve(host) == '<address>'",
        "myIpAddress().indexOf('10.') == 0", "isInNet(dnsResolve(host), '<address>', '<mask>')",
        "shExpMatch(myIpAddress(), '10.*')", "dnsDomainIs(host)",
    ),
    "walk": (
        (
            "var p = host.split('.'); for (var i = 0; i <open> p.length; i++) if (o[p.slice(i).join('.')]) "
            "return <answer>;\n"
        ),
        (
            "var x = host; while (x) { if (o[x]) return <answer>; var i = x.indexOf('.'); if (i <open> 0) break; "
            "x = x.substring(i + 1); }\n"
        ),
        (
            "var pos = host.lastIndexOf('.'); pos = host.lastIndexOf('.', pos - 1); if (o[host.substring(pos + "
            "1)]) return <answer>;\n"
        ),
        (
            "while (1) { if (pos <open>= 0) return <answer>; if (o[host.substring(pos + 1)]) return <answer>; "
            "pos = host.lastIndexOf('.', pos - 1); }\n"
        ),
        "for (var x = host; x.indexOf('.') > 0; x = x.slice(x.indexOf('.') + 1)) if (set.has(x)) return <answer>;\n",
        (
            "var p = host.split('.'); for (var i = p.length - 1; i >= 0; i--) { h = p[i] + '.' + h; if (o[h]) "
            "return <answer>; }\n"
        ),
        "for (var i = 0; i <open> host.length; i++) { n = n * 31 + host.charCodeAt(i); }\n",
        "var p = 'a b c'.split(' '); return 'PROXY ' + p[host.length % 3] + ':1';\n",
    ),
    "loop": (
        "for (var i = 0; i <open> list.length; i++) { if (<flat>) return <answer>; }\n",
        "for (var i = 0; i <open> list.length; i++) { if (shExpMatch(host, list[i])) return <answer>; }\n",
        "for (var i in list) { if (dnsDomainIs(host, list[i])) { return <answer>; } }\n",
        "for (var i = 0; i <open> list.length; i++) if (isInNet(host, list[i][0], list[i][1])) return <answer>;\n",
        "for (var i = 0; i <open> list.length; ++i) { var x = list[i]; if (host == x.d) return x.p; }\n",
        "for (var k in o) if (shExpMatch(host, k)) return o[k];\n",
        "for (const x of list) { if (<test>) continue; return <answer>; }\n",
        "for (const x of list) { if (dnsDomainIs(host, x)) return <answer>; }\n",
        "for (const x of set) if (host == x) return <answer>;\n",
        "for (const r of list) if (r.test && r.test(host)) return <answer>;\n",
        "for (let i = list.length; i--;) { if (list[i] == host) break; }\n",
        "for (const [k, v] of map) if (k == host) return v;\n", "list.forEach(function (x) { if (<flat>) h = x; });\n",
        "do { i++; } while (i <open> <number>);\n", "while (<flat>) { <statement*> break; }\n",
        "label: for (;;) { break label; }\n",
        "outer: for (var i = 0; i <open> 3; i++) { for (;;) { if (<flat>) continue outer; break; } }\n",
        "while (i <open> list.length && list[i] != host) i++;\n",
        "for (var i = 0, l = list.length; i <open> l; i++) { h += list[i]; }\n",
    ),
    "statement": (
        "return <answer>;\n", "if (<test>) return <answer>;\n", "if (<flat>) return <answer>;\n",
        "if (<flat>) return <answer>;\n", "if (<flat>) { <statement*> } else { <statement*> }\n",
        "if (<flat> || <flat> || <flat>) { return <answer>; }\n", "if (<flat>) <statement>",
        "if (<flat>) { return <answer>; } else if (<flat>) { return <answer>; }\n", "<loop>", "<walk>", "<made>",
        "var h = <who>;\n", "host = <who>;\n", "h = <answer>\n", "if (<test>) <made>", "<made>",
        "switch (<who>) { case '<host>': return <answer>; default: <statement*> }\n",
        "switch (<text>) { case <quoted>: case <quoted>: <made>break; case <text>: return <answer>; }\n",
        "switch (true) { case <flat>: return <answer>; case <test>: <statement>}\n",
        "try { <statement*> } catch (e) { return <answer>; }\n",
        "try { <statement> } catch { <made> } finally { <made> }\n", "throw 'x';\n", "throw new Error(<text>);\n",
        "var r = <regex>.exec(<who>);\n", "alert(<flat>);\n", "// proxylint: ignore[PAC101]\n", "{ <statement*> }\n",
        ";\n", "let {length} = host;\n", "h += `${host}<word>`;\n", "debugger;\n", "delete o.a;\n", "i = +<number>;\n",
        "var m = host.match(<regex>); if (m) return m[1] ? <answer> : <answer>;\n",
        "return (<flat>) ? <answer> : <answer>;\n", "function inner(x) { <statement*> }\n",
        "if (inner) return inner(host);\n", "with (o) { h = a; }\n",
    ),
}  # fmt: skip
