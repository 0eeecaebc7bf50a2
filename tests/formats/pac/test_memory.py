"""What files left behind is let go while others are judged."""

from __future__ import annotations

import os
from pathlib import Path

from tests.cli.run import ROOT, python

GROWTH = """
import gc
from proxylint import collecting
from proxylint.formats.pac import collecting as questions
from tests.formats.pac.asking import cases

collecting.MUCH, questions.ROUND = 20_000, 10
for number in range(150):
    near = f'function near(h) {{ return dnsDomainIs(h, ".c{number}.example"); }}'
    entry = 'function FindProxyForURL(url, host) { return near(host) ? "DIRECT" : "PROXY p:1"; }'
    cases(near + entry, "https://*.example/")
    if number == 0:
        gc.collect()
        before = len(gc.get_objects())
print(len(gc.get_objects()) - before < before + 20_000)
"""


def test_files_that_are_done_do_not_add_up(tmp_path: Path) -> None:
    path = os.pathsep.join(map(str, (ROOT / "linter", ROOT / "grammars", ROOT / "rules", ROOT)))
    assert python(["-c", GROWTH], tmp_path, {"PYTHONPATH": path}).out.strip() == "True"
