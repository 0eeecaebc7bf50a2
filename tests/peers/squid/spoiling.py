"""Faults that people make in squid.conf, and the ways in which they lay it out."""

from __future__ import annotations

from random import Random


def spoiled(dice: Random, line: str) -> str:
    """A line with one fault: some are fatal, some void the line, some change its meaning, some do nothing."""
    words = line.split()
    at = dice.randrange(len(words))
    if "/" in words[at] or words[0] == "auth_param":  # certificates and helpers are taken to be there
        return line
    if words[-2:-1] in (["CN"], ["O"]):  # which attributes of certificates there are, OpenSSL knows
        return line
    match dice.randrange(8):
        case 0:
            del words[at]
        case 1:
            words.insert(at, words[at])
        case 2:
            words[at] = words[at].upper()
        case 3:
            words[at] += ","
        case 4:
            words[at] = "!" + words[at]
        case 5:
            words[at] = dice.choice(("nothing", "-i", "-n", '"/etc/squid/nothing"', "10.0.0.0/33", "*", "5-1"))
        case 6:
            words[at] = words[at][:-1] or "x"
        case _:
            words.append(dice.choice(("all", "REQUIRED", "#", "\\", "deny", "(", "--")))
    return " ".join(words)


def laid_out(dice: Random, lines: list[str]) -> str:
    """The file: comments, continuations and conditionals strewn in, line ends of either kind."""
    written = []
    for line in lines:
        if dice.random() < 0.05:
            written.append(dice.choice(("# comment \\", "", "   # acl no src all")))
        if dice.random() < 0.05 and " " in line:
            line = line.replace(" ", dice.choice((" \\\n    ", " \\\n# between\n")), 1)
        if dice.random() < 0.05:
            line = dice.choice((*_CONDITIONALS[:3] * 3, *_CONDITIONALS[3:])).format(line)
        if dice.random() < 0.05:
            line = dice.choice(("   {}", "\t{}", "{} ", "{}   # inline")).format(line)
        written.append(line)
    end = "\r\n" if dice.random() < 0.05 else "\n"
    return "".join(f"{line}\n" for line in written).replace("\n", end)


_CONDITIONALS = (
    "if true\n{}\nendif",
    "if 1 = 2\nhttp_access deny all\nelse\n{}\nendif",
    "if false\nif true\n{}\nendif\nendif",
    "if ${{process_number}} = 1\n{}\nendif",
    "if ${{process_number}} = 0\nhttp_access deny all\nelse\n{}\nendif",
)
"""The last two are read otherwise by the process that starts the others, whose number is 0."""
