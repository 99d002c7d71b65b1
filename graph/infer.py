"""Quads of a dataset to what follows from them by the rules of the ontology, in a graph of its own.

Each rule looks at one statement of the data, beside the ontology. So what follows from a graph follows from its
statements one by one, and a change to the data changes only what is said of the nodes in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from graph import catalog, ontology
from graph.catalog import Select, Statement
from graph.ontology import Outside
from graph.store import Change, Graphs, Memory, sparql

_APART: Final = (ontology.INFERENCE_GRAPH, ontology.REVIEW_GRAPH)  # what people decided is no ground to infer from
_SCHEMA, _DATA = f"{ontology.BASE}/ontology", f"{ontology.BASE}/data"
_RELATIONS: Final = "rdfs:subClassOf rdfs:subPropertyOf owl:inverseOf skos:broader"
_PREFIXES: Final = (
    "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX owl: <http://www.w3.org/2002/07/owl#> "
    "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"
)
_MARK: Final[Statement] = (
    f"<{ontology.INFERENCE_GRAPH}>",
    f"<{Outside.LABEL}>",
    '"what follows from the other graphs by the rules of the ontology"',
)
"""Says that a dataset holds what follows from it, even where that is nothing."""


def inferred(statements: Iterable[Statement]) -> frozenset[Statement]:
    """What follows from the statements of one graph, and is not among them.

    >>> asked = ("<urn:a>", f"<{ontology.Property.ASKED}>", "<urn:b>")
    >>> sorted(inferred([asked]))
    [('<urn:b>', '<https://w3id.org/askgraph#askedBy>', '<urn:a>')]
    """
    stated = frozenset(statements)
    memory = Memory()
    memory.fill(_schema() + _lines(stated, _DATA))
    graphs = Graphs(merged=(_SCHEMA,), named=(_DATA,))
    found = (triple for rule in ontology.rules().values() for triple in memory.construct(rule, graphs=graphs))
    return frozenset((str(one.subject), str(one.predicate), str(one.object)) for one in found) - stated


def everything(select: Select, graphs: Iterable[str]) -> Iterator[Change]:
    """The changes that give a dataset the graph of what follows from it, anew: first what was there goes."""
    yield Change(ontology.INFERENCE_GRAPH, _lines([_MARK], ontology.INFERENCE_GRAPH))
    for graph in graphs:
        if graph not in _APART and (found := inferred(catalog.statements(select, graph))):
            yield _change(found, frozenset())


def is_kept(select: Select) -> bool:
    """Whether a dataset holds what follows from it."""
    return _MARK in catalog.statements_of(select, ontology.INFERENCE_GRAPH, [ontology.INFERENCE_GRAPH])


def following(select: Select, changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes, and the one by which the graph of what follows keeps up, where there is such a graph."""
    changes = tuple(changes)
    return (*changes, _kept_up(select, changes)) if is_kept(select) else changes


def _kept_up(select: Select, changes: tuple[Change, ...]) -> Change:
    """What is affected, is what the changed statements say and what follows from them; that is decided anew."""
    gone, new = _Graphs(), _Graphs()
    for change in changes:
        if change.graph not in _APART:
            is_whole = change.removed is None
            lost = catalog.statements(select, change.graph) if is_whole else sparql.statements(change.removed or "")
            gone.add(change.graph, lost)
            new.add(change.graph, sparql.statements(change.added))
    affected = {one for graph in (gone, new) for said in graph.values() for one in (*said, *inferred(said))}
    nodes = {term for s, _, o in affected for term in (s, o) if term.startswith("<")}
    after = _Graphs()
    for graph, statement in catalog.statements_about(select, nodes):
        if graph not in _APART and statement not in gone.get(graph, ()):
            after.add(graph, [statement])
    for graph, said in new.items():
        after.add(graph, said)
    wanted = {one for said in after.values() for one in inferred(said)} & affected
    return _change(frozenset(wanted), frozenset(affected - wanted))


class _Graphs(dict[str, set[Statement]]):
    """Statements by their graphs."""

    def add(self, graph: str, statements: Iterable[Statement]) -> None:
        self.setdefault(graph, set()).update(statements)


def _change(added: frozenset[Statement], removed: frozenset[Statement]) -> Change:
    graph = ontology.INFERENCE_GRAPH
    return Change(graph, _lines(added, graph), removed=_lines(removed, graph))


def _lines(statements: Iterable[Statement], graph: str) -> str:
    return "".join(f"{s} {p} {o} <{graph}> .\n" for s, p, o in sorted(statements))


@cache
def _schema() -> str:
    """What the rules need to know of the ontology, as N-Quads."""
    memory = Memory.load(ontology.folder() / "askgraph.ttl")
    pattern = f"VALUES ?p {{ {_RELATIONS} }} ?s ?p ?o"
    found = memory.construct(f"{_PREFIXES} CONSTRUCT {{ ?s ?p ?o }} {{ {pattern} }}")
    return _lines([(str(one.subject), str(one.predicate), str(one.object)) for one in found], _SCHEMA)
