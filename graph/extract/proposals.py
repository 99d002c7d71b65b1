"""From a Doc to proposals: words that may ask for something, their sense, and the fillers that the rules choose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from graph.extract import words
from graph.extract.candidates import candidates
from graph.extract.found import Candidate
from graph.extract.lexicon import ROLES, Pattern, Sense, senses
from graph.extract.syntax import NOMINAL

_NUMBERED = frozenset({"no.", "no", "number", "#", "nos."})  # "Request No. 2026-0417" is the name of one
NO_REQUEST = "none"  # the frame of senses that the lexicon has in order to leave them alone


@dataclass(frozen=True, slots=True)
class Proposal:
    """A trigger with its sense and candidates; `by_rule` says whether the sense's needs are met.

    `chosen` holds, for each role, the candidates that the rules put there. `left_alone`: the word
    stands in a sense that the lexicon has in order not to take it for a request.
    """

    trigger: Token
    sense: Sense
    by_rule: bool
    candidates: tuple[Candidate, ...]
    chosen: Mapping[str, tuple[Candidate, ...]]
    left_alone: bool = False


def proposals(doc: Doc) -> tuple[Proposal, ...]:
    """Every word that the lexicon knows, in text order, whether or not it asks here."""
    return tuple(_proposal(token, known) for token in doc if (known := senses(token)) and not _is_part_of_a_name(token))


def _is_part_of_a_name(token: Token) -> bool:
    """Whether a word that could ask only stands in a name: the "Order" of "the Order of the Lamp"."""
    after = token.nbor(1) if token.i + 1 < len(token.doc) else token
    if (token.pos_ in NOMINAL or token.is_title) and after.lower_ in _NUMBERED:
        return any(item.text[0].isdigit() for item in token.doc[after.i + 1 : after.i + 3])
    after = after if after.i < token.sent.end else token
    if token.pos_ in NOMINAL and token.is_title and words.medium(token) is not None:
        return _is_decoration(token, after)
    if token.pos_ != "PROPN":
        return False
    return token.dep_ == "compound" or (after.lower_ in {"of", "in"} and token.is_title and not token.is_sent_start)


def _is_decoration(token: Token, after: Token) -> bool:
    """Whether a paper's word stands in a name that goes on: "the Most Bright Order of the Lamp", not "of the Court"."""
    inside = [item for item in after.subtree if item.dep_ == "pobj"] if after.lower_ == "of" else []
    before = token.nbor(-1) if token.i > token.sent.start else token
    opens = before.is_title or before.lower_ == "the"
    return opens and any(item.pos_ == "PROPN" and not words.is_court(item) for item in inside[:1])


def _proposal(token: Token, known: tuple[Sense, ...]) -> Proposal:
    found = candidates(token)
    met = next((one for one in known if one.met(found) is not None), None)
    left_alone = met is not None and met.frame == NO_REQUEST
    by_rule = met is not None and not left_alone
    sense = met if met is not None and by_rule else known[-1]
    return Proposal(token, sense, by_rule, found, _fill(sense, found), left_alone)


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
