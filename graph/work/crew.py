"""Batches to outcomes, in their order, by as many workers as there are; a death costs only what caused it."""

from __future__ import annotations

import contextlib
import functools
import itertools
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any

from graph.work.engines import Died, Engine, Serial, Task, Worker
from graph.work.guard import FREE, Guard

_AHEAD = 4  # batches a worker that may wait or be done while an earlier one is being worked on
_HERE = Serial()


@dataclass(frozen=True, slots=True)
class Lost:
    """The outcome of an item that could not be worked on: the reason, and the trace for whoever mends it."""

    reason: str
    trace: str = ""


@dataclass(slots=True)
class _Post:
    """A place for a worker, and what it has been handed out."""

    worker: Worker
    futures: list[Future[list[Any]]] = field(default_factory=list)

    def has_died(self) -> bool:
        """Whether the worker is no more; known once one of its futures says so."""
        errors = (future.exception() for future in self.futures if future.done())
        return any(self.worker.death(error) is not None for error in errors if error is not None)

    def load(self) -> int:
        """How many batches are not done."""
        self.futures = [future for future in self.futures if not future.done()]
        return len(self.futures)


class Crew:
    """The workers of one run. They start when there is work for them, and are replaced when they die.

    A batch whose worker died is worked on again one item at a time, by a worker that does nothing else. An item that
    ends this worker too, as often as proves that it was the item (`Died.proof`), is lost; what is killed from outside,
    again and again, is still done in the end.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._posts: list[_Post] = []
        self._apart: Worker | None = None

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def map(
        self, task: Task, batches: Iterable[Sequence[Any]], *, here: Callable[[Sequence[Any]], bool] = lambda _: False
    ) -> Iterator[tuple[Any, Any]]:
        """Each item with its outcome (which is `Lost` where there is none), in the order of the items.

        No more batches are taken than keep the workers busy, so that memory does not grow with their number. This
        process itself does those that are not worth sending, as `here` says.
        """
        remaining, waiting = iter(batches), deque[tuple[Sequence[Any], Callable[[], list[Any]]]]()
        while True:
            while len(waiting) < _AHEAD * self._engine.size and (batch := next(remaining, None)):
                if here(batch):  # when its turn comes
                    waiting.append((batch, functools.partial(task, batch, FREE)))
                else:
                    given = self._hand_out(task, batch)
                    waiting.append((batch, functools.partial(self._outcomes, task, batch, *given)))
            if not waiting:
                return
            batch, outcomes = waiting.popleft()
            yield from zip(batch, outcomes(), strict=True)

    def prepare(self) -> None:
        """Gets ready, beside what this process does, for work that is certain to come."""
        self._engine.prepare()

    @contextlib.contextmanager
    def beside(self, task: Task, items: Sequence[Any]) -> Iterator[Callable[[], list[Any]]]:
        """Work on items by the workers, which have nothing else to do, beside the block; what it gives asks for the
        outcomes.

        Where no worker of this machine has started yet, this process does it first; where one dies, this process does
        what it has left then. A block that fails ends the workers too.
        """
        posts = sorted(self._posts, key=_Post.load) if self._engine.local else []
        workers = [post.worker for post in posts] or [_HERE]
        given = [(worker, worker.submit(task, (item,), FREE)) for worker, item in zip(itertools.cycle(workers), items)]

        def outcome(worker: Worker, future: Future[list[Any]], item: Any) -> Any:
            try:
                [found] = future.result()
            except Exception as error:
                if worker.death(error) is None:
                    raise
                [found] = task((item,), FREE)
            return found

        try:
            yield lambda: [outcome(*one, item) for one, item in zip(given, items, strict=True)]
        except BaseException:
            for worker in workers:
                worker.close()
            self._posts = [post for post in self._posts if post.worker not in workers]
            raise

    def close(self) -> None:
        """Ends the workers, in the middle of their work too."""
        for worker in (*(post.worker for post in self._posts), *filter(None, [self._apart])):
            worker.close()
        self._posts, self._apart = [], None
        self._engine.close()

    def _hand_out(self, task: Task, batch: Sequence[Any]) -> tuple[Worker, Future[list[Any]]]:
        for post in self._posts:
            if post.has_died():
                post.worker.close()
                post.worker, post.futures = self._engine.start(), []
        if len(self._posts) < self._engine.size and all(map(_Post.load, self._posts)):
            self._posts.append(_Post(self._engine.start()))
        post = min(self._posts, key=_Post.load)
        future = post.worker.submit(task, batch, self._engine.guard)
        post.futures.append(future)
        return post.worker, future

    def _outcomes(self, task: Task, batch: Sequence[Any], worker: Worker, future: Future[list[Any]]) -> list[Any]:
        try:
            return future.result()
        except Exception as error:
            if worker.death(error) is None:
                raise
            return [self._alone(task, item) for item in batch]

    def _alone(self, task: Task, item: Any) -> Any:
        """The outcome of an item that is worked on with no other."""
        deaths = 0
        while True:
            worker = self._apart = self._apart or self._engine.start(spare=True)
            try:
                [outcome] = worker.submit(task, (item,), self._engine.guard).result()
            except Exception as error:
                died = worker.death(error)
                if died is None:
                    raise
            else:
                return outcome
            worker.close()
            self._apart = None
            deaths += 1
            if deaths >= died.proof:
                return Lost(_reason(died, self._engine.guard))


def _reason(died: Died, guard: Guard) -> str:
    if died.timed_out:
        remedy = "leave it out, or raise --timeout-per-document"
        return f"it took longer than {guard.seconds:g} s; wanted a document that is read in that time; {remedy}"
    how = f" ({died.how})" if died.how else ""
    return f"its worker died{how}; wanted a document that can be read; leave it out"
