"""From a dataset or the answer to a query to text in a format: RDF, CSV, JSON, or a table."""

from __future__ import annotations

import csv
import io
import itertools
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
from graph.store import rows
from graph.store.results import Results, Solution, solutions, triples
from graph.store.sparql import Term

RDF_FORMATS = {
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "ttl": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
}
ANSWER_FORMATS = ("table", "csv", "tsv", "json", "xml", "ttl", "nt", "jsonld")

_WIDEST = 60
_MEASURED = 1000
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
        union = sorted({quad.triple for quad in quads}, key=str)
        return serialize(union, format=RdfFormat.TURTLE, prefixes=dict(prefixes)) or b""
    by_graph = sorted(quads, key=lambda quad: (str(quad.graph_name), str(quad)))
    return serialize(by_graph, format=RDF_FORMATS[rdf_format], prefixes=dict(prefixes)) or b""


def answer(
    results: Results, answer_format: str, *, prefixes: Mapping[str, str], limit: int | None = None
) -> Iterator[bytes]:
    """What a query gives, in one of ANSWER_FORMATS, piece by piece; no more rows or triples than `limit`.

    Rows make a table, CSV, TSV, JSON or XML (W3C SPARQL results); triples make Turtle, N-Triples, JSON-LD (for "json"
    too), or CSV.
    """
    if isinstance(results, QueryBoolean):
        return _truth(results, answer_format)
    if isinstance(results, QuerySolutions):
        names = [variable.value for variable in results.variables]
        return _rows(names, itertools.islice(solutions(results), limit), answer_format, prefixes)
    return _graph(itertools.islice(triples(results), limit), answer_format, prefixes)


def _rows(
    names: list[str], found: Iterator[Solution], answer_format: str, prefixes: Mapping[str, str]
) -> Iterator[bytes]:
    match answer_format:
        case "table":
            return _table(names, ([_shown(row.get(name), prefixes) for name in names] for row in found))
        case "csv":
            return _csv([names], ([_guarded(row.get(name)) for name in names] for row in found))
        case "json":
            return rows.as_json(names, found)
        case "xml":
            return rows.as_xml(names, found)
        case "tsv":
            return rows.as_tsv(names, found)
        case _:
            wanted = f"a CONSTRUCT query for {answer_format}"
            raise RunError("the query gives rows", wanted, "use --format table, csv, tsv, json or xml")


def _truth(truth: QueryBoolean, answer_format: str) -> Iterator[bytes]:
    if answer_format in ("json", "xml"):
        results_format = QueryResultsFormat.JSON if answer_format == "json" else QueryResultsFormat.XML
        yield truth.serialize(format=results_format) or b""
    else:
        yield b"true\n" if truth else b"false\n"


def _graph(found: Iterable[Triple], answer_format: str, prefixes: Mapping[str, str]) -> Iterator[bytes]:
    match answer_format:
        case "csv":
            cells = ([_guarded(term) for term in (one.subject, one.predicate, one.object)] for one in found)
            yield from _csv([["subject", "predicate", "object"]], cells)
        case "nt":
            yield from (f"{triple} .\n".encode() for triple in found)
        case "xml" | "tsv":
            wanted = f"a SELECT query for {answer_format}"
            raise RunError("the query gives triples", wanted, "use --format ttl, nt, jsonld or csv")
        case _:
            rdf_format = RdfFormat.JSON_LD if answer_format in ("json", "jsonld") else RdfFormat.TURTLE
            in_order = sorted(set(found), key=str)
            yield serialize(in_order, format=rdf_format, prefixes=dict(prefixes)) or b""


def _csv(*parts: Iterable[list[str]]) -> Iterator[bytes]:
    for part in parts:
        for row in part:
            line = io.StringIO(newline="")
            csv.writer(line, lineterminator="\n").writerow(row)
            yield line.getvalue().encode()


def _table(names: list[str], cells: Iterable[list[str]]) -> Iterator[bytes]:
    """Columns as wide as the widest of the first rows needs; later rows come as they come."""
    remaining = iter(cells)
    first = list(itertools.islice(remaining, _MEASURED))
    widths = [max(map(len, column)) for column in zip(names, *first, strict=True)]
    for row in itertools.chain((names, ["-" * width for width in widths]), first, remaining):
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
