"""The commands and their options, as typer sees them. Each command calls one function and returns an exit code."""

from __future__ import annotations

import os
from typing import Annotated

import typer

app = typer.Typer(
    name="proxylint",
    help="Proves whether Microsoft Defender for Endpoint still gets through a proxy configuration: squid.conf, PAC, "
    "netsh winhttp dumps, Defender's own settings on Linux. 'proxylint PATHS' is short for 'proxylint check PATHS'.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 nothing at or above --fail-on; 1 findings; 2 usage, configuration, or an input that could "
    "not be analysed; 3 internal error.",
)

Paths = Annotated[list[str] | None, typer.Argument(metavar="[PATHS]...", show_default=False, help="Files and folders.")]
Kind = Annotated[str | None, typer.Option("--kind", help="Kind of the files: squid, pac, winhttp or mdatp.")]
Format = Annotated[str, typer.Option("--format", "-f", help="Output format.")]
Output = Annotated[str | None, typer.Option("--output", "-o", help="Write the report to this file.")]
Color = Annotated[str, typer.Option("--color", help="auto, always or never.")]
Cloud = Annotated[str, typer.Option("--cloud", help="commercial, gcc, gcc-high or dod.")]
Connectivity = Annotated[str, typer.Option("--connectivity", help="streamlined, standard or both.")]
Geography = Annotated[str | None, typer.Option("--geography", help="Where the tenant's data is: us, eu, uk, au, uae.")]
Platforms = Annotated[list[str] | None, typer.Option("--platform", help="windows, macos, linux; repeatable.")]
Updates = Annotated[str, typer.Option("--updates", help="Where updates come from: microsoft or internal.")]
Endpoints = Annotated[
    str | None,
    typer.Option("--endpoints", metavar="FILE", help="A catalogue instead of the built-in one, or an overlay on it."),
]
Maps = Annotated[
    list[str] | None,
    typer.Option("--path-map", metavar="FROM=DIR", help="Read absolute paths below FROM from DIR; repeatable."),
]
Version = Annotated[str, typer.Option("--squid-version", help="5, 6 or 7.")]
Engine = Annotated[str, typer.Option("--pac-engine", help="chromium, firefox or winhttp.")]


def _show_version(wanted: bool) -> None:
    if wanted:
        from proxylint.version import __version__

        typer.echo(f"proxylint {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Proves whether Microsoft Defender for Endpoint still gets through a proxy configuration."""


@app.command()
def check(
    paths: Paths = None,
    kind: Kind = None,
    format: Format = "text",
    output: Output = None,
    fail_on: Annotated[str, typer.Option("--fail-on", help="Lowest level for exit code 1.")] = "warning",
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 although there are findings.")] = False,
    cloud: Cloud = "commercial",
    connectivity: Connectivity = "streamlined",
    geography: Geography = None,
    platform: Platforms = None,
    updates: Updates = "microsoft",
    endpoints: Endpoints = None,
    direct_egress: Annotated[
        bool | None,
        typer.Option("--direct-egress/--no-direct-egress", help="May devices leave past the proxy?"),
    ] = None,
    path_map: Maps = None,
    squid_version: Version = "6",
    pac_engine: Engine = "winhttp",
    group: Annotated[
        bool, typer.Option("--group", help="Findings that say the same become one, with their number.")
    ] = False,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=0, help="Processes that share the files; 0 = one for each processor.")
    ] = 1,
    color: Color = "auto",
) -> int:
    """Lint configurations; without a path, everything known below the current folder.

    Formats: text, concise, json, sarif.
    """
    from proxylint.cli import options
    from proxylint.cli.check import run

    given = options.given(squid_version=squid_version, pac_engine=pac_engine)
    profile = options.profile(cloud, connectivity, geography, platform, updates)
    chosen = options.options(kind, given, profile, endpoints, path_map, direct_egress)
    return run(
        paths or (),
        chosen,
        format,
        output,
        color,
        options.level(fail_on),
        exit_zero=exit_zero,
        group=group,
        jobs=jobs or os.cpu_count() or 1,
    )


@app.command()
def why(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The configuration.")],
    urls: Annotated[
        list[str],
        typer.Argument(metavar="URL...", help="https://host or http://host/path; *.name: a wildcard."),
    ],
    kind: Kind = None,
    client: Annotated[str | None, typer.Option("--client", metavar="IP", help="The device's address.")] = None,
    listen: Annotated[str | None, typer.Option("--listen", metavar="PORT", help="The port the device uses.")] = None,
    now: Annotated[
        str | None, typer.Option("--now", metavar="ISO8601", help="The time; without offset: local time.")
    ] = None,
    resolve: Annotated[
        list[str] | None,
        typer.Option("--resolve", metavar="NAME=IP[,IP...]", help="What a name resolves to; NAME= for nothing."),
    ] = None,
    path_map: Maps = None,
    squid_version: Version = "6",
    pac_engine: Engine = "winhttp",
    component: Annotated[
        str | None,
        typer.Option(
            "--component",
            metavar="NAME",
            help="Whose setting counts in a Windows file: winhttp (the WinHTTP setting itself, the default), edr, "
            "av-cloud, updates, crl or network-protection.",
        ),
    ] = None,
    format: Annotated[str, typer.Option("--format", "-f", help="text or json.")] = "text",
    output: Output = None,
    color: Color = "auto",
) -> int:
    """Say what becomes of URLs, and why: every case with the lines that decide it."""
    from proxylint.cli import options
    from proxylint.cli.why import run

    given = options.given(client, listen, now, resolve, squid_version, pac_engine, component)
    chosen = options.options(kind, given, options.profile(), None, path_map, None)
    return run(file, urls, chosen, format, output, color)


@app.command()
def verdicts(
    paths: Paths = None,
    kind: Kind = None,
    format: Annotated[str, typer.Option("--format", "-f", help="text, json, csv or markdown.")] = "text",
    output: Output = None,
    cloud: Cloud = "commercial",
    connectivity: Connectivity = "streamlined",
    geography: Geography = None,
    platform: Platforms = None,
    updates: Updates = "microsoft",
    endpoints: Endpoints = None,
    path_map: Maps = None,
    squid_version: Version = "6",
    pac_engine: Engine = "winhttp",
    clients: Annotated[
        str | None,
        typer.Option(
            "--clients", metavar="FILE", help="A TOML file of [[clients]]: name, network, kind, user; a column each."
        ),
    ] = None,
    against: Annotated[
        str | None,
        typer.Option(
            "--against",
            metavar="OLD",
            help="Show which verdicts change since OLD: a file, a folder, or git:REVISION. Exit code 1 when a "
            "required URL gets worse.",
        ),
    ] = None,
) -> int:
    """Show the outcome of every URL of the profile, for each file; or what changes since an older state."""
    from proxylint.cli import options
    from proxylint.cli.verdicts import run

    given = options.given(squid_version=squid_version, pac_engine=pac_engine)
    profile = options.profile(cloud, connectivity, geography, platform, updates)
    chosen = options.options(kind, given, profile, endpoints, path_map, None)
    return run(paths or (), chosen, format, output, clients, against)


@app.command()
def rules(
    format: Annotated[str, typer.Option("--format", "-f", help="text or json.")] = "text",
    output: Output = None,
) -> int:
    """List the rules."""
    from proxylint.cli.listings import rules as run

    return run(format, output)


@app.command()
def explain(code: Annotated[str, typer.Argument(help="A rule's code or name.")], output: Output = None) -> int:
    """Print a rule's page."""
    from proxylint.cli.listings import explain as run

    return run(code, output)


@app.command()
def endpoints(
    diff: Annotated[
        str | None, typer.Option("--diff", metavar="OLD", help="Show what changed since this catalogue file instead.")
    ] = None,
    format: Annotated[str, typer.Option("--format", "-f", help="text, json, csv or markdown.")] = "text",
    output: Output = None,
    cloud: Cloud = "commercial",
    connectivity: Connectivity = "streamlined",
    geography: Geography = None,
    platform: Platforms = None,
    updates: Updates = "microsoft",
    endpoints: Endpoints = None,
) -> int:
    """List the endpoints of a profile, or what changed since an older catalogue."""
    from proxylint.cli import options
    from proxylint.cli.endpoints import run

    profile = options.profile(cloud, connectivity, geography, platform, updates)
    return run(profile, endpoints, diff, format, output)
