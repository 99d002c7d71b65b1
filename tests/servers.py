"""Servers for tests: a real SPARQL server, and one that stands before it and does what servers should not."""

from __future__ import annotations

import contextlib
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx


@contextlib.contextmanager
def oxigraph(*arguments: str) -> Iterator[str]:
    """The address of a real Oxigraph server on a free port of this machine."""
    address = f"127.0.0.1:{free_port()}"
    program = Path(sys.executable).with_name("oxigraph")
    command = [str(program), "serve", "--bind", address, *arguments]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            wait_for(f"http://{address}/")
            yield f"http://{address}"
        finally:
            process.terminate()


DOCS = Path(__file__).parents[1] / "docs"
_VIRTUOSO_INI = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = temporary.db
TransactionFile = temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = 2000
MaxDirtyBuffers = 1500
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
"""


@contextlib.contextmanager
def virtuoso(folder: Path) -> Iterator[str]:
    """The address, with name and password, of a real Virtuoso server, set up as docs/stores.md says."""
    ports = {"sql": free_port(), "http": free_port()}
    (folder / "virtuoso.ini").write_text(_VIRTUOSO_INI.format(**ports), encoding="utf-8")
    with subprocess.Popen(["virtuoso-t", "+foreground"], cwd=folder, stderr=subprocess.DEVNULL) as process:
        try:
            wait_for(f"http://127.0.0.1:{ports['http']}/sparql")
            [setup] = re.findall(r"```sql\n(.*?)```", (DOCS / "stores.md").read_text(encoding="utf-8"), re.DOTALL)
            (folder / "setup.sql").write_text(setup, encoding="utf-8")
            client = ["isql-vt", f"127.0.0.1:{ports['sql']}", "dba", "dba", "setup.sql"]
            done = subprocess.run(client, cwd=folder, check=True, capture_output=True, text=True)
            assert "***" not in done.stderr, done.stderr
            yield f"http://askgraph:secret@127.0.0.1:{ports['http']}/sparql-auth"
        finally:
            process.kill()  # what it holds goes with its folder


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str) -> None:
    """Waits until a server answers."""
    for _ in range(200):
        try:
            httpx.get(url, trust_env=False)
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"{url} did not come up")


class Request(BaseHTTPRequestHandler):
    """One request, which a fault may answer in its own way, or else goes on to the server behind."""

    protocol_version = "HTTP/1.1"
    server: Faulty
    body: bytes

    def do_POST(self) -> None:
        self.body = self.rfile.read(int(self.headers.get("content-length", 0)))
        self.server.seen.append(self.body)
        fault = self.server.fault(self)
        (fault or passed_on)(self)

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        """A whole answer."""
        self.head(status, **{"content-length": str(len(body)), **headers})
        self.wfile.write(body)

    def head(self, status: int, **headers: str) -> None:
        """The beginning of an answer."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing is printed."""


Fault = Callable[[Request], None]


class Faulty(ThreadingHTTPServer):
    """A server that passes requests on, but for those for which `fault` names a fault."""

    daemon_threads = True

    def __init__(self, behind: str) -> None:
        super().__init__(("127.0.0.1", 0), Request)
        self.behind = behind
        self.seen: list[bytes] = []
        self.fault: Callable[[Request], Fault | None] = lambda _: None
        self.ended = threading.Event()
        self.url = f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, *_: object) -> None:
        """Clients that hang up are what is tested."""

    def first(self, fault: Fault, times: int) -> None:
        """The first requests, so many, meet the fault."""
        self.seen.clear()
        self.fault = lambda _: fault if len(self.seen) <= times else None


@contextlib.contextmanager
def faulty(behind: str) -> Iterator[Faulty]:
    """Such a server, before the one behind."""
    with Faulty(behind) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.ended.set()
            server.shutdown()
            thread.join()


def behind(request: Request) -> httpx.Response:
    """What the server behind answers."""
    names = ("content-type", "accept")
    headers = {name: request.headers[name] for name in names if name in request.headers}
    url = request.server.behind + request.path
    return httpx.post(url, content=request.body, headers=headers, trust_env=False, timeout=60)


def passed_on(request: Request) -> None:
    """No fault."""
    answer = behind(request)
    request.answer(answer.status_code, answer.content, content_type=answer.headers.get("content-type", "text/plain"))


def dropped(request: Request) -> None:
    """The connection ends without a word, and nothing was done."""
    request.close_connection = True
    request.connection.shutdown(socket.SHUT_RDWR)


def done_and_dropped(request: Request) -> None:
    """The server does what it was asked, and the connection ends before it can say so."""
    behind(request)
    dropped(request)


def half(request: Request) -> None:
    """The connection ends in the middle of the answer."""
    answer = behind(request)
    request.head(answer.status_code, content_length="100000", content_type=answer.headers.get("content-type", ""))
    request.wfile.write(answer.content[: len(answer.content) // 2])
    dropped(request)


def slow(request: Request) -> None:
    """No answer for a long time."""
    request.server.ended.wait(20)


def dripping(request: Request) -> None:
    """An answer that goes on and on, a byte at a time."""
    request.head(200, content_type="application/sparql-results+json")
    while not request.server.ended.wait(0.05):
        request.wfile.write(b" ")


def endless(request: Request) -> None:
    """An answer that goes on and on, as fast as it is read."""
    request.head(200, content_type="application/sparql-results+json")
    while not request.server.ended.is_set():
        request.wfile.write(b" " * 65536)


def says(status: int, body: bytes = b"", **headers: str) -> Fault:
    """An answer of the server's own."""
    return lambda request: request.answer(status, body, **headers)
