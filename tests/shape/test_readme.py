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


def test_the_configuration_shown_is_one(tmp_path: Path) -> None:
    (block,) = re.findall(r"```toml\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "proxy" / "squid").mkdir(parents=True)
    (tmp_path / "proxylint.toml").write_text(block, encoding="utf-8")
    (tmp_path / ".git").mkdir()
    run = proxylint("check", "--show-settings", ".", cwd=tmp_path)
    assert (run.code, run.err) == (0, "")
    assert 'updates = "internal"' in run.out


def test_the_library_is_used_as_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (block,) = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "squid.conf").write_text("http_port 3128\nhttp_access allow all\n")
    monkeypatch.chdir(tmp_path)
    found: dict[str, object] = {}
    exec(compile(block, "README.md", "exec"), found)
    assert found["explained"].path == "squid.conf"  # type: ignore[attr-defined]


def test_the_suppression_shown_hides_its_finding(tmp_path: Path) -> None:
    blocks = re.findall(r"```squid\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    acl = "http_port 3128\nacl smartscreen dstdomain .smartscreen.microsoft.com\n"
    (tmp_path / "squid.conf").write_text(acl + blocks[0] + "http_access allow all\n")
    run = proxylint("check", "squid.conf", "--format", "concise", cwd=tmp_path)
    assert "MDE101" not in run.out
    assert "1 suppressed" in run.out


def test_commands_are_those_of_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z]+):", Path(ROOT, "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"make ([a-z]+)", README.read_text(encoding="utf-8")))
    assert named <= targets
    assert {"demo", "test"} <= named


def test_every_command_is_mentioned() -> None:
    from proxylint.cli.run import COMMANDS

    text = README.read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"proxylint {name}" not in text and name != "rules"] == []
