"""The regular expressions of one `acl` line, grouped and checked as Squid compiles them (acl/RegexData.cc@5.7)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from proxylint.formats.squid.reading.ere import invalid
from proxylint.records import dataclass, field

_FLAGS = {"-i": True, "+i": False}
_JOINED_LIMIT = 1024
_LONGEST = 8191


@dataclass(frozen=True, slots=True)
class Pattern:
    text: str
    index: int
    listed: bool = False


@dataclass(slots=True)
class Group:
    """Patterns with one setting of -i, those of the line and those of its list file apart."""

    ignore_case: bool
    inline: list[Pattern] = field(default_factory=list)
    listed: list[Pattern] = field(default_factory=list)
    _picked: list[int] | None = None

    @property
    def picked(self) -> list[int]:
        """The places of the patterns in the list file; the same list for whoever asks."""
        if self._picked is None:
            self._picked = [pattern.index for pattern in self.listed]
        return self._picked

    def __iter__(self) -> Iterator[Pattern]:
        yield from self.inline
        yield from self.listed


Complaint = Callable[[Pattern, str], None]


def kept_patterns(inline: list[Pattern], listed: list[Pattern], ignore_case: bool, complain: Complaint) -> list[Group]:
    """The groups of a line, without what Squid 5 skips; `complain` is told of each pattern that does not compile."""
    groups = [Group(ignore_case)]
    for patterns, in_file in ((inline, False), (listed, True)):
        for pattern in patterns:
            flag = _FLAGS.get(pattern.text)
            if flag is None:
                (groups[-1].listed if in_file else groups[-1].inline).append(pattern)
            elif flag != groups[-1].ignore_case:
                groups.append(Group(flag))
    faults = {(in_file, one.index): text for in_file, one, text in _faults(groups)}
    if faults and not all(invalid(joined) is None for group in groups for joined in _joined(group)):
        for (in_file, index), text in faults.items():
            complain(Pattern((listed if in_file else inline)[index].text, index, in_file), text)
        for group in groups:
            group.inline = [one for one in group.inline if (False, one.index) not in faults]
            group.listed = [one for one in group.listed if (True, one.index) not in faults]
    return [group for group in groups if group.inline or group.listed]


def _faults(groups: list[Group]) -> Iterator[tuple[bool, Pattern, str]]:
    for group in groups:
        for in_file, patterns in ((False, group.inline), (True, group.listed)):
            for pattern in patterns:
                fault = invalid(cleaned(pattern.text))
                if fault:
                    yield in_file, pattern, fault


def _joined(group: Group) -> Iterator[str]:
    """What Squid compiles first: `(p1)|(p2)`, anew whenever 1024 bytes are exceeded. A pattern that is invalid alone
    may pass in company (`a(` and `b)`)."""
    gathered: list[str] = []
    size = 0
    for pattern in group:
        text = cleaned(pattern.text)
        gathered.append(text)
        size += len(text)
        if size > _JOINED_LIMIT:
            yield f"({')|('.join(gathered)})"
            gathered, size = [], 0
    if gathered:
        yield f"({')|('.join(gathered)})"


def cleaned(text: str) -> str:
    """removeUnnecessaryWildcards (acl/RegexData.cc:84@5.7)."""
    if text == ".*":
        return text
    rest = text[3:] if text.startswith("^.*") else text
    while rest.startswith(".*"):
        rest = rest[2:]
    return rest or ".*"
