"""The README shows real output (`pytest --accept` rewrites it)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.run import ROOT, proxylint

BLOCK = re.compile(r"```console\n\$ proxylint (?P<arguments>[^\n]*)\n(?P<output>.*?)```", re.DOTALL)
README = ROOT / "README.md"


@pytest.mark.parametrize(
    "block", list(BLOCK.finditer(README.read_text(encoding="utf-8"))), ids=lambda one: one["arguments"]
)
def test_output_is_real(block: re.Match[str], request: pytest.FixtureRequest) -> None:
    actual = proxylint(*block["arguments"].split(), cwd=ROOT).out
    if request.config.getoption("--accept") and actual != block["output"]:
        text = README.read_text(encoding="utf-8")
        fresh = f"```console\n$ proxylint {block['arguments']}\n{actual}```"
        README.write_text(text.replace(block[0], fresh), encoding="utf-8")
        return
    assert actual == block["output"]


def test_commands_are_those_of_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z]+):", Path(ROOT, "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"make ([a-z]+)", README.read_text(encoding="utf-8")))
    assert named <= targets
    assert {"demo", "test"} <= named


def test_every_command_is_mentioned() -> None:
    from proxylint.cli.run import COMMANDS

    text = README.read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"proxylint {name}" not in text and name != "rules"] == []
