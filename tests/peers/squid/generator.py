"""Random squid.conf files, whole and mostly valid, with questions that come near what they say.

The same seed gives the same sequence of configurations, and configuration `n` of a seed has the name `SEED/n`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from tests.peers.squid.acl_values import CLIENTS, DOMAINS, HOSTS, LOST, NEVER_LISTED, PATHS, VALUES, kinds, some
from tests.peers.squid.pages import Ask, Case, World
from tests.peers.squid.spoiling import laid_out, spoiled

QUESTIONS = 8
CERTIFICATE = "cert=/etc/squid/ca.pem generate-host-certificates=on"
BUMPS = ("splice", "peek", "stare", "bump", "terminate", "none", "client-first", "server-first")
PAGES = ("ERR_ACCESS_DENIED", "http://www.other.example/no", "TCP_RESET", "403:ERR_BLOCKED")
AUTH = "auth_param basic program /usr/lib/squid/basic_ncsa_auth /etc/squid/passwd"
IDLE = (
    "cache deny all", "via off", "forwarded_for delete", "visible_hostname proxy.example", "request_timeout 1 minute",
    "refresh_pattern . 0 20% 4320", "request_header_access Cookie deny all", "cache_mem 8 MB",
)  # fmt: skip
"""Directives that must not change an answer."""
TIMES = (datetime(2026, 11, 25, 12, 30), datetime(2026, 11, 28, 23, 15), datetime(2026, 11, 30, 7, 40))
PEER = "cache_peer up.parent.example parent 8000 0 no-query no-digest"
SECOND = "cache_peer two.parent.example parent 8001 0 no-query no-digest name=second"
SIBLING = "cache_peer near.parent.example sibling 8002 0 no-query no-digest name=near"
PEER_OPTIONS = (
    "", "", "", " default", " login=a:b", " weight=2", " originserver", " round-robin", " sourcehash", " carp",
    " login=PASS", " proxy-only",
)  # fmt: skip
REWRITER = "url_rewrite_program /etc/squid/helper.sh"
SERVICE = "icap_service scan reqmod_precache icap://127.0.0.1:1344/scan bypass=off"
FAR = "198.18.250.250"
"""Where an intercepted client dials a host that Squid finds elsewhere."""


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
    peers: list[str] = field(default_factory=list)
    listens: dict[str, str] = field(default_factory=lambda: {"3128": ""})

    def write(self) -> Case:
        self.inspects, self.catches, self.relays = self._chance(0.4), self._chance(0.15), self._chance(0.25)
        self._ports()
        self.login = self._chance(0.5)
        self._helpers()
        for _ in range(self.dice.randint(3, 10)):
            self._acl()
        self._gates()
        if self.inspects or (self.catches and self._chance(0.9)):
            self._bumps()
        self._routes()
        if self._chance(0.2):
            at = self.dice.randrange(len(self.listens), len(self.lines))
            self.lines[at] = spoiled(self.dice, self.lines[at])
        if self._chance(0.1):
            self._include()
        return Case(self.name, laid_out(self.dice, self.lines).encode(), self.files, self._world(), self._asks())

    def _world(self) -> World:
        return World(
            parents={8000 + at: "open" for at in range(len(self.peers))},
            resolve={LOST: ()},
            intercept={80: 3131, 443: 3130} if self.catches else {},
            dials=dict.fromkeys(self.dice.sample(HOSTS[:6], 2), FAR) if self.catches and self._chance(0.3) else {},
            secure=(3129,) if "3129" in self.listens else (),
            now=self.dice.choice(TIMES),
        )

    def _chance(self, share: float) -> bool:
        return self.dice.random() < share

    def _ports(self) -> None:
        flag = f" ssl-bump {CERTIFICATE}" if self.inspects else ""
        self.lines.append(f"http_port 3128{flag}")
        if self._chance(0.35):
            named = " name=office" if self._chance(0.5) else ""
            self.lines.append(f"http_port 10.0.0.1:8080{named}{flag if self._chance(0.5) else ''}")
            self.listens["10.0.0.1:8080"] = ""
        if self._chance(0.08):
            self.lines.append(f"https_port 3129 {self.dice.choice(('', 'name=secure '))}cert=/etc/squid/ca.pem")
            self.listens["3129"] = ""
        if self._chance(0.06):
            self.lines.append(f"http_port 10.0.0.1:8081 accel vhost{self.dice.choice(('', ' name=shop'))}")
            self.listens["10.0.0.1:8081"] = "http"
        if self.catches:
            self.lines.append(f"http_port 3131 {self.dice.choice(('intercept', 'transparent'))}")
            self.lines.append(f"https_port 3130 intercept ssl-bump {CERTIFICATE}")
            self.listens |= {"3131": "http", "3130": "https"}
            for switch in ("host_verify_strict on", "client_dst_passthru off"):
                if self._chance(0.15):
                    self.lines.append(switch)

    def _helpers(self) -> None:
        self.lines.append("external_acl_type helper %SRC %DST /etc/squid/helper.sh")
        self.lines += self.dice.sample(IDLE, self.dice.randint(0, 2))
        if self.login:
            self.lines.append(AUTH)
            self.acls.append("login")
            self.lines.append(f"acl login proxy_auth {self.dice.choice(('REQUIRED', 'alice bob'))}")

    def _acl(self) -> None:
        kind = self.dice.choice(kinds(self.login, self.relays))
        defined = [line.split() for line in self.lines if line.startswith("acl ")]
        again = [words[1] for words in defined if words[2] == kind and words[1] not in self.inner]
        name = self.dice.choice(again) if again and self._chance(0.2) else self._name(kind)
        if kind == "external" and name in self.acls:
            return  # a second line for the same name stops Squid
        if kind in ("any-of", "all-of"):
            # A group that contains itself overflows the stack of Squid when it starts: see start.md.
            inner = [one for one in self._names(3) if one != name] or ["all"]
            self.inner.update(inner)
            said = [f"{'!' if self._chance(0.2) else ''}{one}" for one in inner]
            self.lines.append(f"acl {name} {kind} {' '.join(said)}")
        else:
            options, values = VALUES[kind](self.dice)
            self.lines.append(" ".join(filter(None, ("acl", name, kind, options, self._listed(kind, values)))))
        name = name.replace("${service_name}", "squid")
        if name not in self.acls:
            self.acls.append(name)

    def _name(self, kind: str) -> str:
        """Now and then a macro stands in a name; the lines that use the ACL write it out."""
        return f"{'${service_name}' if self._chance(0.03) else kind[:3].strip(':')}{len(self.lines)}"

    def _listed(self, kind: str, values: list[str]) -> str:
        if kind in NEVER_LISTED or not self._chance(0.15):
            return " ".join(value.replace(" ", "\\ ") for value in values)
        path = f"/etc/squid/list{len(self.files)}.txt"
        end = self.dice.choice(("\n", "\r\n"))
        self.files[path] = "".join(f"{value}{end}" for value in (*values, "# end")).encode()
        return f'"{path}"' if self._chance(0.9) else f'"{path}" {self.dice.choice(DOMAINS)}'

    def _names(self, most: int) -> list[str]:
        known = (*self.acls, "all", "CONNECT", "localhost", "to_localhost", "manager", "ssl::certUntrusted")
        return self.dice.choices(known, k=self.dice.randint(1, most))

    def _terms(self, most: int = 3) -> str:
        names = [name.upper() if self._chance(0.1) else name for name in self._names(most)]
        return " ".join(f"{'!' if self._chance(0.3) else ''}{name}" for name in names)

    def _gate(self, name: str, most: int) -> None:
        open_end = self._chance(0.5)
        for _ in range(self.dice.randint(1, most)):
            action = "Allow" if self._chance(0.02) else self.dice.choice(("allow", "allow", "deny"))
            terms = "" if self._chance(0.02) else self._terms()
            if terms and self._chance(0.03):
                terms = self._listed("names", terms.split())
            self.lines.append(f"{name} {action} {terms}".rstrip())
        if open_end or self._chance(0.3):
            self.lines.append(f"{name} {'allow' if open_end else 'deny'} all")

    def _gates(self) -> None:
        if self._chance(0.15):
            self.lines.append(f"deny_info {self.dice.choice(PAGES)} {self._names(1)[0]}")
        if self._chance(0.97):
            self._gate("http_access", 6)
        if self._chance(0.04):
            self._rewriters()
        adapted = self.dice.choice(("adapted_http_access", "http_access2"))
        for name, share in ((adapted, 0.12), ("miss_access", 0.1), ("http_reply_access", 0.08)):
            # Squid 5 leaves the client waiting when miss_access denies what was peeked at (client_side.cc@5.7).
            if self._chance(share) and not (name == "miss_access" and (self.inspects or self.catches)):
                self._gate(name, 2)

    def _rewriters(self) -> None:
        """What may change any request that it sees: proxylint follows only those that it does not."""
        if self._chance(0.6):
            self.lines.append(REWRITER)
            self.lines += [f"url_rewrite_access deny {self._terms()}", "url_rewrite_access deny all"]
        else:
            self.lines += ["icap_enable on", SERVICE, "adaptation_access scan deny all"]

    def _bumps(self) -> None:
        self.lines += [f"acl step{step} at_step SslBump{step}" for step in (1, 2, 3)]
        self.lines.append(f"acl sni ssl::server_name {' '.join(some(self.dice, DOMAINS, 2))}")
        old = self._chance(0.15)
        actions = ("none", "client-first", "server-first", "splice", "bump") if old else BUMPS[:5]
        if self._chance(0.6):
            self.lines.append(f"ssl_bump {self.dice.choice(('peek', 'peek', 'stare'))} step1")
        for _ in range(self.dice.randint(0, 4)):
            known = ("sni", "sni", "step1", "step2", "step3", *self.acls[:2], self.dice.choice(self.acls))
            terms = [self.dice.choice(("", "", "!")) + self.dice.choice(known) for _ in range(self.dice.randint(1, 2))]
            self.lines.append(f"ssl_bump {self.dice.choice(actions)} {' '.join(terms)}")
        if self._chance(0.7):
            self.lines.append(f"ssl_bump {self.dice.choice(actions)} all")

    def _routes(self) -> None:
        if self.relays:
            self._parents()
        for name, share in (("never_direct", 0.6), ("always_direct", 0.3)):
            if self._chance(share if self.relays else 0.04):
                self._gate(name, 2)
        for switch in ("nonhierarchical_direct off", "prefer_direct on", "pinger_enable off"):
            if self._chance(0.2 if self.relays else 0.02):
                self.lines.append(switch)

    def _parents(self) -> None:
        self.peers.append("up.parent.example")
        self.lines.append(f"{PEER}{self._peer_option()}")
        if self._chance(0.3):
            self.peers.append("second")
            self.lines.append(f"{SECOND}{self._peer_option()}")
        if self._chance(0.15):
            self.lines.append(SIBLING)
        for peer in (*self.peers, *(("unknown",) if self._chance(0.03) else ())):
            if self._chance(0.4):
                self._gate(f"cache_peer_access {peer}", 2)

    def _peer_option(self) -> str:
        """An origin server would have to speak TLS for requests of an inspected session; the parents here do not."""
        option = self.dice.choice(PEER_OPTIONS)
        return "" if "originserver" in option and (self.inspects or self.catches) else option

    def _include(self) -> None:
        start = self.dice.randrange(len(self.lines))
        end = self.dice.randint(start, len(self.lines))
        self.files["/etc/squid/conf.d/part.conf"] = "".join(f"{line}\n" for line in self.lines[start:end]).encode()
        self.lines[start:end] = [f"include /etc/squid/conf.d/{self.dice.choice(('*', 'part', 'p*', 'q*'))}.conf"]

    def _asks(self) -> tuple[Ask, ...]:
        """Each port is asked, each scheme as well; no host twice: one that Squid has met may be served past parents."""
        hosts = [*self.dice.sample(HOSTS, QUESTIONS), *([LOST] if self._chance(0.1) and not self.catches else [])]
        self.dice.shuffle(hosts)
        listens = [*self.listens, *self.dice.choices(tuple(self.listens), k=len(hosts) - len(self.listens))]
        return tuple(
            Ask(self._url(host, self.listens[listen] or ("https", "http")[at % 2]), self._client(listen), listen)
            for at, (host, listen) in enumerate(zip(hosts, listens, strict=True))
        )

    def _client(self, listen: str) -> str:
        """An IPv6 client can reach only the port that is bound to every address, Squid's own machine no server."""
        known: tuple[str, ...] = (
            CLIENTS if listen == "3128" else tuple(client for client in CLIENTS if ":" not in client)
        )
        if self.listens[listen]:
            known = tuple(client for client in known if client != "127.0.0.1")
        return self.dice.choice(CLIENTS[:2]) if self._chance(0.5) else self.dice.choice(known)

    def _url(self, host: str, scheme: str) -> str:
        port = ":8443" if not self.catches and self._chance(0.08) else ""
        return f"{scheme}://{host}{port}{'/' if scheme == 'https' else self.dice.choice(PATHS)}"
