"""Runs inside a process of its own, which may hang or be killed: puts questions to one JavaScript engine.

    python child.py quickjs|v8  < jobs  > answers

A line of input is a job, `{"pac": text, "asks": [{"url", "host", "world"}]}`; the line of output for it is the list of
its answers, `{"kind", "value"}`. Every question gets a fresh context.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

HELPERS = Path(__file__).with_name("helpers.js").read_text("utf-8")
Run = Callable[[str], object]


def quickjs() -> Run:
    import quickjs as engine

    context = engine.Context()
    context.set_memory_limit(256 * 1024 * 1024)
    return context.eval  # type: ignore[no-any-return]


def v8() -> Run:
    from py_mini_racer import MiniRacer

    return MiniRacer().eval


def main(fresh: Callable[[], Run]) -> None:
    for line in sys.stdin:
        job = json.loads(line)
        answers = [_answer(fresh, job["pac"], ask) for ask in job["asks"]]
        print(json.dumps(answers), flush=True)


def _answer(fresh: Callable[[], Run], pac: str, ask: dict[str, object]) -> dict[str, str]:
    run = fresh()
    run(f"({HELPERS.strip()})({json.dumps(ask['world'])})")
    try:
        run(pac)
    except Exception as error:
        return {"kind": "error" if _starts(fresh, pac, ask) else "syntax", "value": str(error)}
    try:
        answer = run(f"__ask({json.dumps(ask['url'])}, {json.dumps(ask['host'])})")
    except Exception as error:  # such as a stack that is full when the answer is written
        return {"kind": "error", "value": str(error)}
    found: dict[str, str] = json.loads(str(answer))
    return found


def _starts(fresh: Callable[[], Run], pac: str, ask: dict[str, object]) -> bool:
    """Whether a text that fails runs at all, or is no JavaScript: a mark in front is set only in the first case."""
    run = fresh()
    run(f"({HELPERS.strip()})({json.dumps(ask['world'])})")
    try:
        run(f"var __begun = 1; {pac}")
    except Exception:
        return bool(run("typeof __begun === 'number' && __begun === 1"))
    return True


if __name__ == "__main__":
    try:
        main({"quickjs": quickjs, "v8": v8}[sys.argv[1]])
        sys.stdout.flush()
    finally:
        # V8 may wait for ever when the interpreter ends in the usual way.
        os._exit(0)
