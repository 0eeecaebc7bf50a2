"""The schema says what the reader does (`pytest --accept` writes it anew)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proxylint import registry
from proxylint.errors import ConfigError
from proxylint.settings import Settings, schema
from proxylint.settings.keys import KEYS, KINDS
from proxylint.settings.values import MOST_ENTRIES

VALIDATOR = jsonschema.Draft202012Validator(json.loads(schema.text()))

TEXTS = (
    (
        "gcc",
        "dod",
        "both",
        "us",
        "windows",
        "linux",
        "internal",
        "error",
        "note",
        "chromium",
        "winhttp",
        "squid",
        "x",
        "",
    ),
    ("MDE", "MDE101", "SQD1", "login-required", "undecided", "mde", "MDE1010", "M-1", "a\0b", "/etc/squid"),
    ("*.conf", "!a", "a\\b"),
    ("conf", "workstation", "server", "10.0.0.0/8", "fe80::1", "yes", "no", " ", "\u2028", "long" * 300),
)
WORDS = st.sampled_from([text for texts in TEXTS for text in texts])
SCALARS = st.one_of(WORDS, st.booleans(), st.integers(-1, 8), st.just(6.5), st.none())
CLIENT = st.fixed_dictionaries(
    {
        "name": st.one_of(st.sampled_from(["office", "lab", " x"]), SCALARS),
        "network": st.sampled_from(["10.0.0.0/8", ["10.1.0.0/16", "::1"], [], 7, ["10.0.0.1", 3]]),
        "kind": st.one_of(st.sampled_from(["workstation", "server"]), SCALARS),
        "user": st.one_of(st.booleans(), SCALARS),
    },
    optional={"vlan": st.just(3)},
)
VALUES = st.one_of(
    SCALARS,
    st.lists(SCALARS, max_size=3),
    st.dictionaries(WORDS, st.one_of(SCALARS, st.lists(WORDS, max_size=2)), max_size=2),
    st.lists(CLIENT, max_size=1),
)
FITTING: dict[str, st.SearchStrategy[Any]] = {
    "select": st.lists(st.sampled_from(["MDE", "login-required", "SQD1"]), max_size=2),
    "ignore": st.lists(st.sampled_from(["PAC", "undecided", "CFG002"]), max_size=2),
    "severity": st.dictionaries(st.sampled_from(["MDE", "undecided"]), st.sampled_from(["error", "note"])),
    "per-file-ignores": st.dictionaries(WORDS, st.lists(st.sampled_from(["MDE", "undecided"]))),
    "per-file-kind": st.dictionaries(WORDS, st.sampled_from([*KINDS, "none"])),
    "path-map": st.dictionaries(st.sampled_from(["/etc/squid", "etc", "/"]), WORDS),
    "squid-version": st.sampled_from([5, 6, 7, 8, "6", 6.5, True]),
    "platforms": st.lists(st.sampled_from(["windows", "macos", "linux", "bsd"]), max_size=3),
    "clients": st.lists(CLIENT, max_size=2, unique_by=repr),
}


def test_the_file_is_the_table_of_keys(request: pytest.FixtureRequest) -> None:
    path = Path(schema.PATH)
    if request.config.getoption("--accept"):
        path.write_text(schema.text(), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == schema.text()
    jsonschema.Draft202012Validator.check_schema(json.loads(schema.text()))


def test_there_is_a_key_for_each_setting_and_a_setting_for_each_key() -> None:
    assert [key.replace("-", "_") for key in KEYS] == list(Settings.__match_args__)


def test_the_kinds_are_the_formats() -> None:
    assert list(KINDS) == [one.name for one in registry.formats()]


@st.composite
def entries(draw: st.DrawFn) -> tuple[str, Any]:
    key = draw(st.sampled_from([*KEYS]))
    return key, draw(st.one_of(VALUES, FITTING.get(key, SCALARS)))


def read(key: str, value: object) -> bool:
    try:
        KEYS[key].value.read(value, key)
    except ConfigError:
        return False
    return True


def unknown_to_a_schema(key: str, value: Any) -> bool:
    """What only the reader can know: that no rule starts so or has that name, that two clients are called the same,
    that a text is no network, that an error must stay one."""
    codes = {"select": value, "ignore": value, "severity": value}.get(key, [])
    if key == "per-file-ignores" and isinstance(value, dict):
        codes = [code for listed in value.values() if isinstance(listed, list) for code in listed]
    rules = [word for rule in registry.rules() for word in (rule.code, rule.name)]
    stray = [one for one in codes or () if isinstance(one, str) and not any(word.startswith(one) for word in rules)]
    partly = [one for one in codes or () if isinstance(one, str) and one.islower() and one not in rules]
    twice = key == "clients" and len({str(row["name"]).strip() for row in value or ()}) != len(value or ())
    return bool(stray or partly or twice)


@settings(max_examples=400, suppress_health_check=[HealthCheck.filter_too_much])
@given(entries())
def test_drawn_tables_are_taken_by_both_or_by_neither(entry: tuple[str, Any]) -> None:
    key, value = entry
    valid = VALIDATOR.is_valid({key: value})
    if read(key, value):
        assert valid
    elif valid:
        assert isinstance(value, (list, dict))
        assert unknown_to_a_schema(key, value)


@pytest.mark.parametrize("key", ["select", "exclude", "per-file-kind", "clients"])
def test_both_bound_what_is_listed(key: str) -> None:
    client = {"network": "10.0.0.1", "kind": "server", "user": False}
    full: Any = {
        "select": ["MDE"] * MOST_ENTRIES,
        "exclude": ["*.bak"] * MOST_ENTRIES,
        "per-file-kind": {f"{number}.conf": "squid" for number in range(MOST_ENTRIES)},
        "clients": [{"name": str(number), **client} for number in range(MOST_ENTRIES)],
    }[key]
    assert (read(key, full), VALIDATOR.is_valid({key: full})) == (True, True)
    if isinstance(full, dict):
        full["more.conf"] = "squid"
    else:
        full.append(full[0] if key != "clients" else {"name": "more", **client})
    assert (read(key, full), VALIDATOR.is_valid({key: full})) == (False, False)


def test_no_key_that_is_unknown() -> None:
    assert not VALIDATOR.is_valid({"clod": "gcc"})
