"""The command; see the package."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable

from tests.peers.agreement import names, page, scripts, squid, versions
from tests.peers.agreement.figures import Figures
from tests.peers.agreement.names import Checks
from tests.peers.agreement.page import WILDCARDS, Row, Run
from tests.peers.bearing import Bearing
from tests.peers.javascript import chromium
from tests.peers.javascript.pages import pages as pac_pages
from tests.peers.squid import installed
from tests.peers.squid.installed import Installed
from tests.peers.squid.pages import pages as squid_pages

Asked = tuple[str, str, Callable[[], Figures]]
"""What, of which program, and how."""

PARTS = ("squid", "pac", "chromium", "names")
SEED, CONFIGS, FILES, BROWSED = 20261125, 400, 300, 30
MOST_UNKNOWN = {"squid": 0.03, "pac": 0.02, "chromium": 0.02}


def main() -> int:
    wanted = _options()
    parts = wanted.only or PARTS
    lacking = {part: why for part, why in versions.missing().items() if part in parts}
    for part, why in lacking.items():
        print(f"agreement: {part} is left out: {why}", file=sys.stderr)
    if set(lacking) - {"chromium"}:
        return 2
    rows = {part: _rows(part, wanted) for part in PARTS[:3] if part in parts and part not in lacking}
    checks, printed = names.run(quick=wanted.quick) if "names" in parts else ([], "")
    print(printed)
    for one in checks:
        print(f"names: {one.peer}: {one.checks} checks, {one.patterns} patterns")
    failed = bool(printed) or any(_fails(part, row) for part, found in rows.items() for row in found)
    if not (failed or lacking or wanted.quick or wanted.only or wanted.squid):
        page.PATH.parent.mkdir(exist_ok=True)
        page.PATH.write_text(page.write(_run(wanted.seed, rows, checks)), "utf-8")
    elif lacking:
        print("agreement: docs/agreement.md stays as it is: not everything was asked", file=sys.stderr)
    return 1 if failed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="agreement", description="Compares proxylint with real programs, at length.")
    parser.add_argument("--quick", action="store_true", help="a small sample of everything; writes nothing")
    parser.add_argument("--only", action="append", choices=PARTS, help="one part; may be repeated; writes nothing")
    parser.add_argument("--squid", action="append", type=int, help="one major version; may be repeated; writes nothing")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--configs", type=int, help=f"random Squid configurations (default {CONFIGS})")
    parser.add_argument("--files", type=int, help=f"random PAC files (default {FILES})")
    parser.add_argument("--browsed", type=int, help=f"PAC files for Chromium (default {BROWSED})")
    wanted = parser.parse_args()
    share = 20 if wanted.quick else 1
    wanted.configs = CONFIGS // share if wanted.configs is None else wanted.configs
    wanted.files = FILES // share if wanted.files is None else wanted.files
    wanted.browsed = BROWSED // share if wanted.browsed is None else wanted.browsed
    return wanted


def _rows(part: str, wanted: argparse.Namespace) -> list[Row]:
    seed, configs, files, browsed = wanted.seed, wanted.configs, wanted.files, wanted.browsed
    asked: dict[str, list[Asked]] = {
        "squid": [
            row
            for one in installed.every()
            if one.major in (wanted.squid or (one.major,))
            for row in _of_squid(one, seed, configs)
        ],
        "pac": [
            ("written cases", "QuickJS", lambda: scripts.written("quickjs", pac_pages())),
            ("written cases", "V8", lambda: scripts.written("v8", pac_pages())),
            ("random files", "QuickJS", lambda: scripts.random("quickjs", seed, files)),
            ("random files", "V8", lambda: scripts.random("v8", seed, files)),
            (WILDCARDS, "QuickJS", lambda: scripts.wildcards("quickjs", seed, files // 3)),
            ("scripts: do they load?", "V8", scripts.loading),
        ],
        "chromium": [("written and random files", "Chromium", lambda: scripts.browsed(seed, browsed, pac_pages()))],
    }
    found = []
    for what, peer, ask in asked[part]:
        start = time.monotonic()
        found.append(Row(what, peer, ask()))
        _tell(part, found[-1], time.monotonic() - start)
    return found


def _of_squid(one: Installed, seed: int, configs: int) -> list[Asked]:
    name = f"Squid {one.version}"
    return [
        ("written cases", name, lambda: squid.written(one, squid_pages())),
        ("random configurations", name, lambda: squid.random(one, seed, configs)),
    ]


def _tell(part: str, row: Row, seconds: float) -> None:
    figures = row.figures
    for text in figures.differing:
        print(text)
    said = ", ".join(f"{figures.bearings[bearing]} {bearing.value}" for bearing in Bearing)
    print(f"{part}: {row.what}, {row.peer}: {figures.files} files, {said} ({seconds:.0f} s)", flush=True)
    for reason, count in figures.reasons.most_common():
        print(f"  {count:5} {reason}")


def _fails(part: str, row: Row) -> bool:
    """Of a wildcard much may be unknown: its files are drawn to have what cannot be said of all names at once."""
    return bool(row.figures.differing) or (row.what != WILDCARDS and row.figures.unknown_share > MOST_UNKNOWN[part])


def _run(seed: int, rows: dict[str, list[Row]], checks: list[Checks]) -> Run:
    programs = [
        ("Squid", ", ".join(versions.squids())),
        ("QuickJS (Python package quickjs)", versions.quickjs()),
        ("V8 (runs PAC files)", versions.v8()),
        ("V8 in node (loads scripts, matches patterns)", versions.node_v8()),
        ("Chromium", chromium.version()),
        ("glibc (POSIX regular expressions)", versions.glibc()),
    ]
    cases = {
        "squid": [one.path.stem for one in squid_pages()],
        "pac": [one.path.stem for one in pac_pages()],
    }
    return Run(seed, programs, rows, checks, cases)


if __name__ == "__main__":
    sys.exit(main())
