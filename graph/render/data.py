"""From a ledger to the page's data: tables of rows, every agent, document and passage once, ids without their base.

Field names are those of ledger.json; within a row, values stand in the order of `fields`, and agents, sources and
passages are given by their position in their table. Offsets of marks count from the start of their passage.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Generic, TypeVar

from graph.model import Agent, AgentRecord, Evidence, Ledger, LedgerRow, SourceRecord

BASE = "https://w3id.org/askgraph/"

AGENT_FIELDS = ("id", "label", "type", "posts", "members")
SOURCE_FIELDS = (*(one.name for one in fields(SourceRecord)), "text")
PASSAGE_FIELDS = ("source", "start", "end", "quote", "page")
REQUEST_FIELDS = tuple(one.name for one in fields(LedgerRow))


T = TypeVar("T")


@dataclass(slots=True)
class _Index(Generic[T]):
    """Positions of things in the order in which they are first met."""

    positions: dict[T, int] = field(default_factory=dict)

    def __getitem__(self, thing: T) -> int:
        return self.positions.setdefault(thing, len(self.positions))


def short(iri: str) -> str:
    """The id without the base that nearly all ids share.

    >>> short("https://w3id.org/askgraph/agent/1f"), short("https://example.org/1f")
    ('agent/1f', 'https://example.org/1f')
    """
    return iri.removeprefix(BASE)


def agents_of(ledger: Ledger) -> dict[str, AgentRecord]:
    """Every agent of the ledger by id: those with a record of their own first, in its order."""
    found = {record.agent.id: record for record in ledger.agents}
    for row in ledger.rows:
        for agent in _named_in(row):
            found.setdefault(agent.id, AgentRecord(agent))
    return found


def _named_in(row: LedgerRow) -> Iterable[Agent]:
    yield from row.requester + row.recipient + row.attributed_to
    if row.pressure:
        yield from row.pressure.agent + row.pressure.said_by


def tables(ledger: Ledger, texts: Mapping[str, str]) -> dict[str, Any]:
    """The four tables of the page; a source has its text where that is given.

    >>> sorted(tables(Ledger(rows=(), agents=(), sources=()), {}))
    ['agents', 'passages', 'requests', 'sources']
    """
    agents = agents_of(ledger)
    writer = _Writer(
        agents={agent: position for position, agent in enumerate(agents)},
        sources=_Index({source.id: position for position, source in enumerate(ledger.sources)}),
    )
    requests = [writer.request(row) for row in ledger.rows]
    known = {source.id: source for source in ledger.sources}
    sources = [_source(iri, known.get(iri), texts.get(iri)) for iri in writer.sources.positions]
    return {
        "agents": _table(AGENT_FIELDS, [_agent(record) for record in agents.values()]),
        "sources": _table(SOURCE_FIELDS, sources),
        "passages": _table(PASSAGE_FIELDS, [_passage(*passage) for passage in writer.passages.positions]),
        "requests": _table(REQUEST_FIELDS, requests),
    }


def _table(fields: tuple[str, ...], rows: list[list[Any]]) -> dict[str, Any]:
    return {"fields": list(fields), "rows": rows}


def _agent(record: AgentRecord) -> list[Any]:
    return [
        short(record.agent.id),
        record.agent.label,
        record.agent.type.value,
        list(record.posts),
        list(record.members),
    ]


def _source(iri: str, record: SourceRecord | None, text: str | None) -> list[Any]:
    """What is known of a document in the order of SOURCE_FIELDS; what is not known at the end is left out."""
    about = (
        [record.title, record.publisher, record.author, _day(record.published), record.url] if record else [None] * 5
    )
    row = [short(iri), *about, text]
    while row[-1] is None:
        row.pop()
    return row


def _passage(source: int, start: int, end: int, quote: str, page: int | None) -> list[Any]:
    """A passage in the order of PASSAGE_FIELDS; most documents have no pages."""
    return [source, start, end, quote, *([page] if page else [])]


def _day(date: dt.date | None) -> str | None:
    return date.isoformat() if date else None


@dataclass(slots=True)
class _Writer:
    agents: dict[str, int]
    sources: _Index[str]
    passages: _Index[tuple[int, int, int, str, int | None]] = field(default_factory=_Index)

    def request(self, row: LedgerRow) -> list[Any]:
        """The row in the order of REQUEST_FIELDS."""
        return [self._value(row, name) for name in REQUEST_FIELDS]

    def _value(self, row: LedgerRow, name: str) -> Any:
        match name:
            case "id":
                return short(row.id)
            case "requester" | "recipient" | "attributed_to":
                return self._agents(getattr(row, name))
            case "item":
                return list(row.item)
            case "made_on":
                return _day(row.made_on)
            case "evidence":
                return self._evidence(row.evidence)
            case "deadline" | "pressure" | "status":
                return getattr(self, f"_{name}")(row)
            case "confidence":
                return round(row.confidence, 3)
        return getattr(row, name)

    def _deadline(self, row: LedgerRow) -> list[Any] | None:
        due = row.deadline
        return [due.text, _day(due.date), due.basis] if due else None

    def _pressure(self, row: LedgerRow) -> list[Any] | None:
        it = row.pressure
        if not it:
            return None
        said_by, evidence = self._agents(it.said_by), self._evidence(it.evidence)
        return [self._agents(it.agent), it.text, list(it.instrument), said_by, evidence]

    def _status(self, row: LedgerRow) -> list[Any] | None:
        it = row.status
        return [it.outcome, _day(it.as_of), it.basis, self._evidence(it.evidence)] if it else None

    def _agents(self, agents: tuple[Agent, ...]) -> list[int]:
        return [self.agents[agent.id] for agent in agents]

    def _evidence(self, evidence: tuple[Evidence, ...]) -> list[Any]:
        return [self._passage(one) for one in evidence]

    def _passage(self, evidence: Evidence) -> list[Any]:
        place = self.sources[evidence.document], evidence.start, evidence.end, evidence.quote, evidence.page
        at = self.passages[place]
        marks = [value for m in evidence.marks for value in (m.start - evidence.start, m.end - evidence.start, m.role)]
        return [at, *marks]
