"""Seeded random patterns, and hosts that lie near them."""

from __future__ import annotations

from random import Random

_ATOMS = {
    "posix": [
        "a", "b", "x", "\\.", ".", "www", "wd", "microsoft", "com", "\\w", "\\W", "\\d", "[a-c]", "[^.]", "[[:alnum:]]",
        "[^[:alpha:]]", "[.-]", "[]x]", "[a\\.]", "[^\\.]", "[A-Z]", "M", "-", "\\-", "\\/", "1", "[0-9]", "}", "]",
        "[w-y]", "\\s", "\\S", "[[.-.]]", "[[=a=]]", "[a-]", ",",
    ],
    "javascript": [
        "a", "b", "x", "\\.", ".", "www", "wd", "microsoft", "com", "\\w", "\\W", "\\d", "\\D", "[a-c]", "[^.]",
        "[\\w-]", "[^\\w]", "[.-]", "[a\\.]", "[^\\.]", "[A-Z]", "M", "-", "\\-", "\\/", "1", "[0-9]", "}", "]", "{",
        "[^]", "[]", "\\x61", "\\u0062", "\\141", "\\c", "\\cA", "[\\d-a]", "[\\b]", "\\s", "\\S", "\\u{3}", "\\8",
        "\\k", "\\p", "[+--]", "{,3}", "(?=a)", "(?!\\/)", "(?!a)", "(?=[a-m])", "(?!\\.|$)", "(?=$)",
    ],
}  # fmt: skip
_ANCHORS = {"posix": ["^", "$", "\\b", "\\B", "\\<", "\\>", "\\`", "\\'"], "javascript": ["^", "$", "\\b", "\\B"]}
_REPEATS = {
    "posix": ["*", "+", "?", "{2}", "{1,2}", "{,2}", "{2,}", "{0}", "**", "{,}"],
    "javascript": ["*", "+", "?", "{2}", "{1,2}", "{2,}", "{0}", "*?", "+?", "??", "{1,2}?", "{0,}"],
}
_GROUPS = {"posix": ["("], "javascript": ["(", "(?:", "(?<n>"]}
_NOISE = [
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "*",
    "+",
    "?",
    "|",
    "\\",
    "^",
    "$",
    "{1",
    "{1,",
    "{2,1}",
    "{,",
    "[:",
    "[a",
    "(?",
    "[b-a]",
    "\\1",
    "--",
    "---",
]

_LABELS = [
    "a",
    "b",
    "x",
    "www",
    "wd",
    "ab",
    "microsoft",
    "com",
    "a-b",
    "x_1",
    "1",
    "aaa",
    "xb",
    "us-v20",
    "cp",
    "wwwx",
    "bab",
]


def pattern(random: Random, flavour: str, depth: int = 2) -> str:
    branches = [_branch(random, flavour, depth) for _ in range(random.choice([1, 1, 1, 2, 3]))]
    return "|".join(branches)


def _branch(random: Random, flavour: str, depth: int) -> str:
    text = ""
    for _ in range(random.randint(0 if depth < 2 else 1, 4)):
        kind = random.random()
        if kind < 0.12:
            text += random.choice(_ANCHORS[flavour])
            continue
        if kind < 0.3 and depth:
            opening = random.choice(_GROUPS[flavour]).replace("n", f"n{random.randrange(10**9)}")
            text += f"{opening}{pattern(random, flavour, depth - 1)})"
        else:
            text += random.choice(_ATOMS[flavour])
        if random.random() < 0.3:
            text += random.choice(_REPEATS[flavour])
    return text


def odd_pattern(random: Random, flavour: str) -> str:
    """Often invalid: what an administrator's typing error may look like."""
    text = list(pattern(random, flavour))
    for _ in range(random.randint(1, 2)):
        text.insert(random.randint(0, len(text)), random.choice(_NOISE))
        if random.random() < 0.3 and text:
            del text[random.randrange(len(text))]
    return "".join(text)


def shell_pattern(random: Random) -> str:
    pieces = [
        *_LABELS,
        "*",
        "*",
        "*.",
        "?",
        ".",
        "|",
        "(",
        ")",
        "[ab]",
        "[!a]",
        "+",
        "^",
        "$",
        "{2}",
        "\\",
        ".com",
        "*.",
    ]
    return "".join(random.choice(pieces) for _ in range(random.randint(1, 5)))


def host(random: Random) -> str:
    return ".".join(random.choice(_LABELS) for _ in range(random.randint(1, 4)))


def texts(random: Random, count: int) -> list[str]:
    """Hosts, and what else a test may look at: URLs, host:port, letters of both cases, the empty text."""
    found = [host(random) for _ in range(count - 4)]
    found += [f"https://{host(random)}/", f"{host(random)}:443", host(random).title() + "/X?y=Z", ""]
    return found
