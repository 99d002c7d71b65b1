"""Legal actions and opposition: from a Doc and its requests to drafts of who sues, appeals or protests against whom."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from graph.extract import exchange
from graph.extract.draft import Draft
from graph.extract.exchange import Match
from graph.model import ActType, Polarity, Realis


def drafts(doc: Doc, requests: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """Every legal action and every act of opposition, in text order.

    The requester brings it or opposes, the recipient is against whom; what it is about is the item.
    """
    found = exchange.matches(doc, "legal", requests)
    return tuple(_draft(match, requests) for match in found if not match.has("item") and not _is_threat(match))


def _is_threat(match: Match) -> bool:
    """Whether it would be done on a condition: that is for `pressure` to tell."""
    return match.realis is not Realis.ACTUAL and match.has("when.if", "when.unless")


def _draft(match: Match, requests: tuple[Draft, ...]) -> Draft:
    move = exchange.draft(match, match.row.act or ActType.LEGAL_ACTION)
    own = tuple(span for span in move.item if span not in move.recipient)
    move = replace(move, item=own)
    request = exchange.nearest(requests, move)
    if request is None or move.act is not ActType.LEGAL_ACTION or move.polarity is Polarity.NEGATED:
        return move
    return replace(move, target=request.trigger, why=(*move.why, f"continues the request at {request.trigger.start}"))
