"""A draft to a frame: spans become mentions, and times, circumstances and whoever says so are put in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graph.errors import FrameError
from graph.extract import circumstance, times
from graph.extract.agency import channel, is_agent
from graph.extract.draft import Draft
from graph.extract.mentions import covering
from graph.extract.quotation import Quotation, source_of
from graph.extract.reading import Reading
from graph.model import Attribution, EntityType, Frame, Medium, MediumKind, Mention, Passage, Span, When

_FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our", "mine", "ours", "myself", "ourselves"})


def frame_of(reading: Reading, draft: Draft) -> Frame:
    """The frame that a draft stands for; FrameError where its words lie outside its sentence."""
    if not draft.sentence.contains(draft.trigger):
        raise FrameError(f"the trigger at {draft.trigger.start} lies outside its sentence", "a trigger in its evidence")
    quotation = source_of(reading.quotations, draft.trigger)
    speaker = _speaker(reading, quotation)
    asking = [span for span in draft.requester if is_agent(reading, span) or not channel(reading, span)]
    around = circumstance.circumstances(reading.doc, draft)
    made, due = times.of(reading.doc, draft, reading.whens)
    return Frame(
        act=draft.act,
        trigger=reading.passage(draft.trigger),
        evidence=reading.passage(reading.whole(draft.sentence)),
        sense=draft.sense,
        force=draft.force,
        kind=draft.kind,
        requester=_agents(reading, asking, speaker) or _asking(draft, speaker),
        recipient=_agents(reading, draft.recipient, speaker),
        item=tuple(_thing(reading, span) for span in draft.item),
        on_behalf_of=_agents(reading, draft.on_behalf_of or around.on_behalf_of, speaker),
        medium=_medium(
            reading, draft.medium or _spoken_by(reading, draft) or around.medium or _medium_of(reading, quotation)
        ),
        time=made or _said_at(reading, quotation),
        deadline=due,
        legal_basis=_passage(reading, around.legal_basis),
        reason=_passage(reading, around.reason),
        condition=_passage(reading, draft.condition or around.condition),
        instrument=tuple(reading.passage(span) for span in draft.instrument),
        outcome=draft.outcome,
        target=draft.target,
        polarity=draft.polarity,
        realis=draft.realis,
        attribution=_attribution(reading, quotation, speaker),
        confidence=draft.confidence,
        why=draft.why,
    )


def _speaker(reading: Reading, quotation: Quotation | None) -> Mention | None:
    return _agent(reading, quotation.source) if quotation and quotation.source else None


def _agent(reading: Reading, span: Span) -> Mention:
    """The mention that a role's words stand for; words that nothing else knows stand for themselves."""
    known = covering(reading.mentions, span)
    return known or Mention(span, reading.passage(span).text, EntityType.UNKNOWN)


def _agents(reading: Reading, spans: Iterable[Span], speaker: Mention | None) -> tuple[Mention, ...]:
    found = (_agent(reading, span) for span in spans)
    return tuple({mention.span: _spoken_for(mention, speaker) for mention in found}.values())


def _spoken_for(mention: Mention, speaker: Mention | None) -> Mention:
    """ "I" and "we" inside somebody's words are the one who says them."""
    if speaker and mention.text.lower() in _FIRST_PERSON and mention.span != speaker.span:
        return replace(mention, antecedent=speaker.span, type=speaker.type)
    return mention


def _asking(draft: Draft, speaker: Mention | None) -> tuple[Mention, ...]:
    """An imperative, or "it is time to", is asked by whoever says it."""
    return (speaker,) if speaker and draft.by_speaker and not draft.requester else ()


def _thing(reading: Reading, span: Span) -> Mention:
    return Mention(span, reading.passage(span).text, EntityType.THING)


def _passage(reading: Reading, span: Span | None) -> Passage | None:
    return reading.passage(span) if span else None


def _medium(reading: Reading, medium: tuple[MediumKind, Span] | None) -> Medium | None:
    return Medium(medium[0], reading.passage(medium[1])) if medium else None


def _spoken_by(reading: Reading, draft: Draft) -> tuple[MediumKind, Span] | None:
    """The document that asks for somebody, where the sentence has it do so: "the subpoena orders the firm to"."""
    found = ((kind, span) for span in draft.requester if (kind := channel(reading, span)))
    return next((one for one in found if not is_agent(reading, one[1])), None)


def _medium_of(reading: Reading, quotation: Quotation | None) -> tuple[MediumKind, Span] | None:
    return circumstance.medium_near(reading.doc, quotation.cue) if quotation and quotation.cue else None


def _said_at(reading: Reading, quotation: Quotation | None) -> When | None:
    return times.near(reading.doc, quotation.cue, reading.whens) if quotation and quotation.cue else None


def _attribution(reading: Reading, quotation: Quotation | None, speaker: Mention | None) -> Attribution | None:
    if quotation is None or speaker is None:
        return None
    return Attribution(speaker, quotation.mode, _passage(reading, quotation.cue))
