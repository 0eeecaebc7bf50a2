"""Every rule page is true: its cases are run, and every finding is compared whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from proxylint import registry
from proxylint.catalogue import Profile
from proxylint.engine import Options
from proxylint.format import Given
from proxylint.linting import check
from proxylint.report.report import Report
from tests.rules.pages import NAMES, Case, cases

PROFILE = {"--connectivity", "--geography", "--updates", "--platform", "--cloud"}

ALL = [case for path in sorted(registry.pages().values()) for case in cases(Path(path))]


def _options(case: Case) -> Options:
    given = dict(zip(case.options[::2], case.options[1::2], strict=True))
    assert set(given) <= PROFILE | {"--direct-egress", "--squid-version", "--require-reason"}
    profile = Profile(
        given.get("--cloud", "commercial"),
        given.get("--connectivity", "streamlined"),
        given.get("--geography"),
        tuple(given["--platform"].split(",")) if "--platform" in given else (),
        given.get("--updates", "microsoft"),
    )
    egress = {"yes": True, "no": False, None: None}[given.get("--direct-egress")]
    version = int(given.get("--squid-version", Given().squid_version))
    reason = given.get("--require-reason") == "yes"  # a key of the configuration alone
    return Options(profile=profile, direct_egress=egress, given=Given(squid_version=version), require_reason=reason)


def _lines(report: Report) -> list[str]:
    found = []
    for finding in report.findings:
        source = report.sources[finding.span.file]
        start, end = source.place(finding.span.start), source.place(finding.span.end)
        at = f"{start.line}:{start.column}-{end.line}:{end.column}"
        path = "" if Path(finding.span.file).name in NAMES.values() else f"{finding.span.file} "
        found.append(f"{path}{at} {finding.level.value} {finding.code} {finding.text}")
    return found


def _accept(case: Case, actual: list[str]) -> None:
    start, end = cases(case.page)[case.index].lines  # earlier cases may have moved this one
    text = case.page.read_text(encoding="utf-8").splitlines()
    text[start:end] = actual
    case.page.write_text("\n".join(text) + "\n", encoding="utf-8")


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.id)
def test_case(case: Case, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    (tmp_path / ".git").mkdir()
    for name, text in case.files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / NAMES[case.kind]).write_text(case.text, encoding="utf-8")
    actual = _lines(check([str(tmp_path / NAMES[case.kind])], _options(case)))
    if request.config.getoption("--accept") and actual != case.findings:
        _accept(case, actual)
    else:
        assert actual == case.findings


@pytest.mark.parametrize("code", [rule.code for rule in registry.rules()])
def test_every_page_has_a_firing_and_a_clean_case(code: str) -> None:
    mine = [case.findings for case in ALL if str(case.page) == registry.pages()[code]]
    assert any(code in line for findings in mine for line in findings or ())
    assert any(not any(code in line for line in findings or ()) for findings in mine)


@pytest.mark.parametrize("rule", registry.rules(), ids=lambda rule: rule.code)
def test_page_starts_with_code_and_name(rule: object) -> None:
    code, name = rule.code, rule.name  # type: ignore[attr-defined]
    assert registry.page(code).splitlines()[0] == f"# {name} ({code})"
