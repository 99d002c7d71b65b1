"""The command that follows a folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from graph import pipeline, watch
from graph.cli.articles import in_pipeline, now, shows_texts, validates
from graph.cli.inputs import describes_articles, taking
from graph.cli.running import crew_of, reads_with_workers
from graph.cli.terminal import command, complain, counted, report, say
from graph.errors import BusyError


@command("watch")
@click.argument("folder", metavar="FOLDER", type=click.Path(path_type=Path))
@describes_articles
@in_pipeline
@reads_with_workers
@click.option("--json", "as_json", is_flag=True, help="Print the line of each pass as JSON.")
@click.option("--out", type=click.Path(path_type=Path), default=Path("output"), help="The folder of the results.")
@validates
@shows_texts
def watching(folder: Path, out: Path, as_json: bool, **options: Any) -> None:
    """Keep the results in a folder as the articles in FOLDER are: read new ones, replace changed ones, remove others.

    What changed while nobody watched is taken in first. Then each burst of changes makes the results anew, whole;
    a line tells of it. The results are those of one build of the folder as it is. The file
    sources.json among the results says which documents each file gave; articles from elsewhere are left alone.
    Whether the page holds whole articles is as `askgraph build` has it. Ctrl-C ends it, at any time; so does the end
    of the folder itself, and then the results stay.

    \b
    Example
        askgraph watch letters/ --out results
    """
    options.pop("quiet")
    options["pipeline"] = options.pop("name")
    how = taking(options)
    with crew_of(options) as crew:
        told = {"crew": crew, "limits": how["limits"], "now": now, "on_wait": _wait, **options}
        for journal in watch.follow(folder, out, taking=how, **told):
            report(journal)
            say(json.dumps(journal.figures()) if as_json else _line(journal))


def _wait(error: BusyError) -> None:
    complain(f"waiting: {error.found}")


def _line(journal: pipeline.Journal) -> str:
    """What was read and what went; all that is held already, where it was looked at again."""
    parts = (
        f"{counted(len(journal.documents), 'article')} read",
        f"{len(journal.unchanged):,} unchanged" if journal.unchanged else "",
        f"{len(journal.repeated):,} repeated" if journal.repeated else "",
        f"{len(journal.gone):,} taken out" if journal.gone else "",
        f"{journal.lost():,} set aside" if journal.lost() else "",
        f"{counted(len(journal.lost_frames), 'frame')} lost" if journal.lost_frames else "",
    )
    return ", ".join(filter(None, parts)) + "."
