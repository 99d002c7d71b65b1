"""Frames to acts: those that speak of the same doing are gathered, and acts are tied to one another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypedDict, TypeVar

from graph.model import (
    Act,
    ActType,
    Basis,
    EntityType,
    Extraction,
    Force,
    Frame,
    Item,
    Kind,
    LegalAction,
    Medium,
    Mention,
    Opposition,
    Outcome,
    Passage,
    Polarity,
    Realis,
    Request,
    Response,
    Span,
    Threat,
)
from graph.resolve.entities import Cast
from graph.resolve.ties import Party, Ties
from graph.resolve.timing import Timing
from graph.resolve.words import folded, label, likeness, points_back

T = TypeVar("T")

# Share of content words from which two items are taken for one.
SAME_ITEM = 0.6


@dataclass(slots=True)
class Gathering:
    """An act in the making: its frames, in text order, and the entities in its roles."""

    frames: list[Frame] = field(default_factory=list)
    requester: dict[str, None] = field(default_factory=dict)
    recipient: dict[str, None] = field(default_factory=dict)

    def take(self, frame: Frame, cast: Cast) -> None:
        """Add a frame that speaks of this act."""
        self.frames.append(frame)
        self.requester |= dict.fromkeys(cast.ids(frame.requester))
        self.recipient |= dict.fromkeys(cast.ids(frame.recipient))

    @property
    def act(self) -> ActType:
        """What is done."""
        return self.frames[0].act

    def is_called(self, frame: Frame) -> bool:
        """Whether this act goes by the word that a frame has for it: "the request" goes for any, "the subpoena" not."""
        word = folded(frame.trigger.text)
        names = [p.text for f in self.frames for p in (f.trigger, f.medium.passage if f.medium else None) if p]
        return word in ("request", "requests") or any(word in folded(name).split() for name in names)

    @property
    def items(self) -> list[Mention]:
        """What is asked for, in the words of every frame, words that only point back left out."""
        return [mention for frame in self.frames for mention in frame.item if not points_back(mention.text)]


def acts_of(extraction: Extraction, cast: Cast) -> tuple[Act, ...]:
    """The acts of a document, in text order of their first frames."""
    gatherings = _gather(sorted(extraction.frames, key=lambda f: f.trigger.span), cast)
    _ask_whoever_answers(gatherings)
    document = extraction.document
    named = {_id(document.id, g): g for g in gatherings}
    timing = Timing.of(document, {i: g.frames for i, g in named.items()})
    ties = Ties.of(
        {i: Party(tuple(g.frames), tuple(g.requester), tuple(g.recipient)) for i, g in named.items()},
        cast,
        document.text,
    )
    _share_sides(named, ties)
    return tuple(_act(i, g, cast, timing, ties, document.id) for i, g in named.items())


def _share_sides(named: Mapping[str, Gathering], ties: Ties) -> None:
    """An answer goes to whoever had asked, and a threat to whoever is asked, where its own words do not say."""
    for answer, request in ties.responds_to.items():
        named[answer].requester = named[answer].requester or dict(named[request].requester)
    for request, backing in ties.backed_by.items():
        for threat in backing:
            named[threat].recipient = named[threat].recipient or dict(named[request].recipient)


def _id(document_id: str, gathering: Gathering) -> str:
    first = gathering.frames[0].trigger.span
    return f"{document_id}#act={first.start},{first.end}"


def _gather(frames: Iterable[Frame], cast: Cast) -> list[Gathering]:
    gatherings: list[Gathering] = []
    for frame in frames:
        same = next((g for g in reversed(gatherings) if _goes_on(frame, g) or _speaks_of(frame, g, cast)), None)
        if same is None:
            same = next((g for g in reversed(gatherings) if _is_the_paper_of(frame, g, cast)), None)
        if same is None and _is_owned(frame):
            same = next((g for g in reversed(gatherings) if _asks_for_all(frame, g, cast)), None)
        if same is None and _is_received(frame):
            same = next((g for g in reversed(gatherings) if _is_put_to(frame, g, cast)), None)
        if same is None and _only_names_a_request(frame):
            same = next((g for g in reversed(gatherings) if g.act is ActType.REQUEST and g.is_called(frame)), None)
            if same is None:
                continue
        if same is None:
            same = Gathering()
            gatherings.append(same)
        same.take(frame, cast)
    return gatherings


def _goes_on(frame: Frame, gathering: Gathering) -> bool:
    """Whether a frame says for itself that it continues this act: "sent demands to two firms, seeking their files"."""
    continues = frame.act is ActType.REQUEST and frame.target is not None
    return continues and any(frame.target == other.trigger.span for other in gathering.frames)


def _only_names_a_request(frame: Frame) -> bool:
    """Whether a frame says no more than that there is a request: "The request is pending"."""
    return frame.act is ActType.REQUEST and not (frame.requester or frame.recipient or frame.item)


def _is_owned(frame: Frame) -> bool:
    """Whether a frame only names somebody's request: "its request was denied", "the mayor's request"."""
    owner = frame.requester[0].span if len(frame.requester) == 1 else None
    beside = owner is not None and frame.trigger.span.start > owner.start and frame.trigger.span.start - owner.end < 4
    return frame.act is ActType.REQUEST and beside and not frame.item and folded(frame.trigger.text) == "request"


def _is_received(frame: Frame) -> bool:
    """Whether a frame only says who has a request that is known: "the board will take up the request"."""
    before = frame.evidence.text[: frame.trigger.span.start - frame.evidence.span.start].split()
    pointed = points_back(" ".join([*before[-1:], frame.trigger.text]))
    return frame.act is ActType.REQUEST and pointed and bool(frame.recipient) and not (frame.requester or frame.item)


def _is_put_to(frame: Frame, gathering: Gathering, cast: Cast) -> bool:
    """Whether this act was asked of whom a frame names as having the request."""
    first = gathering.frames[0]
    same = (first.polarity, first.realis) == (frame.polarity, frame.realis) and first.kind is not Kind.QUESTION
    asked = set(cast.ids(frame.recipient)) & set(gathering.recipient)
    return gathering.act is ActType.REQUEST and same and bool(asked) and _dates_agree(frame, gathering)


def _asks_for_all(frame: Frame, gathering: Gathering, cast: Cast) -> bool:
    """Whether this act is what somebody's "request" names: one of theirs, with nothing in conflict."""
    first = gathering.frames[0]
    recipient = set(cast.ids(frame.recipient))
    return (
        gathering.act is ActType.REQUEST
        and first.kind is not Kind.QUESTION
        and (first.polarity, first.realis) == (frame.polarity, frame.realis)
        and set(cast.ids(frame.requester)) == set(gathering.requester)
        and (not recipient or not gathering.recipient or bool(recipient & set(gathering.recipient)))
        and _dates_agree(frame, gathering)
    )


def _is_the_paper_of(frame: Frame, gathering: Gathering, cast: Cast) -> bool:
    """Whether a frame tells what a paper asks for that this act has sent: "a subpoena … The subpoena orders"."""
    if frame.act is not ActType.REQUEST or gathering.act is not frame.act or frame.requester or not frame.medium:
        return False
    word = folded(frame.medium.passage.text).split()[-1]
    named = any(word in folded(f.trigger.text).split() for f in gathering.frames)
    recipient = set(cast.ids(frame.recipient))
    return named and not gathering.items and (not recipient or bool(recipient & set(gathering.recipient)))


def _speaks_of(frame: Frame, gathering: Gathering, cast: Cast) -> bool:
    """Whether the frame tells of this act: same doer, nothing in conflict, a tie in what is asked."""
    first = gathering.frames[0]
    requester, recipient = set(cast.ids(frame.requester)), set(cast.ids(frame.recipient))
    return (
        frame.act is first.act
        and frame.act in (ActType.REQUEST, ActType.LEGAL_ACTION)
        and (frame.polarity, frame.realis) == (first.polarity, first.realis)
        and bool(requester & set(gathering.requester))
        and (not recipient or not gathering.recipient or bool(recipient & set(gathering.recipient)))
        and _dates_agree(frame, gathering)
        and _items_agree(frame, gathering, addressed=bool(recipient & set(gathering.recipient)))
    )


def _dates_agree(frame: Frame, gathering: Gathering) -> bool:
    dates = {f.time.date for f in (*gathering.frames, frame) if f.time and f.time.date}
    return len(dates) < 2


def _items_agree(frame: Frame, gathering: Gathering, *, addressed: bool) -> bool:
    """Same words, or words that point back; with nothing said of the item, the same addressee must do."""
    if Kind.QUESTION in (frame.kind, gathering.frames[0].kind) and frame.kind is not gathering.frames[0].kind:
        return False
    if not frame.item:
        return addressed and frame.force is gathering.frames[0].force
    if all(points_back(mention.text) for mention in frame.item):
        return True
    return any(likeness(a.text, b.text) >= SAME_ITEM for a in frame.item for b in gathering.items)


def _ask_whoever_answers(gatherings: list[Gathering]) -> None:
    """A request without a recipient gets it from the response in whose sentence it stands, and the other way round."""
    by_trigger = {f.trigger.span: g for g in gatherings for f in g.frames}
    for response in gatherings:
        target = response.frames[0].target
        if response.act is ActType.RESPONSE and target in by_trigger:
            request = by_trigger[target]
            request.recipient = request.recipient or dict(response.recipient)
            response.requester = response.requester or dict(request.requester)


def _items(document_id: str, mentions: Iterable[Mention]) -> tuple[Item, ...]:
    """Items by their words, each with every passage that names it."""
    found: dict[str, Item] = {}
    for mention in mentions:
        here, words = Passage(mention.span, mention.text), label(mention.text)
        item = found.get(folded(words)) or _item(document_id, mention.span, words)
        found[folded(words)] = Item(item.id, item.label, (*item.passages, here))
    return tuple(found.values())


def _item(document_id: str, span: Span, words: str) -> Item:
    return Item(f"{document_id}#item={span.start},{span.end}", words, ())


class _Shared(TypedDict):
    """The fields that every act has."""

    id: str
    frames: tuple[Frame, ...]
    requester: tuple[str, ...]
    recipient: tuple[str, ...]
    item: tuple[Item, ...]
    on_behalf_of: tuple[str, ...]
    medium: Medium | None
    made_on: dt.date | None
    made_on_basis: Basis | None
    polarity: Polarity
    realis: Realis
    attributed_to: tuple[str, ...]
    confidence: float


def _act(act_id: str, gathering: Gathering, cast: Cast, timing: Timing, ties: Ties, document_id: str) -> Act:
    shared = _shared(act_id, gathering, cast, timing, document_id)
    frames = shared["frames"]
    match gathering.act:
        case ActType.REQUEST:
            return _request(shared, timing, ties)
        case ActType.RESPONSE:
            as_of, basis = timing.as_of(frames)
            outcome = _first(f.outcome for f in frames) or Outcome.ACKNOWLEDGED
            return Response(
                **shared, outcome=outcome, responds_to=ties.responds_to.get(act_id), as_of=as_of, as_of_basis=basis
            )
        case ActType.THREAT:
            instruments = [Mention(p.span, p.text, EntityType.THING) for f in frames for p in f.instrument]
            return Threat(
                **shared, instrument=_items(document_id, instruments), condition=_first(f.condition for f in frames)
            )
        case ActType.LEGAL_ACTION:
            return LegalAction(**shared, escalates=ties.escalates.get(act_id))
        case ActType.OPPOSITION:
            return Opposition(**shared)


def _shared(act_id: str, gathering: Gathering, cast: Cast, timing: Timing, document_id: str) -> _Shared:
    frames = tuple(gathering.frames)
    made_on, made_on_basis = timing.made_on(act_id)
    return _Shared(
        id=act_id,
        frames=frames,
        requester=tuple(gathering.requester),
        recipient=tuple(gathering.recipient),
        item=_items(document_id, gathering.items or [m for f in frames for m in f.item]),
        on_behalf_of=cast.ids(m for f in frames for m in f.on_behalf_of),
        medium=_first(f.medium for f in frames),
        made_on=made_on,
        made_on_basis=made_on_basis,
        polarity=frames[0].polarity,
        realis=frames[0].realis,
        attributed_to=cast.ids(f.attribution.source for f in frames if f.attribution),
        confidence=max(f.confidence for f in frames),
    )


def _request(shared: _Shared, timing: Timing, ties: Ties) -> Request:
    frames = shared["frames"]
    return Request(
        **shared,
        kind=_first(f.kind for f in frames if f.kind is not Kind.ACTION) or Kind.ACTION,
        force=max((f.force for f in frames if f.force), key=lambda force: force.rank, default=Force.REQUEST),
        deadline=timing.deadline(shared["id"]),
        legal_basis=_first(f.legal_basis for f in frames),
        reason=_first(f.reason for f in frames),
        condition=_first(f.condition for f in frames),
        backed_by=ties.backed_by.get(shared["id"], ()),
        escalates=ties.escalates.get(shared["id"]),
    )


def _first(values: Iterable[T | None]) -> T | None:
    return next((value for value in values if value is not None), None)
