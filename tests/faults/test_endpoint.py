"""A server that is slow, breaks off, fails or is none: asked again where that is safe, else told in a sentence."""

from __future__ import annotations

import functools
import shutil
import ssl
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from graph import upkeep
from graph.errors import RunError, ServerError
from graph.journal import SERVER_FAILURES, Journal
from graph.read import document
from graph.store import Change, Memory, open_store
from graph.store.endpoint import Endpoint
from graph.store.http import Patience, _retry_after
from tests import servers
from tests.servers import Faulty, says

G, H = "http://example.org/g", "http://example.org/h"
ASKED = '<http://example.org/mayor> <http://example.org/asked> "the files" .\n'
MORE = '<http://example.org/mayor> <http://example.org/asked> "the maps" .\n'
HURRY = Patience(timeout=20, attempts=4, pause=0.001, largest=300_000)
RESULTS = "application/sparql-results+json"
HTML = says(200, b"<html>Sign in</html>", content_type="text/html; charset=utf-8")
TEXTS = tuple(f"Mayor Ann Lee asked the Harbor Council for file {n}.\n" for n in range(8))


@pytest.fixture
def server(oxigraph: str) -> Iterator[Faulty]:
    httpx.post(f"{oxigraph}/update", data={"update": "DROP ALL"}, trust_env=False)
    with servers.faulty(oxigraph) as server:
        yield server


def endpoint(server: Faulty, patience: Patience = HURRY) -> Endpoint:
    return Endpoint(f"{server.url}/query", f"{server.url}/update", patience=patience)


PASSING = {
    "drops the connection": servers.dropped,
    "breaks off in the middle": servers.half,
    "408": says(408),
    "429 with Retry-After": says(429, retry_after="0"),
    "500": says(500, b"<html>Oops</html>", content_type="text/html"),
    "502": says(502),
    "503 with Retry-After": says(503, retry_after="Wed, 21 Oct 2015 07:28:00 GMT"),
    "503 with a Retry-After that is none": says(503, retry_after="soon"),
    "504": says(504),
    "HTML": HTML,
}
GARBLED = {
    "another type": says(200, b"a,b\n1,2\n", content_type="text/csv"),
    "no type": says(200, b"{}"),
    "no JSON": says(200, b"{not json", content_type=RESULTS),
    "no results": says(200, b'{"head": 1}', content_type=RESULTS),
    "half the results": says(200, b'{"head":{"vars":["g"]},"results":{"bindings":[', content_type=RESULTS),
    "another encoding": says(200, b"no gzip", content_type=RESULTS, content_encoding="gzip"),
}


@pytest.mark.parametrize("fault", [pytest.param(fault, id=name) for name, fault in {**PASSING, **GARBLED}.items()])
def test_a_query_is_asked_again(server: Faulty, fault: servers.Fault) -> None:
    store = endpoint(server)
    store.replace(G, ASKED)
    server.first(fault, times=3)
    assert store.graphs() == (G,)
    assert len(server.seen) == 4
    server.first(fault, times=4)
    with pytest.raises(ServerError, match=r"^http://127\.0\.0\.1:\d+/query .*asked 4 times; wanted|^no answer from "):
        store.graphs()


@pytest.mark.parametrize(  # but for the answer that breaks off: that of an update is empty
    "fault", [pytest.param(fault, id=name) for name, fault in PASSING.items() if fault is not servers.half]
)
def test_an_update_is_made_again(server: Faulty, fault: servers.Fault) -> None:
    store = endpoint(server)
    store.replace(G, MORE)
    server.first(fault, times=3)
    store.change(Change(G, ASKED), Change(H, MORE, removed=""))
    assert len(server.seen) == 4
    server.fault = lambda _: None
    assert store.dump() == f"{ASKED[:-2]}<{G}> .\n{MORE[:-2]}<{H}> .\n"


def test_an_update_that_was_made_without_a_word_is_made_once(server: Faulty) -> None:
    store = endpoint(server)
    store.replace(G, MORE)
    server.first(servers.done_and_dropped, times=3)
    store.change(Change(G, ASKED, MORE), Change(H, MORE, removed=""))
    server.fault = lambda _: None
    assert store.dump() == f"{ASKED[:-2]}<{G}> .\n{MORE[:-2]}<{H}> .\n"


def test_an_update_with_a_blank_node_is_not_made_again(server: Faulty) -> None:
    store = endpoint(server)
    server.first(servers.done_and_dropped, times=1)
    with pytest.raises(ServerError, match="no answer from"):
        store.replace(G, '_:a <http://example.org/asked> "the files" .')
    assert len(server.seen) == 1


REFUSED = {
    "301": (says(301, location="http://me:secret@elsewhere.example/"), r"301 .* names http://elsewhere\.example/;"),
    "307": (says(307, location="/sparql"), r"307 .* names /sparql; .*if you trust it"),
    "401": (says(401), "401 Unauthorized; wanted to be let in; give a name"),
    "403": (says(403), "403 Forbidden; wanted to be let in"),
    "404": (says(404), "404 Not Found; wanted a SPARQL 1.1 endpoint; check the address"),
    "a request too large": (says(413), "413 .*; wanted a server that takes requests of this size"),
}


@pytest.mark.parametrize(("fault", "told"), REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("work", ["query", "update"])
def test_what_will_not_pass_is_told_at_once(server: Faulty, work: str, fault: servers.Fault, told: str) -> None:
    store = endpoint(server)
    server.first(fault, times=9)
    with pytest.raises(RunError, match=told):
        store.graphs() if work == "query" else store.replace(G, ASKED)
    assert len(server.seen) == 1


def test_a_request_that_the_server_cannot_read_is_told_in_its_words(server: Faulty) -> None:
    store = endpoint(server)
    server.first(says(400, b"line 1:\n  no such function" + b" x" * 100_000), times=9)
    with pytest.raises(RunError, match=r"the query cannot be read \(line 1: no such function x"):
        store.graphs()
    with pytest.raises(ServerError, match=r"/update cannot read the update \(line 1: no such function x"):
        store.replace(G, ASKED)
    assert len(server.seen) == 2


DIGEST = 'Digest realm="SPARQL", nonce="2e7e3ac1", qop="auth", algorithm="MD5"'


def _unsigned(request: servers.Request) -> servers.Fault | None:
    """Lets in who signs by Digest; to who signs otherwise it does not say so, as Virtuoso does not."""
    signed = request.headers.get("authorization", "")
    if signed.startswith('Digest username="me"'):
        return None
    return says(401) if signed else says(401, www_authenticate=DIGEST)


def test_a_name_and_password_are_given_as_the_server_asks(server: Faulty) -> None:
    server.fault = _unsigned
    with_name = server.url.replace("//", "//me:secret@")
    store = Endpoint(f"{with_name}/query", f"{with_name}/update", patience=HURRY)
    store.replace(G, ASKED)
    server.seen.clear()
    assert store.graphs() == (G,)
    assert len(server.seen) == 1, "what was learnt is kept"


def test_who_is_not_let_in_is_told(server: Faulty) -> None:
    server.fault = lambda request: says(401) if "authorization" in request.headers else None
    with pytest.raises(RunError, match=r"401 .*; wanted to be let in"):
        Endpoint(server.url.replace("//", "//me:wrong@") + "/query", patience=HURRY).graphs()


def test_rows_that_the_server_cut_off_are_not_taken_for_all(server: Faulty) -> None:
    server.first(says(200, ROWS_OF_ASK % b"", content_type=RESULTS, x_sparql_maxrows="100"), times=1)
    with pytest.raises(RunError, match="cuts its answer short after 100 rows"):
        endpoint(server).graphs()


ROWS_OF_ASK = b'{"head":{"vars":["__ASK_RETVAL"]},"results":{"bindings":[%s]}}'
YES = b'{"__ASK_RETVAL":{"type":"typed-literal","datatype":"http://www.w3.org/2001/XMLSchema#integer","value":"1"}}'


@pytest.mark.parametrize(("row", "said"), [(YES, True), (b"", False)], ids=["yes", "no"])
def test_the_answer_to_ask_may_come_as_rows(server: Faulty, row: bytes, said: bool) -> None:
    server.first(says(200, ROWS_OF_ASK % row, content_type=RESULTS), times=1)
    assert bool(endpoint(server).query("ASK { ?s ?p ?o }")) is said


def test_a_slow_server_is_given_up_in_time(server: Faulty) -> None:
    store = endpoint(server, Patience(timeout=0.5, attempts=2, pause=0.001))
    server.first(servers.slow, times=9)
    with pytest.raises(ServerError, match=r"no answer from .*/query \(timed out\), asked 2 times"):
        store.graphs()


def test_an_answer_without_an_end_is_given_up(server: Faulty) -> None:
    store = endpoint(server, Patience(timeout=5, longest=0.5, largest=300_000))
    server.first(servers.dripping, times=9)
    with pytest.raises(ServerError, match=r"has not ended its answer after 0\.5 s"):
        store.graphs()
    server.first(servers.endless, times=9)
    with pytest.raises(RunError, match=r"answers with more than 300,000 bytes; wanted a smaller answer"):
        endpoint(server).graphs()


def test_a_server_that_asks_to_wait_long_is_told_so(server: Faulty) -> None:
    server.first(says(503, retry_after="3600"), times=9)
    with pytest.raises(ServerError, match=r"503 Service Unavailable; .*it asks to wait 3600 s: come back then"):
        endpoint(server).graphs()
    assert len(server.seen) == 1


def test_the_time_of_return_may_be_a_date() -> None:
    assert _retry_after("120") == 120
    assert _retry_after("Fri, 31 Dec 2100 23:59:59 GMT") > 1e9
    assert _retry_after("Wed, 21 Oct 2015 07:28:00 -0000") == 0


def test_pauses_grow_and_differ() -> None:
    patience = Patience()
    pauses = [[patience.before(attempt) for _ in range(20)] for attempt in (2, 3, 4)]
    assert all(0.25 <= pause <= 0.5 for pause in pauses[0])
    assert all(1 <= pause <= 2 for pause in pauses[2])
    assert all(len(set(some)) > 1 for some in pauses)


def test_a_server_that_does_not_encrypt_is_told(server: Faulty) -> None:
    store = Endpoint(server.url.replace("http:", "https:"), patience=HURRY)
    with pytest.raises(RunError, match=r"no answer from https://.* that can be trusted \(.+\); wanted"):
        store.graphs()
    assert server.seen == []


@pytest.mark.skipif(not shutil.which("openssl"), reason="needs openssl to make a certificate")
def test_a_certificate_that_nobody_signed_is_refused(server: Faulty, tmp_path: Path) -> None:
    made = "openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out own.pem -days 2 -subj /CN=127.0.0.1"
    subprocess.run(made.split(), cwd=tmp_path, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "own.pem", tmp_path / "key.pem")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    store = Endpoint(server.url.replace("http:", "https:"), patience=HURRY)
    with pytest.raises(RunError, match=r"that can be trusted \(self-signed certificate\); .*known authority"):
        store.graphs()
    assert server.seen == []


@pytest.mark.parametrize("address", ["http://[::1/query", "http://127.0.0.1:port/", "http:///query"])
def test_an_address_that_is_none_is_told(address: str) -> None:
    with pytest.raises(RunError, match="no answer from http"):
        open_store(address).graphs()


# --------------------------------------------------------------------------------------------------
# A run over articles.


@pytest.fixture
def hurrying(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.store.endpoint.Patience", functools.partial(Patience, attempts=2, pause=0.001))


def build(server: Faulty) -> Journal:
    journal = Journal()
    built = upkeep.build_store(f"{server.url}/query,{server.url}/update", map(document, TEXTS), journal=journal)
    built.store.close()
    return journal


def whole() -> str:
    store = Memory()
    for _ in upkeep.add(map(document, TEXTS), store):
        pass
    return store.dump()


@pytest.mark.usefixtures("hurrying")
def test_an_article_that_fails_is_set_aside_and_the_same_run_again_completes_it(server: Faulty) -> None:
    of_the_third = document(TEXTS[2]).id.encode()
    server.fault = lambda request: says(500) if request.path == "/update" and of_the_third in request.body else None
    journal = build(server)
    assert [loss.source for loss in journal.set_aside] == [document(TEXTS[2]).id]
    assert "answers 500 Internal Server Error, asked 2 times" in journal.set_aside[0].reason
    assert (journal.inputs, len(journal.documents)) == (8, 7)
    server.fault = lambda _: None
    again = build(server)
    assert (len(again.documents), len(again.unchanged), again.set_aside) == (1, 7, [])
    assert endpoint(server).dump() == whole()


@pytest.mark.usefixtures("hurrying")
def test_every_other_request_may_fail(server: Faulty) -> None:
    turn = threading.Lock()
    faults = (servers.dropped, None, servers.done_and_dropped, None, says(503), None, HTML, None, servers.half, None)

    def fault(_: servers.Request) -> servers.Fault | None:
        with turn:
            return faults[len(server.seen) % len(faults)]

    server.fault = fault
    assert build(server).set_aside == []
    server.fault = lambda _: None
    assert endpoint(server).dump() == whole()


@pytest.mark.usefixtures("hurrying")
def test_a_server_that_is_gone_stops_the_run_and_the_same_run_again_goes_on(server: Faulty) -> None:
    updates: list[bytes] = []

    def fault(request: servers.Request) -> servers.Fault | None:
        updates.extend([request.body] if request.path == "/update" else [])
        return servers.dropped if len(updates) > 2 else None

    server.fault = fault
    journal = Journal()
    with pytest.raises(RunError, match=rf"failed for {SERVER_FAILURES} documents in a row; .* goes on from here"):
        upkeep.build_store(f"{server.url}/query,{server.url}/update", map(document, TEXTS), journal=journal)
    assert (len(journal.documents), len(journal.set_aside)) == (2, SERVER_FAILURES)
    server.fault = lambda _: None
    assert len(build(server).unchanged) == 2
    assert endpoint(server).dump() == whole()
