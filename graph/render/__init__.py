"""From a network and its ledger to one HTML page that holds everything it needs."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources

import networkx as nx
from jinja2 import Environment, PackageLoader, StrictUndefined

from graph.model import Ledger
from graph.render import data, drawing, safe

_TEMPLATES = Environment(
    loader=PackageLoader("graph.render"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def render(network: nx.MultiDiGraph[str], ledger: Ledger, *, texts: Mapping[str, str] | None = None) -> str:
    """The page of a ledger, drawn from its network: the same for the same ledger, byte for byte.

    Documents whose `texts` are given, by their IRIs, are shown whole; of the others there are passages only.

    It asks for nothing from outside, and a content security policy forbids it to; text from an article reaches the
    page as data only.

    >>> empty = Ledger(rows=(), agents=(), sources=())
    >>> render(nx.MultiDiGraph(), empty).startswith("<!doctype html>")
    True
    """
    agents = {iri: position for position, iri in enumerate(data.agents_of(ledger))}
    requests = {row.id: position for position, row in enumerate(ledger.rows)}
    content = {
        "base": data.BASE,
        **data.tables(ledger, texts or {}),
        "drawing": drawing.drawing(network, agents=agents, requests=requests),
    }
    block, packing = safe.island(content)
    library, page, style = drawing.library(), _file("page.js"), _file("page.css")
    return _TEMPLATES.get_template("page.html").render(
        policy=safe.policy(scripts=(library, page), styles=(style,)),
        library=safe.code(library),
        page=safe.code(page),
        style=safe.code(style),
        data=block,
        packing=packing,
    )


def _file(name: str) -> str:
    """A file of the built page; its sources are in page/src, and page/build.mjs makes it."""
    return (resources.files("graph.render") / "static" / name).read_text(encoding="utf-8")
