"""What SARIF is told of proxylint itself: its rules, whether they fired or not, and the weaknesses they stand for.

[GH] is GitHub's "SARIF support for code scanning".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from proxylint.finding import Level
from proxylint.report import sarif_model as model
from proxylint.report.sarif_message import safe
from proxylint.rule import Rule

HOME = "https://github.com/proxylint/proxylint"
MOST_TAGS = 10
"""GitHub shows ten tags of a rule, and rejects uploads with more than twenty."""

_PROBLEM = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "recommendation"}
_CASES = "\n## Cases\n"
_CWE_TAG = "external/cwe/cwe-"
"""How CodeQL's queries name a weakness in a tag, which code scanning shows; DefectDojo reads it too."""

_WEAKNESSES = {
    183: "Permissive List of Allowed Inputs",
    185: "Incorrect Regular Expression",
    260: "Password in Configuration File",
    295: "Improper Certificate Validation",
    625: "Permissive Regular Expression",
    693: "Protection Mechanism Failure",
    798: "Use of Hard-coded Credentials",
    863: "Incorrect Authorization",
}
"""Entries of MITRE's CWE that rules name in their tags."""


def driver(rules: Sequence[Rule], pages: Callable[[Rule], str], version: str, notifications: list[object]) -> object:
    """All rules are written, fired or not: only results may differ between runs [GH]."""
    named = taxa(rules)
    return model.ToolComponent(
        name="proxylint",
        full_name=f"proxylint {version}",
        organization="proxylint",
        version=version,
        semantic_version=version,
        information_uri=HOME,
        rules=[_rule(rule, pages(rule), named) for rule in rules],
        notifications=notifications,
        supported_taxonomies=[model.ToolComponentReference(name="CWE", index=0)] if named else None,
    )


def taxonomy(rules: Sequence[Rule]) -> object | None:
    """The part of CWE that the rules name; the component is called exactly that, as consumers look for it."""
    named = taxa(rules)
    return (
        model.ToolComponent(
            name="CWE",
            organization="MITRE",
            full_name="Common Weakness Enumeration",
            short_description=text("MITRE's list of kinds of weaknesses of software and hardware."),
            information_uri="https://cwe.mitre.org/",
            download_uri="https://cwe.mitre.org/data/downloads.html",
            is_comprehensive=False,
            taxa=[_taxon(number) for number in named],
        )
        if named
        else None
    )


def taxa(rules: Iterable[Rule]) -> list[int]:
    return sorted({number for rule in rules for number in weaknesses(rule)})


def weaknesses(rule: Rule) -> list[int]:
    return [int(tag.removeprefix(_CWE_TAG)) for tag in rule.tags if tag.startswith(_CWE_TAG)]


def _taxon(number: int) -> object:
    name = _WEAKNESSES[number]
    return model.ReportingDescriptor(
        id=f"CWE-{number}",
        name=name,
        short_description=text(f"{name}."),
        help_uri=f"https://cwe.mitre.org/data/definitions/{number}.html",
    )


def _rule(rule: Rule, page: str, named: list[int]) -> object:
    return model.ReportingDescriptor(
        id=rule.code,
        name=pascal(rule.name),
        short_description=text(rule.summary),
        full_description=text(rule.summary),
        help=model.MultiformatMessageString(text=page.partition(_CASES)[0].rstrip() + "\n", markdown=page),
        help_uri=_help_uri(rule),
        default_configuration=model.ReportingConfiguration(level=rule.level.value),
        relationships=[_relationship(number, named) for number in weaknesses(rule)] or None,
        properties=_properties(rule),
    )


def _properties(rule: Rule) -> dict[str, object]:
    """`security-severity` makes a rule a security rule; it is a text that holds a number, or the upload fails [GH]."""
    properties: dict[str, object] = {"precision": "very-high"}
    if rule.security is None:
        properties["problem.severity"] = _PROBLEM[rule.level]
    else:
        properties["security-severity"] = rule.security
    security = ("security",) if rule.security is not None else ()
    properties["tags"] = list(dict.fromkeys((*security, *rule.tags)))[:MOST_TAGS]
    return properties


def _relationship(number: int, named: list[int]) -> object:
    """The weakness is the wider notion: everything the rule finds is one (3.53.3)."""
    component = model.ToolComponentReference(name="CWE", index=0)
    target = model.ReportingDescriptorReference(id=f"CWE-{number}", index=named.index(number), tool_component=component)
    return model.ReportingDescriptorRelationship(target=target, kinds=["superset"])


def _help_uri(rule: Rule) -> str:
    """The page beside the rule's module, where the repository shows it."""
    module = rule.module
    return f"{HOME}/blob/main/rules/{module.replace('.', '/')}.md" if module.startswith("proxylint_rules.") else HOME


def pascal(name: str) -> str:
    return "".join([word.capitalize() for word in name.split("-")])


def text(words: str) -> object:
    return model.Message(text=safe(words))
