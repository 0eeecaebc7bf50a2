"""Nothing of what is linted is executed, no program is started but git for a revision, and nobody is connected to."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.run import proxylint
from tests.security.attacker import OPEN, URL, every_command, git, lay, repository, watched

RUN = "touch '{ran}'"

SCRIPT = """\
function FindProxyForURL(url, host) {
  var ways = [
    function () { return new ActiveXObject("WScript.Shell").Run("CMD"); },
    function () { return require("child_process").execSync("CMD"); },
    function () { return process.mainModule.require("fs").writeFileSync("ran", ""); },
    function () { return __import__("os").system("CMD"); },
    function () { return this.constructor.constructor("return process")().exit(); },
    function () { return "".__class__.__mro__; },
    function () { return eval("canary()"); },
    function () { return new Function("return canary()")(); },
    function () { return import("fs"); },
    function () { return fetch("http://canary.example/"); },
    function () { return new XMLHttpRequest(); },
    function () { return dnsResolve("canary.example"); },
    function () { return isInNet(host, "10.0.0.0", "255.0.0.0"); },
    function () { return myIpAddress(); }
  ];
  for (var i = 0; i < ways.length; i++) { try { ways[i](); } catch (e) {} }
  return "DIRECT";
}
"""

SQUID = """\
http_port 3128
auth_param basic program /bin/sh -c "CMD"
external_acl_type run %SRC /bin/sh -c "CMD"
acl run external run
url_rewrite_program /bin/sh -c "CMD"
sslcrtd_program /bin/sh -c "CMD"
acl canary dst canary.example
configuration_includes_quoted_values on
acl listed dstdomain parameters("/bin/sh")
include |CMD
include `CMD`
include $(CMD)
http_access deny run
http_access deny canary
http_access allow all
"""

DUMP = "netsh winhttp set proxy canary.example:8080\r\ncmd /c CMD\r\npowershell -c CMD\r\n"
REMOTE = "psexec \\\\canary.example netsh winhttp show proxy\r\n"
MODULE = "open('ran', 'w').close()\n"


@pytest.fixture
def ran(tmp_path: Path) -> Path:
    return tmp_path / "ran"


@pytest.fixture
def repo(tmp_path: Path, ran: Path) -> Path:
    command = RUN.format(ran=ran)
    files = {
        "squid.conf": SQUID,
        "proxy.pac": SCRIPT,
        "winhttp.txt": DUMP,
        "winhttp-2.txt": REMOTE,
        "fine/squid.conf": OPEN,
    }
    return repository(tmp_path / "repo", {name: text.replace("CMD", command) for name, text in files.items()})


def test_no_command_and_no_connection(repo: Path, ran: Path) -> None:
    """As the interpreter tells it: programs, sockets, and code that is compiled."""
    answers = watched(
        repo, every_command(["squid.conf", "proxy.pac", "winhttp.txt", "winhttp-2.txt", "fine/squid.conf"])
    )
    assert [event for answer in answers for event in answer.others()] == []
    assert not ran.exists()


@pytest.mark.parametrize(
    "key",
    [
        *("core.fsmonitor", "core.pager", "core.editor", "core.askPass", "core.sshCommand", "core.gitProxy"),
        *("core.alternateRefsCommand", "core.hooksPath", "credential.helper", "gpg.program", "diff.external"),
        *("diff.evil.textconv", "diff.evil.command", "filter.evil.smudge", "filter.evil.clean", "filter.evil.process"),
        *("alias.rev-parse", "alias.ls-tree", "alias.cat-file", "uploadpack.packObjectsHook", "pager.cat-file"),
        *("pager.ls-tree", "pager.rev-parse", "sequence.editor", "interactive.diffFilter", "trailer.x.command"),
    ],
)
def test_settings_of_git_that_name_programs(repo: Path, ran: Path, key: str) -> None:
    value = str(repo / "hooks") if key == "core.hooksPath" else RUN.format(ran=ran)
    lay(
        repo,
        {f"hooks/{name}": f"#!/bin/sh\n{RUN.format(ran=ran)}\n" for name in ("post-checkout", "fsmonitor-watchman")},
    )
    for hook in (repo / "hooks").iterdir():
        hook.chmod(0o755)
    (repo / ".gitattributes").write_text("* filter=evil diff=evil text ident\n")
    (repo / "more").write_text(f"[{key.rpartition('.')[0].partition('.')[0]}]\n")
    git(repo, "config", key, value)
    git(repo, "config", "include.path", str(repo / "more"))
    git(repo, "config", f"includeIf.gitdir:{repo}/.path", str(repo / "more"))
    ran.unlink(missing_ok=True)
    run = proxylint("verdicts", "fine", "--against", "git:HEAD", cwd=repo)
    assert run.code == 0, run.err
    assert not ran.exists()


def test_no_program_of_the_repository_is_taken_for_git(repo: Path, ran: Path) -> None:
    (repo / "git").write_text(f"#!/bin/sh\n{RUN.format(ran=ran)}\n")
    (repo / "git").chmod(0o755)
    run = proxylint("verdicts", "fine", "--against", "git:HEAD", cwd=repo, env={"PATH": f".::{os.environ['PATH']}"})
    assert (run.code, ran.exists()) == (0, False)


def test_modules_in_the_working_directory(repo: Path) -> None:
    """`python -m` puts it in front of everything; from our first line on nothing is looked for there."""
    modules = ("typer", "lark", "pyparsing", "sarif_om", "tomllib", "json", "hashlib", "click", "proxylint_rules")
    lay(
        repo,
        {f"{name}.py": MODULE for name in (*modules, "proxylint_grammars", "sitecustomize", "subprocess", "difflib")},
    )
    for arguments in (["fine"], ["check", "fine", "-f", "sarif"], ["proxy.pac"], ["winhttp.txt"], ["explain", "x"]):
        assert "Traceback" not in proxylint(*arguments, cwd=repo).err
    assert not (repo / "ran").exists()


def test_what_git_complains_of_is_not_repeated(repo: Path, tmp_path: Path) -> None:
    """Its messages quote what it reads as configuration, and a repository may name any file as that."""
    outside = tmp_path / "outside"
    outside.write_text("[core]\n\tcompression = canary-7d1f\n\tabbrev = canary-7d1f\n[canary-7d1f\n")
    git(repo, "config", "include.path", str(outside))
    run = proxylint("verdicts", "fine", "--against", "git:HEAD", cwd=repo)
    assert run.code == 2
    assert "canary" not in run.out + run.err


def test_this_would_be_seen(repo: Path) -> None:
    (answer,) = watched(repo, [["verdicts", "fine", "--against", "git:HEAD"]])
    assert "subprocess.Popen" in {event.what for event in answer.others()}
    assert proxylint("why", "fine/squid.conf", URL, cwd=repo).code == 0
