"""What an edit changes: nothing exactly where the verdicts are equal at every point."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from random import Random

import pytest

from proxylint.catalogue import Endpoint
from proxylint.comparison import Compared, Reading, compare
from proxylint.difference import Change, Effect, changes
from proxylint.format import Format, Given, Policy, Vantage
from proxylint.formats.pac import FORMAT as PAC
from proxylint.formats.squid import FORMAT as SQUID
from proxylint.judgement import Judged, judge, served
from proxylint.region import Point
from proxylint.request import Request
from proxylint.text import Source
from proxylint.verdict import Verdict
from tests.core.points import Worlds, around, differing
from tests.peers.javascript import drawing
from tests.peers.javascript.generator import files as pac_files
from tests.peers.squid.acl_values import HOSTS, PATHS
from tests.peers.squid.generator import configurations

ROW = Endpoint("x", "*", (443,), "s", ("win",), "ww", ("str",), "R", needed=True)
ASKED = (
    Request("https", "*", 443, "/"),
    Request("http", "*", 80, "/*"),
    Request("https", "*.endpoint.security.microsoft.com", 443, "/"),
    Request("http", "go.microsoft.com", 80, "/a/B.cab"),
)
POINTS = 60


class Beside:
    """Loads the files that a generated configuration names."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files

    def read(self, path, beside, decode):  # type: ignore[no-untyped-def]
        from proxylint.format import Absent

        if path in self.files:
            return Source.of(path, self.files[path], decode)
        return Absent(path, True, f"'{path}' does not exist")

    def glob(self, pattern, beside, decode):  # type: ignore[no-untyped-def]
        from fnmatch import fnmatchcase

        from proxylint.format import Absent

        found = [self.read(path, beside, decode) for path in sorted(self.files) if fnmatchcase(path, pattern)]
        return tuple(found) or Absent(pattern, True, f"'{pattern}' matches no file")


def read(format: Format, name: str, text: bytes, files: dict[str, bytes] | None = None) -> Policy:
    return format.read(Source.of(name, text, format.decode), Beside(files or {}), Given())


def squid(text: str) -> Policy:
    return read(SQUID, "squid.conf", text.encode())


def verdict(policy: Policy, request: Request) -> Verdict:
    return policy.decide(request, Given())


def judged(policy: Policy, request: Request, vantage: Vantage = Vantage.PROXY) -> Judged:
    return judge(ROW, verdict(policy, request), vantage, serving(policy) if vantage is Vantage.PROXY else {})


def serving(policy: Policy):  # type: ignore[no-untyped-def]
    return served(verdict(policy, request) for request in ASKED[:2])


def between(old: Policy, new: Policy, request: Request, vantage: Vantage) -> tuple[Change, ...]:
    sides = (serving(old), serving(new)) if vantage is Vantage.PROXY else ({}, {})
    return changes(judged(old, request, vantage), judged(new, request, vantage), vantage, *sides)


def check(old: Policy, new: Policy, vantage: Vantage, dice: Random, hosts: list[str]) -> int:
    """Fails unless the changes are empty exactly where the verdicts are equal; the number of requests that change."""
    count = 0
    sides = [serving(policy) if vantage is Vantage.PROXY else {} for policy in (old, new)]
    for request in ASKED:
        was, now = verdict(old, request), verdict(new, request)
        both = [judge(ROW, one, vantage, clients) for one, clients in zip((was, now), sides, strict=True)]
        found = changes(*both, vantage, *sides)
        if not Worlds(was, now).small:
            continue
        if not (was.cases and now.cases):
            assert bool(found) is bool(was.cases or now.cases)
            continue
        if not found:
            assert differing(was, now, around(was, now, hosts, list(PATHS), POINTS, dice)) == []
        for change in found:
            assert change.unsure is None
            assert differing(was, now, [witness(change)], change.when.conditions) != []
        count += bool(found)
    return count


def witness(change: Change) -> Point:
    when, member = change.when, change.when.names.witness()
    return Point(
        host=member.host,
        path=member.path,
        client=when.client.witness(),
        listen=when.listen and when.listen.port,
        minute=when.minutes.witness(),
        resolved={name: answers.witness() for name, answers in when.resolved},
    )


def mutated(lines: list[str], dice: Random) -> list[str]:
    """Up to three small edits, as an administrator makes them, rather where something is decided."""
    for _ in range(dice.randint(1, 3)):
        lines = _mutated(list(lines), dice)
    return lines


def _mutated(lines: list[str], dice: Random) -> list[str]:
    deciding = [at for at, line in enumerate(lines) if "access" in line or "bump" in line or "return" in line]
    at, other = (dice.choice(deciding or [0]) if dice.random() < 0.7 else dice.randrange(len(lines)) for _ in range(2))
    roll = dice.randrange(5)
    if roll == 0:
        del lines[at]
    elif roll == 1:
        lines[at], lines[other] = lines[other], lines[at]
    elif roll == 2:
        lines.insert(other, lines[at])
    elif roll == 3:
        words = [
            ("allow", "deny"),
            ("deny", "allow"),
            ("splice", "bump"),
            ("10.", "10.99."),
            (".", ".x."),
            ("PROXY", "DIRECT;PROXY"),
        ]
        before, after = dice.choice(words)
        lines[at] = lines[at].replace(before, after, 1)
    else:
        lines[at] = lines[at].replace("!", "") if "!" in lines[at] else lines[at].replace(" allow ", " allow !", 1)
    return lines


def edits(seed: int, most: int) -> Iterator[tuple[Policy, Policy, Random]]:
    """Random squid.conf files, each before and after an edit; those that Squid refuses are passed over."""
    for number, case in enumerate(islice(configurations(seed), most)):
        dice = Random(f"{seed}/{number}")
        lines = case.config.decode("latin-1").split("\n")
        old, new = (
            read(SQUID, "squid.conf", "\n".join(text).encode("latin-1"), dict(case.files))
            for text in (lines, mutated(lines, dice))
        )
        if old.failure is None and new.failure is None:
            yield old, new, dice


@pytest.mark.parametrize("seed", range(3))
def test_squid_changes_are_where_verdicts_differ(seed: int) -> None:
    counts = [check(old, new, Vantage.PROXY, dice, list(HOSTS)) for old, new, dice in edits(seed, 16)]
    assert len(counts) > 6
    assert 0 < sum(map(bool, counts)) < len(counts)


@pytest.mark.parametrize("seed", range(2))
def test_pac_changes_are_where_verdicts_differ(seed: int) -> None:
    counts = []
    for number, case in enumerate(islice(pac_files(seed), 10)):
        dice = Random(f"{seed}/{number}")
        lines = case.pac.decode().split("\n")
        old, new = (read(PAC, "proxy.pac", "\n".join(text).encode()) for text in (lines, mutated(lines, dice)))
        counts.append(check(old, new, Vantage.CLIENT, dice, list(drawing.HOSTS)))
    assert 0 < sum(map(bool, counts)) < len(counts)


def rewritten(lines: list[str], dice: Random) -> list[str]:
    """The same in other words: comments, blank lines, twice the same line, definitions in another order."""
    found = []
    for line in lines:
        found += ["# " + dice.choice(("", "http_access deny all")), ""] if dice.random() < 0.3 else []
        found.append(line)
    first = [line for line in lines if line.startswith("visible_hostname")]
    return [*found, "# the end", *first]


@pytest.mark.parametrize("seed", range(2))
def test_the_same_in_other_words_changes_nothing(seed: int) -> None:
    asked = 0
    for number, case in enumerate(islice(configurations(seed + 50), 20)):
        lines = case.config.decode("latin-1").split("\n")
        if any(line.rstrip("\r").endswith("\\") for line in lines):
            continue  # a comment does not go into a continued line
        old, new = (
            read(SQUID, "squid.conf", "\n".join(text).encode("latin-1"), dict(case.files))
            for text in (lines, rewritten(lines, Random(number)))
        )
        if old.failure is None and new.failure is None:
            asked += 1
            assert [between(old, new, request, Vantage.PROXY) for request in ASKED] == [()] * len(ASKED)
    assert asked > 1


HEAD = "http_port 3128\nacl office src 10.0.0.0/8\n"
TAIL = "http_access allow office\nhttp_access deny all\n"
UNUSED = "acl no dstdomain .no.example\nacl none src 1.2.3.4\n"
PARTS = "acl a src 10.0.0.0/9\nacl b src 10.128.0.0-10.255.255.255\nacl c any-of a b\n"
HTTPS = ASKED[2]

EQUAL = {
    "an ACL that is renamed": (
        f"{HEAD}acl good browser ^Mde\nhttp_access deny !good\n{TAIL}",
        f"{HEAD}acl ua browser ^Mde\nhttp_access deny !ua\n{TAIL}",
    ),
    "a helper that is looked at under another name": (
        f"{HEAD}external_acl_type h %SRC /bin/h\nacl good external h x\nhttp_access deny !good\n{TAIL}",
        f"{HEAD}external_acl_type h %SRC /bin/h\nacl known external h x\nhttp_access deny !known\n{TAIL}",
    ),
    "chance that is drawn elsewhere": (
        f"{HEAD}acl half random 1/2\nhttp_access deny half\n{TAIL}",
        f"{HEAD}{UNUSED}acl dice random 1/2\nhttp_access deny none no\nhttp_access deny dice\n{TAIL}",
    ),
    "networks that are written otherwise": (
        HEAD + TAIL,
        f"http_port 3128\n{PARTS}http_access allow c\nhttp_access deny all\n",
    ),
    "a port that is written with its address": (HEAD + TAIL, HEAD.replace("3128", "0.0.0.0:3128") + TAIL),
    "another reason not to know": (
        f'{HEAD}acl no dstdomain "/elsewhere/a.txt"\nhttp_access deny no\n{TAIL}',
        f'{HEAD}acl no dstdomain "/elsewhere/b.txt"\nhttp_access deny no\n{TAIL}',
    ),
    "a look at paths that decides nothing": (
        HEAD + TAIL,
        f"{HEAD}acl exe urlpath_regex [.]exe$\nhttp_access allow office exe\n{TAIL}",
    ),
    "an order that does not matter": (
        f"{HEAD}acl a dstdomain .a.example\nacl b dstdomain .b.example\nhttp_access deny a\nhttp_access deny b\n{TAIL}",
        f"{HEAD}acl b dstdomain .b.example\nacl a dstdomain .a.example\nhttp_access deny b\nhttp_access deny a\n{TAIL}",
    ),
}


@pytest.mark.parametrize("name", EQUAL)
def test_nothing_changes(name: str) -> None:
    texts = EQUAL[name]
    if "not to know" in name:
        old, new = (
            SQUID.read(Source.of("squid.conf", one.encode(), SQUID.decode), Elsewhere(), Given()) for one in texts
        )
    else:
        old, new = map(squid, texts)
    assert [between(old, new, request, Vantage.PROXY) for request in ASKED] == [()] * len(ASKED)
    assert [between(new, old, request, Vantage.PROXY) for request in ASKED] == [()] * len(ASKED)


class Elsewhere(Beside):
    """What is named may exist where Squid runs."""

    def __init__(self) -> None:
        super().__init__({})

    def read(self, path, beside, decode):  # type: ignore[no-untyped-def]
        from proxylint.format import Absent

        return Absent(path, False, f"'{path}' is not in the repository")


def told(change: Change) -> tuple[Effect, tuple[str, ...], str | None, str | None]:
    old, new = (case and case.access.value.value for case in (change.old, change.new))
    return change.effect, change.when.phrases(), old, new


def changed(old: str, new: str) -> list[tuple[Effect, tuple[str, ...], str | None, str | None]]:
    return [told(change) for change in between(squid(old), squid(new), HTTPS, Vantage.PROXY)]


def test_another_pattern_of_the_same_name_is_another_condition() -> None:
    text = f"{HEAD}acl good browser %\nhttp_access deny !good\n{TAIL}"
    assert changed(text.replace("%", "^Mde"), text.replace("%", "^Mde")) == []
    assert changed(text.replace("%", "^Mde"), text.replace("%", "^Other")) == [
        (
            Effect.BETTER,
            (
                "client in 10.0.0.0/8",
                "the User-Agent header fits 'good'",
                "as it was before, the User-Agent header does not fit 'good' or is missing",
            ),
            "denied",
            "allowed",
        ),
        (
            Effect.WORSE,
            (
                "client in 10.0.0.0/8",
                "the User-Agent header does not fit 'good' or is missing",
                "as it was before, the User-Agent header fits 'good'",
            ),
            "allowed",
            "denied",
        ),
    ]
    assert changed(text.replace("%", "^Mde"), HEAD + TAIL) == [
        (
            Effect.BETTER,
            ("client in 10.0.0.0/8", "the User-Agent header does not fit 'good' or is missing"),
            "denied",
            "allowed",
        )
    ]


BUMPING = "http_port 3128 ssl-bump cert=/etc/squid/ca.pem generate-host-certificates=on\n"
STEPS = "acl step1 at_step SslBump1\nssl_bump peek step1\n"


def test_tls_that_is_opened() -> None:
    text = f"{BUMPING}{HEAD.partition(chr(10))[2]}{TAIL}{STEPS}"
    (found,) = between(squid(f"{text}ssl_bump splice all\n"), squid(f"{text}ssl_bump bump all\n"), HTTPS, Vantage.PROXY)
    assert [case and (case.access.value, case.tls.value) for case in (found.old, found.new)] == [
        ("allowed", "tunnelled"),
        ("allowed", "inspected"),
    ]
    assert (found.effect, found.when.phrases()) == (Effect.WORSE, ("client in 10.0.0.0/8",))


def test_paths_inside_a_session_that_one_side_alone_looks_at() -> None:
    text = f"{BUMPING}{HEAD.partition(chr(10))[2]}%{TAIL}ssl_bump bump all\n"
    exe = "acl exe urlpath_regex [.]exe$\nhttp_access deny exe\n"
    assert changed(text.replace("%", ""), text.replace("%", exe.replace("deny exe", "deny exe !office"))) == []
    old, new = squid(text.replace("%", "")), squid(text.replace("%", exe))
    (found,) = between(old, new, HTTPS, Vantage.PROXY)
    assert told(found)[2:] == ("allowed", "denied")
    assert (found.when.names.witness().path or "").endswith(".exe")
    assert [told(change)[2:] for change in between(new, old, HTTPS, Vantage.PROXY)] == [("denied", "allowed")]


def test_chance_that_leads_elsewhere() -> None:
    login = "auth_param basic program /bin/a\nacl staff proxy_auth REQUIRED\n"
    chance = f"{login}{HEAD}acl half random 1/2\nhttp_access deny % half @\n{TAIL}"
    old, new = chance.replace("%", "office").replace("@", ""), chance.replace("%", "").replace("@", "staff")
    assert changed(old, old) == []
    assert {(was, now) for _, _, was, now in changed(old, new)} == {
        ("denied", "allowed"),
        ("denied", "login"),
        ("allowed", "login"),
    }


def test_a_client_network_that_is_no_longer_served_is_worse_though_every_url_is_proved() -> None:
    old, new = squid(HEAD + TAIL), squid((HEAD + TAIL).replace("10.0.0.0/8", "10.1.0.0/16"))
    was, now = judged(old, HTTPS), judged(new, HTTPS)
    assert (was.outcome, now.outcome) == ("proved", "proved")
    (found,) = between(old, new, HTTPS, Vantage.PROXY)
    assert told(found)[0] is Effect.WORSE
    assert told(found)[2:] == ("allowed", "denied")
    assert "10.1" not in " ".join(found.when.phrases()) or "outside" in " ".join(found.when.phrases())


def test_clients_that_nobody_counts_make_nothing_worse() -> None:
    lines = "acl box src 127.0.0.0/8\nhttp_access allow box\n"
    (found,) = changed(HEAD + lines + TAIL, HEAD + TAIL)
    assert found == (Effect.OTHER, ("client in 127.0.0.0/8",), "allowed", "denied")


def test_a_port_that_is_gone_is_worse_and_a_new_one_is_not() -> None:
    old, new = HEAD + TAIL, (HEAD + TAIL).replace("3128", "8080")
    assert changed(old, new) == [
        (Effect.OTHER, ("client outside 10.0.0.0/8",), "denied", None),
        (Effect.WORSE, ("client in 10.0.0.0/8",), "allowed", None),
        (Effect.OTHER, ("client outside 10.0.0.0/8",), None, "denied"),
        (Effect.OTHER, ("client in 10.0.0.0/8",), None, "allowed"),
    ]


def test_other_clients_count_though_each_is_answered_as_before() -> None:
    """Guests were served nothing, so they did not count; now they get the web, and Defender's URLs are not in it."""
    old = HEAD + TAIL
    guests = "acl guests src 192.168.0.0/16\nacl web dstdomain .web.example\nhttp_access allow guests web\n"
    sides = [squid(text) for text in (old, HEAD + guests + TAIL)]
    was, now = (Reading([judged(policy, HTTPS)], serving(policy)) for policy in sides)
    assert compare(was, now, Vantage.PROXY) == (Compared(was.judged[0], now.judged[0], ()),)
    assert compare(was, now, Vantage.PROXY)[0].effect is Effect.WORSE
    assert compare(now, was, Vantage.PROXY)[0].effect is Effect.BETTER


def test_what_is_worse_for_some_and_better_for_others_is_worse() -> None:
    text = "http_port 3128\nacl a src 10.1.0.0/16\nacl b src 10.2.0.0/16\nacl web dstdomain .web.example\n%"
    old = squid(text.replace("%", "http_access allow a\nhttp_access allow b web\nhttp_access deny all\n"))
    new = squid(text.replace("%", "http_access allow b\nhttp_access allow a web\nhttp_access deny all\n"))
    was, now = (Reading([judged(policy, HTTPS)], serving(policy)) for policy in (old, new))
    (found,) = compare(was, now, Vantage.PROXY)
    assert {change.effect for change in found.changes} == {Effect.WORSE, Effect.BETTER}
    assert found.effect is Effect.WORSE


def test_a_computer_more_in_a_dump_changes_nothing_for_the_others() -> None:
    from proxylint.formats.winhttp import FORMAT as WINHTTP

    direct = "Machine: {} (x)\nCurrent WinHTTP proxy settings:\n\n    Direct access (no proxy server).\n\n"
    head, bypass = "Machine: {} (x)\nCurrent WinHTTP proxy settings:\n\n", "  Bypass List     :  (none)\n\n"
    static = f"{head}  Proxy Server(s) :  px:8080\n{bypass}"
    old = read(WINHTTP, "winhttp.txt", (static.format("SRV1") + static.format("SRV2")).encode())
    new = read(WINHTTP, "winhttp.txt", (direct.format("SRV0") + static.format("srv1") + direct.format("SRV2")).encode())
    found = between(old, new, HTTPS, Vantage.CLIENT)
    ways = [
        (
            change.when.record and change.when.record.host,
            *(case and case.route.value[0].kind for case in (change.old, change.new)),
        )
        for change in found
    ]  # type: ignore[index, union-attr]
    assert ways == [("SRV2", "proxy", "direct"), ("SRV0", None, "direct")]
    assert [change.effect for change in found] == [Effect.WORSE, Effect.OTHER]


def test_a_comparison_that_is_too_much_work_says_so() -> None:
    from proxylint import difference

    old, new = squid(HEAD + TAIL), squid((HEAD + TAIL).replace("allow office", "deny office"))
    (found,) = difference._Question(judged(old, HTTPS), judged(new, HTTPS), Vantage.PROXY, {}, {}, left=0).changes()
    assert found.effect is Effect.WORSE
    assert found.unsure == "the two tell more cases apart than can be held against each other"
