"""From files to documents, and extractions to and from JSON lines."""

from __future__ import annotations

import codecs
import contextlib
import dataclasses
import datetime as dt
import functools
import hashlib
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from graph.errors import DocumentError
from graph.model import Document, Extraction, Mention, Passage

SUFFIXES = (".txt", ".md", "")
MAX_BYTES = 1_000_000  # about 160,000 words, a long book: what a language pipeline parses in some 300 MB
STDIN = Path("-")

_FRONT_MATTER_LIMIT = 64_000  # characters; a longer block between dashes is text, not metadata
_MARKS = {  # byte order marks, the longer before those that they begin with
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_NEVER_IN_TEXT = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of an article beside its text; None is "not known"."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: dt.date | None = None
    url: str | None = None

    def over(self, other: Metadata) -> Metadata:
        """This metadata, completed by the other where it is silent.

        >>> Metadata(title="A").over(Metadata(title="B", author="C"))
        Metadata(title='A', author='C', publisher=None, published=None, url=None)
        """
        known = {name: value for name, value in _fields(self).items() if value is not None}
        return dataclasses.replace(other, **known)


def read(path: Path, *, metadata: Metadata | None = None, max_bytes: int = MAX_BYTES) -> Document:
    """The document in a .txt or .md file, or on standard input for the path "-".

    What `metadata` says goes before the sidecar file (`article.meta.yaml` or `article.meta.json` beside
    `article.txt`), and that before the front matter. The text is kept as it was decoded, newlines and
    all; only a byte order mark and the front matter, with the blank lines after it, are cut.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "note.txt"
    >>> _ = path.write_text("---\\ntitle: A note\\n---\\nThe mayor asked for the files.\\n")
    >>> read(path).title, read(path).text
    ('A note', 'The mayor asked for the files.\\n')
    """
    text = _decode(_bytes_of(path, max_bytes), _name(path))
    found, text = _split_front_matter(text, path)
    for source in (_sidecar(path), metadata or Metadata()):
        found = source.over(found)
    return document(text, metadata=found, name=_name(path))


def document(text: str, *, metadata: Metadata | None = None, name: str = "the text") -> Document:
    """A document made of a text at hand; its id is the hash of the text.

    >>> document("The mayor asked for the files.").id
    'bd9388ec931ae432bffc'
    """
    if not text.strip():
        raise DocumentError(f"{name} is empty", "an article of at least one word", "give another file")
    return Document(id=identify(text), text=text, **_fields(metadata or Metadata()))


def identify(text: str) -> str:
    """The id of a document with this text: 20 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def encode(extraction: Extraction) -> bytes:
    """The extraction as one line of JSON, without its newline; `decode` reads it back."""
    return msgspec.json.encode(extraction)


def decode(line: str | bytes, *, name: str = "the line") -> Extraction:
    """The extraction in a line of JSON, checked: its shape, its id, and all its words against its text."""
    try:
        extraction = _decoder().decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise DocumentError(f"{name} is no extraction: {error}", "a line of `askgraph extract`") from error
    if extraction.document.id != identify(extraction.document.text):
        raise DocumentError(f"{name}: the id {extraction.document.id!r} is not that of the text", "an unaltered text")
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
    with _open(path) as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield decode(line, name=f"line {number} of {_name(path)}")


def _fields(metadata: Metadata) -> dict[str, Any]:
    return {field.name: getattr(metadata, field.name) for field in dataclasses.fields(metadata)}


def _name(path: Path) -> str:
    return "standard input" if path == STDIN else str(path)


# --------------------------------------------------------------------------------------------------
# Bytes, and the text in them.


def _bytes_of(path: Path, max_bytes: int) -> bytes:
    with _open(path) as file:
        if path.suffix.lower() not in SUFFIXES:
            kinds = " or ".join(SUFFIXES[:2])
            raise DocumentError(f"{path} is of a kind that is not read", f"a {kinds} file", "save it as plain text")
        content = file.read(max_bytes + 1)
    if len(content) > max_bytes:
        remedy = "split it into articles, or raise --max-bytes"
        raise DocumentError(f"{_name(path)} is too large", f"at most {max_bytes:,} bytes", remedy)
    if b"\x00" in content and not _unicode_mark(content):
        raise DocumentError(f"{_name(path)} is binary", "plain text", "save it as plain text in UTF-8")
    return content


@contextlib.contextmanager
def _open(path: Path) -> Iterator[BinaryIO]:
    try:
        with contextlib.nullcontext(sys.stdin.buffer) if path == STDIN else path.open("rb") as file:
            yield file
    except FileNotFoundError as error:
        raise DocumentError(f"{path} does not exist", "a file", "check the name") from error
    except IsADirectoryError as error:
        raise DocumentError(f"{path} is a folder", "a file", f"give its files: {path}/*.txt") from error
    except OSError as error:
        remedy = "check its permissions"
        raise DocumentError(f"{path} cannot be read ({error.strerror})", "a readable file", remedy) from error


def _unicode_mark(content: bytes) -> str | None:
    return next((encoding for mark, encoding in _MARKS.items() if content.startswith(mark)), None)


def _decode(content: bytes, name: str) -> str:
    """The text, by its byte order mark, else as UTF-8, else by the best guess of charset-normalizer."""
    try:
        text = content.decode(_unicode_mark(content) or "utf-8-sig")
    except UnicodeDecodeError:
        text = _guess(content, name)
    control = _NEVER_IN_TEXT.search(text)
    if control:
        found = f"{name} is binary (control character {control.group()!r} at {control.start()})"
        raise DocumentError(found, "plain text", "save it as plain text in UTF-8")
    return text


def _guess(content: bytes, name: str) -> str:
    from charset_normalizer import from_bytes  # only here: most files are UTF-8, and its tables load slowly

    guess = from_bytes(content).best()
    if guess is None:
        raise DocumentError(f"{name} is in no encoding that can be told", "UTF-8", "save it as plain text in UTF-8")
    return str(guess)


# --------------------------------------------------------------------------------------------------
# Metadata.


def _split_front_matter(text: str, path: Path) -> tuple[Metadata, str]:
    if not text.startswith("---"):
        return Metadata(), text
    import frontmatter

    name, handler = f"the front matter of {_name(path)}", frontmatter.YAMLHandler()
    try:
        block, rest = handler.split(text)
    except ValueError:  # dashes open the text and nothing closes them
        return Metadata(), text
    found = _yaml(block, name) if len(block) <= _FRONT_MATTER_LIMIT else None
    if not isinstance(found, Mapping):
        return Metadata(), text  # a rule of dashes, not front matter
    return _metadata(found, name), rest.lstrip("\r\n")


def _sidecar(path: Path) -> Metadata:
    """What a file named after the article says of it; YAML is read for both, since JSON is YAML."""
    for suffix in (".meta.yaml", ".meta.yml", ".meta.json"):
        sidecar = path.with_suffix(suffix)
        if path != STDIN and sidecar.is_file():
            return _read_sidecar(sidecar)
    return Metadata()


def _read_sidecar(path: Path) -> Metadata:
    with _open(path) as file:
        found = _yaml(_decode(file.read(_FRONT_MATTER_LIMIT), str(path)), str(path))
    if not isinstance(found, Mapping):
        raise _bad_metadata(str(path), "it holds no keys")
    return _metadata(found, str(path))


def _yaml(block: str, name: str) -> object:
    import yaml

    try:
        return yaml.safe_load(block)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise _bad_metadata(name, error) from error


def _metadata(found: Mapping[str, Any], name: str) -> Metadata:
    """The keys that Askgraph knows; others are left alone, since front matter is shared with other tools."""
    known = {field.name: found.get(field.name) for field in dataclasses.fields(Metadata)}
    published = known.pop("published")
    texts = {key: _one_line(value, key, name) for key, value in known.items()}
    return Metadata(**texts, published=None if published is None else parse_date(published, name))


def _one_line(value: object, key: str, name: str) -> str | None:
    if isinstance(value, list) and key == "author" and all(isinstance(part, str) for part in value):
        value = ", ".join(value)
    if not isinstance(value, str | int | float | dt.date | None):
        raise _bad_metadata(name, f"{key} is no text")
    return None if value is None else " ".join(str(value).split()) or None


def parse_date(value: object, name: str = "the date") -> dt.date:
    """The day that an ISO date or time names.

    >>> parse_date("2025-07-18T09:30:00Z")
    datetime.date(2025, 7, 18)
    """
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.datetime.fromisoformat(str(value).strip()).date()
    except ValueError as error:
        remedy = "write year, month and day"
        raise DocumentError(f"{name} gives the date {str(value)[:40]!r}", "a date like 2025-07-18", remedy) from error


def _bad_metadata(name: str, reason: object) -> DocumentError:
    first_line = " ".join(str(reason).split())[:160]
    return DocumentError(f"{name} cannot be read ({first_line})", "lines like `published: 2025-07-18`", "mend it")


# --------------------------------------------------------------------------------------------------
# Extractions.


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
