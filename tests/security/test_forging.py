"""Nobody hides a finding but by a comment, in the file that it speaks for, or by a fingerprint that was accepted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.run import proxylint
from tests.security.attacker import CLOSED, OPEN, lay, repository

IGNORE = "proxylint: ignore-file[MDE101, MDE, CFG001] fine"
HOSTILE = """\
select = ["LNX"]
exclude = ["*"]
fail-on = "error"
[severity]
MDE = "note"
[per-file-ignores]
"*" = ["MDE"]
"""


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    return repository(tmp_path / "repo", {"squid.conf": CLOSED})


def codes(repo: Path, *arguments: str) -> set[str]:
    return {one["code"] for one in json.loads(proxylint(*arguments, "-f", "json", cwd=repo).out)["findings"]}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("squid.conf", f'http_port 3128\nacl a browser "# {IGNORE}"\nhttp_access deny all\n'),
        ("squid.conf", f"http_port 3128\nacl a browser x# {IGNORE}\nhttp_access deny all\n"),
        ("squid.conf", 'http_port 3128\nacl a dstdomain "list.txt"\nhttp_access deny all\n'),
        ("a.pac", f"function FindProxyForURL(u, h) {{ var s = '// {IGNORE}'; var t = \"/* {IGNORE} */\"; }}"),
        ("a.pac", f"function FindProxyForURL(u, h) {{ var s = `\n// {IGNORE}\n`; }}"),
        ("a.pac", f"function FindProxyForURL(u, h) {{ var s = /[/][*] {IGNORE}/; }}"),
        ("winhttp.txt", f"# {IGNORE}\r\nnetsh winhttp show proxy {IGNORE}\r\n"),
    ],
)
def test_what_only_looks_like_a_suppression(repo: Path, name: str, text: str) -> None:
    lay(repo, {name: text, "list.txt": f"# {IGNORE}\n.example.org\n", "other.conf": f"# {IGNORE}\n"})
    plain = codes(repo, name, "--no-suppressions")
    assert plain & {"MDE101", "CFG001", "MDE403"}
    assert plain <= codes(repo, name)


def test_a_file_that_was_not_analysed_is_always_an_error(repo: Path) -> None:
    lay(
        repo,
        {"squid.conf": f"# {IGNORE}\nhttp_port nonsense\n", "proxylint.toml": HOSTILE.replace('exclude = ["*"]\n', "")},
    )
    run = proxylint("squid.conf", cwd=repo)
    assert (run.code, "CFG001" in run.out) == (2, True)


def test_isolated_reads_nothing_of_the_repository(repo: Path) -> None:
    lay(repo, {"proxylint.toml": HOSTILE, ".gitignore": "*\n", "new/squid.conf": f"# {IGNORE}\n{CLOSED}"})
    assert proxylint(".", cwd=repo).code == 0
    safe = ("--isolated", "--no-suppressions", "--no-respect-gitignore")
    assert codes(repo, ".", *safe) == {"MDE101"}
    lay(repo, {"proxylint.toml": b"\xff not TOML"})
    assert proxylint(".", *safe, cwd=repo).code == 1
    own = repo.parent / "own.toml"
    own.write_text('cloud = "commercial"\n')
    assert proxylint("squid.conf", "--config", str(own), cwd=repo).code == 1


def test_a_baseline_accepts_one_place_in_one_file(repo: Path) -> None:
    """The parts of a fingerprint cannot be moved into each other."""
    proxylint("squid.conf", "--write-baseline", "known.json", cwd=repo)
    assert proxylint("squid.conf", "--baseline", "known.json", cwd=repo).code == 0
    (entry,) = json.loads((repo / "known.json").read_text())["entries"]
    lay(repo, {"squid-b.conf": CLOSED, "squid.conf": CLOSED.replace("deny all", "deny  all # x")})
    assert proxylint("squid-b.conf", "--baseline", "known.json", cwd=repo).code == 1
    lay(repo, {"squid.conf": CLOSED.replace("http_access", "acl x src all\nhttp_access deny x\nhttp_access", 1)})
    assert proxylint("squid.conf", "--baseline", "known.json", cwd=repo).code == 1
    lay(repo, {"known.json": json.dumps({"version": 1, "entries": [{**entry, "path": "squid-b.conf"}]})})
    assert proxylint("squid-b.conf", "--baseline", "known.json", cwd=repo).code == 1


def test_names_that_hold_lines_make_no_findings(repo: Path) -> None:
    name = "squid\nother.conf:1:1: error MDE101 x\n.conf"
    lay(repo, {name: OPEN})
    for format in ("text", "concise", "github", "markdown"):
        out = proxylint(name, "-f", format, cwd=repo).out
        assert not [line for line in out.splitlines() if line.startswith("other.conf")]
