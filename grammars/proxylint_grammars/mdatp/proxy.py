"""The address of a proxy, taken apart."""

from __future__ import annotations

from proxylint_grammars.mdatp.grammar import load
from proxylint_grammars.mdatp.syntax import Proxy, Word
from proxylint_grammars.parsing import Token, Unreadable


def read_proxy(word: Word) -> Proxy:
    """Never raises: what does not fit is the `rest`, and then no part is to be trusted."""
    parser = load("values.lark")
    try:
        _, tokens = parser.parse(word.text, "proxy")
        rest = ""
    except Unreadable as unreadable:
        _, tokens = _before(word.text, unreadable.at)
        rest = word.text[unreadable.at :]
    found = {token.type: token for token in tokens}
    login = found.get("LOGIN")
    server = found.get("SERVER") or found.get("ADDRESS")
    port = found.get("PORT")
    return Proxy(
        word,
        _text(found.get("SCHEME")).removesuffix("://"),
        None if login is None else word.part(login.start, login.end).span,
        _text(server).strip("[]"),
        "ADDRESS" in found,
        None if port is None else port.text[1:],
        rest or _text(found.get("REST")),
    )


def _before(text: str, at: int) -> tuple[str | None, list[Token]]:
    """What stands before the place where a text fits no more, which is an address by itself."""
    return load("values.lark").parse(text[:at], "proxy")


def _text(token: Token | None) -> str:
    return "" if token is None else token.text
