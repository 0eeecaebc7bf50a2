"""A Windows dump, script or registry export is read, and files of unknown name are told apart."""

from __future__ import annotations

from tests.fuzz.deciding import read
from tests.fuzz.oracles import detected
from tests.fuzz.target import Target
from tests.nearly.winhttp import WINHTTP


def run(data: bytes) -> None:
    detected("settings.txt", data)
    for path in ("winhttp.txt", "winhttp.reg", "proxy.ps1"):
        read("winhttp", path, data)


TARGET = Target("read_winhttp", run, WINHTTP)
