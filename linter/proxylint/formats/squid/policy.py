"""A squid.conf that was read, ready to be asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from proxylint.format import Given, Remark
from proxylint.formats.squid.compiled import Compiled
from proxylint.formats.squid.decide import decide
from proxylint.formats.squid.model import Config, PortMode
from proxylint.formats.squid.secrets import quotable
from proxylint.records import dataclass, field, replace
from proxylint.request import Request
from proxylint.text import Source
from proxylint.verdict import Failure, Verdict


@dataclass(frozen=True)
class SquidPolicy:
    """`Policy` of format.py for Squid."""

    config: Config
    compiled: Compiled = field(default_factory=Compiled, repr=False, compare=False)

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """The files as reports may quote them, without passwords."""
        return quotable(self.config.sources)

    @property
    def remarks(self) -> Sequence[Remark]:
        return self.config.remarks

    @property
    def failure(self) -> Failure | None:
        """Why Squid does not start: the first line it refuses, or no port that it could serve.

        Up to Squid 6 a port that neither intercepts nor accelerates, or an accelerator, is needed for Squid's own
        pages (mime.cc:409, tools.cc:1025@5.7).
        """
        if self.config.failures:
            return _fragment(self.config) or replace(self.config.failures[0], elsewhere=False)
        if not self.config.ports:
            return Failure(None, "there is no http_port or https_port, so Squid does not start")
        serving = (PortMode.FORWARD, PortMode.ACCEL)
        if self.config.version < 7 and not any(port.mode in serving for port in self.config.ports):
            span = self.config.ports[0].span
            return Failure(span, f"every port intercepts, and Squid {self.config.version} needs one that does not")
        return None

    def decide(self, request: Request, given: Given) -> Verdict:
        """What becomes of requests for any host is kept: the advice asks for it again."""
        if request.host == "*":
            return self.compiled.of("anything", (request, given), lambda: self._decided(request, given))
        return self._decided(request, given)

    def _decided(self, request: Request, given: Given) -> Verdict:
        return decide(self.config, self.compiled, self.failure, request, given)


def _fragment(config: Config) -> Failure | None:
    """A file without a port that uses names it does not define is a part of another file: no verdict holds for it.

    So is one without a port in a folder such as conf.d, which is there for parts.
    """
    if config.ports or not all(failure.elsewhere for failure in config.failures):
        return None
    first, path = config.failures[0], config.source.path
    if len(config.failures) > 1:
        text = f"this looks like a part of another squid.conf: it has no port, and {first.text}"
        return Failure(first.span, text, elsewhere=True)
    if path.rpartition("/")[0].endswith(".d"):
        return Failure(first.span, "this looks like a part of another squid.conf: it has no port", elsewhere=True)
    return None
