"""`proxylint endpoints`, own catalogues and their age, as a user meets them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.run import ROOT, proxylint

BUILTIN = ROOT / "rules" / "proxylint_rules" / "mde" / "endpoints.toml"
OVERLAY = """extends = "builtin"
catalogue = "site"
remove = ["crl-ctldl"]

[own]
workspace = ["0f0f"]
"""
OLD = {"SOURCE_DATE_EPOCH": "1810000000"}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "site.toml").write_text(OVERLAY)
    (tmp_path / "squid.conf").write_text("http_port 3128\nhttp_access allow all\n")
    return tmp_path


def test_every_format_lists_the_same_rows(site: Path) -> None:
    document = json.loads(proxylint("endpoints", "-f", "json").out)
    urls = [row["url"] for row in document["endpoints"]]
    assert document["catalogue"] == "2026-11-23"
    table = list(csv.DictReader(io.StringIO(proxylint("endpoints", "-f", "csv").out)))
    assert [row["url"] for row in table] == urls
    assert {row["catalogue"] for row in table} == {"2026-11-23"}
    text = proxylint("endpoints").out
    assert [line.split()[0] for line in text.splitlines()[: len(urls)]] == urls
    marks = proxylint("endpoints", "-f", "markdown").out
    assert [line.split(" | ")[1].strip("`") for line in marks.splitlines()[2 : len(urls) + 2]] == urls
    for out in (text, marks):
        assert "19 required URLs, 9 optional; catalogue mde of 2026-11-23;" in out


def test_diff_tells_rows_and_never_fails(site: Path) -> None:
    done = proxylint("endpoints", "--endpoints", "site.toml", "--diff", str(BUILTIN), cwd=site)
    assert done.code == 0
    lines = done.out.splitlines()
    assert "- crl-ctldl ctldl.windowsupdate.com (required)" in lines
    assert "+ mma-ods-0f0f 0f0f.ods.opinsights.azure.com (required)" in lines
    assert lines[-1].startswith("5 added, 6 removed, 0 changed rows; from the catalogue of 2026-11-23 to catalogue mde")
    document = json.loads(proxylint("endpoints", "--diff", "site.toml", "-f", "json", cwd=site).out)
    assert (document["from"], document["catalogue"]) == ("2026-11-23 with site", "2026-11-23")
    assert {one["change" if "change" in one else "what"] for one in document["changes"]} == {"added", "removed"}
    for format in ("csv", "markdown"):
        assert "crl-ctldl" in proxylint("endpoints", "--diff", "site.toml", "-f", format, cwd=site).out


def test_an_overlay_counts_in_check(site: Path) -> None:
    done = proxylint("check", "--endpoints", "site.toml", cwd=site)
    assert done.code == 0
    assert "Endpoint catalogue: 2026-11-23 with site." in done.out


def test_a_broken_catalogue_is_a_usage_error(site: Path) -> None:
    (site / "site.toml").write_text("extends = \n")
    done = proxylint("check", "--endpoints", "site.toml", cwd=site)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("proxylint: site.toml: ")
    (site / "site.toml").write_text('extends = "builtin"\nremove = ["nothing"]\n')
    assert "remove names 'nothing'" in proxylint("check", "--endpoints", "site.toml", cwd=site).err


def test_standard_connectivity_asks_for_the_geography(site: Path) -> None:
    done = proxylint("check", "--connectivity", "standard", cwd=site)
    assert (done.code, done.out) == (2, "")
    assert "--geography with one of us, eu, uk, au, uae; run once for each" in done.err


@pytest.mark.parametrize("format", ["text", "concise", "json", "sarif"])
def test_an_old_catalogue_is_a_note_and_no_finding(site: Path, format: str) -> None:
    fresh, old = proxylint("check", "-f", format, cwd=site), proxylint("check", "-f", format, cwd=site, env=OLD)
    assert (fresh.code, old.code) == (0, 0)
    assert "days old" not in fresh.out
    assert "The endpoint catalogue is 169 days old" in old.out
    if format == "json":
        assert len(json.loads(old.out)["notes"]) == 1
    if format == "sarif":
        assert len(json.loads(old.out)["runs"][0]["invocations"][0]["toolExecutionNotifications"]) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["check", "-f", "concise"],
        ["check", "-f", "json"],
        ["check", "-f", "sarif"],
        ["why", "squid.conf", "https://a.example/"],
        ["why", "squid.conf", "https://a.example/", "-f", "json"],
        *(["verdicts", "squid.conf", "-f", format] for format in ("text", "json", "csv", "markdown")),
        *(["endpoints", "-f", format] for format in ("text", "json", "csv", "markdown")),
    ],
    ids=" ".join,
)
def test_every_output_tells_the_version_of_the_catalogue(site: Path, arguments: list[str]) -> None:
    assert "2026-11-23" in proxylint(*arguments, cwd=site).out
