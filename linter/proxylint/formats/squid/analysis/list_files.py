"""What stands on an `acl` line behind its list file: Squid does not read it (ConfigParser.cc:83-158@5.7)."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.format import Policy
from proxylint.formats.squid.analysis.subject import readable
from proxylint.formats.squid.analysis.uses import names_in_use
from proxylint.formats.squid.analysis.written import written_lines
from proxylint.formats.squid.model import Acl, Config, Part
from proxylint.formats.squid.reading.values import ListValues, PickedValues
from proxylint.records import dataclass
from proxylint.text import Span
from proxylint_grammars.squid import Line, Word, words


@dataclass(frozen=True, slots=True)
class UnreadValues:
    """`file`: the list file as written; `span`: the words behind it, `values`."""

    acl: str
    file: str
    span: Span
    values: tuple[str, ...]


def unread_values(policy: Policy) -> tuple[UnreadValues, ...]:
    squid = readable(policy)
    if squid is None:
        return ()
    named = names_in_use(squid)
    wanted = {part.span: acl for key, acl in squid.config.acls.items() if key in named for part in _listed(acl)}
    return tuple(
        fact
        for line in (written_lines(squid) if wanted else ())
        if line.name == "acl" and line.span in wanted
        for fact in _of_line(wanted[line.span], line, squid.config)
    )


def _listed(acl: Acl) -> Iterator[Part]:
    """Parts that come from a list file, read or not."""
    for part in acl.parts:
        if part.absent is not None or isinstance(part.values, ListValues | PickedValues):
            yield part


def _of_line(acl: Acl, line: Line, config: Config) -> Iterator[UnreadValues]:
    """The first word that begins with a quotation mark names the file; where quotes are known it is a value."""
    found = list(words(line, line.arguments_at))
    at = next((at for at, word in enumerate(found) if at > 1 and word.text[0] in "\"'"), len(found))
    rest = found[at + 1 :]
    if rest and not _knows_quotes(config):
        span = rest[0].span.to(rest[-1].span)
        yield UnreadValues(acl.name, found[at].text.strip("\"'"), span, _texts(rest))


def _texts(found: list[Word]) -> tuple[str, ...]:
    return tuple(word.text for word in found)


def _knows_quotes(config: Config) -> bool:
    """Whether configuration_includes_quoted_values stands anywhere: then nothing is said."""
    return any("configuration_includes_quoted_values" in source.text for source in config.sources.values())
