"""The page on limits names every limit with its value, and the shared budget is as it says."""

from __future__ import annotations

from proxylint.format import Given
from proxylint.formats.squid.decide import MOST_QUESTIONS, of_all, shared
from proxylint.request import Request
from proxylint.verdict import Access
from tests.formats.limits import told, value
from tests.formats.squid.decide.asking import policy
from tests.scaling.test_explosion import PORT, TOO_MANY, URL, every_combination


def test_the_page_tells_the_limits_that_hold() -> None:
    page = told("squid-limits.md")
    assert len(page) == 35
    assert page == {path: value(path) for path in page}


def outcomes(text: str, spare: int | None = None) -> set[tuple[Access, str | None]]:
    asked = policy(PORT + text)
    if spare is not None:
        shared(asked.config, asked.compiled).looks = spare
    verdict = asked.decide(Request.parse(URL), Given())
    return {(case.access.value, case.access.reason) for case in verdict.cases}


MANY = every_combination(6)


def test_a_question_that_needs_more_than_its_own_looks_takes_shared_ones() -> None:
    assert outcomes(MANY) == {(Access.ALLOWED, None), (Access.DENIED, None)}
    assert outcomes(MANY, spare=0) == {(Access.UNKNOWN, TOO_MANY)}


def test_a_question_has_its_own_looks_when_the_shared_ones_are_used_up() -> None:
    few = every_combination(3)
    assert outcomes(few, spare=0) == outcomes(few) == {(Access.ALLOWED, None), (Access.DENIED, None)}


def test_shared_looks_are_used_up_by_questions_one_after_the_other() -> None:
    asked = policy(PORT + MANY)
    before = shared(asked.config, asked.compiled).looks
    asked.decide(Request.parse(URL), Given())
    once = before - shared(asked.config, asked.compiled).looks
    asked.decide(Request.parse(URL), Given())
    assert once > 0
    assert before - shared(asked.config, asked.compiled).looks == 2 * once


def test_more_questions_than_a_hundred_share_what_those_have() -> None:
    few = every_combination(3)
    asked = policy(PORT + few)
    common = of_all(asked.config, asked.compiled)
    before = common.looks
    expected = asked.decide(Request.parse(URL), Given()).cases
    needed = before - common.looks
    assert 0 < needed < before / MOST_QUESTIONS
    for left, found in ((needed, expected), (needed - 1, None)):
        shared(asked.config, asked.compiled).looks = 0
        common.looks = left
        cases = asked.decide(Request.parse(URL), Given()).cases
        assert cases == found if found else {case.access.reason for case in cases} == {TOO_MANY}
        assert common.looks == 0
