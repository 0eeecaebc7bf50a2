"""What is advised about a file that Squid refuses."""

from __future__ import annotations

import pytest

from proxylint.formats.squid.analysis.unloadable import advice
from tests.formats.squid.decide.asking import policy

HEAD = "http_port 3128\nacl clients src 10.0.0.0/8\n"
TEMPLATE = "This is a template ({} syntax): render it, and lint what comes out."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("http_acces allow clients\n", "Did you mean 'http_access'?"),
        ("alc net src 10.0.0.0/8\n", "Did you mean 'acl'?"),
        ("acl net scr 10.0.0.0/8\n", "Did you mean 'src'?"),
        ("http_access allow clinets\n", "Did you mean 'clients'?"),
        ("http_access deny !client\n", "Did you mean 'clients'?"),
        (
            "http_access allow late\nacl late src 10.1.0.0/16\n",
            "'late' is defined further down: move its definition above this line.",
        ),
        ("http_access allow something\n", None),
        ("{% for net in nets %}\n", TEMPLATE.format("Jinja")),
        ("acl net src {{ net }}\n", TEMPLATE.format("Jinja")),
        ("<% nets.each do |net| %>\n", TEMPLATE.format("ERB")),
        ("acl net src ${NETWORK}\n", TEMPLATE.format("shell")),
        ("dnl a comment\nacl net src NET_ADDRESS/99\n", TEMPLATE.format("m4")),
        ("acl net src 10.0.0.0/99\n", None),
        (
            "acl net src /etc/squid/nets.txt\n",
            'A list file stands in quotation marks: write "/etc/squid/nets.txt".',
        ),
    ],
)
def test_advice_names_what_was_meant(text: str, expected: str | None) -> None:
    assert advice(policy(HEAD + text)) == expected


def test_a_file_of_intercepting_ports() -> None:
    expected = "Add a port that does not intercept, such as 'http_port 3128', and close it to clients in the firewall."
    assert advice(policy("http_port 3129 intercept\nhttp_access deny all\n")) == expected


def test_nothing_is_advised_where_squid_starts() -> None:
    assert advice(policy(HEAD + "http_access allow clients\n")) is None
