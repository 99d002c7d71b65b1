"""Datasets of many quads on disk: loading, replacing a document, the named queries; beside bare pyoxigraph and rdflib.

Loading makes the text of the quads too; bare pyoxigraph gets that text ready made. A document is replaced by
pyoxigraph's own `remove_graph` and `load` beside. Queries are asked after `optimize`, from a process that only reads,
and up to a million quads also from memory, which is what rdflib answers from.
"""

from __future__ import annotations

import argparse
import itertools
import json
import multiprocessing
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Final

import pyoxigraph
from pyoxigraph import NamedNode, RdfFormat

from graph import ontology
from graph.describe import describe
from graph.loading import fill
from graph.model import Account, Kept
from graph.resolve import decide
from graph.store import Disk, Memory
from scripts.benchmarks import questions, worlds
from scripts.benchmarks.extract import most_memory
from scripts.benchmarks.texts import ROOT

SCORES: Final = ROOT / "docs" / "scores" / "store.json"
_REPLACED: Final = 100
_SECONDS: Final = 60  # that rdflib gets for a query
_IN_MEMORY: Final = 1_000_000
"""The most quads that are asked from memory too."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this benchmark."""
    parser.add_argument("--quads", type=float, nargs="+", default=[0.1, 1], help="millions of quads in each dataset")
    parser.add_argument("--rdflib", action="store_true", help=f"ask rdflib too, {_SECONDS} s a query at most")
    parser.add_argument("--folder", type=Path, help="where the datasets are made, and removed; needs 1 GB a million")
    parser.add_argument("--write", action="store_true", help=f"put the figures into {SCORES.relative_to(ROOT)}")


def run(options: argparse.Namespace) -> None:
    """Prints the figures of each size, and writes them where the documents show them."""
    for millions in options.quads:
        with tempfile.TemporaryDirectory(dir=options.folder) as folder:
            figures = measured(round(millions * 1_000_000), Path(folder), rdflib=options.rdflib)
        print("\n".join(table(figures)), flush=True)
        if options.write:
            SCORES.write_text(_with(figures), encoding="utf-8")


def _with(figures: dict[str, Any]) -> str:
    """The file with these figures in the place of the earlier ones of this size; what rdflib took is kept."""
    known = json.loads(SCORES.read_text(encoding="utf-8")) if SCORES.exists() else []
    others = [one for one in known if one["asked_for"] != figures["asked_for"]]
    before = {name: one for found in known if found not in others for name, one in found["queries"].items()}
    queries = {name: {**before.get(name, {}), **one} for name, one in figures["queries"].items()}
    figures = {**figures, "queries": queries}
    return json.dumps(sorted([*others, figures], key=lambda one: int(one["asked_for"])), indent=1) + "\n"


def measured(quads: int, folder: Path, *, rdflib: bool = False) -> dict[str, Any]:
    """The figures of a dataset of about so many quads, which is made in the folder."""
    documents = max(1, quads // worlds.QUADS_A_DOCUMENT)
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"), max_tasks_per_child=1) as apart:
        figures = apart.submit(_loaded, documents, folder).result()
        bare = apart.submit(_loaded_bare, folder).result()
        replacing = apart.submit(_replaced, documents, folder).result()
        asking = apart.submit(_asked, documents, folder).result()
        if quads <= _IN_MEMORY:
            for title, from_memory in apart.submit(_asked_in_memory, documents, folder).result().items():
                asking["queries"][title]["memory_ms"] = from_memory
    if rdflib:
        asked = questions.questions(worlds.accounts(documents))
        for title, taken in questions.by_rdflib(asked, folder / "quads.nq", _SECONDS).items():
            asking["queries"][title]["rdflib_ms"] = None if taken is None else round(taken, 1)
    ratio = {"load_to_bare": round(bare / figures["load_seconds"], 2), "bare_load_seconds": round(bare, 2)}
    return {"asked_for": quads, **figures, **ratio, **replacing, **asking, "busy": round(os.getloadavg()[0], 1)}


# --------------------------------------------------------------------------------------------------
# Loading. Each step is in a process of its own, so that its memory and CPU time are its own.


@dataclass(slots=True)
class _Watch:
    """CPU time but for that of which the benchmark has need, and not the work."""

    begun: float = field(default_factory=time.process_time)
    apart: float = 0.0

    def spent(self) -> float:
        return time.process_time() - self.begun - self.apart

    def invented(self, count: int) -> Iterator[Account]:
        """Accounts, of which the making is not counted."""
        found = worlds.accounts(count)
        while True:
            begun = time.process_time()
            account = next(found, None)
            self.apart += time.process_time() - begun
            if account is None:
                return
            yield account


class _Copied(Disk):
    """A store that writes beside it what it is given, which is not counted."""

    def __init__(self, path: Path, copy: BinaryIO, watch: _Watch) -> None:
        super().__init__(path)
        self._copy, self._watch = copy, watch

    def fill(self, nquads: str) -> None:
        begun = time.process_time()
        self._copy.write(nquads.encode())
        self._watch.apart += time.process_time() - begun
        super().fill(nquads)


def _loaded(documents: int, folder: Path) -> dict[str, Any]:
    """Facts to a dataset on disk, as a build does it; leaves the text of its quads beside it."""
    describe(next(worlds.accounts(1)))  # loads NumPy, which has nothing to do with how many facts there are
    watch = _Watch()
    with (folder / "quads.nq").open("wb") as copy:
        store = _Copied(folder / "store", copy, watch)
        number = sum(1 for _ in fill(store, map(_kept, watch.invented(documents))))
        store.flush()
        spent = watch.spent()
    quads = sum(1 for _ in store.select("SELECT ?s { GRAPH ?g { ?s ?p ?o } }"))
    return {
        "documents": number,
        "quads": quads,
        "load_seconds": round(spent, 2),
        "writer_mb": round(most_memory() / 1024),
    }


def _kept(account: Account) -> Kept:
    return Kept(account.document.id, b"", describe(account), decide(account), len(account.acts), {}, ())


def _loaded_bare(folder: Path) -> float:
    """The CPU time of pyoxigraph alone for the same text, which is read from its file."""
    begun = time.process_time()
    store = pyoxigraph.Store(folder / "bare")
    store.bulk_load(path=folder / "quads.nq", format=RdfFormat.N_QUADS)
    store.flush()
    spent = time.process_time() - begun
    del store
    shutil.rmtree(folder / "bare")
    return spent


# --------------------------------------------------------------------------------------------------
# Replacing a document.


def _replaced(documents: int, folder: Path) -> dict[str, Any]:
    """Replaces documents here and there by a store's `replace` and by bare pyoxigraph, in turns."""
    every = max(1, documents // _REPLACED)
    told = list(itertools.islice(worlds.accounts(documents), 0, every * _REPLACED, every))
    told = told[:_REPLACED]
    texts = [(ontology.graph_iri(account.document.id), describe(account)) for account in told]
    path = folder / "store"
    ours, bare = _by_store(path, texts), _by_pyoxigraph(path, texts)
    ours, bare = min(ours, _by_store(path, texts)), min(bare, _by_pyoxigraph(path, texts))
    each = 1000 / len(texts)
    return {
        "replace_ms": round(ours * each, 2),
        "bare_replace_ms": round(bare * each, 2),
        "replace_to_bare": round(ours / bare, 2),
    }


def _by_store(path: Path, texts: list[tuple[str, str]]) -> float:
    store = Disk(path)
    begun = time.process_time()
    for graph, quads in texts:
        store.replace(graph, quads)
    spent = time.process_time() - begun
    store.close()
    return spent


def _by_pyoxigraph(path: Path, texts: list[tuple[str, str]]) -> float:
    store = pyoxigraph.Store(path)
    begun = time.process_time()
    for graph, quads in texts:
        store.remove_graph(NamedNode(graph))
        store.load(quads, format=RdfFormat.N_QUADS)
    return time.process_time() - begun


# --------------------------------------------------------------------------------------------------
# Queries.


def _asked(documents: int, folder: Path) -> dict[str, Any]:
    """The named queries after `optimize`, and how large the dataset then is on disk."""
    begun = time.process_time()
    store = Disk(folder / "store")
    store.optimize()
    store.close()
    optimized = time.process_time() - begun
    dataset = Disk.read_only(folder / "store")
    found = {}
    for question in questions.questions(worlds.accounts(documents)):
        taken, rows = questions.fastest(question, dataset)
        found[question.title] = {"sort": question.sort, "ms": round(taken, 2), "rows": rows}
    size = sum(file.stat().st_size for file in (folder / "store").iterdir())
    return {"optimize_seconds": round(optimized, 1), "store_mb": round(size / 1e6), "queries": found}


def _asked_in_memory(documents: int, folder: Path) -> dict[str, float]:
    """The milliseconds that the named queries take where the dataset is in memory."""
    dataset = Memory.load(folder / "quads.nq")
    asked = questions.questions(worlds.accounts(documents))
    return {question.title: round(questions.fastest(question, dataset)[0], 2) for question in asked}


# --------------------------------------------------------------------------------------------------
# What is printed.


def table(figures: dict[str, Any]) -> Iterator[str]:
    """The figures in lines for people."""
    yield f"\n{figures['quads']:,} quads of {figures['documents']:,} documents, {figures['store_mb']:,} MB on disk"
    load, bare = figures["load_seconds"], figures["bare_load_seconds"]
    rate = figures["quads"] / load / 1000
    ratio = figures["load_to_bare"]
    yield f"load {load:.1f} s ({rate:.0f} thousand quads/s); bare {bare:.1f} s; {ratio:.2f} x the rate"
    yield f"writer at most {figures['writer_mb']:,} MB; optimize {figures['optimize_seconds']} s"
    one, other = figures["replace_ms"], figures["bare_replace_ms"]
    yield f"replace a document {one} ms; bare {other} ms; {figures['replace_to_bare']:.2f} x"
    yield f"{'query':<26}{'sort':<8}{'rows':>9}{'ms':>11}{'at most':>9}{'rdflib ms':>12}{'x':>7}"
    for title, found in figures["queries"].items():
        most = str(questions.MAY_TAKE.get(found["sort"], ""))
        beside = f"{_of_rdflib(found):>12}{_times(found):>7}" if "rdflib_ms" in found else ""
        yield f"{title:<26}{found['sort']:<8}{found['rows']:>9,}{found['ms']:>11,.1f}{most:>9}{beside}".rstrip()


def _of_rdflib(found: dict[str, Any]) -> str:
    return f"> {_SECONDS} s" if found["rdflib_ms"] is None else f"{found['rdflib_ms']:,.0f}"


def _times(found: dict[str, Any]) -> str:
    return "" if found["rdflib_ms"] is None else f"{found['rdflib_ms'] / max(found['ms'], 0.01):,.0f}"
