"""Patterns that take backtracking engines for ever end in no time, in Squid's ACLs and in PAC files."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from proxylint.cli.run import run

SECONDS = 20.0
"""Of processor time, for one pattern and all of the profile's URLs; these take a fraction of one."""

PATTERNS = (
    "(a+)+$",
    "(a*)*$",
    "(a|a)*$",
    "(a|aa)+$",
    "(.*)*$",
    "(.*a){25}$",
    "([a-zA-Z]+)*$",
    "(x+x+)+y",
    "(a|b|ab)*c",
    "^(([a-z])+.)+[A-Z]([a-z])+$",
    "^([a-zA-Z0-9])(([-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}(([a-z]{2,3})|([a-z]{2,3}[.]{1}[a-z]{2,3}))$",
    "^(.*?,){11}P",
    "(a?){40}a{40}",
    "^(a?a?a?a?a?a?a?a?a?a?a?a?)*b$",
    "((a{0,20}){0,20}){0,10}b",
    "(([^/]*)/)*x$",
    "^https?://([a-z0-9]+[.-]?)*[a-z0-9]+/?$",
    "([0-9]+)+[.]([0-9]+)+$",
    ".*.*.*.*.*.*.*.*.*.*=.*",
    "(a[^b]*)*(b[^a]*)*c",
    "^(microsoft|micro|soft|[a-z.]+)*!$",
    "[a-z]*[a-z]*[a-z]*[a-z]*[a-z]*[a-z]*[0-9]$",
)
"""From published lists of such patterns (OWASP's page, mail and URL validators, CSV), and made in their manner."""

URL = "https://" + "a" * 60 + ".endpoint.security.microsoft.com/"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)


def taken(*arguments: str) -> float:
    before = time.process_time()
    assert run(arguments) in (0, 1, 2)
    return time.process_time() - before


@pytest.mark.parametrize("kind", ["url_regex -i", "dstdom_regex", "urlpath_regex", "browser"])
@pytest.mark.parametrize("pattern", PATTERNS)
def test_squid(pattern: str, kind: str) -> None:
    Path("squid.conf").write_text(
        f"http_port 3128\nacl a {kind} {pattern}\nhttp_access deny a\nhttp_access allow all\n"
    )
    assert taken("check", "squid.conf", "-f", "json") + taken("why", "squid.conf", URL) < SECONDS


@pytest.mark.parametrize("pattern", PATTERNS)
def test_pac(pattern: str, capsys: pytest.CaptureFixture[str]) -> None:
    written = pattern.replace("/", "\\/")
    glob = "*".join(pattern[:12]) + "*" * 40 + "!"
    Path("proxy.pac").write_text(
        "function FindProxyForURL(url, host) {\n"
        f"  if (shExpMatch(url, {json.dumps(glob)})) return 'PROXY a:1';\n"
        f"  if (/{written}/.test(host) || new RegExp({json.dumps(pattern)}).test(url + '!')) return 'PROXY b:1';\n"
        f"  if (host.match(/{written}/)) return 'PROXY c:1';\n"
        "  return 'DIRECT';\n}\n"
    )
    assert taken("why", "proxy.pac", URL, "-f", "json") < SECONDS
    assert json.loads(capsys.readouterr().out)["version"] == 1
