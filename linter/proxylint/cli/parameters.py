"""Options that several commands have, as typer sees them. None = not given: the configuration file may say it."""

from __future__ import annotations

from typing import Annotated

import typer

from proxylint.cli.destinations import STDOUT

Paths = Annotated[
    list[str] | None,
    typer.Argument(metavar="[PATHS]...", show_default=False, help="Files and folders; - for standard input."),
]
StdinFilename = Annotated[
    str | None,
    typer.Option(
        "--stdin-filename", metavar="NAME", help="The file that standard input stands for: its kind, path and settings."
    ),
]
Gitignore = Annotated[
    bool,
    typer.Option("--respect-gitignore/--no-respect-gitignore", help="Pass over what git ignores below a folder?"),
]
Kind = Annotated[
    str | None, typer.Option("--kind", metavar="KIND", help="Kind of the files: squid, pac, winhttp or mdatp.")
]
Output = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write the report to this file.",
        callback=lambda path: None if path == STDOUT else path,
    ),
]
Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format", "-f", metavar="FORMAT", help="Output format; repeatable, with an --output for each. Default: text."
    ),
]
Outputs = Annotated[
    list[str] | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write the report of the --format before it to this file."),
]
Color = Annotated[str, typer.Option("--color", metavar="WHEN", help="auto, always or never.")]

Config = Annotated[
    str | None,
    typer.Option(
        "--config",
        metavar="FILE",
        help="The configuration for all files, instead of the nearest proxylint.toml, .proxylint.toml or "
        "[tool.proxylint] upward from each. Its patterns start at the current folder.",
    ),
]
Isolated = Annotated[bool, typer.Option("--isolated", help="Read no configuration file.")]
FailOn = Annotated[
    str | None, typer.Option("--fail-on", metavar="LEVEL", help="Lowest level for exit code 1. Default: warning.")
]
Select = Annotated[
    list[str] | None,
    typer.Option(
        "--select",
        metavar="CODE,...",
        help="Report only these rules: codes, beginnings of codes such as MDE, or names; repeatable. Default: all.",
    ),
]
Ignore = Annotated[
    list[str] | None,
    typer.Option("--ignore", metavar="CODE,...", help="Do not report these rules either; repeatable."),
]
ForceExclude = Annotated[
    bool, typer.Option("--force-exclude", help="Pass over excluded files although they are named.")
]
Exclude = Annotated[
    list[str] | None,
    typer.Option(
        "--exclude", metavar="PATTERN,...", help="Pass over these files and folders below a folder; repeatable."
    ),
]
Cloud = Annotated[
    str | None, typer.Option("--cloud", metavar="CLOUD", help="commercial, gcc, gcc-high or dod. Default: commercial.")
]
Connectivity = Annotated[
    str | None,
    typer.Option("--connectivity", metavar="MODE", help="streamlined, standard or both. Default: streamlined."),
]
Geography = Annotated[
    str | None, typer.Option("--geography", metavar="REGION", help="Where the tenant's data is: us, eu, uk, au, uae.")
]
Platforms = Annotated[
    list[str] | None, typer.Option("--platform", metavar="OS", help="windows, macos, linux; repeatable.")
]
Updates = Annotated[
    str | None,
    typer.Option(
        "--updates", metavar="SOURCE", help="Where updates come from: microsoft or internal. Default: microsoft."
    ),
]
Endpoints = Annotated[
    str | None,
    typer.Option("--endpoints", metavar="FILE", help="A catalogue instead of the built-in one, or an overlay on it."),
]
DirectEgress = Annotated[
    bool | None,
    typer.Option("--direct-egress/--no-direct-egress", help="May devices leave past the proxy?"),
]
Maps = Annotated[
    list[str] | None,
    typer.Option("--path-map", metavar="FROM=DIR", help="Read absolute paths below FROM from DIR; repeatable."),
]
Version = Annotated[str | None, typer.Option("--squid-version", metavar="N", help="5, 6 or 7. Default: 6.")]
Engine = Annotated[
    str | None, typer.Option("--pac-engine", metavar="ENGINE", help="chromium, firefox or winhttp. Default: winhttp.")
]
Suppressions = Annotated[
    bool,
    typer.Option(
        "--suppressions/--no-suppressions",
        help="Do comments 'proxylint: ignore[CODE] reason' in the files hide findings?",
    ),
]
BaselineFile = Annotated[
    str | None,
    typer.Option(
        "--baseline", metavar="FILE", help="Leave out the findings of this baseline, or of a report of --format json."
    ),
]
WriteBaseline = Annotated[
    str | None,
    typer.Option(
        "--write-baseline", metavar="FILE", help="Write the findings to a baseline, by fingerprint, and accept them."
    ),
]
SarifCategory = Annotated[
    str | None,
    typer.Option("--sarif-category", metavar="NAME", help="Tells apart several SARIF uploads for one commit."),
]
SarifSuppressions = Annotated[
    bool,
    typer.Option(
        "--sarif-suppressions", help="SARIF holds suppressed findings too; GitHub shows them as open, others do not."
    ),
]
Statistics = Annotated[
    bool, typer.Option("--statistics", help="Report only how often each rule found something; as text or json.")
]
