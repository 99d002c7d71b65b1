"""Laws of quads: acts to quads to acts is the same, order does not matter, twice is once, a store gives them back."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pyoxigraph
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph import ledger, ontology, shapes
from graph.describe import describe, describe_identity
from graph.model import Account, Act, Agent, Due, Evidence, LedgerRow, Passage, Polarity, Realis, Request, Response
from tests.worlds import accounts, dataset, identities

law = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


T = TypeVar("T")


def shuffled(things: Sequence[T], chance: random.Random) -> tuple[T, ...]:
    return tuple(chance.sample(things, len(things)))


@law
@given(accounts())
def test_quads_are_sorted_and_each_is_there_once(account: Account) -> None:
    lines = describe(account).split("\n")[:-1]
    assert lines == sorted(set(lines))


@law
@given(accounts())
def test_quads_hold_no_blank_node_and_one_graph(account: Account) -> None:
    quads = list(pyoxigraph.parse(describe(account), format=pyoxigraph.RdfFormat.N_QUADS))
    assert {str(quad.graph_name) for quad in quads} == {f"<{ontology.graph_iri(account.document.id)}>"}
    assert not any(isinstance(term, pyoxigraph.BlankNode) for quad in quads for term in quad)


@law
@given(accounts(), st.randoms())
def test_order_does_not_matter(account: Account, chance: random.Random) -> None:
    other = replace(account, entities=shuffled(account.entities, chance), acts=shuffled(account.acts, chance))
    assert describe(other) == describe(account)
    assert describe_identity(shuffled(identities(account), chance)) == describe_identity(identities(account))


@law
@given(accounts())
def test_twice_is_once(account: Account) -> None:
    twice = replace(account, acts=account.acts * 2, entities=account.entities * 2)
    assert describe(twice) == describe(account)
    assert describe_identity(identities(account, account)) == describe_identity(identities(account))


@law
@given(accounts())
def test_a_store_gives_back_the_same_bytes(account: Account) -> None:
    store = dataset(account)
    store.remove(ontology.IDENTITY_GRAPH)
    assert store.dump().encode().splitlines() == sorted(describe(account).encode().splitlines())


@law
@given(accounts())
def test_nothing_is_said_in_two_graphs(account: Account) -> None:
    """A store gives it twice: who counts without DISTINCT would count it twice."""
    whole = describe(account) + describe_identity(identities(account))
    quads = list(pyoxigraph.parse(whole, format=pyoxigraph.RdfFormat.N_QUADS))
    assert len({quad.triple for quad in quads}) == len(quads)


@settings(law, max_examples=8)
@given(accounts())
def test_every_account_keeps_to_the_shapes_that_need_no_text(account: Account) -> None:
    broken = {violation.shape for violation in shapes.validate(describe(account)).results}
    assert broken <= {"NothingEscalatesItself", "MembersAreAgents"}, broken


# --------------------------------------------------------------------------------------------------
# Acts to quads to acts.


@law
@given(st.lists(accounts(), min_size=1, max_size=3, unique_by=lambda account: account.document.id))
def test_the_ledger_holds_what_the_requests_hold(told: list[Account]) -> None:
    found = ledger.read(dataset(*told).select)
    expected = [_row(account, act) for account in told for act in account.acts if isinstance(act, Request)]
    assert sorted(map(_bare, found.rows), key=lambda row: row.id) == sorted(expected, key=lambda row: row.id)


@law
@given(st.lists(accounts(), min_size=1, max_size=3, unique_by=lambda account: account.document.id))
def test_the_ledger_holds_the_documents(told: list[Account]) -> None:
    found = ledger.read(dataset(*told).select)
    expected = {
        (ontology.document_iri(d.id), d.title, d.publisher, d.author, d.published, d.url)
        for d in (account.document for account in told)
    }
    assert {(s.id, s.title, s.publisher, s.author, s.published, s.url) for s in found.sources} == expected


@law
@given(accounts())
def test_quotations_and_marks_are_slices_of_the_text(account: Account) -> None:
    text = account.document.text
    for row in ledger.read(dataset(account).select).rows:
        for place in row.evidence:
            assert place.quote == text[place.start : place.end]
            assert all(place.start <= mark.start < mark.end <= place.end for mark in place.marks)
            assert list(place.marks) == sorted(place.marks, key=lambda mark: (mark.start, mark.end, mark.role))


def _row(account: Account, request: Request) -> LedgerRow:
    """What the ledger is to say of a request, but for pressure and for marks."""
    deadline = request.deadline
    return LedgerRow(
        id=ontology.local_iri(request.id),
        kind=request.kind,
        force=request.force,
        requester=_agents(account, request.requester),
        recipient=_agents(account, request.recipient),
        item=tuple(item.label for item in sorted(request.item, key=lambda item: item.passages[0].span)),
        medium=request.medium.passage.text if request.medium else None,
        made_on=request.made_on,
        deadline=Due(deadline.text, deadline.date, deadline.basis) if deadline else None,
        pressure=None,
        status=None,
        polarity=request.polarity,
        realis=request.realis,
        attributed_to=_agents(account, request.attributed_to),
        evidence=tuple(_evidence(account, frame.evidence) for frame in request.frames),
        confidence=request.confidence,
    )


def _bare(row: LedgerRow) -> LedgerRow:
    return replace(row, pressure=None, status=None, evidence=tuple(replace(place, marks=()) for place in row.evidence))


def _evidence(account: Account, passage: Passage) -> Evidence:
    return Evidence(ontology.document_iri(account.document.id), passage.span.start, passage.span.end, passage.text)


def _agents(account: Account, ids: Iterable[str]) -> tuple[Agent, ...]:
    first = {entity.id: entity.mentions[0].span for entity in account.entities}
    decided = {identity.entity: identity for identity in identities(account)}
    chosen = [decided[entity] for entity in sorted(ids, key=lambda entity: first[entity])]
    return tuple(dict.fromkeys(Agent(ontology.agent_iri(one.agent), one.label, one.type) for one in chosen))


@law
@given(accounts())
def test_status_and_pressure_come_from_the_acts_that_are_tied(account: Account) -> None:
    rows = {row.id: row for row in ledger.read(dataset(account).select).rows}
    for act in account.acts:
        if isinstance(act, Request):
            row = rows[ontology.local_iri(act.id)]
            given_answers = [other for other in account.acts if _answers(other, act)]
            assert (row.status is None) == (not given_answers)
            assert (row.pressure is None) == (not act.backed_by)


def _answers(other: Act, request: Request) -> bool:
    made = other.polarity is Polarity.AFFIRMED and other.realis is Realis.ACTUAL
    return isinstance(other, Response) and other.responds_to == request.id and made


def test_bytes_do_not_hang_on_the_hash_seed() -> None:
    root = Path(__file__).resolve().parents[2]
    program = (
        "from tests.unit.test_resolve import dispute; from graph.resolve import identify;"
        "from graph.describe import describe, describe_identity;"
        "print(describe(dispute()) + describe_identity(identify([dispute()])))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=root,
            env={**os.environ, "PYTHONPATH": str(root), "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "42")
    }
    assert len(outputs) == 1
