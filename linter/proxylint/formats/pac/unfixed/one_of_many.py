"""Whether at least one of many tests holds, as one decision: what follows is the same, whichever it is."""

from __future__ import annotations

from collections.abc import Sequence

from proxylint.formats.pac.javascript.listed import Listings
from proxylint.formats.pac.javascript.listed_tests import NETWORK
from proxylint.formats.pac.javascript.realm import Realm
from proxylint.formats.pac.javascript.values import Value
from proxylint.formats.pac.unfixed.flag import world_of
from proxylint.formats.pac.unfixed.leaving_rows import languages_of
from proxylint.formats.pac.unfixed.skipping import LOST
from proxylint.formats.pac.unfixed.text import Text
from proxylint.names import BadPattern, Beyond, Test
from proxylint.names.either import Either, any_of
from proxylint.names.language import Language
from proxylint.names.words import Words


def any_holds(realm: Realm, listings: Listings, numbers: Sequence[int]) -> tuple[bool, Value] | None:
    """Decide it, and tell what a variable holds afterwards that hangs on which test it was; None = not done."""
    value = listings[0][1]
    if any(one.asked.kind == NETWORK or one.asked.later for one, _, _ in listings) or not isinstance(value, Text):
        return None
    view = value.view
    if not view.plain or view.fold:
        return None
    if any(not isinstance(other, Text) or other.view != view for _, other, _ in listings):
        return None
    try:
        merged = any_of(languages_of(realm, listing, places, numbers) for listing, _, places in listings)
    except (Beyond, BadPattern):
        return None
    if not _is_words(merged):
        return None
    return world_of(realm).names(Test(merged, view.subject, view.before, view.after)), LOST


def _is_words(language: Language) -> bool:
    """Of patterns a decision may be beyond what is followed, where one test alone is not."""
    parts = language.parts if isinstance(language, Either) else (language,)
    return all(isinstance(getattr(part, "words", part), Words) for part in parts)
