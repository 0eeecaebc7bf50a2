"""Lines, words, comments, conditions and includes, whatever they mean."""

from __future__ import annotations

from tests.scaling.squid_shapes.shape import Text, lines

SHAPES: dict[str, Text] = {
    "includes": lambda n: "include one\n" * n,
    "nested includes": lambda n: "include nested\n" * n,
    "pages": lines(lambda at: f"deny_info ERR_{at} all"),
    "comments": lines(lambda at: "# comment"),
    "blank lines": lines(lambda at: ""),
    "continued lines": lambda n: "acl a dstdomain \\\n" + ".h.example \\\n" * n + "\n",
    "comments in a continued line": lambda n: "acl a dstdomain \\\n" + "# x\n" * n + ".h.example\n",
    "blanks": lambda n: "acl a dstdomain" + " " * n + ".h.example\n",
    "unknown words": lines(lambda at: f"word{at} x"),
    "obsolete words": lines(lambda at: "dns_v4_first on"),
    "conditions": lambda n: "if true\n" * n + "endif\n" * n,
    "conditions one after the other": lambda n: "if true\nacl a src 10.0.0.1\nelse\nacl a src 10.0.0.2\nendif\n" * n,
    "other lines": lines(lambda at: "refresh_pattern . 0 20% 4320"),
    "a long name": lambda n: f"acl {'a' * n} src 10.0.0.1\nhttp_access deny {'a' * n}\n",
    "a long comment": lambda n: f"# {'a' * n}\n",
    "a long unknown line": lambda n: f"unknown {'a ' * n}\n",
    "lines in workers": lambda n: (
        "workers 4\n" + lines(lambda at: f"if ${{process_number}} = {at}\nacl a src 10.0.0.{at & 255}\nendif")(n)
    ),
    "a file that is included": lines(lambda at: "include part"),
    "a long file that is included": lambda n: 'include "long"\n' * n,
    "files that are included": lines(lambda at: f"include parts/{at}.conf"),
    "files of a pattern": lambda n: "include parts/*.conf\n",
    "conditions within conditions": lambda n: (
        lines(lambda at: "if 1 = 1")(n) + "http_access deny to_localhost\n" + "endif\n" * n
    ),
    "suppressions": lines(lambda at: f"# proxylint: ignore[SQD104] as it was\nacl a{at} dstdomain *.h{at}.example"),
}
