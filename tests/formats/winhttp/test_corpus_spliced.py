"""Random bytes and pieces of the corpus, spliced, go through the whole program: it never raises."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from proxylint import linting
from proxylint.engine import Options
from proxylint.report.report import Report

CORPUS = Path(__file__).parents[2] / "corpus" / "winhttp"
PIECES = [path.read_bytes() for path in sorted(CORPUS.rglob("*.*"))]
WORDS = (
    *(
        b"WinHTTP:",
        b":",
        b"(none)",
        b"    Proxy Server(s) :  ",
        b"    Bypass List     :  ",
        b"px:80",
        b"http=",
        b"u:p@",
    ),
    *(b"\r\n", b"\n", b"\r", b"\0", b"\x85", b"\xff\xfe", b"\xef\xbb\xbf", b"\t", b'"', b"\\", b"{", b"}", b"<local>"),
    *(
        b"u:p@",
        b"netsh winhttp set proxy ",
        b"pushd winhttp\n",
        b"popd\n",
        b"SRV01 | CHANGED | rc=0 >>\n",
        b"\\\\SRV02:\n",
    ),
    *(b'"WinHttpSettings"=hex:', b"[HKEY_LOCAL_MACHINE\\SOFTWARE\\x]\n", b"    ProxyServer    REG_SZ    px:80\n"),
)
CASES = 400
LONGEST = 6000


def texts(seed: int, number: int) -> Iterator[bytes]:
    chance = random.Random(seed)
    for _ in range(number):
        data = _random(chance) if chance.random() < 0.2 else _spliced(chance)
        yield data[:LONGEST]


def _random(chance: random.Random) -> bytes:
    noise = chance.randbytes(chance.randrange(400))
    return chance.choice(WORDS) + noise + chance.choice(WORDS) + noise[: chance.randrange(40)]


def _spliced(chance: random.Random) -> bytes:
    data = bytearray()
    for _ in range(chance.randint(1, 4)):
        piece = chance.choice(PIECES)
        start = chance.choice((0, chance.randrange(len(piece))))
        data += piece[start : chance.choice((len(piece), chance.randint(start, len(piece))))]
    for _ in range(chance.randrange(6)):
        at = chance.randint(0, len(data))
        data[at : at + chance.randrange(3)] = chance.choice((chance.choice(WORDS), chance.randbytes(1), b""))
    return bytes(data)


def checked(path: Path, data: bytes) -> Report:
    path.write_bytes(data)
    report = linting.check([str(path)], Options(kind="winhttp"))
    for finding in report.findings:
        text = report.sources[finding.span.file].text
        assert 0 <= finding.span.start <= finding.span.end <= len(text), data
        assert finding.text.endswith("."), data
    return report


def test_whatever_the_bytes_are(tmp_path: Path) -> None:
    for number, data in enumerate(texts(2026, CASES)):
        report = checked(tmp_path / "dump.txt", data)
        if number % 20 == 0:
            assert checked(tmp_path / "dump.txt", data) == report, data


def test_the_cases_hold_what_they_are_for(tmp_path: Path) -> None:
    """Among the first are files that are judged and files that are refused."""
    codes = [{one.code for one in checked(tmp_path / "dump.txt", data).findings} for data in texts(2026, 60)]
    assert any("CFG001" in found for found in codes)
    assert any("MDE401" in found for found in codes)
    assert any("MDE501" in found for found in codes)
