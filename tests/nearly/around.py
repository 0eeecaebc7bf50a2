"""What stands around linted files: configuration, baseline, patterns of paths, comments that speak to us."""

from __future__ import annotations

from tests.nearly.drawing import Grammar
from tests.nearly.words import WORDS

SETTINGS: Grammar = {
    **WORDS,
    "file": ("<line+>", "<line*>[severity]\n<level*>", "<line*><table*>", "[tool.proxylint]\n<line+>"),
    "code": ("MDE101", "MDE", "SQD1", "login-required", "CFG001", "CFG", "XYZ", "M", "", "endpoint-denied", "PAC999"),
    "codes": ("[]", '["<code>"]', '["<code>", "<code>"]', '"<code>"', "[<number>]"),
    "glob": (
        "*.conf", "legacy/**", "a/**/b", "[!a]*", "\\\\", "!x", "[", "[[:digit:]]", "<shell>", "", "/x", "../x",
        "\\u0000",
    ),
    "line": (
        "select = <codes>\n", "ignore = <codes>\n", 'fail-on = "error"\n', 'fail-on = "<code>"\n',
        'exclude = ["<glob>"]\n', "require-reason = true\n", 'cloud = "gcc"\n', 'connectivity = "both"\n',
        'geography = "eu"\n', 'platforms = ["windows", "linux"]\n', 'updates = "internal"\n',
        'endpoints = "../../etc/passwd"\n', "direct-egress = false\n", "squid-version = <number>\n",
        'pac-engine = "chromium"\n', "nosuch = <number>\n", "# x\n", "a.b.c = 1\n", "select.x = 1\n", "x = <deep>\n",
        "cloud = <deep>\n", "fail-on = '''\nerror'''\n", "expires = 2026-11-26\n", "squid-version = true\n",
    ),
    "deep": ("[]", "[<deep>]", "{a = <deep>}", "[<deep>, <deep>]", "1e400", "nan", "2026-11-26T00:00:00Z", "0x1f"),
    "level": ('<word> = "note"\n', '"<code>" = "error"\n', '<word> = "<code>"\n'),
    "word": ("MDE4", "CFG", "PAC", "x", '""'),
    "table": (
        '[per-file-ignores]\n"<glob>" = <codes>\n', '[per-file-kind]\n"<glob>" = "squid"\n',
        '[path-map]\n"/etc/squid" = "<glob>"\n',
        '[[clients]]\nname = "a"\nnetwork = "<network>"\nkind = "workstation"\nuser = "yes"\n',
        '[[clients]]\nnetwork = ["<network>", "<network>"]\n', "[clients]\n", "[severity]\n<level*>", "[x]\n",
        '[path-map]\n"x" = 1\n',
    ),
}  # fmt: skip

BASELINE: Grammar = {
    **WORDS,
    "file": (
        '{"version": 1, "entries": [<line>]}', '{"version": 1,\n"entries": [\n<line>,\n<line>\n]}\n',
        '{"version": 1, "findings": [<line>]}', '{"version": <value>, "entries": <value>}', "<value>",
    ),
    "line": (
        '{"code": "MDE101", "path": "squid.conf", "fingerprint": "0123456789abcdef"}',
        '{<known>, "count": <value>, "reason": <value>, "expires": <day>}', "{<pair>, <pair>}", "<value>",
    ),
    "known": ('"code": "MDE101", "path": "a", "fingerprint": "<host>"',),
    "pair": (
        '"code": <value>', '"path": <value>', '"fingerprint": <value>', '"count": <value>', '"expires": <day>',
        '"number": 1', '"nosuch": <value>', '"reason": "x"',
    ),
    "day": ('"2026-11-26"', '"2026-02-30"', '"20261126"', "null", '"2026-W48-4"', "<value>"),
    "value": (
        "1", "<number>", "null", "true", '""', '"<host>"', '"\\ud800"', "[<value>]", '{"a": <value>}', "[]", "{}",
        "1.5", "NaN", "-Infinity", '"\\u0000"',
    ),
}  # fmt: skip

PATTERNS: Grammar = {
    "file": ("<line+>%%\n<path+>", "<line>%%\n<path+>"),
    "letter": (
        "a", "b", "*", "?", "[ab]", "[!a]", "[a-c]", "[[:alpha:]]", "\\*", "\\", "[", "]", "[]a]", "[^", ".", "-",
        "\\[", "é", " ", "\\ ", "[[:nosuch:]]", "[a\\]]", "**",
    ),
    "name": ("<letter>", "<letter><letter>", "<letter><letter><letter+>", "**", "*"),
    "line": (
        "<name>\n", "/<name>\n", "<name>/\n", "!<name>\n", "<name>/<name>\n", "**/<name>\n", "<name>/**/<name>\n",
        "#<name>\n", "<name> \n", "\n", "<name>\r\n", "!/<name>/\n", "<name>/**\n", "a/**/**/b/<name>\n",
    ),
    "plain": ("a", "b", "c", "ab", "abc", "a.b", "[", "*", "é", "aab", "-", "a b", "\\"),
    "path": ("<plain>\n", "<plain>/<plain>\n", "<plain>/<plain>/<plain>\n", "a/b/a/b/<plain>\n", "<plain>/\n"),
}  # fmt: skip

COMMENTS: Grammar = {
    **WORDS,
    "file": ("<line+>", "<line>"),
    "line": (
        "<before><sign> proxylint: <word><list> <reason>\n", "<before><sign>proxylint:<word> <list>\n", "<before>\n",
        "/* proxylint: <word><list>\n * proxylint: <word><list> */\n", "<sign> <reason>\n",
    ),
    "before": (
        "", "http_access deny all ", "acl a src <network> ", "  ", "return 'DIRECT'; ", '"ProxyServer"="a:1" ',
        "HTTPS_PROXY=http://a:1/ ", "function FindProxyForURL(u, h) {\n", "}\n", "[Service]\n", "if (a) '", "\\",
    ),
    "sign": ("#", "//", ";", "##", "/*", "<open>!--", "# #", "", "*"),
    "open": ("<",),
    "word": ("ignore", "ignore-file", "ignore-next", "Ignore", "", "ignore-", "disable"),
    "list": (
        "[MDE101]", "[SQD101, PAC101]", "[unused-acl]", "[]", "[", "]", "[MDE101", "[nosuch,,]", "[[MDE101]]",
        "(MDE101)", " [CFG001] ",
    ),
    "reason": ("", "why", ": why", "- <host>", "東", "\x1b[2J", "]", "proxylint: ignore[MDE101]"),
}  # fmt: skip
