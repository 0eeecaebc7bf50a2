"""squid.conf is read."""

from __future__ import annotations

from tests.fuzz.deciding import reading
from tests.nearly.squid import SQUID

TARGET = reading("squid", ("squid.conf",), SQUID)
