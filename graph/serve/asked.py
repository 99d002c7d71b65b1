"""A request over HTTP to the query in it, by the SPARQL 1.1 protocol, or to the RefusedError that it gets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import Request

from graph.serve.messages import RefusedError
from graph.serve.negotiation import FORMATS
from graph.store import Graphs

MOST_BYTES: Final = 1_000_000  # of a query as it is sent
_FORM, _QUERY, _UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
_ONLY_ASKS = "queries alone: this endpoint changes nothing"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks: a query, if there is one, of which graphs, and in which format it wants the answer."""

    query: str | None
    graphs: Graphs | None
    accept: str
    named_format: str | None


async def asked(request: Request) -> Asked:
    """What is asked at the endpoint."""
    parameters = pairs(request)
    if request.method == "POST":
        parameters += await _posted(request)
    if any(name == "update" for name, _ in parameters):
        raise RefusedError(403, "an update", _ONLY_ASKS)
    queries = _all(parameters, "query")
    if len(queries) > 1:
        raise RefusedError(400, f"{len(queries)} queries", "one")
    merged, named = _all(parameters, "default-graph-uri"), _all(parameters, "named-graph-uri")
    graphs = Graphs(merged, named) if merged or named else None
    return Asked(queries[0] if queries else None, graphs, accepted(request), format_named(parameters))


def pairs(request: Request) -> list[tuple[str, str]]:
    """The parameters in the address of a request."""
    return _pairs(request.scope["query_string"])


def accepted(request: Request) -> str:
    """The Accept header, or all of them as one."""
    return ", ".join(request.headers.getlist("accept"))


def format_named(parameters: Sequence[tuple[str, str]]) -> str | None:
    """The format that is asked for by its name, which counts more than the Accept header."""
    names = _all(parameters, "format")
    if len(names) > 1 or any(name not in FORMATS for name in names):
        raise RefusedError(400, f"the format {', '.join(names)}", f"one of {', '.join(FORMATS)}")
    return names[0] if names else None


def given(parameters: Sequence[tuple[str, str]]) -> Mapping[str, str]:
    """What the parameters of a named query are given; a field left empty is one that is not given."""
    values = [(name, value) for name, value in parameters if name != "format" and value]
    if len(dict(values)) < len(values):
        raise RefusedError(400, "a parameter that is given twice", "each once")
    return dict(values)


async def _posted(request: Request) -> list[tuple[str, str]]:
    """The parameters in the body; a query that is the body itself counts as one."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type == _UPDATE:
        raise RefusedError(403, "an update", _ONLY_ASKS)
    if media_type not in (_FORM, _QUERY):
        raise RefusedError(415, f"a body of the type {media_type or 'that is not told'}", f"{_FORM} or {_QUERY}")
    body = await _body(request)
    if media_type == _FORM:
        return _pairs(body)
    try:
        return [("query", body.decode("utf-8"))]
    except UnicodeDecodeError as error:
        raise RefusedError(400, "a query that is not UTF-8", "UTF-8") from error


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            raise RefusedError(413, f"a query of more than {MOST_BYTES:,} bytes", "a shorter one")
    return bytes(body)


def _pairs(encoded: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=1000)
    except ValueError as error:  # UnicodeDecodeError is one
        raise RefusedError(400, f"parameters that cannot be read ({error})", "names and values, in UTF-8") from error


def _all(parameters: Sequence[tuple[str, str]], name: str) -> tuple[str, ...]:
    return tuple(value for other, value in parameters if other == name)
