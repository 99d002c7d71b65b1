"""A query that would change the data, read files or reach the network is refused by every store, however it is put."""

from __future__ import annotations

import contextlib
import itertools
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import httpx
import pyoxigraph
import pytest

from graph import cli
from graph.errors import RunError
from graph.store import Graphs, Store, open_dataset, open_store, sparql
from tests import servers
from tests.servers import Faulty, says

G = "http://example.org/g"
ASKED = '<http://example.org/mayor> <http://example.org/asked> "the files" .\n'
ALL = "{ ?s ?p ?o }"


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Faulty]:
    """A server that nobody may ask."""
    with servers.faulty("") as server:
        server.fault = lambda _: says(200, b'{"head":{"vars":[]},"results":{"bindings":[]}}')
        yield server


@pytest.fixture(params=["memory", "disk", "endpoint"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "endpoint":
        url = request.getfixturevalue("oxigraph")
        httpx.post(f"{url}/update", data={"update": "DROP ALL"}, trust_env=False)
        location = f"{url}/query,{url}/update"
    else:
        location = str(tmp_path / "store")
    store = open_store(location)
    store.replace(G, ASKED)
    if request.param == "memory":
        (tmp_path / "graph.nq").write_text(store.dump())
        location = str(tmp_path / "graph.nq")
    store.flush()
    store.close()
    return location


UPDATES = (
    f'INSERT DATA {{ GRAPH <{G}> {{ <http://example.org/a> <http://example.org/b> "c" }} }}',
    f"DELETE WHERE {{ GRAPH <{G}> {ALL} }}",
    f"DELETE {ALL} INSERT {{ ?o ?p ?s }} WHERE {ALL}",
    f"WITH <{G}> DELETE {ALL} WHERE {ALL}",
    f"CLEAR GRAPH <{G}>",
    "DROP ALL",
    "DROP SILENT NAMED",
    f"CREATE GRAPH <{G}x>",
    f"COPY <{G}> TO <{G}x>",
    f"MOVE <{G}> TO <{G}x>",
    f"ADD <{G}> TO DEFAULT",
    "LOAD <FILE>",
    f"LOAD SILENT <file:///etc/hosts> INTO GRAPH <{G}>",
    "LOAD <URL>",
    f"SELECT * {ALL} ; DROP ALL",
    f"SELECT * {ALL} DROP ALL",
    f"# SELECT * {ALL}\nDROP ALL",
    f"# SELECT * {ALL}\rDROP ALL",
    "BASE <http://example.org/> PREFIX a: <b> DROP ALL",
    "\\u0044ROP ALL",
    "",
)
FILES = (
    f"SELECT * FROM <FILE> {ALL}",
    f"SELECT * FROM NAMED <FILE> {{ GRAPH ?g {ALL} }}",
    f"SELECT *FROM<FILE>{ALL}",
    f"SELECT * FROM <File:/etc/hosts> {ALL}",
    f"SELECT * FROM <\\u0066ile:/etc/hosts> {ALL}",
    f"SELECT * FROM <\\U00000066ile:/etc/hosts> {ALL}",
    f"BASE <file:///etc/> SELECT * FROM <hosts> {ALL}",
    f"PREFIX f: <file:///etc/> SELECT * FROM f:hosts {ALL}",
    f"CONSTRUCT {ALL} FROM <FILE> WHERE {ALL}",
    f"DESCRIBE ?s FROM <FILE> {ALL}",
    f"ASK FROM <FILE> {ALL}",
    f"SELECT * {{ SERVICE <FILE> {ALL} }}",
    f"define input:default-graph-uri <FILE> SELECT * {ALL}",
    f'define get:soft "replace" SELECT * FROM <URL> {ALL}',
)
NETWORK = (
    f"SELECT * {{ SERVICE <URL> {ALL} }}",
    f"SELECT * {{ sErViCe SILENT <URL> {ALL} }}",
    f"SELECT * {{ VALUES ?where {{ <URL> }} SERVICE ?where {ALL} }}",
    f"BASE <URL> SELECT * {{ SERVICE <> {ALL} }}",
    f"PREFIX : <URL> SELECT * {{ SERVICE : {ALL} }}",
    f"PREFIX : <URL> SELECT * {{ SERVICE:x {ALL} }}",
    f"PREFIX : <URL> SELECT * {{ SERVICE:x#\n{ALL} }}",
    f"SELECT * {{ {{ SELECT * {{ SERVICE <URL> {ALL} }} }} }}",
    f"SELECT * {{ FILTER EXISTS {{ SERVICE <URL> {ALL} }} }}",
    f"SELECT * {{ BIND(EXISTS {{ SERVICE <URL> {ALL} }} AS ?x) }}",
    f"CONSTRUCT {ALL} WHERE {{ SERVICE <URL> {ALL} }}",
    f"ASK {{ OPTIONAL {{ SERVICE <URL> {ALL} }} }}",
    f"ASK {{ {ALL} MINUS {{ SERVICE <URL> {ALL} }} }}",
    f"SELECT * {{ \\u0053ERVICE <URL> {ALL} }}",
    f"SELECT * {{ \\U00000053ERVICE <URL> {ALL} }}",
)
HARMLESS = (
    f"SELECT * {{ GRAPH <FILE> {ALL} }}",
    f"SELECT * {{ GRAPH <URL> {ALL} }}",
    f"SELECT * FROM <URL> {ALL}",
    f"SELECT * FROM NAMED <URL> {{ GRAPH ?g {ALL} }}",
    "SELECT * { <URL> ?p ?o }",
)


def refused(store: Store, query: str) -> bool:
    """Whether a query is refused; that it does nothing where it is not."""
    try:
        answer = store.query(query)
        assert isinstance(answer, pyoxigraph.QueryBoolean) or list(answer) == []
    except RunError:
        return True
    return False


@pytest.mark.parametrize("query", [pytest.param(query, id=query) for query in (*UPDATES, *FILES, *NETWORK, *HARMLESS)])
def test_what_is_refused(location: str, elsewhere: Faulty, tmp_path: Path, query: str) -> None:
    secret = tmp_path / "secret.nt"
    secret.write_text('<http://example.org/a> <http://example.org/b> "secret" .\n')
    elsewhere.seen.clear()
    text = query.replace("FILE", secret.as_uri()).replace("URL", f"{elsewhere.url}/x")
    store = open_dataset(location)
    assert refused(store, text) is (query not in HARMLESS)
    assert store.dump() == f"{ASKED[:-2]}<{G}> .\n"
    assert elsewhere.seen == []
    store.close()


def test_graphs_given_from_outside_are_no_files(location: str) -> None:
    store = open_dataset(location)
    for graphs in (Graphs(merged=("file:///etc/hosts",)), Graphs(named=("FILE:///etc/hosts",))):
        with pytest.raises(RunError, match="asks for files"):
            store.query(f"SELECT * {ALL}", graphs=graphs)
    store.close()


@pytest.mark.parametrize("query", [*UPDATES[:2], FILES[0], NETWORK[0]])
def test_the_command_says_so(location: str, query: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "q.rq").write_text(query.replace("FILE", "file:///etc/hosts").replace("URL", "http://127.0.0.1:9/"))
    assert cli.run(["query", str(tmp_path / "q.rq"), "--from", location]) == 1
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert said.err.startswith("askgraph: the query ")
    assert open_dataset(location).dump() == f"{ASKED[:-2]}<{G}> .\n"


# Terms that end in signs which a reader of words may take for the beginning of something else.
BEFORE = (
    *"?s1 true false 1 1. 1e0 1.e0 .5 -1e-1 1.5 'a' '' 'a'@en <x> () [] '''a'''".split(),
    *r": a: a:b a:b.c a:b.c.d a.b: a.b:c.d a:%41 a:\# a:\' a:\. a:b\( :b :b.c.d _:a _:a.b _:a.b.c".split(),
)
GLUE = ("", " ", ".", " .", ". ", "#\n", ".#'\n", ".#\r", "\t", ";", " #<\n")
AFTER = ("<URL>", " <URL>", " SILENT <URL>", ":x", "#\n:x", "?w", " a:x", "\u00a0<URL>")


def test_no_way_to_write_it_gets_through(elsewhere: Faulty) -> None:
    store = pyoxigraph.Store()
    prefixes = " ".join(f"PREFIX {prefix} <{elsewhere.url}/>" for prefix in (":", "a:", "a.b:"))
    prologue = f"BASE <{elsewhere.url}/> {prefixes}"
    for term in BEFORE:
        with contextlib.suppress(SyntaxError):  # a variable is no data
            store.update(f"{prologue} INSERT DATA {{ <s> <p> {term} }}")
    elsewhere.seen.clear()
    counts: Counter[str] = Counter()
    for before, glue, after in itertools.product(BEFORE, GLUE, AFTER):
        where = f"VALUES ?w {{ <URL> }} ?s0 <p> {before}{glue}SERVICE{after} {{ ?s ?p ?o }}"
        query = f"{prologue} SELECT * {{ {where} }}".replace("URL", f"{elsewhere.url}/x")
        counts[_met(store, query)] += 1
    assert elsewhere.seen == []
    assert counts["refused"] > 1000


def _met(store: pyoxigraph.Store, query: str) -> str:
    try:
        sparql.refuse_federation(query)
    except RunError:
        return "refused"
    try:
        results = store.query(query)
    except SyntaxError:
        return "is none"
    assert list(results) is not None, query  # type: ignore[arg-type]
    return "asks nobody"
