"""How a squid.conf and its ACL list files are written: lines, words, access terms. No meaning.

Nothing here raises for bad input: an unreadable argument is a word with a fault.
"""

from proxylint_grammars.squid.arguments import Term, access_terms, condition, listed_path, quoted_words
from proxylint_grammars.squid.files import FileValues, file_values, read_chunks
from proxylint_grammars.squid.lines import (
    MACROS,
    MASTER_MACROS,
    OLD_BLANKS,
    STRICT_BLANKS,
    Line,
    Run,
    read_lines,
    read_pieces,
)
from proxylint_grammars.squid.words import Word, next_pattern, next_word, strtol, word_places, words

__all__ = [
    "MACROS",
    "MASTER_MACROS",
    "OLD_BLANKS",
    "STRICT_BLANKS",
    "FileValues",
    "Line",
    "Run",
    "Term",
    "Word",
    "access_terms",
    "condition",
    "file_values",
    "listed_path",
    "next_pattern",
    "next_word",
    "quoted_words",
    "read_chunks",
    "read_lines",
    "read_pieces",
    "strtol",
    "word_places",
    "words",
]
