"""`--baseline`, `--write-baseline`, `--no-suppressions` and `--statistics`, as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.run import Run, proxylint

HEAD = "http_port 3128\n"
DENIED = HEAD + "acl a dstdomain .a.example\nhttp_access deny all\n"
"""Two findings: an error and a note."""


def write(folder: Path, **texts: str) -> None:
    (folder / ".git").mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")


def lint(folder: Path, *arguments: str, today: str = "1796000000") -> Run:
    """`today`: 2026-11-30."""
    return proxylint("check", "-f", "concise", *arguments, cwd=folder, env={"SOURCE_DATE_EPOCH": today})


def found(run: Run) -> list[str]:
    return [
        f"{line.split(':')[0]}:{line.split(':')[1]} {line.split()[2]}"
        for line in run.out.splitlines()
        if ".conf:" in line
    ]


def tally(run: Run) -> str:
    (line,) = (line for line in run.out.splitlines() if line.startswith("Checked"))
    return line.partition(". ")[0]


def notes(run: Run) -> list[str]:
    return [line for line in run.out.splitlines() if line.startswith("note: ")]


def entries(folder: Path) -> list[dict[str, object]]:
    document = json.loads((folder / "known.json").read_text(encoding="utf-8"))
    assert document["version"] == 1
    found: list[dict[str, object]] = document["entries"]
    return found


def brief(folder: Path) -> list[tuple[object, ...]]:
    return [(one["code"], one["path"], one["count"], one.get("reason"), one.get("expires")) for one in entries(folder)]


def change(folder: Path, code: str, **values: object) -> None:
    rows = [{**one, **(values if one["code"] == code else {})} for one in entries(folder)]
    (folder / "known.json").write_text(json.dumps({"version": 1, "entries": rows}), encoding="utf-8")


def test_known_findings_are_counted_and_not_reported(tmp_path: Path) -> None:
    write(tmp_path, squid_conf=DENIED)
    first = lint(tmp_path, "--write-baseline", "known.json")
    assert (first.code, found(first)) == (0, ["squid.conf:2 SQD101", "squid.conf:3 MDE101"])
    assert first.err == "proxylint: baseline 'known.json' holds 2 findings, 2 new\n"
    assert brief(tmp_path) == [("MDE101", "squid.conf", 1, None, None), ("SQD101", "squid.conf", 1, None, None)]
    again = lint(tmp_path, "--baseline", "known.json")
    assert (again.code, found(again), again.err) == (0, [], "")
    assert tally(again) == "Checked 1 file: no findings (2 in baseline)"


def test_a_finding_stays_known_when_its_line_moves_and_blanks_change(tmp_path: Path) -> None:
    write(tmp_path, squid_conf=DENIED)
    lint(tmp_path, "--write-baseline", "known.json")
    write(tmp_path, squid_conf="# moved\n\n" + DENIED.replace("acl a ", "  acl   a\t"))
    run = lint(tmp_path, "--baseline", "known.json")
    assert (run.code, found(run), notes(run)) == (0, [], [])


def test_new_findings_are_reported(tmp_path: Path) -> None:
    write(tmp_path, squid_conf=DENIED)
    lint(tmp_path, "--write-baseline", "known.json")
    write(tmp_path, squid_conf=DENIED + "acl b dstdomain .b.example\n")
    run = lint(tmp_path, "--baseline", "known.json")
    assert (run.code, found(run)) == (0, ["squid.conf:4 SQD101"])
    assert tally(run) == "Checked 1 file: 1 note (2 in baseline)"
    assert lint(tmp_path, "--baseline", "known.json", "--fail-on", "note").code == 1


EQUAL = "http_access permit all\n"


@pytest.mark.parametrize(("known", "present"), [(1, 1), (1, 3), (3, 1), (2, 4)])
def test_of_equal_lines_as_many_are_known_as_were(tmp_path: Path, known: int, present: int) -> None:
    write(tmp_path, squid_conf=HEAD + EQUAL * known + "http_access allow all\n")
    lint(tmp_path, "--write-baseline", "known.json")
    assert brief(tmp_path) == [("CFG002", "squid.conf", known, None, None)]
    write(tmp_path, squid_conf=HEAD + EQUAL * present + "http_access allow all\n")
    run = lint(tmp_path, "--baseline", "known.json")
    assert found(run) == [f"squid.conf:{number + 2} CFG002" for number in range(known, present)]
    gone = known - present
    verb = "finding of the baseline is" if gone == 1 else "findings of the baseline are"
    said = f"note: {gone} {verb} there no more; --write-baseline takes them out"
    assert notes(run) == ([said] if gone > 0 else [])
    assert run.code == (1 if present > known else 0)


@pytest.mark.parametrize("arguments", [("--group",), ("--jobs", "2"), ("--group", "--jobs", "2")])
def test_the_same_in_groups_and_several_processes(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    text = HEAD + EQUAL * 2 + "http_access allow all\n"
    write(tmp_path, squid_conf=text, squid_conf_b=text)
    (tmp_path / "squid.conf.b").rename(tmp_path / "squid-b.conf")
    plain = lint(tmp_path, "--write-baseline", "plain.json")
    other = lint(tmp_path, "--write-baseline", "known.json", *arguments)
    assert (tmp_path / "plain.json").read_text() == (tmp_path / "known.json").read_text()
    assert tally(plain) == tally(other) == "Checked 2 files: 4 warnings"
    change(tmp_path, "CFG002", count=1)
    run = lint(tmp_path, "--baseline", "known.json", *arguments)
    assert tally(run) == "Checked 2 files: 2 warnings (2 in baseline)"


def test_reasons_and_days_stay_and_what_is_gone_goes(tmp_path: Path) -> None:
    write(tmp_path, squid_conf=DENIED)
    lint(tmp_path, "--write-baseline", "known.json")
    change(tmp_path, "MDE101", reason="the new proxy comes in May", expires="2027-05-31")
    write(tmp_path, squid_conf=DENIED.replace("acl a dstdomain .a.example\n", ""))
    run = lint(tmp_path, "--baseline", "known.json")
    assert notes(run) == ["note: 1 finding of the baseline is there no more; --write-baseline takes them out"]
    run = lint(tmp_path, "--write-baseline", "known.json")
    assert run.err == "proxylint: baseline 'known.json' holds 1 finding, 0 new; left out: 1 gone, 0 expired\n"
    assert brief(tmp_path) == [("MDE101", "squid.conf", 1, "the new proxy comes in May", "2027-05-31")]
    before = (tmp_path / "known.json").read_bytes()
    lint(tmp_path, "--baseline", "known.json", "--write-baseline", "known.json")
    assert (tmp_path / "known.json").read_bytes() == before


def test_past_its_day_an_entry_hides_nothing_and_is_pruned(tmp_path: Path) -> None:
    write(tmp_path, squid_conf=DENIED)
    lint(tmp_path, "--write-baseline", "known.json")
    change(tmp_path, "MDE101", expires="2026-11-30", reason="until the new proxy is there")
    assert found(lint(tmp_path, "--baseline", "known.json")) == []
    day = str(1796000000 + 86400)
    run = lint(tmp_path, "--baseline", "known.json", today=day)
    assert (run.code, found(run)) == (1, ["squid.conf:3 MDE101"])
    assert notes(run) == ["note: 1 entry of the baseline has expired"]
    run = lint(tmp_path, "--baseline", "known.json", "--write-baseline", "known.json", today=day)
    assert (run.code, found(run)) == (1, ["squid.conf:3 MDE101"])
    assert run.err == "proxylint: baseline 'known.json' holds 2 findings, 1 new; left out: 0 gone, 1 expired\n"
    assert brief(tmp_path) == [("MDE101", "squid.conf", 1, None, None), ("SQD101", "squid.conf", 1, None, None)]


@pytest.mark.parametrize("arguments", [(), ("--baseline", "known.json")])
def test_what_is_written_twice_is_the_same(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    write(tmp_path, squid_conf=DENIED + "acl b dstdomain .b.example\nacl b dstdomain .c.example\n")
    lint(tmp_path, "--write-baseline", "known.json")
    change(tmp_path, "MDE101", expires="2026-01-01")
    change(tmp_path, "SQD101", reason="soon", expires="2027-01-01")
    lint(tmp_path, *arguments, "--write-baseline", "known.json")
    first = (tmp_path / "known.json").read_bytes()
    run = lint(tmp_path, *arguments, "--write-baseline", "known.json")
    assert (tmp_path / "known.json").read_bytes() == first
    assert run.err.endswith(" 0 new\n")
    assert found(lint(tmp_path, "--baseline", "known.json")) == []


def test_what_a_run_does_not_look_at_stays(tmp_path: Path) -> None:
    write(tmp_path, squid_conf=DENIED)
    (tmp_path / "squid-b.conf").write_text(DENIED)
    lint(tmp_path, "--write-baseline", "known.json")
    everything = brief(tmp_path)
    for arguments in (("squid.conf",), ("--select", "SQD"), ("--ignore", "MDE")):
        run = lint(tmp_path, *arguments, "--baseline", "known.json", "--write-baseline", "known.json")
        assert (notes(run), brief(tmp_path)) == ([], everything)
    (tmp_path / "squid-b.conf").write_text(HEAD + "http_acces\n")
    assert notes(lint(tmp_path, "--baseline", "known.json")) == []
    (tmp_path / "squid-b.conf").unlink()
    run = lint(tmp_path, "--baseline", "known.json", "--write-baseline", "known.json")
    assert brief(tmp_path) == [one for one in everything if one[1] == "squid.conf"]


def test_a_file_that_was_not_analysed_is_never_known(tmp_path: Path) -> None:
    write(tmp_path, squid_conf=HEAD + "http_acces\n")
    lint(tmp_path, "--write-baseline", "known.json")
    assert entries(tmp_path) == []
    report = proxylint("check", "-f", "json", cwd=tmp_path)
    (tmp_path / "report.json").write_text(report.out)
    run = lint(tmp_path, "--baseline", "report.json")
    assert (run.code, found(run)) == (2, ["squid.conf:2 CFG001"])


def test_a_report_is_taken_for_a_baseline(tmp_path: Path) -> None:
    write(tmp_path, squid_conf=DENIED)
    (tmp_path / "report.json").write_text(proxylint("check", "-f", "json", cwd=tmp_path).out)
    assert found(lint(tmp_path, "--baseline", "report.json")) == []
    assert lint(tmp_path, "--baseline", "report.json", "--write-baseline", "known.json").code == 0
    assert brief(tmp_path) == [("MDE101", "squid.conf", 1, None, None), ("SQD101", "squid.conf", 1, None, None)]
    (tmp_path / "grouped.json").write_text(proxylint("check", "-f", "json", "--group", cwd=tmp_path).out)
    run = lint(tmp_path, "--baseline", "grouped.json")
    assert (run.code, run.out) == (2, "")
    assert run.err == (
        "proxylint: grouped.json: findings, number 1: a report of --group tells too few places; write one without it\n"
    )


def test_an_editor_of_windows_may_have_been_there(tmp_path: Path) -> None:
    write(tmp_path, squid_conf=DENIED)
    lint(tmp_path, "--write-baseline", "known.json")
    text = (tmp_path / "known.json").read_text()
    (tmp_path / "known.json").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert found(lint(tmp_path, "--baseline", "known.json")) == []
    lint(tmp_path, "--write-baseline", "known.json")
    assert (tmp_path / "known.json").read_text() == text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (None, "cannot be read: No such file or directory"),
        ("", "is no JSON: Expecting value at line 1, column 1"),
        ('{"version": 1,\n"entries": [}', "is no JSON: Expecting value at line 2, column 13"),
        ("[" * 100_000, "is no JSON that can be read"),
        ("[]", "is no baseline of version 1, and no report of --format json"),
        ('{"version": 2, "entries": []}', "is no baseline of version 1, and no report of --format json"),
        ('{"version": true, "entries": []}', "is no baseline of version 1, and no report of --format json"),
        ('{"version": 1}', "'findings' must be a list"),
        ('{"version": 1, "entries": {}}', "'entries' must be a list"),
        ('{"version": 1, "entries": [3]}', "entries, number 1 must be a table"),
        ('{"version": 1, "entries": [{"code": "MDE101"}]}', "entries, number 1: 'path' must be text"),
    ],
)
def test_a_baseline_that_cannot_be_used(tmp_path: Path, text: str | None, told: str) -> None:
    write(tmp_path, squid_conf=DENIED)
    if text is not None:
        (tmp_path / "known.json").write_text(text)
    run = lint(tmp_path, "--baseline", "known.json")
    assert (run.code, run.out, run.err) == (2, "", f"proxylint: known.json: {told}\n")


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"count": True}, "'count' must be a whole number from 1 to 1000000"),
        ({"count": 10**7}, "'count' must be a whole number from 1 to 1000000"),
        ({"reason": 3}, "'reason' must be text"),
        ({"expires": "20261130"}, "'expires' must be a day such as 2026-12-31"),
        ({"expires": "2026-13-01"}, "'expires' must be a day such as 2026-12-31"),
        ({"expires": 3}, "'expires' must be a day such as 2026-12-31"),
        ({"fingerprint": ""}, "'fingerprint' must be text"),
        (
            {"expire": "2026-12-31"},
            "there is no key 'expire'; choose from code, path, fingerprint, level, count, reason, expires",
        ),
    ],
)
def test_an_entry_that_cannot_be(tmp_path: Path, values: dict[str, object], told: str) -> None:
    write(tmp_path, squid_conf=DENIED)
    lint(tmp_path, "--write-baseline", "known.json")
    change(tmp_path, "SQD101", **values)
    run = lint(tmp_path, "--baseline", "known.json")
    assert (run.code, run.out, run.err) == (2, "", f"proxylint: known.json: entries, number 2: {told}\n")


def test_a_broken_baseline_is_not_overwritten(tmp_path: Path) -> None:
    write(tmp_path, squid_conf=DENIED)
    (tmp_path / "known.json").write_text("mine")
    assert lint(tmp_path, "--write-baseline", "known.json").code == 2
    assert (tmp_path / "known.json").read_text() == "mine"


def test_suppressed_findings_are_not_in_a_baseline(tmp_path: Path) -> None:
    write(tmp_path, squid_conf=DENIED.replace(".a.example", ".a.example # proxylint: ignore[SQD101] soon"))
    run = lint(tmp_path, "--write-baseline", "known.json")
    assert tally(run) == "Checked 1 file: 1 error (1 suppressed)"
    assert brief(tmp_path) == [("MDE101", "squid.conf", 1, None, None)]
    run = lint(tmp_path, "--baseline", "known.json")
    assert tally(run) == "Checked 1 file: no findings (1 suppressed, 1 in baseline)"
    run = lint(tmp_path, "--baseline", "known.json", "--no-suppressions")
    assert (tally(run), found(run)) == ("Checked 1 file: 1 note (1 in baseline)", ["squid.conf:2 SQD101"])


def test_what_is_said_of_suppressions_may_be_known(tmp_path: Path) -> None:
    write(tmp_path, squid_conf=HEAD + "http_access allow all # proxylint: ignore[SQD101]\n")
    lint(tmp_path, "--write-baseline", "known.json")
    assert brief(tmp_path) == [("CFG104", "squid.conf", 1, None, None)]
    assert found(lint(tmp_path, "--baseline", "known.json")) == []


def test_statistics(tmp_path: Path) -> None:
    write(tmp_path, squid_conf=DENIED + "acl b dstdomain .b.example\n")
    run = proxylint("check", "--statistics", cwd=tmp_path)
    assert run.code == 1
    assert run.out.splitlines()[:3] == [
        "1  MDE101  endpoint-denied  error",
        "2  SQD101  unused-acl       note",
        "Checked 1 file: 1 error, 2 notes. Required URLs: 0 proved, 19 fail, 0 undecided.",
    ]
    for arguments in ((), ("--group",)):
        run = proxylint("check", "--statistics", "-f", "json", *arguments, cwd=tmp_path)
        assert json.loads(run.out) == [
            {"count": 1, "code": "MDE101", "name": "endpoint-denied", "level": "error"},
            {"count": 2, "code": "SQD101", "name": "unused-acl", "level": "note"},
        ]
    run = proxylint("check", "--statistics", "-f", "sarif", cwd=tmp_path)
    assert (run.code, run.err) == (2, "proxylint: --statistics: choose one of text, concise, json for --format\n")


def test_statistics_of_nothing(tmp_path: Path) -> None:
    write(tmp_path, squid_conf=HEAD + "http_access allow all\n")
    assert proxylint("check", "--statistics", "-f", "json", cwd=tmp_path).out == "[]\n"


HOSTILE = "\x1b[31m ::error::x ##[group y \u202e \u00e9"


def test_no_comment_speaks_to_the_terminal_or_the_runner(tmp_path: Path) -> None:
    text = (
        HEAD
        + f"acl a dstdomain .a.example # proxylint: ignore[SQD101] {HOSTILE}\n"
        + f"# proxylint: ignore[{HOSTILE.replace('[', '(')}]\n# proxylint: {HOSTILE}\nhttp_access allow all\n"
    )
    write(tmp_path, squid_conf=text)
    for arguments in ((), ("-f", "concise"), ("-f", "json"), ("-f", "github"), ("--statistics",)):
        run = proxylint("check", *arguments, cwd=tmp_path)
        assert "\x1b" not in run.out + run.err
        assert "\u202e" not in run.out + run.err
        assert "##[" not in run.out + run.err
        assert not any(line.lstrip().startswith("::error::x") for line in run.out.splitlines())
    report = json.loads(proxylint("check", "-f", "json", cwd=tmp_path).out)
    (hidden,) = report["suppressed"]
    assert (hidden["code"], hidden["suppression"]["reason"]) == ("SQD101", HOSTILE)
    assert hidden["suppression"]["line"] == 2
    assert [one["code"] for one in report["findings"]] == ["CFG102", "CFG101"]
