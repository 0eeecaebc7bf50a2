"""All writers of reports, fed with a finding whose every word may be an attack.

An input is a path, six texts and a file, parted by `%%` lines. What is hostile is told by the tests of the reports.
"""

from __future__ import annotations

import io
import json
from functools import cache
from importlib import import_module
from xml.etree import ElementTree

from proxylint.report import concise, sarif, terminal
from proxylint.report.sarif_about import About
from proxylint.ruletable import about
from tests.fuzz.target import Target
from tests.nearly.drawing import HOSTILE, Grammar
from tests.report.runner import commands
from tests.report.test_hostile import harmless, harmless_lines, report

WORDS = 7
LONGEST_PATH = 4096
"""PATH_MAX of Linux. Every report names it dozens of times."""

MACHINES = ("github", "gitlab", "junit", "rdjson", "markdown", "json")

REPORT: Grammar = {
    "file": ("<text>%%\n<text>%%\n<text>%%\n<text>%%\n<text>%%\n<text>%%\n<text>%%\n<line*>",),
    "line": ("<text>\n",),
    "text": ("<piece>", "<piece><piece>", "<piece*>"),
    "piece": (
        "acl a src 10.0.0.0/8", *(one for one in HOSTILE if "<" not in one), "::set-output name=a::b", "##[group]",
        "##vso[task.complete]", "[a](1)", "{0}", "e\u0301", "\x9b", "| a | b |", "**b**", "~~~", "```", "https://a.example/",
        "@a", "#1", "<open>b>", "&lt;", "&#0;", "\\|",
    ),
    "open": ("<",),
}  # fmt: skip


@cache
def about_rules() -> About:
    return about()


def run(data: bytes) -> None:
    parts = data.decode("utf-8", "surrogateescape").split("%%\n", WORDS)
    path, *words = [parts[0][:LONGEST_PATH], *parts[1:WORDS], *[""] * (WORDS - len(parts))]
    content = data.split(b"%%\n", WORDS)[-1]
    made = report(content, path, words, len(path), len(content))
    for ascii_only in (False, True):
        out = io.StringIO()
        terminal.write(made, out, color=ascii_only, width=1 + len(data) % 120, ascii_only=ascii_only)
        harmless(out, ascii_only=ascii_only)
        out = io.StringIO()
        concise.write(made, out, ascii_only=ascii_only)
        harmless(out, ascii_only=ascii_only)
    written = {}
    for name in MACHINES:
        out = io.StringIO()
        import_module(f"proxylint.report.{name}").write(made, out)
        written[name] = out.getvalue()
        if name != "json":
            parts_of_words = "\u200b" if name == "markdown" else ""  # parts a reference, so that no page makes a link
            harmless_lines(written[name].replace(parts_of_words, ""), printed=name == "github")
    assert sum(command.name == "error" for command in commands(written["github"])) == 1 + bool(made.unread)
    ElementTree.fromstring(written["junit"].encode())
    for name in ("gitlab", "rdjson", "json"):
        json.loads(written[name])
    first, second = io.StringIO(), io.StringIO()
    known = about_rules()
    for out in (first, second):
        sarif.write_with(known, made, out, category=words[0] or None, exit_code=1, suppressed=True)
    assert first.getvalue() == second.getvalue()
    assert first.getvalue().isascii()
    json.dumps(json.loads(first.getvalue()), ensure_ascii=False).encode("utf-8")


TARGET = Target("reports", run, REPORT, longest=2000)
