"""Exit codes: 0 clean, 1 findings, 2 usage or not analysed; never a traceback."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.run import proxylint

GOOD = "http_port 3128\nacl clients src 10.0.0.0/8\nhttp_access allow clients\nhttp_access deny all\n"
BAD = "http_port 3128\nhttp_access deny all\n"


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    return tmp_path


def lint(repo: Path, name: str, data: bytes | str, *options: str) -> tuple[int, str, str]:
    (repo / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    run = proxylint("check", name, *options, cwd=repo)
    assert "Traceback" not in run.err
    return run.code, run.out, run.err


def test_clean(repo: Path) -> None:
    code, out, err = lint(repo, "squid.conf", GOOD)
    assert (code, err) == (0, "")
    assert "15 proved" not in out or "0 fail" in out
    assert "0 undecided" in out


def test_findings(repo: Path) -> None:
    code, out, _ = lint(repo, "squid.conf", BAD)
    assert code == 1
    assert "MDE101" in out
    assert "0 proved" in out


def test_fail_on_and_exit_zero(repo: Path) -> None:
    assert lint(repo, "squid.conf", BAD, "--exit-zero")[0] == 0
    assert lint(repo, "proxy.pac", 'function FindProxyForURL(u, h) { return "DIRECT"; }')[0] == 1
    assert lint(repo, "proxy.pac", 'function FindProxyForURL(u, h) { return "DIRECT"; }', "--fail-on", "error")[0] == 0


def test_no_path_means_the_current_folder(repo: Path) -> None:
    (repo / "sub").mkdir()
    (repo / "sub" / "squid.conf").write_text(BAD)
    (repo / "other.txt").write_text("nothing of ours")
    run = proxylint(cwd=repo)
    assert run.code == 1
    assert "sub/squid.conf:" in run.out
    assert "other.txt" not in run.out


def test_a_path_without_command_is_checked(repo: Path) -> None:
    (repo / "squid.conf").write_text(BAD)
    assert proxylint("squid.conf", cwd=repo).out == proxylint("check", "squid.conf", cwd=repo).out


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("squid.conf", b"", "port"),
        ("squid.conf", b"\x00\x01\x02\xff" * 100, "CFG001"),
        ("mystery.txt", b"hello\n", "no known kind"),
        ("squid.conf", b"include gone/*.conf\nhttp_port 3128\n", "gone/*.conf"),
        ("proxy.pac", b"function FindProxyForURL(url, host) { return 'x'", "CFG001"),
        ("winhttp.txt", b"nothing here\n", "CFG001"),
        ("proxy.pac", b"", "FindProxyForURL"),
    ],
)
def test_what_cannot_be_analysed_is_said(repo: Path, name: str, data: bytes, said: str) -> None:
    code, out, err = lint(repo, name, data)
    assert code in (1, 2)
    assert said in out + err


def test_an_empty_squid_conf_is_refused_by_squid(repo: Path) -> None:
    code, out, _ = lint(repo, "squid.conf", b"")
    assert code == 2
    assert "0 proved, 0 fail, 19 undecided" in out


def test_missing_file_folder_and_permission(repo: Path) -> None:
    run = proxylint("check", "none.conf", cwd=repo)
    assert run.code == 2
    assert "'none.conf' does not exist" in run.out
    (repo / "empty").mkdir()
    assert proxylint("check", "empty", cwd=repo).code == 0
    assert proxylint("why", "empty", "https://a.b/", cwd=repo).code == 2
    if os.geteuid() != 0:
        (repo / "squid.conf").write_text(GOOD)
        (repo / "squid.conf").chmod(0)
        assert proxylint("check", "squid.conf", cwd=repo).code == 2


def test_an_include_loop_ends(repo: Path) -> None:
    code, out, _ = lint(repo, "squid.conf", b"http_port 3128\ninclude squid.conf\nhttp_access allow all\n")
    assert code == 2
    assert "CFG001" in out


def test_a_missing_list_file_is_undecided(repo: Path) -> None:
    text = 'http_port 3128\nacl bad dstdomain "/etc/squid/bad.txt"\nhttp_access deny bad\nhttp_access allow all\n'
    code, out, _ = lint(repo, "squid.conf", text)
    assert code == 1
    assert "MDE501" in out
    assert "/etc/squid/bad.txt" in out


def test_fifty_megabytes_of_one_line(repo: Path) -> None:
    for name in ("squid.conf", "proxy.pac", "winhttp.txt"):
        code, out, _ = lint(repo, name, b"a" * 50_000_000)
        assert code == 2
        assert len(out) < 10_000


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--format", "yaml"),
        ("check", "--kind", "apache"),
        ("check", "--nonsense"),
        ("check", "--squid-version", "4"),
        ("check", "--connectivity", "standard"),
        ("why", "squid.conf"),
        ("why", "squid.conf", "not-a-url"),
        ("why", "squid.conf", "https://a.b/", "--client", "nobody"),
        ("why", "squid.conf", "https://a.b/", "--now", "noon"),
        ("why", "squid.conf", "https://a.b/", "--resolve", "x"),
        ("why", "squid.conf", "https://a.b/", "--path-map", "x"),
        ("explain", "MDE999"),
        ("check", "--endpoints", "none.toml"),
    ],
)
def test_wrong_usage(repo: Path, arguments: tuple[str, ...]) -> None:
    (repo / "squid.conf").write_text(GOOD)
    run = proxylint(*arguments, cwd=repo)
    assert run.code == 2
    assert run.err
    assert "Traceback" not in run.err


def test_listings() -> None:
    assert "MDE101" in proxylint("rules").out
    assert proxylint("explain", "mde101").out == proxylint("explain", "endpoint-denied").out
    assert "did you mean" in proxylint("explain", "endpoint-denid").err
    assert "19 required" in proxylint("endpoints").out
    assert proxylint("--version").out.startswith("proxylint ")
    assert proxylint("--help").code == 0


def test_a_closed_pipe_ends_with_one_line(repo: Path) -> None:
    import subprocess
    import sys

    from tests.cli.run import PATHS

    line = f"{sys.executable} -m proxylint endpoints --connectivity standard --geography us | head -n 1"
    done = subprocess.run(["sh", "-c", line], env={**os.environ, "PYTHONPATH": PATHS}, capture_output=True, check=False)
    assert done.stderr in (b"", b"proxylint: standard output was closed before its end\n")
