"""Random PAC files, whole and mostly sensible, with questions that come near what they say.

The same seed gives the same sequence of files, and file `n` of a seed has the name `SEED/n`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random

from tests.peers.javascript.pages import Ask, Case
from tests.peers.patterns import JAVASCRIPT, pattern

MDE = "endpoint.security.microsoft.com"
HOSTS = (f"x.{MDE}", f"a.b.{MDE}", MDE, "login.microsoftonline.com", "www.other.example", "intranet", "10.1.2.3")
URLS = (
    *(f"https://{host}/" for host in HOSTS),
    "http://ctldl.windowsupdate.com/a/b.cab",
    "http://www.other.example/?q=1",
)
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
RESOLVE = {f"x.{MDE}": ("20.190.128.1",), "intranet": ("192.168.0.9",), "www.other.example": ("10.3.3.3",)}
OWN = ("10.1.2.3", "192.168.7.7")
NOW = ("2026-11-25T10:00", "2026-11-28T23:15", "2026-12-31T18:00")
LABELS = ("x", "endpoint", "com", "security")
OPERATORS = ("+", "-", "*", "%", "&", "|", "^", ">>", "<<")
_SPECIAL = "?+*()[]{}|^$\\/"


def files(seed: int) -> Iterator[Case]:
    """Without end."""
    number = 0
    while True:
        yield _Writer(Random(f"{seed}/{number}"), f"{seed}/{number}").write()
        number += 1


@dataclass
class _Writer:
    dice: Random
    name: str
    top: list[str] = field(default_factory=list)
    strings: list[str] = field(default_factory=lambda: ["host", "host", "host", "url"])
    lists: list[str] = field(default_factory=list)
    tables: list[str] = field(default_factory=list)

    def write(self) -> Case:
        for _ in range(self.dice.randint(0, 2)):
            self._top()
        body = [line for _ in range(self.dice.randint(1, 6)) for line in self._statement()]
        if self._chance(0.93):
            body.append(f"return {self._way()};")
        lines = [*self.top, "function FindProxyForURL(url, host) {", *(f"  {line}" for line in body), "}"]
        return Case(self.name, "\n".join(lines).encode() + b"\n", dict(RESOLVE), tuple(self._asks()))

    def _asks(self) -> Iterator[Ask]:
        for url in self.dice.sample(URLS, 6):
            yield Ask(url, self.dice.choice(OWN), self.dice.choice(NOW))

    def _chance(self, share: float) -> bool:
        return self.dice.random() < share

    def _one(self, values: tuple[str, ...] | list[str]) -> str:
        return self.dice.choice(values)

    def _top(self) -> None:
        name = f"t{len(self.top)}"
        word = self._one(("var", "var", "const", "let"))
        if self._chance(0.5):
            entries = self.dice.sample((*ZONES, *GLOBS), self.dice.randint(1, 4))
            self.top.append(f"{word} {name} = {json.dumps(entries)};")
            self.lists.append(name)
        else:
            keys = self.dice.sample(HOSTS, self.dice.randint(1, 3))
            self.top.append(f"{word} {name} = {{{', '.join(f'{json.dumps(key)}: {self._way()}' for key in keys)}}};")
            self.tables.append(name)

    def _way(self) -> str:
        plain = self._one(('"DIRECT"', '"PROXY a:1"', '"PROXY b:2; DIRECT"', '"HTTPS c:443"', '"SOCKS5 d"'))
        roll = self.dice.random()
        if roll < 0.75:
            return plain
        if roll < 0.85:
            return f'"PROXY p" + {self._number()} + ":1"'
        return self._one((f'"PROXY " + {self._string()} + ":8080"', '"PROXY e:1, DIRECT"', "null", f"[{plain}].join()"))

    def _statement(self) -> list[str]:
        name = f"v{self.dice.randrange(1000)}"
        roll = self.dice.random()
        if roll < 0.55:
            tail = f" else return {self._way()};" if self._chance(0.1) else ""
            return [f"if ({self._condition()}) return {self._way()};{tail}"]
        if roll < 0.7:
            line = f"var {name} = {self._derived()};"
            self.strings.append(name)
            return [line]
        if roll < 0.85 and self.lists:
            test = self._one((f"shExpMatch(host, {self.lists[0]}[i])", f"dnsDomainIs(host, {self.lists[0]}[i])"))
            return [f"for (var i = 0; i < {self.lists[0]}.length; i++) if ({test}) return {self._way()};"]
        if self.tables:
            table = self._one(self.tables)
            return [
                self._one((f"if ({table}[host]) return {table}[host];", f"if (host in {table}) return {self._way()};"))
            ]
        first, second = self.dice.sample(HOSTS, 2)
        stop = self._one(("break;", ""))
        return [
            f"switch ({self._string()}) {{ case {json.dumps(first)}: return {self._way()};",
            f"  case {json.dumps(second)}: if ({self._condition()}) return {self._way()}; {stop}",
            f"  default: if ({self._condition()}) return {self._way()}; }}",
        ]

    def _condition(self, depth: int = 2) -> str:
        roll = self.dice.random()
        if depth and roll < 0.3:
            return f"({self._condition(depth - 1)} {self._one(('&&', '||'))} {self._condition(depth - 1)})"
        if depth and roll < 0.42:
            return f"!{self._condition(depth - 1)}"
        return self.dice.choice(_ATOMS)(self)

    def _string(self) -> str:
        return self._one(self.strings)

    def _derived(self) -> str:
        text, number = self._string(), self._number()
        return self._one(
            (
                f"{text}.toLowerCase()", f"{text}.substring({number})", f"{text}.substr({number}, 9)",
                f"{text}.slice(-{number}, -1)", f"{text}.substring({text}.indexOf('.') + 1)", f"{text}.split('.')[0]",
                f"{text}.replace(/\\./g, '-')", f"{text}.split(/[.:]/).pop()", f"{text}.split('.').reverse().join('.')",
                f"dnsResolve({text})", f"{text} + ':' + {number}", "myIpAddress()", f"{text}.charAt({number})",
            )
        )  # fmt: skip

    def _number(self) -> str:
        return str(self.dice.randint(0, 24))

    def _piece(self) -> str:
        text = self._one((*HOSTS, *URLS))
        start = self.dice.randrange(len(text))
        return json.dumps(text[start : start + self.dice.randint(1, 14)])

    def _regex(self) -> str:
        flags = self._one(("", "", "i"))
        return f"/{pattern(self.dice, self._one((*HOSTS, *URLS)), JAVASCRIPT, _SPECIAL)}/{flags}"

    def _net(self) -> str:
        net, mask = self.dice.choice(NETS)
        return f'"{net}", "{mask}"'

    def _compared(self, number: str) -> str:
        return f"{number} {self._one(('<', '>', '==', '!=', '>=', '==='))} {self._number()}"


_ATOMS: tuple[Callable[[_Writer], str], ...] = (
    lambda w: f"dnsDomainIs({w._string()}, {json.dumps(w._one(ZONES))})",
    lambda w: f"dnsDomainIs(host, {json.dumps(w._one(ZONES))})",
    lambda w: f"shExpMatch({w._string()}, {json.dumps(w._one(GLOBS))})",
    lambda w: f"shExpMatch(host, {json.dumps(w._one(GLOBS))})",
    lambda w: f"localHostOrDomainIs(host, {json.dumps(w._one((*HOSTS, 'intranet.corp')))})",
    lambda w: f"isPlainHostName({w._string()})",
    lambda w: f"isInNet({w._one(('host', 'dnsResolve(host)', 'myIpAddress()'))}, {w._net()})",
    lambda w: "isResolvable(host)",
    lambda w: w._compared("dnsDomainLevels(host)"),
    lambda w: w._one(
        ('weekdayRange("MON", "FRI")', "timeRange(8, 17)", 'dateRange("DEC")', "new Date().getHours() > 12")
    ),
    lambda w: f"{w._string()}.indexOf({w._piece()}) {w._one(('>= 0', '== 0', '!= -1', '> 0', '=== -1'))}",
    lambda w: f"{w._string()}.indexOf({w._piece()})",
    lambda w: f"{w._string()}.substring({w._number()}, {w._number()}) == {w._piece()}",
    lambda w: f"{w._string()}.slice(-{len(w._one(ZONES)) or 1}) == {json.dumps(w._one(ZONES))}",
    lambda w: f"{w._string()}.charAt({w._number()}) == {json.dumps(w.dice.choice('xa.elms:/'))}",
    lambda w: w._compared(f"{w._string()}.length"),
    lambda w: w._compared(f"{w._string()}.split('.').length"),
    lambda w: f"{w._string()}.split('.')[{w.dice.randint(0, 3)}] === {json.dumps(w._one(LABELS))}",
    lambda w: f"{w._regex()}.test({w._string()})",
    lambda w: f"{w._string()}.match({w._regex()})",
    lambda w: w._compared(f"{w._string()}.search({w._regex()})"),
    lambda w: f"{w._string()}.replace({w._regex()}, 'z') != {w._string()}",
    lambda w: f"{w._string()}.{w._one(('startsWith', 'endsWith', 'includes'))}({w._piece()})",
    lambda w: f"{w._string()} == {json.dumps(w._one(HOSTS))}",
    lambda w: f"{w._string()} {w._one(('<', '>='))} {w._piece()}",
    lambda w: f"{w._string()}.charCodeAt({w.dice.randint(0, 3)}) % {w.dice.randint(2, 5)}",
    lambda w: f"[{', '.join(json.dumps(host) for host in w.dice.sample(HOSTS, 2))}].indexOf({w._string()}) >= 0",
    lambda w: f"(({w._number()} {w._one(OPERATORS)} {w._string()}.length) {w._one(('> 9', '& 1', '== 3'))})",
)
