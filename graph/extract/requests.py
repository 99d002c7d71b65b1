"""From a Doc to drafts of requests: who asks whom for what, by which words, how firmly and through which channel."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Piece

from graph.extract import words
from graph.extract.candidates import Candidate, medium_host
from graph.extract.draft import Draft
from graph.extract.factuality import factuality
from graph.extract.members import item_members, members
from graph.extract.proposals import Proposal, proposals
from graph.extract.speech import in_speech
from graph.extract.syntax import char_span, trimmed
from graph.model import ActType, Kind, MediumKind, Span

_SPOKEN = frozenset({"n.time", "a.for", "m.should"})  # frames that ask only as somebody's words


def drafts(doc: Doc) -> tuple[Draft, ...]:
    """Every request, and every question as a draft of kind `question`, in text order."""
    asking = tuple(proposal for proposal in proposals(doc) if _asks(proposal))
    speaking = {host.i for proposal in asking if (host := _host(proposal.trigger)) is not None}
    return tuple(_draft(proposal) for proposal in asking if proposal.trigger.i not in speaking)


def _asks(proposal: Proposal) -> bool:
    if not proposal.by_rule:
        return False
    return proposal.sense.frame not in _SPOKEN or in_speech(proposal.trigger)


def _draft(proposal: Proposal) -> Draft:
    trigger, sense, chosen = proposal.trigger, proposal.sense, proposal.chosen
    polarity, realis = factuality(trigger)
    items = chosen["item"]
    return Draft(
        act=ActType.REQUEST,
        sense=sense.id,
        trigger=char_span(trigger.doc[trigger.i : trigger.i + 1]),
        sentence=char_span(trimmed(trigger.sent)),
        requester=_spans(piece for one in chosen["requester"] for piece in members(one)),
        recipient=_spans(piece for one in chosen["recipient"] for piece in members(one)),
        item=_spans(piece for one in items for piece in item_members(one, trigger)),
        medium=_medium(trigger),
        force=sense.force,
        kind=sense.kind or _kind(items),
        polarity=polarity,
        realis=realis,
        why=tuple(_why(proposal)),
    )


def _spans(found: Iterator[Piece]) -> tuple[Span, ...]:
    return tuple(sorted({char_span(piece) for piece in found}))


def _kind(items: tuple[Candidate, ...]) -> Kind:
    return words.kind(items[0].head) if items else Kind.ACTION


def _medium(trigger: Token) -> tuple[MediumKind, Span] | None:
    """The channel that the construction itself names: a letter that asks, or the petition that the trigger is."""
    host = _host(trigger) if trigger.pos_ == "VERB" else trigger
    kind = words.medium(host) if host is not None else None
    if host is None or kind is None:
        return None
    start = min([host.i, *(item.i for item in host.lefts if item.dep_ in {"amod", "compound"})])
    return kind, char_span(host.doc[start : host.i + 1])


def _host(trigger: Token) -> Token | None:
    return medium_host(trigger) if trigger.pos_ == "VERB" else None


def _why(proposal: Proposal) -> Iterator[str]:
    yield f"sense {proposal.sense.id}: frame {proposal.sense.frame}"
    for role, found in proposal.chosen.items():
        for item in found:
            yield f"{role}: {item.slot}"
