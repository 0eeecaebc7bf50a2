"""The rows of a catalogue made beforehand are the rows of its TOML file, or they are not used."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

import proxylint_rules.mde
from proxylint import registry
from proxylint.catalogue import prebuilt as prebuilding
from proxylint.catalogue.prebuilt import prebuilt, write
from proxylint.catalogue.reading import read_catalogue

BUILTIN = Path(str(proxylint_rules.mde.__file__)).with_name("endpoints.toml")


@pytest.fixture
def toml(tmp_path: Path) -> Path:
    return Path(shutil.copy(BUILTIN, tmp_path))


def changed(tables: str, **fields: Any) -> None:
    stored = json.loads(Path(tables).read_text(encoding="utf-8"))
    Path(tables).write_text(json.dumps({**stored, **fields}), encoding="utf-8")


def test_nothing_is_prebuilt_in_a_checkout(toml: Path) -> None:
    assert prebuilt(str(toml)) is None


def test_what_is_prebuilt_is_what_the_toml_says(toml: Path) -> None:
    assert write(str(toml)) == str(toml.with_suffix(".tables"))
    assert prebuilt(str(toml)) == read_catalogue(registry.read_toml(str(toml)), "endpoints.toml")


def test_the_same_bytes_twice(toml: Path, tmp_path: Path) -> None:
    first, second = write(str(toml)), write(str(toml), str(tmp_path / "again"))
    assert Path(first).read_bytes() == Path(second).read_bytes()


def test_another_toml_is_read_itself(toml: Path) -> None:
    write(str(toml))
    toml.write_text(toml.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    assert prebuilt(str(toml)) is None


@pytest.mark.parametrize(
    "fields",
    [{"key": [0, ""]}, {"fields": ["id"]}, {"rows": [[]]}, {"rows": []}, {"services": [["a"]]}, {"rows": [["a", "b"]]}],
    ids=lambda fields: " ".join(fields),
)
def test_what_does_not_fit_is_not_used(toml: Path, fields: dict[str, Any]) -> None:
    changed(write(str(toml)), **fields)
    assert prebuilt(str(toml)) is None


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b"\xff", b"null"], ids=repr)
def test_broken_tables_are_not_used(toml: Path, content: bytes) -> None:
    Path(write(str(toml))).write_bytes(content)
    assert prebuilt(str(toml)) is None


def test_the_program_is_served_either_way(monkeypatch: pytest.MonkeyPatch) -> None:
    served = registry.catalogue()
    registry.catalogue.cache_clear()
    monkeypatch.setattr(registry, "prebuilt", lambda path: None)
    try:
        assert registry.catalogue() == served
    finally:
        registry.catalogue.cache_clear()


def test_every_field_is_kept(toml: Path) -> None:
    """The rows are kept by the order of the fields: one that is added later must be part of the key."""
    stored = json.loads(Path(write(str(toml))).read_text(encoding="utf-8"))
    assert stored["fields"] == list(prebuilding.Endpoint.__match_args__)
