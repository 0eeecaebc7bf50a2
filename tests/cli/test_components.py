"""Registry exports through the program: whose settings count, and what each component's URLs come to."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.cli.run import Run, proxylint
from tests.cli.test_why import SCHEMA
from tests.formats.winhttp.registry_texts import export, internet_explorer, setting

URL = "http://crl.microsoft.com/pki/crl/x.crl"


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    antivirus = export(ProxyServer="http://px.corp.example:80") + setting()
    (tmp_path / "antivirus.reg").write_bytes(antivirus.replace("\n", "\r\n").encode("utf-16"))
    (tmp_path / "sensor.reg").write_text(export(TelemetryProxyServer="px.corp.example:80"))
    (tmp_path / "user.reg").write_text(internet_explorer("HKEY_CURRENT_USER", ProxyEnable=1, ProxyServer="px:80"))
    return tmp_path


def why(repo: Path, file: str, *component: str) -> Run:
    return proxylint("why", file, URL, "--kind", "winhttp", "--format", "json", *component, cwd=repo)


@pytest.mark.parametrize(
    ("file", "component", "route"),
    [
        ("antivirus.reg", "winhttp", ["direct"]),
        ("antivirus.reg", "crl", ["direct"]),
        ("antivirus.reg", "updates", ["direct"]),
        ("antivirus.reg", "edr", ["direct"]),
        ("antivirus.reg", "av-cloud", ["proxy px.corp.example:80"]),
        ("antivirus.reg", "network-protection", ["proxy px.corp.example:80"]),
        ("sensor.reg", "edr", ["proxy px.corp.example:80", "direct"]),
        ("sensor.reg", "crl", None),
        ("sensor.reg", "av-cloud", None),
    ],
)
def test_the_way_of_each_component(repo: Path, file: str, component: str, route: list[str] | None) -> None:
    run = why(repo, file, "--component", component)
    told = json.loads(run.out)
    Draft202012Validator(SCHEMA).validate(told)
    (case,) = told["verdicts"][0]["cases"]
    assert (run.code, case["route"], bool(case["reason"])) == (0, route, route is None)
    assert case["record"] == {
        "index": 1,
        "host": None,
        "store": "winhttp" if file == "antivirus.reg" else "policies",
        "current": True,
    }


def test_a_component_that_does_not_exist(repo: Path) -> None:
    run = why(repo, "antivirus.reg", "--component", "office")
    assert (run.code, run.out) == (2, "")
    assert "choose one of winhttp, edr, av-cloud, updates, crl, network-protection" in run.err


def test_internet_explorer_settings_are_no_record(repo: Path) -> None:
    run = why(repo, "user.reg")
    assert (run.code, run.out) == (2, "")
    assert "Internet Explorer settings alone" in run.err


def test_check_finds_that_certificates_cannot_be_checked(repo: Path) -> None:
    """Every URL may answer in a test while revocation lists are out of reach (configure and validate network
    connections of Defender Antivirus)."""
    run = proxylint("check", "antivirus.reg", "--no-direct-egress", "--format", "json", cwd=repo)
    findings = {finding["code"]: finding for finding in json.loads(run.out)["findings"]}
    assert (run.code, sorted(findings)) == (1, ["MDE401", "WIN403"])
    assert findings["MDE401"]["level"] == "error"
    urls = [url for group in findings["MDE401"]["affected"] for url in group["urls"]]
    assert {"http://crl.microsoft.com/*", "http://ctldl.windowsupdate.com/*"} <= set(urls)
    assert "https://*.smartscreen-prod.microsoft.com/" not in urls
    assert findings["WIN403"]["text"].startswith("Defender Antivirus has a proxy (ProxyServer), but WinHTTP has none")


def test_check_says_what_the_file_does_not_tell(repo: Path) -> None:
    run = proxylint("check", "sensor.reg", "--updates", "internal", "--format", "concise", cwd=repo)
    (line,) = [line for line in run.out.splitlines() if "crl.microsoft.com" in line]
    assert " cannot be told, nor of " in line
    assert line.endswith(" optional: the file does not show the WinHTTP setting.")
    assert "WIN403" not in run.out


def test_help_names_the_components() -> None:
    text = " ".join(proxylint("why", "--help").out.split())
    assert (
        "winhttp (the WinHTTP setting itself, the default), edr, av-cloud, updates, crl or network-protection" in text
    )
