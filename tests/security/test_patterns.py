"""Patterns that take backtracking engines for ever end in milliseconds, in Squid's ACLs and in PAC files.

`attacks.toml` holds published patterns with their attacks. V8 has no answer within 0.3 s to 149 of its 212 when the
attack is pumped 3,000 times. Here the steps of an answer grow in proportion to the attack, whatever the pattern.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from proxylint.formats.pac.javascript.builtins.instructions import program
from proxylint.names import BadPattern, Beyond, javascript, posix
from proxylint.names.search import MOST_WORK
from tests.formats.pac.asking import evaluate
from tests.names.oracles import SLOW, c_locale, libc_answers, needs_glibc, needs_v8, v8_answers, v8_values
from tests.steps import count, counting, forget

SHORTER, LONGER = 60, 480
"""Characters of attacks: what V8 takes for ever for, and what a URL may well hold."""


class Row(NamedTuple):
    pattern: str
    before: str
    pump: str
    behind: str

    def attack(self, times: int) -> str:
        return self.before + self.pump * times + self.behind

    def long(self, characters: int) -> str:
        return self.attack(characters // len(self.pump))

    @property
    def places(self) -> int:
        """How large the pattern is, once its counted repeats are written out."""
        try:
            return len(program(self.pattern, "").instructions)
        except (BadPattern, Beyond):
            return len(self.pattern)


ROWS = [
    Row(*row)
    for source in tomllib.loads(Path(__file__).with_name("attacks.toml").read_text(encoding="utf-8"))["source"]
    for row in source["rows"]
]


def test_the_corpus_is_what_it_says() -> None:
    assert len({row.pattern for row in ROWS}) == len(ROWS) == 212


@needs_v8
def test_real_engines_hang() -> None:
    """A sample; if this fails, the rows prove nothing any more."""
    sample = ROWS[::16]
    found = v8_answers([(row.pattern, "", [row.attack(3000)]) for row in sample])
    assert found.count(SLOW) >= len(sample) // 2


def beyond(make: Any, pattern: str) -> str | None:
    """Why the pattern is not modelled; "" = it is refused; None = it is modelled."""
    try:
        make(pattern).machine().matches("")
    except BadPattern:
        return ""
    except Beyond as error:
        return error.reason
    return None


POSIX = partial(posix, ignore_case=False)
UNFOLDS = "its counted repeats unfold to too many steps"
REASONS = {
    UNFOLDS,
    "it looks around for more than one character",
    "it refers back to a group",
    "the C library mistreats an anchor inside a repeated group",
}


@needs_glibc
def test_what_glibc_refuses_is_refused() -> None:
    """One is not asked about: glibc itself unfolds 32,000 repeats, into gigabytes."""
    ours = {row.pattern: beyond(POSIX, row.pattern) for row in ROWS}
    with c_locale():
        refused = [one for one, why in ours.items() if why != UNFOLDS and libc_answers(one, False, []) is None]
    assert refused == [one for one, why in ours.items() if why == ""]
    assert set(ours.values()) == {None, "", UNFOLDS, *(REASONS & set(ours.values()))}


@needs_v8
def test_what_v8_refuses_is_refused() -> None:
    theirs = v8_answers([(row.pattern, "", []) for row in ROWS])
    refused = [row.pattern for row, their in zip(ROWS, theirs, strict=True) if their is None]
    assert refused == [row.pattern for row in ROWS if beyond(javascript, row.pattern) == ""]
    assert {beyond(javascript, row.pattern) for row in ROWS} - {"", None} <= REASONS


SHORT = (0, 1, 2, 3, 5, 8)


@needs_glibc
@pytest.mark.parametrize("ignore_case", [False, True])
def test_short_attacks_are_answered_as_glibc_does(ignore_case: bool) -> None:
    with c_locale():
        for row in ROWS:
            if beyond(POSIX, row.pattern) is None:
                texts = [row.attack(times).replace("\n", "") for times in SHORT]
                ours = posix(row.pattern, ignore_case=ignore_case)
                assert (row, "".join("01"[ours.matches(text)] for text in texts)) == (
                    row,
                    libc_answers(row.pattern, ignore_case, texts),
                )


SQUID = ("url_regex", "url_regex -i", "dstdom_regex", "dstdom_regex -i")


KEPT = frozenset("-._~!$&'()*+,;=:@/")


def url(attack: str) -> str:
    """The attack as far as a URL can hold it."""
    return f"http://a.example/{''.join(one for one in attack if one.isalnum() or one in KEPT)}"


def in_proportion(row: Row, work: Callable[[str], int]) -> bool:
    """Steps per character of a long attack are at most three times those of a short one, where a square would make them
    eight times as many; and no more than the pattern is large. `work` is called within `counting()`.

    Three, as a run that is long is made twice (docs/pac-limits.md).
    """
    short, long = row.long(SHORTER), row.long(LONGER)
    few, many = work(short), work(long)
    return many / len(long) < 3 * few / len(short) and many < 200 * (row.places + 10) * len(long)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.pattern[:24])
def test_steps_of_squid(row: Row, tmp_path: Path) -> None:
    """The pattern stands in a list, where it may hold blanks; each line is tried, as none decides."""
    lines = "".join(f'acl a{n} {kind} "list.txt"\nhttp_access deny a{n} never\n' for n, kind in enumerate(SQUID))
    text = f"http_port 3128\nacl never port 1\n{lines}http_access allow all\n"
    pattern = f"[#]{row.pattern[1:]}" if row.pattern.startswith("#") else row.pattern
    (tmp_path / "list.txt").write_text(f"{pattern}\n")
    (tmp_path / ".git").mkdir()

    with counting():
        from proxylint import engine
        from proxylint.request import Request

        def work(asked: str) -> int:
            forget("proxylint")
            options = engine.Options(kind="squid")
            opened = engine.open_bytes(str(tmp_path / "squid.conf"), text.encode(), str(tmp_path), options)
            return count(lambda: opened.policy.decide(Request.parse(asked), options.given))

        work("https://b.example/")
        assert in_proportion(row, lambda attack: work(url(attack)))
        assert work("https://*.endpoint.security.microsoft.com/") < 4 * MOST_WORK + 1000 * row.places


def literal(pattern: str) -> str:
    """As a literal of JavaScript."""
    escaped = re.sub(r"\\.|/", lambda one: "\\/" if one[0] == "/" else one[0], pattern)
    return f"/{escaped}/"


def calls(row: Row, text: str) -> str:
    """Every way to put the pattern to a text, as a literal and made of a text, in one expression."""
    return (
        f"(function (s) {{ var a = {literal(row.pattern)}, b = new RegExp({json.dumps(row.pattern)});"
        " var m = s.match(a), e = b.exec(s);"
        " return [a.test(s), b.test(s), m && m.index, m && m.length, e && e.join('|'), s.search(b),"
        " s.replace(a, '<$&>'), s.replace(new RegExp(b.source, 'g'), ''), s.split(a).length]; })"
        f"({text})"
    )


UNKNOWN = (
    "it looks behind",
    "it refers back to a group",
    UNFOLDS,
    "it and its repeats come to more than 20,000 instructions",
)


@needs_v8
def test_short_attacks_are_answered_as_v8_does() -> None:
    asked = [(row, json.dumps(row.attack(times))) for row in ROWS for times in SHORT[::2]]
    theirs = v8_values([f"JSON.stringify({calls(row, text)})" for row, text in asked])
    unknown = set()
    for (row, text), their in zip(asked, theirs, strict=True):
        ours = evaluate(f"JSON.stringify({calls(row, text)})")
        if ours.startswith("unmodelled: "):
            assert ours.endswith(UNKNOWN), ours
            unknown.add(row.pattern)
        elif their != SLOW:
            assert (row, ours) == (row, "throws SyntaxError" if their is None else json.dumps(their))
    assert len(unknown) == 7


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.pattern[:24])
def test_steps_of_a_pac_file(row: Row) -> None:
    with counting():
        from proxylint import engine
        from proxylint.request import Request

        def work(attack: str) -> int:
            forget("proxylint")
            text = json.dumps(attack)
            script = (
                "function FindProxyForURL(url, host) {\n"
                f"  var found = {calls(row, text)};\n"
                f"  found = found.concat({calls(row, f'host + url + {text}')});\n"
                '  return found.length ? "PROXY p:" + found.length : "DIRECT";\n}\n'
            )
            options = engine.Options(kind="pac")
            opened = engine.open_bytes("proxy.pac", script.encode(), "/nowhere", options)
            asked = Request.parse("https://go.microsoft.com/")
            return count(lambda: opened.policy.decide(asked, options.given))

        work("a")
        assert in_proportion(row, work)
