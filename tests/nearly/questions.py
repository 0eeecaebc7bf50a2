"""Questions for the names engine: a family in the first line, then a test in each (tests/fuzz/targets/names.py)."""

from __future__ import annotations

from tests.nearly.drawing import Grammar
from tests.nearly.words import WORDS

QUESTIONS: Grammar = {
    **WORDS,
    "file": ("<family>\n<line>", "<family>\n<line><line>", "<family>\n<line+>"),
    "family": ("*.b", "*", "*.a.b", "a.b", "*.b /a*", "* /", "a.b /a*", "*.a.b /a", "*.b /*"),
    "line": ("<subject> <around> <language>\n",),
    "subject": ("host", "host", "path", "host-path"),
    "around": ("-", "-", "https://", "-/", "-:443", "http://:80"),
    "language": (
        "posix  <short>", "posix i <short>", "javascript  <short>", "javascript i <short>", "javascript im <short>",
        "shell <glob>", "glob <glob>", "domains <words>", "one_of <words>", "contains <word>", "posix  <pattern>",
        "javascript  <pattern>",
    ),
    "letter": (
        "a", "b", ".", "\\.", "[^.]", "[ab]", "-", "/", "[^a]", "A", "\\b", "^", "$", "\\w", "(?=a)", "(?!b)", "\\B",
        "[.-a]", "\\W", "\\s",
    ),
    "some": (
        "<letter>", "<letter><repeat>", "(<short>)<repeat>", "(<short>|<short>)", "(?:<short>)<repeat>", "(?!<short>)",
    ),
    "short": ("<letter>", "<some>", "<some><some>", "<some><some><some>", "<short>|<short>", "(^|\\.)<short>$"),
    "glob": (
        "*", "*.b", "?.b", "a*", "*a*", "*/a*", "*.a.b", "[ab]*", "*a.b|b*", "*/", "*b/*", "<glob><glob>", "[", "(",
        "a+", "*?*?",
    ),
    "word": ("a", "b", ".a", ".b", "a.b", "b.a.b", ".a.b", "ab", "-.b", "/a", "a.b/", "<host>"),
    "words": ("<word>", "<word> <word>", "<word> <word> <word>"),
}  # fmt: skip
