"""The order: files to documents, extractions, a dataset, a ledger, a network and a page."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from graph import conformance, dump, infer, ontology, output, retellings
from graph import ledger as ledgers
from graph import read as reading
from graph.dataframe import to_pandas
from graph.errors import DocumentError, NothingReadError, RunError
from graph.intake import COLUMNS, expected, sources
from graph.journal import Journal
from graph.ledger import actual
from graph.lines import LASTING, LINES, earlier, texts
from graph.model import (
    Document,
    Extraction,
    Input,
    Kept,
    Ledger,
    Limits,
    Metadata,
    Provenance,
    Refused,
    Source,
)
from graph.parse import PIPELINE
from graph.read import encode, parse_date
from graph.run import Run
from graph.shapes import ValidationReport
from graph.store import Change, Disk, Memory, Results, Store, Value, formats, open_dataset
from graph.store.formats import ANSWER_FORMATS
from graph.store.limits import within
from graph.store.sparql import bind, is_iri, term, term_of
from graph.work import ENGINES, FREE, Crew, Guard, open_engine

if TYPE_CHECKING:
    import networkx as nx

    from graph.evaluate import Evaluation

__all__ = [
    "ANSWER_FORMATS",
    "COLUMNS",
    "ENGINES",
    "EXPORT_FORMATS",
    "LEDGER_FORMATS",
    "PIPELINE",
    "PREFIXES",
    "Built",
    "Crew",
    "Document",
    "Guard",
    "Input",
    "Journal",
    "Limits",
    "Metadata",
    "actual",
    "answer",
    "build",
    "crew",
    "encode",
    "evaluate",
    "expected",
    "export",
    "extract",
    "ledger",
    "open_dataset",
    "parse_date",
    "plan",
    "query",
    "question",
    "questions",
    "read",
    "refuse_broken",
    "render",
    "settle",
    "sources",
    "term_of",
    "to_network",
    "to_pandas",
    "trace",
    "validate",
    "within",
]

# Stages that load slowly (spaCy, networkx, pyvis) are imported where they are used: a query must start at once.

PREFIXES = ontology.PREFIXES
PROLOGUE = " ".join(f"PREFIX {prefix}: <{space}>" for prefix, space in PREFIXES.items())
EXPORT_FORMATS = ("nq", "trig", "ttl", "jsonld", "graphml", "gexf", "json", "csv")


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: the dataset, open for questions, all that is in its ledger, and what happened on the way."""

    store: Store
    journal: Journal
    requests: int  # that were made, in all of the dataset
    known: Ledger | None = None  # all that is in the ledger, where it was read

    @classmethod
    def of(cls, store: Store, journal: Journal) -> Built:
        """What was made, its ledger read."""
        known = ledger(store)
        return cls(store, journal, len(actual(known).rows), known)

    @property
    def everything(self) -> Ledger:
        """All that is in the ledger: read now, where it was not needed before."""
        return ledger(self.store) if self.known is None else self.known

    @property
    def ledger(self) -> Ledger:
        """The requests that were made."""
        return actual(self.everything)


def read(
    inputs: Iterable[str | Path],
    *,
    metadata: Metadata | None = None,
    limits: Limits | None = None,
    columns: Mapping[str, str | tuple[str, ...]] | None = None,
    allow_private: bool = False,
    journal: Journal | None = None,
) -> Iterator[Document]:
    """The documents in files, folders, archives, tables and addresses; the journal says what is set aside, and why."""
    journal = journal or Journal()
    found = sources(inputs, metadata=metadata, limits=limits, columns=columns, allow_private=allow_private)
    for source in found:
        try:
            document = _read_one(source, limits)
        except DocumentError as error:
            journal.refuse(source.name, str(error))
        else:
            journal.expect(document, source.name)
            yield document


def crew(
    engine: str = "processes", *, workers: int | None = None, address: str | None = None, guard: Guard = FREE
) -> Crew:
    """Workers that read documents: one a core, unless told how many; `guard` limits what a document may take."""
    return Crew(open_engine(engine, workers=workers, address=address, guard=guard, preload=("graph.preloaded",)))


def _read_one(source: Source | Refused, limits: Limits | None) -> Document:
    if isinstance(source, Refused):
        raise source.error
    return reading.read(source, limits=limits)


def extract(
    inputs: Iterable[Input],
    *,
    pipeline: str = PIPELINE,
    journal: Journal | None = None,
    crew: Crew | None = None,
    limits: Limits | None = None,
) -> Iterator[Extraction]:
    """What each document says, in the words of the text; a text that comes twice is read once.

    >>> from graph.read import document
    >>> [extraction] = extract([document("Mayor Ann Lee asked the council for the files.")])
    >>> [(frame.trigger.text, frame.requester[0].text, frame.item[0].text) for frame in extraction.frames]
    [('asked', 'Mayor Ann Lee', 'the files')]
    """
    run = Run.of(journal, pipeline, crew, limits)
    return run.extractions(run.documents(inputs))


def trace(
    inputs: Iterable[Input],
    *,
    pipeline: str = PIPELINE,
    journal: Journal | None = None,
    crew: Crew | None = None,
    limits: Limits | None = None,
) -> Iterator[tuple[Document, tuple[str, ...]]]:
    """Each document with the trace of what was read in it, in lines for people: what made each frame so.

    >>> from graph.read import document
    >>> [(_, lines)] = trace([document("Mayor Ann Lee asked the council for the files.")])
    >>> lines[0]
    '0-46: Mayor Ann Lee [asked] the council for the files.'
    """
    run = Run.of(journal, pipeline, crew, limits)
    return run.explained(run.documents(inputs))


def build(
    inputs: Iterable[Input],
    *,
    out: Path | None = None,
    pipeline: str = PIPELINE,
    journal: Journal | None = None,
    crew: Crew | None = None,
    limits: Limits | None = None,
    made_at: dt.datetime | None = None,
    resume: bool = True,
    validate: bool = False,
    with_text: bool | None = None,
) -> Built:
    """Reads inputs to a dataset and, where `out` names a folder, writes there all that is made of it.

    The folder is put in place whole at the end: where a build fails, the old one is as it was. What was read until
    then is kept beside it, and the next build of the folder need not read it again, unless it shall not `resume`.
    To `validate` sets aside the documents of which something breaks the shapes of the ontology (SHACL). The page
    quotes passages, or `with_text` holds whole articles.

    >>> from graph.read import document
    >>> built = build([document("Mayor Ann Lee asked the council for the files.")])
    >>> [(row.requester[0].label, row.item) for row in built.ledger.rows]
    [('Ann Lee', ('the files',))]
    """
    run = Run.of(journal, pipeline, crew, limits, validate=validate)
    run.crew.prepare()
    documents = run.documents(inputs)
    if out is None:
        store = Memory()
        _fill(store, (kept for _, kept in run.kept(documents)), run.journal)
        return Built.of(store, run.journal)
    with (
        output.replacing(out, lasting=LASTING if resume else frozenset()) as folder,
        earlier(folder, lambda: provenance(pipeline)) as known,
        # The store is closed first, however the block ends: its threads still write to the folder while it is open.
        contextlib.closing(Disk(folder / "store")) as disk,
    ):
        with (folder / LINES).open("wb") as lines:
            _fill(disk, _copied(run.kept(documents, known), lines), run.journal)
        told = write_results(disk, run.journal, folder, crew=run.crew, with_text=bool(with_text))
        record = run.journal.record(made_at=made_at or dt.datetime.now(dt.UTC), pipeline=pipeline, **told)
        output.write_json(record, folder / output.MARK)
    return Built(open_dataset(str(out)), run.journal, told["requests"])


def provenance(pipeline: str) -> Provenance:
    """Who reads documents now, in which version, with which language pipeline."""
    from graph.extract import EXTRACTORS
    from graph.parse import full_name

    extractor = EXTRACTORS["rules"]
    return Provenance(extractor.name, extractor.version, full_name(pipeline))


def query(name_or_text: str, dataset: Store, /, **bindings: str | Value) -> Results:
    """What a query gives: one of the ontology's named queries, or any text in SPARQL, with variables bound to values.

    A value is a term, or the text of one: as the named query declares it, else as `term_of` takes it.

    >>> from graph.read import document
    >>> built = build([document("Mayor Ann Lee asked the council for the files.")])
    >>> rows = query("SELECT ?label { ?request a ask:Request ; ask:item/rdfs:label ?label }", built.store)
    >>> [row["label"].value for row in rows]
    ['the files']
    >>> [row["item"].value for row in query("who_requested_what", built.store)]
    ['the files']
    """
    text, terms = _bound(name_or_text, bindings)
    try:
        return dataset.query(f"{PROLOGUE} {text}", bindings=terms)
    except RunError as error:
        raise _placed(error) from error


def _placed(error: RunError) -> RunError:
    """The error, which tells places of the query as it was given: of its first line, behind the prefixes."""
    first_line = re.compile(r"\berror at 1:(\d+)")
    found = first_line.sub(lambda place: f"error at 1:{max(1, int(place[1]) - len(PROLOGUE) - 1)}", error.found)
    return type(error)(found, error.wanted, error.remedy)


def question(name_or_text: str, /, **bindings: str | Value) -> str:
    """The text of a query as an engine gets it: prefixes declared, the values in the place of their variables.

    >>> question("overdue", on="2026-03-06").count('"2026-03-06"')
    2
    """
    text, terms = _bound(name_or_text, bindings)
    return bind(f"{PROLOGUE} {text}", terms)


def plan(name_or_text: str, dataset: Store, /, **bindings: str | Value) -> str:
    """The query as the engine gets it, and how many triples of the dataset each of its patterns fits."""
    from graph import plan as planning

    return planning.plan(question(name_or_text, **bindings), dataset.select)


def _bound(name_or_text: str, bindings: Mapping[str, str | Value]) -> tuple[str, dict[str, Value]]:
    """The text of the query and what its variables are bound to; a name is one word, which no query is."""
    if len(name_or_text.split()) > 1:
        terms = {name: term_of(value) if isinstance(value, str) else value for name, value in bindings.items()}
        return name_or_text, {name: _expanded(value) for name, value in terms.items()}
    named = ontology.query(name_or_text)
    values = named.values({name: value if isinstance(value, str) else value.value for name, value in bindings.items()})
    terms = {name: _expanded(term(value.text, value.datatype)) for name, value in values.items()}
    return named.text_for(values), terms


def _expanded(value: Value) -> Value:
    """An IRI with its prefix written out, so that what a table shows can be given back; other terms as they are."""
    prefix, _, rest = value.value.partition(":")
    return term(PREFIXES[prefix] + rest, None) if is_iri(value) and prefix in PREFIXES else value


def questions() -> str:
    """The named queries as lines of text: the name, the question, and what must be told."""
    return "\n".join("\n".join(_question(named)) + "\n" for named in ontology.queries())


def _question(named: ontology.NamedQuery) -> Iterator[str]:
    yield f"{named.name}: {named.question}"
    for parameter in named.parameters:
        default = f" ({parameter.default} if not given)" if parameter.default else ""
        yield f"    --bind {parameter.name}=...  {parameter.description}{default}"


def validate(dataset: Store) -> ValidationReport:
    """Whether a dataset keeps to the shapes of the ontology (SHACL), and where it does not."""
    return conformance.validate(dataset.select, dataset.nquads)


def refuse_broken(dataset: Store) -> None:
    """RunError with the report where a dataset does not keep to the shapes: it would draw what is not so."""
    report = validate(dataset)
    if not report.conforms:
        raise RunError(f"the dataset breaks the shapes:\n{report.text}", "one that keeps to them", "mend it first")


def answer(results: Results, answer_format: str, *, limit: int | None = None) -> Iterator[bytes]:
    """What a query gives, in one of ANSWER_FORMATS, piece by piece; no more rows or triples than `limit`."""
    return formats.answer(results, answer_format, prefixes=PREFIXES, limit=limit)


def ledger(dataset: Store) -> Ledger:
    """Every request of a dataset; `graph.ledger.actual` leaves out those that were not made."""
    return ledgers.read(dataset.select)


def to_network(dataset: Store) -> nx.MultiDiGraph[str]:
    """Who asked whom, as a networkx graph: agents are its nodes, requests its edges.

    >>> from graph.read import document
    >>> built = build([document("Mayor Ann Lee asked the council for the files.")])
    >>> [attributes["item"] for _, _, attributes in to_network(built.store).edges(data=True)]
    ['the files']
    """
    from graph import network

    return network.to_network(actual(ledger(dataset)))


def render(dataset: Store, *, texts: Mapping[str, str] | None = None) -> str:
    """The page of a dataset: one HTML file that needs nothing else.

    It quotes passages only. Where `texts` are given, by the IRIs of their documents, it shows them whole: mind
    whether they may be passed on.

    >>> from graph.read import document
    >>> built = build([document("Mayor Ann Lee asked the council for the files.")])
    >>> "the files" in render(built.store)
    True
    """
    return _page(ledger(dataset), texts or {})


def evaluate(gold: Path, *, pipeline: str = PIPELINE, journal: Journal | None = None) -> Evaluation:
    """How well requests and their roles are found in annotated sentences, before they are resolved."""
    from graph import evaluate as evaluation

    texts = dict.fromkeys(line.text for line in evaluation.read_gold(gold))
    documents = (reading.document(text) for text in texts if text.strip())
    extractions = extract(documents, pipeline=pipeline, journal=journal)
    found = {extraction.document.text: evaluation.predicted(extraction) for extraction in extractions}
    return evaluation.evaluate(gold, lambda text: found.get(text, ()))


def export(dataset: Store, export_format: str) -> Iterator[bytes]:
    """A dataset in one of EXPORT_FORMATS, piece by piece."""
    if export_format == "csv":
        yield _csv(actual(ledger(dataset)))
    elif export_format in formats.RDF_FORMATS:
        yield from formats.dataset(dataset.nquads(), export_format, prefixes=PREFIXES)
    else:
        from graph import network

        yield network.write(to_network(dataset), export_format)


# --------------------------------------------------------------------------------------------------
# Extractions to a dataset.


def _fill(store: Store, found: Iterable[Kept], journal: Journal) -> None:
    from graph.loading import fill

    for kept in fill(store, found):
        journal.keep(kept)
    if not journal.documents:
        raise NothingReadError
    settle(store)
    store.flush()


def settle(store: Store) -> None:
    """Decides which acts of a dataset are told more than once; called when documents came or went."""
    edits = retellings.edits(store.select)
    if edits:
        change(store, *(Change(graph, added, removed) for graph, added, removed in edits))


def change(store: Store, *changes: Change) -> None:
    """Makes changes to a dataset; what follows from it, where it holds that, changes with it."""
    store.change(*infer.following(store.select, changes))


def _copied(found: Iterable[tuple[Document, Kept]], lines: BinaryIO) -> Iterator[Kept]:
    for _, kept in found:
        lines.write(kept.line)
        lines.flush()
        yield kept


# --------------------------------------------------------------------------------------------------
# A dataset to files.


def write_results(store: Disk, journal: Journal, folder: Path, *, crew: Crew, with_text: bool) -> dict[str, Any]:
    """Writes the files that a build makes of a dataset; gives what run.json tells of them.

    Workers write those of RDF, in parts, while this process writes the others.
    """
    from graph import network

    parts = dump.prepare(store, folder)
    with crew.beside(dump.dump, parts) as quads:
        everything = ledger(store)
        made = actual(everything)
        content: dict[str, Callable[[], bytes]] = {
            "ledger.csv": lambda: _csv(made),
            "ledger.json": lambda: ledgers.to_json(made).encode(),
            "network.graphml": lambda: network.write(network.to_network(made), "graphml"),
            "graph.html": lambda: _page(everything, texts(folder) if with_text else {}).encode(),
        }
        for name, written in content.items():
            dump.write(folder / name, [written()])
        journal.counts["quads"] = sum(quads())
    dump.gather(folder, parts)
    sums = output.sums(folder, (*dump.FILES, *content))
    return {"requests": len(made.rows), "with_text": with_text, "results": sums}


def _page(ledger: Ledger, texts: Mapping[str, str]) -> str:
    """The page, with what was not made, or not yet, for those who want to see it."""
    from graph import network, render

    shown = ledgers.requests(ledger)
    return render.render(network.to_network(shown), shown, texts=texts)


def _csv(ledger: Ledger) -> bytes:
    text = io.StringIO(newline="")
    ledgers.to_csv(ledger, text)
    return text.getvalue().encode()


LEDGER_FORMATS: dict[str, Callable[[Ledger], bytes]] = {
    "table": lambda ledger: ledgers.to_table(ledger).encode(),
    "csv": _csv,
    "json": lambda ledger: ledgers.to_json(ledger).encode(),
}
