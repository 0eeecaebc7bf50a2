"""`proxylint verdicts --clients`: one column for each group of devices."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.run import Run, proxylint

CLIENTS = """
[[clients]]
name = "office"
network = "10.1.0.0/16"
kind = "workstation"
user = "yes"

[[clients]]
name = "kiosks"
network = ["10.2.0.0/16", "10.3.0.1"]
kind = "workstation"
user = "no"

[[clients]]
name = "servers"
network = "10.4.0.0/16"
kind = "server"
user = false

[[clients]]
name = "lab"
network = "10.5.0.0/16"
kind = "server"
user = true
"""
CONFIG = """http_port 3128
auth_param basic program /usr/lib/squid/basic_ncsa_auth /etc/squid/passwd
acl site src 10.0.0.0/8
acl servers src 10.4.0.0/16
acl staff proxy_auth REQUIRED
acl sensor dstdomain .endpoint.security.microsoft.com
http_access allow servers sensor
http_access allow site staff
http_access deny all
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "clients.toml").write_text(CLIENTS)
    (tmp_path / "squid.conf").write_text(CONFIG)
    return tmp_path


def verdicts(site: Path, *more: str) -> Run:
    run = proxylint("verdicts", "squid.conf", "--clients", "clients.toml", *more, cwd=site)
    assert "Traceback" not in run.err
    return run


SENSOR, OTHER = "https://*.endpoint.security.microsoft.com/", "https://go.microsoft.com/"
COLUMNS = [
    "office (workstation, user logged on)",
    "kiosks (workstation, nobody logged on)",
    "servers (server, nobody logged on)",
    "lab (server, user logged on)",
]
SAID = {
    SENSOR: ["works while a user is logged on", "not as expected: login", "works", "not as expected: login"],
    OTHER: ["works while a user is logged on", *["not as expected: login"] * 3],
}


def test_csv(site: Path) -> None:
    run = verdicts(site, "--format", "csv")
    assert (run.code, run.err) == (0, "")
    rows = list(csv.DictReader(io.StringIO(run.out)))
    assert {row["url"]: [row[name] for name in COLUMNS] for row in rows if row["url"] in SAID} == SAID


def test_json(site: Path) -> None:
    entries = json.loads(verdicts(site, "--format", "json").out)["verdicts"]
    found = {entry["url"]: entry["clients"] for entry in entries}
    assert found[SENSOR][0] == {
        "name": "office",
        "kind": "workstation",
        "user": True,
        "outcome": "fail",
        "standing": "works while a user is logged on",
        "fault": "login",
    }
    assert [(one["name"], one["outcome"], one["standing"]) for one in found[SENSOR][1:]] == [
        ("kiosks", "fail", "not as expected"),
        ("servers", "proved", "works"),
        ("lab", "fail", "not as expected"),
    ]


def test_text_has_the_columns_under_their_names(site: Path) -> None:
    lines = verdicts(site).out.splitlines()
    assert lines[0] == "squid.conf"
    places = [lines[1].index(name) for name in COLUMNS]
    line = next(line for line in lines if SENSOR in line)
    ends = [*places[1:], len(line)]
    assert [line[start:end].strip() for start, end in zip(places, ends, strict=True)][:3] == SAID[SENSOR][:3]
    assert "servers (server, nobody logged on): 1 proved, 18 fail, 0 undecided." in lines
    assert "office (workstation, user logged on): 0 proved, 19 fail, 0 undecided." in lines


def test_markdown(site: Path) -> None:
    lines = verdicts(site, "--format", "markdown").out.splitlines()
    assert all(name in lines[0] for name in COLUMNS)
    row = next(line for line in lines if "security.microsoft.com/` |" in line)
    assert "| works while a user is logged on | not as expected: login | works | not as expected: login |" in row


def test_without_clients_nothing_is_new(site: Path) -> None:
    plain = json.loads(proxylint("verdicts", "squid.conf", "--format", "json", cwd=site).out)["verdicts"][0]
    assert "clients" not in plain
    assert plain["outcome"] == "fail"


def test_other_faults_are_named(site: Path) -> None:
    (site / "squid.conf").write_text(CONFIG.replace("allow site staff", "deny site"))
    rows = csv.DictReader(io.StringIO(verdicts(site, "--format", "csv").out))
    assert next([row[name] for name in COLUMNS] for row in rows if row["url"] == OTHER) == ["fails: denied"] * 4


def test_a_device_uses_the_port_that_serves_it(site: Path) -> None:
    """The servers' own port asks for nothing; nobody else may use it, and they may use no other."""
    (site / "squid.conf").write_text(
        "http_port 3128\nhttp_port 3129\nauth_param basic program /bin/a\nacl own localport 3129\n"
        "acl servers src 10.4.0.0/16\nacl site src 10.0.0.0/8\nacl staff proxy_auth REQUIRED\n"
        "http_access allow servers own\nhttp_access deny servers\nhttp_access deny own\n"
        "http_access allow site staff\nhttp_access deny all\n"
    )
    rows = csv.DictReader(io.StringIO(verdicts(site, "--format", "csv").out))
    assert next([row[name] for name in COLUMNS] for row in rows if row["url"] == OTHER) == [
        "works while a user is logged on",
        "not as expected: login",
        "works",
        "not as expected: login",
    ]


def test_a_pac_sends_each_network_its_own_way(site: Path) -> None:
    (site / "proxy.pac").write_text(
        'function FindProxyForURL(u, h) { return isInNet(myIpAddress(), "10.4.0.0", "255.255.0.0") ? "DIRECT"'
        ' : "PROXY p:8080"; }'
    )
    run = proxylint("verdicts", "proxy.pac", "--clients", "clients.toml", "--format", "csv", cwd=site)
    rows = csv.DictReader(io.StringIO(run.out))
    assert next([row[name] for name in COLUMNS] for row in rows if row["url"] == OTHER) == [
        "works",
        "works",
        "fails: sent direct",
        "works",
    ]


ROW = '[[clients]]\nname = "a"\nnetwork = "10.0.0.0/8"\nkind = "server"\nuser = "no"\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "clients.toml: there is no [[clients]] table"),
        ("clients = 3\n", "clients.toml: there is no [[clients]] table"),
        ("clients = [3]\n", "clients.toml: clients row 1 is not a table"),
        ('cloud = "x"\n' + ROW, "clients.toml: 'cloud' is not known"),
        (ROW.replace('kind = "server"\n', ""), "clients.toml: clients row 1: kind is missing"),
        (ROW + ROW.replace('"no"', '"maybe"').replace('"a"', '"b"'), 'clients row 2: user must be "yes" or "no"'),
        (ROW.replace('"no"', "1"), "clients row 1: user must be"),
        (ROW.replace("server", "printer"), "clients row 1: kind must be workstation or server"),
        (ROW.replace('kind = "server"', "kind = []"), "clients row 1: kind must be workstation or server"),
        (ROW.replace("10.0.0.0/8", "10.0.0.0/40"), "clients row 1: network: '10.0.0.0/40' is no network"),
        (ROW.replace('"10.0.0.0/8"', "[]"), "clients row 1: network must name at least one network"),
        (ROW.replace('"10.0.0.0/8"', '["10.0.0.0/8", 7]'), "clients row 1: network: 7 is no network"),
        (ROW + "vlan = 3\n", "clients row 1: 'vlan' is no field of a client"),
        (ROW + ROW, "clients row 2: name 'a' stands twice"),
        (ROW.replace('"a"', '" "'), "clients row 1: name must be a text"),
        ("[[clients]\n", "clients.toml: "),
    ],
)
def test_a_wrong_file_is_told_by_row_and_field(site: Path, text: str, said: str) -> None:
    (site / "clients.toml").write_text(text)
    run = verdicts(site)
    assert (run.code, run.out) == (2, "")
    assert said in run.err


def test_a_file_that_is_not_there(site: Path) -> None:
    (site / "clients.toml").unlink()
    run = verdicts(site)
    assert (run.code, run.out) == (2, "")
    assert "clients.toml: cannot be read" in run.err
