"""Hostile files through the real command line: an end with a message, in less than 300 MB."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.formats.pac.test_hostile import MOST_MEMORY, entry, filled

SAFETY = 600
"""Seconds of wall clock, for a hang; limits are steps."""

SCRIPTS: dict[str, tuple[str, str]] = {
    "recursion that doubles": (
        entry("return f(60);", "function f(n) { return n ? f(n - 1) + f(n - 1) : 1; }"),
        "did not end within 200,000 steps",
    ),
    "mutual recursion": (
        entry("return a(1); function a(n) { return b(n); } function b(n) { return a(n); }"),
        "RangeError: Maximum call stack size exceeded",
    ),
    "endless do": (entry("do {} while (1);"), "did not end within 200,000 steps"),
    "array of arrays": (entry("var a = []; while (true) a.push(a.slice(), {});"), "more text and lists than"),
    "string that doubles": (entry('var s = "x"; while (true) s += s;'), "more text and lists than"),
    "padding": (entry('var a = []; for (;;) a.push("x".padStart(1000000, "ab"));'), "more text and lists than"),
    "a getter that gets itself": (entry("var o = {get x() { return this.x; }}; return o.x;"), "RangeError"),
    "100,000 brackets": (entry("return " + "(" * 100_000 + "1" + ")" * 100_000 + ";"), "too deeply nested"),
    "100,000 functions": (entry("function a(){" * 70_000 + "}" * 70_000), "too deeply nested"),
    "5 MB of ||": (
        filled(
            5_000_000,
            lambda at: f'dnsDomainIs(host, "d{at}.example") ||\n',
            "function FindProxyForURL(url, host) { if (",
            "0) return; }",
        ),
        "larger than 1,048,576 bytes",
    ),
    "5 MB of text": (entry(f'var s = "{"x" * 5_000_000}"; return s;'), "larger than 1,048,576 bytes"),
    "a look at the host without end": (
        entry('for (var i = 0; i < 1e9; i++) if (host.indexOf("a" + i) == 0) return "PROXY p:1";'),
        "steps for the questions before this one",
    ),
    "the same in a long file": (
        entry('for (var i = 0; i < 1e9; i++) if (host.indexOf("a" + i) == 0) return "PROXY p:1";') + " " * 100_000,
        "did not end in 2 runs and is asked no more",
    ),
    "a long way to every answer": (
        entry('for (var i = 0, n = 0; i < 90000; i++) n += i; return host.indexOf("q") == 0 ? "DIRECT" : "PROXY p:1";'),
        "steps for the questions before this one",
    ),
    "recursion that doubles with the host": (
        entry("return f(60, host);", "function f(n, h) { return n ? f(n - 1, h) + f(n - 1, h) : h.length; }"),
        "did not end",
    ),
    "text that gets its own text": (entry('var o = {toString: function () { return "" + o; }}; return "" + o;'), ""),
    "a chain of closures": (
        entry("var f; for (;;) f = wrapped(f);", "function wrapped(g) { return function () { return g(); }; }"),
        "more text and lists than",
    ),
    "a length of 10^9": (entry("var a = []; a.length = 1e9; return a.join();"), "an array of more than"),
    "try and finally": (entry("for (;;) { try { continue; } finally { host.length; } }"), "did not end"),
    "600 kB of one pattern": (
        filled(
            600_000,
            lambda at: f"d{at}\\.example|",
            "function FindProxyForURL(url, host) { if (/(^|\\.)(",
            'x)$/.test(host)) return "DIRECT"; return "PROXY p:1"; }',
        ),
        "Checked 1 file",
    ),
    "1 MB of if": (
        filled(
            1_000_000,
            lambda at: f'if (shExpMatch(host, "*.d{at}.example")) return "DIRECT";\n',
            "function FindProxyForURL(url, host) { ",
            'return "PROXY p:1"; }',
        ),
        "Checked 1 file",
    ),
}


def checked(path: str) -> tuple[int, str, int]:
    """The exit code, what is reported, and the peak of memory in megabytes, of `proxylint check`."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with tempfile.TemporaryFile() as said:
        command = [sys.executable, "-c", PEAK, path]
        done = subprocess.run(
            command, stdout=said, stderr=subprocess.PIPE, env=environment, timeout=SAFETY, check=False
        )
        said.seek(0)
        return done.returncode, said.read().decode(), int(done.stderr.decode().rpartition("peak ")[2] or -1)


PEAK = """
import os, resource, subprocess, sys
code = subprocess.call([sys.executable, "-m", "proxylint", "check", sys.argv[1]])
sys.stderr.write(f"peak {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024}")
sys.exit(code)
"""
"""In a process of its own, whose only child the program is: the peak counts no other test."""


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_file_ends_with_a_message(name: str, tmp_path: Path) -> None:
    text, expected = SCRIPTS[name]
    path = tmp_path / "proxy.pac"
    path.write_text(text, encoding="utf-8")
    code, said, peak = checked(str(path))
    assert code in (0, 1, 2)
    assert expected in said
    assert 0 < peak < MOST_MEMORY
