"""Documents that come and go to what the identity graph loses and gets."""

from __future__ import annotations

import contextlib
import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from graph import catalog, ontology
from graph.describe import describe_agent, describe_identity
from graph.model import Identity
from graph.ontology import Outside
from graph.resolve import label_of
from graph.store import Change, Store, sparql


@dataclass(slots=True)
class Agents:
    """Keeps the identity graph right while documents come and go: what it would be if all were read at once.

    How often an agent is called by which name is asked once a run and then counted along.
    """

    store: Store
    _names: dict[str, Counter[str]] = field(default_factory=dict)

    @contextlib.contextmanager
    def counting(self) -> Iterator[None]:
        """A change of the store; where it fails, what was counted is forgotten: the store is asked again."""
        try:
            yield
        except BaseException:
            self._names.clear()
            raise

    def change(self, *, gone: tuple[str, ...] = (), come: Sequence[Identity] = ()) -> Change:
        """What the identity graph loses and gets when these documents go and one of these identities comes."""
        select = self.store.select
        before = {entity: agent for one in gone for entity, agent in catalog.agents_of(select, one).items()}
        called = {entity: label for one in gone for entity, label in catalog.entity_labels(select, one).items()}
        now = {ontology.local_iri(one.entity): ontology.agent_iri(one.agent) for one in come}
        touched = {*before.values(), *now.values()}
        for agent in touched - self._names.keys():
            self._names[agent] = catalog.labels_of(select, agent)
        for entity, agent in before.items():
            self._names[agent][called[entity]] -= 1
        for one in come:
            self._names[ontology.agent_iri(one.agent)][one.label] += 1
        old = catalog.identity(select, {*touched, *before, *now})
        new = self._statements(come, touched - set(now.values()), old)
        return Change(ontology.IDENTITY_GRAPH, _nquads(new - old), _nquads(old - new))

    def _statements(
        self, come: Sequence[Identity], others: set[str], old: frozenset[catalog.Statement]
    ) -> frozenset[catalog.Statement]:
        """What is to be said of the entities that come, their agents, and of agents that other documents tell of."""
        lines = describe_identity(
            dataclasses.replace(one, label=self._label(ontology.agent_iri(one.agent))) for one in come
        )
        left = sorted(agent for agent in others if self._names[agent].total() > 0)
        lines += "".join(describe_agent(agent, self._label(agent)) for agent in left)
        kinds = {s for s in old if s[0][1:-1] in left and s[1] == f"<{Outside.TYPE}>"}
        return sparql.statements(lines) | kinds

    def _label(self, agent: str) -> str:
        return label_of(+self._names[agent])


def _nquads(statements: Iterable[catalog.Statement]) -> str:
    return "".join(f"{s} {p} {o} <{ontology.IDENTITY_GRAPH}> .\n" for s, p, o in sorted(statements))
