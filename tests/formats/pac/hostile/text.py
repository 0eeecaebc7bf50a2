"""Strings that grow, or are gone through again and again."""

from tests.formats.pac.hostile.shape import Shape, entry, forever, loop, once

LONG = "var s = 'x'.repeat({n});"
MIXED = "var s = 'ab.'.repeat({n});"


def _long(turn: str, start: str = LONG, size: int = 1_000_000) -> Shape:
    return Shape(lambda n: entry(f"{start} for (;;) {{ {turn} }}".replace("{n}", str(n))), size)


SHAPES: dict[str, Shape] = {
    "replace of every character": once("var s = 'x'; for (;;) s = s.replace(/./g, '$&$&');", 1),
    "replace of every character, shrunk": _long("s.replace(/./g, '');", size=60_000),
    "replace by all that is before": _long("s.replace(/x/g, '$`');", size=3000),
    "replace of text by all that is before": _long("s.replaceAll('x', '$`');", size=3000),
    "replace of text": _long("s.replaceAll('x', 'y');"),
    "replace of text that is not there": _long("s.replaceAll('y', 'z');"),
    "replace with a function": _long("s.replace(/x/g, function (m) { return m; });"),
    "replace of nothing": _long("s.replace('', 'y');"),
    "replace of all nothings": _long("s.replaceAll('', 'y');"),
    "replace with many dollars": _long("'x'.replace('x', '$&'.repeat(100000));"),
    "repeat without end": forever("s = s.repeat(2);", "var s = 'x';"),
    "repeat of the largest": forever("'x'.repeat(100000000);"),
    "repeat of nothing": forever("''.repeat(4294967295);"),
    "padding": _long("s.padStart({n} + 100);"),
    "padding with a long fill": _long("'a'.padEnd({n} * 3, s);"),
    "lower case": _long("s.toLowerCase();"),
    "upper case that grows": _long("s = s.toUpperCase();", "var s = 'ß'.repeat({n});"),
    "trim": _long("s.trim();", "var s = ' '.repeat({n});"),
    "slices": _long("s.slice(1);"),
    "slices that shrink": loop("s = s.substring(1);", LONG.replace("{n}", "1000000"), size=200_000),
    "substr": _long("s.substr(1, {n} - 2);"),
    "concat": _long("s.concat(s, s);"),
    "concat of many": once(
        "var a = []; for (var i = 0; i < 60000; i++) a.push('{n}'); for (;;) ''.concat.apply('', a);", 1000
    ),
    "indexOf that does not find": _long("s.indexOf('xy');"),
    "indexOf that nearly finds": _long("s.indexOf(t);", "var s = 'a'.repeat({n}), t = 'a'.repeat({n} / 2) + 'b';"),
    "indexOf that nearly finds, from behind": _long(
        "s.lastIndexOf(t);", "var s = 'a'.repeat({n}), t = 'b' + 'a'.repeat({n} / 2);"
    ),
    "includes": _long("s.includes('y');"),
    "startsWith": _long("s.startsWith(s);"),
    "endsWith": _long("s.endsWith(s);"),
    "equality of long texts": _long("s == t;", "var s = 'x'.repeat({n}), t = 'x'.repeat({n});"),
    "order of long texts": _long("s < t;", "var s = 'x'.repeat({n}), t = 'x'.repeat({n});"),
    "split by nothing": _long("s.split('');"),
    "split by a character": _long("s.split('.');", MIXED, 300_000),
    "split with a limit": _long("s.split('.', 1);", MIXED, 300_000),
    "split and join": forever("s = s.split('').join('ab');", "var s = 'x';"),
    "split by a pattern": _long("s.split(/b/);", MIXED, 20_000),
    "join with a long text": _long("[1, 2, 3, 4, 5, 6, 7, 8].join(s);"),
    "templates": _long("`${s}${s}`;"),
    "templates that grow": forever("s = `${s}${s}`;", "var s = 'x';"),
    "templates of templates": once("var s = 'x';" + "s = `${`${s}${s}`}${`${s}${s}`}`;" * 200, 1),
    "tagged templates": forever("f`a${1}b`;", "", "function f(a) { return a[0]; }"),
    "added characters": loop("s += 'x';", "var s = '';"),
    "added in front": loop("s = 'x' + s;", "var s = '';"),
    "characters taken apart": _long("for (var i = 0; i < s.length; i++) n += s.charCodeAt(i);", "var n = 0;" + LONG),
    "code points": _long("s.codePointAt(5);", "var s = '\\ud83d\\ude00'.repeat({n});"),
    "fromCharCode": loop("s += String.fromCharCode(i);", "var s = '';"),
    "fromCharCode of many": once(
        "var a = []; for (var i = 0; i < 60000; i++) a.push(i + {n}); for (;;) String.fromCharCode.apply(null, a);", 10
    ),
    "normalize": _long("s.normalize('NFKD');", "var s = '\\ufdfa'.repeat({n});", 100_000),
    "normalize of combining marks": _long(
        "s.normalize('NFC');", "var s = 'a' + '\\u0315\\u0300'.repeat({n});", 100_000
    ),
    "encodeURIComponent": _long("encodeURIComponent(s);", "var s = '%'.repeat({n});"),
    "encodeURIComponent that grows": forever("s = encodeURIComponent(s);", "var s = '%%%%%%%%';"),
    "decodeURIComponent": _long("decodeURIComponent(s);", "var s = '%41'.repeat({n});"),
    "decodeURIComponent of what is none": _long(
        "try { decodeURIComponent(s); } catch (e) {}", "var s = '%'.repeat({n});"
    ),
    "escape": _long("escape(s);", "var s = '\\u0416'.repeat({n});"),
    "unescape": _long("unescape(s);", "var s = '%41'.repeat({n});"),
    "text as a key": _long("o[s + i++] = 1;", "var o = {}, i = 0;" + LONG, 100_000),
    "text as a key that is read": _long("o[s];", "var o = {};" + LONG),
    "text as a number": _long("+s;", "var s = '1'.repeat({n});"),
    "text as a number with blanks": _long("+s;", "var s = ' '.repeat({n}) + 'x';"),
    "parseInt": _long("parseInt(s, 36);", "var s = 'z'.repeat({n});"),
    "parseInt of decimals": _long("parseInt(s);", "var s = '9'.repeat({n});"),
    "parseFloat": _long("parseFloat(s);", "var s = '1.' + '1'.repeat({n});"),
    "parseFloat of exponents": _long("parseFloat(s);", "var s = '1e' + '1'.repeat({n});"),
    "text spread": _long("[...s];"),
    "text spread into a call": _long("Math.max(...s);", LONG, 60_000),
    "text taken apart by a pattern of names": _long("var [a, b, ...c] = s;"),
    "text sorted": _long("s.split('').sort().join('');", LONG, 100_000),
    "text reversed": _long("s = s.split('').reverse().join('');", LONG, 100_000),
    "text as an object": _long("Object.keys(new String(s));", LONG, 100_000),
    "text as an object, one property": _long("new String(s).hasOwnProperty('x');"),
    "text gone through by for-in": _long("for (var k in s) break;"),
    "methods of arrays on text": _long("[].map.call(s, function (c) { return c; });"),
    "indexOf of arrays on text": _long("[].indexOf.call(s, 'y');"),
    "the host repeated": Shape(lambda n: entry("var s = host; for (;;) s += s;")),
    "the host repeated and searched": Shape(
        lambda n: entry(
            f"var s = ''; for (var i = 0; i < {n}; i++) s += host + i; return s.indexOf('q') < 0 ? 'A' : 'B';"
        ),
        1000,
    ),
    "the host taken apart": Shape(
        lambda n: entry(
            "var n = 0; for (var i = 0; i < host.length; i++) n += host.charCodeAt(i); "
            "return n % 2 ? 'DIRECT' : 'PROXY p:1';"
        )
    ),
    "the host hashed": Shape(
        lambda n: entry(
            "var n = 5381; for (var i = 0; i < host.length; i++) n = (n * 33 + host.charCodeAt(i)) | 0; "
            "return n % 2 ? 'DIRECT' : 'PROXY p:1';"
        )
    ),
    "the host reversed": Shape(
        lambda n: entry("return host.split('').reverse().join('') < 'm' ? 'DIRECT' : 'PROXY p:1';")
    ),
    "the host replaced": Shape(lambda n: entry("var s = host; for (;;) s = s.replace(/[a-z]/g, '$&$&');")),
    "the host in lower case, over and over": Shape(
        lambda n: entry(f"for (var i = 0; i < {n}; i++) host = host.toLowerCase(); return host < 'm' ? 'A' : 'B';"),
        100_000,
    ),
    "a message of a megabyte": once("throw 'x'.repeat({n});", 1_000_000),
    "an answer of a megabyte": Shape(lambda n: entry(f"return 'PROXY p:1; '.repeat({n});"), 100_000),
    "an answer of a megabyte without a word": Shape(lambda n: entry(f"return ';'.repeat({n});")),
    "an answer that differs by host, of a megabyte": Shape(
        lambda n: entry(f"return ('PROXY p' + (host < 'm') + ':1; ').repeat({n});"), 50_000
    ),
}
