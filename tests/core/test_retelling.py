"""What `why` tells of a case is true of that case, though parts of the world were put together on the way to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from proxylint.engine import Options, open_file
from proxylint.explaining import explain
from proxylint.verdict import Case, Step

SQUID = """\
http_port 3128
http_port 3129
acl office src 10.1.0.0/16
acl servers src 10.2.0.0/16
acl eu dstdomain .eu.x.example
acl us dstdomain .us.x.example
http_access deny !office !servers
http_access deny !eu !us
http_access allow office eu
http_access allow servers us
http_access deny all
"""


@pytest.fixture
def squid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (tmp_path / ".git").mkdir()
    (tmp_path / "squid.conf").write_text(SQUID)
    monkeypatch.chdir(tmp_path)
    return "squid.conf"


def terms(step: Step) -> list[bool | None]:
    return [term.held for term in step.inner]


def test_each_case_has_its_own_reasons(squid: str) -> None:
    """By network and name: what the first two lines say of `!office !servers` and of `!eu !us`."""
    (verdict,) = explain(squid, ["https://*.x.example/"], Options()).verdicts
    assert len(verdict.cases) > 8
    for case in verdict.cases:
        first, *more = case.access.trace
        office, servers = (network in str(list(case.when.phrases())) for network in ("in 10.1.0.0", "in 10.2.0.0"))
        assert terms(first) == ([True, True] if not office and not servers else [False] if office else [True, False])
        if more:
            host = case.when.names.witness().host
            eu, us = (host.endswith(f"{name}.x.example") for name in ("eu", "us"))
            assert terms(more[0]) == ([True, True] if not eu and not us else [False] if eu else [True, False])


def test_the_answer_itself_stays(squid: str) -> None:
    options = Options()
    (verdict,) = explain(squid, ["https://*.x.example/"], options).verdicts
    plain = open_file(squid, options).policy.decide(verdict.request, options.given)
    assert [answer(case) for case in verdict.cases] == [answer(case) for case in plain.cases]
    assert [case.access.trace for case in verdict.cases] != [case.access.trace for case in plain.cases]


def answer(case: Case) -> tuple[object, ...]:
    decisions = (case.access, case.tls, case.route)
    return (case.when, case.failure, *((one.value, one.span, one.reason) for one in decisions))
