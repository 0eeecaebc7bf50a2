"""Whatever is repeated in Defender's settings on Linux costs in proportion."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.formats.mdatp.asking import unit
from tests.scaling.growth import LONG, Text, counts, lines, out_of_proportion, reading

PROFILE, UNIT, ENVIRONMENT = "mdatp_managed.json", "mdatp.service.d/proxy.conf", "etc/environment"
PROXY = "HTTPS_PROXY=http://px:80/"


def profile(others: str) -> str:
    return f'{{{others} "cloudService": {{"proxy": "http://px:80/"}}}}'


def of_unit(line: str) -> Text:
    return lambda n: unit(f"Environment={PROXY}", *(line.format(at=at) for at in range(n)))


REPEATED: dict[str, tuple[str, Text]] = {
    "keys": (PROFILE, lambda n: profile("".join(f'"k{at}": 1,' for at in range(n)))),
    "keys that are said again": (PROFILE, lambda n: profile('"cloudService": {"proxy": "http://px:80/"},' * n)),
    "values that are said again": (
        PROFILE,
        lambda n: f'{{"cloudService": {{{", ".join(n * [json.dumps("proxy") + ": 1"])}}}}}',
    ),
    "elements": (PROFILE, lambda n: profile(f'"k": {json.dumps(list(range(n)))},')),
    "objects in a list": (PROFILE, lambda n: profile(f'"k": {json.dumps([{"a": 1}] * n)},')),
    "levels": (PROFILE, lambda n: profile('"k": ' + '{"k": ' * n + "1" + "}" * n + ",")),
    "lists in lists": (PROFILE, lambda n: profile('"k": ' + "[" * n + "]" * n + ",")),
    "a long text": (PROFILE, lambda n: profile(f'"k": "{"x" * n}",')),
    "escapes": (PROFILE, lambda n: profile('"k": "' + r"\u0041" * n + '",')),
    "a long number": (PROFILE, lambda n: profile(f'"k": {"1" * n},')),
    "a long proxy": (PROFILE, lambda n: f'{{"cloudService": {{"proxy": "http://{"p" * n}:80/"}}}}'),
    "blank lines": (PROFILE, lambda n: profile("\n" * n)),
    "broken brackets": (PROFILE, lambda n: profile("}" * n)),
    "commas": (PROFILE, lambda n: profile("," * n)),
    "variables": (UNIT, of_unit("Environment=V{at}=x")),
    "variables on one line": (
        UNIT,
        lambda n: unit(f"Environment={PROXY} " + " ".join(f"V{at}=x" for at in range(n))),
    ),
    "proxies of a unit": (UNIT, of_unit("Environment=HTTPS_PROXY=http://p{at}:80/")),
    "exceptions": (UNIT, lambda n: unit(f"Environment={PROXY} NO_PROXY=" + ",".join(f"h{at}" for at in range(n)))),
    "continued lines": (UNIT, lambda n: unit(f"Environment={PROXY} \\", *["A=x \\"] * n, "B=x")),
    "environment files": (UNIT, of_unit("EnvironmentFile=/etc/e{at}")),
    "emptied variables": (UNIT, of_unit("Environment=")),
    "passed variables": (UNIT, of_unit("PassEnvironment=V{at}")),
    "sections": (UNIT, lambda n: unit(f"Environment={PROXY}") + "[X]\n" * n),
    "other lines of a unit": (UNIT, of_unit("ExecStart{at}=x")),
    "comments of a unit": (UNIT, of_unit("# comment")),
    "suppressions": (UNIT, of_unit("# proxylint: ignore[LNX101] why")),
    "specifiers": (UNIT, lambda n: unit(f"Environment={PROXY} A={'%h' * n}")),
    "quotes": (UNIT, lambda n: unit(f"Environment={PROXY} " + '"A=x" ' * n)),
    "lines of an environment": (ENVIRONMENT, lines(lambda at: f"V{at}=x")),
    "proxies of an environment": (ENVIRONMENT, lines(lambda at: f"HTTPS_PROXY=http://p{at}:80/")),
    "comments of an environment": (ENVIRONMENT, lines(lambda at: f"# {PROXY}")),
    "lines that are none": (ENVIRONMENT, lines(lambda at: "= =")),
}

SMALL = 100
"""Twice and four times as many are counted too."""


def work(name: str) -> Callable[[int], dict[str, int]]:
    path, text = REPEATED[name]
    return lambda n: counts(path, text(n).encode())


@pytest.mark.parametrize("name", REPEATED)
def test_steps_grow_in_proportion(name: str) -> None:
    assert out_of_proportion(work(name), SMALL) == {}


@pytest.mark.parametrize("name", REPEATED)
def test_steps_of_reading_long_files_grow_in_proportion(name: str) -> None:
    path, text = REPEATED[name]
    assert out_of_proportion(lambda n: reading(path, text(n).encode()), LONG) == {}
