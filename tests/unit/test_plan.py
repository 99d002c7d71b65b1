"""What --explain shows of a query: each of its patterns, wherever it stands, with what it fits."""

from __future__ import annotations

import pytest

from graph import ontology, pipeline
from graph.errors import RunError
from graph.store import open_store

DATA = "".join(
    f"<http://a.example/{s}> <http://a.example/{p}> <http://a.example/{o}> <http://a.example/graph> .\n"
    for s, p, o in (("one", "p", "two"), ("one", "q", "two"), ("two", "q", "three"))
)
P, Q = "<http://a.example/p>", "<http://a.example/q>"
GIVEN = {"on": "2026-03-04", "document": "doc:0", "from": "agent:a", "to": "agent:b"}


def patterns(query: str) -> dict[str, int]:
    """The patterns that are shown, each with its number."""
    store = open_store("memory")
    store.fill(DATA)
    shown = pipeline.plan(query, store).partition("pattern\n")[2].splitlines()
    return {pattern: int(number) for number, pattern in (line.split(maxsplit=1) for line in shown)}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (f"ASK {{ ?a {P} ?b ; {Q} ?c }}", {f"?a {P} ?b": 1, f"?a {Q} ?c": 2}),
        (f"SELECT * {{ ?a {P} ?b FILTER NOT EXISTS {{ ?a {P} ?b ; {Q} ?c }} }}", {f"?a {P} ?b": 1, f"?a {Q} ?c": 2}),
        (f"SELECT (EXISTS {{ ?a {P}/{Q} ?b ; {Q} ?c }} AS ?is) {{}}", {f"?a {P}/{Q} ?b": 1, f"?a {Q} ?c": 2}),
        (f"SELECT * {{ ?a {P} ?b MINUS {{ ?a !{P} ?b }} }}", {f"?a {P} ?b": 1, f"?a !({P}) ?b": 2}),
    ],
)
def test_patterns_are_counted_wherever_they_stand(query: str, expected: dict[str, int]) -> None:
    assert patterns(query) == expected


def test_what_cannot_be_explained_is_told() -> None:
    with pytest.raises(RunError, match=r"it has \^ in a negated path\); wanted a query without !\(\^...\); run it"):
        patterns(f"SELECT * {{ ?a !(^{P}) ?b }}")


@pytest.mark.parametrize("query", ontology.queries(), ids=lambda query: query.name)
def test_each_named_question_can_be_explained(query: ontology.NamedQuery) -> None:
    given = {one.name: GIVEN[one.name] for one in query.parameters if one.name in GIVEN}
    assert patterns(pipeline.question(query.name, **given))
