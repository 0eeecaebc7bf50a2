"""Exits of many tests that are noted as one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from proxylint.formats.pac.exits import SEARCHED, AskClient, AskNames, AskResolved, Noted, member_of_one
from proxylint.formats.pac.javascript.realm import Exit
from proxylint.intervals import Intervals
from proxylint.names import Test
from proxylint.names.asking import read
from proxylint.names.either import any_of
from proxylint.names.family import Family, Witness
from proxylint.names.language import Language
from proxylint.records import replace

if TYPE_CHECKING:
    from proxylint.region import Region


class Ranges(Noted):
    """Many ranges of one address that guard exits with one answer, asked as one: whether it lies in at least one."""

    __slots__ = ("_ranges", "_taken")
    _ranges: Sequence[Intervals]
    _taken: Callable[[int], Exit]

    def __init__(
        self, together: AskResolved | AskClient, ranges: Sequence[Intervals], taken: Callable[[int], Exit]
    ) -> None:
        """`together` asks for all `ranges` at once; `taken` gives the exit of each, by place."""
        Noted.__init__(self, together, True, taken(0))
        object.__setattr__(self, "_ranges", ranges)
        object.__setattr__(self, "_taken", taken)

    def exit_in(self, region: Region) -> Exit:
        question = self.question
        assert isinstance(question, (AskResolved, AskClient))
        inside = (replace(question, wanted=wanted).split(region)[0] is not None for wanted in self._ranges)
        return self._taken(next((at for at, held in enumerate(inside) if held), 0))


First: TypeAlias = "Callable[[Witness], Exit]"


class Several(Noted):
    """Many tests of one text that guard exits with one answer, asked as one: whether at least one holds."""

    __slots__ = ("_first", "_languages", "_taken")
    _languages: Sequence[Language]
    _taken: Callable[[int], Exit]
    _first: First | None

    def __init__(
        self,
        together: Test,
        languages: Sequence[Language],
        taken: Callable[[int], Exit],
        first: First | None = None,
    ) -> None:
        """`together` asks for all `languages` at once; `taken` gives the exit of each, by place.

        `first`: the exit that a member takes, where other tests stand among these.
        """
        Noted.__init__(self, AskNames(together), True, taken(0))
        object.__setattr__(self, "_languages", languages)
        object.__setattr__(self, "_taken", taken)
        object.__setattr__(self, "_first", first)

    @property
    def width(self) -> int:
        return len(self._languages)

    def exit_of(self, member: Witness) -> Exit:
        if self._first is not None:
            return self._first(member)
        assert isinstance(self.question, AskNames)
        text = self.question.test.text(member.host, member.path) or ""
        return self._taken(next((at for at, one in enumerate(self._languages) if one.matches(text)), 0))

    def prepare(self, region: Region) -> None:
        assert isinstance(self.question, AskNames)
        test = self.question.test
        member = member_of_one([replace(test, language=one) for one in self._languages[:SEARCHED]], region)
        if member is not None:
            read(region.names.family, test).offer(member)

    def reduced(self, family: Family) -> Noted | None:
        """Without the tests that a search of their own finds to hold for none; None = without all."""
        assert isinstance(self.question, AskNames)
        test, taken = self.question.test, self._taken
        ones = enumerate(Noted(AskNames(replace(test, language=one)), True, self.exit) for one in self._languages)
        kept = [at for at, one in ones if one.may_be_taken(family)]
        if len(kept) == len(self._languages):
            return self
        languages = [self._languages[at] for at in kept]
        fewer = replace(test, language=any_of(languages))
        return _several(fewer, languages, lambda at: taken(kept[at]), self._first) if kept else None

    def halves(self) -> tuple[Noted, Noted]:
        assert isinstance(self.question, AskNames)
        test, middle, taken = self.question.test, len(self._languages) // 2, self._taken
        first, second = self._languages[:middle], self._languages[middle:]
        return (
            _several(replace(test, language=any_of(first)), first, taken, self._first),
            _several(replace(test, language=any_of(second)), second, lambda at: taken(middle + at), self._first),
        )


def _several(together: Test, languages: Sequence[Language], taken: Callable[[int], Exit], first: First | None) -> Noted:
    if len(languages) == 1 and first is None:
        return Noted(AskNames(together), True, taken(0))
    return Several(together, languages, taken, first)
