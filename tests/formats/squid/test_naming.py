"""What a glance at a squid.conf shows of the files that it names."""

from __future__ import annotations

from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxylint.format import Naming
from proxylint.formats.squid.naming import naming
from proxylint.text import Source, decode_bytes
from tests.steps import count, counting


def seen(text: str) -> Naming:
    return naming(Source.of("squid.conf", text.encode(), decode_bytes))


@pytest.mark.parametrize(
    ("text", "paths", "patterns"),
    [
        ('acl a dstdomain "/etc/squid/a.txt"', {"/etc/squid/a.txt"}, ()),
        ("acl a dstdomain 'a.txt' x", {"a.txt", "x"}, ()),
        ('acl a dstdomain "a.txt', {"a.txt"}, ()),
        ('http_access allow "names"\r\n', {"names"}, ()),
        ('acl a dstdomain parameters("a.txt")', {"a.txt", ")"}, ()),
        ("include /etc/squid/conf.d/*.conf a.conf", set(), ("/etc/squid/conf.d/*.conf", "a.conf")),
        ("\tinclude\ta.conf\r\n", set(), ("a.conf",)),
        ("include a.conf \\\n  b.conf", set(), ("a.conf", "b.conf")),
        ('include "a b.conf" c.conf', {"a", "c.conf"}, ("a b.conf", "c.conf")),
        ("included a.conf\n#include b.conf", set(), ()),
    ],
)
def test_files(text: str, paths: set[str], patterns: tuple[str, ...]) -> None:
    assert seen(text) == Naming(frozenset(paths), patterns, False)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("http_port 3128", True),
        ("acl a src all\n  https_port 3129", True),
        ("# http_port 3128\nhttp_port 3128", True),
        ("# http_port 3128", False),
        ("acl http_port port 3128", False),
        ("", False),
    ],
)
def test_a_port_makes_it_whole(text: str, whole: bool) -> None:
    assert seen(text).whole is whole


@given(st.text("ab \"'\n\\#"), st.sampled_from(["", "include ", "http_port "]))
def test_any_text(text: str, start: str) -> None:
    assert isinstance(seen(start + text), Naming)


@pytest.mark.parametrize("unit", ["http_port", " http_port", '"', "include \\\n", 'include "a" ', "include\n", '"a\n'])
def test_steps_grow_with_the_text(unit: str) -> None:
    with counting():
        look = import_module("proxylint.formats.squid.naming").naming
        text = import_module("proxylint.text")
        small, large = (text.Source.of("x", (unit * size).encode(), text.decode_bytes) for size in (500, 2000))
        assert count(lambda: look(large)) <= 5 * count(lambda: look(small))
