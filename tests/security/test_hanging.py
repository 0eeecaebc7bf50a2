"""What a stranger lays neither makes the program wait nor work for ever, nor takes its memory."""

from __future__ import annotations

import json
import os
import resource
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from proxylint import git as runner
from proxylint.errors import UsageError
from proxylint.snapshot import snapshot
from tests.cli.run import PATHS, TODAY, Run, proxylint
from tests.security.attacker import CLOSED, OPEN, URL, git, object_of, repository

MEMORY = 1_500_000_000
SECONDS = 20
"""Of processor time. Each of these takes a second or two; what is attacked takes for ever."""


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    return repository(tmp_path / "repo", {"squid.conf": OPEN})


def bounded(repo: Path, *arguments: str) -> Run:
    """With as much memory and time as a build has to spare, and nobody at standard input."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))

    done = subprocess.run(
        [sys.executable, "-m", "proxylint", *arguments],
        cwd=repo,
        env={**os.environ, **TODAY, "PYTHONPATH": PATHS},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        preexec_fn=limit,
        timeout=300,
    )
    run = Run(done.returncode, done.stdout.decode(), done.stderr.decode())
    assert run.code in (0, 1, 2), run.err[-2000:]
    assert "Traceback" not in run.err
    return run


def test_pipes_sockets_and_devices_in_a_tree(repo: Path) -> None:
    """open(2) waits for who writes into a pipe."""
    for name in ("squid-a.conf", "a.pac", "lists/a.conf", "own.toml", "known.json", ".gitignore", "sub/proxylint.toml"):
        (repo / name).parent.mkdir(exist_ok=True)
        os.mkfifo(repo / name)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(os.path.relpath(repo / "squid-b.conf"))
        if os.geteuid() == 0:
            os.mknod(repo / "squid-zero.conf", 0o20666, os.makedev(1, 5))
        assert bounded(repo, ".").code == 0
        for name in ("squid-a.conf", "squid-b.conf", "a.pac", "lists/a.conf", "squid-zero.conf"):
            assert bounded(repo, name).code == 2
    for option in ("--endpoints", "--config", "--baseline"):
        assert bounded(repo, option, "own.toml", "squid.conf").code == 2 or option == "--config"
    (repo / "squid.conf").write_text(
        'http_port 3128\ninclude lists/*.conf\nacl a dstdomain "/etc/squid/lists/a.conf"\nacl b dstdomain "own.toml"\n'
        "http_access deny a\nhttp_access deny b\nhttp_access allow all\n"
    )
    assert bounded(repo, "squid.conf", "--path-map", "/etc/squid=.").code in (1, 2)
    (repo / "sub" / "squid.conf").write_text(CLOSED)
    assert bounded(repo, "sub").code == 1
    (repo / "proxylint.toml").write_text('endpoints = "own.toml"\n')
    assert bounded(repo, "squid.conf").code == 2


def test_links_that_go_round_and_folders_without_end(repo: Path) -> None:
    (repo / "self").symlink_to("self")
    (repo / "loop").symlink_to(".")
    (repo / "squid-loop.conf").symlink_to("squid-loop.conf")
    here = os.getcwd()
    os.chdir(repo)
    try:
        for _ in range(900):
            os.mkdir("d")
            os.chdir("d")
        Path("squid.conf").write_text(CLOSED)
    finally:
        os.chdir(here)
    try:
        for command in ((".",), ("self",), ("squid-loop.conf",)):
            bounded(repo, *command)
        (note,) = json.loads(bounded(repo, ".", "-f", "json").out)["notes"]
        assert note.startswith("the folder 'd/d/d/") and note.endswith("it lies more than 400 folders deep")
        assert "more than 400 folders deep" in bounded(repo, "verdicts", ".").err
        (repo / "list.txt").write_text(".example.org\n")
        for command in (("check", "list.txt", "."), ("verdicts", "list.txt"), ("verdicts", ".", "--against", ".")):
            run = bounded(repo, *command)
            assert (run.out + run.err).count("more than 400 folders deep") == 1
    finally:
        subprocess.run(["rm", "-rf", "d"], cwd=repo, check=True)


def test_includes_that_double(repo: Path) -> None:
    """Each file includes the next one twice."""
    for number in range(40):
        (repo / f"squid{number}.conf").write_text(
            f"include squid{number + 1}.conf\n" * 2 if number else "http_port 3128\ninclude squid1.conf\n"
        )
    (repo / "squid40.conf").write_text("http_access allow all\n")
    bounded(repo, "squid0.conf")
    bounded(repo, "why", "squid0.conf", URL)
    bounded(repo, "squid39.conf", "squid20.conf")


LONG = {
    "include of a long part": ("include long.conf\n" * 900, "acl a dstdomain .m.example\nhttp_access deny a\n" * 1_000),
    "parameters of a long file": (
        "configuration_includes_quoted_values on\n"
        + "".join(f'acl a{at} dstdomain parameters("long.conf")\nhttp_access deny a{at}\n' for at in range(900)),
        "".join(f"x{at}.example.org\n" for at in range(3_000)),
    ),
    "names of a long file": ('http_access deny "long.conf"\n' * 2_000, "localhost\n" * 3_000),
    "groups of a long file": (
        "".join(f'acl a{at} any-of "long.conf"\nhttp_access deny a{at}\n' for at in range(900)),
        "localhost\n" * 3_000,
    ),
    "protocols of a long file": (
        "".join(f'acl a{at} proto "long.conf"\nhttp_access deny a{at}\n' for at in range(900)),
        "HTTP\n" * 3_000,
    ),
    "domains beside those of a long file": (
        "".join(f'acl a{at} dstdomain y{at}.example "long.conf"\nhttp_access deny a{at}\n' for at in range(900)),
        "".join(f"x{at}.example.org\n" for at in range(3_000)),
    ),
    "patterns beside those of a long file": (
        "".join(f'acl a{at} url_regex y{at} "long.conf"\nhttp_access deny a{at}\n' for at in range(900)),
        "".join(f"x{at}[.]example\n" for at in range(3_000)),
    ),
    "networks of two lines, one of a long file": (
        "".join(
            f'acl a{at} src "long.conf"\nacl a{at} src 11.0.{at >> 8}.{at & 255}\nhttp_access deny a{at}\n'
            for at in range(900)
        ),
        "".join(f"10.0.{at >> 8}.{at & 255}\n" for at in range(3_000)),
    ),
    "domains of a long file, again and again for one ACL": (
        'acl a dstdomain "long.conf"\n' * 2_000 + "http_access deny a\n",
        "".join(f"*.x{at}.example.org\ny{at}.example.org\n" for at in range(2_000)),
    ),
    "patterns of a long file, again and again for one ACL": (
        'acl a url_regex "long.conf"\n' * 2_000 + "http_access deny a\n",
        "".join(f"x{at}.example.org/{{{{a}}}}\n" for at in range(2_000)),
    ),
    "a long file that is no list of ports": (
        "".join(f'acl a{at} port "long.conf"\nhttp_access deny a{at}\n' for at in range(900)),
        "".join(f"{at}\n" for at in range(3_000)) + "x\n",
    ),
    "port names of a long file": (
        "".join(f'acl a{at} myportname "long.conf"\nhttp_access deny a{at}\n' for at in range(900)),
        "".join(f"n{at}\n" for at in range(3_000)),
    ),
}


@pytest.mark.parametrize("name", LONG)
def test_a_long_file_that_is_named_again_and_again(repo: Path, name: str) -> None:
    """What is small itself comes to a gigabyte."""
    text, long = LONG[name]
    (repo / "squid.conf").write_text(f"http_port 3128\n{text}")
    (repo / "long.conf").write_text(long)
    bounded(repo, "squid.conf")


def test_a_long_file_of_settings_for_many_computers(repo: Path) -> None:
    line = "netsh winhttp set advproxy setting-scope=machine settings-file=p.json\n"
    (repo / "set.cmd").write_text("".join(f"=== SRV{number} ===\nC:\\>{line}" for number in range(600)))
    keys = ",".join(f'"k{number}":1' for number in range(4_000))
    for proxy in (f'{{"Proxy":"a:80",{keys}}}', '{"Proxy":"a:80","ProxyBypass":"' + "a,b;*.m.example;" * 2_500 + '"}'):
        (repo / "p.json").write_text(proxy)
        bounded(repo, "set.cmd")


def test_parameters_that_multiply(repo: Path) -> None:
    for number in range(16):
        (repo / f"p{number}").write_text(f'parameters("p{number + 1}") ' * 10 + "\n")
    (repo / "p16").write_text("m.example\n")
    head = "http_port 3128\nconfiguration_includes_quoted_values on\n"
    (repo / "squid.conf").write_text(head + 'acl a dstdomain parameters("p0")\nhttp_access deny a\n')
    run = bounded(repo, "why", "squid.conf", URL)
    assert "read again and again" in run.out


def test_paths_of_many_folders(repo: Path) -> None:
    """A tail of each length may be meant, in each of three folders; a link makes all of them real."""
    (repo / "a").symlink_to(".")
    for depth in (30, 1_000, 2_000, 40_000):
        path = "a/" * depth
        lines = "".join(
            f'acl x{at} dstdomain "{path}x{at}"\ninclude {path}y{at}*\n' for at in range(100_000 // len(path))
        )
        (repo / "squid.conf").write_text(f"http_port 3128\n{lines or path}http_access allow all\n")
        bounded(repo, "squid.conf")


def test_patterns_over_a_folder_of_many_files(repo: Path) -> None:
    for number in range(4_000):
        (repo / f"f{number}").touch()
    lines = "".join(f"include *{number}?x\n" for number in range(6_000))
    (repo / "squid.conf").write_text(f"http_port 3128\n{lines}http_access allow all\n")
    bounded(repo, "squid.conf")


def test_one_list_read_by_many(repo: Path) -> None:
    """The same names in every ACL."""
    (repo / "list.txt").write_text("".join(f".x{number}.example.org\n" for number in range(5_000)))
    acls = "".join(f'acl a{number} dstdomain "list.txt"\nhttp_access deny a{number}\n' for number in range(8))
    (repo / "squid.conf").write_text(f"http_port 3128\n{acls}http_access allow all\n")
    bounded(repo, "squid.conf")


@pytest.mark.parametrize(
    "body",
    [
        "while (true) {}",
        "for (;;) url += url;",
        "var s = 'x'; while (true) s = s + s;",
        "var a = []; while (true) a.push(a);",
        "return 'x'.repeat(1e9);",
        "return new Array(1e9).join('x');",
        "return 'x'.padEnd(2000000000);",
        "function f() { return f(); } return f();",
        "var a = [1]; for (var i = 0; i < 99; i++) a = a.concat(a); return a + '';",
        "return JSON.stringify(new Array(99999999));",
        "var o = {}; o.o = o; return JSON.stringify(o);",
        "return 'x'.split('').map(function f(x) { return f(x); });",
        "return [3, 1, 2].sort(function () { while (true) {} });",
        "eval('while (true) {}'); return 'DIRECT';",
        "return new Function('while (true) {}')();",
        "return dnsResolve(new Array(100000000).join('a'));",
        "return String.raw({raw: {length: 1e9}});",
        "return '$&$&$&$&$&$&$&$&'.replace(/(.*)/, '$&'.repeat(99999999));",
        "return 'a'.replace(/a/g, function () { while (true) {} });",
        "throw {toString: function () { while (true) {} }};",
        "var b = 2n ** 99999999n; return 'DIRECT';",
        "return Number.MAX_VALUE.toFixed(100) + (0.1).toString(36) + Array.from({length: 1e9});",
    ],
)
def test_scripts_without_end(repo: Path, body: str) -> None:
    (repo / "proxy.pac").write_text(f"function FindProxyForURL(url, host) {{ {body} }}\n")
    run = bounded(repo, "why", "proxy.pac", URL, "-f", "json")
    assert {
        case["route"] is None or case["route"] == ["direct"] for case in json.loads(run.out)["verdicts"][0]["cases"]
    } == {True}


@pytest.mark.parametrize(
    "piece", ["[", "{", "(", "!", "a=>", "a?", "`${", "[]=", "-", "new ", "if(1)", "a.", "/*", "'"]
)
def test_scripts_that_are_nested(repo: Path, piece: str) -> None:
    (repo / "proxy.pac").write_text(f"function FindProxyForURL(url, host) {{ return {piece * 100_000}")
    assert bounded(repo, "proxy.pac").code in (1, 2), "undecided, or refused"


def test_settings_that_are_nested(repo: Path) -> None:
    for name, text in (
        ("mdatp_managed.json", "[" * 500_000),
        ("mdatp_managed.json", '{"a":' * 500_000),
        ("proxylint.toml", "a = " + "[" * 100_000),
        ("proxylint.toml", "a." * 100_000 + "b = 1"),
        ("proxylint.toml", 'exclude = ["' + "*a" * 400 + '"]\n[per-file-ignores]\n"' + "a*" * 400 + 'b" = ["MDE"]\n'),
        ("proxylint.toml", 'x = "' + "a" * 2_000_000 + '"'),
        (".gitignore", "*a" * 500 + "b\n" + "**/" * 1000 + "x\n"),
    ):
        (repo / name).write_text(text)
        (repo / ("a" * 200 + ".pac")).write_text("")
        bounded(repo, ".")
        bounded(repo, name)
        (repo / name).unlink()
    (repo / "known.json").write_text('{"version": 1, "entries": ' + "[" * 500_000)
    assert bounded(repo, "--baseline", "known.json").code == 2


def test_a_tree_that_is_endless_when_it_is_listed(repo: Path) -> None:
    """Ten files in a folder, ten times that folder in the next one, and so on: a few kilobytes in the repository."""
    blob = object_of(repo, "hash-object", "-w", "--stdin", stdin=OPEN.encode())
    tree = object_of(repo, "mktree", stdin="".join(f"100644 blob {blob}\tsquid{n}.conf\n" for n in range(10)).encode())
    for _ in range(12):
        tree = object_of(repo, "mktree", stdin="".join(f"040000 tree {tree}\td{n}\n" for n in range(10)).encode())
    commit = git(repo, "commit-tree", tree, "-m", "x")
    run = bounded(repo, "verdicts", "squid.conf", "--against", f"git:{commit}")
    assert (run.code, "holds more than" in run.err) == (2, True)


def test_a_pipe_among_the_files_of_git(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """git itself waits; it is given a time."""
    monkeypatch.setattr(runner, "PATIENCE", 1)
    commit = git(repo, "rev-parse", "HEAD")
    os.rename(repo / ".git" / "config", repo / ".git" / "kept")
    os.mkfifo(repo / ".git" / "config")
    start = time.monotonic()
    with pytest.raises(UsageError, match="is no commit of"), snapshot(str(repo), commit):
        pass
    assert time.monotonic() - start < 30
    (repo / ".git" / "config").unlink()
    os.rename(repo / ".git" / "kept", repo / ".git" / "config")
    blob = git(repo, "rev-parse", "HEAD:squid.conf")
    loose = repo / ".git" / "objects" / blob[:2] / blob[2:]
    loose.unlink()
    os.mkfifo(loose)
    with pytest.raises(UsageError, match="links to elsewhere"), snapshot(str(repo), commit):
        pass


def test_an_index_that_lies(repo: Path) -> None:
    for content in (
        b"DIRC\0\0\0\2\xff\xff\xff\xff",
        b"DIRC\0\0\0\4\xff\xff\xff\xff" + b"\0" * 1000,
        b"x",
        b"DIRC" * 100_000,
    ):
        (repo / ".git" / "index").write_bytes(content)
        assert bounded(repo, ".").code == 0


def test_a_catalogue_that_is_too_much(repo: Path) -> None:
    rows = "".join(
        f'[[endpoint]]\nid = "x{n}"\nhost = "x{n}.example.org"\nports = [443]\nservice = "consolidated"\n'
        for n in range(3000)
    )
    (repo / "own.toml").write_text(f'extends = "builtin"\n{rows}')
    (repo / "proxylint.toml").write_text('endpoints = "own.toml"\n')
    bounded(repo, "squid.conf")
    (repo / "own.toml").write_text("x = 1\n" * 2_000_000)
    assert bounded(repo, "squid.conf").code == 2


def test_arguments_of_a_hundred_thousand_characters(repo: Path) -> None:
    long = "a" * 100_000
    for arguments in ((long,), ("why", "squid.conf", f"https://{long}/"), ("explain", long), ("--select", long)):
        assert proxylint(*arguments, cwd=repo).code == (0 if arguments[0] == "why" else 2)
