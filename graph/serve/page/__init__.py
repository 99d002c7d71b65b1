"""The named queries to a page from which people ask: one file, which fetches nothing but answers of this server."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse

from graph import ontology, pipeline
from graph.ontology import NamedQuery

_TEMPLATES = Environment(
    loader=PackageLoader("graph.serve.page", ""),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_FIELDS: Final = {"xsd:date": "date", "xsd:integer": "number"}
_HEADERS: Final = {"Cache-Control": "no-cache", "Vary": "Accept", "X-Frame-Options": "DENY"}


def response(query: NamedQuery | None = None, values: Mapping[str, str] | None = None) -> HTMLResponse:
    """The page for a query of one's own, or for one that has a name, with the values that its parameters are given."""
    nonce = secrets.token_urlsafe(16)
    html = _TEMPLATES.get_template("page.html").render(
        nonce=nonce,
        root="../" if query else "./",
        query=query,
        values=values or {},
        fields=_FIELDS,
        queries=ontology.queries(),
        prefixes=json.dumps(pipeline.PREFIXES),
        style=_file("page.css"),
        script=_file("page.js"),
    )
    return HTMLResponse(html, headers=_HEADERS | {"Content-Security-Policy": _policy(nonce)})


def _policy(nonce: str) -> str:
    """Only the script and the style of the page run, and only this server is asked."""
    own = "connect-src 'self'; form-action 'self'; img-src data:"
    return (
        f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; {own}; "
        "base-uri 'none'; frame-ancestors 'none'"
    )


@cache
def _file(name: str) -> Markup:
    """Our own code, as it stands."""
    return Markup((resources.files("graph.serve.page") / name).read_text(encoding="utf-8"))
