"""Pages of the web to their main text, and what they say of themselves."""

from __future__ import annotations

import codecs
import contextlib
import functools
import re
from typing import Any

from graph.errors import DocumentError
from graph.metadata import one_line, parse_date
from graph.model import Limits, Metadata
from graph.read.found import Found, reading
from graph.read.text import decode_text

_DECLARED = re.compile(rb"""<(?:meta\b[^>]*?charset|\?xml\b[^>]*?encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_HEAD = 2048  # bytes in which a page declares its encoding
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_UNSAID = ["//template", "//del", "//s", "//strike"]  # what nobody is shown, and what is struck out
_DATES = {  # without the guesses that htmldate makes from the words of a page, and without the day of the reading
    "extensive_search": False,
    "original_date": True,
    "min_date": "1700-01-01",
    "max_date": "2200-01-01",
}


def read_html(content: bytes, name: str, limits: Limits) -> Found:
    """The main text of a page (trafilatura): without navigation, comments and advertisements.

    Title, author, day, address and the name of the site are those that the page declares.
    """
    import trafilatura

    page = _NOT_TEXT.sub(" ", _decode(content, name))
    with reading(name, "a web page"):
        found = trafilatura.bare_extraction(
            page,
            with_metadata=True,
            include_comments=False,
            prune_xpath=_UNSAID,
            date_extraction_params=_DATES,
            config=_config(),
        )
        text = str(found.text) if found and found.text else _all_text(page)
    if not text.strip():
        remedy = "save the page when it is shown in a browser"
        raise DocumentError(f"{name} holds no article: no text was found in the page", "a page with text", remedy)
    return Found(text, _metadata(found) if found else Metadata())


def _decode(content: bytes, name: str) -> str:
    """The page as text: UTF-8 where it is that, else in the encoding that it declares, else the best guess."""
    declared = _DECLARED.search(content[:_HEAD])
    with contextlib.suppress(UnicodeDecodeError):
        return content.decode("utf-8-sig")
    if declared and not content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        with contextlib.suppress(LookupError, UnicodeDecodeError):
            label = declared[1].decode().lower()
            return content.decode("cp1252" if label in ("iso-8859-1", "latin-1", "latin1", "ascii") else label)
    return decode_text(content, name)


def _all_text(page: str) -> str:
    """All the text of a page in which no main text was found: a fragment, or a page of few words."""
    import trafilatura

    return str(trafilatura.html2txt(f"<html><body>{page}</body></html>"))


def _metadata(found: Any) -> Metadata:
    return Metadata(
        title=one_line(found.title),
        author=one_line(found.author),
        publisher=one_line(found.sitename),
        published=parse_date(found.date) if found.date else None,
        url=one_line(found.url),
    )


@functools.cache
def _config() -> Any:
    """Trafilatura's settings, but for the size below which it would look again in all that a page holds."""
    from trafilatura.settings import use_config

    config = use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "1")
    return config
