"""Random expressions of a PAC file, near the hosts that are asked for."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from tests.peers.patterns import JAVASCRIPT, pattern

MDE = "endpoint.security.microsoft.com"
HOSTS = (
    f"x.{MDE}", f"a.b.{MDE}", MDE, "login.microsoftonline.com", "www.other.example", "intranet", "10.1.2.3",
    "go.microsoft.com", "srv.corp.example",
)  # fmt: skip
URLS = (
    *(f"https://{host}/" for host in HOSTS),
    "http://ctldl.windowsupdate.com/a/b.cab",
    "http://www.other.example/?q=1",
    "http://crl.microsoft.com/pki/crl/a.crl",
    "http://intranet/",
)
QUESTIONS = 12
ZONES = (f".{MDE}", MDE, "microsoft.com", ".microsoft.com", ".com", "", ".example", "intranet", "x.", ".Microsoft.com")
GLOBS = (
    f"*.{MDE}", "*.microsoft.com", "*microsoft*", "?.*", "*", "*.com", "x.*.com", "*.example|*.com", "*(x|y).*",
    "https://*", "http:*", "https://*.microsoft.com/*", "*.Example", "[a-l]*",
)  # fmt: skip
NETS = (
    ("10.0.0.0", "255.0.0.0"),
    ("192.168.0.0", "255.255.0.0"),
    ("20.190.0.0", "255.254.0.0"),
    ("10.1.2.3", "255.255.255.255"),
    ("10.0.0.0", "8"),
    ("10.9.9.9", "255.0.0.0"),
)
RESOLVE: dict[str, tuple[str, ...]] = {
    f"x.{MDE}": ("20.190.128.1",),
    "intranet": ("192.168.0.9",),
    "www.other.example": ("10.3.3.3",),
}
WORLDS: dict[str, dict[str, tuple[str, ...]]] = {
    "mixed": RESOLVE,
    "public": {"*.com": ("20.190.129.7",), "*.example": ("203.0.113.10",), "intranet": ("198.51.100.1",)},
    "private": {"*.com": ("10.8.0.1",), "*.example": ("192.168.4.4",), "intranet": ("10.1.2.3",)},
    "nothing resolves": {},
}
OWN = ("10.1.2.3", "192.168.7.7")
NOW = ("2026-11-25T10:00", "2026-11-28T23:15", "2026-12-31T18:00")
PREFIXES = ("10.0.0.0/8", "192.168.0.0/16", "20.190.0.0/15", "2001:db8::/32", "10.1.2.3/32", "10.0.0.0", "0.0.0.0/0")
LABELS = ("x", "endpoint", "com", "security")
OPERATORS = ("+", "-", "*", "%", "&", "|", "^", ">>", "<<")
_SPECIAL = "?+*()[]{}|^$\\/"


@dataclass
class Drawing:
    """`strings`: variables that hold a text, to be drawn from."""

    dice: Random
    strings: list[str] = field(default_factory=lambda: ["host", "host", "host", "url"])

    def chance(self, share: float) -> bool:
        return self.dice.random() < share

    def one(self, values: tuple[str, ...] | list[str]) -> str:
        return self.dice.choice(values)

    def way(self) -> str:
        plain = self.one(('"DIRECT"', '"PROXY a:1"', '"PROXY b:2; DIRECT"', '"HTTPS c:443"', '"SOCKS5 d"'))
        roll = self.dice.random()
        if roll < 0.75:
            return plain
        if roll < 0.85:
            return f'"PROXY p" + {self.number()} + ":1"'
        return self.one((f'"PROXY " + {self.string()} + ":8080"', '"PROXY e:1, DIRECT"', "null", f"[{plain}].join()"))

    def condition(self, depth: int = 2) -> str:
        roll = self.dice.random()
        if depth and roll < 0.3:
            return f"({self.condition(depth - 1)} {self.one(('&&', '||'))} {self.condition(depth - 1)})"
        if depth and roll < 0.42:
            return f"!{self.condition(depth - 1)}"
        return self.dice.choice(ATOMS)(self)

    def string(self) -> str:
        return self.one(self.strings)

    def derived(self) -> str:
        text, number = self.string(), self.number()
        return self.one(
            (
                f"{text}.toLowerCase()", f"{text}.substring({number})", f"{text}.substr({number}, 9)",
                f"{text}.slice(-{number}, -1)", f"{text}.substring({text}.indexOf('.') + 1)", f"{text}.split('.')[0]",
                f"{text}.replace(/\\./g, '-')", f"{text}.split(/[.:]/).pop()", f"{text}.split('.').reverse().join('.')",
                f"dnsResolve({text})", f"{text} + ':' + {number}", "myIpAddress()", f"{text}.charAt({number})",
            )
        )  # fmt: skip

    def number(self) -> str:
        return str(self.dice.randint(0, 24))

    def piece(self) -> str:
        text = self.one((*HOSTS, *URLS))
        start = self.dice.randrange(len(text))
        return json.dumps(text[start : start + self.dice.randint(1, 14)])

    def regex(self) -> str:
        flags = self.one(("", "", "i"))
        return f"/{pattern(self.dice, self.one((*HOSTS, *URLS)), JAVASCRIPT, _SPECIAL)}/{flags}"

    def net(self) -> str:
        net, mask = self.dice.choice(NETS)
        return f'"{net}", "{mask}"'

    def compared(self, number: str) -> str:
        return f"{number} {self.one(('<', '>', '==', '!=', '>=', '==='))} {self.number()}"


ATOMS: tuple[Callable[[Drawing], str], ...] = (
    lambda w: f"dnsDomainIs({w.string()}, {json.dumps(w.one(ZONES))})",
    lambda w: f"dnsDomainIs(host, {json.dumps(w.one(ZONES))})",
    lambda w: f"shExpMatch({w.string()}, {json.dumps(w.one(GLOBS))})",
    lambda w: f"shExpMatch(host, {json.dumps(w.one(GLOBS))})",
    lambda w: f"localHostOrDomainIs(host, {json.dumps(w.one((*HOSTS, 'intranet.corp')))})",
    lambda w: f"isPlainHostName({w.string()})",
    lambda w: f"isInNet({w.one(('host', 'dnsResolve(host)', 'myIpAddress()'))}, {w.net()})",
    lambda w: "isResolvable(host)",
    lambda w: w.compared("dnsDomainLevels(host)"),
    lambda w: w.one(
        ('weekdayRange("MON", "FRI")', "timeRange(8, 17)", 'dateRange("DEC")', "new Date().getHours() > 12")
    ),
    lambda w: f"{w.string()}.indexOf({w.piece()}) {w.one(('>= 0', '== 0', '!= -1', '> 0', '=== -1'))}",
    lambda w: f"{w.string()}.indexOf({w.piece()})",
    lambda w: f"{w.string()}.substring({w.number()}, {w.number()}) == {w.piece()}",
    lambda w: f"{w.string()}.slice(-{len(w.one(ZONES)) or 1}) == {json.dumps(w.one(ZONES))}",
    lambda w: f"{w.string()}.charAt({w.number()}) == {json.dumps(w.dice.choice('xa.elms:/'))}",
    lambda w: w.compared(f"{w.string()}.length"),
    lambda w: w.compared(f"{w.string()}.split('.').length"),
    lambda w: f"{w.string()}.split('.')[{w.dice.randint(0, 3)}] === {json.dumps(w.one(LABELS))}",
    lambda w: f"{w.regex()}.test({w.string()})",
    lambda w: f"{w.string()}.match({w.regex()})",
    lambda w: w.compared(f"{w.string()}.search({w.regex()})"),
    lambda w: f"{w.string()}.replace({w.regex()}, 'z') != {w.string()}",
    lambda w: f"{w.string()}.{w.one(('startsWith', 'endsWith', 'includes'))}({w.piece()})",
    lambda w: f"{w.string()} == {json.dumps(w.one(HOSTS))}",
    lambda w: f"{w.string()} {w.one(('<', '>='))} {w.piece()}",
    lambda w: f"{w.string()}.charCodeAt({w.dice.randint(0, 3)}) % {w.dice.randint(2, 5)}",
    lambda w: f"[{', '.join(json.dumps(host) for host in w.dice.sample(HOSTS, 2))}].indexOf({w.string()}) >= 0",
    lambda w: f"isInNetEx({w.one(('host', 'myIpAddressEx()', 'dnsResolveEx(host)'))}, {json.dumps(w.one(PREFIXES))})",
    lambda w: "isResolvableEx(host)",
    lambda w: w.compared("sortIpAddressList(dnsResolveEx(host)).length"),
    lambda w: f"(({w.number()} {w.one(OPERATORS)} {w.string()}.length) {w.one(('> 9', '& 1', '== 3'))})",
)
