"""The named queries over a generated dataset: which are asked with which values, how long they take, and may take."""

from __future__ import annotations

import functools
import itertools
import multiprocessing
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from graph import ontology, pipeline
from graph.model import Account
from graph.resolve import identify
from graph.store import Store
from graph.store.results import solutions

if TYPE_CHECKING:
    import rdflib

LOOK_UP: Final = "look-up"  # the rows of one thing, or of few
COUNT: Final = "count"  # counts and top lists over all requests
LIST: Final = "list"  # a row for every request, or one in a few
MAY_TAKE: Final = {LOOK_UP: 5, COUNT: 200}
"""Milliseconds that a query of this sort may take on a million quads; a list is held against rdflib alone."""
FEWER_THAN_RDFLIB: Final = 30
_ENOUGH, _LEAST = 0.3, 3  # seconds and times that a query is asked; the fastest counts
_SORTS: Final = {"evidence": LOOK_UP, "only-in": LOOK_UP, "due-soon": LOOK_UP, "most-asked": COUNT, "mutual": COUNT}
_DAY: Final = "2026-03-06"


@dataclass(frozen=True, slots=True)
class Question:
    """A named query with values for its parameters; `title` tells it apart from the same query asked otherwise."""

    title: str
    name: str
    bound: dict[str, str]
    sort: str


def questions(told: Iterable[Account]) -> tuple[Question, ...]:
    """Each named query, and again without the value that makes it short, about what one of these accounts tells."""
    bound = _values(told)
    return tuple(itertools.chain.from_iterable(_asked(named, bound) for named in ontology.queries()))


def _asked(named: ontology.NamedQuery, bound: Mapping[str, str]) -> Iterator[Question]:
    sort = _SORTS.get(named.name, LIST)
    values = {one.name: bound[one.name] for one in named.parameters if not one.default}
    yield Question(named.name, named.name, values, sort)
    optional = {one.name for one in named.parameters if one.optional}
    if optional:
        rest = {name: value for name, value in values.items() if name not in optional}
        yield Question(f"{named.name}, all", named.name, rest, LIST)


def _values(told: Iterable[Account]) -> dict[str, str]:
    """Of the first account with a request that names both sides: the request, its agents and its document."""
    for account in told:
        agents = {one.entity: one.agent for one in identify([account])}
        for act in account.acts:
            sides = [agents[side[0]] for side in (act.requester, act.recipient) if side and side[0] in agents]
            if len(sides) == 2 and act.frames[0].act.value == "request":
                return {
                    "on": _DAY,
                    "name": "Clerk",
                    "document": ontology.document_iri(account.document.id),
                    "request": ontology.local_iri(act.id),
                    "from": ontology.agent_iri(sides[0]),
                    "to": ontology.agent_iri(sides[1]),
                }
    raise ValueError("no account tells of a request that names both sides")


def fastest(question: Question, dataset: Store) -> tuple[float, int]:
    """The CPU time of the question in milliseconds, the least of several times, and how many rows it gives."""
    times: list[float] = []
    rows = 0
    while len(times) < _LEAST or sum(times) < _ENOUGH:
        begun = time.process_time()
        rows = sum(1 for _ in solutions(pipeline.query(question.name, dataset, **question.bound)))
        times.append(time.process_time() - begun)
        if times[0] > _ENOUGH * 6:
            break
    return min(times) * 1000, rows


# --------------------------------------------------------------------------------------------------
# rdflib.


def by_rdflib(asked: Iterable[Question], nquads: Path, seconds: float) -> dict[str, float | None]:
    """The milliseconds that rdflib takes for each from its own memory, None where it is not done after so long."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as apart:  # which frees its memory
        return apart.submit(_all_by_rdflib, tuple(asked), nquads, seconds).result()


def _all_by_rdflib(asked: tuple[Question, ...], nquads: Path, seconds: float) -> dict[str, float | None]:
    import rdflib

    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(nquads, format="nquads")
    times: dict[str, float | None] = {}
    for question in asked:
        text = pipeline.question(question.name, **question.bound)
        times[question.title] = _within(seconds, functools.partial(_consume, dataset, text))
        print(f"  rdflib {question.title:<24}{_told(times[question.title])}", flush=True)
    return times


def _consume(dataset: rdflib.Dataset, text: str) -> None:
    for _ in dataset.query(text):
        pass


def _told(milliseconds: float | None) -> str:
    return "not done" if milliseconds is None else f"{milliseconds:>10.1f} ms"


def _within(seconds: float, work: Callable[[], Any]) -> float | None:
    """The CPU time of a piece of work in a copy of this process, in milliseconds; None where it is ended first."""
    context = multiprocessing.get_context("fork")
    receiving, sending = context.Pipe(duplex=False)
    process = context.Process(target=_timed, args=(work, sending))
    process.start()
    sending.close()
    try:
        return receiving.recv() if receiving.poll(seconds) else None
    finally:
        process.kill()
        process.join()


def _timed(work: Callable[[], Any], sending: Connection) -> None:
    begun = time.process_time()
    work()
    sending.send((time.process_time() - begun) * 1000)
