"""`make audit` fails for a known vulnerability, and says so where nothing could be learnt."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOUND = {"name": "sound", "version": "1.0", "vulns": []}
FAULTY = {"name": "faulty", "version": "2.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2.1", "3.0"]}]}
UNKNOWN = {"name": "unknown", "skip_reason": "Dependency not found"}
TRACEBACK = "Traceback (most recent call last):\nrequests.exceptions.ConnectionError: Failed to resolve the name"


def audit(folder: Path, out: str, said: str, code: int) -> tuple[int, str, str]:
    """What the script makes of a pip-audit that answers so: exit code, stdout, stderr."""
    (folder / "pip_audit.py").write_text(
        f"import sys\nprint({out!r})\nprint({said!r}, file=sys.stderr)\nsys.exit({code})\n"
    )
    done = subprocess.run(
        [sys.executable, str(ROOT / ".ci" / "audit.py"), "lock.txt"],
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    ("packages", "code", "said"),
    [
        ([SOUND], 0, "audit: 0 of 1 packages are known to be vulnerable\n"),
        (
            [SOUND, FAULTY],
            1,
            "audit: faulty 2.0: PYSEC-1, mended in 2.1, 3.0\naudit: 1 of 2 packages are known to be vulnerable\n",
        ),
        ([UNKNOWN], 0, "audit: the service knows none of 1 packages, so nothing is known\n"),
        (
            [UNKNOWN, SOUND],
            0,
            "audit: not known to the service: unknown\naudit: 0 of 1 packages are known to be vulnerable\n",
        ),
    ],
)
def test_what_the_service_knows(packages: list[dict[str, object]], code: int, said: str, tmp_path: Path) -> None:
    assert audit(tmp_path, json.dumps({"dependencies": packages, "fixes": []}), "", code)[:2] == (code, said)


def test_a_service_out_of_reach_is_no_failure(tmp_path: Path) -> None:
    said = "audit: the service does not answer, so nothing is known (requests.exceptions.ConnectionError: "
    assert audit(tmp_path, "", TRACEBACK, 1) == (0, f"{said}Failed to resolve the name)\n", "")


def test_a_fault_of_the_audit_itself_is_one(tmp_path: Path) -> None:
    code, out, said = audit(tmp_path, "", "ERROR: invalid requirements input: lock.txt", 1)
    assert (code, out) == (2, "")
    assert "invalid requirements input" in said
