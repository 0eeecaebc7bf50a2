"""No construct costs more than in proportion: the time for 4n is compared with the time for n."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from proxylint.text import Source, decode_bytes
from proxylint_grammars.squid import access_terms, file_values, quoted_words, read_lines, words

SMALL = 4_000

REPEATED: dict[str, Callable[[int], bytes]] = {
    "continued": lambda n: b"a b c \\\n" * n,
    "continued and ended": lambda n: b"a \\\nb\n" * n,
    "plain": lambda n: b"http_access allow a b\n" * n,
    "comments between": lambda n: b"# c\nhttp_access allow a\n" * n,
    "comments in a continuation": lambda n: b"a \\\n" + b"# c \\\n" * n + b"b\n",
    "blanks": lambda n: b" " * n,
    "blanks before a word": lambda n: b" " * n + b"x",
    "blank lines": lambda n: b" \n" * n,
    "backslashes": lambda n: b"\\" * n,
    "backslashes and a word": lambda n: b"\\" * n + b"x\n",
    "carriage returns": lambda n: b"\r" * n,
    "vertical tabs": lambda n: b"\v \\\n" * n,
    "one line": lambda n: b"x" * n,
    "hashes": lambda n: b"#" * n,
    "macros": lambda n: b"a ${service_name}\n" * n,
}


def seconds(work: Callable[[], object]) -> float:
    """The better of two runs, in processor time."""
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def assert_linear(work: Callable[[int], Callable[[], object]]) -> None:
    """Four times the input takes less than ten times the time; tiny times are not compared.

    On a shared machine one measurement may be off: what grows faster than that fails every time.
    """
    measured = []
    for _ in range(5):
        small, large = seconds(work(SMALL)), seconds(work(4 * SMALL))
        if large < max(0.05, 10 * small):
            return
        measured.append((small, large))
    raise AssertionError(measured)


@pytest.mark.parametrize("name", REPEATED)
def test_lines_grow_in_proportion(name: str) -> None:
    def work(count: int) -> Callable[[], object]:
        source = Source.of("squid.conf", REPEATED[name](count), decode_bytes)
        return lambda: list(read_lines(source))

    assert_linear(work)


@pytest.mark.parametrize("unit", ["a ", "!a ", '"a" ', "a#", "(", "a(", "\\ ", "'", "x=y "])
def test_arguments_grow_in_proportion(unit: str) -> None:
    from proxylint_grammars.squid import Line

    def work(count: int) -> Callable[[], object]:
        line = Line("squid.conf", "x " + (unit * (count // 4)).rstrip(), 0)
        return lambda: (list(words(line, 1)), access_terms(line, 1), list(quoted_words(line, 1)))

    assert_linear(work)


@pytest.mark.parametrize("unit", [b"a.example\n", b"x", b"#", b" #\n", b"a # c\n", b" ", b"\0"])
def test_list_files_grow_in_proportion(unit: bytes) -> None:
    def work(count: int) -> Callable[[], object]:
        data = unit * count
        return lambda: list(file_values(Source.of("list", data, decode_bytes)))

    assert_linear(work)
