"""From the figures in docs/scores/store.json to what docs/stores.md shows of them: tables, what is short, and a plot.

python -m scripts.store_page          writes the plot
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from scripts import plots
from scripts.benchmarks.questions import COUNT, FEWER_THAN_RDFLIB, LOOK_UP, MAY_TAKE

SCORES: Final = Path(__file__).resolve().parents[1] / "docs" / "scores"
PLOT: Final = SCORES / "store.svg"
_MILLION: Final = 1_000_000

Found = dict[str, Any]
"""The figures of a dataset of one size."""


def sizes() -> list[Found]:
    """What `python -m scripts.benchmark store --write` measured, the smallest dataset first."""
    found: list[Found] = json.loads((SCORES / "store.json").read_text(encoding="utf-8"))
    return found


def slowest(found: Found, *sorts: str) -> float:
    """The milliseconds of the slowest query of these sorts, of all where none is named."""
    most: float = max(one["ms"] for one in found["queries"].values() if not sorts or one["sort"] in sorts)
    return most


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: a figure of each size, and what it should be at some."""

    what: str
    figure: Callable[[Found], float]
    form: str = ",.0f"
    targets: tuple[tuple[int, float], ...] = ()  # sizes, and the most that the figure may be there
    least: bool = False  # the targets are the least

    def is_met(self, found: Found) -> bool:
        """Whether the figure, as it is shown, is as it should be at this size."""
        shown = float(format(self.figure(found), self.form).replace(",", ""))
        return all(
            shown >= bound if self.least else shown <= bound
            for size, bound in self.targets
            if size == found["asked_for"]
        )

    def wanted(self) -> str:
        """The targets in words."""
        side = "at least" if self.least else "at most"
        return "; ".join(f"{side} {bound:,} at {_millions(size)}" for size, bound in self.targets)


ROWS: Final = (
    Row("documents", lambda found: found["documents"]),
    Row("quads", lambda found: found["quads"]),
    Row("on disk, MB", lambda found: found["store_mb"]),
    Row("loading, seconds of CPU", lambda found: found["load_seconds"], ",.1f"),
    Row("thousand quads a second", lambda found: found["quads"] / found["load_seconds"] / 1000),
    Row("rate beside bare pyoxigraph", lambda found: found["load_to_bare"], ".2f", ((_MILLION, 0.8),), least=True),
    Row("most memory of the writer, MB", lambda found: found["writer_mb"], targets=((10 * _MILLION, 1500),)),
    Row("replacing a document, ms", lambda found: found["replace_ms"], ",.1f"),
    Row("time beside bare pyoxigraph", lambda found: found["replace_to_bare"], ".2f", ((_MILLION, 2),)),
    Row(
        "slowest look-up, ms",
        lambda found: slowest(found, LOOK_UP),
        ",.1f",
        ((_MILLION, MAY_TAKE[LOOK_UP]), (10 * _MILLION, 100)),
    ),
    Row("slowest count or top list, ms", lambda found: slowest(found, COUNT), targets=((_MILLION, MAY_TAKE[COUNT]),)),
    Row("slowest query of all, ms", slowest, targets=((10 * _MILLION, 3000),)),
)


def figures() -> str:
    """The table of figures by size, with the targets; those that are not met are bold."""
    measured = sizes()
    heads = [f"{_millions(found['asked_for'])}" for found in measured]
    rows = (f"| {row.what} | {' | '.join(_cell(row, found) for found in measured)} | {row.wanted()} |" for row in ROWS)
    return "\n".join([f"| quads | {' | '.join(heads)} | wanted |", f"|---|{'---|' * len(heads)}---|", *rows])


def _cell(row: Row, found: Found) -> str:
    shown = format(row.figure(found), row.form)
    return shown if row.is_met(found) else f"**{shown}**"


def _millions(quads: int) -> str:
    return f"{quads / _MILLION:g} million"


def questions() -> str:
    """The table of queries: their time by size, and at a million quads that of rdflib."""
    measured = sizes()
    heads = [f"{_millions(found['asked_for'])}, ms" for found in measured]
    rows = (_question(title, sort, measured) for title, sort in _titles(measured))
    beside = "rdflib at 1 million | times, disk | times, memory"
    head = f"| query | sort | rows at 1 million | {' | '.join(heads)} | {beside} |"
    return "\n".join([head, f"|---|---|---|{'---|' * len(heads)}---|---|---|", *rows])


def _titles(measured: list[Found]) -> list[tuple[str, str]]:
    return [(title, one["sort"]) for title, one in _of(_MILLION, measured)["queries"].items()]


def _of(size: int, measured: list[Found]) -> Found:
    return next(found for found in measured if found["asked_for"] == size)


def _question(title: str, sort: str, measured: list[Found]) -> str:
    here = _of(_MILLION, measured)["queries"][title]
    times = " | ".join(f"{found['queries'][title]['ms']:,.1f}" for found in measured)
    return f"| {title} | {sort} | {here['rows']:,} | {times} | {_beside(here)} |"


def _beside(here: Found) -> str:
    """What rdflib takes and how many times as long that is; bold where it is too few."""
    taken = here.get("rdflib_ms")
    if taken is None:
        return f"{'over a minute' if 'rdflib_ms' in here else '–'} | – | –"
    return f"{taken:,.0f} ms | {_times(taken, here['ms'])} | {_times(taken, here['memory_ms'])}"


def _times(rdflib: float, ours: float) -> str:
    times = f"{rdflib / ours:,.0f}"
    return times if rdflib >= FEWER_THAN_RDFLIB * ours else f"**{times}**"


def _is_faster(here: Found) -> bool:
    taken = here.get("rdflib_ms")
    return taken is None or taken >= FEWER_THAN_RDFLIB * here["ms"]


def short() -> str:
    """What is short of its target, said plainly."""
    measured = sizes()
    lines = [
        f"- {row.what}: {format(row.figure(found), row.form)} at {_millions(found['asked_for'])} quads; {row.wanted()}."
        for row in ROWS
        for found in measured
        if not row.is_met(found)
    ]
    for title, here in _of(_MILLION, measured)["queries"].items():
        if not _is_faster(here):
            lines.append(
                f"- `{title}` is {here['rdflib_ms'] / here['ms']:,.0f} times as fast from disk as rdflib is from its "
                f"memory, where {FEWER_THAN_RDFLIB} times are wanted; from memory, as rdflib, "
                f"{here['rdflib_ms'] / here['memory_ms']:,.0f} times. It gives {here['rows']:,} rows."
            )
    return "\n".join(["Short of what is wanted:", "", *lines]) if lines else "All that is wanted is met."


def tables() -> Iterator[tuple[str, str]]:
    """What stands between the marks of the page."""
    yield "sizes", figures()
    yield "short", short()
    yield "queries", questions()


def plot() -> bytes:
    """How loading and look-ups grow with the number of quads, as SVG."""
    return plots.svg(_growth, (9, 3.6), panels=2)


def _growth(loading: Any, asking: Any) -> None:
    measured = sizes()
    quads = [found["quads"] / _MILLION for found in measured]
    loading.plot(quads, [found["load_seconds"] for found in measured], marker="o", label="Askgraph")
    loading.plot(quads, [found["bare_load_seconds"] for found in measured], marker="s", label="bare pyoxigraph")
    loading.set(title="loading", ylabel="seconds of CPU")
    for marker, title in zip("os^", _look_ups(measured), strict=True):
        asking.plot(quads, [found["queries"][title]["ms"] for found in measured], marker=marker, label=title)
    asking.set(title="look-ups", ylabel="milliseconds of CPU")
    for axes in (loading, asking):
        axes.set(xlabel="million quads", xscale="log", yscale="log")
        axes.legend()


def _look_ups(measured: list[Found]) -> list[str]:
    return [title for title, sort in _titles(measured) if sort == LOOK_UP]


if __name__ == "__main__":
    PLOT.write_bytes(plot())
