"""Lines that are for other ports or hosts are passed by, and answers and traces are as if they had been looked at."""

from __future__ import annotations

import pickle
import re
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxylint.endings import flatten
from proxylint.format import Given, Policy
from proxylint.formats.squid.relevant_lines import Lines
from proxylint.records import replace
from proxylint.request import Request
from proxylint.verdict import Case, Decision, Step, Trace, Unheld, steps_of
from tests.formats.squid.decide.asking import policy

T = TypeVar("T")

pytestmark = pytest.mark.usefixtures("every_list_is_a_long_one")

CONFIGURATION = r"""
http_port 3128 name=a
http_port 3129 name=b ssl-bump cert=/x
http_port 10.0.0.1:8080
http_port 3130 intercept name=c
https_port 3131 intercept ssl-bump cert=/x
auth_param basic program /x
acl named_a myportname a
acl named_some myportname b 10.0.0.1:8080 b
acl named_none myportname B
acl numbered localport 3128 8000-9000
acl numbered_other localport 1-100 3131
acl listed myportname "names"
acl site dstdomain .h.example other.example
acl site_listed dstdomain "names"
acl far dstdomain -n .h.invalid
acl deep dstdomain a.m.h.example .B.h.example h.example
acl wide dstdomain .EXAMPLE
acl apex dstdomain h.example
acl beside dstdomain .xh.example h.example.net
acl letters dstdom_regex ^M h.*x$
acl folded dstdom_regex -i ^M OTHER
acl anything dstdom_regex [a-z]+
acl beyond dstdom_regex (h)\1 other
acl hello ssl::server_name .h.example
acl hello_letters ssl::server_name_regex ^m ^none$
acl provided ssl::server_name --server-provided m.h.example
acl url url_regex ^http://h ^m[.]h.*:443$ x/
acl url_folded url_regex -i ^HTTP://OTHER %41
acl url_anything url_regex .
acl known proxy_auth REQUIRED
acl home src 10.0.0.0/8
acl header browser x
acl step1 at_step SslBump1
acl tagged tag x
acl either any-of home header
acl both all-of home !named_a
acl nested any-of tagged both
acl sited any-of home site
"""
NAMES = [line.split()[1] for line in CONFIGURATION.splitlines() if line.startswith("acl ")]
TERMS = [*NAMES, *(f"!{name}" for name in ("named_a", "numbered", "site", "url", "hello", "home", "either"))]
LINES = st.lists(st.tuples(st.sampled_from(("allow", "deny")), st.lists(st.sampled_from(TERMS), max_size=3)))
BUMPS = st.lists(st.tuples(st.sampled_from(("peek", "splice", "bump")), st.lists(st.sampled_from(TERMS), max_size=2)))
URLS = (
    "https://m.h.example/",
    "http://h.example/",
    "http://other.example/x*",
    "http://other.example/a%41%%?b",
    "http://other.example/%e4x/",
    "https://*.h.example/",
    "https://*.m.H.example/",
    "http://*.other.example/x",
    "https://*.example/",
    "https://10.0.0.7/",
    "https://unrelated.invalid/",
)


def answers(asked: Policy) -> list[list[Case]]:
    return [[told(case) for case in asked.decide(Request.parse(url), Given()).cases] for url in URLS]


def told(case: Case) -> Case:
    """With the steps of a trace that say the same, whether a line was passed by or looked at."""
    return replace(
        case,
        access=replace(case.access, trace=tuple(map(plain, case.access.trace))),
        tls=replace(case.tls, trace=tuple(map(plain, case.tls.trace))),
        route=replace(case.route, trace=tuple(map(plain, case.route.trace))),
    )


def said(case: Case) -> tuple[object, ...]:
    """Of two lines that ask for the same, which one is named where nothing is decided hangs on what is looked at."""
    return (*map(placed, (case.access, case.tls, case.route)), case.failure)


def placed(decision: Decision[T]) -> Decision[T]:
    return decision if decision.reason is None else replace(decision, span=None)


def ended(case: Case) -> tuple[object, ...]:
    return case.failure, *((one.value, one.reason) for one in (case.access, case.tls, case.route))


def agree(found: list[Case], expected: list[Case]) -> bool:
    """Whether each case of one has a case of the other that says the same of something in common, and all with
    something in common end alike. What a look cut in two may have been joined in another way; and cases with one end
    that conditions alone tell apart are joined whatever places they name (settling.py), in one way of several."""
    meeting = [(one, other) for one in found for other in expected if one.when.intersect(other.when)]
    same = [(one, other) for one, other in meeting if said(one) == said(other)]
    joined = all(
        ended(one) == ended(other) and one.when.conditions != other.when.conditions
        for one, other in meeting
        if said(one) != said(other)
    )
    return joined and {id(case) for pair in same for case in pair} == set(map(id, (*found, *expected)))


def plain(step: Step) -> Step:
    """Of a line that has not matched only its place: which of its terms failed is told of some part of those that go
    on, where it was looked at. Names are examples out of the part, which looks may have cut smaller."""
    line, _, outcome = step.note.rpartition(": ")
    if len(line.split()) > 2 and outcome in ("not matched", "may match"):
        return Step(step.span, line)
    return replace(step, note=_EXAMPLE.sub("", step.note), inner=tuple(map(plain, step.inner)))


_EXAMPLE = re.compile(r" (?:matches|covers) \S+$")


@given(LINES, BUMPS)
def test_answers_and_traces_are_as_if_every_line_were_looked_at(
    access: list[tuple[str, list[str]]], bumps: list[tuple[str, list[str]]]
) -> None:
    text = CONFIGURATION + "".join(f"http_access {action} {' '.join(terms)}\n" for action, terms in access)
    text += "".join(f"ssl_bump {action} {' '.join(terms)}\n" for action, terms in bumps)
    found = answers(policy(text, unread=["names"]))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Lines, "places", lambda self, sight: iter(range(len(self.lines))))
        expected = answers(policy(text, unread=["names"]))
    assert all(map(agree, found, expected))


def passed_by(asked: Policy) -> list[Unheld]:
    """What the traces of one port have of lines that were passed by, for one URL; what they have in common once."""
    found = [
        last
        for case in asked.decide(Request.parse("http://h.example/"), Given()).cases
        if case.when.listen is not None and case.when.listen.port == 3128 and isinstance(case.access.trace, Trace)
        for last in case.access.trace.lasts()
        if isinstance(last, Unheld)
    ]
    return list({id(one): one for one in found}.values())


def test_of_each_line_that_is_passed_by_the_term_that_fails_is_told() -> None:
    names = ("named_none", "numbered_other", "far", "url_folded")
    lines = "".join(f"http_access deny {name} home\nhttp_access deny !home header {name} site\n" for name in names)
    text = f"{CONFIGURATION}{lines}http_access deny header\n"
    found = passed_by(policy(text, unread=["names"]))
    assert sum(map(len, found)) == 2 * len(names)
    for steps in found:
        assert [len(list(flatten([step]))) for step in steps] == [1 + steps.inner] * len(steps)
        for step in steps:
            (inner,) = step.inner
            (asking,) = (name for name in names if f" {name} " in step.note)
            assert inner.span is not None
            assert text[inner.span.start : inner.span.end] == asking


def test_a_line_is_looked_at_where_a_term_before_may_end_the_walk() -> None:
    lines = "".join(f"http_access deny {name} far\n" for name in ("known", "step1", "site", "anything", "undefined"))
    assert passed_by(policy(CONFIGURATION + lines, unread=["names"])) == []


def test_a_line_that_asks_for_the_same_as_one_above_is_passed_by() -> None:
    lines = "http_access allow home header\nhttp_access deny header\nhttp_access deny HOME header\n"
    lines += "http_access deny header\n"
    (steps,) = passed_by(policy(CONFIGURATION + lines, unread=["names"]))
    (step,) = steps
    assert step.note == "http_access deny HOME header: not matched"
    assert [inner.note for inner in step.inner] == ["the same did not match further above"]


@pytest.mark.parametrize("name", ["tagged", "either", "both", "nested", "!site", "!sited", "!deep"])
def test_so_is_a_group_that_says_so_again(name: str) -> None:
    again = "".join(f"http_access {action} {name}\n" for action in ("allow", "deny", "deny", "allow"))
    (steps,) = passed_by(policy(CONFIGURATION + again, unread=["names"]))
    assert len(steps) == 2


@pytest.mark.parametrize("name", ["known", "undefined", "logged", "later"])
def test_what_may_say_otherwise_is_looked_at_again(name: str) -> None:
    again = "".join(f"http_access {action} header {name}\n" for action in ("allow", "deny", "deny", "deny"))
    more = "acl logged any-of home known\nacl later all-of logged\n"
    assert passed_by(policy(CONFIGURATION + more + again, unread=["names"])) == []


def test_a_tag_may_be_given_by_a_helper() -> None:
    again = "".join(f"http_access {action} nested\n" for action in ("allow", "deny", "deny"))
    helper = "external_acl_type h %SRC /x\nacl helped external h\n"
    assert passed_by(policy(CONFIGURATION + helper + again, unread=["names"])) == []


def test_a_line_for_more_ports_than_are_kept_apart_holds_on_all_of_them() -> None:
    ports = "".join(f"http_port {4000 + at}\n" for at in range(40))
    asked = policy(f"{ports}acl some localport 4000-4029\nhttp_access deny some\nhttp_access allow all\n")
    accesses = [case.access.value.value for case in asked.decide(Request.parse("http://h.example/"), Given()).cases]
    assert accesses == 30 * ["denied"] + 10 * ["allowed"]


def test_steps_of_lines_that_are_passed_by_are_made_once_they_are_read() -> None:
    made: list[int] = []

    def make(place: int) -> Step:
        made.append(place)
        return Step(None, f"line {place}", False)

    steps = Unheld(range(3, 100), make)
    trace = Trace(((None, steps), Step(None, "the last", True)))
    assert [step.note for step in steps_of([trace])] == ["the last"]
    assert made == []
    backwards = reversed(trace)
    assert [next(backwards).note for _ in range(3)] == ["the last", "line 99", "line 98"]
    assert made == [99, 98]
    assert [step.note for step in steps[:2]] == ["line 3", "line 4"]
    assert trace == (*(Step(None, f"line {place}", False) for place in range(3, 100)), Step(None, "the last", True))
    assert sorted(made) == list(range(3, 100))
    assert pickle.loads(pickle.dumps(Unheld((7,), make))) == (Step(None, "line 7", False),)
