"""Whatever an article says, its network is written to every format and read back the same; so is the page, twice."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import network
from graph.model import Ledger
from graph.render import render
from tests import ledgers

TEXT = st.text(min_size=1, max_size=30)
AGENTS = st.lists(st.builds(ledgers.agent, TEXT), max_size=3, unique_by=lambda agent: agent.id).map(tuple)
ROWS = st.lists(st.tuples(AGENTS, AGENTS, st.lists(TEXT, max_size=2).map(tuple), TEXT), max_size=5)


@st.composite
def any_ledger(draw: st.DrawFn) -> Ledger:
    """Requests of any text between any agents, some not stated."""
    parts = draw(ROWS)
    rows = (
        ledgers.row(number, requester, recipient, item or ("something",), medium=medium)
        for number, (requester, recipient, item, medium) in enumerate(parts)
    )
    return ledgers.ledger(tuple(rows))


@pytest.mark.parametrize("file_format", network.FORMATS)
@settings(max_examples=60, deadline=None)
@given(ledger=any_ledger())
def test_a_network_that_is_written_reads_back_the_same(file_format: str, ledger: Ledger) -> None:
    built = network.to_network(ledger)
    again = network.read(network.write(built, file_format), file_format)
    assert sorted(again.nodes(data=True), key=str) == sorted(built.nodes(data=True), key=str)
    assert sorted(again.edges(keys=True, data=True), key=str) == sorted(built.edges(keys=True, data=True), key=str)


@settings(max_examples=25, deadline=None)
@given(ledger=any_ledger())
def test_the_page_of_a_ledger_is_the_same_twice_and_ends_no_element_early(ledger: Ledger) -> None:
    page = render(network.to_network(ledger), ledger)
    assert page == render(network.to_network(ledger), ledger)
    assert page.count("</script>") == 3
    page.encode("utf-8")
