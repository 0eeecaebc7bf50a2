"""The harness itself, and the recorded answers of the pages, against the Squid that is here."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.peers.squid.answer import Answer
from tests.peers.squid.observe import observe_all
from tests.peers.squid.pages import Case, Page, pages
from tests.peers.squid.real import RealSquid

pytestmark = pytest.mark.peer
OPEN = "http_port 3128\nhttp_access allow all\n"


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.path.stem)
def test_a_real_squid_answers_as_the_page_says(page: Page, squid_version: int, request: pytest.FixtureRequest) -> None:
    cases = [case for case in page.cases if not case.world.versions or squid_version in case.world.versions]
    if any(case.world.intercept for case in cases):
        request.getfixturevalue("interception")
    assert [_told(case) for case in observe_all(cases)] == [_told(case) for case in cases]


def _told(case: Case) -> tuple[str, bool, list[str]]:
    return case.name, case.refused, [f"{ask} : {ask.answer}" for ask in case.asks]


def test_every_page_has_answers() -> None:
    unanswered = [
        f"{page.path.stem}: {case.name}"
        for page in pages()
        for case in page.cases
        if not case.refused and not (case.asks and all(ask.answer for ask in case.asks))
    ]
    assert unanswered == []


def test_names_of_cases_are_unique() -> None:
    for page in pages():
        names = [case.name for case in page.cases]
        assert sorted(set(names)) == sorted(names)


def test_who_serves_is_told_apart(squid_version: int) -> None:
    config = f"""{OPEN}
http_port 8080 ssl-bump cert=/etc/squid/ca.pem
acl cut dstdomain .cut.example
ssl_bump terminate cut
ssl_bump bump all
cache_peer up.example parent 8000 0
acl up dstdomain .up.example
cache_peer_access up.example allow up
never_direct allow up
"""
    with RealSquid(config, parents={8000: "open"}) as squid:
        assert squid.ask("https://a.example/") == Answer("allowed", "tunnelled", 200, "direct")
        assert squid.ask("https://a.example/", listen=8080) == Answer("allowed", "inspected", 200, "direct")
        assert squid.ask("https://a.cut.example/", listen=8080).words == ("allowed", "terminated")
        assert squid.ask("https://a.up.example/") == Answer("allowed", "tunnelled", 200, "peer up.example:8000")
        assert squid.ask("http://b.up.example/") == Answer("allowed", "plain", 200, "peer up.example:8000")
        assert squid.ask("http://c.example/") == Answer("allowed", "plain", 200, "direct")


def test_parents_may_refuse(squid_version: int) -> None:
    config = f"{OPEN}never_direct allow all\ncache_peer up.example parent {{}} 0\n"
    seen = {}
    for port, behaviour in ((8001, "login"), (8002, "refuses")):
        with RealSquid(config.format(port), parents={port: behaviour}) as squid:
            seen[behaviour] = squid.ask("https://a.example/").status
    assert seen == {"login": 407, "refuses": 403}


def test_a_name_that_does_not_resolve(squid_version: int) -> None:
    with RealSquid(OPEN, resolve={"lost.example": (), "found.example": ("10.9.8.7",)}) as squid:
        assert squid.ask("https://lost.example/").words == ("denied", "silent")
        assert squid.ask("https://found.example/") == Answer("allowed", "tunnelled", 200, "direct")


def test_a_refused_start_is_told_from_a_start(squid_version: int) -> None:
    assert RealSquid.refuses("http_port 3128\nnonsense\n")
    assert not RealSquid.refuses(OPEN)


def test_nothing_survives(squid_version: int) -> None:
    with RealSquid(OPEN) as squid:
        inside = squid.processes()
        assert inside
    assert [process for process in inside if Path(f"/proc/{process}").exists()] == []


def test_nothing_survives_a_killed_test_run(squid_version: int, tmp_path: Path) -> None:
    program = (
        "import sys, time; from tests.peers.squid.real import RealSquid\n"
        f"with RealSquid({OPEN!r}) as squid: print(*squid.processes(), flush=True); time.sleep(60)"
    )
    folder = Path(__file__).parents[3]
    around = {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, cwd=folder, env=around) as run:
        assert run.stdout
        inside = run.stdout.readline().split()
        run.send_signal(signal.SIGKILL)
    assert inside
    last = time.monotonic() + 5
    while any(os.path.exists(b"/proc/" + process) for process in inside):
        assert time.monotonic() < last, "Squid outlives its harness"
        time.sleep(0.05)
