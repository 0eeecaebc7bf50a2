"""Lines of an access list by the names and words for which they match."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence

from proxylint.formats.squid.acls.patterns import Matcher, domain_matcher, regex_matcher
from proxylint.formats.squid.model import Acl
from proxylint.formats.squid.sight import Sight
from proxylint.names.either import one_of_needed

MOST_WORDS = 16
"""Of one line: values of an ACL, or what its patterns need. One with more is looked at for every URL."""

OF_DOMAINS = ("dstdomain", "ssl::server_name")
"""Types whose values are domains."""

Asking = Iterable[tuple[Acl, Sequence[int]]]
"""ACLs, each with the places of the lines that it may keep from matching."""


class ByWord:
    """The places of lines by words of which a text holds one for which they match. `always`: of those without such
    words."""

    def __init__(self, asking: Asking, sight: Sight) -> None:
        self.always, self._by_word = _by_word((places, _words(acl, sight)) for acl, places in asking)
        self._lengths = frozenset(map(len, self._by_word))

    def held_by(self, text: str) -> Sequence[int]:
        """The places in order of those with a word that the text holds."""
        text = text.lower()
        if len(self._by_word) < len(self._lengths) * len(text):
            found = [word for word in self._by_word if word in text]
        else:
            pieces = {text[at : at + length] for length in self._lengths for at in range(len(text) - length + 1)}
            found = [piece for piece in pieces if piece in self._by_word]
        return sorted({place for word in found for place in self._by_word[word]})


class ByDomain:
    """The places of lines by the domains that they name. `always`: of those that name no few domains."""

    def __init__(self, asking: Asking, sight: Sight) -> None:
        self.always, by_word = _by_word(
            (places, _words(acl, sight) if acl.type in OF_DOMAINS else None) for acl, places in asking
        )
        self._by_domain = {_backwards(word): places for word, places in by_word.items()}
        self._sorted = sorted(self._by_domain)

    def below(self, domain: str) -> Sequence[int]:
        """The places in order of the lines that name a domain above this one, below it, or itself."""
        wanted = _backwards(domain)
        above = [wanted[:at] for at, char in enumerate(wanted, 1) if char == "." and at < len(wanted)]
        within = self._sorted[bisect_left(self._sorted, wanted) : bisect_right(self._sorted, wanted + _LAST)]
        return sorted({place for one in (*above, *within) for place in self._by_domain.get(one, ())})


def _by_word(
    worded: Iterable[tuple[Sequence[int], Collection[str] | None]],
) -> tuple[Sequence[int], Mapping[str, Sequence[int]]]:
    """From places of lines and their words: the places of those without, and by word those of all others."""
    always: list[int] = []
    found: dict[str, list[int]] = {}
    for places, words in worded:
        if words is None:
            always += places
        for word in words or ():
            found.setdefault(word, []).extend(places)
    return sorted(always), found


_LAST = "\U0010ffff"
"""Behind all that a name may go on with."""


def _backwards(domain: str) -> str:
    """Of a domain and one below it, this begins the other one's."""
    return f".{domain}"[::-1]


def _words(acl: Acl, sight: Sight) -> Collection[str] | None:
    """None = there may be a match without any of a few words."""
    matcher: Matcher = domain_matcher(acl, sight) if acl.type in OF_DOMAINS else regex_matcher(acl, sight)
    if matcher.beyond is not None or matcher.empty:
        return None
    if matcher.listed is None:
        return one_of_needed(matcher.language, MOST_WORDS)
    texts = [text for _, part in acl.telling() for text in part.values.texts()[: MOST_WORDS + 1]]
    words = {text.lstrip(".").lower() for text in texts}
    return words if len(texts) <= MOST_WORDS and "" not in words else None
