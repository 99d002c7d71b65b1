"""Work that may take too long or need too much memory, to its results in time or to an error that says so."""

from __future__ import annotations

import queue
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeVar

from graph.errors import RunError

T = TypeVar("T")
_TICK: Final = 0.1  # seconds between two looks at the memory
_AHEAD: Final = 256  # results that may wait to be taken


class OverrunError(RunError):
    """A limit was passed; the work goes on in its thread until the process ends, which should be at once."""


def within(
    work: Callable[[], Iterable[T]], *, seconds: float | None = None, megabytes: int | None = None
) -> Iterator[T]:
    """What the work gives, as it comes; an OverrunError where it takes longer in all, or needs more memory.

    The work is done in a thread, since the engine cannot be interrupted, but lets others run.

    >>> list(within(lambda: [1, 2], seconds=5))
    [1, 2]
    """
    results: queue.Queue[tuple[T | None, BaseException | None, bool]] = queue.Queue(_AHEAD)
    threading.Thread(target=_do, args=(work, results), daemon=True).start()
    ends, before = time.monotonic() + (seconds or float("inf")), _memory()
    while True:
        result, error, more = _next(results, seconds, ends, megabytes, before)
        if error:
            raise error
        if not more:
            return
        yield result  # type: ignore[misc]


def _do(work: Callable[[], Iterable[T]], results: queue.Queue[tuple[T | None, BaseException | None, bool]]) -> None:
    try:
        for result in work():
            results.put((result, None, True))
    except BaseException as error:
        results.put((None, error, False))
    else:
        results.put((None, None, False))


def _next(
    results: queue.Queue[tuple[T | None, BaseException | None, bool]],
    seconds: float | None,
    ends: float,
    megabytes: int | None,
    before: int,
) -> tuple[T | None, BaseException | None, bool]:
    while True:
        if time.monotonic() > ends:
            raise OverrunError(
                f"the query took longer than {seconds:g} s", "a quicker one", "narrow it, or raise --timeout"
            )
        if megabytes and _memory() - before > megabytes:
            used = f"the query needs more than {megabytes:,} MB of memory"
            raise OverrunError(used, "a smaller one", "narrow it, or raise --memory")
        try:
            return results.get(timeout=_TICK)
        except queue.Empty:
            continue


def _memory() -> int:
    """The most memory that the process has held so far, in megabytes; 0 where it cannot be told."""
    try:
        import resource
    except ImportError:  # Windows
        return 0
    unit = 1_000_000 if sys.platform == "darwin" else 1_000
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // unit
