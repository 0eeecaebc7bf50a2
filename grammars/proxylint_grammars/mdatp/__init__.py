"""The settings of Defender on Linux: the managed profile (JSON), environment files, systemd units with drop-ins."""

from __future__ import annotations

from proxylint_grammars.mdatp.document import read_document
from proxylint_grammars.mdatp.lines import environment_comments, read_environment, read_unit, unit_comments
from proxylint_grammars.mdatp.proxy import read_proxy
from proxylint_grammars.mdatp.words import read_words

__all__ = [
    "environment_comments",
    "read_document",
    "read_environment",
    "read_proxy",
    "read_unit",
    "read_words",
    "unit_comments",
]
