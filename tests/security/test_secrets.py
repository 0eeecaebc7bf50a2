"""Passwords in linted files reach no output: wherever they may stand, misspelt or commented out, in every format."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from proxylint.cli.run import run
from proxylint.cli.writers import WRITERS
from tests.cli.run import proxylint

SECRET = "S3cr3tW0rd"
ACCESS = "S3CR3TW0RDABCDEF"
"""Where only capitals may stand."""
URL = "https://go.microsoft.com/"

SQUID = (
    "cache_peer p.example parent 3128 0 login=u:<S>",
    "cache_peer p.example parent 3128 0 login=u:<S> nonsense",
    "cache_peer p.example parent 3128 0 login=*:<S>",
    'cache_peer p.example parent 3128 0 "login=u:<S> x"',
    'cache_peer p.example parent 3128 0 login=u:"<S> x"',
    "cache_peer p.example parent 3128 0 login=<S>",
    "cache_peer p.example parent 3128 0 LOGIN=u:<S>",
    "cache_peer p.example parent 3128 0 login=u%3A<S>",
    "cachemgr_passwd <S> all",
    "cachemgr_passwd  <S>",
    'cachemgr_passwd "<S>" all',
    "Cachemgr_passwd <S> all",
    "cachemgr_pass <S> all",
    "auth_param basic program /usr/lib/squid/basic_ldap_auth -b x -D cn=a -w <S> -f u h",
    "auth_param basic program /usr/lib/squid/basic_ldap_auth -b x -w<S> h",
    "auth_param basic program /usr/lib/squid/basic_radius_auth -h r -w <S>",
    "auth_param basic program /usr/lib/squid/basic_db_auth --dsn DSN:x --user u --password <S>",
    "auth_param basic program /usr/lib/squid/basic_db_auth --password=<S>",
    "auth_param basic program /usr/bin/x secret=<S>",
    "auth_param basic program /usr/bin/x <S>",
    "auth_param basic programm /usr/bin/x <S>",
    "auth_param bazic program /usr/bin/x -w <S>",
    "auth_param basic \\\n program /usr/bin/x \\\n -w <S>",
    "external_acl_type g %LOGIN /usr/lib/squid/ext_ldap_group_acl -b x -D y -w <S> -f z h",
    "external_acl_type g ttl=5 %LOGIN /usr/bin/x --token <S>",
    "external_acl_type g %NONSENSE /usr/bin/x --token <S>",
    "external_acl_type g /usr/bin/x https://u:<S>@h/",
    "url_rewrite_program /usr/bin/x --apikey=<S>",
    "url_rewrite_program /usr/bin/x <S>",
    "store_id_program /usr/bin/x -p <S>",
    "logfile_daemon /usr/bin/log_db_daemon <S>",
    "access_log daemon:/host/db/table/user/<S> squid",
    'request_header_add Authorization "Basic <S>" all',
    "request_header_add X-Api-Key <S> all",
    "request_header_replace Authorization <S>",
    "http_port 3129 cert=/x.pem key=/y.pem tls-dh=/d password=<S>",
    "https_port 3130 tls-cert=/x.pem sslpassword=<S>",
    "snmp_community <S>",
    "acl snmp snmp_community <S>",
    "wccp2_service standard 0 password=<S>",
    "icap_service s reqmod_precache bypass=0 icap://u:<S>@h:1344/x",
    "adaptation_meta X-Key <S> all",
    "deny_info http://u:<S>@h/ all",
    "sslpassword_program /bin/echo <S>",
    "acl a url_regex user:<S>@host",
    "acl a req_header Authorization <S>",
    "acl a dst http://u:<S>@h/",
    "nonsense u:<S>@h",
    "nonsense password=<S>",
    "password <S>",
    "# cachemgr_passwd <S> all",
    "# cache_peer p parent 1 0 login=u:<S>",
    "http_access deny all # login=u:<S>",
    "mail_program /bin/x <S>",
    "unlinkd_program /bin/x <S>",
    "pinger_program /bin/x <S>",
    "visible_hostname u:<S>@h",
    "include /etc/squid/u:<S>@h.conf",
    'acl a dstdomain "/etc/squid/password=<S>.txt"',
    "# the password of the proxy is in the safe, its token is <S>",
    "# pw: <S>",
    "# PW <S>",
    "# Kennwort: <S>",
    "# senha <S>",
    "# adminpw=<S>",
    "# proxypass: <S>",
    "# login bob, password <S>, since May",
    "http_access deny all # password <S>",
    "# curl -x proxy:3128 -U bob:<S> https://example.org/",
    "# curl --proxy-user 'bob:<S>' https://example.org/",
    "# sshpass -p <S> ssh proxy",
    "# Authorization: Bearer <S><S>",
    "# AKIA<A> and eyJhbGciOiJI.eyJzdWIi<S>.x<S>",
    "# ghp_<S><S><S><S>",
    "request_header_add Private-Token <S> all",
    "request_header_add Ocp-Apim-Subscription-Key <S> all",
    "reply_header_replace X-Session-Id <S>",
    "auth_param basic program /usr/lib/squid/basic_ldap_auth -b x -D cn=a -W <S> h",
    'auth_param basic program /usr/lib/squid/basic_ldap_auth -b x -w "<S> <S>" h',
    "auth_param basic program /usr/lib/squid/basic_ldap_auth -b x -w '<S> <S>' h",
    "external_acl_type g %LOGIN /usr/lib/squid/ext_kerberos_ldap_group_acl -u u -p <S> -g g",
    "auth_param basic program /usr/lib/squid/basic_db_auth --user u --password '<S>' --plaintext",
    "# -----BEGIN RSA PRIVATE KEY-----\n# MIIE<S>\n# <S>==\n# -----END RSA PRIVATE KEY-----",
    "# -----BEGIN PRIVATE KEY-----\n# MIIE<S>",
)
"""`<S>`: the password."""

PAC = (
    'function FindProxyForURL(url, host) { return "PROXY u:<S>@h:1"; }',
    'function FindProxyForURL(url, host) { return "HTTPS u:<S>@h:1; PROXY b"; }',
    'function FindProxyForURL(url, host) { return "http://u:<S>@h:1"; }',
    'function FindProxyForURL(url, host) { return "SOCKS5 " + "u:" + "<S>" + "@h:1"; }',
    'function FindProxyForURL(url, host) { var password = "<S>"; return "PROXY u:" + password + "@h:1"; }',
    'function FindProxyForURL(url, host) { var creds = "u:<S>"; return "PROXY " + creds + "@h:1"; }',
    'function FindProxyForURL(url, host) { if (url == "http://u:<S>@h/") return "DIRECT"; throw "u:<S>@h"; }',
    'function FindProxyForURL(url, host) { return "DIRECT" // u:<S>@h\n',
    'function FindProxyForURL(url, host) { return btoa("u:<S>@h"); }',
    'function FindProxyForURL(url, host) { /* proxy http://u:<S>@h */ return "PROXY"; }',
    'function FindProxyForURL(url, host) { throw new Error("u:<S>@h"); }',
    'function FindProxyForURL(url, host) { return "PROXY u:<S>%40h:1 junk"; }',
    'function FindProxyForURL(url, host) { if (shExpMatch(url, "*u:<S>@h*")) return "PROXY"; return undefinedName; }',
    '// proxy admin, pw: <S>\nfunction FindProxyForURL(url, host) { return "PROXY"; }',
    "/* password <S> */ function FindProxyForURL(url, host) { return undefinedName; }",
    'function FindProxyForURL(url, host) { var h = {"Authorization": "Bearer <S><S>"}; return undefinedName; }',
    'function FindProxyForURL(url, host) { var apiKey = "<S>"; return undefinedName + apiKey; }',
)

WINHTTP = (
    "\r\nCurrent WinHTTP proxy settings:\r\n\r\n    Proxy Server(s) :  http://u:<S>@h:8080\r\n    Bypass List     :  *.a\r\n",  # noqa: E501
    "\r\nCurrent WinHTTP proxy settings:\r\n\r\n    Proxy Server(s) :  u:<S>@h:8080\r\n    Bypass List     :  u:<S>@a\r\n",  # noqa: E501
    "\r\nCurrent WinHTTP proxy settings:\r\n\r\n    Proxy Server(s) :  http=u:<S>@h:8080;https=x:<S>@z\r\n    Bypass List     :  (none)\r\n",  # noqa: E501
    'netsh winhttp set proxy proxy-server="u:<S>@h:8080" bypass-list="*.a"\r\n',
    "netsh winhttp set proxy u:<S>@h:8080\r\nnonsense u:<S>@h\r\n",
    'netsh winhttp set advproxy setting-scope=machine settings={\\"Proxy\\":\\"http://u:<S>@h:1\\",\\"ProxyBypass\\":\\"\\",\\"AutoconfigUrl\\":\\"https://u:<S>@h/p.pac\\",\\"AutoDetect\\":false}\r\n',
    "psexec \\\\srv -u admin -p <S> netsh winhttp set proxy h:8080\r\n",
    "net use \\\\srv /user:adm <S>\r\nnetsh winhttp set proxy h:8080\r\n",
    '$pw = "<S>"\r\nnetsh winhttp set proxy $pw@h:8080\r\n',
    "winrs -r:srv -u:adm -p:<S> netsh winhttp show proxy\r\nnetsh winhttp set proxy h:8080\r\n",
    'ConvertTo-SecureString "<S>" -AsPlainText -Force\r\nnetsh winhttp set proxy h:8080\r\n',
    "cmdkey /add:h /user:u /pass:<S>\r\nnetsh winhttp set proxy h:8080\r\n",
    "rem the password is <S>\r\nnetsh winhttp set proxy h:8080 nonsense\r\n",
    "curl -u adm:<S> http://h/\r\nnetsh winhttp set proxy h:8080 nonsense\r\n",
)

REGISTRY = (
    'Windows Registry Editor Version 5.00\r\n\r\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows Defender]\r\n"ProxyServer"="http://u:<S>@h:8080"\r\n"ProxyPacUrl"="http://u:<S>@h/p.pac"\r\n',
    'Windows Registry Editor Version 5.00\r\n\r\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\DataCollection]\r\n"TelemetryProxyServer"="u:<S>@h:8080"\r\n',  # noqa: E501
    'Windows Registry Editor Version 5.00\r\n\r\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows Defender]\r\n"ProxyServer"="u:<S>@h\r\n',  # noqa: E501
    'Windows Registry Editor Version 5.00\r\n\r\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows Defender]\r\n"ProxyServer"=hex(2):<X>\r\n"ProxyBypass"=hex(7):<X>\r\n"Nonsense"=hex:<X>\r\n',  # noqa: E501
    'Windows Registry Editor Version 5.00\r\n\r\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Internet Settings\\Connections]\r\n"WinHttpSettings"=hex:18,00,00,00,00,00,00,00,03,00,00,00,16,00,00,00,<B>,00,00,00,00\r\n',  # noqa: E501
)

MDATP = (
    '{"cloudService": {"enabled": true, "proxy": "http://u:<S>@h:8080/"}}',
    '{"cloudService": {"proxy": "u:<S>@h:8080"}',
    '{"cloudService": {"proxy": "http://u:<S>@h:8080/", "password": "<S>"}}',
    '{"cloudService": {"proxy": ["http://u:<S>@h:8080/"]}}',
    '{"cloudService": {"enabled": true, "apiKey": "<S>", "proxyToken" : "<S>"}, "nonsense": 1}',
    '{"cloudService": {"enabled": true, "note": "the password is <S>"}, "nonsense": 1}',
)

UNIT = (
    '[Service]\nEnvironment="HTTPS_PROXY=http://u:<S>@h:8080/"\n',
    "[Service]\nEnvironment=HTTPS_PROXY=u:<S>@h:8080 nonsense\n",
    '[Service]\nEnvironment="https_proxy=http://u:<S>@h:80 80/" \'x\n',
)

CASES = [
    *(("squid.conf", f"http_port 3128\n{line}\nhttp_access deny all\n") for line in SQUID),
    *(("squid.conf", f"http_port 3128\nbogus {line}\nhttp_access deny all\n") for line in SQUID if "_program" in line),
    *(("squid.conf", f"http_port 3128\nhttp_access allow all {line}\nhttp_access deny all\n") for line in SQUID[:8]),
    *(("proxy.pac", text) for text in PAC),
    *(("winhttp.txt", text) for text in WINHTTP),
    *(("winhttp.reg", text) for text in REGISTRY),
    *(("mdatp_managed.json", text) for text in MDATP),
    *(("mdatp.conf", text) for text in UNIT),
]


PROXY = f"http://u:{SECRET}@h:8080"
HEX = {
    "<X>": PROXY.encode("utf-16-le").hex(","),
    "<B>": PROXY.encode("ascii").hex(","),
    "<A>": ACCESS,
    "<S>": SECRET,
}
SHOWN = (SECRET, ACCESS, SECRET.encode("utf-16-le").hex(","), SECRET.encode().hex(","), SECRET.encode().hex())


def laid(text: str) -> str:
    for mark, what in HEX.items():
        text = text.replace(mark, what)
    return text


def shown(said: str) -> bool:
    """Whether the password is in it, in any spelling."""
    return any(spelling.lower() in said.lower() for spelling in SHOWN)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def said(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> str:
    out, err = io.StringIO(), io.StringIO()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        assert run(arguments) in (0, 1, 2), err.getvalue()
    return out.getvalue() + err.getvalue()


@pytest.mark.parametrize(("name", "text"), CASES, ids=[f"{name}-{number}" for number, (name, _) in enumerate(CASES)])
def test_the_formats_that_quote_most(name: str, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert laid(text) != text
    Path(name).write_text(laid(text))
    kind = ["--kind", "mdatp"] if name == "mdatp.conf" else []
    for format in ("text", "sarif"):
        assert not shown(said(monkeypatch, "check", name, *kind, "-f", format))
    for command in (["why", name, URL, "-f", "json"], ["why", name, URL]):
        assert not shown(said(monkeypatch, *command, *kind))


TOKENS = ("ghp_", "Bearer", "eyJ")
OF_LETTERS = [(name, text) for name, text in CASES if "<S>" in text and not any(token in text for token in TOKENS)]
"""Tokens hold ASCII alone."""


@pytest.mark.parametrize("letter", ["\u00e0", "\u0420\u0445"])
def test_passwords_with_letters_of_several_bytes(letter: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read byte by byte, they end in what Unicode takes for a blank."""
    for name, text in OF_LETTERS:
        Path(name).write_text(laid(text.replace("<S>", f"{letter}<S>")), encoding="utf-8")
        kind = ["--kind", "mdatp"] if name == "mdatp.conf" else []
        assert not shown(said(monkeypatch, "check", name, *kind, "-f", "sarif")), text
        assert not shown(said(monkeypatch, "why", name, URL, *kind, "-f", "json")), text


def test_every_command_and_format(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not the formats' own: tables, statistics, baselines, comparisons."""
    for number, (name, text) in enumerate(CASES):
        folder = here / f"{number}"
        folder.mkdir()
        (folder / name).write_text(laid(text))
    for format in sorted(WRITERS):
        assert not shown(said(monkeypatch, "check", "-f", format, "-o", "report"))
        assert not shown(Path("report").read_text())
    assert not shown(said(monkeypatch, "check", "--write-baseline", "known.json"))
    assert not shown(Path("known.json").read_text())
    assert json.loads(Path("known.json").read_text())["entries"]
    for more in (["--group"], ["--statistics"], ["--show-settings"]):
        assert not shown(said(monkeypatch, "check", *more))
    for more in ([], ["-f", "json"], ["-f", "csv"], ["-f", "markdown"]):
        assert not shown(said(monkeypatch, "verdicts", *more))
    Path("old").mkdir()
    Path("old/squid.conf").write_text("http_port 3128\nhttp_access allow all\n")
    for number in (0, 8, 15):
        assert not shown(said(monkeypatch, "verdicts", f"{number}", "--against", "old", "-f", "json"))


def test_list_files_and_tracebacks(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("squid.conf").write_text(
        'http_port 3128\nacl a dst "list.txt"\nacl b dstdomain "list.txt"\nhttp_access deny a b\n'
    )
    Path("list.txt").write_text(f"http://user:{SECRET}@h/\nuser:{SECRET}@h\n# password={SECRET}\n")
    for format in sorted(WRITERS):
        assert not shown(said(monkeypatch, "check", "squid.conf", "-f", format))
    (here / "sitecustomize.py").write_text(
        "import proxylint.formats.squid as one\n"
        "def broken(*_): raise RuntimeError('a bug')\n"
        "from proxylint.records import replace\n"
        "one.FORMAT = replace(one.FORMAT, read=broken)\n"
    )
    Path("squid.conf").write_text(f"cachemgr_passwd {SECRET} all\n")
    from tests.cli.run import PATHS

    ran = proxylint("squid.conf", cwd=here, env={"PYTHONPATH": f"{here}:{PATHS}"})
    assert (ran.code, "a bug" in ran.err) == (3, True)
    assert not shown(ran.out + ran.err)


def test_what_is_no_password_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("squid.conf").write_text(
        "http_port 3128\nauth_param basic program /usr/lib/squid/basic_ncsa_auth /etc/squid/passwd\n"
        "acl users proxy_auth REQUIRED\nhttp_access deny !users\nhttp_access allow all\n"
        "cache_peer p parent 3128 0 login=PASSTHRU\n"
    )
    report = said(monkeypatch, "check", "squid.conf", "-f", "sarif")
    assert "/usr/lib/squid/basic_ncsa_auth /etc/squid/passwd" in report
    assert "*" not in said(monkeypatch, "why", "squid.conf", URL).replace("*.", "")
