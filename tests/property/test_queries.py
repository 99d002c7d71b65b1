"""Law of queries: on any dataset the shipped queries, joined by hash in Oxigraph, answer as rdflib does."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph import ledger, ontology
from graph.model import Account
from graph.ontology import NamedQuery
from tests.engines import by_pyoxigraph, by_rdflib, in_rdflib
from tests.worlds import accounts, dataset, identities

worlds = st.lists(accounts(), min_size=1, max_size=3, unique_by=lambda account: account.document.id)
law = settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))


class Text:
    """A term of rdflib, as the ledger reads terms."""

    def __init__(self, term: object) -> None:
        self.value = str(term)


@st.composite
def parameters(draw: st.DrawFn, query: NamedQuery, told: list[Account]) -> dict[str, str]:
    account = draw(st.sampled_from(told))
    agents = [ontology.agent_iri(identity.agent) for identity in identities(*told)]
    acts = [ontology.local_iri(act.id) for act in account.acts] or ["urn:none"]
    possible: dict[str, st.SearchStrategy[str]] = {
        "on": st.sampled_from(["2026-01-10", "2026-02-01", "2026-03-01"]),
        "days": st.sampled_from(["0", "7", "60"]),
        "document": st.just(ontology.document_iri(account.document.id)),
        "request": st.sampled_from(acts),
        "name": st.sampled_from(["ada", "=1", '"', "\\"]),
        "from": st.sampled_from(agents),
        "to": st.sampled_from(agents),
    }
    wanted = [parameter for parameter in query.parameters if not parameter.optional or draw(st.booleans())]
    return {parameter.name: draw(possible[parameter.name]) for parameter in wanted}


@pytest.mark.filterwarnings("ignore:Code. Duration is not defined")
@pytest.mark.parametrize("name", [query.name for query in ontology.queries()])
@law
@given(data=st.data(), told=worlds)
def test_both_engines_answer_alike(name: str, data: st.DataObject, told: list[Account]) -> None:
    query, store = ontology.query(name), dataset(*told)
    values = query.values(data.draw(parameters(query, told)))
    assert by_pyoxigraph(query, store, values) == by_rdflib(query, store, values)


@law
@given(worlds)
def test_both_engines_give_one_ledger(told: list[Account]) -> None:
    store = dataset(*told)
    copy = in_rdflib(store)

    def select(text: str) -> list[dict[str, Text]]:
        return [{str(name): Text(term) for name, term in row.items()} for row in copy.query(text).bindings]

    assert ledger.read(select) == ledger.read(store.select)
