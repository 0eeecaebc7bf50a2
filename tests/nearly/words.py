"""What the grammars of all formats share: names, addresses, ports, patterns."""

from __future__ import annotations

from tests.nearly.drawing import Grammar

WORDS: Grammar = {
    "host": (
        "a.m.example", "m.example", "x.endpoint.security.microsoft.com", "crl.microsoft.com", "localhost",
        "A.M.Example", "b-1.a.m.example", "go.microsoft.com", "wd.microsoft.com.", "xn--bcher-kva.example", "10.1.2.3",
        "[2001:db8::1]", "a..b", "-", "_", "ctldl.windowsupdate.com",
    ),
    "domain": (
        ".microsoft.com", ".endpoint.security.microsoft.com", "m.example", ".m.example", "<host>", ".com", ".", "*",
        "*.m.example", ".<host>",
    ),
    "network": (
        "10.0.0.0/8", "10.1.2.3", "192.168.0.0/255.255.0.0", "10.1.0.0-10.1.255.255", "2001:db8::/32", "::1", "all",
        "0/0", "10.0.0.0/33", "fe80::1%eth0", "127.0.0.1", "10.1.2.0-10.1.2.9/24",
    ),
    "port": ("443", "80", "3128", "8080", "0", "65535", "65536", "1-65535", "443-80", "-1", "08", "+80"),
    "number": ("0", "1", "2", "10", "64", "4294967296", "-1", "1e9", "0x10", "007", "99999999999999999999"),
    "literal": (
        "a", "b", "m", "www", "microsoft", "\\.", ".", "-", "com", "/", ":443", "\\d", "[a-z0-9-]", "[^.]", "\\w", "A",
        "[[:alnum:]]", "\\b", "[a-", "]", "{", "}", "\\x61", "\\",
    ),
    "atom": ("<literal>", "<literal>", "<literal>", ".*", ".+", "(<pattern>)", "(?:<pattern>)", "(?=<literal>)"),
    "repeat": ("", "", "", "*", "+", "?", "{2}", "{1,3}", "{,2}", "{2,}", "*?", "**", "{1000}", "{3,1}"),
    "piece": ("<literal>", "<atom><repeat>"),
    "branch": ("<literal>", "<piece+>", "^<piece+>", "<piece+>$", "^<piece+>$"),
    "pattern": ("<literal>", "<branch>", "<branch>|<branch>", "(^|\\.)<branch>$"),
    "shell": ("*", "*.m.example", "*<host>", "<host>", "*/<host>*", "?.<host>", "*.<host>", "[ab]*", "(a|b)*", "*a*b*"),
}  # fmt: skip
