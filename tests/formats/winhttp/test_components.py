"""Whose settings count for whom, as Microsoft documents it; what is not documented is not known.

Sources: Microsoft Learn, configure-proxy-internet, verify-connectivity, network-protection; policy CSP,
ADMX_MicrosoftDefenderAntivirus; KB 2623724; SupportArticles, How the Windows Update client determines its proxy.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proxylint.format import Given
from proxylint.formats.winhttp import FORMAT
from proxylint.formats.winhttp.policy import shows_components
from proxylint.region import Point, Record
from proxylint.request import Request
from proxylint.verdict import Hop
from tests.formats.winhttp.asking import DIRECT, HTTP, HTTPS, advanced, policy_of, shown, way, ways
from tests.formats.winhttp.registry_texts import export, internet_explorer, setting

NO_ORDER = "? which of TelemetryProxyServer and the WinHTTP setting the sensor takes is not documented"
NOT_SHOWN = "? the file does not show the WinHTTP setting"
WPAD = "decided by the PAC file that auto-detection (WPAD) finds, if it finds one"
NO_PROTECTION = (
    "? network protection may not find the proxy of the system, and the file shows no ProxyServer of Defender Antivirus"
)
NO_ANTIVIRUS = (
    "? the file shows no ProxyServer and no ProxyPacUrl of Defender Antivirus, and the WinHTTP setting is not in the "
    "documented order of its proxies"
)


def asked(component: str, text: str, url: str = HTTPS) -> list[str]:
    return ways(text, url, Given(component=component))


SENSOR = [
    (export(TelemetryProxyServer="px:80"), ["proxy px:80 direct"]),
    (export(TelemetryProxyServer="px:80") + setting(), ["proxy px:80 direct"]),
    (export(TelemetryProxyServer="px:80") + setting("px:80"), ["proxy px:80"]),
    (export(TelemetryProxyServer="px:80") + setting("http=px:80"), [f"{NO_ORDER}, and they differ"]),
    (export(TelemetryProxyServer="px:80") + setting("other:80"), [f"{NO_ORDER}, and they differ"]),
    (
        export(TelemetryProxyServer="px:80") + setting("px:80", "winatp-gw-weu.microsoft.com"),
        [f"{NO_ORDER}, and they differ"],
    ),
    (
        export(TelemetryProxyServer="px:80", PreferStaticProxyForHttpRequest=1) + setting("other:80"),
        ["proxy px:80 direct"],
    ),
    (
        export(TelemetryProxyServer="px:80", PreferStaticProxyForHttpRequest=0) + setting("other:80"),
        [f"{NO_ORDER}, and they differ"],
    ),
    (
        export(TelemetryProxyServer="px:80", PreferStaticProxyForHttpRequest="1") + setting("other:80"),
        ["? PreferStaticProxyForHttpRequest cannot be read: its type is another than documented"],
    ),
    (export(TelemetryProxyServer="px:80") + DIRECT, ["proxy px:80 direct"]),
    (
        export(TelemetryProxyServer="px:80") + advanced('{"AutoDetect":true}'),
        [
            f"{NO_ORDER}, and the latter is not certain: {WPAD}",
        ],
    ),
    (export(TelemetryProxyServer="") + setting("px:80"), ["proxy px:80"]),
    (export(TelemetryProxyServer=None) + setting("px:80"), ["proxy px:80"]),
    (export(TelemetryProxyServer="px:80") + export(TelemetryProxyServer=None) + setting(), ["direct"]),
    (export(TelemetryProxyServer=None, ProxyServer="http://px:80") + setting(), ["direct"]),
    (shown("px:80"), ["proxy px:80"]),
    (DIRECT, ["direct"]),
    (export(ProxyServer="http://px:80"), ["? the file shows neither TelemetryProxyServer nor the WinHTTP setting"]),
    (
        export(TelemetryProxyServer=1) + setting("px:80"),
        ["? TelemetryProxyServer cannot be read: its type is another than documented"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), SENSOR)
def test_the_sensor(text: str, expected: list[str]) -> None:
    assert asked("edr", text) == expected


UNDOCUMENTED = "and what becomes of that is not documented"


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("http://px:80", "'http://px:80' begins with a scheme"),
        ("px: 80", "'px: 80' holds a blank"),
        (" px:80", "' px:80' holds a blank"),
        ("px", "'px' has no valid port"),
        ("px:PORT", "'px:PORT' has no valid port"),
        ("px:80/", "'px:80/' ends in a slash"),
        ("a:80;b:80", "'a:80;b:80' holds several proxies, or a proxy for one scheme only"),
        ("https=px:80", "'https=px:80' holds several proxies, or a proxy for one scheme only"),
        ("::1:80", "'::1:80' names no valid server"),
        (":80", "':80' names no valid server"),
        ("me:secret@px:80", "holds a user name or password"),
    ],
)
def test_a_proxy_of_the_sensor_in_another_form(value: str, fault: str) -> None:
    assert asked("edr", export(TelemetryProxyServer=value) + setting("px:80")) == [
        f"? the TelemetryProxyServer {fault}, {UNDOCUMENTED}"
    ]


ANTIVIRUS = [
    (export(ProxyServer="http://px:80"), ["proxy px:80"]),
    (export(ProxyServer="http://px:80/"), ["proxy px:80"]),
    (export(ProxyServer="http://[2001:db8::1]:80"), ["proxy [2001:db8::1]:80"]),
    (export(ProxyServer="http://px:80") + setting("other:80"), ["proxy px:80"]),
    (export(ProxyServer="http://px:80", ProxyPacUrl="http://p/p.pac"), ["proxy px:80"]),
    (
        export(ProxyServer="https://px:443"),
        ["? it is not verified how Defender Antivirus speaks with the proxy 'https://px:443'"],
    ),
    (
        export(ProxyServer="px:80"),
        [f"? the ProxyServer of Defender Antivirus 'px:80' has no scheme, {UNDOCUMENTED}"],
    ),
    (
        export(ProxyServer="http://px"),
        [f"? the ProxyServer of Defender Antivirus 'http://px' has no valid port, {UNDOCUMENTED}"],
    ),
    (
        export(ProxyServer="http://me:secret@px:80"),
        [f"? the ProxyServer of Defender Antivirus holds a user name or password, {UNDOCUMENTED}"],
    ),
    (export(ProxyPacUrl="http://p/p.pac"), ["? decided by the PAC file at 'http://p/p.pac' (ProxyPacUrl)"]),
    (export(ProxyPacUrl="http://me:zq@p/"), ["? decided by the PAC file at '***@p/' (ProxyPacUrl)"]),
    (export(ProxyServer=None, ProxyPacUrl=None) + setting("px:80"), [NO_ANTIVIRUS]),
    (setting("px:80"), [NO_ANTIVIRUS]),
    (export(TelemetryProxyServer="px:80"), [NO_ANTIVIRUS]),
]


@pytest.mark.parametrize(("text", "expected"), ANTIVIRUS)
def test_defender_antivirus(text: str, expected: list[str]) -> None:
    assert asked("av-cloud", text) == expected


@pytest.mark.parametrize(
    ("bypass", "reads"),
    [
        ("", None),
        ("*.corp.example;10.*;<local>", None),
        ("winatp-gw-neu.microsoft.com", None),
        ("winatp-gw-weu.microsoft.com", "winatp-gw-weu.microsoft.com"),
        ("*.corp.example, https://winatp-gw-weu.microsoft.com/x", "https://winatp-gw-weu.microsoft.com/x"),
        ("a.example,microsoft.com", "microsoft.com"),
        ("*.microsoft.com:443", "*.microsoft.com:443"),
        (".com", ".com"),
        ("*", "*"),
        ("winatp*", "winatp*"),
    ],
)
def test_how_defender_antivirus_reads_its_bypass_list_is_not_verified(bypass: str, reads: str | None) -> None:
    reason = f"? ProxyBypass holds '{reads}', and it is not verified how Defender Antivirus reads its list"
    expected = ["proxy px:80"] if reads is None else [reason]
    assert asked("av-cloud", export(ProxyServer="http://px:80", ProxyBypass=bypass)) == expected


def test_a_bypass_list_splits_a_family() -> None:
    text = export(ProxyServer="http://px:80", ProxyBypass="a.microsoft.com")
    cases = policy_of(text).decide(Request.parse("https://*.microsoft.com/"), Given(component="av-cloud")).cases
    assert [(case.when.names.holds("a.microsoft.com", None), case.route.value) for case in cases] == [
        (True, None),
        (False, (Hop("proxy", "px", 80),)),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (export(ProxyServer="http://px:80") + setting(), "proxy px:80"),
        (
            export(ProxyPacUrl="http://p/p.pac") + setting("px:80"),
            NO_PROTECTION,
        ),
    ],
)
def test_network_protection(text: str, expected: str) -> None:
    assert asked("network-protection", text) == [expected]


SERVICE = "? WinHTTP names no proxy, and certificate checks then try a service's Internet Explorer settings"
USER = "? Windows Update asks for some URLs by the Internet Explorer settings of a user, which the file shows"
PROXY: dict[str, str | int] = {"ProxyEnable": 1, "ProxyServer": "px:80"}


@pytest.mark.parametrize(
    ("text", "certificates", "updates"),
    [
        (export(ProxyServer="http://px:80", TelemetryProxyServer="px:80") + setting(), "direct", "direct"),
        (export(ProxyServer="http://px:80") + setting("a:80"), "proxy a:80", "proxy a:80"),
        (export(ProxyServer="http://px:80"), NOT_SHOWN, NOT_SHOWN),
        (setting() + internet_explorer(r"HKEY_USERS\S-1-5-18", **PROXY), SERVICE, "direct"),
        (setting() + internet_explorer(r"HKU\.DEFAULT", AutoConfigURL="http://p/p.pac"), SERVICE, "direct"),
        (setting() + internet_explorer(r"HKEY_USERS\S-1-5-20", AutoDetect=1), SERVICE, "direct"),
        (setting() + internet_explorer(r"HKU\S-1-5-18", ProxyEnable=0, ProxyServer="px:80"), "direct", "direct"),
        (setting("a:80") + internet_explorer(r"HKEY_USERS\S-1-5-18", **PROXY), "proxy a:80", "proxy a:80"),
        (setting("a:80") + internet_explorer("HKEY_CURRENT_USER", **PROXY), "proxy a:80", USER),
        (export(ProxySettingsPerUser=0) + setting() + internet_explorer("HKLM", **PROXY), SERVICE, USER),
        (export(ProxySettingsPerUser=1) + setting() + internet_explorer("HKLM", **PROXY), "direct", USER),
    ],
)
def test_certificate_checks_and_updates(text: str, certificates: str, updates: str) -> None:
    assert (asked("crl", text, HTTP), asked("updates", text, HTTP)) == ([certificates], [updates])


def test_without_a_component_the_setting_itself_is_asked_for() -> None:
    text = export(TelemetryProxyServer="px:80", ProxyServer="http://px:80")
    assert (ways(text), ways(text + setting("a:80"))) == ([NOT_SHOWN], ["proxy a:80"])
    assert asked("winhttp", text + setting()) == ["direct"]


def test_a_component_that_is_not_known() -> None:
    assert asked("office", setting("px:80")) == ["? which proxy the component 'office' uses is not modelled"]


def _records(text: str, component: str) -> list[tuple[Record, str]]:
    verdict = policy_of(text).decide(Request.parse(HTTPS), Given(component=component))
    return [(case.when.record or Record(0), way(case)) for case in verdict.cases]


def test_components_do_not_read_the_copy_for_32_bit_programs() -> None:
    both = setting("a:80") + setting(wow64=True)
    assert _records(both, "crl") == [(Record(1, None, "winhttp"), "proxy a:80")]
    assert _records(setting(wow64=True), "crl") == [(Record(1, None, "winhttp-wow64"), NOT_SHOWN)]


def test_each_store_is_a_case_of_its_own() -> None:
    text = export(TelemetryProxyServer="px:80") + DIRECT + advanced('{"Proxy":"a:80"}')
    assert _records(text, "edr") == [
        (Record(1, None, "winhttp"), "proxy px:80 direct"),
        (Record(2, None, "advproxy"), f"{NO_ORDER}, and they differ"),
    ]


def test_computers_are_apart() -> None:
    first = "\\\\SRV01:\n" + export(TelemetryProxyServer="a:80").split("\n", 2)[2]
    second = "\\\\SRV02:\n" + DIRECT
    third = "\\\\SRV03:\n" + export(ProxyServer="http://b:80").split("\n", 2)[2]
    assert _records(first + second + third, "edr") == [
        (Record(1, "SRV02", "winhttp"), "direct"),
        (Record(2, "SRV01", "policies"), "proxy a:80 direct"),
        (Record(3, "SRV03", "policies"), "? the file shows neither TelemetryProxyServer nor the WinHTTP setting"),
    ]


def test_values_elsewhere_are_no_settings() -> None:
    text = export(TelemetryProxyServer="px:80")
    for other in (
        r"Microsoft\Windows\CurrentVersion\Policies\DataCollection",
        r"WOW6432Node\Policies\Microsoft\Windows",
    ):
        elsewhere = text.replace(r"Policies\Microsoft\Windows\DataCollection", other)
        assert asked("edr", elsewhere + setting()) == ["direct"]


def test_a_key_that_is_removed_leaves_nothing_set() -> None:
    gone = r"[-HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Microsoft]" + "\n"
    text = export(TelemetryProxyServer="px:80", ProxyServer="http://px:80") + gone + setting("a:80")
    assert (asked("edr", text), asked("av-cloud", text)) == (["proxy a:80"], [NO_ANTIVIRUS])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (setting("px:80"), False),
        (export(DisableWpad=1, ProxySettingsPerUser=1) + setting("px:80"), False),
        (export(TelemetryProxyServer="px:80"), True),
        (export(ProxyServer=None), True),
    ],
)
def test_urls_are_put_by_component_where_one_has_settings_of_its_own(text: str, expected: bool) -> None:
    assert shows_components(policy_of(text)) is expected


@pytest.mark.parametrize(
    "text",
    [internet_explorer("HKEY_CURRENT_USER", **PROXY), internet_explorer("HKLM", **PROXY), internet_explorer("HKLM")],
)
def test_internet_explorer_settings_are_no_record(text: str) -> None:
    policy = policy_of(text)
    alone = "the file holds Internet Explorer settings alone, which services do not read"
    known = "the file holds no WinHTTP proxy setting in a form that is known"
    assert policy.failure is not None
    assert policy.failure.text == (alone if "ProxyServer" in text else known)
    assert policy.decide(Request.parse(HTTPS), Given()).cases == ()


def test_the_trace_tells_which_setting_counts() -> None:
    text = export(TelemetryProxyServer="px:80", PreferStaticProxyForHttpRequest=1) + setting("a:80")
    (case,) = policy_of(text).decide(Request.parse(HTTPS), Given(component="edr")).cases
    (step,) = case.route.trace
    assert (step.note, [inner.note for inner in step.inner]) == (
        "record 1, store winhttp",
        [
            "the sensor uses TelemetryProxyServer 'px:80', and goes direct without it",
            "PreferStaticProxyForHttpRequest puts it before the WinHTTP setting",
        ],
    )


def test_names_of_components_are_those_that_may_be_asked_for() -> None:
    text = setting("px:80")
    assert not [name for name in FORMAT.components if "not modelled" in asked(name, text)[0]]


WORDS = st.sampled_from(
    (
        "px:80",
        "http://px:80",
        "https://px:80",
        "",
        "u:p@px:80",
        "px",
        "*.a.example;b.example",
        "10.*, https://c.example/",
    )
)
VALUES = st.dictionaries(
    st.sampled_from(("TelemetryProxyServer", "ProxyServer", "ProxyPacUrl", "ProxyBypass")), st.none() | WORDS
)
FLAGS = st.dictionaries(st.sampled_from(("PreferStaticProxyForHttpRequest", "ProxySettingsPerUser")), st.integers(0, 1))
BESIDE = st.lists(
    st.sampled_from(
        (
            DIRECT,
            setting(),
            shown("px:80", "*.a.example"),
            setting("http=b:80", wow64=True),
            advanced('{"Proxy":"px:80","ProxyBypass":"b.example"}'),
            internet_explorer("HKU\\S-1-5-18", **PROXY),
            "\\\\SRV01:\n",
        )
    ),
    max_size=4,
).map("".join)


@settings(max_examples=150)
@given(VALUES, FLAGS, BESIDE, st.sampled_from(sorted(FORMAT.components)))
def test_cases_of_a_record_exclude_each_other_and_cover(
    values: dict[str, str | None], flags: dict[str, int], beside: str, component: str
) -> None:
    policy = policy_of(export(**values, **flags) + beside)
    verdict = policy.decide(Request.parse("https://*.example/"), Given(component=component))
    records = {case.when.record for case in verdict.cases if case.when.record}
    assert policy.failure is not None or records
    assert len({record.index for record in records}) == len(records)
    for host in ("a.example", "x.a.example", "b.example", "c.example", "x.c.example", "10.example"):
        for record in records:
            point = Point(host, record=record.index)
            assert sum(case.when.holds(point) for case in verdict.cases) == 1
    for case in verdict.cases:
        assert (case.route.value is None) == (case.route.reason is not None)
        assert case.route.span is not None
