"""Documents into a dataset that exists and out of it, one at a time, each whole or not at all."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any, BinaryIO

import graph
from graph import backup, catalog, infer, ontology, output
from graph import ledger as ledgers
from graph.check import Checked, findings
from graph.errors import DocumentError, RunError
from graph.journal import Journal
from graph.model import Account, Document, Entity, Extraction, Provenance
from graph.ontology import Outside
from graph.parse import PIPELINE
from graph.pipeline import BATCH, Built, change, extract, ledger, open_dataset, settle, write_json, write_results
from graph.read import decode, document_of, encode
from graph.store import Change, Disk, Store, open_store, sparql


def add(
    documents: Iterable[Document], store: Store, *, pipeline: str = PIPELINE, journal: Journal | None = None
) -> Iterator[Extraction]:
    """Reads documents into a store, and gives what was read, each as soon as the store holds it.

    One that the store holds as it would be read now is left alone. One of the same address as another takes its place.

    >>> from graph.read import document
    >>> store = open_store("memory")
    >>> [len(found.frames) for found in add([document("Mayor Ann Lee asked the council for the files.")], store)]
    [1]
    >>> [len(found.frames) for found in add([document("Mayor Ann Lee asked the council for the files.")], store)]
    []
    """
    journal = journal or Journal()
    agents = _Agents(store)

    def is_new(document: Document) -> bool:
        with journal.setting_aside(document):
            if not _is_held(store, document, pipeline):
                return True
            journal.leave(document)
        return False

    extractions = extract(documents, pipeline=pipeline, journal=journal, wanted=is_new)
    for number, extraction in enumerate(extractions, start=1):
        with journal.setting_aside(extraction.document):
            _put(store, extraction, agents, journal)
            yield extraction
        if number % BATCH == 0:
            store.flush()
    settle(store)
    store.flush()


def build_into(
    out: Path,
    documents: Iterable[Document],
    *,
    pipeline: str = PIPELINE,
    journal: Journal | None = None,
    made_at: dt.datetime | None = None,
) -> Built:
    """Reads documents into the folder of an earlier build, and makes its results anew.

    The result is that of one build of all documents, old and new, but for run.json, which tells of this run.
    """
    journal = journal or Journal()
    with _changing(out, journal, made_at=made_at, pipeline=pipeline) as (store, folder):
        with (folder / _NEW_LINES).open("wb") as lines:
            for extraction in add(documents, store, pipeline=pipeline, journal=journal):
                lines.write(encode(extraction) + b"\n")
        _nothing_lost(journal)
    dataset = open_dataset(str(out))
    return Built(dataset, ledgers.actual(ledger(dataset)), journal)


def build_store(
    location: str, documents: Iterable[Document], *, pipeline: str = PIPELINE, journal: Journal | None = None
) -> Built:
    """Reads documents into the store at a location, which is made where there is none."""
    journal = journal or Journal()
    store = open_store(location)
    for _ in add(documents, store, pipeline=pipeline, journal=journal):
        pass
    _nothing_lost(journal)
    return Built(store, ledgers.actual(ledger(store)), journal)


@dataclass(frozen=True, slots=True)
class Removed:
    """A document that was taken out of a dataset, and what nothing in the dataset tells of any more."""

    document: str
    lost: tuple[str, ...]
    kept: int  # facts that other documents tell of too


def remove(location: str, name: str, *, made_at: dt.datetime | None = None) -> Removed:
    """Takes a document out of the dataset at a location: the folder of a build, or a store."""
    journal = Journal()
    with _to_change(location, journal, made_at=made_at) as store:
        removed = take_out(store, name)
        journal.take_out(removed.document, "removed")
    return removed


def add_inferred(location: str, *, made_at: dt.datetime | None = None) -> int:
    """Puts into the dataset at a location what follows from it, anew; gives the number of its statements."""
    with _to_change(location, Journal(), made_at=made_at) as store:
        for one in infer.everything(store.select, store.graphs()):
            store.change(one)
        return catalog.size(store.select, ontology.INFERENCE_GRAPH) - 1  # one says what the graph is


def drop_inferred(location: str, *, made_at: dt.datetime | None = None) -> None:
    """Takes out of the dataset at a location what follows from it."""
    with _to_change(location, Journal(), made_at=made_at) as store:
        store.remove(ontology.INFERENCE_GRAPH)


@contextlib.contextmanager
def _to_change(location: str, journal: Journal, *, made_at: dt.datetime | None) -> Iterator[Store]:
    """The dataset at a location, to be changed; of a build's folder a copy, which takes its place with new results."""
    if is_build(Path(location)):
        with _changing(Path(location), journal, made_at=made_at) as (store, _):
            yield store
        return
    if not is_store(location):
        open_dataset(location).close()  # what is not there at all is told as such
        raise RunError(f"{location} cannot be changed", "the folder of a build, or a store", "build it to a folder")
    with contextlib.closing(open_store(location)) as store:
        yield store
        store.flush()


def info(location: str, *, documents: bool = False) -> str:
    """What the dataset at a location holds, as lines of text; the documents too, one a line."""
    with contextlib.closing(open_dataset(location)) as store:
        lines = [*_figures(location, store), *(_listed(store) if documents else ())]
    return "".join(f"{line}\n" for line in lines)


def _figures(location: str, store: Store) -> Iterator[str]:
    found = catalog.summary(store.select)
    yield f"{'documents':<14} {found.documents:>12,}"
    for name, number in (found.acts | {"agents": found.agents, "quads": found.quads}).items():
        yield f"{name:<14} {number:>12,}"
    if Path(location).is_dir():
        yield f"{'bytes':<14} {sum(path.stat().st_size for path in Path(location).rglob('*') if path.is_file()):>12,}"
    yield f"{'askgraph':<14} {graph.__version__:>12}"
    yield f"{'pyoxigraph':<14} {metadata.version('pyoxigraph'):>12}"
    for reader, number in found.readers.items():
        yield f"{'read by':<14} {number:>12,}  {reader}"


def _listed(store: Store) -> Iterator[str]:
    yield ""
    for entry in catalog.entries(store.select):
        title = "".join(sign if sign.isprintable() else " " for sign in entry.title)
        yield f"{entry.id}  {entry.published or '-':<10}  {entry.acts:>4}  {title}".rstrip()


def check(location: str, *, texts: Path | None = None) -> tuple[Checked, tuple[str, ...]]:
    """What was looked at in the dataset at a location, and a sentence for each place that is not as it must be.

    The texts come from a file of extractions: that of the build's folder, where none is named.
    """
    lines = texts or Path(location) / _LINES
    known, faults = _texts(lines) if texts or lines.is_file() else ({}, [])
    checked, whole = Checked(), texts is None and is_build(Path(location))
    with contextlib.closing(open_dataset(location)) as store:
        faults += findings(store.select, store.graphs(), known, whole=whole, checked=checked)
        if whole and (Path(location) / "graph.nq").read_text(encoding="utf-8") != store.dump():
            faults.append("graph.nq is not what the store holds")
    return checked, tuple(faults)


def texts(location: str) -> dict[str, str]:
    """The texts of the documents in a build's folder, by their IRIs."""
    lines = Path(location) / _LINES
    if not lines.is_file():
        found = f"{location} keeps no texts"
        raise RunError(found, "the folder of a build, with its extractions.jsonl", "name it, or leave the texts out")
    known, faults = _texts(lines)
    if faults:
        raise RunError(faults[0], "the lines that the build wrote", "build the folder again with --fresh")
    return {ontology.document_iri(document): text for document, text in known.items()}


def _texts(path: Path) -> tuple[dict[str, str], list[str]]:
    """The texts in a file of extractions by their documents, and what is wrong with its lines."""
    known, faults = {}, []
    with _open_lines(path) as file:
        for number, line in enumerate(file, start=1):
            try:
                document = decode(line, name=f"line {number} of {path}").document
            except DocumentError as error:
                faults.append(str(error))
            else:
                known[document.id] = document.text
    return known, faults


def _open_lines(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise RunError(f"{path} cannot be read ({error.strerror})", "a file of `askgraph extract`") from error


def back_up(location: str, path: Path) -> int:
    """Writes all of a dataset to one file, whole or not at all; gives the file's size in bytes."""
    lines = Path(location) / _LINES
    with contextlib.closing(open_dataset(location)) as store:
        return backup.write(path, store.save, lines, askgraph=graph.__version__)


def restore(path: Path, out: Path, *, made_at: dt.datetime | None = None) -> int:
    """Puts a backup into a new folder, with all results; gives the number of its documents."""
    _check_empty(out)
    with (
        backup.opened(path) as found,
        output.replacing(out) as folder,
        contextlib.closing(Disk(folder / "store")) as store,
    ):
        documents = _fill(store, found)
        found.copy_lines(folder / _LINES)
        journal = Journal()
        write_results(Built(store, ledgers.actual(ledger(store)), journal), folder)
        record = journal.record(made_at=made_at or dt.datetime.now(dt.UTC), restored=documents)
        write_json(record, folder / output.MARK)
    return documents


def restore_store(path: Path, location: str) -> int:
    """Puts a backup into an empty store, one on disk whole or not at all; gives the number of its documents."""
    with backup.opened(path) as found:
        if location.startswith("http"):
            return _restore_endpoint(found, location)
        _check_empty(Path(location))
        with output.replacing(Path(location)) as folder, contextlib.closing(Disk(folder)) as store:
            return _fill(store, found)


def _restore_endpoint(found: backup.Backup, location: str) -> int:
    with contextlib.closing(open_store(location)) as store:
        if store.graphs():
            raise RunError(f"{location} holds something already", "an empty store", "name another with --store")
        return _fill(store, found)


def _check_empty(folder: Path) -> None:
    if folder.is_dir() and any(folder.iterdir()):
        raise RunError(f"{folder} holds something already", "a new folder", "name another")


def _fill(store: Store, found: backup.Backup) -> int:
    for nquads in found.quads():
        store.fill(nquads)
    store.flush()
    return len(catalog.documents(store.select))


def optimize(location: str) -> None:
    """Puts the files of a dataset on disk in the best order for reading."""
    folder = Path(location) / "store" if is_build(Path(location)) else Path(location)
    if not is_store(str(folder)) or location.startswith("http"):
        raise RunError(f"{location} is no dataset on disk", "the folder of a build or of a store")
    with contextlib.closing(Disk(folder)) as store:
        store.optimize()
        store.flush()


def is_build(folder: Path) -> bool:
    """Whether a folder holds what a build has made."""
    output.recover(folder)
    return (folder / output.MARK).is_file()


def is_store(location: str) -> bool:
    """Whether a location is that of a store, to which can be written: a folder of one, or an endpoint."""
    return location.startswith(("http://", "https://")) or (Path(location) / "CURRENT").is_file()


# --------------------------------------------------------------------------------------------------
# One document.


def _is_held(store: Store, document: Document, pipeline: str) -> bool:
    from graph.describe import describe_source
    from graph.extract import EXTRACTORS
    from graph.parse import full_name

    extractor = EXTRACTORS["rules"]
    provenance = Provenance(extractor.name, extractor.version, full_name(pipeline))
    held = catalog.known(store.select, document.id)
    return bool(held) and held == sparql.statements(describe_source(document, provenance))


def _put(store: Store, extraction: Extraction, agents: _Agents, journal: Journal) -> None:
    from graph.describe import describe, literal
    from graph.resolve import resolve

    account, document = resolve(extraction), extraction.document
    same_address = catalog.published_at(store.select, literal(document.url)) if document.url else ()
    earlier = tuple(one for one in same_address if one != document.id)
    with agents.counting():
        change(
            store,
            Change(ontology.graph_iri(document.id), describe(account)),
            *(Change(ontology.graph_iri(one)) for one in earlier),
            agents.change(gone=(*earlier, document.id), account=account),
        )
    journal.keep(extraction, account)
    for one in earlier:
        journal.take_out(one, f"replaced by {document.id}, which has the same address")


def take_out(store: Store, name: str) -> Removed:
    """Takes a document out of a store; gives what went with it."""
    document_id = catalog.find(store.select, name)
    found = catalog.supports(store.select, document_id)
    change(store, Change(ontology.graph_iri(document_id)), _Agents(store).change(gone=(document_id,)))
    settle(store)
    return Removed(document_id, found.lost(), len(found.facts) - len(found.lost()))


@dataclass(slots=True)
class _Agents:
    """Keeps the identity graph right while documents come and go: what it would be if all were read at once.

    How often an agent is called by which name is asked once a run and then counted along.
    """

    store: Store
    _names: dict[str, Counter[str]] = field(default_factory=dict)

    @contextlib.contextmanager
    def counting(self) -> Iterator[None]:
        """A change of the store; where it fails, what was counted is forgotten: the store is asked again."""
        try:
            yield
        except BaseException:
            self._names.clear()
            raise

    def change(self, *, gone: tuple[str, ...] = (), account: Account | None = None) -> Change:
        """What the identity graph loses and gets when these documents go and this account comes."""
        select = self.store.select
        before = {entity: agent for one in gone for entity, agent in catalog.agents_of(select, one).items()}
        called = {entity: label for one in gone for entity, label in catalog.entity_labels(select, one).items()}
        now = _decisions(account)
        touched = {*before.values(), *now.values()}
        for agent in touched - self._names.keys():
            self._names[agent] = catalog.labels_of(select, agent)
        for entity, agent in before.items():
            self._names[agent][called[entity]] -= 1
        for entity, agent in now.items():
            self._names[agent][_labels(account)[entity]] += 1
        old = catalog.identity(select, {*touched, *before, *now})
        new = self._statements(account, touched - set(now.values()), old)
        return Change(ontology.IDENTITY_GRAPH, _nquads(new - old), _nquads(old - new))

    def _statements(
        self, account: Account | None, others: set[str], old: frozenset[catalog.Statement]
    ) -> frozenset[catalog.Statement]:
        """What is to be said of the account's entities, their agents, and of agents that other documents tell of."""
        from graph.describe import describe_agent, describe_identity
        from graph.resolve import identify

        decided = identify([account]) if account else ()
        lines = describe_identity(
            dataclasses.replace(one, label=self._label(ontology.agent_iri(one.agent))) for one in decided
        )
        left = sorted(agent for agent in others if self._names[agent].total() > 0)
        lines += "".join(describe_agent(agent, self._label(agent)) for agent in left)
        kinds = {s for s in old if s[0][1:-1] in left and s[1] == f"<{Outside.TYPE}>"}
        return sparql.statements(lines) | kinds

    def _label(self, agent: str) -> str:
        from graph.resolve import label_of

        return label_of(+self._names[agent])


def _decisions(account: Account | None) -> dict[str, str]:
    from graph.resolve import identify

    decided = identify([account]) if account else ()
    return {ontology.local_iri(one.entity): ontology.agent_iri(one.agent) for one in decided}


def _labels(account: Account | None) -> dict[str, str]:
    entities: tuple[Entity, ...] = account.entities if account else ()
    return {ontology.local_iri(entity.id): entity.label for entity in entities}


def _nquads(statements: Iterable[catalog.Statement]) -> str:
    return "".join(f"{s} {p} {o} <{ontology.IDENTITY_GRAPH}> .\n" for s, p, o in sorted(statements))


# --------------------------------------------------------------------------------------------------
# The folder of a build.

_LINES = "extractions.jsonl"
_NEW_LINES = ".new.jsonl"


@contextlib.contextmanager
def _changing(
    out: Path, journal: Journal, *, made_at: dt.datetime | None, **details: Any
) -> Iterator[tuple[Store, Path]]:
    """A copy of the folder's store to change; at the end of the block the folder is put in place with new results."""
    store_folder = out / "store"
    if not is_store(str(store_folder)):
        raise RunError(
            f"{out} holds no store", "a folder as a build leaves it", "begin anew with `askgraph build --fresh`"
        )
    with output.replacing(out) as folder:
        with contextlib.closing(Disk(store_folder)) as old:  # closed before the swap: it would tidy up by its path
            old.copy(folder / "store")
        with contextlib.closing(Disk(folder / "store")) as store:
            yield store, folder
            _gather_lines(out, folder, frozenset(catalog.documents(store.select)))
            write_results(Built(store, ledgers.actual(ledger(store)), journal), folder)
            write_json(journal.record(made_at=made_at or dt.datetime.now(dt.UTC), **details), folder / output.MARK)


def _gather_lines(out: Path, folder: Path, held: frozenset[str]) -> None:
    """The lines of the documents that the dataset holds: of what was read again, the new ones."""
    new = dict(_lines(folder / _NEW_LINES))
    with (folder / _LINES).open("wb") as lines:
        for document, line in _lines(out / _LINES):
            if document in held and document not in new:
                lines.write(line)
        lines.writelines(new.values())
    (folder / _NEW_LINES).unlink(missing_ok=True)


def _lines(path: Path) -> Iterator[tuple[str, bytes]]:
    if path.is_file():
        with path.open("rb") as lines:
            for line in lines:
                yield document_of(line), line


def _nothing_lost(journal: Journal) -> None:
    if not journal.documents and not journal.unchanged:
        raise RunError("no article could be read", "at least one", "see why above")
