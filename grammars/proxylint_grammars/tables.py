"""Prebuilt parser tables: what Lark makes of a grammar, kept beside the grammar in the wheel.

Two forms of the same thing:

* `automaton(path)`: the bare LALR(1) automaton, as JSON, for a format that makes its own tokens. Loading it needs
  neither Lark (42 ms to import) nor pickle.
* `lark(path)`: a whole `Lark` parser with its lexer, as `Lark.save` writes it. That is a pickle: it is read only from
  the folder of the grammar inside the installed package, which is trusted like the code beside it, and never from a
  cache in a temporary folder or from a linted repository (`cache=True` of Lark does the former).

Which form a grammar takes stands in its first line: `// tables: automaton`, or `// tables:` and Lark's options as JSON.

A table file starts with the key it was made from: the grammar's text and, for `lark`, Lark's version. Where the key
differs or the file is absent, as in a checkout, the tables are built in memory from the grammar's text.

`python -m proxylint_grammars.tables` writes the files of all such grammars; the build hook of the wheel does the same.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lark import Lark

_FORM = 1
_MARK = "// tables:"


class Rule(NamedTuple):
    """`action` is the alias that the grammar gives the alternative; `None` passes the value of its one symbol on."""

    origin: str
    size: int
    action: str | None


class Automaton(NamedTuple):
    """`states[0]` is the start. An entry n > 0 of a row means: go to state n - 1; n < 0: reduce `rules[-n - 1]`.

    `end` is the state in which the input was accepted, once `$END` has been given.
    """

    states: tuple[dict[str, int], ...]
    rules: tuple[Rule, ...]
    end: int


def automaton(path: str) -> Automaton:
    """The automaton of the `.lark` file `path`; its start rule is `start`."""
    text = _read(path)
    try:
        with open(_prebuilt(path), encoding="utf-8") as file:
            stored = json.load(file)
        if stored["key"] == _key(text):
            return _automaton(stored)
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return _automaton(json.loads(_dump_automaton(text)))


def lark(path: str, **live: Any) -> Lark:
    """The parser of the `.lark` file `path`; `live` are options that cannot be stored, such as `transformer`."""
    from lark import Lark
    from lark.exceptions import LarkError

    text = _read(path)
    try:
        with open(_prebuilt(path), "rb") as file:
            if file.readline() == _lark_key(text):
                parser: Lark = Lark.__new__(Lark)._load(file, **live)
                return parser
    except (OSError, LarkError, ValueError, KeyError, TypeError, AttributeError, EOFError):
        pass
    return Lark(text, **_options(text), **live)


def write(folder: str) -> dict[str, str]:
    """Build the tables of all grammars below `folder`; the place inside the package by the path of each file."""
    written = {}
    package = os.path.dirname(os.path.abspath(__file__))
    for grammar in _grammars(package):
        inside = os.path.relpath(_prebuilt(grammar), os.path.dirname(package)).replace(os.sep, "/")
        target = os.path.join(folder, *inside.split("/"))
        os.makedirs(os.path.dirname(target), exist_ok=True)
        tables = _dump(_read(grammar))
        with open(target, "wb") as file:
            file.write(tables)
        written[target] = inside
    return written


def _grammars(package: str) -> Iterator[str]:
    for folder, folders, files in os.walk(package):
        folders.sort()
        paths = [os.path.join(folder, name) for name in sorted(files) if name.endswith(".lark")]
        yield from (path for path in paths if _read(path).startswith(_MARK))


def _dump(text: str) -> bytes:
    if _options(text) is None:
        return _dump_automaton(text).encode()
    from io import BytesIO

    from lark import Lark

    stream = BytesIO()
    Lark(text, **_options(text)).save(stream)
    return _lark_key(text) + stream.getvalue()


def _dump_automaton(text: str) -> str:
    """The automaton as JSON, the same bytes in every run: Lark numbers its states by the order of a set."""
    from lark.parsers.lalr_analysis import Shift

    table = _table(text)
    found = {id(rule): rule for row in table.states.values() for action, rule in row.values() if action is not Shift}
    rules = sorted(found.values(), key=lambda rule: (rule.origin.name, [symbol.name for symbol in rule.expansion]))
    reduction = {id(rule): -number for number, rule in enumerate(rules, 1)}
    number = _numbers(table)
    rows = [
        {
            symbol: number[target] + 1 if action is Shift else reduction[id(target)]
            for symbol, (action, target) in sorted(table.states[state].items(), key=lambda entry: entry[0])
        }
        for state in number
    ]
    named = [(rule.origin.name, len(rule.expansion), rule.alias) for rule in rules]
    stored = {"key": _key(text), "states": rows, "rules": named, "end": number[table.end_states["start"]]}
    return json.dumps(stored, separators=(",", ":"))


def _table(text: str) -> Any:
    """Lark's own table, by an attribute that is not public: lark 1.1 to 1.3 have it, and a test looks."""
    from lark import Lark
    from lark.lexer import Lexer

    class NoLexer(Lexer):
        def __init__(self, *_: object) -> None: ...

        def lex(self, *_: object) -> Iterator[Any]:
            raise NotImplementedError

    frontend: Any = Lark(text, parser="lalr", lexer=NoLexer, keep_all_tokens=True).parser
    return frontend.parser._parse_table


def _numbers(table: Any) -> dict[Any, int]:
    """The states numbered breadth first from the start, in the order of the symbols' names."""
    from lark.parsers.lalr_analysis import Shift

    number = {table.start_states["start"]: 0}
    order = list(number)
    for state in order:
        for _, (action, target) in sorted(table.states[state].items(), key=lambda entry: entry[0]):
            if action is Shift and target not in number:
                number[target] = len(order)
                order.append(target)
    return number


def _automaton(stored: Any) -> Automaton:
    return Automaton(tuple(stored["states"]), tuple(Rule(*rule) for rule in stored["rules"]), stored["end"])


def _key(text: str) -> list[Any]:
    return [_FORM, text]


def _lark_key(text: str) -> bytes:
    from lark import __version__

    return json.dumps([_FORM, __version__, text]).encode() + b"\n"


def _options(text: str) -> Any:
    """Lark's options from the first line of a grammar; `None` for one of which only the automaton is used."""
    head = text.partition("\n")[0].removeprefix(_MARK).strip()
    return None if head == "automaton" else {"parser": "lalr", **json.loads(head)}


def _prebuilt(path: str) -> str:
    return path.removesuffix(".lark") + ".tables"


def _read(path: str) -> str:
    with open(path, encoding="utf-8") as file:
        return file.read()


if __name__ == "__main__":
    for path in write(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))):
        print(path)
