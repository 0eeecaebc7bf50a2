"""A PAC file is read."""

from __future__ import annotations

from tests.fuzz.deciding import reading
from tests.nearly.pac import PAC

TARGET = reading("pac", ("proxy.pac",), PAC)
