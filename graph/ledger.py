"""A dataset, by SELECT queries, to the ledger of requests; and a ledger to CSV, JSON and a table."""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from sys import intern
from typing import Any, Final, TextIO

from graph import ontology
from graph.errors import RunError
from graph.model import (
    Agent,
    AgentRecord,
    Basis,
    Due,
    EntityType,
    Evidence,
    Force,
    Kind,
    Ledger,
    LedgerRow,
    Mark,
    Outcome,
    Polarity,
    Pressure,
    Realis,
    SourceRecord,
    Status,
)
from graph.ontology import Class, Outside, Property

Row = Mapping[str, Any]
"""A solution: variable names to terms, each of which has its text as `value`; open variables are left out."""

Select = Callable[[str], Iterable[Row]]
"""What runs a SELECT query over the union of a dataset's graphs, as `Store.select` does."""

_Statements = dict[str, dict[str, list[str]]]
"""Subject to property to values."""

_TYPE_OF: Final[dict[str, EntityType]] = {
    Class.PERSON: EntityType.PERSON,
    Class.ORGANIZATION: EntityType.ORGANIZATION,
    Class.POST: EntityType.POST,
    Class.COLLECTIVE: EntityType.COLLECTIVE,
    Class.PLACE: EntityType.PLACE,
    Class.THING: EntityType.THING,
    Class.AGENT: EntityType.UNKNOWN,
}

# Which properties point at words that fill a role of the act: by way of the mentions of what they name, or at once.
_MENTIONED_ROLES: Final[dict[Property, str]] = {
    Property.REQUESTER: "requester",
    Property.RECIPIENT: "recipient",
    Property.ITEM: "item",
}
_PASSAGE_ROLES: Final[dict[Property, str]] = {
    Property.TRIGGER: "trigger",
    Property.MEDIUM_PASSAGE: "medium",
    Property.MADE_ON_PASSAGE: "made_on",
    Property.DUE_PASSAGE: "deadline",
    Property.LEGAL_BASIS: "legal_basis",
}


def read(select: Select) -> Ledger:
    """The whole ledger: every request, negated and planned ones too, and the agents and documents of the dataset.

    A request that several documents tell of in the same words has one row, with the words of each as evidence.
    Sources stand in the order of their days, undated ones last, and rows in that of their sources and words.
    """
    dataset = _Dataset.of(select)
    requests = [act for act, facts in dataset.acts.items() if Class.REQUEST in facts[Outside.TYPE]]
    requests = [request for request in requests if not dataset.acts[request][Property.RETELLS]]
    sources = sorted((_source(document, facts) for document, facts in dataset.documents.items()), key=_by_day)
    rank = {source.id: number for number, source in enumerate(sources)}
    requests.sort(key=lambda request: (rank.get(request.partition("#")[0], len(rank)), _text_order(request)))
    return Ledger(
        rows=tuple(_row(dataset, request) for request in requests),
        agents=_records(dataset),
        sources=tuple(sources),
    )


def _by_day(source: SourceRecord) -> tuple[dt.date, str]:
    return source.published or dt.date.max, source.id


def actual(ledger: Ledger) -> Ledger:
    """The requests that were made: not the negated, planned, conditional or general ones, nor questions in talk."""
    asked = requests(ledger)
    return replace(asked, rows=tuple(row for row in asked.rows if row.made))


def requests(ledger: Ledger) -> Ledger:
    """The requests, whether they were made or not: all but the questions in talk."""
    return replace(ledger, rows=tuple(row for row in ledger.rows if row.kind is not Kind.QUESTION))


# --------------------------------------------------------------------------------------------------
# From rows of the queries to facts by subject.


@dataclass(frozen=True, slots=True)
class _Dataset:
    """The dataset by subject, as the queries of queries/ledger/ give it."""

    acts: _Statements
    agent_of: dict[str, Agent]  # by the IRI of the entity of a document
    items: dict[str, str]
    passages: dict[str, Evidence]
    mentions: dict[str, list[str]]
    holdings: tuple[tuple[str, str], ...]
    members: tuple[tuple[str, str], ...]
    documents: _Statements
    responses: dict[str, list[str]]  # by the IRI of the request
    retellings: dict[str, list[str]]  # by the IRI of the act that they retell

    @classmethod
    def of(cls, select: Select) -> _Dataset:
        def rows(name: str) -> Iterable[Row]:
            return select(ontology.ledger_query(name))

        acts = _statements(rows("acts"), "act")
        return cls(
            acts=acts,
            agent_of=_agents(rows("identities"), rows("agents")),
            items={row["item"].value: row["label"].value for row in rows("items")},
            passages={_once(row["passage"]): _evidence(row) for row in rows("passages")},
            mentions=_grouped(rows("mentions"), "thing", "passage"),
            holdings=tuple((row["entity"].value, _held(row)) for row in rows("holdings")),
            members=tuple((row["entity"].value, row["member"].value) for row in rows("members")),
            documents=_statements(rows("sources"), "document"),
            responses=_responses(acts),
            retellings=_retellings(acts),
        )

    def agents(self, entities: Iterable[str]) -> tuple[Agent, ...]:
        """The agents of the world that these are, in the order of the text, each once."""
        return tuple(dict.fromkeys(self.agent(entity) for entity in sorted(entities, key=_text_order)))

    def agent(self, entity: str) -> Agent:
        """The agent of the world that an entity of a document is taken to be."""
        if entity not in self.agent_of:
            remedy = "load the identity graph too, or build the dataset again"
            raise RunError(f"{entity} is not identified", "an agent of the identity graph for each", remedy)
        return self.agent_of[entity]

    def labels(self, items: Iterable[str]) -> tuple[str, ...]:
        return tuple(self.items[item] for item in sorted(items, key=_text_order))

    def evidence(self, act: str) -> tuple[Evidence, ...]:
        """The sentences of an act in the order of the text, then those of its retellings."""
        tellings = (act, *sorted(self.retellings[act], key=_text_order))
        return tuple(sentence for telling in tellings for sentence in self._sentences(telling))

    def _sentences(self, act: str) -> tuple[Evidence, ...]:
        """The sentences that tell of an act, with what fills its roles marked."""
        facts = self.acts[act]
        marks = sorted(self._marks(facts), key=lambda mark: (mark[1].start, mark[1].end, mark[1].role))
        sentences = (self.passages[passage] for passage in sorted(facts[Property.EVIDENCE], key=_text_order))
        return tuple(_marked(sentence, marks) for sentence in sentences)

    def _marks(self, facts: Mapping[str, list[str]]) -> set[tuple[str, Mark]]:
        passages = [(passage, role) for term, role in _PASSAGE_ROLES.items() for passage in facts[term]]
        for term, role in _MENTIONED_ROLES.items():
            passages += [(passage, role) for filler in facts[term] for passage in self.mentions[filler]]
        found = ((self.passages[passage], role) for passage, role in passages)
        return {(place.document, Mark(place.start, place.end, role)) for place, role in found}


def _marked(sentence: Evidence, marks: Iterable[tuple[str, Mark]]) -> Evidence:
    inside = (
        mark
        for document, mark in marks
        if document == sentence.document and sentence.start <= mark.start and mark.end <= sentence.end
    )
    return replace(sentence, marks=tuple(inside))


def _statements(rows: Iterable[Row], subject: str) -> _Statements:
    statements: _Statements = defaultdict(lambda: defaultdict(list))
    for row in rows:
        statements[_once(row[subject])][_once(row["property"])].append(_once(row["value"]))
    return statements


def _grouped(rows: Iterable[Row], key: str, value: str) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        groups[_once(row[key])].append(_once(row[value]))
    return groups


def _once(term: Any) -> str:
    """The text of a term, in memory but once: a ledger names most of its IRIs many times."""
    return intern(term.value)


def _agents(identities: Iterable[Row], agents: Iterable[Row]) -> dict[str, Agent]:
    known: dict[str, Agent] = {}
    for iri, label, sort in sorted((row["agent"].value, row["label"].value, row["type"].value) for row in agents):
        agent = Agent(iri, label, _TYPE_OF.get(sort, EntityType.UNKNOWN))
        # Where decisions differ on an agent the first label and the first sort that says something are taken.
        before = known.setdefault(agent.id, agent)
        if before.type is EntityType.UNKNOWN:
            known[agent.id] = replace(before, type=agent.type)
    return {_once(row["entity"]): known[row["agent"].value] for row in identities}


def _evidence(row: Row) -> Evidence:
    page = row.get("page")
    return Evidence(
        _once(row["document"]),
        int(row["start"].value),
        int(row["end"].value),
        row["quote"].value,
        page=None if page is None else int(page.value),
    )


def _held(row: Row) -> str:
    title, body = row["title"].value, row.get("body")
    return title if body is None else f"{title}, {body.value}"


def _responses(acts: _Statements) -> dict[str, list[str]]:
    """Responses that were given, by the request that they answer."""
    responses: dict[str, list[str]] = defaultdict(list)
    for act, facts in acts.items():
        given = Polarity.AFFIRMED in _values(facts, Property.POLARITY) and Realis.ACTUAL in _values(
            facts, Property.REALIS
        )
        for request in facts[Property.RESPONDS_TO] if given and not facts[Property.RETELLS] else ():
            responses[request].append(act)
    return responses


def _retellings(acts: _Statements) -> dict[str, list[str]]:
    retellings: dict[str, list[str]] = defaultdict(list)
    for act, facts in acts.items():
        for original in facts[Property.RETELLS]:
            retellings[original].append(act)
    return retellings


_OFFSETS = re.compile(r"=(\d+),(\d+)$")


def _text_order(iri: str) -> tuple[str, int, int, str]:
    """Sorts IRIs of one document by the offsets that they end with, which as text would put 10 before 9."""
    offsets = _OFFSETS.search(iri)
    start, end = (int(offsets[1]), int(offsets[2])) if offsets else (-1, -1)
    return iri.partition("#")[0], start, end, iri


# --------------------------------------------------------------------------------------------------
# From facts by subject to the rows of the ledger.


def _values(facts: Mapping[str, list[str]], term: Property) -> list[str]:
    return [ontology.notation(concept) for concept in facts[term]]


def _first(facts: Mapping[str, list[str]], term: str) -> str | None:
    """The value of a property that has at most one; the least where a dataset merged by hand has more."""
    return min(facts[term], default=None)


def _concept(facts: Mapping[str, list[str]], term: Property) -> str | None:
    return min(_values(facts, term), default=None)


def _day(facts: Mapping[str, list[str]], term: str) -> dt.date | None:
    text = _first(facts, term)
    return dt.date.fromisoformat(text) if text else None


def _basis(facts: Mapping[str, list[str]], term: Property) -> Basis | None:
    notation = _concept(facts, term)
    return Basis(notation) if notation else None


def _row(dataset: _Dataset, request: str) -> LedgerRow:
    facts = dataset.acts[request]
    return LedgerRow(
        id=request,
        kind=Kind(_concept(facts, Property.KIND) or Kind.ACTION),
        force=Force(_concept(facts, Property.FORCE) or Force.REQUEST),
        requester=dataset.agents(facts[Property.REQUESTER]),
        recipient=dataset.agents(facts[Property.RECIPIENT]),
        item=dataset.labels(facts[Property.ITEM]),
        medium=_first(facts, Property.MEDIUM_TEXT),
        made_on=_day(facts, Property.MADE_ON),
        deadline=_due(facts),
        pressure=_pressure(dataset, facts[Property.BACKED_BY]),
        status=_status(dataset, dataset.responses[request]),
        polarity=Polarity(_concept(facts, Property.POLARITY) or Polarity.AFFIRMED),
        realis=Realis(_concept(facts, Property.REALIS) or Realis.ACTUAL),
        attributed_to=dataset.agents(facts[Property.ATTRIBUTED_TO]),
        evidence=dataset.evidence(request),
        confidence=float(_first(facts, Property.CONFIDENCE) or 1),
    )


def _due(facts: Mapping[str, list[str]]) -> Due | None:
    text = _first(facts, Property.DUE_TEXT)
    return Due(text, _day(facts, Property.DUE), _basis(facts, Property.DUE_BASIS)) if text else None


def _pressure(dataset: _Dataset, acts: Iterable[str]) -> Pressure | None:
    """What backs a request, several threats as one: their agents, words and instruments together."""
    ordered = sorted(acts, key=_text_order)
    if not ordered:
        return None
    known = [dataset.acts[act] for act in ordered]
    return Pressure(
        agent=dataset.agents(agent for facts in known for agent in facts[Property.REQUESTER]),
        text="; ".join(_threat_words(dataset, act) for act in ordered),
        instrument=dataset.labels(item for facts in known for item in facts[Property.INSTRUMENT]),
        said_by=dataset.agents(agent for facts in known for agent in facts[Property.ATTRIBUTED_TO]),
        evidence=tuple(dict.fromkeys(place for act in ordered for place in dataset.evidence(act))),
    )


def _threat_words(dataset: _Dataset, act: str) -> str:
    """What is threatened; the sentence itself where the text does not set it apart."""
    items = dataset.labels(dataset.acts[act][Property.ITEM])
    return "; ".join(items or (place.quote for place in dataset.evidence(act)))


def _status(dataset: _Dataset, responses: list[str]) -> Status | None:
    """The latest outcome, by its day and then by its place in the text."""
    if not responses:
        return None
    latest = max(responses, key=lambda act: (_day(dataset.acts[act], Property.AS_OF) or dt.date.min, _text_order(act)))
    facts = dataset.acts[latest]
    return Status(
        outcome=Outcome(_concept(facts, Property.OUTCOME) or Outcome.PENDING),
        as_of=_day(facts, Property.AS_OF),
        basis=_basis(facts, Property.AS_OF_BASIS),
        evidence=dataset.evidence(latest),
    )


def _records(dataset: _Dataset) -> tuple[AgentRecord, ...]:
    posts, members = _by_agent(dataset, dataset.holdings), defaultdict[Agent, dict[str, None]](dict)
    for entity, member in sorted(dataset.members, key=lambda pair: (_text_order(pair[0]), _text_order(pair[1]))):
        members[dataset.agent(entity)][dataset.agent(member).label] = None
    agents = sorted(set(dataset.agent_of.values()), key=lambda agent: agent.id)
    return tuple(AgentRecord(agent, tuple(posts[agent]), tuple(members[agent])) for agent in agents)


def _by_agent(dataset: _Dataset, pairs: Iterable[tuple[str, str]]) -> dict[Agent, dict[str, None]]:
    groups: dict[Agent, dict[str, None]] = defaultdict(dict)
    for entity, text in sorted(pairs, key=lambda pair: (_text_order(pair[0]), pair[1])):
        groups[dataset.agent(entity)][text] = None
    return groups


def _source(document: str, facts: Mapping[str, list[str]]) -> SourceRecord:
    return SourceRecord(
        id=document,
        title=_first(facts, Outside.TITLE),
        publisher=_first(facts, Outside.PUBLISHER),
        author=_first(facts, Outside.CREATOR),
        published=_day(facts, Outside.ISSUED),
        url=_first(facts, Outside.SOURCE),
    )


# --------------------------------------------------------------------------------------------------
# From a ledger to files and to the terminal.

COLUMNS: Final = tuple(one.name for one in fields(LedgerRow))


def to_records(ledger: Ledger) -> list[dict[str, Any]]:
    """One object a request, of JSON's types only, its keys being `COLUMNS`; None or [] for what is not stated."""
    return [_record(row) for row in ledger.rows]


def to_json(ledger: Ledger) -> str:
    """The ledger as ledger.json holds it."""
    return json.dumps(to_records(ledger), ensure_ascii=False, indent=2) + "\n"


def to_csv(ledger: Ledger, file: TextIO) -> None:
    """Writes the ledger with the same columns as ledger.json, lists joined by "; "; open the file with newline=""."""
    writer = csv.writer(file)  # lines end as RFC 4180 has it, or a lone carriage return would not be quoted
    writer.writerow(COLUMNS)
    writer.writerows([_guarded(_cell(record[column])) for column in COLUMNS] for record in to_records(ledger))


_TABLE: Final = ("made_on", "requester", "force", "recipient", "item", "deadline", "status")
_WIDEST = 44


def to_table(ledger: Ledger) -> str:
    """The ledger for the terminal: who asked whom for what, when it is due and what became of it."""
    lines = [tuple(_shown(record[column]) for column in _TABLE) for record in to_records(ledger)]
    widths = [max(map(len, column)) for column in zip(_TABLE, *lines, strict=True)]
    rows = (_TABLE, tuple("-" * width for width in widths), *lines)
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + "\n" for row in rows
    )


def _record(row: LedgerRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "kind": row.kind.value,
        "force": row.force.value,
        "requester": _agent_records(row.requester),
        "recipient": _agent_records(row.recipient),
        "item": list(row.item),
        "medium": row.medium,
        "made_on": _iso(row.made_on),
        "deadline": row.deadline
        and {"text": row.deadline.text, "date": _iso(row.deadline.date), "basis": row.deadline.basis},
        "pressure": row.pressure and _pressure_record(row.pressure),
        "status": row.status
        and {"outcome": row.status.outcome.value, "as_of": _iso(row.status.as_of), "basis": row.status.basis},
        "polarity": row.polarity.value,
        "realis": row.realis.value,
        "attributed_to": _agent_records(row.attributed_to),
        "evidence": [
            {
                "document": place.document,
                "page": place.page,
                "start": place.start,
                "end": place.end,
                "quote": place.quote,
            }
            for place in row.evidence
        ],
        "confidence": row.confidence,
    }


def _pressure_record(pressure: Pressure) -> dict[str, Any]:
    return {
        "agent": _agent_records(pressure.agent),
        "text": pressure.text,
        "instrument": list(pressure.instrument),
        "said_by": _agent_records(pressure.said_by),
    }


def _agent_records(agents: Iterable[Agent]) -> list[dict[str, str]]:
    return [{"id": agent.id, "label": agent.label, "type": agent.type.value} for agent in agents]


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _cell(value: Any) -> str:
    """One value of a record in a cell: an agent by its label, a passage by its words, an object by its parts."""
    match value:
        case None:
            return ""
        case list():
            return "; ".join(map(_cell, value))
        case {"label": label}:
            return str(label)
        case {"quote": quote}:
            return str(quote)
        case dict():
            return " | ".join(_cell(part) for part in value.values() if part)
        case _:
            return str(value)


def _guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula, since an article's words may begin with "=" or "@".

    >>> _guarded("=1+1"), _guarded("the files")
    ("'=1+1", 'the files')
    """
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) else cell


def _shown(value: Any) -> str:
    """A cell on one line, without characters that would steer a terminal."""
    text = "".join(sign if sign.isprintable() else " " for sign in " ".join(_cell(value).split()))
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"
