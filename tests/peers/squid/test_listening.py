"""Which of the port lines are opened: what is said against what answers."""

from __future__ import annotations

import pytest

from proxylint.formats.squid.listening import MOST_OPENED, closed_ports, opened
from proxylint.formats.squid.policy import SquidPolicy
from tests.formats.squid.decide.asking import policy
from tests.peers.squid.real import RealSquid

URL = "http://site.example/"
ADDRESSES = ("127.0.0.1", "10.0.0.1")


def lines(*ports: str) -> str:
    """Each under a name; and a port that is opened whatever becomes of them."""
    names = [f"line{at}" for at in range(len(ports))]
    text = "".join(f"http_port {port} name={name}\n" for port, name in zip(ports, names, strict=True))
    return text + "http_port 4444\nhttp_access allow all\n"


def answering(asked: RealSquid, number: int) -> set[str]:
    """The addresses on which somebody listens."""
    found = set()
    for address in ADDRESSES:
        try:
            asked.ask(URL, listen=f"{address}:{number}")
        except ConnectionRefusedError:
            continue
        found.add(address)
    return found


def shut(text: str) -> list[str]:
    """The names of the lines that are said not to be opened on Linux."""
    asked = policy(text)
    assert isinstance(asked, SquidPolicy)
    return [closed.port.name for closed in closed_ports(asked.config.ports)]


@pytest.mark.parametrize(
    ("ports", "closed", "heard"),
    [
        (("3128", "3128"), ["line1"], {"127.0.0.1", "10.0.0.1"}),
        (("3128", "[::]:3128"), ["line1"], {"127.0.0.1", "10.0.0.1"}),
        (("3128", "0.0.0.0:3128"), ["line1"], {"127.0.0.1", "10.0.0.1"}),
        (("3128 ipv4", "3128"), ["line1"], {"127.0.0.1", "10.0.0.1"}),
        (("3128", "10.0.0.1:3128"), ["line1"], {"127.0.0.1", "10.0.0.1"}),
        (("10.0.0.1:3128", "3128"), ["line1"], {"10.0.0.1"}),
        (("10.0.0.1:3128", "0.0.0.0:3128"), ["line1"], {"10.0.0.1"}),
        (("10.0.0.1:3128", "127.0.0.1:3128"), [], {"127.0.0.1", "10.0.0.1"}),
        (("127.0.0.1:3128", "127.0.0.1:3128", "10.0.0.1:3128"), ["line1"], {"127.0.0.1", "10.0.0.1"}),
    ],
)
def test_of_two_lines_for_one_place_the_first_gets_it(
    ports: tuple[str, ...], closed: list[str], heard: set[str]
) -> None:
    text = lines(*ports)
    assert shut(text) == closed
    with RealSquid(text) as squid:
        assert answering(squid, 3128) == heard
        assert squid.printed.count("Address already in use") >= len(closed)
        assert bool(closed) is ("Address already in use" in squid.printed)


def test_no_more_are_opened_than_there_is_room_for() -> None:
    numbers = range(4000, 4000 + MOST_OPENED + 1)
    text = "".join(f"http_port {number}\n" for number in (4000, 4000, *numbers[1:])) + "http_access allow all\n"
    asked = policy(text)
    assert isinstance(asked, SquidPolicy)
    told = [port.listener.port for port in opened(asked.config, asked.compiled)]
    assert told == list(numbers[:-2])
    with RealSquid(text) as squid:
        heard = [number for number in numbers[-4:] if answering(squid, number)]
        assert "The limit is 128 HTTP ports." in squid.printed
    assert heard == list(numbers[-4:-2])


@pytest.mark.parametrize(("port", "allowed"), [("3128", True), ("0.0.0.0:3128", True), ("10.0.0.1:3128", True)])
def test_a_port_for_every_address_has_the_one_that_was_connected_to(port: str, allowed: bool) -> None:
    text = f"http_port {port}\nacl here localip 10.0.0.1\nhttp_access allow here\n"
    with RealSquid(text) as squid:
        assert (squid.ask(URL, listen="10.0.0.1:3128").status == 200) is allowed


def test_ports_for_tls_are_counted_with_the_others() -> None:
    text = "".join(f"http_port {number}\n" for number in range(4000, 4000 + MOST_OPENED - 1))
    text += (
        "".join(f"https_port {number} cert=/etc/squid/ca.pem\n" for number in (5001, 5002)) + "http_access allow all\n"
    )
    asked = policy(text)
    assert isinstance(asked, SquidPolicy)
    told = [port.listener.port for port in opened(asked.config, asked.compiled)]
    assert told[-2:] == [4000 + MOST_OPENED - 2, 5001]
    with RealSquid(text, secure=(5001, 5002)) as squid:
        assert answering(squid, 5001)
        assert not answering(squid, 5002)
