"""Defender's settings on Linux: the managed profile, environment files, units and drop-ins."""

from __future__ import annotations

from tests.nearly.drawing import Grammar
from tests.nearly.words import WORDS

MDATP: Grammar = {
    **WORDS,
    "file": (
        "{<members>}", "[Service]\n<line+>", "<assignment+>", "<line+>", '{"cloudService": {<members>}}',
        "[Unit]\nDescription=x\n[Service]\n<variables+><line*>", "[Service]\nEnvironment=<proxied>\n<line*>",
        '{"cloudService": {"proxy": "<address>", "enabled": true}, <members>}', "<proxied>\n<assignment*>",
        '[Service]\nEnvironment="<proxied>" "<proxied>"\n<variables*>',
    ),
    "address": (
        "http://px.m.example:8080", "http://<host>:3128/", "http://10.1.2.3:80", "https://p:443", "p:8080", "<url>",
    ),
    "proxied": ("HTTPS_PROXY=<address>", "https_proxy=<address>", "HTTP_PROXY=<address>", "http_proxy=<address>/a"),
    "variables": (
        "Environment=<proxied>\n", 'Environment="<proxied>"\n', "Environment='<proxied>' NO_PROXY=<domain>\n",
        "Environment=NO_PROXY=<domain>,<host>\n", "Environment=<proxied> \\\n  <proxied>\n",
    ),
    "url": (
        "http://px.m.example:8080/", "http://<host>:<port>/", "<host>:<port>", "https://<host>",
        "http://me:Xyzzy9pw@<host>:80", "socks5://<host>", "", "http://", "a b",
    ),
    "members": ("<member>", "<member>, <member>", "<member>, <member>, <member>", ""),
    "member": (
        '"enabled": true', '"cloudService": {<members>}', '"proxy": "<url>"', '"Proxy": "<url>"',
        '"antivirusEngine": {<members>}', '"exclusions": [<members>]', '"x": <number>', '"edr": null',
        '"proxy": {"a": 1}', '"proxy" "<url>"', '"\\u0070roxy": "<url>"',
    ),
    "variable": (
        "HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "NO_PROXY", "no_proxy", "ALL_PROXY", "PATH",
        "HTTPS_PROXY ", "1A",
    ),
    "said": (
        "<url>", "<domain>,<domain>", '"<url>"', "'<url>'", "*", "%H", "$HTTP_PROXY", "${X:-<url>}", "a\\\nb",
        ".microsoft.com,localhost", "\\x41",
    ),
    "assignment": (
        "<variable>=<said>\n", "export <variable>=<said>\n", "<variable>=<said>", "# <variable>=<said>\n",
        "<variable>\n",
    ),
    "line": (
        "Environment=<variable>=<said>\n", 'Environment="<variable>=<said>"\n', "Environment=\n",
        "EnvironmentFile=-/etc/x\n", "EnvironmentFile=/etc/environment\n", "PassEnvironment=<variable>\n",
        "UnsetEnvironment=<variable>\n", "[Service]\n", "[Unit]\n", "ExecStart=/opt/microsoft/mdatp/sbin/wdavdaemon\n",
        "<assignment>", "; x\n", "Environment='<variable>=<said>' <variable>=<said>\n",
        "Environment=<variable>=<said> \\\n", "# proxylint: ignore[LNX101]\n",
    ),
}  # fmt: skip
