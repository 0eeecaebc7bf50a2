"""A test of a proxy configuration, and what it comes to on one family."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxylint.names.either import Either
from proxylint.names.errors import Beyond
from proxylint.names.family import LONGEST_HOST, Family, Subject, Witness, samples
from proxylint.names.language import Language
from proxylint.names.words import Words
from proxylint.records import dataclass, field

if TYPE_CHECKING:
    from proxylint.names.examples import Found
    from proxylint.names.tracks import Track


@dataclass(frozen=True, slots=True)
class Test:
    """Whether `before + subject + after` is in the language. `label` is what people read of it; it does not compare.

    `before` and `after` are constant text: "https://", or ":443" where Squid's url_regex sees host:443, or "/" where a
    PAC sees https://host/. A request that shows no path has none to look at: a test of its PATH never matches, and
    HOST_PATH is the host alone.
    """

    __test__ = False  # pytest takes a class of this name for a test case

    language: Language
    subject: Subject = Subject.HOST
    before: str = ""
    after: str = ""
    label: str = field(default="", compare=False)
    unless: str = field(default="", compare=False)

    def matches(self, host: str, path: str | None) -> bool:
        if self.subject is Subject.HOST:
            return self.language.matches(f"{self.before}{host}{self.after}")
        text = self.text(host, path)
        return text is not None and self.language.matches(text)

    def text(self, host: str, path: str | None) -> str | None:
        """What is looked at; None = there is no path to look at."""
        if self.subject is Subject.PATH and path is None:
            return None
        subject = {Subject.HOST: host, Subject.PATH: path or "", Subject.HOST_PATH: host + (path or "")}[self.subject]
        return f"{self.before}{subject}{self.after}"

    def phrase(self, positive: bool) -> str:
        if self.label:
            return self.label if positive else self.unless or f"not: {self.label}"
        subject = {Subject.HOST: "host", Subject.PATH: "path", Subject.HOST_PATH: "host and path"}[self.subject]
        around = f"{self.before}{subject}{self.after}" if self.before or self.after else subject
        return f"{around} {self.language.phrase(positive)}"


MANY_PATTERNS = 16
"""So many patterns of one test count as one in the work of a search."""

MOST_KEPT = 64
"""Of what is kept with one language: there are as many languages as patterns, and a catalogue may have families by the
thousand."""

MOST_MET = 64
"""Members of which it is kept whether a test matches."""


class Reading:
    """One test on one family. `verdict` True or False = known for every member; None = open."""

    __slots__ = ("_domains", "_examples", "_met", "_shortest", "family", "language", "test", "verdict")

    def __init__(self, family: Family, test: Test) -> None:
        self.family = family
        self.test = test
        self.language = test.language
        self.verdict = self._known()
        self._examples: dict[bool, Witness | Beyond | None] = {}
        self._met: dict[Witness, bool] | None = None
        self._shortest: dict[bool, Found] | None = None
        self._domains: tuple[Words | None] | None = None

    def _known(self) -> bool | None:
        family, subject = self.family, self.test.subject
        if subject is Subject.PATH and family.path is None:
            return False
        free_host = family.open_host and subject is not Subject.PATH
        free_path = family.open_path and subject is not Subject.HOST
        if not free_host and not free_path:
            return self.test.matches(family.host, family.stem if family.path is not None else None)
        self.language = self.test.language.within(*self._ends(free_host, free_path))
        if self._out_of_reach(free_path):
            return False
        if not isinstance(self.language, Words):
            return None
        return True if self.language.everything else False if self.language.nothing else None

    def _ends(self, free_host: bool, free_path: bool) -> tuple[str, str]:
        """The constant text in front of everything that varies, and behind it."""
        family, test = self.family, self.test
        with_path = test.subject is not Subject.HOST
        front = "" if free_host or test.subject is Subject.PATH else family.host
        if not free_host:
            front += family.stem
        back = family.tail if free_host else ""
        if free_path:
            back = ""
        elif with_path:
            back += family.stem
        return test.before + front, back + test.after

    def domains(self) -> Words | None:
        """The words of a test that is nothing but a list of domains. Hosts are in lower case where the family is."""
        if self._domains is None:
            self._domains = (self._listed(),)
        return self._domains[0]

    def _listed(self) -> Words | None:
        test, words = self.test, self.language
        if not isinstance(words, Words) or test.subject is not Subject.HOST or test.before or test.after:
            return None
        if words.starts or words.inside or (words.fold and not self.family.host.islower()):
            return None
        return words if all(word.startswith(".") for word in words.ends) else None

    def _out_of_reach(self, free_path: bool) -> bool:
        path = "" if self.test.subject is Subject.HOST else self.family.stem
        longest = LONGEST_HOST + len(self.test.before) + len(path) + len(self.test.after)
        return not free_path and self.language.shortest() > longest

    def track(self, wanted: bool) -> Track:
        from proxylint.names.tracks import Track

        test = self.test
        return Track(self.language.machine(), test.subject, test.before, test.after, wanted)

    def meets(self, member: Witness) -> bool:
        """Whether it matches; of many patterns together that is known of the members that were asked for before."""
        if not isinstance(self.test.language, Either):
            return self.test.matches(member.host, member.path)
        met = self._met = {} if self._met is None else self._met
        found = met.get(member)
        if found is None:
            if len(met) >= MOST_MET:
                met.clear()
            found = met[member] = self.test.matches(member.host, member.path)
        return found

    def example(self, wanted: bool) -> Witness | None:
        """A member that matches (`wanted`) or does not; None = there is none, which `verdict` then knows."""
        if self.verdict is not None:
            return samples(self.family)[0] if self.verdict is wanted else None
        if wanted not in self._examples:
            self._examples[wanted] = self._found(wanted)
            if self._examples[wanted] is None:
                self.verdict = not wanted
        return _given(self._examples[wanted])

    def _found(self, wanted: bool) -> Witness | Beyond | None:
        found = self._try(wanted)
        return self._sought(wanted) if found is None else found

    def shortest(self, wanted: bool) -> Witness | None:
        """What `search` (search.py) finds with this test alone: of the shortest members the first."""
        return _given(self._sought(wanted))

    def work(self, wanted: bool) -> int:
        """What the search has cost that `example` needed, if it did. Of many patterns together most are idle at a time,
        but count in units of work."""
        if self._shortest is None or wanted not in self._shortest:
            return 0
        return self._shortest[wanted].work // (1 + self.test.language.width() // MANY_PATTERNS)

    def _sought(self, wanted: bool) -> Witness | Beyond | None:
        """That a search is too much is found out once as well: many ACLs may name one list."""
        known = self._shortest = {} if self._shortest is None else self._shortest
        if wanted not in known:
            from proxylint.names.examples import sought

            known[wanted] = sought(self, wanted)
        return known[wanted].member

    def at_hand(self) -> Witness | None:
        """A member that matches, where one is found without a search."""
        if self.verdict is not None:
            return samples(self.family)[0] if self.verdict else None
        known = self._examples.get(True)
        found = known if isinstance(known, Witness) else self._try(True)
        if found is not None:
            self._examples[True] = found
        return found

    def offer(self, member: Witness) -> None:
        """One that is known to match, so that none is searched for."""
        if self.verdict is None and not isinstance(self._examples.get(True), Witness):
            self._examples[True] = member

    def _try(self, wanted: bool) -> Witness | None:
        for member in samples(self.family):
            if self.test.matches(member.host, member.path) is wanted:
                return member
        return self._likely() if wanted and self.test.subject is not Subject.PATH else None

    def _likely(self) -> Witness | None:
        """The host that a word of a list names, or one just below it."""
        path = samples(self.family)[0].path
        for word in self.language.likely():
            name = word.removeprefix(self.test.before).removesuffix(self.test.after).strip(".")
            for host in (name, f"a.{name}", f"{name}{self.family.tail}", f"a.{name}.a{self.family.tail}"):
                if self.family.holds(host, path) and self.test.matches(host, path):
                    return Witness(host, path)
            member = Witness(samples(self.family)[0].host, f"{self.family.stem}{word}")
            if self.family.holds(member.host, member.path) and self.test.matches(member.host, member.path):
                return member
        return None


def _given(found: Witness | Beyond | None) -> Witness | None:
    if isinstance(found, Beyond):
        raise Beyond(found.reason)
    return found


def read(family: Family, test: Test) -> Reading:
    """Kept with the language, so that a test asked again costs nothing."""
    key = (family, test.subject, test.before, test.after)
    cache = test.language.cache
    found = cache.get(key)
    if not isinstance(found, Reading):
        if len(cache) >= MOST_KEPT:
            cache.clear()
        found = cache[key] = Reading(family, test)
    return found
