"""What a kind of file says of itself: names with a folder, platforms of its own, URLs that others ask for."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from proxylint import detection, engine, grounds, registry
from proxylint.catalogue import Profile
from proxylint.engine import Options
from proxylint.linting import check

KINDS = {one.name: one for one in registry.formats()}
PROFILE = '{"cloudService": {"proxy": "http://proxy.corp.example:3128/"}}\n'


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("mdatp_managed.json", "mdatp"),
        ("a/b/MDATP_Managed.json", "mdatp"),
        ("mdatp.service", "mdatp"),
        ("etc/systemd/system/mdatp.service.d/override.conf", "mdatp"),
        ("mdatp.service.d/override.conf", "mdatp"),
        ("etc/environment", "mdatp"),
        ("rootfs/etc/environment", "mdatp"),
        ("environment", None),
        ("xetc/environment", None),
        ("etc/environment/readme", None),
        ("mdatp.service.d/sub/override.conf", None),
        ("docker.service.d/override.conf", None),
        ("mdatp.service.d/squid.conf", "mdatp"),
        ("winhttp/notes.txt", None),
        ("squid/extra.conf", None),
    ],
)
def test_a_name_may_include_the_folder(path: str, kind: str | None) -> None:
    found = detection.by_name(path)
    assert (found and found.name) == kind


def test_platforms_of_the_kind_hold_where_none_is_named() -> None:
    unnamed, named = Options(), Options(profile=Profile(platforms=("windows",)))
    linux = {row.id for row in engine.rows(KINDS["mdatp"], unnamed)}
    assert "linux-cfg" in linux
    assert "linux-cfg" not in {row.id for row in engine.rows(KINDS["squid"], unnamed)}
    assert "linux-cfg" not in {row.id for row in engine.rows(KINDS["mdatp"], named)}


def test_urls_that_other_programs_ask_for_are_not_judged() -> None:
    options = Options(profile=Profile(platforms=("linux",)))
    assert "linux-pkg" in {row.area for row in engine.rows(KINDS["squid"], options)}
    assert "linux-pkg" not in {row.area for row in engine.rows(KINDS["mdatp"], options)}


@pytest.mark.parametrize(
    ("kinds", "platforms"),
    [
        ([], "windows"),
        (["squid"], "windows"),
        (["mdatp"], "linux"),
        (["squid", "pac", "mdatp"], "windows, linux for mdatp"),
    ],
)
def test_the_profile_line_names_the_platforms(kinds: list[str], platforms: str) -> None:
    wanted = f"commercial, streamlined, {platforms}, updates from microsoft"
    assert grounds.title([KINDS[kind] for kind in kinds], Options()) == wanted


def test_a_platform_that_is_named_holds_for_all() -> None:
    options = Options(profile=Profile(platforms=("macos",)))
    assert grounds.title(KINDS.values(), options) == "commercial, streamlined, macos, updates from microsoft"


def test_a_run_over_several_kinds(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "mdatp_managed.json").write_text(PROFILE)
    (tmp_path / "proxy.pac").write_text('function FindProxyForURL(u, h) { return "PROXY p:1"; }\n')
    alone = check([str(tmp_path / "mdatp_managed.json")], Options())
    assert (alone.profile, alone.count.proved, alone.findings) == (
        "commercial, streamlined, linux, updates from microsoft",
        sum(len(row.requests) for row in engine.rows(KINDS["mdatp"], Options()) if row.needed),
        [],
    )
    for jobs in (1, 2):
        both = check([str(tmp_path)], Options(), jobs=jobs)
        assert both.profile == "commercial, streamlined, windows, linux for mdatp, updates from microsoft"


def test_rules_see_the_platforms_of_the_kind(tmp_path: Path) -> None:
    (tmp_path / "mdatp_managed.json").write_text(PROFILE)
    examined = engine.examine(engine.open_file(str(tmp_path / "mdatp_managed.json"), Options()), Options())
    assert examined.profile.platforms == ("linux",)


def test_a_file_that_names_no_proxy_has_a_note_and_no_urls(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "mdatp_managed.json").write_text(json.dumps({"cloudService": {"enabled": True}}))
    report = check([str(tmp_path)], Options())
    assert [(one.code, one.level.value) for one in report.findings] == [("CFG003", "note")]
    assert report.count == replace(report.count, proved=0, fail=0, undecided=0)
    assert "mdatp config proxy set" in (report.findings[0].advice or "")
