"""What a page of the web is, by the type that its server gives."""

from __future__ import annotations

import codecs
from email.message import Message
from typing import Final

# The ending of a file of each type; a type that is not here is not read.
ENDINGS: Final[dict[str, str]] = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "message/rfc822": ".eml",
    "application/mbox": ".mbox",
    "application/rss+xml": ".rss",
    "application/x-rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/jsonl": ".jsonl",
    "application/x-ndjson": ".jsonl",
    "application/zip": ".zip",
    "application/x-tar": ".tar",
    "application/warc": ".warc",
}

_TEXTS = (".html", ".txt", ".md")


def ending_of(content_type: str) -> str | None:
    """The ending of a file of a type.

    >>> ending_of("text/html; charset=utf-8"), ending_of("image/png")
    ('.html', None)
    """
    return ENDINGS.get(_parsed(content_type).get_content_type())


def in_utf8(content: bytes, content_type: str) -> bytes:
    """A text or page in UTF-8, with a mark that says so, where its server names another encoding that fits.

    >>> in_utf8("Café".encode("cp1252"), "text/html; charset=windows-1252").decode("utf-8-sig")
    'Café'
    """
    charset = _parsed(content_type).get_content_charset()
    if not charset or ending_of(content_type) not in _TEXTS:
        return content
    try:
        return (
            codecs.BOM_UTF8
            + content.decode("cp1252" if charset == "iso-8859-1" else charset).removeprefix("\ufeff").encode()
        )
    except (LookupError, UnicodeError):
        return content


def _parsed(content_type: str) -> Message:
    message = Message()
    message["Content-Type"] = content_type
    return message
