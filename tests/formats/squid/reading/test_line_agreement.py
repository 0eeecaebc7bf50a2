"""The logical lines that Squid processes are those that the grammar reads, whatever the bytes."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from proxylint.text import Source, decode_bytes
from proxylint_grammars.squid import OLD_BLANKS, STRICT_BLANKS, read_lines
from tests.formats.squid.reading.judge import MACROS, WHOLE, judge, version

SEED, SAMPLE, MANY = 20261125, 40, 2000
PIECES = [
    b"a", b"word", b" ", b"\t", b"\\", b"\n", b"\r\n", b"\r", b"#", b"\0", b"\v", b"\f", b"\xe9", b"\xa0", b"\x85",
    b"\x1c", b'"', b"${service_name}", b"${process_number}", b"${x}", b"\\\n", b"\n#c\n", b" \\ \n", b'#line 5 "z"\n',
    b"x" * 8190, b"y" * 4000,
]  # fmt: skip


@pytest.mark.peer
def test_the_grammar_reads_the_lines_that_squid_processes(bench: Path) -> None:
    dice = Random(SEED)
    blanks = STRICT_BLANKS if version() >= 7 else OLD_BLANKS
    differing = {}
    for _ in range(MANY if WHOLE else SAMPLE):
        data = b"".join(dice.choice(PIECES) for _ in range(dice.randint(1, 25)))
        read = [line.text for line in read_lines(Source.of("squid.conf", data, decode_bytes), blanks, MACROS)]
        processed = judge(data, bench).lines
        if read != processed:
            differing[data] = (read, processed)
    assert differing == {}
