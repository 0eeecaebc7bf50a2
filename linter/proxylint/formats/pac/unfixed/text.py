"""The host or the URL of a family of requests, and views of it, with exact sets for their tests."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from proxylint.formats.pac.javascript.values import Value
from proxylint.formats.pac.unfixed.flag import Flag
from proxylint.formats.pac.unfixed.pieces_needed import may_hold, needed
from proxylint.formats.pac.unfixed.strings import Answer, VaryingText, holds
from proxylint.formats.pac.world import World
from proxylint.names import Beyond, Subject, Test, javascript, matches, shell
from proxylint.names.family import HOST_CHARACTERS, PATH_CHARACTERS
from proxylint.names.language import Language
from proxylint.names.shells import expression
from proxylint.names.stars import Starred
from proxylint.names.words import Words
from proxylint.records import dataclass, replace
from proxylint.regex import regex

ANY = "[^]"
"""One character, as a JavaScript pattern."""

LONGEST_PHRASE = 60
"""Characters of the phrase for a view; what is cut again and again is "a part of"."""

_CAPITAL = regex(r"\\[xuck0-9]|(?<!\\)[A-Z]|(?<!\\)(?:\\\\)+[A-Z]")
"""What makes a pattern tell capitals apart, or might."""

NAME_ALPHABET = frozenset(HOST_CHARACTERS + ".")
PATH_ALPHABET = frozenset(PATH_CHARACTERS) | NAME_ALPHABET


def quoted(text: str) -> str:
    """A text as a JavaScript pattern that matches it alone."""
    return "".join(
        char if char.isascii() and (char.isalnum() or char in "-_") else f"\\u{ord(char):04x}" for char in text
    )


def quoted_class(text: str) -> str:
    return "".join(f"\\u{ord(char):04x}" for char in text)


@dataclass(frozen=True)
class View:
    """A part of `before + subject + after`: what is left between `front` and `back`, two patterns.

    `filler` is the pattern of one character inside the part, None where only whole texts can be compared; `shape` is a
    pattern that the whole part always matches ("" = nothing is known). `prefix` and `suffix` begin and end the part,
    `least` is its least length. `alphabet` has the characters that may stand between prefix and suffix.
    """

    subject: Subject
    before: str
    after: str
    prefix: str
    suffix: str
    least: int
    alphabet: frozenset[str]
    said: str
    front: str = ""
    back: str = ""
    filler: str | None = ANY
    shape: str = ""
    fold: str = ""

    @property
    def plain(self) -> bool:
        return not self.front and not self.back and self.filler == ANY and not self.shape


class Text(VaryingText):
    """A string that is a view of the question's host or URL."""

    __slots__ = ("view",)

    def __init__(self, view: View) -> None:
        self.view = view

    @property
    def what(self) -> str:
        return self.view.said

    @property
    def fixed(self) -> str:
        return self.view.prefix + self.view.suffix

    # --- questions ---

    def may_be(self, text: str) -> bool:
        view = self.view
        if not (text.startswith(view.prefix) and text.endswith(view.suffix) and len(text) >= view.least):
            return False
        if not view.alphabet.issuperset(text[len(view.prefix) : len(text) - len(view.suffix)]):
            return False
        if view.fold and text != (text.lower() if view.fold == "lower" else text.upper()):
            return False
        return not view.shape or matches(javascript(f"^(?:{view.shape})$"), text)

    def among(self, texts: Collection[str]) -> list[str]:
        suffix = self.view.suffix
        return [text for text in texts if text.endswith(suffix) and self.may_be(text)]

    def is_one_of(self, texts: list[str]) -> Answer:
        wanted = self.among(texts)
        if not wanted:
            return False
        if self.view.plain:
            return self._ask(self._words(equal=wanted))
        return self._ask_parts("|".join(map(quoted, wanted)), f"is {_listed(wanted)}")

    def starts(self, word: str) -> Answer:
        view = self.view
        if view.prefix.startswith(word):
            return True
        if not word.startswith(view.prefix) or not self._spelled(word):
            return False
        if view.plain:
            return self._ask(self._words(starts=(word,)))
        return self._ask_parts(f"{quoted(word)}{self._filler()}*", f"begins with {word}")

    def ends(self, word: str) -> Answer:
        view = self.view
        if view.suffix.endswith(word):
            return True
        if not word.endswith(view.suffix) or not self._spelled(word):
            return False
        if view.plain:
            return self._ask(self._words(ends=(word,)))
        return self._ask_parts(f"{self._filler()}*{quoted(word)}", f"ends with {word}")

    def has(self, word: str) -> Answer:
        view = self.view
        if word in view.prefix or word in view.suffix:
            return True
        if not self._spelled(word) or self.only_fixed(word):
            return False
        if view.plain:
            return self._ask(self._words(inside=(word,)))
        before = self._filler() if len(word) > 1 or view.filler != ANY else f"[^{quoted_class(word)}]"
        return self._ask_parts(f"{before}*{quoted(word)}{self._filler()}*", f"contains {word}")

    def asked(self, language: Language, said: str) -> Answer:
        if not self.view.plain or self.view.fold:
            return super().asked(language, said)
        return self._ask(language)

    def asked_pattern(self, source: str, flags: str) -> Answer:
        """A text in lower case matches a pattern without capitals where the text matches it in any case."""
        if self.view.fold == "lower" and not _CAPITAL.search(source):
            return Text(replace(self.view, fold="")).asked_pattern(source, "".join(sorted({*flags, "i"})))
        if not self.may_match(source, flags):
            return False
        return super().asked_pattern(source, flags)

    def asked_shell(self, pattern: str) -> Answer:
        if self.view.fold:
            return self.asked_pattern(expression(pattern), "")
        language = shell(pattern)
        if isinstance(language, Starred) and self.view.plain:
            return self._asked_stars(language, pattern)
        return super().asked_shell(pattern) if self.may_match(expression(pattern), "") else False

    def _asked_stars(self, language: Starred, pattern: str) -> Answer:
        """Most pieces of most patterns are nowhere in a text with a fixed tail, or only there."""
        view = self.view
        known = language.within(view.prefix, view.suffix)
        if isinstance(known, Words):
            return known.everything
        if view.suffix and not self.may_match(expression(pattern), ""):
            return False
        return self._ask(language)

    def may_match(self, source: str, flags: str) -> bool:
        """A quick look: False only if no text of the view matches the pattern."""
        view = self.view
        if not view.plain or view.fold or "m" in flags:
            return True
        if "i" not in flags:
            return all(may_hold(piece, view.prefix, view.suffix, view.alphabet) for piece in needed(source, False))
        lower = frozenset(char.lower() for char in view.alphabet)
        pieces = needed(source, True)
        return all(may_hold(piece, view.prefix.lower(), view.suffix.lower(), lower) for piece in pieces)

    def longer(self, length: int) -> Answer:
        """Whether there are at least `length` characters."""
        if length <= self.view.least:
            return True
        if self.view.plain:
            language = self._pattern(f"^[^]{{{length},}}$")
            return self._ask(language, f"{self.what} has at least {length} characters")
        return self._ask_parts(f"{self._filler()}{{{length},}}", f"has at least {length} characters")

    def occurs(self, pattern: str, said: str) -> Answer:
        """Whether the whole text matches a pattern built from `quoted` pieces and the filler."""
        if self.view.plain and not self.view.fold:
            return self._ask(self._pattern(f"^(?:{pattern})$"), f"{self.what} {said}")
        return self._ask_parts(pattern, said)

    def only_fixed(self, word: str) -> bool:
        """Whether the word can stand nowhere but inside the known prefix or suffix."""
        return bool(word) and not self.view.alphabet.intersection(word)

    def _spelled(self, word: str) -> bool:
        """False if no text in this case and of this filler can hold the word."""
        view = self.view
        if view.fold and word != (word.lower() if view.fold == "lower" else word.upper()):
            return False
        return view.filler in (ANY, None) or matches(javascript(f"^{view.filler}*$"), word)

    def _filler(self) -> str:
        if self.view.filler is None:
            raise self.beyond("a search")
        return self.view.filler

    def _words(self, **words: Sequence[str]) -> Language:
        """Words that were found possible in this case; the subject itself may be in any case."""
        fold = bool(self.view.fold)
        listed = {kind: [word.lower() if fold else word for word in given] for kind, given in words.items()}
        return Words(
            listed.get("equal", ()), listed.get("starts", ()), listed.get("ends", ()), listed.get("inside", ()), fold
        )

    def _ask(self, language: Language, label: str = "") -> Flag:
        view = self.view
        test = Test(language, view.subject, view.before, view.after, label)
        return Flag(lambda world: world.names(test))

    def _ask_parts(self, pattern: str, said: str) -> Flag:
        view = self.view
        language = self._pattern(f"^{view.front}(?:{pattern}){view.back}$", "i" if view.fold else "")
        return self._ask(language, f"{self.what} {said}")

    def _pattern(self, source: str, flags: str = "") -> Language:
        """One of ours; what counts too far is no more decided than one of the file's."""
        try:
            return javascript(source, flags)
        except Beyond as beyond:
            raise self.beyond(f"a test ({beyond.reason})") from None

    # --- other views ---

    def changed(self, said: str, **parts: Value) -> Text:
        return Text(replace(self.view, said=said if len(said) <= LONGEST_PHRASE else _part_of(self.view.said), **parts))

    def joined(self, before: str, after: str) -> Value:
        view = self.view
        if not view.plain:
            return super().joined(before, after)
        return self.changed(
            view.said,
            before=before + view.before,
            after=view.after + after,
            prefix=before + view.prefix,
            suffix=view.suffix + after,
            least=view.least + len(before) + len(after),
        )

    def lowered(self, upper: bool) -> Value:
        view = self.view
        change = str.upper if upper else str.lower
        if not upper and not view.fold and view.alphabet <= NAME_ALPHABET and not view.front and not view.back:
            before, after = view.before.lower(), view.after.lower()
            return self.changed(
                view.said, before=before, after=after, prefix=view.prefix.lower(), suffix=view.suffix.lower()
            )
        if view.filler is None or view.fold:
            raise self.beyond("a change of case")
        alphabet = frozenset(change(char) for char in view.alphabet)
        return self.changed(
            view.said,
            fold="upper" if upper else "lower",
            alphabet=alphabet,
            prefix=change(view.prefix),
            suffix=change(view.suffix),
        )

    def beginning(self, length: int) -> Value:
        if length <= len(self.view.prefix):
            return self.view.prefix[:length]
        return super().beginning(length)

    def drop(self, world: World, count: int) -> Value:
        """Without its first characters."""
        view = self.view
        if count <= 0:
            return self
        if not holds(world, self.longer(count)):
            return ""
        least = max(0, view.least - count)
        cut = max(0, count - (view.least - len(view.suffix)))
        parts = {"prefix": view.prefix[count:], "suffix": view.suffix[cut:], "least": least}
        if view.plain and count <= len(view.before):
            return self.changed(view.said, before=view.before[count:], **parts)
        front = f"{view.front}{self._filler()}{{{count}}}"
        return self.changed(f"{view.said} from character {count + 1} on", front=front, **parts)

    def drop_end(self, world: World, count: int) -> Value:
        """Without its last characters."""
        view = self.view
        if count <= 0:
            return self
        if not holds(world, self.longer(count)):
            return ""
        kept = len(view.suffix) - count
        cut = max(0, count - (view.least - len(view.prefix)))
        prefix = view.prefix[: len(view.prefix) - cut]
        parts = {
            "suffix": view.suffix[:kept] if kept > 0 else "",
            "prefix": prefix,
            "least": max(0, view.least - count),
        }
        if view.plain and count <= len(view.after):
            return self.changed(view.said, after=view.after[: len(view.after) - count], **parts)
        back = f"{self._filler()}{{{count}}}{view.back}"
        return self.changed(f"{view.said} without its last {count} characters", back=back, **parts)

    def ending(self, length: int) -> Value:
        suffix = self.view.suffix
        return suffix[len(suffix) - length :] if length <= len(suffix) else super().ending(length)


def _part_of(said: str) -> str:
    return said if said.startswith("a part of") else f"a part of {'url' if 'url' in said else 'host'}"


def _listed(texts: list[str]) -> str:
    more = f" (or {len(texts) - 3} others)" if len(texts) > 3 else ""
    return " or ".join(repr(text) for text in sorted(texts)[:3]) + more
