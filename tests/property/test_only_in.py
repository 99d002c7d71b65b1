"""Law of only-in: what one document alone supports is what the accounts themselves say of requests like it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

from graph import ontology, pipeline
from graph.model import Account, Act, Kind, Polarity, Realis, Request
from graph.resolve import identify
from graph.store import Memory
from graph.store.results import solutions
from scripts.benchmarks import worlds

Matter = tuple[str | None, str | None, Kind]


def alike(account: Account) -> Account:
    """The account with all its requests for documents, and a third of them by nobody, so that many are like another."""
    numbered = enumerate(account.acts, account.document.text.count(" "))
    return replace(account, acts=tuple(itertools.starmap(changed, numbered)))


def changed(number: int, act: Act) -> Act:
    if not isinstance(act, Request):
        return act
    return replace(act, kind=Kind.DOCUMENTS, requester=act.requester if number % 3 else ())


def matters(account: Account) -> Iterator[tuple[str, Matter]]:
    """Each request that was made, by each of its requesters, recipients and its kind; None where no side is named."""
    agents = {one.entity: one.agent for one in identify([account])}
    for act in account.acts:
        made = act.polarity is Polarity.AFFIRMED and act.realis is Realis.ACTUAL
        if isinstance(act, Request) and made and act.kind is not Kind.QUESTION:
            for asker, asked in itertools.product(act.requester or (None,), act.recipient or (None,)):
                yield act.id, (asker and agents[asker], asked and agents[asked], act.kind)


def test_a_request_is_listed_unless_each_of_its_matters_is_in_another_document() -> None:
    told = [alike(account) for account in worlds.accounts(300)]
    dataset = Memory()
    dataset.fill("".join({line for one in told for line in worlds.quads_of(one).splitlines(keepends=True)}))
    known = {one.document.id: {matter for _, matter in matters(one)} for one in told}
    supported = 0
    for account in told:
        others = set[Matter]().union(*(of for document, of in known.items() if document != account.document.id))
        alone = {ontology.local_iri(act) for act, matter in matters(account) if matter not in others}
        document = ontology.document_iri(account.document.id)
        rows = solutions(pipeline.query("only-in", dataset, document=document))
        assert {str(row["request"])[1:-1] for row in rows} == alone
        supported += len({act for act, _ in matters(account)}) - len(alone)
    assert supported > 5, "few are like another: nothing would be left out"
