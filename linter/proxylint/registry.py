"""Finds formats and rules by their being there; the only module that knows both plug-in packages.

A format is a package below `proxylint.formats` that exports `FORMAT`; a rule is a module below `proxylint_rules` that
exports `RULE`, with a page of the same name beside it.
"""

from __future__ import annotations

import os
from functools import cache
from importlib import import_module
from typing import Any, TypeVar

from proxylint.catalogue import Catalogue
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
    """The catalogue in a TOML file, or the built-in one changed by an overlay; without a path, the built-in one."""
    from proxylint.catalogue.overlay import apply_overlay, extends
    from proxylint.catalogue.reading import read_catalogue

    table, name = read_toml(path or _builtin()), os.path.basename(path or _builtin())
    return apply_overlay(catalogue(), table, name) if extends(table) else read_catalogue(table, name)


@cache
def catalogue_version() -> str:
    """The day of the built-in catalogue, without reading its rows: top-level keys stand above the first table."""
    import tomllib

    with open(_builtin(), encoding="utf-8") as file:
        return str(tomllib.loads(file.read().partition("\n[")[0])["version"])


def _builtin() -> str:
    return os.path.join(_folder(import_module("proxylint_rules.mde").__file__), "endpoints.toml")


def read_toml(path: str) -> dict[str, Any]:
    """ConfigError where it cannot be read."""
    import tomllib

    try:
        with open(path, "rb") as file:
            return tomllib.load(file)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: {error}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read: {error}") from None
    except RecursionError:
        raise ConfigError(f"{path}: is nested too deep") from None
