"""What a reader of the dataset gets: the ledger, by the names of ledger.json and of the page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from graph.model.vocabulary import Basis, EntityType, Force, Kind, Outcome, Polarity, Realis


@dataclass(frozen=True, slots=True)
class Agent:
    """Somebody in the world, over all documents: `id` is an IRI."""

    id: str
    label: str
    type: EntityType


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of an evidence passage that fills a role: offsets count from the document's start."""

    start: int
    end: int
    role: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words behind a fact: `quote == text[start:end]` of the document with the IRI `document`.

    `page` is the page on which they begin, of a document that has pages.
    """

    document: str
    start: int
    end: int
    quote: str
    marks: tuple[Mark, ...] = ()
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline as the ledger shows it."""

    text: str
    date: dt.date | None
    basis: Basis | None


@dataclass(frozen=True, slots=True)
class Pressure:
    """What backs a request: who threatens what, by which instruments, and who says so."""

    agent: tuple[Agent, ...]
    text: str
    instrument: tuple[str, ...]
    said_by: tuple[Agent, ...]
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Status:
    """What became of a request, as of when, and whether that was read, computed or assumed."""

    outcome: Outcome
    as_of: dt.date | None
    basis: Basis | None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One request; what the text does not state is None or empty."""

    id: str
    kind: Kind
    force: Force
    requester: tuple[Agent, ...]
    recipient: tuple[Agent, ...]
    item: tuple[str, ...]
    medium: str | None
    made_on: dt.date | None
    deadline: Due | None
    pressure: Pressure | None
    status: Status | None
    polarity: Polarity
    realis: Realis
    attributed_to: tuple[Agent, ...]
    evidence: tuple[Evidence, ...]
    confidence: float

    @property
    def made(self) -> bool:
        """Whether it was made: the text does not deny it, and it is not planned, conditional, possible or general."""
        return self.polarity is Polarity.AFFIRMED and self.realis is Realis.ACTUAL


@dataclass(frozen=True, slots=True)
class AgentRecord:
    """What the dataset says of an agent beside its acts: offices held ("chief of staff, DOJ"), named members."""

    agent: Agent
    posts: tuple[str, ...] = ()
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A document as a reader is shown it; `id` is its IRI."""

    id: str
    title: str | None
    publisher: str | None
    author: str | None
    published: dt.date | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything that the page and the exports show: rows by id, agents by id, sources by id."""

    rows: tuple[LedgerRow, ...]
    agents: tuple[AgentRecord, ...]
    sources: tuple[SourceRecord, ...]
