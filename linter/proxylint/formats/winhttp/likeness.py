"""Whether a text looks like Windows proxy settings, judged by a few cheap shapes."""

from __future__ import annotations

import re

from proxylint.text import Source

_LONGEST = 1 << 20

_START = r"(?:\A|(?<=[\r\n]))"
_TOKEN = r"(?<![A-Za-z0-9_])winhttp(?![A-Za-z0-9_])"

_HEADER = rf"{_TOKEN}[^:\uff1a\r\n]{{0,80}}+[:\uff1a]"
_FIELD_OR_PHRASE = r"[^\r\n:\uff1a({\uff08]{2,80}+[:(\uff1a\uff08]"
_NETSH = r"(?<![\w.-])netsh(?:\.exe)?[\"']?[ \t]++(?:-c[ \t]++)?winhttp"
_KEY = r"\"(?:Proxy|ProxyBypass|AutoConfigUrl|AutoDetect|ProxyIsEnabled|PerUserProxySettings)\""
_VALUES = (
    "TelemetryProxyServer|DisableEnterpriseAuthProxy|PreferStaticProxyForHttpRequest|ProxyServer|ProxyPacUrl"
    "|ProxyBypass|ProxySettingsPerUser|WinHttpSettings"
)
"""Values of the registry that no other program has, but for ProxyServer, which Internet Explorer has as well."""

_SHAPES = tuple(
    (score, re.compile(pattern, re.IGNORECASE))
    for score, pattern in (
        (95, rf"{_HEADER}[ \t\xa0]*+(?>(?:[\r\n]++[ \t>*`-]*+)+)(?:\{{|{_FIELD_OR_PHRASE})"),
        (95, rf"{_START}[ \t]*+pushd[ \t]++winhttp[ \t]*+(?=[\r\n]|\Z)"),
        (90, rf"{_HEADER}[ \t]{{2,}}+{_FIELD_OR_PHRASE}"),
        (90, r"\"WinHttpSettings\"=hex:"),
        (90, rf"{_START}(?:[ \t]*+\"(?:{_VALUES})\"[ \t]*+=|(?: {{4}}|\t)(?:{_VALUES})(?: {{4}}|\t)REG_)"),
        (85, rf"{_START}[ \t]*+(?:Proxy Server\(s\)[ \t]*+:|Direct access \(no proxy server\))"),
        (85, rf"\A\s*+\{{\s*+{_KEY}\s*+:"),
        (70, rf"{_NETSH}[ \t]++(?:set|reset|import)[ \t]++(?:adv)?proxy\b"),
        (70, r"(?<![\w-])Set-WinhttpProxy(?![\w-])"),
        (30, _HEADER),
    )
)


def likeness(source: Source) -> int:
    """0 to 100; the strongest shape counts."""
    text = source.text[:_LONGEST]
    if "winhttp" not in text.lower() and "proxy" not in text.lower():
        return 0
    return next((score for score, shape in _SHAPES if shape.search(text)), 0)
