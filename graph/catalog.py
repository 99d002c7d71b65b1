"""A dataset, by SELECT queries, to what it holds: its documents and who read them, and what hangs on which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol

from graph import ontology
from graph.errors import RunError
from graph.ontology import Class, Outside, Property

Row = Mapping[str, Any]


class Select(Protocol):
    """What runs a SELECT query over the union of a dataset's graphs, as `Store.select` does."""

    def __call__(self, query: str, /) -> Iterable[Row]: ...


_IDENTITY: Final = f"GRAPH <{ontology.IDENTITY_GRAPH}>"

Statement = tuple[str, str, str]
"""A triple, its terms as N-Triples writes them."""


def sources(select: Select) -> Iterator[tuple[str, Statement]]:
    """What the dataset says of each document, given by its id, and of how it was read: a statement at a time.

    The fingerprint is left out, which follows from the text.
    """
    document = f"?s a <{Class.DOCUMENT}> BIND(?s AS ?document)"
    activity = f"?s a <{Class.EXTRACTION}> ; <{Outside.USED}> ?document"
    for subject in (document, activity):
        inside = f"GRAPH ?g {{ {subject} . ?s ?p ?o FILTER(?p != <{Property.FINGERPRINT}>) }}"
        for row in select(f"SELECT ?document ?s ?p ?o {{ {inside} }}"):
            yield _id_of(row["document"].value), (str(row["s"]), str(row["p"]), str(row["o"]))


def identity(select: Select, subjects: Iterable[str]) -> frozenset[Statement]:
    """What the identity graph says of these entities and agents, given by their IRIs."""
    return statements_of(select, ontology.IDENTITY_GRAPH, subjects)


def size(select: Select, graph: str) -> int:
    """How many statements a graph holds."""
    return _number(select, f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")


def statements_of(select: Select, graph: str, subjects: Iterable[str]) -> frozenset[Statement]:
    """What a graph says of these subjects, given by their IRIs."""
    values = " ".join(f"<{iri}>" for iri in sorted(subjects))
    return _statements(select, f"GRAPH <{graph}> {{ VALUES ?s {{ {values} }} ?s ?p ?o }}")


def statements_about(select: Select, subjects: Iterable[str]) -> Iterator[tuple[str, Statement]]:
    """What any graph says of these subjects, given as N-Triples writes them, each with the graph."""
    rows = select(f"SELECT ?g ?s ?p ?o {{ VALUES ?s {{ {' '.join(sorted(subjects))} }} GRAPH ?g {{ ?s ?p ?o }} }}")
    for row in rows:
        yield row["g"].value, (str(row["s"]), str(row["p"]), str(row["o"]))


def statements(select: Select, graph: str) -> frozenset[Statement]:
    """All that a graph holds."""
    return _statements(select, f"GRAPH <{graph}> {{ ?s ?p ?o }}")


def _statements(select: Select, pattern: str) -> frozenset[Statement]:
    rows = select(f"SELECT ?s ?p ?o {{ {pattern} }}")
    return frozenset((str(row["s"]), str(row["p"]), str(row["o"])) for row in rows)


def agents_of(select: Select, document_id: str) -> dict[str, str]:
    """Which agent of the world each entity of a document is: IRIs to IRIs."""
    inside = f"GRAPH <{ontology.graph_iri(document_id)}> {{ ?entity <{Property.NAMED}> ?named }}"
    rows = select(f"SELECT ?entity ?agent {{ {inside} {_IDENTITY} {{ ?entity <{Property.IDENTIFIED_AS}> ?agent }} }}")
    return {row["entity"].value: row["agent"].value for row in rows}


def labels_of(select: Select, agent: str) -> Counter[str]:
    """How often each name is given to an agent by the documents."""
    entities = f"{_IDENTITY} {{ ?entity <{Property.IDENTIFIED_AS}> <{agent}> }}"
    inside = f"GRAPH ?graph {{ ?entity <{Property.NAMED}> ?named ; <{Outside.LABEL}> ?label }}"
    rows = select(f"SELECT ?label (COUNT(?entity) AS ?times) {{ {entities} {inside} }} GROUP BY ?label")
    return Counter({row["label"].value: int(row["times"].value) for row in rows})


def entity_labels(select: Select, document_id: str) -> dict[str, str]:
    """What a document's entities are called in it: IRIs to names."""
    inside = f"GRAPH <{ontology.graph_iri(document_id)}> {{ ?entity <{Property.NAMED}> ?n ; <{Outside.LABEL}> ?label }}"
    return {row["entity"].value: row["label"].value for row in select(f"SELECT ?entity ?label {{ {inside} }}")}


def published_at(select: Select, url: str) -> tuple[str, ...]:
    """The ids of the documents that were published at an address, given as N-Triples writes it."""
    rows = select(f"SELECT ?document {{ ?document <{Outside.SOURCE}> {url} ; a <{Class.DOCUMENT}> }}")
    return tuple(sorted(_id_of(row["document"].value) for row in rows))


def documents(select: Select) -> tuple[str, ...]:
    """The ids of all documents."""
    rows = select(f"SELECT DISTINCT ?document {{ ?document a <{Class.DOCUMENT}> }}")
    return tuple(sorted(_id_of(row["document"].value) for row in rows))


def made_requests(select: Select) -> int:
    """How many requests were made: the rows of the ledger that count."""
    return _number(select, f"SELECT (COUNT(DISTINCT ?request) AS ?n) {{ ?request a <{Class.MADE_REQUEST}> }}")


def find(select: Select, name: str) -> str:
    """The id of the document that a person means by an id, an IRI, the address it was published at, or its title."""
    rows = select(
        f"SELECT ?document ?name {{ ?document a <{Class.DOCUMENT}> "
        f"OPTIONAL {{ ?document <{Outside.SOURCE}>|<{Outside.TITLE}> ?name }} }}"
    )
    wanted = name.strip("<>").removeprefix("doc:")
    names = [(_id_of(row["document"].value), row["document"].value, row.get("name")) for row in rows]
    found = sorted({one for one, iri, called in names if wanted in (one, iri) or (called and called.value == name)})
    if len(found) != 1:
        fits = f"{len(found)} documents fit {name!r}" if found else f"there is no document {name!r} in the dataset"
        raise RunError(fits, "the id, address or title of one", "see `askgraph info --documents`")
    return found[0]


def _id_of(document: str) -> str:
    return document.removeprefix(f"{ontology.BASE}/document/")


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as `askgraph info --documents` lists it."""

    id: str
    published: str
    title: str
    acts: int


def entries(select: Select) -> tuple[Entry, ...]:
    """All documents, by the day of their publication."""
    facts: dict[str, dict[str, str]] = {document: {} for document in documents(select)}
    for row in select(ontology.ledger_query("sources")):
        facts[_id_of(row["document"].value)][row["property"].value] = row["value"].value
    acts = Counter(
        _id_of(row["document"].value) for row in select(f"SELECT ?document {{ ?a <{Property.REPORTED_BY}> ?document }}")
    )
    found = [
        Entry(document, told.get(Outside.ISSUED, ""), told.get(Outside.TITLE, ""), acts[document])
        for document, told in facts.items()
    ]
    return tuple(sorted(found, key=lambda entry: (entry.published, entry.id)))


@dataclass(frozen=True, slots=True)
class Summary:
    """What a dataset holds, counted, and which extractors in which versions read it."""

    documents: int
    acts: dict[str, int]
    agents: int
    quads: int
    readers: dict[str, int]


def summary(select: Select) -> Summary:
    """The figures of `askgraph info`."""
    acts = f"VALUES ?class {{ {_listed(_ACTS)} }} ?a a ?class"
    count = f"SELECT ?class (COUNT(DISTINCT ?a) AS ?n) {{ {acts} }} GROUP BY ?class"
    found = {row["class"].value: int(row["n"].value) for row in select(count)}
    activity = f"?a <{Property.EXTRACTOR}> ?name ; <{Property.EXTRACTOR_VERSION}> ?version ; <{Property.PIPELINE}> ?by"
    readers = select(f"SELECT ?name ?version ?by (COUNT(?a) AS ?n) {{ {activity} }} GROUP BY ?name ?version ?by")
    return Summary(
        documents=len(documents(select)),
        acts={name: found.get(iri, 0) for name, iri in _ACTS.items()},
        agents=_number(select, f"SELECT (COUNT(DISTINCT ?a) AS ?n) {{ ?entity <{Property.IDENTIFIED_AS}> ?a }}"),
        quads=_number(select, "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"),
        readers={
            f"{row['name'].value} {row['version'].value}, {row['by'].value}": int(row["n"].value)
            for row in sorted(readers, key=lambda row: (row["name"].value, row["version"].value, row["by"].value))
        },
    )


_ACTS: Final[dict[str, str]] = {
    "requests": Class.REQUEST,
    "responses": Class.RESPONSE,
    "threats": Class.THREAT,
    "legal actions": Class.LEGAL_ACTION,
    "oppositions": Class.OPPOSITION,
}


def _listed(classes: Mapping[str, str]) -> str:
    return " ".join(f"<{iri}>" for iri in classes.values())


def _number(select: Select, query: str) -> int:
    [row] = select(query)
    return int(row["n"].value)


@dataclass(frozen=True, slots=True)
class Supports:
    """The facts of the world that a document tells of, and how many other documents do too."""

    facts: dict[str, int]

    def lost(self) -> tuple[str, ...]:
        """Those that nothing else tells of."""
        return tuple(fact for fact, others in sorted(self.facts.items()) if not others)


def supports(select: Select, document_id: str) -> Supports:
    """Who asked whom, and who there is at all, as far as this document tells of it."""
    here = agents_of(select, document_id)
    names = _names(select, here.values())
    pairs = {(here[a], here[b]) for a, b in _asked(select, document_id) if a in here and b in here}
    facts = {f"{names[a]} asked {names[b]}": _asked_elsewhere(select, a, b, document_id) for a, b in sorted(pairs)}
    for agent in sorted(set(here.values())):
        facts[f"there is {names[agent]}"] = _spoken_of_elsewhere(select, agent, document_id)
    return Supports(facts)


def _names(select: Select, agents: Iterable[str]) -> dict[str, str]:
    values = " ".join(f"<{agent}>" for agent in sorted(set(agents)))
    rows = select(f"SELECT ?a ?label {{ VALUES ?a {{ {values} }} ?a <{Outside.LABEL}> ?label }}")
    return {row["a"].value: row["label"].value for row in rows}


def _asked(select: Select, document_id: str) -> list[tuple[str, str]]:
    rows = select(f"SELECT ?a ?b {{ GRAPH <{ontology.graph_iri(document_id)}> {{ ?a <{Property.ASKED}> ?b }} }}")
    return [(row["a"].value, row["b"].value) for row in rows]


def _asked_elsewhere(select: Select, asker: str, asked: str, document_id: str) -> int:
    return _number(
        select,
        f"SELECT (COUNT(DISTINCT ?g) AS ?n) {{ {_IDENTITY} {{ ?a <{Property.IDENTIFIED_AS}> <{asker}> }} "
        f"GRAPH ?g {{ ?a <{Property.ASKED}> ?b }} {_IDENTITY} {{ ?b <{Property.IDENTIFIED_AS}> <{asked}> }} "
        f"FILTER(?g != <{ontology.graph_iri(document_id)}>) }}",
    )


def _spoken_of_elsewhere(select: Select, agent: str, document_id: str) -> int:
    return _number(
        select,
        f"SELECT (COUNT(DISTINCT ?g) AS ?n) {{ {_IDENTITY} {{ ?a <{Property.IDENTIFIED_AS}> <{agent}> }} "
        f"GRAPH ?g {{ ?a <{Property.NAMED}> ?named }} FILTER(?g != <{ontology.graph_iri(document_id)}>) }}",
    )
