"""From a dataset or the answer to a query to text in a format: RDF, CSV, JSON, or a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    serialize,
)

from graph.errors import RunError
from graph.store.results import Results
from graph.store.sparql import Term

RDF_FORMATS = {
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "ttl": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
}
ANSWER_FORMATS = ("table", "csv", "json", "ttl")

_WIDEST = 60
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_PLAIN = "http://www.w3.org/2001/XMLSchema#string"


def dataset(nquads: str, rdf_format: str, *, prefixes: Mapping[str, str]) -> bytes:
    """A dataset, given as sorted N-Quads, in an RDF format; Turtle has no graphs, so it gives the union of them.

    >>> quad = '<http://example.org/a> <http://example.org/b> "c" <http://example.org/g> .'
    >>> dataset(quad, "ttl", prefixes={"ex": "http://example.org/"}).decode().splitlines()[-1]
    'ex:a ex:b "c" .'
    """
    if rdf_format == "nq":
        return nquads.encode()
    quads = parse(nquads, format=RdfFormat.N_QUADS)
    if rdf_format == "ttl":
        triples = sorted({quad.triple for quad in quads}, key=str)
        return serialize(triples, format=RdfFormat.TURTLE, prefixes=dict(prefixes)) or b""
    by_graph = sorted(quads, key=lambda quad: (str(quad.graph_name), str(quad)))
    return serialize(by_graph, format=RDF_FORMATS[rdf_format], prefixes=dict(prefixes)) or b""


def answer(results: Results, answer_format: str, *, prefixes: Mapping[str, str]) -> Iterator[bytes]:
    """What a query gives, in one of ANSWER_FORMATS, piece by piece.

    Rows make a table, CSV or JSON (W3C SPARQL results); triples make Turtle, or JSON-LD for "json".
    """
    if isinstance(results, QuerySolutions):
        return _rows(results, answer_format, prefixes)
    if isinstance(results, QueryBoolean):
        return _truth(results, answer_format)
    return _graph(results, answer_format, prefixes)


def _rows(rows: QuerySolutions, answer_format: str, prefixes: Mapping[str, str]) -> Iterator[bytes]:
    names = [variable.value for variable in rows.variables]
    if answer_format == "json":
        return iter([rows.serialize(format=QueryResultsFormat.JSON) or b""])
    if answer_format == "csv":
        cells = ([_guarded(row[name]) for name in names] for row in rows)
        return _csv([names], cells)
    if answer_format == "table":
        return _table(names, ([_shown(row[name], prefixes) for name in names] for row in rows))
    raise RunError("the query gives rows", "a CONSTRUCT query for ttl", "use --format table, csv or json")


def _truth(truth: QueryBoolean, answer_format: str) -> Iterator[bytes]:
    if answer_format == "json":
        yield truth.serialize(format=QueryResultsFormat.JSON) or b""
    else:
        yield b"true\n" if truth else b"false\n"


def _graph(triples: Iterable[Triple], answer_format: str, prefixes: Mapping[str, str]) -> Iterator[bytes]:
    if answer_format == "csv":
        cells = ([_guarded(triple.subject), _guarded(triple.predicate), _guarded(triple.object)] for triple in triples)
        yield from _csv([["subject", "predicate", "object"]], cells)
    else:
        rdf_format = RdfFormat.JSON_LD if answer_format == "json" else RdfFormat.TURTLE
        in_order = sorted(set(triples), key=str)
        yield serialize(in_order, format=rdf_format, prefixes=dict(prefixes)) or b""


def _csv(*parts: Iterable[list[str]]) -> Iterator[bytes]:
    for part in parts:
        for row in part:
            line = io.StringIO(newline="")
            csv.writer(line, lineterminator="\n").writerow(row)
            yield line.getvalue().encode()


def _table(names: list[str], cells: Iterable[list[str]]) -> Iterator[bytes]:
    rows = list(cells)
    widths = [max(map(len, column)) for column in zip(names, *rows, strict=True)]
    for row in (names, ["-" * width for width in widths], *rows):
        line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield f"{line.rstrip()}\n".encode()


def _guarded(term: Term | None) -> str:
    """A cell that no spreadsheet takes for a formula, since an article's words may begin with "="."""
    text = _text(term)
    is_words = isinstance(term, Literal) and (term.language or term.datatype.value == _PLAIN)
    return f"'{text}" if is_words and text.startswith(_FORMULA) else text


def _shown(term: Term | None, prefixes: Mapping[str, str]) -> str:
    """A cell on one line, IRIs shortened, without characters that would steer a terminal."""
    text = _short(term.value, prefixes) if isinstance(term, NamedNode) else " ".join(_text(term).split())
    text = "".join(sign if sign.isprintable() else " " for sign in text)
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


def _short(iri: str, prefixes: Mapping[str, str]) -> str:
    fitting = [(space, prefix) for prefix, space in prefixes.items() if iri.startswith(space)]
    space, prefix = max(fitting, default=("", ""), key=lambda pair: len(pair[0]))
    return f"{prefix}:{iri[len(space) :]}" if space else iri


def _text(term: Term | None) -> str:
    if term is None:
        return ""
    return str(term) if isinstance(term, Triple) else term.value
