"""PAC files against the engines that evaluate them, as ratios in the same run (`make bench`).

The same work for all, each in a fresh process: read the file and answer every URL that Defender for Endpoint requires.
pacparser and PyPAC answer for one host; where a URL has a wildcard they are asked for one name below it, while
proxylint answers for all of them: the others do less. Nothing is looked up: to them
`dnsResolve` answers one fixed address. Processor time of whole processes, the median of the rounds; then the speed of
the parser alone. All run from bytecode, as what is installed does. What took long in the first round is not asked
again, and what takes very long is ended. Inputs are generated from a fixed seed.
"""

from __future__ import annotations

import argparse
import contextlib
import math
import os
import random
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Sequence

SMALL, LARGE = 10_000, 600_000
"""Characters: a typical file, and a list of sites."""

LONG, TOO_LONG = 2, 10
"""Seconds of the processor: once is enough, and the end of a process. Some peers need minutes for some files."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--large", type=int, default=LARGE)
    parser.add_argument("--only", help="part of the name of a file")
    parser.add_argument("--task", choices=TASKS, help=argparse.SUPPRESS)
    parser.add_argument("arguments", nargs="*", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.task:
        TASKS[options.task](options.arguments)
        return
    with tempfile.TemporaryDirectory() as folder:
        files = {"typical": typical(SMALL), **{name: sized(name, options.large) for name in LISTS}}
        for name in list(files):
            if options.only and options.only not in name:
                del files[name]
        urls = [concrete(url) for url in required()]
        compare(files, urls, folder, options.rounds)
        bulk = {name: write for name, write in BULK.items() if not options.only or options.only in name}
        names = hosts(options.large // 40)
        speeds({**files, **{name: write(names) for name, write in bulk.items()}}, folder, options.rounds)


# --- what is measured ---


def required() -> list[str]:
    from proxylint.engine import Options

    options = Options()
    endpoints = options.catalogue.select(options.profile)
    return list(dict.fromkeys(request.url for endpoint in endpoints for request in endpoint.requests))


def concrete(url: str) -> str:
    """One URL of a family."""
    return url.replace("://*.", "://a.b.").removesuffix("*")


def ask_proxylint(arguments: Sequence[str]) -> None:
    from proxylint.__main__ import main as proxylint

    sys.argv = ["proxylint", "verdicts", arguments[0]]
    proxylint()


def ask_pacparser(arguments: Sequence[str]) -> None:
    import pacparser

    pacparser.init()
    pacparser.parse_pac_file(arguments[0])
    pacparser.parse_pac_string(f"var asked = FindProxyForURL; {STUB} var FindProxyForURL = asked;")
    for url in arguments[1:]:
        with contextlib.suppress(pacparser.URLError):
            pacparser.find_proxy(url, host_of(url))
    pacparser.cleanup()


def ask_pypac(arguments: Sequence[str]) -> None:
    from pypac.parser import PACFile

    with open(arguments[0], encoding="ascii") as file:
        script = PACFile(f"{file.read()}\n{STUB}")
    for url in arguments[1:]:
        script.find_proxy_for_url(url, host_of(url))


def do_nothing(arguments: Sequence[str]) -> None:
    pass


STUB = 'function dnsResolve(host) { return "198.51.100.7"; } function myIpAddress() { return "10.1.2.3"; }'


def host_of(url: str) -> str:
    return url.split("/")[2].partition(":")[0]


def parse(arguments: Sequence[str]) -> None:
    from proxylint.text import Source
    from proxylint_grammars.pac import parse as parse_pac

    with open(arguments[0], encoding="ascii") as file:
        source = Source("proxy.pac", file.read())
    parse_pac(Source("proxy.pac", "var a = [[1]], b = {c: 1};"))  # loads the tables, compiles the patterns
    start = time.process_time()
    parse_pac(source)
    print(time.process_time() - start)


TASKS: dict[str, Callable[[Sequence[str]], None]] = {
    "proxylint": ask_proxylint,
    "pacparser": ask_pacparser,
    "pypac": ask_pypac,
    "python": do_nothing,
    "parse": parse,
}


def run(task: str, arguments: Sequence[str], environment: dict[str, str]) -> tuple[float, str]:
    """Seconds of processor time of the process, infinite where it was ended, and its output."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, os.path.abspath(__file__), "--task", task, *arguments]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env=environment, preexec_fn=end_when_too_long
    )
    if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        return math.inf, ""
    if done.returncode:
        raise SystemExit(f"{task} failed on {arguments[0]}: {done.stderr[-2000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout


def end_when_too_long() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (TOO_LONG, TOO_LONG + 1))


def with_bytecode(folder: str) -> dict[str, str]:
    """An environment in which modules are compiled once, into the folder, whatever ours says: an installed package has
    its bytecode beside it, and to compile all modules at each start takes longer than a typical file."""
    ours = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**ours, "PYTHONPYCACHEPREFIX": os.path.join(folder, "bytecode")}


def rounds_of(peer: str, arguments: Sequence[str], rounds: int, environment: dict[str, str]) -> list[float]:
    """What each round took; of one alone where it took long. Empty where another program refuses the file: pacparser
    takes no 4,000 `else if` (QuickJS's stack)."""
    taken = list[float]()
    while len(taken) < rounds and not (taken and taken[0] >= LONG):
        try:
            taken.append(run(peer, arguments, environment)[0])
        except SystemExit:
            if peer == "proxylint":
                raise
            break
    return taken


def shown(seconds: list[float]) -> str:
    middle = statistics.median(seconds) if seconds else None
    return "refuses it" if middle is None else f"over {TOO_LONG}" if middle == math.inf else f"{middle:.2f}"


def ratio(own: list[float], other: list[float]) -> str:
    if not own or not other or math.inf in own:
        return "-"
    if math.inf in other:
        return f"below {statistics.median(own) / TOO_LONG:.1f}"
    return f"{statistics.median(own) / statistics.median(other):.1f}"


def compare(files: dict[str, str], urls: list[str], folder: str, rounds: int) -> None:
    names = ["proxylint", *(name for name in ("pacparser", "pypac") if installed(name))]
    environment = with_bytecode(folder)
    print(f"Median of {rounds} rounds, Python {sys.version.split()[0]}; {len(urls)} URLs.\n")
    print(f"| file | kB | {' | '.join(f'{name}, s' for name in names)} | proxylint / pacparser |")
    print(f"| --- | ---: |{' ---: |' * len(names)} ---: |")
    first = written("first", entry(""), folder)
    for peer in names:
        run(peer, [first], environment)  # compiles
    for name, text in files.items():
        arguments = [written(name, text, folder), *urls]
        times = {peer: rounds_of(peer, arguments, rounds, environment) for peer in names}
        cells = " | ".join(shown(times[peer]) for peer in names)
        quotient = ratio(times["proxylint"], times.get("pacparser", []))
        print(f"| {name} | {len(text) // 1000} | {cells} | {quotient} |", flush=True)


def written(name: str, text: str, folder: str) -> str:
    path = os.path.join(folder, f"{name.replace(' ', '-')}.pac")
    with open(path, "w", encoding="ascii") as file:
        file.write(text)
    return path


def installed(name: str) -> bool:
    from importlib.util import find_spec

    return find_spec(name) is not None


def speeds(files: dict[str, str], folder: str, rounds: int) -> None:
    environment = with_bytecode(folder)
    print("\n| parse | MB/s |\n| --- | ---: |")
    for name, text in files.items():
        path = written(name, text, folder)
        found = statistics.median(float(run("parse", [path], environment)[1]) for _ in range(rounds))
        print(f"| {name} | {len(text) / found / 1e6:.1f} |", flush=True)


# --- the files ---


def hosts(count: int, seed: int = 1) -> list[str]:
    chance = random.Random(seed)
    tops = ("com", "net", "org", "de", "co.uk", "info")
    letters = "abcdefghijklmnopqrstuvwxyz"
    return [
        f"{''.join(chance.choices(letters, k=chance.randrange(4, 12)))}{number}.{chance.choice(tops)}"
        for number in range(count)
    ]


def entry(body: str, before: str = "", last: str = 'return "PROXY proxy.corp.example:3128";') -> str:
    return f"{before}function FindProxyForURL(url, host) {{\n{body}\n{last}\n}}\n"


def array(names: list[str]) -> str:
    return "var list = [" + ",\n".join(f'"{name}"' for name in names) + "];\n"


def table(names: list[str]) -> str:
    return "var listed = {" + ",\n".join(f'"{name}": 1' for name in names) + "};\n"


def chain(term: Callable[[str], str]) -> Callable[[list[str]], str]:
    return lambda names: entry("if (" + " ||\n    ".join(map(term, names)) + ') return "DIRECT";')


def walked(head: str, test: str) -> Callable[[list[str]], str]:
    return lambda names: entry(f'{head} {{ if ({test}) return "DIRECT"; }}', array(names))


def escaped(name: str) -> str:
    return name.replace(".", "\\.")


def patterns(names: list[str]) -> str:
    """Of URLs whose host is a name or below it."""
    written = (f"/^https?:\\/\\/([\\w-]+\\.)*{escaped(name)}[:\\/]/i" for name in names)
    return "var list = [" + ",\n".join(written) + "];\n"


def in_labels(names: list[str]) -> str:
    """Looks the host up, then what is left without its first label, and so on."""
    body = """var rest = host, at;
while (true) {
    if (has.call(listed, rest)) return "DIRECT";
    at = rest.indexOf(".") + 1;
    if (at <= 0) break;
    rest = rest.slice(at);
}"""
    return entry(body, f"var has = Object.hasOwnProperty;\n{table(names)}")


FOR = "for (var i = 0; i < list.length; i++)"
LISTS: dict[str, Callable[[list[str]], str]] = {
    "|| dnsDomainIs": chain(lambda name: f'dnsDomainIs(host, ".{name}")'),
    "|| shExpMatch": chain(lambda name: f'shExpMatch(host, "*.{name}")'),
    "|| shExpMatch url": chain(lambda name: f'shExpMatch(url, "*://*.{name}/*")'),
    "|| indexOf": chain(lambda name: f'host.indexOf("{name}") != -1'),
    "|| ==": chain(lambda name: f'host == "{name}"'),
    "|| == and dnsDomainIs in turns": chain(lambda name: f'host == "{name}" || dnsDomainIs(host, ".{name}")'),
    "|| shExpMatch of host and URL in turns": chain(
        lambda name: f'shExpMatch(host, "{name}") || shExpMatch(url, "*.{name}/*")'
    ),
    "|| match and == in turns": chain(lambda name: f'url.match(/{escaped(name)}/) || host == "{name}"'),
    "|| regular expressions": chain(lambda name: f"/^(.*\\.)?{escaped(name)}$/.test(host)"),
    "|| regular expressions, bare dots": chain(lambda name: f"/(^|.){name}$/.test(host)"),
    "if lines": lambda names: entry("\n".join(f'if (shExpMatch(host, "*.{n}")) return "DIRECT";' for n in names)),
    "if lines, match of bare dots": lambda names: entry(
        "\n".join(f'if (url.match(/{name}/)) return "DIRECT";' for name in names)
    ),
    "if lines, match or ==": lambda names: entry(
        "\n".join(f'if (url.match(/{escaped(name)}/) || host == "{name}") return "DIRECT";' for name in names)
    ),
    "else if": lambda names: entry(
        " else ".join(f'if (dnsDomainIs(host, "{n}")) {{ return "DIRECT"; }}' for n in names)
    ),
    "switch": lambda names: entry(
        "switch (host) {\n" + "\n".join(f'case "{n}":' for n in names) + '\nreturn "DIRECT"; }'
    ),
    "array, for": walked(FOR, "dnsDomainIs(host, list[i])"),
    "array, for-in": walked("for (var i in list)", 'host == list[i] || shExpMatch(host, "*." + list[i])'),
    "array, for, indexOf": walked(FOR, "url.indexOf(list[i]) >= 0"),
    "array, for, indexOf behind the start": walked(FOR, "url.indexOf(list[i]) > 0"),
    "array, for, downwards": walked("for (var i = list.length - 1; i >= 0; i--)", "dnsDomainIs(host, list[i])"),
    "array, while, downwards": lambda names: entry(
        'var i = list.length;\nwhile (i--) { if (dnsDomainIs(host, list[i])) return "DIRECT"; }', array(names)
    ),
    "array, includes": lambda names: entry('if (list.includes(host)) return "DIRECT";', array(names)),
    "array, some": lambda names: entry(
        'if (list.some(function (name) { return dnsDomainIs(host, name); })) return "DIRECT";', array(names)
    ),
    "array of regular expressions": lambda names: entry(
        f'{FOR} {{ if (list[i].test(url)) return "DIRECT"; }}', patterns(names)
    ),
    "array of regular expressions, exec": lambda names: entry(
        f'{FOR} {{ if (list[i].exec(url)) return "DIRECT"; }}', patterns(names)
    ),
    "array of texts, new RegExp": lambda names: entry(
        f'{FOR} {{ if (new RegExp(list[i]).test(host)) return "DIRECT"; }}',
        array([f"(^|\\\\.){escaped(escaped(name))}$" for name in names]),
    ),
    "one regular expression": lambda names: entry(
        'if (listed.test(host)) return "DIRECT";', f"var listed = /(^|\\.)({'|'.join(map(escaped, names))})$/;\n"
    ),
    "object, labels": in_labels,
    "object, filled in a loop": lambda names: entry(
        'if (listed[host]) return "DIRECT";', f"{array(names)}var listed = {{}};\n{FOR} listed[list[i]] = true;\n"
    ),
    "object, for-in": lambda names: entry(
        'for (var name in listed) { if (dnsDomainIs(host, name)) return "DIRECT"; }', table(names)
    ),
    "Set": lambda names: entry(
        'if (listed.has(host)) return "DIRECT";', f"{array(names)}var listed = new Set(list);\n"
    ),
    "Map, keys": lambda names: entry(
        'for (const name of listed.keys()) { if (dnsDomainIs(host, name)) return "DIRECT"; }',
        "var listed = new Map([" + ",\n".join(f'["{name}", 1]' for name in names) + "]);\n",
    ),
    "dnsResolve, isInNet": lambda names: entry(
        "var ip = dnsResolve(host);\n"
        + "\n".join(
            f'if (isInNet(ip, "10.{at >> 8 & 255}.{at & 255}.0", "255.255.255.0")) return "DIRECT";'
            for at in range(len(names))
        )
    ),
}


def bulk(opening: str, element: Callable[[str], str], closing: str, between: str = ",") -> Callable[[list[str]], str]:
    return lambda names: entry("", f"var listed = {opening}{between.join(map(element, names))}{closing};\n")


# What the parser reads in one go; its speed is that of characters, so only that is measured.
BULK: dict[str, Callable[[list[str]], str]] = {
    "array of strings": bulk("[", lambda name: f'"{name}"', "]"),
    "array, a string per line": bulk("[\n", lambda name: f"  '{name}'", "\n]", ",\n"),
    "array with comments": bulk("[\n", lambda name: f'  // site\n  "{name}"', "\n]", ", // added\n"),
    "array of patterns": bulk("[", lambda name: f'"^{name}$"'.replace(".", "\\\\."), "]", ", "),
    "array of arrays": bulk("[", lambda name: f'["{name}", "255.255.0.0"]', "]", ",\n"),
    "array of objects": bulk("[", lambda name: f'{{host: "{name}", port: 8080}}', "]", ",\n"),
    "array of numbers": bulk("[", lambda name: str(hash_of(name)), "]"),
    "array of hexadecimal": bulk("[", lambda name: f"0x{hash_of(name):x}", "]"),
    "object": bulk("{", lambda name: f'"{name}":1', "}"),
    "object, a name per line": bulk("{\n", lambda name: f"  '{name}': true", "\n}", ",\n"),
    "object of numbers": bulk("{", lambda name: f"{hash_of(name)}:{hash_of(name)}", "}"),
}


def hash_of(name: str) -> int:
    return zlib.crc32(name.encode())


def sized(name: str, characters: int) -> str:
    """A list of about so many characters."""
    each = len(LISTS[name](hosts(500))) / 500
    return LISTS[name](hosts(max(1, int(characters / each))))


def typical(characters: int) -> str:
    """What a company writes: plain names, own domains, private networks, some sites past the proxy."""
    names = hosts(max(1, characters // 105))
    lines = [
        'if (isPlainHostName(host) || dnsDomainIs(host, ".corp.example")) return "DIRECT";',
        'if (shExpMatch(host, "*.local") || host == "127.0.0.1") return "DIRECT";',
        *(f'if (shExpMatch(host, "*.{n}") || dnsDomainIs(host, "{n}")) {{\n    return "DIRECT";\n}}' for n in names),
        'if (url.substring(0, 4) == "ftp:") return "PROXY ftp.corp.example:2121";',
        'var ip = dnsResolve(host);\nif (isInNet(ip, "10.0.0.0", "255.0.0.0")) return "DIRECT";',
    ]
    return entry("\n".join(lines), last='return "PROXY a.corp.example:3128; PROXY b.corp.example:3128";')


if __name__ == "__main__":
    main()
