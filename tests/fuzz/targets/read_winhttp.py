"""A Windows dump, script or registry export is read, and files of unknown name are told apart."""

from __future__ import annotations

from dataclasses import replace

from tests.fuzz.deciding import read, reading
from tests.fuzz.oracles import detected
from tests.nearly.winhttp import WINHTTP

PATHS = ("winhttp.txt", "winhttp.reg", "proxy.ps1")


def run(data: bytes) -> None:
    detected("settings.txt", data)
    for path in PATHS:
        read("winhttp", path, data)


TARGET = replace(reading("winhttp", PATHS, WINHTTP), run=run)
