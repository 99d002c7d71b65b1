"""A dataset and a port to a server that runs until it is told to end."""

from __future__ import annotations

import contextlib
import socket
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import uvicorn

from graph.errors import RunError
from graph.serve.app import application
from graph.serve.messages import Limits
from graph.store import Disk, locate

_LOOPBACK: Final = "127.0.0.1"
_HEADERS: Final = [
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
]


@contextlib.contextmanager
def server(
    location: str, *, port: int, limits: Limits, size: int, federation: bool = False
) -> Iterator[tuple[str, Callable[[], None]]]:
    """The address of a server that listens already, and what makes it answer until the process is told to end."""
    with _folder(location) as folder, _listening(port) as listening:
        app = application(folder, limits=limits, size=size, federation=federation)
        config = uvicorn.Config(
            app,
            log_level="critical",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            ws="none",
            lifespan="on",
            headers=_HEADERS,
            timeout_graceful_shutdown=1,
        )
        yield f"http://{_LOOPBACK}:{listening.getsockname()[1]}/", lambda: _run(config, listening)


def _run(config: uvicorn.Config, listening: socket.socket) -> None:
    with contextlib.suppress(KeyboardInterrupt):  # which uvicorn raises again once it has ended
        uvicorn.Server(config).run(sockets=[listening])


@contextlib.contextmanager
def _folder(location: str) -> Iterator[Path]:
    """The folder of a store on disk, which many processes can read; of an RDF file, a store that is made for now."""
    if location.startswith(("http://", "https://")):
        raise RunError(f"{location} is an endpoint already", "a build's folder or an RDF file", "ask it directly")
    place = locate(location)
    with contextlib.ExitStack() as stack:
        if place.is_file():
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="askgraph-")))
            with contextlib.closing(Disk(folder)) as store:
                store.fill_from(place)
            place = folder
        Disk.read_only(place).close()  # what is wrong with it is told at once
        yield place


@contextlib.contextmanager
def _listening(port: int) -> Iterator[socket.socket]:
    with socket.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((_LOOPBACK, port))
        except OSError as error:
            raise RunError(f"the port {port} cannot be had ({error.strerror})", "a free one", "use --port 0") from error
        listening.listen()
        yield listening
