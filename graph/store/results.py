"""What a query gives, in the terms of the engine, the same from every store."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Mapping

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, Triple

from graph.errors import RunError
from graph.store import sparql
from graph.store.sparql import Term

Results = QuerySolutions | QueryBoolean | QueryTriples | Iterator[Triple]
Solution = Mapping[str, Term]

_VERBS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_RESTORE = "bring back a backup with `askgraph restore`, or build it anew with --fresh"


def solutions(results: Results) -> Iterator[Solution]:
    """The rows of a SELECT query, by variable name; what a row leaves open is not in it."""
    if not isinstance(results, QuerySolutions):
        raise RunError("the query is no SELECT query", "a query that gives rows")
    names = [variable.value for variable in results.variables]
    return _rows(results, names)


def _rows(rows: QuerySolutions, names: list[str]) -> Iterator[Solution]:
    with telling():
        for row in rows:
            yield {name: term for name, term in zip(names, row, strict=True) if term is not None}


def triples(results: Results) -> Iterator[Triple]:
    """The triples of a CONSTRUCT or DESCRIBE query."""
    if isinstance(results, QuerySolutions | QueryBoolean):
        raise RunError("the query is no CONSTRUCT query", "a query that gives triples")
    return iter(results)


@contextlib.contextmanager
def telling() -> Iterator[None]:
    """Work with the engine: what it meets on the disk is told in a sentence."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        raise broken(error) from error


KNOWN = ("Corruption", "No space", "Read-only", "Permission denied")
"""What the engine says of a disk, for which `broken` has words of its own."""


def broken(error: Exception) -> RunError:
    """The error of an engine that cannot read or write its files."""
    reason = in_short(error)
    if "Corruption" in reason:
        return RunError(f"a file of the store is damaged ({reason})", "the files as they were written", _RESTORE)
    if "No space" in reason:
        return RunError("the disk is full; what was written before is whole", "space on the disk", "free some")
    if "Read-only" in reason or "Permission denied" in reason:
        return RunError(f"the store may not be written ({reason})", "a disk and a folder that may be", "name another")
    if "read-write" in reason:
        return RunError("the store is open for reading alone", "a store that may be written", "open it to write")
    return RunError(f"the store cannot be read or written ({reason})", "a folder that may be written, with space")


def cannot_be_read(query: str, error: object) -> RunError:
    """The error of a query that the engine cannot parse, without the ranges of signs that it could go on with."""
    wanted, verb = "SPARQL 1.1 that asks and changes nothing", sparql.verb(query)
    if verb not in _VERBS:
        begins = f"the query begins with {in_short(verb)[:40]}" if verb else "the query does not say what it does"
        return RunError(begins, wanted, f"begin with {', '.join(_VERBS[:-1])} or {_VERBS[-1]}")
    reason = re.sub(r",? \[['_].*", "", str(error), flags=re.DOTALL)
    return RunError(f"the query cannot be read ({in_short(reason)})", wanted, "mend the query")


def in_short(error: object) -> str:
    """What an engine or a server says, on one line."""
    return " ".join(str(error).split())[:300]
