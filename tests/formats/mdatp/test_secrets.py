"""No report quotes a password: what a policy hands out of its sources holds none, and every place stays as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxylint.text import Source
from tests.cli.run import proxylint
from tests.formats.mdatp.asking import policy_of, unit

PATHS = ["mdatp_managed.json", "mdatp.service", "etc/environment"]


def quotable(text: str, path: str) -> str:
    return policy_of(text, path).sources[path].text


def profile(value: str) -> str:
    return f'{{"cloudService":{{"proxy":"{value}"}}}}'


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        (PATHS[0], profile("http://me:pw@px:1/"), profile("************@px:1/")),
        (PATHS[0], profile("me:p w@px"), profile("******@px")),
        (PATHS[0], profile(r"me:p\u0041@px"), profile("**********@px")),
        (PATHS[0], profile("http://me:pw@px")[:-3], profile("************@px")[:-3]),
        (PATHS[1], unit("Environment=HTTPS_PROXY=http://me:pw@px"), unit("Environment=HTTPS_PROXY=************@px")),
        (PATHS[1], unit('Environment="HTTPS_PROXY=me:p w@px"'), unit('Environment="HTTPS_PROXY=******@px"')),
        (PATHS[1], unit("#Environment=HTTPS_PROXY=http://me:pw@px"), unit("#Environment=HTTPS_PROXY=************@px")),
        (PATHS[1], unit("HTTPS_PROXY=me:p w@px"), unit("HTTPS_PROXY=******@px")),
        (PATHS[1], unit('Environment="HTTPS_PROXY=me:p w@px'), unit("Environment=*******************@px")),
        (PATHS[1], unit("Environment=HTTPS_PROXY=me:p w@px"), unit("Environment=HTTPS_PROXY=******@px")),
        (PATHS[0], '{"a" 1, "proxy": "http://me:p w@px"}', '{"a" 1, "proxy": "http://******@px"}'),
        (PATHS[2], "HTTPS_PROXY=http://me:p#w@px:1\n", "HTTPS_PROXY=*************@px:1\n"),
        (PATHS[2], 'HTTPS_PROXY="http://me:p #w@px:1"\n', 'HTTPS_PROXY="**************@px:1"\n'),
        (PATHS[1], "[Unit]\nDocumentation=mailto:a@corp.example\n", "[Unit]\nDocumentation=********@corp.example\n"),
        (PATHS[2], "HTTPS_PROXY=http://me:pw@px:1\n", "HTTPS_PROXY=************@px:1\n"),
        (PATHS[2], "HTTPS_PROXY='me:p w@px:1'\n", "HTTPS_PROXY='******@px:1'\n"),
        (PATHS[2], "HTTPS_PROXY=http://px:1 # me@corp.example\n", "HTTPS_PROXY=http://px:1 # me@corp.example\n"),
    ],
)
def test_sources_hold_no_password(path: str, text: str, expected: str) -> None:
    assert quotable(text, path) == expected


@pytest.mark.parametrize("path", PATHS)
@given(st.text("ab:;@= <>{}\"'\r\n%\\/#", max_size=40))
def test_places_stay_and_nothing_raises(path: str, value: str) -> None:
    text = (
        f'{{"cloudService":{{"proxy":"{value}"}}}}\n[Service]\nEnvironment="HTTPS_PROXY={value}"\nHTTPS_PROXY={value}\n'
    )
    left = policy_of(text, path).sources[path]
    source = Source(path, text)
    assert len(left.text) == len(text)
    assert [left.place(at) for at in range(len(text))] == [source.place(at) for at in range(len(text))]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (PATHS[0], profile("http://me:hidden@px:1/")),
        (PATHS[0], profile("http://me:hidden@px:1/") + "}"),
        (PATHS[1], unit("Environment=HTTPS_PROXY=http://me:hidden@px:1/", "HTTPS_PROXY=http://me:hidden@px:1/")),
        (PATHS[1], unit("Environment=HTTPS_PROXY=http://me:hidden@px:1/ https_proxy=x", "http://me:hidden@px:1/")),
        (PATHS[2], "HTTPS_PROXY=http://me:hidden@px:1/\n"),
    ],
)
def test_no_output_holds_a_password(path: str, text: str, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / path).parent.mkdir(exist_ok=True)
    (tmp_path / path).write_text(text)
    runs = [proxylint("check", path, "--format", one, cwd=tmp_path) for one in ("text", "json", "sarif")]
    runs.append(proxylint("why", path, "https://a.example/", "--format", "json", cwd=tmp_path))
    assert [(run.err, path in run.out, "hidden" in run.out) for run in runs] == [("", True, False)] * 4


def test_the_bytes_stay_for_the_hash_of_a_line() -> None:
    text = "HTTPS_PROXY=http://me:pw@px:1\n"
    assert policy_of(text, PATHS[2]).sources[PATHS[2]].data == text.encode()
