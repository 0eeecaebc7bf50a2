"""Every form of a report costs in proportion to the findings, wherever they stand; so do baselines and suppressions."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest

from proxylint.cli.writers import STATISTICS, WRITERS
from tests.scaling.growth import out_of_proportion
from tests.steps import count

SMALL = 50
"""Twice and four times as many are counted too."""

FORMATS = [*WRITERS, *(f"statistics as {name}" for name in STATISTICS)]


def lines_of_one_file(n: int) -> dict[str, str]:
    return {"squid.conf": "".join(f"http_access allow a{at}\n" for at in range(n))}


def one_long_line(n: int) -> dict[str, str]:
    return {"squid.conf": " ".join(f"http_access allow a{at}" for at in range(n))}


def many_files(n: int) -> dict[str, str]:
    return {f"{at}/squid.conf": "http_access allow a\n" for at in range(n)}


LAYOUTS = (lines_of_one_file, one_long_line, many_files)


def findings_of(texts: dict[str, str]) -> tuple[list[Any], dict[str, Any]]:
    """One finding for each line that might be, with a related place, a trace and URLs; and the sources."""
    from proxylint.finding import Affected, Finding, Label, Level
    from proxylint.text import Source, decode_bytes
    from proxylint.verdict import Step

    sources = {path: Source.of(path, text.encode(), decode_bytes) for path, text in texts.items()}
    affected = (Affected("Core", "it stops", ("https://*.x.example/", "https://y.example/")),)
    found = []
    for source in sources.values():
        at = source.text.find("http_access")
        while at >= 0:
            span = source.span(at, at + 11)
            step = Step(span, "matches", True)
            label = Label(source.span(at + 12, at + 17), "this word")
            found.append(
                Finding("MDE101", "endpoint-denied", Level.ERROR, span, "It is refused.", (label,), (step,), affected)
            )
            at = source.text.find("http_access", at + 1)
    return found, sources


def report_of(texts: dict[str, str]) -> Any:
    from proxylint import registry
    from proxylint.report.report import Count, Report

    findings, sources = findings_of(texts)
    return Report(findings, sources, list(texts), (), registry.RULES, Count(1, len(findings), 0), "p", "c", "0")


def write(format: str, report: Any) -> str:
    from proxylint.cli.destinations import Destination
    from proxylint.cli.writers import STATISTICS, WRITERS, Target

    name = format.removeprefix("statistics as ")
    writer = (WRITERS if name == format else STATISTICS)[name](Target(Destination(name, "report"), True, 1))
    out = StringIO()
    writer(report, out)
    return out.getvalue()


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
@pytest.mark.parametrize("format", FORMATS)
def test_steps_of_writing_grow_in_proportion(format: str, layout: Any) -> None:
    def work(n: int) -> dict[str, int]:
        report = report_of(layout(n))
        return {"writing": count(lambda: write(format, report))}

    assert out_of_proportion(work, SMALL, spare=2000) == {}


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_steps_of_holding_against_a_baseline_grow_in_proportion(layout: Any) -> None:
    """Once all findings are new, once all are known."""

    def work(n: int) -> dict[str, int]:
        from proxylint.baseline import Baseline
        from proxylint.told import Told

        findings, sources = findings_of(layout(n))

        def hold(baseline: Any) -> Any:
            matching = baseline.matching()
            for finding in findings:
                matching.take(Told(finding), finding.span.file, sources)
            return matching.settled()[1]

        new = count(lambda: hold(Baseline()))
        known = Baseline().renewed(hold(Baseline()))
        return {
            "new": new,
            "known": count(lambda: hold(Baseline(known.entries))),
            "renewing": count(lambda: Baseline(known.entries).renewed(hold(Baseline(known.entries)))),
        }

    assert out_of_proportion(work, SMALL, spare=2000) == {}


AGAIN = "http_access deny a"
START = f"http_port 3128\nacl a dstdomain .a.example\n{AGAIN}\n"
SUPPRESSED = {
    "one for each line": lambda n: f"{AGAIN} # proxylint: ignore[SQD301] why\n" * n,
    "one above each line": lambda n: f"# proxylint: ignore[SQD301] why\n{AGAIN}\n" * n,
    "all for the whole file": lambda n: "# proxylint: ignore-file[SQD301] why\n" * n + f"{AGAIN}\n" * n,
    "all for one line": lambda n: "# proxylint: ignore[SQD301] why\n" * n + f"{AGAIN}\n",
    "all on one line": lambda n: "#" + " proxylint: ignore[SQD301]" * n + f"\n{AGAIN}\n",
    "many rules in one": lambda n: f"# proxylint: ignore[{','.join(['SQD301'] * n)}]\n{AGAIN}\n",
    "unknown rules": lambda n: f"# proxylint: ignore[{','.join(f'X{at}' for at in range(n))}]\n",
    "faulty ones": lambda n: "# proxylint: ignore[SQD301\n" * n,
    "without a use": lambda n: "# proxylint: ignore[SQD301] why\nvia on\n" * n,
}


@pytest.mark.parametrize("name", SUPPRESSED)
def test_steps_of_suppressing_grow_in_proportion(name: str, tmp_path: Any) -> None:
    def work(n: int) -> dict[str, int]:
        from proxylint.engine import Options
        from proxylint.linting import check
        from tests.scaling.growth import CATALOGUE

        path = tmp_path / "squid.conf"
        path.write_text(
            f"http_port 3128\nacl a dstdomain .a.example\n{AGAIN}\n{SUPPRESSED[name](n)}http_access deny all\n"
        )
        return {"checking": count(lambda: check([str(path)], Options(endpoints=CATALOGUE)))}

    assert out_of_proportion(work, SMALL, spare=2000) == {}
