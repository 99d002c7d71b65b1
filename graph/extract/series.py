"""Names in a row to where each ends: "Elm Drug, Oak Medical and Ash Labs" are three, whatever was taken for one."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Piece

from graph.extract import tables

_LONGEST = 8  # words of a name in a row
_INSIDE = frozenset({"of", "for", "on"})  # in the name of one body: "the Department of Health, Social Care and Sport"
_SHORTEST = 2  # words of a name that is no mere surname


def joins_names(token: Token) -> bool:
    """Whether an "and" ends a row of names with commas, so that no name goes across it.

    >>> import spacy
    >>> doc = spacy.blank("en")("to Elm Drug, Oak Medical and Ash Labs")
    >>> joins_names(doc[6]), joins_names(doc[3])
    (True, False)
    """
    doc, place = token.doc, token.i
    if token.lower_ != "and" or place + 1 >= len(doc) or not _is_capital(doc[place + 1]) or _is_of_firm(doc[place + 1]):
        return False
    comma = _before_name(doc, place)
    if place - comma < _SHORTEST or comma <= 0 or doc[comma].text != "," or not _is_capital(doc[comma - 1]):
        return False
    return _is_row(doc, comma, place) and not _is_within_one_body(doc, comma)


def _is_row(doc: Doc, comma: int, last: int) -> bool:
    """Whether names of several words stand around the last comma of a row: "Ash, Oak and Elm" may be one firm."""
    before = comma - _before_name(doc, comma) > _SHORTEST
    if last - comma - (doc[last - 1].text == ",") > _SHORTEST:
        after = all(_is_capital(item) for item in doc[last + 1 : last + 1 + _SHORTEST])
        return before or after or doc[comma].ent_iob_ == "I"
    one = doc[last].ent_iob_ == "I" and doc[comma].ent_iob_ != "I"  # "In Elm County, Ash and Oak Law said"
    return before and not one


def _is_of_firm(token: Token) -> bool:
    """Whether a word after "and" ends the name of a firm: "Ash, Oak and Company"."""
    return token.lower_ in tables.words("organizations", "firms")


def parts(piece: Piece) -> Iterator[Piece]:
    """The names of a row, or the piece itself where it is none."""
    doc = piece.doc
    last = next((token.i for token in piece[1:] if joins_names(token)), None)
    if last is None:
        yield piece
        return
    cuts = [last]
    while (comma := _before_name(doc, cuts[0])) > piece.start and doc[comma].text == ",":
        cuts.insert(0, comma)
    for start, end in zip((piece.start, *(cut + 1 for cut in cuts)), (*cuts, piece.end), strict=True):
        if start < end:
            yield doc[start:end]


def _before_name(doc: Doc, end: int) -> int:
    """The place before the capitalised words that end at a place, a comma before "and" passed over."""
    place = end - 2 if doc[end - 1].text == "," and doc[end].lower_ == "and" else end - 1
    while place > 0 and end - place <= _LONGEST and _is_capital(doc[place]):
        place -= 1
    return place


def _is_capital(token: Token) -> bool:
    return bool(token.is_alpha and token.text[0].isupper())


def _is_within_one_body(doc: Doc, comma: int) -> bool:
    """Whether a comma stands inside one name that tells what a body is of."""
    for token in reversed(doc[max(0, comma - _LONGEST) : comma]):
        if token.lower_ in _INSIDE:
            return bool(doc[comma].ent_iob_ == "I")
        if not _is_capital(token) and token.text != ",":
            return False
    return False
