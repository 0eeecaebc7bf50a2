"""`acl` lines: what an ACL holds once its lines are read."""

from __future__ import annotations

import pytest

from proxylint.formats.squid.model import Acl, Config, Part
from tests.formats.squid.reading.files import config_of, failures_of

HEAD = "http_port 3128\n"


def acl(text: str, name: str = "a", version: int = 6, *, certain: bool = True, **files: str) -> Acl:
    return config_of(HEAD + text, version, certain=certain, **files).acls[name]


def told(parts: tuple[Part, ...]) -> list[tuple[list[str], bool, tuple[str, ...]]]:
    return [(list(part.values.texts()), part.ignore_case, part.options) for part in parts]


def test_lines_of_one_name_are_gathered_whatever_the_case_of_the_name() -> None:
    found = acl("acl a src 10.0.0.1\nhttp_access allow a\nacl A src 10.0.0.2\n")
    assert (found.name, found.type, found.builtin) == ("a", "src", False)
    assert told(found.parts) == [(["10.0.0.1"], False, ()), (["10.0.0.2"], False, ())]


def test_a_redefined_builtin_is_extended() -> None:
    found = acl("acl CONNECT method GET\n", "connect")
    assert (found.builtin, told(found.parts)) == (True, [(["CONNECT"], False, ()), (["GET"], False, ())])


@pytest.mark.parametrize(("version", "patterns"), [(5, 2), (6, 2), (7, 1)])
def test_manager_lost_its_old_scheme_in_squid_7(version: int, patterns: int) -> None:
    assert len(list(acl("", "manager", version).values())) == patterns


@pytest.mark.parametrize(("version", "known"), [(5, False), (6, True), (7, True)])
def test_to_linklocal_is_built_in_since_squid_6(version: int, known: bool) -> None:
    assert ("to_linklocal" in config_of(HEAD, version).acls) is known
    assert bool(failures_of("http_access deny to_linklocal", version)) is not known


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("acl a url_regex x y", [(["x", "y"], False, ())]),
        ("acl a url_regex -i x y", [(["x", "y"], True, ())]),
        ("acl a url_regex x -i y +i z", [(["x"], False, ()), (["y"], True, ()), (["z"], False, ())]),
        ("acl a url_regex -i x +i y", [(["x"], True, ()), (["y"], False, ())]),
        ("acl a url_regex -i -i x", [(["x"], True, ())]),
        ("acl a url_regex -i", [([], True, ())]),
        ("acl a dstdom_regex -in x", [(["x"], True, ("n",))]),
        ("acl a url_regex foo\\ bar", [(["foo\\ bar"], False, ())]),
        ("acl a dstdomain -n .X.com # y", [([".x.com"], False, ("n",))]),
        ("acl a ssl::server_name --consensus .x.com", [([".x.com"], False, ("consensus",))]),
        ("acl a req_header User-Agent -i mde", [(["User-Agent"], False, ()), (["mde"], True, ())]),
        ("acl a any-of all !localhost", [(["all", "!localhost"], False, ())]),
        ("acl a myip 10.0.0.1", [(["10.0.0.1"], False, ())]),
    ],
)
def test_values_stand_under_their_options(line: str, parts: list[tuple[list[str], bool, tuple[str, ...]]]) -> None:
    assert told(acl(line).parts) == parts


def test_every_line_starts_case_sensitive_again() -> None:
    found = acl("acl a url_regex -i x\nacl a url_regex y\n")
    assert told(found.parts) == [(["x"], True, ()), (["y"], False, ())]


def test_options_hold_for_the_whole_acl() -> None:
    assert acl("acl a dstdomain .x.com\nacl a dstdomain -n .y.com\n").options == frozenset(("n",))


def test_a_list_file_gives_its_lines_and_ends_the_line() -> None:
    found = acl('acl a dstdomain .x.com "list" .never.com\n', list=".Y.com\na.com b.com\n# c\nz.com # d\nq#r\n")
    assert told(found.parts) == [([".x.com"], False, ()), ([".y.com", "a.com b.com", "z.com", "q#r"], False, ())]
    value = found.parts[1].values.at(2)
    assert (value.text, value.span.file, value.span.start, value.span.end) == ("z.com", "list", 23, 28)


def test_flags_in_a_list_file_cut_it() -> None:
    found = acl('acl a url_regex "list"\n', list="x\n-i\ny\nz\n+i\nx\n")
    assert told(found.parts) == [(["x"], False, ()), (["y", "z"], True, ()), (["x"], False, ())]
    assert [value.span.start for value in found.parts[1].values] == [5, 7]


def test_a_missing_list_file_is_an_empty_acl_where_it_is_known_to_be_missing() -> None:
    found = acl('acl a dstdomain "nowhere" .never.com\n')
    assert (told(found.parts), found.parts[0].absent) == ([([], False, ())], None)


def test_a_list_file_that_may_exist_elsewhere_is_absent() -> None:
    part = acl('acl a dstdomain .x.com "nowhere"\n', certain=False).parts[1]
    assert (list(part.values), part.absent and part.absent.path) == ([], "nowhere")


def test_a_bad_pattern_is_skipped_by_squid_5_and_refused_since() -> None:
    text = HEAD + "acl a url_regex good *.bad also\n"
    assert told(config_of(text, 5).acls["a"].parts) == [(["good", "also"], False, ())]
    why = "acl: '*.bad' is not a valid regular expression: nothing to repeat before *"
    for version in (6, 7):
        assert [failure.text for failure in config_of(text, version).failures] == [
            f"{why}; Squid 5 skips it, Squid 6 and 7 refuse the file"
        ]


def test_a_pattern_that_is_bad_alone_may_pass_in_company() -> None:
    assert failures_of("acl a url_regex a( b)") == []
    assert len(failures_of("acl a url_regex a( b")) == 1


def test_another_header_is_ignored_by_squid_5_and_refused_since() -> None:
    text = "acl a req_header User-Agent x\nacl a req_header Referer y\n"
    config = config_of(HEAD + text, 5)
    assert told(config.acls["a"].parts)[:2] == [(["User-Agent"], False, ()), (["x"], False, ())]
    assert config.failures == ()
    assert len(failures_of(text, 6)) == 1


def test_an_acl_that_squid_refuses_is_not_reported_again_where_it_is_used() -> None:
    text = "acl a nosuchtype x\nacl b src 10.0.0.0/99\nhttp_access allow a b\n"
    assert failures_of(text) == ["there is no ACL type 'nosuchtype'", "acl: '99' in '10.0.0.0/99' is not a netmask"]


@pytest.mark.parametrize(("length", "failures"), [(62, (0, 0, 0)), (63, (1, 1, 0)), (64, (1, 1, 0))])
def test_long_names_work_since_squid_7(length: int, failures: tuple[int, int, int]) -> None:
    text = f"acl {'a' * length} src all\nhttp_access allow {'a' * length}\n"
    assert tuple(min(1, len(failures_of(text, version))) for version in (5, 6, 7)) == failures


@pytest.mark.parametrize("kind", ["ident", "ident_regex"])
def test_ident_is_gone_in_squid_7(kind: str) -> None:
    text = f"acl a {kind} x\n"
    assert [failures_of(text, version) for version in (5, 6, 7)] == [[], [], [f"ACL type {kind} is gone in Squid 7"]]


def test_overlapping_domains_are_refused_up_to_squid_6() -> None:
    text = "acl a dstdomain www.x.com\nacl a dstdomain .x.com\n"
    said = (
        "'.x.com' and 'www.x.com' in the ACL 'a' cover each other: Squid 5 and 6 refuse the file, Squid 7 merges them"
    )
    assert [failures_of(text, version) for version in (5, 6, 7)] == [[said], [said], []]


def test_the_place_of_an_overlap_is_the_value_at_which_squid_stops() -> None:
    config = config_of(HEAD + 'acl a dstdomain www.x.com\nacl a dstdomain "list"\n', 6, list="y.com\n.x.com\n")
    assert [(f.span and (f.span.file, f.span.start, f.span.end)) for f in config.failures] == [("list", 6, 12)]


def externals(config: Config) -> frozenset[str]:
    return config.auth_externals


@pytest.mark.parametrize(
    ("format", "asks"),
    [
        ("%LOGIN", True),
        ("%ul", True),
        ("%un", False),
        ("%SRC", False),
        ("%SRC %LOGIN", True),
        ("%{x}ul", True),
        ("%EXT_USER", False),
    ],
)
def test_external_types_that_ask_for_a_login(format: str, asks: bool) -> None:
    config = config_of(HEAD + f"auth_param basic program /h\nexternal_acl_type h ttl=5 {format} /helper\n")
    assert config.failures == ()
    assert externals(config) == (frozenset(("h",)) if asks else frozenset())


@pytest.mark.parametrize(
    ("content", "starts"), [("response\n# end\n", [6, 7]), ("response\nrequest\n", []), ("body\n", []), ("# x\n", [])]
)
def test_has_reads_its_component_from_a_file_since_squid_6(content: str, starts: list[int]) -> None:
    text = 'acl there has "list"\n'

    assert [version for version in (5, 6, 7) if not failures_of(text, version, list=content)] == starts
