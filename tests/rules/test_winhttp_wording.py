"""What is true of every finding about Windows settings, whatever stands in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from proxylint import registry
from proxylint.finding import Finding
from proxylint.format import Given
from proxylint.formats.winhttp import FORMAT
from proxylint.rule import Examined
from proxylint.text import Source
from tests.formats.winhttp.asking import DIRECT, Files, advanced, shown

RULES = [rule for rule in registry.rules() if rule.code.startswith("WIN")]

PROXY_PIECES = (
    "px",
    "px:80",
    "px:",
    "8083",
    "px:PORT",
    "http=",
    "https=",
    "socks=",
    "fake=",
    "http://",
    "https://",
    "/x",
    "[::1]:80",
    "2001:db8::1",
    "localhost:1",
    "127.0.0.1:2",
    "[2001:db8::1]:80",
    "your-proxy:80",
    "proxy.contoso.com:80",
    "{p}:80",
    "{{p}}",
    ";",
    "<local>",
)
BYPASS_PIECES = (
    "^<local^>",
    "<all>",
    ".",
    ",",
    "10.0.0.0/8",
    "10.*",
    "*",
    "*.*",
    "*.com",
    "*corp.example",
    "s*.corp",
    "contoso.com",
    "x:443",
)
PIECES = st.sampled_from(PROXY_PIECES + BYPASS_PIECES)
VALUES = st.lists(PIECES | st.just(" "), max_size=8).map("".join)
SECRET = "Pa55"
SECRETS = st.sampled_from(["", f"user:{SECRET}@", f"{SECRET};{SECRET} @", f"http={SECRET}@", f"u:{SECRET}@{SECRET}@"])


def findings(text: str) -> list[Finding]:
    source = Source.of("dump.txt", text.encode())
    policy = FORMAT.read(source, Files({}), Given())
    examined = Examined(source, FORMAT, policy, (), {})
    return [finding for rule in RULES for finding in rule.check(examined)]


def said(finding: Finding) -> Iterable[str]:
    yield finding.text
    yield finding.advice or ""
    yield from (label.text for label in finding.related)


@settings(max_examples=300)
@given(VALUES, VALUES, SECRETS, st.booleans())
def test_findings_are_well_formed(proxy: str, bypass: str, secret: str, both: bool) -> None:
    text = shown(secret + proxy, bypass) + (advanced('{"Proxy":"px:80","ProxyIsEnabled":false}') if both else "")
    found = findings(text)
    source = Source("dump.txt", text)
    per_line = Counter((finding.code, source.place(finding.span.start).line) for finding in found)
    assert all(count == 1 for count in per_line.values())
    for finding in found:
        assert finding.text.endswith(".")
        assert not set("{}") & set(finding.text)
        assert not set("\r\n") & set(source.quote(finding.span))
        assert finding.advice
        assert not any(SECRET in phrase for phrase in said(finding))
    assert any(finding.code == "WIN101" for finding in found) == ("@" in secret)


def test_what_a_later_record_supersedes_is_not_reported() -> None:
    wrong = shown("user:secret@px:PORT;px", ".a.example;*;https://b.example;c*d.example;contoso.com")
    assert [finding.code for finding in findings(wrong + shown("px.corp.example:80"))] == []
    assert findings(wrong) != []


def test_each_computer_is_reported() -> None:
    text = "\\\\A:\n" + shown("px:PORT") + "\\\\B:\n" + shown("px:PORT") + "\\\\C:\n" + DIRECT
    assert [finding.code for finding in findings(text)] == ["WIN102", "WIN102"]
