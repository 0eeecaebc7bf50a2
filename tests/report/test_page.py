"""Rules' pages at a terminal: what their Markdown means, and nothing of how it is written."""

from __future__ import annotations

import re

import pytest

from proxylint import registry
from proxylint.report.color import Paint
from proxylint.report.page import page
from proxylint.report.sheet import Sheet
from proxylint.report.visible import columns
from tests.report.golden import check_golden

PAGE = """\
# login-required (MDE201)

The proxy answers with a login challenge (407), **whoever** asks. Terms are evaluated
from left to right: `allow mde staff` asks *nobody* else, see [empty-acl](empty_acl.md).

* **One.** A point that is longer than one line of the file,
  and goes on in the next with `*.wdcp.microsoft.com`.
* Another.

    acl mde dstdomain `not a mark`

## What to do, at some length so that it has to be broken to the width that there is

| written | why it never matches |
|---|---|
| `method GET,POST` | the comma is part of the value, and no method holds one |
| `port` | *x* |

## Cases

### a login first

```file lists/allowed.txt
.wdcp.microsoft.com
```

```squid
http_port 3128
http_access deny !staff
```

```options
squid-version = 7
```

```findings
5:1-5:24 error MDE201 'https://*.endpoint.security.microsoft.com/' is answered with a login challenge.
```

### clean

```squid
\thttp_access allow all
```

```findings
```
"""


def shown(text: str, *, color: bool = False, width: int = 70, ascii_only: bool = False) -> str:
    return "".join(f"{line}\n" for line in page(text, Sheet(Paint(color), width, ascii_only)))


def test_everything_that_a_page_may_hold(request: pytest.FixtureRequest) -> None:
    check_golden("page.txt", shown(PAGE), request.config)


def test_narrow_ascii(request: pytest.FixtureRequest) -> None:
    check_golden("page-narrow.txt", shown(PAGE, width=40, ascii_only=True), request.config)


def test_colour_stands_for_the_quotes_of_code() -> None:
    text = "Write `http_access allow mde` above **it**."
    assert shown(text, color=True) == "Write \x1b[36mhttp_access allow mde\x1b[0m above \x1b[1mit\x1b[0m.\n"
    assert shown(text) == "Write 'http_access allow mde' above it.\n"


def test_code_is_not_torn_apart() -> None:
    assert shown("Such a line is `http_access allow CONNECT mde SSL_ports` here.", width=50).splitlines() == [
        "Such a line is",
        "'http_access allow CONNECT mde SSL_ports' here.",
    ]


@pytest.mark.parametrize("code", sorted(registry.pages()))
def test_every_page_of_ours(code: str) -> None:
    """No mark of Markdown is left over, every word is there, and prose is as wide as the terminal."""
    text = registry.page(code)
    plain = shown(text, width=80)
    prose = [line for line in plain.splitlines() if not line.startswith("    ")]
    assert not re.search(r"```|^#|^\||\*\*|\]\(", "\n".join(prose), re.MULTILINE)
    assert all(columns(line) <= 80 for line in prose if not line.startswith("  "))
    said = re.findall(r"\w+", re.sub(r"(?m)^```.*$|\]\([^)]*\)|^\d+:\d+-\d+:\d+ ", "", text))
    assert {word.lower() for word in said} <= {word.lower() for word in re.findall(r"\w+", plain)}
