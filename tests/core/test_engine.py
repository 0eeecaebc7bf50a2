"""Which files are linted, as what, and what a whole run gives."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from proxylint import engine
from proxylint.detection import detect
from proxylint.engine import Options, collect
from proxylint.errors import InputError
from proxylint.linting import check
from tests.cli.run import PATHS

PAC = b'function FindProxyForURL(url, host) { return "DIRECT"; }\n'
SQUID = b"http_port 3128\nacl a src 10.0.0.0/8\nhttp_access allow a\n"
DUMP = b"\nCurrent WinHTTP proxy settings:\n\n    Direct access (no proxy server).\n\n"


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("squid.conf", PAC, "squid"),
        ("Proxy.PAC", SQUID, "pac"),
        ("wpad.dat", b"", "pac"),
        ("config.txt", PAC, "pac"),
        ("config.txt", SQUID, "squid"),
        ("config.txt", b"via off\n", "squid"),
        ("output.txt", DUMP, "winhttp"),
        ("output.txt", DUMP.decode().encode("utf-16"), "winhttp"),
    ],
)
def test_kind_by_name_then_by_content(name: str, data: bytes, kind: str) -> None:
    assert detect(name, data).name == kind


def test_a_named_kind_wins() -> None:
    assert detect("squid.conf", SQUID, "pac").name == "pac"


@pytest.mark.parametrize("data", [b"", b"hello\n", b"\xff\xfe\x00\x00", b"events {}\n", b"to proxies\nvia HTTP\n"])
def test_what_is_nothing_of_ours_is_said(data: bytes) -> None:
    with pytest.raises(InputError, match="no known kind"):
        detect("file.txt", data)


@pytest.mark.parametrize(
    ("data", "listed"),
    [
        (b"# allowed\r\n.example.com\n10.0.0.0/8\n^x[0-9]*\\.y$", True),
        (b"a b\n", False),
        (b"#\n", False),
        (b"{}\n", False),
    ],
)
def test_a_list_is_called_one(data: bytes, listed: bool) -> None:
    with pytest.raises(InputError) as caught:
        detect("file.txt", data)
    assert ("one value a line" in str(caught.value)) == listed


def test_folders_give_known_names_and_files_are_always_linted(tmp_path: Path) -> None:
    for name in ("squid.conf", "proxy.pac", "readme.txt", "sub/winhttp.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    found = collect([str(tmp_path), str(tmp_path / "readme.txt"), str(tmp_path / "squid.conf")], Options())
    assert [Path(path).name for path in found] == ["proxy.pac", "squid.conf", "winhttp.txt", "readme.txt"]


def test_every_required_url_is_counted_once_per_file(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "squid.conf").write_bytes(SQUID)
    (tmp_path / "proxy.pac").write_bytes(b"syntax error")
    report = check([str(tmp_path)], Options())
    count = report.count
    assert (count.proved, count.fail, count.undecided) == (19, 0, 19)
    assert [finding.code for finding in report.findings] == ["CFG001"]


def test_findings_are_sorted_and_never_doubled(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "squid.conf").write_bytes(b"http_port 3128\nhttp_access permit x\nhttp_access deny all\n")
    findings = check([str(tmp_path / "squid.conf"), str(tmp_path / "squid.conf")], Options()).findings
    assert [finding.order for finding in findings] == sorted({finding.order for finding in findings})


def test_two_runs_give_the_same_bytes_under_any_hash_seed(tmp_path: Path) -> None:
    example = Path(__file__).parents[2] / "examples"
    outputs = {
        subprocess.run(
            [sys.executable, "-m", "proxylint", "check", str(example), "--format", form],
            env={"PYTHONPATH": PATHS, "PYTHONHASHSEED": seed, "PATH": "", "PYTHONUTF8": "1"},
            capture_output=True,
            check=False,
            timeout=120,
        ).stdout
        for seed in ("1", "2")
        for form in ("json",)
    }
    assert len(outputs) == 1


def test_a_file_that_is_read_twice_is_one_source(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "list.txt").write_text(".example.com\n")
    text = 'http_port 3128\nacl a dstdomain "list.txt"\nacl b dstdomain "list.txt"\nhttp_access deny a b\n'
    (tmp_path / "squid.conf").write_text(text)
    opened = engine.open_file(str(tmp_path / "squid.conf"), Options())
    assert list(opened.policy.sources) == ["squid.conf", "list.txt"]
