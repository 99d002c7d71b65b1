"""Drafts: what the finders of frames propose, as spans of the text, before mentions and times are put in."""

from __future__ import annotations

from dataclasses import dataclass

from graph.model import ActType, Force, Kind, MediumKind, Outcome, Polarity, Realis, Span


@dataclass(frozen=True, slots=True)
class Draft:
    """A frame in the making: roles are character spans, in text order, one a conjunct.

    `by_speaker` says that whoever speaks these words makes the request (an imperative, "it is time to").
    `target` is the trigger of the draft that this one answers, backs or continues; `why` is the trace
    shown by `--explain`.
    """

    act: ActType
    sense: str
    trigger: Span
    sentence: Span
    requester: tuple[Span, ...] = ()
    recipient: tuple[Span, ...] = ()
    item: tuple[Span, ...] = ()
    on_behalf_of: tuple[Span, ...] = ()
    medium: tuple[MediumKind, Span] | None = None
    instrument: tuple[Span, ...] = ()
    condition: Span | None = None
    by_speaker: bool = False
    force: Force | None = None
    kind: Kind | None = None
    outcome: Outcome | None = None
    target: Span | None = None
    polarity: Polarity = Polarity.AFFIRMED
    realis: Realis = Realis.ACTUAL
    confidence: float = 1.0
    why: tuple[str, ...] = ()
