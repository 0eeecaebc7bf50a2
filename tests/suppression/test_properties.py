"""What is reported and what is suppressed is together what is found; unused is exactly what hid nothing."""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proxylint.engine import Options
from proxylint.finding import Finding
from proxylint.linting import check
from proxylint.text import Source

SQUID = (
    "acl a dstdomain .a.example",
    "acl b dstdomain .b.example .x.b.example",
    "acl c url_regex ^http://c\\.example/(x|y)",
    "http_access deny b",
    "http_access deny b",
    "http_access permit b",
    "http_access deny all",
)
SQUID_CODES = ("SQD101", "SQD208", "SQD305", "SQD302", "MDE101", "CFG002", "unused-acl")
PAC = (
    "  if (dnsDomainIs(host, 'microsoft.com')) return 'DIRECT';",
    "  if (shExpMatch(host, '*.a.example/*')) return 'PROXY p:1';",
    "  var list = ['a', 'b'];",
    "  return 'DIRECT';",
    "  return 'PROXY p.example';",
)
PAC_CODES = ("PAC101", "PAC111", "MDE401", "MDE402", "PAC102", "unreachable-code")
NAMES = {"unused-acl": "SQD101", "unreachable-code": "PAC123"}


@dataclass(frozen=True)
class Mark:
    """A suppression: on its line, above it, or for the file."""

    where: str
    codes: tuple[str, ...]

    @property
    def text(self) -> str:
        return f"proxylint: {'ignore-file' if self.where == 'file' else 'ignore'}[{', '.join(self.codes)}] so"


def marks(codes: tuple[str, ...]) -> st.SearchStrategy[Mark]:
    named = st.lists(st.sampled_from(codes), min_size=1, max_size=2, unique=True).map(tuple)
    return st.builds(Mark, st.sampled_from(("beside", "above", "above", "file")), named)


Lines = list[tuple[str, list[Mark]]]


def lines(pool: tuple[str, ...], codes: tuple[str, ...]) -> st.SearchStrategy[Lines]:
    return st.lists(st.tuples(st.sampled_from(pool), st.lists(marks(codes), max_size=2)), min_size=1, max_size=8)


def written(drawn: Lines, sign: str, head: str, tail: str) -> tuple[str, list[tuple[int, int, Mark]]]:
    """The text, and for each mark the line that it stands on and the one that it speaks for, -1 = the whole file."""
    out, placed = head.splitlines(), []
    for text, found in drawn:
        above = [mark for mark in found if mark.where != "beside"]
        beside = [mark for mark in found if mark.where == "beside"][:1]
        target = len(out) + len(above) + 1
        for mark in above:
            out.append(f"  {sign} {mark.text}")
            placed.append((len(out), -1 if mark.where == "file" else target, mark))
        out.append(text + "".join(f" {sign} {mark.text}" for mark in beside))
        placed += [(target, target, mark) for mark in beside]
    return "\n".join([*out, tail]) + "\n", placed


def hider(finding: Finding, source: Source, placed: list[tuple[int, int, Mark]]) -> tuple[int, str] | None:
    """By looking at all of them: where the mark stands that hides the finding, and of which code it does."""
    line = source.place(finding.span.start).line
    near = [one for one in placed if one[1] == line] + [one for one in placed if one[1] < 0]
    for stands, _, mark in near:
        if finding.code in (NAMES.get(code, code) for code in mark.codes):
            return stands, finding.code
    return None


def judged(name: str, text: str, placed: list[tuple[int, int, Mark]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / ".git").mkdir()
        (Path(folder) / name).write_text(text)
        bare, report = (check([folder], Options(), suppressed=heeded) for heeded in (False, True))
    source = bare.sources.get(name) or Source(name, text)
    said = [one for one in report.findings if one.code.startswith("CFG10")]
    reported = [one for one in report.findings if one not in said]
    hidden = [one.finding for one in report.suppressed]
    assert sorted(reported + hidden, key=lambda one: one.order) == list(bare.findings)
    expected = {one: hider(one, source, placed) for one in bare.findings}
    assert hidden == [one for one in bare.findings if expected[one] is not None]
    if any(finding.code in ("CFG001", "CFG003") for finding in bare.findings):
        assert said == []
        return
    used = set(filter(None, expected.values()))
    codes = [(stands, [NAMES.get(code, code) for code in mark.codes]) for stands, _, mark in placed]
    unused = Counter(stands for stands, named in codes if any((stands, code) not in used for code in named))
    assert Counter(source.place(one.span.start).line for one in said) == unused
    assert {one.code for one in said} <= {"CFG104"}
    assert bare.count == report.count


@settings(max_examples=40)
@given(lines(SQUID, SQUID_CODES))
def test_squid(drawn: Lines) -> None:
    judged("squid.conf", *written(drawn, "#", "http_port 3128", "http_access allow all"))


@settings(max_examples=20)
@given(lines(PAC, PAC_CODES))
def test_pac(drawn: Lines) -> None:
    judged("a.pac", *written(drawn, "//", "function FindProxyForURL(url, host) {", "}"))


@pytest.mark.parametrize("name", ["squid.conf", "a.pac", "x-winhttp.reg", "mdatp.service", "etc/environment"])
@settings(max_examples=40)
@given(st.text(st.sampled_from("#;/*!- \t\r\n[],xproxylint:ignore-file[SQD101]\x1b\u2028\0\\\"'`é"), max_size=80))
def test_no_text_breaks_it(name: str, text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / ".git").mkdir()
        path = Path(folder) / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"proxylint:{text}\n# proxylint: {text}", newline="")
        first, second = (check([str(path)], Options()) for _ in range(2))
    assert first == second
    for one in first.findings:
        assert not set("{}\n\r") & set(one.text)
