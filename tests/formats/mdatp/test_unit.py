"""The agent's unit and its drop-ins: what of the environment is certain, and what has no effect.

That lines have no effect was checked with `systemd-analyze verify` of systemd 252; where it is installed, it is asked.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from proxylint.formats.mdatp.model import Why
from proxylint.formats.mdatp.policy import MdatpPolicy
from tests.formats.mdatp.asking import HTTP, HTTPS, from_unit, policy_of, unit, ways

P = "HTTPS_PROXY=http://px:80/"
REPLACED = "HTTPS_PROXY holds a '%' or a backslash, which systemd replaces"
EMPTY = "HTTPS_PROXY is empty, and agents were seen to put an address of their own in its place"
NO_SCHEME = "HTTPS_PROXY does not begin with 'http://', and no other form is documented"
NOT_HTTP = "? which way plain http goes where HTTPS_PROXY is set is not documented"


@pytest.mark.parametrize(
    "lines",
    [
        [f"Environment={P}"],
        [f'Environment="{P}"'],
        ['Environment=HTTPS_PROXY="http://px:80/"'],
        ["Environment='LANG=C' \\", f'  "{P}"'],
        ["Environment=HTTPS_PROXY=http://other:80/", f"Environment={P}"],
        ["Environment=HTTPS_PROXY=http://other:80/", "Environment=", f"Environment={P}"],
        ["EnvironmentFile=/etc/x", "EnvironmentFile=", f"Environment={P}"],
        ["PassEnvironment=HTTPS_PROXY LANG", f"Environment={P}"],
        ["PassEnvironment=NO_PROXY", "PassEnvironment=", f"Environment={P}"],
        ["UnsetEnvironment=LANG", f"Environment={P}"],
        [f"Environment={P} https_proxy=http://px:80/ ALL_PROXY=http://other:1"],
        [f"Environment={P} NO_PROXY="],
        [f"Environment={P}", 'Environment="LANG=C'],
    ],
)
def test_the_variable_of_the_service_decides_for_https(lines: list[str]) -> None:
    assert from_unit(*lines) == ["proxy px:80"]
    assert from_unit(*lines, url=HTTP) == [NOT_HTTP]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Environment=https_proxy=http://px:80/"], "only HTTPS_PROXY is documented for the agent, not https_proxy"),
        (["Environment=HTTP_PROXY=http://px:80/"], "only HTTPS_PROXY is documented for the agent, not HTTP_PROXY"),
        (["Environment=ALL_PROXY=http://px:80/"], "only HTTPS_PROXY is documented for the agent, not ALL_PROXY"),
        (
            [f"Environment={P} https_proxy=http://other:80/"],
            "HTTPS_PROXY and https_proxy differ, and which one the agent takes is not documented",
        ),
        ([f"Environment={P}", "EnvironmentFile=-/etc/x"], "what '/etc/x' sets wins, and that file is not read"),
        (["EnvironmentFile=/etc/environment"], "what '/etc/environment' sets wins, and that file is not read"),
        ([f"Environment={P}", "UnsetEnvironment=HTTPS_PROXY"], "UnsetEnvironment= takes HTTPS_PROXY away again"),
        (["PassEnvironment=HTTPS_PROXY"], "PassEnvironment= takes HTTPS_PROXY from the service manager"),
        ([f"Environment={P}", "PassEnvironment=no_proxy"], "PassEnvironment= takes no_proxy from the service manager"),
        ([f"Environment={P}", "[Install", "WantedBy=x"], "systemd does not read the file to its end"),
        (
            ["{% if proxy %}", f"Environment={P}", "{% endif %}"],
            "the unit is a template, which something else fills in",
        ),
        (["<% if @a == b %>", f"Environment={P}"], "the unit is a template, which something else fills in"),
        (["Environment=HTTPS_PROXY=http://%H:80/"], REPLACED),
        ([r"Environment=HTTPS_PROXY=http://p\x78:80/"], REPLACED),
        (["Environment=HTTPS_PROXY="], EMPTY),
        (["Environment=HTTPS_PROXY=px:80"], NO_SCHEME),
    ],
)
def test_what_is_not_certain(lines: list[str], expected: str) -> None:
    assert from_unit(*lines) == [f"? {expected}"]


@pytest.mark.parametrize(
    "lines", [[], ["Environment=LANG=C"], ["Environment=NO_PROXY=x"], [f"Environment={P}", "Environment="]]
)
def test_a_unit_without_a_proxy_says_nothing(lines: list[str]) -> None:
    policy = policy_of(unit(*lines), "mdatp.service")
    assert policy.failure is not None
    assert policy.failure.elsewhere
    assert from_unit(*lines) == ["? the unit sets no variable that names a proxy"]


def test_another_encoding_is_not_certain() -> None:
    expected = ["? the file is written in another encoding than systemd reads"]
    assert ways(unit(f"Environment={P}").encode("utf-16"), HTTPS, "mdatp.service") == expected
    assert ways(unit(f"Environment={P}").encode("utf-8-sig"), HTTPS, "mdatp.service") == ["proxy px:80"]


def test_only_the_section_service_counts() -> None:
    text = f"[Unit]\nEnvironment={P}\n[Service]\n[X-Proxy]\nEnvironment={P}\n"
    assert ways(text, HTTPS, "mdatp.service") == ["? the unit sets no variable that names a proxy"]


def idle(policy: MdatpPolicy) -> list[tuple[str, Why]]:
    text = policy.sources["mdatp.service"].text
    return [(text[one.span.start : one.span.end], one.why) for one in policy.setting.idle]


IDLE = [
    (f"Environment={P}\n[Service]\n", f"Environment={P}", Why.NO_SECTION),
    (f"[Unit]\nEnvironment={P}\n", f"Environment={P}", Why.SECTION),
    (f"[service]\nEnvironment={P}\n", f"Environment={P}", Why.SECTION),
    ("[Unit]\nEnvironmentFile=/etc/environment\n", "EnvironmentFile=/etc/environment", Why.SECTION),
    (f"[Service]\nenvironment={P}\n", f"environment={P}", Why.SPELLING),
    (f"[Service]\n{P}\n", P, Why.NO_KEY),
    (f'[Service]\nEnvironment="export {P}"\n', f"export {P}", Why.NO_ASSIGNMENT),
    ("[Service]\nEnvironment=HTTPS_PROXY\n", "HTTPS_PROXY", Why.NO_ASSIGNMENT),
    (f'[Service]\nEnvironment="{P}\n', f'"{P}', Why.UNCLOSED),
    (f"[Service]\nEnvironment={P}\nEnvironment=\n", P, Why.RESET),
    (f"[Service]\nEnvironment={P}\nEnvironment=HTTPS_PROXY=http://b:1/\n", P, Why.REPLACED),
]


@pytest.mark.parametrize(("text", "where", "why"), IDLE)
def test_lines_without_effect(text: str, where: str, why: Why) -> None:
    assert idle(policy_of(text, "mdatp.service")) == [(where, why)]


@pytest.mark.parametrize(
    "text",
    [
        "[Unit]\nAfter=x\n",
        unit("Environment=LANG"),
        unit('Environment="LANG=C'),
        unit("Restart=always"),
        f"#Environment={P}\n",
        "[Unit]\nEnvironment=LANG=C\n",
        unit("ProxyMode=x"),
    ],
)
def test_nothing_is_said_of_lines_that_name_no_proxy(text: str) -> None:
    assert idle(policy_of(text, "mdatp.service")) == []


SAID = {
    Why.SECTION: ("Unknown key", "Unknown section"),
    Why.NO_SECTION: ("Assignment outside of section",),
    Why.SPELLING: ("Unknown key",),
    Why.NO_KEY: ("Unknown key",),
    Why.NO_ASSIGNMENT: ("Invalid environment assignment",),
    Why.UNCLOSED: ("Invalid syntax",),
}


@pytest.mark.peer
@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd-analyze here")
@pytest.mark.parametrize(("text", "where", "why"), [case for case in IDLE if case[2] in SAID])
def test_systemd_ignores_them_as_well(text: str, where: str, why: Why, tmp_path: Path) -> None:
    (tmp_path / "mdatp.service").write_text(text + "\n[Service]\nExecStart=/bin/true\n")
    run = subprocess.run(
        ["systemd-analyze", "verify", str(tmp_path / "mdatp.service")],
        capture_output=True, text=True, check=False, timeout=60, env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    if "ignoring" not in run.stderr.lower():
        pytest.skip(f"systemd-analyze does not run here: {run.stderr.strip()[:80]}")
    assert any(word in run.stderr for word in SAID[why])


def test_lines_that_are_no_assignment_are_told() -> None:
    policy = policy_of(unit("HTTPS_PROXY http://px:80/", f"Environment={P}"), "mdatp.service")
    assert [remark.text for remark in policy.remarks] == ["this line is no 'Key=value', and systemd ignores it"]
