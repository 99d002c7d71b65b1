"""The server as clients meet it: the SPARQL 1.1 protocol, formats, limits, and what it does with the rest."""

from __future__ import annotations

import contextlib
import csv
import io
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, parse, parse_query_results

from graph import ontology
from graph.cli import run
from graph.serve.messages import RefusedError
from graph.serve.negotiation import chosen, preferred
from graph.store import Disk
from tests.served import Served, ended, serving

ONE, TWO, THREE = (f"http://example.org/{name}" for name in ("one", "two", "three"))
DATA = "".join(
    f'<http://example.org/{name}/{n}> <http://example.org/says> "{name} {n}" <http://example.org/{name}> .\n'
    for name, number in (("one", 1), ("two", 2), ("three", 200))
    for n in range(number)
)
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
NAMED = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o FILTER(?a != ?m) }"
HUNGRY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?i ?f"
FORM, DIRECT = {"Content-Type": "application/x-www-form-urlencoded"}, {"Content-Type": "application/sparql-query"}
EXAMPLES = ontology.folder() / "examples" / "valid"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("served") / "data.nq"
    path.write_text(DATA)
    return path


@pytest.fixture(scope="module")
def server(data: Path) -> Iterator[Served]:
    with serving(data, "--processes", "2") as served:
        yield served


@pytest.fixture(scope="module")
def strict(data: Path) -> Iterator[Served]:
    options = ("--timeout", "3", "--memory", "60", "--limit", "2000", "--size", "2", "--processes", "1")
    with serving(data, *options) as served:
        yield served


@pytest.fixture(scope="module")
def story() -> Iterator[Served]:
    with serving(EXAMPLES / "mutual.trig", "--processes", "1") as served:
        yield served


def number(response: httpx.Response) -> int:
    """The count in the only row of an answer."""
    assert response.status_code == 200, response.text
    [row] = response.json()["results"]["bindings"]
    return int(row["n"]["value"])


def form(*pairs: tuple[str, str]) -> str:
    return urlencode(pairs)


# --------------------------------------------------------------------------------------------------
# The protocol: each way to ask, of which graphs, and how many triples the query must see.

DEFAULT, NAMES = ("default-graph-uri", ONE), ("named-graph-uri", TWO)
FROM = f"SELECT (COUNT(*) AS ?n) FROM <{TWO}> {{ ?s ?p ?o }}"
BOTH = "SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"


@pytest.mark.parametrize(
    ("method", "parameters", "headers", "body", "seen"),
    [
        ("GET", form(("query", COUNT)), {}, "", 203),
        ("POST", "", FORM, form(("query", COUNT)), 203),
        ("POST", "", {"Content-Type": f"{FORM['Content-Type']}; charset=utf-8"}, form(("query", COUNT)), 203),
        ("POST", "", DIRECT, COUNT, 203),
        ("GET", form(("query", COUNT), DEFAULT), {}, "", 1),
        ("POST", "", FORM, form(("query", COUNT), DEFAULT), 1),
        ("POST", form(DEFAULT), DIRECT, COUNT, 1),
        ("GET", form(("query", COUNT), DEFAULT, ("default-graph-uri", TWO)), {}, "", 3),
        ("GET", form(("query", COUNT), DEFAULT, DEFAULT), {}, "", 1),
        ("GET", form(("query", NAMED), NAMES), {}, "", 2),
        ("POST", "", FORM, form(("query", NAMED), NAMES), 2),
        ("GET", form(("query", NAMED), DEFAULT), {}, "", 0),
        ("GET", form(("query", COUNT), NAMES), {}, "", 0),
        ("GET", form(("query", BOTH), DEFAULT, NAMES), {}, "", 3),
        ("GET", form(("query", FROM)), {}, "", 2),
        ("GET", form(("query", FROM), DEFAULT), {}, "", 1),
        ("GET", form(("query", COUNT), ("default-graph-uri", "http://example.org/none")), {}, "", 0),
    ],
)
def test_a_query_is_asked_of_the_graphs_that_it_names(
    server: Served, method: str, parameters: str, headers: dict[str, str], body: str, seen: int
) -> None:
    headers = {"Accept": "application/sparql-results+json", **headers}
    assert number(server.send(method, f"sparql?{parameters}", headers=headers, content=body)) == seen


@pytest.mark.parametrize(
    ("method", "path", "headers", "body", "status", "says"),
    [
        ("PUT", f"sparql?{form(('query', COUNT))}", {}, "", 405, "PUT is not done here"),
        ("DELETE", "", {}, "", 405, "wanted GET"),
        ("POST", "queries/mutual", FORM, "", 405, "POST is not done here"),
        ("GET", f"sparql?{form(('query', COUNT), ('query', NAMED))}", {}, "", 400, "2 queries; wanted one"),
        ("POST", f"sparql?{form(('query', COUNT))}", DIRECT, COUNT, 400, "2 queries; wanted one"),
        ("POST", "sparql", {"Content-Type": "text/plain"}, COUNT, 415, "a body of the type text/plain"),
        ("POST", "sparql", {}, form(("query", COUNT)), 415, "not told"),
        ("POST", "sparql", {}, COUNT, 415, "wanted application/x-www-form-urlencoded or application/sparql-query"),
        ("POST", "sparql", DIRECT, COUNT.encode("utf-16"), 400, "not UTF-8"),
        ("GET", "sparql?query=%ff%fe", {}, "", 400, "cannot be read"),
        ("GET", "sparql?" + "&".join("a=b" for _ in range(2000)), {}, "", 400, "cannot be read"),
        ("GET", f"sparql?{form(('query', 'SELECT * { ?s'))}", {}, "", 400, "the query cannot be read (error at 1:"),
        ("GET", "sparql?query=", {}, "", 400, "the query does not say what it does"),
        ("POST", "sparql", FORM, "", 400, "no query; wanted one"),
        ("POST", "sparql", {"Content-Type": "application/sparql-update"}, "DROP ALL", 403, "an update"),
        ("POST", "sparql", FORM, form(("update", "DROP ALL")), 403, "changes nothing"),
        ("GET", f"sparql?{form(('update', 'DROP ALL'))}", {}, "", 403, "an update"),
        ("GET", f"sparql?{form(('query', 'DROP ALL'))}", {}, "", 400, "begins with DROP; wanted SPARQL 1.1 that asks"),
        ("GET", f"sparql?{form(('query', 'LOAD <file:///etc/passwd>'))}", {}, "", 400, "changes nothing"),
        ("GET", f"sparql?{form(('query', 'SELECT * { SERVICE <http://127.0.0.1:9/> { } }'))}", {}, "", 403, "SERVICE"),
        (
            "GET",
            f"sparql?{form(('query', 'SELECT * FROM <file:///etc/hosts> { ?s ?p ?o }'))}",
            {},
            "",
            403,
            "for files",
        ),
        ("GET", f"sparql?{form(('query', COUNT), ('named-graph-uri', 'file:///etc/hosts'))}", {}, "", 403, "for files"),
        ("GET", f"sparql?{form(('query', COUNT), ('default-graph-uri', 'no iri'))}", {}, "", 400, "is no IRI"),
        (
            "GET",
            f"sparql?{form(('query', COUNT), ('format', 'pdf'))}",
            {},
            "",
            400,
            "the format pdf; wanted one of json",
        ),
        ("GET", f"sparql?{form(('query', COUNT), ('format', 'ttl'))}", {}, "", 406, "no form as ttl"),
        ("GET", f"sparql?{form(('query', COUNT))}", {"Accept": "image/png"}, "", 406, "no form as image/png"),
        ("GET", f"sparql?{form(('query', COUNT))}", {"Accept": "text/turtle"}, "", 406, "sparql-results+json"),
        ("GET", f"sparql?{form(('query', 'ASK {}'))}", {"Accept": "text/csv"}, "", 406, "no form as text/csv"),
        ("POST", "sparql", DIRECT, "#" * 1_000_001, 413, "more than 1,000,000 bytes"),
        ("GET", "nothing", {}, "", 404, "nothing is at /nothing"),
        ("GET", "queries/weather?format=csv", {}, "", 404, "there is no query 'weather'"),
        ("GET", "queries/../../etc/passwd", {}, "", 404, "nothing is at"),
        ("GET", "queries/overdue?format=csv", {}, "", 400, "overdue is not told 'on'"),
        ("GET", "queries/overdue?format=csv&on=soon", {}, "", 400, "on is 'soon'; wanted a date"),
        ("GET", "queries/mutual?format=csv&on=2026-03-06", {}, "", 400, "mutual has no parameter 'on'"),
        ("GET", "queries/overdue?format=csv&on=2026-03-06&on=2026-03-07", {}, "", 400, "given twice"),
        ("GET", f"sparql?{form(('query', COUNT))}", {"Host": "evil.example"}, "", 421, "wanted 127.0.0.1 or"),
        ("GET", "", {"Host": "localhost.evil.example:80"}, "", 421, "names another server"),
    ],
)
def test_what_cannot_be_answered_is_told_in_a_sentence(
    server: Served, method: str, path: str, headers: dict[str, str], body: str | bytes, status: int, says: str
) -> None:
    response = server.send(method, path, headers={"Accept": "*/*", **headers}, content=body)
    assert (response.status_code, says in response.text) == (status, True), response.text
    assert "Traceback" not in response.text
    assert response.text.count("\n") <= 1


def test_the_place_of_an_error_is_that_in_the_query_as_it_was_sent(server: Served) -> None:
    assert "error at 2:8" in server.ask("SELECT *\n{ }} ?s").text


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST:8321", "[::1]:8321"])
def test_the_names_of_this_machine_are_known(server: Served, host: str) -> None:
    assert server.send("GET", "", headers={"Host": host}).status_code == 200


def test_no_other_site_may_read_what_is_answered(server: Served) -> None:
    response = server.send("GET", f"sparql?{form(('query', COUNT))}", headers={"Origin": "http://evil.example"})
    assert not [name for name in response.headers if name.startswith("access-control")]
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["cross-origin-resource-policy"] == "same-origin"
    assert server.send("OPTIONS", "sparql", headers={"Origin": "http://evil.example"}).status_code == 405


# --------------------------------------------------------------------------------------------------
# Formats.

JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        ("text/*", "text/csv"),
        (XML, XML),
        ("application/json", "application/json"),
        ("application/xml", "application/xml"),
        (f"{XML};q=0.4, text/csv;q=0.5", "text/csv"),
        (f"{XML};q=0.5, {JSON};q=0.5", JSON),
        ("text/tab-separated-values, */*;q=0.1", "text/tab-separated-values"),
        ("*/*, application/*;q=0", "text/csv"),
        (f"{JSON};q=2, text/csv", "text/csv"),
        ("text/html;q=0.1, text/csv", "text/csv"),
        ("TEXT/CSV; Q=1", "text/csv"),
        (",;, /, text/csv;q=", JSON),
        ("text/turtle", None),
        (f"{JSON};q=0", None),
    ],
)
def test_rows_come_in_the_format_that_is_valued_most(accept: str, media_type: str | None) -> None:
    if media_type is None:
        with pytest.raises(RefusedError):
            chosen("rows", accept)
    else:
        assert chosen("rows", accept)[1].partition(";")[0] == media_type


@given(st.text(max_size=80), st.lists(st.sampled_from(["text/csv", "text/html", "a/b"]), max_size=3, unique=True))
def test_any_accept_header_can_be_read(accept: str, offered: list[str]) -> None:
    assert preferred(accept, offered) in (*offered, None)


@pytest.mark.parametrize(("name", "by"), [("json", "JSON"), ("xml", "XML"), ("tsv", "TSV")])
def test_rows_are_the_same_in_each_format(server: Served, name: str, by: str) -> None:
    response = server.send("GET", f"sparql?{form(('query', 'SELECT * { ?s ?p ?o } ORDER BY ?s'), ('format', name))}")
    read = parse_query_results(response.content, format=getattr(QueryResultsFormat, by))
    assert isinstance(read, QuerySolutions)
    assert len(list(read)) == 203


def test_rows_as_csv(server: Served) -> None:
    response = server.ask("SELECT ?s ?o { ?s ?p ?o } ORDER BY ?s", "text/csv")
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert next(csv.reader(io.StringIO(response.text))) == ["s", "o"]


@pytest.mark.parametrize("accept", [JSON, XML])
def test_yes_and_no(server: Served, accept: str) -> None:
    response = server.ask("ASK { ?s ?p 'one 0' }", accept)
    assert response.headers["content-type"] == accept
    assert "true" in response.text


@pytest.mark.parametrize("query", ["CONSTRUCT WHERE { ?s ?p ?o }", f"DESCRIBE <{THREE}/7>"])
@pytest.mark.parametrize(
    ("accept", "rdf_format"),
    [
        ("text/turtle", RdfFormat.TURTLE),
        ("application/n-triples", RdfFormat.N_TRIPLES),
        ("application/ld+json", RdfFormat.JSON_LD),
        ("application/rdf+xml", RdfFormat.RDF_XML),
    ],
)
def test_triples_in_each_format(server: Served, query: str, accept: str, rdf_format: RdfFormat) -> None:
    response = server.ask(query, accept)
    assert response.headers["content-type"].partition(";")[0] == accept
    assert len(list(parse(response.content, format=rdf_format))) == (1 if "DESCRIBE" in query else 203)


@pytest.mark.parametrize("accept", ["*/*", "text/turtle", "application/rdf+xml, */*;q=0.1"])
def test_who_asks_nothing_gets_the_description_of_the_service(server: Served, accept: str) -> None:
    response = server.send("GET", "sparql", headers={"Accept": accept})
    rdf_format = RdfFormat.from_media_type(response.headers["content-type"])
    assert rdf_format
    found = {
        str(quad.predicate).rpartition("#")[2][:-1]: str(quad.object) for quad in parse(response.content, rdf_format)
    }
    assert found["endpoint"] == f"<{server.url}sparql>"
    assert found["triples"].startswith('"203"')


def test_a_browser_gets_the_page_under_each_address(server: Served) -> None:
    browser = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
    for path in ("", "sparql", f"sparql?{form(('query', COUNT))}", "queries/mutual", "queries/overdue?on=2026-03-06"):
        response = server.send("GET", path, headers=browser)
        assert response.headers["content-type"].startswith("text/html"), path
        assert "default-src 'none'" in response.headers["content-security-policy"]


@pytest.mark.parametrize("value", ['"><script>alert(1)</script>', "' onfocus='x", '"{{ 7 * 7 }}'])
def test_what_is_given_is_escaped_in_the_page(server: Served, value: str) -> None:
    page = server.send("GET", f"queries/by-office?name={quote(value)}", headers={"Accept": "text/html"}).text
    assert value not in page
    assert "49" not in page.partition("<main>")[2]


# --------------------------------------------------------------------------------------------------
# Named queries.


def test_a_named_query_is_an_address(story: Served) -> None:
    [row] = csv.DictReader(io.StringIO(story.send("GET", "queries/mutual?format=csv").text))
    assert (row["asked_other"], row["asked_one"]) == ("1", "1")


def test_its_parameters_are_bound_as_terms(story: Served) -> None:
    evil = 'x") } DROP ALL #'
    response = story.send("GET", f"queries/by-office?{form(('name', evil), ('format', 'json'))}")
    assert response.json()["results"]["bindings"] == []


def test_a_prefix_in_a_parameter_and_in_a_query_needs_no_declaration(story: Served) -> None:
    rows = story.ask("SELECT ?request { ?request a ask:MadeRequest }").json()["results"]["bindings"]
    iri = rows[0]["request"]["value"]
    short = iri.replace("https://w3id.org/askgraph/document/", "doc:")
    answers = [
        story.send("GET", f"queries/evidence?{form(('request', i), ('format', 'csv'))}").text for i in (iri, short)
    ]
    assert answers[0] == answers[1] != ""
    assert answers[0].count("\n") == 2


# --------------------------------------------------------------------------------------------------
# Limits.


@pytest.mark.parametrize(
    ("query", "status", "says"),
    [
        (ENDLESS, 503, "took longer than 3 s; wanted a quicker one"),
        (HUNGRY, 503, "needs more than 60 MB of memory"),
        ("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?i = 'one 0') }", 400, "more than 2,000 rows"),
        ("SELECT * { " + "{" * 40_000 + "}" * 40_000 + "}", 400, "nests deeper than"),
    ],
    ids=["time", "memory", "rows", "nesting"],
)
def test_a_query_that_goes_too_far_is_stopped_and_the_next_is_answered(
    strict: Served, query: str, status: int, says: str
) -> None:
    response = strict.send("POST", "sparql", headers=DIRECT, content=query)
    assert (response.status_code, says in response.text) == (status, True), response.text
    assert number(strict.ask(COUNT)) == 203


def test_an_answer_that_grows_too_long_breaks_off_and_does_not_look_whole(strict: Served) -> None:
    query = f"SELECT ?s ('{'long ' * 4000}' AS ?words) {{ ?s ?p ?o }}"
    with pytest.raises(httpx.RemoteProtocolError):
        strict.send("POST", "sparql", headers=DIRECT, content=query)
    assert number(strict.ask(COUNT)) == 203


def test_a_long_answer_comes_whole(server: Served) -> None:
    response = server.ask("SELECT ?a ?c ?d ?f { ?a ?b ?c . ?d ?e ?f }", "text/csv")
    assert response.headers["transfer-encoding"] == "chunked"
    assert response.text.count("\n") == 203 * 203 + 1


def test_a_query_waits_for_nobody_but_where_all_are_busy(server: Served) -> None:
    with httpx.Client(trust_env=False) as client, contextlib.ExitStack() as stack:
        pool = stack.enter_context(ThreadPoolExecutor(2))
        slow = pool.submit(_left_behind, server)
        assert [number(server.ask(COUNT)) for _ in range(20)] == [203] * 20
        assert slow.result() is None
        assert client.get(server.url).status_code == 200


def test_a_query_ends_where_its_client_has_gone(server: Served) -> None:
    before = set(server.children())
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(_left_behind, [server, server]))
    assert number(server.ask(COUNT)) == 203
    assert all(map(ended, before)), "both were killed and replaced"


def _left_behind(served: Served) -> None:
    """A query that runs for long, and a client that does not wait for its answer."""
    with pytest.raises(httpx.ReadTimeout):
        httpx.get(f"{served.url}sparql?{form(('query', ENDLESS))}", trust_env=False, timeout=1)


def test_many_ask_at_once(server: Served) -> None:
    with ThreadPoolExecutor(16) as pool:
        assert list(pool.map(lambda _: number(server.ask(COUNT)), range(64))) == [203] * 64


# --------------------------------------------------------------------------------------------------
# Garbage.

TEXT = st.text(max_size=60)
WORDS = st.sampled_from(
    ["query", "default-graph-uri", "format", "update", COUNT, "SELECT * {", "ASK {}", "", "csv", ONE]
)
PARTS = st.lists(st.tuples(WORDS | TEXT, WORDS | TEXT), max_size=4)
TYPES = st.sampled_from([FORM["Content-Type"], DIRECT["Content-Type"], "text/plain", "multipart/form-data", ";", ""])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    method=st.sampled_from(["GET", "POST", "HEAD", "PUT", "OPTIONS", "BREW"]),
    path=st.sampled_from(["", "sparql", "queries/mutual", "queries/overdue", "queries/%00", "%2e%2e/x", "//"]),
    parameters=PARTS,
    body=st.binary(max_size=80) | PARTS.map(lambda pairs: urlencode(pairs, errors="surrogatepass").encode()),
    media_type=TYPES,
    accept=st.sampled_from(["", "*/*", "text/html", ";q=,", "text/csv;q=nan", "\x7f"]),
)
def test_no_request_makes_the_server_fail(server: Served, **parts: Any) -> None:
    query = urlencode(parts["parameters"], errors="surrogatepass")
    headers = {"Content-Type": parts["media_type"], "Accept": parts["accept"]}
    response = server.send(parts["method"], f"{parts['path']}?{query}", headers=headers, content=parts["body"])
    assert response.status_code < 500, (response.status_code, response.text)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=200)
    | st.binary(max_size=60).map(lambda more: b"GET /sparql?query=" + more + b" HTTP/1.1\r\n\r\n")
)
def test_bytes_that_are_no_http_end_the_connection_alone(server: Served, sent: bytes) -> None:
    host, port = server.url.removeprefix("http://").rstrip("/").split(":")
    with socket.create_connection((host, int(port)), timeout=30) as connection:
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        with contextlib.suppress(ConnectionResetError):
            assert not connection.recv(100).startswith(b"HTTP/1.1 5")
    assert server.process.poll() is None


# --------------------------------------------------------------------------------------------------
# The server itself.


def test_it_answers_from_what_the_dataset_holds_now(tmp_path: Path) -> None:
    store = Disk(tmp_path)
    store.fill(DATA)
    store.flush()
    with serving(tmp_path, "--processes", "1") as served:
        assert number(served.ask(COUNT)) == 203
        store.remove(THREE)
        store.flush()
        assert number(served.ask(COUNT)) == 3
    store.close()


@pytest.mark.parametrize(
    ("dataset", "says"),
    [
        ("none", "there is no dataset at none"),
        ("http://127.0.0.1:9/query", "is an endpoint already"),
        ("notes.pdf", "notes.pdf is no RDF file"),
        ("broken.nq", "broken.nq cannot be read"),
    ],
)
def test_what_cannot_be_served_is_told(
    dataset: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("notes.pdf", "broken.nq"):
        Path(name).write_text("no quads")
    assert run(["serve", "--from", dataset, "--port", "0"]) == 1
    assert says in capsys.readouterr().err


def test_a_port_that_is_taken_is_told(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        assert run(["serve", "--from", str(data), "--port", str(other.getsockname()[1])]) == 1
    assert "cannot be had (Address already in use)" in capsys.readouterr().err
