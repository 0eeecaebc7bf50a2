"""Sets of requests' names (host and path), decided exactly.

A proxy configuration tests names with suffixes, regular expressions and shell patterns; a documented URL such as
`*.example.com/x*` stands for infinitely many names. Here a set of names is split by a test into those that match and
those that do not, either side proved empty or shown by a witness. What cannot be decided raises Beyond.
"""

from __future__ import annotations

from proxylint.names.asking import Test
from proxylint.names.dstdomain import domains
from proxylint.names.either import any_of
from proxylint.names.errors import BadPattern, Beyond
from proxylint.names.family import Family, Subject, Witness
from proxylint.names.language import Language, matches
from proxylint.names.patterns import glob, javascript, posix, shell
from proxylint.names.sets import Names
from proxylint.names.words import anything, contains, ends_with, equals, nothing, one_of, starts_with

__all__ = [
    "BadPattern",
    "Beyond",
    "Family",
    "Language",
    "Names",
    "Subject",
    "Test",
    "Witness",
    "any_of",
    "anything",
    "contains",
    "domains",
    "ends_with",
    "equals",
    "glob",
    "javascript",
    "matches",
    "nothing",
    "one_of",
    "posix",
    "shell",
    "starts_with",
]
