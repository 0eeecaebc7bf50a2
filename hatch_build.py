"""Builds the parser tables into the wheel; an editable install gets them beside the grammars.

A table that does not fit the installed Lark, or is missing, is rebuilt in memory at run time: slower, never wrong.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ParserTables(BuildHookInterface[Any]):
    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        grammars = os.path.join(self.root, "grammars")
        sys.path.insert(0, grammars)
        try:
            from proxylint_grammars import tables
        finally:
            sys.path.remove(grammars)
        if version == "editable":
            tables.write(grammars)
            return
        self._folder = tempfile.mkdtemp(prefix="proxylint-tables-")
        build_data["force_include"].update(tables.write(self._folder))

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if version != "editable":
            shutil.rmtree(self._folder)
