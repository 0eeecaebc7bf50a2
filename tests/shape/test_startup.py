"""Nothing is imported that the input does not need: exact, and immune to noise."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.run import python

ROOT = Path(__file__).parents[2]
GRAMMARS, RULES = ROOT / "grammars", ROOT / "rules"
HEAVY = (
    "lark", "pyparsing", "sarif_om", "attr", "rich", "pydantic", "asyncio", "importlib.metadata", "yaml", "typer",
    "inspect", "dataclasses", "tomllib", "hashlib", "subprocess", "multiprocessing", "logging",
)  # fmt: skip
WITH_TYPER = {"typer", "inspect", "subprocess"}
PYPARSING = {"pyparsing", "inspect", "dataclasses"}

PROBE = """
import io, json, re, sys
arguments = json.loads(sys.argv[1])
compiled, compile = [], re._compiler.compile
re._compiler.compile = lambda pattern, flags=0: compiled.append(str(pattern)) or compile(pattern, flags)
from proxylint.cli.run import run
out, sys.stdout = sys.stdout, io.StringIO()
try:
    run(arguments)
finally:
    sys.stdout = out
print(json.dumps([sorted(sys.modules), compiled]))
"""


@dataclass(frozen=True)
class Loaded:
    modules: frozenset[str]
    compiled: tuple[str, ...]

    @property
    def heavy(self) -> set[str]:
        return {name for name in HEAVY if name in self.modules}

    def below(self, package: str) -> list[str]:
        return sorted(name for name in self.modules if name.startswith(f"{package}."))


def loaded(arguments: list[str], cwd: Path) -> Loaded:
    run = python(["-c", PROBE, json.dumps(arguments)], cwd)
    assert run.err == ""
    modules, compiled = json.loads(run.out.splitlines()[-1])
    return Loaded(frozenset(modules), tuple(compiled))


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "squid.conf").write_text("http_port 3128\nhttp_access allow all\n")
    (tmp_path / "proxy.pac").write_text('function FindProxyForURL(u, h) { return "PROXY p:1"; }\n')
    (tmp_path / "winhttp.txt").write_text(
        "\nCurrent WinHTTP proxy settings:\n\n    Proxy Server(s) :  p:1\n    Bypass List     :  (none)\n\n"
    )
    (tmp_path / "mdatp_managed.json").write_text('{"cloudService": {"proxy": "http://p:1/"}}\n')
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--help"], WITH_TYPER),
        (["rules"], WITH_TYPER),
        (["endpoints"], WITH_TYPER),
        (["check", "squid.conf"], set()),
        (["check", "proxy.pac"], set()),
        (["check", "winhttp.txt"], PYPARSING),
        (["check", "mdatp_managed.json"], set()),
        (["check", "--force-exclude", "--updates=internal", "--ignore", "SQD208", "squid.conf"], set()),
        (["check", "-j", "2", "squid.conf"], WITH_TYPER),
        (["check", "winhttp.txt", "--format", "sarif"], {*PYPARSING, "sarif_om", "attr", "hashlib"}),
        (["why", "squid.conf", "https://a.b/"], WITH_TYPER),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_only_what_is_needed(repo: Path, arguments: list[str], expected: set[str]) -> None:
    assert loaded(arguments, repo).heavy <= expected | unbuilt()


def unbuilt() -> set[str]:
    """What a checkout needs besides, where nothing is prebuilt."""
    found = {"lark", "logging", "inspect", "dataclasses"} if not list(GRAMMARS.rglob("*.tables")) else set()
    return found | ({"tomllib"} if not list(RULES.rglob("endpoints.tables")) else set())


@pytest.mark.parametrize(
    ("file", "own"),
    [("squid.conf", "squid"), ("proxy.pac", "pac"), ("winhttp.txt", "winhttp"), ("mdatp_managed.json", "mdatp")],
)
def test_rules_and_meaning_of_other_kinds_stay_out(repo: Path, file: str, own: str) -> None:
    found = loaded(["check", file], repo)
    families = {name.split(".")[1] for name in found.below("proxylint_rules") if name.count(".") == 2}
    assert families == {"file", "mde", own}
    assert {name.split(".")[1] for name in found.below("proxylint_grammars") if name.count(".") == 2} == {own}
    meaning = {name.split(".")[2] for name in found.below("proxylint.formats") if name.count(".") == 3}
    assert meaning - {own} <= {"mdatp", "winhttp"}  # the two whose remedies are plain texts
    assert [name for name in found.below("proxylint.formats") if own not in name and "remedy" not in name] == [
        f"proxylint.formats.{name}" for name in ("mdatp", "pac", "squid", "winhttp") if name != own
    ]


@pytest.mark.parametrize(
    ("file", "modules", "patterns"),
    [("squid.conf", 256, 40), ("proxy.pac", 280, 25), ("winhttp.txt", 184, 165), ("mdatp_managed.json", 150, 35)],
)
def test_how_much_a_small_file_costs(repo: Path, file: str, modules: int, patterns: int) -> None:
    """Counts, not times: a module costs about a fiftieth of starting Python, a pattern a tenth of that.

    Most of the patterns behind winhttp.txt are those of pyparsing itself.
    """
    found = loaded(["check", file], repo)
    assert len([name for name in found.modules if name.startswith("proxylint")]) <= modules
    assert len(found.compiled) <= patterns
