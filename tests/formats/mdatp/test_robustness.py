"""Any file is read and asked without an exception; the same file gives the same answers."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proxylint.format import Given
from proxylint.formats.mdatp.analysis import analyse
from proxylint.formats.mdatp.carrier import Carrier, carrier_of
from proxylint.formats.mdatp.likeness import likeness
from proxylint.request import Request
from proxylint.text import Source
from tests.formats.mdatp.asking import HTTP, HTTPS, policy_of, way

PATHS = ["mdatp_managed.json", "mdatp.service.d/x.conf", "etc/environment", "some.txt"]
PIECES = [
    *('{"cloudService":', '{"proxy":', '"http://px:80/"', "}", "}}", ",", "[", "]", "null", '"proxy":'),
    *(
        "[Service]\n",
        "[Unit]\n",
        "[x\n",
        "Environment=",
        "EnvironmentFile=/x\n",
        "PassEnvironment=",
        "UnsetEnvironment=",
    ),
    *("HTTPS_PROXY=", "https_proxy=", "NO_PROXY=", ".microsoft.com", "http://px:80/", "http://me:pw@px:80/", "export "),
    *("\n", "\r\n", "\\\n", "\\", '"', "'", "#", ";", " ", "%H", "\ufeff", "\0", "\x85"),
]


@pytest.mark.parametrize("path", PATHS)
@given(
    st.lists(st.sampled_from(PIECES), max_size=20).map(lambda pieces: "".join(pieces).encode()) | st.binary(max_size=60)
)
@settings(max_examples=120)
def test_whatever_the_bytes(path: str, data: bytes) -> None:
    first, second = policy_of(data, path), policy_of(data, path)
    assert analyse(first) == analyse(second)
    for url in (HTTPS, HTTP):
        request = Request.parse(url)
        cases = first.decide(request, Given()).cases
        assert cases
        assert [way(case) for case in cases] == [way(case) for case in second.decide(request, Given()).cases]
    text = first.sources[path].text
    for fact in analyse(first):
        assert 0 <= fact.span.start <= fact.span.end <= len(text)


UNITS = {
    "mdatp_managed.json": [
        '"cloudService": {"proxy": "http://a:1/"}',
        '"cloudService": {}',
        '"cloudService": {"Proxy": 1}',
    ],
    "mdatp.service": [
        *(
            "[Service]\nEnvironment=HTTPS_PROXY=http://a:1/\n",
            "[Service]\nEnvironment=\n",
            "Environment=HTTPS_PROXY=\n",
        ),
        *("[Service]\nHTTPS_PROXY=me:pw@px\n", "[Service]\nEnvironmentFile=/x\n", "Environment=HTTPS_PROXY=a b@c "),
    ],
    "etc/environment": ["HTTPS_PROXY=http://me:pw@px:1/\n", "NO_PROXY=a,b,c\n", "HTTPS_PROXY=a,"],
}


@pytest.mark.parametrize(("path", "unit"), [(path, unit) for path, units in UNITS.items() for unit in units])
def test_time_grows_with_the_file_only(path: str, unit: str) -> None:
    """Four times the text must not take much more than four times as long; quadratic would be sixteen."""
    measured = []
    for _ in range(4):  # one measurement may be off on a shared machine; what is quadratic fails every time
        small, large = (_seconds(path, unit, size // len(unit)) for size in (12_000, 48_000))
        if large < 0.3 or large < 9 * small:
            return
        measured.append((small, large))
    raise AssertionError(measured)


def _seconds(path: str, unit: str, count: int) -> float:
    text = "{" + ",".join([unit] * count) + "}" if path.endswith(".json") else unit * count
    start = time.process_time()
    policy = policy_of(text, path)
    analyse(policy)
    policy.decide(Request.parse(HTTPS), Given())
    return time.process_time() - start


@pytest.mark.parametrize(
    ("path", "text", "carrier"),
    [
        ("mdatp_managed.json", "", Carrier.MANAGED),
        ("profile.txt", ' \n{"cloudService": {}}', Carrier.MANAGED),
        ("mdatp.service", "", Carrier.UNIT),
        ("x.conf", "A=b", Carrier.UNIT),
        ("override.txt", "# x\n[Service]\nA=b\n", Carrier.UNIT),
        ("etc/environment", "[x]\n", Carrier.ENVIRONMENT),
        ("proxy.env", "HTTPS_PROXY=x\n", Carrier.ENVIRONMENT),
    ],
)
def test_which_file_it_is(path: str, text: str, carrier: Carrier) -> None:
    assert carrier_of(Source(path, text)) is carrier


@pytest.mark.parametrize(
    ("path", "text", "score"),
    [
        ("a.json", '{"cloudService": {"proxy": "x"}}', 95),
        ("a.json", '{"antivirusEngine": {}}', 95),
        ("a.json", '{"proxy": "http://px:80/"}', 0),
        ("a.txt", "[Service]\nExecStart=/opt/microsoft/mdatp/sbin/wdavdaemon\n", 90),
        ("etc/systemd/system/mdatp.service.d/a.txt", "[Service]\nEnvironment=HTTPS_PROXY=x\n", 90),
        ("docker.service.d/a.conf", "[Service]\nEnvironment=HTTPS_PROXY=x\n", 0),
        ("a.env", "# x\nexport HTTPS_PROXY=x\nB=c\n", 40),
        ("a.sh", "HTTPS_PROXY=x\nrun it\n", 0),
        ("a.env", "PATH=/bin\n", 0),
        ("a.txt", "", 0),
    ],
)
def test_likeness(path: str, text: str, score: int) -> None:
    assert likeness(Source(path, text)) == score
