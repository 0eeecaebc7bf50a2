"""The arguments of FindProxyForURL: fixed strings, or texts that stand for every name of a wildcard."""

from __future__ import annotations

from proxylint.formats.pac.javascript.values import Value
from proxylint.formats.pac.unfixed.strings import VaryingText
from proxylint.formats.pac.unfixed.text import NAME_ALPHABET, PATH_ALPHABET, Text, View
from proxylint.names import Subject
from proxylint.request import Request


def host_text(request: Request) -> Value:
    """The `host` argument: the name itself, or a varying text."""
    family = request.family
    if not family.open_host:
        return request.host
    tail = family.tail
    return Text(View(Subject.HOST, "", "", "", tail, len(tail) + 1, NAME_ALPHABET, "host"))


def url_text(request: Request, *, with_path: bool, port: str) -> Value:
    """The `url` argument. `port` is what stands between host and path: "" or ":8080"."""
    family = request.family
    start = f"{request.scheme}://"
    path = family.stem if with_path and family.path is not None else "/"
    open_path = with_path and family.open_path
    host = f"[{request.host}]" if ":" in request.host else request.host
    if not family.open_host:
        before = f"{start}{host}{port}"
        if not open_path:
            return before + path
        prefix = before + path
        return Text(View(Subject.PATH, before, "", prefix, "", len(prefix), PATH_ALPHABET, "url"))
    tail = family.tail
    if not open_path:
        after = port + path
        least = len(start) + 1 + len(tail) + len(after)
        return Text(View(Subject.HOST, start, after, start, tail + after, least, NAME_ALPHABET, "url"))
    least = len(start) + 1 + len(tail) + len(path)
    if port:
        return Unsaid("url")
    return Text(View(Subject.HOST_PATH, start, "", start, "", least, PATH_ALPHABET, "url"))


class Unsaid(VaryingText):
    """A text of which nothing can be asked."""

    __slots__ = ("said",)

    def __init__(self, said: str) -> None:
        self.said = said

    @property
    def what(self) -> str:
        return self.said
