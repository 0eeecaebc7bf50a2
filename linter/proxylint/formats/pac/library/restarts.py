"""How Chromium looks names up: it breaks the script off, and runs it anew in the same context when the answer is there.

`Job` of services/proxy_resolver/proxy_resolver_v8_tracing.cc; what its comments call side effects are here the writes
that outlive a run. An execution that is to end goes on until V8 looks whether it is to (`realm.BrokenOff`), with the
answer of a look-up that failed, and so may all others that it asks for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from proxylint.formats.pac.javascript.realm import BrokenOff, Realm
from proxylint.formats.pac.javascript.values import Thrown, Unmodelled, Value
from proxylint.formats.pac.unfixed.address import AddressText
from proxylint.formats.pac.unfixed.flag import world_of
from proxylint.formats.pac.unfixed.strings import VaryingText
from proxylint.formats.pac.unfixed.text import Text

MOST_NAMES = 20
"""`kMaxUniqueResolveDnsPerExec`: look-ups of one call; all others fail."""

IPV4, EVERY, OWN, OWN_EVERY = range(4)
"""What is looked up: `ProxyResolveDnsOperation` DNS_RESOLVE, DNS_RESOLVE_EX, MY_IP_ADDRESS and MY_IP_ADDRESS_EX."""

Key: TypeAlias = "tuple[int, object]"


class Restarts:
    """The look-ups of one call of the entry function."""

    def __init__(self) -> None:
        self._known: dict[Key, object] = {}
        """What the host resolver was asked for: the answers are kept for the runs that follow."""
        self._asked = self._asked_before = 0
        """Look-ups of this run up to where it was broken off, and of the run before it."""
        self._passed: list[tuple[int, Key, int]] = []
        self._passed_before: list[tuple[int, Key, int]] = []
        """As many more there may have been, of tests that were passed: behind which look-up, of what, and how many."""
        self._counted = 0
        """Look-ups of all runs that were counted as writes."""
        self._waiting = self._blocking = False
        """Whether this run is broken off; whether it waits for answers, because the one before asked otherwise."""

    def called(self, realm: Realm, call: Callable[[], Value]) -> Value:
        """What `call` gives in the end. Raises Thrown, Unmodelled as it does."""
        shortcuts, calls, writes = realm.shortcuts(), realm.calls, realm.writes
        while True:
            self._asked, self._passed, self._waiting = 0, [], False
            try:
                value = call()
                if not self._waiting:
                    if realm.writes == writes + self._counted:
                        realm.writes = writes
                    return value
            except BrokenOff:
                pass
            except Thrown:
                if not self._waiting:
                    raise
            realm.begin_anew(shortcuts, calls)

    def answers(self, realm: Realm, kind: int, of: object) -> bool:
        """Whether a look-up is answered; else it fails. `of`: a text, or what stands for a text that varies."""
        if self._waiting:
            return False
        realm.writes += 1  # nobody may try a call, or make it several ways, that looks up
        self._counted += 1
        self._asked += 1
        key = (kind, _said(of))
        if key in self._known:
            return True
        if len(self._known) >= MOST_NAMES:
            return False
        self._check_apart(kind, of)
        if self._blocking:
            self._known[key] = of
            return True
        if self._is_behind_the_last():
            self._asked_before, self._passed_before = self._asked, self._passed
            self._known[key] = of
        else:
            self._blocking = True  # the sequence of look-ups is not that of the last run
        self._waiting = True
        realm.break_off()
        return False

    def may_pass(self, kind: int, of: object, tests: int) -> bool:
        """Whether tests need not be made that look this up, `tests` or fewer, since it is answered in any case."""
        key = (kind, _said(of))
        if self._waiting or key not in self._known:
            return False
        self._passed.append((self._asked, key, tests))
        return True

    def _is_behind_the_last(self) -> bool:
        """Whether the run before asked less often up to its end than this one so far."""
        least, before = self._asked, self._asked_before
        if self._passed[: len(self._passed_before)] == self._passed_before and least > before:
            return True
        if least > before + _most(self._passed_before):
            return True
        if least + _most(self._passed) <= before:
            return False
        raise Unmodelled("Chromium runs the script anew at a look-up: whether all before it are the same is not known")

    def _check_apart(self, kind: int, of: object) -> None:
        for (other_kind, _), other in self._known.items():
            if other_kind == kind and (_may_be(of, other) or _may_be(other, of)):
                raise Unmodelled("look-ups of names that may be one and the same, where Chromium runs the script anew")


def _most(passed: list[tuple[int, Key, int]]) -> int:
    return sum(tests for _, _, tests in passed)


def _said(of: object) -> object:
    """Equal for texts that are the same for every name."""
    return of.view if isinstance(of, Text) else of.said if isinstance(of, AddressText) else of


def _may_be(varying: object, text: object) -> bool:
    return isinstance(varying, VaryingText) and type(text) is str and varying.may_be(text)


def looked_up(realm: Realm, kind: int, of: object) -> bool:
    """Whether a look-up that Chromium makes now is answered, which it always is in other engines."""
    restarts = world_of(realm).restarts
    return restarts is None or restarts.answers(realm, kind, of)
