"""No report quotes a login of a PAC file, and every place stays as it was."""

from __future__ import annotations

import pytest

from proxylint.formats.pac.secrets import quotable, without_logins
from proxylint.request import Request
from proxylint.text import Source
from tests.formats.pac.asking import OPEN, pac


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('return "PROXY me:hunter2@p:1; DIRECT";', 'return "PROXY **********@p:1; DIRECT";'),
        ('return "proxy  hunter2@p:1";', 'return "proxy  *******@p:1";'),
        ('return "PROXY me:hunt@er2@p:1";', 'return "PROXY ***********@p:1";'),
        ('return "PROXY me:hunt\\"er2@p:1";', 'return "PROXY ************@p:1";'),
        ('return "PROXY http://me:hunter2@p:1";', 'return "PROXY http://**********@p:1";'),
        ('var at = "@p:1", pw = "hunter2";', 'var at = "@p:1", pw = "*******";'),
        ("x = '@', o = { password: 'hunter2' };", "x = '@', o = { password: '*******' };"),
        ('var pw = "hunter2";', 'var pw = "hunter2";'),
        ("// mail it@corp.example", "// mail it@corp.example"),
        ('if (/@|b/.test(url)) return "DIRECT";', 'if (/@|b/.test(url)) return "DIRECT";'),
    ],
)
def test_only_the_login_is_masked(text: str, shown: str) -> None:
    assert without_logins(text) == shown
    assert len(text) == len(shown)


def test_a_file_without_logins_is_the_same_source() -> None:
    source = Source("proxy.pac", 'return "DIRECT"; // it@corp.example')
    assert quotable(source) is source


@pytest.mark.parametrize(
    "body",
    [
        'return "PROXY me:hunter2@p:1";',
        'throw "PROXY me:hunter2@p:1";',
        'throw new Error("me:hunter2@p");',
        'return undefined["me:hunter2@p"];',
        'return "PROXY" "me:hunter2@p:1";',
        'var pw = "hunter2"; return "PROXY me:" + pw + "@p:1";',
    ],
)
def test_neither_verdict_nor_sources_hold_a_login(body: str) -> None:
    policy = pac(body)
    verdict = policy.decide(Request.parse("https://www.example.com/"), OPEN)
    assert "hunter2" not in repr(verdict)
    assert "hunter2" not in policy.sources["proxy.pac"].text


def test_many_signs_take_no_more_than_their_time() -> None:
    text = "@" * 200_000 + ("a:" * 400 + "@") * 200
    assert len(without_logins(text)) == len(text)
