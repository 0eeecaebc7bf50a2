"""Values of one ACL, in the file and in lists."""

from __future__ import annotations

from tests.scaling.squid_shapes.shape import AUTH, Text, lines, listed, one_acl, one_line

SHAPES: dict[str, Text] = {
    "acl lines of one name": one_acl("dstdomain", ".h{at}.endpoint.security.microsoft.com"),
    "values on one line": one_line("acl a dstdomain", ".h{at}.endpoint.security.microsoft.com", "http_access deny a\n"),
    "values elsewhere": one_line("acl a dstdomain", ".h{at}.example", "http_access deny a\n"),
    "levels of a domain": lambda n: "acl a dstdomain .b" + " a.b" * n + "\nhttp_access deny a\n",
    "port values": one_line("acl a port", "{at}", "http_access deny a\n"),
    "time values": one_line("acl a time", "M 01:00-02:00", "http_access deny a\n"),
    "users": one_line("auth_param basic program /x\nacl a proxy_auth", "u{at}", "http_access deny a\n"),
    "a list file": lambda n: 'acl a dstdomain "list"\nhttp_access deny a\n',
    "lines of one acl that name one list": lambda n: 'acl a dstdomain "list"\n' * n + "http_access deny a\n",
    "one value again and again": lambda n: "acl a dstdomain .x.microsoft.com\n" * n + "http_access deny a\n",
    "domains within domains": lambda n: (
        lines(lambda at: f"acl a dstdomain .h{at}.b.example h{at}.b.example .b.example x.h{at}.b.example")(n)
        + "http_access deny a\n"
    ),
    "a domain of many labels": lambda n: "acl a dstdomain " + "a." * n + "example\nhttp_access deny a\n",
    "a long word": lambda n: f"acl a dstdomain {'a' * n}\nhttp_access deny a\n",
    "names with a star on one line": one_line("acl a dstdomain", "*.h{at}.example", "http_access deny a\n"),
    "names in UTF-8 on one line": one_line(
        "acl a dstdomain \u00fc.example", "*.h{at}.ex\u00e4mple", "http_access deny a\n"
    ),
    "arguments of a helper": lambda n: (
        "external_acl_type h %SRC /x\n" + one_line("acl a external h", "argument{at}", "http_access deny a\n")(n)
    ),
    "words of a helper": lambda n: (
        "external_acl_type h %SRC /x" + " -a" * n + "\nacl a external h\nhttp_access deny a\n"
    ),
    "acls of one list of domains": listed("dstdomain"),
    "parameters of one list": lambda n: (
        "configuration_includes_quoted_values on\n"
        + lines(lambda at: f'acl a{at} dstdomain parameters("list")\nhttp_access deny a{at}')(n)
    ),
    "methods": one_line("acl a method", "M{at}", "http_access deny a\n"),
    "protocols": one_line("acl a proto", "HTTP", "http_access deny a\n"),
    "names of ports": one_line("acl a myportname", "n{at}", "http_access deny a\n"),
    "acls of one list of methods": listed("method"),
    "acls of one list of protocols": listed("proto"),
    "acls of one list of names of ports": lambda n: listed("myportname")(n).replace('"list"', '"words"'),
    "groups of one list of names": lambda n: listed("any-of")(n).replace('"list"', '"names"'),
    "lines of one list of names": lambda n: 'http_access deny "names"\n' * n,
    "acls of one list and a domain": lines(
        lambda at: f'acl a{at} dstdomain x{at}.example "list"\nhttp_access deny a{at}'
    ),
    "acls of one list and a line of domains": lines(
        lambda at: f'acl a{at} dstdomain "list"\nacl a{at} dstdomain x{at}.example\nhttp_access deny a{at}'
    ),
    "acls of one list of patterns and a pattern": lines(
        lambda at: f'acl a{at} dstdom_regex x{at} "list"\nhttp_access deny a{at}'
    ),
    "acls of one list that is no list of ports": listed("port"),
    "acls of one list of users": lambda n: AUTH + listed("proxy_auth")(n),
}
