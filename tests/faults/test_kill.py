"""kill -9 at any moment: what is there is whole, nothing that was done is lost, and the same work again ends it.

ASKGRAPH_KILLS is how often each sort of work is killed.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import random
import shutil
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from graph import backup, upkeep
from graph.model import Document
from graph.read import document_of
from graph.store import Memory, Store, open_dataset
from tests.faults import work
from tests.faults.work import NEW, OLD, in_memory

KILLS = int(os.environ.get("ASKGRAPH_KILLS", "12"))
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.faults.work"])
TITLES = """
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT ?id ?title { ?document dcterms:identifier ?id OPTIONAL { ?document dcterms:title ?title } }
"""
Documents = frozenset[Document]


@dataclass(frozen=True)
class Case:
    """A sort of work: what it begins with, what is there in the end, and whether all of it comes at once."""

    work: Callable[[Path, work.Tell], None]
    given: str
    made: str
    before: Iterable[Document] | None
    after: Iterable[Document]
    at_once: bool = True


CASES = (
    Case(work.add, "", "store", None, OLD, at_once=False),
    Case(work.replace, "store", "store", OLD, NEW, at_once=False),
    Case(work.remove, "store", "store", OLD, OLD[len(OLD) // 2 :], at_once=False),
    Case(work.optimize, "store", "store", OLD, OLD),
    Case(work.build, "", "out", None, OLD),
    Case(work.grow, "out", "out", OLD, NEW),
    Case(work.shrink, "out", "out", OLD, OLD[1:]),
    Case(work.back_up, "out", "backup.zip", None, OLD),
    Case(work.restore, "whole.zip", "back", None, OLD),
)


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the work begins with: a store, a build's folder and a backup of it."""
    folder = tmp_path_factory.mktemp("stock")
    work.add(folder, lambda _: None)
    work.build(folder, lambda _: None)
    upkeep.back_up(str(folder / "out"), folder / "whole.zip")
    return folder


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.work.__name__)
def test_work_that_is_killed(case: Case, stock: Path, tmp_path: Path) -> None:
    chance = random.Random(case.work.__name__)
    told, seconds = killed(case, stock, tmp_path / "whole", steps=None)
    steps, cut_short = len(told), 0
    for number in range(KILLS):
        folder = tmp_path / str(number)
        step = chance.randrange(steps)
        told, _ = killed(case, stock, folder, steps=step, seconds=chance.random() * seconds / steps)
        cut_short += len(told) < steps
        check(case, folder / case.made, told, wholly=number == 0)
        case.work(folder, lambda _: None)
        assert held(folder / case.made) == frozenset(case.after)
        assert sorted(path.name for path in folder.iterdir()) == sorted({case.given, case.made} - {""})
        shutil.rmtree(folder)
    assert cut_short, "work was killed before its end"


def killed(
    case: Case, stock: Path, folder: Path, *, steps: int | None, seconds: float = 0.0
) -> tuple[list[str], float]:
    """What the work had told when it was killed, so many seconds after so many steps, and how long it took."""
    folder.mkdir()
    if case.given:
        copy = shutil.copytree if (stock / case.given).is_dir() else shutil.copy
        copy(stock / case.given, folder / case.given)
    with process(case, folder) as (child, lines):
        assert next(lines) == "begun"
        began = time.monotonic()
        told = list(islice(lines, steps))
        if steps is not None:
            time.sleep(seconds)
            child.kill()
            told.extend(lines)
        child.join()
        assert child.exitcode in ((0,) if steps is None else (0, -signal.SIGKILL)), "it failed before it was killed"
        return told, time.monotonic() - began


@contextlib.contextmanager
def process(case: Case, folder: Path) -> Iterator[tuple[BaseProcess, Iterator[str]]]:
    """A process at work, and the lines that it tells."""
    ours, theirs = FORKS.Pipe(duplex=False)
    child = FORKS.Process(target=work.run, args=(case.work, folder, theirs))
    child.start()
    theirs.close()
    try:
        yield child, _lines(ours)
    finally:
        child.kill()
        child.join()
        ours.close()


def _lines(pipe: object) -> Iterator[str]:
    with contextlib.suppress(EOFError, ConnectionResetError):
        while True:
            yield pipe.recv()  # type: ignore[attr-defined]


def check(case: Case, made: Path, told: list[str], *, wholly: bool) -> None:
    """What the killed work left is the state before or after it, for all or for each of the documents."""
    found, before, after = held(made), frozenset(case.before or ()), frozenset(case.after)
    if case.at_once:
        assert found in ((before, None)[case.before is None], after)
        assert found == after or not told or before == after
        assert found is not None or not told
    else:
        assert (found or frozenset()) <= before | after
        changed = {one.id for one in before ^ after}
        assert {one.id for one in before ^ (found or frozenset())} >= set(told)
        assert {one.id for one in (found or frozenset())} >= {one.id for one in before | after} - changed
    if wholly and found and made.is_dir():
        assert upkeep.check(str(made))[1] == ()


def held(made: Path) -> Documents | None:
    """The documents that are held, after a look whether they are held as they must be; None where there is nothing."""
    if not (made.is_file() or (made / "run.json").exists() or (made / "CURRENT").exists()):
        return None
    with contextlib.closing(_opened(made)) as store:
        documents = _documents(store)
        assert store.dump() == in_memory(documents) if documents else store.graphs() == ()
        if (made / "graph.nq").exists():
            assert (made / "graph.nq").read_text(encoding="utf-8") == store.dump()
            lines = (made / "extractions.jsonl").read_bytes().splitlines()
            assert sorted(map(document_of, lines)) == sorted(one.id for one in documents)
    return documents


def _opened(made: Path) -> Store:
    if made.suffix != ".zip":
        return open_dataset(str(made))
    store = Memory()
    with backup.opened(made) as found:
        for nquads in found.quads():
            store.fill(nquads)
    return store


def _documents(store: Store) -> Documents:
    titles = {row["id"].value: "title" in row for row in store.select(TITLES)}  # type: ignore[union-attr]
    return frozenset(new if titles[old.id] else old for old, new in zip(OLD, NEW, strict=True) if old.id in titles)
