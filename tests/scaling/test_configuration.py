"""What is said of a run costs in proportion: configurations, ignored paths, and the tree that is walked through."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.scaling.growth import out_of_proportion
from tests.steps import count, forget

SMALL = 50
"""Twice and four times as many are counted too; a list of a configuration holds a thousand entries at most."""


def listed(key: str, value: str) -> Callable[[int], str]:
    return lambda n: f"{key} = [{', '.join(repr(value.format(at=at)) for at in range(n))}]\n"


def table(key: str, name: str, value: str) -> Callable[[int], str]:
    return lambda n: f"[{key}]\n" + "".join(f'"{name.format(at=at)}" = {value}\n' for at in range(n))


CONFIGURATIONS: dict[str, Callable[[int], str]] = {
    "rules that are chosen": listed("select", "MDE"),
    "rules that are left out": listed("ignore", "endpoint-denied"),
    "patterns that exclude": listed("exclude", "old/{at}/*.conf"),
    "stars of a pattern": lambda n: f"exclude = ['{'*a' * n}']\n",
    "folders of a pattern": lambda n: f"exclude = ['{'**/' * n}a']\n",
    "sets of a pattern": lambda n: f"exclude = ['{'[ab]' * n}']\n",
    "rules by pattern": table("per-file-ignores", "{at}/*.conf", '["MDE101"]'),
    "kinds by pattern": table("per-file-kind", "{at}/*.conf", '"squid"'),
    "mapped paths": table("path-map", "/etc/squid/{at}", '"lists"'),
    "clients": lambda n: "".join(
        f'[[clients]]\nname = "c{at}"\nnetwork = "10.{at >> 8}.{at & 255}.0/24"\nkind = "server"\nuser = "no"\n'
        for at in range(n)
    ),
    "networks of a client": lambda n: (
        "[[clients]]\nname = 'c'\nkind = 'server'\nuser = 'no'\nnetwork = "
        f"[{', '.join(f'{chr(39)}10.{at >> 8}.{at & 255}.0/24{chr(39)}' for at in range(n))}]\n"
    ),
    "comments": lambda n: "# comment\n" * n,
}


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_steps_of_a_configuration_grow_in_proportion(name: str, tmp_path: Path) -> None:
    """It is read, and every file is held against it."""
    path = tmp_path / "proxylint.toml"

    def work(n: int) -> dict[str, int]:
        from proxylint.settings.by_folder import ByFolder

        forget("proxylint.globs")  # the smaller file holds some of the same patterns
        path.write_text(CONFIGURATIONS[name](n))

        def look() -> None:
            chooser = ByFolder()
            file = str(tmp_path / "a.conf")
            options = chooser.for_file(file)
            assert chooser.in_force(file).origins or name == "comments"
            chooser.excluded(file)
            options.choice.reports("MDE101", file)

        return {"looking": count(look)}

    assert out_of_proportion(work, SMALL) == {}


PATTERNS: dict[str, Callable[[int], str]] = {
    "names": lambda n: "".join(f"n{at}\n" for at in range(n)),
    "paths": lambda n: "".join(f"a/b/n{at}\n" for at in range(n)),
    "patterns": lambda n: "".join(f"n{at}*\n" for at in range(n)),
    "patterns of folders": lambda n: "".join(f"**/n{at}/*/\n" for at in range(n)),
    "exceptions": lambda n: "*\n" + "".join(f"!n{at}*\n" for at in range(n)),
    "stars": lambda n: "*a" * n + "\n",
    "comments": lambda n: "# comment\n" * n,
    "blanks": lambda n: "a" + " " * n + "\n",
    "backslashes": lambda n: "a" + "\\" * n + " \n",
}


@pytest.mark.parametrize("name", PATTERNS)
def test_steps_of_ignored_paths_grow_in_proportion(name: str, tmp_path: Path) -> None:
    def work(n: int) -> dict[str, int]:
        from proxylint.discovery import walk

        (tmp_path / ".git").mkdir(exist_ok=True)
        (tmp_path / ".gitignore").write_text(PATTERNS[name](n))
        for folder in ("x", "y", "z"):
            (tmp_path / folder).mkdir(exist_ok=True)
            (tmp_path / folder / "aa.conf").touch()
        return {"walking": count(lambda: list(walk(str(tmp_path), lambda path: path.endswith(".conf"))))}

    assert out_of_proportion(work, 4 * SMALL) == {}


TREES: dict[str, Callable[[int], str]] = {
    "files of a folder": lambda at: f"squid{at}.conf",
    "folders beside each other": lambda at: f"{at}/squid.conf",
    "folders with patterns of their own": lambda at: f"{at}/.gitignore",
    "other files": lambda at: f"{at}.txt",
}


@pytest.mark.parametrize("name", TREES)
def test_steps_of_looking_through_a_tree_grow_in_proportion(name: str, tmp_path: Path) -> None:
    def work(n: int) -> dict[str, int]:
        from proxylint.engine import Options, collect

        for at in range(n):
            path = tmp_path / str(n) / TREES[name](at)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
        return {"collecting": count(lambda: collect([str(tmp_path / str(n))], Options()))}

    assert out_of_proportion(work, SMALL) == {}
