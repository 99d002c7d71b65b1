"""What texts are about: entities and acts, each with the mentions and frames that it gathers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from graph.model.text import Document, Frame, Medium, Mention, Passage, Provenance
from graph.model.vocabulary import Basis, EntityType, Force, Kind, Outcome, Polarity, Realis


@dataclass(frozen=True, slots=True)
class Holding:
    """An office that a person holds: its title, and the body it belongs to where that is named."""

    title: str
    organization: str | None
    evidence: Passage


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something in one document: the mentions it gathers.

    `id` is the document's IRI and the first mention's offsets; `owner` and `members` are ids of other
    entities. `named` is False for one that is only described ("several sheriffs", "he").
    """

    id: str
    label: str
    type: EntityType
    named: bool
    mentions: tuple[Mention, ...]
    posts: tuple[Holding, ...] = ()
    owner: str | None = None
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is asked for, in clean words (unpaired quotation marks cut), with its passages."""

    id: str
    label: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Deadline:
    """A due date: the words, the date where it can be had, and what that rests on."""

    text: str
    date: dt.date | None
    basis: Basis | None
    anchor: dt.date | None
    evidence: Passage


@dataclass(frozen=True, slots=True)
class Act:
    """Something done, as one document tells it: the frames it gathers.

    Roles hold ids of entities of the same account. Frames are in text order and never empty.
    """

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


@dataclass(frozen=True, slots=True)
class Request(Act):
    """A request, demand, order, subpoena, appeal or inquiry."""

    kind: Kind
    force: Force
    deadline: Deadline | None
    legal_basis: Passage | None
    reason: Passage | None
    condition: Passage | None
    backed_by: tuple[str, ...]  # ids of threats and legal actions
    escalates: str | None  # id of the earlier act that this one follows up


@dataclass(frozen=True, slots=True)
class Response(Act):
    """An answer, or the lack of one: the recipient is who answers, the requester who had asked."""

    outcome: Outcome
    responds_to: str | None
    as_of: dt.date | None
    as_of_basis: Basis | None


@dataclass(frozen=True, slots=True)
class Threat(Act):
    """A consequence announced; `instrument` is what it would be done with."""

    instrument: tuple[Item, ...]
    condition: Passage | None


@dataclass(frozen=True, slots=True)
class LegalAction(Act):
    """A lawsuit, motion, warrant or appeal: the requester brings it against the recipient."""

    escalates: str | None


@dataclass(frozen=True, slots=True)
class Opposition(Act):
    """A protest or other resistance, kept beside the requests and never counted as one."""


@dataclass(frozen=True, slots=True)
class Account:
    """What one document says of the world: its entities and acts, and who read it how."""

    document: Document
    provenance: Provenance
    entities: tuple[Entity, ...]
    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """A decision that an entity of one document is this agent of the world, and what it rests on.

    `agent` is `agent/<hash>` for one that can be told apart by its name, else the entity's own id.
    """

    entity: str
    agent: str
    label: str
    type: EntityType
    basis: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of one document that was read: all that the writer of a dataset needs, and nothing that it does not.

    `line` is the extraction as a line of JSON, `quads` the document's named graph; `counts` says how many mentions,
    frames, entities and acts of each sort there are, `losses` which frames were lost.
    """

    id: str
    line: bytes
    quads: str
    identities: tuple[Identity, ...]
    acts: int
    counts: dict[str, int]
    losses: tuple[str, ...]
