"""V8 as the judge of what loads, through node; a test that needs it is skipped where node is absent."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence

import pytest

_SCRIPT = """
const vm = require("vm"), texts = JSON.parse(require("fs").readFileSync(0, "utf8"));
const refusal = (text) => { try { new vm.Script(text); return null } catch (fault) { return String(fault) } };
console.log(JSON.stringify(texts.map(refusal)));
"""


def refusals(texts: Sequence[str]) -> list[str | None]:
    """For each script V8's message, or `None` where it loads. Nothing is run."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed: V8 was not asked")
    ran = subprocess.run(
        [node, "-e", _SCRIPT], input=json.dumps(texts), capture_output=True, text=True, check=True, timeout=60
    )
    answers: list[str | None] = json.loads(ran.stdout)
    return answers
