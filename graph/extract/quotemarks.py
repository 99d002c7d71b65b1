"""Quotation marks to the stretches that they enclose, across paragraphs where a quotation goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from graph.model import Span

_MARKS = re.compile(r"[“”„«»\"\n]|''|``|‘‘|’’")
_OPENING = frozenset({"“", "„", "«", "``", "‘‘"})
_CLOSING = frozenset({"”", "»", "’’"})
_LONGEST = 4000  # characters; a mark without its fellow must not swallow an article


def quoted_spans(text: str) -> tuple[Span, ...]:
    """The stretches in double quotation marks, marks included.

    A mark that is not closed before its paragraph ends holds to the end of the paragraph where the
    next paragraph opens with another, as long quotations are set; else it encloses nothing.

    >>> [("He said “no” and “never.”")[span.start:span.end] for span in quoted_spans("He said “no” and “never.”")]
    ['“no”', '“never.”']
    """
    return tuple(_spans(text))


def _spans(text: str) -> Iterator[Span]:
    opened: int | None = None
    for found in _MARKS.finditer(text):
        mark = found.group()
        if mark == "\n":
            if opened is not None:
                if _goes_on(text, found.end()) and found.start() - opened < _LONGEST:
                    yield Span(opened, found.start())
                opened = None
        elif opened is None:
            if mark not in _CLOSING and _can_open(text, found):
                opened = found.start()
        elif mark not in _OPENING:
            if found.end() - opened < _LONGEST:
                yield Span(opened, found.end())
            opened = None


def _can_open(text: str, found: re.Match[str]) -> bool:
    """A straight mark opens where something follows it at once, and no digit stands before it (5'' or 5")."""
    if found.group() in _OPENING:
        return True
    after, before = text[found.end() : found.end() + 1], text[max(0, found.start() - 1) : found.start()]
    return bool(after) and not after.isspace() and not before.isalnum()


def _goes_on(text: str, index: int) -> bool:
    following = text[index : index + 200].lstrip()
    return following[:1] in {"“", '"', "„", "«"} or following[:2] in {"''", "``", "‘‘"}


def quoted_tokens(doc: Doc) -> frozenset[int]:
    """The tokens that lie within quotation marks."""
    found: list[int] = []
    for span in quoted_spans(doc.text):
        piece = doc.char_span(span.start, span.end, alignment_mode="contract")
        if piece is not None:
            found.extend(range(piece.start, piece.end))
    return frozenset(found)
