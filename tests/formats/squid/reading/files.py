"""A loader over files that exist in the test alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from proxylint.format import Absent
from proxylint.formats.squid.model import Config
from proxylint.formats.squid.reading import read_config
from proxylint.text import Decoder, Source, decode_bytes


@dataclass(frozen=True)
class Files:
    """`certain`: what is not here is known to be missing, as below a path map."""

    contents: Mapping[str, bytes] = field(default_factory=dict)
    certain: bool = True

    def read(self, path: str, beside: str, decode: Decoder) -> Source | Absent:
        if path in self.contents:
            return Source.of(path, self.contents[path], decode)
        return Absent(path, self.certain, f"{path} is not here")

    def glob(self, pattern: str, beside: str, decode: Decoder) -> Sequence[Source] | Absent:
        paths = sorted(path for path in self.contents if fnmatchcase(path, pattern))
        if not paths:
            return Absent(pattern, self.certain, f"{pattern} is not here")
        return [Source.of(path, self.contents[path], decode) for path in paths]


def config_of(text: str | bytes, version: int = 6, *, certain: bool = True, **files: str) -> Config:
    """Reads a configuration; `files` are named by their keyword, `_` for `/`."""
    data = text.encode("utf-8") if isinstance(text, str) else text
    contents = {name.replace("_", "/"): content.encode("utf-8") for name, content in files.items()}
    return read_config(Source.of("squid.conf", data, decode_bytes), Files(contents, certain), version)


def failures_of(text: str | bytes, version: int = 6, **files: str) -> list[str]:
    """The sentences alone; a port is added so that only the text in question can fail."""
    data = text.encode("utf-8") if isinstance(text, str) else text
    return [failure.text for failure in config_of(data + b"\nhttp_port 3128\n", version, **files).failures]
