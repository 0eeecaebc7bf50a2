"""A managed profile, a unit or an environment file of Defender on Linux is read."""

from __future__ import annotations

from tests.fuzz.deciding import reading
from tests.nearly.mdatp import MDATP

TARGET = reading("mdatp", ("mdatp_managed.json", "mdatp.service", "etc/environment"), MDATP)
