"""Prebuilt parser tables: what Lark makes of a grammar, kept beside the grammar in the wheel.

Two forms, both JSON, so that reading them needs neither Lark (42 ms to import) nor pickle:

* `automaton(path)`: the bare LALR(1) automaton, for a format that makes its own tokens;
* `grammar(path)`: the automaton for each of several start rules, and the terminals in the order in which Lark tries
  them; `parsing.py` runs it.

Which form a grammar takes stands in its first line: `// tables: automaton`, or `// tables:` and its start rules.

A table file starts with the key it was made from, the grammar's text. Where the key differs or the file is absent, as
in a checkout, the tables are built in memory from the grammar's text. How states are written says `rows.py`.

`python -m proxylint_grammars.tables` writes the files of all such grammars; the build hook of the wheel does the same.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any, TypeVar

from proxylint.tuples import NamedTuple
from proxylint_grammars import rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

_FORM = 3
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

    states: Sequence[Mapping[str, int]]
    rules: tuple[Rule, ...]
    end: int


class Grammar(NamedTuple):
    """`starts`: by start rule, the state to begin in and the one in which the input was accepted.

    `terminals`: names and patterns, the one that is tried first in front; `ignored`: those that the rules do not see.
    """

    states: Sequence[Mapping[str, int]]
    rules: tuple[Rule, ...]
    starts: dict[str, tuple[int, int]]
    terminals: tuple[tuple[str, str], ...]
    ignored: frozenset[str]


def automaton(path: str) -> Automaton:
    """The automaton of the `.lark` file `path`; its start rule is `start`."""
    return _stored(path, _automaton)


def grammar(path: str) -> Grammar:
    """The tables of the `.lark` file `path`, with its terminals."""
    return _stored(path, _grammar)


T = TypeVar("T")


def _stored(path: str, form: Callable[[Any], T]) -> T:
    text = _read(path)
    try:
        with open(_prebuilt(path), encoding="utf-8") as file:
            stored = json.load(file)
        if stored["key"] == _key(text):
            return form(stored)
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return form(json.loads(_dump(text)))


def write(folder: str) -> dict[str, str]:
    """Build the tables of all grammars below `folder`; the place inside the package by the path of each file."""
    written = {}
    package = os.path.dirname(os.path.abspath(__file__))
    for grammar in _grammars(package):
        inside = os.path.relpath(_prebuilt(grammar), os.path.dirname(package)).replace(os.sep, "/")
        target = os.path.join(folder, *inside.split("/"))
        os.makedirs(os.path.dirname(target), exist_ok=True)
        tables = _dump(_read(grammar))
        with open(target, "w", encoding="utf-8", newline="\n") as file:
            file.write(tables)
        written[target] = inside
    return written


def _grammars(package: str) -> Iterator[str]:
    for folder, folders, files in os.walk(package):
        folders.sort()
        paths = [os.path.join(folder, name) for name in sorted(files) if name.endswith(".lark")]
        yield from (path for path in paths if _read(path).startswith(_MARK))


def _dump(text: str) -> str:
    """The tables as JSON, the same bytes in every run: Lark numbers its states by the order of a set."""
    from lark.parsers.lalr_analysis import Shift

    built = _built(text)
    table = _table(built)
    found = {id(rule): rule for row in table.states.values() for action, rule in row.values() if action is not Shift}
    rules = sorted(found.values(), key=lambda rule: (rule.origin.name, [symbol.name for symbol in rule.expansion]))
    reduction = {id(rule): -number for number, rule in enumerate(rules, 1)}
    number = _numbers(table)
    states = [
        {
            symbol: number[target] + 1 if action is Shift else reduction[id(target)]
            for symbol, (action, target) in sorted(table.states[state].items(), key=lambda entry: entry[0])
        }
        for state in number
    ]
    stored = {
        "key": _key(text),
        "states": rows.written(states),
        "rules": [(rule.origin.name, len(rule.expansion), rule.alias) for rule in rules],
        "starts": {name: (number[table.start_states[name]], number[table.end_states[name]]) for name in _starts(text)},
        "terminals": [(one.name, one.pattern.to_regexp()) for one in sorted(built.terminals, key=_tried)],
        "ignored": sorted(built.ignore_tokens),
    }
    return json.dumps(stored, separators=(",", ":"))


def _tried(terminal: Any) -> tuple[Any, ...]:
    """The order in which Lark's lexers try terminals (lark/lexer.py, BasicLexer, 1.1 to 1.3)."""
    pattern = terminal.pattern
    return (-terminal.priority, -pattern.max_width, -len(pattern.value), terminal.name)


def _built(text: str) -> Any:
    """Lark without a lexer: a contextual one would compile regular expressions that nobody uses."""
    from lark import Lark
    from lark.lexer import Lexer

    class NoLexer(Lexer):
        def __init__(self, *_: object) -> None: ...

        def lex(self, *_: object) -> Iterator[Any]:
            raise NotImplementedError

    return Lark(text, parser="lalr", lexer=NoLexer, keep_all_tokens=True, start=_starts(text))


def _table(built: Any) -> Any:
    """Lark's own table, by an attribute that is not public: lark 1.1 to 1.3 have it, and a test looks."""
    return built.parser.parser._parse_table


def _numbers(table: Any) -> dict[Any, int]:
    """The states numbered breadth first from the starts, in the order of the symbols' names."""
    from lark.parsers.lalr_analysis import Shift

    number = {state: at for at, (_, state) in enumerate(sorted(table.start_states.items()))}
    order = list(number)
    for state in order:
        for _, (action, target) in sorted(table.states[state].items(), key=lambda entry: entry[0]):
            if action is Shift and target not in number:
                number[target] = len(order)
                order.append(target)
    return number


def _automaton(stored: Any) -> Automaton:
    return Automaton(rows.unread(stored["states"]), _rules(stored), stored["starts"]["start"][1])


def _grammar(stored: Any) -> Grammar:
    starts = {name: (first, last) for name, (first, last) in stored["starts"].items()}
    terminals = tuple((name, pattern) for name, pattern in stored["terminals"])
    return Grammar(rows.unread(stored["states"]), _rules(stored), starts, terminals, frozenset(stored["ignored"]))


def _rules(stored: Any) -> tuple[Rule, ...]:
    return tuple(Rule(*rule) for rule in stored["rules"])


def _key(text: str) -> list[Any]:
    return [_FORM, text]


def _starts(text: str) -> list[str]:
    """The start rules from the first line of a grammar."""
    head = text.partition("\n")[0].removeprefix(_MARK).split()
    return ["start"] if head == ["automaton"] else head


def _prebuilt(path: str) -> str:
    return path.removesuffix(".lark") + ".tables"


def _read(path: str) -> str:
    with open(path, encoding="utf-8") as file:
        return file.read()


if __name__ == "__main__":
    for path in write(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))):
        print(path)
