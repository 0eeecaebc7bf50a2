"""Random statements of a PAC file beyond the plain `if`: what people write for lists, loops and faults."""

from __future__ import annotations

import json
from collections.abc import Callable

from tests.peers.javascript.drawing import HOSTS, ZONES, Drawing


def _listed(w: Drawing) -> str:
    return json.dumps(w.dice.sample(ZONES, w.dice.randint(1, 4)))


FORMS: tuple[Callable[[Drawing], list[str]], ...] = (
    lambda w: [
        "function inside(name, zones) {",
        f"  for (var i in zones) if ({w.one(('dnsDomainIs', 'shExpMatch'))}(name, zones[i])) return true;",
        "  return false; }",
        f"if (inside({w.string()}, {_listed(w)})) return {w.way()};",
    ],
    lambda w: [f"for (const zone of {_listed(w)}) {{ if (host.endsWith(zone)) return {w.way()}; }}"],
    lambda w: [f"if ({_listed(w)}.{w.one(('some', 'every'))}(z => {w.string()}.includes(z))) return {w.way()};"],
    lambda w: [f"var fit = {_listed(w)}.filter(function (z) {{ return dnsDomainIs(host, z); }});",
               f"if (fit.length > 1) return {w.way()};"],
    lambda w: [f"return {w.condition()} ? {w.way()} : {w.condition()} ? {w.way()} : {w.way()};"],
    lambda w: ["try {", f"  if ({w.condition()}) throw {w.piece()};", f"}} catch (e) {{ return {w.way()}; }}"],
    lambda w: ["var at = 0, left = host;", "while (left.indexOf('.') > 0) {",
               "  left = left.substring(left.indexOf('.') + 1);",
               f"  if (left == {json.dumps(w.one(ZONES))}) return {w.way()}; at++; }}",
               f"if ({w.compared('at')}) return {w.way()};"],
    lambda w: [f"if (`https://${{{w.string()}}}/` == url) return `PROXY ${{host.length}}.example:{w.number()}`;"],
    lambda w: [f"var found = {w.regex()}.exec({w.string()});",
               f"if (found && found[0].length > {w.number()}) return {w.way()};"],
    lambda w: [f"var known = new Set({json.dumps(w.dice.sample(HOSTS, 3))});",
               f"if (known.has(host)) return {w.way()};"],
    lambda w: ["var sum = 0; for (let i = 0; i < host.length; i++) sum = (sum * 31 + host.charCodeAt(i)) & 0xffff;",
               f"if (sum % {w.dice.randint(2, 4)} == 0) return {w.way()};"],
    lambda w: [f"if ({w.condition()}) {{ url = url.toUpperCase(); host = host + {w.piece()}; }}"],
    lambda w: [f"do {{ if ({w.condition()}) break; return {w.way()}; }} while (false);"],
)  # fmt: skip
