"""Does Squid start? The reader and a real Squid must say the same of every configuration in startup_cases.py, and of
random changes to them."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from random import Random

import pytest

from proxylint.formats.squid.reading import read_config
from proxylint.text import Source, decode_bytes
from tests.formats.squid.reading.files import Files
from tests.formats.squid.reading.judge import WHOLE, judge, version
from tests.formats.squid.reading.startup_cases import FILES, TOPICS, cases
from tests.formats.squid.reading.startup_mutations import mutations

SEED, SAMPLE, MUTATIONS, MANY = 20261125, 10, 40, 3000
_WHEN_OPENED = ("all ports", "there is no http")
LOADER = Files({name: content.encode() for name, content in FILES.items()})


def refusals(text: str) -> list[str]:
    """Why the reader says that Squid refuses it; what is found only when ports are opened does not count here."""
    config = read_config(Source.of("squid.conf", text.encode(), decode_bytes), LOADER, version())
    return [
        failure.text for failure in config.failures if not failure.text.startswith(("all ports", "there is no http"))
    ]


def differences(texts: list[str], bench: Path) -> dict[str, tuple[bool, list[str]]]:
    """The configurations of which Squid and the reader say different things, with what each says.

    A refusal for something outside the file (a name that does not resolve) is none of the reader's.
    """
    found = {}
    for text in texts:
        judgement, said = judge(text.encode(), bench), refusals(text)
        if judgement.accepted == bool(said) and not (judgement.surroundings and not said):
            found[text] = (judgement.accepted, said)
    return found


@pytest.mark.peer
@pytest.mark.parametrize("topic", TOPICS)
def test_the_reader_refuses_what_squid_refuses(topic: str, bench: Path) -> None:
    chosen = cases(topic)
    if not WHOLE and len(chosen) > SAMPLE:
        chosen = Random(f"{SEED}/{topic}").sample(chosen, SAMPLE)
    assert differences(chosen, bench) == {}


@pytest.mark.peer
def test_the_reader_refuses_what_squid_refuses_after_random_changes(bench: Path) -> None:
    assert differences(list(islice(mutations(SEED), MANY if WHOLE else MUTATIONS)), bench) == {}


def test_there_are_enough_configurations() -> None:
    assert sum(len(cases(topic)) for topic in TOPICS) > 700
