"""Random PAC files, whole and mostly sensible, with questions that come near what they say.

The same seed gives the same sequence of files, and file `n` of a seed has the name `SEED/n`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from random import Random

from tests.peers.javascript.drawing import GLOBS, HOSTS, NOW, OWN, QUESTIONS, RESOLVE, URLS, WORLDS, ZONES, Drawing
from tests.peers.javascript.filling import style, walk
from tests.peers.javascript.forms import FORMS
from tests.peers.javascript.pages import Ask, Case


def files(seed: int) -> Iterator[Case]:
    """Without end."""
    number = 0
    while True:
        yield _Writer(Random(f"{seed}/{number}"), name=f"{seed}/{number}").write()
        number += 1


def worlds(case: Case) -> Iterator[Case]:
    """The same file and questions in every world."""
    for name, resolve in WORLDS.items():
        yield replace(case, name=f"{case.name} {name}", resolve=dict(resolve))


@dataclass
class _Writer(Drawing):
    name: str = ""
    top: list[str] = field(default_factory=list)
    lists: list[str] = field(default_factory=list)
    tables: list[str] = field(default_factory=list)

    def write(self) -> Case:
        for _ in range(self.dice.randint(0, 2)):
            self._top()
        body = [line for _ in range(self.dice.randint(1, 6)) for line in self._statement()]
        if self.chance(0.93):
            body.append(f"return {self.way()};")
        lines = [*self.top, "function FindProxyForURL(url, host) {", *(f"  {line}" for line in body), "}"]
        return Case(self.name, "\n".join(lines).encode() + b"\n", dict(RESOLVE), tuple(self._asks()))

    def _asks(self) -> Iterator[Ask]:
        for url in self.dice.sample(URLS, QUESTIONS):
            yield Ask(url, self.dice.choice(OWN), self.dice.choice(NOW))

    def _top(self) -> None:
        name = f"t{len(self.top)}"
        word = self.one(("var", "var", "const", "let"))
        if self.chance(0.5):
            entries = self.dice.sample((*ZONES, *GLOBS), self.dice.randint(1, 4))
            self.top.append(f"{word} {name} = {json.dumps(entries)};")
            self.lists.append(name)
        else:
            keys = self.dice.sample(HOSTS, self.dice.randint(1, 3))
            self.top.append(f"{word} {name} = {{{', '.join(f'{json.dumps(key)}: {self.way()}' for key in keys)}}};")
            self.tables.append(name)

    def _statement(self) -> list[str]:
        if self.chance(0.35):
            return self.dice.choice((style, style, walk, self.dice.choice(FORMS)))(self)
        name = f"v{self.dice.randrange(1000)}"
        roll = self.dice.random()
        if roll < 0.55:
            tail = f" else return {self.way()};" if self.chance(0.1) else ""
            return [f"if ({self.condition()}) return {self.way()};{tail}"]
        if roll < 0.7:
            line = f"var {name} = {self.derived()};"
            self.strings.append(name)
            return [line]
        if roll < 0.85 and self.lists:
            test = self.one((f"shExpMatch(host, {self.lists[0]}[i])", f"dnsDomainIs(host, {self.lists[0]}[i])"))
            return [f"for (var i = 0; i < {self.lists[0]}.length; i++) if ({test}) return {self.way()};"]
        if self.tables:
            table = self.one(self.tables)
            return [
                self.one((f"if ({table}[host]) return {table}[host];", f"if (host in {table}) return {self.way()};"))
            ]
        first, second = self.dice.sample(HOSTS, 2)
        stop = self.one(("break;", ""))
        return [
            f"switch ({self.string()}) {{ case {json.dumps(first)}: return {self.way()};",
            f"  case {json.dumps(second)}: if ({self.condition()}) return {self.way()}; {stop}",
            f"  default: if ({self.condition()}) return {self.way()}; }}",
        ]
