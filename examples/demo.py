"""Lint the examples as a user would, and hold the result against their story (`make demo`).

Exit code 0 when every configuration in `before/` has a finding and none in `after/` has one.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def main() -> int:
    check = [sys.executable, "-m", "proxylint", "check", HERE]
    shown = subprocess.run(check, check=False)
    report = json.loads(subprocess.run([*check, "--format", "json"], check=False, capture_output=True).stdout)
    checked = set(report["files"])
    troubled = {finding["path"] for finding in report["findings"]}
    silent = sorted(path for path in checked if "/before/" in path and path not in troubled)
    loud = sorted(path for path in troubled if "/after/" in path)
    for path in silent:
        print(f"demo: {path} should have findings and has none", file=sys.stderr)
    for path in loud:
        print(f"demo: {path} should be clean and is not", file=sys.stderr)
    return 0 if shown.returncode == 1 and checked and not silent and not loud else 1


if __name__ == "__main__":
    sys.exit(main())
