"""A dataset, and the texts that it was read from, to the places where the two or the dataset itself do not agree."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from graph import catalog, conformance, ontology
from graph.catalog import Row, Select
from graph.conformance import Dump
from graph.ontology import Class, Outside, Property

BATCH: Final = 50  # documents that are asked for at a time


@dataclass(slots=True)
class Checked:
    """How much was looked at."""

    documents: int = 0
    quotations: int = 0
    without_text: list[str] = field(default_factory=list)


def findings(
    select: Select, graphs: Iterable[str], dump: Dump, texts: Mapping[str, str], *, whole: bool, checked: Checked
) -> Iterator[str]:
    """A sentence for each place that is not as it must be.

    `texts` are the texts by the ids of their documents; `whole` says that they are all that the dataset should hold.
    """
    held = catalog.documents(select)
    yield from _graphs(graphs, held)
    yield from _missing(held, texts, whole=whole)
    for start in range(0, len(held), BATCH):
        batch = _Batch.of(select, held[start : start + BATCH])
        for one in batch.documents:
            checked.documents += 1
            if one.id not in texts:
                checked.without_text.append(one.id)
            yield from _document(one)
            yield from _agents(one, batch)
            yield from _quotations(one, texts.get(one.id), checked)
    yield from map(str, conformance.validate(select, dump).results)
    yield from _strangers(select)


def _graphs(graphs: Iterable[str], held: tuple[str, ...]) -> Iterator[str]:
    of_documents = {ontology.graph_iri(document_id) for document_id in held}
    known = {*ontology.DECISION_GRAPHS, *of_documents}
    found = set(graphs)
    yield from (f"the graph {graph} belongs to no document" for graph in sorted(found - known))
    yield from (f"the graph {graph} is missing" for graph in sorted(of_documents - found))


def _missing(held: tuple[str, ...], texts: Mapping[str, str], *, whole: bool) -> Iterator[str]:
    yield from (f"document {one} was read, and is not in the dataset" for one in sorted(set(texts) - set(held)))
    if whole:
        yield from (f"document {one} is in the dataset without its text" for one in sorted(set(held) - set(texts)))


def _document(one: _Held) -> Iterator[str]:
    """The document is described once, in its own graph, with what is said there alone."""
    strange = sorted(subject for subject in one.facts if not _own(subject, one.iri))
    yield from (f"the graph of document {one.id} speaks of {subject}" for subject in strange)
    names = [term.value for term in one.said(one.iri, Outside.IDENTIFIER)]
    if names != [one.id]:
        yield f"document {one.id} is identified as {names or 'nothing'}"
    if f"{ontology.graph_iri(one.id)}#activity" not in one.facts:
        yield f"document {one.id} does not say who read it"


def _own(subject: str, document: str) -> bool:
    return subject == document or subject.startswith((f"{document}#", document.replace("/document/", "/extraction/")))


def _agents(one: _Held, batch: _Batch) -> Iterator[str]:
    """Each entity of a document is one agent of the world, and that has one name and one type."""
    agents = {entity: batch.agents_of(entity) for entity in one.entities()}
    for entity, found in sorted(agents.items()):
        if len(found) != 1:
            yield f"{entity} is {len(found)} agents, not one"
    for agent in sorted({agent for found in agents.values() for agent in found}):
        labels, types = (
            len({*batch.identity[agent][term], *one.said(agent, term)}) for term in (Outside.LABEL, Outside.TYPE)
        )
        if (labels, types) != (1, 1):
            yield f"{agent} has {labels} names and {types} types, not one of each"


def _strangers(select: Select) -> Iterator[str]:
    """Decisions about entities that no document tells of."""
    decided = f"GRAPH <{ontology.IDENTITY_GRAPH}> {{ ?entity <{Property.IDENTIFIED_AS}> ?agent }}"
    told = f"GRAPH ?graph {{ ?entity <{Property.NAMED}> ?named }}"
    rows = select(f"SELECT DISTINCT ?entity {{ {decided} FILTER NOT EXISTS {{ {told} }} }}")
    yield from (f"{row['entity'].value} is an agent that no document tells of" for row in rows)


def _quotations(one: _Held, text: str | None, checked: Checked) -> Iterator[str]:
    for passage in one.passages():
        places = list(one.places(passage))
        checked.quotations += max(1, len(places))
        if not places:
            yield f"{passage} has no place or no words"
        for start, end, quote in places:
            if passage != f"{one.iri}#char={start},{end}" or int(end) - int(start) != len(quote):
                yield f"{passage} has the place {start},{end} and {len(quote)} characters"
            elif text is not None and text[int(start) : int(end)] != quote:
                yield f"{passage} quotes {quote[:40]!r}, where the text has {text[int(start) : int(end)][:40]!r}"


# --------------------------------------------------------------------------------------------------
# What the dataset holds, asked for many documents at a time.

_Facts = dict[str, dict[str, list[Any]]]  # the values of each property of each subject


@dataclass(frozen=True, slots=True)
class _Held:
    """A document by what its own graph says."""

    id: str
    facts: _Facts

    @property
    def iri(self) -> str:
        return ontology.document_iri(self.id)

    def said(self, subject: str, term: str) -> list[Any]:
        """What is said of a subject by a property."""
        return self.facts.get(subject, {}).get(term, [])

    def entities(self) -> Iterator[str]:
        return (subject for subject, said in self.facts.items() if Property.NAMED in said)

    def passages(self) -> list[str]:
        """The subjects that are evidence, in order."""
        return sorted(one for one in self.facts if Class.EVIDENCE in map(_value, self.said(one, Outside.TYPE)))

    def places(self, passage: str) -> Iterator[tuple[str, str, str]]:
        """Start, end and words of a passage, as often as they are told; both numbers are such."""
        if self.iri not in map(_value, self.said(passage, Outside.HAS_SOURCE)):
            return
        for selector in self.said(passage, Outside.HAS_SELECTOR):
            told = (self.said(selector.value, term) for term in (Outside.START, Outside.END, Outside.EXACT))
            for start, end, quote in itertools.product(*told):
                if start.value.isdecimal() and end.value.isdecimal():
                    yield start.value, end.value, quote.value


@dataclass(frozen=True, slots=True)
class _Batch:
    """Some documents with what is decided about their agents: three queries, however many documents."""

    documents: tuple[_Held, ...]
    identity: _Facts

    @classmethod
    def of(cls, select: Select, document_ids: tuple[str, ...]) -> _Batch:
        graphs = {ontology.graph_iri(document_id): _facts() for document_id in document_ids}
        batch = cls(tuple(map(_Held, document_ids, graphs.values())), _facts())
        for row in select(f"SELECT ?g ?s ?p ?o {{ {_values('g', graphs)} GRAPH ?g {{ ?s ?p ?o }} }}"):
            _keep(row, graphs[row["g"].value])
        entities = {entity for one in batch.documents for entity in one.entities()}
        batch._decided(select, entities)
        batch._decided(select, {agent for entity in entities for agent in batch.agents_of(entity)} - entities)
        return batch

    def _decided(self, select: Select, subjects: Iterable[str]) -> None:
        inside = f"GRAPH <{ontology.IDENTITY_GRAPH}> {{ {_values('s', subjects)} ?s ?p ?o }}"
        for row in select(f"SELECT ?s ?p ?o {{ {inside} }}"):
            _keep(row, self.identity)

    def agents_of(self, entity: str) -> list[str]:
        """The IRIs of the agents that an entity is said to be."""
        return [agent.value for agent in self.identity[entity][Property.IDENTIFIED_AS]]


def _facts() -> _Facts:
    return defaultdict(lambda: defaultdict(list))


def _keep(row: Row, facts: _Facts) -> None:
    facts[row["s"].value][row["p"].value].append(row["o"])


def _value(term: Any) -> str:
    return getattr(term, "value", "")  # a triple as a term has none


def _values(name: str, iris: Iterable[str]) -> str:
    return f"VALUES ?{name} {{ {' '.join(f'<{iri}>' for iri in sorted(iris))} }}"
