"""A tree of five thousand squid.conf, linted by one command: processor time for each file, and memory (`make bench`).

Each site has a folder with a configuration of some fifty lines and two list files, drawn with a fixed seed: networks,
domains, helpers, interception, parents and the order of rules differ. A tenth of the tree tells whether the cost of a
file grows with their number. The yardsticks run on some of the same files: `squid -k parse`, where Squid is installed,
which reads one file and decides nothing, and the bare interpreter.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

SITES = 5_000
SAMPLE = 20
"""Files that a yardstick is asked about."""

_HEAD = """# {site}: written by the site's own people
visible_hostname {site}.corp.example
http_port 3128
cache_mem 256 MB
acl SSL_ports port 443
acl Safe_ports port 80 443 8080 1025-65535
acl CONNECT method CONNECT
acl localhost_to dst 127.0.0.0/8
"""
_LOG_IN = """auth_param basic program /usr/lib/squid/basic_ldap_auth -b dc=corp,dc=example
auth_param basic children 20
acl logged_in proxy_auth REQUIRED
"""
_BUMP = """https_port 3129 intercept ssl-bump tls-cert=/etc/squid/ca.pem
acl step1 at_step SslBump1
ssl_bump peek step1
ssl_bump splice pinned
ssl_bump bump all
"""
_PARENT = """cache_peer parent{number}.corp.example parent 8080 0 no-query default
never_direct allow {direct}
"""
_DOMAINS = (
    ".endpoint.security.microsoft.com",
    ".smartscreen.microsoft.com",
    ".events.data.microsoft.com",
    ".wd.microsoft.com",
)


class Cost(NamedTuple):
    """Of a command: seconds of the processor, and the greatest memory of a process, in MB."""

    spent: float
    memory: float


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sites", type=int, default=SITES)
    sites = parser.parse_args().sites
    with tempfile.TemporaryDirectory() as name:
        whole, part = Path(name, "whole"), Path(name, "part")
        lines = statistics.mean([write(whole, site) for site in range(sites)])
        for site in range(sites // 10):
            write(part, site)
        report(whole, part, sites, lines)


def write(tree: Path, site: int) -> int:
    """The files of one site, the same ones each time; the number of lines of its configuration."""
    chance = random.Random(site)
    folder = tree / f"region{site // 100:02}" / f"site{site:04}"
    folder.mkdir(parents=True)
    (folder / "pinned.txt").write_text("".join(f"{one}\n" for one in chance.sample(_DOMAINS, 3)))
    (folder / "partners.txt").write_text("".join(f".partner{chance.randrange(9999)}.example\n" for _ in range(40)))
    text = _HEAD.format(site=folder.name) + "".join(rules(chance))
    (folder / "squid.conf").write_text(text)
    return text.count("\n")


def rules(chance: random.Random) -> Iterator[str]:
    networks = [f"10.{chance.randrange(256)}.{chance.randrange(256)}.0/24" for _ in range(8)]
    yield "".join(f"acl clients src {network}\n" for network in networks)
    yield 'acl pinned dstdomain "pinned.txt"\nacl partners dstdomain "partners.txt"\n'
    yield "".join(f"acl bad{at} dstdomain .bad{chance.randrange(9999)}.example\n" for at in range(10))
    yield f"acl ads url_regex -i ^http://ads?[0-9]*\\.x{chance.randrange(99)}\\.example/\n"
    asks = chance.random() < 0.5
    yield _LOG_IN if asks else ""
    yield _BUMP if chance.random() < 0.5 else ""
    yield _PARENT.format(number=chance.randrange(9), direct=chance.choice(("all", "partners"))) * (
        chance.random() < 0.3
    )
    yield "http_access deny !Safe_ports\nhttp_access deny CONNECT !SSL_ports\nhttp_access deny localhost_to\n"
    allow = ["http_access allow clients pinned\n", *(f"http_access deny bad{at}\n" for at in range(10))]
    allow += ["http_access deny ads\n", f"http_access allow clients {'logged_in' if asks else 'partners'}\n"]
    chance.shuffle(allow)
    yield "".join(allow)
    yield f"http_access {chance.choice(('allow clients', 'deny all'))}\nhttp_access deny all\n"


def report(whole: Path, part: Path, sites: int, lines: float) -> None:
    check = [sys.executable, "-m", "proxylint", "check", "--format", "concise", "--jobs", "1"]
    all_files, tenth = cost([*check, str(whole)]), cost([*check, str(part)])
    bare = statistics.median(cost([sys.executable, "-c", "pass"]).spent for _ in range(SAMPLE))
    each, of_tenth = all_files.spent / sites, tenth.spent / (sites // 10)
    version = sys.version.split()[0]
    print(f"Python {version}; {sites} squid.conf of {lines:.0f} lines on average, each with two list files.\n")
    print("| task | a file, times `python -c pass` | a file, times `squid -k parse` | files/s | whole process, MB |")
    print("| --- | ---: | ---: | ---: | ---: |")
    against = parsing(whole, sites)
    for name, one, a_file, count in (
        ("lint a tenth of the tree", tenth, of_tenth, sites // 10),
        ("lint the tree", all_files, each, sites),
    ):
        times = f"{a_file / against:.1f}" if against else "-"
        rate = count / one.spent
        print(f"| {name} | {a_file / bare:.1f} | {times} | {rate:.0f} | {one.memory:.0f} |")
    print(f"\nA file of the whole tree takes {each / of_tenth:.2f} times one of the tenth.")


def parsing(tree: Path, sites: int) -> float:
    """Seconds of the processor that `squid -k parse` takes for one; 0 where there is no Squid."""
    squid = shutil.which("squid", path=os.environ.get("PATH", "") + ":/usr/sbin")
    if squid is None:
        return 0.0
    files = sorted(tree.glob("*/*/squid.conf"))[:: max(1, sites // SAMPLE)]
    return statistics.median(cost([squid, "-k", "parse", "-f", str(file)], file.parent).spent for file in files)


def cost(command: Sequence[str], folder: Path | None = None) -> Cost:
    """What its findings are does not matter, but that it ended by itself does."""
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)}: exit code {child.returncode}")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


if __name__ == "__main__":
    main()
