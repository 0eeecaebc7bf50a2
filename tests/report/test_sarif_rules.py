"""What SARIF says of all rules there are: limits and demands of code scanning that no validator checks."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from typing import Any

import pytest

from proxylint.registry import page, rules
from proxylint.report import sarif
from proxylint.report.sarif_rules import weaknesses
from tests.report.sample import CLEAN, RULES

RAW_HTML = re.compile(r"</?[A-Za-z][^>]*>|<!--")


@pytest.fixture(scope="module")
def run() -> Any:
    out = io.StringIO()
    sarif.write(replace(CLEAN, rules=rules()), out, pages=lambda rule: page(rule.code))
    return json.loads(out.getvalue())["runs"][0]


def test_every_rule_is_there_in_order(run: Any) -> None:
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == [rule.code for rule in rules()]
    assert len(rules()) > 100


def test_names_and_descriptions(run: Any) -> None:
    for rule in run["tool"]["driver"]["rules"]:
        assert re.fullmatch(r"[A-Z]{3}\d{3}", rule["id"])
        assert re.fullmatch(r"(?:[A-Z][a-z0-9]*)+", rule["name"]) and len(rule["name"]) <= 255
        for text in (rule["shortDescription"]["text"], rule["fullDescription"]["text"]):
            assert text.endswith(".") and len(text) <= 1024
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
        assert rule["helpUri"].startswith("https://")


def test_help_is_the_page_and_holds_no_html(run: Any) -> None:
    for rule in run["tool"]["driver"]["rules"]:
        text, markdown = rule["help"]["text"], rule["help"]["markdown"]
        assert markdown == page(rule["id"])
        assert markdown.startswith(text.rstrip("\n")) and "## Cases" not in text
        prose = re.sub(r"^ *(```+).*?^ *\1|(`+).*?\2", "", markdown, flags=re.MULTILINE | re.DOTALL)
        assert not RAW_HTML.search(prose), rule["id"]


def test_tags_and_severities(run: Any) -> None:
    for rule in run["tool"]["driver"]["rules"]:
        properties = rule["properties"]
        tags, severity = properties["tags"], properties.get("security-severity")
        assert len(tags) == len(set(tags)) <= 10
        assert properties["precision"] == "very-high"
        assert (severity is None) == ("problem.severity" in properties)
        if severity is not None:
            assert isinstance(severity, str) and re.fullmatch(r"\d+\.\d", severity) and 0 < float(severity) <= 10
            assert tags[0] == "security"


def test_weaknesses_are_named_both_ways(run: Any) -> None:
    (taxonomy,) = run["taxonomies"]
    assert (taxonomy["name"], run["tool"]["driver"]["supportedTaxonomies"]) == ("CWE", [{"name": "CWE", "index": 0}])
    named = [taxon["id"] for taxon in taxonomy["taxa"]]
    used = set()
    for rule in run["tool"]["driver"]["rules"]:
        tags = [tag.removeprefix("external/cwe/").upper() for tag in rule["properties"]["tags"] if "cwe" in tag]
        targets = [relationship["target"] for relationship in rule.get("relationships", [])]
        assert [target["id"] for target in targets] == tags
        for target in targets:
            assert named[target["index"]] == target["id"]
            assert target["toolComponent"] == taxonomy_reference(run)
            used.add(target["id"])
    assert named == sorted(used, key=lambda name: int(name.removeprefix("CWE-")))
    assert "CWE-693" in named


def taxonomy_reference(run: Any) -> object:
    (reference,) = run["tool"]["driver"]["supportedTaxonomies"]
    return reference


def test_a_weakness_is_a_matter_of_security() -> None:
    assert [rule.code for rule in rules() if weaknesses(rule) and rule.security is None] == []


def test_no_taxonomy_where_no_rule_names_a_weakness() -> None:
    out = io.StringIO()
    sarif.write(replace(CLEAN, rules=RULES), out, pages=lambda rule: "page")
    (run,) = json.loads(out.getvalue())["runs"]
    assert "taxonomies" not in run and "supportedTaxonomies" not in run["tool"]["driver"]
