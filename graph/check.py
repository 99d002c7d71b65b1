"""A dataset, and the texts that it was read from, to the places where the two or the dataset itself do not agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from graph import catalog, ontology, shapes
from graph.catalog import Select
from graph.ontology import Class, Outside, Property

BATCH: Final = 50  # documents whose quads are checked against the shapes at a time


@dataclass(slots=True)
class Checked:
    """How much was looked at."""

    documents: int = 0
    quotations: int = 0
    without_text: list[str] = field(default_factory=list)


def findings(
    select: Select, graphs: Iterable[str], texts: Mapping[str, str], *, whole: bool, checked: Checked
) -> Iterator[str]:
    """A sentence for each place that is not as it must be.

    `texts` are the texts by the ids of their documents; `whole` says that they are all that the dataset should hold.
    """
    held = catalog.documents(select)
    yield from _graphs(graphs, held)
    yield from _missing(held, texts, whole=whole)
    for document_id in held:
        checked.documents += 1
        if document_id not in texts:
            checked.without_text.append(document_id)
        yield from _document(select, document_id)
        yield from _quotations(select, document_id, texts.get(document_id), checked)
    yield from _strangers(select)
    for start in range(0, len(held), BATCH):
        yield from _shapes(select, held[start : start + BATCH])


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


def _document(select: Select, document_id: str) -> Iterator[str]:
    """The document is described once, in its own graph, with what is said there alone."""
    graph, document = ontology.graph_iri(document_id), ontology.document_iri(document_id)
    subjects = {row["s"].value for row in select(f"SELECT DISTINCT ?s {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")}
    yield from (f"the graph of document {document_id} speaks of {s}" for s in sorted(subjects) if not _own(s, document))
    names = [row["id"].value for row in select(f"SELECT ?id {{ <{document}> <{Outside.IDENTIFIER}> ?id }}")]
    if names != [document_id]:
        yield f"document {document_id} is identified as {names or 'nothing'}"
    if f"{graph}#activity" not in subjects:
        yield f"document {document_id} does not say who read it"
    yield from _agents(select, document_id)


def _own(subject: str, document: str) -> bool:
    return subject == document or subject.startswith((f"{document}#", document.replace("/document/", "/extraction/")))


def _agents(select: Select, document_id: str) -> Iterator[str]:
    """Each entity of a document is one agent of the world, and that has one name and one type."""
    local = set(catalog.entity_labels(select, document_id))
    said = catalog.identity(select, local)
    agents = Counter(s[1:-1] for s, p, _ in said if p == f"<{Property.IDENTIFIED_AS}>")
    yield from (f"{entity} is {agents[entity]} agents, not one" for entity in sorted(local) if agents[entity] != 1)
    named = sorted({o[1:-1] for _, p, o in said if p == f"<{Property.IDENTIFIED_AS}>"})
    facts = Counter((s[1:-1], p) for s, p, _ in catalog.identity(select, named))
    for agent in named:
        labels, types = facts[agent, f"<{Outside.LABEL}>"], facts[agent, f"<{Outside.TYPE}>"]
        if (labels, types) != (1, 1):
            yield f"{agent} has {labels} names and {types} types, not one of each"


def _strangers(select: Select) -> Iterator[str]:
    """Decisions about entities that no document tells of."""
    decided = f"GRAPH <{ontology.IDENTITY_GRAPH}> {{ ?entity <{Property.IDENTIFIED_AS}> ?agent }}"
    told = f"GRAPH ?graph {{ ?entity <{Property.NAMED}> ?named }}"
    rows = select(f"SELECT DISTINCT ?entity {{ {decided} FILTER NOT EXISTS {{ {told} }} }}")
    yield from (f"{row['entity'].value} is an agent that no document tells of" for row in rows)


def _quotations(select: Select, document_id: str, text: str | None, checked: Checked) -> Iterator[str]:
    document = ontology.document_iri(document_id)
    rows = select(
        f"SELECT ?passage ?start ?end ?quote {{ GRAPH <{ontology.graph_iri(document_id)}> {{ "
        f"?passage a <{Class.EVIDENCE}> "
        f"OPTIONAL {{ ?passage <{Outside.HAS_SOURCE}> <{document}> ; <{Outside.HAS_SELECTOR}> ?s . "
        f"?s <{Outside.START}> ?start ; <{Outside.END}> ?end ; <{Outside.EXACT}> ?quote }} }} }}"
    )
    for row in rows:
        checked.quotations += 1
        passage = row["passage"].value
        if not {"start", "end", "quote"} <= set(row):
            yield f"{passage} has no place or no words"
            continue
        start, end, quote = int(row["start"].value), int(row["end"].value), row["quote"].value
        if passage != f"{document}#char={start},{end}" or end - start != len(quote):
            yield f"{passage} has the place {start},{end} and {len(quote)} characters"
        elif text is not None and text[start:end] != quote:
            yield f"{passage} quotes {quote[:40]!r}, where the text has {text[start:end][:40]!r}"


def _shapes(select: Select, document_ids: tuple[str, ...]) -> Iterator[str]:
    lines = "".join(_quads(select, document_id) for document_id in document_ids)
    yield from map(str, shapes.validate(lines).results)


def _quads(select: Select, document_id: str) -> str:
    """A document's graph with what is decided about its agents, as N-Quads."""
    graph, agents = ontology.graph_iri(document_id), catalog.agents_of(select, document_id)
    identity = catalog.identity(select, {*agents, *agents.values()})
    own = catalog.statements(select, graph)
    lines = [*((*triple, graph) for triple in own), *((*triple, ontology.IDENTITY_GRAPH) for triple in identity)]
    return "".join(f"{s} {p} {o} <{g}> .\n" for s, p, o, g in lines)
