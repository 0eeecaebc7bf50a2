"""What an attacker lays, and a run of the program that tells whatever it opened, started and connected to."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from proxylint.cli.writers import WRITERS
from tests.cli.run import python
from tests.cli.test_against import git

CANARY = "canary-7d1f"
"""Stands in files that must not be read, and must not be met in anything that is said."""

OPEN = "http_port 3128\nacl office src 10.0.0.0/8\nhttp_access allow office\nhttp_access deny all\n"
CLOSED = "http_port 3128\nhttp_access deny all\n"
URL = "https://go.microsoft.com/"

_WATCH = """
import io, json, os, sys
asked, = json.load(sys.stdin)
seen, on = [], False
WATCHED = ("subprocess", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.spawn", "socket", "ctypes.dl",
    "urllib", "ftplib", "smtplib", "http", "pickle", "webbrowser", "os.startfile", "shutil.unpack")
def note(event, words):
    global on
    if not on:
        return
    if event == "open" and isinstance(words[0], (str, bytes)):
        on = False
        seen.append(["open", os.path.realpath(os.fsdecode(words[0])), str(words[1])])
        on = True
    elif event in ("os.listdir", "os.scandir"):
        on = False
        place = "" if isinstance(words[0], int) else os.path.realpath(os.fsdecode(words[0] or "."))
        seen.append(["list", place, ""])
        on = True
    elif event.startswith(WATCHED):
        seen.append([event, str(words[0]) if words else "", str(words[1:])])
    elif event == "compile" and "canary" in str(words[0]):
        seen.append(["compile", str(words[1]), ""])
sys.addaudithook(note)
from proxylint.cli.run import run
answers = []
for arguments in asked:
    out, err = io.StringIO(), io.StringIO()
    sys.stdout, sys.stderr, on = out, err, True
    code = run(arguments)
    on = False
    sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
    answers.append([code, out.getvalue(), err.getvalue(), seen])
    seen = []
json.dump(answers, sys.stdout)
"""


class Event(NamedTuple):
    """As the interpreter tells it (sys.addaudithook). `what`: open, list, or the name of the event."""

    what: str
    about: str
    how: str


class Answer(NamedTuple):
    code: int
    out: str
    err: str
    events: tuple[Event, ...]

    @property
    def said(self) -> str:
        return self.out + self.err

    def opened(self) -> set[Path]:
        return {Path(event.about) for event in self.events if event.what in ("open", "list")}

    def written(self) -> set[Path]:
        return {Path(event.about) for event in self.events if event.what == "open" and event.how[:1] in "wax+"}

    def others(self) -> list[Event]:
        """What was started, connected to, or executed."""
        return [event for event in self.events if event.what not in ("open", "list")]


def watched(cwd: Path, asked: Sequence[Sequence[str]], env: Mapping[str, str] | None = None) -> list[Answer]:
    """One process runs one command after the other."""
    ran = python(["-c", _WATCH], cwd, env, json.dumps([asked]).encode())
    assert ran.err == "", ran.err
    answers = [
        Answer(code, out, err, tuple(Event(*one) for one in seen)) for code, out, err, seen in json.loads(ran.out)
    ]
    assert "Traceback" not in "".join(answer.err for answer in answers)
    return answers


def every_command(files: Sequence[str], *options: str) -> list[list[str]]:
    """Whatever reads a file of a repository, in every format; `options`: for all of them."""
    checks = [["check", *files, "-f", name] for name in sorted(WRITERS)]
    checks += [["check", "."], ["check", *files, "--group"], ["check", *files, "--statistics"]]
    checks += [["check", *files, "--no-suppressions", "-f", "sarif", "--sarif-suppressions"]]
    whys = [["why", file, URL, "-f", name] for file in files for name in ("text", "json")]
    tables = [["verdicts", *files, "-f", name] for name in ("text", "json", "csv", "markdown")]
    shown = [["check", "--show-settings", *files]]
    return [[*one, *options] for one in (*checks, *whys, *tables, *shown)]


def repository(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """A work tree with these files and one commit of them."""
    folder.mkdir(exist_ok=True)
    git(folder, "init", "-q")
    lay(folder, files)
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", "x")
    return folder


def lay(folder: Path, files: Mapping[str, str | bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def object_of(folder: Path, *arguments: str, stdin: bytes = b"") -> str:
    """The name of the object that a command of git makes."""
    done = subprocess.run(["git", *arguments], cwd=folder, input=stdin, capture_output=True, check=True, timeout=60)
    return done.stdout.decode().strip()
