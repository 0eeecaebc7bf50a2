"""Asks a real Chromium, headless, which way it would go: its own log of network events says what a PAC answered.

Chromium runs in a network namespace where every address is the machine itself and nothing listens, so nothing that it
asks for can leave the machine. Names are given to it (`--host-resolver-rules`); its clock is the machine's, so a PAC
that looks at a clock cannot be asked.
"""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path

from tests.peers.javascript.pages import Ask, Case
from tests.peers.javascript.returned import hops
from tests.peers.squid import network

CHROMIUM = os.environ.get("CHROMIUM", "chromium")
PATIENCE = 60.0
MOST_HOSTS = 12
_CLOCK = re.compile(rb"weekdayRange|dateRange|timeRange|Date|Math\.random|alert")
_PLAIN = re.compile(r"https?://[a-z0-9.-]+/[A-Za-z0-9/._=?-]*")
_OPTIONS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-features=HttpsUpgrades",
    "--disable-dev-shm-usage",
)  # fmt: skip
_FAILED = -327
"""ERR_PAC_SCRIPT_FAILED (net/base/net_error_list.h)."""


@cache
def missing() -> str | None:
    """Why no Chromium can be asked here, or None."""
    if shutil.which(CHROMIUM) is None:
        return "there is no chromium program (Debian: chromium)"
    return network.missing()


def version() -> str:
    """As in `chromium --version`: "156.0.8078.108"."""
    said = subprocess.run([CHROMIUM, "--version"], capture_output=True, timeout=30, check=True).stdout.decode()
    found = re.search(r"[0-9]+(?:\.[0-9]+)+", said)
    assert found
    return found[0]


def askable(case: Case) -> Case | None:
    """The case with the questions that Chromium can be put in one run: one own address, plain URLs, each once."""
    single = all(len(known) == 1 and ":" not in known[0] for known in case.resolve.values())
    if _CLOCK.search(case.pac) or not single or not case.asks:
        return None
    own = case.asks[0].own
    urls = dict.fromkeys(ask.url for ask in case.asks if _PLAIN.fullmatch(ask.url))
    asks = tuple(Ask(url, own) for url in list(urls)[:MOST_HOSTS])
    return replace(case, asks=asks) if asks and ":" not in own else None


def observe(case: Case) -> Case:
    """The case with Chromium's answers; a question that Chromium did not put to the PAC is left out."""
    with tempfile.TemporaryDirectory(prefix="chromium-", ignore_cleanup_errors=True) as folder:
        log = Path(folder, "net.json")
        _run(case, folder, log)
        answers = _answers(json.loads(log.read_text("utf-8")))
    asks = (replace(ask, answer=answers.get(ask.url, "")) for ask in case.asks)
    return replace(case, asks=tuple(ask for ask in asks if ask.answer))


def _run(case: Case, folder: str, log: Path) -> None:
    images = "".join(f'<img src="{ask.url}">' for ask in case.asks)
    command = [
        CHROMIUM,
        *_OPTIONS,
        f"--user-data-dir={folder}/profile",
        f"--proxy-pac-url={_data('application/x-ns-proxy-autoconfig', case.pac)}",
        f"--host-resolver-rules={_rules(case.resolve, case.asks)}",
        f"--log-net-log={log}",
        "--dump-dom",
        _data("text/html", images.encode()),
    ]
    around = network.Network()
    try:
        with around.at(around.inner):
            _answer_from(case.asks[0].own)
            run = subprocess.Popen(
                command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
            )
        try:
            run.wait(PATIENCE)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(run.pid, signal.SIGKILL)
            run.wait()
    finally:
        around.close()


def _answer_from(own: str) -> None:
    """Connections that start here come from `own`: myIpAddress() connects a socket and looks at its own end."""
    routes = f"addr add {own}/32 dev lo\nroute replace local 0.0.0.0/0 dev lo table local src {own}\n"
    subprocess.run(["ip", "-batch", "-"], input=routes.encode(), check=True, capture_output=True, timeout=10)


def _data(kind: str, content: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"


def _rules(resolve: Mapping[str, Sequence[str]], asks: Sequence[Ask]) -> str:
    """The first rule that fits counts; an address would be mapped like a name."""
    named = sorted(resolve, key=lambda name: (name.startswith("*"), -len(name)))
    hosts = {ask.url.split("/")[2] for ask in asks}
    literals = sorted(host for host in hosts if host.replace(".", "").isdigit())
    rules = [f"MAP {name} {resolve[name][0]}" for name in named] + [f"MAP {host} {host}" for host in literals]
    return ", ".join((*rules, "MAP * ~NOTFOUND"))


def _answers(log: Mapping[str, object]) -> dict[str, str]:
    """By URL: what the PAC's string came to. The URL and the list that was resolved share their source's id."""
    constants, events = log["constants"], log["events"]
    assert isinstance(constants, dict) and isinstance(events, list)
    kinds = {number: name for name, number in constants["logEventTypes"].items()}
    urls: dict[int, str] = {}
    found: dict[str, str] = {}
    for event in events:
        said, source = event.get("params") or {}, event["source"]["id"]
        match kinds[event["type"]]:
            case "HTTP_STREAM_JOB_CONTROLLER" if "url" in said:
                urls[source] = said["url"]
            case "PROXY_RESOLUTION_SERVICE_RESOLVED_PROXY_LIST" if source in urls:
                found.setdefault(urls[source], _words(said))
    return found


def _words(said: Mapping[str, object]) -> str:
    """As a page records it."""
    if "proxy_info" not in said:
        return "error" if said.get("net_error") == _FAILED else f"net error {said.get('net_error')}"
    return ", ".join(hops(str(said["proxy_info"])) or ("error",))
