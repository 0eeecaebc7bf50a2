"""What is kept of patterns, and what is found out once."""

from __future__ import annotations

import pytest

from proxylint.names import Beyond, javascript
from proxylint.names import patterns as kept_patterns
from proxylint.names.automaton import Automaton
from proxylint.names.javascript_syntax import parse
from proxylint.names.kept import Kept
from proxylint.names.machine import START
from proxylint.names.network import Network


def test_what_has_been_kept_longest_goes_first() -> None:
    kept: Kept[str] = Kept(70)
    for name in "abc":
        kept.keep(name, name.upper(), 10)
    assert [kept.get(name) for name in "abc"] == [None, "B", "C"]


def test_the_latest_is_kept_however_long() -> None:
    kept: Kept[str] = Kept(70)
    kept.keep("short", "S", 1)
    assert kept.keep("long", "L", 1000) == "L"
    assert (kept.get("short"), kept.get("long")) == (None, "L")


def test_what_no_machine_is_built_for_is_found_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[object] = []
    language = javascript("a?" * 1000 + "y")
    build = type(language)._build
    monkeypatch.setattr(type(language), "_build", lambda self: (built.append(self), build(self))[1])
    monkeypatch.setattr("proxylint.names.network.MOST_WORK", 1000)
    for _ in range(3):
        with pytest.raises(Beyond, match="too many of its parts can follow each other"):
            language.machine()
    assert len(built) == 1


def test_what_may_follow_what_is_not_looked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Behind the first character it is asked for only when a text is read."""
    network = Network(parse("x" + "a?" * 1000 + "y", ""))
    monkeypatch.setattr("proxylint.names.network.MOST_WORK", 1000)
    for _ in range(2):
        with pytest.raises(Beyond):
            network.following(network.size - 1, 0)
    assert network._work < 1100


def test_a_pattern_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    made = kept_patterns._javascript
    monkeypatch.setattr(kept_patterns, "_javascript", lambda *key: (read.append(key[0]), made(*key))[1])
    for _ in range(3):
        assert javascript("read (once|twice)+").matches("read twice")
    assert read == ["read (once|twice)+"]


def test_sets_of_one_place_are_told_apart_by_their_hashes() -> None:
    """Of powers of two Python has 61 hashes: a state was looked up among thousands that collide with it."""
    automaton = Automaton(parse("a?" * 4000 + "b", ""))
    state = automaton.step(START, automaton.letter("a"))
    assert len(automaton.singles(state)) > 3000
    assert len({hash(name) for name in automaton._known}) > 3000


def test_large_sets_are_left_together_where_there_are_too_many_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("proxylint.names.automaton.MOST_APART", 100)
    automaton = Automaton(parse("(?:a?){400}b", ""))
    state = automaton.step(START, automaton.letter("a"))
    assert automaton.singles(state) == (state,)
    assert automaton.matches("a" * 400 + "b")
    assert not automaton.matches("a" * 400)
