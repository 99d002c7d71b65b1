"""From the measured scores in docs/scores to what docs/reading.md shows of them: tables, and a plot of confidence.

python -m scripts.scores_page          writes the plot
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from scripts import figures, plots
from scripts.scores import calibration_error

SCORES = Path(__file__).resolve().parents[1] / "docs" / "scores"
PLOT = SCORES / "calibration.svg"
FIELDS = ("trigger", "requester", "recipient", "item")

Counts = Mapping[str, int]


def requests() -> dict[str, Any]:
    """What `python -m scripts.scores --data docs/scores/requests.json` measured."""
    found: dict[str, Any] = json.loads((SCORES / "requests.json").read_text(encoding="utf-8"))
    return found


def by_source() -> str:
    """F1 of each field by source, with how many there are; precision and recall where all are taken together."""
    head = "| source | request | requester | recipient | item |\n|---|---|---|---|---|"
    rows = (
        f"| {_named(file, source)} | {' | '.join(_cell(fields[field], whole=source == 'all') for field in FIELDS)} |"
        for file, found in requests()["files"].items()
        for source, fields in found["sources"].items()
    )
    return "\n".join([head, *rows])


def _named(file: str, source: str) -> str:
    return f"**{file}.jsonl**" if source == "all" else source


def _cell(counts: Counts, *, whole: bool) -> str:
    right, wrong, missed = counts["right"], counts["wrong"], counts["missed"]
    if not right + missed:
        return "–"
    balance = f"{2 * right / (2 * right + wrong + missed):.3f}"
    if not whole:
        return f"{balance} of {right + missed}"
    return (
        f"**{balance}** (P {right / max(1, right + wrong):.3f}, R {right / (right + missed):.3f}) of {right + missed}"
    )


def trained_on() -> str:
    """Which lines trained the weights that ship, and how sure the reader is beside how often it is right."""
    found = requests()
    lines = ", ".join(f"{count:,} of {source}" for source, count in found["trained_on"].items())
    errors = ", ".join(f"{calibration_error(file['bins']):.3f} on {name}" for name, file in found["files"].items())
    return f"Lines that trained the weights: {lines}; folds: {found['folds']}. Calibration error: {errors}."


def others() -> str:
    """The figures of quotations, of who is who, of answers and of PLOVER's records."""
    rows = (
        f"| {source} | {figure.what} | {figure.value:.3f} | {figure.of:,} |"
        for source, measured in figures.kept().items()
        for figure in measured
    )
    return "\n".join(["| source | what | figure | of |", "|---|---|---|---|", *rows])


def tables() -> Iterator[tuple[str, str]]:
    """What stands between the marks of the page."""
    yield "by source", by_source()
    yield "trained on", trained_on()
    yield "others", others()


def plot() -> bytes:
    """How often a reading of some confidence is right, as SVG."""
    return plots.svg(_calibration, (5, 4))


def _calibration(axes: Any) -> None:
    axes.plot([0, 1], [0, 1], color="0.6", linestyle="--", label="as sure as right")
    for marker, (name, found) in zip("os", requests()["files"].items(), strict=True):
        sure, right = ([one[key] for one in found["bins"]] for key in ("confidence", "right"))
        axes.plot(sure, right, marker=marker, label=f"{name}.jsonl")
    axes.set(xlabel="confidence of the reading", ylabel="share that is right", xlim=(0, 1), ylim=(0, 1.02))
    axes.legend(loc="upper left")


if __name__ == "__main__":
    PLOT.write_bytes(plot())
