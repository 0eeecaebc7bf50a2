"""The pages for users say what the program does (`pytest --accept` writes what is made from it anew)."""

from __future__ import annotations

import io
import json
import os
import re
import tomllib
from pathlib import Path

import pytest
import typer

from proxylint import registry
from proxylint.cli.app import app
from proxylint.cli.listings import explain, rules
from proxylint.settings import schema
from proxylint.settings.keys import KEYS
from proxylint.settings.reading import values
from tests.cli.run import ROOT

RULES = ROOT / "docs" / "rules.md"
CONFIGURATION = ROOT / "docs" / "configuration.md"
README = ROOT / "README.md"
PAGES = [README, ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]

FAMILIES = {
    "MDE": "What becomes of the URLs of Defender",
    "SQD": "squid.conf",
    "PAC": "PAC files",
    "WIN": "Windows proxy settings",
    "LNX": "Defender's settings on Linux",
    "CFG": "The file itself, and the suppressions in it",
}

INTRODUCTION = """\
# Rules

Made from the rules; do not edit. `proxylint rules` prints the same list, `proxylint explain CODE` the page of a rule.
[configuration.md](configuration.md) tells how to choose rules and to change their levels.
"""


def options() -> dict[str, str]:
    """The name of the parameter that each long option of any command sets."""
    program = typer.main.get_command(app)
    return {
        option: parameter.name
        for command in (program, *program.commands.values())  # type: ignore[attr-defined]
        for parameter in command.params
        for option in (*parameter.opts, *parameter.secondary_opts)
        if option.startswith("--")
    }


OPTIONS = {**options(), "--help": "help"}


def index(listed: Path) -> str:
    """What docs/rules.md must be, by what `proxylint rules --format json` writes."""
    rules("json", str(listed))
    known = json.loads(listed.read_text(encoding="utf-8"))["rules"]
    out = io.StringIO()
    out.write(INTRODUCTION)
    for family, title in FAMILIES.items():
        out.write(f"\n## {family}: {title}\n\n| code | name | level | says |\n| --- | --- | --- | --- |\n")
        for rule in known:
            if rule["code"].startswith(family):
                page = os.path.relpath(registry.pages()[rule["code"]], RULES.parent).replace(os.sep, "/")
                out.write(f"| [{rule['code']}]({page}) | {rule['name']} | {rule['level']} | {rule['summary']} |\n")
    return out.getvalue()


def test_the_index_of_rules_is_the_list_of_rules(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    expected = index(tmp_path / "rules.json")
    if request.config.getoption("--accept"):
        RULES.write_text(expected, encoding="utf-8")
    assert RULES.read_text(encoding="utf-8") == expected
    assert [rule.code for rule in registry.rules() if f"| [{rule.code}](" not in expected] == []


def test_the_help_of_a_rule_is_its_page(tmp_path: Path) -> None:
    """SARIF shows the same page: see tests/report/test_sarif_rules.py."""
    for rule in registry.rules():
        for word in (rule.code, rule.name):
            explain(word, str(tmp_path / "page.md"))
            assert (tmp_path / "page.md").read_text(encoding="utf-8") == registry.page(rule.code)


TABLE = re.compile(r"(?<=\| key \| default \| option \| what it says \|\n\| --- \| --- \| --- \| --- \|\n)(?:\|.*\n)*")


def row(key: str) -> str:
    """Of the table of keys, by the schema."""
    said = json.loads(schema.text())["properties"][key]
    default = said.get("default")
    shown = "" if default is None or default == {} else f"`{json.dumps(default)}`"
    named = "platform" if key == "platforms" else key.replace("-", "_")
    taken = [f"`{option}`" for option, parameter in OPTIONS.items() if parameter == named]
    return f"| `{key}` | {shown} | {', '.join(taken)} | {said['description']} |\n"


def test_the_table_of_keys_is_the_schema(request: pytest.FixtureRequest) -> None:
    text = CONFIGURATION.read_text(encoding="utf-8")
    expected, number = TABLE.subn(lambda _: "".join(map(row, KEYS)), text)
    assert number == 1
    if request.config.getoption("--accept"):
        CONFIGURATION.write_text(expected, encoding="utf-8")
    assert CONFIGURATION.read_text(encoding="utf-8") == expected


@pytest.mark.parametrize("page", [README, CONFIGURATION], ids=lambda path: path.name)
def test_examples_of_a_configuration_are_read(page: Path) -> None:
    blocks = re.findall(r"```toml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    read = [values(tomllib.loads(block), page.name) for block in blocks]
    assert read
    if page == CONFIGURATION:
        assert list(read[0]) == list(KEYS)


FOREIGN = {"--accept": "pytest", "--reference": "git", "--shared": "git", "--upgrade": "uv"}
"""Options of other programs, each with the program."""


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_no_page_names_an_option_that_is_not_there(page: Path) -> None:
    named = re.findall(r"(?<![\w-])--[a-z][a-z-]*", page.read_text(encoding="utf-8"))
    assert sorted(set(named) - set(OPTIONS) - set(FOREIGN)) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#:]+)[^):]*\)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_every_option_is_described() -> None:
    """Of a pair such as --suppressions and --no-suppressions one is enough."""
    text = "".join(path.read_text(encoding="utf-8") for path in (README, CONFIGURATION))
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", text))
    described = {parameter for option, parameter in OPTIONS.items() if option in named}
    assert set(OPTIONS.values()) - described == {"help", "version"}
