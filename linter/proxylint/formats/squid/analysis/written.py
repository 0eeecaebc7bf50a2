"""The logical lines of the configuration files as they are written: for directives that the model does not keep."""

from __future__ import annotations

from proxylint.formats.squid.model import Config
from proxylint.formats.squid.policy import SquidPolicy
from proxylint.formats.squid.reading.values import ListValues, PickedValues
from proxylint_grammars.squid import OLD_BLANKS, STRICT_BLANKS, Line, read_lines


def written_lines(policy: SquidPolicy) -> tuple[Line, ...]:
    """Every line of every file but the lists of values, those below a false `if` included. Not in the order in which
    Squid reads them: the file itself, then its includes."""
    return policy.compiled.of("written lines", "", lambda: tuple(_lines(policy.config)))


def _lines(config: Config) -> list[Line]:
    blanks = STRICT_BLANKS if config.version >= 7 else OLD_BLANKS
    lists = _lists(config)
    return [line for path, source in config.sources.items() if path not in lists for line in read_lines(source, blanks)]


def _lists(config: Config) -> set[str]:
    """The files that were read as lists of values; the linted file is none, whatever it names."""
    found = {
        part.values.file.source.path
        for acl in config.acls.values()
        for part in acl.parts
        if isinstance(part.values, ListValues | PickedValues)
    }
    return found - {config.source.path}
