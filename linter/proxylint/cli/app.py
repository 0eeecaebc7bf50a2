"""The commands and their options, as typer sees them. Each command calls one function and returns an exit code."""

from __future__ import annotations

from copy import copy
from typing import Annotated

import typer

from proxylint.cli.examples import CODES, epilog
from proxylint.cli.ordered import Ordered, order
from proxylint.cli.parameters import (
    BaselineFile,
    Cloud,
    Color,
    Config,
    Connectivity,
    DirectEgress,
    Endpoints,
    Engine,
    Exclude,
    FailOn,
    ForceExclude,
    Formats,
    Geography,
    Gitignore,
    Ignore,
    Isolated,
    Kind,
    Maps,
    Output,
    Outputs,
    Paths,
    Platforms,
    SarifCategory,
    SarifSuppressions,
    Select,
    Statistics,
    StdinFilename,
    Suppressions,
    Updates,
    Version,
    WriteBaseline,
)

app = typer.Typer(
    name="proxylint",
    help="Proves whether Microsoft Defender for Endpoint still gets through a proxy configuration: squid.conf, PAC, "
    "netsh winhttp dumps, Defender's own settings on Linux. 'proxylint PATHS' is short for 'proxylint check PATHS'.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=epilog("proxylint", CODES),
)


def app_of(command: str) -> typer.Typer:
    """The program with this command alone: typer takes the parameters apart of every command that it is given."""
    alone = copy(app)
    named = (one for one in app.registered_commands if one.callback and one.callback.__name__ == command)
    alone.registered_commands = list(named)
    return alone


def _show_version(wanted: bool) -> None:
    if wanted:
        from proxylint.version import __version__

        typer.echo(f"proxylint {__version__}")
        raise typer.Exit


def _show_completion(shell: str | None) -> None:
    if shell is not None:
        from proxylint.cli.shells import script

        typer.echo(script(shell), nl=False)
        raise typer.Exit


@app.callback(invoke_without_command=True)
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
    show_completion: Annotated[
        str | None,
        typer.Option(
            "--show-completion",
            metavar="SHELL",
            callback=_show_completion,
            is_eager=True,
            help="Print what lets the Tab key complete in bash, zsh, fish or powershell, and exit.",
        ),
    ] = None,
) -> None:
    """Proves whether Microsoft Defender for Endpoint still gets through a proxy configuration."""


@app.command(cls=Ordered, short_help="Lint configurations.", epilog=epilog("check", CODES))
def check(
    ctx: typer.Context,
    paths: Paths = None,
    kind: Kind = None,
    format: Formats = None,
    output: Outputs = None,
    fail_on: FailOn = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 although there are findings.")] = False,
    config: Config = None,
    isolated: Isolated = False,
    show_settings: Annotated[
        bool,
        typer.Option("--show-settings", help="Print what holds for the paths, and where it comes from; lint nothing."),
    ] = False,
    select: Select = None,
    ignore: Ignore = None,
    exclude: Exclude = None,
    force_exclude: ForceExclude = False,
    respect_gitignore: Gitignore = True,
    stdin_filename: StdinFilename = None,
    cloud: Cloud = None,
    connectivity: Connectivity = None,
    geography: Geography = None,
    platform: Platforms = None,
    updates: Updates = None,
    endpoints: Endpoints = None,
    direct_egress: DirectEgress = None,
    path_map: Maps = None,
    squid_version: Version = None,
    pac_engine: Engine = None,
    group: Annotated[
        bool, typer.Option("--group", help="Findings that say the same become one, with their number.")
    ] = False,
    suppressions: Suppressions = True,
    baseline: BaselineFile = None,
    write_baseline: WriteBaseline = None,
    statistics: Statistics = False,
    sarif_category: SarifCategory = None,
    sarif_suppressions: SarifSuppressions = False,
    jobs: Annotated[
        int,
        typer.Option(
            "--jobs", "-j", metavar="N", min=0, help="Processes that share the files; 0 = one for each processor."
        ),
    ] = 1,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Leave out what was checked and proved; findings are told as ever.")
    ] = False,
    color: Color = "auto",
) -> int:
    """Lint configurations; without a path, everything known below the current folder.

    Formats: text, concise, json, sarif, github, junit, gitlab, rdjson, markdown.
    """
    from proxylint.cli.checking import check

    return check(ctx.params, order(ctx))


@app.command(short_help="Say what becomes of URLs, and why.", epilog=epilog("why"))
def why(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="The configuration; - for standard input.")],
    urls: Annotated[
        list[str],
        typer.Argument(metavar="URL...", help="https://host or http://host/path; *.name: a wildcard."),
    ],
    kind: Kind = None,
    stdin_filename: StdinFilename = None,
    client: Annotated[str | None, typer.Option("--client", metavar="IP", help="The device's address.")] = None,
    listen: Annotated[str | None, typer.Option("--listen", metavar="PORT", help="The port the device uses.")] = None,
    now: Annotated[
        str | None, typer.Option("--now", metavar="ISO8601", help="The time; without offset: local time.")
    ] = None,
    resolve: Annotated[
        list[str] | None,
        typer.Option("--resolve", metavar="NAME=IP[,IP...]", help="What a name resolves to; NAME= for nothing."),
    ] = None,
    config: Config = None,
    isolated: Isolated = False,
    path_map: Maps = None,
    squid_version: Version = None,
    pac_engine: Engine = None,
    component: Annotated[
        str | None,
        typer.Option(
            "--component",
            metavar="NAME",
            help="Whose setting counts in a Windows file: winhttp (the WinHTTP setting itself, the default), edr, "
            "av-cloud, updates, crl or network-protection.",
        ),
    ] = None,
    format: Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="text or json.")] = "text",
    output: Output = None,
    color: Color = "auto",
) -> int:
    """Say what becomes of URLs, and why: every case with the lines that decide it."""
    from proxylint.cli import options
    from proxylint.cli.inputs import inputs
    from proxylint.cli.why import run

    flags = options.flags(ctx.params)
    given = options.given(client, listen, now, resolve, component)
    chooser = options.chooser(flags, config, isolated=isolated, kind=kind, given=given)
    (named,), found = inputs([file], stdin_filename)
    return run(named, found, urls, chooser, format, output, color)


@app.command(short_help="Show the outcome of every URL, or what changes.", epilog=epilog("verdicts"))
def verdicts(
    ctx: typer.Context,
    paths: Paths = None,
    kind: Kind = None,
    format: Annotated[
        str, typer.Option("--format", "-f", metavar="FORMAT", help="text, json, csv or markdown.")
    ] = "text",
    output: Output = None,
    config: Config = None,
    isolated: Isolated = False,
    exclude: Exclude = None,
    respect_gitignore: Gitignore = True,
    stdin_filename: StdinFilename = None,
    cloud: Cloud = None,
    connectivity: Connectivity = None,
    geography: Geography = None,
    platform: Platforms = None,
    updates: Updates = None,
    endpoints: Endpoints = None,
    path_map: Maps = None,
    squid_version: Version = None,
    pac_engine: Engine = None,
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
    color: Color = "auto",
) -> int:
    """Show the outcome of every URL of the profile, for each file; or what changes since an older state."""
    from proxylint.cli import options
    from proxylint.cli.inputs import inputs
    from proxylint.cli.verdicts import run

    flags = options.flags(ctx.params)
    chooser = options.chooser(flags, config, isolated=isolated, kind=kind)
    named, found = inputs(paths, stdin_filename, gitignore=respect_gitignore)
    return run(named, found, chooser, format, output, clients, against, color)


@app.command(short_help="List the rules.", epilog=epilog("rules"))
def rules(
    format: Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="text or json.")] = "text",
    output: Output = None,
) -> int:
    """List the rules."""
    from proxylint.cli.listings import rules as run

    return run(format, output)


@app.command(short_help="Print a rule's page.", epilog=epilog("explain"))
def explain(
    code: Annotated[str, typer.Argument(metavar="CODE", help="A rule's code or name.")], output: Output = None
) -> int:
    """Print a rule's page."""
    from proxylint.cli.listings import explain as run

    return run(code, output)


@app.command(short_help="List the URLs that devices must reach.", epilog=epilog("endpoints"))
def endpoints(
    ctx: typer.Context,
    diff: Annotated[
        str | None, typer.Option("--diff", metavar="OLD", help="Show what changed since this catalogue file instead.")
    ] = None,
    format: Annotated[
        str, typer.Option("--format", "-f", metavar="FORMAT", help="text, json, csv or markdown.")
    ] = "text",
    output: Output = None,
    config: Config = None,
    isolated: Isolated = False,
    cloud: Cloud = None,
    connectivity: Connectivity = None,
    geography: Geography = None,
    platform: Platforms = None,
    updates: Updates = None,
    endpoints: Endpoints = None,
) -> int:
    """List the endpoints of a profile, or what changed since an older catalogue."""
    from proxylint.cli import options
    from proxylint.cli.endpoints import run

    flags = options.flags(ctx.params)
    chosen = options.chooser(flags, config, isolated=isolated).for_file("")
    return run(chosen.profile, chosen.endpoints, diff, format, output)
