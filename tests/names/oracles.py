"""The engines that proxies and PAC files really use, asked about patterns: libc's regcomp and V8."""

from __future__ import annotations

import ctypes
import json
import locale
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest

_EXTENDED, _ICASE, _NOSUB = 1, 2, 8

SLOW = "slow"
"""V8 backtracks, and gives up on some patterns that are nothing to a machine without backtracking."""

_NODE_SCRIPT = r"""
const vm = require('vm');
const questions = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const context = vm.createContext({});
const script = new vm.Script(`
  (() => {
    const shExpMatch = p => p.replace(/\\./g, '\\\\.').replace(/\\*/g, '.*').replace(/\\?/g, '.');
    const made = () => flags === 'shell' ? new RegExp('^' + shExpMatch(pattern) + '$') : new RegExp(pattern, flags);
    const exec = text => { const found = regex.exec(text); return found && [found.index, ...found]; };
    let regex;
    try { regex = made(); } catch (error) { return null; }
    if (captures) return texts.map(exec);
    return texts.map(text => { regex.lastIndex = 0; return regex.test(text) ? '1' : '0'; }).join('');
  })()`);
const answers = questions.map(([pattern, flags, texts, captures]) => {
  Object.assign(context, { pattern, flags, texts, captures });
  try { return script.runInContext(context, { timeout: 300 }); } catch (error) { return 'slow'; }
});
process.stdout.write(JSON.stringify(answers));
"""

needs_glibc = pytest.mark.skipif(
    not hasattr(ctypes.CDLL(None), "gnu_get_libc_version"),
    reason="the C library is not glibc, which Squid's builds use",
)
needs_v8 = pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")


@contextmanager
def c_locale() -> Iterator[None]:
    """Squid never calls setlocale, so its regcomp works in the C locale; Python has set another one."""
    before = locale.setlocale(locale.LC_ALL)
    locale.setlocale(locale.LC_ALL, "C")
    try:
        yield
    finally:
        locale.setlocale(locale.LC_ALL, before)


def libc_answers(pattern: str, ignore_case: bool, texts: Sequence[str]) -> str | None:
    """One 0 or 1 per text; None = regcomp refuses the pattern. Call it within `c_locale`."""
    libc = ctypes.CDLL(None)
    compiled = ctypes.create_string_buffer(256)
    flags = _EXTENDED | _NOSUB | (_ICASE if ignore_case else 0)
    if libc.regcomp(compiled, pattern.encode("utf-8", "surrogateescape"), flags):
        return None
    try:
        return "".join("0" if libc.regexec(compiled, text.encode(), 0, None, 0) else "1" for text in texts)
    finally:
        libc.regfree(compiled)


Question = tuple[str, str, Sequence[str]]
Capture = list[int | str | None]


def v8_answers(questions: Sequence[Question]) -> list[str | None]:
    """Per (pattern, flags or "shell", texts): one 0 or 1 per text; None = the constructor throws; or SLOW."""
    answers: list[str | None] = _node([(*question, False) for question in questions])
    return answers


def v8_captures(questions: Sequence[Question]) -> list[list[Capture | None]]:
    """Per text: None, or where `exec` found it, what, and each group."""
    answers: list[list[Capture | None]] = _node([(*question, True) for question in questions])
    return answers


_VALUES_SCRIPT = r"""
const vm = require('vm');
const answers = JSON.parse(require('fs').readFileSync(0, 'utf8')).map(expression => {
  try { return vm.runInNewContext(expression, {}, { timeout: 300 }); } catch (error) {
    return error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT' ? 'slow' : null;
  }
});
process.stdout.write(JSON.stringify(answers));
"""


def v8_values(expressions: Sequence[str]) -> list[Any]:
    """What each comes to; None = it throws; or SLOW."""
    return _node(expressions, _VALUES_SCRIPT)


def _node(questions: Sequence[object], script: str = _NODE_SCRIPT) -> list:  # type: ignore[type-arg]
    done = subprocess.run(
        ["node", "-e", script],
        input=json.dumps(questions),
        capture_output=True,
        text=True,
        timeout=600,
        check=True,
    )
    answers: list = json.loads(done.stdout)  # type: ignore[type-arg]
    return answers
