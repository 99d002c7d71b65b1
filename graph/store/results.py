"""What a query gives, in the terms of the engine, the same from every store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, Triple

from graph.errors import RunError
from graph.store.sparql import Term

Results = QuerySolutions | QueryBoolean | QueryTriples | Iterator[Triple]
Solution = Mapping[str, Term]


def solutions(results: Results) -> Iterator[Solution]:
    """The rows of a SELECT query, by variable name; what a row leaves open is not in it."""
    if not isinstance(results, QuerySolutions):
        raise RunError("the query is no SELECT query", "a query that gives rows")
    names = [variable.value for variable in results.variables]
    return ({name: term for name in names if (term := row[name]) is not None} for row in results)


def triples(results: Results) -> Iterator[Triple]:
    """The triples of a CONSTRUCT or DESCRIBE query."""
    if isinstance(results, QuerySolutions | QueryBoolean):
        raise RunError("the query is no CONSTRUCT query", "a query that gives triples")
    return iter(results)


def sorted_lines(nquads: bytes) -> str:
    """N-Quads text in the order of its bytes: equal datasets give equal text."""
    return b"".join(sorted(nquads.splitlines(keepends=True))).decode()


def cannot_be_read(error: object) -> RunError:
    """The error of a query that the engine cannot parse."""
    reason = " ".join(str(error).split())[:300]
    return RunError(
        f"the query cannot be read ({reason})", "SPARQL 1.1 that asks and changes nothing", "mend the query"
    )
