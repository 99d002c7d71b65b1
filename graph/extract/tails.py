"""From what is asked for to the same without what its end only tells with it: a clause set off, a deadline, a law."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as Piece
from spacy.tokens import Token

from graph.extract import tables, words
from graph.extract.speech import in_quotation
from graph.extract.syntax import VERBAL, ancestors, trimmed

_RELATIVES = frozenset({"WP", "WDT", "WP$"})
_TIMES = frozenset({"DATE", "TIME"})
_WITHIN = frozenset({"by", "within", "than", "before"})
_WHY = frozenset({"after", "following", "because", "since", "as", "amid", "though", "although"})
_ANSWERS = frozenset({"answer", "reply", "response"})
_FROM = frozenset({"after", "following", "from", "of", "once"})
_KNOWN = frozenset({"the", "same", "those", "these"})
_CLOSING = frozenset("\"”'’")
_SINGLE = frozenset("'‘’")
_SET_OFF = frozenset(",?!")
_SPEAKER = 6  # words between the mark that closes a quotation and the verb of "the clerk of the town wrote"
_LONGEST = 4  # tails that may follow one another: "the logs by May 1 under the act, which ..."


def without_tail(piece: Piece) -> Piece:
    """The piece up to where its last words tell of something else; its head always stays.

    "The logs of the plant by Monday, which it had promised" asks for "the logs of the plant".
    """
    piece = _within_quotation(piece)
    for _ in range(_LONGEST):
        cut = next(_tails(piece), None)
        if cut is None:
            return piece
        piece = trimmed(piece.doc[piece.start : cut])
    return piece


def _within_quotation(piece: Piece) -> Piece:
    """The piece up to the mark that closes a quotation, where who wrote it follows: "the logs", she wrote."""
    marks = (token for token in piece if token.text in _CLOSING and token.i > piece.start)
    end = next((mark.i for mark in marks if _ends_quotation(mark, piece)), None)
    return piece if end is None else trimmed(piece.doc[piece.start : end])


def _ends_quotation(mark: Token, piece: Piece) -> bool:
    """Whether a mark and a comma close a quotation that the piece began in, or one that a speaker follows."""
    doc, start = mark.doc, mark.i + 1
    start += start < piece.end and doc[start].text == ","
    if not {doc[mark.i - 1].text, doc[start - 1].text} & _SET_OFF:
        return False
    return _begins_within(piece, mark) or _is_said(doc[start : piece.end])


def _begins_within(piece: Piece, mark: Token) -> bool:
    """Whether a quotation that the mark may close was open where a piece begins."""
    if mark.text in _SINGLE:
        return piece.sent[0].text in _SINGLE and piece.sent.start < piece.start
    return in_quotation(piece[0])


def _is_said(after: Piece) -> bool:
    """Whether words begin with a speaker and a verb of saying, or these the other way round."""
    for token in after[:_SPEAKER]:
        if token.pos_ in VERBAL:
            return token.lemma_.lower() in tables.words("cues", "verbs", "say")
        if token.is_punct or token.pos_ in {"CCONJ", "SCONJ"}:
            return False
    return False


def _tails(piece: Piece) -> Iterator[int]:
    """Where a tail begins that reaches to the end of the piece."""
    for token in piece:
        begin = _begin(token, piece) if token.i > piece.root.i else None
        if begin is not None and begin > piece.root.i:
            yield begin


def _begin(token: Token, piece: Piece) -> int | None:
    before = token.nbor(-1)
    if token.tag_ in _RELATIVES and token.lower_ != "that":
        comma = before if before.text == "," else before.nbor(-1) if before.i > piece.start else before
        clause = next((item for item in ancestors(token) if item.dep_ == "relcl"), None)
        set_off = comma.text == "," and clause is not None and clause.head.i < comma.i
        return comma.i if clause is not None and set_off and _ends(clause, piece) else None
    if token.lower_ in _WHY and token.dep_ in {"mark", "prep"} and (comma := _comma_before(token)) is not None:
        return comma if _ends(token.head if token.dep_ == "mark" else token, piece) else None
    if token.dep_ == "appos" and token.lemma_.lower() in _summing_up() and _ends(token, piece):
        comma = token.left_edge.nbor(-1) if token.left_edge.i > piece.start else token
        return comma.i if comma.text == "," and token.left_edge.lower_ in {"a", "an"} else None
    if token.tag_ == "VBG" and before.text == ",":
        return before.i if token.lower_ in tables.table("circumstance")["reason"]["after_comma"] else None
    if token.dep_ == "npadvmod" and token.ent_type_ in _TIMES and _ends(token, piece) and _is_comment(piece):
        return int(token.left_edge.i)
    asides = (_is_deadline, _is_law, _is_day_of_comment, _is_day_of_asking, _is_silence)
    if token.dep_ == "prep" and _ends(token, piece) and any(is_aside(token) for is_aside in asides):
        return _opening(token)
    if token.dep_ == "prep" and _is_deadline(token) and _ends_with_event(token, piece):
        return _opening(token)
    return None


def _summing_up() -> frozenset[str]:
    """Nouns that say what was just told was, as a whole: "to shut the gate, a step that would take a year"."""
    return tables.words("circumstance", "summary", "nouns")


def _comma_before(word: Token) -> int | None:
    """The comma before a word that opens what had happened, past a span of time: ", after", ", two days after"."""
    measured = next(
        (item for item in (*word.lefts, *word.head.lefts) if item.dep_ == "npadvmod" and item.i < word.i), word
    )
    first = measured.left_edge.i if measured.right_edge.i == word.i - 1 else word.i
    return first - 1 if first > word.sent.start and word.doc[first - 1].text == "," else None


def _ends(token: Token, piece: Piece) -> bool:
    """Whether all that follows in the piece belongs to a token."""
    return bool(token.right_edge.i >= piece.end - 1)


def _is_deadline(preposition: Token) -> bool:
    return preposition.lower_ in _WITHIN and any(
        item.dep_ == "pobj" and item.ent_type_ in _TIMES for item in preposition.children
    )


def _is_comment(piece: Piece) -> bool:
    return words.kind(piece.root) == "comment"


def _is_day_of_comment(preposition: Token) -> bool:
    """ "A request for comment on Friday": the day is that of the request; a meeting on Friday would be asked for."""
    return words.kind(preposition.head) == "comment" and any(
        item.dep_ == "pobj" and item.ent_type_ in _TIMES for item in preposition.children
    )


def _ends_with_event(preposition: Token, piece: Piece) -> bool:
    """Whether what a deadline counts from ends the piece, though hung elsewhere: "within ten days after it fails"."""
    place = preposition.right_edge.i + 1
    event = piece.doc[place] if place < piece.end else None
    if event is None or event.lower_ not in _FROM or event.dep_ not in {"mark", "prep"}:
        return False
    return _ends(event.head if event.dep_ == "mark" else event, piece)


def _is_day_of_asking(preposition: Token) -> bool:
    """ "Asked for the same reports in December": papers that are known have no day but that of the asking.

    "All reports in December" may be those of December.
    """
    papers = preposition.head
    known = any(item.lower_ in _KNOWN for item in papers.lefts)
    days = [item for item in preposition.children if item.dep_ == "pobj" and item.ent_type_ == "DATE"]
    named = any(item.text[0].isupper() for item in days)
    return preposition.lower_ in {"in", "on"} and words.kind(papers) == "documents" and known and named


def _is_silence(preposition: Token) -> bool:
    """ "Asked for access three times without a reply": what came of it."""
    return preposition.lower_ == "without" and any(item.lemma_ in _ANSWERS for item in preposition.children)


def _is_law(preposition: Token) -> bool:
    nouns = tables.table("circumstance")["legal"]["nouns"]
    return preposition.lower_ in {"under", "pursuant"} and any(
        item.lemma_.lower() in nouns for item in preposition.subtree if item.dep_ == "pobj"
    )


def _opening(preposition: Token) -> int:
    """The first word of what a preposition opens: "no" of "no later than"."""
    return int(preposition.head.left_edge.i if preposition.lower_ == "than" else preposition.i)
