"""Random PAC files in the shape of lists, with twists: what an index of their tests must not pass over.

Tests that run the script's own code, that are no booleans, that throw; branches that set the variable or the function
that the next tests ask; loops whose list or counter is not what it looks like.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random

from tests.peers.javascript.drawing import MDE, Drawing
from tests.peers.javascript.families import Question
from tests.peers.javascript.pages import Ask, Case

FAMILIES = ("https://*.example/", f"https://*.{MDE}/", "http://*.example/b/*", "https://*/", "https://q3.example/")
_ZONES = ("example", "b.example", MDE, f"b.{MDE}", "test")
_ROWS = (8, 9, 12, 20)
_WAYS = ('"PROXY a:1"', '"DIRECT"', '"PROXY b:2; DIRECT"')

Term = Callable[[str], str]

TERMS: tuple[Term, ...] = (
    lambda word: f'dnsDomainIs(host, "{word}")',
    lambda word: f'shExpMatch(host, "*.{word}")',
    lambda word: f'shExpMatch(host, "*{word}*")',
    lambda word: f'shExpMatch(url, "*://*.{word}/*")',
    lambda word: f'host == "{word}"',
    lambda word: f'"{word}" === host',
    lambda word: f'host.indexOf("{word}") >= 0',
    lambda word: f'url.indexOf("{word}") != -1',
    lambda word: f"/(^|[.]){word}$/i.test(host)",
    lambda word: f'dnsDomainIs(host, "{word}") || host == "x.{word}"',
    lambda word: f'host.substring(host.length - {len(word)}) == "{word}"',
    lambda word: f'host.substr(-{len(word)}) === "{word}"',
    lambda word: f'dnsDomainIs(host, "{word}") && (n++, false)',
    lambda word: f'dnsDomainIs(host, "{word}") && url.length > 22',
    lambda word: f'host.length > {len(word) + 1} && host.endsWith(".{word}")',
    lambda word: f'dnsDomainIs(host, "{word}") && (host = w, n++ > 1)',
)
ODD_TERMS = (
    "count()", "(host = w, false)", "(n += 2, 0)", "null", "host.x", "n++ > 1", '"" + n == "1"', "odd(host)", "NaN",
    "(dnsDomainIs = odd, false)", "!host", 'host.indexOf("q1") > 3', "nothing", "lost.at", "odd(w)", "(url = w, 0)",
)  # fmt: skip
BRANCHES = (
    "return @;", "return @;", "return @;", "{ return @; }", "n++;", "host = w;", "{ host = w; }", "{ n++; return @; }",
    "{ if (n++ > 1) return @; }", "{ if (n++) host = w; else return @; }", "dnsDomainIs = odd;", "count();",
    "shExpMatch = function (a, b) { return b.length > 12; };", "{ url = w; n += 3; }", "throw @;", "lost.at;",
    "host = [w];", "String.prototype.indexOf = function () { return n++; };", "list = list.slice(2);", "return way;",
)  # fmt: skip
LOOP_BRANCHES = (
    "return @;", "return @;", "{ return @; }", "return way;", "break;", "{ n++; break; }", "{ n = i; break; }",
    "{ host = w; if (n++) continue; return @; }", "{ if (n++ < 2) continue; return @; }", "n++;",
    "{ list.length = i + 1; }", "{ list.push(w); if (n++ > 2) break; }", "i++;", "host = w;", "{ dnsDomainIs = odd; }",
    "{ list = [w]; }", "continue outer;", "{ n++; break outer; }", "throw @;", "{ if (n++ < 3) list[i + 2] = w; }",
)  # fmt: skip
HEADS = (
    "var i = 0", "var i = 0", "let i = 0", "i = 0", "var i = false", "const i = 0", "var i = -0", "var i = 1",
    'var i = "0"', "var i = 0n", "var i", "let i = 0, m = 1", "k = 0",
)  # fmt: skip
BEFORE = (
    "", "", "", "", "", "", "host = host.toLowerCase();", 'host = "." + host;', "var url = host;", "dnsDomainIs = odd;",
    "dnsDomainIs = function (a, b) { n++; return a == b; };", "Array.prototype[3] = w;", "list.length = 9;",
    "list[25] = w;", "delete list[4];", "list[5] = 7;", "list[2] = null;", "list[2] = host;",
    "list.unshift(list.pop());",
    "list[6] = {toString: function () { n++; return w; }};", "String.prototype.indexOf = function () { return n++; };",
    "RegExp.prototype.test = odd;", "RegExp.prototype.exec = function () { return null; };", "list.length = -1;",
    "Object.defineProperty(list, '3', {get: function () { n++; return w; }});", "var host = host || w;",
    "var shExpMatch = function (a, b) { return a.length > b.length; };", "Object.freeze(list);", "list.name = w;",
    "host = new String(host);", "list = list.map(function (one) { return one; });", "list.reverse();",
    "String.prototype.extra = 1;", "Array.prototype.extra = w;", "list.some = function () { return true; };",
    "list[4] = '';", "String.prototype.substring = function () { return w; };",
    "String.prototype.slice = String.prototype.substr = function (a, b) { n++; return this; };",
)  # fmt: skip


@dataclass
class _Lister(Drawing):
    words: list[str] = field(default_factory=list)

    def write(self) -> str:
        heads = [f"{self.one(('', 'q', 'x.q'))}{self.dice.randint(0, 9)}" for _ in range(self.dice.choice(_ROWS))]
        self.words = [f"{head}.{self.one(_ZONES)}" for head in heads]
        literal = ", ".join(map(json.dumps, self.words))
        kind = self.one(("var", "var", "let", "const"))
        place = self.chance(0.5)
        lines = [
            f"var n = 0, w = {json.dumps(self.one(self.words))}, way = {self.way()}, k = 0;",
            "function count() { n++; return false; }",
            "function odd(text) { n++; return text.length > 11; }",
            f"{kind} list = [{literal}];" if place else "",
            "function FindProxyForURL(url, host) {",
            self.one(("", "", "", '"use strict";')),
            "" if place else f"{kind} list = [{literal}];",
            self.one(BEFORE),
            self.around("\n".join(self.dice.choice(SHAPES)(self) for _ in range(self.dice.randint(1, 2)))),
            self.one(('return "PROXY n" + n + ":1";', f"if (n > 1) return {self.way()};\nreturn {self.way()};")),
            "}",
        ]
        return "\n".join(line for line in lines if line) + "\n"

    def way(self) -> str:
        return self.one(_WAYS)

    def around(self, body: str) -> str:
        return self.one(
            (
                body, body, body, body, f"try {{\n{body}\n}} catch (e) {{ n += 5; }}",
                f"try {{\n{body}\n}} finally {{ if (n == 1) return {self.way()}; }}",
                f"function inner(host) {{\n{body}\n}}\nvar got = inner(host); if (got) return got;",
                f"for (var j = 0; j < 2; j++) {{\n{body}\n}}",
            )
        )  # fmt: skip

    def branch(self, branches: tuple[str, ...] = BRANCHES) -> str:
        return self.one(branches).replace("@", self.way())

    def terms(self) -> list[str]:
        term = self.dice.choice(TERMS)
        found = [term(word) for word in self.words]
        for _ in range(self.dice.choice((0, 0, 1, 2))):
            found[self.dice.randrange(len(found))] = self.one(ODD_TERMS)
        return found

    def item(self, item: str) -> str:
        """A test of an item of the list."""
        test = self.one(
            (
                f"dnsDomainIs(host, {item})", f'shExpMatch(host, "*." + {item})', f"host == {item}",
                f"host.indexOf({item}) >= 0", f"url.indexOf({item}) > -1", f'dnsDomainIs(host, "." + {item})',
                f"{item} == host", f'shExpMatch(url, "*" + {item} + "/*")', f"shExpMatch(host, {item})",
                f"host.endsWith({item})", f'host.endsWith("." + {item})', f"url.includes({item})",
                f"host.startsWith({item})", f"dnsDomainIs(host, `.${{{item}}}`)",
                f"host.substring(host.length - {item}.length) == {item}", f"{item} === host.slice(-{item}.length)",
                f"host.substr(host.length - {item}.length, {item}.length) == {item}",
                f"host.length >= {item}.length && host.substring(host.length - {item}.length) === {item}",
                f"{item}.length < host.length && host.endsWith({item})",
            )
        )  # fmt: skip
        odd = f" || {self.one(ODD_TERMS)}" if self.chance(0.1) else ""
        if self.chance(0.15):
            also = self.one(("url.length > 22", "(n++, false)", "(host = w, n++ > 1)", "count()", "!odd(host)"))
            test = f"{test} && {also}"
        return f"{test} || host == {item}{odd}" if self.chance(0.25) else f"{test}{odd}"


def _chain(w: _Lister) -> str:
    terms = " ||\n  ".join(w.terms())
    return f"if ({terms}) {w.branch()}"


def _lines(w: _Lister) -> str:
    usual = w.branch()
    return "\n".join(f"if ({term}) {usual if w.chance(0.8) else w.branch()}" for term in w.terms())


def _arms(w: _Lister) -> str:
    usual = w.branch()
    arms = [f"if ({term}) {{ {usual if w.chance(0.8) else w.branch()} }}" for term in w.terms()]
    return " else\n".join(arms) + w.one(("", " else n += 7;"))


def _for(w: _Lister) -> str:
    alias = w.one(("", "", "var one = list[i];", "let one = list[i];", "const one = list[i];", "var way = list[i];"))
    item = alias.split()[1] if alias and w.chance(0.9) else "list[i]"
    body = f"{alias} if ({w.item(item)}) {w.branch(LOOP_BRANCHES)}"
    if w.chance(0.3):
        body += f" if ({w.item(item)}) {w.branch(LOOP_BRANCHES)}"
    after = w.one(("", "", "n += i;", 'if (typeof one == "string") n++;'))
    head, bound = w.one(HEADS), "list.length"
    if w.chance(0.3):
        head, bound = f"{head}, m = {w.one(('list.length', 'list.length', '9', '30', 'NaN', 'true'))}", "m"
    if w.chance(0.2):
        count = w.one(("i++;", "i += 1;", "++i;", "i++; n += 0;"))
        return (
            f"var i = {w.one(('0', '0', '2', '-1', 'w'))}; outer: while (i < list.length) {{ {body} {count} }} {after}"
        )
    if w.chance(0.3):
        first = w.one(("list.length - 1", "list.length - 1", "list.length", "3", "30", "w", "-1"))
        down = f"{w.one(('i >= 0', 'i > -1', '0 <= i', 'i'))}; {w.one(('i--', '--i', 'i -= 1', 'i -= 2'))}"
        return f"var i; outer: for ({w.one(('var ', 'let ', ''))}i = {first}; {down}) {{ {body} }} {after}"
    return f"var i, m; outer: for ({head}; i < {bound}; {w.one(('i++', '++i', 'i += 1'))}) {{ {body} }} {after}"


def _parts(w: _Lister) -> str:
    """Items of several parts."""
    twist = w.one(
        ("", "", "", "rules[3] = w;", "rules[4].length = 0;", "rules[5].name = null;", "rules.push(7);",
         "delete rules[2];",
         "Object.defineProperty(rules[3], 'name', {get: function () { n++; return w; }});", "rules[6] = rules[2];")
    )  # fmt: skip
    made, name, way = w.one((("[one, way + at]", "[0]", "[1]"), ("{name: one, way: way + at}", ".name", ".way")))
    branch = w.one(
        (f"return one{way};", f"{{ one{name} = w; n++; }}", w.branch(LOOP_BRANCHES), f"return way + one{name};")
    )
    body = f"if ({w.item('one' + name)}) {branch}"
    loop = w.one(
        (
            f"for (var one of rules) {{ {body} }}", f"for (const one of rules) {body}",
            f"for (var i = 0; i < rules.length; i++) {{ var one = rules[i]; {body} }}",
            f"for (var i in rules) {{ var one = rules[i], two = one{name}; {body} }} if (two == w) n++;",
        )
    )  # fmt: skip
    return f"var rules = list.map(function (one, at) {{ return {made}; }}); {twist} outer: {loop}"


def _keys(w: _Lister) -> str:
    """The names of an object, or the members of a Set, in place of a list."""
    kind = w.one(("table", "table", "set"))
    twist = w.one(
        ("", "", "", "delete table[w]; set.delete(w);", "table[7] = w; set.add(7);", "table.q = way; set.add('q');",
         "Object.prototype.extra = w;", "table = Object.create(table); table.own = w;", "table[w] = null;",
         "Object.defineProperty(table, w, {enumerable: false, value: 1});", "set = new Set();")
    )  # fmt: skip
    body = f"if ({w.item(w.one(('name', 'name', 'table[name]')))}) {w.branch(LOOP_BRANCHES)}"
    if w.chance(0.3):
        body = f"{{ delete table[w]; set.add('last'); }} {body}"
    head = f"name {'in table' if kind == 'table' else 'of set'}"
    return (
        "var table = {}, set = new Set(list); list.forEach(function (one) { table[one] = one; });"
        f"{twist} var i = 0, name = 'none'; outer: for ({w.one(('var ', 'let ', 'const ', ''))}{head}) {{ {body} }}"
        f" {w.one(('', 'n += name.length;'))}"
    )


def _for_each(w: _Lister) -> str:
    head = w.one(("var i in list", "const i in list", "let i in list", "i in list"))
    if w.chance(0.5):
        return f"var i; outer: for ({head}) {{ if ({w.item('list[i]')}) {w.branch(LOOP_BRANCHES)} }}"
    return f"var i; outer: for ({head.replace(' in ', ' of ')}) {{ if ({w.item('i')}) {w.branch(LOOP_BRANCHES)} }}"


def _called(w: _Lister) -> str:
    method, answer = w.one(("some", "every", "find", "filter", "forEach", "findIndex")), w.one(("", "", "n++;"))
    test, opposite = w.item("one"), w.one(("", "", "!"))
    answer = f"{answer} return {f'!({test})' if opposite else test};"
    if w.chance(0.4):
        done = w.one(
            ("n++;", "return true;", "{ n++; return one; }", "host = w;", "list.pop();", "list[9] = w;", "return n++;")
        )
        answer = f"if ({test}) {done} {w.one(('', 'return false;', 'return true;', 'n += 0.5;'))}"
    rest = w.one(("", "", ", at", ", host", ", at, all"))
    made = w.one((f"function (one{rest}) {{ {answer} }}", f"(one{rest}) => {{ {answer} }}", f"one => {test}"))
    test = f"list.{method}({made})"
    return w.one((f"if ({test}) {w.branch()}", f"var got = {test}; if (got && got.length) {w.branch()}"))


def _switch(w: _Lister) -> str:
    words = [json.dumps(word) for word in w.words]
    if w.chance(0.4):
        words[w.dice.randrange(len(words))] = w.one(("w", "(n++, w)", "host", "1", "way", "odd(w)", "null"))
    cases = [f"case {word}: {w.branch() if w.chance(0.3) else ''} {w.one(('', '', 'break;'))}" for word in words]
    if w.chance(0.5):
        cases.insert(w.dice.randrange(len(cases)), f"default: {w.one(('n++;', 'break;', w.branch()))}")
    subject = w.one(("host", "host", "host", "host + 1", "url", "n"))
    return "\n".join([f"switch ({subject}) {{", *cases, "}"])


def _patterns(w: _Lister) -> str:
    flags = w.one(("", "", "i", "g", "m"))
    dot = w.one((".", "[.]"))
    items = [f"/(^|[.]){word.replace('.', dot)}$/{flags}" for word in w.words]
    if w.chance(0.4):
        items[w.dice.randrange(len(items))] = w.one(
            ("{test: odd}", "w", "/x/y", "new RegExp(w)", "/[^]/", "null", "Object.create(/x/)", "/q1|q2/")
        )
    twist = w.one(("", "", "", "all[3].test = odd;", "all[2].exec = function () { return null; };", "all.pop();"))
    test = w.one(("all[i].test(host)", "all[i].test(url)", "host.match(all[i])"))
    body = f"if ({test}) {w.branch(LOOP_BRANCHES)}"
    return f"var all = [{', '.join(items)}]; {twist} outer: for (var i = 0; i < all.length; i++) {{ {body} }}"


def _urls(w: _Lister) -> str:
    """Patterns of URLs that differ in one word, more of them than are told apart one by one."""
    before = w.one(
        (
            r"^https?:\/\/([\w-]+\.)*",
            r"^http:\/\/[^\/]*[.]",
            r"\/",
            "[.]",
            r"^.{7,9}",
            r"(^|\/|[.])",
            r"\b",
            r"^[^.]+\.",
        )
    )
    after, flags = w.one((r"[:\/]", r"\/", r"\/b", "$", "", r"(:\d+)?\/", r"\/.*$", r"(?!b)")), w.one(("", "", "i"))
    zones = w.dice.sample(_ZONES, w.dice.choice((1, 2, 5)))
    words = [f"{w.one(('', 'q', 'x.q'))}{at}.{w.one(zones)}" for at in range(70)]
    for _ in range(w.dice.choice((0, 1, 2))):
        words[w.dice.randrange(70)] = w.one((MDE, "example", "test", "b", "b.example", "q1", "example/b"))
    items = [f"/{before}{escaped(word)}{after}/{flags}" for word in words]
    if w.chance(0.2):
        items[w.dice.randrange(70)] = w.one(("{test: odd}", "/q1|q2/", r"/\x71/", "/[^]{90}/", "/example/g"))
    if w.chance(0.3):
        return f"if ({' || '.join(f'{item}.test(url)' for item in items if item[0] == '/')}) {w.branch()}"
    body = f"if (urls[i].test(url)) {w.branch(LOOP_BRANCHES)}"
    return f"var urls = [{', '.join(items)}]; outer: for (var i = 0; i < urls.length; i++) {{ {body} }}"


def escaped(word: str) -> str:
    return word.replace(".", r"\.").replace("/", r"\/")


def _networks(w: _Lister) -> str:
    """Written in all ways: lines, a chain, pairs, records; more than are told apart one by one, or few."""
    count = w.one((9, 20, 70, 70))
    nets = [f"{w.one((10, 20, 192, 203, 198))}.{w.one((8, 1, 190, 168, 51, at))}.{at}.0" for at in range(count)]
    pairs = [(net, w.one(("255.255.255.0", "255.255.0.0", "255.0.0.0", "255.255.0.255"))) for net in nets]
    for _ in range(w.dice.choice((0, 0, 1, 2))):
        odd = (
            ("10.0.0.0", "8"),
            ("300.1.1.1", "255.0.0.0"),
            ("192.168.4.4", "255.255.255.255"),
            ("0.0.0.0", "0.0.0.0"),
        )
        pairs[w.dice.randrange(count)] = w.dice.choice(odd)
    address = w.one(("dnsResolve(host)", "dnsResolve(host)", "host", "myIpAddress()", "null", '"10.8.0.1"', "w"))
    before = w.one(
        ("", "", "", "", "isInNet = odd;", "isInNet = function (a, b, c) { n++; return b == w; };",
         "dnsResolve = function (a) { n++; return '10.8.0.1'; };", "convert_addr = function (a) { return n++ % 3; };",
         "myIpAddress = function () { return n++ ? '10.8.0.1' : w; };")
    )  # fmt: skip
    usual, kind = w.branch(), w.one(("lines", "arms", "chain", "pairs", "records", "some"))
    asked = w.one(("ip", "ip", "myIpAddress()", "dnsResolve(host)"))
    tests = [f'isInNet({asked}, "{net}", "{mask}")' for net, mask in pairs]
    if kind in ("lines", "arms"):
        joint = " else " if kind == "arms" else "\n"
        lines = [f"if ({test}) {{ {usual if w.chance(0.98) else w.branch()} }}" for test in tests]
        body = joint.join(lines)
    elif kind == "chain":
        body = f"if ({' || '.join(tests)}) {usual}"
    elif kind == "some":
        body = f"if (nets.some(function (one) {{ return isInNet({asked}, one[0], one[1]); }})) {usual}"
    else:
        one, two = ("nets[i][0]", "nets[i][1]") if kind == "pairs" else ("nets[i].net", "nets[i].mask")
        loop = w.branch(LOOP_BRANCHES)
        body = f"outer: for (var i = 0; i < nets.length; i++) {{ if (isInNet({asked}, {one}, {two})) {loop} }}"
    made = ({"net": net, "mask": mask} for net, mask in pairs) if kind == "records" else pairs
    twist = w.one(("", "", "", "nets[3] = w;", "nets.push([w, w]);", "delete nets[5];", "nets[2] = nets[1];"))
    return f"var ip = {address}, nets = {json.dumps(list(made))}; {before} {twist}\n{body}"


def _helper(w: _Lister) -> str:
    """A function that says whether one of many holds, and what it leaves behind."""
    count = w.one((30, 70, 90))
    words = [f"{w.one(('', 'q', 'x.q'))}{w.dice.randint(0, 99)}.{w.one(_ZONES)}" for _ in range(count)]
    done = w.one(
        ("return true;", "return true;", "{ return 1; }", 'return "yes";', "{ n++; return true; }", "return one;",
         "{ n += 2; break; }", "return n++;")
    )  # fmt: skip
    body = f"if ({w.item('one')}) {done}"
    kind = w.one(("var", "let", "const"))
    loop = w.one(
        (f"for ({kind} one of many) {{ {body} }}", f"for (one of many) {{ {body} }}",
         f"for (var i = 0; i < many.length; i++) {{ {kind} one = many[i]; {body} }}",
         f"for (i = 0; i < many.length; i++) {{ var one = many[i]; {body} }}",
         f"for (one in all) {{ {body} }}")
    )  # fmt: skip
    after = w.one(("", "return false;", "return 0;", "n++;"))
    around = w.one(
        ("@", "@", "@", "try { @ } finally { if (one === w) n += 3; }",
         "try { @ } finally { if (i > 3) return false; }", "try { @ } catch (e) { n += 7; }")
    ).replace("@", f"{loop} {after}")  # fmt: skip
    use = w.one(("", "", "n += typeof one == 'string' ? 1 : 0;", "if (i == many.length) n++;"))
    return (
        f"var i, one, many = {json.dumps(words)}, all = {{}}; many.forEach(function (one) {{ all[one] = 1; }});"
        f" {w.one(('', '', '', 'dnsDomainIs = odd;', 'many[7] = w;', 'many.push(3);'))}"
        f" function listed({w.one(('host', 'host', ''))}) {{ {w.one(('', 'var i, one;'))} {around} }}"
        f" if (listed(host)) {w.branch()} {use}"
    )


SHAPES = (
    _helper,
    _chain,
    _lines,
    _arms,
    _for,
    _for,
    _for_each,
    _parts,
    _parts,
    _keys,
    _keys,
    _networks,
    _called,
    _switch,
    _patterns,
    _urls,
)


def questions(seed: int) -> Iterator[Question]:
    """Without end: a file each, and the names of a family."""
    number = 0
    while True:
        name = f"lists {seed}/{number}"
        dice = Random(name)
        case = Case(name, _Lister(dice).write().encode(), {}, (Ask("https://unused.invalid/"),))
        yield Question(case, dice.choice(FAMILIES), frozenset(("own", "now")), name)
        number += 1
