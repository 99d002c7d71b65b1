from __future__ import annotations

import datetime as dt

import networkx as nx
import pytest

from graph import network
from graph.errors import RunError
from graph.model import Basis, Due, Ledger, Outcome, Status
from tests import ledgers

ADA, BRUNO = ledgers.agent("Ada Abend"), ledgers.agent("Bruno Brask")
HOSTILE = 'A "quoted" <b>&\u2028\x00\x1b\ud800 name | ]]> \r\n of two lines'
HOSTILE_ON_A_LINE = 'A "quoted" <b>&  \ufffd\ufffd\ufffd name | ]]> of two lines'.replace("  ", " ")


def one(requester: tuple[str, ...], recipient: tuple[str, ...]) -> Ledger:
    def agents(names: tuple[str, ...]) -> tuple[object, ...]:
        return tuple(ledgers.agent(name) for name in names)

    return ledgers.ledger((ledgers.row(1, agents(requester), agents(recipient)),))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("requester", "recipient", "edges"),
    [
        (("Ada",), ("Bruno",), [("Ada", "Bruno")]),
        (("Ada", "Bruno"), ("Chiara",), [("Ada", "Chiara"), ("Bruno", "Chiara")]),
        (("Ada",), ("Ada",), [("Ada", "Ada")]),
        (("Ada",), (), [("Ada", "recipient not stated")]),
        ((), ("Ada",), [("requester not stated", "Ada")]),
        ((), (), [("requester not stated", "recipient not stated")]),
    ],
)
def test_edges_go_from_each_requester_to_each_recipient(
    requester: tuple[str, ...], recipient: tuple[str, ...], edges: list[tuple[str, str]]
) -> None:
    built = network.to_network(one(requester, recipient))
    label = nx.get_node_attributes(built, "label")
    assert [(label[first], label[second]) for first, second in built.edges()] == edges


def test_two_requests_without_recipient_do_not_meet_in_one_node() -> None:
    rows = (ledgers.row(1, (ADA,), ()), ledgers.row(2, (ADA,), ()))
    built = network.to_network(ledgers.ledger(rows))
    missing = [node for node, stated in built.nodes(data="stated") if not stated]
    assert len(missing) == 2
    assert {built.nodes[node]["request"] for node in missing} == {row.id for row in rows}


def test_parallel_requests_are_parallel_edges_in_the_order_of_the_ledger() -> None:
    rows = tuple(ledgers.row(number, (ADA,), (BRUNO,)) for number in (3, 1, 2))
    built = network.to_network(ledgers.ledger(rows))
    assert list(nx.get_edge_attributes(built, "request").values()) == [row.id for row in rows]


def test_an_edge_says_what_the_row_says_and_nothing_for_what_is_not_stated() -> None:
    full = ledgers.row(
        1,
        (ADA,),
        (BRUNO,),
        ("the map", "the key"),
        deadline=Due("within 30 days", dt.date(2026, 4, 3), Basis.COMPUTED),
        status=Status(Outcome.REFUSED, None, Basis.READ),
    )
    attributes = network.to_network(ledgers.ledger((full,))).get_edge_data(ADA.id, BRUNO.id)[f"{full.id}&edge=0"]
    wanted = {"item": "the map | the key", "deadline": "2026-04-03", "deadline_basis": "computed", "status": "refused"}
    assert attributes.items() >= wanted.items()
    assert not {"status_as_of", "pressure", "medium", "made_on"} & attributes.keys()


@pytest.mark.parametrize("file_format", network.FORMATS)
@pytest.mark.parametrize(
    "ledger", [ledgers.ledger(()), ledgers.four(), ledgers.many(40), one((HOSTILE,), ("漢字", "עברית"))]
)
def test_what_is_written_reads_back_the_same(ledger: Ledger, file_format: str) -> None:
    built = network.to_network(ledger)
    again = network.read(network.write(built, file_format), file_format)
    assert list(again.nodes(data=True)) == list(built.nodes(data=True))
    assert sorted(again.edges(keys=True, data=True), key=str) == sorted(built.edges(keys=True, data=True), key=str)


@pytest.mark.parametrize("file_format", network.FORMATS)
def test_the_same_ledger_gives_the_same_bytes(file_format: str) -> None:
    first, second = (network.write(network.to_network(ledgers.many(40)), file_format) for _ in range(2))
    assert first == second
    assert b"lastmodified" not in first


def test_a_label_is_one_line_that_xml_can_hold() -> None:
    label = nx.get_node_attributes(network.to_network(one((HOSTILE,), ("Bruno",))), "label")
    assert next(iter(label.values())) == HOSTILE_ON_A_LINE


def test_an_unknown_format_names_those_that_are_known() -> None:
    with pytest.raises(RunError, match="graphml, gexf, json"):
        network.write(network.to_network(ledgers.ledger(())), "dot")
