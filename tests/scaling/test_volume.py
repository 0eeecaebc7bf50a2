"""Long lists and many files: in proportion, and never more than a few files open at a time.

A list of a million entries is measured in `benchmarks/squid_scale.py`, here one of some thousands.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.scaling.growth import CATALOGUE, out_of_proportion
from tests.steps import count, forget

LISTS: dict[str, tuple[str, Callable[[int], str]]] = {
    "domains": ("dstdomain", lambda at: f".h{at}.example"),
    "needed domains": ("dstdomain", lambda at: f".h{at}.endpoint.security.microsoft.com"),
    "networks": ("src", lambda at: f"10.{at >> 8}.{at & 255}.0/25"),
    "addresses": ("dst", lambda at: f"10.{at >> 8}.{at & 255}.1"),
    "patterns": ("dstdom_regex", lambda at: rf"^h{at}\.example$"),
    "log-in names": ("proxy_auth", lambda at: f"user{at}"),
}

SMALL = 500
"""Twice and four times as many are counted too."""


@pytest.mark.parametrize("name", LISTS)
def test_steps_of_a_list_grow_in_proportion(name: str, tmp_path: Path) -> None:
    """The whole of `check`, with the reports that people get."""
    kind, entry = LISTS[name]
    config = tmp_path / "squid.conf"
    config.write_text(
        f'http_port 3128\nauth_param basic program /x\nacl a {kind} "{tmp_path}/list"\n'
        "http_access deny a\nhttp_access allow all\n"
    )

    def work(n: int) -> dict[str, int]:
        from proxylint.engine import Options
        from proxylint.linting import check

        forget("proxylint.names")
        forget("proxylint.formats")
        (tmp_path / "list").write_text("".join(f"{entry(at)}\n" for at in range(n)))
        options = Options(endpoints=CATALOGUE, maps={str(tmp_path): str(tmp_path)})
        return {"checking": count(lambda: check([str(config)], options))}

    assert out_of_proportion(work, SMALL) == {}


def test_steps_of_many_files_grow_in_proportion(tmp_path: Path) -> None:
    def work(n: int) -> dict[str, int]:
        from proxylint.engine import Options
        from proxylint.linting import check

        for at in range(n):
            folder = tmp_path / str(n) / str(at)
            folder.mkdir(parents=True, exist_ok=True)
            text = f"http_port 3128\nacl a dstdomain .h{at}.example\nhttp_access allow a\nhttp_access deny all\n"
            (folder / "squid.conf").write_text(text)
        return {"checking": count(lambda: check([str(tmp_path / str(n))], Options(endpoints=CATALOGUE)))}

    assert out_of_proportion(work, 10) == {}


FEW = """
import os, resource, sys
resource.setrlimit(resource.RLIMIT_NOFILE, (40, 40))
os.execv(sys.executable, [sys.executable, "-m", "proxylint", *sys.argv[1:]])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_few_files_are_open_at_a_time(jobs: str, tmp_path: Path) -> None:
    """200 configurations, some with 60 files that they include and 60 lists, where 40 files may be open."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "parts").mkdir()
    for at in range(60):
        (tmp_path / "parts" / f"{at:02}.conf").write_text(f'acl a dstdomain "/etc/squid/parts/{at:02}.list"\n')
        (tmp_path / "parts" / f"{at:02}.list").write_text(f".h{at}.example\n")
    rules = "http_access allow a\nhttp_access deny all\n"
    for at in range(200):
        (tmp_path / f"{at:03}").mkdir()
        acls = "include /etc/squid/parts/*.conf" if at < 3 else "acl a dstdomain .x.example"
        (tmp_path / f"{at:03}" / "squid.conf").write_text(f"http_port 3128\n{acls}\n{rules}")
    done = subprocess.run(
        [sys.executable, "-c", FEW, "check", ".", "--jobs", jobs, "--format", "json", "--path-map", "/etc/squid=."],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    report = json.loads(done.stdout)
    assert done.stderr == ""
    assert len(report["files"]) == 200
    assert "CFG001" not in {finding["code"] for finding in report["findings"]}
