"""What files left behind is let go while others are judged."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.run import ROOT, python

GROWTH = """
import gc
from proxylint import collecting

collecting.MUCH = 20_000
{setting}
for number in range({files}):
{judged}
    if number == 0:
        gc.collect()
        before = len(gc.get_objects())
print(len(gc.get_objects()) - before)
"""
MOST_LEFT = 60_000
"""Objects: what is not looked at yet (`MUCH`), and what the last file has made. All files together make twice as many
and more."""
PAC = """
    near = f'function near(h) {{ return dnsDomainIs(h, ".c{number}.example"); }}'
    entry = 'function FindProxyForURL(url, host) { return near(host) ? "DIRECT" : "PROXY p:1"; }'
    cases(near + entry, "https://*.example/")
"""
SQUID = """
    lines = (f"acl a{at} dstdomain .c{number}-{at}.example\\nhttp_access deny a{at}\\n" for at in range(30))
    text = f"http_port 3128\\n{''.join(lines)}http_access allow all\\n"
    examine(open_bytes("squid.conf", text.encode(), ".", options), options)
"""
PAC_SETTING = """
from tests.formats.pac.asking import cases

collecting.SELDOM = 0.5
"""
SQUID_SETTING = """
from proxylint.engine import Options, examine, open_bytes

options = Options()
"""
FORMATS = {"pac": (PAC_SETTING, 150, PAC), "squid": (SQUID_SETTING, 60, SQUID)}


@pytest.mark.parametrize("name", FORMATS)
def test_files_that_are_done_do_not_add_up(name: str, tmp_path: Path) -> None:
    setting, files, judged = FORMATS[name]
    path = os.pathsep.join(map(str, (ROOT / "linter", ROOT / "grammars", ROOT / "rules", ROOT)))
    script = GROWTH.format(setting=setting, files=files, judged=judged)
    assert int(python(["-c", script], tmp_path, {"PYTHONPATH": path}).out) < MOST_LEFT
