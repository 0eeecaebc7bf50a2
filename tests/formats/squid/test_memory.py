"""What files left behind is let go while others are judged."""

from __future__ import annotations

import os
from pathlib import Path

from tests.cli.run import ROOT, python

GROWTH = """
import gc
from proxylint import collecting
from proxylint.engine import Options, examine, open_bytes

collecting.MUCH = 20_000
options = Options()
for number in range(60):
    lines = (f"acl a{at} dstdomain .c{number}-{at}.example\\nhttp_access deny a{at}\\n" for at in range(30))
    text = f"http_port 3128\\n{''.join(lines)}http_access allow all\\n"
    examine(open_bytes("squid.conf", text.encode(), ".", options), options)
    if number == 0:
        gc.collect()
        before = len(gc.get_objects())
print(len(gc.get_objects()) - before < before + 20_000)
"""


def test_files_that_are_done_do_not_add_up(tmp_path: Path) -> None:
    path = os.pathsep.join(map(str, (ROOT / "linter", ROOT / "grammars", ROOT / "rules", ROOT)))
    assert python(["-c", GROWTH], tmp_path, {"PYTHONPATH": path}).out.strip() == "True"
