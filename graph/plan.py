"""A query to what it asks of the dataset, pattern by pattern, with how many triples each fits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from graph.errors import RunError

Select = Callable[[str], Iterable[Mapping[str, Any]]]


def plan(query: str, select: Select) -> str:
    """The query as it runs, then each of its triple patterns with the number of triples or pairs that it fits alone.

    A pattern that fits many, joined with another that shares no variable with it, is what makes a query slow.
    """
    patterns = tuple(dict.fromkeys(_patterns(_algebra(query))))
    counts = [(_count(pattern, select), pattern) for pattern in patterns]
    lines = [f"{number:>12,}  {pattern}" for number, pattern in counts]
    return "\n".join([query.strip(), "", "fits          pattern", *lines]) + "\n"


def _algebra(query: str) -> Any:
    from rdflib.plugins.sparql import prepareQuery  # only here: rdflib loads slowly
    from rdflib.plugins.sparql.algebra import translatePath, traverse

    try:
        return traverse(prepareQuery(query).algebra, visitPost=translatePath)  # also in what EXISTS gives as a value
    except Exception as error:  # its parser raises what its own parts raise
        reason = " ".join(str(error).split())[:200]
        raise RunError(f"the query cannot be explained ({reason})", "SPARQL 1.1 that asks", "mend the query") from error


def _patterns(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        # rdflib's own `get` gives the name itself where there is nothing of the name.
        for terms in dict.get(node, "triples", ()):
            for begin in range(0, len(terms), 3):  # in (NOT) EXISTS, the triples that share a subject come as one row
                yield " ".join(map(_written, terms[begin : begin + 3]))
        for name, part in node.items():
            if name != "triples" and not name.startswith("_"):
                yield from _patterns(part)
    elif isinstance(node, list | tuple):
        for part in node:
            yield from _patterns(part)


def _written(term: Any) -> str:
    from rdflib import BNode

    if isinstance(term, BNode):
        return f"?_{term}"
    try:
        return str(term.n3())
    except TypeError as error:  # rdflib's parser forgets what is behind that sign
        found = "the query cannot be explained (it has ^ in a negated path)"
        raise RunError(found, "a query without !(^...)", "run it without --explain") from error


def _count(pattern: str, select: Select) -> int:
    [row] = select(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}")
    return int(row["n"].value)
