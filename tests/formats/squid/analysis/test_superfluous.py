"""What an analysis calls superfluous or overruled is taken out, and the evaluator's answers stay as they were."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator

import pytest

from proxylint import addresses
from proxylint.format import Given, Policy
from proxylint.formats.squid.analysis.overruled_values import MOST_TRIED, OverruledValues, overruled_values
from proxylint.formats.squid.analysis.superfluous_lines import superfluous_lines
from proxylint.formats.squid.analysis.superfluous_values import superfluous_values
from proxylint.request import Request
from proxylint.text import Span
from proxylint.verdict import Access
from tests.formats.squid.decide.asking import policy

VALUES = {
    "dstdomain": (".a.example", "b.a.example", "c.b.a.example", ".b.a.example", "d.example", ".d.example", "192.0.2.1"),
    "src": ("10.0.0.0/8", "10.1.0.0/16", "10.1.2.3", "10.1.0.0-10.2.255.255", "192.0.2.0/24", "192.0.2.7"),
    "port": ("443", "80", "1-1024", "400-500", "8443"),
    "method": ("CONNECT", "GET", "POST"),
}
HOSTS = ("a.example", "b.a.example", "x.b.a.example", "c.b.a.example", "d.example", "x.d.example", "e.example")
CLIENTS = ("10.1.2.3", "10.2.0.1", "10.9.0.1", "192.0.2.7", "198.51.100.1")
"""No host is an address: what its name by reverse look-up may be, the evaluator tries for each ACL on its own."""
URLS = [
    *(f"https://{host}{port}/" for host in HOSTS for port in ("", ":8443")),
    *(f"http://{host}/" for host in HOSTS[:4]),
]


def configuration(chance: random.Random) -> str:
    lines = ["http_port 3128"]
    names = []
    for number in range(chance.randint(3, 6)):
        kind = chance.choice(("dstdomain", "dstdomain", "dstdomain", "src", "src", "port", "method"))
        values = sorted(chance.sample(VALUES[kind], chance.randint(1, min(3, len(VALUES[kind])))))
        lines.append(f"acl n{number} {kind} {' '.join(values)}")
        names.append(f"n{number}")
    lines.append(f"acl either any-of {' '.join(chance.sample(names, 2))}")
    for _ in range(chance.randint(2, 6)):
        terms = chance.sample([*names, *names, "either", "all"], chance.choice((1, 1, 2)))
        signs = [chance.choice(("", "", "", "!")) for _ in terms]
        action = chance.choice(("allow", "deny"))
        lines.append(f"http_access {action} {' '.join(sign + term for sign, term in zip(signs, terms, strict=True))}")
    lines.append(f"http_access {chance.choice(('deny', 'deny', 'allow'))} all")
    return "\n".join(lines) + "\n"


def loaded(version: int, seed: int, count: int) -> Iterator[tuple[str, Policy]]:
    chance = random.Random(seed)
    for _ in range(count):
        text = configuration(chance)
        asked = policy(text, version)
        if asked.failure is None:
            yield text, asked


def without(text: str, spans: list[Span]) -> str:
    for span in sorted(spans, reverse=True):
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text


def answers(asked: Policy, version: int) -> list[set[tuple[Access, str]]]:
    found = []
    for url in URLS:
        for client in CLIENTS:
            given = Given(client=addresses.parse_address(client), squid_version=version)
            cases = asked.decide(Request.parse(url), given).cases
            found.append({(case.access.value, str(case.route.value)) for case in cases})
    return found


def all_values(asked: Policy) -> list[Span]:
    """Facts name the first values, which are all that short ACLs have."""
    found = [pair[0].span for fact in superfluous_values(asked) for pair in fact.pairs]
    assert len(found) == sum(fact.count for fact in superfluous_values(asked))
    return found


@pytest.mark.parametrize("version", [6, 7])
def test_superfluous_values_and_lines_may_all_go(version: int) -> None:
    values = lines = 0
    for text, asked in loaded(version, 7 * version, 130):
        for spans in (all_values(asked), [fact.line.span for fact in superfluous_lines(asked)]):
            if spans:
                left = policy(without(text, spans), version)
                assert left.failure is None
                assert answers(left, version) == answers(asked, version), text
        values += bool(all_values(asked))
        lines += bool(superfluous_lines(asked))
    assert (values > 20, lines > 10) == (True, True)  # else the test would prove nothing


@pytest.mark.parametrize("version", [6, 7])
def test_overruled_values_never_decide(version: int) -> None:
    """The line is put in a configuration where it asks for all values but the overruled ones."""
    told = 0
    for text, asked in loaded(version, 11 * version, 260):
        for fact in overruled_values(asked):
            spans = {fact.first.span, *fact.others}
            assert len(spans) == fact.count
            told += 1
            copy = narrowed(text, fact.acl, fact.line.span, spans)
            assert answers(policy(copy, version), version) == answers(asked, version), (text, fact)
    assert told > 8


def narrowed(text: str, name: str, line: Span, spans: set[Span]) -> str:
    """The line with a copy of the ACL that lacks these values, under another name."""
    start = text.index(f"acl {name} ")
    end = text.index("\n", start) + 1
    copy = without(text, list(spans))[start:end].replace(f"acl {name} ", "acl narrow ", 1)
    used = text[line.start : line.end].replace(name, "narrow")
    return text[:end] + copy + text[end : line.start] + used + text[line.end :]


LISTED = """\
http_port 3128
acl few src 10.1.0.0/16
{values}acl many src 10.2.0.1
http_access deny few
http_access allow many
http_access deny all
"""


def overruled_of(values: Iterable[str]) -> tuple[OverruledValues, ...]:
    return overruled_values(policy(LISTED.format(values="".join(f"acl many src {value}\n" for value in values))))


def test_a_value_again_and_again_is_tried_once() -> None:
    """So the other one is told, and they count each time."""
    (fact,) = overruled_of([*["10.1.0.7"] * (MOST_TRIED + 5), "10.1.0.8"])
    assert (fact.first.text, fact.count) == ("10.1.0.7", MOST_TRIED + 6)


def test_more_values_than_are_tried_are_not_told() -> None:
    values = [f"10.1.{number >> 8}.{number & 255}" for number in range(MOST_TRIED)]
    assert len(overruled_of(values[1:])) == 1
    assert not overruled_of(values)
