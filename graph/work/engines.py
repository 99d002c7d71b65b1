"""Where work is done: in the process itself, or in processes of its own; a cluster is in a module beside this one."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import connection
from typing import Any, Protocol

from graph.work.guard import FREE, Guard

Task = Callable[[Sequence[Any], Guard], list[Any]]
"""A function, found by its name in a module, from items to an outcome for each."""


@dataclass(frozen=True, slots=True)
class Died:
    """That a worker ended in the middle of its work; `how` says by what where that is known.

    `certain` tells that the work itself did it: an alarm or a crash, where a kill may have come from outside.
    """

    how: str = ""
    timed_out: bool = False
    certain: bool = False


class Worker(Protocol):
    """Does one batch after the other."""

    def submit(self, task: Task, items: Sequence[Any], guard: Guard) -> Future[list[Any]]:
        """The outcomes to come; the future raises what the task raised."""

    def death(self, error: BaseException) -> Died | None:
        """How the worker ended, where that is what an error of its futures means."""

    def close(self) -> None:
        """Ends it at once, in the middle of its work too."""


class Engine(Protocol):
    """Gives workers: `size` of them are of use at a time; tests/contract/test_engines.py says when one is done."""

    size: int
    guard: Guard

    def start(self, *, spare: bool = False) -> Worker:
        """A new worker, ready for work; a spare one comes beside those that `size` counts."""

    def close(self) -> None:
        """Gives free what the engine holds."""


class Serial:
    """The process itself, which does each batch where it is handed out; for this, nothing needs to start."""

    size, guard = 1, FREE

    def start(self, *, spare: bool = False) -> Serial:
        return self

    def submit(self, task: Task, items: Sequence[Any], guard: Guard) -> Future[list[Any]]:
        done: Future[list[Any]] = Future()
        done.set_result(task(items, guard))
        return done

    def death(self, error: BaseException) -> None:
        return None

    def close(self) -> None:
        """Nothing is held."""


class Processes:
    """Processes beside this one, each with a queue of its own: the death of one is no other's.

    They are forked from a server that has imported `preload`, so that a new one is ready at once.
    """

    def __init__(self, size: int, *, guard: Guard, preload: Sequence[str] = ()) -> None:
        self.size, self.guard = size, guard
        forks = "forkserver" in multiprocessing.get_all_start_methods()
        self._context = multiprocessing.get_context("forkserver" if forks else "spawn")
        if forks:
            self._context.set_forkserver_preload(list(preload))

    def start(self, *, spare: bool = False) -> Worker:
        return _Process(self._context)

    def close(self) -> None:
        """The server of forks ends with this process."""


class _Process:
    def __init__(self, context: multiprocessing.context.BaseContext) -> None:
        before = set(multiprocessing.active_children())
        self._executor = ProcessPoolExecutor(1, mp_context=context, initializer=_begin)
        try:
            with _holding_ctrl_c():
                self._executor.submit(os.getpid)  # which starts the process, and the server of forks before the first
                [self._process] = set(multiprocessing.active_children()) - before
        except KeyboardInterrupt:
            self.close()
            raise

    def submit(self, task: Task, items: Sequence[Any], guard: Guard) -> Future[list[Any]]:
        try:
            return self._executor.submit(task, items, guard)
        except BrokenProcessPool as error:
            broken: Future[list[Any]] = Future()
            broken.set_exception(error)
            return broken

    def death(self, error: BaseException) -> Died | None:
        if not isinstance(error, BrokenProcessPool):
            return None
        self._executor.shutdown()  # whose thread asks for the exit code: it can be told to one asker alone
        return _died(self._process.exitcode)

    def close(self) -> None:
        self._process.terminate()
        self._executor.shutdown(cancel_futures=True)  # its threads end with the process; what they hold is given back


@contextlib.contextmanager
def _holding_ctrl_c() -> Iterator[None]:
    """Ctrl-C waits until a process has started, and is not for it: it would die of it, and show its trace.

    The new process keeps the mask. That is not enough for this one, since another of its threads may get the signal.
    """
    if not hasattr(signal, "pthread_sigmask") or threading.current_thread() is not threading.main_thread():
        yield
        return
    held: list[int] = []
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    handler = signal.signal(signal.SIGINT, lambda number, _: held.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    if held:
        raise KeyboardInterrupt


def _died(code: int | None) -> Died:
    if code is None or code >= 0:
        return Died("" if code is None else f"exit code {code}", certain=code is not None)
    with contextlib.suppress(ValueError):
        name = signal.Signals(-code)
        from_outside = name in (signal.SIGKILL, signal.SIGTERM)
        return Died(name.name, timed_out=name == signal.SIGALRM, certain=not from_outside)
    return Died(f"signal {-code}", certain=True)


def _begin() -> None:
    """A worker leaves Ctrl-C to the process that it works for, and ends with it, however that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)
