"""The commands that read articles: build and extract."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from graph import pipeline, upkeep
from graph.cli.inputs import reads_articles, taking
from graph.cli.running import crew_of, reads_with_workers, showing
from graph.cli.terminal import SET_ASIDE, WHOLE, command, counted, losses, printable, report, say, write

in_pipeline = click.option(
    "--pipeline", "name", metavar="NAME", default=pipeline.PIPELINE, help="An installed spaCy pipeline."
)
validates = click.option(
    "--validate", is_flag=True, help="Set aside an article whose facts break the ontology's shapes (SHACL)."
)
shows_texts = click.option(
    "--with-text/--without-text",
    default=None,
    help="Put whole articles in the page, where their rights allow it, or passages alone. Kept in later builds.",
)
PAGE_ALONE = "--with-text puts articles in the page, and a store has none: leave out one of the two"


@command()
@reads_articles
@in_pipeline
@reads_with_workers
@click.option("--json", "as_json", is_flag=True, help="Print the closing line as JSON.")
@click.option("--out", type=click.Path(path_type=Path), default=Path("output"), help="The folder.")
@click.option("--store", metavar="STORE", help="Only into a store: its folder, or QUERY_URL,UPDATE_URL of an endpoint.")
@click.option("--fresh", is_flag=True, help="Forget what the folder holds, and begin anew.")
@validates
@shows_texts
def build(articles: tuple[str, ...], out: Path, store: str | None, fresh: bool, as_json: bool, **options: Any) -> int:
    """Read ARTICLES and write all results to a folder.

    ARTICLES are files (text, HTML, PDF, DOCX, ODT, RTF, mail), folders, archives, tables (.jsonl, .csv), mailboxes,
    feeds, web archives, addresses of the web, patterns such as 'news/**/*.pdf', lists of all these
    (@list.txt, one a line), or - for standard input. docs/inputs.md tells what is kept of each.

    What is known beside the text comes from the options, from a file article.meta.yaml beside
    article.txt, or from front matter in it. Without ARTICLES the samples of the project are read,
    afresh each time.

    A folder that an earlier build has made grows: articles that it holds already are left alone, one
    from the same URL as an earlier one takes its place. The folder changes whole or not at all.
    A store changes article by article. Either way, the same command goes on where a build was cut short.

    The page quotes the passages that its facts rest on, no more, unless it is made --with-text: it then holds the
    articles whole, those of earlier builds and of later ones too, until the folder is built --without-text or --fresh.

    Workers beside this process read the articles. One that takes longer or more memory than it may is set aside.

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
    with_text = options.pop("with_text")
    if store and with_text:
        raise click.UsageError(PAGE_ALONE)
    fresh = fresh or not articles
    grows = upkeep.is_store(store) if store else not fresh and upkeep.is_build(out)
    with _reading(articles, options) as reading:
        built = _build(reading, out, store, fresh=fresh, with_text=with_text)
    built.store.close()
    requests, page = built.requests, None if store else out / "graph.html"
    say(_as_json(built, page) if as_json else _closing(built.journal, requests, page, grows=grows))
    return SET_ASIDE if built.journal.lost() else WHOLE


def _build(reading: Reading, out: Path, store: str | None, *, fresh: bool, with_text: bool | None) -> pipeline.Built:
    if store:
        return upkeep.build_store(store, reading.inputs, **reading.options)
    options = {**reading.options, "made_at": now(), "with_text": with_text}
    if upkeep.is_build(out) and not fresh:
        return upkeep.build_into(out, reading.inputs, **options)
    return pipeline.build(reading.inputs, out=out, resume=not fresh, **options)


def _closing(journal: pipeline.Journal, requests: int, page: Path | None, *, grows: bool) -> str:
    """What was read, and how many requests there are: "in all" where earlier builds brought some of them."""
    found = f"{counted(requests, 'request')}{' in all' if grows else ''}" if requests else "no request found"
    opens = f" Open {page}" if page else ""
    return f"{counted(len(journal.documents), 'article')}: {found}{losses(journal)}.{opens}"


def _as_json(built: pipeline.Built, page: Path | None) -> str:
    shown = {"page": str(page)} if page else {}
    return json.dumps({"requests": built.requests, **built.journal.figures(), **shown}, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a command reads, and the options that say how."""

    inputs: Iterable[pipeline.Input]
    journal: pipeline.Journal
    options: dict[str, Any]


@contextlib.contextmanager
def _reading(articles: tuple[str, ...], options: dict[str, Any]) -> Iterator[Reading]:
    """The articles to read, the workers that do it, and what is shown of it; at the end, what was set aside."""
    named: Sequence[str | Path] = articles or samples()
    quiet, journal, how = options.pop("quiet"), pipeline.Journal(), taking(options)
    try:
        with crew_of(options) as crew, showing(journal, named, quiet=quiet):
            told = {"journal": journal, "crew": crew, "limits": how["limits"], "pipeline": options.pop("name")}
            yield Reading(pipeline.sources(named, **how), journal, {**told, **options})
    finally:
        report(journal)


@command()
@reads_articles
@in_pipeline
@reads_with_workers
@click.option("--explain", is_flag=True, help="Print, for people, what made each reading so.")
def extract(articles: tuple[str, ...], explain: bool, **options: Any) -> int:
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
    with _reading(articles, options) as reading:
        if explain:
            write(map(_trace, pipeline.trace(reading.inputs, **reading.options)))
        else:
            extractions = pipeline.extract(reading.inputs, **reading.options)
            write(pipeline.encode(extraction) + b"\n" for extraction in extractions)
    return SET_ASIDE if reading.journal.lost() else WHOLE


def _trace(traced: tuple[pipeline.Document, tuple[str, ...]]) -> bytes:
    """The lines about one document, under its title; bytes, since words reach a terminal that knows only ASCII, too."""
    document, lines = traced
    head = f"# {document.title or document.id}"
    return "".join(f"{printable(line)}\n" for line in (head, *lines)).encode()


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
