"""Regular expressions that are compiled when they are first used.

A small file needs a tenth of those that the modules it is read with define, and compiling all of them costs as much as
starting Python. What every file needs is compiled with `re.compile` as ever.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:

    def regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
        """In place of `re.compile`; functions of `re` take no such pattern."""
        ...

else:

    class regex:  # noqa: N801
        def __init__(self, pattern, flags=0):
            self._source = (pattern, flags)

        def __getattr__(self, name):
            """A method of the compiled pattern, which is an attribute from then on."""
            found = self.__dict__[name] = getattr(re.compile(*self._source), name)
            return found


__all__ = ["regex"]
