"""Finds formats and rules by their being there; the only module that knows both plug-in packages.

A format is a package below `proxylint.formats` that exports `FORMAT`; a rule is a module below `proxylint_rules` that
exports `RULE`, with a page of the same name beside it.
"""

from __future__ import annotations

import os
from functools import cache
from importlib import import_module
from typing import TypeVar

from proxylint.catalogue import Catalogue, read_catalogue
from proxylint.errors import ConfigError
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
    found = [_export(module, "RULE", Rule) for module, _ in _rule_modules()]
    return tuple(sorted(found, key=lambda rule: rule.code))


@cache
def pages() -> dict[str, str]:
    """The path of each rule's page, by code."""
    return {_export(module, "RULE", Rule).code: page for module, page in _rule_modules()}


def page(code: str) -> str:
    """The text of a rule's page."""
    with open(pages()[code], encoding="utf-8") as file:
        return file.read()


def _rule_modules() -> list[tuple[str, str]]:
    """Module name and page path of every rule. A module without a page is none: it serves its neighbours."""
    root = _folder(import_module("proxylint_rules").__file__)
    found = []
    for family in sorted(os.listdir(root)):
        folder = os.path.join(root, family)
        if not os.path.isfile(os.path.join(folder, "__init__.py")):
            continue
        names = os.listdir(folder)
        found += [
            (f"proxylint_rules.{family}.{name[:-3]}", os.path.join(folder, name[:-3] + ".md"))
            for name in sorted(names)
            if name.endswith(".py") and name[:-3] + ".md" in names
        ]
    return found


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
    """The catalogue in a TOML file; without a path, the one of Microsoft Defender for Endpoint."""
    import tomllib

    where = path or os.path.join(_folder(import_module("proxylint_rules.mde").__file__), "endpoints.toml")
    try:
        with open(where, "rb") as file:
            return read_catalogue(tomllib.load(file), os.path.basename(where))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{where}: {error}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{where}: cannot be read: {error}") from None
