"""Start-up as ratios to `python -c pass`, with peers in the same run (`make bench`).

Every command runs in turn, round after round, so that noise hits all alike; the median of the rounds counts. Compare
ratios between machines, not milliseconds.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SQUID = """http_port 3128
acl clients src 10.0.0.0/8
acl SSL_ports port 443
acl mde dstdomain .endpoint.security.microsoft.com .smartscreen.microsoft.com
http_access deny CONNECT !SSL_ports
http_access allow clients mde
http_access allow clients
http_access deny all
"""
PAC = """function FindProxyForURL(url, host) {
    if (isPlainHostName(host) || shExpMatch(host, "*.corp.example")) { return "DIRECT"; }
    return "PROXY proxy.corp.example:3128";
}
"""
DUMP = "\nCurrent WinHTTP proxy settings:\n\n    Proxy Server(s) :  proxy:3128\n    Bypass List     :  (none)\n\n"
NGINX = "events {}\nhttp { server { listen 80; location / { return 200; } } }\n"
YAML = "a: 1\nb:\n  - c\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=20)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        files = {"squid.conf": SQUID, "proxy.pac": PAC, "winhttp.txt": DUMP, "nginx.conf": NGINX, "a.yaml": YAML}
        for name, text in files.items():
            Path(folder, name).write_text(text, encoding="utf-8")
        report(measure(commands(), folder, rounds), rounds)


def commands() -> dict[str, list[str]]:
    python, binaries = sys.executable, os.path.dirname(sys.executable)
    proxylint = [os.path.join(binaries, "proxylint")]
    table = {
        "python -c pass": [python, "-c", "pass"],
        "proxylint --help": [*proxylint, "--help"],
        "proxylint squid.conf": [*proxylint, "check", "squid.conf"],
        "proxylint proxy.pac": [*proxylint, "check", "proxy.pac"],
        "proxylint winhttp.txt": [*proxylint, "check", "winhttp.txt"],
        "proxylint squid.conf, SARIF": [*proxylint, "check", "squid.conf", "--format", "sarif"],
    }
    for name, arguments in (("yamllint", ["a.yaml"]), ("gixy", ["nginx.conf"])):
        found = shutil.which(name, path=binaries)
        if found:
            table[f"{name} {arguments[0]}"] = [found, *arguments]
    return table


def measure(table: dict[str, list[str]], folder: str, rounds: int) -> dict[str, float]:
    times: dict[str, list[float]] = {name: [] for name in table}
    for number in range(rounds + 1):
        for name, command in table.items():
            start = time.perf_counter()
            subprocess.run(command, cwd=folder, capture_output=True, check=False)
            if number:  # the first round warms the caches
                times[name].append(time.perf_counter() - start)
    return {name: statistics.median(found) for name, found in times.items()}


def report(medians: dict[str, float], rounds: int) -> None:
    unit = medians["python -c pass"]
    print(f"Median of {rounds} rounds, Python {sys.version.split()[0]}; `python -c pass` took {unit * 1000:.1f} ms.\n")
    print("| command | ratio to `python -c pass` |\n| --- | ---: |")
    for name, seconds in medians.items():
        print(f"| {name} | {seconds / unit:.1f} |")


if __name__ == "__main__":
    main()
