"""Hostile files, each in a process of its own: an answer or a reason, within 300 MB and a minute."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable

import pytest

from proxylint_grammars.pac.tree import MAX_DEPTH

ENGINES = ("chromium", "firefox", "winhttp")
MOST_MEMORY = 300
"""Megabytes."""
MOST_SECONDS = 60
"""Of processor time, on a slow machine; a hang is what this is for."""

ASK = """
import json, resource, sys
from proxylint.format import Given
from proxylint.formats.pac import FORMAT
from proxylint.request import Request
from proxylint.text import Source
resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[2]), int(sys.argv[2])))
given = Given(pac_engine=sys.argv[1])
policy = FORMAT.read(Source.of("proxy.pac", sys.stdin.buffer.read(), FORMAT.decode), None, given)
said = []
for case in policy.decide(Request.parse("https://*.endpoint.security.microsoft.com/"), given).cases:
    said.append(case.failure.text if case.failure else case.route.reason or "; ".join(map(str, case.route.value)))
with open("/proc/self/status") as status:
    peak = next(int(line.split()[1]) // 1024 for line in status if line.startswith("VmHWM:"))
print(json.dumps([sorted(set(said)), peak]))
"""

ASK_ALL = (
    ASK.replace("said = []", "asked_for = 0").partition("for case in")[0]
    + """
from proxylint.engine import Options
options = Options()
asked = [request for one in options.catalogue.select(options.profile) for request in one.requests]
for request in {request.url: request for request in asked}.values():
    asked_for += bool(policy.decide(request, given).cases)
with open("/proc/self/status") as status:
    peak = next(int(line.split()[1]) // 1024 for line in status if line.startswith("VmHWM:"))
print(json.dumps([asked_for, peak]))
"""
)


def asked(text: str, engine: str) -> tuple[list[str], int]:
    """What is said of a wildcard, and the peak of memory in megabytes."""
    command = [sys.executable, "-c", ASK, engine, str(MOST_SECONDS)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(command, input=text.encode(), capture_output=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    said, peak = json.loads(done.stdout)
    return said, peak


def entry(body: str, before: str = "") -> str:
    return f"{before}\nfunction FindProxyForURL(url, host) {{ {body} }}"


def long_chain(count: int) -> str:
    arms = " else ".join(f'if (host == "h{at}") {{ return "PROXY p{at}:1"; }}' for at in range(count))
    return entry(f'{arms} else {{ return "DIRECT"; }}')


def filled(characters: int, term: Callable[[int], str], before: str, after: str) -> str:
    """Terms until there are so many characters."""
    each = len(term(10**6))
    return before + "".join(map(term, range(10**6, 10**6 + characters // each))) + after


NO_END = "the script did not end within 200,000 steps"
SCRIPTS: dict[str, tuple[str, str]] = {
    "endless loop": (entry("while (true) {}"), NO_END),
    "endless recursion": (entry("return f(); function f() { return f(); }"), "RangeError"),
    "exponential pattern": (entry('return /^(([a-z.])+)+!$/.test(host) ? "PROXY a:1" : "DIRECT";'), "direct"),
    "exponential alternation": (entry('return /^(a|aa|a.)+!$/.test("a".repeat(5000)) ? "PROXY a:1" : "DIRECT";'), ""),
    "string bomb": (entry('var s = "x"; while (true) s += s;'), "more text and lists than are followed"),
    "replace bomb": (entry('var s = "x"; while (true) s = s.replace(/x/g, "xxxxxxxxxxxxxxxx");'), "did not end within"),
    "growing text": (entry('var s = "x"; while (/x$/.test(s)) s += s;'), "very long text"),
    "array bomb": (entry("var a = [1]; while (true) a = a.concat(a);"), "more text and lists than are followed"),
    "join bomb": (entry('return new Array(4194304).join("0123456789abcdef").length;'), ""),
    "sparse array": (entry("var a = []; a[4e9] = 1; a.length = 4e9; return a.join();"), "elements"),
    "100,000 brackets": (entry("return " + "(" * 100_000 + "1" + ")" * 100_000 + ";"), "too deeply nested"),
    "100,000 open brackets": ("[" * 100_000, "too deeply nested"),
    "100,000 blocks": (entry("{" * 100_000 + "}" * 100_000), "too deeply nested"),
    "100,000 brackets in a pattern": (entry("return /" + "(" * 100_000 + ")" * 100_000 + "/.test(host);"), ""),
    "1,000 else if": (long_chain(1000), "direct"),
    "5,000 else if": (long_chain(5000), "direct"),
}


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_ends_with_an_answer_or_a_reason(name: str) -> None:
    text, expected = SCRIPTS[name]
    said, peak = asked(text, "winhttp")
    assert said
    assert all(expected in one for one in said)
    assert peak < MOST_MEMORY


DEEP = MAX_DEPTH - 20
NESTED = {
    "members": "x" + "[a]" * DEEP,
    "names of members": "x" + ".a" * DEEP,
    "optional members": "x" + "?.a" * (DEEP // 2),
    "negations": "!" * DEEP + "x",
    "blocks": "{" * (DEEP // 2) + "}" * (DEEP // 2),
    "ifs": "if (a)" * (DEEP // 2) + "b",
    "assignments": "a = " * DEEP + "b",
    "objects": "({a:" * (DEEP // 3) + "1" + "})" * (DEEP // 3),
    "tries": "try {" * (DEEP // 3) + "} finally {}" * (DEEP // 3),
}


@pytest.mark.parametrize("name", NESTED)
def test_what_is_nested_as_deep_as_it_may_be_at_the_top_level(name: str) -> None:
    """It is compiled before anything runs."""
    said, _ = asked(f"if (false) {{ {NESTED[name]}; }}\n" + entry('return "DIRECT";'), "winhttp")
    assert said == ["direct"]


DOUBLING = "function f(n) { if (n == 0) return 1; return f(n - 1) + f(n - 1); }"
MANY_CASES = "".join(f'if (host.indexOf("{a}{b}") >= 0) n += "{a}{b}";' for a in "abcdef" for b in "abcdef")
LONG: dict[str, str] = {
    "recursion that doubles": entry('return f(60) ? "DIRECT" : "PROXY a:1";', DOUBLING),
    "more cases than are followed": entry(f'var n = "p"; {MANY_CASES} return "PROXY " + n + ":1";'),
}


@pytest.mark.parametrize("name", LONG)
def test_a_whole_file_ends_in_time(name: str) -> None:
    """Every URL that is required, as `verdicts` asks them."""
    text = LONG[name]
    command = [sys.executable, "-c", ASK_ALL, "winhttp", str(MOST_SECONDS)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(command, input=text.encode(), capture_output=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    asked_for, peak = json.loads(done.stdout)
    assert asked_for > 20
    assert peak < MOST_MEMORY


TOO_LARGE = "the file is larger than 1,048,576 bytes, which Chromium and WinHTTP refuse"


@pytest.mark.parametrize("engine", ENGINES)
def test_five_million_bytes(engine: str) -> None:
    text = filled(5_000_000, lambda at: f'"d{at}.example",\n', "var list = [", entry('"a"];\n'))
    said, peak = asked(text, engine)
    assert len(said) == 1
    assert ("a file of more than 4,194,304 bytes is not read" if engine == "firefox" else TOO_LARGE) in said[0]
    assert peak < MOST_MEMORY


@pytest.mark.parametrize("engine", ENGINES)
def test_the_largest_file_that_is_read(engine: str) -> None:
    most = 3_900_000 if engine == "firefox" else 1_000_000
    text = filled(most, lambda at: f'"d{at}.example",\n', "var list = [", entry('return "DIRECT";', '"a"];'))
    said, peak = asked(text, engine)
    assert said == ["direct"]
    assert peak < MOST_MEMORY
