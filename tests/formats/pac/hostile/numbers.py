"""Numbers: large, long, in other bases."""

from tests.formats.pac.hostile.shape import Shape, entry, forever, loop, once

SHAPES: dict[str, Shape] = {
    "toString of huge numbers": forever("(1e308 * (1 - i++ / 1e9)).toString();", "var i = 0;"),
    "toString in base 2": forever("(1e308).toString(2);"),
    "toString in base 36 of fractions": forever("(1 / 3).toString(36);"),
    "toFixed": forever("(1e20 + i++).toFixed(100);", "var i = 0;"),
    "toFixed of the smallest": forever("(5e-324).toFixed(100);"),
    "toPrecision": forever("(1 / 3).toPrecision(100);"),
    "BigInt squared": forever("n = n * n;", "var n = 3n;"),
    "BigInt multiplied": forever("m = n * n % 7n;", "var n = 3n ** 20000n, m;"),
    "BigInt divided": forever("m = n / k;", "var n = 3n ** 40000n, k = 7n ** 11000n, m;"),
    "BigInt to the power": forever("2n ** 65000n;"),
    "BigInt to no power": forever("1n ** 9999999999999999999999n; 0n ** 99999999999999999999n;"),
    "BigInt shifted": forever("1n << 65000n >> 64999n;"),
    "BigInt as text": forever("'' + n;", "var n = 3n ** 2000n;"),
    "BigInt as long text": forever("'' + n;", "var n = 3n ** 20000n;"),
    "BigInt compared": forever("n == m; n < m;", "var n = 3n ** 20000n, m = 3n ** 20000n + 1n;"),
    "BigInt compared with text": forever("n == s;", "var n = 3n ** 20000n, s = '9'.repeat(9000);"),
    "a BigInt literal of 900,000 digits": Shape(lambda n: entry(f"var x = {'9' * n}n; return 'PROXY p:1';"), 900_000),
    "a number literal of 900,000 digits": Shape(lambda n: entry(f"var x = {'9' * n}; return 'PROXY p:1';"), 900_000),
    "a hexadecimal literal of 900,000 digits": Shape(
        lambda n: entry(f"var x = 0x{'f' * n}; return 'PROXY p:1';"), 900_000
    ),
    "a fraction of 900,000 digits": Shape(lambda n: entry(f"var x = 0.{'1' * n}; return 'PROXY p:1';"), 900_000),
    "an exponent of 900,000 digits": Shape(lambda n: entry(f"var x = 1e{'9' * n}; return 'PROXY p:1';"), 900_000),
    "sums": forever("n = (n * 1103515245 + 12345) % 2147483648;", "var n = 1;"),
    "bits": forever("n ^= n << 13; n ^= n >>> 17; n ^= n << 5;", "var n = 1;"),
    "sines": forever("n = Math.sin(n) + Math.log(n + 2) + Math.sqrt(n + 1);", "var n = 1;"),
    "negations": once("var x = " + "!" * 900 + "1;", 1),
    "negations in a row of 100,000": Shape(lambda n: entry(f"return {'!' * n}1;"), 100_000),
    "minus in a row of 100,000": Shape(lambda n: entry(f"return {'- ' * n}1;"), 100_000),
    "typeof in a row": Shape(lambda n: entry(f"return {'typeof ' * n}1;"), 100_000),
    "void in a row": Shape(lambda n: entry(f"return {'void ' * n}1;"), 100_000),
    "powers in a row": Shape(lambda n: entry(f"return {'2 ** ' * n}1;"), 100_000),
    "numbers as keys": loop("o[i * 7919 % 100003] = i;", "var o = {};"),
    "numbers as keys, gone through": once(
        "var o = {}; for (var i = 0; i < {n}; i++) o[{n} - i] = i; for (;;) for (var k in o) break;", 50_000
    ),
}
