"""Examples that `--help` ends with. Every one of them is run by a test."""

from __future__ import annotations

CODES = (
    "Exit codes: 0 nothing at or above --fail-on; 1 findings; 2 usage, configuration, or an input that could not be "
    "analysed; 3 internal error."
)

EXAMPLES: dict[str, tuple[tuple[str, str], ...]] = {
    "proxylint": (
        ("proxylint", "lint everything known below the current folder"),
        ("proxylint squid.conf", "lint one file"),
        ("proxylint why squid.conf https://login.live.com/", "see what becomes of a URL, and why"),
        ("proxylint explain MDE201", "read what a finding means and what to do"),
        ('eval "$(proxylint --show-completion bash)"', "let the Tab key complete, in this shell"),
    ),
    "check": (
        ("proxylint check configs", "everything known below a folder"),
        ("proxylint check squid.conf --path-map /etc/squid=.", "what squid.conf reads from /etc/squid lies here"),
        ("proxylint check --select MDE --fail-on error", "only what stops Defender; warnings fail nothing"),
        ("proxylint check --connectivity standard --geography eu", "for devices onboarded the older way"),
        ("proxylint check - --kind pac < wpad.dat", "a PAC file from somewhere else"),
        ("proxylint check -f github -f sarif -o proxylint.sarif", "two reports: one for the log, one for a file"),
        (
            "proxylint check --write-baseline baseline.json",
            "accept what there is, so that only what is new is told ...",
        ),
        ("proxylint check --baseline baseline.json", "... by this"),
    ),
    "why": (
        ("proxylint why squid.conf 'https://*.endpoint.security.microsoft.com/'", "every name below that one"),
        ("proxylint why squid.conf https://go.microsoft.com/ --client 10.20.0.7", "for one device alone"),
        ("proxylint why proxy.pac http://crl.microsoft.com/pki/crl/x.crl --now 2026-11-25T09:30", "at a time"),
        ("proxylint why proxy.pac https://go.microsoft.com/ --resolve go.microsoft.com=192.0.2.7", "with that DNS"),
        ("proxylint why winhttp.txt https://go.microsoft.com/ --component updates", "as Windows Update asks"),
    ),
    "verdicts": (
        ("proxylint verdicts squid.conf proxy.pac", "one line for each URL"),
        ("proxylint verdicts --format csv --output verdicts.csv", "for a spreadsheet"),
        ("proxylint verdicts --against git:main", "what a change makes better or worse"),
        ("proxylint verdicts squid.conf --clients site.toml", "a column for each network of the site"),
    ),
    "rules": (
        ("proxylint rules", "code, level, name and what it says"),
        ("proxylint rules --format json", "for programs"),
    ),
    "explain": (
        ("proxylint explain MDE201", "by code"),
        ("proxylint explain login-required", "by name"),
    ),
    "endpoints": (
        ("proxylint endpoints", "what devices must reach, and for what"),
        ("proxylint endpoints --connectivity standard --geography eu", "for devices onboarded the older way"),
        ("proxylint endpoints --cloud gcc-high --format csv", "another cloud, for a spreadsheet"),
    ),
}
"""By command: lines to type, and what each is for."""


def epilog(command: str, more: str = "") -> str:
    """In click's own markup: a paragraph after a backspace is left as it is."""
    lines = (f"  {line}\n      {what}" for line, what in EXAMPLES[command])
    return "\b\nExamples:\n" + "\n".join(lines) + (f"\n\n{more}" if more else "")
