"""What is true of every finding about registry values, whatever stands in them."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from proxylint.text import Source
from tests.formats.winhttp.asking import DIRECT, advanced
from tests.formats.winhttp.registry_texts import export, internet_explorer, setting
from tests.rules.test_winhttp_wording import SECRET, SECRETS, findings, said

PIECES = (
    "http://",
    "https://",
    "px",
    ":80",
    ":PORT",
    "/",
    " ",
    ";",
    "*",
    "{p}",
    "\\",
    '"',
    "[::1]",
    "file:",
    ",",
    "%x%",
)
VALUES = st.lists(st.sampled_from(PIECES), max_size=6).map("".join)
NAMES = st.sampled_from(("TelemetryProxyServer", "ProxyServer", "ProxyPacUrl", "ProxyBypass"))
NUMBERS = st.dictionaries(
    st.sampled_from(
        ("DisableEnterpriseAuthProxy", "PreferStaticProxyForHttpRequest", "ProxySettingsPerUser", "DisableWpad")
    ),
    st.sampled_from((0, 1, None)),
)
BESIDE = st.sampled_from(
    (
        "",
        DIRECT,
        setting("px.corp.example:80"),
        advanced('{"AutoDetect":true}'),
        internet_explorer("HKCU", ProxyEnable=1, ProxyServer=f"u:{SECRET}@px:80"),
        internet_explorer("HKLM", AutoConfigURL="http://p/"),
    )
)


@settings(max_examples=200)
@given(st.dictionaries(NAMES, st.tuples(SECRETS, VALUES)), NUMBERS, BESIDE)
def test_findings_are_well_formed(
    words: dict[str, tuple[str, str]], numbers: dict[str, int | None], beside: str
) -> None:
    text = export(**{name: secret + value for name, (secret, value) in words.items()}, **numbers) + beside
    found, source = findings(text), Source("dump.txt", text)
    per_line = Counter((finding.code, source.place(finding.span.start).line) for finding in found)
    assert all(count == 1 for count in per_line.values())
    for finding in found:
        assert finding.text.endswith(".")
        assert not set("{}") & set(finding.text)
        assert not set("\r\n") & set(source.quote(finding.span))
        assert finding.advice
        assert not any(SECRET in phrase for phrase in said(finding))
