"""PDF files to the text in their text layer, paragraphs put together again from lines, and where each page begins."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graph.errors import DocumentError
from graph.metadata import one_line
from graph.model import Limits, Metadata
from graph.read.found import Found, reading

_HYPHENS = frozenset("\x02\ufffe")  # PDFium's signs for a hyphen that ended a line
_LINE_ENDS = frozenset("\r\n")
_UNMAPPED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
_BROKEN_WORD = re.compile("[\x02\ufffe](?=[a-z])")
_INDENT = 40  # points; lines that begin nearer than that stand in one column
_LOOSE = 1.4  # times the usual distance of two lines: where there is more, a paragraph ends


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its words, where it begins and ends, how wide its first word and a space are, and its foot."""

    text: str
    left: float
    right: float
    first_word: float
    foot: float
    space: float


def read_pdf(content: bytes, name: str, limits: Limits) -> Found:
    """The text of a PDF. A line that is full goes on in the next, as a reader sees it; pages are set apart.

    Its title and author are those of its document information. When it was made is not kept, since that is the day
    of the file, not of what it says.
    """
    import pypdfium2

    with reading(name, "a PDF"):
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            raise _unopened(name, error) from error
        try:
            pages = list(_pages(document, name, limits))
            about = document.get_metadata_dict(skip_empty=True)
        finally:
            document.close()
    text, starts = join_pages(pages)
    if not text.strip():
        remedy = "recognise its letters (OCR) first, as `ocrmypdf` does"
        raise DocumentError(f"{name} has no text layer: its pages are pictures", "a PDF with text", remedy)
    return Found(text, Metadata(title=one_line(about.get("Title")), author=one_line(about.get("Author"))), starts)


def _unopened(name: str, error: Exception) -> DocumentError:
    from pypdfium2 import raw

    if getattr(error, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
        return DocumentError(f"{name} is encrypted", "a PDF that opens without a password", "save it without one")
    return DocumentError(f"{name} is no PDF, or a damaged one", "a whole PDF", "give another copy")


def _pages(document: Any, name: str, limits: Limits) -> Iterator[str]:
    length = 0
    for page in document:
        textpage = page.get_textpage()
        yield (text := paragraphs(tuple(_lines(textpage))))
        textpage.close()
        page.close()
        length += len(text)
        if length > limits.max_bytes:
            remedy = "split it, or raise --max-bytes"
            raise DocumentError(f"{name} is too large", f"at most {limits.max_bytes:,} characters of text", remedy)


def _lines(textpage: Any) -> Iterator[Line]:
    from pypdfium2 import raw

    signs = [chr(raw.FPDFText_GetUnicode(textpage, index)) for index in range(textpage.count_chars())]
    start = 0
    for index, sign in enumerate([*signs, "\n"]):
        if sign in _LINE_ENDS or sign in _HYPHENS:
            end = index + (sign in _HYPHENS)
            if "".join(signs[start:end]).strip():
                yield _line(textpage, signs, start, end)
            start = index + 1


def _line(textpage: Any, signs: list[str], start: int, end: int) -> Line:
    shown = [index for index in range(start, end) if not signs[index].isspace()]
    first, last = shown[0], shown[-1]
    space = next((index for index in range(first, end) if signs[index].isspace()), last + 1)
    left, foot, _, head = textpage.get_charbox(first, loose=True)
    word_right = textpage.get_charbox(max(first, space - 1), loose=True)[2]
    line_right = textpage.get_charbox(last, loose=True)[2]
    return Line(_whole("".join(signs[first : last + 1])), left, line_right, word_right - left, foot, (head - foot) / 4)


def _whole(text: str) -> str:
    """The text with halves of characters put together, and without signs that stand for none; hyphens stay."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    kept = "\x02" if whole[-1:] in _HYPHENS else ""
    return _UNMAPPED.sub("", whole) + kept


def paragraphs(lines: tuple[Line, ...]) -> str:
    """The lines of a page as paragraphs: a line that is full goes on in the next.

    >>> full, last = Line("the plans of", 10, 90, 20, 700, 3), Line("the bridge.", 10, 60, 20, 686, 3)
    >>> paragraphs((full, last, Line("Nobody knew.", 10, 60, 25, 672, 3)))
    'the plans of the bridge.\\nNobody knew.'
    """
    if not lines:
        return ""
    margins, usual = _margins(lines), _usual_distance(lines)
    pieces = []
    for line, following in itertools.pairwise(lines):
        full = line.right + line.space + following.first_word > margins[_column(line)]
        apart = not 0 < line.foot - following.foot <= usual * _LOOSE
        pieces.append(line.text + ("" if line.text[-1:] == "\x02" else "\n" if apart or not full else " "))
    joined = "".join([*pieces, lines[-1].text])
    return _BROKEN_WORD.sub("", joined).replace("\x02", "-")


def _margins(lines: tuple[Line, ...]) -> dict[int, float]:
    """Where the lines of each column end at the right; its neighbours count, since a paragraph may begin indented."""
    ends: dict[int, float] = {}
    for line in lines:
        for column in (_column(line) - 1, _column(line), _column(line) + 1):
            ends[column] = max(line.right, ends.get(column, line.right))
    return ends


def _column(line: Line) -> int:
    return int(line.left // _INDENT)


def _usual_distance(lines: tuple[Line, ...]) -> float:
    distances = sorted(line.foot - following.foot for line, following in itertools.pairwise(lines))
    below = [distance for distance in distances if distance > 0]
    return below[len(below) // 4] if below else 0.0


def join_pages(pages: list[str]) -> tuple[str, tuple[int, ...]]:
    """The text of all pages and the offset of each; a sentence that crosses to the next page stays one.

    >>> join_pages(["The clerk asked for the", "plans.", "Nobody knew."])
    ('The clerk asked for the plans.\\n\\nNobody knew.', (0, 24, 32))
    """
    text, starts = "", []
    parts: list[str] = []
    length = 0
    for page in pages:
        goes_on = bool(text) and page[:1].islower() and text[-1].isalpha()
        separator = " " if goes_on else "\n\n" if text and page else ""
        parts.append(separator + page)
        length += len(separator)
        starts.append(length)
        length += len(page)
        text = page or text
    return "".join(parts), tuple(starts)
