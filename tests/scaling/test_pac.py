"""Whatever is repeated in a PAC file costs in proportion: reading it, following it, and telling of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.scaling.growth import LONG, Text, counts, out_of_proportion, reading

LAST = 'return "PROXY p:1";'


def entry(body: str, before: str = "") -> str:
    return f"{before}\nfunction FindProxyForURL(url, host) {{\n{body}\n}}\n"


def each(piece: Callable[[int], str], between: str = "\n") -> Text:
    return lambda n: between.join(piece(at) for at in range(n))


def one_by_one(test: str, answer: str = '"DIRECT"') -> Text:
    """As many tests, one after the other; `{at}` is the number of each, `{high}` and `{low}` its bytes."""

    def line(at: int) -> str:
        places = {"at": at, "high": at >> 8, "low": at & 255}
        return f"if ({test.format(**places)}) return {answer.format(**places)};"

    return lambda n: entry(each(line)(n) + LAST)


def terms(term: str, word: str = " || ") -> Text:
    """One test of as many terms."""

    def one(at: int) -> str:
        return term.format(at=at, high=at >> 8, low=at & 255)

    return lambda n: entry(f'if ({each(one, word)(n)}) return "DIRECT"; {LAST}')


def held(name: str, values: str, test: str) -> Text:
    """As many values in a list, gone through."""
    loop = f'for (var i = 0; i < {name}.length; i++) if ({test}) return "DIRECT"; {LAST}'
    return lambda n: entry(loop, f"var {name} = [{each(lambda at: values.format(at=at), ', ')(n)}];")


def evaluated(expression: Text) -> Text:
    return lambda n: entry(f"var x = {expression(n)}; {LAST}")


HERE = "h{at}.endpoint.security.microsoft.com"
AWAY = "h{at}.example"

REPEATED: dict[str, Text] = {
    "equalities": one_by_one(f'host == "{HERE}"'),
    "equalities elsewhere": one_by_one(f'host == "{AWAY}"'),
    "equalities with answers of their own": one_by_one(f'host == "{AWAY}"', '"PROXY p{at}:1"'),
    "dnsDomainIs": one_by_one(f'dnsDomainIs(host, ".{HERE}")'),
    "dnsDomainIs elsewhere": one_by_one(f'dnsDomainIs(host, ".{AWAY}")'),
    "shExpMatch": one_by_one(f'shExpMatch(host, "*.{HERE}")'),
    "shExpMatch elsewhere": one_by_one(f'shExpMatch(url, "*://*.{AWAY}/*")'),
    "localHostOrDomainIs": one_by_one(f'localHostOrDomainIs(host, "{AWAY}")'),
    "isInNet of addresses": one_by_one('isInNet(host, "10.{high}.{low}.0", "255.255.255.0")'),
    "isInNet of resolved names": one_by_one('isInNet(dnsResolve(host), "10.{high}.{low}.0", "255.255.255.0")'),
    "isInNet of the client": one_by_one('isInNet(myIpAddress(), "10.{high}.{low}.0", "255.255.255.0")'),
    "regular expressions": one_by_one(r"/(^|\.)h{at}\.example$/.test(host)"),
    "substrings": one_by_one('host.substring(0, 3) == "h{at}"'),
    "indexOf": one_by_one('host.indexOf("h{at}.example") >= 0'),
    "endsWith": one_by_one('host.endsWith(".h{at}.example")'),
    "url prefixes": one_by_one('url.substring(0, 20) == "https://h{at}.example/"'),
    "tests of the time": one_by_one('weekdayRange("MON") && timeRange({at} % 24)'),
    "terms with or": terms(f'dnsDomainIs(host, ".{AWAY}")'),
    "terms with and": terms(f'!dnsDomainIs(host, ".{AWAY}")', " && "),
    "terms that cut": terms(f'host == "{HERE}"'),
    "an array of names": held("names", f'"{AWAY}"', "host == names[i]"),
    "an array of domains": held("domains", f'".{AWAY}"', "dnsDomainIs(host, domains[i])"),
    "an array of domains that cut": held("domains", f'".{HERE}"', "dnsDomainIs(host, domains[i])"),
    "an array of patterns": held("patterns", f'"*.{AWAY}"', "shExpMatch(host, patterns[i])"),
    "an array of regular expressions": held("patterns", r"/^h{at}\.example$/", "patterns[i].test(host)"),
    "an object of names": lambda n: entry(
        f'if (names[host]) return "DIRECT"; {LAST}',
        f"var names = {{{each(lambda at: chr(34) + AWAY.format(at=at) + chr(34) + ': 1', ', ')(n)}}};",
    ),
    "else if": lambda n: entry(each(lambda at: f'if (host == "{at}") {{ return "DIRECT"; }}', " else ")(n) + LAST),
    "cases of a switch": lambda n: entry(
        f"switch (host) {{ {each(lambda at: f'case {chr(34)}h{at}{chr(34)}: return {chr(34)}DIRECT{chr(34)};')(n)} }}"
        + LAST
    ),
    "conditional expressions": lambda n: entry(
        f'return {each(lambda at: f"host == {chr(34)}{at}{chr(34)} ? {chr(34)}DIRECT{chr(34)} :")(n)} "PROXY p:1";'
    ),
    "plus": evaluated(each(lambda at: f"{at}", " + ")),
    "pieces of a string": evaluated(each(lambda at: f'"{at}"', " + ")),
    "commas": evaluated(lambda n: f"({each(str, ', ')(n)})"),
    "elements": evaluated(lambda n: f"[{each(str, ', ')(n)}]"),
    "holes": evaluated(lambda n: f"[{',' * n}]"),
    "properties": evaluated(lambda n: f"{{{each(lambda at: f'p{at}: {at}', ', ')(n)}}}"),
    "arguments": evaluated(lambda n: f"Math.max({each(str, ', ')(n)})"),
    "a long string": evaluated(lambda n: f'"{"x" * n}"'),
    "escapes": evaluated(lambda n: '"' + r"\u0041" * n + '"'),
    "continued strings": evaluated(lambda n: '"' + "\\\n" * n + '"'),
    "a long number": evaluated(lambda n: "1" * n),
    "a long name": lambda n: entry(f"var {'x' * n} = 1; {LAST}"),
    "a long regular expression": evaluated(lambda n: f"/{'x' * n}/"),
    "alternatives": lambda n: entry(
        f'if (/^({each(lambda at: f"h{at}", "|")(n)})$/.test(host)) return "DIRECT"; {LAST}'
    ),
    "classes": evaluated(lambda n: f"/{'[a-z]' * n}/"),
    "a template": evaluated(lambda n: "`" + "${1}x" * n + "`"),
    "nots": evaluated(lambda n: "!" * n + "1"),
    "statements": lambda n: entry(each(lambda at: f"var v{at} = {at};")(n) + LAST),
    "empty statements": lambda n: entry(";" * n + LAST),
    "declared names": lambda n: entry(f"var {each(lambda at: f'v{at} = {at}', ', ')(n)}; {LAST}"),
    "assignments": lambda n: entry("var x;" + "x = 1;" * n + LAST),
    "growing strings": lambda n: entry("var x = '';" + "x += 'a';" * n + LAST),
    "a growing array": lambda n: entry("var x = [];" + "x.push(1);" * n + LAST),
    "functions": lambda n: entry(LAST, each(lambda at: f"function f{at}() {{ return {at}; }}")(n)),
    "functions that are called": lambda n: entry(
        each(lambda at: f"f{at}();")(n) + LAST, each(lambda at: f"function f{at}() {{ return {at}; }}")(n)
    ),
    "parameters": lambda n: entry(LAST, f"function f({each(lambda at: f'a{at}', ', ')(n)}) {{}}"),
    "turns of a loop": lambda n: entry(f"for (var i = 0; i < {n}; i++); {LAST}"),
    "loops": lambda n: entry("for (var i = 0; i < 1; i++);" * n + LAST),
    "tries": lambda n: entry("try { f(); } catch (e) {}" * n + LAST),
    "labels": lambda n: entry(each(lambda at: f"l{at}: {{ break l{at}; }}")(n) + LAST),
    "globals": lambda n: entry(LAST, each(lambda at: f'var g{at} = "{at}";')(n)),
    "line comments": lambda n: entry("// comment\n" * n + LAST),
    "block comments": lambda n: entry("/* comment */" * n + LAST),
    "a long comment": lambda n: entry(f"/* {'* /' * n} */" + LAST),
    "blank lines": lambda n: entry("\n" * n + LAST),
    "proxies of an answer": lambda n: entry(f'return "{each(lambda at: f"PROXY p{at}:1", "; ")(n)}";'),
    "answers": lambda n: entry(each(lambda at: f'if (host == "{at}") return "PROXY p{at}:1";')(n)),
    "dead code": lambda n: entry(LAST + each(lambda at: f"var v{at} = 1;")(n)),
    "unknown functions": lambda n: entry(
        LAST, each(lambda at: f"unknown{at};")(0) + "var f = function() { g(); };" * n
    ),
    "alerts": lambda n: entry('alert("x");' * n + LAST),
    "suppressions": lambda n: entry("// proxylint: ignore[PAC101] why\n" * n + LAST),
    "brackets": lambda n: entry("var x = " + "(1)" + "+(1)" * n + ";" + LAST),
    "broken": lambda n: entry(")" * n),
}

SMALL = 40
"""Twice and four times as many are counted too."""


LISTED = frozenset(("dnsDomainIs", "equalities", "isInNet of resolved names", "shExpMatch elsewhere"))
"""More of these are asked together, which costs less of each, so that the smallest number has to be so many."""


COPIED = frozenset(("pieces of a string", "growing strings", "a template"))
"""A text that grows is copied with every piece, as long as it is short enough to be followed."""


SPARE = 10_000
"""A sixtieth of what most of them take at the most: lists of forty tests are told in other words than longer ones, so
that the first doubling is no measure to the last step."""


def counted(name: str, n: int) -> dict[str, int]:
    """Few tests are tried out, so that it shows that they are few."""
    from proxylint.formats.pac.analysis import lookalikes, lookups, shadowed, unanswered

    for analysis in (lookalikes, lookups, shadowed, unanswered):
        analysis.MOST = 10  # type: ignore[attr-defined]
    shadowed.MOST_FOLLOWED = 4
    return counts("proxy.pac", REPEATED[name](n).encode())


def work(name: str) -> Callable[[int], dict[str, int]]:
    return lambda n: counted(name, n)


@pytest.mark.parametrize("name", REPEATED)
def test_steps_grow_in_proportion(name: str) -> None:
    spare = 20 * (4 * SMALL) ** 2 if name in COPIED else SPARE
    assert out_of_proportion(work(name), 2 * SMALL if name in LISTED else SMALL, spare) == {}


@pytest.mark.parametrize("name", REPEATED)
def test_steps_of_reading_long_files_grow_in_proportion(name: str) -> None:
    assert out_of_proportion(lambda n: reading("proxy.pac", REPEATED[name](n).encode()), LONG) == {}
