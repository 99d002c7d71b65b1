#!/usr/bin/env python3
"""Prints the scores of the reader of requests by source, on lines that did not train the judge that reads them.

A text of a source that trains the shipped weights is read by a judge trained on the other folds
(folds keep documents and copies of a sentence together); the rest is read by one trained on all.
Run from the checkout: python -m scripts.scores
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from spacy.tokens import Doc

from graph.evaluate import Evaluation, Gold, read_gold, scored
from graph.extract.draft import Draft
from graph.extract.judge import Judge
from graph.extract.requests import drafts
from graph.model import Kind
from scripts.train_judge import FOLDS, GOLD, LICENSED, Example, examples, fit, folds, licensed, parsed

BINS = 10


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=["core", "news"], help="gold files, without .jsonl")
    parser.add_argument("--gold", type=Path, default=GOLD, help="folder of gold lines")
    parser.add_argument("--parses", type=Path, help="keep parses in this file, to save time")
    parser.add_argument("--out", type=Path, help="folder for the predictions")
    options = parser.parse_args()
    trained_on = licensed(options.gold)
    measured = {name: read_gold(options.gold / f"{name}.jsonl") for name in options.names}
    texts = [line.text for line in (*trained_on, *(line for lines in measured.values() for line in lines))]
    docs = parsed(texts, options.parses)
    judges = _judges(*examples(trained_on, docs))
    for name, lines in measured.items():
        evaluation = _evaluated(lines, docs, judges, folds(trained_on))
        print(f"{name}.jsonl\n{evaluation.table()}\ncalibration error of the trigger: {_calibration(evaluation):.3f}\n")
        if options.out:
            (options.out / f"{name}.jsonl").write_text("\n".join(evaluation.prediction_lines()), encoding="utf-8")


def _judges(senses: Sequence[Example], roles: Sequence[Example]) -> list[Judge]:
    """A judge for each fold that has not seen it, and last one that has seen all."""
    return [
        fit([row for row in senses if row.fold != fold], [row for row in roles if row.fold != fold])
        for fold in range(FOLDS + 1)
    ]


def _evaluated(
    lines: Sequence[Gold], docs: Mapping[str, Doc], judges: Sequence[Judge], fold_of: Mapping[str, int]
) -> Evaluation:
    found: dict[str, tuple[Draft, ...]] = {}
    for line in lines:
        fold = fold_of.get(line.text, FOLDS) if line.dataset.startswith(LICENSED) else FOLDS
        if line.text not in found:
            read = drafts(docs[line.text], judge=judges[fold])
            found[line.text] = tuple(draft for draft in read if draft.kind is not Kind.QUESTION)
    return scored(lines, found)


def _calibration(evaluation: Evaluation) -> float:
    """The expected calibration error over triggers that somebody marked: how far confidence is from being right."""
    pairs = [
        (draft.confidence, line.label == "request")
        for line in evaluation.gold
        if line.label in {"request", "negative"} and line.trigger is not None
        for draft in evaluation.predictions[line.text]
        if isinstance(draft, Draft) and draft.trigger.overlaps(line.trigger)
    ]
    if not pairs:
        return 0.0
    sure, right = np.array([pair[0] for pair in pairs]), np.array([pair[1] for pair in pairs], dtype=float)
    bins = np.minimum((sure * BINS).astype(int), BINS - 1)
    gaps = [abs(sure[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean() for b in np.unique(bins)]
    return float(sum(gaps))


if __name__ == "__main__":
    main()
