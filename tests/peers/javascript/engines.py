"""Asks real JavaScript engines what a PAC answers, in child processes that are killed when they take too long."""

from __future__ import annotations

import importlib.util
import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

ENGINES = {"quickjs": "quickjs", "v8": "py_mini_racer"}
PATIENCE = 20.0
OWN, NOW = "10.1.2.3", "2026-11-25T10:00"


@dataclass(frozen=True, slots=True)
class Answer:
    """`kind`: string, error (thrown, or no entry function), not-a-string, syntax, timeout. `value`: the string."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Question:
    """`resolve`: lower-case name or `*.name` to addresses; a name that is not there does not resolve. `now`: UTC."""

    url: str
    host: str
    resolve: Mapping[str, Sequence[str]] = field(default_factory=dict)
    own: str = OWN
    now: str = NOW


def missing(engine: str) -> str | None:
    """Why an engine cannot be asked here, or None."""
    module = ENGINES[engine]
    return None if importlib.util.find_spec(module) else f"the Python package of {engine} ({module}) is not installed"


def ask(pac: str, url: str, host: str, *, engine: str = "quickjs", **world: object) -> Answer:
    """One question; `world` as in `Question`."""
    return ask_many(engine, [(pac, [Question(url, host, **world)])])[0][0]  # type: ignore[arg-type]


def ask_many(engine: str, jobs: Sequence[tuple[str, Sequence[Question]]]) -> list[list[Answer]]:
    """The answers to each job, a PAC and its questions. A job that takes longer than `PATIENCE` seconds is given up."""
    done: list[list[Answer]] = []
    while len(done) < len(jobs):
        rest = jobs[len(done) :]
        done += _ask_child(engine, rest)
        if len(done) < len(jobs):
            done.append([Answer("timeout", "")] * len(jobs[len(done)][1]))
    return done


def _ask_child(engine: str, jobs: Sequence[tuple[str, Sequence[Question]]]) -> list[list[Answer]]:
    """What one child answers before it is stuck."""
    around = {**os.environ, "TZ": "UTC"}
    command = [sys.executable, str(Path(__file__).with_name("child.py")), engine]
    child = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=around
    )
    lines: queue.Queue[bytes] = queue.Queue()
    threads = [
        threading.Thread(target=_write, args=(child, jobs), daemon=True),
        threading.Thread(target=_read, args=(child, lines), daemon=True),
    ]
    for thread in threads:
        thread.start()
    try:
        return list(_collect(lines, len(jobs)))
    finally:
        child.kill()
        child.wait()
        for thread in threads:
            thread.join()
        assert child.stdin and child.stdout
        child.stdout.close()


def _collect(lines: queue.Queue[bytes], count: int) -> Iterator[list[Answer]]:
    for _ in range(count):
        try:
            line = lines.get(timeout=PATIENCE)
        except queue.Empty:
            return
        if not line:
            return
        yield [Answer(**answer) for answer in json.loads(line)]


def _write(child: subprocess.Popen[bytes], jobs: Sequence[tuple[str, Sequence[Question]]]) -> None:
    assert child.stdin
    try:
        with child.stdin:
            for pac, questions in jobs:
                asks = [{"url": one.url, "host": one.host, "world": _world(one)} for one in questions]
                child.stdin.write(json.dumps({"pac": pac, "asks": asks}).encode() + b"\n")
    except (BrokenPipeError, ConnectionError):
        pass


def _read(child: subprocess.Popen[bytes], lines: queue.Queue[bytes]) -> None:
    assert child.stdout
    for line in child.stdout:
        lines.put(line)
    lines.put(b"")


def _world(question: Question) -> dict[str, object]:
    now = datetime.fromisoformat(question.now).replace(tzinfo=UTC)
    resolve = {name: list(addresses) for name, addresses in question.resolve.items()}
    return {"own": question.own, "now": int(now.timestamp() * 1000), "resolve": resolve}
