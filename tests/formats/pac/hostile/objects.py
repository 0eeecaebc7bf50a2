"""Objects: conversions that call the script, getters, prototypes, Map and Set, JSON."""

from tests.formats.pac.hostile.shape import Shape, entry, forever, loop, once

OBJECT = "var o = {}; for (var i = 0; i < {n}; i++) o['k' + i] = i;"


def _object(turn: str, start: str = OBJECT, size: int = 50_000) -> Shape:
    return Shape(lambda n: entry(f"{start} for (;;) {{ {turn} }}".replace("{n}", str(n))), size)


SHAPES: dict[str, Shape] = {
    "valueOf that adds": once("var o = {valueOf: function () { return o + o; }}; o + 1;", 1),
    "valueOf that compares": once("var o = {valueOf: function () { return o < 1; }}; o < 1;", 1),
    "valueOf without end": forever("+o;", "var n = 0, o = {valueOf: function () { return n++; }};"),
    "toString that joins": once(
        "var a = [1], o = {toString: function () { return a.join(); }}; a.push(o, o); '' + o;", 1
    ),
    "toString that doubles": forever("s = '' + o;", "var s = 'x', o = {toString: function () { return s + s; }};"),
    "toString that replaces": once("var o = {toString: function () { return 'x'.replace('x', o); }}; '' + o;", 1),
    "objects as keys": forever("m[o];", "var m = {}, n = 0, o = {toString: function () { return 'k' + n++; }};"),
    "getters": forever("o.x;", "var n = 0, o = {get x() { return n++; }};"),
    "getters of getters": once("o.x;", 1, "var o = {get x() { return this.y + this.y; }, get y() { return this.x; }};"),
    "setters": forever("o.x = 1;", "var n = 0, o = {set x(v) { n += v; }};"),
    "setters that set": once("o.x = 1;", 1, "var o = {set x(v) { this.x = v; }};"),
    "defineProperty without end": forever("Object.defineProperty(o, 'k' + i++, {value: 1});", "var o = {}, i = 0;"),
    "defineProperty of getters": loop(
        "Object.defineProperty(o, 'k' + i, {get: function () { return i; }});", "var o = {};"
    ),
    "delete and set": forever("delete o.x; o.x = 1;", "var o = {x: 1};"),
    "freeze": _object("Object.freeze(o);"),
    "isFrozen": _object("Object.isFrozen(o);", OBJECT + "Object.freeze(o);"),
    "keys of an object": _object("Object.keys(o);"),
    "values of an object": _object("Object.values(o);"),
    "entries of an object": _object("Object.entries(o);"),
    "names of an object": _object("Object.getOwnPropertyNames(o);"),
    "keys of an object of numbers": _object("Object.keys(o);", OBJECT.replace("'k' + i", "{n} - i")),
    "keys of hidden properties": _object(
        "Object.keys(o);",
        "var o = {}; for (var i = 0; i < {n}; i++) Object.defineProperty(o, 'k' + i, {value: 1});",
        10_000,
    ),
    "fromEntries": _object("Object.fromEntries(e);", OBJECT + "var e = Object.entries(o);"),
    "spread of an object": _object("({...o});"),
    "rest of an object": _object("var {k1, ...r} = o;"),
    "assign of an object": _object("Object.assign({}, o);"),
    "assign that doubles": forever("for (var k in o) o[k + '0'] = o[k];", "var o = {a: 1};"),
    "long prototypes": once("var o = {}; for (var i = 0; i < {n}; i++) o = Object.create(o); for (;;) o.x;", 100_000),
    "long prototypes, written": once(
        "var o = {}; for (var i = 0; i < {n}; i++) o = Object.create(o); for (;;) { o.x = 1; delete o.x; }", 100_000
    ),
    "long prototypes, asked": once(
        "var o = {}, p = {}; for (var i = 0; i < {n}; i++) o = Object.create(o); for (;;) p.isPrototypeOf(o);", 100_000
    ),
    "long prototypes, instanceof": once(
        "function F() {} var o = {}; for (var i = 0; i < {n}; i++) o = Object.create(o); for (;;) o instanceof F;",
        100_000,
    ),
    "long prototypes, in": once(
        "var o = {}; for (var i = 0; i < {n}; i++) o = Object.create(o); for (;;) 'x' in o;", 100_000
    ),
    "long prototypes, set": once(
        "var o = {}, p = {}; for (var i = 0; i < {n}; i++) o = Object.create(o); for (;;) Object.setPrototypeOf(p, o);",
        100_000,
    ),
    "a circle of prototypes": once("var o = {}, p = Object.create(o); Object.setPrototypeOf(o, p); o.x;", 1),
    "Map without end": forever("m.set(i++, 1);", "var m = new Map(), i = 0;"),
    "Map of maps": forever("m = new Map([[m, m]]);", "var m = new Map();"),
    "Map of long texts": forever("m.get(s);", "var m = new Map(), s = 'x'.repeat(1000000); m.set(s, 1);"),
    "Map filled and emptied": forever("m.set(1, 1); m.delete(1);", "var m = new Map();"),
    "Map copied": _object("new Map(m);", OBJECT + "var m = new Map(Object.entries(o));"),
    "Map gone through": _object("m.forEach(f);", OBJECT + "var m = new Map(Object.entries(o)); function f() {}"),
    "Map keys": _object("m.keys();", OBJECT + "var m = new Map(Object.entries(o));"),
    "Map entries": _object("m.entries();", OBJECT + "var m = new Map(Object.entries(o));"),
    "Map cleared": _object("m.clear();", OBJECT + "var m = new Map(Object.entries(o));"),
    "Map asked for the host": _object(
        "if (m.has(host)) n++;", "var n = 0;" + OBJECT + "var m = new Map(Object.entries(o));", 10_000
    ),
    "Map asked for the host and got": _object(
        "if (m.get(host)) n++;", "var n = 0;" + OBJECT + "var m = new Map(Object.entries(o));", 10_000
    ),
    "Set without end": forever("s.add('x' + i++);", "var s = new Set(), i = 0;"),
    "Set of a long text": forever("new Set(t);", "var t = 'x'.repeat(1000000);"),
    "Set spread": _object("[...s];", OBJECT + "var s = new Set(Object.keys(o));"),
    "Set asked for the host": _object(
        "if (s.has(host)) n++;", "var n = 0;" + OBJECT + "var s = new Set(Object.keys(o));", 10_000
    ),
    "an object asked for the host": _object("if (o[host]) n++;", "var n = 0;" + OBJECT, 10_000),
    "an object asked for the host by hasOwnProperty": _object(
        "if (o.hasOwnProperty(host)) n++;", "var n = 0;" + OBJECT, 10_000
    ),
    "an object asked for parts of the host": _object(
        "var p = host.split('.'); for (var j = 0; j < p.length; j++) if (o[p.slice(j).join('.')]) return 'DIRECT';",
        OBJECT,
        10_000,
    ),
    "WeakMap": forever("new WeakMap();"),
    "Proxy": forever("new Proxy({}, {});"),
    "Symbol": forever("o[Symbol.iterator];", "var o = {};"),
    "JSON.parse of nested lists": once("JSON.parse('['.repeat({n}) + ']'.repeat({n}));", 100_000),
    "JSON.parse of a long list": once("for (;;) JSON.parse(s);", 200_000, "var s = '[' + '1,'.repeat({n}) + '1]';"),
    "JSON.parse of many objects": once("for (;;) JSON.parse(s);", 90_000, "var s = '[' + '{},'.repeat({n}) + '1]';"),
    "JSON.parse of a long text": once("for (;;) JSON.parse(s);", 1_000_000, "var s = '\"' + 'x'.repeat({n}) + '\"';"),
    "JSON.parse of a long number": once("for (;;) JSON.parse(s);", 1_000_000, "var s = '1'.repeat({n});"),
    "JSON.parse of what is none": once(
        "for (;;) try { JSON.parse(s); } catch (e) {}", 300_000, "var s = '[' + '1,'.repeat({n});"
    ),
    "JSON.parse of blanks": once("for (;;) try { JSON.parse(s); } catch (e) {}", 1_000_000, "var s = ' '.repeat({n});"),
    "JSON.stringify of a circle": once("var o = {}; o.o = o; JSON.stringify(o);", 1),
    "JSON.stringify of one list in itself": once(
        "var a = [1]; for (var i = 0; i < {n}; i++) a = [a, a]; JSON.stringify(a);", 60
    ),
    "JSON.stringify of a long text": forever("JSON.stringify(s);", "var s = '\\u0001'.repeat(1000000);"),
    "JSON.stringify of stringify": forever("s = JSON.stringify(s);", "var s = '\"';"),
    "JSON.stringify of an object": _object("JSON.stringify(o);"),
    "JSON.stringify of a list": forever("JSON.stringify(a);", "var a = new Array(200000).fill(1);"),
    "JSON there and back": _object("o = JSON.parse(JSON.stringify(o));"),
    "new String of a long text": forever("new String(s).length;", "var s = 'x'.repeat(1000000);"),
    "errors with long messages": forever(
        "try { throw new Error(s); } catch (e) { '' + e; }", "var s = 'x'.repeat(1000000);"
    ),
    "globals without end": forever("this['g' + i++] = 1;", "var i = 0;"),
    "globalThis without end": forever("globalThis['g' + i++] = 1;", "var i = 0;"),
    "globals gone through": forever("for (var k in globalThis) break;"),
    "a method of Array.prototype": forever(
        "[].twice();", "Array.prototype.twice = function () { return [this, this]; };"
    ),
    "a long arguments.callee": forever("f();", "", "function f() { return arguments.callee; }"),
}
