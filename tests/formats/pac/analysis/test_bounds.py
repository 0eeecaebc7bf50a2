"""Scripts that are huge, deep, hostile or plain: every analysis ends, and a plain script has nothing to be told."""

from __future__ import annotations

import time

import pytest

from proxylint.formats.pac.analysis import free_names
from tests.formats.pac.analysis.facts import everything
from tests.formats.pac.asking import pac

HOSTILE = {
    "a chain of tests": "if ("
    + "||".join(f'dnsDomainIs(host,"d{n}.net")' for n in range(4_000))
    + ") return 'DIRECT';",
    "an array": "var a = [" + ",".join(f'"d{n}.net"' for n in range(60_000)) + ",];",
    "odd patterns": "".join(f'shExpMatch(host, "(a{n}|b*)[!x]{n}");' for n in range(400)),
    "free names": "".join(f"if (host == 1) name{n}x();" for n in range(3000)),
    "dead code": "return 1; " + "if (a) { " * 300 + "} " * 300,
    "functions": "".join(f"function f{n}(x) {{ return f{n + 1}(x); }}" for n in range(1000)) + "return f0(host);",
    "variables": "var v0 = 'PROXY a:1, b';" + "".join(f"var v{n + 1} = v{n};" for n in range(1000)) + "return v1000;",
    "a loop without end": "while (true);",
    "growth without end": "var s = 'x'; for (;;) s += s;",
    "wide choices": "return " + "".join(f'host == "h{n}" ? "PROXY h{n}" : ' for n in range(5000)) + '"a, b";',
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE.keys())
def test_every_analysis_ends(body: str) -> None:
    policy = pac(body)
    start = time.monotonic()
    everything(policy)
    assert time.monotonic() - start < 30


def test_the_first_of_very_many_unknown_names_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    policy = pac("".join(f"if (host == 1) name{n}x();" for n in range(20, 0, -1)))
    assert len(free_names.free_names(policy)) == 20
    monkeypatch.setattr(free_names, "MOST", 3)
    assert [fact.name for fact in free_names.free_names(policy)] == ["name20x", "name19x", "name18x"]


def test_files_that_are_not_scripts_have_no_facts() -> None:
    for text in ("", "\x00", "function FindProxyForURL(", "<html>FindProxyForURL</html>", "x = 1; // FindProxyForURL"):
        assert everything(pac(f"{text}// FindProxyForURL")) == []


@pytest.mark.parametrize(
    "body",
    [
        'return "DIRECT";',
        'return "PROXY proxy.corp.example:3128; DIRECT";',
        """if (isPlainHostName(host) || dnsDomainIs(host, ".corp.example") || localHostOrDomainIs(host, "w.x.example"))
               return "DIRECT";
           if (shExpMatch(url, "http://*") || host.toLowerCase() === "x.example") { return "PROXY a:1"; }
           else { return "PROXY b:2; PROXY c:3"; }""",
        """var lists = { "a.example": 1, "b.example": 2 }, list = ["x", "y"];
           for (var i in list) { if (list[i] == host) { return "DIRECT"; } }
           return lists.hasOwnProperty(host) ? "DIRECT" : "PROXY a:1";""",
        """if (/^([a-z]+\\.)*corp\\.example$/.test(host) || host.match(/\\.x$/i)) return "DIRECT";
           var ip = myIpAddress(); return isInNet(ip, "10.0.0.0", "255.0.0.0") ? "PROXY a:1" : "PROXY b:1";""",
    ],
)
def test_plain_scripts_have_no_facts(body: str) -> None:
    assert everything(pac(body)) == []
