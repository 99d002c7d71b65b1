"""Quads to the places where they break the shapes of the ontology (SHACL).

Two engines tell the same: pySHACL, which is the reference, and shacl, which is some hundred times faster and is used
where it is installed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import util
from typing import TYPE_CHECKING, Any, Final

from graph import ontology
from graph.errors import DocumentError
from graph.store import Memory, sparql

if TYPE_CHECKING:
    import rdflib


@dataclass(frozen=True, slots=True)
class Violation:
    """One place where a dataset breaks a rule: the shape's name, the node, and what the shape says."""

    shape: str
    node: str
    value: str | None
    message: str

    def __str__(self) -> str:
        return f"{self.shape}: {self.node}{f' ({self.value})' if self.value else ''}: {self.message}"


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """What a check of a dataset against shapes gave."""

    results: tuple[Violation, ...]

    @property
    def conforms(self) -> bool:
        """Whether the dataset keeps to every shape."""
        return not self.results

    @property
    def text(self) -> str:
        """The report for people to read."""
        if self.conforms:
            return "The dataset keeps to every shape.\n"
        return f"{len(self.results)} places break a shape.\n" + "".join(f"{one}\n" for one in self.results)


def validate(nquads: str) -> ValidationReport:
    """Whether a dataset, as N-Quads, keeps to the rules of shapes/data.ttl, all its graphs taken as one.

    >>> report = validate(f"<urn:a> <{ontology.Outside.TYPE}> <{ontology.Class.ITEM}> .")
    >>> report.conforms, [violation.shape for violation in report.results]
    (False, ['ItemHasLabel', 'ItemIsQuoted'])
    """
    return by_shacl(nquads) if is_fast() else by_pyshacl(nquads)


def of_triples(triples: Iterable[str]) -> ValidationReport:
    """The same of triples, each once, as N-Triples writes them but for the dot."""
    return _by_shacl(triples) if is_fast() else by_pyshacl("".join(f"{triple} .\n" for triple in triples))


def refuse(nquads: str) -> None:
    """DocumentError with what a shape says where the quads of a document break it."""
    results = validate(nquads).results
    if results:
        others = f", and {len(results) - 1} more" if len(results) > 1 else ""
        raise DocumentError(f"what was read breaks a shape{others}: {results[0]}", "quads that keep to every shape")


def is_fast() -> bool:
    """Whether the faster engine is installed."""
    return util.find_spec("shacl") is not None


# --------------------------------------------------------------------------------------------------
# The reference.


def by_pyshacl(dataset: str | rdflib.Graph, *, shapes: str = "data") -> ValidationReport:
    """What pySHACL says of a dataset, as N-Quads or a graph, by the shapes of a file in shapes/."""
    import pyshacl  # only here, with rdflib: they load slowly

    graph = _merged(dataset) if isinstance(dataset, str) else dataset
    rules, terms = _ontology_graph(f"shapes/{shapes}.ttl"), _ontology_graph("askgraph.ttl")
    _, found, _ = pyshacl.validate(graph, shacl_graph=rules, ont_graph=terms)
    return ValidationReport(_violations(found))


def _merged(nquads: str) -> rdflib.Graph:
    """All graphs of a dataset as one."""
    import rdflib

    dataset = rdflib.Dataset(default_union=True).parse(data=nquads, format="nquads")
    graph = rdflib.Graph()
    for subject, term, value, _ in dataset.quads():
        graph.add((subject, term, value))
    return graph


@cache
def _ontology_graph(path: str) -> rdflib.Graph:
    import rdflib

    return rdflib.Graph().parse(ontology.folder() / path)


def _violations(found: rdflib.Graph) -> tuple[Violation, ...]:
    from rdflib.namespace import RDF, SH

    def words(result: rdflib.term.Node, term: rdflib.URIRef) -> str | None:
        value = found.value(result, term)
        return None if value is None else str(value)

    return in_order(
        Violation(
            shape=_name(words(result, SH.sourceShape) or ""),
            node=words(result, SH.focusNode) or "",
            value=words(result, SH.value),
            message=words(result, SH.resultMessage) or "",
        )
        for result in found.subjects(RDF.type, SH.ValidationResult)
    )


# --------------------------------------------------------------------------------------------------
# The faster one.

_ABOVE: Final = "http://www.w3.org/2000/01/rdf-schema#subClassOf"


def by_shacl(nquads: str) -> ValidationReport:
    """What shacl says of a dataset, as N-Quads."""
    return _by_shacl(" ".join(triple) for triple in sparql.statements(nquads))


def _by_shacl(triples: Iterable[str]) -> ValidationReport:
    lines = "".join(f"{triple} .\n" for triple in sorted(triples))
    found = _compiled().validate_text(_classes() + lines, format="ntriples")
    return ValidationReport(
        in_order(
            Violation(
                shape=_name(result.root_shape.strip("<>")),
                node=_plain(result.focus_node),
                value=result.value_plain,
                message=result.message or "",
            )
            for result in found.results
        )
    )


@cache
def _compiled() -> Any:
    import shacl

    return shacl.Shapes.from_turtle((ontology.folder() / "shapes" / "data.ttl").read_text(encoding="utf-8"))


@cache
def _classes() -> str:
    """Which class is below which, as N-Triples: that of the ontology which the shapes look at."""
    terms = Memory.load(ontology.folder() / "askgraph.ttl")
    found = terms.construct(f"CONSTRUCT {{ ?below <{_ABOVE}> ?above }} {{ ?below <{_ABOVE}> ?above }}")
    return "".join(f"{triple} .\n" for triple in found)


def _plain(term: str) -> str:
    """The IRI or the words of a term that N-Triples has written."""
    [quad] = sparql.quads_of(f"<urn:a> <urn:b> {term} .", sparql.graph_name("urn:g"))
    return str(getattr(quad.object, "value", term))  # a triple as a term has none


def _name(shape: str) -> str:
    return shape.rpartition("#")[2]


def in_order(violations: Iterable[Violation]) -> tuple[Violation, ...]:
    """Violations as a report lists them, each once: where a query of a shape finds one twice, the engines differ."""
    return tuple(sorted(set(violations), key=lambda v: (v.shape, v.node, v.value or "", v.message)))
