"""The verdict contract of `proxylint why --format json`, through the program."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.cli.run import ROOT, proxylint

SCHEMA = json.loads((ROOT / "linter" / "proxylint" / "report" / "why.schema.json").read_text(encoding="utf-8"))
SQUID = """http_port 3128
http_port 8080 name=second
acl office src 10.1.0.0/16
acl late time SMTWHFA 20:00-24:00
acl mde dstdomain .endpoint.security.microsoft.com
acl staff proxy_auth REQUIRED
acl inner dst 10.0.0.0/8
http_access deny inner
http_access allow office mde
http_access allow late mde
http_access deny all
"""
SQUID = "auth_param basic program /bin/true\n" + SQUID
FIXED = ("--client", "10.1.2.3", "--now", "2026-11-25T10:00", "--resolve", "*.microsoft.com=198.51.100.1")


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "squid.conf").write_text(SQUID)
    return tmp_path


def why(repo: Path, *arguments: str) -> dict[str, Any]:
    run = proxylint("why", *arguments, "--format", "json", cwd=repo)
    assert (run.code, run.err) == (0, "")
    answer: dict[str, Any] = json.loads(run.out)
    Draft202012Validator(SCHEMA).validate(answer)
    return answer


def test_everything_fixed_is_one_case_per_url_and_port(repo: Path) -> None:
    urls = ("https://a.b.endpoint.security.microsoft.com/", "http://crl.microsoft.com/x")
    answer = why(repo, "squid.conf", *urls, *FIXED)
    assert [verdict["url"] for verdict in answer["verdicts"]] == list(urls)
    assert [[case["listen"] for case in verdict["cases"]] for verdict in answer["verdicts"]] == [["3128", "8080"]] * 2
    assert [[case["access"] for case in verdict["cases"]] for verdict in answer["verdicts"]] == [
        ["allowed", "allowed"],
        ["denied", "denied"],
    ]
    one = why(repo, "squid.conf", *urls, *FIXED, "--listen", "8080")
    assert [len(verdict["cases"]) for verdict in one["verdicts"]] == [1, 1]


def test_a_case_names_its_line_and_its_trace(repo: Path) -> None:
    answer = why(repo, "squid.conf", "https://a.endpoint.security.microsoft.com/", *FIXED, "--listen", "3128")
    (case,) = answer["verdicts"][0]["cases"]
    assert case["access"] == "allowed"
    assert case["tls"] == "tunnelled"
    assert case["route"] == ["direct"]
    assert case["decided_by"]["access"] == {"path": "squid.conf", "line": 10}
    assert case["host"] == "a.endpoint.security.microsoft.com"
    assert any(step["line"] == 6 for step in case["trace"])


def test_what_is_open_splits_the_verdict(repo: Path) -> None:
    answer = why(repo, "squid.conf", "https://a.endpoint.security.microsoft.com/", "--listen", "3128")
    cases = answer["verdicts"][0]["cases"]
    assert {case["access"] for case in cases} == {"allowed", "denied"}
    assert all(case["when"] for case in cases)


def test_a_file_that_squid_refuses(repo: Path) -> None:
    (repo / "squid.conf").write_text("http_port 3128\nhttp_acces allow all\n")
    (case,) = why(repo, "squid.conf", "https://a.example/")["verdicts"][0]["cases"]
    assert (case["access"], case["listen"], case["route"]) == ("unknown", None, None)
    assert "http_acces" in case["failure"]


def test_pac_and_its_failures(repo: Path) -> None:
    (repo / "proxy.pac").write_text('function FindProxyForURL(url, host) { return "PROXY p:8080; DIRECT"; }')
    (case,) = why(repo, "proxy.pac", "https://a.example/")["verdicts"][0]["cases"]
    assert (case["access"], case["tls"], case["route"]) == ("silent", "silent", ["proxy p:8080", "direct"])
    (repo / "proxy.pac").write_text("function FindProxyForURL(url, host) { return }}")
    (case,) = why(repo, "proxy.pac", "https://a.example/")["verdicts"][0]["cases"]
    assert case["route"] is None
    assert case["failure"]


def test_every_record_of_a_dump_is_a_case(repo: Path) -> None:
    block = "\nCurrent WinHTTP proxy settings:\n\n    {}\n\n"
    static = "Proxy Server(s) :  p:8080\n    Bypass List     :  (none)"
    (repo / "winhttp.txt").write_text(block.format("Direct access (no proxy server).") + block.format(static))
    cases = why(repo, "winhttp.txt", "https://a.example/")["verdicts"][0]["cases"]
    assert [(case["record"]["index"], case["record"]["current"], case["route"]) for case in cases] == [
        (1, False, ["direct"]),
        (2, True, ["proxy p:8080"]),
    ]


def test_a_dump_without_a_record_is_no_answer(repo: Path) -> None:
    (repo / "winhttp.txt").write_text("nothing\n")
    run = proxylint("why", "winhttp.txt", "https://a.example/", cwd=repo)
    assert (run.code, run.out) == (2, "")
    assert "winhttp.txt" in run.err


def test_path_map_makes_absence_certain(repo: Path) -> None:
    text = 'http_port 3128\nacl bad dstdomain "/etc/squid/bad.txt"\nhttp_access deny bad\nhttp_access allow all\n'
    (repo / "squid.conf").write_text(text)
    (case,) = why(repo, "squid.conf", "https://a.example/", "--client", "10.0.0.1")["verdicts"][0]["cases"]
    assert (case["access"], case["reason"]) == ("unknown", "'/etc/squid/bad.txt' is not in the repository")
    mapped = ("--client", "10.0.0.1", "--path-map", f"/etc/squid={repo}")
    (case,) = why(repo, "squid.conf", "https://a.example/", *mapped)["verdicts"][0]["cases"]
    assert case["access"] == "allowed"


def test_text_is_the_same_answer_for_people(repo: Path) -> None:
    run = proxylint("why", "squid.conf", "https://a.endpoint.security.microsoft.com/", *FIXED, cwd=repo)
    assert run.code == 0
    assert "allowed" in run.out
    assert "squid.conf:10" in run.out
