"""From a dataset or the answer to a query to text in a format: RDF, CSV, JSON, or a table."""

from __future__ import annotations

import csv
import io
import itertools
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
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
from graph.store.sorting import SortedLines, pieces
from graph.store.sparql import Term

RDF_FORMATS = {
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "ttl": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
}
ANSWER_FORMATS = ("table", "csv", "tsv", "json", "xml", "ttl", "nt", "jsonld", "rdf")

T = TypeVar("T")
_TRIPLES = {"json": RdfFormat.JSON_LD, "jsonld": RdfFormat.JSON_LD, "rdf": RdfFormat.RDF_XML}
_XML_NAME = re.compile(r"[^\W\d][\w.-]*$")
_WIDEST = 60
_MEASURED = 1000
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_PLAIN = "http://www.w3.org/2001/XMLSchema#string"


def dataset(nquads: Iterable[bytes], rdf_format: str, *, prefixes: Mapping[str, str]) -> Iterator[bytes]:
    """A dataset, given as pieces of sorted N-Quads, in an RDF format, piece by piece.

    Turtle has no graphs, so it gives the union of them. The whole is never held in memory.

    >>> quads = [b'<http://example.org/a> <http://example.org/b> "c" <http://example.org/g> .\\n']
    >>> turtle = b"".join(dataset(quads, "ttl", prefixes={"ex": "http://example.org/"}))
    >>> turtle.decode().splitlines()[-1]
    'ex:a ex:b "c" .'
    """
    if rdf_format == "nq":
        yield from nquads
        return
    in_order = _union(nquads) if rdf_format == "ttl" else _by_graph(nquads)
    with tempfile.TemporaryFile() as file:  # the serializer writes to a file, and cannot be asked for pieces
        serialize(in_order, file, RDF_FORMATS[rdf_format], prefixes=dict(prefixes))
        file.seek(0)
        yield from pieces(file)


def _by_graph(nquads: Iterable[bytes]) -> Iterator[Quad]:
    """The quads, one graph after the other."""
    with SortedLines() as lines:
        for piece in nquads:
            named = zip(_quads([piece]), piece.splitlines(keepends=True), strict=True)
            lines.write(b"".join(b"%b %b" % (str(quad.graph_name).encode(), line) for quad, line in named))
        for piece in lines.pieces():  # an IRI has no space in it
            yield from _quads([b"".join(line.partition(b" ")[2] for line in piece.splitlines(keepends=True))])


def _union(nquads: Iterable[bytes]) -> Iterator[Triple]:
    """The triples of all graphs, each once."""
    with SortedLines() as lines:
        for quad in _quads(nquads):
            lines.write(f"{quad.triple} .\n".encode())
        for triple, _ in itertools.groupby(quad.triple for quad in _quads(lines.pieces())):
            yield triple


def _quads(nquads: Iterable[bytes]) -> Iterator[Quad]:
    for piece in nquads:
        yield from parse(piece, format=RdfFormat.N_QUADS)


def answer(
    results: Results,
    answer_format: str,
    *,
    prefixes: Mapping[str, str],
    limit: int | None = None,
    most: int | None = None,
) -> Iterator[bytes]:
    """What a query gives, in one of ANSWER_FORMATS, piece by piece.

    No more rows or triples are given than `limit`; an error comes where there are more than `most`.

    Rows make a table, CSV, TSV, JSON or XML (W3C SPARQL results); triples make Turtle, N-Triples, JSON-LD (for "json"
    too), RDF/XML, or CSV.
    """
    if isinstance(results, QueryBoolean):
        return _truth(results, answer_format)
    if isinstance(results, QuerySolutions):
        names = [variable.value for variable in results.variables]
        return _rows(names, _no_more(itertools.islice(solutions(results), limit), most), answer_format, prefixes)
    return _graph(_no_more(itertools.islice(triples(results), limit), most), answer_format, prefixes)


def form(results: Results) -> str:
    """What sort of answer a query gives: "truth", "rows" or "triples"."""
    if isinstance(results, QueryBoolean):
        return "truth"
    return "rows" if isinstance(results, QuerySolutions) else "triples"


def _no_more(found: Iterator[T], most: int | None) -> Iterator[T]:
    for number, one in enumerate(found):
        if number == most:
            raise RunError(f"the answer has more than {most:,} rows", "a shorter one", "narrow it, or add LIMIT")
        yield one


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
            raise RunError("the query gives triples", wanted, "use --format ttl, nt, jsonld, rdf or csv")
        case _:
            in_order = sorted(set(_in_xml(found) if answer_format == "rdf" else found), key=str)
            rdf_format = _TRIPLES.get(answer_format, RdfFormat.TURTLE)
            yield serialize(in_order, format=rdf_format, prefixes=dict(prefixes)) or b""


def _in_xml(found: Iterable[Triple]) -> Iterator[Triple]:
    """Triples that RDF/XML can hold: a property must end as an XML name does, and some signs have no place in XML."""
    for triple in found:
        if not _XML_NAME.search(triple.predicate.value):
            raise RunError(f"RDF/XML has no form for the property {triple.predicate}", "another format")
        value = triple.object
        if isinstance(value, Literal):
            value = Literal(
                value.value.translate(rows.NOT_IN_XML),
                datatype=None if value.language else value.datatype,
                language=value.language,
            )
        yield Triple(triple.subject, triple.predicate, value)


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
