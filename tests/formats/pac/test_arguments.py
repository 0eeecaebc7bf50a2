"""`arguments` read where code is compiled late: in arrow functions, behind tests of lists, in chains of `||`."""

from __future__ import annotations

import pytest

from tests.formats.pac.asking import ask, cases

LIST = "".join(f'if (host == "{name}.example") return "PROXY q:1";' for name in "abcdefghij")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('return "PROXY n" + (x => arguments.length)(1) + ":1";', "proxy n2:1"),
        ('return ["a"].filter(x => arguments[1] == host).length ? "PROXY a:1" : "DIRECT";', "proxy a:1"),
        ('return (() => () => arguments[1])()() == host ? "PROXY a:1" : "DIRECT";', "proxy a:1"),
        (
            "class A { m() { return (() => arguments.length)(); } } return `PROXY n${new A().m(1, 2, 3)}:1`;",
            "proxy n3:1",
        ),
        ('return (x => \\u0061rguments.length)(1) == 2 ? "PROXY a:1" : "DIRECT";', "proxy a:1"),
        ('var f = function () { return () => arguments.length; }; return "PROXY n" + f(1)(2, 3) + ":1";', "proxy n1:1"),
        ('if (isPlainHostName(host) || arguments.length == 2) return "PROXY a:1"; return "DIRECT";', "proxy a:1"),
        (LIST + 'if (host == "www.example.com") return arguments[1] == host ? "PROXY a:1" : "DIRECT";', "proxy a:1"),
    ],
)
def test_arguments_are_those_of_the_call(body: str, expected: str) -> None:
    assert ask(body) == expected


def test_for_a_wildcard_as_well() -> None:
    body = 'if (isPlainHostName(host) || (arguments[1] == "a.example.com")) return "PROXY a:1"; return "DIRECT";'
    found = cases(body, "https://*.example.com/")
    assert sorted(found.values()) == ["direct", "proxy a:1"]
