"""Standard input in the place of a file, as editors and pipes have it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from proxylint import files
from proxylint.errors import InputError
from tests.cli.run import Run, proxylint

WHOLE = b"http_port 3128\nacl all_of_it dstdomain .com .net\nhttp_access allow all_of_it\nhttp_access deny all\n"
DENYING = b"http_port 3128\nhttp_access deny all\n"
URL = "https://x.endpoint.security.microsoft.com/"


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "proxy").mkdir()
    return tmp_path


def places(run: Run) -> list[tuple[str, str]]:
    return [(one["path"], one["code"]) for one in json.loads(run.out)["findings"]]


def check(cwd: Path, *arguments: str, stdin: bytes = DENYING) -> Run:
    return proxylint("check", "-f", "json", *arguments, cwd=cwd, stdin=stdin)


def test_the_kind_comes_from_the_content(repo: Path) -> None:
    run = check(repo / "proxy", "-")
    assert (run.code, places(run)) == (1, [("-", "MDE101")])
    assert proxylint("-", cwd=repo, stdin=WHOLE).code == 0


def test_or_from_the_command_line(repo: Path) -> None:
    assert places(check(repo, "-", "--kind", "pac", stdin=b"")) == [("-", "CFG001")]
    run = check(repo, "-", stdin=b"nothing of ours\n")
    assert run.code == 2
    assert "standard input is no known kind of proxy configuration" in run.out


@pytest.mark.parametrize("paths", [["-"], []])
def test_the_name_says_where_and_what_it_is(repo: Path, paths: list[str]) -> None:
    run = check(repo, *paths, "--stdin-filename", "proxy/wpad.dat", stdin=b"function FindProxyForURL() {}")
    assert json.loads(run.out)["files"] == ["proxy/wpad.dat"]
    assert places(run) == [("proxy/wpad.dat", "MDE403")]


def test_the_name_finds_the_settings(repo: Path) -> None:
    (repo / "proxy" / "proxylint.toml").write_text('[severity]\nMDE1 = "note"\n')
    assert check(repo, "-").code == 1
    assert check(repo, "-", "--stdin-filename", "proxy/squid.conf").code == 0


def test_what_it_names_is_read_beside_the_name(repo: Path) -> None:
    (repo / "proxy" / "allow.txt").write_text(".com\n.net\n")
    listed = b'http_port 3128\nacl allowed dstdomain "allow.txt"\nhttp_access allow allowed\n'
    assert check(repo, "-", "--stdin-filename", "proxy/squid.conf", stdin=listed).code == 0


def test_a_part_is_judged_through_its_root(repo: Path) -> None:
    (repo / "proxy" / "squid.conf").write_text(
        'http_port 3128\nacl allowed dstdomain "allow.txt"\nhttp_access allow allowed\nhttp_access deny all\n'
    )
    (repo / "proxy" / "allow.txt").write_text(".com\n.net\n")
    run = check(repo, "-", "--stdin-filename", "proxy/allow.txt", stdin=b".net\n")
    assert run.code == 1
    assert ("proxy/squid.conf", "MDE101") in places(run)
    assert json.loads(run.out)["notes"] == ["'proxy/allow.txt' is judged through 'proxy/squid.conf'"]


@pytest.mark.parametrize("options", [(), ("--path-map", "/etc/squid=proxy")])
@pytest.mark.parametrize(
    ("name", "content"),
    [("proxy/conf.d/b.conf", b"http_access deny all\n"), ("proxy/new.txt", b".com\n.net\n")],
)
def test_a_part_that_is_not_written_yet(repo: Path, name: str, content: bytes, options: tuple[str, ...]) -> None:
    (repo / "proxy" / "squid.conf").write_text(
        'http_port 3128\nacl new dstdomain "/etc/squid/new.txt"\ninclude /etc/squid/conf.d/*.conf\n'
        "http_access deny new\nhttp_access allow all\n"
    )
    (repo / "proxy" / "conf.d").mkdir()
    (repo / "proxy" / "conf.d" / "a.conf").write_text("# nothing\n")
    if name != "proxy/new.txt":
        (repo / "proxy" / "new.txt").write_text(".example\n")
    run = check(repo, "--stdin-filename", name, *options, stdin=content)
    assert run.code == 1
    assert "MDE101" in [code for _, code in places(run)]
    assert json.loads(run.out)["notes"] == [f"'{name}' is judged through 'proxy/squid.conf'"]


def test_forced_exclusions_hold(repo: Path) -> None:
    named = ("-", "--stdin-filename", "proxy/squid.conf", "--exclude", "proxy")
    assert check(repo, *named).code == 1
    run = check(repo, *named, "--force-exclude")
    assert (run.code, places(run)) == (0, [])


def test_why_and_verdicts(repo: Path) -> None:
    run = proxylint("why", "-", URL, "--format", "json", cwd=repo, stdin=WHOLE)
    answer = json.loads(run.out)
    assert (run.code, answer["file"], answer["verdicts"][0]["cases"][0]["access"]) == (0, "-", "allowed")
    named = proxylint("why", "-", URL, "--format", "json", "--stdin-filename", "a/squid.conf", cwd=repo, stdin=WHOLE)
    assert json.loads(named.out)["file"] == "a/squid.conf"
    table = proxylint("verdicts", "-", "--format", "json", cwd=repo, stdin=WHOLE)
    assert (table.code, {row["file"] for row in json.loads(table.out)["verdicts"]}) == (0, {"-"})


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "-", "-"],
        ["check", "-", "squid.conf"],
        ["check", "--stdin-filename", "squid.conf", "squid.conf"],
        ["check", "-", "--stdin-filename", ""],
        ["why", "squid.conf", URL, "--stdin-filename", "squid.conf"],
        ["verdicts", "-", "-"],
        ["verdicts", "-", "--against", "git:HEAD"],
    ],
)
def test_standard_input_stands_alone(repo: Path, arguments: list[str]) -> None:
    run = proxylint(*arguments, cwd=repo, stdin=WHOLE)
    assert (run.code, run.out) == (2, "")
    assert "standard input" in run.err
    assert "Traceback" not in run.err


def test_a_file_of_that_name(repo: Path) -> None:
    (repo / "-").write_bytes(DENYING)
    assert check(repo, "./-", stdin=WHOLE).code == 1


def test_standard_input_is_bounded_as_files_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 1024 * 1024)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"x" * (1024 * 1024))))
    assert len(files.read_stdin()) == 1024 * 1024
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"x" * (1024 * 1024 + 1))))
    with pytest.raises(InputError, match="standard input has more than 1 MB"):
        files.read_stdin()


def test_no_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(InputError, match="standard input cannot be read: it is closed"):
        files.read_stdin()
