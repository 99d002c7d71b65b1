"""From SPARQL as a user wrote it to SPARQL that may be run: parameters put in as terms, federation refused."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from graph.errors import RunError
from graph.store import nesting

Term = NamedNode | BlankNode | Literal | Triple
Value = NamedNode | Literal
"""A term that can be given from outside."""

# The lexical grammar of SPARQL 1.1 (section 19.8), as far as it tells words and variables from what only looks so.
# No token may be longer than an engine takes it to be: what it swallowed would not be looked at.
_ESCAPED = r"\\[_~.\-!$&'()*+,;=/?\#@%]"
_LOCAL = rf"(?:[\w:%]|{_ESCAPED})(?:(?:[\w.:%\u00b7-]|{_ESCAPED})*(?:[\w:%\u00b7-]|{_ESCAPED}))?"
_TOKEN = re.compile(
    rf"""(?P<iri><[^<>"{{}}|^`\\\x00-\x20]*>)
      | (?P<text>\"\"\"(?:\"{{0,2}}(?:[^"\\]|\\.))*\"\"\"
               | '''(?:'{{0,2}}(?:[^'\\]|\\.))*'''
               | "(?:[^"\\\n\r]|\\.)*"
               | '(?:[^'\\\n\r]|\\.)*')
      | (?P<comment>\#[^\n\r]*)
      | (?P<variable>[?$][\w\u00b7]+)
      | (?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
      | (?P<words>[^\W\d_][\w.-]*)(?P<name>:(?:{_LOCAL})?)?
      | (?P<name_of_no_prefix>:(?:{_LOCAL})?)
      | (?P<space>\s+)
      | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_XSD = "http://www.w3.org/2001/XMLSchema#"
_DATATYPES = {
    "boolean": re.compile("true|false"),
    "integer": re.compile(r"[+-]?\d+"),
    "decimal": re.compile(r"[+-]?\d*\.\d+"),
    "date": re.compile(r"\d{4}-\d\d-\d\d"),
}
_CODE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_OPENING, _CLOSING, _OPERATORS = frozenset("([{"), frozenset(")]}"), frozenset("+-*/|&!=<>^")
_MOST_OPERATORS, _MOST_TOKENS = 1000, 2000  # the longest query of the ontology has some 300
_WORD = re.compile(r"\w+|\W")
_LONGEST_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Graphs:
    """The graphs that a query sees in place of all: those that are merged outside GRAPH, and those that GRAPH names."""

    merged: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


def names_graphs(query: str) -> bool:
    """Whether a query says itself, by FROM, which graphs it sees.

    >>> names_graphs("SELECT * FROM <http://example.org/g> { ?s ?p ?o }")
    True
    >>> names_graphs("SELECT ?from { ?from ?p 'FROM' }")
    False
    """
    return any(kind == "word" and token.upper().endswith("FROM") for kind, token in _tokens(query))


def verb(query: str) -> str:
    """The word that says what a query does, in capitals; none where there is no word behind the prefixes.

    >>> verb("BASE <http://a.example/> PREFIX select: <b> # ask\\n drop all")
    'DROP'
    """
    words = (token.upper() for kind, token in _tokens(query) if kind == "word")
    return next((word for word in words if word not in ("BASE", "PREFIX")), "")


def refuse_federation(query: str) -> None:
    """Stops a query that would send a part of itself to another server.

    >>> refuse_federation("SELECT * { ?service ?p 'SERVICE' }  # SERVICE")
    >>> refuse_federation("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")
    Traceback (most recent call last):
    graph.errors.RunError: the query asks another server (SERVICE); wanted a query of this dataset alone
    """
    for text in _as_read(query):
        if any(map(_asks_elsewhere, *_neighbours(text))):
            raise RunError("the query asks another server (SERVICE)", "a query of this dataset alone")


def refuse_files(query: str, graphs: Graphs | None = None) -> None:
    """Stops a query of files: an engine of our own would find no such graph, but a server may read them.

    >>> refuse_files("SELECT * FROM <file:///etc/hosts> { ?s ?p ?o }")
    Traceback (most recent call last):
    graph.errors.RunError: the query asks for files (FROM <file:...>); wanted a query of this dataset alone
    """
    named = [
        token[1:-1]
        for text in _as_read(query)
        if names_graphs(text)
        for kind, token in _tokens(text)
        if kind == "iri"  # of a prefix or of a base, too
    ]
    given = (*graphs.merged, *graphs.named) if graphs else ()
    if any(iri.lower().startswith("file:") for iri in (*named, *given)):
        raise RunError("the query asks for files (FROM <file:...>)", "a query of this dataset alone")


def refuse_excess(query: str) -> None:
    """Stops a query on which an engine would end its process: one that nests very deep, or never ends.

    >>> refuse_excess("ASK { FILTER(" + "(" * 200 + "1" + ")" * 200 + ") }")
    Traceback (most recent call last):
    graph.errors.RunError: the query nests deeper than 100 levels; wanted a simpler one; take it apart
    """
    depth = operators = tokens = 0
    before, in_values = "", False
    for kind, token in _tokens(query):
        in_values = (in_values or (kind == "word" and token.upper() == "VALUES")) and token != "}"
        tokens += not (in_values or token.isspace())
        if kind == "other":
            pair = before + token
            depth = max(0, depth + (token in _OPENING or pair == "<<") - (token in _CLOSING or pair == ">>"))
            operators += token in _OPERATORS
        operators += kind == "word" and token.upper().endswith("UNION")
        before = token
        if depth > nesting.DEEPEST:
            raise RunError(f"the query nests deeper than {nesting.DEEPEST} levels", "a simpler one", "take it apart")
    for number, most, what in ((operators, _MOST_OPERATORS, "operators"), (tokens, _MOST_TOKENS, "words and signs")):
        if number > most:
            remedy = "ask in several queries, or give a list with VALUES"
            raise RunError(f"the query has {number:,} {what}", f"{most:,} at most", remedy)


def _as_read(query: str) -> frozenset[str]:
    """The query as it is, and as a server sees it that begins with the codes of signs."""
    return frozenset((query, _CODE.sub(lambda code: _sign(int(code[1] or code[2], 16)), query)))


def _sign(code: int) -> str:
    return chr(code) if code <= sys.maxunicode else ""


def _neighbours(text: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The tokens that mean something, and for each the next one."""
    tokens = [(kind, token) for kind, token in _tokens(text) if kind != "comment" and not token.isspace()]
    return tokens, [*tokens[1:], ("", "")]


def _asks_elsewhere(one: tuple[str, str], following: tuple[str, str]) -> bool:
    """Whether a token may be, or end with, the word SERVICE.

    Engines let words stand together ("trueSERVICE:a {"), and end a name before a dot in it ("a:b.c.SERVICE").
    """
    kind, token = one
    if kind not in ("word", "name", "name_of_no_prefix"):
        return False
    word, colon, local = token.upper().partition(":")
    if word.endswith("SERVICE") and (not colon or following[1] == "{"):
        return True
    return any(part.partition(":")[0].endswith("SERVICE") for part in local.split(".")[1:])


def bind(query: str, bindings: Mapping[str, Term]) -> str:
    """The query with terms in the place of variables, in sub-queries too.

    Terms are put in whole, as tokens: no value can change what the query does. A variable that the
    query returns stays a column of its own.

    >>> bind("SELECT ?day ?s { ?s ?p ?day }", {"day": Literal("1 } #")})
    'SELECT ("1 } #" AS ?day) ?s { ?s ?p "1 } #" }'
    """
    missing = sorted(set(bindings) - set(variables(query)))
    if missing:
        known = ", ".join(variables(query)) or "none"
        raise RunError(f"the query has no variable {missing[0]!r}", f"one of {known}", "check the name")
    return "".join(_bound(query, bindings))


def term(text: str, datatype: str | None) -> Value:
    """A literal with the IRI of its datatype, or without one the IRI that the text is."""
    return graph_name(text) if datatype is None else Literal(text, datatype=NamedNode(datatype))


def is_iri(value: Value) -> bool:
    """Whether the term is an IRI."""
    return isinstance(value, NamedNode)


def term_of(text: str) -> Value:
    """The term that a text stands for by its looks: an <IRI>, a number, a date, true or false, or else words.

    >>> [str(term_of(text)) for text in ("<http://example.org/a>", "7", "the files")]
    ['<http://example.org/a>', '"7"^^<http://www.w3.org/2001/XMLSchema#integer>', '"the files"']
    """
    if text.startswith("<") and text.endswith(">"):
        return term(text[1:-1], None)
    datatype = next((name for name, pattern in _DATATYPES.items() if pattern.fullmatch(text)), "string")
    return term(text, f"{_XSD}{datatype}")


def variables(query: str) -> tuple[str, ...]:
    """The names of the query's variables, in their order of appearance."""
    return tuple(dict.fromkeys(token[1:] for kind, token in _tokens(query) if kind == "variable"))


@dataclass(frozen=True, slots=True)
class Change:
    """What one graph loses and gets, as N-Quads; `removed` is None where it loses all that it holds."""

    graph: str
    added: str = ""
    removed: str | None = None


def update_of(changes: Iterable[Change]) -> str:
    """One SPARQL update that makes all the changes, in their order: all of it is done, or nothing."""
    return " ;\n".join(operation for change in changes for operation in _operations(change))


def _operations(change: Change) -> Iterator[str]:
    name = graph_name(change.graph)
    if change.removed is None:
        yield f"DROP SILENT GRAPH {name}"
    else:
        yield from _of_data("DELETE", change.removed, name)
    yield from _of_data("INSERT", change.added, name)


_BLOCK = 2000  # triples that are named in one place: Virtuoso cannot read twice as many


def _of_data(verb: str, nquads: str, name: NamedNode) -> Iterator[str]:
    """Operations on triples, some at a time, but all where one may be the same blank node as that of another."""
    triples = [f"{quad.triple} .\n" for quad in quads_of(nquads, name)]
    size = len(triples) if "_:" in nquads else _BLOCK
    for start in range(0, len(triples), size or 1):
        yield f"{verb} DATA {{ GRAPH {name} {{\n{''.join(triples[start : start + size])}}} }}"


def statements(nquads: str) -> frozenset[tuple[str, str, str]]:
    """The triples of N-Quads, their terms as the engine writes them: as it writes those of a query's rows."""
    return frozenset((str(quad.subject), str(quad.predicate), str(quad.object)) for quad in _parsed(nquads))


def by_graph(nquads: str) -> dict[str, str]:
    """The lines of N-Quads by the IRI of their graph."""
    lines: dict[str, list[str]] = defaultdict(list)
    for quad in _parsed(nquads):
        if not isinstance(quad.graph_name, NamedNode):
            raise RunError("a quad without a graph", "quads of named graphs alone")
        lines[quad.graph_name.value].append(f"{quad} .\n")
    return {graph: "".join(inside) for graph, inside in lines.items()}


def graph_name(graph: str) -> NamedNode:
    """The IRI as a term; what is no IRI stops the run."""
    try:
        return NamedNode(graph)
    except ValueError as error:
        raise RunError(f"{graph!r} is no IRI", "an IRI, such as https://courier.example/a") from error


def quads_of(nquads: str, graph: NamedNode) -> Iterator[Quad]:
    """The quads in a text, all of this graph or of none."""
    for quad in _parsed(nquads):
        if quad.graph_name not in (graph, DefaultGraph()):
            raise RunError(f"a quad of the graph {quad.graph_name}", f"quads of {graph} alone")
        yield quad


def _parsed(nquads: str) -> Iterator[Quad]:
    nesting.check_quads(nquads)
    try:
        yield from parse(nquads, format=RdfFormat.N_QUADS)
    except SyntaxError as error:
        raise RunError(f"the quads cannot be read: {error}", "N-Quads") from error


def _tokens(query: str) -> Iterable[tuple[str, str]]:
    """The kinds and words of a query; remembered where it is no longer than people write it, since each check asks."""
    return _remembered(query) if len(query) <= _LONGEST_REMEMBERED else _split(query)


@lru_cache(maxsize=32)
def _remembered(query: str) -> tuple[tuple[str, str], ...]:
    return tuple(_split(query))


def _split(query: str) -> Iterator[tuple[str, str]]:
    for match in _TOKEN.finditer(query):
        if match["words"] and not match["name"]:  # "a.b" may be three tokens, where "a.b:c" is one
            yield from (("word", word) for word in _WORD.findall(match["words"]))
        else:
            yield str(match.lastgroup), match.group()


def _bound(query: str, bindings: Mapping[str, Term]) -> Iterator[str]:
    projecting, depth, before = False, 0, ""
    for kind, token in _tokens(query):
        word = token.upper() if kind in ("word", "other") else ""
        projecting = (projecting or word == "SELECT") and word not in ("{", "WHERE", "FROM")
        depth += (word == "(") - (word == ")")
        term = bindings.get(token[1:]) if kind == "variable" else None
        if term is not None and before == "AS":
            raise RunError(f"the query computes {token} itself", "a variable that it reads", "bind another one")
        if term is None:
            yield token
        else:
            yield f"({term} AS {token})" if projecting and depth == 0 else str(term)
        before = before if token.isspace() or kind == "comment" else word
