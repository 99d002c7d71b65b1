"""From sources to documents, by a reader for each format; extractions to and from JSON lines."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from graph.errors import DocumentError
from graph.metadata import beside, parse_date
from graph.model import Document, Format, Limits, Metadata, Source
from graph.read.documents import document, empty
from graph.read.extractions import check_words, decode, document_of, encode, header_of, read_extractions
from graph.read.files import STDIN, bytes_of, name_of
from graph.read.found import Found
from graph.read.language import language_of
from graph.read.letterhead import letterhead
from graph.read.mail import read_mail
from graph.read.office import read_docx, read_odt, read_rtf
from graph.read.pdf import read_pdf
from graph.read.sniff import refuse_disguise
from graph.read.text import read_row, read_text
from graph.read.web import read_html

__all__ = [
    "STDIN",
    "Metadata",
    "check_words",
    "decode",
    "document",
    "document_of",
    "encode",
    "header_of",
    "name_of",
    "parse_date",
    "read",
    "read_extractions",
]

Reader = Callable[[bytes, str, Limits], Found]

READERS: Final[dict[str, Reader]] = {
    Format.TEXT: read_text,
    Format.ROW: read_row,
    Format.HTML: read_html,
    Format.PDF: read_pdf,
    Format.DOCX: read_docx,
    Format.ODT: read_odt,
    Format.RTF: read_rtf,
    Format.MAIL: read_mail,
}
ENGLISH = "en"
_PLAIN = (Format.TEXT, Format.ROW)  # whose bytes are all text


def read(source: Source, *, limits: Limits | None = None) -> Document:
    """The document in a source; DocumentError, with the reason, where there is none to work on.

    What the metadata of the source says goes before the sidecar file (`article.meta.yaml` or `article.meta.json`
    beside `article.txt`), and that before what the article says of itself. The text is what the reader gives,
    newlines and all, and nothing alters it later.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "note.txt"
    >>> _ = path.write_text("---\\ntitle: A note\\n---\\nThe mayor asked for the files.\\n")
    >>> found = read(Source.of(path))
    >>> found.title, found.text
    ('A note', 'The mayor asked for the files.\\n')
    """
    limits = limits or Limits()
    reader, content = _reader(source), _bytes(source, limits)
    if not content:
        raise empty(source.name)
    if source.format != Format.ROW:
        refuse_disguise(content, source.format, source.name)
    found = reader(content, source.name, limits)
    if len(found.text) > limits.max_bytes:
        raise _too_large(source.name, "characters of text", limits.max_bytes, "max_bytes")
    told = beside(source.content.with_suffix("")) if isinstance(source.content, Path) else Metadata()
    metadata = source.metadata.over(told.over(found.metadata.over(letterhead(found.text))))
    language = metadata.language or language_of(found.text) or ENGLISH
    if language.split("-")[0].lower() not in (ENGLISH, "eng", "english") and not limits.any_language:
        remedy = "read it all the same with --any-language"
        raise DocumentError(f"{source.name} is not in English (but in {language!r})", "a text in English", remedy)
    metadata = Metadata(language=language).over(metadata)
    return document(found.text, metadata=metadata, pages=found.pages, name=source.name)


def _reader(source: Source) -> Reader:
    try:
        return READERS[source.format]
    except KeyError as error:
        kinds = "text, HTML, PDF, DOCX, ODT, RTF or mail"
        found = f"{source.name} is of a kind that is not read"
        raise DocumentError(found, f"a file of {kinds}", "save it as plain text") from error


def _bytes(source: Source, limits: Limits) -> bytes:
    field = "max_bytes" if source.format in _PLAIN else "file_bytes"
    most = int(getattr(limits, field))
    content = source.content if isinstance(source.content, bytes) else bytes_of(source.content, most)
    if len(content) > most:
        raise _too_large(source.name, "bytes", most, field)
    return content


def _too_large(name: str, unit: str, most: int, field: str) -> DocumentError:
    option = "--max-bytes" if field == "max_bytes" else f"--limit {field}"
    remedy = f"split it into articles, or raise {option}"
    return DocumentError(f"{name} is too large", f"at most {most:,} {unit}", remedy)
