"""From a Doc to drafts of requests: who asks whom for what, by which words, how firmly and through which channel."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Piece

from graph.extract import words
from graph.extract.draft import Draft
from graph.extract.enumerated import enumerated
from graph.extract.factuality import factuality
from graph.extract.found import Candidate
from graph.extract.host import medium_host
from graph.extract.imperatives import imperatives
from graph.extract.judge import Judge, Judgement, trained
from graph.extract.members import item_members, members, recipient_members
from graph.extract.mistagged import is_verb
from graph.extract.proposals import Proposal, proposals
from graph.extract.speech import in_quotation, in_speech
from graph.extract.syntax import VERBAL, ancestors, char_span, child, is_passive, pieces, trimmed
from graph.extract.tails import without_tail
from graph.model import ActType, Kind, MediumKind, Span

SPOKEN = frozenset({"n.time", "a.for", "m.should"})  # frames that ask only as somebody's words
_ANY = frozenset({"a", "an", "any", "no", "some"})
_BACK = frozenset({"it", "them", "these", "those"})
_NOT_ADDRESSED = frozenset({"i", "we", "one", "it", "people", "everyone", "everybody", "who", "someone"})
_RELATIVES = frozenset({"that", "which"})
_NOTHING = "nothing"  # "Nothing in the letter asks for names": the act is negated, and nobody's
_SPOKEN_CONFIDENCE = 0.7  # no gold marks them


def drafts(doc: Doc, *, judge: Judge | None = None) -> tuple[Draft, ...]:
    """Every request, and every question as a draft of kind `question`, in text order."""
    deciding = judge or trained()
    asking = [(proposal, held) for proposal in proposals(doc) if (held := _judged(proposal, deciding)).asks]
    speaking = {host.i for proposal, _ in asking if (host := _host(proposal.trigger)) is not None}
    text = doc.text  # once: it is put together from its tokens each time
    told = [_draft(proposal, held, text) for proposal, held in asking if proposal.trigger.i not in speaking]
    found = _continued(doc, told)
    known = [span for draft in found for span in (draft.trigger, *draft.item)]
    bidden = [draft for draft in imperatives(doc) if not any(span.contains(draft.trigger) for span in known)]
    written = [draft for draft in found if _is_by_writer(doc, draft)]
    found.extend([_of_request_before(doc, draft, written) for draft in bidden])
    return tuple(sorted(found, key=lambda draft: draft.trigger))


def _continued(doc: Doc, found: list[Draft]) -> list[Draft]:
    """The drafts, a participle that tells what a noun asks for tied to it: "sent demands to Elm, seeking files"."""
    at = {draft.trigger.start: draft for draft in found}
    return [_tied(draft, _noun_before(doc, draft, at)) for draft in found]


def _of_request_before(doc: Doc, bidden: Draft, written: list[Draft]) -> Draft:
    """The imperative as more of the request before it, where it only points back: "Please send them by May 5"."""
    verb = doc.char_span(bidden.trigger.start, bidden.trigger.end, alignment_mode="expand").root
    thing = child(verb, "dobj")
    back = thing is not None and thing.lower_ in _BACK and not in_quotation(verb)
    place = bisect_left(written, bidden.trigger, key=lambda one: one.trigger) if back else 0
    return replace(bidden, target=written[place - 1].trigger, item=()) if place else bidden


def _is_by_writer(doc: Doc, draft: Draft) -> bool:
    asking = (piece.text.lower() for piece in pieces(draft.requester, doc))
    return bool(draft.item) and any(word in {"i", "we"} for word in asking)


def _tied(draft: Draft, noun: Draft | None) -> Draft:
    return replace(draft, target=noun.trigger, recipient=noun.recipient) if noun else draft


def _noun_before(doc: Doc, draft: Draft, at: Mapping[int, Draft]) -> Draft | None:
    """The noun without an item of its own that a participle goes on from: the object of the verb that it hangs on."""
    verb = doc.char_span(draft.trigger.start, draft.trigger.end, alignment_mode="expand").root
    if verb.tag_ != "VBG" or verb.dep_ not in {"advcl", "acl"} or draft.recipient or not draft.item:
        return None
    sent = next((item for item in ancestors(verb) if item.pos_ in VERBAL), None)
    near = (child(sent, "dobj"), child(sent, "nsubjpass")) if sent is not None else ()
    noun = next((at[item.idx] for item in near if item is not None and item.i < verb.i and item.idx in at), None)
    same = noun is not None and (not draft.requester or draft.requester == noun.requester)
    return noun if noun is not None and same and noun.recipient and not noun.item else None


def _judged(proposal: Proposal, judge: Judge) -> Judgement:
    """The judge's word, except where the sense is one that no gold has: a question, or words spoken to somebody."""
    judgement = judge.judge(proposal)
    if proposal.sense.frame in SPOKEN:
        asks = proposal.by_rule and in_speech(proposal.trigger) and _is_addressed(proposal)
        return replace(judgement, asks=asks, fillers=proposal.chosen, probability=_SPOKEN_CONFIDENCE)
    if proposal.sense.kind is Kind.QUESTION:
        return replace(judgement, asks=proposal.by_rule, fillers=proposal.chosen, probability=1 - judgement.probability)
    return judgement


def _is_addressed(proposal: Proposal) -> bool:
    """Whether somebody in particular is told what to do: "the council", not "a council", "one" or "we"."""
    for one in proposal.chosen["recipient"]:
        determiners = {item.lower_ for item in one.head.lefts if item.dep_ == "det"}
        if determiners & _ANY or one.head.lower_ in _NOT_ADDRESSED:
            return False
    told = any(one.slot == "deed" and one.piece.start < proposal.trigger.i for one in proposal.chosen["item"])
    return proposal.sense.frame == "a.for" or bool(proposal.chosen["recipient"]) or (told and _is_to_be_done(proposal))


def _is_to_be_done(proposal: Proposal) -> bool:
    """Whether something is to be done to the subject of a modal: "the gate must be shut", not "prices should rise"."""
    return is_passive(proposal.trigger.head)


def _draft(proposal: Proposal, judgement: Judgement, text: str) -> Draft:
    trigger, sense, fillers = proposal.trigger, proposal.sense, judgement.fillers
    polarity, realis = factuality(trigger)
    items = fillers["item"]
    asked_for = _spans(
        without_tail(piece)
        for one in items
        if not _points_back_alone(one, trigger)
        for piece in item_members(one, trigger)
    )
    if asked_for:
        asked_for = (*asked_for[:-1], *(enumerated(text, asked_for[-1]) or asked_for[-1:]))
    return Draft(
        act=ActType.REQUEST,
        sense=sense.id,
        trigger=char_span(trigger.doc[trigger.i : trigger.i + 1]),
        sentence=char_span(trimmed(trigger.sent)),
        requester=_spans(
            piece for one in fillers["requester"] if one.head.lower_ != _NOTHING for piece in members(one)
        ),
        recipient=_spans(
            piece for one in fillers["recipient"] if not _is_listed(one, asked_for) for piece in recipient_members(one)
        ),
        item=asked_for,
        medium=_medium(trigger, fillers["requester"]),
        by_speaker=sense.frame in SPOKEN,
        force=sense.force,
        kind=sense.kind or _kind(items),
        polarity=polarity,
        realis=realis,
        confidence=round(judgement.probability, 3),
        why=tuple(_why(proposal, judgement)),
    )


def _points_back_alone(candidate: Candidate, trigger: Token) -> bool:
    """Whether a "that" before the trigger stands for words that the parser did not tie to it: it names nothing."""
    return candidate.piece.text.lower() in _RELATIVES and candidate.head.i < trigger.i


def _is_listed(candidate: Candidate, asked_for: tuple[Span, ...]) -> bool:
    """Whether a thing taken for somebody who is asked stands in the list of what is asked for."""
    start = candidate.piece.start_char
    return not words.is_agent(candidate.head) and any(span.start == start for span in asked_for)


def _spans(found: Iterator[Piece]) -> tuple[Span, ...]:
    return tuple(sorted({char_span(piece) for piece in found}))


def _kind(items: tuple[Candidate, ...]) -> Kind:
    return words.kind(items[0].head) if items else Kind.ACTION


def _medium(trigger: Token, requester: tuple[Candidate, ...]) -> tuple[MediumKind, Span] | None:
    """The channel that the construction itself names: a letter that asks, or the petition that the trigger is."""
    host = _host(trigger) if trigger.pos_ == "VERB" else None if is_verb(trigger) else trigger
    kind = words.medium(host) if host is not None else None
    if host is None or kind is None:
        return None
    kind = words.issued(kind, (one.head for one in requester))
    start = min([host.i, *(item.i for item in host.lefts if item.dep_ in {"amod", "compound"})])
    return kind, char_span(host.doc[start : host.i + 1])


def _host(trigger: Token) -> Token | None:
    return medium_host(trigger) if trigger.pos_ == "VERB" else None


def _why(proposal: Proposal, judgement: Judgement) -> Iterator[str]:
    """The trace: the sense and whether its needs are met, the slot of each filler, the features that decided."""
    sense = proposal.sense
    yield f"sense {sense.id}: frame {sense.frame}, {'needs met' if proposal.by_rule else 'by the judge alone'}"
    for role, found in judgement.fillers.items():
        yield from (f"{role}: {item.slot}" for item in found)
    yield from judgement.reasons
