"""The shape of the rule table: what is true of every rule."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from proxylint import registry
from proxylint.rule import Rule

RULES = registry.rules()
ROOT = Path(__file__).parents[2]


def test_codes_and_names_are_unique() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_is_well_formed(rule: Rule) -> None:
    assert re.fullmatch(r"(MDE|SQD|PAC|WIN|LNX|CFG)\d{3}", rule.code)
    assert re.fullmatch(r"[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*", rule.name)
    assert rule.summary.endswith(".")
    assert "{" not in rule.summary
    assert rule.security is None or 0 <= float(rule.security) <= 10


def test_every_page_has_a_module_and_every_rule_module_a_page() -> None:
    for path in sorted((ROOT / "rules" / "proxylint_rules").rglob("*.py")):
        declares = re.search(r"^RULE = Rule\(", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert bool(declares) == path.with_suffix(".md").exists(), path
    for path in sorted((ROOT / "rules" / "proxylint_rules").rglob("*.md")):
        assert path.with_suffix(".py").exists(), path


def test_formats_are_found() -> None:
    assert [one.name for one in registry.formats()] == ["mdatp", "pac", "squid", "winhttp"]
