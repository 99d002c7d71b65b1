#!/usr/bin/env python3
"""Prints the scores of the reader of requests by source, on lines that did not train the judge that reads them.

A text of a source that trains the shipped weights is read by a judge trained on the other folds
(folds keep documents and copies of a sentence together); the rest is read by one trained on all.
Run from the checkout: python -m scripts.scores --data docs/scores/requests.json
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from spacy.tokens import Doc

from graph.evaluate import Evaluation, Gold, Score, read_gold, scored
from graph.extract.draft import Draft
from graph.extract.judge import Judge
from graph.extract.requests import drafts
from graph.model import Kind
from scripts.train_judge import FOLDS, GOLD, LICENSED, Example, examples, fit, folds, licensed, parsed

BINS = 10

Bin = Mapping[str, float]  # the mean confidence of some readings, the share of them that is right, their count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=["core", "news"], help="gold files, without .jsonl")
    parser.add_argument("--gold", type=Path, default=GOLD, help="folder of gold lines")
    parser.add_argument("--parses", type=Path, help="keep parses in this file, to save time")
    parser.add_argument("--out", type=Path, help="folder for the predictions")
    parser.add_argument("--data", type=Path, help="file for the figures, as docs/reading.md shows them")
    options = parser.parse_args()
    trained_on = licensed(options.gold)
    measured = {name: read_gold(options.gold / f"{name}.jsonl") for name in options.names}
    texts = [line.text for line in (*trained_on, *(line for lines in measured.values() for line in lines))]
    docs = parsed(texts, options.parses)
    judges = _judges(*examples(trained_on, docs))
    figures: dict[str, Any] = {"folds": FOLDS, "trained_on": _sources(trained_on), "files": {}}
    for name, lines in measured.items():
        evaluation = _evaluated(lines, docs, judges, folds(trained_on))
        bins = _reliability(evaluation)
        print(f"{name}.jsonl\n{evaluation.table()}\ncalibration error of the trigger: {calibration_error(bins):.3f}\n")
        figures["files"][name] = {"sources": _figures(evaluation), "bins": bins}
        if options.out:
            (options.out / f"{name}.jsonl").write_text("\n".join(evaluation.prediction_lines()), encoding="utf-8")
    if options.data:
        options.data.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def _sources(lines: Sequence[Gold]) -> dict[str, int]:
    return dict(sorted(Counter(line.dataset for line in lines).items()))


def _figures(evaluation: Evaluation) -> dict[str, dict[str, dict[str, int]]]:
    """How many are right, wrong and missed, by source and field."""
    named = {"all": evaluation.scores, **evaluation.by_dataset}
    return {source: {field: _counts(score) for field, score in scores.items()} for source, scores in named.items()}


def _counts(score: Score) -> dict[str, int]:
    return {"right": score.right, "wrong": score.wrong, "missed": score.missed}


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


def _reliability(evaluation: Evaluation) -> list[Bin]:
    """The readings on triggers that somebody marked, by tenths of confidence."""
    pairs = [
        (draft.confidence, line.label == "request")
        for line in evaluation.gold
        if line.label in {"request", "negative"} and line.trigger is not None
        for draft in evaluation.predictions[line.text]
        if isinstance(draft, Draft) and draft.trigger.overlaps(line.trigger)
    ]
    sure, right = np.array([pair[0] for pair in pairs]), np.array([pair[1] for pair in pairs], dtype=float)
    bins = np.minimum((sure * BINS).astype(int), BINS - 1)
    return [
        {
            "confidence": round(float(sure[bins == b].mean()), 4),
            "right": round(float(right[bins == b].mean()), 4),
            "count": int((bins == b).sum()),
        }
        for b in np.unique(bins)
    ]


def calibration_error(bins: Sequence[Bin]) -> float:
    """The expected calibration error: how far confidence is from the share that is right, over all readings.

    >>> sure, unsure = {"confidence": 0.9, "right": 0.8, "count": 30}, {"confidence": 0.5, "right": 0.5, "count": 10}
    >>> calibration_error([sure, unsure])
    0.075
    """
    total = sum(one["count"] for one in bins)
    return round(sum(abs(one["confidence"] - one["right"]) * one["count"] for one in bins) / total, 4) if total else 0.0


if __name__ == "__main__":
    main()
