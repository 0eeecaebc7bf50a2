"""Nothing is imported that the input does not need: exact, and immune to noise."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.run import python

HEAVY = ("lark", "pyparsing", "sarif_om", "attr", "rich", "pydantic", "asyncio", "importlib.metadata", "yaml")

PROBE = """
import json, sys
sys.argv = ["proxylint", *json.loads(sys.argv[1])]
from proxylint.cli.run import run
import io
out, sys.stdout = sys.stdout, io.StringIO()
try:
    run(sys.argv[1:])
finally:
    sys.stdout = out
print(json.dumps(sorted(name for name in sys.modules)))
"""


def loaded(arguments: list[str], cwd: Path) -> set[str]:
    run = python(["-c", PROBE, json.dumps(arguments)], cwd)
    assert run.err == ""
    modules = set(json.loads(run.out.splitlines()[-1]))
    return {name for name in HEAVY if name in modules}


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
        (["--help"], set()),
        (["rules"], set()),
        (["endpoints"], set()),
        (["check", "squid.conf"], {"lark"}),
        (["check", "proxy.pac"], {"lark"}),
        (["check", "winhttp.txt"], {"pyparsing"}),
        (["check", "mdatp_managed.json"], {"lark"}),
        (["check", "winhttp.txt", "--format", "sarif"], {"pyparsing", "sarif_om", "attr"}),
        (["why", "squid.conf", "https://a.b/"], {"lark"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_only_what_is_needed(repo: Path, arguments: list[str], expected: set[str]) -> None:
    assert loaded(arguments, repo) <= expected
