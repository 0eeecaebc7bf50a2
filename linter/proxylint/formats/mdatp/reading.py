"""From the text of a file to its policy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from proxylint.format import Remark
from proxylint.formats.mdatp.carrier import Carrier, carrier_of
from proxylint.formats.mdatp.model import EXCEPTIONS, PROXIES, Assigned, Setting
from proxylint.formats.mdatp.policy import MdatpPolicy
from proxylint.formats.mdatp.profile import read_profile
from proxylint.formats.mdatp.secrets import quotable
from proxylint.formats.mdatp.unit import read_service
from proxylint.region import Record
from proxylint.text import Source
from proxylint.verdict import Failure
from proxylint_grammars.mdatp import read_environment
from proxylint_grammars.mdatp.syntax import Word


def read(source: Source) -> MdatpPolicy:
    """The policy of a file. Never raises; what is no JSON, or names no proxy, has a failure."""
    carrier = carrier_of(source)
    if carrier is Carrier.MANAGED:
        setting, failure = read_profile(source)
        return _policy(source, setting, (), failure)
    if carrier is Carrier.UNIT:
        service = read_service(source)
        return _policy(source, service.setting, service.remarks, service.failure)
    return _environment(source)


def _environment(source: Source) -> MdatpPolicy:
    """A variable that is set again has its last value."""
    found: dict[str, Assigned] = {}
    for one in read_environment(source):
        if one.name in PROXIES or one.name in EXCEPTIONS:
            found[one.name] = Assigned(one.name, one.value, one.span)
    setting = Setting(Carrier.ENVIRONMENT, Record(1, store=Carrier.ENVIRONMENT.value), tuple(found.values()))
    failure = None
    if setting.first(*PROXIES) is None:
        failure = Failure(source.whole, "the file sets no variable that names a proxy", elsewhere=True)
    return _policy(source, setting, (), failure)


def _policy(source: Source, setting: Setting, remarks: Sequence[Remark], failure: Failure | None) -> MdatpPolicy:
    return MdatpPolicy({source.path: quotable(source, _words(setting))}, setting, remarks, failure)


def _words(setting: Setting) -> Iterable[Word]:
    yield from (one.value for one in setting.assigned)
    yield from (one.value for one in setting.idle if one.value is not None)
