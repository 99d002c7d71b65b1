"""Where work is done: in the process itself, or in processes of its own; a cluster is in a module beside this one."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import re
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import connection
from pathlib import Path
from typing import Any, Final, Protocol

from graph.work.guard import FREE, Guard

_COUNTERS: Final = Path("/proc/vmstat")
_UNTOLD: Final = 255  # the exit code that multiprocessing gives where it could not ask for it

Task = Callable[[Sequence[Any], Guard], list[Any]]
"""A function, found by its name in a module, from items to an outcome for each."""


ITSELF: Final = 1  # an alarm, a crash, an exit code: the work did it
UNCLEAR: Final = 3
OUTSIDE: Final = 25  # by someone: only what happens to an item so often, and not to the others, is its own doing


@dataclass(frozen=True, slots=True)
class Died:
    """That a worker ended in the middle of its work; `how` says by what where that is known.

    `proof` is how often an item must end its worker so, alone, to be taken for the cause.
    """

    how: str = ""
    timed_out: bool = False
    proof: int = UNCLEAR


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
    local: bool
    """Whether its workers see the files of this machine."""

    def start(self, *, spare: bool = False) -> Worker:
        """A new worker, ready for work; a spare one comes beside those that `size` counts."""

    def prepare(self) -> None:
        """Begins, without waiting for it, what must be done before the first worker can start."""

    def close(self) -> None:
        """Gives free what the engine holds."""


class Serial:
    """The process itself, which does each batch where it is handed out; for this, nothing needs to start."""

    size, guard, local = 1, FREE, True

    def start(self, *, spare: bool = False) -> Serial:
        return self

    def submit(self, task: Task, items: Sequence[Any], guard: Guard) -> Future[list[Any]]:
        done: Future[list[Any]] = Future()
        done.set_result(task(items, guard))
        return done

    def death(self, error: BaseException) -> None:
        return None

    def prepare(self) -> None:
        """Nothing needs to be done."""

    def close(self) -> None:
        """Nothing is held."""


class Processes:
    """Processes beside this one, each with a queue of its own: the death of one is no other's.

    They are forked from a server that has imported `preload`, so that a new one is ready at once.
    """

    local = True

    def __init__(self, size: int, *, guard: Guard, preload: Sequence[str] = ()) -> None:
        self.size, self.guard = size, guard
        self._forks = "forkserver" in multiprocessing.get_all_start_methods()
        self._context = multiprocessing.get_context("forkserver" if self._forks else "spawn")
        if self._forks:
            self._context.set_forkserver_preload(list(preload))

    def start(self, *, spare: bool = False) -> Worker:
        return _Process(self._context)

    def prepare(self) -> None:
        if self._forks:
            from multiprocessing import forkserver, resource_tracker  # only here: not on Windows

            resource_tracker.ensure_running()  # before Ctrl-C is held: it would let it through again
            with _holding_ctrl_c():
                forkserver.ensure_running()

    def close(self) -> None:
        """The server of forks ends with this process."""


class _Process:
    def __init__(self, context: multiprocessing.context.BaseContext) -> None:
        before, self._swept = set(multiprocessing.active_children()), _swept()
        self._executor = ProcessPoolExecutor(1, mp_context=context, initializer=_begin)
        try:
            with _holding_ctrl_c():
                self._executor.submit(os.getpid)  # which starts the process, and the server of forks before the first
                # There is none where it has been killed already.
                self._process = next(iter(set(multiprocessing.active_children()) - before), None)
            # The pipe of results ends with its worker, so that one who is killed while it sends is not waited for.
            self._executor._result_queue._writer.close()  # type: ignore[attr-defined]
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
        after = _swept()
        code = self._process.exitcode if self._process else None
        return _died(code, swept=after is None or after != self._swept)

    def close(self) -> None:
        if self._process:
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


def _died(code: int | None, *, swept: bool) -> Died:
    """How a process ended, by its exit code, and by whether the system ended any for want of memory meanwhile."""
    if code is None or code == _UNTOLD:
        return Died(proof=OUTSIDE)
    if code >= 0:
        return Died(f"exit code {code}", proof=ITSELF)
    with contextlib.suppress(ValueError):
        name = signal.Signals(-code)
        proof = {signal.SIGTERM: OUTSIDE, signal.SIGKILL: UNCLEAR if swept else OUTSIDE}.get(name, ITSELF)
        return Died(name.name, timed_out=name == signal.SIGALRM, proof=proof)
    return Died(f"signal {-code}", proof=ITSELF)


def _swept() -> int | None:
    """How many processes the system has ended for want of memory, where it tells that (Linux does)."""
    try:
        counters = _COUNTERS.read_text(encoding="ascii")
    except OSError:
        return None
    found = re.search(r"^oom_kill (\d+)$", counters, re.MULTILINE)
    return int(found[1]) if found else None


def _begin() -> None:
    """A worker leaves Ctrl-C to the process that it works for, and ends with it, however that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)
