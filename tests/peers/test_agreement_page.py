"""docs/agreement.md tells of the cases that there are; and the long comparison leaves out nothing by accident."""

from __future__ import annotations

from collections import Counter

import pytest

from proxylint.formats.squid.acls.table import LOOKS
from tests.peers.agreement.figures import Figures, kind_of, together
from tests.peers.agreement.page import PATH, cases
from tests.peers.bearing import Bearing
from tests.peers.javascript.pages import pages as pac_pages
from tests.peers.squid.acl_values import VALUES
from tests.peers.squid.pages import pages as squid_pages

NOT_DRAWN = {
    "myip": "another word for localip",
    "myport": "another word for localport",
    "adaptation_service": "needs a service",
    "squid_error": "speaks of a page of Squid's own, after all decisions",
    "server_cert_fingerprint": "stays unknown once there is a certificate",
}


def test_every_modelled_type_is_drawn_at_random() -> None:
    assert sorted(set(LOOKS) - set(VALUES) - set(NOT_DRAWN)) == []


@pytest.mark.parametrize("known", [squid_pages(), pac_pages()], ids=["squid", "pac"])
def test_the_page_names_the_written_cases(known: tuple[object, ...]) -> None:
    names = [page.path.stem for page in known]  # type: ignore[attr-defined]
    assert cases(names) in PATH.read_text("utf-8"), "run `make agreement`"


def test_the_page_tells_of_no_difference() -> None:
    rows = [line.strip("| ").split(" | ") for line in PATH.read_text("utf-8").splitlines() if line.startswith("| ")]
    found = [row[-1] for row in rows if row[0] in ("written cases", "random configurations", "random files")]
    assert set(found) == {"0"}


def test_figures_add_up() -> None:
    left = Figures(2, Counter({Bearing.AGREES: 3}), Counter(), Counter({("starts", "starts"): 2}), ())
    right = Figures(
        1, Counter({Bearing.UNKNOWN: 1}), Counter({"why": 1}), Counter({("refuses", "starts"): 1}), ("=== x",)
    )
    both = Figures(
        3,
        Counter({Bearing.AGREES: 3, Bearing.UNKNOWN: 1}),
        Counter({"why": 1}),
        Counter({("starts", "starts"): 2, ("refuses", "starts"): 1}),
        ("=== x",),
    )
    assert together([left, right]) == both
    assert both.unknown_share == 0.25


def test_reasons_are_grouped_without_the_names_of_one_file() -> None:
    assert kind_of("'a b' (dst) needs 'c'") == "'...' (dst) needs '...'"
