"""Times as the text gives them to the dates of acts: when made, when due, as of when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.model import AnchorKind, Basis, Deadline, Document, Frame, Realis, When
from graph.resolve.dates import shift
from graph.resolve.words import folded

Dated = tuple[dt.date | None, Basis | None]


@dataclass(frozen=True, slots=True)
class Timing:
    """The dates of the acts of one document."""

    document: Document
    frames: Mapping[str, Sequence[Frame]]
    made: Mapping[str, Dated]

    @classmethod
    def of(cls, document: Document, frames: Mapping[str, Sequence[Frame]]) -> Timing:
        """Dates that stand on their own first, then those that count from another act."""
        made = {act_id: _own_date(_told(group, document.published)) for act_id, group in frames.items()}
        for act_id, group in frames.items():
            if made[act_id][0] is None:
                made[act_id] = _from_event((f.time for f in group), frames, made)
        return cls(document, frames, made)

    def made_on(self, act_id: str) -> Dated:
        """The day of an act and what it rests on; (None, None) where the text does not say."""
        return self.made[act_id]

    def as_of(self, frames: Iterable[Frame]) -> Dated:
        """The day up to which an outcome holds: its own, else that of publication, by assumption."""
        day, basis = _own_date(_told(frames, self.document.published))
        if day is None and self.document.published:
            return self.document.published, Basis.ASSUMED
        return day, basis

    def deadline(self, act_id: str) -> Deadline | None:
        """The first deadline that the frames of an act give, dated where that can be done."""
        deadlines = [f.deadline for f in self.frames[act_id] if f.deadline]
        when = next((d for d in deadlines if d.date or d.offset), deadlines[0] if deadlines else None)
        if when is None:
            return None
        if when.date or when.offset is None:
            return Deadline(when.passage.text, when.date, when.basis, _anchor(when, self.document), when.passage)
        anchor, basis = self._counted_from(act_id, when)
        due = shift(anchor, when.offset) if anchor else None
        return Deadline(when.passage.text, due, basis if due else None, anchor, when.passage)

    def _counted_from(self, act_id: str, when: When) -> Dated:
        """The day that a relative deadline counts from: the event it names, else the request's, else publication."""
        if when.anchor and when.anchor.passage:
            event = _named_by(when.anchor.passage.text, self.frames, self.made)
            return (event, Basis.COMPUTED) if event else (None, None)
        made, _ = self.made[act_id]
        if made or (when.anchor and when.anchor.kind is AnchorKind.PUBLICATION):
            return made or self.document.published, Basis.COMPUTED
        return self.document.published, Basis.ASSUMED


def _told(frames: Iterable[Frame], published: dt.date | None) -> Iterator[When | None]:
    """The times of frames; what is told as done was not done after the day on which it was told."""
    for frame in frames:
        ahead = published and frame.time and frame.time.date and frame.time.date > published
        yield None if ahead and frame.realis is Realis.ACTUAL else frame.time


def _own_date(whens: Iterable[When | None]) -> Dated:
    dated = next((when for when in whens if when and when.date), None)
    return (dated.date, dated.basis or Basis.READ) if dated else (None, None)


def _from_event(
    whens: Iterable[When | None], frames: Mapping[str, Sequence[Frame]], made: Mapping[str, Dated]
) -> Dated:
    for when in whens:
        if when and when.offset and when.anchor and when.anchor.passage:
            event = _named_by(when.anchor.passage.text, frames, made)
            if event:
                return shift(event, when.offset), Basis.COMPUTED
    return None, None


def _named_by(words: str, frames: Mapping[str, Sequence[Frame]], made: Mapping[str, Dated]) -> dt.date | None:
    """The date of the last dated act whose medium or trigger the words name: "the order"."""
    noun = folded(words).split()[-1:]
    found = [
        made[act_id][0] for act_id, group in frames.items() if made[act_id][0] and noun and noun[0] in _nouns(group)
    ]
    return found[-1] if found else None


def _nouns(frames: Iterable[Frame]) -> set[str]:
    passages = [p.text for f in frames for p in (f.trigger, f.medium.passage if f.medium else None) if p]
    return {word for text in passages for word in folded(text).split()}


def _anchor(when: When, document: Document) -> dt.date | None:
    return document.published if when.anchor and when.anchor.kind is AnchorKind.PUBLICATION else None
