"""A fleet is linted like its computers one by one, only faster: nothing is said of one that is not true of it."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from proxylint.engine import Options
from proxylint.finding import Finding
from proxylint.format import SUBJECT
from proxylint.linting import check
from proxylint.report.report import Report
from proxylint.text import Span

PROXIES = ("px.corp.example:8080", "http=a.example:80", "user:secret@px:3128", "127.0.0.1:8888", "https=b.example")
LISTS = ("(none)", "<local>", "*.microsoft.com", "*.wd.microsoft.com;10.*", ".corp.example;a,b")


def result(chance: random.Random) -> str:
    if chance.random() < 0.3:
        return "\nCurrent WinHTTP proxy settings:\n\n    Direct access (no proxy server).\n\n"
    proxy, bypass = chance.choice(PROXIES), chance.choice(LISTS)
    text = f"\nCurrent WinHTTP proxy settings:\n\n    Proxy Server(s) :  {proxy}\n    Bypass List     :  {bypass}\n\n"
    if chance.random() < 0.2:
        text = "Error writing proxy settings. (5) Access is denied.\n" + text
    if chance.random() < 0.2:
        text += 'Current WinHTTP advanced proxy settings:\n\n{\n"Proxy": "other.example:80"\n}\n'
    return text


def computer(chance: random.Random, name: str) -> str:
    filling = "".join(f"   IPv4 Address : 10.0.0.{chance.randrange(256)}\n" for _ in range(chance.randrange(4)))
    return f"Machine: {name} (Microsoft Windows NT)\n{filling}" + "".join(
        result(chance) for _ in range(chance.choice((1, 1, 1, 2)))
    )


def fleet(seed: int, size: int) -> dict[str, str]:
    chance = random.Random(seed)
    return {f"SRV{number:03}": computer(chance, f"SRV{number:03}") for number in range(size)}


def write(folder: Path, texts: dict[str, str]) -> None:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}-winhttp.txt").write_text(text)


def moved(finding: Finding, path: str, by: int) -> tuple[object, ...]:
    def place(span: Span) -> tuple[str, int, int]:
        return path, span.start + by, span.end + by

    labels = [(place(label.span), label.text) for label in finding.related]
    return finding.code, finding.level, place(finding.span), finding.text, labels, finding.affected, finding.advice


@pytest.mark.parametrize("seed", range(4))
def test_in_one_folder_each_file_has_the_findings_that_it_has_alone(tmp_path: Path, seed: int) -> None:
    texts = fleet(seed, 30)
    write(tmp_path, texts)
    together = check([str(tmp_path)], Options())
    alone = [check([str(tmp_path / f"{name}-winhttp.txt")], Options()) for name in texts]
    assert list(together.findings) == [finding for report in alone for finding in report.findings]
    assert together.count == sum((report.count for report in alone[1:]), alone[0].count)
    assert {path for report in alone if report.findings for path in report.sources} == set(together.sources)


@pytest.mark.parametrize("seed", range(4))
def test_in_one_file_each_computer_has_the_findings_that_it_has_alone(tmp_path: Path, seed: int) -> None:
    texts = fleet(seed, 20)
    write(tmp_path, texts)
    expected, at = [], 0
    for name, text in texts.items():
        report = check([str(tmp_path / f"{name}-winhttp.txt")], Options())
        expected += [moved(finding, "all.txt", at) for finding in report.findings]
        at += len(text)
    whole = tmp_path / "all.txt"
    whole.write_text("".join(texts.values()))
    found = check([str(whole)], Options()).findings
    assert [moved(finding, "all.txt", 0) for finding in found] == expected


def tallied(report: Report) -> Counter[tuple[str, str]]:
    return Counter((finding.code, finding.level.value) for finding in report.findings)


@pytest.mark.parametrize("jobs", [1, 3])
def test_a_group_stands_for_all_that_say_the_same(tmp_path: Path, jobs: int) -> None:
    write(tmp_path, fleet(7, 40))
    listed = check([str(tmp_path)], Options())
    grouped = check([str(tmp_path)], Options(), grouped=True, jobs=jobs)
    assert grouped.groups is not None
    numbers: Counter[tuple[str, str]] = Counter()
    for group in grouped.groups:
        numbers[group.finding.code, group.finding.level.value] += group.number
    assert numbers == tallied(listed)
    assert grouped.levels == listed.levels
    assert grouped.count == listed.count
    assert len(grouped.findings) < len(listed.findings) / 2
    assert {span.file for group in grouped.groups for span in group.places} <= set(grouped.sources)


def test_the_report_is_the_same_for_any_number_of_processes(tmp_path: Path) -> None:
    write(tmp_path, fleet(3, 24))
    one, several = (check([str(tmp_path)], Options(), jobs=jobs) for jobs in (1, 4))
    assert one == several
    one, several = (check([str(tmp_path)], Options(), grouped=True, jobs=jobs) for jobs in (1, 4))
    assert one == several


def test_of_several_computers_a_group_names_the_first(tmp_path: Path) -> None:
    direct = "Machine: {} (x)\nCurrent WinHTTP proxy settings:\n\n    Direct access (no proxy server).\n\n"
    (tmp_path / "winhttp.txt").write_text("".join(direct.format(name) for name in ("SRV1", "SRV2", "SRV3")))
    (finding,) = check([str(tmp_path)], Options(), grouped=True).findings
    assert finding.text.endswith(" direct on SRV1 and 2 more, which works only with a direct way out.")
    assert finding.trace[0].note == "record of SRV1, store winhttp"


def test_a_computer_may_not_be_named_like_the_mark_that_stands_for_names(tmp_path: Path) -> None:
    text = (
        "Machine: SRV1 (x)\nCurrent WinHTTP proxy settings:\n\n  Proxy Server(s) :  http=a:80\n  Bypass List     : {}\n"
    )
    for name in "ab":
        (tmp_path / f"{name}-winhttp.txt").write_text(text.format(f"*.{SUBJECT}{name}.example"), encoding="utf-8")
    report = check([str(tmp_path)], Options())
    assert {finding.span.file for finding in report.findings} == {"a-winhttp.txt", "b-winhttp.txt"}
    assert all("SRV1" in finding.text for finding in report.findings if finding.code == "MDE401")
