"""A draft to a frame: spans become mentions, and times, circumstances and whoever says so are put in."""

from __future__ import annotations

from collections.abc import Iterable

from graph.errors import FrameError
from graph.extract import circumstance, times
from graph.extract.agency import channel, is_agent
from graph.extract.draft import Draft
from graph.extract.quotation import Quotation, source_of
from graph.extract.reading import Reading
from graph.extract.voices import FIRST_PERSON, Voices, voices
from graph.model import (
    ActType,
    Anchor,
    AnchorKind,
    Attribution,
    Basis,
    EntityType,
    Frame,
    Medium,
    MediumKind,
    Mention,
    Passage,
    Realis,
    Span,
    When,
)


def frame_of(reading: Reading, draft: Draft) -> Frame:
    """The frame that a draft stands for; FrameError where its words lie outside its sentence."""
    if not draft.sentence.contains(draft.trigger):
        raise FrameError(f"the trigger at {draft.trigger.start} lies outside its sentence", "a trigger in its evidence")
    quotation = source_of(reading.quotations, draft.trigger)
    spoken = voices(reading, quotation)
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
        requester=_agents(reading, asking, spoken) or _asking(draft, spoken),
        recipient=_agents(reading, draft.recipient, spoken) or _asked(draft, spoken, reading),
        item=tuple(_thing(reading, span) for span in draft.item),
        on_behalf_of=_agents(reading, draft.on_behalf_of or around.on_behalf_of, spoken),
        medium=_medium(
            reading, draft.medium or _spoken_by(reading, draft) or around.medium or _medium_of(reading, quotation)
        ),
        time=made or _said_at(reading, quotation) or _written_on(reading, draft, quotation),
        deadline=due,
        legal_basis=_passage(reading, around.legal_basis),
        reason=_passage(reading, around.reason),
        condition=_passage(reading, draft.condition or around.condition),
        instrument=tuple(reading.passage(span) for span in draft.instrument),
        outcome=draft.outcome,
        target=draft.target,
        polarity=draft.polarity,
        realis=draft.realis,
        attribution=_attribution(reading, quotation, spoken),
        confidence=draft.confidence,
        why=draft.why,
    )


def _agents(reading: Reading, spans: Iterable[Span], spoken: Voices) -> tuple[Mention, ...]:
    found = (spoken.meant(reading.mention(span)) for span in spans)
    return tuple({mention.span: mention for mention in found}.values())


def _asking(draft: Draft, spoken: Voices) -> tuple[Mention, ...]:
    """An imperative, or "it is time to", is asked by whoever says it: not by the "it" of a sign."""
    speaker = spoken.speaker
    if speaker is None or (speaker.text.lower() == "it" and speaker.antecedent is None):
        return ()
    return (speaker,) if draft.by_speaker and not draft.requester else ()


def _asked(draft: Draft, spoken: Voices, reading: Reading) -> tuple[Mention, ...]:
    """What somebody wrote to somebody bids them: an imperative, "I ask that you", or "I request" of nobody else."""
    to_you = any(reading.passage(span).text.lower().startswith("that you ") for span in draft.item)
    bids = draft.by_speaker or to_you or (draft.act is ActType.REQUEST and _is_performed(reading, draft))
    return (spoken.addressee,) if spoken.addressee and bids else ()


def _is_performed(reading: Reading, draft: Draft) -> bool:
    """Whether the words themselves ask: "I request", "we ask"."""
    asking = (reading.passage(span).text.lower() for span in draft.requester)
    trigger = reading.doc.char_span(draft.trigger.start, draft.trigger.end)
    performed = trigger is not None and trigger.root.tag_ in {"VBP", "VB"} and draft.realis is Realis.ACTUAL
    return performed and any(word in FIRST_PERSON for word in asking)


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


def _written_on(reading: Reading, draft: Draft, quotation: Quotation | None) -> When | None:
    """The day of a letter, for what its writer asks in it: "I request"."""
    if quotation or reading.document.published is None or not _is_performed(reading, draft):
        return None
    anchor = Anchor(AnchorKind.PUBLICATION)
    return When(reading.passage(draft.trigger), reading.document.published, Basis.ASSUMED, anchor)


def _attribution(reading: Reading, quotation: Quotation | None, spoken: Voices) -> Attribution | None:
    if quotation is None or spoken.speaker is None:
        return None
    return Attribution(spoken.speaker, quotation.mode, _passage(reading, quotation.cue))
