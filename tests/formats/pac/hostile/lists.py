"""Arrays: bombs, sorts, deep spread, what works through all elements."""

from tests.formats.pac.hostile.shape import Shape, entry, forever, loop, once

LIST = "var a = []; for (var i = 0; i < {n}; i++) a.push(i);"
EMPTY = "var a = new Array({n}).fill(1);"


def _list(turn: str, start: str = EMPTY, size: int = 500_000) -> Shape:
    return Shape(lambda n: entry(f"{start} for (;;) {{ {turn} }}".replace("{n}", str(n))), size)


SHAPES: dict[str, Shape] = {
    "push without end": forever("a.push(1);", "var a = [];"),
    "push of many": _list("a.push.apply(a, b);", "var a = [], b = new Array(60000).fill(1);"),
    "shift": _list("a.shift(); a.push(1);"),
    "unshift": forever("a.unshift(1);", "var a = [];"),
    "unshift of a long list": _list("a.unshift(1);"),
    "splice at the start": _list("a.splice(0, 1, 1);"),
    "splice of nothing": _list("a.splice(1, 0);"),
    "slice": _list("a.slice();"),
    "concat without end": forever("a = a.concat(a);", "var a = [1];"),
    "concat with nothing": _list("a.concat([]);"),
    "reverse": _list("a.reverse();"),
    "fill": _list("a.fill(2);"),
    "join": _list("a.join();"),
    "join of holes": _list("a.join();", "var a = []; a.length = {n};", 4_000_000),
    "join of lists": _list("a.join();", "var b = [1, 2]; var a = new Array({n}).fill(b);", 100_000),
    "join of one list in itself many times": once(
        "var a = [1]; for (var i = 0; i < {n}; i++) a = [a, a]; a.join();", 60
    ),
    "join of objects": _list("a.join();", "var a = new Array({n}).fill({toString: function () { return 'x'; }});"),
    "a list as text": _list("'' + a;"),
    "a list as a number": _list("+a;"),
    "a list compared with text": _list("a == 'x';"),
    "indexOf": _list("a.indexOf(2);"),
    "lastIndexOf": _list("a.lastIndexOf(2);"),
    "includes in a list": _list("a.includes(2);"),
    "indexOf of the host": _list("if (a.indexOf(host) >= 0) n++;", "var n = 0;" + EMPTY),
    "indexOf of the host among words": _list(
        "if (a.indexOf(host) >= 0) n++;",
        "var n = 0, a = []; for (var i = 0; i < {n}; i++) a.push('h' + i + '.endpoint.security.microsoft.com');",
        10_000,
    ),
    "indexOf of changing texts": _list("a.indexOf('x' + i++);", "var i = 0; var a = new Array({n}).fill('x');"),
    "flat": _list("a.flat();"),
    "flat of one list in itself": once("var a = [1]; for (var i = 0; i < {n}; i++) a = [a, a]; a.flat(100);", 60),
    "flatMap that doubles": forever("a = a.flatMap(function (x) { return [x, x]; });", "var a = [1];"),
    "keys": _list("a.keys();"),
    "entries": _list("a.entries();"),
    "values": _list("a.values();"),
    "Object.keys of a list": _list("Object.keys(a);"),
    "Object.entries of a list": _list("Object.entries(a);"),
    "Object.getOwnPropertyNames of a list": _list("Object.getOwnPropertyNames(a);"),
    "Object.freeze of a list": _list("Object.freeze(a);"),
    "Object.isFrozen of a list": _list("Object.isFrozen(a);", EMPTY + "Object.freeze(a);"),
    "Object.assign of a list": _list("Object.assign({}, a);"),
    "for-in of a list, left at once": _list("for (var k in a) break;"),
    "Array.from of a length": _list("Array.from({length: {n}});", ""),
    "Array.from of a length, with a function": _list("Array.from({length: {n}}, function () { return 1; });", ""),
    "Array.from of a list": _list("Array.from(a);"),
    "Array.of many": _list("Array.of.apply(null, a);", EMPTY, 60_000),
    "new Array": _list("new Array({n});", "", 4_000_000),
    "map": _list("a.map(f);", EMPTY + "function f(x) { return x; }"),
    "map that fails at once": _list("try { a.map(f); } catch (e) {}", EMPTY + "function f(x) { throw 1; }"),
    "some that holds at once": _list("a.some(f);", EMPTY + "function f(x) { return true; }"),
    "some of holes": _list("a.some(f);", "var a = []; a.length = {n}; function f(x) { return true; }"),
    "find that finds at once": _list("a.find(f);", EMPTY + "function f(x) { return true; }"),
    "filter": _list("a = a.filter(f);", EMPTY + "function f(x) { return true; }"),
    "reduce": _list("a.reduce(f);", EMPTY + "function f(x, y) { return x; }"),
    "reduce that concatenates": _list("a.reduce(f, []);", EMPTY + "function f(x, y) { return x.concat([y]); }"),
    "reduce that builds text": _list("a.reduce(f, '');", EMPTY + "function f(x, y) { return x + y; }"),
    "forEach that pushes": once("var a = [1]; a.forEach(function (x) { a.push(x); }); for (;;) a.forEach(a.push);", 1),
    "callbacks in callbacks": once(
        "f(0);", 1, "function f(n) { return [1, 2].map(function () { return f(n + 1); }); }"
    ),
    "sort of numbers": _list("a.sort();"),
    "sort of sorted texts": _list("a.sort();", "var a = []; for (var i = 0; i < {n}; i++) a.push('x' + i);", 50_000),
    "sort of long texts": _list(
        "a.sort();", "var s = 'x'.repeat(100000), a = []; for (var i = 0; i < {n}; i++) a.push(s + i);", 1000
    ),
    "sort of one long text": _list("a.sort();", "var s = 'x'.repeat(100000), a = new Array({n}).fill(s);", 50_000),
    "sort of lists": _list("a.sort();", "var b = [1, 2, 3], a = new Array({n}).fill(b);", 50_000),
    "sort with a comparator": _list("a.sort(f);", LIST + "function f(x, y) { return y - x; }", 10_000),
    "sort with a comparator that lies": _list("a.sort(f);", LIST + "function f(x, y) { return 1; }", 10_000),
    "sort with a comparator by chance": _list(
        "a.sort(f);", LIST + "function f(x, y) { return Math.random() - 0.5; }", 10_000
    ),
    "sort with a comparator that sorts": once(
        "a.sort(f);", 1, "var a = [3, 1, 2]; function f() { a.sort(f); return 1; }"
    ),
    "sort with a comparator that pushes": once(
        "for (;;) a.sort(f);", 1, "var a = [3, 1, 2]; function f() { a.push(1); return 1; }"
    ),
    "sort with a comparator that asks the host": once(
        "a.sort(f);", 1000, "var a = []; for (var i = 0; i < {n}; i++) a.push('h' + i);function f(x, y) { return 1; }"
    ),
    "sort with a comparator of no numbers": _list("a.sort(f);", LIST + "function f(x, y) { return {}; }", 10_000),
    "sort of values that throw": _list(
        "try { a.sort(); } catch (e) {}",
        "var a = new Array({n}).fill({toString: function () { throw 1; }});",
        500_000,
    ),
    "deep spread": once("var a = [1]; for (;;) a = [...a, ...a];", 1),
    "spread into calls": _list("Math.max(...a);", EMPTY, 65_000),
    "spread of spread": _list("[...[...[...a]]];"),
    "spread into objects": _list("({...a});", EMPTY, 50_000),
    "max of many": _list("Math.max.apply(null, a);", EMPTY, 60_000),
    "lists nested 100,000 deep": once("var a = []; for (var i = 0; i < {n}; i++) a = [a]; '' + a;", 100_000),
    "lists nested 100,000 deep, as JSON": once(
        "var a = []; for (var i = 0; i < {n}; i++) a = [a]; JSON.stringify(a);", 100_000
    ),
    "lists nested 100,000 deep, compared": once("var a = []; for (var i = 0; i < {n}; i++) a = [a]; a == 1;", 100_000),
    "lists taken apart": _list("var [x, , y, ...z] = a;"),
    "length set to and fro": forever("a.length = 4000000; a.length = 0;", "var a = [];"),
    "an index far away": forever("a = []; a[4000000] = 1;", "var a;"),
    "indexes that come backwards": once("var a = []; for (var i = {n}; i >= 0; i--) a[i] = i; a.join();", 100_000),
    "lists of lists": loop("a[i] = [i, [i]];", "var a = [];"),
    "methods of arrays on objects": forever("[].join.call({length: 1000000});"),
    "push on objects": forever("[].push.call({length: 1000000}, 1);"),
    "concat of what looks like a list": forever("[].concat({length: 1000000});"),
    "apply with what looks like a list": forever("Math.max.apply(null, {length: 65000});"),
}
