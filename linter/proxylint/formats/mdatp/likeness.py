"""Whether a text looks like settings of Defender on Linux, judged by a few cheap shapes."""

from __future__ import annotations

import re

from proxylint.text import Source

_LONGEST = 1 << 20

_START = r"(?:\A|(?<=[\r\n]))[ \t]*+"
_JSON = re.compile(r"\s*+\{")
_KEY = re.compile(r'"(?:cloudService|antivirusEngine)"\s*+:')
_SERVICE = re.compile(rf"{_START}\[Service\]")
_AGENT = re.compile(r"\bmdatp\b|\bwdavdaemon\b")
_PROXY = re.compile(rf"{_START}(?>(?:export )?)(?:HTTPS?_PROXY|https?_proxy)=")
_FOREIGN = re.compile(rf"{_START}(?!(?>(?:export )?)[A-Za-z0-9_]++=)[^#\s]")


def likeness(source: Source) -> int:
    """0 to 100. A drop-in shows nowhere whose it is: it is known by its folder, or by a line that names the agent.

    An environment file is any list of assignments that names a proxy.
    """
    text = source.text[:_LONGEST]
    if _JSON.match(text):
        return 95 if _KEY.search(text) else 0
    if _SERVICE.search(text):
        return 90 if _AGENT.search(text) or "mdatp.service" in source.path else 0
    return 40 if _PROXY.search(text) and not _FOREIGN.search(text) else 0
