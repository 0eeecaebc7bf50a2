"""Finds formats and rules by their being there; the only module that knows both plug-in packages.

A format is a package below `proxylint.formats` that exports `FORMAT`; a rule is a module below `proxylint_rules` that
exports `RULE`, with a page of the same name beside it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import import_module
from typing import Any, TypeVar, overload

from proxylint.catalogue import Catalogue
from proxylint.catalogue.prebuilt import prebuilt
from proxylint.errors import ConfigError
from proxylint.files import LEADS_OUT, leads_out
from proxylint.format import Format
from proxylint.rule import Rule

T = TypeVar("T")


@cache
def formats() -> tuple[Format, ...]:
    """Every format, in order of names."""
    package = import_module("proxylint.formats")
    found = []
    for name in sorted(os.listdir(_folder(package.__file__))):
        if os.path.isfile(os.path.join(_folder(package.__file__), name, "__init__.py")):
            found.append(_export(f"proxylint.formats.{name}", "FORMAT", Format))
    return tuple(found)


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, in order of codes."""
    return tuple(sorted((_rule(module) for module, _ in _rule_modules(families())), key=lambda rule: rule.code))


@cache
def components() -> list[str]:
    """What a file may be asked for, of every format."""
    return [name for one in formats() for name in one.components]


@cache
def rules_for(format: str) -> tuple[Rule, ...]:
    """The rules that may have something to say of a file of this kind, in order of codes.

    A family that bears the name of a format speaks of its files alone, so that a run over one kind of file does not
    import what is said of the others.
    """
    others = {one.name for one in formats()} - {format}
    chosen = [family for family in families() if family not in others]
    return tuple(sorted((_rule(module) for module, _ in _rule_modules(chosen)), key=lambda rule: rule.code))


class _Rules(Sequence[Rule]):
    """Every rule, in order of codes; imported when the first is asked for: most reports show none."""

    def __len__(self) -> int:
        return len(rules())

    @overload
    def __getitem__(self, index: int) -> Rule: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Rule]: ...

    def __getitem__(self, index: int | slice) -> Rule | Sequence[Rule]:
        return rules()[index]


RULES: Sequence[Rule] = _Rules()


@cache
def pages() -> dict[str, str]:
    """The path of each rule's page, by code."""
    return {_rule(module).code: page for module, page in _rule_modules(families())}


def page(code: str) -> str:
    """The text of a rule's page."""
    with open(pages()[code], encoding="utf-8") as file:
        return file.read()


def families() -> list[str]:
    root = rules_root()
    return [name for name in sorted(os.listdir(root)) if os.path.isfile(os.path.join(root, name, "__init__.py"))]


def _rule_modules(families: Iterable[str]) -> list[tuple[str, str]]:
    """Module name and page path of every rule. A module without a page is none: it serves its neighbours."""
    found = []
    for family in families:
        folder = os.path.join(rules_root(), family)
        names = os.listdir(folder)
        found += [
            (f"proxylint_rules.{family}.{name[:-3]}", os.path.join(folder, name[:-3] + ".md"))
            for name in sorted(names)
            if name.endswith(".py") and name[:-3] + ".md" in names
        ]
    return found


def rules_root() -> str:
    return _folder(import_module("proxylint_rules").__file__)


def _rule(module: str) -> Rule:
    return _export(module, "RULE", Rule)


def _folder(file: str | None) -> str:
    if file is None:
        raise ImportError("a package without a folder")
    return os.path.dirname(file)


def _export(module: str, name: str, kind: type[T]) -> T:
    value = getattr(import_module(module), name, None)
    if not isinstance(value, kind):
        raise ImportError(f"{module} must export {name}")
    return value


@cache
def catalogue(path: str | None = None) -> Catalogue:
    """The catalogue in a TOML file, or the built-in one changed by an overlay; without a path, the built-in one."""
    if path is None:
        path = os.path.join(_folder(import_module("proxylint_rules.mde").__file__), "endpoints.toml")
        found = prebuilt(path)
        if found is not None:
            return found
    from proxylint.catalogue.overlay import apply_overlay, extends
    from proxylint.catalogue.reading import read_catalogue

    table, name = read_toml(path), os.path.basename(path)
    return apply_overlay(catalogue(), table, name) if extends(table) else read_catalogue(table, name)


def read_toml(path: str) -> dict[str, Any]:
    """ConfigError where it cannot be read."""
    from proxylint.toml import parse, read_text

    if leads_out(path):
        raise ConfigError(f"{path} {LEADS_OUT}")
    return parse(read_text(path, path), path)
