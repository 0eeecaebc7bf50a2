"""Parts of configurations are judged through those that read them."""

from __future__ import annotations

from pathlib import Path

import pytest

from proxylint import engine, linting
from proxylint.discovery import Inputs
from proxylint.files import Piped
from proxylint.globs import excluded
from proxylint.roots import Resolved, resolve

ROOT = """\
http_port 3128
acl allowed dstdomain "/etc/squid/lists/allow.txt"
include /etc/squid/conf.d/*.conf
http_access allow allowed
http_access deny all
"""
PART = 'acl mde dstdomain "/etc/squid/lists/mde.txt"\nhttp_access allow mde\n'

Tree = dict[str, str]

SITE = {
    "squid.conf": ROOT,
    "conf.d/mde.conf": PART,
    "lists/allow.txt": ".example.com\n",
    "lists/mde.txt": ".endpoint.security.microsoft.com\n",
    "lists/unused.txt": ".example.org\n",
}


class Sites:
    def __init__(self, folder: Path) -> None:
        (folder / ".git").mkdir()
        self.folder = folder

    def write(self, tree: Tree) -> None:
        for name, text in tree.items():
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_text(text)


@pytest.fixture
def sites(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sites:
    monkeypatch.chdir(tmp_path)
    made = Sites(tmp_path)
    made.write(SITE)
    return made


def resolved(*files: str, options: engine.Options | None = None) -> tuple[list[str], tuple[str, ...]]:
    """Paths relative to the working directory, and the notes."""
    found = resolve(files, options or engine.Options())
    here = str(Path.cwd()) + "/"
    return [path.removeprefix(here) for path in found.files], found.notes


@pytest.mark.parametrize("part", ["lists/allow.txt", "conf.d/mde.conf", "lists/mde.txt"])
def test_lists_includes_and_lists_of_includes(sites: Sites, part: str) -> None:
    assert resolved(part) == (["squid.conf"], (f"'{part}' is judged through 'squid.conf'",))


@pytest.mark.parametrize("part", ["proxy/lists/mde.txt", "proxy/conf.d/mde.conf"])
def test_a_list_of_an_include_lies_beside_the_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str) -> None:
    monkeypatch.chdir(tmp_path)
    site = Sites(tmp_path)
    site.write({f"proxy/{name}": text for name, text in SITE.items()})
    site.write({"other/squid.conf": ROOT})
    assert resolved(part) == (["proxy/squid.conf"], (f"'{part}' is judged through 'proxy/squid.conf'",))
    opened = engine.open_file("proxy/squid.conf", engine.Options())
    assert part in opened.policy.sources


def test_each_root_once(sites: Sites) -> None:
    note = "'lists/allow.txt' and 'conf.d/mde.conf' are judged through 'squid.conf'"
    assert resolved("lists/allow.txt", "conf.d/mde.conf", "squid.conf") == (["squid.conf"], (note,))
    assert resolved("./squid.conf", "lists/allow.txt", "conf.d/mde.conf") == (["./squid.conf"], (note,))


def test_a_part_that_nothing_reads(sites: Sites) -> None:
    note = "no configuration was found that reads 'lists/unused.txt'"
    assert resolved("lists/unused.txt", "squid.conf") == (["lists/unused.txt", "squid.conf"], (note,))


def test_several_roots(sites: Sites) -> None:
    sites.write({"b/squid-b.conf": ROOT, "a/squid.conf": ROOT.replace("allow.txt", "other.txt")})
    roots = ["squid.conf", "b/squid-b.conf"]
    assert resolved("lists/allow.txt") == (
        roots,
        ("'lists/allow.txt' is judged through 'squid.conf' and 'b/squid-b.conf'",),
    )


def test_many_parts_and_roots_are_counted(sites: Sites) -> None:
    sites.write({f"squid-{number}.conf": ROOT for number in range(4)})
    sites.write({f"conf.d/{number}.conf": PART for number in range(4)})
    files, (note,) = resolved(*(f"conf.d/{number}.conf" for number in range(4)))
    assert len(files) == 5
    assert note == (
        "'conf.d/0.conf', 'conf.d/1.conf', 'conf.d/2.conf' and 1 more are judged through "
        "'squid-0.conf', 'squid-1.conf', 'squid-2.conf' and 2 more"
    )


def test_a_file_of_that_name_elsewhere_is_another_file(sites: Sites) -> None:
    sites.write({"old/allow.txt": ".example.net\n", "old/conf.d/mde.conf": PART})
    assert resolved("old/allow.txt", "old/conf.d/mde.conf")[0] == ["old/allow.txt", "old/conf.d/mde.conf"]


def test_what_stands_between_is_no_root(sites: Sites) -> None:
    middle = 'acl deep dstdomain "/etc/squid/lists/unused.txt"\nhttp_access allow deep\n'
    sites.write({"squid-middle.conf": middle, "squid.conf": ROOT + "include /etc/squid/squid-middle.conf\n"})
    expected = ["squid.conf"]
    assert resolved("lists/unused.txt")[0] == expected
    assert resolved("squid-middle.conf") == (expected, ("'squid-middle.conf' is judged through 'squid.conf'",))


def test_includes_in_a_circle_end(sites: Sites) -> None:
    sites.write({"squid-a.conf": "include squid-b.conf\n", "squid-b.conf": "include squid-a.conf\n"})
    assert set(resolved("squid-a.conf")[0]) <= {"squid-a.conf", "squid-b.conf"}


def test_the_other_ways_to_name_a_file(sites: Sites) -> None:
    sites.write(
        {
            "squid.conf": 'http_port 3128\ninclude \\\n  /etc/squid/one.conf "/etc/squid/my two.conf"\n'
            "configuration_includes_quoted_values on\n"
            'acl x dstdomain parameters("/etc/squid/three.txt")\n',
            "one.conf": PART,
            "my two.conf": PART,
            "three.txt": ".example.com\n",
            "four.txt": ".example.com\n",
        }
    )
    assert resolved("one.conf", "my two.conf", "three.txt", "four.txt")[0] == ["squid.conf", "four.txt"]


def test_a_name_in_a_comment_is_no_root(sites: Sites) -> None:
    sites.write({"squid-b.conf": 'http_port 1\n# acl x dstdomain "/etc/squid/lists/unused.txt"\n'})
    assert resolved("lists/unused.txt")[0] == ["lists/unused.txt"]


def test_what_is_whole_is_not_looked_for(sites: Sites, monkeypatch: pytest.MonkeyPatch) -> None:
    sites.write({"proxy.conf": ROOT, "proxy.js": "function FindProxyForURL(url, host) { return 'DIRECT'; }"})
    monkeypatch.setattr("proxylint.roots.walk", None)
    files = ["squid.conf", "proxy.conf", "proxy.js", "proxy.pac", "missing.txt", "lists"]
    assert resolve(files, engine.Options()) == Resolved(files, ())


@pytest.mark.parametrize("kind", [None, "squid"])
def test_a_part_of_known_kind_is_a_part(sites: Sites, kind: str | None) -> None:
    assert resolved("conf.d/mde.conf", options=engine.Options(kind=kind))[0] == ["squid.conf"]


def test_the_kind_may_say_that_it_is_none(sites: Sites) -> None:
    assert resolved("conf.d/mde.conf", options=engine.Options(kind="pac"))[0] == ["conf.d/mde.conf"]


class WithoutOld(engine.Options):
    def excluded(self, path: str, *, folder: bool = False) -> bool:
        return excluded(path, ("old",), folder=folder)


def test_a_root_that_is_passed_over_is_none(sites: Sites) -> None:
    sites.write({"old/squid.conf": ROOT, "ignored/squid.conf": ROOT, ".gitignore": "ignored\n"})
    assert resolved("lists/allow.txt", options=WithoutOld())[0] == ["squid.conf"]


def test_a_map_says_where_a_list_is(sites: Sites) -> None:
    sites.write({"elsewhere/allow.txt": ".example.com\n"})
    options = engine.Options(maps={"/etc/squid/lists": str(sites.folder / "elsewhere")})
    assert resolved("elsewhere/allow.txt", "lists/allow.txt", options=options)[0] == ["squid.conf", "lists/allow.txt"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_report_speaks_of_the_root(sites: Sites, jobs: int) -> None:
    report = linting.check(["lists/mde.txt", "lists/unused.txt"], engine.Options(), jobs=jobs)
    assert report.checked == ["squid.conf", "lists/unused.txt"]
    assert report.notes == (
        "'lists/mde.txt' is judged through 'squid.conf'",
        "no configuration was found that reads 'lists/unused.txt'",
    )
    (unread,) = report.unread
    assert unread.reason == (
        "'lists/unused.txt' is no known kind of proxy configuration; it holds one value a line, as lists do that a "
        "configuration reads: lint that one, or name it with --kind mdatp|pac|squid|winhttp"
    )


def test_a_part_alone_says_so(sites: Sites) -> None:
    sites.write({"squid.conf": "http_port 3128\n"})
    report = linting.check(["conf.d/mde.conf"], engine.Options())
    assert [(finding.code, finding.text) for finding in report.findings] == [
        (
            "CFG003",
            "No verdict is given for this file: this looks like a part of another squid.conf: it has no port.",
        )
    ]
    assert report.notes == ("no configuration was found that reads 'conf.d/mde.conf'",)


def test_what_is_piped_stands_for_the_part(sites: Sites) -> None:
    """As an editor asks: the root reads what is not saved yet."""
    piped = Inputs(piped=Piped("lists/mde.txt", b".com\n.net\n"))
    assert linting.check(["lists/mde.txt"], engine.Options()).count.fail > 0
    assert linting.check(["lists/mde.txt"], engine.Options(), piped).count.fail == 0


def test_the_search_is_bounded(sites: Sites, monkeypatch: pytest.MonkeyPatch) -> None:
    """The working directory may be the whole machine."""
    monkeypatch.setattr("proxylint.roots.MOST_ENTRIES", 4)
    assert resolved("lists/mde.txt") == (
        ["squid.conf"],
        (
            "'lists/mde.txt' is judged through 'squid.conf'",
            f"of '{sites.folder}' only 4 files and folders were searched for what reads 'lists/mde.txt'",
        ),
    )
    monkeypatch.setattr("proxylint.roots.MOST_ENTRIES", 3)
    assert resolved("lists/mde.txt")[0] == ["lists/mde.txt"]
