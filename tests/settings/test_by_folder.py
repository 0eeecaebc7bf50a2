"""Options for each file: the command line before the nearest file before the default."""

from __future__ import annotations

import pickle
from datetime import date
from pathlib import Path

import pytest

from proxylint.catalogue import Profile
from proxylint.choice import Choice, PerFile
from proxylint.engine import Options
from proxylint.errors import ConfigError
from proxylint.finding import Level
from proxylint.format import Given
from proxylint.records import replace
from proxylint.settings.by_folder import ByFolder


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path.resolve()
    (root / ".git").mkdir()
    (root / "site" / "dmz").mkdir(parents=True)
    (root / "lab").mkdir()
    monkeypatch.chdir(root)
    return root


def plain(root: Path) -> Options:
    return Options(choice=Choice(root=str(root), base=str(root)))


def test_without_a_file_the_defaults(root: Path) -> None:
    chooser = ByFolder()
    assert chooser.for_file("site/squid.conf") == plain(root)
    assert chooser.for_file("site/squid.conf") is chooser.for_file("lab/squid.conf")
    assert (chooser.excluded("site/squid.conf"), chooser.named("site/squid.conf")) == (False, False)


def test_everything_that_a_file_says(root: Path) -> None:
    (root / "proxylint.toml").write_text(
        'select = ["MDE"]\nignore = ["MDE5"]\nfail-on = "note"\nrequire-reason = true\ncloud = "gcc-high"\n'
        'connectivity = "both"\ngeography = "uk"\nplatforms = ["linux"]\nupdates = "internal"\n'
        'endpoints = "e.toml"\ndirect-egress = true\nsquid-version = 5\npac-engine = "firefox"\n'
        'severity = {MDE4 = "error"}\nper-file-ignores = {"lab/" = ["MDE"]}\npath-map = {"/etc/squid" = "site"}\n'
    )
    assert ByFolder(today=date(2026, 12, 1)).for_file("site/squid.conf") == Options(
        given=Given(squid_version=5, pac_engine="firefox"),
        profile=Profile("gcc-high", "both", "uk", ("linux",), "internal"),
        endpoints=str(root / "e.toml"),
        maps={"/etc/squid": str(root / "site")},
        within={"/etc/squid": str(root)},
        direct_egress=True,
        today=date(2026, 12, 1),
        choice=Choice(
            ("MDE",), ("MDE5",), (("MDE4", Level.ERROR),), (PerFile("lab/", ("MDE",)),), str(root), str(root)
        ),
        fail_on=Level.NOTE,
        require_reason=True,
    )


def test_the_nearest_file_is_the_only_one(root: Path) -> None:
    (root / "proxylint.toml").write_text('cloud = "gcc"\nupdates = "internal"\n')
    (root / "site" / "proxylint.toml").write_text('cloud = "dod"\n')
    chooser = ByFolder()
    profiles = {path: chooser.for_file(path).profile for path in ("a.pac", "site/a.pac", "site/dmz/a.pac", "lab/a.pac")}
    assert profiles == {
        "a.pac": Profile("gcc", updates="internal"),
        "site/a.pac": Profile("dod"),
        "site/dmz/a.pac": Profile("dod"),
        "lab/a.pac": Profile("gcc", updates="internal"),
    }
    assert chooser.for_file("site/a.pac") is chooser.for_file("site/dmz/b.pac")
    assert chooser.for_file(str(root / "site" / "a.pac")) is chooser.for_file("site/a.pac")


def test_the_command_line_comes_first(root: Path) -> None:
    (root / "proxylint.toml").write_text(
        'cloud = "gcc"\nignore = ["MDE"]\nsquid-version = 5\npath-map = {"/etc/squid" = "site", "/etc/lists" = "lab"}\n'
    )
    flags = {"cloud": "dod", "ignore": ("SQD",), "path-map": {"/etc/squid": "../out", "/srv": "/srv"}}
    chooser = ByFolder(flags, kind="squid", given=Given(client=7))
    assert chooser.for_file("squid.conf") == replace(
        plain(root),
        kind="squid",
        given=Given(client=7, squid_version=5),
        profile=Profile("dod"),
        maps={"/etc/squid": "../out", "/etc/lists": str(root / "lab"), "/srv": "/srv"},
        within={"/etc/lists": str(root)},
        choice=Choice(ignore=("MDE", "SQD"), root=str(root), base=str(root)),
    )
    origins = chooser.in_force("squid.conf").origins
    assert origins == {
        "ignore": "command line and proxylint.toml",
        "cloud": "command line",
        "squid-version": "proxylint.toml",
        "path-map": "command line and proxylint.toml",
    }


def test_isolated_and_named(root: Path) -> None:
    (root / "proxylint.toml").write_text('cloud = "gcc"\n')
    (root / "site" / "ci.toml").write_text('cloud = "dod"\nexclude = ["dmz/*.conf"]\n')
    assert ByFolder(isolated=True).for_file("squid.conf") == plain(root)
    named = ByFolder(config="site/ci.toml")
    assert {named.for_file(path).profile.cloud for path in ("squid.conf", "site/squid.conf")} == {"dod"}
    assert (named.excluded("site/dmz/squid.conf"), named.excluded("dmz/squid.conf")) == (False, True)
    with pytest.raises(ConfigError, match=r"^none\.toml: cannot be read: No such file or directory$"):
        ByFolder(config="none.toml").for_file("squid.conf")


def test_patterns_start_where_their_file_lies(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "site" / "proxylint.toml").write_text(
        'exclude = ["dmz/old.conf", "*.bak"]\n[per-file-kind]\n"dmz/p*" = "squid"\n"*.txt" = "winhttp"\n'
    )
    chooser = ByFolder()

    def looked(prefix: str) -> dict[str, tuple[bool, str | None, bool]]:
        paths = ("old.conf", "dmz/old.conf", "dmz/x.bak", "dmz/proxy.txt", "dump.txt")
        found = {}
        for path in paths:
            at = prefix + path
            found[path] = (chooser.excluded(at), chooser.for_file(at).kind, chooser.named(at))
        return found

    expected = {
        "old.conf": (False, None, False),
        "dmz/old.conf": (True, None, False),
        "dmz/x.bak": (True, None, False),
        "dmz/proxy.txt": (False, "squid", True),
        "dump.txt": (False, "winhttp", True),
    }
    assert looked("site/") == expected
    monkeypatch.chdir(root / "site")
    chooser = ByFolder()
    assert looked("") == expected
    assert looked(f"{root}/site/") == expected


def test_excluded_folders(root: Path) -> None:
    (root / "proxylint.toml").write_text('exclude = ["dmz/"]\n')
    chooser = ByFolder()
    assert [chooser.excluded("site/dmz", folder=True), chooser.excluded("site/dmz")] == [True, False]


def test_what_the_command_line_excludes_starts_where_the_user_stands(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "proxylint.toml").write_text('exclude = ["*.pac"]\n')
    monkeypatch.chdir(root / "site")
    chooser = ByFolder({"exclude": ("dmz/*.conf",)})
    assert [chooser.excluded(path) for path in ("dmz/a.conf", "a.pac", "../dmz/a.conf")] == [True, False, False]


def test_a_kind_that_the_command_line_names_holds_for_all(root: Path) -> None:
    (root / "proxylint.toml").write_text('per-file-kind = {"*.txt" = "winhttp"}\n')
    assert ByFolder(kind="squid").for_file("a.txt").kind == "squid"
    one = ByFolder()
    assert one.for_file("a.txt") is one.for_file("b.txt")


def test_it_goes_to_another_process(root: Path) -> None:
    (root / "proxylint.toml").write_text('cloud = "gcc"\nper-file-kind = {"*.txt" = "squid"}\n')
    chooser = ByFolder({"ignore": ("SQD",)})
    paths = ("squid.conf", "a.txt", "site/b.txt")
    options = [chooser.for_file(path) for path in paths]
    again = pickle.loads(pickle.dumps(chooser))
    assert again == chooser
    assert [again.for_file(path) for path in paths] == options


def test_another_repository_has_its_own(root: Path) -> None:
    (root / "proxylint.toml").write_text('cloud = "gcc"\n')
    (root / "site" / ".git").mkdir()
    chooser = ByFolder()
    assert [chooser.for_file(path).profile.cloud for path in ("a.pac", "site/a.pac")] == ["gcc", "commercial"]
