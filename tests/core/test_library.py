"""proxylint as a library: `proxylint.lint` and `proxylint.why`."""

from __future__ import annotations

import doctest
import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

import proxylint
from proxylint import api
from proxylint.errors import ConfigError, InputError, UsageError
from tests.cli.run import proxylint as command

ROOT = Path(__file__).parents[2]

SQUID = """\
http_port 3128
auth_param basic program /usr/lib/squid/basic_ncsa_auth /etc/squid/users
acl office src 10.0.0.0/8
acl staff proxy_auth REQUIRED
http_access allow office staff
http_access deny all
"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "squid.conf").write_text(SQUID)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("module", [proxylint, api])
def test_the_examples_of_the_docstrings_are_true(module: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = doctest.testmod(module)  # type: ignore[arg-type]
    assert (result.failed, result.attempted > 0) == (0, True)


def test_importing_costs_nothing() -> None:
    code = "import sys, proxylint; print(*sorted(one for one in sys.modules if one.startswith('proxylint')))"
    path = os.pathsep.join(str(ROOT / folder) for folder in ("linter", "grammars", "rules"))
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": path}
    )
    assert run.stdout.split() == ["proxylint"]


def test_what_is_offered() -> None:
    assert proxylint.__all__ == ["__version__", "lint", "why"]
    assert all(getattr(proxylint, name) is not None for name in proxylint.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'lynt'"):
        proxylint.lynt  # type: ignore[attr-defined]  # noqa: B018


def test_the_same_findings_as_the_command(site: Path) -> None:
    report = proxylint.lint(["squid.conf"], settings={"updates": "internal"})
    printed = json.loads(command("check", "squid.conf", "--updates", "internal", "--format", "json", cwd=site).out)
    assert [(one.code, one.text) for one in report.findings] == [
        (one["code"], one["text"]) for one in printed["findings"]
    ]
    assert report.findings


def test_settings_overrule_the_configuration(site: Path) -> None:
    (site / "proxylint.toml").write_text('select = ["SQD"]\n')
    assert {one.code[:3] for one in proxylint.lint().findings} <= {"SQD"}
    assert {one.code[:3] for one in proxylint.lint(settings={"select": ["MDE"]}).findings} == {"MDE"}
    assert "MDE" in {one.code[:3] for one in proxylint.lint(isolated=True).findings}


def test_any_number_of_processes(site: Path) -> None:
    (site / "squid2.conf").write_text(SQUID.replace("3128", "8080"))
    one, two = proxylint.lint(isolated=True), proxylint.lint(isolated=True, jobs=2)
    assert (one.findings, one.checked) == (two.findings, two.checked)


def test_bad_input_is_a_finding(site: Path) -> None:
    assert [one.code for one in proxylint.lint(["missing.conf"]).findings] == ["CFG001"]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"update": "internal"}, "settings: 'update' is not known; did you mean 'updates'?"),
        ({"updates": 1}, "settings: updates: choose one of microsoft, internal"),
        ({"squid-version": 4}, "settings: squid-version"),
    ],
)
def test_wrong_settings(site: Path, settings: dict[str, object], message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        proxylint.lint(settings=settings)
    assert str(caught.value).startswith(message)


def test_why_answers_as_the_command_does(site: Path) -> None:
    explained = proxylint.why("squid.conf", ["https://a.example/"], client="192.0.2.1")
    (case,) = explained.verdicts[0].cases
    assert (explained.path, explained.kind, case.access.value) == ("squid.conf", "squid", "denied")
    assert set(explained.sources) == {"squid.conf"}
    (inside,) = proxylint.why("squid.conf", ["https://a.example/"], client="10.1.2.3").verdicts[0].cases
    assert inside.access.value == "login"


def test_why_takes_time_and_addresses(site: Path) -> None:
    pac = "function FindProxyForURL(u, h) { return isInNet(h, '10.0.0.0', '255.0.0.0') && new Date().getHours() == 9 ?"
    (site / "proxy.pac").write_text(pac + " 'DIRECT' : 'PROXY p:1'; }")

    def route(now: datetime, *found: str) -> object:
        answer = proxylint.why("proxy.pac", ["https://a.example/"], now=now, resolve={"A.example.": found})
        return [str(case.route.value) for case in answer.verdicts[0].cases]

    nine, ten = datetime(2026, 11, 26, 9, 30), datetime(2026, 11, 26, 10, 30)
    assert route(nine, "10.0.0.1") != route(nine, "192.0.2.1")
    assert route(ten, "10.0.0.1") == route(ten, "192.0.2.1") == route(nine)
    assert route(nine.astimezone(UTC), "10.0.0.1") == route(nine, "10.0.0.1")


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"client": "10.0.0"}, UsageError, "'10.0.0' is no IP address"),
        ({"kind": "nginx"}, UsageError, "kind 'nginx': choose one of mdatp, pac, squid, winhttp"),
        ({"component": "edge"}, UsageError, "component 'edge': choose one of "),
        ({"isolated": True, "config": "x.toml"}, UsageError, "config names a configuration and isolated wants none"),
        ({"path": "missing.conf"}, InputError, "'missing.conf' does not exist"),
        ({"urls": ["ftp://a.example/"]}, UsageError, "'ftp://a.example/'"),
    ],
)
def test_wrong_arguments(site: Path, arguments: dict[str, object], error: type[Exception], message: str) -> None:
    given: dict[str, object] = {"path": "squid.conf", "urls": ["https://a.example/"], **arguments}
    with pytest.raises(error) as caught:
        proxylint.why(**given)  # type: ignore[arg-type]
    assert str(caught.value).startswith(message)
