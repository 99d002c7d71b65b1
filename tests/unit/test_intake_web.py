"""Addresses of the web to sources: what a server says, how far it is followed, and what is never asked."""

from __future__ import annotations

import gzip
import json
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from graph import __version__, read
from graph.intake import sources, web
from graph.model import Document, Limits, Refused, Source
from tests import files
from tests.files import SENTENCE

ROBOTS = "User-agent: *\nDisallow: /closed\nUser-agent: askgraph\nDisallow: /shut\n"
PAGE = files.html(SENTENCE, head="<link rel='canonical' href='https://other.example/'>")
# A path to the status, the headers and the body that the server gives for it.
ANSWERS: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/robots.txt": (200, {"Content-Type": "text/plain"}, ROBOTS.encode()),
    "/page": (200, {"Content-Type": "text/html"}, PAGE),
    "/latin": (200, {"Content-Type": "text/html; charset=windows-1252"}, "<p>Café owners asked.</p>".encode("cp1252")),
    "/zipped": (200, {"Content-Type": "text/plain", "Content-Encoding": "gzip"}, gzip.compress(SENTENCE.encode())),
    "/brotli": (200, {"Content-Type": "text/plain", "Content-Encoding": "br"}, b"x"),
    "/file.pdf": (200, {"Content-Type": "application/octet-stream"}, files.pdf([SENTENCE])),
    "/a.php": (200, {"Content-Type": "text/plain"}, SENTENCE.encode()),
    "/rows.jsonl": (200, {"Content-Type": "text/plain"}, json.dumps({"text": SENTENCE}).encode()),
    "/rows.jsonl.gz": (
        200,
        {"Content-Type": "application/gzip"},
        gzip.compress(json.dumps({"text": SENTENCE}).encode()),
    ),
    "/news.zip": (200, {"Content-Type": "application/zip"}, files.packed({"a.txt": SENTENCE.encode(), "b.exe": b"x"})),
    "/logo": (200, {"Content-Type": "image/png"}, b"x"),
    "/json": (200, {"Content-Type": "application/json"}, b"{}"),
    "/large": (200, {"Content-Type": "text/plain"}, b"x" * 100_000),
    "/none": (404, {"Content-Type": "text/html"}, PAGE),
    "/moved": (302, {"Location": "/page"}, b""),
    "/round": (302, {"Location": "/round"}, b""),
    "/to-shut": (302, {"Location": "/shut"}, b""),
    "/to-file": (302, {"Location": "file:///etc/passwd"}, b""),
    "/to-inside": (302, {"Location": "http://10.0.0.1/"}, b""),
    "/to-nowhere": (302, {"Location": "http://[bad"}, b""),
}


class Handler(BaseHTTPRequestHandler):
    """Gives what the table says, and notes what it was asked."""

    asked: list[tuple[str, str, str]]

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers["Host"], self.headers["User-Agent"]))
        if self.path == "/slow":
            return self.drip()
        status, headers, body = ANSWERS.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None

    def drip(self) -> None:
        """One byte after another, for as long as somebody listens."""
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.05)
        except OSError:
            return

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the base's
        pass


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    handler = type("Noting", (Handler,), {"asked": []})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.01,))
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def at(server: ThreadingHTTPServer, path: str) -> str:
    return f"http://127.0.0.1:{server.server_port}{path}"


def asked(server: ThreadingHTTPServer) -> list[str]:
    """The paths that the server was asked for."""
    return [path for path, _, _ in server.RequestHandlerClass.asked]  # type: ignore[attr-defined]


def found(*urls: str, **options: Any) -> list[Source | Refused]:
    return list(sources(urls, **{"allow_private": True, **options}))


def document(*urls: str) -> Document:
    [source] = found(*urls)
    assert isinstance(source, Source), source
    return read.read(source)


def refusal(*urls: str, **options: Any) -> str:
    [refused] = found(*urls, **options)
    assert isinstance(refused, Refused)
    assert refused.name == urls[0]
    return str(refused.error)


@pytest.mark.parametrize("path", ["/page", "/zipped", "/file.pdf", "/a.php", "/moved"])
def test_the_type_that_the_server_gives_decides(server: ThreadingHTTPServer, path: str) -> None:
    url = at(server, path)
    text = document(url)
    # The address is the one that was fetched: a page may say that it is another, and would take the other's place.
    assert (text.text, text.url) == (SENTENCE, at(server, "/page") if path == "/moved" else url)


def test_the_encoding_that_the_server_gives(server: ThreadingHTTPServer) -> None:
    assert document(at(server, "/latin")).text == "Café owners asked."


def test_what_holds_more_than_one(server: ThreadingHTTPServer) -> None:
    rows, packed, archive = at(server, "/rows.jsonl"), at(server, "/rows.jsonl.gz"), at(server, "/news.zip")
    assert [one.name for one in found(rows, packed, archive)] == [
        f"{rows}#1", f"{packed}#1", f"{archive}/a.txt", f"{archive}/b.exe",
    ]  # fmt: skip


def test_it_says_who_it_is_and_asks_for_the_rules_once(server: ThreadingHTTPServer) -> None:
    found(at(server, "/page"), at(server, "/moved"))
    assert asked(server) == ["/robots.txt", "/page", "/moved", "/page"]
    told = {(host, agent) for _, host, agent in server.RequestHandlerClass.asked}  # type: ignore[attr-defined]
    assert told == {(f"127.0.0.1:{server.server_port}", f"askgraph/{__version__}")}


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/shut", "is closed to programs by http://127.0.0.1:PORT/robots.txt"),
        ("/to-shut", "is closed to programs by"),
        ("/none", "gives no page (status 404)"),
        ("/logo", "is of the type 'image/png', which is not read"),
        ("/json", "is of the type 'application/json', which is not read"),
        ("/brotli", "is packed as 'br'"),
        ("/round", "redirects too often; wanted at most 5 times"),
        ("/to-file", "leads to 'file:/etc/passwd'; wanted an address with http or https"),
        ("/to-nowhere", "cannot be fetched"),
    ],
)
def test_what_is_refused(server: ThreadingHTTPServer, path: str, says: str) -> None:
    assert says.replace("PORT", str(server.server_port)) in refusal(at(server, path))
    assert "/shut" not in asked(server)


def test_limits(server: ThreadingHTTPServer) -> None:
    assert "is too large; wanted at most 9,999 bytes" in refusal(
        at(server, "/large"), limits=Limits(download_bytes=9_999)
    )
    assert "takes too long" in refusal(at(server, "/slow"), limits=Limits(download_seconds=1))


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("ftp://courier.example/a.txt", "wanted an address with http or https"),
        ("http://ann:secret@courier.example/", "an address holds a password"),
        ("http:///a.txt", "wanted an address with http or https"),
        ("http://courier.invalid/a.txt", "cannot be fetched"),
        ("http://[bad/", "cannot be fetched"),
    ],
)
def test_addresses_that_are_none(url: str, says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    reason = refusal(url)
    assert says in reason
    assert "secret" not in reason


def test_a_server_in_trouble_closes_its_site(server: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ANSWERS, "/robots.txt", (503, {}, b""))
    assert "is closed to programs" in refusal(at(server, "/page"))
    monkeypatch.setitem(ANSWERS, "/robots.txt", (404, {}, b""))
    assert document(at(server, "/page")).text == SENTENCE


# --------------------------------------------------------------------------------------------------
# Networks that are not public.


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "224.0.0.1",
        "::1", "::", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "ff0e::1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not web.is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:93.184.215.14"])
def test_addresses_that_are_public(address: str) -> None:
    assert web.is_public(address)


def test_a_private_address_is_never_asked(server: ThreadingHTTPServer) -> None:
    for host in ("127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433"):
        reason = refusal(f"http://{host}:{server.server_port}/page", allow_private=False)
        assert "is in a network that is not public" in reason
        assert "--allow-private" in reason
    assert asked(server) == []


def test_a_redirect_into_a_private_network_is_not_followed(
    server: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "is_public", lambda address: address == "127.0.0.1")
    assert "http://10.0.0.1/robots.txt" in refusal(at(server, "/to-inside"), allow_private=False)


def test_it_connects_to_the_address_that_was_checked(
    server: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that is looked up a second time may lead elsewhere (DNS rebinding)."""
    true, looked_up = socket.getaddrinfo, []

    def rebinding(host: str, *args: Any, **options: Any) -> Any:
        looked_up.append(host)
        return true("127.0.0.1" if host == "courier.example" else host, *args, **options)

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    assert document(f"http://courier.example:{server.server_port}/page").text == SENTENCE
    # Once for the rules and once for the page; the connections themselves are to the number.
    assert looked_up == ["courier.example", "127.0.0.1", "courier.example", "127.0.0.1"]
    assert {host for _, host, _ in server.RequestHandlerClass.asked} == {  # type: ignore[attr-defined]
        f"courier.example:{server.server_port}"
    }
