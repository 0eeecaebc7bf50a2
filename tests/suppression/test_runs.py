"""A run over files with suppressions: what is hidden, what is counted, and what is said of the suppressions."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from proxylint.choice import Choice, PerFile
from proxylint.engine import Options
from proxylint.finding import Level
from proxylint.linting import check
from proxylint.report.report import Report
from proxylint.text import Source

SQUID = "http_port 3128\n"


def run(folder: Path, texts: Mapping[str, str], options: Options | None = None, **wish: object) -> Report:
    (folder / ".git").mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return check([str(folder)], options or Options(), **wish)  # type: ignore[arg-type]


def reported(report: Report) -> list[str]:
    return [
        f"{one.span.file}:{line(report.sources[one.span.file], one.span.start)} {one.code}" for one in report.findings
    ]


def suppressed(report: Report) -> list[str]:
    return [
        f"{one.finding.span.file}:{line(report.sources[one.finding.span.file], one.finding.span.start)} "
        f"{one.finding.code} by {one.span.file}:{line(report.sources[one.span.file], one.span.start)} {one.reason}"
        for one in report.suppressed
    ]


def line(source: Source, offset: int) -> int:
    return source.place(offset).line


def test_what_hides_and_what_does_not(tmp_path: Path) -> None:
    text = (
        "# proxylint: ignore-file[MDE101] the old site\n"
        "http_port 3128\n"
        "acl a dstdomain .a.example # proxylint: ignore[SQD101] soon\n"
        "# proxylint: ignore[unused-acl]\n"
        "acl b dstdomain .b.example\n"
        "acl c dstdomain .c.example # proxylint: ignore[SQD102]\n"
        "acl d dstdomain .d.example\n"
        "http_access deny all\n"
    )
    report = run(tmp_path, {"squid.conf": text})
    assert reported(report) == ["squid.conf:6 SQD101", "squid.conf:6 CFG104", "squid.conf:7 SQD101"]
    assert suppressed(report) == [
        "squid.conf:3 SQD101 by squid.conf:3 soon",
        "squid.conf:5 SQD101 by squid.conf:4 ",
        "squid.conf:8 MDE101 by squid.conf:1 the old site",
    ]


def test_nothing_is_hidden_where_suppressions_are_not_heeded(tmp_path: Path) -> None:
    text = (
        SQUID + "acl a dstdomain .a.example # proxylint: ignore[SQD101]\n# proxylint: ignroe\nhttp_access allow all\n"
    )
    report = run(tmp_path, {"squid.conf": text}, suppressed=False)
    assert (reported(report), suppressed(report)) == (["squid.conf:2 SQD101"], [])


def test_a_file_that_was_not_analysed_is_never_hidden(tmp_path: Path) -> None:
    text = "# proxylint: ignore-file[CFG001, CFG104] old\nhttp_port 3128\nnonsense x\n"
    report = run(tmp_path, {"squid.conf": text})
    assert (reported(report), suppressed(report)) == (["squid.conf:3 CFG001"], [])


def test_findings_in_list_files_and_includes_are_hidden_there(tmp_path: Path) -> None:
    texts = {
        "squid.conf": SQUID
        + 'acl a dstdomain "lists/a.txt"\nhttp_access deny a\ninclude parts/b.conf\nhttp_access allow all\n',
        "lists/a.txt": "a.example\n# proxylint: ignore[SQD208] both are wanted\na.example\n"
        "c_d.example # proxylint: ignore[SQD208]\n",
        "parts/b.conf": "acl b dstdomain .b.example # proxylint: ignore[SQD101] soon\n",
    }
    report = run(tmp_path, texts)
    assert suppressed(report) == [
        "lists/a.txt:3 SQD208 by lists/a.txt:2 both are wanted",
        "parts/b.conf:1 SQD101 by parts/b.conf:1 soon",
    ]
    assert reported(report) == ["lists/a.txt:4 CFG104"]


LISTS = {
    "one/squid.conf": SQUID + 'acl a dstdomain "/etc/lists/a.txt"\nhttp_access deny a\nhttp_access allow all\n',
    "two/squid.conf": SQUID + 'acl a dstdomain "/etc/lists/a.txt"\nhttp_access allow all\n',
    "lists/a.txt": "a.example\na.example # proxylint: ignore[SQD208] wanted\n",
}


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("names", [("one", "two"), ("two", "one")])
def test_a_suppression_is_of_use_when_one_of_the_files_that_read_it_needs_it(
    tmp_path: Path, names: tuple[str, str], jobs: int
) -> None:
    """The finding about the list is made through the squid.conf alone that uses the ACL."""
    (tmp_path / ".git").mkdir()
    used = {name: text for name, text in LISTS.items() if not name.startswith("two")}
    assert reported(run(tmp_path, used)) == []
    run(tmp_path, LISTS)
    paths = [str(tmp_path / name / "squid.conf") for name in names]
    report = check(paths, Options(), jobs=jobs)
    assert reported(report) == ["two/squid.conf:2 SQD101"]
    assert suppressed(report) == ["lists/a.txt:2 SQD208 by lists/a.txt:2 wanted"]


UNUSED = SQUID + "acl a dstdomain .a.example # proxylint: ignore[SQD101]\nhttp_access deny a\nhttp_access allow all\n"


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Choice(), ["squid.conf:2 CFG104"]),
        (Choice(ignore=("SQD101",)), []),
        (Choice(ignore=("CFG104",)), []),
        (Choice(select=("CFG",)), []),
        (Choice(select=("CFG", "SQD1")), ["squid.conf:2 CFG104"]),
    ],
)
def test_a_suppression_is_unused_only_where_its_rule_is_reported(
    tmp_path: Path, choice: Choice, expected: list[str]
) -> None:
    assert reported(run(tmp_path, {"squid.conf": UNUSED}, Options(choice=choice))) == expected


def test_the_same_by_file(tmp_path: Path) -> None:
    root = str(tmp_path)
    for code, expected in (("SQD101", []), ("CFG104", []), ("MDE101", ["squid.conf:2 CFG104"])):
        choice = Choice(per_file=(PerFile("squid.conf", (code,)),), root=root, base=root)
        assert reported(run(tmp_path, {"squid.conf": UNUSED}, Options(choice=choice))) == expected


def test_levels_of_what_is_said_of_suppressions_can_be_chosen(tmp_path: Path) -> None:
    choice = Choice(levels=(("CFG1", Level.ERROR),))
    report = run(tmp_path, {"squid.conf": UNUSED}, Options(choice=choice))
    assert [finding.level for finding in report.findings] == [Level.ERROR]


def test_what_is_said_of_suppressions_can_be_suppressed_but_not_by_themselves(tmp_path: Path) -> None:
    head = "# proxylint: ignore-file[CFG103, CFG104] generated\n"
    strict = Options(require_reason=True)
    report = run(tmp_path, {"squid.conf": head + UNUSED}, strict)
    assert reported(report) == []
    assert suppressed(report) == [
        "squid.conf:3 CFG103 by squid.conf:1 generated",
        "squid.conf:3 CFG104 by squid.conf:1 generated",
    ]
    alone = {"squid.conf": "# proxylint: ignore-file[CFG104] generated\n" + SQUID + "http_access allow all\n"}
    assert reported(run(tmp_path, alone)) == ["squid.conf:1 CFG104"]


def test_a_part_that_is_judged_elsewhere_is_not_told_that_its_suppressions_are_unused(tmp_path: Path) -> None:
    text = "acl a dstdomain .a.example\nhttp_access allow clients a # proxylint: ignore[MDE101] wanted\n"
    assert reported(run(tmp_path, {"squid.conf": text})) == ["squid.conf:2 CFG003"]


def test_of_two_for_one_line_the_second_is_unused(tmp_path: Path) -> None:
    text = (
        SQUID + "# proxylint: ignore[SQD101] above\nacl a dstdomain .a.example # proxylint: ignore[SQD101] beside\n"
        "http_access allow all\n"
    )
    report = run(tmp_path, {"squid.conf": text})
    assert suppressed(report) == ["squid.conf:3 SQD101 by squid.conf:2 above"]
    assert reported(report) == ["squid.conf:3 CFG104"]


COMPUTER = "Machine: SRV{} (x)\nCurrent WinHTTP proxy settings:\n\n    Direct access (no proxy server).\n\n"


def test_groups_stand_for_what_is_not_hidden(tmp_path: Path) -> None:
    script = "function FindProxyForURL(url, host) {{\n  return 'DIRECT';{}\n}}\n"
    texts = {f"{number}.pac": script.format("") for number in range(4)}
    texts["4.pac"] = script.format(" // proxylint: ignore[MDE401] branch without a proxy")
    report = run(tmp_path, texts, grouped=True)
    assert [(group.finding.code, group.number) for group in report.groups or ()] == [("MDE401", 4)]
    assert suppressed(report) == ["4.pac:2 MDE401 by 4.pac:2 branch without a proxy"]
    assert run(tmp_path, texts, grouped=True, jobs=2) == report


def test_unknown_words_in_great_number_are_told_at_once(tmp_path: Path) -> None:
    """Each look for a word that is like an unknown one compares it with every rule: few are made."""
    text = (
        SQUID + "".join(f"# proxylint: ignore[SQD{number:04}x]\n" for number in range(3000)) + "http_access allow all\n"
    )
    report = run(tmp_path, {"squid.conf": text})
    assert [finding.code for finding in report.findings] == ["CFG102"] * 3000
    assert sum("Did you mean" in (finding.advice or "") for finding in report.findings) <= 100
