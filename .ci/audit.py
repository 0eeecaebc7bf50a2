#!/usr/bin/env python3
"""Ask whether what the lock files name is known to be vulnerable (`make audit`): exit code 1 where something is.

The answer comes from a service in the network. Where it is out of reach, or where a mirror of the index serves packages
without it, nothing is known: that is said, and is no failure, for a build must not hang on somebody's uptime.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import Any

OUT_OF_REACH = re.compile(r"ConnectionError|Timeout|ServiceError|Could not connect|not redirecting|may be blocking")
"""What pip-audit 2.10 and the library below it say, in stderr alone, when the service does not answer."""


def main(locks: list[str]) -> int:
    files = [word for lock in locks for word in ("--requirement", lock)]
    done = subprocess.run(
        [sys.executable, "-m", "pip_audit", "--format", "json", "--progress-spinner", "off", "--disable-pip", *files],
        capture_output=True,
        text=True,
        check=False,
    )
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except (ValueError, LookupError, TypeError):
        return without_answer(done.stderr)
    return told(packages)


def without_answer(said: str) -> int:
    if OUT_OF_REACH.search(said):
        print(f"audit: the service does not answer, so nothing is known ({said.splitlines()[-1]})")
        return 0
    print(said, file=sys.stderr)
    return 2


def told(packages: list[dict[str, Any]]) -> int:
    known = [one for one in packages if "skip_reason" not in one]
    if not known:
        print(f"audit: the service knows none of {len(packages)} packages, so nothing is known")
        return 0
    if skipped := sorted(one["name"] for one in packages if "skip_reason" in one):
        print(f"audit: not known to the service: {', '.join(skipped)}")
    for one in known:
        for fault in one["vulns"]:
            cure = ", ".join(fault["fix_versions"]) or "no version yet"
            print(f"audit: {one['name']} {one['version']}: {fault['id']}, mended in {cure}")
    vulnerable = sum(bool(one["vulns"]) for one in known)
    print(f"audit: {vulnerable} of {len(known)} packages are known to be vulnerable")
    return int(vulnerable > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
