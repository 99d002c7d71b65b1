"""The commands that ask a dataset: query, ledger, render, export, validate; and evaluate."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from graph import lines, pipeline
from graph.cli.terminal import (
    SET_ASIDE,
    STOPPED,
    WHOLE,
    WORDS,
    command,
    from_dataset,
    report,
    say,
    to_file,
    write,
    write_to,
)
from graph.errors import RunError


@command()
@click.argument("query", metavar="NAME|FILE.rq|-", type=WORDS, required=False)
@from_dataset
@click.option("--format", "answer_format", type=click.Choice(pipeline.ANSWER_FORMATS), default="table")
@click.option(
    "--bind", multiple=True, metavar="VARIABLE=VALUE", type=WORDS, help="Give a variable its value; may be repeated."
)
@click.option("--limit", metavar="N", type=click.IntRange(1), help="At most so many rows or triples.")
@click.option("--timeout", metavar="SECONDS", type=click.FloatRange(0, min_open=True), help="Stop it after so long.")
@click.option("--memory", metavar="MB", type=click.IntRange(1), default=4000, help="Stop it when it needs more.")
@click.option("--explain", is_flag=True, help="Show the query as it runs, and what each pattern of it fits.")
@click.option("--service", is_flag=True, help="Let it ask other servers (SERVICE).")
def query(
    query: str | None,
    dataset: str,
    answer_format: str,
    bind: tuple[str, ...],
    limit: int | None,
    timeout: float | None,
    memory: int,
    explain: bool,
    service: bool,
) -> int:
    """Ask a dataset a question in SPARQL: one that has a NAME, one in a file, or one on standard input.

    Without an argument the named questions are listed, and what they must be told. In a query of
    your own a value is a date, a number, an <IRI>, true or false, or else words. Queries only ask:
    updates are refused, and SERVICE too unless it is allowed. Rows are printed as they come, as a table, CSV,
    TSV, JSON or XML; triples (CONSTRUCT) as Turtle, N-Triples, JSON-LD, RDF/XML or CSV.

    \b
    Examples
        askgraph query
        askgraph query who-requested-what --format csv
        askgraph query overdue --bind on=2026-03-06
        echo 'SELECT ?words { ?request ask:item/rdfs:label ?words }' | askgraph query -
    """
    if query is None:
        write([pipeline.questions().encode()])
        return WHOLE
    text, bindings = _query_text(query), dict(_binding(one) for one in bind)

    def answered() -> Iterator[bytes]:
        store = pipeline.open_dataset(dataset)
        store.federation = service
        if explain:
            return iter([pipeline.plan(text, store, **bindings).encode()])
        return pipeline.answer(pipeline.query(text, store, **bindings), answer_format, limit=limit)

    write(pipeline.within(answered, seconds=timeout, megabytes=memory))
    return WHOLE


@command()
@from_dataset
@click.option("--format", "ledger_format", type=click.Choice(list(pipeline.LEDGER_FORMATS)), default="table")
@click.option("--all", "everything", is_flag=True, help="Negated, planned, conditional and generic requests too.")
def ledger(dataset: str, ledger_format: str, everything: bool) -> int:
    """Print the ledger: one row a request, with who asked whom for what, by when, and what came of it.

    \b
    Example
        askgraph ledger --from results --format csv > ledger.csv
    """
    found = pipeline.ledger(pipeline.open_dataset(dataset))
    write([pipeline.LEDGER_FORMATS[ledger_format](found if everything else pipeline.actual(found))])
    return WHOLE


@command()
@from_dataset
@to_file
@click.option("--with-text", is_flag=True, help="Put whole articles in the page, where their rights allow it.")
def render(dataset: str, out: Path | None, with_text: bool) -> int:
    """Draw a dataset as one HTML page that needs nothing else, not even a network.

    The page quotes the passages that its facts rest on, no more, unless it is made --with-text from a build's folder.
    An RDF file that breaks the shapes is refused with the report, and an old page stays as it was.

    \b
    Examples
        askgraph render --from graph.nq --out page.html
        askgraph render --from results --with-text --out page.html
    """
    opened = pipeline.open_dataset(dataset)
    if Path(dataset).is_file():  # whatever a build wrote has kept to the shapes from the start
        pipeline.refuse_broken(opened)
    write_to(out, [pipeline.render(opened, texts=lines.texts(dataset) if with_text else None).encode()])
    return WHOLE


@command()
@click.argument("export_format", metavar="FORMAT", type=click.Choice(pipeline.EXPORT_FORMATS))
@from_dataset
@to_file
def export(export_format: str, dataset: str, out: Path | None) -> int:
    """Write a dataset in another FORMAT.

    RDF: nq, trig, ttl (without graphs), jsonld. Networks: graphml, gexf (Gephi), json (node-link, for
    networkx and D3). The ledger: csv.

    \b
    Example
        askgraph export gexf --from results --out network.gexf
    """
    write_to(out, pipeline.export(pipeline.open_dataset(dataset), export_format))
    return WHOLE


@command()
@from_dataset
def validate(dataset: str) -> int:
    """Check a dataset against the shapes of the ontology (SHACL); exit code 1 where it does not conform.

    \b
    Example
        askgraph validate --from results
    """
    report = pipeline.validate(pipeline.open_dataset(dataset))
    write([report.text.encode()])
    return WHOLE if report.conforms else STOPPED


@command()
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
    report(journal)
    say(evaluation.table())
    if predictions:
        write_to(predictions, (f"{line}\n".encode() for line in evaluation.prediction_lines()))
    return SET_ASIDE if journal.set_aside else WHOLE


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
