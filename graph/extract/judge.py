"""From the features of a proposal to a judgement: whether it asks, which constituent fills which role, how surely.

A logistic regression over one-hot features, whose weights are data (data/judge.tsv, written by
scripts/train_judge.py): one for the sense, and one over the roles for each candidate. The probability
of the sense is the confidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from graph.errors import RunError
from graph.extract import features, words
from graph.extract.found import Candidate
from graph.extract.lexicon import ROLES
from graph.extract.proposals import Proposal
from graph.extract.syntax import NOMINAL

CLASSES = ("none", *ROLES)
_BY_RULE, _BY_JUDGE = 0.25, 0.65  # how probable a sense must be where its needs are met, and where they are not
_RULE_FILLS = {"requester": 0.05, "recipient": 0.2, "item": 0.1}  # how probable a filler of the rules must be
_JUDGE_FILLS = 0.4  # how probable any other filler must be
_NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_ASKED_DIRECTLY = frozenset({"v.ask_to", "v.inf", "v.on", "v.press", "v.plead"})  # frames that name whom they ask
_DIRECT = frozenset({"obj", "iobj", "on", "upon", "with", "to", "noun.low", "obj.low"})
_THAT = frozenset({"that.subj", "light.that.subj"})  # "its demand that the board resign"
_TAKERS = frozenset({"receive.subj", "light.to", "light.with", "light.iobj", "light.with.obj"})
_SHOWN = 3

Weights = Mapping[str, NDArray[np.float64]]
Fillers = Mapping[str, tuple[Candidate, ...]]


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether a proposal asks, how surely, with which fillers, and the features that decided most."""

    asks: bool
    probability: float
    fillers: Fillers
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Judge:
    """The weights: of each feature for the sense, and of each feature for every class of `CLASSES`."""

    sense: Weights
    roles: Weights

    def judge(self, proposal: Proposal) -> Judgement:
        """What becomes of a proposal: a rule stands unless the weights are sure against it.

        Without a rule, the weights must be sure, know the word, and fill a role.
        """
        found = features.of_sense(proposal)
        probability = float(1 / (1 + np.exp(-_sum(self.sense, found, 1)[0])))
        fillers = _apart(_with_rules(proposal, self._fillers(proposal)))
        ruled = proposal.by_rule and probability >= _BY_RULE
        alone = features.word_feature(proposal) in self.sense and bool(fillers["recipient"] or fillers["item"])
        return Judgement(
            asks=not proposal.left_alone and (ruled or (alone and probability >= _BY_JUDGE)),
            probability=probability,
            fillers=fillers,
            reasons=tuple(_heaviest(self.sense, found)),
        )

    def _fillers(self, proposal: Proposal) -> dict[str, tuple[Candidate, ...]]:
        """The most probable candidate of each role, the surest first, no words in two roles."""
        chosen: dict[str, tuple[Candidate, ...]] = dict.fromkeys(ROLES, ())
        for probability, role, candidate in self._ranked(proposal):
            ruled = proposal.by_rule and candidate in proposal.chosen[role]
            enough = _RULE_FILLS[role] if ruled else _JUDGE_FILLS
            taken = (one for held in chosen.values() for one in held)
            if chosen[role] or probability < enough or not _can_be(role, candidate):
                continue
            if not any(_share(candidate, one) for one in taken):
                chosen[role] = (candidate,)
        return chosen

    def _ranked(self, proposal: Proposal) -> list[tuple[float, str, Candidate]]:
        ranked = [
            (float(probability), role, candidate)
            for candidate in proposal.candidates
            for role, probability in zip(CLASSES, self.probabilities(proposal, candidate), strict=True)
            if role != "none"
        ]
        return sorted(ranked, key=lambda entry: -entry[0])

    def probabilities(self, proposal: Proposal, candidate: Candidate) -> NDArray[np.float64]:
        """How probable each of `CLASSES` is for a candidate."""
        scores = _sum(self.roles, features.of_candidate(proposal, candidate), len(CLASSES))
        shifted = np.exp(scores - scores.max())
        shares: NDArray[np.float64] = shifted / shifted.sum()
        return shares


def _sum(weights: Weights, found: Iterable[str], size: int) -> NDArray[np.float64]:
    known = [weights[name] for name in sorted(found) if name in weights]
    return np.sum(known, axis=0) if known else np.zeros(size)


def _heaviest(weights: Weights, found: Iterable[str]) -> Iterator[str]:
    known = sorted((name for name in found if name in weights), key=lambda name: (-abs(weights[name][0]), name))
    yield from (f"{name} {weights[name][0]:+.2f}" for name in known[:_SHOWN])


def _can_be(role: str, candidate: Candidate) -> bool:
    """Whether the words may fill the role at all: "repeated" of "repeated requests" is not what is asked for, and the
    auxiliary of a passive stands beside it only as a mark."""
    if candidate.slot.endswith("passive"):
        return False
    if role == "item":
        return candidate.slot != "mod" or candidate.head.pos_ in NOMINAL
    return role != "requester" or _can_ask(candidate)


def _can_ask(candidate: Candidate) -> bool:
    """Whether a subject that only control supplies is somebody: "a chance to ask" has no asker."""
    _, _, how = candidate.slot.partition("~")
    return how not in {"xcomp", "advcl", "pcomp", "relcl", "dep"} or words.is_agent(candidate.head)


def _share(one: Candidate, other: Candidate) -> bool:
    apart: bool = one.piece.end <= other.piece.start or other.piece.end <= one.piece.start
    return one.head.i == other.head.i or not apart


def _with_rules(proposal: Proposal, chosen: dict[str, tuple[Candidate, ...]]) -> Fillers:
    """The fillers, with those that annotators of single words do not mark and readers see.

    Whoever sends a letter that asks and whoever it is sent to, a named subject of what is demanded
    ("that Elmland withdraw"), and whoever answers a press inquiry.
    """
    if not proposal.by_rule:
        return chosen
    if proposal.sense.frame == "v.done":
        return proposal.chosen
    if proposal.sense.frame == "v.seek" and proposal.chosen["item"]:
        chosen = {**chosen, "item": proposal.chosen["item"]}  # "sought leave to sail": leave, whatever it is for
    seen = {role: _seen(proposal, role, chosen["item"]) for role in ("requester", "recipient")}
    return {**chosen, **{role: held for role, held in seen.items() if held and not _speaks(chosen[role])}}


def _speaks(held: tuple[Candidate, ...]) -> bool:
    """Whether somebody fills the role already, rather than the letter that asks."""
    return any(one.slot != "medium" and words.medium(one.head) is None for one in held)


def _apart(fillers: Fillers) -> Fillers:
    """The fillers, agents cut where the thing asked for begins inside them ("the ministry for records")."""
    starts = [one.piece.start for one in fillers["item"]]
    return {
        role: tuple(_cut(one, starts) for one in held) if role != "item" else held for role, held in fillers.items()
    }


def _cut(filler: Candidate, starts: list[int]) -> Candidate:
    piece, doc = filler.piece, filler.piece.doc
    inside = [start for start in starts if filler.head.i < start < piece.end]
    if not inside:
        return filler
    end = min(inside)
    while end - 1 > filler.head.i and doc[end - 1].dep_ in {"prep", "mark", "punct"}:
        end -= 1
    return replace(filler, piece=doc[piece.start : end])


def _seen(proposal: Proposal, role: str, item: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    sure = role == "recipient" and proposal.sense.frame in _ASKED_DIRECTLY
    held = proposal.chosen[role]
    noun = role == "recipient" and proposal.sense.pos == "noun" and all(map(_is_known, held))
    direct = _DIRECT | _THAT if noun else _DIRECT
    return tuple(
        one for one in held if _is_seen(one, item) or ((sure or noun) and one.slot.partition("~")[0] in direct)
    )


def _is_known(filler: Candidate) -> bool:
    """Whether a noun is somebody by its name or by the word itself."""
    head = filler.head
    return head.ent_type_ in _NAMED or head.lemma_.lower() in words.table("agents") or head.pos_ == "PRON"


def _is_seen(filler: Candidate, item: tuple[Candidate, ...]) -> bool:
    base = filler.slot.partition("~")[0]
    if base == "medium.to":
        return True  # whoever letters go to, "six plants" too
    if base in {"medium.subj", "medium.from", "medium.with", "medium.iobj", "obj.from", "that.by", "joint"}:
        return words.is_agent(filler.head)
    if base in {"that.subj", "clause.subj", "forto.subj"}:
        return filler.head.ent_type_ in _NAMED or _is_told(filler)
    if base in _TAKERS:
        return words.is_agent(filler.head)
    return base.startswith("answer.") and any(words.kind(one.head) == "comment" for one in item)


def _is_told(filler: Candidate) -> bool:
    """Whether a noun is somebody known: "that the council pay", not "that councils pay"."""
    return words.is_agent(filler.head) and any(
        item.lower_ in {"the", "its", "his", "her"} for item in filler.head.lefts
    )


@cache
def trained() -> Judge:
    """The judge whose weights travel with the package."""
    path = files("graph") / "extract" / "data" / "judge.tsv"
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise RunError("the judge's weights are missing", str(path), "run scripts/train_judge.py") from error
    return from_lines(lines)


def from_lines(lines: Iterable[str]) -> Judge:
    """The judge that lines of `model, feature, weights` describe; the inverse of `to_lines`.

    >>> judge = from_lines(["sense\\tbias\\t-0.5", "role\\tbias\\t1\\t0\\t0\\t0"])
    >>> from_lines(to_lines(judge)).sense["bias"]
    array([-0.5])
    """
    models: dict[str, dict[str, NDArray[np.float64]]] = {"sense": {}, "role": {}}
    for line in lines:
        if line and not line.startswith("#"):
            model, name, *weights = line.split("\t")
            models[model][name] = np.array([float(weight) for weight in weights])
    return Judge(models["sense"], models["role"])


def to_lines(judge: Judge) -> Iterator[str]:
    """The weights as text, in the order of the features."""
    for model, weights in (("sense", judge.sense), ("role", judge.roles)):
        for name in sorted(weights):
            yield "\t".join((model, name, *(f"{weight:.3g}" for weight in weights[name])))
