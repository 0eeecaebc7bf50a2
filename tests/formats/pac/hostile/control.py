"""Loops, recursion, closures, exceptions."""

from tests.formats.pac.hostile.shape import LAST, Shape, entry, forever, loop, once

SHAPES: dict[str, Shape] = {
    "empty while": forever(""),
    "two loops, one in the other": forever("for (;;) {}"),
    "loops nested 200 deep": Shape(
        lambda n: entry("".join(f"for (var i{k} = 0; i{k} < 9; i{k}++) " for k in range(n)) + "{} " + LAST), 200
    ),
    "let in loops": forever("let a = 1; { let b = a; { let c = b; } }"),
    "closures in loops": forever("a.push(function () { return a; });", "var a = [];"),
    "closures that keep their scope": loop("f = (function (g) { return function () { return g; }; })(f);", "var f;"),
    "closures called in loops": loop("s += (function () { return i; })();", "var s = 0;"),
    "a chain of calls": once(
        "var f = function () { return 1; }; for (var i = 0; i < {n}; i++) f = w(f); f();",
        9000,
        "function w(g) { return function () { return g(); }; }",
    ),
    "recursion 9,000 deep, over and over": once(
        "for (;;) f({n});", 9000, "function f(n) { return n ? f(n - 1) + 1 : 1; }"
    ),
    "recursion that is caught": forever("try { f(); } catch (e) {}", "", "function f() { f(); }"),
    "recursion caught at each level": once("f();", 1, "function f() { try { f(); } catch (e) { f(); } }"),
    "recursion through finally": once("f();", 1, "function f() { try { f(); } finally { f(); } }"),
    "Ackermann": once("a(4, 4);", 1, "function a(m, n) { return m ? a(m - 1, n ? a(m, n - 1) : 1) : n + 1; }"),
    "Fibonacci of the host": Shape(
        lambda n: entry(f"return f(host.length + {n});", "function f(n) { return n < 2 ? n : f(n - 1) + f(n - 2); }"),
        40,
    ),
    "mutual recursion with the host": Shape(
        lambda n: entry("return a(host);", "function a(h) { return b(h + 'x'); } function b(h) { return a(h + 'y'); }")
    ),
    "errors made and caught": forever("try { throw new Error('x'); } catch (e) {}"),
    "errors nested": forever("try { null.x; } catch (e) { try { e.y.z; } catch (f) { f.message; } }"),
    "throw in a getter": forever("try { o.x; } catch (e) {}", "var o = {get x() { throw 1; }};"),
    "labelled continue": forever("inner: for (;;) { continue outer; }", "outer:"),
    "switch in a loop": forever("switch (i++ % 7) { case 0: case 1: break; default: continue; }", "var i = 0;"),
    "switch of 10,000 cases in a loop": Shape(
        lambda n: entry(
            "for (;;) switch (host.length + 7777777) {" + "".join(f"case {k}: break;" for k in range(n)) + "}"
        ),
        10_000,
    ),
    "a for-in that counts": once(
        "var o = {}, n = 0; for (var i = 0; i < {n}; i++) o['k' + i] = i; for (var k in o) if (o[k] == host) n++; "
        "if (n) return 'DIRECT';",
        25_000,
    ),
    "a for-in over names that counts": once(
        "var o = {}, n = 0; for (var i = 0; i < {n}; i++) o['k' + i] = i; for (var k in o) if (host == k) n++; "
        "if (n) return 'DIRECT';",
        25_000,
    ),
    "a for-in that tests parts": once(
        "var o = {}, n = 0; for (var i = 0; i < {n}; i++) o['k' + i] = i; "
        "for (var k in o) if (host.indexOf(k) >= 0) n++; if (n) return 'DIRECT';",
        25_000,
    ),
    "a for-in over an object that grows": forever("for (var k in o) o[k + k] = 1;", "var o = {a: 1};"),
    "a for-in over long prototypes": once(
        "var o = {}; for (var i = 0; i < {n}; i++) { var p = Object.create(o); p['k' + i] = i; o = p; } "
        "for (;;) for (var k in o);",
        2000,
    ),
    "a for-in of a large object, left at once": once(
        "var o = {}; for (var i = 0; i < {n}; i++) o['k' + i] = 1; for (;;) for (var k in o) break;", 50_000
    ),
    "for-of of text": forever("for (var c of s);", "var s = 'x'.repeat(100000);"),
    "for-of over a Set that grows": once("var s = new Set([1]); for (var x of s) s.add(x + 1);", 1),
    "for-of over a list that grows": once("var a = [1]; for (var x of a) a.push(x + 1);", 1),
    "generators": once("function* f() { for (;;) yield 1; } for (var x of f());", 1),
    "async": once("async function f() { await f(); } f();", 1),
    "a loop of dates": forever("new Date(2020, 1, i++).getDay();", "var i = 0;"),
    "dates compared": forever("if (new Date() < new Date(2020, i++ % 12, 1)) return 'DIRECT';", "var i = 0;"),
    "dates that differ": forever("if (new Date().getHours() == i++ % 24) n++;", "var i = 0, n = 0;"),
    "chance in a loop": forever("if (Math.random() > 0.5) n++;", "var n = 0;"),
    "chance added up": loop("n += Math.random();", "var n = 0;"),
    "comma chains": forever("a = 1, b = 2, a + b, b + a;", "var a, b;"),
    "eval": forever("eval('1');"),
    "Function made from text": once("var s = 'return 1;'.repeat({n}); new Function(s)();", 100_000),
    "arguments objects": forever("f(1, 2, 3);", "", "function f() { return arguments.length; }"),
    "arguments with gaps, copied": forever(
        "f.apply(null, a);", "var a = []; a.length = 65000;", "function f() { return [].slice.call(arguments).length; }"
    ),
    "arguments handed on": once("f(1);", 1, "function f() { return f.apply(null, arguments); }"),
    "default parameters that call": once("f();", 1, "function f(a = f()) { return a; }"),
    "classes in loops": loop("class A { constructor() { this.x = 1; } get y() { return 1; } } new A().y;"),
    "classes that extend each other": loop("C = (function (B) { return class extends B {}; })(C);", "var C = Object;"),
    "bound functions": once(
        "var f = function () { return 1; }; for (var i = 0; i < {n}; i++) f = f.bind(null, i); f();", 10_000
    ),
    "functions bound with many arguments": loop("f = f.bind(null, 1, 2, 3, 4, 5, 6, 7, 8);", "var f = Math.max;"),
    "alert without end": forever("alert(host);"),
    "resolving without end": forever("dnsResolve('a' + i++ + '.test');", "var i = 0;"),
    "own address without end": forever("if (isInNet(myIpAddress(), '10.0.0.0', '255.0.0.0')) n++;", "var n = 0;"),
    "helpers without end": forever(
        "shExpMatch('a.b', '*.' + i++); dnsDomainIs('a.b', '.b'); isPlainHostName('a');", "var i = 0;"
    ),
    "time ranges without end": forever(
        "weekdayRange('MON', 'FRI'); timeRange(i++ % 24); dateRange(1, 31);", "var i = 0;"
    ),
}
