"""From a network to what vis-network draws: nodes in their places, groups and options, by way of pyvis."""

from __future__ import annotations

import functools
import json
from importlib import resources
from typing import Any

import networkx as nx
from pyvis.network import Network

from graph.render import layout

# Nothing moves by itself: the places are computed before, so the page is at rest when it opens.
OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "tooltipDelay": 1_000_000, "selectConnectedEdges": False, "hideEdgesOnDrag": False},
    "edges": {"smooth": False},
    "nodes": {"shape": "custom"},
}


def drawing(network: nx.MultiDiGraph[str], *, agents: dict[str, int], requests: dict[str, int]) -> dict[str, Any]:
    """Nodes with their places, the levels of groups, and the options.

    In the page an agent's node is named by its position in `agents`, the stand-in for one that is not stated by its
    role and its request's position. Edges are not here: which are drawn hangs on the reader's filters, so the page
    makes them from the requests.
    """
    levels = layout.groups(network)
    drawn = Network(directed=True)
    for node, (x, y) in layout.places(network, levels).items():
        drawn.add_node(_name(node, network.nodes[node], agents, requests), label="", x=x, y=y)
    drawn.options = OPTIONS
    nodes, *_, options = drawn.get_network_data()
    return {
        "nodes": [[node["id"], node["x"], node["y"]] for node in nodes],
        "groups": [[level[node] for node in network] for level in levels],
        "options": json.loads(options),
    }


def _name(node: str, attributes: dict[str, Any], agents: dict[str, int], requests: dict[str, int]) -> int | str:
    return agents[node] if attributes["stated"] else f"{attributes['role']}-{requests[attributes['request']]}"


@functools.cache
def library() -> str:
    """vis-network as pyvis ships it, without the line that points to a file which is not there."""
    path = resources.files("pyvis") / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"
    # Not splitlines: it would also cut at signs that stand inside the library's strings.
    lines = path.read_text(encoding="utf-8").split("\n")
    return "\n".join(line for line in lines if not line.startswith("//# sourceMappingURL="))
