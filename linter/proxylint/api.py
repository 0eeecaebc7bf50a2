"""proxylint as a library: what `proxylint check` and `proxylint why` do, without a command line.

Importing `proxylint` alone loads nothing; these functions are its attributes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from proxylint import addresses, linting, registry
from proxylint.discovery import Inputs
from proxylint.errors import UsageError
from proxylint.explaining import Explained, explain
from proxylint.format import Given
from proxylint.meant import choice
from proxylint.report.report import Report
from proxylint.settings.by_folder import ByFolder
from proxylint.settings.reading import values


def lint(
    paths: Sequence[str] = (".",),
    *,
    settings: Mapping[str, object] | None = None,
    config: str | None = None,
    isolated: bool = False,
    kind: str | None = None,
    suppressions: bool = True,
    jobs: int = 1,
) -> Report:
    """Lint files and folders; the findings are in `Report.findings`, in order of files and places.

    `settings`: keys and values of the configuration file, which they overrule: `{"updates": "internal"}`; paths in them
    are relative to the working directory. `config`: one configuration file for all; `isolated`: none is read; else the
    nearest one upward from each file. `kind`: squid, pac, winhttp or mdatp, where name and content do not tell.
    `suppressions`: whether comments in the files can hide findings. `jobs`: processes that share the files.

    Bad input is a finding (CFG001, CFG002), not an exception. ConfigError and UsageError, both ProxylintError, say what
    is wrong with a configuration or an argument.

    >>> import proxylint
    >>> report = proxylint.lint(["examples/before/squid.conf"], settings={"updates": "internal"}, isolated=True)
    >>> for finding in report.findings:
    ...     place = report.sources[finding.span.file].place(finding.span.start)
    ...     print(f"{finding.span.file}:{place.line}: {finding.level} {finding.code} {finding.name}")
    examples/before/squid.conf:18: error MDE102 endpoint-partly-denied
    examples/before/squid.conf:20: error MDE201 login-required
    examples/before/squid.conf:21: warning SQD304 exemption-below-login
    >>> report.count.proved, report.count.fail, report.count.undecided
    (0, 7, 0)
    """
    chooser = _chooser(settings, config, isolated, kind, Given())
    return linting.check(list(paths), chooser, Inputs(), jobs=jobs, suppressed=suppressions)


def why(
    path: str,
    urls: Sequence[str],
    *,
    settings: Mapping[str, object] | None = None,
    config: str | None = None,
    isolated: bool = False,
    kind: str | None = None,
    client: str | None = None,
    listen: str | None = None,
    now: datetime | None = None,
    resolve: Mapping[str, Sequence[str]] | None = None,
    component: str | None = None,
) -> Explained:
    """What becomes of URLs, case by case, with the lines that decide.

    A URL is `https://host/`, `http://host/path`, or has a wildcard for its host: `https://*.example/`. `client`: the
    device's address. `listen`: the port it uses. `now`: local time. `resolve`: addresses of names, `*.x` for all below
    x, none for a name that does not resolve. `component`: the part of Defender that asks. What is left open splits a
    verdict into cases. `settings`, `config`, `isolated` and `kind` as for `lint`.

    InputError where the file cannot be asked, UsageError for a wrong argument, ConfigError for a configuration.

    >>> import proxylint
    >>> explained = proxylint.why("examples/before/squid.conf", ["https://winatp-gw-weu.microsoft.com/"])
    >>> for case in explained.verdicts[0].cases:
    ...     span = case.access.span
    ...     print(case.access.value, explained.sources[span.file].place(span.start).line)
    login 20
    """
    if component is not None:
        choice("component", component, registry.components())
    names = {name.lower().rstrip("."): tuple(map(_address, found)) for name, found in (resolve or {}).items()}
    local = now.astimezone().replace(tzinfo=None) if now is not None and now.tzinfo else now
    given = Given(None if client is None else _address(client), listen, local, names, component=component)
    return explain(path, urls, _chooser(settings, config, isolated, kind, given))


def _chooser(
    settings: Mapping[str, object] | None, config: str | None, isolated: bool, kind: str | None, given: Given
) -> ByFolder:
    if config is not None and isolated:
        raise UsageError("config names a configuration and isolated wants none")
    if kind is not None:
        choice("kind", kind, [one.name for one in registry.formats()])
    return ByFolder(values(settings or {}, "settings"), config, isolated, kind, given)


def _address(text: str) -> int:
    try:
        return addresses.parse_address(text)
    except ValueError:
        raise UsageError(f"'{text}' is no IP address") from None
