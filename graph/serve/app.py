"""A dataset on disk to the application that answers questions about it over HTTP."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph import ontology, pipeline
from graph.errors import RunError
from graph.ontology import NamedQuery
from graph.serve import page
from graph.serve.asked import accepted, asked, format_named, given, pairs
from graph.serve.messages import Job, Limits, RefusedError, Settings
from graph.serve.negotiation import MEDIA_TYPES, preferred
from graph.serve.pool import Pool

HOSTS: Final = ("127.0.0.1", "localhost", "[::1]")
"""By which names the server may be called: a page of another site that has its name point here is turned away."""

_HTML: Final = "text/html"
_OF_DATA: Final = [one for formats in MEDIA_TYPES.values() for types in formats.values() for one in types]


def application(folder: Path, *, limits: Limits, size: int, federation: bool = False) -> Starlette:
    """The application over the store in a folder, with so many processes that answer."""
    settings = Settings(str(folder.resolve()), limits, pipeline.PREFIXES, federation)
    pool = Pool(settings, size)

    @contextlib.asynccontextmanager
    async def running(_: Starlette) -> AsyncIterator[None]:
        await pool.start()
        try:
            yield
        finally:
            await pool.close()

    views = _Views(pool)
    return Starlette(
        routes=[
            Route("/", views.start, methods=["GET"]),
            Route("/sparql", views.endpoint, methods=["GET", "POST"]),
            Route("/queries/{name}", views.named, methods=["GET"]),
        ],
        middleware=[Middleware(_CalledRightly)],
        exception_handlers={RunError: _refused, HTTPException: _not_there},
        lifespan=running,
    )


class _CalledRightly:
    """Passes on what calls the server by one of its names: Starlette knows which, and a sentence tells the others."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app = self._app if await _is_called_rightly(scope, receive) else _WRONG_HOST
        await app(scope, receive, send)


async def _is_called_rightly(scope: Scope, receive: Receive) -> bool:
    passed: list[Scope] = []

    async def passed_on(scope: Scope, receive: Receive, send: Send) -> None:
        passed.append(scope)

    async def unsaid(message: Message) -> None:
        """Its own answer is no sentence of ours."""

    await TrustedHostMiddleware(passed_on, allowed_hosts=HOSTS, www_redirect=False)(scope, receive, unsaid)
    return bool(passed)


class _Views:
    """What is at each address."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def start(self, request: Request) -> ASGIApp:
        """The page, for people."""
        return page.response()

    async def endpoint(self, request: Request) -> ASGIApp:
        """The endpoint of the SPARQL protocol."""
        question = await asked(request)
        if request.method != "POST" and _wants_page(question.accept, question.named_format):
            return page.response()
        if question.query is None:
            return self._described(request)
        return _Answering(self._pool, Job(question.query, question.accept, question.named_format, question.graphs))

    async def named(self, request: Request) -> ASGIApp:
        """One of the questions that have a name, its parameters in the address."""
        query, parameters = _named_query(request.path_params["name"]), pairs(request)
        accept, named_format = accepted(request), format_named(parameters)
        if _wants_page(accept, named_format):
            return page.response(query, dict(parameters))
        text = pipeline.question(query.name, **given(parameters))
        return _Answering(self._pool, Job(text, accept, named_format))

    def _described(self, request: Request) -> ASGIApp:
        """What the endpoint is, as RDF, for who asks nothing (SPARQL 1.1 Service Description)."""
        if request.method == "POST":
            raise RefusedError(400, "no query", "one, as the parameter query or as the body")
        endpoint = f"{request.url.scheme}://{request.url.netloc}{request.url.path}"
        template = Path(__file__).with_name("description.rq")
        text = pipeline.question(template.read_text(encoding="utf-8"), endpoint=f"<{endpoint}>")
        return _Answering(self._pool, Job(text, accepted(request)))


def _named_query(name: str) -> NamedQuery:
    try:
        return ontology.query(name)
    except RunError as error:
        raise RefusedError(404, error.found, error.wanted) from error


def _wants_page(accept: str, named_format: str | None) -> bool:
    return not named_format and preferred(accept, [*_OF_DATA, _HTML]) == _HTML


class _Answering:
    """The response that asks the pool and passes on what comes; the query ends where the client has gone."""

    def __init__(self, pool: Pool, job: Job) -> None:
        self._pool, self._job = pool, job

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        sending, leaving = asyncio.create_task(self._answer(send)), asyncio.create_task(_gone(receive))
        try:
            await asyncio.wait((sending, leaving), return_when=asyncio.FIRST_COMPLETED)
        except asyncio.CancelledError as error:
            raise RefusedError(503, "the server is ending", "one that goes on", "ask again later") from error
        finally:
            leaving.cancel()
            if not sending.done():
                sending.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await sending

    async def _answer(self, send: Send) -> None:
        async with self._pool.ask(self._job) as answer:
            headers = Response(media_type=answer.media_type, headers=HEADERS).raw_headers
            headers = [(name, value) for name, value in headers if name != b"content-length"]
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            async for piece in answer.pieces:
                await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


HEADERS: Final = {"Cache-Control": "no-cache", "Vary": "Accept"}


async def _refused(_: Request, error: Any) -> Response:
    """A sentence for the client, with the status that says whose fault it is."""
    return _sentence(error)


def _sentence(error: RunError) -> Response:
    status = error.status if isinstance(error, RefusedError) else 400
    return PlainTextResponse(f"{error}\n", status_code=status, headers=HEADERS)


_WRONG_HOST: Final = _sentence(
    RefusedError(421, "the header Host names another server", " or ".join(HOSTS), "let a proxy send one of these")
)


async def _not_there(request: Request, error: Any) -> Response:
    if error.status_code == 405:
        sentence = f"{request.method} is not done here; wanted GET, or POST at /sparql\n"
    else:
        sentence = f"nothing is at {request.url.path}; wanted /, /sparql or /queries/NAME\n"
    return PlainTextResponse(sentence, status_code=error.status_code, headers=error.headers)
