"""What the question leaves open - client, DNS, time, chance - splits the answer into cases."""

from __future__ import annotations

import pytest

from tests.formats.pac.asking import ask, cases, given

PUBLIC = given(resolve={"www.example.com": ("192.0.2.1",)})

CLIENT = 'if (isInNet(myIpAddress(), "10.0.0.0", "255.0.0.0")) return "DIRECT"; return "PROXY p:1";'


def test_the_own_address() -> None:
    assert cases(CLIENT) == {
        "client in 10.0.0.0/8": "direct",
        "client outside 10.0.0.0/8": "proxy p:1",
    }
    assert ask(CLIENT, fixed=given(client="10.1.2.3")) == "direct"
    assert ask(CLIENT, fixed=given(client="192.0.2.9")) == "proxy p:1"
    assert ask(CLIENT, fixed=given(client="2001:db8::1")) == "proxy p:1"


@pytest.mark.parametrize(
    "test, network",
    [
        ('myIpAddress() == "10.1.2.3"', "10.1.2.3"),
        ('myIpAddress().substring(0, 3) == "10."', "10.0.0.0/8"),
        ('myIpAddress().indexOf("10.") == 0', "10.0.0.0/8"),
        ('myIpAddress().startsWith("192.168.")', "192.168.0.0/16"),
        (r"/^10\.1\./.test(myIpAddress())", "10.1.0.0/16"),
        (r"myIpAddress().match(/^10\./)", "10.0.0.0/8"),
        ('shExpMatch(myIpAddress(), "10.*")', "10.0.0.0/8"),
        ('myIpAddress().split(".")[0] == "10"', "10.0.0.0/8"),
        ('parseInt(myIpAddress().split(".")[0]) == 10', "10.0.0.0/8"),
    ],
)
def test_the_text_of_the_own_address_is_a_set_of_addresses(test: str, network: str) -> None:
    found = cases(f'if ({test}) return "DIRECT"; return "PROXY p:1";')
    assert found.pop(f"client in {network}") == "direct"
    assert set(found.values()) <= {"proxy p:1", *(text for text in found.values() if text.startswith("unknown"))}


def test_dns() -> None:
    body = 'if (isInNet(dnsResolve(host), "10.0.0.0", "255.0.0.0")) return "DIRECT"; return "PROXY p:1";'
    assert cases(body) == {
        "the host resolves to 10.0.0.0/8": "direct",
        "the host does not resolve to 10.0.0.0/8": "proxy p:1",
    }
    assert ask(body, fixed=PUBLIC) == "proxy p:1"
    assert ask(body, "https://10.9.9.9/") == "direct"


def test_null_joins_as_nothing() -> None:
    found = cases('return [dnsResolve(host)].join() === "" ? "PROXY none:1" : "PROXY some:1";')
    assert sorted(found.values()) == ["proxy none:1", "proxy some:1"]
    assert any("does not resolve" in said and outcome == "proxy none:1" for said, outcome in found.items())


def test_a_name_that_does_not_resolve_is_null() -> None:
    body = """var ip = dnsResolve(host);
    if (ip == null) return "PROXY none:1"; if (!ip) return "DIRECT"; return "PROXY p:1";"""
    assert sorted(cases(body).values()) == ["proxy none:1", "proxy p:1"]
    assert ask(body, fixed=given(resolve={"www.example.com": ()})) == "proxy none:1"
    assert ask(body, fixed=given(resolve={"www.example.com": ("2001:db8::1",)})) == "proxy none:1"


def test_one_name_has_one_answer_however_often_it_is_asked_for() -> None:
    body = """if (isInNet(host, "10.0.0.0", "255.0.0.0")) return "PROXY a:1";
    if (isInNet(dnsResolve(host), "10.1.0.0", "255.255.0.0")) return "PROXY never:1";
    return isResolvable(host) ? "PROXY b:1" : "DIRECT";"""
    assert sorted(cases(body).values()) == ["direct", "proxy a:1", "proxy b:1"]


def test_an_unresolved_name_makes_an_exception_where_its_text_is_used() -> None:
    body = 'return dnsResolve(host).substring(0, 3) == "10." ? "DIRECT" : "PROXY p:1";'
    found = cases(body)
    assert sorted(text.split(":")[0] for text in found.values()) == ["direct", "failure", "proxy p"]


def test_other_names_are_told_apart_from_the_host() -> None:
    found = cases('return isResolvable("proxy.corp") ? "PROXY proxy.corp:1" : "DIRECT";')
    assert sorted(found.values()) == ["direct", "proxy proxy.corp:1"]
    assert all("proxy.corp" in phrase for phrase in found)


def test_minutes_of_the_week() -> None:
    body = 'return weekdayRange("MON", "FRI") && timeRange(8, 17) ? "PROXY p:1" : "DIRECT";'
    found = cases(body)
    assert (
        found.pop("local time in Mon 08:00-Mon 18:00, Tue 08:00-Tue 18:00, Wed 08:00-Wed 18:00 and 2 more")
        == "proxy p:1"
    )
    assert set(found.values()) == {"direct"}
    assert ask(body, fixed=given(now="2026-11-25T17:59:59")) == "proxy p:1"
    assert ask(body, fixed=given(now="2026-11-29T12:00")) == "direct"


def test_the_clock_of_a_date_object() -> None:
    body = 'var h = new Date().getHours(); return h >= 22 || h < 6 ? "DIRECT" : "PROXY p:1";'
    assert sorted(set(cases(body).values())) == ["direct", "proxy p:1"]
    assert ask(body, fixed=given(now="2026-11-25T23:00")) == "direct"


@pytest.mark.parametrize(
    "call", ['weekdayRange("MON", "GMT")', "dateRange(1, 15)", 'timeRange(1, 2, 3, 4, 5, 6, "GMT")']
)
def test_what_the_local_minute_does_not_decide_is_a_condition(call: str) -> None:
    found = cases(f'return {call} ? "DIRECT" : "PROXY p:1";', fixed=given(now="2026-11-25T12:00"))
    assert sorted(found.values()) == ["direct", "proxy p:1"]


def test_chance() -> None:
    assert sorted(cases('return Math.random() < 0.5 ? "PROXY a:1" : "PROXY b:1";').values()) == [
        "proxy a:1",
        "proxy b:1",
    ]
    picked = 'var p = ["PROXY a:1", "PROXY b:1", "PROXY c:1"]; return p[Math.floor(Math.random() * p.length)];'
    assert sorted(cases(picked).values()) == ["proxy a:1", "proxy b:1", "proxy c:1"]
    assert cases('return Math.random() < 2 ? "PROXY a:1" : "PROXY b:1";') == {"": "proxy a:1"}


def test_an_answer_that_does_not_hang_on_it_is_one_case() -> None:
    assert cases('alert(myIpAddress()); var ip = dnsResolve(host); Math.random(); return "DIRECT";') == {"": "direct"}
    assert cases('if (isResolvable(host)) return "DIRECT"; return "DIRECT";') == {"": "direct"}


def test_an_answer_made_of_it_is_unknown() -> None:
    assert cases('return "PROXY " + myIpAddress() + ":1";') == {
        "": "unknown: the answer is made of the own address with text around it, which is not fixed"
    }
