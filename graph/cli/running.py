"""The options that say who reads, within which limits, and what is shown meanwhile."""

from __future__ import annotations

import contextlib
import functools
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from graph import pipeline
from graph.cli.terminal import complain, counted

EVERY = 30.0  # seconds between two lines in a log
_OPTIONS = (
    click.option("--workers", metavar="N", type=click.IntRange(1), help="How many read at a time; one for each core."),
    click.option(
        "--engine",
        type=click.Choice(pipeline.ENGINES),
        default="processes",
        help="Processes of this machine, actors of Ray, or this process alone, without limits.",
    ),
    click.option("--address", metavar="ADDRESS", help="The Ray cluster; Ray on this machine if not given."),
    click.option(
        "--timeout-per-document",
        metavar="SECONDS",
        type=click.FloatRange(min=0, min_open=True),
        default=300.0,
        help="How long an article may take before it is set aside.",
    ),
    click.option(
        "--memory-per-document",
        metavar="MB",
        type=click.IntRange(1),
        default=4000,
        help="How much memory it may take beside what its worker holds.",
    ),
    click.option("--quiet", is_flag=True, help="Show no progress."),
)


def reads_with_workers(command: Any) -> Any:
    """Puts the options of the commands that read with many workers on a command."""
    return functools.reduce(lambda decorated, decorate: decorate(decorated), reversed(_OPTIONS), command)


def crew_of(options: dict[str, Any]) -> pipeline.Crew:
    """The workers that the options of a command ask for, which are taken out of them."""
    workers, name, address = (options.pop(option) for option in ("workers", "engine", "address"))
    guard = pipeline.Guard(options.pop("timeout_per_document"), options.pop("memory_per_document"))
    if address and name != "ray":
        raise click.UsageError("--address is that of a Ray cluster: give --engine ray")
    return pipeline.crew(name, workers=workers, address=address, guard=guard)


@contextlib.contextmanager
def showing(journal: pipeline.Journal, articles: Sequence[str | Path], *, quiet: bool) -> Iterator[None]:
    """Shows how far a run is while it goes on: a bar on a terminal, a line now and then in a log."""
    if quiet:
        yield
        return
    total = pipeline.expected(articles)
    if sys.stderr.isatty():
        with _bar(journal, total):
            yield
    else:
        journal.on_change = _lines(time.monotonic, total)
        yield


@contextlib.contextmanager
def _bar(journal: pipeline.Journal, total: int | None) -> Iterator[None]:
    from tqdm import tqdm  # only here: a run in a log has no bar

    with tqdm(total=total, unit=" articles", dynamic_ncols=True, leave=False, file=sys.stderr) as bar:

        def show(now: pipeline.Journal) -> None:
            bar.set_postfix_str(f"{now.lost():,} set aside", refresh=False)
            bar.update(now.reached() - bar.n)

        journal.on_change = show
        yield


def _lines(clock: Callable[[], float], total: int | None) -> Callable[[pipeline.Journal], None]:
    begun = last = clock()

    def show(now: pipeline.Journal) -> None:
        nonlocal last
        if clock() - last >= EVERY:
            last = clock()
            reached = now.reached()
            done = counted(reached, "article") if total is None else f"{reached:,} of {counted(total, 'article')}"
            complain(f"{done} done, {reached / (last - begun):,.1f} a second, {now.lost():,} set aside")

    return show
