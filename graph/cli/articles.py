"""The commands that read articles: build and extract."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from graph import pipeline, upkeep
from graph.cli.inputs import reads_articles, taking
from graph.cli.terminal import SET_ASIDE, WHOLE, command, counted, losses, printable, report, say, write

_pipeline = click.option(
    "--pipeline", "name", metavar="NAME", default=pipeline.PIPELINE, help="An installed spaCy pipeline."
)


@command()
@reads_articles
@_pipeline
@click.option("--out", type=click.Path(path_type=Path), default=Path("output"), help="The folder.")
@click.option("--store", metavar="STORE", help="Only into a store: its folder, or QUERY_URL,UPDATE_URL of an endpoint.")
@click.option("--fresh", is_flag=True, help="Forget what the folder holds, and begin anew.")
@click.option("--validate", is_flag=True, help="Set aside an article whose facts break the ontology's shapes (SHACL).")
def build(articles: tuple[str, ...], out: Path, store: str | None, fresh: bool, name: str, **options: Any) -> int:
    """Read ARTICLES and write all results to a folder.

    ARTICLES are files (text, HTML, PDF, DOCX, ODT, RTF, mail), folders, archives, tables (.jsonl, .csv), mailboxes,
    feeds, web archives, addresses of the web, patterns such as 'news/**/*.pdf', lists of all these
    (@list.txt, one a line), or - for standard input. docs/inputs.md tells what is kept of each.

    What is known beside the text comes from the options, from a file article.meta.yaml beside
    article.txt, or from front matter in it. Without ARTICLES the samples of the project are read,
    afresh each time.

    A folder that an earlier build has made grows: articles that it holds already are left alone, one
    from the same URL as an earlier one takes its place. The folder changes whole or not at all.
    A store changes article by article, so that a build that was cut short goes on where it was.

    \b
    The folder holds
        graph.html                  the page: open it in a browser
        ledger.csv, ledger.json     one row a request
        graph.nq, graph.trig        the RDF dataset; store/ is the same, for queries
        network.graphml             who asked whom, for Gephi or networkx
        extractions.jsonl           what was read, article by article
        run.json                    what ran, what was counted, what was lost

    \b
    Examples
        askgraph build letter.txt --published 2026-03-06 --publisher "The Courier" --out results
        askgraph build letters/ 'news/**/*.pdf' archive.zip https://courier.example/bridge
        askgraph build rows.jsonl --column text=body --column publisher=paper
        askgraph build news/*.txt --store http://localhost:7878/query,http://localhost:7878/update
    """
    journal = pipeline.Journal()
    documents = _documents(articles or samples(), journal, options)
    try:
        built = _build(documents, out, store, fresh=fresh or not articles, journal=journal, pipeline=name, **options)
    finally:
        report(journal)
    built.store.close()
    requests = len(built.ledger.rows)
    found = counted(requests, "request") if requests else "no request found"
    opens = "" if store else f" Open {out / 'graph.html'}"
    say(f"{counted(len(journal.documents), 'article')}: {found}{losses(journal)}.{opens}")
    return SET_ASIDE if journal.set_aside else WHOLE


def _build(
    documents: Iterator[pipeline.Document], out: Path, store: str | None, *, fresh: bool, **options: Any
) -> pipeline.Built:
    if store:
        return upkeep.build_store(store, documents, **options)
    if upkeep.is_build(out) and not fresh:
        return upkeep.build_into(out, documents, made_at=now(), **options)
    return pipeline.build(documents, out=out, made_at=now(), **options)


@command()
@reads_articles
@_pipeline
@click.option("--explain", is_flag=True, help="Print, for people, what made each reading so.")
def extract(articles: tuple[str, ...], name: str, explain: bool, **options: Any) -> int:
    """Read ARTICLES and print what they say, one JSON line an article.

    A line holds the document, its mentions and its frames, with the offsets of all their words.

    With --explain, a trace takes the place of each frame: the sentence with the word that asks in brackets, its
    sense in the lexicon and the pattern that fits, the words and the slot of each role, what set
    the days and the channel, who says so, and the features that decided, with their weights.

    \b
    Examples
        askgraph extract letter.txt --published 2026-03-06 > extractions.jsonl
        askgraph extract letter.txt --published 2026-03-06 --explain
    """
    journal = pipeline.Journal()
    documents = _documents(articles or samples(), journal, options)
    if explain:
        write(map(_trace, pipeline.trace(documents, pipeline=name, journal=journal)))
    else:
        extractions = pipeline.extract(documents, pipeline=name, journal=journal)
        write(pipeline.encode(extraction) + b"\n" for extraction in extractions)
    report(journal)
    return SET_ASIDE if journal.set_aside else WHOLE


def _trace(traced: tuple[pipeline.Document, tuple[str, ...]]) -> bytes:
    """The lines about one document, under its title; bytes, since words reach a terminal that knows only ASCII, too."""
    document, lines = traced
    head = f"# {document.title or document.id}"
    return "".join(f"{printable(line)}\n" for line in (head, *lines)).encode()


def _documents(
    articles: Iterable[str | Path], journal: pipeline.Journal, options: dict[str, Any]
) -> Iterator[pipeline.Document]:
    return pipeline.read(articles, journal=journal, **taking(options))


def samples() -> list[Path]:
    """The project's own articles, in a checkout: by short names there, since run.json shows them."""
    root = Path(__file__).resolve().parents[2]
    folder = (Path() if Path.cwd() == root else root) / "samples"
    samples = sorted(path for path in folder.glob("*") if path.suffix in (".txt", ".md") and path.stem != "README")
    if not samples:
        raise click.UsageError("Name at least one article: askgraph build article.txt")
    return samples


def now() -> dt.datetime:
    """The time, or the one that SOURCE_DATE_EPOCH gives for a build that is to be the same to the byte."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch.isdigit() else dt.datetime.now(dt.UTC)
