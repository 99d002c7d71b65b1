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

    try:
        return prepareQuery(query).algebra
    except Exception as error:  # its parser raises what its own parts raise
        reason = " ".join(str(error).split())[:200]
        raise RunError(f"the query cannot be explained ({reason})", "SPARQL 1.1 that asks", "mend the query") from error


def _patterns(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        # rdflib's own `get` gives the name itself where there is nothing of the name.
        for triple in dict.get(node, "triples", ()):
            yield " ".join(_written(term) for term in triple)
        for name, part in node.items():
            if name != "triples" and not name.startswith("_"):
                yield from _patterns(part)
    elif isinstance(node, list | tuple):
        for part in node:
            yield from _patterns(part)


def _written(term: Any) -> str:
    from rdflib import BNode

    return f"?_{term}" if isinstance(term, BNode) else str(term.n3())


def _count(pattern: str, select: Select) -> int:
    [row] = select(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}")
    return int(row["n"].value)
