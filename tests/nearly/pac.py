"""PAC files."""

from __future__ import annotations

from tests.nearly.drawing import Grammar
from tests.nearly.words import WORDS

PAC: Grammar = {
    **WORDS,
    "file": (
        "function FindProxyForURL(url, host) {\n<statement+>return <answer>;\n}\n",
        "<outer*>function FindProxyForURL(url, host) {\n<statement*>}\n<outer*>",
    ),
    "line": ("<statement>", "<statement>", "<outer>"),
    "outer": (
        "var list = [<strings>];\n", "function f(h) { return <flat>; }\n", "var o = {a: 1, 'b.c': <answer>};\n",
        "// <host>\n", "/* <host> */\n", "const N = <number>;\n", "let g = h => <flat>;\n",
        "function FindProxyForURLEx(u, h) { return <answer>; }\n", '"use strict";\n',
    ),
    "strings": ("'<host>'", '\'<host>\', "<domain>"', "'a', 'b', 'c'", "'<shell>',", ""),
    "answer": (
        "'DIRECT'", "'PROXY p:1'", "'PROXY p:1; DIRECT'", '"HTTPS p:<port>"', "'SOCKS5 p:<port>;PROXY <host>:<port>'",
        "'PROXY me:Xyzzy9pw@p:1'", "null", "undefined", "1", "''", "'PROXY ' + host + ':8080'", "f(host)", "o[host]",
        "<flat> ? 'DIRECT' : 'PROXY q:2'", "'proxy p'", "'DIRECT;'",
    ),
    "who": (
        "host", "url", "host.toLowerCase()", "url.substring(0, <number>)", "h", "host.split('.')[0]", "myIpAddress()",
        "dnsResolve(host)",
    ),
    "flat": (
        "true", "dnsDomainIs(<who>, '<domain>')", "shExpMatch(<who>, '<shell>')", "<who> == '<host>'",
        "isPlainHostName(host)", "isResolvable(host)", "localHostOrDomainIs(host, '<host>')",
        "isInNet(<who>, '<network>', '255.0.0.0')", "host.indexOf('<literal>') >= <number>", "/<pattern>/i.test(<who>)",
        "<who>.match(/<pattern>/)", "weekdayRange('MON', 'FRI')", "timeRange(<number>, <number>)",
        "dateRange(<number>, 'JAN', <number>, 'DEC')", "dnsDomainLevels(host) > <number>", "list.indexOf(host) != -1",
        "url.substring(0, 5) == 'http:'", "host.length > <number>", "typeof host === 'string'", "host in o",
        "new RegExp('<pattern>').test(host)", "host.endsWith('<domain>')", "!host", "Math.random() < 0.5",
        "isInNetEx(<who>, '<network>')", "host.lastIndexOf('.') < <number>", "list.some(x => dnsDomainIs(host, x))",
        "url.charAt(<number>) === '<literal>'", "'<host>'.includes(host)", "convert_addr(<who>) & <number>",
        "host.replace(/<pattern>/g, '$1') == ''", "sortIpAddressList('<network>')", "void 0",
        "host.search(/<pattern>/)",
    ),
    "test": ("<flat>", "<flat>", "<flat> && <test>", "<flat> || <test>", "!(<test>)", "(<test>) ? <test> : <flat>"),
    "statement": (
        "return <answer>;\n", "if (<test>) return <answer>;\n", "if (<test>) { <statement*> } else { <statement*> }\n",
        "if (<flat>) <statement>", "for (var i = 0; i < list.length; i++) { if (<flat>) return <answer>; }\n",
        "for (var k in o) if (shExpMatch(host, k)) return o[k];\n",
        "for (const x of list) { if (dnsDomainIs(host, x)) return <answer>; }\n", "var h = <who>;\n", "host = <who>;\n",
        "h = <answer>\n", "switch (<who>) { case '<host>': return <answer>; default: <statement*> }\n",
        "while (<flat>) { <statement*> break; }\n", "try { <statement*> } catch (e) { return <answer>; }\n",
        "throw 'x';\n", "do { i++; } while (i < <number>);\n", "var r = /<pattern>/.exec(<who>);\n",
        "list.forEach(function (x) { if (<flat>) h = x; });\n", "alert(<flat>);\n", "// proxylint: ignore[PAC101]\n",
        "{ <statement*> }\n", ";\n", "let {length} = host;\n", "h += `${host}<literal>`;\n",
        "label: for (;;) { break label; }\n", "debugger;\n", "delete o.a;\n", "i = +<number>;\n",
    ),
}  # fmt: skip
