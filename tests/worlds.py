"""Random small worlds for the laws: accounts in which everything that a field may hold comes up, hostile text too."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from graph import ontology
from graph.describe import describe, describe_identity
from graph.model import (
    Account,
    Act,
    ActType,
    Attribution,
    Basis,
    Deadline,
    Document,
    Entity,
    EntityType,
    Force,
    Frame,
    Holding,
    Identity,
    Item,
    Kind,
    LegalAction,
    Medium,
    MediumKind,
    Mention,
    Opposition,
    Outcome,
    Passage,
    Polarity,
    Provenance,
    QuotationMode,
    Realis,
    Request,
    Response,
    Span,
    Threat,
    When,
)
from graph.store import Memory

LABELS = ("Ada", "Ben", 'the "Harbor"\nCommission', "=1+1", "<b>Ço\\rp</b>", "\u202eevil\x07")
DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2026, 2, 28))
BASES = st.sampled_from(Basis)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=24, max_size=60)
CONFIDENCES = st.integers(0, 10_000).map(lambda number: number / 10_000)


def some_of(ids: Sequence[str]) -> st.SearchStrategy[tuple[str, ...]]:
    """At most two of these."""
    return st.lists(st.sampled_from(ids), max_size=2, unique=True).map(tuple) if ids else st.just(())


@st.composite
def passages(draw: st.DrawFn, document: Document) -> Passage:
    start = draw(st.integers(0, len(document.text) - 2))
    end = draw(st.integers(start + 1, min(start + 9, len(document.text))))
    return Passage(Span(start, end), document.text[start:end])


@st.composite
def documents(draw: st.DrawFn) -> Document:
    text = draw(TEXT)
    words = st.none() | st.sampled_from(LABELS)
    return Document(
        id=hashlib.sha256(text.encode()).hexdigest()[:20],
        text=text,
        title=draw(words),
        author=draw(words),
        publisher=draw(words),
        published=draw(st.none() | DAYS),
        url=draw(words),
    )


def mention(passage: Passage, sort: EntityType) -> Mention:
    return Mention(passage.span, passage.text, sort)


@st.composite
def entities(draw: st.DrawFn, document: Document) -> tuple[Entity, ...]:
    first = draw(st.lists(passages(document), min_size=1, max_size=4, unique=True))
    ids = [f"{document.id}#agent={p.span.start},{p.span.end}" for p in first]
    sort = draw(st.sampled_from(EntityType))
    again = st.lists(passages(document).map(lambda passage: mention(passage, sort)), max_size=2)
    return tuple(
        Entity(
            id=entity_id,
            label=draw(st.sampled_from(LABELS)),
            type=sort,
            named=draw(st.booleans()),
            mentions=(mention(here, sort), *draw(again)),
            posts=tuple(draw(st.lists(holdings(document), max_size=2))),
            owner=draw(st.none() | st.sampled_from(ids)),
            members=draw(some_of(ids)),
        )
        for entity_id, here in zip(ids, first, strict=True)
    )


def holdings(document: Document) -> st.SearchStrategy[Holding]:
    words = st.sampled_from(LABELS)
    return st.builds(Holding, title=words, organization=st.none() | words, evidence=passages(document))


@st.composite
def items(draw: st.DrawFn, document: Document) -> tuple[Item, ...]:
    found = draw(st.lists(passages(document), max_size=2, unique=True))
    return tuple(Item(f"{document.id}#item={p.span.start},{p.span.end}", p.text, (p,)) for p in found)


@st.composite
def frames(draw: st.DrawFn, document: Document, act: ActType, trigger: Passage) -> Frame:
    places = passages(document)
    source = st.builds(mention, places, st.just(EntityType.PERSON))
    quotation = st.builds(Attribution, source, st.sampled_from(QuotationMode), st.none() | places)
    return Frame(
        act=act,
        trigger=trigger,
        evidence=Passage(Span(0, len(document.text)), document.text) if draw(st.booleans()) else draw(places),
        sense=draw(st.sampled_from(LABELS)),
        time=draw(st.none() | st.builds(When, places)),
        attribution=draw(st.none() | quotation),
    )


@st.composite
def accounts(draw: st.DrawFn) -> Account:
    """One document's account: entities, and acts of every sort that answer, back and follow up one another."""
    document = draw(documents())
    cast = draw(entities(document))
    triggers = draw(st.lists(passages(document), max_size=5, unique=True))
    sorts = [draw(st.sampled_from(ActType)) for _ in triggers]
    ids = {
        sort: [_act_id(document, t) for t, of in zip(triggers, sorts, strict=True) if of is sort] for sort in ActType
    }
    acts = (draw(_act(document, cast, ids, sort, trigger)) for sort, trigger in zip(sorts, triggers, strict=True))
    return Account(document, Provenance("test", "0", "none"), cast, tuple(acts))


def _act_id(document: Document, trigger: Passage) -> str:
    return f"{document.id}#act={trigger.span.start},{trigger.span.end}"


@st.composite
def _act(
    draw: st.DrawFn,
    document: Document,
    cast: tuple[Entity, ...],
    ids: dict[ActType, list[str]],
    sort: ActType,
    trigger: Passage,
) -> Act:
    places, some = (
        passages(document),
        st.lists(st.sampled_from([e.id for e in cast]), max_size=2, unique=True).map(tuple),
    )
    made_on = draw(st.none() | DAYS)
    shared: dict[str, Any] = {
        "id": _act_id(document, trigger),
        "frames": (draw(frames(document, sort, trigger)),),
        "requester": draw(some),
        "recipient": draw(some),
        "item": draw(items(document)),
        "on_behalf_of": draw(some),
        "medium": draw(st.none() | st.builds(Medium, st.sampled_from(MediumKind), places)),
        "made_on": made_on,
        "made_on_basis": draw(BASES) if made_on else None,
        "polarity": draw(st.sampled_from([Polarity.AFFIRMED, Polarity.AFFIRMED, Polarity.NEGATED])),
        "realis": draw(st.sampled_from([Realis.ACTUAL, Realis.ACTUAL, *Realis])),
        "attributed_to": draw(some),
        "confidence": draw(CONFIDENCES),
    }
    earlier = [act for act in (*ids[ActType.REQUEST], *ids[ActType.LEGAL_ACTION]) if act != shared["id"]]
    pressing = (*ids[ActType.THREAT], *ids[ActType.LEGAL_ACTION])
    match sort:
        case ActType.REQUEST:
            return Request(
                **shared,
                kind=draw(st.sampled_from(Kind)),
                force=draw(st.sampled_from(Force)),
                deadline=draw(st.none() | deadlines(document)),
                legal_basis=draw(st.none() | places),
                reason=draw(st.none() | places),
                condition=draw(st.none() | places),
                backed_by=draw(st.lists(st.sampled_from(pressing), max_size=2, unique=True).map(tuple))
                if pressing
                else (),
                escalates=draw(st.none() | st.sampled_from(earlier)) if earlier else None,
            )
        case ActType.RESPONSE:
            requests = ids[ActType.REQUEST]
            as_of = draw(st.none() | DAYS)
            return Response(
                **shared,
                outcome=draw(st.sampled_from(Outcome)),
                responds_to=draw(st.none() | st.sampled_from(requests)) if requests else None,
                as_of=as_of,
                as_of_basis=draw(BASES) if as_of else None,
            )
        case ActType.THREAT:
            return Threat(**shared, instrument=draw(items(document)), condition=draw(st.none() | places))
        case ActType.LEGAL_ACTION:
            return LegalAction(**shared, escalates=draw(st.none() | st.sampled_from(earlier)) if earlier else None)
        case ActType.OPPOSITION:
            return Opposition(**shared)


@st.composite
def deadlines(draw: st.DrawFn, document: Document) -> Deadline:
    evidence, date = draw(passages(document)), draw(st.none() | DAYS)
    anchor = draw(st.none() | DAYS)
    return Deadline(evidence.text, date, draw(BASES) if date else None, anchor, evidence)


def identities(*told: Account) -> tuple[Identity, ...]:
    """Every entity with a decision: those named alike are one agent of the world, the others themselves alone."""
    return tuple(_identity(entity) for account in told for entity in account.entities)


def _identity(entity: Entity) -> Identity:
    agent = "agent/" + hashlib.sha256(entity.label.encode()).hexdigest()[:20] if entity.named else entity.id
    sort = EntityType.PERSON if entity.named else entity.type
    return Identity(entity.id, agent, entity.label, sort, "name")


def dataset(*told: Account) -> Memory:
    """What the accounts say, and who is the same agent, in a store."""
    store = Memory()
    for account in told:
        store.replace(ontology.graph_iri(account.document.id), describe(account))
    store.replace(ontology.IDENTITY_GRAPH, describe_identity(identities(*told)))
    return store
