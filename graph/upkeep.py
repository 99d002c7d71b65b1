"""Documents into a dataset that exists and out of it, one at a time, each whole or not at all."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import graph
from graph import backup, catalog, infer, lines, ontology, output
from graph.check import Checked, findings
from graph.errors import NothingReadError, RunError
from graph.journal import Journal, versions
from graph.model import Document, Input, Kept, Limits
from graph.parse import PIPELINE
from graph.pipeline import (
    Built,
    change,
    open_dataset,
    provenance,
    settle,
    write_results,
)
from graph.run import Earlier, Run
from graph.store import Change, Disk, Store, open_store
from graph.work import Crew, Serial

if TYPE_CHECKING:
    from graph.agents import Agents
    from graph.held import Held

_BATCH = 256  # documents after which a dataset is written through to the disk


def add(
    inputs: Iterable[Input],
    store: Store,
    *,
    pipeline: str = PIPELINE,
    journal: Journal | None = None,
    crew: Crew | None = None,
    limits: Limits | None = None,
    validate: bool = False,
) -> Iterator[Kept]:
    """Reads inputs into a store, and gives what is kept of each document, as soon as the store holds it.

    One that the store holds as it would be read now is left alone. One of the same address as another takes its place.

    >>> from graph.read import document
    >>> store = open_store("memory")
    >>> [kept.acts for kept in add([document("Mayor Ann Lee asked the council for the files.")], store)]
    [1]
    >>> [kept.acts for kept in add([document("Mayor Ann Lee asked the council for the files.")], store)]
    []
    """
    return _add(Run.of(journal, pipeline, crew, limits, validate=validate), inputs, store)


@dataclass(frozen=True, slots=True)
class Renewal:
    """What a pass over files knows of a dataset that follows them: the files say which documents stay, not addresses.

    `documents` are those of the files that are read again, or gone. When all is read, `finish` may write to the new
    folder, and says which documents go; then nothing need be left.
    """

    documents: frozenset[str]
    finish: Callable[[Path], Iterable[str]]


def _add(
    run: Run,
    inputs: Iterable[Input],
    store: Store,
    earlier: Earlier = lambda _: None,
    renewal: Renewal | None = None,
) -> Iterator[Kept]:
    from graph.agents import Agents
    from graph.held import Held

    agents = Agents(store)
    renewed = renewal.documents if renewal else frozenset()
    held = Held(store.select, lambda: provenance(run.pipeline), renewed=renewed)
    replaces = renewal is None
    new = _new(run.documents(inputs, held.elsewhere), held, run.journal, replaces=replaces)
    number = 0
    for number, (document, kept) in enumerate(run.kept(new, earlier), start=1):
        with run.journal.setting_aside(document):
            _put(store, document, kept, agents, run.journal, _same_address(store, document) if replaces else ())
            yield kept
        if number % _BATCH == 0:
            store.flush()
    if number:
        settle(store)
        store.flush()


def _new(documents: Iterable[Document], held: Held, journal: Journal, *, replaces: bool) -> Iterator[Document]:
    for document in documents:
        new = False
        with journal.setting_aside(document):
            new = document not in held
            if not new:
                journal.leave(document)
        if new:
            if replaces:
                held.expect(document)
            yield document


def build_into(
    out: Path,
    inputs: Iterable[Input],
    *,
    pipeline: str = PIPELINE,
    journal: Journal | None = None,
    crew: Crew | None = None,
    limits: Limits | None = None,
    made_at: dt.datetime | None = None,
    resume: bool = True,
    validate: bool = False,
    with_text: bool | None = None,
    renewal: Renewal | None = None,
) -> Built:
    """Reads inputs into the folder of an earlier build, and makes its results anew where there is something new.

    The result is that of one build of all documents, old and new, but for run.json, which tells of this run. The page
    holds whole articles if it shall, or is not told and did so before.
    """
    run = Run.of(journal, pipeline, crew, limits, validate=validate)
    changing = _changing(
        out, run.journal, crew=run.crew, made_at=made_at, resume=resume, with_text=with_text, pipeline=pipeline
    )
    with changing as (store, folder), lines.earlier(folder, lambda: provenance(pipeline)) as known:
        with (folder / lines.NEW).open("wb") as file:
            for kept in _add(run, inputs, store, known, renewal):
                file.write(kept.line)
                file.flush()
        if renewal is None:
            _nothing_lost(run.journal)
        else:
            _let_go(store, renewal.finish(folder), run.journal)
    dataset = open_dataset(str(out))
    return Built(dataset, run.journal, catalog.made_requests(dataset.select))


def _let_go(store: Store, documents: Iterable[str], journal: Journal) -> None:
    held = frozenset(catalog.documents(store.select))
    for one in documents:
        if one in held:
            take_out(store, one)
            journal.take_out(one, "its file is gone, or says something else")


def build_store(
    location: str,
    inputs: Iterable[Input],
    *,
    pipeline: str = PIPELINE,
    journal: Journal | None = None,
    crew: Crew | None = None,
    limits: Limits | None = None,
    validate: bool = False,
) -> Built:
    """Reads inputs into the store at a location, which is made where there is none."""
    run = Run.of(journal, pipeline, crew, limits, validate=validate)
    store = open_store(location)
    for _ in _add(run, inputs, store):
        pass
    _nothing_lost(run.journal)
    run.journal.close()
    return Built(store, run.journal, catalog.made_requests(store.select))


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
        try:
            for one in infer.everything(store.select, store.graphs()):
                store.change(one)
        except RunError as error:
            if is_build(Path(location)):
                raise
            raise _half_inferred(error) from error
        return catalog.size(store.select, ontology.INFERENCE_GRAPH) - 1  # one says what the graph is


def _half_inferred(error: RunError) -> RunError:
    """The error of a store that was changed in place, where a folder is as it was before."""
    again = "run `askgraph infer` again, since what was inferred is not whole"
    return RunError(error.found, error.wanted, "; ".join(filter(None, (error.remedy, again))))


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
    path = texts or Path(location) / lines.LINES
    with contextlib.ExitStack() as opened:
        known = opened.enter_context(lines.Texts.of(path)) if texts or path.is_file() else None
        store = opened.enter_context(contextlib.closing(open_dataset(location)))
        whole = texts is None and is_build(Path(location))
        dump = _Compared(store.nquads, Path(location) / "graph.nq") if whole else store.nquads
        checked, faults = Checked(), known.faults if known else []
        faults += findings(store.select, store.graphs(), dump, known or {}, whole=whole, checked=checked)
        if isinstance(dump, _Compared) and not dump.is_same:
            what = "not what the store holds" if dump.path.is_file() else "missing"
            faults.append(f"graph.nq is {what}")
    return checked, tuple(faults)


@dataclass(slots=True)
class _Compared:
    """A dump that is compared with a file while it is taken."""

    dump: Callable[[], Iterable[bytes]]
    path: Path
    is_same: bool = False

    def __call__(self) -> Iterator[bytes]:
        same = self.path.is_file()
        with self.path.open("rb") if same else io.BytesIO() as file:
            for piece in self.dump():
                same = same and file.read(len(piece)) == piece
                yield piece
            self.is_same = same and not file.read(1)


def back_up(location: str, path: Path) -> int:
    """Writes all of a dataset to one file, whole or not at all; gives the file's size in bytes."""
    path_of_lines = Path(location) / lines.LINES
    with contextlib.closing(open_dataset(location)) as store:
        return backup.write(path, store.nquads(), path_of_lines, askgraph=graph.__version__)


def restore(path: Path, out: Path, *, made_at: dt.datetime | None = None, with_text: bool = False) -> int:
    """Puts a backup into a new folder, with all results; gives the number of its documents."""
    _check_empty(out)
    with (
        backup.opened(path) as found,
        output.replacing(out) as folder,
        contextlib.closing(Disk(folder / "store")) as store,
    ):
        documents = _fill(store, found)
        found.copy_lines(folder / lines.LINES)
        if with_text and not (folder / lines.LINES).is_file():
            raise RunError(f"{path} keeps no texts", "the backup of a build's folder", "leave out --with-text")
        journal = Journal()
        told = write_results(store, journal, folder, crew=Crew(Serial()), with_text=with_text)
        record = journal.record(made_at=made_at or dt.datetime.now(dt.UTC), restored=documents, **told)
        output.write_json(record, folder / output.MARK)
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


def _same_address(store: Store, document: Document) -> tuple[str, ...]:
    """The other documents that were published at the address of this one."""
    from graph.describe import literal

    found = catalog.published_at(store.select, literal(document.url)) if document.url else ()
    return tuple(one for one in found if one != document.id)


def _put(
    store: Store, document: Document, kept: Kept, agents: Agents, journal: Journal, earlier: tuple[str, ...]
) -> None:
    """Puts a document in the place of its earlier self and of those others."""
    with agents.counting():
        change(
            store,
            Change(ontology.graph_iri(document.id), kept.quads),
            *(Change(ontology.graph_iri(one)) for one in earlier),
            agents.change(gone=(*earlier, document.id), come=kept.identities),
        )
    journal.keep(kept)
    for one in earlier:
        journal.take_out(one, f"replaced by {document.id}, which has the same address")


def take_out(store: Store, name: str) -> Removed:
    """Takes a document out of a store; gives what went with it."""
    from graph.agents import Agents

    document_id = catalog.find(store.select, name)
    found = catalog.supports(store.select, document_id)
    change(store, Change(ontology.graph_iri(document_id)), Agents(store).change(gone=(document_id,)))
    settle(store)
    return Removed(document_id, found.lost(), len(found.facts) - len(found.lost()))


# --------------------------------------------------------------------------------------------------
# The folder of a build.


@contextlib.contextmanager
def _changing(
    out: Path,
    journal: Journal,
    *,
    made_at: dt.datetime | None,
    crew: Crew | None = None,
    resume: bool = False,
    with_text: bool | None = None,
    **details: Any,
) -> Iterator[tuple[Store, Path]]:
    """A copy of the folder's store to change; at the end of the block the folder is put in place with new results.

    Where nothing has changed, and the results are as they would be written, they stay; run.json alone tells of the run.
    """
    store_folder = out / "store"
    if not is_store(str(store_folder)):
        raise RunError(
            f"{out} holds no store", "a folder as a build leaves it", "begin anew with `askgraph build --fresh`"
        )
    made_at = made_at or dt.datetime.now(dt.UTC)
    whole_texts = _told(out).get("with_text") is True if with_text is None else with_text
    with output.replacing(out, lasting=lines.LASTING if resume else frozenset()) as folder:
        with contextlib.closing(Disk(store_folder)) as old:  # closed before the swap: it would tidy up by its path
            old.copy(folder / "store")
        with contextlib.closing(Disk(folder / "store")) as store:
            yield store, folder
            whole = _told_of_whole(out, with_text=whole_texts) if _left_all(journal) else None
            if whole:
                raise output.Unchanged
            lines.gather(out, folder, frozenset(catalog.documents(store.select)))
            told = write_results(store, journal, folder, crew=crew or Crew(Serial()), with_text=whole_texts)
            output.write_json(journal.record(made_at=made_at, **details, **told), folder / output.MARK)
    if whole:
        journal.counts["quads"] = _count_lines(out / "graph.nq")
        with output.replacing_file(out / output.MARK) as file:
            file.write(output.to_json(journal.record(made_at=made_at, **details, **whole)))


def _left_all(journal: Journal) -> bool:
    """Whether a run took in articles and none of them changed the dataset."""
    return journal.inputs > 0 and not (journal.documents or journal.gone)


def _told(out: Path) -> dict[str, Any]:
    """What run.json says; nothing where it cannot be read as such."""
    try:
        told = json.loads((out / output.MARK).read_bytes())
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def _told_of_whole(out: Path, *, with_text: bool) -> dict[str, Any] | None:
    """What run.json tells of the results, where they are as they would be written now: none gone, altered or older."""
    told = _told(out)
    try:
        requests, results = int(told["requests"]), dict(told["results"])
        is_whole = output.sums(out, results) == results and told["with_text"] is with_text
        is_ours = (told["askgraph"], told["libraries"]) == versions()
    except (OSError, ValueError, KeyError, TypeError):  # of an older version, or altered
        return None
    return {"requests": requests, "with_text": with_text, "results": results} if is_whole and is_ours else None


def _count_lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(1 for _ in file)


def _nothing_lost(journal: Journal) -> None:
    if not journal.documents and not journal.unchanged:
        raise NothingReadError
