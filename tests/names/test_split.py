"""Splitting a family by a test: both sides exact, each with a witness, or proved empty."""

from __future__ import annotations

import pytest

from proxylint.names import (
    Beyond,
    Family,
    Language,
    Names,
    Subject,
    Test,
    Witness,
    contains,
    domains,
    ends_with,
    equals,
    glob,
    javascript,
    nothing,
    one_of,
    posix,
    shell,
    starts_with,
)

WILD = Family("*.wd.microsoft.com")
ONE = Family("x.cp.wd.microsoft.com")
PKI = Family("www.microsoft.com", "/pkiops/*")
BLOB = Family("*.blob.core.windows.net", "/networkscannerstable/*")


def sides(family: Family, test: Test) -> tuple[str | None, str | None]:
    """The witnesses, as host and path in one text."""
    yes, no = Names.of(family).split(test)
    for names, wanted in ((yes, True), (no, False)):
        if names is not None:
            witness = names.witness()
            assert names.holds(witness.host, witness.path)
            assert test.matches(witness.host, witness.path) is wanted
    return tuple(None if n is None else n.witness().host + (n.witness().path or "") for n in (yes, no))  # type: ignore[return-value]


ALL, NONE = ("a.wd.microsoft.com", None), (None, "a.wd.microsoft.com")


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (domains([".microsoft.com"]), ALL),
        (domains([".wd.microsoft.com"]), ALL),
        (domains(["wd.microsoft.com", "microsoft.com", ".evil.com"]), NONE),
        (domains([".cp.wd.microsoft.com"]), ("cp.wd.microsoft.com", "a.wd.microsoft.com")),
        (domains(["a.wd.microsoft.com"]), ("a.wd.microsoft.com", "b.wd.microsoft.com")),
        (ends_with("microsoft.com"), ALL),
        (ends_with("x.wd.microsoft.com"), ("x.wd.microsoft.com", "a.wd.microsoft.com")),
        (ends_with(".microsoft.co"), NONE),
        (equals("wd.microsoft.com"), NONE),
        (equals("Q.wd.microsoft.com"), NONE),
        (equals("..wd.microsoft.com"), NONE),
        (equals("-.wd.microsoft.com"), ("-.wd.microsoft.com", "a.wd.microsoft.com")),
        (starts_with("x."), ("x.wd.microsoft.com", "a.wd.microsoft.com")),
        (contains("wd.mic"), ALL),
        (contains(".."), NONE),
        (contains("!"), NONE),
        (javascript(r"^[^.]+\.wd\.microsoft\.com$"), ("a.wd.microsoft.com", "a.a.wd.microsoft.com")),
        (javascript(r"^[a-z0-9_.-]+\.microsoft\.com$"), ALL),
        (javascript(r"^(?!a)"), ("b.wd.microsoft.com", "a.wd.microsoft.com")),
        (javascript(r"^(?!\.)"), ALL),
        (posix(r"\.microsoft\.com$", ignore_case=False), ALL),
        (posix(r"\.com", ignore_case=False), ALL),
        (posix(r"\.microsoft\.com:443$", ignore_case=False), NONE),
        (posix(r"(^|\.)cp\.wd\.microsoft\.com$", ignore_case=False), ("cp.wd.microsoft.com", "a.wd.microsoft.com")),
        (posix(r"^.{235}\.wd", ignore_case=False), ("a" * 235 + ".wd.microsoft.com", "a.wd.microsoft.com")),
        (posix(r"^.{237}\.wd", ignore_case=False), NONE),
        (shell("*.wd.microsoft.com"), ALL),
        (shell("?.wd.microsoft.com"), ("a.wd.microsoft.com", "aa.wd.microsoft.com")),
        (shell("*.wd.microsoft.com.*"), ("a.wd.microsoft.com.wd.microsoft.com", "a.wd.microsoft.com")),
        (glob("*.CP.wd.microsoft.com"), ("a.cp.wd.microsoft.com", "a.wd.microsoft.com")),
    ],
)
def test_a_wildcard(language: Language, expected: tuple[str | None, str | None]) -> None:
    assert sides(WILD, Test(language)) == expected


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        (Test(posix(r"\.microsoft\.com:443$", ignore_case=False), after=":443"), ALL),
        (Test(posix(r"\.microsoft\.com$", ignore_case=False), after=":443"), NONE),
        (Test(shell("https://*.wd.microsoft.com/*"), before="https://", after="/"), ALL),
        (Test(shell("http://*"), before="https://", after="/"), NONE),
        (Test(shell("*/x"), before="https://", after="/"), NONE),
        (Test(javascript("^https?://a"), before="https://", after="/"), ("a.wd.microsoft.com", "b.wd.microsoft.com")),
        (Test(posix(".", ignore_case=False), Subject.PATH), NONE),
        (Test(ends_with("com"), Subject.HOST_PATH), ALL),
    ],
)
def test_constant_text_around_the_host(test: Test, expected: tuple[str | None, str | None]) -> None:
    assert sides(WILD, test) == expected


@pytest.mark.parametrize(
    ("family", "test", "expected"),
    [
        (ONE, Test(domains([".wd.microsoft.com"])), (ONE.host, None)),
        (ONE, Test(posix("^y", ignore_case=False)), (None, ONE.host)),
        (PKI, Test(starts_with("/pki"), Subject.PATH), ("www.microsoft.com/pkiops/", None)),
        (PKI, Test(starts_with("/pki/"), Subject.PATH), (None, "www.microsoft.com/pkiops/")),
        (PKI, Test(ends_with(".crl"), Subject.PATH), ("www.microsoft.com/pkiops/.crl", "www.microsoft.com/pkiops/")),
        (PKI, Test(contains("#"), Subject.PATH), (None, "www.microsoft.com/pkiops/")),
        (PKI, Test(posix("Z", ignore_case=False), Subject.PATH),
         ("www.microsoft.com/pkiops/Z", "www.microsoft.com/pkiops/")),
        (PKI, Test(posix("^[a-z/]*$", ignore_case=True), Subject.PATH),
         ("www.microsoft.com/pkiops/", "www.microsoft.com/pkiops/0")),
        (PKI, Test(javascript("com/pkiops/."), Subject.HOST_PATH),
         ("www.microsoft.com/pkiops/a", "www.microsoft.com/pkiops/")),
        (PKI, Test(shell("http://www.microsoft.com/*"), Subject.HOST_PATH, before="http://"),
         ("www.microsoft.com/pkiops/", None)),
        (BLOB, Test(shell("http://*z*/*q"), Subject.HOST_PATH, before="http://"),
         ("z.blob.core.windows.net/networkscannerstable/q", "a.blob.core.windows.net/networkscannerstable/")),
        (BLOB, Test(ends_with(".windows.net")), ("a.blob.core.windows.net/networkscannerstable/", None)),
        (Family("*"), Test(contains(".")), ("a.a", "a")),
        (Family("*"), Test(domains([".com"])), ("com", "a")),
        (Family("h", "/a"), Test(equals("/a"), Subject.PATH), ("h/a", None)),
        (Family("::1"), Test(one_of(["::1"])), ("::1", None)),
    ],
)  # fmt: skip
def test_other_families(family: Family, test: Test, expected: tuple[str | None, str | None]) -> None:
    assert sides(family, test) == expected


def test_names_remember_every_test() -> None:
    first, rest = Names.of(WILD).split(Test(javascript("^a")))
    assert rest is not None
    second, last = rest.split(Test(javascript("^[ab]")))
    assert second is not None and last is not None
    assert second.witness() == Witness("b.wd.microsoft.com", None)
    assert second.split(Test(starts_with("b"))) == (second, None)
    assert last.split(Test(javascript("^[a-b]"))) == (None, last)
    assert first is not None and first.split(Test(javascript("^a"))) == (first, None)


def test_several_tests_can_be_impossible_together_only() -> None:
    starts, _ = Names.of(WILD).split(Test(javascript(r"^[^.]{3}\.")))
    assert starts is not None
    assert starts.split(Test(javascript(r"^.{5}\.wd\.mic")))[0] is not None
    long, _ = starts.split(Test(javascript(r"^.{5}\.wd\.mic")))
    assert long is not None and long.witness().host == "aaa.a.wd.microsoft.com"
    assert long.split(Test(javascript(r"^[^.]+\.wd\.mic")))[0] is None


def test_halves_make_a_whole() -> None:
    whole = Names.of(WILD)
    yes, no = whole.split(Test(javascript("^a")))
    assert yes is not None and no is not None
    assert whole.whole() and not yes.whole()
    assert yes.union(no) == no.union(yes) == whole


def test_thirds_make_a_whole_in_any_order() -> None:
    a, rest = Names.of(WILD).split(Test(javascript("^a")))
    assert a and rest
    b, c = rest.split(Test(javascript(r"b\.")))
    assert b and c
    for one, two, three in [(a, b, c), (c, a, b), (b, c, a)]:
        assert one.union(two).union(three).whole()
    assert b.union(c) == rest
    assert a.union(c).describe() == ("host matches /^a/, or host does not match /b\\./ and host does not match /^a/",)


def test_parts_of_unlike_tests_are_seen_to_be_whole() -> None:
    letters, others = Names.of(WILD).split(Test(javascript("^[a-z]")))
    digits, rest = Names.of(WILD).split(Test(javascript("^[0-9_-]")))
    assert letters and others and digits and rest
    assert letters.union(digits).whole()
    assert not others.union(letters.split(Test(javascript("^q")))[1] or letters).whole()


def test_intersection() -> None:
    a, not_a = Names.of(WILD).split(Test(starts_with("a")))
    z, _ = Names.of(WILD).split(Test(contains("z.")))
    assert a and not_a and z
    both = a.intersect(z)
    assert both is not None and both.witness().host == "az.wd.microsoft.com"
    assert a.intersect(not_a) is None
    assert a.union(not_a).intersect(z) == z
    assert z.intersect(Names.of(WILD)) == z


def test_holds() -> None:
    names, _ = Names.of(WILD).split(Test(ends_with(".cp.wd.microsoft.com")))
    assert names is not None
    hosts = [
        "a.cp.wd.microsoft.com",
        "cp.wd.microsoft.com",
        ".cp.wd.microsoft.com",
        "A.cp.wd.microsoft.com",
        "a.cp.x.com",
    ]
    assert [host for host in hosts if names.holds(host, None)] == hosts[:1]
    assert not names.holds(hosts[0], "/")


def test_description() -> None:
    first, rest = Names.of(WILD).split(Test(ends_with(".cp.wd.microsoft.com")))
    assert first and rest
    both, _ = first.split(Test(javascript("^x"), label="list corp"))
    _, neither = rest.split(Test(javascript("^x"), label="list corp"))
    assert both and neither
    assert Names.of(WILD).describe() == ()
    assert first.describe() == ("host ends with .cp.wd.microsoft.com",)
    assert both.describe() == ("host ends with .cp.wd.microsoft.com", "list corp")
    assert neither.describe() == ("not: list corp", "host does not end with .cp.wd.microsoft.com")


def test_nothing_is_never_on_the_matching_side() -> None:
    assert Names.of(WILD).split(Test(nothing())) == (None, Names.of(WILD))


def test_undecided_within_the_budget() -> None:
    """Every host matches, but to see it one must remember which of the last sixteen characters were an a."""
    names = Names.of(Family("*"))
    for _ in range(2):
        with pytest.raises(Beyond) as caught:
            names.split(Test(javascript("^.{0,15}$|a.{15}$|[^a].{15}$")))
        assert caught.value.reason == "the patterns together need too many steps"


def test_where_no_more_examples_are_searched_a_known_one_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    test = Test(javascript(r"^[m-z]{3}[0-9]x"))
    searched, _ = Names.of(WILD).split(test)
    monkeypatch.setattr("proxylint.names.conjunction.OF_EXAMPLES", 0)
    told, rest = Names.of(WILD).split(test)
    assert searched and told and rest
    assert searched.witness() == Witness("mmm0x.wd.microsoft.com", None)
    for names, wanted in ((told, True), (rest, False)):
        witness = names.witness()
        assert names.holds(witness.host, witness.path)
        assert test.matches(witness.host, witness.path) is wanted


def test_the_work_for_examples_is_counted_once_for_each_test() -> None:
    names, _ = Names.of(PKI).split(Test(javascript(r"[m-z]{3}[0-9]y"), Subject.PATH))
    assert names is not None
    shared = names.parts[0]._run.shared
    before = shared.examples
    names.witness()
    once = before - shared.examples
    names.witness()
    assert once > 0
    assert before - shared.examples == once


@pytest.mark.parametrize("count", [1, 2, 5])
def test_parts_that_differ_in_one_test_are_one_part(count: int) -> None:
    """However few or many they are: all outcomes of some tests, put together one by one, are the whole family."""
    pieces: list[Names] = [Names.of(WILD)]
    for at in range(count):
        test = Test(contains("abegh"[at]))
        pieces = [side for piece in pieces for side in piece.split(test) if side is not None]
    assert len(pieces) == 2**count
    for order in (pieces, pieces[::-1], pieces[1::2] + pieces[::2]):
        joined = order[0]
        for piece in order[1:]:
            joined = joined.union(piece)
        assert joined.whole()
