"""What a run over one small file costs, as ratios to `python -c pass`, with peers in the same run (`make bench`).

Every command runs in turn, round after round, so that noise hits all alike; the median of the rounds counts.
Processor time of the whole process is what a machine that does other things as well can compare; elapsed time stands
beside it. Peers that are not installed are left out. Compare ratios between machines, not milliseconds.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from typing import NamedTuple

FILES = {
    "squid.conf": """http_port 3128
acl clients src 10.0.0.0/8
acl SSL_ports port 443
acl mde dstdomain .endpoint.security.microsoft.com .smartscreen.microsoft.com
http_access deny CONNECT !SSL_ports
http_access allow clients mde
http_access allow clients
http_access deny all
""",
    "proxy.pac": """function FindProxyForURL(url, host) {
    if (isPlainHostName(host) || shExpMatch(host, "*.corp.example")) { return "DIRECT"; }
    return "PROXY proxy.corp.example:3128";
}
""",
    "winhttp.txt": "\nCurrent WinHTTP proxy settings:\n\n    Proxy Server(s) :  proxy:3128\n"
    "    Bypass List     :  (none)\n\n",
    "mdatp_managed.json": '{"cloudService": {"proxy": "http://proxy.corp.example:3128/"}}\n',
    "nginx.conf": "events {}\nhttp { server { listen 80; location / { return 200; } } }\n",
    "a.yaml": "a: 1\nb:\n  - c\n",
    "workflow.yml": "on: push\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n"
    "      - run: echo hello\n",
}
BASE, SMALL, SARIF, PAC = "python -c pass", "proxylint squid.conf", "proxylint squid.conf, SARIF", "proxylint proxy.pac"
YAMLLINT, GIXY = "yamllint a.yaml", "gixy nginx.conf"


class Cost(NamedTuple):
    """Seconds: of the processor, and of the clock."""

    spent: float
    passed: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=20)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        for name, text in FILES.items():
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(text)
        os.chdir(folder)
        report(measure(commands(), rounds), rounds)
        os.chdir(os.path.dirname(folder))


def commands() -> dict[str, list[str]]:
    check = [sys.executable, "-m", "proxylint", "check"]
    return {
        BASE: [sys.executable, "-c", "pass"],
        "proxylint --help": [*check[:-1], "--help"],
        SMALL: [*check, "squid.conf"],
        PAC: [*check, "proxy.pac"],
        "proxylint winhttp.txt": [*check, "winhttp.txt"],
        "proxylint mdatp_managed.json": [*check, "mdatp_managed.json"],
        "proxylint squid.conf, one option": [*check, "--color", "never", "squid.conf"],
        "proxylint squid.conf, an option that typer reads": [*check, "--jobs", "1", "squid.conf"],
        SARIF: [*check, "squid.conf", "--format", "sarif"],
        **dict(peers()),
    }


def peers() -> Iterator[tuple[str, list[str]]]:
    """Those that are there: beside this Python, or in the path of the system."""
    path = os.pathsep.join((os.path.dirname(sys.executable), os.environ.get("PATH", ""), "/usr/sbin"))
    for name, arguments in (
        (YAMLLINT, ["a.yaml"]),
        (GIXY, ["nginx.conf"]),
        ("zizmor workflow.yml", ["--offline", "workflow.yml"]),
        ("squid -k parse", ["-k", "parse", "-f", "squid.conf"]),
        ("pactester proxy.pac", ["-p", "proxy.pac", "-u", "https://a.example/"]),
    ):
        found = shutil.which(name.split()[0], path=path)
        if found:
            yield name, [found, *arguments]


def measure(table: Mapping[str, list[str]], rounds: int) -> dict[str, Cost]:
    found: dict[str, list[Cost]] = {name: [] for name in table}
    for number in range(rounds + 1):
        for name, command in table.items():
            cost = run(command)
            if number:  # the first round fills the caches
                found[name].append(cost)
    return {name: Cost(*map(statistics.median, zip(*costs, strict=True))) for name, costs in found.items()}


def run(command: list[str]) -> Cost:
    """As an installed program runs: with what Python has compiled at hand. 2 and more say that proxylint did not do its
    work, and 1 that it is not there where it was to find nothing; other linters have codes of their own."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    silent = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_WRONLY, 0) for number in (1, 2)]
    start = time.perf_counter()
    process = os.posix_spawn(command[0], command, environment, file_actions=silent)
    _, status, usage = os.wait4(process, 0)
    code = os.waitstatus_to_exitcode(status)
    if "proxylint" in command and code not in ((0,) if "--help" in command else (0, 1)):
        raise SystemExit(f"{' '.join(command)}: exit code {code}")
    return Cost(usage.ru_utime + usage.ru_stime, time.perf_counter() - start)


def report(medians: Mapping[str, Cost], rounds: int) -> None:
    unit = medians[BASE]
    print(
        f"Median of {rounds} rounds, Python {sys.version.split()[0]}; `{BASE}` took {unit.spent * 1000:.1f} ms of the "
        "processor. Whole processes.\n"
    )
    print(f"| command | processor, ratio to `{BASE}` | elapsed, ratio |\n| --- | ---: | ---: |")
    for name, cost in medians.items():
        print(f"| {name} | {cost.spent / unit.spent:.1f} | {cost.passed / unit.passed:.1f} |")
    print("\n| goal | measured | |\n| --- | ---: | --- |")
    for goal, measured, most in goals({name: cost.spent / unit.spent for name, cost in medians.items()}):
        print(f"| {goal} | {measured:.1f} | {'met' if measured <= most else f'missed by {measured - most:.1f}'} |")


def goals(ratio: Mapping[str, float]) -> Iterator[tuple[str, float, float]]:
    """What is wanted, what is, and the most that it may be."""
    yield f"a small squid.conf: at most 9 times `{BASE}`", ratio[SMALL], 9
    yield f"a small PAC: at most 10 times `{BASE}`", ratio[PAC], 10
    yield "SARIF adds at most 5", ratio[SARIF] - ratio[SMALL], 5
    if YAMLLINT in ratio:
        yield "a small squid.conf: at most 1.5 times yamllint", ratio[SMALL] / ratio[YAMLLINT], 1.5
    if GIXY in ratio:
        yield "a small squid.conf: less than gixy-next", ratio[SMALL] / ratio[GIXY], 1


if __name__ == "__main__":
    main()
