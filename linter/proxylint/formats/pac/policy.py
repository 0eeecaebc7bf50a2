"""A PAC file as a policy: read once, asked for any request."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from functools import cached_property

from proxylint.format import Given, Loader, Remark
from proxylint.formats.pac.explore import explore_all
from proxylint.formats.pac.javascript.program import Program
from proxylint.formats.pac.javascript.realm import STEPS as RUN_STEPS
from proxylint.formats.pac.joining import Leaf
from proxylint.formats.pac.literals import Literals
from proxylint.formats.pac.returned import Element, parse_returned, route_of
from proxylint.formats.pac.script import Outcome, compiled, run, unseen
from proxylint.formats.pac.secrets import quotable, without_logins
from proxylint.formats.pac.trace import steps
from proxylint.formats.pac.world import Searches, World
from proxylint.names import Names
from proxylint.records import dataclass, field, replace
from proxylint.region import Region
from proxylint.request import Request
from proxylint.text import Source, Span
from proxylint.verdict import SILENT_ACCESS, SILENT_TLS, Case, Decision, Failure, Route, Verdict
from proxylint_grammars.pac import Program as Syntax
from proxylint_grammars.pac import SyntaxProblem, parse

REFUSED = "the file is ignored as a whole: browsers go direct for every request, WinHTTP reports an error"
UNANSWERED = "browsers go direct for such a request, WinHTTP reports an error"

STEPS = 1_200_000
"""Of all questions asked of a file together, without those that an index passes: seven seconds or so."""

STEPS_OF_SHORT, STEPS_OF_LENGTH, LENGTH = 200_000, 100_000, 10_000
"""So many for a short file, and so many more for each whole `LENGTH` of characters, up to those, and no more for a
single run either: a list that a loop goes through is longer. In large steps, since a message tells the number."""

ASIDE = 800_000
"""Of all runs together that look for mistakes, and less for a short file; what they would still find is not told."""

MOST_EFFORT = 60_000
"""Of telling names apart, for all questions together."""

MOST_SEARCHES = 1_000_000
"""Work of all searches for names, for all questions together."""

BYTES = 128
"""Of text, lists and objects made that count as one of these steps: built-in functions make millions in one."""

UNENDED = 2
"""Runs that end for want of steps or memory though they had the whole share; then the file is asked no more."""

LONG = 5_000
"""Steps of a run after which it is worth while to see whether all questions have one answer."""

_CAUSES = {
    "foreign-text": "text that is no script",
    "html-page": "the file is an HTML page",
    "http-header": "the file begins with an HTTP header",
    "invisible-character": "an invisible character",
    "misspelt-function": "a misspelt keyword",
    "missing-operator": "an operator or comma is missing",
    "no-break-space": "a no-break space, which engines may read as other characters",
    "placeholder": "a placeholder was not filled in",
    "typographic-quote": "a typographic quotation mark",
    "unbalanced-bracket": "a bracket that is not closed or not opened",
    "unbalanced-quote": "a quotation mark that is not closed",
    "unclosed-comment": "a comment that is not closed",
}


def read(source: Source, load: Loader, given: Given) -> PacPolicy:
    """Never raises for bad input: a file that engines refuse has a `failure`, one that is beyond us a `beyond`."""
    try:
        tree = parse(source, any_size=given.pac_engine == "firefox")
    except SyntaxProblem as problem:
        if problem.kind in ("unsupported", "too-deep"):
            return PacPolicy(source, beyond=Outcome(unknown=without_logins(problem.message), span=problem.span))
        return PacPolicy(source, failure=Failure(problem.span, _syntax(problem)))
    most = min(STEPS, STEPS_OF_SHORT + STEPS_OF_LENGTH * (len(source.text) // LENGTH))
    script = Script(compiled(tree), Literals(tree), tree, Spent(most), Spent(most * ASIDE // STEPS, 1))
    return PacPolicy(source, _load_failure(source, script, given), script=script)


def _syntax(problem: SyntaxProblem) -> str:
    cause = f" ({_CAUSES.get(problem.cause, problem.cause)})" if problem.cause else ""
    told = "syntax error: " if problem.kind == "syntax" else ""
    return f"{told}{without_logins(problem.message)}{cause}; {REFUSED}"


def _load_failure(source: Source, script: Script, given: Given) -> Failure | None:
    """Set where loading fails whatever is asked, which does not depend on the question but on what it leaves open."""
    request = Request("https", "proxylint.invalid", 443)
    leaves = explore_all(
        request, given, lambda world: run(script.program, world, only_load=True), lambda outcome: outcome
    )
    outcomes = [leaf.outcome for leaf in leaves]
    if not all(outcome.at_load and outcome.failure for outcome in outcomes):
        return None
    first = outcomes[0]
    return Failure(first.span or source.whole, f"the script {_told(first).failure}; {REFUSED}")


@dataclass(slots=True)
class Spent:
    """On all questions so far."""

    most: int
    most_unended: int = UNENDED
    steps: int = 0
    unended: int = 0
    effort: int = 0
    searches: int = 0

    def add(self, world: World) -> None:
        self.effort += world.effort - world.effort_before
        self.steps += world.steps - world.passed + world.made // BYTES
        self.unended += world.spent and world.most >= RUN_STEPS

    @property
    def out(self) -> Outcome | None:
        if self.unended >= self.most_unended:
            return Outcome(unknown=f"the script did not end in {self.unended} runs and is asked no more")
        if self.effort >= MOST_EFFORT or self.searches >= MOST_SEARCHES:
            return Outcome(unknown="the script makes more distinctions among the names than are followed in one file")
        if self.steps >= self.most:
            return Outcome(unknown=f"the script took more than {self.most:,} steps for the questions before this one")
        return None


@dataclass(frozen=True, slots=True)
class Script:
    program: Program
    literals: Literals
    syntax: Syntax
    spent: Spent = field(compare=False)
    """On questions."""
    aside: Spent = field(compare=False)
    """On what is asked to find mistakes, which no answer hangs on."""
    unseen: list[tuple[Given, Outcome | None]] = field(default_factory=list, compare=False)
    """What every question comes to that is asked so, as the script does not look at it; None = it does."""

    def run(self, world: World) -> Outcome:
        world.most = min(world.most, self.spent.most)
        outcome = run(self.program, world)
        self.spent.add(world)
        long = world.spent or world.steps >= LONG
        if long and not world.taken and not any(given == world.given for given, _ in self.unseen):
            gc.collect()  # what the run made, before as much is made again
            again = World(world.request, world.given, Region(Names.of(world.request.family)))
            again.most = min(again.most, self.spent.most)
            self.unseen.append((world.given, unseen(self.program, again)))
            self.spent.add(again)
        return outcome

    def known(self, given: Given) -> Outcome | None:
        """The outcome of every further question, where it is clear without a run."""
        seen = next((outcome for one, outcome in self.unseen if one == given), None)
        return self.spent.out if seen is None else seen


@dataclass(frozen=True, slots=True)
class Answer:
    """What one part of a request gets: the elements of the returned string, and where they stand in the file.

    `literal` is the place of the string literal that was returned, quotes included, where it was one.
    """

    elements: tuple[Element, ...]
    literal: Span | None

    def span_of(self, element: Element) -> Span | None:
        """The place of an element inside the literal; None where the literal is written with escapes."""
        literal = self.literal
        if literal is None or literal.end - literal.start - 2 < self.elements[-1].end:
            return None
        start = literal.start + 1
        return Span(literal.file, start + element.start, start + element.end)


@dataclass(frozen=True)
class PacPolicy:
    source: Source
    failure: Failure | None = None
    beyond: Outcome | None = None
    script: Script | None = None

    @property
    def sources(self) -> Mapping[str, Source]:
        return {self.source.path: self.quotable}

    @cached_property
    def quotable(self) -> Source:
        """The file without logins."""
        return quotable(self.source)

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """None: a script is understood as a whole or not at all."""
        return ()

    def decide(self, request: Request, given: Given) -> Verdict:
        return Verdict(request, tuple(self._case(leaf, given) for leaf in self.leaves(request, given)))

    def leaves(self, request: Request, given: Given) -> list[Leaf]:
        """The cases before they are put into words: regions with the outcome of a run."""
        if self.failure is not None:
            outcome = Outcome(failure=self.failure.text, span=self.failure.span, at_load=True)
        elif self.script is None:
            outcome = self.beyond or Outcome(unknown="the script is not read")
        elif (known := self.script.known(given)) is not None:
            outcome = known
        else:
            searches = Searches()
            try:
                return explore_all(request, given, self.script.run, lambda outcome: _key(outcome, given), searches)
            finally:
                self.script.spent.searches += searches.spent
        return [Leaf(Region(Names.of(request.family)), outcome)]

    def answer(self, outcome: Outcome, given: Given) -> Answer:
        """The elements of a returned string."""
        text = outcome.text or ""
        literal = self.script.literals.span(text) if self.script else None
        return Answer(parse_returned(text, given.pac_engine), literal)

    def _case(self, leaf: Leaf, given: Given) -> Case:
        outcome = _told(leaf.outcome)
        trace = steps(self.quotable, outcome)
        if outcome.failure is not None:
            failure = self.failure or Failure(outcome.span, _unanswered(outcome))
            return Case(leaf.region, SILENT_ACCESS, SILENT_TLS, Decision(None, trace=trace), failure)
        route, reason = _route(outcome, given)
        return Case(leaf.region, SILENT_ACCESS, SILENT_TLS, Decision(route, outcome.span, reason, trace))


def _told(outcome: Outcome) -> Outcome:
    """The outcome as reports may tell it: what a script throws is any text, also of several lines."""
    said = f"{outcome.failure} {outcome.unknown}"
    if "@" not in said and len(said.splitlines()) == 1:
        return outcome
    failure, unknown = (text and _on_one_line(without_logins(text)) for text in (outcome.failure, outcome.unknown))
    return replace(outcome, failure=failure, unknown=unknown)


def _on_one_line(text: str) -> str:
    """With each end of a line as JavaScript writes it within quotes."""
    parts = text.splitlines(keepends=True)
    return "".join(part if part.isprintable() else _escaped(part) for part in parts)


def _escaped(line: str) -> str:
    end = line[len(line.splitlines()[0]) :]
    return line[: len(line) - len(end)] + end.encode("unicode_escape").decode("ascii")


def _unanswered(outcome: Outcome) -> str:
    if outcome.at_load:
        return f"the script {outcome.failure} when it is loaded; {REFUSED}"
    return f"FindProxyForURL {outcome.failure}; {UNANSWERED}"


def _key(outcome: Outcome, given: Given) -> object:
    """Outcomes with the same key are one answer."""
    if outcome.failure is not None:
        return (outcome.failure, outcome.span)
    return _route(outcome, given)


def _route(outcome: Outcome, given: Given) -> tuple[Route, str | None]:
    """The next hops, or None and why they are unknown."""
    if outcome.text is None:
        return None, outcome.unknown
    elements = parse_returned(outcome.text, given.pac_engine)
    if any(element.unsure for element in elements):
        reasons = sorted({element.reason or "" for element in elements if element.unsure})
        return None, f"an element of the returned string is unusual: {', '.join(reasons)}"
    return route_of(elements), None
