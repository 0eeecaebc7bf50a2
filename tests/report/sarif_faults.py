"""What breaks a SARIF document for somebody though no validator says so: the schema, the Multitool and the upload
action let pass what is named here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

LINK = re.compile(r"(?<!\\)\[(?:[^\]\\]|\\.)*\]\((\d+)\)")
PLACEHOLDER = re.compile(r"(?<!\{)(?:\{\{)*\{(?!\{)")
UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")


def faults(log: Any) -> list[str]:
    """One clause each."""
    runs = log.get("runs", [])
    found = [] if len(runs) == 1 else [f"{len(runs)} runs"]
    for run in runs:
        found += [*_of_rules(run), *_of_places(run), *_of_invocations(run)]
        found += [fault for result in run["results"] for fault in _of_result(result, run)]
        for name in ("suppressions", "baselineState"):
            if 0 < sum(name in result for result in run["results"]) < len(run["results"]):
                found.append(f"{name} on some results only")
    return found


def _of_rules(run: Any) -> Iterator[str]:
    for rule in run["tool"]["driver"]["rules"]:
        properties = rule.get("properties", {})
        if len(properties.get("tags", [])) > 10:
            yield f"{rule['id']}: {len(properties['tags'])} tags"
        severity = properties.get("security-severity", "1.0")
        if not isinstance(severity, str) or not re.fullmatch(r"\d+(\.\d+)?", severity):
            yield f"{rule['id']}: security-severity {severity!r}"
        for name in ("shortDescription", "fullDescription"):
            if not rule[name]["text"].endswith(".") or len(rule[name]["text"]) > 1024:
                yield f"{rule['id']}: {name}"


def _of_places(run: Any) -> Iterator[str]:
    for location in values(run, "artifactLocation"):
        uri, base = location.get("uri"), location.get("uriBaseId")
        if uri is None:
            yield "a location without URI"
            continue
        if ".." in uri.split("/"):
            yield f"{uri} goes upwards"
        if base is not None and base not in run.get("originalUriBaseIds", {}):
            yield f"{base} is not declared"
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", uri) and base is not None:
            yield f"{uri} is absolute and has a base"
        if uri.startswith(("http:", "https:")):
            yield f"{uri} is no file"
        if "index" in location and run["artifacts"][location["index"]]["location"]["uri"] != uri:
            yield f"{uri} is another artifact"


def _of_invocations(run: Any) -> Iterator[str]:
    for name in ("startTimeUtc", "endTimeUtc"):
        yield from (f"{name} {date}" for date in values(run, name) if not UTC.fullmatch(date))
    for invocation in run.get("invocations", []):
        levels = [one.get("level") for one in invocation.get("toolExecutionNotifications", [])]
        if invocation["executionSuccessful"] and "error" in levels:
            yield "a notification says that the run failed, the invocation that it did not"


def _of_result(result: Any, run: Any) -> Iterator[str]:
    rules, text = run["tool"]["driver"]["rules"], result["message"]["text"]
    if result["ruleId"] != rules[result["ruleIndex"]]["id"]:
        yield f"ruleId {result['ruleId']} is not that of ruleIndex"
    if result.get("kind", "fail") != "fail":
        yield f"kind {result['kind']}"
    if "level" not in result:
        yield "no level"
    prints = result.get("partialFingerprints", {})
    if not re.fullmatch(r"[0-9a-f]{1,16}:[1-9]\d*", prints.get("primaryLocationLineHash", "")):
        yield "no primaryLocationLineHash"
    yield from (f"fingerprint {name}" for name in prints if not re.fullmatch(r"primaryLocationLineHash|\w+/v\d+", name))
    if not text.endswith(".") or not text.split("\n")[0].endswith("."):
        yield "a message without full stop"
    if PLACEHOLDER.search(text):
        yield "a message with a placeholder"
    ids = [number for number in values(result, "id") if isinstance(number, int)]
    if len(ids) != len(set(ids)) or not {int(number) for number in LINK.findall(text)} <= set(ids):
        yield "a link to no place, or to two"
    yield from ("a fix without description" for fix in result.get("fixes", []) if not fix.get("description"))


def values(node: object, name: str) -> Iterator[Any]:
    """Every value of a property anywhere in the document."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == name:
                yield value
            yield from values(value, name)
    elif isinstance(node, list):
        for value in node:
            yield from values(value, name)
