"""From a ledger to a networkx graph of who asked whom, and that graph to and from graph file formats.

Nodes are agents, and one edge goes from each requester to each recipient of a request. Every attribute is a
string, a number or a truth value, and what is not stated has no attribute, so that GraphML, GEXF and node-link
JSON hold the whole graph. Several values are joined by " | ".

Node attributes: `label`, `type` (as in model.EntityType), `stated` (False for the stand-in of a requester or
recipient that the text does not name; it also has `request`, the IRI, and `role`), `posts`, `members`.

Edge attributes: `id` (also the edge's key), `request` (IRI of the request), `label`, `kind`, `force`, `item`,
`medium`, `made_on`, `deadline`, `deadline_text`, `deadline_basis`, `status`, `status_as_of`, `status_basis`,
`pressure`, `polarity`, `realis`, `attributed_to`, `document`, `quote`, `confidence`.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import re
from collections.abc import Callable, Iterable
from typing import Any

import networkx as nx

from graph.errors import RunError
from graph.model import Agent, AgentRecord, Due, EntityType, Ledger, LedgerRow, Status

NOT_STATED = "not stated"
BETWEEN = " | "
LABEL_LENGTH = 60

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MODIFIED = re.compile(rb' lastmodifieddate="[^"]*"')

_Attributes = dict[str, Any]


def to_network(ledger: Ledger) -> nx.MultiDiGraph[str]:
    """The graph of a ledger, in the order of its rows.

    A requester or recipient that the text does not state is a node of its own for that request, marked
    `stated=False`, so that no two unknown people are taken for one.

    >>> sorted(to_network(Ledger(rows=(), agents=(), sources=())))
    []
    """
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    records = {record.agent.id: record for record in ledger.agents}
    for row in ledger.rows:
        requesters = _nodes(network, row, "requester", records)
        recipients = _nodes(network, row, "recipient", records)
        pairs = [(one, other) for one in requesters for other in recipients]
        for number, (one, other) in enumerate(pairs):
            key = f"{row.id}&edge={number}"
            network.add_edge(one, other, key=key, id=key, **_edge(row))
    return network


def stand_in(request: str, role: str) -> str:
    """Id of the node that stands for a role the text does not fill.

    >>> stand_in("https://example.org/d#act=1,5", "recipient")
    'https://example.org/d#act=1,5&not-stated=recipient'
    """
    return f"{request}&not-stated={role}"


def _nodes(network: nx.MultiDiGraph[str], row: LedgerRow, role: str, records: dict[str, AgentRecord]) -> list[str]:
    agents: tuple[Agent, ...] = getattr(row, role)
    for agent in agents:
        if agent.id not in network:
            network.add_node(agent.id, **_node(records.get(agent.id) or AgentRecord(agent)))
    if agents:
        return list(dict.fromkeys(agent.id for agent in agents))
    missing = stand_in(row.id, role)
    label = f"{role} {NOT_STATED}"
    network.add_node(missing, label=label, type=EntityType.UNKNOWN.value, stated=False, request=row.id, role=role)
    return [missing]


def _node(record: AgentRecord) -> _Attributes:
    return _stated(
        label=_line(record.agent.label) or record.agent.id,
        type=record.agent.type.value,
        stated=True,
        posts=_joined(record.posts),
        members=_joined(record.members),
    )


def _edge(row: LedgerRow) -> _Attributes:
    return _stated(
        request=row.id,
        label=_short(_joined(row.item)),
        kind=row.kind.value,
        force=row.force.value,
        item=_joined(row.item),
        medium=_line(row.medium or ""),
        made_on=_day(row.made_on),
        pressure=_line(row.pressure.text) if row.pressure else None,
        polarity=row.polarity.value,
        realis=row.realis.value,
        attributed_to=_joined(agent.label for agent in row.attributed_to),
        document=_joined(dict.fromkeys(evidence.document for evidence in row.evidence)),
        quote=_joined(evidence.quote for evidence in row.evidence),
        confidence=float(row.confidence),
        **_deadline(row.deadline),
        **_status(row.status),
    )


def _deadline(due: Due | None) -> _Attributes:
    if not due:
        return {}
    basis = due.basis.value if due.basis else None
    return {"deadline": _day(due.date), "deadline_text": _line(due.text), "deadline_basis": basis}


def _status(status: Status | None) -> _Attributes:
    if not status:
        return {}
    basis = status.basis.value if status.basis else None
    return {"status": status.outcome.value, "status_as_of": _day(status.as_of), "status_basis": basis}


def _day(date: dt.date | None) -> str | None:
    return date.isoformat() if date else None


def _stated(**attributes: str | float | None) -> _Attributes:
    """Only what is stated: a graph format has no word for None, and an empty one would read as a statement."""
    return {name: value for name, value in attributes.items() if value is not None and value != ""}


def _line(text: str) -> str:
    """The text on one line, without the characters that XML cannot hold."""
    return " ".join(_NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text).split())


def _joined(texts: Iterable[str]) -> str:
    return BETWEEN.join(_line(text) for text in texts)


def _short(text: str) -> str:
    return text if len(text) <= LABEL_LENGTH else text[: LABEL_LENGTH - 1].rstrip() + "…"


# --------------------------------------------------------------------------------------------------
# Files.


def write(network: nx.MultiDiGraph[str], file_format: str) -> bytes:
    """The graph as a file in one of FORMATS; the same graph gives the same bytes.

    >>> write(nx.MultiDiGraph(), "json")[:20]
    b'{"directed": true, "'
    """
    return _format(file_format)[0](network)


def read(content: bytes, file_format: str) -> nx.MultiDiGraph[str]:
    """The graph that `write` wrote, with the same nodes, edges, keys and attributes.

    The readers of networkx give a plain graph where no two edges are parallel, and keys of their own; here the
    edge attribute `id` is the key again.
    """
    found = _format(file_format)[1](content)
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, attributes in found.nodes(data=True):
        network.add_node(node, **attributes)
    for one, other, attributes in found.edges(data=True):
        network.add_edge(one, other, key=attributes["id"], **attributes)
    return network


def _format(name: str) -> tuple[Callable[[Any], bytes], Callable[[bytes], Any]]:
    if name not in FORMATS:
        raise RunError(f"the graph format {name!r} is unknown", "one of " + ", ".join(FORMATS), "name one of these")
    return FORMATS[name]


def _write_graphml(network: nx.MultiDiGraph[str]) -> bytes:
    buffer = io.BytesIO()
    # The plain writer: the one on lxml would give other bytes where lxml is installed.
    nx.write_graphml_xml(network, buffer, named_key_ids=True, edge_id_from_attribute="id")
    return buffer.getvalue()


def _read_graphml(content: bytes) -> Any:
    return nx.read_graphml(io.BytesIO(content), force_multigraph=True)


def _write_gexf(network: nx.MultiDiGraph[str]) -> bytes:
    buffer = io.BytesIO()
    nx.write_gexf(network, buffer)
    # networkx writes today's date into the file: the same graph would give other bytes tomorrow.
    return _MODIFIED.sub(b"", buffer.getvalue(), count=1)


def _read_gexf(content: bytes) -> Any:
    return nx.read_gexf(io.BytesIO(content))


def _write_json(network: nx.MultiDiGraph[str]) -> bytes:
    return json.dumps(nx.node_link_data(network, edges="edges"), ensure_ascii=False).encode()


def _read_json(content: bytes) -> Any:
    return nx.node_link_graph(json.loads(content), edges="edges")


FORMATS: dict[str, tuple[Callable[[Any], bytes], Callable[[bytes], Any]]] = {
    "graphml": (_write_graphml, _read_graphml),
    "gexf": (_write_gexf, _read_gexf),
    "json": (_write_json, _read_json),
}
