"""Files of office programs (DOCX, ODT, RTF) to the paragraphs in them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from graph.errors import DocumentError
from graph.guard import refuse_entities, swells
from graph.metadata import one_line
from graph.model import Limits, Metadata
from graph.read.found import Found, reading

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # a second form of the same words
_GONE = {_FALLBACK, f"{_WORD}moveFrom", f"{_WORD}del"}
_ESCAPED = re.compile(rb"\\[\\{}]")  # signs of the text of RTF that are no brackets of a group
_INFORMATION = re.compile(r"\{\\(title|author) ([^{}]*)\}")  # groups of RTF
_CODE_PAGE = re.compile(r"\\ansicpg\d+")  # of the letters that are given by their code
_HEAD = 1 << 16  # characters of an RTF file in which its information stands
# Groups of RTF without others in them that are hidden or struck out; where what follows is shown again, it stays.
_HIDDEN = re.compile(r"(?<!\\)\{(?=[^{}]*\\(?:v|deleted)(?![a-z0-9]))(?![^{}]*\\(?:v|deleted)0)[^{}]*+(?<!\\)\}")
_OFF = ("0", "false", "off")
_SIGNS = {f"{_WORD}tab": "\t", f"{_WORD}br": "\n", f"{_WORD}cr": "\n", f"{_WORD}noBreakHyphen": "-"}


def read_docx(content: bytes, name: str, limits: Limits) -> Found:
    """The paragraphs of a Word file in order, those in tables and text boxes too, but none that is hidden or deleted.

    Title and author are those of its properties. Headers, footers, notes and comments are left out, and so is the day
    on which the file was made, since that is not the day of what it says.
    """
    refuse_bomb(content, name, limits)
    import docx

    with reading(name, "a Word file"):
        document = docx.Document(io.BytesIO(content))
        properties = document.core_properties
        metadata = Metadata(title=one_line(properties.title), author=one_line(properties.author))
        text = "\n".join(_word_paragraphs(document.element.body))
    return Found(text, metadata)


def _word_paragraphs(body: Any) -> Iterator[str]:
    """The text of each paragraph; one inside another (a text box) comes after it."""
    pieces: dict[Any, list[str]] = {paragraph: [] for paragraph in body.iter(f"{_WORD}p")}
    for element in body.iter(f"{_WORD}t", *_SIGNS):
        ancestors = list(element.iterancestors())
        if not _GONE.isdisjoint(ancestor.tag for ancestor in ancestors) or _is_hidden(element.getparent()):
            continue
        paragraph = next((ancestor for ancestor in ancestors if ancestor in pieces), None)
        if paragraph is not None and element.getparent().tag != f"{_WORD}tabs":
            pieces[paragraph].append(_SIGNS.get(element.tag) or element.text or "")
    yield from map("".join, pieces.values())


def _is_hidden(run: Any) -> bool:
    """Whether Word shows the run to nobody."""
    mark = run.find(f"{_WORD}rPr/{_WORD}vanish")
    return mark is not None and mark.get(f"{_WORD}val") not in _OFF


def read_odt(content: bytes, name: str, limits: Limits) -> Found:
    """The paragraphs and headings of an OpenDocument text, without notes, comments and what was deleted.

    Title and author are those of its properties.
    """
    refuse_bomb(content, name, limits)
    import odfdo

    with reading(name, "an OpenDocument text"):
        document = odfdo.Document(io.BytesIO(content))
        author = document.meta.creator or document.meta.initial_creator
        metadata = Metadata(title=one_line(document.meta.title), author=one_line(author))
        for aside in document.body.xpath("//text:tracked-changes|//office:annotation|//text:note"):
            aside.delete()
        text = "\n".join(str(paragraph.inner_text) for paragraph in document.body.xpath("//text:p|//text:h"))
    return Found(text, metadata)


def read_rtf(content: bytes, name: str, limits: Limits) -> Found:
    """The text of an RTF file; title and author are those of its information."""
    from striprtf.striprtf import rtf_to_text

    if not content.lstrip().startswith(b"{\\rtf"):
        raise DocumentError(f"{name} is no RTF file", "one that begins with {\\rtf", "save it as RTF again")
    if _is_cut_short(content):
        raise DocumentError(f"{name} is cut short", "a whole file", "give another copy")
    with reading(name, "RTF"):
        source = content.decode("cp1252", "replace")
        begin = "".join((r"{\rtf1", *_CODE_PAGE.findall(source[:_HEAD])[:1]))
        told = {
            field: one_line(rtf_to_text(f"{begin} {value}}}", errors="replace"))
            for field, value in _INFORMATION.findall(source[:_HEAD])
        }
        metadata = Metadata(title=told.get("title"), author=told.get("author"))
        return Found(rtf_to_text(_HIDDEN.sub("", source), errors="replace"), metadata)


def _is_cut_short(content: bytes) -> bool:
    """Whether an RTF file ends within its groups; pictures in it may hold brackets of their own."""
    signs = _ESCAPED.sub(b"", content)
    return not signs.rstrip(b"\0\x1a \t\r\n").endswith(b"}") and signs.count(b"{") > signs.count(b"}")


# --------------------------------------------------------------------------------------------------
# What a packed file may do to its reader.


def refuse_bomb(content: bytes, name: str, limits: Limits) -> None:
    """DocumentError where the parts of a packed file swell too far, are encrypted, or define entities in their XML."""
    with reading(name, "a packed file"), zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = packed.infolist()
        if any(part.flag_bits & 1 for part in parts):
            raise DocumentError(f"{name} is encrypted", "a file that opens without a password", "save it without one")
        if sum(part.file_size for part in parts) > limits.file_bytes or any(
            swells(part.file_size, part.compress_size, limits) for part in parts
        ):
            found = f"{name} unpacks to more than a document does"
            raise DocumentError(found, f"at most {limits.file_bytes:,} bytes", "open it and save it again")
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                refuse_entities(packed.read(part), f"{name}: {part.filename}")
