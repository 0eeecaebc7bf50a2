"""A configuration file becomes values; what is wrong with it is told by file and key."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from proxylint.addresses import network
from proxylint.clients import Client, DeviceKind
from proxylint.errors import ConfigError
from proxylint.finding import Level
from proxylint.settings.reading import LARGEST, File, read

WHOLE = """
select = ["MDE", "SQD", "login-required"]
ignore = ["undecided", "SQD1"]
fail-on = "error"
exclude = ["legacy/", "*.bak"]
require-reason = true
cloud = "gcc"
connectivity = "both"
geography = "eu"
platforms = ["windows", "linux", "windows"]
updates = "internal"
endpoints = "lists/ours.toml"
direct-egress = false
squid-version = 7
pac-engine = "chromium"

[severity]
MDE4 = "note"
endpoint-denied = "warning"

[per-file-ignores]
"test/*" = ["MDE", "PAC101"]

[per-file-kind]
"proxy-*.txt" = "squid"

[path-map]
"/etc/squid" = "files/squid"

[[clients]]
name = "office"
network = "10.1.0.0/16"
kind = "workstation"
user = "yes"
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    return tmp_path.resolve()


def read_text(root: Path, text: str, name: str = "proxylint.toml") -> File | None:
    path = root / name
    path.write_text(text, encoding="utf-8")
    return read(str(path), str(root), name)


def said(root: Path, text: str, name: str = "proxylint.toml") -> str:
    with pytest.raises(ConfigError) as caught:
        read_text(root, text, name)
    return str(caught.value)


VALUES = {
    "select": ("MDE", "SQD", "MDE201"),
    "ignore": ("MDE501", "SQD1"),
    "fail-on": Level.ERROR,
    "exclude": ("legacy/", "*.bak"),
    "require-reason": True,
    "cloud": "gcc",
    "connectivity": "both",
    "geography": "eu",
    "platforms": ("windows", "linux"),
    "updates": "internal",
    "direct-egress": False,
    "squid-version": 7,
    "pac-engine": "chromium",
    "severity": {"MDE4": Level.NOTE, "MDE101": Level.WARNING},
    "per-file-ignores": {"test/*": ("MDE", "PAC101")},
    "per-file-kind": {"proxy-*.txt": "squid"},
    "clients": (Client("office", network("10.1.0.0/16"), DeviceKind.WORKSTATION, True),),
}


def test_every_key(root: Path) -> None:
    file = read_text(root, WHOLE)
    assert file is not None
    expected = {
        **VALUES,
        "endpoints": f"{root}/lists/ours.toml",
        "path-map": {"/etc/squid": f"{root}/files/squid"},
    }
    path = str(root / "proxylint.toml")
    assert file == File(path, "proxylint.toml", str(root), str(root), expected)


def test_a_table_of_pyproject(root: Path) -> None:
    file = read_text(root, '[project]\nname = "x"\n\n[tool.proxylint]\ncloud = "gcc"\n', "pyproject.toml")
    assert file is not None
    assert file.values == {"cloud": "gcc"}


@pytest.mark.parametrize(
    "text",
    ["[tool.ruff]\nline-length = 3\n", "# of proxylint\n", 'tool = "proxylint"\n', "[tool]\n# proxylint\n", "broken ["],
)
def test_a_pyproject_that_says_nothing(root: Path, text: str) -> None:
    assert read_text(root, text, "pyproject.toml") is None


ALWAYS = "takes in CFG001, which is always reported: a file that was not analysed is not clean"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('clod = "gcc"', "'clod' is not known; did you mean 'cloud'?"),
        ('per_file_ignores = "x"', "'per_file_ignores' is not known; did you mean 'per-file-ignores'?"),
        ("zzz = 1", "'zzz' is not known"),
        (
            '[tool.proxylint]\ncloud = "gcc"',
            "'tool' is not known; [tool.proxylint] is for pyproject.toml, here keys stand alone",
        ),
        ('cloud = "gc"', "cloud 'gc': choose one of commercial, gcc, gcc-high, dod"),
        ("cloud = 3", "cloud: choose one of commercial, gcc, gcc-high, dod"),
        ("cloud = []", "cloud: choose one of commercial, gcc, gcc-high, dod"),
        ('fail-on = "never"', "fail-on 'never': choose one of error, warning, note"),
        ('select = "MDE"', "select must be a list of rules"),
        ("select = [3]", "select must name rules by code, by the beginning of a code, or by name"),
        (
            'select = ["MDE1010"]',
            "select: no rule has the name 'MDE1010', or a code that starts so; did you mean 'MDE101'?",
        ),
        (
            'ignore = ["login-requird"]',
            "ignore: no rule has the name 'login-requird', or a code that starts so; did you mean 'login-required'?",
        ),
        (
            'ignore = ["mde101"]',
            "ignore: no rule has the name 'mde101', or a code that starts so; did you mean 'MDE101'?",
        ),
        ('ignore = [""]', "ignore: no rule has the name '', or a code that starts so"),
        (
            'ignore = ["CFG"]',
            f"ignore: 'CFG' {ALWAYS}",
        ),
        (
            'ignore = ["file-not-analysed"]',
            f"ignore: 'file-not-analysed' {ALWAYS}",
        ),
        (
            '[per-file-ignores]\n"*" = ["CFG00"]',
            f"per-file-ignores: '*': 'CFG00' {ALWAYS}",
        ),
        ('severity = {CFG001 = "note"}', "severity: 'CFG001' takes in CFG001, which is always an error"),
        ('severity = {"MDE101" = "fatal"}', "severity: 'MDE101' 'fatal': choose one of error, warning, note"),
        (
            'severity = {"MDE101" = "note", "endpoint-denied" = "note"}',
            "severity: 'endpoint-denied' is said twice, once by another name",
        ),
        (
            'severity = {"XYZ" = "note"}',
            "severity: its key: no rule has the name 'XYZ', or a code that starts so",
        ),
        ("exclude = [3]", "exclude must be a pattern of paths, such as legacy/*.conf"),
        ('exclude = [""]', "exclude must be a pattern of paths, such as legacy/*.conf"),
        (f'exclude = ["{"a" * 1001}"]', "exclude is longer than 1000 characters"),
        (
            "exclude = ['legacy\\*.conf']",
            "exclude 'legacy\\*.conf': write '/' between folders, and [*] for a star that is one",
        ),
        (
            "per-file-ignores = {'a\\b' = []}",
            "per-file-ignores: its key 'a\\b': write '/' between folders, and [*] for a star that is one",
        ),
        (
            'exclude = ["!keep.conf"]',
            "exclude '!keep.conf': '!' in front takes nothing back here; write [!] for a name that begins so",
        ),
        (
            'per-file-kind = {"[a" = "squid"}',
            "per-file-kind: its key '[a': what stands behind its '[' is no set of characters",
        ),
        (f"exclude = {['a'] * 1001}", "exclude has more than 1000 entries"),
        ('require-reason = "yes"', "require-reason must be true or false"),
        ("direct-egress = 1", "direct-egress must be true or false"),
        ('squid-version = "6"', "squid-version must be one of 5, 6, 7, without quotes"),
        ("squid-version = 4", "squid-version must be one of 5, 6, 7, without quotes"),
        ("squid-version = 6.0", "squid-version must be one of 5, 6, 7, without quotes"),
        ("endpoints = 2026-01-01", "endpoints must be a path"),
        ('endpoints = "a\\u0000b"', "endpoints must be a path"),
        (
            'endpoints = "../other.toml"',
            "endpoints: '../other.toml' leads out of the repository; only the command line may do so",
        ),
        (
            'path-map = {"/etc/squid" = "/etc/squid"}',
            "path-map: '/etc/squid': '/etc/squid' leads out of the repository; only the command line may do so",
        ),
        (
            'path-map = {"etc" = "x"}',
            "path-map: its key must be an absolute path as configurations write it, such as /etc/squid",
        ),
        ('per-file-kind = {"*" = "none"}', "per-file-kind: '*' 'none': choose one of mdatp, pac, squid, winhttp"),
        ("clients = {}", "clients: there is no [[clients]] table"),
        ('[[clients]]\nname = "a"', "clients: clients row 1: network is missing"),
    ],
)
def test_what_is_wrong_is_told_by_file_and_key(root: Path, text: str, sentence: str) -> None:
    assert said(root, text) == f"proxylint.toml: {sentence}"


def test_in_pyproject_the_table_is_named(root: Path) -> None:
    assert said(root, "[tool.proxylint]\nclod = 3", "pyproject.toml") == (
        "pyproject.toml: tool.proxylint: 'clod' is not known; did you mean 'cloud'?"
    )
    assert said(root, "tool.proxylint = 3", "pyproject.toml") == "pyproject.toml: tool.proxylint must be a table"


@pytest.mark.parametrize("name", ["proxylint.toml", ".proxylint.toml"])
def test_as_editors_of_windows_write_it(root: Path, name: str) -> None:
    path = root / name
    path.write_bytes(b"\xef\xbb\xbf" + WHOLE.replace("\n", "\r\n").encode())
    written = read(str(path), str(root), name)
    plain = read_text(root, WHOLE, name)
    assert written is not None
    assert written == plain


def test_no_toml(root: Path) -> None:
    assert said(root, "cloud = ") == "proxylint.toml: Invalid value (at end of document)"
    assert said(root, "a = " + "[" * 5000) == "proxylint.toml: is nested too deep"
    assert said(root, "a = " + "9" * 5000) == "proxylint.toml: has a number that is too long"
    assert said(root, f"#{'x' * LARGEST}") == f"proxylint.toml is larger than {LARGEST // 1024} KB"
    (root / "proxylint.toml").write_bytes(b'cloud = "\xff"')
    with pytest.raises(ConfigError, match=r"^proxylint\.toml: is no UTF-8 at byte 9$"):
        read(str(root / "proxylint.toml"), str(root), "proxylint.toml")
    with pytest.raises(ConfigError, match=r"^none\.toml: cannot be read: No such file or directory$"):
        read(str(root / "none.toml"), str(root), "none.toml")


def test_a_link_may_not_lead_out(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    os.symlink(elsewhere, root / "squid")
    assert said(root, 'path-map = {"/etc/squid" = "squid"}') == (
        "proxylint.toml: path-map: '/etc/squid': 'squid' leads out of the repository; only the command line may do so"
    )


@pytest.mark.parametrize("text", [".".join(["a"] * 60_000) + " = 1", "\n".join([".".join(["a"] * 900) + "=1"] * 70)])
def test_a_key_of_many_parts_takes_no_time(root: Path, text: str) -> None:
    """`tomllib` needs more than a minute for the first."""
    before = time.process_time()
    assert said(root, text).startswith("proxylint.toml: ")
    assert time.process_time() - before < 5


@hypothesis_settings(max_examples=200)
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_no_bytes_are_too_much(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "proxylint.toml"
    path.write_bytes(data)
    try:
        read(str(path), str(path.parent), "proxylint.toml")
    except ConfigError as error:
        assert str(error).startswith("proxylint.toml")
