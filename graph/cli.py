"""The command line: arguments, one call each, exit codes."""

from __future__ import annotations

import datetime as dt
import functools
import logging
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from graph import __version__, pipeline, upkeep
from graph.errors import AskgraphError, DocumentError, RunError

_LOG = logging.getLogger("graph")

WHOLE, STOPPED, SET_ASIDE = 0, 1, 3  # exit codes; 2, a wrong call, is click's


class _Command(click.Command):
    """A command with its example at the end of the help, and --debug."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.append(
            click.Option(
                ["--debug"], is_flag=True, expose_value=False, callback=_debug, help="Show the trace of errors."
            )
        )


class _Group(click.Group):
    command_class = _Command


def _debug(context: click.Context, parameter: click.Parameter, wanted: bool) -> None:
    if wanted:
        context.meta["debug"] = True
        logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
        _LOG.setLevel(logging.DEBUG)


@click.group(
    cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100, "show_default": True}
)
@click.version_option(__version__, prog_name="askgraph")
def cli() -> None:
    """Who requested what from whom: read from articles, kept as a graph in which every fact shows its words.

    \b
    Begin with
        askgraph build article.txt --published 2026-03-06 --out output
        askgraph ledger --from output
    """


# --------------------------------------------------------------------------------------------------
# From articles.


_ARTICLES = (
    click.argument("articles", nargs=-1, type=click.Path(path_type=Path, allow_dash=True)),
    click.option("--published", metavar="DATE", help="The day of publication, such as 2026-03-06."),
    click.option("--publisher", metavar="NAME", help="Who published it."),
    click.option("--author", metavar="NAME", help="Who wrote it."),
    click.option("--title", metavar="TEXT", help="Its headline."),
    click.option("--url", metavar="URL", help="Where it was published."),
    click.option("--pipeline", "name", metavar="NAME", default=pipeline.PIPELINE, help="An installed spaCy pipeline."),
    click.option("--max-bytes", metavar="N", type=int, default=pipeline.MAX_BYTES, help="The largest file to read."),
)


def _reads_articles(command: Any) -> Any:
    """Puts the arguments and options of the commands that read articles on a command."""
    return functools.reduce(lambda decorated, decorate: decorate(decorated), reversed(_ARTICLES), command)


@cli.command()
@_reads_articles
@click.option("--out", type=click.Path(path_type=Path), default=Path("output"), help="The folder.")
@click.option("--store", metavar="STORE", help="Only into a store: its folder, or QUERY_URL,UPDATE_URL of an endpoint.")
@click.option("--fresh", is_flag=True, help="Forget what the folder holds, and begin anew.")
def build(articles: tuple[Path, ...], out: Path, store: str | None, fresh: bool, name: str, **options: Any) -> int:
    """Read ARTICLES (.txt, .md, or - for standard input) and write all results to a folder.

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
        askgraph build news/*.txt --store http://localhost:7878/query,http://localhost:7878/update
    """
    journal = pipeline.Journal()
    documents = _documents(articles or _samples(), journal, options)
    try:
        built = _build(documents, out, store, fresh=fresh or not articles, journal=journal, pipeline=name)
    finally:
        _report(journal)
    built.store.close()
    requests = len(built.ledger.rows)
    found = _counted(requests, "request") if requests else "no request found"
    opens = "" if store else f" Open {out / 'graph.html'}"
    _say(f"{_counted(len(journal.documents), 'article')}: {found}{_losses(journal)}.{opens}")
    return SET_ASIDE if journal.set_aside else WHOLE


def _build(
    documents: Iterator[pipeline.Document], out: Path, store: str | None, *, fresh: bool, **options: Any
) -> pipeline.Built:
    if store:
        return upkeep.build_store(store, documents, **options)
    if upkeep.is_build(out) and not fresh:
        return upkeep.build_into(out, documents, made_at=_now(), **options)
    return pipeline.build(documents, out=out, made_at=_now(), **options)


@cli.command()
@_reads_articles
def extract(articles: tuple[Path, ...], name: str, **options: Any) -> int:
    """Read ARTICLES and print what they say, one JSON line an article.

    A line holds the document, its mentions and its frames, with the offsets of all their words.

    \b
    Example
        askgraph extract letter.txt --published 2026-03-06 > extractions.jsonl
    """
    journal = pipeline.Journal()
    documents = _documents(articles or _samples(), journal, options)
    extractions = pipeline.extract(documents, pipeline=name, journal=journal)
    _write(pipeline.encode(extraction) + b"\n" for extraction in extractions)
    _report(journal)
    return SET_ASIDE if journal.set_aside else WHOLE


def _documents(
    articles: Iterable[Path], journal: pipeline.Journal, options: dict[str, Any]
) -> Iterator[pipeline.Document]:

    max_bytes, published = options.pop("max_bytes"), options.pop("published")
    try:
        day = pipeline.parse_date(published, "--published") if published else None
    except DocumentError as error:
        raise click.UsageError(str(error)) from error
    metadata = pipeline.Metadata(published=day, **options)
    return pipeline.read(articles, metadata=metadata, max_bytes=max_bytes, journal=journal)


def _samples() -> list[Path]:
    """The project's own articles, in a checkout: by short names there, since run.json shows them."""
    root = Path(__file__).resolve().parents[1]
    folder = (Path() if Path.cwd() == root else root) / "samples"
    samples = sorted(path for path in folder.glob("*") if path.suffix in (".txt", ".md") and path.stem != "README")
    if not samples:
        raise click.UsageError("Name at least one article: askgraph build article.txt")
    return samples


def _now() -> dt.datetime:
    """The time, or the one that SOURCE_DATE_EPOCH gives for a build that is to be the same to the byte."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch.isdigit() else dt.datetime.now(dt.UTC)


# --------------------------------------------------------------------------------------------------
# From a dataset.

_dataset = click.option(
    "--from",
    "dataset",
    metavar="DATASET",
    default="output",
    show_default=True,
    help="The folder of a build, an RDF file, or the address of a SPARQL endpoint.",
)
_to_file = click.option("--out", type=click.Path(path_type=Path), help="A file; standard output if not given.")


@cli.command()
@click.argument("query", metavar="NAME|FILE.rq|-", required=False)
@_dataset
@click.option("--format", "answer_format", type=click.Choice(pipeline.ANSWER_FORMATS), default="table")
@click.option("--bind", multiple=True, metavar="VARIABLE=VALUE", help="Give a variable its value; may be repeated.")
def query(query: str | None, dataset: str, answer_format: str, bind: tuple[str, ...]) -> int:
    """Ask a dataset a question in SPARQL: one that has a NAME, one in a file, or one on standard input.

    Without an argument the named questions are listed, and what they must be told. In a query of
    your own a value is a date, a number, an <IRI>, true or false, or else words. Queries only ask:
    updates and SERVICE are refused.

    \b
    Examples
        askgraph query
        askgraph query who-requested-what --format csv
        askgraph query overdue --bind on=2026-03-06
        echo 'SELECT ?words { ?request ask:item/rdfs:label ?words }' | askgraph query -
    """
    if query is None:
        _write([pipeline.questions().encode()])
        return WHOLE
    bindings = dict(_binding(text) for text in bind)
    results = pipeline.query(_query_text(query), pipeline.open_dataset(dataset), **bindings)
    _write(pipeline.answer(results, answer_format))
    return WHOLE


@cli.command()
@_dataset
@click.option("--format", "ledger_format", type=click.Choice(list(pipeline.LEDGER_FORMATS)), default="table")
@click.option("--all", "everything", is_flag=True, help="Negated, planned, conditional and generic requests too.")
def ledger(dataset: str, ledger_format: str, everything: bool) -> int:
    """Print the ledger: one row a request, with who asked whom for what, by when, and what came of it.

    \b
    Example
        askgraph ledger --from results --format csv > ledger.csv
    """
    found = pipeline.ledger(pipeline.open_dataset(dataset))
    _write([pipeline.LEDGER_FORMATS[ledger_format](found if everything else pipeline.actual(found))])
    return WHOLE


@cli.command()
@_dataset
@_to_file
def render(dataset: str, out: Path | None) -> int:
    """Draw a dataset as one HTML page that needs nothing else, not even a network.

    \b
    Example
        askgraph render --from graph.nq --out page.html
    """
    _write_to(out, pipeline.render(pipeline.open_dataset(dataset)).encode())
    return WHOLE


@cli.command()
@click.argument("export_format", metavar="FORMAT", type=click.Choice(pipeline.EXPORT_FORMATS))
@_dataset
@_to_file
def export(export_format: str, dataset: str, out: Path | None) -> int:
    """Write a dataset in another FORMAT.

    RDF: nq, trig, ttl (without graphs), jsonld. Networks: graphml, gexf (Gephi), json (node-link, for
    networkx and D3). The ledger: csv.

    \b
    Example
        askgraph export gexf --from results --out network.gexf
    """
    _write_to(out, pipeline.export(pipeline.open_dataset(dataset), export_format))
    return WHOLE


@cli.command()
@click.argument("document", metavar="DOCUMENT")
@_dataset
def remove(document: str, dataset: str) -> int:
    """Take a DOCUMENT out of a dataset, and print what nothing in the dataset tells of any more.

    DOCUMENT is its id, as `askgraph info --documents` lists them, its IRI, its URL, or its title. The
    results in a folder are made anew. A dataset on a server is given as QUERY_URL,UPDATE_URL.

    \b
    Example
        askgraph remove 459b1cfc63d289533817 --from results
    """
    removed = upkeep.remove(dataset, document, made_at=_now())
    _say(f"Removed {removed.document}. {_counted(len(removed.lost), 'fact')} without support now, {removed.kept} kept.")
    _write(f"- {_printable(fact)}\n".encode() for fact in removed.lost)
    return WHOLE


@cli.command()
@_dataset
@click.option("--documents", is_flag=True, help="List the documents: id, day, acts, title.")
def info(dataset: str, documents: bool) -> int:
    """Print what a dataset holds: documents, acts, agents, quads, and which extractors read it.

    \b
    Example
        askgraph info --from results --documents
    """
    _write([upkeep.info(dataset, documents=documents).encode()])
    return WHOLE


@cli.command()
@_dataset
def validate(dataset: str) -> int:
    """Check a dataset against the shapes of the ontology (SHACL); exit code 1 where it does not conform.

    \b
    Example
        askgraph validate --from results
    """
    report = pipeline.validate(pipeline.open_dataset(dataset))
    _write([report.text.encode()])
    return WHOLE if report.conforms else STOPPED


@cli.command()
@click.argument("gold", metavar="GOLD.jsonl", type=click.Path(path_type=Path))
@click.option(
    "--predictions", type=click.Path(path_type=Path), help="Write what was found there, one JSON line a text."
)
@click.option("--pipeline", "name", metavar="NAME", default=pipeline.PIPELINE, help="An installed spaCy pipeline.")
def evaluate(gold: Path, predictions: Path | None, name: str) -> int:
    """Measure how well requests are found in annotated sentences: precision, recall and F1 a role.

    A line of GOLD.jsonl holds id, dataset, text, label, trigger [start, end, words] and roles.

    \b
    Example
        askgraph evaluate gold.jsonl --predictions found.jsonl
    """
    journal = pipeline.Journal()
    evaluation = pipeline.evaluate(gold, pipeline=name, journal=journal)
    _report(journal)
    _say(evaluation.table())
    if predictions:
        _write_to(predictions, "".join(f"{line}\n" for line in evaluation.prediction_lines()).encode())
    return SET_ASIDE if journal.set_aside else WHOLE


# --------------------------------------------------------------------------------------------------
# Words for the terminal.


def _binding(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise click.BadParameter(f"{text!r} is not of the form variable=value", param_hint="--bind")
    return name.lstrip("?$"), value


def _query_text(query: str) -> str:
    if query == "-":
        return sys.stdin.buffer.read().decode("utf-8", "replace")
    if query.endswith(".rq"):
        return _read_query(Path(query))
    return query


def _read_query(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise RunError(f"{path} cannot be read ({error})", "a file with a query", "check the name") from error


def _losses(journal: pipeline.Journal) -> str:
    parts = (
        f", {len(journal.set_aside)} set aside" if journal.set_aside else "",
        f", {len(journal.repeated)} repeated" if journal.repeated else "",
        f", {len(journal.unchanged)} held already (--fresh reads all anew)" if journal.unchanged else "",
        f", {len(journal.gone)} replaced" if journal.gone else "",
        f", {_counted(len(journal.lost_frames), 'frame')} lost" if journal.lost_frames else "",
    )
    return "".join(parts)


def _report(journal: pipeline.Journal) -> None:
    """One line on standard error for each input that was set aside."""
    for loss in journal.set_aside:
        _complain(
            f"set aside: {loss.reason}" if loss.source in loss.reason else f"set aside {loss.source}: {loss.reason}"
        )


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _say(line: str) -> None:
    _write([f"{line}\n".encode()])


def _complain(message: str) -> None:
    """A message on standard error, on one line, without characters that would steer the terminal."""
    click.echo(f"askgraph: {_printable(message)}", err=True)


def _printable(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text)


def _write(parts: Iterable[bytes]) -> None:
    try:
        sys.stdout.buffer.writelines(parts)
        sys.stdout.buffer.flush()
    except BrokenPipeError as error:
        # The reader has gone, as `head` does: nothing is left to say, not even when Python closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise click.exceptions.Exit(WHOLE) from error


def _write_to(out: Path | None, content: bytes) -> None:
    if out is None:
        return _write([content])
    try:
        out.write_bytes(content)
    except OSError as error:
        raise RunError(f"{out} cannot be written ({error.strerror})", "a file in a folder that exists") from error
    return _say(f"Wrote {out}")


# --------------------------------------------------------------------------------------------------
# From errors to exit codes.


def main(arguments: list[str] | None = None) -> None:
    """Runs the command line and ends the process with its exit code."""
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """The exit code of a command: 0 whole, 3 with articles set aside, 1 stopped, 2 called wrongly."""
    try:
        return int(cli.main(arguments, prog_name="askgraph", standalone_mode=False) or WHOLE)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        _complain("stopped")
        return STOPPED
    except Exception as error:
        return _stop(error)


def _stop(error: Exception) -> int:
    _LOG.debug("", exc_info=error)
    if isinstance(error, AskgraphError):
        _complain(str(error))
    else:
        _complain(f"an unforeseen error stopped it: {type(error).__name__}: {error} (--debug shows the trace)")
    return STOPPED


if __name__ == "__main__":
    main()
