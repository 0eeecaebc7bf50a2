"""What may stand in the configuration file. The schema, the reader and `--show-settings` all go by this table."""

from __future__ import annotations

from collections.abc import Mapping

from proxylint.catalogue import CHOICES
from proxylint.records import dataclass
from proxylint.settings.named import Codes, Devices, Severities
from proxylint.settings.values import PATTERN, LevelWord, Listed, Number, Prefix, Table, Text, Truth, Value, Word

ENGINES = ("chromium", "firefox", "winhttp")
VERSIONS = (5, 6, 7)
KINDS = ("mdatp", "pac", "squid", "winhttp")
"""Names of the formats, in the schema for everybody to read; a test holds them against the formats that are there."""


@dataclass(frozen=True, slots=True)
class Key:
    """`says`: what it is for, in one sentence, for the schema and whoever writes the file."""

    value: Value
    says: str


KEYS: Mapping[str, Key] = {
    "select": Key(Listed(Codes(), "rules"), "Report only these rules: codes, beginnings of codes, or names."),
    "ignore": Key(Listed(Codes(out=True), "rules"), "Do not report these rules."),
    "fail-on": Key(LevelWord(), "The lowest level of findings for which the exit code is 1."),
    "exclude": Key(Listed(PATTERN, "patterns"), "Files and folders that are passed over when a folder is linted."),
    "require-reason": Key(Truth(), "Whether a suppression must give its reason."),
    "cloud": Key(Word(CHOICES["cloud"]), "The cloud of the tenant."),
    "connectivity": Key(Word(CHOICES["connectivity"]), "How devices are onboarded; both during a migration."),
    "geography": Key(Word(CHOICES["geography"]), "Where the tenant's data is."),
    "platforms": Key(Listed(Word(CHOICES["platform"]), "platforms"), "What the devices behind the proxy run."),
    "updates": Key(Word(CHOICES["updates"]), "Where updates come from."),
    "endpoints": Key(Text("a path"), "A catalogue of endpoints instead of the built-in one, or an overlay on it."),
    "direct-egress": Key(Truth(), "Whether devices may leave past the proxy."),
    "squid-version": Key(Number(VERSIONS), "The Squid that reads the configuration."),
    "pac-engine": Key(Word(ENGINES), "The program that runs PAC files."),
    "severity": Key(Severities(), "The level of every finding of a rule, by code, beginning of codes, or name."),
    "per-file-ignores": Key(
        Table(PATTERN, Listed(Codes(out=True), "rules"), "lists of rules"), "Rules that are not reported in files."
    ),
    "per-file-kind": Key(Table(PATTERN, Word(KINDS), "kinds"), "What kind of configuration files are."),
    "path-map": Key(
        Table(Prefix(), Text("a folder"), "folders"),
        "Folders of the repository that stand for absolute paths in configurations.",
    ),
    "clients": Key(Devices(), "The devices of the site: each of these networks must get through."),
}
