"""One behaviour over every store: in memory, on disk, and on a real server."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from functools import partialmethod
from pathlib import Path

import httpx
import pytest
from pyoxigraph import Literal, NamedNode

from graph.errors import RunError
from graph.store import Change, Graphs, Store, open_store
from graph.store.endpoint import Endpoint
from graph.store.http import Patience
from graph.store.results import solutions
from graph.store.sorting import SortedLines
from tests import servers

G, H = "http://example.org/g", "http://example.org/h"
ASKED = '<http://example.org/mayor> <http://example.org/asked> "the files" .\n'
HOSTILE = '<http://example.org/a> <http://example.org/b> "\\" } } ; DROP ALL # \\\\ \\n\\r\\t é 🙂 <script>"@en .\n'
NOT_BY_VIRTUOSO = {
    "test_graphs_given_from_outside_come_before_those_of_the_query": "it shows what GRAPH names of other graphs, too",
    "test_rdflib_sees_the_same_data": "rdflib cannot sign in by Digest",
}
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if not (shutil.which("virtuoso-t") and shutil.which("isql-vt")):
        pytest.skip("virtuoso-t and isql-vt are not installed (Debian: virtuoso-opensource-7-bin)")
    with servers.virtuoso(tmp_path_factory.mktemp("virtuoso")) as url:
        yield url


@pytest.fixture(params=["memory", "disk", "endpoint", "virtuoso"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "virtuoso":
        if reason := NOT_BY_VIRTUOSO.get(request.node.originalname):
            request.applymarker(pytest.mark.xfail(reason=reason, strict=True))
        url = request.getfixturevalue("virtuoso")
        opened = open_store(f"{url},{url}")
        for graph in opened.graphs():
            opened.remove(graph)
    elif request.param == "endpoint":
        url = request.getfixturevalue("oxigraph")
        httpx.post(f"{url}/update", data={"update": "DROP ALL"}, trust_env=False)
        opened = open_store(f"{url}/query,{url}/update")
    else:
        opened = open_store("memory" if request.param == "memory" else str(tmp_path / "store"))
    yield opened
    opened.close()


def values(store: Store, query: str, **bindings: str) -> list[str]:
    terms = {name: Literal(value) for name, value in bindings.items()}
    return sorted(str(term.value) for row in store.select(query, bindings=terms) for term in row.values())  # type: ignore[union-attr]


def test_a_graph_is_replaced_whole(store: Store) -> None:
    store.replace(G, ASKED + HOSTILE)
    store.replace(H, ASKED)
    store.replace(G, ASKED)
    assert store.dump() == f"{ASKED[:-2]}<{G}> .\n{ASKED[:-2]}<{H}> .\n"
    assert store.graphs() == (G, H)


def test_twice_is_once(store: Store) -> None:
    store.replace(G, ASKED + HOSTILE)
    once = store.dump()
    store.replace(G, once)
    assert store.dump() == once


def test_hostile_text_comes_back_as_it_went_in(store: Store) -> None:
    store.replace(G, HOSTILE)
    [row] = store.select("SELECT ?o { ?s ?p ?o }")
    assert row["o"] == Literal('" } } ; DROP ALL # \\ \n\r\t é 🙂 <script>', language="en")


@pytest.mark.parametrize("bad", ["<a> <b> .", f"{ASKED[:-2]}<{H}> ."], ids=["no quad", "a quad of another graph"])
def test_a_replacement_that_fails_changes_nothing(store: Store, bad: str) -> None:
    store.replace(G, ASKED)
    with pytest.raises(RunError):
        store.replace(G, HOSTILE + bad)
    assert store.dump() == f"{ASKED[:-2]}<{G}> .\n"


def test_a_graph_may_be_large(store: Store) -> None:
    lines = sorted(f'<http://example.org/a> <http://example.org/b> "line {number}" .\n' for number in range(5000))
    store.replace(G, "".join(lines))
    assert store.dump() == "".join(f"{line[:-2]}<{G}> .\n" for line in lines)
    store.change(Change(G, removed="".join(lines[1:])))
    assert values(store, COUNT) == ["1"]


def test_removing_takes_one_graph_away_and_may_be_repeated(store: Store) -> None:
    store.replace(G, ASKED)
    store.replace(H, ASKED)
    store.remove(G)
    store.remove(G)
    assert store.graphs() == (H,)


def test_changes_to_several_graphs_are_made_together_or_not_at_all(store: Store) -> None:
    store.replace(G, ASKED + HOSTILE)
    store.change(Change(G, removed=HOSTILE), Change(H, ASKED, removed=""))
    both = f"{ASKED[:-2]}<{G}> .\n{ASKED[:-2]}<{H}> .\n"
    assert store.dump() == both
    with pytest.raises(RunError):
        store.change(Change(G), Change(H, "<a> <b> ."))
    assert store.dump() == both


def test_filling_adds_to_the_graphs_that_the_quads_name(store: Store) -> None:
    store.replace(G, ASKED)
    store.fill(f"{HOSTILE[:-2]}<{G}> .\n{ASKED[:-2]}<{H}> .\n")
    assert values(store, "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g") == ["1", "2", G, H]
    store.optimize()
    assert store.graphs() == (G, H)


def test_what_is_given_in_pieces_can_be_filled_in_again(store: Store) -> None:
    store.replace(G, ASKED + HOSTILE)
    store.replace(H, ASKED)
    copy = open_store("memory")
    copy.fill(b"".join(store.nquads()).decode())
    assert copy.dump() == store.dump()


def test_the_pieces_of_a_dataset_are_its_sorted_lines_however_few_are_held_at_once(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.replace(G, "".join(f'<http://example.org/a> <http://example.org/b> "{n} é" .\n' for n in range(9000)))
    store.replace(H, HOSTILE)
    whole = store.dump()
    assert whole.splitlines() == sorted(whole.splitlines())
    assert len(whole.splitlines()) == 9001
    monkeypatch.setattr(SortedLines, "__init__", partialmethod(SortedLines.__init__, run=20_000))
    given = list(store.nquads())
    assert b"".join(given).decode() == whole
    assert all(piece.endswith(b" .\n") and piece.count(b"\n") <= 4096 for piece in given)


def test_an_iri_that_would_break_out_is_refused(store: Store) -> None:
    with pytest.raises(RunError, match="no IRI"):
        store.replace("http://example.org/> {} ; DROP ALL ; INSERT DATA { GRAPH <http://x", ASKED)


def test_queries_see_the_union_of_the_graphs(store: Store) -> None:
    store.replace(G, ASKED)
    store.replace(H, ASKED)
    assert values(store, "SELECT DISTINCT ?o { ?s ?p ?o }") == ["the files"]
    assert values(store, "SELECT ?g { GRAPH ?g { ?s ?p ?o } }") == [G, H]


def test_a_query_sees_the_graphs_of_its_from_alone(store: Store) -> None:
    store.replace(G, ASKED)
    store.replace(H, ASKED + HOSTILE)
    assert values(store, f"SELECT (COUNT(*) AS ?n) FROM <{G}> {{ ?s ?p ?o }}") == ["1"]
    assert values(store, f"SELECT (COUNT(DISTINCT ?o) AS ?n) FROM <{G}> FROM <{H}> {{ ?s ?p ?o }}") == ["2"]
    assert values(store, f"SELECT ?g FROM NAMED <{H}> {{ GRAPH ?g {{ ?s <http://example.org/asked> ?o }} }}") == [H]


def test_graphs_given_from_outside_come_before_those_of_the_query(store: Store) -> None:
    store.replace(G, ASKED)
    store.replace(H, ASKED + HOSTILE)
    query = f"SELECT ?s FROM <{H}> {{ {{ ?s ?p ?o }} UNION {{ GRAPH ?g {{ ?s ?p ?o }} }} }}"
    for graphs, number in ((Graphs(merged=(G,)), 1), (Graphs(named=(H,)), 2), (Graphs((G,), (H,)), 3)):
        assert len(list(solutions(store.query(query, graphs=graphs)))) == number


def test_a_binding_reaches_filters_and_sub_queries_and_is_never_spliced(store: Store) -> None:
    store.replace(G, ASKED + HOSTILE)
    query = "SELECT ?s ?wanted { { SELECT ?s ?o { ?s ?p ?o FILTER(?o = ?wanted) } } }"
    assert values(store, query, wanted="the files") == ["http://example.org/mayor", "the files"]
    assert values(store, query, wanted='" } } #') == []


def test_an_unknown_parameter_is_named(store: Store) -> None:
    with pytest.raises(RunError, match=r"no variable 'x'; wanted one of s, p, o"):
        store.select("SELECT ?s { ?s ?p ?o }", bindings={"x": Literal("1")})


def test_what_a_row_leaves_open_is_not_in_it(store: Store) -> None:
    store.replace(G, ASKED)
    [row] = store.select("SELECT ?o ?none { ?s ?p ?o OPTIONAL { ?s <http://example.org/none> ?none } }")
    assert set(row) == {"o"}


def test_construct_and_ask(store: Store) -> None:
    store.replace(G, ASKED)
    [triple] = store.construct("CONSTRUCT { ?s a ?o } { ?s ?p ?o }")
    assert triple.subject == NamedNode("http://example.org/mayor")
    assert bool(store.query("ASK { ?s ?p ?o }"))


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("DELETE WHERE { ?s ?p ?o }", "begins with DELETE"),
        ("DROP ALL", "begins with DROP"),
        ("LOAD <file:///etc/passwd>", "begins with LOAD"),
        ("SELECT * { ?s ?p", "cannot be read"),
        ("", "does not say what it does"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * { ?s ?p 1.service silent <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE"),
    ],
)
def test_a_query_that_may_not_run_is_refused(store: Store, query: str, says: str) -> None:
    store.replace(G, ASKED)
    with pytest.raises(RunError, match=says):
        list(store.select(query))
    assert values(store, COUNT) == ["1"]


def test_the_word_service_in_a_text_is_no_federation(store: Store) -> None:
    query = (
        'PREFIX service: <http://example.org/SERVICE> SELECT ?service { VALUES ?service { "SERVICE <x>" } } # SERVICE'
    )
    assert values(store, query) == ["SERVICE <x>"]


@pytest.mark.parametrize("ask", ["select", "construct"])
def test_the_form_of_the_query_must_fit(store: Store, ask: str) -> None:
    other = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }" if ask == "select" else COUNT
    with pytest.raises(RunError, match=re.escape(f"no {ask.upper()} query")):
        getattr(store, ask)(other)


def test_rdflib_sees_the_same_data(store: Store) -> None:
    store.replace(G, ASKED)
    store.replace(H, HOSTILE)
    rows = store.rdflib().query("SELECT ?o { ?s <http://example.org/asked> ?o }")
    assert [str(row[0]) for row in rows] == ["the files"]  # type: ignore[index]
    assert len(list(store.rdflib().triples((None, None, None)))) == 2


def test_the_disk_keeps_what_was_flushed(tmp_path: Path) -> None:
    written = open_store(str(tmp_path))
    written.replace(G, ASKED)
    written.flush()
    assert open_store(str(tmp_path), read_only=True).graphs() == (G,), "read beside the writer"
    written.close()
    assert open_store(str(tmp_path)).graphs() == (G,), "opened again"


def test_a_second_writer_is_told(tmp_path: Path) -> None:
    first = open_store(str(tmp_path))
    with pytest.raises(RunError, match="being written by another process"):
        open_store(str(tmp_path))
    first.close()


def test_a_folder_without_a_store_is_named(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="there is no store at"):
        open_store(str(tmp_path / "none"), read_only=True)


def test_an_endpoint_that_is_not_there_is_named_without_its_password() -> None:
    store = Endpoint("http://me:secret@127.0.0.1:9/query", patience=Patience(attempts=1))
    with pytest.raises(RunError, match=r"no answer from http://127\.0\.0\.1:9/query") as caught:
        store.graphs()
    assert "secret" not in str(caught.value)


def test_a_page_that_is_no_endpoint_is_told(oxigraph: str) -> None:
    with pytest.raises(RunError, match="answers"):
        open_store(f"{oxigraph}/nothing").graphs()
    with pytest.raises(RunError, match="no address for updates"):
        open_store(f"{oxigraph}/query").replace(G, ASKED)
