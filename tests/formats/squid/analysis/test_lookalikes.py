"""Patterns that match hosts that nobody meant: which are told, and how much is asked for that."""

from __future__ import annotations

import pytest

from proxylint.format import Given
from proxylint.formats.squid.analysis.lookalikes import lookalikes
from proxylint.formats.squid.policy import SquidPolicy
from proxylint.request import Request
from proxylint.verdict import Verdict
from tests.formats.squid.decide.asking import policy

NAMES = {"list": "one.example.com\n.two.example\n"}


def test_a_list_that_many_acls_name_is_asked_about_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    decide = SquidPolicy.decide

    def counted(self: SquidPolicy, request: Request, given: Given) -> Verdict:
        asked.append(request.host)
        return decide(self, request, given)

    monkeypatch.setattr(SquidPolicy, "decide", counted)
    lines = "".join(f'acl a{at} dstdom_regex "list"\nhttp_access allow a{at}\n' for at in range(20))
    found = lookalikes(policy(f"http_port 3128\n{lines}http_access deny all\n", files=NAMES))
    assert [fact.acl for fact in found] == ["a0"]
    assert len(asked) == len(set(asked)) == 3
