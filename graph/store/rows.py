"""Rows of a query to SPARQL results in JSON, XML and TSV, one row after the other."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from graph.errors import RunError
from graph.store.sparql import Term

_PLAIN: Final = "http://www.w3.org/2001/XMLSchema#string"
NOT_IN_XML: Final = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535), "�")
_XML_HEAD: Final = '<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n'

Rows = Iterable[Mapping[str, Term]]


def as_json(names: list[str], rows: Rows) -> Iterator[bytes]:
    """SPARQL 1.1 Query Results in JSON."""
    yield f'{{"head":{{"vars":{json.dumps(names, ensure_ascii=False)}}},"results":{{"bindings":['.encode()
    for number, row in enumerate(rows):
        cells = {name: _json(term) for name, term in row.items()}
        yield f"{',' if number else ''}\n{json.dumps(cells, ensure_ascii=False)}".encode()
    yield b"\n]}}\n"


def _json(term: Term) -> dict[str, Any]:
    match term:
        case NamedNode():
            return {"type": "uri", "value": term.value}
        case BlankNode():
            return {"type": "bnode", "value": term.value}
        case Literal() if term.language:
            return {"type": "literal", "value": term.value, "xml:lang": term.language}
        case Literal() if term.datatype.value != _PLAIN:
            return {"type": "literal", "value": term.value, "datatype": term.datatype.value}
        case Literal():
            return {"type": "literal", "value": term.value}
        case _:
            raise _no_triples()


def as_xml(names: list[str], rows: Rows) -> Iterator[bytes]:
    """SPARQL Query Results in XML; a sign that XML cannot hold is replaced."""
    head = "".join(f"<variable name={quoteattr(name)}/>" for name in names)
    yield f"{_XML_HEAD}<head>{head}</head>\n<results>\n".encode()
    for row in rows:
        cells = "".join(f"<binding name={quoteattr(name)}>{_xml(term)}</binding>" for name, term in row.items())
        yield f"<result>{cells}</result>\n".encode()
    yield b"</results>\n</sparql>\n"


def _xml(term: Term) -> str:
    if isinstance(term, Triple):
        raise _no_triples()
    text = escape(term.value.translate(NOT_IN_XML), {"\r": "&#13;"})
    match term:
        case NamedNode():
            return f"<uri>{text}</uri>"
        case BlankNode():
            return f"<bnode>{text}</bnode>"
        case Literal() if term.language:
            return f"<literal xml:lang={quoteattr(term.language)}>{text}</literal>"
        case Literal() if term.datatype.value != _PLAIN:
            return f"<literal datatype={quoteattr(term.datatype.value)}>{text}</literal>"
        case _:
            return f"<literal>{text}</literal>"


def as_tsv(names: list[str], rows: Rows) -> Iterator[bytes]:
    """SPARQL 1.1 Query Results in TSV: terms as Turtle writes them."""
    yield ("\t".join(f"?{name}" for name in names) + "\n").encode()
    for row in rows:
        cells = (str(row[name]).replace("\t", "\\t") if name in row else "" for name in names)
        yield ("\t".join(cells) + "\n").encode()


def _no_triples() -> RunError:
    return RunError("a row holds a triple, for which this format has no form", "IRIs and literals", "use --format tsv")
