"""Which of many tests matches a host after all: found by words, and the same as asking one after the other."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from proxylint.names import Family, Language, Subject, Test, contains, ends_with, equals, posix
from proxylint.names.missing import Batch
from tests.steps import count, counting

FAMILY = Family("*.example.com", "/a*")
WORDS = ("h1", "h12", "x", "a.b", "Upper", "zz")
LANGUAGES: tuple[Language, ...] = (
    *(posix(f"^{word}[0-9]", ignore_case=False) for word in WORDS),
    *(posix(f"[a-c]{word}", ignore_case=True) for word in WORDS),
    *(posix(f"[{char}0-9][a-z]", ignore_case=False) for char in "hxaz"),
    *(contains(word) for word in WORDS),
    equals("h12.example.com"),
    ends_with(".a.b.example.com"),
)
TESTS = st.builds(Test, st.sampled_from(LANGUAGES), st.sampled_from(tuple(Subject)), st.sampled_from(("", "http://")))
HOSTS = ("h1.example.com", "h12.example.com", "h125.a.b.example.com", "ch1.example.com", "zz9x.example.com")


def first(tests: Sequence[Test], host: str, path: str | None) -> int | None:
    return next((place for place, test in enumerate(tests) if test.matches(host, path)), None)


@given(st.lists(TESTS, max_size=24), st.sampled_from(HOSTS), st.sampled_from(("/a", "/ah1x", "/a\u00fch12")))
def test_the_first_that_matches_is_found(tests: list[Test], host: str, path: str) -> None:
    batch = Batch(FAMILY)
    for place, test in enumerate(tests):
        batch.add(test, place)
    for depth in range(len(tests) + 1):
        assert batch.matching(depth, host, path) == first(tests[:depth], host, path)


def test_patterns_with_a_word_of_their_own_are_found_by_it() -> None:
    with counting():
        from proxylint.names import Family as CountedFamily
        from proxylint.names import Test as Counted
        from proxylint.names import posix as counted
        from proxylint.names.missing import Batch as Many

        def steps(size: int) -> int:
            batch = Many(CountedFamily(FAMILY.host))
            for at in range(size):
                batch.add(Counted(counted(f"^h{at:04}x[0-9]", ignore_case=False)), at)
            batch.matching(size, "h.example.com", None)
            return count(lambda: batch.matching(size, "h0007x1.example.com", None))

        assert steps(400) < 2 * steps(100)
