"""Regular expressions: exponential, large, many, made at run time."""

from tests.formats.pac.hostile.shape import HEAD, LAST, Shape, entry, filled, forever, once


def _host(pattern: str) -> Shape:
    """`{n}` is the size."""
    return Shape(lambda n: entry(f'if (/{pattern.replace("{n}", str(n))}/.test(host)) return "DIRECT"; {LAST}'), 1000)


def _text(pattern: str, text: str = "'a'.repeat({n}) + '!'", size: int = 50_000, ask: str = "exec") -> Shape:
    body = f"var s = {text}; for (var i = 0; i < 1000; i++) /{pattern}/.{ask}(s); {LAST}"
    return Shape(lambda n: entry(body.replace("{n}", str(n))), size)


def _made(text: str, before: str = "") -> Shape:
    """A pattern made by the script out of `{n}` pieces, put to the host."""
    return Shape(
        lambda n: entry(f'if (new RegExp({text}).test(host)) return "DIRECT"; {LAST}'.replace("{n}", str(n)), before),
        100_000,
    )


SHAPES: dict[str, Shape] = {
    "nested plus": _host("^(([a-z.])+)+!$"),
    "nested star": _host("(.*)*!x"),
    "three nested stars": _host("^((([a-z]*)*)*)*!$"),
    "overlapping alternatives": _host("^(a|aa|a.|.a)+!$"),
    "words and dots": _host(r"(\w+\.?)+\d$"),
    "x+x+y": _host("(x+x+)+y"),
    "ten stars": _host(".*a.*b.*c.*d.*e.*f.*g.*h.*i.*j.*!"),
    "forty question marks": _host("(a?){40}a{40}"),
    "counts of counts": _host("^((a{1,100}){1,100}){1,100}$"),
    "a thousand times a thousand": _host("(?:[a-z]{1000}){1000}"),
    "a count of {1000}{1000}": _host("(?:(?:a{1000}){1000}){1000}"),
    "a count of a billion": _host("a{1000000000}"),
    "a count up to a billion": _host("(?:[a-z]{0,1000000000})x"),
    "counts in a row": _host("[a-z]{1,99}[a-y]{1,99}[a-x]{1,99}[a-w]{1,99}[a-v]{1,99}\\."),
    "a subset of 2^n": _host(".*a.{14}x"),
    "a subset of 2^n twice": _host(".*a.{12}x.*b.{12}y"),
    "a look ahead": _host("^(?=.*a)(?=.*b)(?=.*c)(?=.*d).*$"),
    "looks ahead in looks ahead": _host("^(?=(?=(?=(?=(.*)*)*)*)*)x"),
    "a look behind": _host("(?<=(a+)+)b"),
    "a look behind not": _host("(?<!(a|aa)+)b"),
    "a back reference": _host(r"^(a*)*\1$"),
    "ten back references": _host(r"^(.*)(.*)(.*)(.*)(.*)\1\2\3\4\5$"),
    "named groups": _host(r"(?<a>x+)(?<b>x+)\k<a>\k<b>"),
    "case folding": Shape(lambda n: entry(f'if (/^([a-z]+[A-Z]+)+!$/i.test(host)) return "DIRECT"; {LAST}')),
    "unicode": Shape(lambda n: entry(f'if (/^(\\p{{L}}+)+!$/u.test(host)) return "DIRECT"; {LAST}')),
    "100,000 looks ahead": _made("'(?=a)'.repeat({n})"),
    "100,000 named groups": _made(
        "g(100000)", "function g(n) { var s = ''; while (n--) s += '(?<n' + n + '>)'; return s; }"
    ),
    "100,000 groups": _made("'(a)'.repeat({n})"),
    "100,000 groups nested": _made("'('.repeat({n}) + ')'.repeat({n})"),
    "900 groups nested, with stars": _made("'('.repeat(900) + 'a' + ')*'.repeat(900)"),
    "100,000 alternatives": _made("'a|'.repeat({n})"),
    "100,000 alternatives that differ": _made(
        "g(100000)", "function g(n) { var s = ''; while (n--) s += '|a' + n; return s; }"
    ),
    "20,000 alternatives that differ, of parts of names": _made(
        "g(20000)", "function g(n) { var s = 'q'; while (n--) s += '|a.*' + n; return s; }"
    ),
    "100,000 stars": _made("'a*'.repeat({n})"),
    "100,000 classes": _made("'[a-z]'.repeat({n})"),
    "one class of 100,000": _made("'[' + 'a-z'.repeat({n}) + ']'"),
    "one class of 60,000 that differ": _made(
        "g(60000)", "function g(n) { var s = '['; while (n-- > 100) s += String.fromCharCode(n); return s + ']'; }"
    ),
    "one class of 60,000, folded": Shape(
        lambda n: entry(
            f'if (new RegExp(g({n}), "i").test(host)) return "DIRECT"; {LAST}',
            "function g(n) { var s = '['; while (n-- > 100) if (n % 2) s += String.fromCharCode(n); return s + ']'; }",
        ),
        60_000,
    ),
    "a pattern of a megabyte": _made("'a'.repeat({n} * 10)"),
    "patterns made without end": forever("new RegExp('a' + i++).test('a' + i);", "var i = 0;"),
    "large patterns made without end": forever(
        "new RegExp(s + i++).test('a');", "var i = 0, s = 'a?b+c*'.repeat(10000);"
    ),
    "patterns of the host made without end": forever(
        "if (new RegExp('a' + i++ + '.*b').test(host)) n++;", "var i = 0, n = 0;"
    ),
    "large patterns of the host made without end": forever(
        "if (new RegExp(s + i++).test(host)) n++;", "var i = 0, n = 0, s = '(a?b+c*.*)'.repeat(200);"
    ),
    "broken patterns made without end": forever("try { new RegExp('(' + i++); } catch (e) {}", "var i = 0;"),
    "large broken patterns made without end": forever(
        "try { new RegExp(s + i++ + '('); } catch (e) {}", "var i = 0, s = 'a?b+c*'.repeat(10000);"
    ),
    "shExpMatch of patterns made without end": forever(
        "if (shExpMatch(host, '*' + i++ + '*')) n++;", "var i = 0, n = 0;"
    ),
    "shExpMatch of a long pattern": once("if (shExpMatch(host, '*a'.repeat({n}))) return 'DIRECT';", 100_000),
    "shExpMatch of a long text": once("var s = 'a'.repeat({n}); for (;;) shExpMatch(s, '*a*a*a*a*b');", 60_000),
    "shExpMatch of question marks": once("if (shExpMatch(host, '?'.repeat({n}) + '*')) return 'DIRECT';", 100_000),
    "shExpMatch with regular expressions": once("if (shExpMatch(host, '(a|aa)+!'.repeat({n}))) return 'DIRECT';", 1000),
    "a text of nested plus": _text("^(a+)+$"),
    "a text of nested plus, asked": _text("^(a+)+$", ask="test"),
    "a text of stars": _text("a*a*a*a*a*b"),
    "a text of lazy stars": _text("a*?a*?a*?a*?b"),
    "a text of alternatives": _text("^(a|aa)+$"),
    "a text of groups": _text("((a)(a)(a))*b"),
    "a text of looks ahead": _text("(?=(a+))a*b"),
    "a text of looks ahead not": _text("(?:a(?!b))*c"),
    "a text of back references": _text(r"(a*)*\\1b"),
    "a text of word edges": _text(r"(\\b\\w+\\b)*!!"),
    "a text of empty rounds": _text("(a*)*b"),
    "a text of counts": _text("(a{1,50}){1,50}b"),
    "a text of many groups": _text("(a)" * 60 + "b"),
    "a text put to many alternatives": _text("b|" * 300 + "c"),
    "a text put to a large pattern": _text("a?" * 300 + "b"),
    "a text put to a large automaton": _text(".*a.{12}x", "'ab'.repeat({n})", 30_000, "test"),
    "all matches": once("var s = 'a'.repeat({n}); for (;;) s.match(/a/g);", 60_000),
    "all matches of two characters": once("var s = 'ab'.repeat({n}); for (;;) s.match(/(a|b)+?/g);", 30_000),
    "all matches of nothing": once("var s = 'a'.repeat({n}); for (;;) s.match(/(?:)/g);", 60_000),
    "all matches far apart": once(
        "var s = ('a'.repeat({n}) + 'b').repeat(60000 / {n}); for (;;) s.match(/a*b/g);", 100
    ),
    "all matches that look to the end": once("var s = 'a'.repeat({n}); for (;;) s.match(/a(?!.*b)/g);", 60_000),
    "exec with lastIndex": once("var s = 'a'.repeat({n}), r = /a/g; for (;;) r.exec(s);", 60_000),
    "test with lastIndex": once("var s = 'a'.repeat({n}), r = /a|b/g; for (;;) r.test(s);", 60_000),
    "sticky": once("var s = 'a'.repeat({n}), r = /a/y; for (;;) r.test(s);", 60_000),
    "search": once("var s = 'a'.repeat({n}); for (;;) s.search(/b/);", 60_000),
    "matchAll": once("var s = 'a'.repeat({n}); for (;;) for (var m of s.matchAll(/a/g)) break;", 60_000),
    "split by a pattern of groups": once("var s = 'a'.repeat({n}); for (;;) s.split(/(a)(a)?/);", 60_000),
    "replace by groups": once("var s = 'a'.repeat({n}); for (;;) s.replace(/(a)(a)?/g, '$2$1');", 60_000),
    "a literal of a megabyte": filled("a{at}|", HEAD + "if (/^(", f'x)$/.test(host)) return "DIRECT"; {LAST} }}'),
    "a literal of a megabyte of parts": filled(
        r"a{at}.*\.|", HEAD + "if (/^(", f'x)$/.test(host)) return "DIRECT"; {LAST} }}'
    ),
    "a literal of a megabyte of classes": filled(
        "[a-z{at}]*", HEAD + "if (/^(", f'x)$/.test(host)) return "DIRECT"; {LAST} }}'
    ),
    "a megabyte of literals": filled("/a{at}/.test(host)||", HEAD + "if (", f'0) return "DIRECT"; {LAST} }}'),
    "a megabyte of literals of parts": filled(
        r"/^a{at}.*\.x$/.test(host)||", HEAD + "if (", f'0) return "DIRECT"; {LAST} }}'
    ),
    "a megabyte of literals, each answered": filled(
        r'if(/^a.*{at}.*\.x$/.test(host))return "PROXY p{at}:1";', HEAD, f"{LAST} }}"
    ),
    "a megabyte of exponential literals": filled(
        "/^(a+{at})+$/.test(host)||", HEAD + "if (", f'0) return "DIRECT"; {LAST} }}'
    ),
    "a megabyte of patterns in a list": filled(
        r"/a.*{at}/,",
        "var l = [",
        f'/x/]; {HEAD} for (var i = 0; i < l.length; i++) if (l[i].test(host)) return "DIRECT"; {LAST} }}',
    ),
    "a megabyte of literals bound to the start": filled(
        "/^h.*[^x]{at}.(a|b)c/.test(url)||", HEAD + "if (", f'0) return "DIRECT"; {LAST} }}'
    ),
    "half a megabyte of literals bound to the start": filled(
        "/^h.*[^x]{at}.(a|b)c/.test(url)||", HEAD + "if (", f'0) return "DIRECT"; {LAST} }}', size=480_000
    ),
    "a megabyte of literals with bare dots": filled(
        "/a{at}.b.c/.test(url)||", HEAD + "if (", f'0) return "DIRECT"; {LAST} }}'
    ),
    "half a megabyte of literals with bare dots": filled(
        "/h{at}.microsoft.com/.test(url)||", HEAD + "if (", f'0) return "DIRECT"; {LAST} }}', size=500_000
    ),
    "a megabyte of patterns of four kinds in turns": filled(
        'shExpMatch(host,"*{at}?*")||url.search(/b.*{at}/)>=0||/a{at}.*x/.test(host)||host.match(/[a-z]{at}./)||',
        HEAD + "if (",
        f'0) return "DIRECT"; {LAST} }}',
    ),
    "a megabyte of tests of four kinds in turns": filled(
        'shExpMatch(host,"*{at}*")||url.indexOf("{at}")>=0||/a{at}/.test(host)||dnsDomainIs(host,"{at}")||',
        HEAD + "if (",
        f'0) return "DIRECT"; {LAST} }}',
    ),
    "a megabyte of lines of two kinds of tests": filled(
        'if(shExpMatch(host,"*{at}*")||/b{at}.c/.test(url))return "DIRECT";', HEAD, f"{LAST} }}"
    ),
    "a megabyte of names and their hosts in turns": filled(
        'host=="{at}.x"||dnsDomainIs(host,".{at}.x")||', HEAD + "if (", f'0) return "DIRECT"; {LAST} }}'
    ),
}
