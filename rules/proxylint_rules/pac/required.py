"""The required URLs, as one concrete URL each, and how they are told."""

from __future__ import annotations

from collections.abc import Sequence

from proxylint.judgement import Judged
from proxylint.rule import Examined


def needed(examined: Examined) -> Sequence[Judged]:
    return [judged for judged in examined.judged if judged.endpoint.needed]


def concrete(judged: Judged) -> str:
    """A URL that is known to be asked for, or the first host of a wildcard."""
    request = judged.verdict.request
    known = [url for url in judged.endpoint.probe if url.startswith(f"{request.scheme}://")]
    host = known[0].split("/")[2] if known else request.host.replace("*", "a")
    return f"{request.scheme}://{host}/"


def listed(urls: Sequence[str]) -> str:
    """The first one, and how many more."""
    rest = len(urls) - 1
    return f"'{urls[0]}'" + (f" and {rest} more required URL{'s' if rest > 1 else ''}" if rest else "")
