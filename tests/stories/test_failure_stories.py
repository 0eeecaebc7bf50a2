"""Twenty-four ways in which sites lost their devices, from issues, blogs and documents: file in, finding out."""

from __future__ import annotations

from proxylint import registry
from tests.stories.reading import codes, only, story

CORE = "Defender for Endpoint core services"
CRL = "Certificate revocation and trust lists"
SMARTSCREEN = "SmartScreen and network protection"
CRL_URLS = (
    "http://crl.microsoft.com/*",
    "http://ctldl.windowsupdate.com/*",
    "http://www.microsoft.com/pkiops/*",
    "http://www.microsoft.com/pki/*",
)
DOMAIN = "https://*.endpoint.security.microsoft.com/"


def test_f1_the_proof_of_concept_worked_and_production_does_not() -> None:
    found = story("f01_proof_of_concept/squid.conf")
    told = only(found, "MDE201")
    assert (told.level, told.place) == ("error", ("squid.conf", "http_access deny !authenticated"))
    assert told.text == (
        f"'{DOMAIN}' and 6 more URLs are answered with a login challenge, which LocalSystem services cannot answer."
    )
    assert set(told.urls) == {CORE, CRL, SMARTSCREEN}
    assert any("live response and automated investigation stop" in one for one in told.consequences)
    assert told.advice.startswith("Write above this line:\n    acl mde_2 dstdomain .endpoint.security.microsoft.com\n")
    assert told.advice.endswith("\n    http_access allow mde_2")
    assert "proof of concept" in registry.page("MDE201")
    assert "logs off" in registry.page("MDE201")


def test_f2_smartscreen_is_missing_from_the_exemption() -> None:
    told = only(story("f02_smartscreen_forgotten/squid.conf", platform="macos"), "MDE201")
    assert (told.level, told.place) == ("error", ("squid.conf", "http_access allow localnet authenticated"))
    assert told.urls == {
        SMARTSCREEN: ("https://*.smartscreen-prod.microsoft.com/", "https://*.smartscreen.microsoft.com/")
    }


def test_f3_an_exact_host_leaves_the_hosts_of_geographies_to_the_login() -> None:
    found = story("f03_exact_host/squid.conf", platform="macos", connectivity="standard", geography="us")
    told = only(found, "MDE201")
    assert told.level == "error"
    assert told.urls["Cloud-delivered protection on macOS and Linux"] == (
        "https://unitedstates.x.cp.wd.microsoft.com/",
    )
    assert set(told.urls) == {"Cloud-delivered protection", "Cloud-delivered protection on macOS and Linux"}


def test_f3_an_exact_host_leaves_the_hosts_of_geographies_to_inspection() -> None:
    found = story("f03_exact_host/inspecting/squid.conf", platform="macos", connectivity="standard", geography="us")
    told = only(found, "MDE301")
    assert (told.level, told.place) == ("error", ("squid.conf", "ssl_bump bump all"))
    assert "https://unitedstates.x.cp.wd.microsoft.com/" in told.urls["Cloud-delivered protection on macOS and Linux"]
    assert "because it pins the certificate" in told.text
    assert "ssl_bump splice mde_tls_2" in told.advice


def test_f4_only_the_list_of_defender_antivirus_is_open() -> None:
    found = story("f04_antivirus_list_only/squid.conf", connectivity="standard", geography="eu", updates="microsoft")
    told = only(found, "MDE101")
    assert (told.level, told.place) == ("error", ("squid.conf", "http_access deny all"))
    assert {"Command and control", "EDR sensor data", "Automated investigation", "Sample submission"} <= set(told.urls)
    assert "Cloud-delivered protection" not in told.urls
    assert "https://winatp-gw-weu.microsoft.com/" in told.urls["Command and control"]


def test_f5_linux_updates_lack_two_hosts() -> None:
    told = only(story("f05_linux_updates/squid.conf", platform="linux", updates="microsoft"), "MDE101")
    assert told.level == "error"
    hosts = {url.split("/")[2] for url in told.urls["Security intelligence updates"]}
    assert {"go.microsoft.com", "definitionupdates.microsoft.com"} <= hosts
    assert CORE not in told.urls


def test_f6_the_exemption_names_what_the_hosts_are_aliases_of() -> None:
    found = story("f06_exemption_by_alias/squid.conf")
    assert only(found, "MDE301").urls == {CORE: (DOMAIN,)}
    alias = [one for one in found if one.code == "MDE304"]
    assert [one.place for one in alias] == [
        ("squid.conf", ".trafficmanager.net"),
        ("squid.conf", ".cloudapp.azure.com"),
    ]
    assert {one.level for one in alias} == {"note"}
    assert "what counts is the name that is asked for" in alias[0].text


def test_f7_all_of_blob_storage_is_exempt() -> None:
    found = story("f07_whole_storage_service/squid.conf")
    assert [(one.level, one.place) for one in found if one.code == "SQD405"] == [
        ("warning", ("squid.conf", ".blob.core.windows.net"))
    ]
    assert "one by one" in only(found, "SQD405").advice


def test_f7_the_documented_accounts_alone_are_clean() -> None:
    assert story("f07_accounts_by_name/squid.conf") == []


def test_f8_a_star_in_a_list_of_exact_names() -> None:
    found = story("f08_star_in_exact_list/squid.conf", endpoints="f08_star_in_exact_list/workspace.toml")
    star, denied = only(found, "SQD201"), only(found, "MDE101")
    assert (star.level, star.place) == ("error", ("squid.conf", "*.ods.opinsights.azure.com"))
    assert "takes the star as a character" in star.text
    assert denied.urls == {
        "Log Analytics agent": tuple(
            f"https://7f3c2a10-5d41-4b8e-9c0d-1a2b3c4d5e6f.{domain}/"
            for domain in ("ods.opinsights.azure.com", "oms.opinsights.azure.com", "agentsvc.azure-automation.net")
        )
    }


def test_f9_a_dead_proxy_hides_behind_a_direct_way() -> None:
    found = story("f09_direct_fallback/proxy.pac")
    assert codes(found) == [("MDE402", "note"), ("PAC135", "note")]
    assert "what stands behind it in the list is left to the program that asks" in only(found, "PAC135").text


def test_f10_users_have_a_proxy_and_services_have_none() -> None:
    told = only(story("f10_users_only/winhttp.txt"), "MDE401")
    assert (told.level, told.place) == ("warning", ("winhttp.txt", "Direct access (no proxy server)."))
    assert set(told.urls) == {CORE, CRL, SMARTSCREEN}
    assert "netsh winhttp set proxy" in told.advice
    assert only(story("f10_users_only/winhttp.txt", direct_egress=False), "MDE401").level == "error"


def test_f11_telemetry_logs_in_as_the_user() -> None:
    told = only(story("f11_login_as_user/winhttp.reg"), "WIN402")
    assert (told.level, told.place[1]) == ("warning", '"DisableEnterpriseAuthProxy"=dword:00000000')
    assert "a proxy that asks for a login lets nothing through" in told.text


def test_f12_a_sample_value_of_the_linux_agent() -> None:
    found = story("f12_sample_value/mdatp_managed.json", platform="linux")
    told = only(found, "LNX103")
    assert told.level == "warning"
    assert "'<EXAMPLE DO NOT USE> http://proxy.server:port/' is a sample value from documentation" in told.text
    lost = next(one for one in found if one.code == "MDE501" and one.level == "warning")
    assert CORE in lost.urls


def test_f12_a_sample_value_in_windows() -> None:
    told = only(story("f12_sample_value/winhttp.txt"), "WIN102")
    assert (told.level, told.place[1]) == ("error", "proxyserver:port")


def test_f13_updates_need_the_bare_host_and_port_80() -> None:
    found = story("f13_updates/squid.conf", updates="microsoft")
    port, hosts = (
        [one for one in found if one.place[1] == line]
        for line in ("http_access deny !SSL_ports", "http_access deny all")
    )
    assert codes(port) == [("MDE101", "error"), ("MDE102", "error")]
    assert "http://*.download.windowsupdate.com/*" in port[0].urls["Update downloads"]
    assert codes(hosts) == [("MDE101", "error"), ("MDE102", "error")]
    assert any("https://*.delivery.mp.microsoft.com/" in urls for urls in hosts[0].urls.values())
    assert any("https://*.windowsupdate.com/" in urls for urls in hosts[1].urls.values())


def test_f14_revocation_lists_are_fetched_over_port_80() -> None:
    found = story("f14_only_port_443/squid.conf")
    told = only(found, "MDE101")
    assert (told.level, told.place) == ("error", ("squid.conf", "http_access deny all"))
    assert told.urls == {CRL: CRL_URLS}
    assert "connections that are let through fail all the same" in told.consequences[0]
    blind = [one for one in found if one.code == "SQD206"]
    assert [one.level for one in blind] == ["warning"] * 3
    assert blind[0].place[1] == r"^https://www\.microsoft\.com/pkiops/crl"


def test_f15_a_block_list_stands_above_the_allow_list() -> None:
    told = only(story("f15_block_list/squid.conf"), "MDE101")
    assert (told.level, told.place) == ("error", ("squid.conf", "http_access deny trackers"))
    assert told.urls == {CORE: (DOMAIN,)}
    assert told.advice.startswith("Write above this line:")


def test_f16_urls_answer_and_revocation_lists_are_out_of_reach() -> None:
    found = story("f16_only_antivirus_has_a_proxy/winhttp.reg")
    told = only(found, "WIN403")
    assert told.level == "warning"
    assert "connections fail where those lists are not reached" in told.text
    direct = only(found, "MDE401")
    assert direct.urls[CRL] == CRL_URLS
    assert "Windows cannot verify certificates, so connections that are let through fail all the same" in (
        direct.consequences
    )


def test_f17_live_response_has_only_the_proxy_of_the_sensor() -> None:
    found = story("f17_only_the_sensor_has_a_proxy/winhttp.txt")
    told = only(found, "WIN403")
    assert told.level == "warning"
    assert told.text.startswith("The sensor has a proxy (TelemetryProxyServer), but WinHTTP has none")
    assert "Live response on Windows Server 2012 R2 and 2016" in registry.page("WIN403")
    assert only(found, "MDE401").urls == {CRL: CRL_URLS}


def test_f18_only_the_hosts_of_settings_management_are_open() -> None:
    told = only(story("f18_settings_management_only/squid.conf"), "MDE101")
    assert (told.level, told.place) == ("error", ("squid.conf", "http_access deny all"))
    assert told.urls == {
        CORE: (DOMAIN,),
        CRL: CRL_URLS,
        SMARTSCREEN: ("https://*.smartscreen-prod.microsoft.com/", "https://*.smartscreen.microsoft.com/"),
    }


def test_f19_stars_are_copied_from_the_documents() -> None:
    found = story("f19_typos/squid.conf", updates="microsoft")
    stars = [one for one in found if one.code == "SQD201"]
    assert [(one.level, one.place[1]) for one in stars] == [
        ("error", "*.smartscreen.microsoft.com*"),
        ("error", "*download.windowsupdate.com"),
    ]
    assert SMARTSCREEN in only(found, "MDE101").urls


def test_f19_a_star_without_its_dot_in_a_bypass_list() -> None:
    found = story("f19_typos/winhttp.txt", updates="microsoft")
    told = next(one for one in found if one.code == "MDE501")
    assert (told.level, told.place[1]) == ("warning", "*download.windowsupdate.com")
    assert "readings of bypass lists differ" in told.text


def test_f20_addresses_of_one_service_tag() -> None:
    found = [one for one in story("f20_one_service_tag/squid.conf") if one.level == "warning"]
    told = only(found, "MDE501")
    assert told.place == ("squid.conf", "http_access deny all")
    assert told.urls == {CORE: (DOMAIN,)}
    assert "it depends on whether the host resolves to an address in 20.8.195.0/26" in told.text
    assert (
        "    acl mde_2 dstdomain .endpoint.security.microsoft.com\n    http_access allow localnet mde_2" in told.advice
    )
    assert "OneDsCollector" in registry.page("MDE501")


def test_f21_an_exception_list_matches_more_than_it_says() -> None:
    found = story("f21_unanchored_exceptions/squid.conf")
    assert codes(found) == [("SQD207", "warning")]
    assert "matches 'www.update.microsoft.com.evil.example' too" in found[0].text


def test_f22_a_messenger_category_blocks_the_configuration_of_linux() -> None:
    told = only(story("f22_messenger_category/squid.conf", platform="linux"), "MDE101")
    assert (told.level, told.place) == ("error", ("squid.conf", "http_access deny messengers"))
    assert told.urls == {"Agent configuration on Linux": ("https://config.edge.skype.com/config/v1",)}
    assert told.consequences == ("the Linux agent does not receive its configuration",)


def test_f22_a_messenger_category_in_a_pac_file() -> None:
    told = only(story("f22_messenger_category/proxy.pac", platform="linux"), "PAC127")
    assert (told.level, told.place[1]) == ("warning", 'return "PROXY 127.0.0.1:9";')
    assert "config.edge.skype.com" in told.text


def test_f23_a_wildcard_for_one_label() -> None:
    told = only(story("f23_one_label/squid.conf"), "MDE102")
    assert (told.level, told.place) == ("error", ("squid.conf", "http_access deny all"))
    assert told.text == f"Some hosts of '{DOMAIN}' are denied."


def test_f24_hosts_of_the_wrong_geography() -> None:
    found = story("f24_wrong_geography/squid.conf", connectivity="standard", geography="eu")
    denied, hint = only(found, "MDE101"), only(found, "MDE104")
    assert denied.level == "error"
    assert "https://winatp-gw-weu.microsoft.com/" in denied.urls["Command and control"]
    assert hint.level == "note"
    assert "21 of the 21 hosts that only geography 'us' needs are let through" in hint.text
    assert hint.advice.startswith("Look up where the tenant's data is")


def test_portal_and_push_notifications_never_fail_a_proxy() -> None:
    assert story("rows_that_never_count/squid.conf") == []


def test_push_notifications_are_never_worse_than_a_note() -> None:
    found = story("rows_that_never_count/proxy.pac")
    assert {(one.code, one.level) for one in found if one.urls} == {("MDE402", "note")}
    assert only(found, "MDE402").urls == {
        "Push notifications": ("https://*.wns.windows.com/", "https://login.live.com/")
    }
