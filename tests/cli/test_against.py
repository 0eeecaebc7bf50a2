"""`proxylint verdicts --against`: what a change window changes."""

from __future__ import annotations

import json
import os
import subprocess
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.cli.run import Run, proxylint
from tests.scaling.growth import CATALOGUE
from tests.scaling.squid_shapes.shape import pairs

SCHEMA = json.loads((files("proxylint.report") / "comparison.schema.json").read_text("utf-8"))

OPEN = "http_port 3128\nacl office src 10.0.0.0/8\nhttp_access allow office\nhttp_access deny all\n"
LOGIN = (
    "http_port 3128\nauth_param basic program /usr/lib/squid/basic_ncsa_auth /etc/squid/passwd\n"
    "acl office src 10.0.0.0/8\nacl staff proxy_auth REQUIRED\nhttp_access deny office !staff\n"
    "http_access allow office\nhttp_access deny all\n"
)
SAME = (
    "# a new head\nhttp_port 3128\nacl site src 10.128.0.0/9 10.0.0.0/9\n\nhttp_access allow site\n"
    "http_access deny all\n"
)


def git(folder: Path, *arguments: str) -> str:
    known = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "PATH": os.environ["PATH"]}
    people = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "init.defaultBranch=main"]
    done = subprocess.run(
        ["git", *people, *arguments], cwd=folder, env=known, capture_output=True, check=True, timeout=60
    )
    return done.stdout.decode().strip()


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    (tmp_path / "squid.conf").write_text(OPEN)
    return tmp_path


def commit(repo: Path) -> None:
    git(repo, "add", "-A")
    git(repo, "commit", "-q", "-m", "x")


def against(repo: Path, old: str, *more: str, paths: tuple[str, ...] = ("squid.conf",)) -> Run:
    run = proxylint("verdicts", *paths, "--against", old, *more, cwd=repo)
    assert "Traceback" not in run.err
    return run


def changed(run: Run) -> dict[str, list[dict[str, object]]]:
    report = json.loads(run.out)
    Draft202012Validator(SCHEMA).validate(report)
    return {one["file"] or one["old"]: one["changed"] for one in report["files"]}


def test_a_worse_verdict_is_told_with_cases_and_lines_and_exits_with_1(repo: Path) -> None:
    commit(repo)
    (repo / "squid.conf").write_text(LOGIN)
    run = against(repo, "git:HEAD")
    assert (run.code, run.err) == (1, "")
    head, rest = run.out.split("      https://", 1)
    assert head == (
        "squid.conf\n\n  worse: 19 required URLs\n"
        "    was  allowed\n         squid.conf:3  http_access allow office\n"
        "    now  a login is asked for\n         squid.conf:5  http_access deny office !staff\n"
        "    when client in 10.0.0.0/8\n"
    )
    assert "Against git:HEAD: 19 worse, 0 better, 0 otherwise changed, 0 unchanged of 19 required URLs" in rest


def test_the_way_back_is_better_and_exits_with_0(repo: Path) -> None:
    (repo / "old.conf").write_text(LOGIN)
    run = against(repo, "old.conf")
    assert run.code == 0
    assert "Against old.conf: 0 worse, 19 better, 0 otherwise changed, 0 unchanged of 19 required URLs" in run.out
    assert "old.conf:5  http_access deny office !staff" in run.out


@pytest.mark.parametrize("format", ["text", "markdown", "json", "csv"])
def test_equal_verdicts_give_an_empty_comparison(repo: Path, format: str) -> None:
    (repo / "old.conf").write_text(SAME)
    run = against(repo, "old.conf", "--format", format)
    assert (run.code, run.err) == (0, "")
    if format == "json":
        assert changed(run) == {"squid.conf": []}
    elif format == "csv":
        assert len(run.out.splitlines()) == 1
    else:
        assert "Against old.conf: no verdict changes, 19 required URLs compared." in run.out
        assert "https://" not in run.out


def test_json(repo: Path) -> None:
    (repo / "old.conf").write_text(OPEN)
    (repo / "squid.conf").write_text(OPEN.replace("deny all", "deny all").replace("allow office", "deny office"))
    found = changed(against(repo, "old.conf", "--format", "json"))["squid.conf"]
    first = found[0]
    assert (first["url"], first["required"], first["effect"]) == (
        "https://*.endpoint.security.microsoft.com/",
        True,
        "worse",
    )
    assert first["outcome"] == {"old": "proved", "new": "fail"}
    assert first["changes"] == [
        {
            "effect": "worse",
            "when": ["client in 10.0.0.0/8"],
            "listen": "3128",
            "host": "a.endpoint.security.microsoft.com",
            "path": None,
            "record": None,
            "unsure": None,
            "old": {
                "access": "allowed",
                "tls": "tunnelled",
                "route": ["direct"],
                "failure": None,
                "reason": None,
                "decided_by": {
                    "access": {"path": "old.conf", "line": 3},
                    "tls": None,
                    "route": None,
                },
            },
            "new": {
                "access": "denied",
                "tls": "silent",
                "route": [],
                "failure": None,
                "reason": None,
                "decided_by": {"access": {"path": "squid.conf", "line": 3}, "tls": None, "route": None},
            },
        }
    ]


def test_markdown_is_a_table_that_files_cannot_break(repo: Path) -> None:
    name = "a|b`c<img/src=x>&lt;*d*"
    (repo / "old.conf").write_text(OPEN)
    bad = f"acl {name} browser x\nhttp_access deny {name}\n"
    (repo / "squid.conf").write_text("http_port 3128\n" + bad + OPEN.partition("\n")[2])
    run = against(repo, "old.conf", "--format", "markdown")
    assert run.code == 1
    lines = run.out.splitlines()
    rows = [line for line in lines if line.startswith("| squid.conf")]
    assert len(rows) >= 19
    for row in rows:
        assert row.replace("\\|", "").count("|") == lines[0].count("|")
        assert "`a`\\|``b`c<img/src=x>&lt;*d*``" in row


def test_text_cannot_speak_to_the_terminal_or_the_runner(repo: Path) -> None:
    (repo / "old.conf").write_text(OPEN)
    bad = b"acl x\x1b[2J##[error]\xe2\x80\xae browser x\nhttp_access deny x\x1b[2J##[error]\xe2\x80\xae\n"
    (repo / "squid.conf").write_bytes(b"http_port 3128\n" + bad + OPEN.partition("\n")[2].encode())
    for format in ("text", "markdown"):
        run = against(repo, "old.conf", "--format", format)
        assert run.code == 1
        assert "19 worse" in run.out
        assert not {"\x1b", "\u202e"} & set(run.out)
        assert "##[" not in run.out


def test_only_some_hosts_change(repo: Path) -> None:
    (repo / "old.conf").write_text(OPEN)
    (repo / "squid.conf").write_text(
        OPEN.replace(
            "http_access allow",
            "acl eu dstdomain .eu.endpoint.security.microsoft.com\nhttp_access deny eu\nhttp_access allow",
        )
    )
    found = changed(against(repo, "old.conf", "--format", "json"))["squid.conf"]
    required = [one for one in found if one["required"]]
    assert [one["url"] for one in required] == ["https://*.endpoint.security.microsoft.com/"]
    (change,) = required[0]["changes"]  # type: ignore[misc, attr-defined]
    assert change["host"].endswith("eu.endpoint.security.microsoft.com")
    assert "such as https://eu.endpoint.security.microsoft.com/" in against(repo, "old.conf").out


def test_list_files_of_a_commit_come_from_that_commit(repo: Path) -> None:
    (repo / "squid.conf").write_text(
        'http_port 3128\nacl no dstdomain "/etc/squid/lists/no.txt"\nhttp_access deny no\nhttp_access allow all\n'
    )
    (repo / "lists").mkdir()
    (repo / "lists" / "no.txt").write_text(".example.org\n")
    commit(repo)
    assert against(repo, "git:HEAD").code == 0
    (repo / "lists" / "no.txt").write_text(".example.org\ngo.microsoft.com\n")
    for more in ((), ("--path-map", "/etc/squid=.")):
        run = against(repo, "git:HEAD", "--format", "json", *more)
        assert run.code == 1
        worse = [one["url"] for one in changed(run)["squid.conf"] if one["required"]]
        assert worse == ["https://go.microsoft.com/", "http://go.microsoft.com/*"]
    (repo / "lists" / "no.txt").unlink()
    assert against(repo, "git:HEAD").code == 1


def test_folders_are_compared_file_by_file(repo: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    old = tmp_path_factory.mktemp("old")
    (old / "sub").mkdir()
    (repo / "sub").mkdir()
    (old / "sub" / "proxy.pac").write_text('function FindProxyForURL(u, h) { return "PROXY p:1"; }')
    (repo / "sub" / "proxy.pac").write_text('function FindProxyForURL(u, h) { return "DIRECT"; }')
    (old / "squid.conf").write_text(OPEN)
    (old / "gone.pac").write_text('function FindProxyForURL(u, h) { return "PROXY p:1"; }')
    (repo / "new.pac").write_text('function FindProxyForURL(u, h) { return "PROXY p:1"; }')
    run = against(repo, str(old), "--format", "json", paths=(".",))
    assert run.code == 1
    report = json.loads(run.out)
    assert {(one["file"] or one["old"]).rpartition("/")[2]: one["state"] for one in report["files"]} == {
        "gone.pac": "removed",
        "new.pac": "added",
        "squid.conf": "compared",
        "proxy.pac": "compared",
    }
    found = {one["file"]: one["changed"] for one in report["files"]}
    assert found["squid.conf"] == []
    assert {(one["effect"], one["required"]) for one in found["sub/proxy.pac"]} >= {("worse", True)}
    text = against(repo, str(old), paths=(".",)).out
    assert "new.pac: this file is new; there is nothing to hold it against" in text
    assert "this file is no longer there" in text


LISTED = 'http_port 3128\nacl all_of_it dstdomain "/etc/squid/lists/allow.txt"\nhttp_access allow all_of_it\n'


@pytest.mark.parametrize("where", ["elsewhere", "in the tree", "a repository", "two sites"])
@pytest.mark.parametrize("part", ["", "proxy"])
def test_a_copied_tree_finds_its_lists(
    repo: Path, tmp_path_factory: pytest.TempPathFactory, where: str, part: str
) -> None:
    """The lists lie beside the folder of the configuration, in both trees."""
    if where == "two sites":
        new, old = repo / "new", repo / "old"
    else:
        new, old = repo, repo / "copy" if where == "in the tree" else tmp_path_factory.mktemp("old")
    for tree in (new, old):
        (tree / "proxy").mkdir(parents=True, exist_ok=True)
        (tree / "lists").mkdir()
        (tree / "proxy" / "squid.conf").write_text(LISTED)
        (tree / "lists" / "allow.txt").write_text(".com\n.net\n")
    if where == "two sites":
        for tree in (new, old):
            (tree / "lists" / "allow.txt").rename(repo / "allow.txt")
            (tree / "proxy" / "squid.conf").write_text(LISTED.replace("lists/", ""))
    if where == "a repository":
        git(old, "init", "-q")
    path = str((new / part).relative_to(repo))
    names = ("--format", "json", "--exclude", "/squid.conf,/copy")
    same = changed(against(repo, str(old / part), *names, paths=(path,)))
    assert same == {str((new / "proxy" / "squid.conf").relative_to(repo)): []}
    if where != "two sites":
        (old / "lists" / "allow.txt").write_text(".net\n")
        assert against(repo, str(old / part), *names, paths=(path,)).code == 0
        (old / "lists" / "allow.txt").write_text(".com\n.net\n")
        (new / "lists" / "allow.txt").write_text(".net\n")
        assert against(repo, str(old / part), *names, paths=(path,)).code == 1


def test_a_file_that_squid_refuses_now(repo: Path) -> None:
    commit(repo)
    (repo / "squid.conf").write_text(OPEN.replace("allow office", "allow offices"))
    run = against(repo, "git:HEAD")
    assert run.code == 2
    assert "squid.conf: no verdict any more: " in run.out
    (repo / "old.conf").write_text(OPEN.replace("allow office", "allow offices"))
    (repo / "squid.conf").write_text(OPEN)
    run = against(repo, "old.conf")
    assert run.code == 0
    assert "there was no verdict before" in run.out


@pytest.mark.parametrize(
    ("old", "said"),
    [
        ("none.conf", "'none.conf' does not exist"),
        ("git:none", "no commit"),
        ("git:", "name a commit"),
        ("git:--output=x", "name a commit"),
        ("git:HEAD:squid.conf", "name a commit"),
        ("git:HEAD\n", "name a commit"),
    ],
)
def test_wrong_olds(repo: Path, old: str, said: str) -> None:
    commit(repo)
    run = against(repo, old)
    assert (run.code, run.out) == (2, "")
    assert said in run.err


def test_no_repository(tmp_path: Path) -> None:
    (tmp_path / "squid.conf").write_text(OPEN)
    run = against(tmp_path, "git:HEAD")
    assert run.code == 2
    assert "is no git repository" in run.err


def test_a_clone_that_shares_objects_has_a_way_that_works(repo: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """What lies in another repository may not be for those who see the report; the user may say that it is."""
    commit(repo)
    folder = tmp_path_factory.mktemp("clones")
    git(folder, "clone", "-q", "--shared", str(repo), "shared")
    run = against(folder / "shared", "git:HEAD")
    assert (run.code, run.out) == (2, "")
    assert run.err == (
        "proxylint: --against 'git:HEAD': its objects are in another repository as well (objects/info/alternates); "
        "check it out (git worktree add) and name the folder\n"
    )
    git(folder / "shared", "worktree", "add", "-q", "../old", "HEAD")
    assert against(folder / "shared", "../old", paths=(".",)).code == 0


def test_nothing_of_a_repository_is_run(repo: Path) -> None:
    """Filters, hooks, text conversion, a file system monitor and a pager would each leave a file behind."""
    run = f"touch '{repo}/ran'; cat"
    (repo / ".gitattributes").write_text("* filter=evil diff=evil\n")
    commit(repo)
    for key in ("filter.evil.smudge", "filter.evil.clean", "diff.evil.textconv", "core.fsmonitor", "core.pager"):
        git(repo, "config", key, run)
    hooks = repo / "hooks"
    hooks.mkdir()
    for name in ("post-checkout", "reference-transaction", "post-index-change"):
        (hooks / name).write_text(f"#!/bin/sh\ntouch '{repo}/ran'\n")
        (hooks / name).chmod(0o755)
    git(repo, "config", "core.hooksPath", str(hooks))
    (repo / "ran").unlink(missing_ok=True)
    assert against(repo, "git:HEAD").code == 0
    assert not (repo / "ran").exists()


def test_nothing_is_fetched_for_a_partial_clone(repo: Path) -> None:
    """git would ask the remote for an object that is missing, and a remote may be any command."""
    (repo / "list.txt").write_text("a\n")
    commit(repo)
    blob = git(repo, "rev-parse", "HEAD:list.txt")
    (repo / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    settings = {
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        "remote.origin.url": f"ext::sh -c touch% {repo}/ran",
        "protocol.allow": "always",
        "protocol.ext.allow": "always",
    }
    for key, value in settings.items():
        git(repo, "config", key, value)
    run = against(repo, "git:HEAD")
    assert (run.code, run.out) == (2, "")
    assert not (repo / "ran").exists()
    with pytest.raises(subprocess.CalledProcessError):
        git(repo, "cat-file", "-p", blob)
    assert (repo / "ran").exists(), "this test would find nothing"


def test_hostile_trees_do_not_reach_outside(repo: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Links out of the tree, names that climb, and a link that a file of the same name would be written through."""
    outside = tmp_path_factory.mktemp("outside")
    (outside / "squid.conf").write_text(LOGIN)
    blob = git(repo, "hash-object", "-w", "squid.conf")
    (repo / "target").write_text(str(outside))
    link = git(repo, "hash-object", "-w", "target")
    entries = f"100644 blob {blob}\tsquid.conf\n120000 blob {link}\tdir\n"
    inner = (
        subprocess.run(
            ["git", "mktree"], cwd=repo, input=f"100644 blob {blob}\t..\n".encode(), capture_output=True, check=True
        )
        .stdout.decode()
        .strip()
    )
    tree = (
        subprocess.run(
            ["git", "mktree"],
            cwd=repo,
            input=f"{entries}040000 tree {inner}\tsub\n".encode(),
            capture_output=True,
            check=True,
        )
        .stdout.decode()
        .strip()
    )
    revision = git(repo, "commit-tree", tree, "-m", "x")
    before = sorted(outside.iterdir())
    assert against(repo, f"git:{revision}").code == 0
    assert sorted(outside.iterdir()) == before
    (repo / "dir").mkdir()
    (repo / "dir" / "squid.conf").write_text(OPEN)
    run = against(repo, f"git:{revision}", "--format", "json", paths=("dir/squid.conf",))
    assert [one["state"] for one in json.loads(run.out)["files"]] == ["added"]


def test_clients_are_not_for_comparing(repo: Path) -> None:
    (repo / "clients.toml").write_text("")
    run = against(repo, "squid.conf", "--clients", "clients.toml")
    assert run.code == 2
    assert "leave out --clients" in run.err


def deep_in(repo: Path, name: str) -> None:
    """A squid.conf in a folder that is not searched."""
    folder = repo.joinpath(name, *["d"] * 401)
    folder.mkdir(parents=True)
    (folder / "squid.conf").write_text(LOGIN)


DEEP = "was not searched: it lies more than 400 folders deep\n"


def test_folders_that_are_not_searched_are_told_of_either_side(
    repo: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    short = "/".join(["d"] * 20)
    commit(repo)
    other = tmp_path_factory.mktemp("old")
    (other / "squid.conf").write_text(OPEN)
    assert against(repo, str(other), paths=(".",)).err == ""
    deep_in(repo, "new")
    for old in ("git:HEAD", str(other)):
        run = against(repo, old, paths=(".",))
        assert run.err.startswith("proxylint: the folder 'new/d/d/") and run.err.endswith(f"{short}' {DEEP}")
        assert run.err.count("\n") == 1
    commit(repo)
    deep_in(other, "gone")
    for old in ("git:HEAD", str(other)):
        run = against(repo, old, paths=(".",))
        assert run.err.startswith("proxylint: the folder 'new/d/d/")
        assert run.err.endswith(f"{short}' and 1 more like it were not searched: it lies more than 400 folders deep\n")
        assert against(repo, old, paths=("squid.conf",)).err == ""
    subprocess.run(["rm", "-rf", "new"], cwd=repo, check=True)
    for old, shown in (("git:HEAD", "git:HEAD:new/d/d/"), (str(other), f"{other}/gone"[:40])):
        run = against(repo, old, paths=(".",))
        assert run.err.startswith(f"proxylint: the folder '{shown}") and run.err.endswith(f"{short}' {DEEP}")


@pytest.mark.parametrize("name", ["/etc/squid/lists/allow.txt", "lists/allow.txt"])
def test_an_old_file_without_its_lists(repo: Path, tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    """A copy of one file, as `git show` makes it: what it reads is not guessed to be what is read today."""
    text = LISTED.replace("/etc/squid/lists/allow.txt", name)
    old = tmp_path_factory.mktemp("old") / "squid.conf"
    old.write_text(text)
    (repo / "squid.conf").write_text(text)
    (repo / "lists").mkdir()
    (repo / "lists" / "allow.txt").write_text(".com\n")
    run = against(repo, str(old))
    assert run.err == (
        f"proxylint: none of the files that '{old}' reads was found beside it; name a folder or git:REVISION to "
        "compare those as well\n"
    )
    assert "unknown" in run.out
    (old.parent / "lists").mkdir()
    (old.parent / "lists" / "allow.txt").write_text(".com\n")
    assert against(repo, str(old)).err == ""
    old.write_text(OPEN)
    assert against(repo, str(old)).err == ""


def patterned(letter: str) -> str:
    """Each line leaves one part more, and telling all of them apart takes most of what a question may cost."""
    text = pairs("dstdom_regex", f"^{letter}{{at}}x[0-9]+", "dstdom_regex", f"{letter}y{{at}}[0-9]+")(50)
    return f"http_port 3128\n{text}http_access allow all\n"


def test_names_that_take_too_much_searching_are_told_as_a_change_that_is_not_proved(tmp_path: Path) -> None:
    for name, letter in (("old.conf", "h"), ("new.conf", "k")):
        (tmp_path / name).write_text(patterned(letter))
    arguments = ("verdicts", "--kind", "squid", "--endpoints", CATALOGUE, "new.conf", "--against", "old.conf")
    done = proxylint(*arguments, cwd=tmp_path)
    assert done.code in (0, 1), done.err
    assert "cannot be held against each other" in done.out
