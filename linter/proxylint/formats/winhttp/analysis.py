"""What can be proved about the settings themselves, without asking for any URL."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from proxylint.formats.winhttp.bypass_faults import bypass_faults
from proxylint.formats.winhttp.facts import (
    Credentials,
    Fact,
    FailedChange,
    IncompleteRecord,
    PacNotHttp,
    PerUserSettings,
    StoresDiffer,
    UnusedProxy,
    WpadOnly,
    WrappedCopy,
)
from proxylint.formats.winhttp.model import Setting
from proxylint.formats.winhttp.own_faults import own_faults
from proxylint.formats.winhttp.policy import WinhttpPolicy
from proxylint.formats.winhttp.proxy_faults import proxy_faults
from proxylint_grammars.winhttp.syntax import Direct, Flaw, Kind, Settings, Static

_UNSURE = frozenset((Flaw.INCOMPLETE, Flaw.WRAPPED, Flaw.VARIABLE, Flaw.SHELL))


@lru_cache(maxsize=1)
def analyse(policy: WinhttpPolicy) -> tuple[Fact, ...]:
    """The facts of every record in file order, superseded ones included: each fact names its record.

    What is wrong in a file of settings that several records name is told of one of them, a current one if there is
    one. Kept for the file in hand: every rule asks once more.
    """
    first: dict[int, Setting] = {}
    for setting in sorted(policy.settings, key=lambda one: not one.record.current):
        first.setdefault(id(setting.static), setting)
    found = [fact for one in policy.settings for fact in _record(one, first[id(one.static)] is not one)]
    found.extend(_divergence(policy.settings))
    found.extend(own_faults(policy))
    return tuple(sorted(found, key=lambda fact: (fact.span, fact.record, type(fact).__name__)))


def _record(setting: Setting, told: bool) -> Iterator[Fact]:
    """Where a value may be cut or filled in later nothing is said of what stands in it, but of a password.

    `told`: what stands in its values was told of another record.
    """
    yield from _copy(setting)
    written, record = setting.written, setting.record
    if written.per_user is not None:
        yield PerUserSettings(record, written.per_user)
    if isinstance(written.body, Settings):
        yield from _advanced(setting, written.body)
    static = setting.static
    if static is None or told:
        return
    if "@" in static.proxy.text:
        span = next((entry.credentials for entry in static.proxies if entry.credentials), static.proxy.span)
        yield Credentials(record, span)
    if not any(doubt.flaw in _UNSURE for doubt in written.doubts):
        yield from bypass_faults(setting, static)
        if "@" not in static.proxy.text:
            yield from proxy_faults(setting, static)


def _copy(setting: Setting) -> Iterator[Fact]:
    """What went wrong between Windows and the file."""
    for doubt in setting.written.doubts:
        if doubt.flaw is Flaw.WRAPPED:
            yield WrappedCopy(setting.record, doubt.span)
        if doubt.flaw is Flaw.INCOMPLETE and setting.written.kind is not Kind.REGISTRY:
            yield IncompleteRecord(setting.record, doubt.span, doubt.text)
    failed = setting.written.failed
    if failed is not None:
        yield FailedChange(setting.record, failed.span, failed.code)


_WEB = ("http", "https")


def _advanced(setting: Setting, settings: Settings) -> Iterator[Fact]:
    record, place = setting.record, setting.written.span
    per_user, detect = settings.entry("peruserproxysettings"), settings.entry("autodetect")
    if per_user is not None and per_user.value is True:
        yield PerUserSettings(record, per_user.key.span)
    url, proxy = settings.word("autoconfigurl"), settings.word("proxy")
    if url is not None and settings.flag("autoconfigisenabled") is not False:
        scheme = url.text.strip().partition(":")[0].lower() if ":" in url.text else ""
        if scheme not in _WEB:
            yield PacNotHttp(record, url.span, scheme)
    if detect is not None and detect.value is True and url is None and proxy is None:
        yield WpadOnly(record, detect.key.span)
    if proxy is not None and settings.flag("proxyisenabled") is False:
        yield UnusedProxy(record, proxy.span if proxy.text else place)


def _divergence(settings: Sequence[Setting]) -> Iterator[Fact]:
    """Current records of one computer that name different proxies; those that are not known are left out."""
    groups: dict[str, list[Setting]] = {}
    for setting in settings:
        if setting.record.current and _is_told(setting):
            groups.setdefault((setting.record.host or "").casefold(), []).append(setting)
    for group in groups.values():
        by_store = {setting.record.store: setting for setting in group}
        first, *others = by_store.values()
        for other in others:
            if _says(first) != _says(other):
                yield StoresDiffer(other.record, other.span, first.record, first.span)


def _is_told(setting: Setting) -> bool:
    """Whether the file itself says which static proxy is set, for the system as a whole.

    Only the advanced settings can hold a PAC file or auto-detection: what those decide is no difference.
    """
    written = setting.written
    if written.doubts or written.conditional or written.per_user is not None:
        return False
    if not isinstance(written.body, Settings):
        return isinstance(written.body, Direct | Static) and setting.unknown is None
    elsewhere = written.body.flag("peruserproxysettings") or written.body.word("connectionname") is not None
    return not elsewhere and (setting.unknown is None or written.kind is not Kind.COMMAND)


def _says(setting: Setting) -> tuple[tuple[str, ...], frozenset[str]] | None:
    """What two records must share to say the same: the static proxy, None for direct."""
    return None if setting.static is None else setting.static.says
