"""Which comments of each kind of file are seen, and which line each of them speaks for."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from proxylint import registry
from proxylint.format import Given
from proxylint.text import Source
from tests.formats.winhttp.asking import Files

MARK = "proxylint:"
Seen = list[tuple[str, str | None]]


def seen(kind: str, path: str, text: str, files: Mapping[str, str] | None = None, version: int = 6) -> Seen:
    """For each comment its text and the text of the line it speaks for, in all files of the policy."""
    known = next(one for one in registry.formats() if one.name == kind)
    source = Source.of(path, text.encode(), known.decode)
    policy = known.read(source, Files(files or {}), Given(squid_version=version))
    assert known.comments is not None
    found: Seen = []
    for one in policy.sources.values():
        for comment in known.comments(policy, one, MARK):
            found.append((one.quote(comment.span), None if comment.line is None else one.quote(comment.line)))
    return found


HEAD = "http_port 3128\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("http_access allow all # proxylint: x\n", [("# proxylint: x", "http_access allow all # proxylint: x")]),
        ("http_access allow all #proxylint: x\r\n", [("#proxylint: x", "http_access allow all #proxylint: x")]),
        ("acl a dstdomain .x#proxylint: y\n", []),
        ("# proxylint: x\nhttp_access allow all\n", [("# proxylint: x", "http_access allow all")]),
        ("  # proxylint: x\n\n# more\n \t\n  via off\n", [("# proxylint: x", "  via off")]),
        ("# proxylint: a\n# proxylint: b\nvia off\n", [("# proxylint: a", "via off"), ("# proxylint: b", "via off")]),
        ("via off\n# proxylint: at the end\n\n", [("# proxylint: at the end", None)]),
        # A line that is continued is one, and comments may stand in it (cache_cf.cc:509-529@5.7).
        (
            "# proxylint: x\nacl a dstdomain \\\n  .b \\\n  .c\nvia off\n",
            [("# proxylint: x", "acl a dstdomain \\\n  .b \\\n  .c")],
        ),
        (
            "acl a dstdomain \\\n  # proxylint: x\n  .b\nvia off\n",
            [("# proxylint: x", "acl a dstdomain \\\n  # proxylint: x\n  .b")],
        ),
        (
            "acl a dstdomain .a \\\n  .b # proxylint: x\n",
            [("# proxylint: x", "acl a dstdomain .a \\\n  .b # proxylint: x")],
        ),
        # A comment line that ends in a backslash is not continued.
        ("# proxylint: x \\\nvia off\n", [("# proxylint: x \\", "via off")]),
        # Quotes and backslashes may keep a blank, depending on who reads.
        ('acl a note k "v # proxylint: x"\n', []),
        ('deny_info "it" all # proxylint: x\n', [("# proxylint: x", 'deny_info "it" all # proxylint: x')]),
        ("acl a url_regex a\\ # proxylint: x\n", []),
        ("acl a url_regex (a|b) # proxylint: x\n", [("# proxylint: x", "acl a url_regex (a|b) # proxylint: x")]),
        # These take the rest of the line as it is.
        ("logformat a %ts # proxylint: x\n", []),
        ("auth_param basic realm Proxy # proxylint: x\n", []),
        ("err_html_text text # proxylint: x\n", []),
        # Here Squid sees no comment and refuses to start.
        ("include x.conf # proxylint: x\n", []),
        ("if true # proxylint: x\nendif\n", []),
        ("nonsense # proxylint: x\n", []),
    ],
)
def test_squid(text: str, expected: Seen) -> None:
    assert seen("squid", "squid.conf", HEAD + text) == expected


def test_a_vertical_tab_in_front_of_a_comment_is_a_directive_for_squid_7_alone() -> None:
    text = HEAD + "\v# proxylint: x\nvia off\n"
    assert seen("squid", "squid.conf", text, version=6) == [("# proxylint: x", "via off")]
    assert seen("squid", "squid.conf", text, version=7) == []


def test_list_files_have_comments_of_their_own_kind() -> None:
    text = HEAD + 'acl a dstdomain "list.txt" # proxylint: in the line\n'
    listed = "# proxylint: above\n.a\n.b # proxylint: beside\n.c#proxylint: a value\n\t# proxylint: at the end"
    assert seen("squid", "squid.conf", text, {"list.txt": listed}) == [
        ("# proxylint: in the line", 'acl a dstdomain "list.txt" # proxylint: in the line'),
        ("# proxylint: above", ".a"),
        ("# proxylint: beside", ".b # proxylint: beside"),
        ("# proxylint: at the end", None),
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("return 'DIRECT'; // proxylint: x", [("// proxylint: x", "return 'DIRECT'; // proxylint: x")]),
        ("// proxylint: x\n\n/* more */\nreturn 'DIRECT';", [("// proxylint: x", "return 'DIRECT';")]),
        ("/* proxylint: x\n more */\nreturn 'DIRECT';", [("/* proxylint: x\n more */", "return 'DIRECT';")]),
        ("/* proxylint: x */ return 'DIRECT';", [("/* proxylint: x */", "/* proxylint: x */ return 'DIRECT';")]),
        ("/* proxylint: x\n*/ return 'DIRECT';", [("/* proxylint: x\n*/", "*/ return 'DIRECT';")]),
        ("return 'DIRECT' // proxylint: x", [("// proxylint: x", "return 'DIRECT' // proxylint: x")]),
        ("return '// proxylint: x';", []),
        ('return "/* proxylint: x */";', []),
        ("return `// proxylint: x`;", []),
        (
            "return `a${ 1 // proxylint: x\n}// proxylint: y`;",
            [("// proxylint: x", "return `a${ 1 // proxylint: x")],
        ),
        ("var r = /[/]\\/ proxylint: x/; return 'DIRECT';", []),
        ("var r = 4 / 2; // proxylint: x / 2", [("// proxylint: x / 2", "var r = 4 / 2; // proxylint: x / 2")]),
        ("proxylint: while (0) break proxylint;", []),
        # Whole arrays and objects of plain values are one token to the parser.
        (
            "var a = ['a', // proxylint: x\n'// proxylint: y',\n// proxylint: z\n'c'];",
            [("// proxylint: x", "var a = ['a', // proxylint: x"), ("// proxylint: z", "'c'];")],
        ),
        (
            "var o = {a: 1, /* proxylint: x */ 'b': '/* proxylint: y */'};",
            [("/* proxylint: x */", "var o = {a: 1, /* proxylint: x */ 'b': '/* proxylint: y */'};")],
        ),
        (
            "if (0) {} else // proxylint: x\nif (1) {}",
            [("// proxylint: x", "if (0) {} else // proxylint: x")],
        ),
        ("<!-- // proxylint: x\nreturn 'DIRECT';", []),
    ],
)
def test_pac(body: str, expected: Seen) -> None:
    assert seen("pac", "a.pac", f"function FindProxyForURL(url, host) {{\n{body}\n}}\n") == expected


def test_a_login_in_a_script_takes_no_comment_with_it() -> None:
    text = (
        "function FindProxyForURL(u, h) {\n  return 'PROXY u:p@px:80'; // proxylint: http://u:secret@px\n}\n"
        '// proxylint: "PROXY a:b@c"\n'
    )
    assert seen("pac", "a.pac", text) == [
        ("// proxylint: http://********@px", "  return 'PROXY ***@px:80'; // proxylint: http://********@px"),
        ('// proxylint: "PROXY ***@c"', None),
    ]


def test_of_a_script_that_does_not_parse_the_comments_in_front_of_the_fault_are_seen() -> None:
    text = "// proxylint: a\nvar x = 1;\nvar y = ;\n// proxylint: b\n"
    assert seen("pac", "a.pac", text) == [("// proxylint: a", "var x = 1;")]


def test_a_script_that_is_too_long_to_be_read_is_not_read_for_its_comments() -> None:
    assert seen("pac", "a.pac", "// proxylint: a\n" + "x=1;\n" * 900_000) == []


EXPORT = (
    "Windows Registry Editor Version 5.00\n\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows Defender]\n"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('; proxylint: x\n"ProxyServer"="px:80"\n', [("; proxylint: x", '"ProxyServer"="px:80"')]),
        (
            '"ProxyServer"="a;b\\" ; proxylint: y" ; proxylint: x\n',
            [("; proxylint: x", '"ProxyServer"="a;b\\" ; proxylint: y" ; proxylint: x')],
        ),
        (
            '"ProxyServer"="a"\n"ProxyEnable"=dword:00000001;proxylint: x\n',
            [(";proxylint: x", '"ProxyEnable"=dword:00000001;proxylint: x')],
        ),
        ('"ProxyServer"="a"\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\a;proxylint: x]\n', []),
    ],
)
def test_registry_exports(text: str, expected: Seen) -> None:
    assert seen("winhttp", "mde-proxy.reg", EXPORT + text) == expected


def test_what_windows_prints_has_no_comments() -> None:
    text = "; proxylint: x\n# proxylint: x\nCurrent WinHTTP proxy settings:\n\n    Direct access (no proxy server).\n"
    assert seen("winhttp", "winhttp.txt", text) == []


def test_units_and_environments() -> None:
    unit = "[Service]\n# proxylint: x\n; proxylint: y\nEnvironment=https_proxy=http://px:1 # proxylint: no\n"
    assert seen("mdatp", "mdatp.service", unit) == [
        ("# proxylint: x", "Environment=https_proxy=http://px:1 # proxylint: no"),
        ("; proxylint: y", "Environment=https_proxy=http://px:1 # proxylint: no"),
    ]
    environment = "# proxylint: x\nhttps_proxy=http://px:1 # proxylint: y\nno_proxy='a # proxylint: z'\nother\n"
    assert seen("mdatp", "environment", environment) == [
        ("# proxylint: x", "https_proxy=http://px:1 # proxylint: y"),
        ("# proxylint: y", "https_proxy=http://px:1 # proxylint: y"),
    ]


def test_a_managed_profile_has_no_comments() -> None:
    text = '{\n  "proxylint: x": 1,\n  "cloudService": {"proxy": "http://px:80"} // proxylint: y\n}\n'
    assert seen("mdatp", "mdatp_managed.json", text) == []
