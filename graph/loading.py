"""What is kept of documents into a new store, many at once."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator

from graph import ontology
from graph.describe import describe_agent, describe_decisions
from graph.model import Kept
from graph.resolve import label_of
from graph.run import batches
from graph.store import Store

# Documents, and characters of quads (150,000 quads or so), that are loaded at once: smaller loads are slower.
MOST, HEAVIEST = 1024, 33_000_000


def fill(store: Store, found: Iterable[Kept]) -> Iterator[Kept]:
    """Loads what is kept of documents into a new store, and gives each when the store holds it.

    The names of the agents come last, when all that decides them is there; they are counted along, since to ask the
    store for them takes a tenth of the time of loading.
    """
    names: dict[str, Counter[str]] = {}  # of all agents that more than one document may tell of
    for batch in batches(found, lambda kept: len(kept.quads), most=MOST, heaviest=HEAVIEST):
        store.fill("".join(f"{kept.quads}{describe_decisions(kept.identities)}" for kept in batch))
        for one in itertools.chain.from_iterable(kept.identities for kept in batch):
            if one.agent != one.entity:
                names.setdefault(one.agent, Counter())[one.label] += 1
        yield from batch
    store.fill("".join(describe_agent(ontology.agent_iri(agent), label_of(names[agent])) for agent in sorted(names)))
