"""What a configuration file changes in a run, and how the command line overrules it."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from pathlib import Path

import pytest

from tests.cli.run import Run, proxylint

DENYING = "http_port 3128\nacl own src 10.0.0.0/8\nacl other dstdomain .example.org\nhttp_access allow own other\n"


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "squid.conf").write_text(DENYING)
    return tmp_path


def check(repo: Path, *arguments: str, config: str | None = None) -> Run:
    if config is not None:
        (repo / "proxylint.toml").write_text(config)
    run = proxylint("check", *arguments, cwd=repo)
    assert "Traceback" not in run.err
    return run


def told(run: Run) -> list[tuple[str, str, str]]:
    """File, level and code of each finding of a JSON report."""
    findings = json.loads(run.out)["findings"]
    return [(one["path"], one["level"], one["code"]) for one in findings]


def test_levels_reach_the_exit_code_and_every_format(repo: Path) -> None:
    assert check(repo).code == 1
    config = '[severity]\nendpoint-denied = "note"\n'
    run = check(repo, "--format", "json", config=config)
    assert (run.code, told(run)) == (0, [("squid.conf", "note", "MDE101")])
    sarif = json.loads(check(repo, "--format", "sarif").out)
    assert [(one["ruleId"], one["level"]) for one in sarif["runs"][0]["results"]] == [("MDE101", "note")]
    assert "1 note" in check(repo).out
    assert check(repo, "--fail-on", "note").code == 1


@pytest.mark.parametrize(
    ("config", "arguments", "codes"),
    [
        ("", (), ["MDE101"]),
        ('ignore = ["MDE1"]', (), []),
        ('ignore = ["MDE1"]', ("--ignore", "SQD,PAC101"), []),
        ('ignore = ["MDE1"]', ("--select", "endpoint-denied"), ["MDE101"]),
        ('select = ["SQD"]', (), []),
        ('select = ["SQD"]', ("--select", "PAC", "--select", "MDE"), ["MDE101"]),
        ('select = ["SQD"]', ("--isolated",), ["MDE101"]),
        ('[per-file-ignores]\n"*.conf" = ["MDE"]', (), []),
        ('[per-file-ignores]\n"conf/*.conf" = ["MDE"]', (), ["MDE101"]),
        ('exclude = ["*.conf"]', (), []),
        ('exclude = ["*.conf"]', ("--exclude", "*.pac, *.bak"), ["MDE101"]),
        ("", ("--exclude", "squid.*"), []),
    ],
)
def test_what_is_reported(repo: Path, config: str, arguments: tuple[str, ...], codes: list[str]) -> None:
    run = check(repo, "--format", "json", *arguments, config=config)
    assert [code for _, _, code in told(run)] == codes
    assert run.code == (1 if codes else 0)


def test_a_file_that_was_not_analysed_is_always_told(repo: Path) -> None:
    (repo / "squid.conf").write_text("http_port\n")
    run = check(repo, "--format", "json", config='select = ["SQD"]\n')
    assert (run.code, told(run)) == (2, [("squid.conf", "error", "CFG001")])


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--ignore", "CFG001"), "--ignore: 'CFG001' takes in CFG001, which is always reported"),
        (("--select", "MDE9"), "--select: no rule has the name 'MDE9', or a code that starts so"),
        (("--cloud", "gc"), "--cloud 'gc': choose one of commercial, gcc, gcc-high, dod"),
        (("--platform", "bsd"), "--platform 'bsd': choose one of windows, macos, linux"),
        (("--squid-version", "4"), "--squid-version '4': choose one of 5, 6, 7"),
        (("--fail-on", "never"), "--fail-on 'never': choose one of error, warning, note"),
        (("--path-map", "etc=x"), "--path-map 'etc=x': write FROM=DIR, with an absolute FROM"),
        (("--config", "none.toml"), "none.toml: cannot be read: No such file or directory"),
        (("--config", "x.toml", "--isolated"), "--config names a configuration and --isolated wants none"),
    ],
)
def test_wrong_options(repo: Path, arguments: tuple[str, ...], sentence: str) -> None:
    run = check(repo, *arguments)
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith(f"proxylint: {sentence}")


def test_a_wrong_file_ends_the_run(repo: Path) -> None:
    run = check(repo, config='clod = "gcc"\n')
    assert (run.code, run.out) == (2, "")
    assert run.err == "proxylint: proxylint.toml: 'clod' is not known; did you mean 'cloud'?\n"
    for command in (["why", "squid.conf", "https://a.example/"], ["verdicts"], ["endpoints"]):
        assert proxylint(*command, cwd=repo) == Run(2, "", run.err)
        assert proxylint(*command, "--isolated", cwd=repo).code == 0


def test_each_file_by_its_own_configuration(repo: Path) -> None:
    (repo / "gov").mkdir()
    (repo / "gov" / "squid.conf").write_text(DENYING)
    (repo / "gov" / "pyproject.toml").write_text(
        '[tool.proxylint]\ncloud = "gcc-high"\nfail-on = "note"\nseverity = {MDE = "note"}\n'
    )
    config = 'severity = {MDE = "note"}\n'
    for jobs in ("1", "2"):
        run = check(repo, "--jobs", jobs, config=config)
        assert run.code == 1, "the stricter of the two"
        both = [f"{cloud}, streamlined, windows, updates from microsoft" for cloud in ("commercial", "gcc-high")]
        assert f"\nProfile: {'; '.join(both)}. Endpoint catalogue: " in run.out
        assert check(repo, "--jobs", jobs, "squid.conf").code == 0
    assert "Profile: dod, streamlined" in check(repo, "--cloud", "dod").out
    both = check(repo, "--platform", "windows,linux", "squid.conf").out
    assert "Profile: commercial, streamlined, windows, linux" in both
    assert both == check(repo, "--platform", "windows", "--platform", "linux", "squid.conf").out


def test_settings_are_shown(repo: Path) -> None:
    config = (
        'ignore = ["undecided"]\nexclude = ["##[x]", "b\\u0007\\U0001F600"]\n'
        'severity = {MDE4 = "error"}\nper-file-ignores = {"a \\"b\\"" = ["SQD"]}\npath-map = {"/etc/squid" = "conf"}\n'
        '[[clients]]\nname = "all\\\\"\nnetwork = ["10.1.0.0/16", "10.3.0.0/24", "fe80::/64"]\nkind = "server"\n'
        'user = "no"\n'
    )
    run = check(repo, "--show-settings", "--cloud", "gcc", config=config)
    assert (run.code, run.err) == (0, "")
    lines = run.out.splitlines()
    assert lines[0] == "# squid.conf"
    assert {
        'ignore = ["MDE501"]  # proxylint.toml',
        'cloud = "gcc"  # command line',
        'updates = "microsoft"  # default',
        "# geography: not said",
        "# per-file-kind: none",
        "[severity]  # proxylint.toml",
    } <= set(lines)
    assert "##[" not in run.out
    assert run.out.isascii()
    said = tomllib.loads(run.out)
    assert said["exclude"] == ["##[x]", "b\x07\U0001f600"]
    assert said["clients"][0]["name"] == "all\\"
    again = check(repo, "--show-settings", config=run.out)
    assert tomllib.loads(again.out) == said
    assert again.code == 0


def test_settings_of_several_folders(repo: Path) -> None:
    (repo / "gov").mkdir()
    for number in range(7):
        (repo / "gov" / f"squid-{number}.conf").write_text(DENYING)
    (repo / "gov" / "proxylint.toml").write_text('cloud = "dod"\n')
    lines = check(repo, "--show-settings").out.splitlines()
    heads = [line for line in lines if line.startswith(("# gov", "# squid", "# and", "cloud"))]
    assert heads == [
        "# squid.conf",
        'cloud = "commercial"  # default',
        *(f"# gov/squid-{number}.conf" for number in range(5)),
        "# and 2 more files",
        'cloud = "dod"  # gov/proxylint.toml',
    ]


def test_kinds_by_pattern_are_found_in_folders(repo: Path) -> None:
    (repo / "proxies").mkdir()
    (repo / "proxies" / "berlin.txt").write_text(DENYING)
    run = check(repo, "--format", "json", config='per-file-kind = {"proxies/*.txt" = "squid"}\n')
    assert told(run) == [("proxies/berlin.txt", "error", "MDE101"), ("squid.conf", "error", "MDE101")]


SITE = """http_port 3128
acl office src 10.1.0.0/16
acl servers src 10.4.0.0/16
acl sites dstdomain .example.org
http_access allow office
http_access allow servers sites
http_access deny all
"""
CLIENT = '[[clients]]\nname = "{}"\nnetwork = "{}"\nkind = "{}"\nuser = "{}"\n'


def levels(repo: Path, clients: str, squid: str = SITE) -> set[str]:
    (repo / "squid.conf").write_text(squid)
    return {level for _, level, code in told(check(repo, "--format", "json", config=clients)) if code.startswith("MDE")}


def test_a_network_that_fails_is_an_error(repo: Path) -> None:
    assert levels(repo, "") == {"warning"}
    assert levels(repo, CLIENT.format("servers", "10.4.0.0/16", "server", "no")) == {"error"}
    assert levels(repo, CLIENT.format("rack", "10.4.7.0/24", "server", "no")) == {"error"}
    assert levels(repo, CLIENT.format("office", "10.1.0.0/16", "workstation", "yes")) == {"warning"}


def test_a_network_that_is_refused_everything_is_no_longer_overlooked(repo: Path) -> None:
    squid = SITE.replace("http_access allow servers sites\n", "")
    assert levels(repo, "", squid) == set()
    assert levels(repo, CLIENT.format("servers", "10.4.0.0/16", "server", "no"), squid) == {"error"}
    run = check(repo, "--format", "json")
    assert [one["text"] for one in json.loads(run.out)["findings"] if one["code"] == "MDE101"] == [
        "'https://*.endpoint.security.microsoft.com/' and 18 more URLs are denied for clients in 10.4.0.0/16."
    ]


def test_one_port_that_lets_a_network_through_is_enough(repo: Path) -> None:
    squid = SITE.replace("http_port 3128\n", "http_port 3128\nhttp_port 3129\nacl open localport 3129\n")
    squid = squid.replace(
        "http_access allow servers sites\n", "http_access allow servers sites\nhttp_access allow servers open\n"
    )
    assert levels(repo, CLIENT.format("servers", "10.4.0.0/16", "server", "no"), squid) == {"warning"}


def test_a_login_cuts_off_devices_that_nobody_is_logged_on_to(repo: Path) -> None:
    squid = SITE.replace("acl sites", "auth_param basic program /bin/a\nacl staff proxy_auth REQUIRED\nacl sites")
    squid = squid.replace("allow servers sites", "allow servers staff")
    assert levels(repo, CLIENT.format("desks", "10.4.0.0/16", "workstation", "yes"), squid) == {"warning"}
    assert levels(repo, CLIENT.format("kiosks", "10.4.0.0/16", "workstation", "no"), squid) == {"error"}
    assert levels(repo, CLIENT.format("servers", "10.4.0.0/16", "server", "yes"), squid) == {"error"}


def test_a_network_that_a_script_sends_past_the_proxy(repo: Path) -> None:
    (repo / "squid.conf").unlink()
    (repo / "proxy.pac").write_text(
        'function FindProxyForURL(u, h) { return isInNet(myIpAddress(), "10.4.0.0", "255.255.0.0") ? "DIRECT"'
        ' : "PROXY p:8080"; }'
    )
    (repo / "proxylint.toml").write_text("direct-egress = false\n")
    assert told(check(repo, "--format", "json", "--select", "MDE")) == [("proxy.pac", "warning", "MDE401")]
    config = "direct-egress = false\n" + CLIENT
    for network, level in (("10.4.0.0/16", "error"), ("10.0.0.0/8", "error"), ("10.1.0.0/16", "warning")):
        run = check(repo, "--format", "json", "--select", "MDE", config=config.format("x", network, "server", "no"))
        assert told(run) == [("proxy.pac", level, "MDE401")]


def test_an_overlay_that_the_file_names(repo: Path) -> None:
    (repo / "lists").mkdir()
    (repo / "lists" / "ours.toml").write_text('extends = "builtin"\nremove = ["crl-crl"]\n')
    (repo / "proxylint.toml").write_text('endpoints = "lists/ours.toml"\n')
    run = proxylint("endpoints", cwd=repo)
    assert (run.code, "crl.microsoft.com" in run.out, "2026-11-23 with ours.toml" in run.out) == (0, False, True)
    (repo / "lists" / "ours.toml").write_text(f"{'.'.join(['a'] * 50_000)} = 1\n")
    run = proxylint("endpoints", cwd=repo)
    assert (run.code, run.out) == (2, "")
    assert run.err.endswith("lists/ours.toml: line 1 has more than 1000 dots\n")


def test_clients_are_columns_of_the_matrix(repo: Path) -> None:
    (repo / "squid.conf").write_text(SITE)
    (repo / "proxylint.toml").write_text(CLIENT.format("office", "10.1.0.0/16", "workstation", "yes"))
    run = proxylint("verdicts", "--format", "csv", cwd=repo)
    (row, *_) = [row for row in csv.DictReader(io.StringIO(run.out)) if row["required"] == "required"]
    assert row["office (workstation, user logged on)"] == "works"


def test_lists_by_a_map_of_the_file(repo: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Inside the repository as on the command line; a link in there that leads out is not followed."""
    squid = 'http_port 3128\nacl sites dstdomain "/etc/squid/allow.txt"\nhttp_access allow sites\n'
    (repo / "squid.conf").write_text(squid)
    (repo / "files").mkdir()
    (repo / "files" / "allow.txt").write_text(".microsoft.com\n")
    config = 'path-map = {"/etc/squid" = "files"}\n'
    why = ("why", "squid.conf", "https://go.microsoft.com/", "--format", "json")
    check(repo, config=config)

    def access() -> tuple[str, str | None]:
        (case,) = json.loads(proxylint(*why, cwd=repo).out)["verdicts"][0]["cases"]
        return case["access"], case["reason"]

    assert access() == ("allowed", None)
    (repo / "files" / "allow.txt").unlink()
    assert access() == ("denied", None), "below a map what is missing is missing"
    secret = tmp_path_factory.mktemp("elsewhere") / "allow.txt"
    secret.write_text(".microsoft.com\n")
    (repo / "files" / "allow.txt").symlink_to(secret)
    found, reason = access()
    assert (found, "'/etc/squid/allow.txt' leads out of the repository" in (reason or "")) == ("unknown", True)


def test_both_sides_of_a_comparison_are_judged_by_the_configuration_of_today(repo: Path) -> None:
    old = repo.parent / f"{repo.name}-old"
    (old / "files").mkdir(parents=True)
    (repo / "files").mkdir()
    squid = 'http_port 3128\nacl sites dstdomain "/etc/squid/allow.txt"\nhttp_access allow sites\n'
    for folder, host in ((repo, ".microsoft.com"), (old, ".example.org")):
        (folder / "squid.conf").write_text(squid)
        (folder / "files" / "allow.txt").write_text(host + "\n")
    (old / "proxylint.toml").write_text('clod = "this file is broken, and not read"\n')
    (repo / "proxylint.toml").write_text('path-map = {"/etc/squid" = "files"}\ncloud = "gcc"\n')
    run = proxylint("verdicts", "--against", str(old), "--format", "json", cwd=repo)
    assert (run.code, run.err) == (0, "")
    report = json.loads(run.out)
    assert report["profile"] == "gcc, streamlined, windows, updates from microsoft"
    (file,) = report["files"]
    assert (file["state"], {one["effect"] for one in file["changed"]}) == ("compared", {"better"})
    assert "http://crl.microsoft.com/pki/crl/*" in {one["url"] for one in file["changed"]}
