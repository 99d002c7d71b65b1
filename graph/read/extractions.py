"""Extractions to and from JSON lines, checked against their texts."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterator
from pathlib import Path

import msgspec

from graph.errors import DocumentError
from graph.model import Document, Extraction, Mention, Passage, Provenance, identify
from graph.read.files import name_of, open_file


def encode(extraction: Extraction) -> bytes:
    """The extraction as one line of JSON, without its newline; `decode` reads it back."""
    return msgspec.json.encode(extraction)


def decode(line: str | bytes, *, name: str = "the line") -> Extraction:
    """The extraction in a line of JSON, checked: its shape, its id, and all its words against its text."""
    try:
        extraction = _decoder().decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise DocumentError(f"{name} is no extraction: {error}", "a line of `askgraph extract`") from error
    document = extraction.document
    if document.id not in (identify(document.text), document.reprint().id):
        raise DocumentError(f"{name}: the id {document.id!r} is not that of the text", "an unaltered text")
    check_words(extraction, name=name)
    return extraction


def document_of(line: bytes) -> str:
    """The id of the document in a line that `encode` wrote, without reading the rest of it.

    >>> document_of(b'{"document":{"id":"1f0c","text":"No."},"mentions":[]}')
    '1f0c'
    """
    try:
        return msgspec.json.decode(line, type=_Line).document.id
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise DocumentError(f"a line is no extraction: {error}", "a line of `askgraph extract`") from error


def header_of(line: bytes) -> tuple[Document, Provenance]:
    """The document of a line that `encode` wrote, and who read it, without what was read."""
    try:
        header = msgspec.json.decode(line, type=_Header)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise DocumentError(f"a line is no extraction: {error}", "a line of `askgraph extract`") from error
    return header.document, header.provenance


class _Header(msgspec.Struct):
    document: Document
    provenance: Provenance


class _Named(msgspec.Struct):
    id: str


class _Line(msgspec.Struct):
    document: _Named


def check_words(extraction: Extraction, *, name: str = "the extraction") -> None:
    """Raises DocumentError where the words of a mention or passage are not those of the text at its place."""
    text = extraction.document.text
    for passage in _passages(extraction):
        words = text[passage.span.start : passage.span.end]
        if words != passage.text:
            place = f"{passage.span.start},{passage.span.end}"
            raise DocumentError(f"{name}: the text has {words[:40]!r} at {place}", f"{passage.text[:40]!r}", "mend it")


def read_extractions(path: Path) -> Iterator[Extraction]:
    """The extractions in a file of JSON lines (or on standard input for "-"); blank lines are passed over."""
    with open_file(path) as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield decode(line, name=f"line {number} of {name_of(path)}")


@functools.cache
def _decoder() -> msgspec.json.Decoder[Extraction]:
    return msgspec.json.Decoder(Extraction)


def _passages(node: object) -> Iterator[Passage | Mention]:
    """Every stretch of text in an extraction, wherever it stands."""
    if isinstance(node, Passage | Mention):
        yield node
    if isinstance(node, tuple):
        for part in node:
            yield from _passages(part)
    elif dataclasses.is_dataclass(node) and not isinstance(node, Document):
        for field in dataclasses.fields(node):
            yield from _passages(getattr(node, field.name))
