"""Nothing outside of the repository is read, however a file of it, a link or a configuration asks for it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

import pytest

import proxylint
import proxylint_grammars
import proxylint_rules
from tests.cli.run import ROOT
from tests.cli.run import proxylint as ran
from tests.security.attacker import CANARY, CLOSED, OPEN, URL, Answer, every_command, git, lay, repository, watched

LIST = f".{CANARY}.example\n.microsoft.com\n"
"""Were it read, the verdict on `URL` would be another one."""

SQUID = """\
http_port 3128
include {0}
acl a dstdomain "{0}"
acl b url_regex "{0}"
acl c src "{0}"
http_access deny a
http_access deny b
http_access deny c
auth_param basic program /bin/cat {0}
http_access allow all
"""


@pytest.fixture
def there(tmp_path: Path) -> Path:
    """Next to the repository, and none of its business."""
    outside = tmp_path / "outside"
    lay(outside, {"list.txt": LIST, "squid.conf": f"# {CANARY}\n{CLOSED}", "sub/list.txt": LIST})
    return outside


@pytest.fixture
def repo(tmp_path: Path, there: Path) -> Path:
    return repository(tmp_path / "repo", {"squid.conf": OPEN, "conf/readme.md": ""})


def known(repo: Path) -> tuple[str, ...]:
    """Where a run may look: the repository, the program, Python with what is installed, devices, temporary files."""
    python = {
        sys.prefix,
        sys.base_prefix,
        sys.exec_prefix,
        *sysconfig.get_paths().values(),
        os.path.dirname(os.__file__),
    }
    packages = {os.path.dirname(str(module.__file__)) for module in (proxylint, proxylint_grammars, proxylint_rules)}
    others = {str(repo), "/dev/null", "/dev/urandom", "/usr/share/zoneinfo", "/etc/localtime", str(ROOT / "linter")}
    roots = {*python, *packages, *others, str(ROOT / "grammars"), str(ROOT / "rules")}
    return tuple(sorted(os.path.realpath(one) for one in roots))


def stays_inside(repo: Path, answers: list[Answer], *more: Path) -> None:
    allowed = (*known(repo), *map(str, more))
    for answer in answers:
        strange = {path for path in answer.opened() if not str(path).startswith(allowed) and path not in repo.parents}
        assert strange == set()
        assert [
            path for path in answer.opened() if path.suffix in (".py", ".pyc", ".so") and repo in path.parents
        ] == []
        assert CANARY not in answer.said
        assert answer.others() == []


@pytest.mark.parametrize(
    "path",
    [
        "{there}/list.txt",
        "../outside/list.txt",
        "conf/../../outside/list.txt",
        "/../../../../{there}/list.txt",
        "link.txt",
        "folder/list.txt",
        "/etc/squid/folder/list.txt",
        "/etc/squid/link.txt",
        "up/outside/list.txt",
        "chain.txt",
        "{there}/*.txt",
        "folder/*.txt",
        "../outside/*",
        "/proc/self/cwd/../outside/list.txt",
        "/proc/self/environ",
        "/proc/self/fd/0",
        "/dev/stdin",
        "~/list.txt",
        "file://{there}/list.txt",
    ],
)
def test_what_a_squid_conf_names(repo: Path, there: Path, path: str) -> None:
    (repo / "link.txt").symlink_to(there / "list.txt")
    (repo / "folder").symlink_to(there)
    (repo / "up").symlink_to("..")
    (repo / "chain.txt").symlink_to("folder/sub/list.txt")
    written = path.format(there=there)
    (repo / "squid.conf").write_text(SQUID.format(written))
    (repo / "part.conf").write_text("")
    asked = [["check", "squid.conf", "-f", "json"], ["why", "squid.conf", URL, "-f", "json"], ["check", "part.conf"]]
    answers = watched(repo, asked, {"HOME": str(there)})
    stays_inside(repo, answers)
    (repo / "squid.conf").write_text(SQUID.format(written).replace("include", "# include"))
    answers = watched(repo, asked, {"HOME": str(there)})
    stays_inside(repo, answers)
    cases = json.loads(answers[1].out)["verdicts"][0]["cases"]
    assert {case["access"] for case in cases} == {"unknown"}, "what cannot be read is no empty list"


def test_links_in_a_folder_and_links_that_are_named(repo: Path, there: Path) -> None:
    """A hook or `git ls-files | xargs` names links as well."""
    (repo / "squid-a.conf").symlink_to(there / "squid.conf")
    (repo / "squid-b.conf").symlink_to("../outside/squid.conf")
    (repo / "folder").symlink_to(there)
    (repo / "squid-c.conf").symlink_to("folder/squid.conf")
    asked = every_command(["squid-a.conf", "squid-b.conf", "squid-c.conf", "folder/squid.conf"])
    answers = watched(repo, [*asked, ["check", "folder"], ["verdicts", "--against", "folder/squid.conf", "squid.conf"]])
    stays_inside(repo, answers)
    named = [
        answer for arguments, answer in zip(asked, answers, strict=False) if arguments[:2] == ["check", "squid-a.conf"]
    ]
    assert {answer.code for answer in named} == {2}
    assert answers[0].code == answers[-1].code == answers[-2].code == 2
    assert "leads out of the repository" in answers[-1].err + answers[-2].out
    (everything,) = (answer for arguments, answer in zip(asked, answers, strict=False) if arguments == ["check", "."])
    assert everything.code == 0


def test_elsewhere_a_link_is_the_users_own(tmp_path: Path, there: Path) -> None:
    (tmp_path / "squid.conf").symlink_to(there / "squid.conf")
    assert ran("check", "squid.conf", cwd=tmp_path).code == 1


@pytest.mark.parametrize("name", ["proxylint.toml", ".proxylint.toml", "pyproject.toml"])
@pytest.mark.parametrize("way", ["../outside/{}", "{there}/{}", "link", "file-link", "/proc/self/cwd/../outside/{}"])
def test_what_a_configuration_names(repo: Path, there: Path, name: str, way: str) -> None:
    (repo / "link").symlink_to(there)
    (there / "own.toml").write_text(f'extends = "builtin"\ncatalogue = "{CANARY}"\nversion = "2026-11-01"\n')
    target = "link/own.toml" if way == "link" else way.format("own.toml", there=there)
    if way == "file-link":
        (repo / "own.toml").symlink_to(there / "own.toml")
        target = "own.toml"
    folder = "link" if way in ("link", "file-link") else way.format("", there=there)
    head = "[tool.proxylint]\n" if name == "pyproject.toml" else ""
    table = "[tool.proxylint.path-map]\n" if head else "[path-map]\n"
    (repo / "squid.conf").write_text(SQUID.format("/etc/squid/list.txt").replace("include", "# include"))
    for text in (f'{head}endpoints = "{target}"\n', f'{table}"/etc/squid" = "{folder}"\n'):
        (repo / name).write_text(text)
        asked = [["check", "."], ["why", "squid.conf", URL], ["verdicts"], ["endpoints"], ["check", "--show-settings"]]
        answers = watched(repo, asked)
        stays_inside(repo, answers)
        assert {answer.code for answer in answers} == {2}
        assert all("leads out of the repository" in answer.err for answer in answers)


def test_a_configuration_that_is_a_link(repo: Path, there: Path) -> None:
    (there / "proxylint.toml").write_text(f'cloud = "{CANARY}"\n')
    (there / "pyproject.toml").write_text(f'[tool.proxylint]\ncloud = "{CANARY}"\n')
    (repo / "pyproject.toml").symlink_to(there / "pyproject.toml")
    assert watched(repo, [["check", "."]])[0].code == 0
    (repo / "proxylint.toml").symlink_to(there / "proxylint.toml")
    answers = watched(repo, every_command(["squid.conf"]))
    stays_inside(repo, answers)
    assert {answer.code for answer in answers} == {2}


@pytest.mark.parametrize(
    "option", [("--config",), ("--endpoints",), ("--baseline",), ("--write-baseline",), ("verdicts", "--clients")]
)
def test_a_file_that_the_pipeline_names_and_the_repository_replaced(
    repo: Path, there: Path, option: tuple[str, ...]
) -> None:
    (there / "x").write_text(json.dumps({"version": 1, "entries": [{CANARY: 1}]}))
    (repo / "x").symlink_to(there / "x")
    before = (there / "x").read_bytes()
    (answer,) = watched(repo, [[*option, "x", "squid.conf"]])
    stays_inside(repo, [answer])
    assert (answer.code, (there / "x").read_bytes()) == (2, before)
    assert "leads out of the repository" in answer.err


def test_a_path_map_of_the_command_line_follows_no_link_out(repo: Path, there: Path) -> None:
    """The user chose a folder of the repository; a stranger chose what is in it."""
    (repo / "conf" / "list.txt").symlink_to(there / "list.txt")
    (repo / "conf2").symlink_to(there)
    (repo / "squid.conf").write_text(SQUID.format("/etc/squid/list.txt").replace("include", "# include"))
    for folder in ("conf", "conf2", str(repo / "conf")):
        answers = watched(repo, every_command(["squid.conf"], "--path-map", f"/etc/squid={folder}")[:1])
        stays_inside(repo, answers)
        assert "leads out of the repository" in answers[0].said
    (answer,) = watched(repo, [["check", "squid.conf", "--path-map", f"/etc/squid={there}"]])
    assert there / "list.txt" in answer.opened(), "this test would find nothing"


def test_what_is_written_through_a_link(repo: Path, there: Path) -> None:
    (repo / "report.txt").symlink_to(there / "squid.conf")
    (repo / "new.txt").symlink_to(there / "new.txt")
    (repo / "reports").symlink_to(there)
    before = (there / "squid.conf").read_bytes()
    outputs = ["report.txt", "new.txt", "reports/x.txt"]
    asked = [
        [*command, "-o", output]
        for output in outputs
        for command in (["check", "squid.conf"], ["rules"], ["endpoints"])
    ]
    for answer in watched(repo, asked):
        assert answer.code == 2
        assert "is a link that leads out of the repository" in answer.err
    assert (there / "squid.conf").read_bytes() == before
    assert sorted(path.name for path in there.iterdir()) == ["list.txt", "squid.conf", "sub"]


def test_a_gitdir_that_leads_elsewhere(repo: Path, tmp_path: Path) -> None:
    """`.git` may be a file; the repository that it names must know of the work tree."""
    victim = repository(
        tmp_path / "victim", {"squid.conf": f"# {CANARY}\nacl {CANARY} src all\nhttp_access deny {CANARY}\n" + OPEN}
    )
    objects = git(victim, "rev-parse", "HEAD")
    for number, make in enumerate(
        [
            lambda tree: (tree / ".git").write_text(f"gitdir: {victim}/.git\n"),
            lambda tree: (tree / ".git").symlink_to(victim / ".git"),
            lambda tree: lay(tree, {".git/HEAD": "ref: refs/heads/main\n", ".git/commondir": f"{victim}/.git\n"}),
            lambda tree: borrow(tree, victim),
            lambda tree: linked(tree, victim),
        ]
    ):
        tree = tmp_path / f"tree{number}"
        tree.mkdir()
        (tree / "squid.conf").write_text(OPEN)
        make(tree)
        run = ran("verdicts", "--against", f"git:{objects}", cwd=tree)
        assert run.code == 2
        assert CANARY not in run.out + run.err
        assert "repository" in run.err or "elsewhere" in run.err
        (answer,) = watched(tree, [["check", "."]])
        stays_inside(tree, [answer])


def borrow(tree: Path, victim: Path) -> None:
    git(tree, "init", "-q")
    (tree / ".git" / "objects" / "info" / "alternates").write_text(f"{victim}/.git/objects\n")


def linked(tree: Path, victim: Path) -> None:
    git(tree, "init", "-q")
    for folder in (victim / ".git" / "objects").iterdir():
        if len(folder.name) == 2:
            (tree / ".git" / "objects" / folder.name).symlink_to(folder)


def test_work_trees_and_submodules_are_known(repo: Path, tmp_path: Path) -> None:
    git(repo, "worktree", "add", "-q", str(tmp_path / "other"))
    assert ran("verdicts", "--against", "git:HEAD", cwd=tmp_path / "other").code == 0
    whole = repository(tmp_path / "whole", {})
    git(whole, "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(repo), "part")
    assert (whole / "part" / ".git").is_file()
    assert ran("verdicts", "--against", "git:HEAD", cwd=whole / "part").code == 0


def test_a_repository_is_read_by_git_alone(repo: Path) -> None:
    """What else is opened, and that nothing but git is started."""
    (answer,) = watched(repo, [["verdicts", "--against", "git:HEAD"]])
    assert answer.code == 0
    programs = [
        event for event in answer.others() if event.what not in ("os.fork", "subprocess.Popen", "os.posix_spawn")
    ]
    assert programs == []
    started = {Path(event.about).name for event in answer.others() if event.what == "subprocess.Popen"}
    assert started == {"git"}
    allowed = (*known(repo), os.path.realpath(tempfile.gettempdir()), "/dev", "pipe:")
    assert {path for path in answer.opened() if not str(path).startswith(allowed)} <= {*repo.parents, Path()}


def test_git_is_not_led_astray_by_its_environment(repo: Path, tmp_path: Path) -> None:
    victim = repository(tmp_path / "victim", {"squid.conf": CLOSED})
    env = {
        "GIT_DIR": str(victim / ".git"),
        "GIT_WORK_TREE": str(victim),
        "GIT_OBJECT_DIRECTORY": str(victim / ".git/objects"),
    }
    run = ran("verdicts", "--against", "git:HEAD", cwd=repo, env=env)
    assert (run.code, "no verdict changes" in run.out) == (0, True)


def test_this_would_be_seen(repo: Path, there: Path) -> None:
    """The canary shows where a file outside is read because the user names it."""
    (repo / "squid.conf").write_text(
        'http_port 3128\nacl a dstdomain "/etc/squid/list.txt"\nhttp_access deny a\nhttp_access allow all\n'
    )
    (answer,) = watched(
        repo, [["why", "squid.conf", f"https://{CANARY}.example/", "--path-map", f"/etc/squid={there}"]]
    )
    assert there / "list.txt" in answer.opened()
    assert "denied" in answer.out
    assert subprocess.run(["grep", "-q", CANARY, there / "list.txt"], check=False).returncode == 0
