"""Access lines without which every request would get the same answer, because lines below give it anyway."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from proxylint.format import Policy
from proxylint.formats.squid.analysis.cells import ANY, Cell
from proxylint.formats.squid.analysis.dead_lines import FAST, GATES
from proxylint.formats.squid.analysis.literals import members_of
from proxylint.formats.squid.analysis.looks import WORK, Looks, TooMuch
from proxylint.formats.squid.analysis.overruled_values import dead_spans
from proxylint.formats.squid.analysis.relevance import Relevance
from proxylint.formats.squid.analysis.shadows import MOST_CELLS, takers, takes_everything
from proxylint.formats.squid.analysis.subject import complete, lines, loaded, looks
from proxylint.formats.squid.model import GROUPS, AccessLine
from proxylint.formats.squid.policy import SquidPolicy
from proxylint.formats.squid.reading.wordlists import word_set
from proxylint.records import dataclass
from proxylint.text import Span

_PLAIN = word_set(
    """src localip dstdomain dstdom_regex url_regex urlpath_regex port localport myportname method proto time browser
    referer_regex req_header req_mime_type at_step any-of all-of"""
)
"""Types that only test. The others ask for a login, leave notes for later lines, wait for a name server, whose answer
lists that do not wait then have, or answer differently each time."""


@dataclass(frozen=True, slots=True)
class SuperfluousLine:
    """`below`: the lines that give the same answer to all requests of `line`, in file order."""

    gate: str
    line: AccessLine
    below: tuple[AccessLine, ...]


def superfluous_lines(policy: Policy) -> tuple[SuperfluousLine, ...]:
    """A denial right above the denial of everything is good style, and none is told: it stays if a line is put between.

    All that are told may go at once: none of them stands among the lines that give the answer of another, unless
    what gives its own answer gives that one's too. Dead lines are another fact."""
    squid = loaded(policy)
    if squid is None or not complete(squid.config):
        return ()
    return squid.compiled.of("superfluous lines", "", lambda: tuple(_facts(squid)))


def _facts(squid: SquidPolicy) -> Iterator[SuperfluousLine]:
    dead = dead_spans(squid)
    work = WORK
    for gate in GATES:
        known = looks(squid, waits=gate not in FAST)
        known.left = work
        below = _Below(lines(squid.config, gate), dead, known)
        try:
            for at, line in enumerate(below.lines[:-1]):
                same = None if line.span in dead or not below.plain[at] else below.same(at)
                if same is not None:
                    yield SuperfluousLine(gate, line, same)
        except TooMuch:
            return
        work = known.left


_NEAR = 24
"""Lines right below that are looked at for each line, and as many before the action changes: general lines come last.
All pairs of lines would be too many in a long file."""

_MOST = 4
"""Lines that may give the answer together."""


class _Below:
    """What stands below each line of a list. `plain`: whether a line only tests. `ends`: for each line the index behind
    the lines below it that have its action and only test."""

    def __init__(self, found: tuple[AccessLine, ...], dead: frozenset[Span], known: Looks) -> None:
        self.lines = found
        self.dead = dead
        self.known = known
        self.relevance = Relevance(found, known)
        pages = frozenset(page.lower() for page in known.config.pages)
        self.plain = [_only_tests(line, known, pages) for line in found]
        self.ends = list(range(1, len(found) + 1))
        for at in range(len(found) - 2, -1, -1):
            if self.plain[at + 1] and found[at + 1].action == found[at].action:
                self.ends[at] = self.ends[at + 1]

    def same(self, at: int) -> tuple[AccessLine, ...] | None:
        """The lines that take all requests of the line with its own action, before another action takes any."""
        own = self.known.conjunction(self.lines[at].terms, ANY)[0]
        far = at + 1 + _NEAR
        concerned = self.relevance.concerned(own)
        found = self._near(own, at, far, concerned)
        if found is None and self.ends[at] > far:
            last = range(max(far, self.ends[at] - _NEAR), self.ends[at])
            candidates = (self.lines[index] for index in last if concerned(index))
            found = self._alone(own, [one for one in candidates if one.span not in self.dead])
        if found and self.lines[at].action == "deny" and any(takes_everything(one, self.known) for one in found):
            return None
        return found

    def _near(
        self, own: list[Cell], at: int, far: int, concerned: Callable[[int], bool]
    ) -> tuple[AccessLine, ...] | None:
        """A dead line gives no answer; but one with the other action may be dead for the sake of this very line, or
        because of any other."""
        cells = own
        taking: list[AccessLine] = []
        near = range(at + 1, min(far, len(self.lines)))
        alike = all(self.lines[index].action == self.lines[at].action for index in near)
        for index in near:
            one = self.lines[index]
            same = one.action == self.lines[at].action
            if not self.plain[index]:
                return None
            if same and (one.span in self.dead or len(taking) == _MOST or (alike and not concerned(index))):
                continue
            sides = [self.known.conjunction(one.terms, cell) for cell in cells]
            if not any(inside for inside, _ in sides):
                continue
            if not same:
                return None
            taking.append(one)
            cells = [cell for _, outside in sides for cell in outside]
            if not cells:
                return self._alone(own, taking) or tuple(taking)
            if len(cells) > MOST_CELLS:
                return None
        return None

    def _alone(self, own: list[Cell], candidates: Sequence[AccessLine]) -> tuple[AccessLine, ...] | None:
        return next(((one,) for one in candidates if takers(own, [one], self.known) is not None), None)


def _only_tests(line: AccessLine, known: Looks, pages: frozenset[str]) -> bool:
    """Also false where deny_info has a page of its own for an ACL of the line: a denial by it looks different."""
    keys = [term.key for term in line.terms]
    seen: set[str] = set()
    while keys:
        acl = known.config.acls.get(keys.pop())
        if acl is None or acl.type not in _PLAIN or (line.action == "deny" and acl.name.lower() in pages):
            return False
        if acl.type in GROUPS and acl.name not in seen:
            seen.add(acl.name)
            keys += members_of(acl, known.compiled)
    return True
