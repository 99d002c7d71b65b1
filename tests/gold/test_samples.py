"""The sample articles are read at least as well as when this was last raised, field by field.

The figures are F1 over all samples, end to end: a request that is missed misses its fields, too. They are a floor
against getting worse, not an aim; the aim is 1. Raise them when the reader gets better; do not lower them to pass.
"""

from __future__ import annotations

from functools import cache

import pytest

from tests.gold.comparing import Counts
from tests.gold.measure import measure

FLOORS: dict[str, float] = {
    "request": 0.81,
    "request.kind": 0.58,
    "request.force": 0.80,
    "request.polarity": 0.80,
    "request.realis": 0.77,
    "request.requester": 0.66,
    "request.recipient": 0.57,
    "request.due": 0.35,
    "request.due_basis": 0.35,
    "request.made_on": 0.73,
    "request.item": 0.69,
    "request.medium": 0.62,
    "request.attributed_to": 0.64,
    "request.outcome": 0.36,
    "request.as_of": 0.34,
    "request.pressure_agent": 0.18,
    "response": 0.71,
    "response.outcome": 0.69,
    "response.as_of": 0.69,
    "response.recipient": 0.53,
    "response.requester": 0.31,
    "response.attributed_to": 0.28,
    "threat": 0.58,
    "threat.recipient": 0.23,
    "threat.item": 0.58,
    "threat.requester": 0.18,
    "legal_action": 0.69,
    "legal_action.made_on": 0.70,
    "legal_action.requester": 0.64,
}


@cache
def counts() -> Counts:
    return measure()


@pytest.mark.parametrize("name", FLOORS)
def test_no_field_is_read_worse(name: str) -> None:
    assert counts().f1(name) >= FLOORS[name], counts().table()
