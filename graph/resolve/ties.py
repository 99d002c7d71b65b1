"""Acts of one document to the acts that they answer, back or follow up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.model import ActType, Force, Frame, Polarity, Realis
from graph.resolve.entities import Cast


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
    def of(cls, parties: Mapping[str, Party], cast: Cast) -> Ties:
        """Ties that a sentence states come first; else the sides of the two acts must meet."""
        owners = {i: cast.entities[i].owner for i in cast.entities}
        by_trigger = {f.trigger.span: i for i, p in parties.items() for f in p.frames}
        targets = {i: by_trigger.get(t) for i, p in parties.items() for f in p.frames if (t := f.target)}
        requests = {i: p for i, p in parties.items() if p.act is ActType.REQUEST}
        responds_to: dict[str, str] = {}
        backed_by: dict[str, tuple[str, ...]] = {}
        escalates: dict[str, str] = {}
        for act_id, party in parties.items():
            earlier = list(_before(act_id, parties, requests))
            if party.act is ActType.RESPONSE:
                found = targets.get(act_id) or next((i for i in earlier if _answers(party, requests[i], owners)), None)
                responds_to.update({act_id: found} if found else {})
            elif party.act is ActType.THREAT:
                found = targets.get(act_id) or next((i for i in earlier if _backs(party, requests[i], cast)), None)
                if found in requests and found:
                    backed_by[found] = (*backed_by.get(found, ()), act_id)
            elif party.happened:
                found = next((i for i in earlier if _follows_up(party, parties[i])), None)
                escalates.update({act_id: found} if found else {})
        return cls(responds_to, backed_by, escalates)


def _before(act_id: str, parties: Mapping[str, Party], requests: Mapping[str, Party]) -> Iterator[str]:
    """Requests that begin no later than the act's sentence ends, the nearest first."""
    end = parties[act_id].frames[0].evidence.span.end
    known = [i for i, p in requests.items() if i != act_id and p.frames[0].evidence.span.start < end]
    return iter(sorted(known, key=lambda i: _distance(parties[act_id], requests[i])))


def _distance(party: Party, request: Party) -> int:
    """Characters between the first frame of an act and the nearest frame of a request."""
    here = party.frames[0].trigger.span.start
    return min(abs(here - frame.trigger.span.start) for frame in request.frames)


def _answers(response: Party, request: Party, owners: Mapping[str, str | None]) -> bool:
    """Who answers was asked, and nobody else is said to have asked."""
    answering = {*response.recipient, *(owners.get(i) for i in response.recipient)}
    asked = {*request.recipient, *(owners.get(i) for i in request.recipient)}
    asking = set(response.requester)
    meets = bool((answering & asked) - {None})
    return request.happened and meets and (not asking or bool(asking & set(request.requester)))


def _backs(threat: Party, request: Party, cast: Cast) -> bool:
    """Who threatens, or says that somebody will act, is who asked; and nobody else is threatened."""
    sources = cast.ids(f.attribution.source for f in threat.frames if f.attribution)
    asking = {*request.requester, *(i for f in request.frames for i in cast.ids(f.on_behalf_of))}
    threatened = set(threat.recipient)
    return bool({*threat.requester, *sources} & asking) and (
        not threatened or not request.recipient or bool(threatened & set(request.recipient))
    )


def _follows_up(later: Party, earlier: Party) -> bool:
    """The same two sides again, with more force: a subpoena after a request, a lawsuit after a demand."""
    stronger = later.act is ActType.LEGAL_ACTION or later.force.rank > earlier.force.rank
    return (
        earlier.happened
        and stronger
        and bool(set(later.requester) & set(earlier.requester))
        and bool(set(later.recipient) & set(earlier.recipient))
    )
