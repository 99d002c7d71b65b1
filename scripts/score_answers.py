"""From gold lines labelled `response` and `reject` to recall and precision of the answers found in their sentences.

usage: python -m scripts.score_answers GOLD.jsonl... [--errors N]

A gold line counts as found where an answer's trigger overlaps the line's trigger or one of its parts. The sources
annotate refusals only (decline, refuse, reject and their like), one cue or one event a sentence, so precision is given
three ways:

  P.closed  of the answers on an annotated trigger of any label, those on a `response` or `reject` one;
  P.refusal of the answers that refuse or keep silent, anywhere in an annotated sentence, those on a `response` or
            `reject` trigger: refusals that the source did not annotate count against it, so it is a lower bound;
  P.open    the same of all answers, also of the granting ones, which no label of these sources covers.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.extract import answers, requests
from graph.extract.draft import Draft
from graph.model import Outcome, Span
from graph.parse import PIPELINE, load
from scripts import figures
from scripts.figures import Figure

POSITIVE = frozenset({"response", "reject"})
REFUSING = frozenset({Outcome.REFUSED, Outcome.NO_RESPONSE, Outcome.NOT_REACHED})

Line = dict[str, Any]


@dataclass
class Score:
    """Counts of one source, and the lines and answers that went wrong."""

    counts: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def row(self, name: str) -> str:
        """One line of the table."""
        c = self.counts
        return (
            f"{name:14s} gold {c['gold']:4d}  R {_ratio(c['found'], c['gold']):.3f}"
            f"  P.closed {_ratio(c['right'], c['right'] + c['wrong']):.3f}"
            f"  P.refusal {_ratio(c['right_refusing'], c['refusing']):.3f}"
            f"  P.open {_ratio(c['right'], c['answers']):.3f}"
            f"  (answers {c['answers']}, of them refusing {c['refusing']})"
        )

    def figures(self) -> Iterator[Figure]:
        """The same for the page that shows them."""
        c = self.counts
        yield Figure("answers found", _ratio(c["found"], c["gold"]), c["gold"])
        yield Figure(
            "right of those on annotated words", _ratio(c["right"], c["right"] + c["wrong"]), c["right"] + c["wrong"]
        )
        yield Figure("refusals annotated as such, at least", _ratio(c["right_refusing"], c["refusing"]), c["refusing"])


def main() -> None:
    """Prints a row a source and one of all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--errors", type=int, default=0, help="print so many misses and wrong answers of each source")
    parser.add_argument("--keep", action="store_true", help="keep the figures for docs/reading.md")
    options = parser.parse_args()
    scores = score(list(_lines(options.gold)))
    for name in [*sorted(set(scores) - {"ALL"}), "ALL"]:
        print(scores[name].row(name))
        for text in [*scores[name].missed[: options.errors], *scores[name].wrong[: options.errors]]:
            print("   ", text)
    if options.keep:
        figures.keep("answers", scores["ALL"].figures())


def score(lines: Sequence[Line]) -> dict[str, Score]:
    """The counts of each dataset, and of all together under ALL."""
    texts: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in lines:
        texts[line["dataset"], line["text"]].append(line)
    scores: dict[str, Score] = defaultdict(Score)
    parsed = load(PIPELINE).pipe((text for _, text in texts), batch_size=64)
    for ((dataset, _), gold), doc in zip(texts.items(), parsed, strict=True):
        found = answers.drafts(doc, requests.drafts(doc))
        for name in (dataset, "ALL"):
            _count(scores[name], gold, found)
    return scores


def _count(into: Score, gold: Sequence[Line], found: Sequence[Draft]) -> None:
    positive = [line for line in gold if line["label"] in POSITIVE]
    for line in {str(line["trigger"]): line for line in positive}.values():
        hit = any(_on(draft, line) for draft in found)
        into.counts.update(gold=1, found=int(hit))
        if not hit:
            into.missed.append(f"missed [{line['trigger'][2]}] {line['text']}")
    for draft in found:
        right = any(_on(draft, line) for line in positive)
        wrong = not right and any(_on(draft, line) for line in gold)
        refusing = draft.outcome in REFUSING
        into.counts.update(
            answers=1,
            right=int(right),
            wrong=int(wrong),
            refusing=int(refusing),
            right_refusing=int(right and refusing),
        )
        if not right:
            text = gold[0]["text"]
            into.wrong.append(f"{draft.sense} [{text[draft.trigger.start : draft.trigger.end]}] {text}")


def _on(draft: Draft, line: Line) -> bool:
    parts = [line["trigger"], *line.get("trigger_parts", ())]
    return any(draft.trigger.overlaps(Span(start, end)) for start, end, *_ in parts if start < end)


def _lines(paths: Sequence[Path]) -> Iterator[Line]:
    for path in paths:
        yield from (line for line in map(json.loads, path.read_text("utf-8").splitlines()) if line.get("trigger"))


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


if __name__ == "__main__":
    main()
