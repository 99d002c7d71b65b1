"""Entities of many documents to agents of the world: one full name and one type is one agent."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from graph.model import Account, Entity, EntityType, Identity
from graph.resolve.words import folded

# A bare surname or a described person ("the mayor") says too little to leave its document.
_ONE_WORD_NAMES = frozenset({EntityType.ORGANIZATION, EntityType.PLACE})


def identify(accounts: Iterable[Account]) -> tuple[Identity, ...]:
    """One decision for each entity, in the order of entity ids, whatever the order of the accounts.

    Only a shared name and type join entities of two documents; whoever is merely described, or known
    by one word, stays apart: two people under one node is worse than one under two.
    """
    entities = sorted((entity for account in accounts for entity in account.entities), key=lambda e: e.id)
    groups: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        groups[_agent_id(entity)].append(entity)
    decisions = [
        Identity(entity.id, agent, _label(group), group[0].type, _basis(entity))
        for agent, group in groups.items()
        for entity in group
    ]
    return tuple(sorted(decisions, key=lambda decision: decision.entity))


def _agent_id(entity: Entity) -> str:
    """Content of the name where it can leave the document, else the entity itself."""
    name = folded(entity.label)
    if not entity.named or not name or (" " not in name and entity.type not in _ONE_WORD_NAMES):
        return entity.id
    return "agent/" + hashlib.sha256(f"{entity.type}\n{name}".encode()).hexdigest()[:20]


def _basis(entity: Entity) -> str:
    return "same name and type" if _agent_id(entity).startswith("agent/") else "within its document only"


def _label(group: list[Entity]) -> str:
    return label_of(Counter(entity.label for entity in group))


def label_of(counts: Mapping[str, int]) -> str:
    """What an agent is called: what it is called most often, and of names as frequent the longest.

    >>> label_of({"DEQ": 2, "Department of Quality": 2, "the Department of Quality": 1})
    'Department of Quality'
    """
    return max(counts, key=lambda text: (counts[text], len(text), text))
