"""From a network to a place for every node, the same each time, and to the groups that its nodes fall into.

Connected parts are drawn each by itself (Fruchterman-Reingold with a fixed seed up to SPRING_LIMIT nodes, above that
community by community) and then packed side by side. Within a part, nodes are pushed apart until their labels fit.
"""

from __future__ import annotations

import functools
import heapq
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np
from numpy.typing import NDArray

SEED = 1
SPRING_LIMIT = 100
MANY, SPRING_LIMIT_OF_MANY = 10_000, 1
MOST_GROUPS = 400
READABLE_GROUPS = 18
SPACING = 150.0
LABEL_WIDTH, LABEL_HEIGHT = 168.0, 86.0
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))
PAGE_RATIO = 1.3

Place = tuple[float, float]
Places = dict[str, Place]


def simple(network: nx.MultiDiGraph[str]) -> nx.Graph[str]:
    """The network without directions, one edge a pair; `weight` counts the requests."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(network)
    for one, other in network.edges():
        if one != other:
            weight = graph.get_edge_data(one, other, {"weight": 0})["weight"]
            graph.add_edge(one, other, weight=weight + 1)
    return graph


def groups(network: nx.MultiDiGraph[str]) -> list[dict[str, int]]:
    """Communities (Louvain), finest first: for each level, the number of the group that each node is in.

    A network without edges between different nodes has no levels.
    """
    graph = simple(network)
    if not graph.number_of_edges():
        return []
    order = {node: position for position, node in enumerate(graph)}
    found = nx.community.louvain_partitions(graph, weight="weight", seed=SEED)
    levels = [_numbered(level, order) for level in found]
    if len(set(levels[-1].values())) > READABLE_GROUPS:
        levels.append(_numbered(_few(graph, levels[-1]), order))
    return levels


def _few(graph: nx.Graph[str], level: dict[str, int]) -> list[set[str]]:
    """The same groups until READABLE_GROUPS are left: the smallest joins the one that it has most to do with.

    One that has to do with no other joins the next smallest: what stands apart ends up together.
    """
    members: dict[int, set[str]] = {}
    for node, group in level.items():
        members.setdefault(group, set()).add(node)
    ties: dict[int, Counter[int]] = {group: Counter() for group in members}
    for one, other in graph.edges():
        if level[one] != level[other]:
            ties[level[one]][level[other]] += graph[one][other]["weight"]
            ties[level[other]][level[one]] += graph[one][other]["weight"]
    by_size = [(len(nodes), group) for group, nodes in members.items()]
    heapq.heapify(by_size)
    while len(members) > READABLE_GROUPS:
        smallest = _smallest(by_size, members)
        tied = ties[smallest]
        nearest = min(tied, key=lambda group: (-tied[group], group)) if tied else _smallest(by_size, members)
        members[nearest] |= members.pop(smallest)
        heapq.heappush(by_size, (len(members[nearest]), nearest))
        for group, weight in ties.pop(smallest).items():
            del ties[group][smallest]
            if group != nearest:
                ties[group][nearest] += weight
                ties[nearest][group] += weight
    return list(members.values())


def _smallest(by_size: list[tuple[int, int]], members: dict[int, set[str]]) -> int:
    """Takes the smallest group from the heap, which also holds groups as they were before they grew or went."""
    while True:
        size, group = heapq.heappop(by_size)
        if group in members and len(members[group]) == size:
            return group


def _numbered(level: Iterable[set[str]], order: dict[str, int]) -> dict[str, int]:
    """Groups numbered by their first node: sets have no order of their own."""
    members = sorted(sorted(order[node] for node in group) for group in level)
    nodes = list(order)
    return {nodes[position]: number for number, group in enumerate(members) for position in group}


def places(network: nx.MultiDiGraph[str], levels: Sequence[dict[str, int]]) -> Places:
    """Where each node stands.

    >>> places(nx.MultiDiGraph([("a", "b")]), []).keys()
    dict_keys(['a', 'b'])
    """
    graph = simple(network)
    order = {node: position for position, node in enumerate(graph)}
    draw = _Drawing(graph, order, SPRING_LIMIT if len(graph) <= MANY else SPRING_LIMIT_OF_MANY)
    parts = [sorted(part, key=order.__getitem__) for part in nx.connected_components(graph)]
    parts.sort(key=lambda nodes: (-len(nodes), order[nodes[0]]))
    found = _pack([draw.part(nodes, levels) for nodes in parts])
    return {node: found[node] for node in order}


@dataclass(frozen=True, slots=True)
class _Drawing:
    """Draws parts of one graph: by springs up to `limit` nodes, above that group by group."""

    graph: nx.Graph[str]
    order: dict[str, int]
    limit: int

    def part(self, nodes: list[str], levels: Sequence[dict[str, int]]) -> Places:
        """The nodes around their middle; `levels` are the groupings that may be used, finest first."""
        if len(nodes) <= self.limit:
            return dict(zip(nodes, _drawn(len(nodes), self.edges(nodes)), strict=True))
        if not levels:
            return _sunflower(sorted(nodes, key=lambda node: -self.graph.degree(node)))
        *finer, level = levels
        members: dict[int, list[str]] = {}
        for node in nodes:
            members.setdefault(level[node], []).append(node)
        return self.part(nodes, finer) if len(members) == 1 else self.by_group(members, level, finer)

    def by_group(self, members: dict[int, list[str]], level: dict[str, int], finer: Sequence[dict[str, int]]) -> Places:
        """Each group drawn by itself, then the groups as discs whose places springs have found."""
        inside = [self.part(nodes, finer) for nodes in members.values()]
        between: nx.Graph[str] = nx.Graph()
        between.add_nodes_from(str(group) for group in members)
        for group, nodes in members.items():
            others = {level[other] for node in nodes for other in self.graph[node]} & members.keys()
            between.add_edges_from((str(group), str(other)) for other in sorted(others - {group}))
        middle = _spring(between) if len(members) <= MOST_GROUPS else _sunflower(list(between))
        centre = _discs(list(middle.values()), [_radius(drawn) for drawn in inside])
        return {
            node: (x + float(dx), y + float(dy))
            for drawn, (dx, dy) in zip(inside, centre, strict=True)
            for node, (x, y) in drawn.items()
        }

    def edges(self, nodes: list[str]) -> tuple[tuple[int, int], ...]:
        """The edges between these nodes, by their positions, each from both its ends."""
        position = {node: number for number, node in enumerate(nodes)}
        return tuple(
            (position[node], position[other]) for node in nodes for other in self.graph[node] if other in position
        )


@functools.lru_cache(maxsize=1024)
def _drawn(size: int, edges: tuple[tuple[int, int], ...]) -> tuple[Place, ...]:
    """Where so many nodes with these edges stand; remembered, since most parts of a network are of a few shapes.

    Nodes and edges are in order, where a subgraph's own order is that of a set.
    """
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(map(str, range(size)))
    graph.add_edges_from((str(one), str(other)) for one, other in edges)
    return tuple(_apart(_level(_spring(graph))).values())


def _spring(graph: nx.Graph[str]) -> Places:
    if len(graph) == 1:
        return dict.fromkeys(graph, (0.0, 0.0))
    scale = SPACING * min(0.75 * math.sqrt(len(graph)), 0.6 * (len(graph) - 1))  # two are no further apart than must be
    found = nx.spring_layout(graph, seed=SEED, iterations=70, scale=scale)
    return {node: (float(found[node][0]) * PAGE_RATIO, float(found[node][1])) for node in graph}


def _level(drawn: Places) -> Places:
    """The same picture turned so that it is widest from left to right, as pages are."""
    if len(drawn) == 1:
        return drawn
    at = np.array(list(drawn.values()), dtype=np.float64)
    at -= at.mean(axis=0)
    _, axes = np.linalg.eigh(at.T @ at)
    main, across = axes[:, 1], axes[:, 0]
    # An axis has two directions: the first node is put on the left and above, so that every machine draws the same.
    turned = np.stack([at @ main, at @ across], axis=1)
    turned *= np.where(turned[0] > 0, -1.0, 1.0)
    return {node: (float(x), float(y)) for node, (x, y) in zip(drawn, turned, strict=True)}


def _sunflower(nodes: list[str]) -> Places:
    """A disc with the first in the middle: nothing overlaps, however many there are."""
    step = SPACING * 0.8
    return {
        node: (step * math.sqrt(i) * math.cos(i * GOLDEN_ANGLE), step * math.sqrt(i) * math.sin(i * GOLDEN_ANGLE))
        for i, node in enumerate(nodes)
    }


def _radius(drawn: Places) -> float:
    xs, ys = zip(*drawn.values(), strict=True)
    return math.hypot(max(xs) - min(xs), max(ys) - min(ys)) / 2 + SPACING / 2


def _discs(centres: list[Place], radii: list[float]) -> NDArray[np.float64]:
    """Centres moved until the discs do not overlap."""
    at = np.array(centres, dtype=np.float64)
    size = np.array(radii)
    at *= float(np.sqrt((size**2).sum())) / max(float(np.abs(at).max()), 1.0)
    need = size[:, None] + size[None, :]
    for _ in range(200):
        gap = at[:, None, :] - at[None, :, :]
        far = np.hypot(gap[..., 0], gap[..., 1])
        np.fill_diagonal(far, np.inf)
        push = np.maximum(need - far, 0) / 2
        if not push.any():
            break
        at += (gap / np.maximum(far, 1.0)[..., None] * push[..., None]).sum(axis=1) * 0.8
    return at


def _apart(drawn: Places) -> Places:
    """The same picture with room for a label at every node: pairs are pushed apart along the shorter way."""
    if len(drawn) < 2:
        return drawn
    at = np.array(list(drawn.values()), dtype=np.float64)
    sign = np.sign(np.arange(len(at))[:, None] - np.arange(len(at))[None, :]).astype(np.float64)
    for _ in range(100):
        gap = at[:, None, :] - at[None, :, :]
        over = np.array([LABEL_WIDTH, LABEL_HEIGHT]) - np.abs(gap)
        over[np.arange(len(at)), np.arange(len(at))] = 0
        both = (over > 0.5).all(axis=2)
        if not both.any():
            break
        way = np.where(gap == 0, sign[..., None], np.sign(gap))
        sideways = over[..., 0] < over[..., 1]
        at[:, 0] += (way[..., 0] * over[..., 0] * (both & sideways)).sum(axis=1) * 0.4
        at[:, 1] += (way[..., 1] * over[..., 1] * (both & ~sideways)).sum(axis=1) * 0.4
    return {node: (float(x), float(y)) for node, (x, y) in zip(drawn, at, strict=True)}


def _pack(parts: list[Places]) -> Places:
    """Parts on shelves, widest row about as wide as a page is to its height."""
    boxes = [_box(part) for part in parts]
    widest = max((width for _, _, width, _ in boxes), default=0.0)
    row = max(widest, math.sqrt(sum(width * height for _, _, width, height in boxes)) * PAGE_RATIO)
    found: Places = {}
    left = top = shelf = 0.0
    for part, (x0, y0, width, height) in zip(parts, boxes, strict=True):
        if left and left + width > row:
            left, top, shelf = 0.0, top + shelf, 0.0
        for node, (x, y) in part.items():
            found[node] = (round(x - x0 + left, 1), round(y - y0 + top, 1))
        left, shelf = left + width, max(shelf, height)
    return found


def _box(part: Places) -> tuple[float, float, float, float]:
    xs, ys = zip(*part.values(), strict=True)
    x0, y0 = min(xs) - LABEL_WIDTH / 2, min(ys) - LABEL_HEIGHT / 2
    return x0, y0, max(xs) - min(xs) + LABEL_WIDTH, max(ys) - min(ys) + LABEL_HEIGHT
