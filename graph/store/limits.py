"""Work that may take too long or need too much memory, to its results in time or to an error that says so."""

from __future__ import annotations

import sys
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Final, Generic, TypeVar

from graph.errors import RunError

T = TypeVar("T")
_TICK: Final = 0.02  # seconds between two looks at what came, and at the memory
_AHEAD: Final = 1024  # results that may wait to be taken


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
    course: _Course[T] = _Course()
    threading.Thread(target=course.run, args=(work,), daemon=True).start()
    ends, before = time.monotonic() + (seconds or float("inf")), _memory()
    while not course.is_over:
        course.ready.wait(_TICK)
        course.ready.clear()
        _check(seconds, ends, megabytes, before)
        yield from course.taken()
    yield from course.taken()
    if course.error:
        raise course.error


class _Course(Generic[T]):
    """Work in a thread of its own, and what came of it so far.

    Who takes the results looks at them now and then, rather than being woken by each: that would take longer than most
    work does.
    """

    def __init__(self) -> None:
        self.ready, self._room = threading.Event(), threading.Event()
        self.error: BaseException | None = None
        self.is_over = False
        self._results: deque[T] = deque()

    def run(self, work: Callable[[], Iterable[T]]) -> None:
        try:
            for result in work():
                self._results.append(result)
                self._wait_for_room()
        except BaseException as error:
            traceback.clear_frames(error.__traceback__)  # what they hold of the engine must go in this thread
            self.error = error
        self.is_over = True
        self.ready.set()

    def _wait_for_room(self) -> None:
        if len(self._results) >= _AHEAD:
            self._room.clear()
            self.ready.set()
            if len(self._results) >= _AHEAD:  # still: none was taken in between
                self._room.wait()

    def taken(self) -> Iterator[T]:
        """What has come and was not taken yet."""
        for _ in range(len(self._results)):
            yield self._results.popleft()
        self._room.set()


def _check(seconds: float | None, ends: float, megabytes: int | None, before: int) -> None:
    """An OverrunError where a limit is passed."""
    if time.monotonic() > ends:
        raise OverrunError(
            f"the query took longer than {seconds:g} s", "a quicker one", "narrow it, or raise --timeout"
        )
    if megabytes and _memory() - before > megabytes:
        used = f"the query needs more than {megabytes:,} MB of memory"
        raise OverrunError(used, "a smaller one", "narrow it, or raise --memory")


def _memory() -> int:
    """The most memory that the process has held so far, in megabytes; 0 where it cannot be told."""
    try:
        import resource
    except ImportError:  # Windows
        return 0
    unit = 1_000_000 if sys.platform == "darwin" else 1_000
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // unit
