"""Bytes to what they are, whatever the name of their file says."""

from __future__ import annotations

from typing import Final

from graph.errors import DocumentError
from graph.model import Format

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURES: Final[tuple[tuple[bytes, str, frozenset[str]], ...]] = (
    (b"%PDF-", "a PDF", frozenset({Format.PDF})),
    (b"PK\x03\x04", "a ZIP archive or an office file", frozenset({Format.DOCX, Format.ODT})),
    (b"{\\rtf", "RTF", frozenset({Format.RTF})),
    (b"<!doctype html", "a web page", frozenset({Format.HTML})),
    (b"<html", "a web page", frozenset({Format.HTML})),
    (b"\x89PNG\r\n", "a PNG picture", frozenset()),
    (b"\xff\xd8\xff", "a JPEG picture", frozenset()),
    (b"GIF8", "a GIF picture", frozenset()),
    (b"\x1f\x8b\x08", "gzip data", frozenset()),
    (b"BZh9", "bzip2 data", frozenset()),
    (b"\xfd7zXZ", "xz data", frozenset()),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", frozenset()),
    (b"Rar!\x1a", "a RAR archive", frozenset()),
    (b"\x7fELF", "a program", frozenset()),
    (b"SQLite format 3\x00", "a database", frozenset()),
)


def refuse_disguise(content: bytes, promised: str, name: str) -> None:
    """DocumentError where the bytes are plainly of another kind than the name of the file promises."""
    if content.startswith(_OLE):
        raise _office_before_2007(content, name)
    begin = content[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    for signature, kind, formats in _SIGNATURES:
        if begin[: len(signature)].lower() == signature.lower() and promised not in formats:
            raise DocumentError(f"{name} holds {kind}", f"a file as its name says ({promised})", "rename it")


def _office_before_2007(content: bytes, name: str) -> DocumentError:
    """Office programs put an encrypted file into the container that older ones used for all files."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return DocumentError(f"{name} is encrypted", "a file that opens without a password", "save it without one")
    return DocumentError(f"{name} is of an old kind of office file", "DOCX, ODT or PDF", "save it as one of them")
