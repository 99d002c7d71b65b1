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
from graph.cli.terminal import command, counted, losses, report, say


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
    a line tells of it. Two files with one text are one article, which goes with the last of them. The file
    sources.json among the results says which documents each file gave; articles from elsewhere are left alone.
    Whether the page holds whole articles is as `askgraph build` has it. Ctrl-C ends it, at any time.

    \b
    Example
        askgraph watch letters/ --out results
    """
    options.pop("quiet")
    options["pipeline"] = options.pop("name")
    how = taking(options)
    with crew_of(options) as crew:
        for journal in watch.follow(folder, out, taking=how, crew=crew, limits=how["limits"], now=now, **options):
            report(journal)
            say(json.dumps(journal.figures()) if as_json else _line(journal))


def _line(journal: pipeline.Journal) -> str:
    return f"{counted(len(journal.documents), 'article')} read{losses(journal)}."
