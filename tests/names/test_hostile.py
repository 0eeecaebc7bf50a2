"""Patterns that hang backtracking engines, and lists that do not fit: an answer or Beyond, in bounded steps."""

from __future__ import annotations

import time
from random import Random

import pytest

from proxylint.names import Beyond, Family, Names, Test, domains, javascript, matches, posix

WILD = Family("*.wd.microsoft.com")
SECONDS = 2.0
"""Of processor time, some hundred times what is needed; a backtracking engine would take years."""

EVIL = [
    "(a+)+$", "^(a+)+$", "(.*a){12}", "^(.*a){12}$", "(a|aa)+$", "^([a-z.]+)+$!", "(.*)*!x", "([a-z]+\\.?)+[0-9]$",
    "(x+x+)+y", ".*a.{14}$", ".*a.{200}$", "^.*a.{40}[^a].{40}b", "a{1,1000}", "(a{1,1000}){1,1000}",
    "((a{1,99}){1,99}){1,99}", "(a?){1000}a{1000}", ".{0,1000}x.{0,1000}y", "(((((a*)*)*)*)*)*", "(a*)*(b*)*(c*)*$!",
    "x" * 20_000, "(a|b|c)" * 3000, ".*a" * 2000, "[^a]" * 230, "(" * 90 + "a*" + ")*" * 90, "(" * 5000,
    "a|" * 20_000, "(a|b)?" * 400 + "!",
]  # fmt: skip


def timed(started: float) -> float:
    return time.process_time() - started


@pytest.mark.parametrize("written", EVIL, ids=lambda written: written[:24])
def test_evil_patterns(written: str) -> None:
    started = time.process_time()
    for make in (javascript, lambda pattern: posix(pattern, ignore_case=True)):
        try:
            language = make(written)
            Names.of(WILD).split(Test(language))
            matches(language, "a" * 250 + ".wd.microsoft.com")
        except Beyond:
            pass
        except ValueError:
            assert written == "(" * 5000
    assert timed(started) < SECONDS


def test_five_thousand_names_in_one_pattern() -> None:
    random = Random(1)
    names = [".".join("".join(random.choices("abcdefgh", k=6)) for _ in range(2)) + ".com" for _ in range(5000)]
    started = time.process_time()
    for around in ("{}", "^({})$", "(^|\\.)({})$", "x({})"):
        language = javascript(around.format("|".join(name.replace(".", "\\.") for name in names)))
        yes, no = Names.of(Family("*.com")).split(Test(language))
        assert yes is not None and no is not None
        assert Names.of(Family("*.wd.microsoft.com")).split(Test(language))[1] is not None
    assert timed(started) < 2 * SECONDS


def test_half_a_million_domains() -> None:
    random = Random(2)
    entries = (*("." + "".join(random.choices("abcdefgh", k=9)) + ".com" for _ in range(200_000)), ".microsoft.com") * 3
    started = time.process_time()
    language = domains(entries)
    tails = ["wd.microsoft.com", "endpoint.security.microsoft.com", "blob.core.windows.net", "update.microsoft.com"]
    found = [Names.of(Family(f"*.{tail}")).split(Test(language))[0] is not None for tail in tails]
    assert found == [True, True, False, True]
    yes, no = Names.of(Family("*.com")).split(Test(language))
    assert yes is not None and no is not None
    with pytest.raises(Beyond) as caught:
        no.split(Test(javascript(f"^[ab]?({entries[0][1:]}|{entries[1][1:]})$")))
    assert caught.value.reason == "the list is too long"
    assert timed(started) < 3 * SECONDS
