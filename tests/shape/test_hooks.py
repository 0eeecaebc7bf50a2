"""The pre-commit hook catches the files it should, and no others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

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
    ],
)
def test_left_alone(path: str) -> None:
    assert not FILES.search(path)


def test_never_only_text_files() -> None:
    assert "types: [file]" in HOOKS
