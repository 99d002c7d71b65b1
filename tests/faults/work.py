"""What a process does until it is killed; imported once by the server from which the processes are forked."""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from graph import pipeline, upkeep
from graph.model import Document, Metadata
from graph.read import document
from graph.store import Disk, Memory

NOW = dt.datetime(2026, 3, 7, tzinfo=dt.UTC)
ASKED = ("files", "maps", "keys", "logs", "plans", "letters")
OLD = tuple(document(f"Mayor Ann Lee asked the Harbor Council for the {thing}.\n") for thing in ASKED)
NEW = tuple(document(one.text, metadata=Metadata(published=dt.date(2026, 3, 6), title="News")) for one in OLD)
Tell = Callable[[str], None]


def add(folder: Path, tell: Tell) -> None:
    """Documents into a store."""
    _put(folder / "store", OLD, tell)


def replace(folder: Path, tell: Tell) -> None:
    """Documents that have changed into a store."""
    _put(folder / "store", NEW, tell)


def _put(folder: Path, documents: tuple[Document, ...], tell: Tell) -> None:
    with contextlib.closing(Disk(folder)) as store:
        for kept in upkeep.add(documents, store):
            tell(kept.id)


def remove(folder: Path, tell: Tell) -> None:
    """Documents out of a store."""
    for one in OLD[: len(OLD) // 2]:
        if one.id in upkeep.info(str(folder / "store"), documents=True):
            upkeep.remove(str(folder / "store"), one.id)
        tell(one.id)


def optimize(folder: Path, tell: Tell) -> None:
    """A store put in order, many times."""
    for time in range(5):
        upkeep.optimize(str(folder / "store"))
        tell(str(time))


def build(folder: Path, tell: Tell) -> None:
    """A folder of results."""
    pipeline.build(OLD, out=folder / "out", made_at=NOW).store.close()
    tell("built")


def grow(folder: Path, tell: Tell) -> None:
    """Changed documents into the folder of a build."""
    upkeep.build_into(folder / "out", NEW, made_at=NOW).store.close()
    tell("grown")


def shrink(folder: Path, tell: Tell) -> None:
    """A document out of the folder of a build."""
    if OLD[0].id in upkeep.info(str(folder / "out"), documents=True):
        upkeep.remove(str(folder / "out"), OLD[0].id, made_at=NOW)
    tell(OLD[0].id)


def back_up(folder: Path, tell: Tell) -> None:
    """A folder of results to one file, many times."""
    for time in range(5):
        upkeep.back_up(str(folder / "out"), folder / "backup.zip")
        tell(str(time))


def restore(folder: Path, tell: Tell) -> None:
    """A folder of results from one file."""
    if not (folder / "back").exists():
        upkeep.restore(folder / "whole.zip", folder / "back", made_at=NOW)
    tell("restored")


def run(work: Callable[[Path, Tell], None], folder: Path, pipe: Connection) -> None:
    """Does the work, and tells when it begins and each thing that is done."""
    pipe.send("begun")
    work(folder, pipe.send)


@functools.cache
def in_memory(documents: frozenset[Document]) -> str:
    """The dataset of these documents."""
    store = Memory()
    in_order: list[Document] = sorted(documents, key=lambda one: one.id)
    for _ in upkeep.add(in_order, store):
        pass
    return store.dump()


# What loads slowly is loaded before processes are forked. No store on disk is opened here: its threads end with a fork.
pipeline.render(pipeline.build(OLD[:1]).store)
