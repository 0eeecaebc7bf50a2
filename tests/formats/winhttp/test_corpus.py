"""The byte corpus: files in the shapes that were observed, each with all that is read of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from proxylint import detection, linting
from proxylint.engine import Options
from proxylint.finding import Finding
from proxylint.report.report import Report
from proxylint.text import Source
from tests.formats.winhttp.corpus import FINDINGS, RECORDS, ROWS
from tests.grammars.winhttp.reading import records
from tests.grammars.winhttp.texts import encoded, writable

CORPUS = Path(__file__).parents[2] / "corpus" / "winhttp"
FILES = sorted(path.relative_to(CORPUS).as_posix() for path in CORPUS.glob("*/*"))
ENDS = ("\r\n", "\n", "\r", "\r\r\n")


def test_every_file_is_in_the_table() -> None:
    assert sorted(RECORDS) == FILES
    assert len(FILES) + len(list(CORPUS.glob("*.txt"))) >= 200


@pytest.mark.parametrize("name", RECORDS)
def test_what_is_read_of_a_file(name: str) -> None:
    assert records((CORPUS / name).read_bytes(), name) == RECORDS[name]


@pytest.mark.parametrize("name", [name for name, expected in RECORDS.items() if expected])
def test_a_file_is_known_by_its_shape(name: str) -> None:
    assert detection.detect("proxy settings", (CORPUS / name).read_bytes()).name == "winhttp"


@pytest.mark.parametrize("name", [name for name, expected in RECORDS.items() if expected])
def test_what_stands_around_a_result_is_no_fault(name: str) -> None:
    assert not {"CFG001", "CFG002"} & {finding.code for finding in _checked(CORPUS / name).findings}


@pytest.mark.parametrize("name", [name for name, expected in RECORDS.items() if not expected])
def test_what_is_not_read_is_refused_with_a_hint(name: str) -> None:
    report = _checked(CORPUS / name)
    assert [finding.code for finding in report.findings] == ["CFG001"]
    assert "save the plain output of 'netsh winhttp show proxy' or 'netsh winhttp dump'" in report.findings[0].text
    assert report.count.proved == 0


@pytest.mark.parametrize(("number", "about"), ROWS.items())
def test_row(number: int, about: str) -> None:
    """Records and findings of every file of a row of the minimum test set."""
    names = [name for name in FINDINGS if name.startswith(f"rows/{number:02}-")]
    assert names, about
    for name in names:
        assert _said(_checked(CORPUS / name)) == FINDINGS[name], (about, name)


def test_every_file_of_the_rows_has_its_findings() -> None:
    assert sorted(FINDINGS) == [name for name in FILES if name.startswith("rows/")]


def _checked(path: Path) -> Report:
    return linting.check([str(path)], Options(kind="winhttp"))


def _said(report: Report) -> list[str]:
    return [_line(report.sources[finding.span.file], finding) for finding in report.findings]


def _line(source: Source, finding: Finding) -> str:
    place, text = source.place(finding.span.start), source.text[finding.span.start : finding.span.end]
    if source.encoding == "latin-1":
        text = text.encode("latin-1").decode(_codec(source.path))
    return f"{place.line}:{place.column} {finding.level.value} {finding.code} {text}"


def _codec(name: str) -> str:
    written = name.split(".")[-2]
    return {"mojibake": "utf-8"}.get(written, written.removesuffix("-bom"))


def _text(name: str) -> str:
    """The text of a corpus file, with LF."""
    return (CORPUS / name).read_bytes().decode(_codec(name)).lstrip("\ufeff").replace("\r", "")


def _variants(name: str) -> Iterator[bytes]:
    text = _text(name)
    for encoding in writable(text):
        for end in ENDS:
            yield encoded(text.replace("\n", end), encoding)


@pytest.mark.parametrize("folder", ["rows", "wrapped", "produced"])
def test_a_thousand_encoded_variants_are_read_alike(folder: str) -> None:
    """Each file in every encoding that has its letters, with every line end: the same records."""
    names = [name for name in RECORDS if name.startswith(folder + "/")]
    read = {(name, data): records(data, name) for name in names for data in _variants(name)}
    assert {key: found for key, found in read.items() if found != RECORDS[key[0]]} == {}
    assert len(read) >= 1000
