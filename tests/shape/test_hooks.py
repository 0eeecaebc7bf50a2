"""The pre-commit hooks catch the files they should, and no others."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from proxylint.registry import formats

HOOKS = (Path(__file__).parents[2] / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
FILES = re.compile(next(line.split("files: ", 1)[1] for line in HOOKS.splitlines() if "files: " in line))


@pytest.mark.parametrize(
    "path",
    [
        "squid.conf",
        "etc/squid/squid.conf",
        "squid-dmz.conf",
        "proxy/Proxy.PAC",
        "wpad.dat",
        "dumps/winhttp.txt",
        "SRV01-winhttp-show.log",
        "netsh_winhttp.dump",
        "gpo/defender-proxy.reg",
        "winhttp-settings.reg",
        "mdatp_managed.json",
        "etc/opt/microsoft/mdatp/managed/mdatp_managed.json",
        "roles/mdatp/files/mdatp_managed.prod.json",
        "managed_mdatp.json",
        "mdatp.service",
        "etc/systemd/system/mdatp.service.d/override.conf",
        "etc/environment",
        "rootfs/etc/environment",
        "squid.conf.j2",
        "squid.conf-old",
        "etc/squid/conf.d/10-mde.conf",
        "roles/squid-dmz/conf.d/local.conf",
        "proxy.pac.erb",
        "WinHTTP-import.ps1",
    ],
)
def test_caught(path: str) -> None:
    assert FILES.search(path)


@pytest.mark.parametrize(
    "path",
    [
        "nginx.conf",
        "mysquid.confx",
        "packages.txt",
        "impact.pace",
        "wpad.data",
        "winhttp.py",
        "desktop.reg",
        "docs/squid.md",
        "notsquid.conf",
        "mdatp_onboard.json",
        "docker.service.d/http-proxy.conf",
        "mdatp.service.d/readme.md",
        "mdatp.service.d/sub/override.conf",
        "environment",
        "etc/environment.d/proxy.conf",
        "notetc/environment",
        "apache2/conf.d/proxy.conf",
        "etc/squid/mime.conf",
        "squid/conf.d/readme.md",
        "proxy.js",
    ],
)
def test_left_alone(path: str) -> None:
    assert not FILES.search(path)


def test_every_name_that_a_folder_is_searched_for_is_caught() -> None:
    names = [pattern.replace("*", "x") for format in formats() for pattern in format.filenames]
    assert [name for name in names if not FILES.search(name)] == []


def test_never_only_text_files() -> None:
    assert "types: [file]" in HOOKS


def test_one_process_for_all_files() -> None:
    """Configurations name each other, and start-up is paid once."""
    assert HOOKS.count("- id: ") == HOOKS.count("require_serial: true") == 2


def test_pre_commit_takes_the_manifest() -> None:
    pytest.importorskip("pre_commit", reason="pre-commit is not installed")
    manifest = str(Path(__file__).parents[2] / ".pre-commit-hooks.yaml")
    run = subprocess.run([sys.executable, "-m", "pre_commit", "validate-manifest", manifest], check=False, timeout=60)
    assert run.returncode == 0
