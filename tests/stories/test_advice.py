"""Following the advice of a finding about endpoints mends it, and makes nothing worse.

Tried with every case of the rules' pages and with every story: the advised lines are written where the advice says.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from proxylint import engine, registry
from proxylint.catalogue import Profile
from proxylint.engine import Options
from proxylint.finding import Finding, Level
from proxylint.format import Given
from tests.rules.pages import NAMES, cases
from tests.stories.reading import HERE

MDE = [rule.code for rule in registry.rules() if rule.code.startswith("MDE")]
FIXED_BY_LINES = ("MDE101", "MDE102", "MDE103", "MDE201", "MDE301", "MDE302", "MDE303", "MDE401", "MDE402")


@dataclass(frozen=True)
class Input:
    """A file with what stands beside it, and the options it is linted with."""

    name: str
    file: str
    texts: tuple[tuple[str, str], ...]
    options: Options

    def changed(self, text: str) -> Input:
        return replace(self, texts=tuple((name, text if name == self.file else old) for name, old in self.texts))


def _pages() -> Iterator[Input]:
    for code in MDE:
        for case in cases(Path(registry.pages()[code])):
            given = dict(zip(case.options[::2], case.options[1::2], strict=True))
            profile = Profile(
                cloud=given.get("--cloud", "commercial"),
                connectivity=given.get("--connectivity", "streamlined"),
                geography=given.get("--geography"),
                updates=given.get("--updates", "microsoft"),
                platforms=(given.get("--platform", "windows"),),
            )
            egress = {"yes": True, "no": False, None: None}[given.get("--direct-egress")]
            texts = ((NAMES[case.kind], case.text), *case.files.items())
            options = Options(profile=profile, direct_egress=egress, given=Given())
            yield Input(case.id, NAMES[case.kind], texts, options)


def _stories() -> Iterator[Input]:
    standard = {"f03": "us", "f04": "eu", "f24": "eu"}
    for folder in sorted(path for path in HERE.iterdir() if re.match(r"f\d\d_", path.name)):
        geography = standard.get(folder.name[:3])
        profile = Profile(connectivity="standard" if geography else "streamlined", geography=geography)
        for name in ("squid.conf", "proxy.pac", "winhttp.txt", "inspecting/squid.conf"):
            if (folder / name).exists():
                inside = sorted(path for path in folder.rglob("*") if path.is_file())
                texts = tuple((path.relative_to(folder).as_posix(), path.read_text()) for path in inside)
                yield Input(f"{folder.name}/{name}", name, texts, Options(profile=profile))


INTERCEPTING = """http_port 3128
https_port 3130 intercept ssl-bump cert=/etc/squid/ca.pem
http_access allow all
"""
WAYS_TO_BUMP = {
    "bump at once": "ssl_bump bump all\n",
    "stare first": "ssl_bump stare all\nssl_bump bump all\n",
    "peek at step 1": "acl step1 at_step SslBump1\nssl_bump peek step1\nssl_bump bump all\n",
    "stare behind a peek": "acl step1 at_step SslBump1\nssl_bump peek step1\nssl_bump stare all\nssl_bump bump all\n",
    "cut": "acl step1 at_step SslBump1\nssl_bump peek step1\nssl_bump terminate all\n",
}
OWN = [
    Input(
        f"{name}, {'intercepting' if head is INTERCEPTING else 'forward'}",
        "squid.conf",
        (("squid.conf", head + tail),),
        Options(),
    )
    for name, tail in WAYS_TO_BUMP.items()
    for head in (INTERCEPTING, "http_port 3128 ssl-bump cert=/etc/squid/ca.pem\nhttp_access allow all\n")
]
INPUTS = [*_pages(), *_stories(), *OWN]


def _lint(given: Input, folder: Path) -> tuple[dict[str, str], list[Finding], str]:
    """The outcome of every URL, the findings, and the reported path of the file."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / ".git").mkdir(parents=True)
    for name, text in given.texts:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    opened = engine.open_file(str(folder / given.file), given.options)
    examined = engine.examine(opened, given.options)
    outcomes = {judged.verdict.request.url: judged.outcome.rank for judged in examined.judged}
    return outcomes, list(engine.apply(examined)), opened.source.path  # type: ignore[return-value]


def _followed(text: str, finding: Finding) -> str | None:
    """The text with the advised lines in it; None where the advice is no lines to write."""
    lead, _, code = (finding.advice or "").partition("\n")
    code = re.sub(r"^    ", "", code, flags=re.MULTILINE)
    if lead == "Write above this line:":
        start = text.rfind("\n", 0, finding.span.start) + 1
        return f"{text[:start]}{code}\n{text[start:]}"
    above = re.fullmatch(r"Write above '(.*)':", lead)
    if above is not None:
        return text.replace(above[1], f"{code}\n{above[1]}", 1)
    if lead == "Write at the top of FindProxyForURL:":
        opening = re.search(r"function\s+FindProxyForURL[^{]*\{", text)
        assert opening is not None
        return (
            text[: opening.end()] + "\n" + code.replace("HOST:PORT", "proxy.corp.example:3128") + text[opening.end() :]
        )
    proxy = re.search(r'proxy-server="([^"]*)"(?: bypass-list="([^"]*)")?', code)
    if proxy is not None:
        server = proxy[1].replace("HOST:PORT", "proxy.corp.example:3128")
        return _dump(server, proxy[2] or "(none)")
    entry = re.match(r"Take '(.*)' out of the bypass list", lead)
    if entry is not None:
        return text.replace(entry[1], "*.corp.example", 1)
    return None


def _dump(server: str, bypass: str) -> str:
    shown = f"    Proxy Server(s) :  {server}\n    Bypass List     :  {bypass}\n"
    return f"\nCurrent WinHTTP proxy settings:\n\n{shown}\n"


@pytest.mark.parametrize("given", INPUTS, ids=lambda given: given.name)
def test_following_the_advice_mends(given: Input, tmp_path: Path) -> None:
    before, findings, path = _lint(given, tmp_path / "site")
    text = dict(given.texts)[given.file]
    for finding in findings:
        if finding.code not in MDE or finding.span.file != path:
            continue
        mended = _followed(text, finding)
        if mended is None:
            only_told = finding.code == "MDE402" and given.file == "winhttp.txt"
            assert finding.code not in FIXED_BY_LINES or only_told or "same DNS server" in (finding.advice or "")
            continue
        after, left, _ = _lint(given.changed(mended), tmp_path / "site")
        assert {url: rank for url, rank in after.items() if rank > before[url]} == {}
        hit = {url for group in finding.affected for url in group.urls}
        still = [one for one in left if one.code == finding.code for group in one.affected if hit & set(group.urls)]
        assert still == []
        known = {one.code for one in findings}
        assert [one for one in left if one.level is Level.ERROR and one.code not in known] == []
        assert os.path.basename(path) in {name.rpartition("/")[2] for name, _ in given.texts}


@pytest.mark.parametrize(
    "given", [one for one in INPUTS if one.file.endswith("squid.conf")], ids=lambda given: given.name
)
def test_following_all_advice_at_once_mends(given: Input, tmp_path: Path) -> None:
    """From the bottom up, so that the places of the others stay."""
    before, findings, path = _lint(given, tmp_path / "site")
    text = dict(given.texts)[given.file]
    advised = [one for one in findings if one.code in MDE and one.span.file == path]
    for finding in sorted(advised, key=lambda one: one.span.start, reverse=True):
        text = _followed(text, finding) or text
    after, left, _ = _lint(given.changed(text), tmp_path / "site")
    assert {url: rank for url, rank in after.items() if rank > before.get(url, 2)} == {}
    assert [one.code for one in left if one.code == "CFG001"] == []
    assert after.keys() == before.keys()
