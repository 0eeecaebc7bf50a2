"""What the grammar lets pass as a regular expression, the evaluator can take as it is, without another check."""

from __future__ import annotations

from random import Random

from proxylint.names import BadPattern, Beyond, javascript
from proxylint.text import Source
from proxylint_grammars.pac import SyntaxProblem, parse

PIECES = (
    *"ab01.*+?()[]{}|^$-,:=!<>ukxdDwWsSbBPp_ é",
    *("(?:", "(?=", "(?!", "(?<=", "(?<!", "(?<n>", "\\k<n>", "{1,2}", "{2,1}", "[^", "\\u{1}", "\\x4", "\\1", "\\d"),
    *("[b-a]", "[\\w-a]", "(?i:", "\\cA", "\\p{L}", "\\/", "\\.", "(^|[.])", "[a-z]", "\\uD83D", "\\u12"),
)


def test_what_a_literal_may_hold_is_no_bad_pattern() -> None:
    dice = Random(20261126)
    passed = 0
    for _ in range(4_000):
        source = "".join(dice.choice(PIECES) for _ in range(dice.randint(1, 9)))
        flags = dice.choice(("", "i", "u", "s", "im"))
        try:
            parse(Source("x.pac", f"x = /{source}/{flags};"))
        except SyntaxProblem:
            continue
        passed += 1
        try:
            javascript(source, flags)
        except Beyond:
            pass
        except BadPattern as problem:
            raise AssertionError(f"/{source}/{flags}: {problem.message}") from None
    assert passed > 500
