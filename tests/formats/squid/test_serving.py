"""Advised allow lines name the clients that the file serves, and nobody else."""

from __future__ import annotations

import pytest

from proxylint import engine
from proxylint.engine import Options
from proxylint.formats.squid.policy import SquidPolicy
from proxylint.formats.squid.serving import Clients, clients

HEAD = "http_port 3128\nacl lan src 10.0.0.0/8\nacl dmz src 192.168.7.0/24\nacl hosts dstdomain .example.com\n"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("http_access allow all\n", Clients()),
        ("http_access deny all\n", Clients()),
        ("http_access allow lan\nhttp_access deny all\n", Clients(acls=("lan",))),
        ("http_access allow lan hosts\nhttp_access deny all\n", Clients(acls=("lan",))),
        ("http_access allow dmz\nhttp_access allow lan\nhttp_access deny all\n", Clients(acls=("dmz", "lan"))),
        (
            "http_access deny !lan !dmz\nhttp_access allow all\nhttp_access deny all\n",
            Clients(networks=("10.0.0.0/8", "192.168.7.0/24")),
        ),
        (
            "acl printers src 10.9.0.0/16\nhttp_access deny printers\nhttp_access allow lan\nhttp_access deny all\n",
            Clients(
                networks=(
                    "10.0.0.0/13",
                    "10.8.0.0/16",
                    "10.10.0.0/15",
                    "10.12.0.0/14",
                    "10.16.0.0/12",
                    "10.32.0.0/11",
                    "10.64.0.0/10",
                    "10.128.0.0/9",
                )
            ),
        ),
        ("http_access allow localhost\nhttp_access allow lan\nhttp_access deny all\n", Clients(acls=("lan",))),
    ],
)
def test_clients_that_are_served(lines: str, expected: Clients) -> None:
    policy = engine.open_bytes("squid.conf", (HEAD + lines).encode(), ".", Options()).policy
    assert isinstance(policy, SquidPolicy)
    assert clients(policy) == expected
