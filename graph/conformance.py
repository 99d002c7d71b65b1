"""A dataset of any size to the places where it breaks the shapes: looked at part by part, never held whole.

A part is some nodes in the order of their IRIs, which mostly are those of a few documents, with all that any graph says
of them. The shapes look further than that in few places (tests/unit/test_conformance.py asserts that these are all):

- at the classes of what a node points at, and at what a class is below;
- at whether some node holds it as a post;
- at whether what a response answers retells another act;
- at the chain of acts that follow up one another;
- at whether there are identity decisions at all.

These are asked of the dataset, and what is found in a part counts for its nodes alone. So what is found in all parts is
what would be found in the whole.
"""

from __future__ import annotations

import heapq
import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from graph import shapes
from graph.ontology import Outside, Property
from graph.shapes import ValidationReport, Violation
from graph.store.sorting import SortedLines

PART: Final = 20_000  # triples that are looked at together: with fewer it takes longer
_ASKED: Final = 1000  # nodes that one query names
_BELOW: Final = "http://www.w3.org/2000/01/rdf-schema#subClassOf"
_HOLDER: Final = "urn:askgraph:holder"
_HOLDING: Final = f"<{_HOLDER}> <{Outside.HOLDS}> "
"""Whoever holds a post, said of it in a line that is sorted by the post."""


class Select(Protocol):
    """What runs a SELECT query over the union of a dataset's graphs, as `Store.select` does."""

    def __call__(self, query: str, /) -> Iterable[Mapping[str, Any]]: ...


Dump = Callable[[], Iterable[bytes]]
"""What gives the whole dataset as sorted N-Quads, piece by piece, as `Store.nquads` does."""


def validate(select: Select, dump: Dump, *, part: int = PART) -> ValidationReport:
    """Whether a dataset keeps to the rules of shapes/data.ttl, all its graphs taken as one; and where it does not.

    One with blank nodes, which cannot be asked for by their names, is looked at as a whole. What the program writes
    has none.

    >>> from graph.ontology import Class
    >>> from graph.store import Memory
    >>> memory = Memory()
    >>> memory.fill(f"<urn:a> <{Outside.TYPE}> <{Class.ITEM}> <urn:g> .")
    >>> [violation.shape for violation in validate(memory.select, memory.nquads).results]
    ['ItemHasLabel', 'ItemIsQuoted']
    """
    try:
        everywhere = _everywhere(select)
        found = [one for lines in _parts(_nodes(select, dump), part) for one in _found(select, lines, everywhere)]
    except _NamelessError:
        return shapes.validate(b"".join(dump()).decode())
    return ValidationReport(shapes.in_order(found))


class _NamelessError(Exception):
    """There is a node that cannot be asked for."""


# --------------------------------------------------------------------------------------------------
# A dataset to its nodes, in order, and those to parts.

_Node = tuple[bytes, list[bytes]]
"""A node, and the lines that say something of it, or that it is held."""


def _parts(nodes: Iterable[_Node], most: int) -> Iterator[bytes]:
    """The lines of some nodes, each of them whole: no more triples than may be, but at least a node."""
    waiting: list[bytes] = []
    for _, lines in nodes:
        if waiting and len(waiting) + len(lines) > most:
            yield b"".join(waiting)
            waiting = []
        waiting += lines
    yield b"".join(waiting)


def _nodes(select: Select, dump: Dump) -> Iterator[_Node]:
    """All nodes at which a shape may look first: of which something is said, or which are held as a post."""
    with SortedLines() as held:
        for row in select(f"SELECT DISTINCT ?o {{ ?s <{Outside.HOLDS}> ?o }}"):
            held.write(f"{_HOLDING}{row['o']} .\n".encode())
        start = len(_HOLDING)
        said = ((line.partition(b" ")[0], line) for line in _lines(dump()))
        holding = ((line[start:-3], line) for line in _lines(held.pieces()))
        for node, found in itertools.groupby(heapq.merge(said, holding, key=_first), key=_first):
            yield node, [line for _, line in found]


def _first(one: tuple[bytes, bytes]) -> bytes:
    return one[0]


def _lines(nquads: Iterable[bytes]) -> Iterator[bytes]:
    return (line for piece in nquads for line in piece.splitlines(keepends=True))


# --------------------------------------------------------------------------------------------------
# A part with what the shapes need beside it.


def _found(select: Select, lines: bytes, everywhere: list[str]) -> Iterator[Violation]:
    """Where the nodes of a part break a shape."""
    part = _Part.of(lines)
    report = shapes.of_triples({*part.triples, *_beside(select, part), *everywhere})
    return (one for one in report.results if one.node in part.nodes)


@dataclass(frozen=True, slots=True)
class _Part:
    """The triples of some nodes, and to which other nodes they point by which property."""

    nodes: frozenset[str]
    triples: frozenset[str]
    away: Mapping[str, set[str]]

    @classmethod
    def of(cls, lines: bytes) -> _Part:
        triples = [quad.triple for quad in parse(lines, format=RdfFormat.N_QUADS)]
        if not all(isinstance(term, NamedNode | Literal) for one in triples for term in (one.subject, one.object)):
            raise _NamelessError
        held = {one.object.value for one in triples if one.subject.value == _HOLDER}
        subjects = {one.subject.value for one in triples} - {_HOLDER}
        away: dict[str, set[str]] = defaultdict(set)
        for one in triples:
            if isinstance(one.object, NamedNode) and one.object.value not in subjects:
                away[one.predicate.value].add(one.object.value)
        return cls(frozenset(subjects | held), frozenset(map(str, triples)), away)


def _beside(select: Select, part: _Part) -> Iterator[str]:
    """What is said of other nodes that a shape looks at from those of a part."""
    others = set().union(*(nodes for term, nodes in part.away.items() if term != Outside.TYPE))
    yield from _asked(select, Outside.TYPE, others)
    yield from _asked(select, Property.RETELLS, part.away.get(Property.RESPONDS_TO, ()))
    chain = f"?first <{Property.ESCALATES}>* ?s . "
    yield from _asked(select, Property.ESCALATES, part.away.get(Property.ESCALATES, ()), name="first", by=chain)


def _asked(select: Select, term: str, nodes: Iterable[str], *, name: str = "s", by: str = "") -> Iterator[str]:
    """What is said by a property of these nodes, or of those to which they lead."""
    remaining = iter(sorted(nodes))
    while some := list(itertools.islice(remaining, _ASKED)):
        values = f"VALUES ?{name} {{ {' '.join(f'<{node}>' for node in some)} }}"
        yield from _triples(select, f"{values} {by}", term)


def _everywhere(select: Select) -> list[str]:
    """What belongs beside each part: which class is below which, and an identity decision, where there is any."""
    one = f"{{ SELECT * {{ ?s <{Property.IDENTIFIED_AS}> ?o }} LIMIT 1 }}"
    return [*_triples(select, "", _BELOW), *_triples(select, one, Property.IDENTIFIED_AS)]


def _triples(select: Select, pattern: str, term: str) -> Iterator[str]:
    for row in select(f"SELECT ?s ?o {{ {pattern} ?s <{term}> ?o }}"):
        if not isinstance(row["s"], NamedNode) or not isinstance(row["o"], NamedNode | Literal):
            raise _NamelessError
        yield f"{row['s']} <{term}> {row['o']}"
