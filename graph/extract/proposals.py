"""From a Doc to proposals: words that may ask for something, their sense, and the fillers that the rules choose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from graph.extract.candidates import Candidate, candidates
from graph.extract.lexicon import ROLES, Pattern, Sense, senses

NO_REQUEST = "none"  # the frame of senses that the lexicon has in order to leave them alone


@dataclass(frozen=True, slots=True)
class Proposal:
    """A trigger with its sense and candidates; `by_rule` says whether the sense's needs are met.

    `chosen` holds, for each role, the candidates that the rules put there, best slot first.
    """

    trigger: Token
    sense: Sense
    by_rule: bool
    candidates: tuple[Candidate, ...]
    chosen: Mapping[str, tuple[Candidate, ...]]


def proposals(doc: Doc) -> tuple[Proposal, ...]:
    """Every word that the lexicon knows, in text order, whether or not it asks here."""
    return tuple(_proposals(doc))


def _proposals(doc: Doc) -> Iterator[Proposal]:
    for token in doc:
        known = senses(token)
        if known:
            found = candidates(token)
            sense = next((one for one in known if one.met(found) is not None), None)
            if sense is not None and sense.frame == NO_REQUEST:
                continue
            yield Proposal(token, sense or known[-1], sense is not None, found, _fill(sense or known[-1], found))


def _fill(sense: Sense, found: tuple[Candidate, ...]) -> dict[str, tuple[Candidate, ...]]:
    """The first slot of each role that is there; no words fill two roles."""
    chosen: dict[str, tuple[Candidate, ...]] = {}
    taken: set[int] = set()
    for role in ROLES:
        chosen[role] = next(
            (held for pattern in sense.roles[role] if (held := _held(pattern, found, taken))),
            (),
        )
        taken.update(item.head.i for item in chosen[role])
    return chosen


def _held(pattern: Pattern, found: tuple[Candidate, ...], taken: set[int]) -> tuple[Candidate, ...]:
    return tuple(item for item in found if pattern.fits(item) and item.head.i not in taken)[:1]
