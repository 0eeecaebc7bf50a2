"""Outputs are whole or not there: whoever is killed, whatever is full or closed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from proxylint.cli.replacing import replace
from tests.cli.run import PATHS, TODAY, Run, proxylint, python
from tests.security.attacker import CLOSED

SLOW = """
import sys, time
from proxylint.report import json as report
write = report.write
def slowly(one, out):
    write(one, out)
    out.flush()
    open(sys.argv.pop(), "w").close()
    time.sleep(60)
report.write = slowly
from proxylint.__main__ import main
main()
"""
"""Says in a file, its last argument, that it is in the middle of a report."""


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    folder = tmp_path / "repo"
    (folder / ".git").mkdir(parents=True)
    (folder / "squid.conf").write_text(CLOSED)
    return folder


def shell(repo: Path, line: str) -> Run:
    """`proxylint` in the line is the program."""
    full = line.replace("proxylint", f"{sys.executable} -m proxylint")
    env = {**os.environ, "PYTHONPATH": PATHS, **TODAY}
    done = subprocess.run(["bash", "-c", full], cwd=repo, env=env, capture_output=True, check=False, timeout=60)
    return Run(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.mark.parametrize(
    ("how", "code"), [(signal.SIGKILL, -9), (signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["KILL", "INT", "TERM"]
)
def test_an_interrupted_report_leaves_the_old_one(repo: Path, how: signal.Signals, code: int) -> None:
    (repo / "report.json").write_text("old")
    ready = repo.parent / "ready"
    arguments = ["squid.conf", "-f", "json", "-o", "report.json", str(ready)]
    script = SLOW.replace("sys.argv.pop()", repr(str(ready)))
    running = subprocess.Popen(
        [sys.executable, "-c", script, *arguments[:-1]],
        cwd=repo,
        env={**os.environ, "PYTHONPATH": PATHS, **TODAY},
        stderr=subprocess.PIPE,
    )
    until(ready.exists)
    running.send_signal(how)
    _, err = running.communicate(timeout=30)
    assert running.returncode == code
    assert b"Traceback" not in err
    assert (repo / "report.json").read_text() == "old"
    assert sorted(path.name for path in repo.iterdir()) == [".git", "report.json", "squid.conf"]


def until(true: Callable[[], object]) -> None:
    for _ in range(600):
        if true():
            return
        time.sleep(0.05)
    raise AssertionError("it never came so far")


def parts(pid: int) -> list[int]:
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, check=False)
    return [int(one) for one in found.stdout.split()]


@pytest.mark.parametrize(
    ("how", "code"), [(signal.SIGKILL, -9), (signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["KILL", "INT", "TERM"]
)
def test_processes_that_share_the_files_end_with_the_first(repo: Path, how: signal.Signals, code: int) -> None:
    lines = "".join(f'  if (dnsDomainIs(host, ".x{n}.example")) return "PROXY p{n}:1";\n' for n in range(300))
    for number in range(40):
        (repo / f"{number}.pac").write_text(f'function FindProxyForURL(url, host) {{\n{lines}  return "DIRECT"; }}\n')
    running = subprocess.Popen(
        [sys.executable, "-m", "proxylint", "--jobs", "2", "-f", "json", "-o", "report.json", "."],
        cwd=repo,
        env={**os.environ, "PYTHONPATH": PATHS},
        stderr=subprocess.PIPE,
    )
    until(lambda: len(parts(running.pid)) >= 2)
    workers = parts(running.pid)
    running.send_signal(how)
    _, err = running.communicate(timeout=30)
    assert running.returncode == code
    assert b"Traceback" not in err
    until(
        lambda: (
            not any(
                Path(f"/proc/{one}/cmdline").exists() and Path(f"/proc/{one}/cmdline").read_bytes() for one in workers
            )
        )
    )
    assert not (repo / "report.json").exists()


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("proxylint squid.conf | true; exit ${PIPESTATUS[0]}", 1),
        ("proxylint squid.conf -f json | head -c 1 > /dev/null; exit ${PIPESTATUS[0]}", 1),
        ("proxylint --help | true; exit ${PIPESTATUS[0]}", 0),
    ],
)
def test_a_reader_in_a_shell_that_goes(repo: Path, line: str, code: int) -> None:
    """See `test_full_disk` for all commands."""
    run = shell(repo, line)
    assert (run.code, run.out, run.err) == (code, "", "")


@pytest.mark.parametrize(
    ("line", "code", "out", "err"),
    [
        ("proxylint squid.conf >&-", 2, "", "proxylint: standard output cannot be written: it is closed\n"),
        ("proxylint squid.conf -o report >&-", 1, "", ""),
        ("proxylint --kind no squid.conf 2>&-", 2, "", ""),
        ("proxylint --nonsense 2>/dev/full", 2, "", ""),
        ("proxylint none.conf >&- 2>&-", 2, "", ""),
        ("proxylint --kind no 2> >(exec true)", 2, "", ""),
        ("proxylint - <&-", 2, "", "proxylint: standard input cannot be read: it is closed\n"),
        ("proxylint squid.conf -o .git", 2, "", "proxylint: '.git' cannot be written: Is a directory\n"),
        ("proxylint squid.conf -o none/x", 2, "", "proxylint: 'none/x' cannot be written: No such file or directory\n"),
        (
            "proxylint squid.conf -o squid.conf/x",
            2,
            "",
            "proxylint: 'squid.conf/x' cannot be written: Not a directory\n",
        ),
    ],
)
def test_what_is_closed_or_no_file(repo: Path, line: str, code: int, out: str, err: str) -> None:
    run = shell(repo, line)
    assert (run.code, run.out, run.err) == (code, out, err)


def test_a_pipe_of_the_shell_is_written_to(repo: Path) -> None:
    run = shell(repo, "proxylint squid.conf -f json -o >(cat > copy); sleep 1")
    assert run.err == ""
    assert json.loads((repo / "copy").read_text())["version"] == 1


def test_a_pipe_that_nobody_reads_is_no_trap(repo: Path) -> None:
    os.mkfifo(repo / "report")
    run = proxylint("squid.conf", "-o", "report", cwd=repo)
    assert (run.code, run.err) == (2, "proxylint: 'report' cannot be written: No such device or address\n")


def test_permissions_stay(tmp_path: Path) -> None:
    (tmp_path / "report").write_text("old")
    (tmp_path / "report").chmod(0o640)
    replace(str(tmp_path / "report"), lambda out: out.write("new") and None)
    assert (tmp_path / "report").read_text() == "new"
    assert (tmp_path / "report").stat().st_mode & 0o777 == 0o640


def test_where_no_file_can_be_without_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another name, that no stranger can foresee, and nothing of it is left."""
    monkeypatch.delattr(os, "O_TMPFILE")
    seen: list[str] = []

    def broken(out: object) -> None:
        seen.extend(path.name for path in tmp_path.iterdir())
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        replace(str(tmp_path / "report"), broken)
    assert len(seen) == 1 and seen[0].endswith(".partial")
    assert list(tmp_path.iterdir()) == []
    replace(str(tmp_path / "report"), lambda out: out.write("new") and None)
    assert [path.read_text() for path in tmp_path.iterdir()] == ["new"]


def test_a_worker_that_is_killed_is_said(repo: Path) -> None:
    (repo / "b.conf").write_text("")
    script = (
        "import os, sys\n"
        "from proxylint import linting\n"
        "from proxylint.__main__ import main\n"
        "linting.Memory.told = lambda *_: os.kill(os.getpid(), 9)\n"
        "main()\n"
    )
    run = python(["-c", script, "--jobs", "2", "squid.conf", "b.conf"], repo)
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("proxylint: one of the processes that share the files was killed")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nobody can be killed in this process's place")
@pytest.mark.parametrize("named", [False, True], ids=["no name", "a name that cannot be foreseen"])
@pytest.mark.parametrize("how", ["killed", "interrupted"])
def test_whoever_is_stopped_at_any_step_of_writing(tmp_path: Path, how: str, named: bool) -> None:
    """At each step of which the interpreter tells: the report is the old one or the new one. Of an interrupted run
    nothing else is left, of a killed one at most a file that nobody knows."""
    for step in range(100):
        folder = tmp_path / str(step)
        folder.mkdir()
        (folder / "report").write_text("old")
        child = os.fork()
        if child == 0:
            _stopped_at(step, how, folder / "report", named)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        left = {path.name for path in folder.iterdir()} - {"report"}
        assert (folder / "report").read_text() in ("old", "new" * 100_000)
        assert len(left) <= (how == "killed") and all(name.endswith(".partial") for name in left)
        if code == 0:
            assert step >= 3 and (folder / "report").read_text() != "old"
            return
        assert code == (-9 if how == "killed" else 130)
    raise AssertionError("it takes no end")


def _stopped_at(step: int, how: str, path: Path, named: bool) -> None:
    """In a process of its own, which ends here."""
    left, on = [step], True
    if named:
        del os.O_TMPFILE

    def count(event: str, _: object) -> None:
        nonlocal on
        if not on or not event.startswith(("open", "os.")):
            return
        left[0] -= 1
        if left[0] < 0:
            on = False
            if how == "killed":
                os.kill(os.getpid(), signal.SIGKILL)
            raise KeyboardInterrupt

    sys.addaudithook(count)
    try:
        replace(str(path), lambda out: out.write("new" * 100_000) and None)
        on = False
    except BaseException:
        os._exit(130)
    os._exit(0)
