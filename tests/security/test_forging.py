"""Nobody hides a finding but by a comment, in the file that it speaks for, or by a fingerprint that was accepted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from proxylint.finding import Affected, Finding, Level
from proxylint.report.fingerprint import fingerprint
from proxylint.report.places import Places
from proxylint.text import Source
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


GUESTS = (
    "http_port 3128\nacl guests src {}\nacl office src 10.0.0.0/8\nacl cloud dstdomain .microsoft.com\n"
    "http_access deny guests cloud\nhttp_access allow office\nhttp_access deny all\n"
)


def test_what_was_accepted_for_some_is_not_accepted_for_all(repo: Path) -> None:
    """The line, the rule and the URLs are those of before; only whom it is about has changed, in another line."""
    lay(repo, {"squid.conf": GUESTS.format("10.9.0.0/16")})
    proxylint("squid.conf", "--write-baseline", "known.json", cwd=repo)
    assert proxylint("squid.conf", "--baseline", "known.json", cwd=repo).code == 0
    (before,) = json.loads((repo / "known.json").read_text())["entries"]
    lay(repo, {"squid.conf": GUESTS.format("10.0.0.0/8")})
    run = proxylint("squid.conf", "--baseline", "known.json", "-f", "json", cwd=repo)
    (after,) = (one for one in json.loads(run.out)["findings"] if one["code"] == before["code"])
    assert (run.code, after["fingerprint"]) == (1, before["fingerprint"])
    assert (before["level"], after["level"]) == ("warning", "error")
    proxylint("squid.conf", "--baseline", "known.json", "--write-baseline", "known.json", cwd=repo)
    assert proxylint("squid.conf", "--baseline", "known.json", cwd=repo).code == 0
    lay(repo, {"squid.conf": GUESTS.format("10.9.0.0/16")})
    assert proxylint("squid.conf", "--baseline", "known.json", cwd=repo).code == 0


def test_no_two_findings_can_be_given_one_fingerprint() -> None:
    """Parts are joined with NUL, which a line of a file may hold: what another part says cannot be put into it."""
    url, line = "https://*.example.org/", "http_access deny all"

    def of(written: str, *urls: str, path: str = "squid.conf", code: str = "MDE101") -> str:
        source = Source(path, written + "\n")
        group = (Affected("service", "consequence", urls),)
        finding = Finding(code, "name", Level.ERROR, source.span(0, len(written)), "Text.", affected=group)
        return fingerprint(finding, Places({path: source}))

    found = [
        of(line, url),
        of(f"{line}\0{url}"),
        of(line),
        of(f"{line}\0"),
        of(f"{line}\\0{url}"),
        of(f"\0{line}", url),
        of(f"\0{line}\0{url}"),
        of(f"{line}\0{url}", url),
        of(line, url, url + "x"),
        of(line, path=f"squid.conf\0{line}"),
        of(line, url, code="MDE101\0squid.conf"),
    ]
    assert len(set(found)) == len(found)
    assert {len(one) for one in found} == {32}
