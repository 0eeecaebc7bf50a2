"""Regular expressions: of one ACL, of an ACL each, and what one of them may hold."""

from __future__ import annotations

from tests.scaling.squid_shapes.shape import Text, every, lines, listed, one_acl, one_line, pairs, used


def several(kind: str, value: str) -> Text:
    """Twenty values for each ACL."""

    def line(at: int) -> str:
        values = " ".join(value.format(at=at, of=of) for of in range(20))
        return f"acl a{at} {kind} {values}\nhttp_access deny a{at}"

    return lines(line)


SHAPES: dict[str, Text] = {
    "regex acls of several values": several("dstdom_regex", r"m{of}x{at}\.microsoft\.com"),
    "url regex acls of several values": several("url_regex", r"m{of}x{at}\.example"),
    "acl lines of one regex acl": one_acl("dstdom_regex", "^h{at}x[0-9]+"),
    "regex values": one_line("acl a dstdom_regex", "^h{at}x[0-9]+", "http_access deny a\n"),
    "regex values of literal text": one_line("acl a dstdom_regex", r"^h{at}\.", "http_access deny a\n"),
    "unusual regex values": one_line("acl a dstdom_regex", "((a))", "http_access deny a\n"),
    "url regex values": one_line("acl a url_regex", "h{at}x[0-9]+/", "http_access deny a\n"),
    "regex acls": used("dstdom_regex", "^h{at}x[0-9]+"),
    "url regex acls": used("url_regex", "h{at}x[0-9]+/"),
    "path regex acls": used("urlpath_regex", "h{at}x[0-9]+/"),
    "acls of one list of patterns": listed("dstdom_regex"),
    "acls of one list of url patterns": listed("url_regex"),
    "a long pattern": lambda n: f"acl a url_regex {'ab' * n}\nhttp_access deny a\n",
    "a pattern of many choices": lambda n: f"acl a dstdom_regex ^({every('h{at}', '|')(n)})$\nhttp_access deny a\n",
    "a pattern of many classes": lambda n: f"acl a dstdom_regex {'[a-z0-9]' * n}\nhttp_access deny a\n",
    "a pattern of many stars": lambda n: f"acl a dstdom_regex {'a*' * n}$\nhttp_access deny a\n",
    "a pattern of many counts": lambda n: f"acl a dstdom_regex {'a{1,9}' * n}$\nhttp_access deny a\n",
    "a pattern of brackets": lambda n: f"acl a dstdom_regex {'(' * n}a{')' * n}\nhttp_access deny a\n",
    "patterns in turns with and without case": lambda n: (
        "acl a dstdom_regex" + "".join(f" -i ^h{at}[0-9] +i ^H{at}[0-9]" for at in range(n)) + "\nhttp_access deny a\n"
    ),
    "patterns that say the same": lambda n: (
        "acl a dstdom_regex -i" + r" (^|\.)x\.example$" * n + "\nhttp_access deny a\n"
    ),
    "regex acls that cut": used("dstdom_regex", r"^h{at}\."),
    "url regex acls that cut": used("url_regex", r"^h{at}\.", "http_access deny {acl}"),
    "regex acls of many places": used("dstdom_regex", "[ab]*a[ab]{{9}}h{at}x"),
    "pairs of cutting patterns": pairs("dstdom_regex", r"^h{at}\.", "dstdom_regex", r"x{at}\.endpoint"),
    "patterns in UTF-8 on one line": one_line(
        "acl a dstdom_regex \u00fc", "^.*\\.h{at}.ex\u00e4mple/", "http_access deny a\n"
    ),
}
