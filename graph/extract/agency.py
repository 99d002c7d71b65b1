"""Who can ask: a draft's requester to an agent, a document that speaks for one, or neither."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.extract import tables, words
from graph.extract.draft import Draft
from graph.extract.mentions import covering
from graph.extract.reading import Reading
from graph.extract.syntax import NOMINAL
from graph.model import ActType, EntityType, MediumKind, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_AGENTS = frozenset(EntityType) - {EntityType.THING, EntityType.UNKNOWN}
_RELATIVES = frozenset({"that", "which", "this", "it"})


def can_be_asked_by(reading: Reading, draft: Draft) -> bool:
    """Whether somebody, or a document for somebody, makes the request; findings and worms cannot.

    Only words that things can be the subject of are asked about: "findings suggest", "worms require", but
    whatever urges or demands is somebody, known or not. A request whose requester is not stated passes.
    """
    if draft.act is not ActType.REQUEST or not draft.requester or _only_of_agents(draft):
        return True
    return any(is_agent(reading, span) or channel(reading, span) for span in draft.requester)


def says_what(reading: Reading, draft: Draft) -> bool:
    """Whether a noun tells of a request rather than only naming one, as "the order took effect" does."""
    head = _head(reading, draft.trigger)
    return head is None or head.pos_ in {"VERB", "AUX"} or bool(draft.item or draft.recipient or draft.requester)


def _only_of_agents(draft: Draft) -> bool:
    return draft.sense.partition(".")[0] not in tables.words("agency", "things_too", "words")


def is_agent(reading: Reading, span: Span) -> bool:
    """Whether the words name an agent, or refer to one; a pronoun that nothing resolves may."""
    known = covering(reading.mentions, span)
    if known and known.type in _AGENTS:
        return True
    head = _head(reading, span)
    if head is None:
        return False
    if head.pos_ == "PRON":
        return head.lower_ not in _RELATIVES and (known is None or known.type is not EntityType.THING)
    return words.is_agent(head)


def channel(reading: Reading, span: Span) -> MediumKind | None:
    """The channel that the words name: "the subpoena" that orders, "a letter" that asks."""
    head = _head(reading, span)
    kind = words.medium(head) if head is not None else None
    return None if kind is MediumKind.REPORT else kind


def _head(reading: Reading, span: Span) -> Token | None:
    piece = reading.doc.char_span(span.start, span.end, alignment_mode="expand")
    if piece is None or piece.root.pos_ != "DET":
        return piece.root if piece is not None else None
    return next((token for token in reversed(piece) if token.pos_ in NOMINAL), piece.root)  # parted by the parser
