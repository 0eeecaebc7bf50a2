"""Whatever is repeated in a squid.conf costs in proportion: steps are counted (tests/steps.py), not time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from proxylint.format import Given
from proxylint.request import Request
from proxylint.verdict import Access
from tests.formats.squid.decide.asking import policy
from tests.scaling.squid_shapes import SHAPES, Text, files, pairs
from tests.steps import count, counting, forget

URLS = (
    "https://*.endpoint.security.microsoft.com/",
    "https://x.cp.wd.microsoft.com/",
    "http://www.microsoft.com/pki/*",
)


PHASES = ("reading", "deciding", "analysing")


def counts(text: str, root: str) -> dict[str, int]:
    """Steps of reading, of deciding, and of the analyses and rules."""
    from proxylint import engine
    from proxylint.request import Request
    from proxylint.rule import Examined

    options = engine.Options(kind="squid")
    data = f"http_port 3128\n{text}http_access allow all\n".encode()
    found: list[Any] = []
    reading = count(lambda: found.append(engine.open_bytes("squid.conf", data, root, options)))
    (opened,) = found
    asked = [Request.parse(url) for url in URLS]
    deciding = count(lambda: [opened.policy.decide(request, options.given) for request in asked])
    examined = Examined(opened.source, opened.format, opened.policy, (), options.catalogue.services, None)
    analysing = count(lambda: list(engine.apply(examined)))
    return dict(zip(PHASES, (reading, deciding, analysing), strict=True))


def measured(text: Text, root: Path, size: int) -> dict[str, int]:
    """Patterns that were seen are forgotten first: the smaller file holds some of them too."""
    forget("proxylint.names")
    written = text(size)
    for path, content in files(written, size).items():
        (root / path).write_text(content)
    return counts(written, str(root))


SMALL = 20
"""Twice and four times as many are counted too."""

LARGEST = 640
"""Where cases multiply, a budget ends the work at some size, and growth is in proportion from there on: it has to end
it before this one."""

MOST_STEPS = 50_000_000
"""At all sizes and in all phases together: a budget that ends the work later than that ends it too late."""

COPIED = 4 * (4 * SMALL) ** 2
"""A region is a value: its conditions and networks are copied with every line, which shows only in very long lists."""


@pytest.mark.parametrize("name", SHAPES)
def test_steps_grow_in_proportion(name: str, tmp_path: Path) -> None:
    """Sorting and searching by halves cost a logarithm, and where a budget ends the work it grows no more."""
    (tmp_path / "parts").mkdir()
    with counting():
        measured(SHAPES[name], tmp_path, 1)  # what is loaded and built on first use
        small, middle = (measured(SHAPES[name], tmp_path, size * SMALL) for size in (1, 2))
        size, taken, grown = 4 * SMALL, sum(small.values()) + sum(middle.values()), dict.fromkeys(PHASES)
        while grown:
            assert size <= LARGEST, grown
            large = measured(SHAPES[name], tmp_path, size)
            taken += sum(large.values())
            found = beyond_proportion(small, middle, large)
            grown = {phase: found[phase] for phase in grown if phase in found}
            small, middle, size = middle, large, 2 * size
    assert taken < MOST_STEPS, taken


def beyond_proportion(
    small: dict[str, int], middle: dict[str, int], large: dict[str, int]
) -> dict[str, tuple[int, int, int]]:
    """By phase, of a size, twice and four times as much."""
    return {
        phase: (small[phase], middle[phase], large[phase])
        for phase in PHASES
        if large[phase] - middle[phase] > 2.5 * abs(middle[phase] - small[phase]) + COPIED
        and (middle[phase] >= small[phase] or large[phase] > 4 * middle[phase])  # a budget that ended the middle one
    }


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ('acl a{at} src "list"\nhttp_access deny a{at}', "10.{high}.{low}.0/25"),
        ('acl a{at} dst "list"\nhttp_access deny a{at}', "10.{high}.{low}.0/25"),
        ('acl a0 src "list"', "10.{high}.{low}.0/25"),
        ('acl a0 dstdomain "list"', ".h{at}.endpoint.security.microsoft.com"),
    ],
)
def test_another_line_that_names_a_list_does_not_cost_the_list_again(line: str, value: str, tmp_path: Path) -> None:
    (tmp_path / "list").write_text(
        "".join(value.format(at=at, high=at >> 8, low=at & 255) + "\n" for at in range(2000))
    )

    def text(size: int) -> str:
        return "".join(line.format(at=at) + "\n" for at in range(size)) + "http_access deny a0\n"

    with counting():
        counts(text(10), str(tmp_path))
        few, many = (sum(counts(text(size), str(tmp_path)).values()) for size in (10, 30))
    assert many - few < 20 * 2000 * 10


LISTED = "http_access allow c\nhttp_access deny c !a\n"
ENDINGS = {
    "reached": 40 * f"acl a dstdomain .m.example\nacl b src 10.0.0.0/8\nacl c any-of a !b\n{LISTED}",
    "reached by nobody": (
        "acl a dstdomain .m.example\nacl b src 10.0.0.0/8\nacl c any-of a !b\n"
        "acl every dstdom_regex .\nhttp_access deny every b\nhttp_access deny every !b\n" + 20 * LISTED
    ),
}


@pytest.mark.parametrize("mode", ["", " intercept"])
@pytest.mark.parametrize("block", ENDINGS)
def test_the_end_of_a_list_costs_the_same_however_many_ports_there_are(block: str, mode: str, tmp_path: Path) -> None:
    """Whether a request comes to the end is asked for each kind of port."""

    def steps(ports: int) -> int:
        from proxylint import engine
        from proxylint.formats.squid.analysis.endings import implicit_allows

        text = "".join(f"http_port {4000 + at}{mode}\n" for at in range(ports)) + "http_port 3128\n" + ENDINGS[block]
        opened = engine.open_bytes("squid.conf", text.encode(), str(tmp_path), engine.Options(kind="squid"))
        policy = opened.policy
        assert policy is not None
        return count(lambda: implicit_allows(policy))

    with counting():
        steps(1)
        few, many = steps(10), steps(40)
    assert many < 1.1 * few, (few, many)


MUCH_SEARCHED = [
    pairs("dstdom_regex", "^h{at}x[0-9]+", "dstdom_regex", "y{at}[0-9]+")(300),
    SHAPES["regex acls of many places"](300),
]


@pytest.mark.parametrize("text", MUCH_SEARCHED)
def test_what_comes_to_the_end_of_a_list_is_not_searched_for_without_end(text: str) -> None:
    from proxylint.formats.squid.analysis.endings import implicit_allows

    few = "acl x dstdom_regex ^h0x[0-9]+\nhttp_access allow x\n"
    assert implicit_allows(policy(f"http_port 3128\n{few}http_access deny localhost\n"))
    assert not implicit_allows(policy(f"http_port 3128\n{text}http_access deny localhost\n"))


@pytest.mark.parametrize("text", MUCH_SEARCHED)
def test_searching_for_names_ends_in_unknown(text: str) -> None:
    """Each line leaves one part more, and every part is searched for what the next line names; or a pattern is in many
    places at a time, and each search for a host that it matches takes thousands of steps."""
    asked = policy(f"http_port 3128\n{text}http_access allow all\n")
    verdict = asked.decide(Request.parse("https://*.endpoint.security.microsoft.com/"), Given())
    assert [(case.access.value, case.access.reason) for case in verdict.cases] == [
        (Access.UNKNOWN, "the names that the access lists tell apart take too much searching")
    ]
