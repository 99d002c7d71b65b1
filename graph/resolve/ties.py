"""Acts of one document to the acts that they answer, back or follow up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from graph.model import ActType, Force, Frame, Kind, Outcome, Polarity, Realis
from graph.resolve.entities import Cast
from graph.resolve.words import folded

_NOT_GRANTED = frozenset({Outcome.REFUSED, Outcome.NO_RESPONSE})
_POINTING = frozenset({"the", "that", "this"})
_WRITER, _GETTING = frozenset({"i", "we"}), frozenset({"hear", "receive", "get"})
_READER = frozenset({"you", "your"})
_TOLD = frozenset({Kind.COMMENT, Kind.INFORMATION, Kind.QUESTION})
"""What is given in words."""


@dataclass(frozen=True, slots=True)
class Party:
    """An act before it is built: its frames, in text order, and the entities on its two sides."""

    frames: tuple[Frame, ...]
    requester: tuple[str, ...]
    recipient: tuple[str, ...]

    @property
    def act(self) -> ActType:
        """What is done."""
        return self.frames[0].act

    @property
    def force(self) -> Force:
        """The strongest force of its frames."""
        return max((f.force for f in self.frames if f.force), key=lambda force: force.rank, default=Force.REQUEST)

    @property
    def happened(self) -> bool:
        """Whether the text says that it was done."""
        return self.frames[0].polarity is Polarity.AFFIRMED and self.frames[0].realis is Realis.ACTUAL


@dataclass(frozen=True, slots=True)
class Ties:
    """By id of an act: the request it answers, the acts that back it, the earlier act that it follows up."""

    responds_to: Mapping[str, str]
    backed_by: Mapping[str, tuple[str, ...]]
    escalates: Mapping[str, str]

    @classmethod
    def of(cls, parties: Mapping[str, Party], cast: Cast, text: str) -> Ties:
        """Ties that a sentence states come first; else the sides of the two acts must meet.

        `text` is the document's: what has no side of its own belongs to what its paragraph has just told.
        """
        finder = _Finder(parties, cast, text)
        responds_to: dict[str, str] = {}
        backed_by: dict[str, tuple[str, ...]] = {}
        escalates: dict[str, str] = {}
        granted: set[str] = set()
        for act_id, party in parties.items():
            if party.act is ActType.RESPONSE and (asked := finder.answered(act_id, granted)):
                responds_to[act_id] = asked
                granted |= {asked} if party.frames[0].outcome is Outcome.COMPLIED else set()
            elif party.act is ActType.THREAT:
                backed_by |= {asked: (*backed_by.get(asked, ()), act_id) for asked in finder.backed(act_id)}
            elif party.happened and (earlier := finder.followed_up(act_id)):
                escalates[act_id] = earlier
        return cls(responds_to, backed_by, escalates)


class _Finder:
    """The requests of a document, and which of them another act answers, backs or follows up."""

    def __init__(self, parties: Mapping[str, Party], cast: Cast, text: str) -> None:
        self.parties, self.cast, self.text = parties, cast, text
        self.requests = {i: p for i, p in parties.items() if p.act is ActType.REQUEST}
        self.by_trigger = {f.trigger.span: i for i, p in self.requests.items() for f in p.frames}

    def answered(self, act_id: str, granted: AbstractSet[str]) -> str | None:
        """The request that a response answers: of those that the paragraph has told, one that was not yet granted."""
        response = self.parties[act_id]
        near = [i for i in self._before(act_id) if self.requests[i].happened and _fits(response, self.requests[i])]
        met = (i for i in _called_so(response, near, self.requests) if self._meets(response, self.requests[i]))
        granted = granted if response.frames[0].outcome in _NOT_GRANTED else frozenset()
        told = (
            i
            for i in near
            if i not in granted and self._has_just_told(i, response) and self._leaves_open(response, self.requests[i])
        )
        return self._stated(response) or next(met, None) or next(told, None)

    def backed(self, act_id: str) -> tuple[str, ...]:
        """The request that a threat backs; every request of a letter where that is what its reader must answer."""
        threat, before = self.parties[act_id], self._before(act_id)
        pressed = sorted((i for i in before if self._presses(threat, i)), key=lambda i: not self.requests[i].happened)
        first = self._stated(threat) or next(iter(pressed), None)
        if first is None or not _is_of_the_reader(threat):
            return (first,) if first else ()
        asked = self.requests[first]
        same = (i for i in pressed if _are_of_one_letter(self.requests[i], asked))
        return tuple(dict.fromkeys((first, *(i for i in same if self.requests[i].happened))))

    def followed_up(self, act_id: str) -> str | None:
        """The earlier request that a request or a legal action follows up."""
        later = self.parties[act_id]
        return next((i for i in self._before(act_id) if _follows_up(later, self.requests[i])), None)

    def _stated(self, party: Party) -> str | None:
        return next((self.by_trigger[f.target] for f in party.frames if f.target in self.by_trigger), None)

    def _before(self, act_id: str) -> list[str]:
        """Requests that begin no later than the act's sentence ends, the nearest first."""
        party = self.parties[act_id]
        end = party.frames[0].evidence.span.end
        known = [i for i, p in self.requests.items() if i != act_id and p.frames[0].evidence.span.start < end]
        return sorted(known, key=lambda i: _distance(party, self.requests[i]))

    def _meets(self, response: Party, request: Party) -> bool:
        """Who answers was asked, and nobody else is said to have asked."""
        asking = set(response.requester)
        meets = bool(self._sides(response.recipient) & self._sides(request.recipient))
        return meets and (not asking or bool(asking & set(request.requester)))

    def _leaves_open(self, response: Party, request: Party) -> bool:
        """Nothing on either side speaks against it: "It was granted in part"."""
        known = {i for i in response.recipient if self.cast.entities[i].named}
        asking = set(response.requester)
        open_side = not known or not request.recipient
        return (
            open_side and not known & set(request.requester) and (not asking or bool(asking & set(request.requester)))
        )

    def _has_just_told(self, request_id: str, response: Party) -> bool:
        """Whether the paragraph of a response tells of the request before it."""
        here = response.frames[0].trigger.span.start
        return any(
            frame.trigger.span.start < here and "\n" not in self.text[frame.trigger.span.end : here]
            for frame in self.requests[request_id].frames
        )

    def _presses(self, threat: Party, request_id: str) -> bool:
        """Who threatens, or says that somebody will act, is who asked; and nobody else is threatened."""
        request = self.requests[request_id]
        sources = self.cast.ids(f.attribution.source for f in threat.frames if f.attribution)
        asking = {*request.requester, *(i for f in request.frames for i in self.cast.ids(f.on_behalf_of))}
        threatened = set(threat.recipient)
        same = self._bodies({*threat.requester, *sources}) & self._bodies(asking)
        return bool(same) and (not threatened or not request.recipient or bool(threatened & set(request.recipient)))

    def _sides(self, ids: Iterable[str]) -> set[str]:
        """Entities with whoever they belong to."""
        found = set(ids)
        return found | {owner for i in found if (owner := self.cast.entities[i].owner)}

    def _bodies(self, ids: Iterable[str]) -> set[str]:
        """Entities, whoever they belong to, and the bodies whose offices they hold, by their labels."""
        entities = [self.cast.entities[i] for i in self._sides(ids)]
        held = [post.organization for entity in entities for post in entity.posts if post.organization]
        return {folded(name) for name in (*(entity.label for entity in entities), *held)}


def _is_of_the_reader(threat: Party) -> bool:
    """Whether a threat hangs on what "you" do, or "I" get: "if I do not hear from you by May 1, I will appeal"."""
    conditions = (set(folded(frame.condition.text).split()) for frame in threat.frames if frame.condition)
    return any(words & _READER or (words & _WRITER and words & _GETTING) for words in conditions)


def _called_so(response: Party, near: list[str], requests: Mapping[str, Party]) -> list[str]:
    """The requests, first those that go by the word behind the response: "rejected the demand", who demanded."""
    frame = response.frames[0]
    behind = folded(frame.evidence.text[frame.trigger.span.end - frame.evidence.span.start :]).split()[:2]
    name = behind[1] if len(behind) > 1 and behind[0] in _POINTING else None

    def is_other(request_id: str) -> bool:
        triggers = (folded(frame.trigger.text) for frame in requests[request_id].frames)
        return name is None or not any(trigger.startswith(name) for trigger in triggers)

    return sorted(near, key=is_other)


def _are_of_one_letter(one: Party, other: Party) -> bool:
    """Whether two requests are made by the letter that tells of them, or have one addressee."""
    return (_is_performed(one) and _is_performed(other)) or one.recipient == other.recipient


def _is_performed(request: Party) -> bool:
    """Whether the words themselves ask, on the day of the letter: "I request"."""
    return any(frame.time is not None and frame.time.passage.span == frame.trigger.span for frame in request.frames)


def _distance(party: Party, request: Party) -> int:
    """Characters between the first frame of an act and the nearest frame of a request."""
    here = party.frames[0].trigger.span.start
    return min(abs(here - frame.trigger.span.start) for frame in request.frames)


def _fits(response: Party, request: Party) -> bool:
    """Whether an answer can be one to such a request: "declined to comment" says nothing of what should be done."""
    of_the_press = any(frame.kind is Kind.COMMENT for frame in response.frames)
    return not of_the_press or any(frame.kind in _TOLD for frame in request.frames)


def _follows_up(later: Party, earlier: Party) -> bool:
    """The same two sides again, with more force: a subpoena after a request, a lawsuit after a demand."""
    stronger = later.act is ActType.LEGAL_ACTION or later.force.rank > earlier.force.rank
    return (
        earlier.happened
        and stronger
        and bool(set(later.requester) & set(earlier.requester))
        and bool(set(later.recipient) & set(earlier.recipient))
    )
