"""Random squid.conf files, whole and mostly valid, with questions that come near what they say.

The same seed gives the same sequence of configurations, and configuration `n` of a seed has the name `SEED/n`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random

from tests.peers.patterns import POSIX, pattern
from tests.peers.squid.pages import Ask, Case, World

MDE = "endpoint.security.microsoft.com"
HOSTS = (f"x.{MDE}", f"a.b.{MDE}", MDE, "login.microsoftonline.com", "www.other.example", "eu.tls13.other.example")
PATHS = ("/", "/commands/test", "/a/B.cab", "/x?y=1", "/pki/crl/a%20b.crl")
CLIENTS = ("10.1.2.3", "10.99.1.1", "192.168.1.77", "127.0.0.1", "203.0.113.9")
DOMAINS = (
    f".{MDE}", MDE, f"x.{MDE}", f"*.{MDE}", ".microsoft.com", f".B.{MDE}", "login.microsoftonline.com",
    ".microsoftonline.com", ".other.example", "WWW.other.example", ".example", ".com", "other.example", "a,", "none",
)  # fmt: skip
NETWORKS = (
    "10.0.0.0/8", "10.1.0.0/16", "10.99.0.0/255.255.0.0", "10.1.2.3", "192.168.0.0/16", "192.168.1.0-192.168.1.99",
    "203.0.113.0/24", "127.0.0.1", "all", "0.0.0.0/0", "10.1.2.200/24", "2001:db8::/32",
)  # fmt: skip
PORTS = ("443", "80", "8443", "1-1023", "1024-65535", "80-443", "3128")
BUMPS = ("splice", "peek", "stare", "bump", "terminate", "none", "client-first", "server-first")
TIMES = (
    "SMTWHFA", "MTWHF", "D", "AS", "SMTWHFA 00:00-24:00", "00:00-11:59", "12:00-23:59", "MTWHF 00:00-24:00", "S",
)  # fmt: skip
_SPECIAL = "?+*()[]{}|^$\\"
PAGES = ("ERR_ACCESS_DENIED", "http://www.other.example/no", "TCP_RESET", "403:ERR_BLOCKED")
AUTH = "auth_param basic program /usr/lib/squid/basic_ncsa_auth /etc/squid/passwd"


def configurations(seed: int) -> Iterator[Case]:
    """Without end."""
    number = 0
    while True:
        yield _Writer(Random(f"{seed}/{number}"), f"{seed}/{number}").write()
        number += 1


@dataclass
class _Writer:
    dice: Random
    name: str
    lines: list[str] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    acls: list[str] = field(default_factory=list)
    inner: set[str] = field(default_factory=set)
    parents: dict[int, str] = field(default_factory=dict)

    def write(self) -> Case:
        self.inspects = self.dice.random() < 0.4
        self.relays = self.dice.random() < 0.25
        self._ports()
        for _ in range(self.dice.randint(3, 9)):
            self._acl()
        self._gates()
        if self.inspects:
            self._bumps()
        if self.relays:
            self._parents()
        if self._chance(0.2):
            at = self.dice.randrange(len(self.lines))
            self.lines[at] = self._spoiled(self.lines[at])
        if self._chance(0.1):
            self._include()
        return Case(self.name, self._text().encode(), self.files, World(parents=self.parents), tuple(self._asks()))

    def _chance(self, share: float) -> bool:
        return self.dice.random() < share

    def _some(self, values: tuple[str, ...], most: int = 3) -> list[str]:
        return self.dice.sample(values, self.dice.randint(1, min(most, len(values))))

    def _ports(self) -> None:
        flag = " ssl-bump cert=/etc/squid/ca.pem generate-host-certificates=on" if self.inspects else ""
        self.lines.append(f"http_port 3128{flag}")
        self.second = self._chance(0.3)
        if self.second:
            named = " name=office" if self._chance(0.5) else ""
            self.lines.append(f"http_port 10.0.0.1:8080{named}{flag if self._chance(0.5) else ''}")
        self.lines.append("external_acl_type helper %SRC %DST /etc/squid/helper.sh")
        if self._chance(0.5):
            self.lines.append(AUTH)
            self.acls.append("login")
            self.lines.append(f"acl login proxy_auth {self.dice.choice(('REQUIRED', 'alice bob'))}")

    def _acl(self) -> None:
        kind = self.dice.choice(_KINDS)
        defined = [line.split() for line in self.lines if line.startswith("acl ")]
        again = [words[1] for words in defined if words[2] == kind and words[1] not in self.inner]
        name = self.dice.choice(again) if again and self._chance(0.2) else f"{kind[:3]}{len(self.lines)}"
        if kind in ("any-of", "all-of"):
            # A group that contains itself overflows the stack of Squid when it starts: see start.md.
            inner = [one for one in self._names(3) if one != name] or ["all"]
            self.inner.update(inner)
            said = [f"{'!' if self._chance(0.2) else ''}{one}" for one in inner]
            self.lines.append(f"acl {name} {kind} {' '.join(said)}")
        else:
            options, values = _VALUES[kind](self)
            self.lines.append(" ".join(filter(None, ("acl", name, kind, options, self._listed(values)))))
        if name not in self.acls:
            self.acls.append(name)

    def _listed(self, values: list[str]) -> str:
        if not self._chance(0.15):
            return " ".join(value.replace(" ", "\\ ") for value in values)
        path = f"/etc/squid/list{len(self.files)}.txt"
        end = self.dice.choice(("\n", "\r\n"))
        self.files[path] = "".join(f"{value}{end}" for value in (*values, "# end")).encode()
        return f'"{path}"' if self._chance(0.9) else f'"{path}" {self.dice.choice(DOMAINS)}'

    def _names(self, most: int) -> list[str]:
        known = (*self.acls, "all", "CONNECT", "localhost", "to_localhost")
        return self.dice.choices(known, k=self.dice.randint(1, most))

    def _terms(self, most: int = 3) -> str:
        names = [name.upper() if self._chance(0.1) else name for name in self._names(most)]
        return " ".join(f"{'!' if self._chance(0.3) else ''}{name}" for name in names)

    def _gate(self, name: str, most: int) -> None:
        open_end = self._chance(0.5)
        for _ in range(self.dice.randint(1, most)):
            action = "Allow" if self._chance(0.02) else self.dice.choice(("allow", "allow", "deny"))
            terms = "" if self._chance(0.02) else self._terms()
            self.lines.append(f"{name} {action} {terms}".rstrip())
        if open_end or self._chance(0.3):
            self.lines.append(f"{name} {'allow' if open_end else 'deny'} all")

    def _gates(self) -> None:
        if self._chance(0.15):
            page = self.dice.choice(
                ("ERR_ACCESS_DENIED", "http://www.other.example/no", "TCP_RESET", "403:ERR_BLOCKED")
            )
            self.lines.append(f"deny_info {page} {self._names(1)[0]}")
        if self._chance(0.97):
            self._gate("http_access", 5)
        for name, share in (("adapted_http_access", 0.12), ("miss_access", 0.1), ("http_reply_access", 0.08)):
            # Squid 5 leaves the client waiting when miss_access denies what was peeked at (facts: 5.3.4).
            if self._chance(share) and not (name == "miss_access" and self.inspects):
                self._gate(name, 2)

    def _bumps(self) -> None:
        self.lines += [f"acl step{step} at_step SslBump{step}" for step in (1, 2, 3)]
        names = self._some(DOMAINS, 2)
        self.lines.append(f"acl sni ssl::server_name {' '.join(names)}")
        old = self._chance(0.15)
        actions = ("none", "client-first", "server-first", "splice", "bump") if old else BUMPS[:5]
        if self._chance(0.6):
            self.lines.append(f"ssl_bump {self.dice.choice(('peek', 'peek', 'stare'))} step1")
        for _ in range(self.dice.randint(0, 3)):
            known = ("sni", "sni", "step1", "step2", "step3", *self.acls[:2])
            terms = [self.dice.choice(("", "", "!")) + self.dice.choice(known) for _ in range(self.dice.randint(1, 2))]
            self.lines.append(f"ssl_bump {self.dice.choice(actions)} {' '.join(terms)}")
        if self._chance(0.7):
            self.lines.append(f"ssl_bump {self.dice.choice(actions)} all")

    def _parents(self) -> None:
        self.parents = {8000: "open"}
        self.lines.append("cache_peer up.parent.example parent 8000 0 no-query no-digest")
        if self._chance(0.4):
            self._gate("cache_peer_access up.parent.example", 2)
        for name, share in (("never_direct", 0.6), ("always_direct", 0.3)):
            if self._chance(share):
                self._gate(name, 2)
        for switch in ("nonhierarchical_direct off", "prefer_direct on"):
            if self._chance(0.15):
                self.lines.append(switch)

    def _spoiled(self, line: str) -> str:
        """A line with one fault: some are fatal, some void the line, some change its meaning, some do nothing."""
        words = line.split()
        at = self.dice.randrange(len(words))
        if "/" in words[at]:  # certificates and helpers are taken to be there
            return line
        match self.dice.randrange(8):
            case 0:
                del words[at]
            case 1:
                words.insert(at, words[at])
            case 2:
                words[at] = words[at].upper()
            case 3:
                words[at] += ","
            case 4:
                words[at] = "!" + words[at]
            case 5:
                words[at] = self.dice.choice(("nothing", "-i", "-n", '"/etc/squid/nothing"', "10.0.0.0/33", "*", "5-1"))
            case 6:
                words[at] = words[at][:-1] or "x"
            case _:
                words.append(self.dice.choice(("all", "REQUIRED", "#", "\\", "deny", "(", "--")))
        return " ".join(words)

    def _include(self) -> None:
        start = self.dice.randrange(len(self.lines))
        end = self.dice.randint(start, len(self.lines))
        self.files["/etc/squid/conf.d/part.conf"] = "".join(f"{line}\n" for line in self.lines[start:end]).encode()
        self.lines[start:end] = [f"include /etc/squid/conf.d/{self.dice.choice(('*', 'part', 'p*', 'q*'))}.conf"]

    def _text(self) -> str:
        written = []
        for line in self.lines:
            if self._chance(0.05):
                written.append(self.dice.choice(("# comment \\", "", "   # acl no src all")))
            if self._chance(0.05) and " " in line:
                line = line.replace(" ", " \\\n    ", 1)
            if self._chance(0.04):
                line = self.dice.choice(
                    ("if true\n{}\nendif", "if 1 = 2\nhttp_access deny all\nelse\n{}\nendif")
                ).format(line)
            if self._chance(0.04):
                line += "   # inline"
            written.append(line)
        return "\n".join(written) + "\n"

    def _asks(self) -> Iterator[Ask]:
        """With parents no host is asked for twice: one that Squid has met may be served past them (netdb)."""
        hosts = self.dice.sample(HOSTS, len(HOSTS))
        for host in hosts:
            client = self.dice.choice(CLIENTS[:2]) if self._chance(0.5) else self.dice.choice(CLIENTS)
            listen = "10.0.0.1:8080" if self.second and self._chance(0.4) else "3128"
            if self._chance(0.55):
                url = f"https://{host}{':8443' if self._chance(0.1) else ''}/"
            else:
                url = f"http://{host}{self.dice.choice(PATHS)}"
            yield Ask(url, client, listen)


def _patterns(writer: _Writer, texts: Callable[[_Writer], str]) -> tuple[str, list[str]]:
    flag = "-i" if writer._chance(0.4) else ""
    return flag, [pattern(writer.dice, texts(writer), POSIX, _SPECIAL) for _ in range(writer.dice.randint(1, 2))]


def _host(writer: _Writer) -> str:
    return writer.dice.choice(HOSTS)


def _url(writer: _Writer) -> str:
    if writer._chance(0.5):
        return f"{_host(writer)}:443"
    return f"http://{_host(writer)}{_path(writer)}"


def _path(writer: _Writer) -> str:
    return writer.dice.choice(PATHS).replace("%20", " ")


_Values = Callable[[_Writer], tuple[str, list[str]]]
_VALUES: dict[str, _Values] = {
    "src": lambda w: ("", w._some(NETWORKS)),
    "dstdomain": lambda w: ("-n" if w._chance(0.1) else "", w._some(DOMAINS)),
    "dstdom_regex": lambda w: _patterns(w, _host),
    "url_regex": lambda w: _patterns(w, _url),
    "urlpath_regex": lambda w: _patterns(w, _path),
    "port": lambda w: ("", w._some(PORTS)),
    "method": lambda w: ("", w._some(("CONNECT", "GET", "POST", "connect"))),
    "proto": lambda w: ("", w._some(("HTTP", "HTTPS", "FTP"))),
    "time": lambda w: ("", [w.dice.choice(TIMES)]),
    "myportname": lambda w: ("", w._some(("3128", "office", "10.0.0.1:8080"), 2)),
    "localport": lambda w: ("", w._some(("3128", "8080", "1-4000"), 1)),
    "localip": lambda w: ("", w._some(("127.0.0.0/8", "10.0.0.1"), 1)),
    "dst": lambda w: (
        "-n" if w._chance(0.3) else "",
        w._some(("198.18.0.0/16", "198.19.0.0/16", "10.0.0.0/8", "all"), 2),
    ),
    "browser": lambda w: ("", w._some(("^Mde", "Firefox"), 1)),
    "maxconn": lambda w: ("", ["100"]),
    "external": lambda w: ("", ["helper", "one"]),
    "req_header": lambda w: ("", ["User-Agent", "^Mde"]),
    "hier_code": lambda w: ("", ["HIER_DIRECT"]),
    "http_status": lambda w: ("", ["200-299"]),
    "ssl::server_name": lambda w: ("", w._some(DOMAINS, 2)),
}
_KINDS = (
    *("src", "dstdomain", "dstdom_regex", "url_regex", "any-of", "all-of") * 3,
    *("urlpath_regex", "port", "method") * 2,
    *("external", "req_header", "hier_code"),
    *("proto", "time", "myportname", "localport", "localip", "dst", "browser", "maxconn", "http_status"),
    "ssl::server_name",
)  # fmt: skip
