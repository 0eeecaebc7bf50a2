"""Includes, conditionals and what spoils a file as a whole."""

from __future__ import annotations

import pytest

from proxylint.format import Standing
from tests.formats.squid.reading.files import Files, config_of, failures_of
from tests.formats.squid.reading.test_access import shape

HEAD = "http_port 3128\n"


def test_included_rules_stand_where_the_include_stands() -> None:
    text = "http_access allow localhost\ninclude conf/*\nhttp_access deny all\n"
    config = config_of(HEAD + text, conf_b="http_access allow CONNECT\n", conf_a="http_access deny to_localhost\n")
    assert shape(config.gates["http_access"]) == [
        ("allow", "localhost"),
        ("deny", "to_localhost"),
        ("allow", "CONNECT"),
        ("deny", "all"),
    ]
    assert list(config.sources) == ["squid.conf", "conf/a", "conf/b"]


def test_a_missing_include_is_refused() -> None:
    assert failures_of("include nowhere\n") == ["no file matches this include: nowhere"]
    assert failures_of("if false\ninclude nowhere\nendif\n") == []


def test_a_loop_reaches_the_deepest_include() -> None:
    said = "includes are nested more than 16 deep, perhaps in a loop: Squid refuses to start"
    assert failures_of("include a\n", a="include a\n") == [said]


def test_includes_may_be_16_deep() -> None:
    files = {f"f{depth}": f"include f{depth + 1}\n" for depth in range(1, 16)}
    assert failures_of("include f1\n", f16="http_access deny all\n", **files) == []
    assert len(failures_of("include f1\n", f16="include f17\n", f17="", **files)) == 1


def test_includes_that_multiply_come_to_an_end() -> None:
    files = {f"f{depth}": f"include f{depth + 1}\n" * 10 for depth in range(1, 15)}
    config = config_of(HEAD + "include f1\n", f15="http_access deny all\n", **files)
    assert config.remarks[-1].text == "this include was not read: more than 1000 files are included"


def test_quotes_group_the_blanks_of_a_path() -> None:
    files = Files({"a b": b"nonsense\n"})
    assert files.contents
    assert failures_of('include "nowhere at all"\n') == ["no file matches this include: nowhere at all"]


@pytest.mark.parametrize(
    ("text", "active"),
    [
        ("if true\nX\nendif\n", True),
        ("if false\nX\nendif\n", False),
        ("if false\nelse\nX\nendif\n", True),
        ("if true\nelse\nelse\nX\nendif\n", True),
        ("if false\nif true\nX\nendif\nendif\n", True),
        ("if true\nif false\nendif\nX\nendif\n", True),
        ("if 0x10 = 16\nX\nendif\n", True),
        ("if ${process_number} = 1\nX\nendif\n", True),
        ("if false\nelse if false\nX\nendif\n", True),
        ("  if\ttrue\nX\n endif later\n", True),
    ],
)
def test_only_the_innermost_condition_counts(text: str, active: bool) -> None:
    config = config_of(HEAD + text.replace("X", "http_access deny all"))
    assert (config.failures, "http_access" in config.gates) == ((), active)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("if true\n", "an if is not closed by endif before the file ends"),
        ("endif\n", "an endif stands without an if"),
        ("else\n", "an else stands without an if"),
        ("if maybe\nendif\n", "Squid cannot evaluate the condition 'maybe': it knows true, false and N = N"),
        (
            "if false\nif maybe\nendif\nendif\n",
            "Squid cannot evaluate the condition 'maybe': it knows true, false and N = N",
        ),
    ],
)
def test_broken_conditionals_are_refused(text: str, said: str) -> None:
    assert failures_of(text) == [said]


def test_an_if_must_be_closed_in_its_own_file() -> None:
    assert len(failures_of("include a\nendif\n", a="if true\n")) == 2


def test_unknown_directives_are_refused_and_remarked() -> None:
    config = config_of(HEAD + "Http_access allow all\n")
    said = "there is no directive 'Http_access': Squid refuses to start"
    assert [(failure.text, failure.span) for failure in config.failures] == [(said, config.remarks[0].span)]
    assert [(remark.standing, remark.text) for remark in config.remarks] == [(Standing.UNKNOWN, said)]


@pytest.mark.parametrize(
    ("line", "refused"),
    [
        ("ident_lookup_access allow all", (False, False, True)),
        ("log_access allow all", (True, True, False)),
        ("hierarchy_stoplist cgi-bin", (False, False, False)),
        ("tls_key_log /x", (True, False, False)),
        ("cache_peer_domain x .y", (False, False, False)),
        ("announce_period 0", (False, False, False)),
        ("announce_period x", (True, False, False)),
        ("cache_peer_access x allow all", (False, True, True)),
        ("\vhttp_access allow all", (False, False, True)),
        ("\v# x", (False, False, True)),
        ("refresh_pattern ( 0 20% 4320", (False, True, True)),
        ("external_acl_type h %IDENT /h", (False, False, True)),
        ("external_acl_type h %busy_time /h", (True, False, False)),
    ],
)
def test_versions_differ(line: str, refused: tuple[bool, bool, bool]) -> None:
    assert tuple(bool(failures_of(line, version)) for version in (5, 6, 7)) == refused


@pytest.mark.parametrize("first", ["http_access allow all\n", "# comment\n", "\n"])
def test_a_byte_order_mark_spoils_the_first_line(first: str) -> None:
    config = config_of(b"\xef\xbb\xbf" + first.encode() + b"http_access deny all\nhttp_port 3128\n")
    said = "the file starts with a UTF-8 byte order mark, which Squid takes as part of an unknown directive"
    assert [failure.text for failure in config.failures] == [said]
    assert shape(config.gates["http_access"]) == [("deny", "all")]


def test_utf_16_is_refused_and_not_a_crash() -> None:
    assert failures_of("http_access allow all\n".encode("utf-16"))
    assert config_of("http_access allow all\n".encode("utf-16-le")).failures


def test_placeholders_are_refused_where_squid_refuses_them() -> None:
    assert failures_of("{% if x %}\nacl a src {{ network }}\n{% endif %}\n")
    assert failures_of("acl a dstdomain {{ name }}\n") == []


def test_quoted_values_change_how_words_are_read() -> None:
    text = 'configuration_includes_quoted_values on\nacl a dstdomain "x y" parameters("list") z.com\n'
    config = config_of(HEAD + text, list='a.com "b c" # d\ne.com\n')
    assert [value.text for value in config.acls["a"].values()] == ["x y", "a.com", "b c", "e.com", "z.com"]
    assert config.failures == ()


@pytest.mark.parametrize("line", ["http_access deny !all", "acl a url_regex x", "acl a dstdomain *.x.com"])
def test_quoted_values_forbid_special_characters(line: str) -> None:
    assert len(failures_of(f"configuration_includes_quoted_values on\n{line}\n")) == 1
    assert (
        failures_of(f"configuration_includes_quoted_values on\nconfiguration_includes_quoted_values off\n{line}\n")
        == []
    )


def test_failures_stand_in_the_order_in_which_squid_meets_them() -> None:
    text = "acl a dstdomain a.x.com\ninclude f\nacl a dstdomain .x.com\nnonsense\n"
    config = config_of(text, f="early\n")
    assert [failure.text[:24] for failure in config.failures] == [
        "there is no directive 'e",
        "'.x.com' and 'a.x.com' i",
        "there is no directive 'n",
        "there is no http_port or",
    ]
