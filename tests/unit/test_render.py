from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable
from typing import Any

import networkx as nx
import pytest

from graph.errors import RunError
from graph.model import Agent, EntityType, Ledger
from graph.network import to_network
from graph.render import data, layout, render, safe
from tests import ledgers


def page(ledger: Ledger) -> str:
    return render(to_network(ledger), ledger)


def content(ledger: Ledger) -> Any:
    found = re.search(
        r'<script type="application/json" id="data" data-packing="plain">(.*?)</script>', page(ledger), re.DOTALL
    )
    assert found
    return json.loads(found[1])


@pytest.mark.parametrize("make", [lambda: ledgers.ledger(()), ledgers.four, lambda: ledgers.many(40)])
def test_the_same_ledger_gives_the_same_page(make: Callable[[], Ledger]) -> None:
    assert page(make()) == page(make())


def test_an_empty_page_is_small() -> None:
    assert len(page(ledgers.ledger(())).encode()) <= 600_000


def test_a_request_takes_at_most_a_thousand_bytes() -> None:
    empty, full = len(page(ledgers.ledger(())).encode()), len(page(ledgers.many(400)).encode())
    assert (full - empty) / 400 <= 1000


def test_the_policy_allows_just_the_scripts_and_the_style_of_the_page() -> None:
    text = page(ledgers.four())
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    assert policy
    allowed = policy[1].replace("&#39;", "'")
    inside = re.findall(r"<script>(.*?)</script>", text, re.DOTALL) + re.findall(
        r"<style>(.*?)</style>", text, re.DOTALL
    )
    assert len(inside) == 3
    assert all(safe.source_hash(code) in allowed for code in inside)
    assert "default-src 'none'" in allowed
    assert "unsafe" not in allowed


def test_text_cannot_leave_the_data_block() -> None:
    bad = "</script><script>alert(1)</script><!-- \u2028 & ]]>"
    ledger = ledgers.ledger((ledgers.row(1, (ledgers.agent(bad),), (), (bad,)),))
    text = page(ledger)
    assert text.count("</script>") == 3
    assert "alert(1)</script>" not in text
    assert content(ledger)["agents"]["rows"][0][1] == bad


def test_every_row_is_in_the_page_with_its_agents_and_passages() -> None:
    ledger = ledgers.four()
    found = content(ledger)
    assert found["requests"]["fields"] == list(data.REQUEST_FIELDS)
    requests = [dict(zip(data.REQUEST_FIELDS, row, strict=True)) for row in found["requests"]["rows"]]
    labels = [row[1] for row in found["agents"]["rows"]]
    assert [[labels[at] for at in one["requester"]] for one in requests] == [
        [agent.label for agent in row.requester] for row in ledger.rows
    ]
    first = requests[0]["evidence"][0]
    quote = found["passages"]["rows"][first[0]][3]
    assert quote == ledger.rows[0].evidence[0].quote
    marks = [first[i : i + 3] for i in range(1, len(first), 3)]
    assert [quote[start:end] for start, end, role in marks if role == "requester"] == ["Mara Kestrel"]


def test_an_agent_without_a_record_is_still_named() -> None:
    stranger = Agent("https://example.org/stranger", "A Stranger", EntityType.UNKNOWN)
    row = ledgers.row(1, (ledgers.agent("Ada"),), (ledgers.agent("Bruno"),), attributed_to=(stranger,))
    found = content(Ledger((row,), (), ()))
    assert ["https://example.org/stranger", "A Stranger", "unknown", [], []] in found["agents"]["rows"]


def test_much_data_is_packed_and_can_be_unpacked() -> None:
    block, packing = safe.island({"text": "x" * (safe.PLAIN_LIMIT + 1)})
    assert packing == "gzip"
    assert len(block) < safe.PLAIN_LIMIT / 100


def test_code_that_would_end_its_element_is_refused() -> None:
    with pytest.raises(RunError):
        safe.code("let a = '</SCRIPT>'")


@pytest.mark.parametrize("count", [4, 40, 100])
def test_no_two_labels_of_the_network_overlap(count: int) -> None:
    network = to_network(ledgers.many(count))
    found = list(layout.places(network, layout.groups(network)).values())
    assert len(found) == len(network)
    close = [
        (one, other)
        for i, one in enumerate(found)
        for other in found[:i]
        if abs(one[0] - other[0]) < layout.LABEL_WIDTH * 0.9 and abs(one[1] - other[1]) < layout.LABEL_HEIGHT * 0.9
    ]
    assert not close


def test_two_who_have_to_do_with_nobody_else_stand_side_by_side() -> None:
    (left, top), (right, low) = layout.places(nx.MultiDiGraph([("a", "b")]), []).values()
    assert layout.LABEL_WIDTH < right - left < 2 * layout.LABEL_WIDTH
    assert top == low


def test_groups_are_numbered_by_their_first_node() -> None:
    levels = layout.groups(to_network(ledgers.many(40)))
    assert levels
    for level in levels:
        assert list(dict.fromkeys(level[node] for node in sorted(level, key=list(level).index))) == sorted(
            set(level.values())
        )


def test_the_coarsest_groups_are_few_enough_to_be_read_and_hold_the_finer_ones() -> None:
    levels = layout.groups(to_network(ledgers.many(1000)))
    assert len(set(levels[-1].values())) <= layout.READABLE_GROUPS
    for finer, coarser in itertools.pairwise(levels):
        inside: dict[int, set[int]] = {}
        for node, group in finer.items():
            inside.setdefault(group, set()).add(coarser[node])
        assert all(len(groups) == 1 for groups in inside.values())
