"""A query asked of pyoxigraph and of rdflib, with its parameters bound to terms in the way of each."""

from __future__ import annotations

import pyoxigraph
import rdflib

from graph.ontology import NamedQuery, Value
from graph.store import Memory

Rows = list[dict[str, str]]


def by_pyoxigraph(query: NamedQuery, dataset: Memory, values: dict[str, Value]) -> Rows:
    """The rows that the store gives to the form that is asked with these values, open variables left out."""
    bindings = {
        name: pyoxigraph.NamedNode(value.text)
        if value.datatype is None
        else pyoxigraph.Literal(value.text, datatype=pyoxigraph.NamedNode(value.datatype))
        for name, value in values.items()
    }
    return [
        {name: term.value for name, term in row.items() if not isinstance(term, pyoxigraph.Triple)}
        for row in dataset.select(query.text_for(values), bindings=bindings)
    ]


def by_rdflib(query: NamedQuery, dataset: Memory, values: dict[str, Value]) -> Rows:
    """The rows that rdflib's own engine gives over its own store."""
    bindings: dict[str, rdflib.term.Identifier] = {
        name: rdflib.URIRef(value.text)
        if value.datatype is None
        else rdflib.Literal(value.text, datatype=rdflib.URIRef(value.datatype))
        for name, value in values.items()
    }
    result = in_rdflib(dataset).query(query.text, initBindings=bindings)
    names = [str(variable) for variable in result.vars or ()]
    rows = ({str(variable): str(term) for variable, term in row.items()} for row in result.bindings)
    return [{name: row[name] for name in names if name in row} for row in rows]


def in_rdflib(dataset: Memory) -> rdflib.Dataset:
    """The dataset in rdflib's memory."""
    copy = rdflib.Dataset(default_union=True)
    copy.parse(data=dataset.dump(), format="nquads")
    return copy
