"""Entities of many documents to agents of the world: one full name and one type is one agent."""

from __future__ import annotations

import dataclasses
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from graph.model import SHORT_FOR_BODIES, Account, Entity, EntityType, Identity
from graph.resolve.words import folded

# A bare surname or a described person ("the mayor") says too little to leave its document.
_ONE_WORD_NAMES = frozenset({EntityType.ORGANIZATION, EntityType.PLACE})


def identify(accounts: Iterable[Account]) -> tuple[Identity, ...]:
    """One decision for each entity, in the order of entity ids, whatever the order of the accounts.

    Only a shared name and type join entities of two documents; whoever is merely described, or known
    by one word, stays apart: two people under one node is worse than one under two.
    """
    decisions = [decision for account in accounts for decision in decide(account)]
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for decision in decisions:
        names[decision.agent][decision.label] += 1
    labels = {agent: label_of(counts) for agent, counts in names.items()}
    called = (dataclasses.replace(decision, label=labels[decision.agent]) for decision in decisions)
    return tuple(sorted(called, key=lambda decision: decision.entity))


def decide(account: Account) -> tuple[Identity, ...]:
    """The decisions on the entities of one document, each called as the document calls it."""
    return tuple(_decision(entity) for entity in account.entities)


def _decision(entity: Entity) -> Identity:
    agent = _agent_id(entity)
    basis = "within its document only" if agent == entity.id else "same name and type"
    return Identity(entity.id, agent, entity.label, entity.type, basis)


def _agent_id(entity: Entity) -> str:
    """Content of the name where it can leave the document, else the entity itself."""
    name = folded(entity.label)
    if entity.type is EntityType.ORGANIZATION:
        name = name.removeprefix("the ")  # "The Courier" and "the Courier" are one paper
    if name in SHORT_FOR_BODIES:
        return entity.id
    if not entity.named or not name or (" " not in name and entity.type not in _ONE_WORD_NAMES):
        return entity.id
    return "agent/" + hashlib.sha256(f"{entity.type}\n{name}".encode()).hexdigest()[:20]


def label_of(counts: Mapping[str, int]) -> str:
    """What an agent is called: what it is called most often, and of names as frequent the longest.

    >>> label_of({"DEQ": 2, "Department of Quality": 2, "the Department of Quality": 1})
    'Department of Quality'
    """
    return max(counts, key=lambda text: (counts[text], len(text), text))
