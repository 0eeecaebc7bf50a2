"""The registries of many computers in one file: each is judged like a file of its own."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from proxylint.engine import Options
from proxylint.linting import check
from tests.core.test_linting import moved
from tests.formats.winhttp.asking import DIRECT, shown
from tests.formats.winhttp.registry_texts import export, internet_explorer, setting

PIECES = (
    export(TelemetryProxyServer="px:80"),
    export(TelemetryProxyServer="http://px:80", DisableEnterpriseAuthProxy=0),
    export(ProxyServer="http://me:secret@px:80"),
    export(ProxyServer="http://px:80", ProxyBypass="*.microsoft.com"),
    export(PreferStaticProxyForHttpRequest=1),
    export(ProxyPacUrl=None),
    export(DisableWpad=1, ProxySettingsPerUser=1),
    setting(),
    setting("px:80"),
    setting("px:80", wow64=True),
    internet_explorer("HKEY_CURRENT_USER", ProxyEnable=1, ProxyServer="px:80"),
    internet_explorer("HKLM", AutoConfigURL="http://p/p.pac"),
    shown("px:80"),
    DIRECT,
)


def computers(seed: int, size: int) -> list[str]:
    chance = random.Random(seed)
    return [
        f"Machine: SRV{number:03}\n" + "".join(chance.sample(PIECES, chance.randrange(1, 5))) for number in range(size)
    ]


@pytest.mark.parametrize("seed", range(4))
def test_each_computer_has_the_findings_that_it_has_alone(tmp_path: Path, seed: int) -> None:
    expected, texts, at = [], computers(seed, 15), 0
    whole = tmp_path / "all-winhttp.txt"
    for text in texts:
        whole.write_text(text)
        report = check([str(whole)], Options())
        if not report.unread and not any(finding.code == "CFG001" for finding in report.findings):
            expected += [moved(finding, whole.name, at) for finding in report.findings]
        at += len(text)
    whole.write_text("".join(texts))
    together = check([str(whole)], Options())
    assert [moved(finding, whole.name, 0) for finding in together.findings] == expected
    assert expected
