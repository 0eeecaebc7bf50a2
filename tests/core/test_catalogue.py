"""The shipped catalogue, its profiles, and the loader's errors."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxylint import registry
from proxylint.catalogue import Profile
from proxylint.catalogue.changes import Change, changes
from proxylint.catalogue.overlay import apply_overlay
from proxylint.catalogue.reading import read_catalogue
from proxylint.catalogue.schema import FIELDS
from proxylint.errors import ConfigError, UsageError
from proxylint.names import Names
from proxylint.request import Request

MDE = registry.catalogue()


def test_all_documented_rows_are_there() -> None:
    assert len(MDE.endpoints) == 205
    assert Counter(row.need for row in MDE.endpoints) == {"R": 130, "O": 52, "C": 23}


def test_the_default_profile_needs_fifteen_rows() -> None:
    rows = MDE.select(Profile())
    assert sum(row.needed for row in rows) == 15
    assert sum(row.needed for row in MDE.select(Profile(updates="internal"))) == 7


@pytest.mark.parametrize(("geography", "required"), [("us", 33), ("eu", 25), ("uk", 21), ("au", 19)])
def test_standard_connectivity_by_geography(geography: str, required: int) -> None:
    profile = Profile(connectivity="standard", geography=geography, updates="internal")
    assert sum(row.needed for row in MDE.select(profile)) == required
    with_updates = Profile(connectivity="standard", geography=geography)
    assert sum(row.needed for row in MDE.select(with_updates)) == required + 9


def test_standard_connectivity_asks_for_the_geography() -> None:
    with pytest.raises(UsageError, match="geography"):
        MDE.select(Profile(connectivity="standard"))


def test_portal_rows_are_never_asked_for() -> None:
    assert not [row for row in MDE.select(Profile()) if row.area == "portal"]


def test_every_probe_lies_in_its_own_row() -> None:
    for row in MDE.endpoints:
        for url in row.probe:
            asked = Request.parse(url)
            assert (
                Names.of(Request(asked.scheme, row.host, asked.port).family).holds(asked.host, None)
                or asked.scheme == "http"
            )
            assert asked.port in row.ports


def test_every_row_can_be_asked() -> None:
    for row in MDE.endpoints:
        assert [request.port for request in row.requests] == list(row.ports)


ROW: dict[str, Any] = {
    "id": "x", "host": "a.b", "ports": [443], "area": "s", "os": ["win"], "geo": "ww", "mode": ["str"], "need": "R",
}  # fmt: skip
SERVICE = {"title": "S", "consequence": "c"}
TABLE: dict[str, Any] = {
    "version": "2026-01-01",
    "service": {"s": {"title": "S", "consequence": "c"}},
    "endpoint": [ROW],
}


# Errors: one for each field and each kind of mistake.

FIELD_ERRORS = [
    ({"id": ""}, "row '': id must be a text"),
    ({"id": 7}, "row 1: id must be a text"),
    ({"host": "A.b"}, "row 'x': host must be a lower-case host name or *.name"),
    ({"host": "a.*.b"}, "row 'x': host must be a lower-case host name or *.name"),
    ({"host": "*b"}, "row 'x': host must be a lower-case host name or *.name"),
    ({"host": "https://a.b"}, "row 'x': host must be a lower-case host name or *.name"),
    ({"host": "a.b "}, "row 'x': host must be a lower-case host name or *.name"),
    ({"host": "a" * 64 + ".b"}, "row 'x': host must be a lower-case host name or *.name"),
    ({"ports": [8080]}, "row 'x': ports must be a list of 80 and 443"),
    ({"ports": [True]}, "row 'x': ports must be a list of 80 and 443"),
    ({"ports": [443, 443]}, "row 'x': ports must be a list of 80 and 443"),
    ({"ports": []}, "row 'x': ports must be a list of 80 and 443"),
    ({"ports": 443}, "row 'x': ports must be a list of 80 and 443"),
    ({"area": "t"}, "row 'x': area 't' is no service of this catalogue"),
    ({"area": ["s"]}, "row 'x': area must be a text"),
    ({"os": ["bsd"]}, "row 'x': os must be a list of some of win, win7, srv-mma, mac, linux"),
    ({"os": []}, "row 'x': os must be a list of some of win, win7, srv-mma, mac, linux"),
    ({"os": "win"}, "row 'x': os must be a list of some of win, win7, srv-mma, mac, linux"),
    ({"geo": "mars"}, "row 'x': geo must be one of ww, us, eu, uk, au, uae, usgov, gcc, gcch, dod"),
    ({"mode": ["fast"]}, "row 'x': mode must be a list of some of std, str, str-rs1-4, mma, av-only"),
    ({"need": "yes"}, "row 'x': need must be one of R, O, C"),
    ({"path": "a"}, "row 'x': path must be a path that starts with / and has no * but at its end"),
    ({"path": "/*/a"}, "row 'x': path must be a path that starts with / and has no * but at its end"),
    ({"cloud": ["azure"]}, "row 'x': cloud must be a list of some of com, gcc, gcch, dod"),
    ({"pin": True}, "row 'x': pin must be one of yes, no, ?, n/a"),
    ({"inspect": "maybe"}, "row 'x': inspect must be one of no, ok, keep, conflict, n/a"),
    ({"auth": "ntlm"}, "row 'x': auth must be one of anon, user"),
    ({"via": "vpn"}, "row 'x': via must be one of proxy, direct, either"),
    ({"cons": "yes"}, "row 'x': cons must be true or false"),
    ({"own": ""}, "row 'x': own must be a text"),
    ({"own": "workspace"}, "row 'x': own needs a host that starts with *."),
    ({"probe": ["a.b"]}, "row 'x': probe must be a list of http:// and https:// URLs"),
    ({"probe": ["https://c.b/"]}, "row 'x': probe 'https://c.b/' lies outside of host and ports"),
    ({"probe": ["http://a.b/"]}, "row 'x': probe 'http://a.b/' lies outside of host and ports"),
    ({"host": "*.b", "probe": ["https://b/"]}, "row 'x': probe 'https://b/' lies outside of host and ports"),
    ({"also": ["ftp://a.b/"]}, "row 'x': also must be a list of http:// and https:// URLs"),
    ({"also": ["https://a.b/x"]}, "row 'x': also 'https://a.b/x' is covered by host"),
    ({"disputed": [8080]}, "row 'x': disputed must be a list of 80 and 443"),
    ({"disputed": [80]}, "row 'x': disputed holds a port that is none of ports"),
    ({"instead": "y"}, "row 'x': instead names 'y', which is no row"),
    ({"src": ["L-X"]}, "row 'x': src names 'L-X', which is no source"),
    ({"src": "L-X"}, "row 'x': src must be a list of texts"),
    ({"colour": "red"}, "row 'x': 'colour' is no field of an endpoint"),
]


@pytest.mark.parametrize(("change", "message"), FIELD_ERRORS, ids=lambda value: str(value)[:60])
def test_errors_name_row_and_field(change: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read_catalogue({**TABLE, "endpoint": [{**ROW, **change}]}, "c.toml")
    assert str(caught.value) == f"c.toml: {message}"


def test_every_field_of_a_row_has_an_error_case() -> None:
    assert {key for change, _ in FIELD_ERRORS for key in change} == {*FIELDS, "colour"}


TABLE_ERRORS = [
    ({"endpoint": 1}, "a catalogue has a version and a list of endpoint rows"),
    ({"endpoint": ["x"]}, "row 1 is not a table"),
    ({"endpoint": [ROW, ROW]}, "row 'x' stands twice"),
    ({"endpoint": [{key: value for key, value in ROW.items() if key != "need"}]}, "row 'x': need is missing"),
    ({"endpoint": [{key: value for key, value in ROW.items() if key != "id"}]}, "row 1: id is missing"),
    ({"version": "today"}, "version must be a day, such as 2026-11-23"),
    ({"version": "2026-13-01"}, "version must be a day, such as 2026-11-23"),
    ({"version": 20261123}, "version must be a day, such as 2026-11-23"),
    ({"catalogue": 1}, "catalogue must be a text"),
    ({"aliases": ["*.x"]}, "aliases must be a list of lower-case domains"),
    ({"endpoints": []}, "'endpoints' is no field of a catalogue"),
    ({"service": []}, "service must be a table"),
    ({"service": {"s": 1}}, "service 's' is not a table"),
    ({"service": {"s": {"title": "S"}}}, "service 's': consequence is missing"),
    ({"service": {"s": {"title": "S", "consequence": 1}}}, "service 's': consequence must be a text"),
    ({"service": {"s": {"title": "S", "consequence": "c", "x": 1}}}, "service 's': 'x' is no field of a service"),
    ({"service": {"s": {**SERVICE, "components": [1]}}}, "service 's': components must be a list of texts"),
    ({"source": {}}, "source must be a list of tables"),
    ({"source": [{"title": "t"}]}, "source 1: id is missing"),
    ({"source": [{"id": 1}]}, "source 1 is not a table of texts"),
    ({"source": [{"id": "a"}, {"id": "a"}]}, "source 'a' stands twice"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "message"), TABLE_ERRORS, ids=lambda value: str(value)[:60])
def test_errors_of_the_rest_of_a_catalogue(change: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read_catalogue({**TABLE, **change}, "c.toml")
    assert str(caught.value) == f"c.toml: {message}"


def test_a_version_may_be_a_day_of_toml() -> None:
    assert read_catalogue({**TABLE, "version": date(2026, 1, 2)}, "c.toml").version == "2026-01-02"


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=8)
    | st.sampled_from(["ww", "std", "*.a", "https://a/"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*FIELDS, "x"]), inner, max_size=4),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([*FIELDS, "x"]), JSON, max_size=6))
def test_no_row_makes_the_loader_crash(change: dict[str, Any]) -> None:
    try:
        read_catalogue({**TABLE, "endpoint": [{**ROW, **change}]}, "c.toml")
    except ConfigError as error:
        assert str(error).startswith("c.toml: row ")


# Overlays.

OWN = {**ROW, "id": "w", "host": "*.ods.b", "own": "workspace", "mode": ["mma"], "os": ["win7"]}
BASE = read_catalogue(
    {**TABLE, "endpoint": [ROW, OWN]},
    "base.toml",
)  # fmt: skip


def test_an_overlay_adds_replaces_and_removes_rows() -> None:
    more = {**ROW, "id": "y", "host": "*.c"}
    changed = apply_overlay(BASE, {"extends": "builtin", "remove": ["w"], "endpoint": [more]}, "o.toml")
    assert [(row.id, row.host) for row in changed.endpoints] == [("x", "a.b"), ("y", "*.c")]
    assert changed.version == "2026-01-01 with o.toml"
    again = apply_overlay(BASE, {"extends": "builtin", "endpoint": [{**ROW, "need": "O"}]}, "o.toml")
    assert [(row.id, row.need) for row in again.endpoints] == [("x", "O"), ("w", "R")]


def test_names_of_the_customers_own_take_the_place_of_a_wildcard() -> None:
    changed = apply_overlay(BASE, {"extends": "builtin", "own": {"workspace": ["ID-1", "id-2"]}}, "o.toml")
    own = [row for row in changed.endpoints if row.id.startswith("w")]
    assert [(row.id, row.host, row.need, row.own) for row in own] == [
        ("w-id-1", "id-1.ods.b", "R", ""),
        ("w-id-2", "id-2.ods.b", "R", ""),
    ]
    assert [row.host for row in changed.select(Profile()) if row.needed] == ["a.b", "id-1.ods.b", "id-2.ods.b"]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"extends": "other"}, 'extends must be "builtin"'),
        ({"extends": "builtin", "version": "2026-01-01"}, "'version' is no field of an overlay"),
        ({"extends": "builtin", "remove": ["q"]}, "remove names 'q', which is no row of the catalogue"),
        ({"extends": "builtin", "remove": "q"}, "remove must be a list of ids of rows"),
        ({"extends": "builtin", "own": {"tenant": ["t"]}}, "own: no row has 'tenant'; one of workspace"),
        ({"extends": "builtin", "own": {"workspace": "t"}}, "own: workspace must be a list of names"),
        ({"extends": "builtin", "own": ["t"]}, "own must be a table"),
        (
            {"extends": "builtin", "own": {"workspace": ["a b"]}},
            "own: workspace 'a b' cannot stand for the star of '*.ods.b'",
        ),
        ({"extends": "builtin", "endpoint": {}}, "endpoint must be a list of rows"),
        ({"extends": "builtin", "endpoint": [{**ROW, "need": "x"}]}, "row 'x': need must be one of R, O, C"),
    ],
)
def test_errors_of_an_overlay(table: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        apply_overlay(BASE, table, "o.toml")
    assert str(caught.value) == f"o.toml: {message}"


# Changes and age.


def test_changes_name_rows_and_fields() -> None:
    other = {**ROW, "id": "z"}
    new = apply_overlay(
        BASE,
        {"extends": "builtin", "remove": ["w"], "endpoint": [{**ROW, "need": "O", "ports": [443, 80]}, other]},
        "o.toml",
    )  # fmt: skip
    assert changes(BASE, new) == (
        Change("removed", "w", "*.ods.b"),
        Change("changed", "x", "a.b", "ports", "443", "443 80"),
        Change("changed", "x", "a.b", "need", "R", "O"),
        Change("added", "z", "a.b"),
    )
    assert changes(BASE, BASE) == ()


def test_a_catalogue_is_stale_after_120_days() -> None:
    assert BASE.stale(date(2026, 5, 1)) is None
    assert (BASE.stale(date(2026, 5, 2)) or "").startswith("The endpoint catalogue is 121 days old: ")
    assert BASE.stale(date(2020, 1, 1)) is None


def test_hosts_of_the_customers_own_have_a_kind() -> None:
    assert Counter(row.own for row in MDE.endpoints if row.own) == {
        "workspace": 5,
        "workspace-storage": 2,
        "scanner-storage": 1,
    }
