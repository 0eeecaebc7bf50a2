"""The shipped catalogue, its profiles, and the loader's errors."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from proxylint import registry
from proxylint.catalogue import Profile
from proxylint.catalogue.reading import read_catalogue
from proxylint.errors import ConfigError, UsageError
from proxylint.names import Names
from proxylint.request import Request

MDE = registry.catalogue()


def test_all_documented_rows_are_there() -> None:
    assert len(MDE.endpoints) == 203
    assert Counter(row.need for row in MDE.endpoints) == {"R": 128, "O": 52, "C": 23}


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
TABLE: dict[str, Any] = {"version": "2026-01-01", "service": {"s": {"title": "S", "consequence": "c"}}, "endpoint": [ROW]}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"ports": [8080]}, "row 'x': ports must be a list of 80 and 443"),
        ({"need": "yes"}, "row 'x': need must be one of R, O, C"),
        ({"host": "A.b"}, "row 'x': host must be a lower-case host name or *.name"),
        ({"host": "a.*.b"}, "row 'x': host must be a lower-case host name or *.name"),
        ({"area": "t"}, "row 'x': area 't' is no service of this catalogue"),
        ({"src": ["L-X"]}, "row 'x': src names 'L-X', which is no source"),
        ({"colour": "red"}, "row 'x': 'colour' is no field of an endpoint"),
        ({"cons": "yes"}, "row 'x': cons must be true or false"),
    ],
)
def test_errors_name_row_and_field(change: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read_catalogue({**TABLE, "endpoint": [{**ROW, **change}]}, "c.toml")
    assert str(caught.value) == f"c.toml: {message}"


def test_a_row_must_be_whole_and_unique() -> None:
    with pytest.raises(ConfigError, match="row 'x': need is missing"):
        read_catalogue({**TABLE, "endpoint": [{key: value for key, value in ROW.items() if key != "need"}]}, "c.toml")
    with pytest.raises(ConfigError, match="row 'x' stands twice"):
        read_catalogue({**TABLE, "endpoint": [ROW, ROW]}, "c.toml")
