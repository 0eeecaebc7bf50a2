"""Builds into the wheel what is dear to make at every start: the parser tables of the grammars, the rows of the
catalogue, and what SARIF says of the rules.

An editable install gets them beside their sources. What does not fit its source, the installed Lark or the program, or
is missing, is made anew in memory at run time: slower, never wrong.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_ROOTS = ("grammars", "linter", "rules")
_CATALOGUE = "proxylint_rules/mde/endpoints"


class Prebuilt(BuildHookInterface[Any]):
    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        sys.path[:0] = roots = [os.path.join(self.root, name) for name in _ROOTS]
        try:
            if version == "editable":
                self._beside(*roots)
            else:
                self._folder = tempfile.mkdtemp(prefix="proxylint-tables-")
                build_data["force_include"].update(self._within(self._folder))
        finally:
            del sys.path[: len(roots)]

    def _beside(self, grammars: str, linter: str, rules: str) -> None:
        from proxylint import ruletable
        from proxylint.catalogue import prebuilt
        from proxylint_grammars import tables

        tables.write(grammars)
        prebuilt.write(os.path.join(rules, _CATALOGUE + ".toml"))
        ruletable.write()

    def _within(self, folder: str) -> dict[str, str]:
        """The place inside the wheel by the path of each file."""
        from proxylint import ruletable
        from proxylint.catalogue import prebuilt
        from proxylint_grammars import tables

        catalogue = os.path.join(self.root, "rules", _CATALOGUE + ".toml")
        return {
            **tables.write(folder),
            prebuilt.write(catalogue, os.path.join(folder, "endpoints.tables")): _CATALOGUE + ".tables",
            ruletable.write(os.path.join(folder, "rules.tables")): "proxylint_rules/rules.tables",
        }

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if version != "editable":
            shutil.rmtree(self._folder)
