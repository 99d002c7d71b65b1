"""What there is to read: a source and what is known of it beside its text, or the reason why it is refused."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path, PurePath
from typing import Any, Final

from graph.errors import DocumentError
from graph.model.text import Document


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of an article beside its text; None is "not known"."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: dt.date | None = None
    url: str | None = None
    language: str | None = None

    def over(self, other: Metadata) -> Metadata:
        """This metadata, completed by the other where it is silent.

        >>> Metadata(title="A").over(Metadata(title="B", author="C")).known()
        {'title': 'A', 'author': 'C'}
        """
        return dataclasses.replace(other, **self.known())

    def known(self) -> dict[str, Any]:
        """The fields that are known, by name."""
        fields = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        return {name: value for name, value in fields.items() if value is not None}


class Format(StrEnum):
    """How the text of one article is written in its bytes."""

    TEXT = "text"
    ROW = "row"  # the text of a row of a table: as it is, without front matter
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"
    RTF = "rtf"
    MAIL = "mail"


FORMAT_OF_SUFFIX: Final[dict[str, Format]] = {
    ".txt": Format.TEXT,
    ".md": Format.TEXT,
    "": Format.TEXT,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".pdf": Format.PDF,
    ".docx": Format.DOCX,
    ".odt": Format.ODT,
    ".rtf": Format.RTF,
    ".eml": Format.MAIL,
}


@dataclass(frozen=True, slots=True)
class Source:
    """One article to read: a file, a member of an archive, a row, a message, a page of the web.

    `name` is what the user sees ("news.zip/a/b.html", "mail.mbox#3"); `format` says which reader takes `content`,
    the bytes or the file that holds them; `metadata` goes before what the reader finds.
    """

    name: str
    format: str
    content: Path | bytes
    metadata: Metadata = field(default_factory=Metadata)

    @classmethod
    def of(cls, path: Path, metadata: Metadata | None = None) -> Source:
        """The source that a file is, by the ending of its name.

        >>> Source.of(Path("news/Letter.PDF")).format
        <Format.PDF: 'pdf'>
        """
        return cls(str(path), format_of(path.name), path, metadata or Metadata())


def format_of(name: str) -> str:
    """The format that the ending of a file's name promises; the ending itself where no reader knows it."""
    suffix = PurePath(name).suffix.lower()
    return FORMAT_OF_SUFFIX.get(suffix, suffix)


@dataclass(frozen=True, slots=True)
class Refused:
    """An input that is set aside before anything reads it, and why."""

    name: str
    error: DocumentError


Input = Document | Source | Refused
"""What a run takes in: a document at hand, something to read, or what is refused already."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of an input is taken before it is set aside.

    `max_bytes` holds for the text of one article, `file_bytes` for a file that carries it with other things (a PDF, a
    page); `members` and `total_bytes` for all that one archive unpacks to, whatever is nested in it, `depth` for
    containers in containers, `ratio` for how far a member may swell; the next for one download; `any_language` lets
    texts in other languages than English pass.
    """

    max_bytes: int = 1_000_000  # about 160,000 words, a long book: what a language pipeline parses in some 300 MB
    file_bytes: int = 50_000_000
    members: int = 1_000_000
    total_bytes: int = 20_000_000_000
    depth: int = 3
    ratio: int = 200
    download_bytes: int = 50_000_000
    download_seconds: int = 30
    redirects: int = 5
    any_language: bool = False
