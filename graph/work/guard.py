"""What one document may take of a worker, in time and memory, kept by the operating system."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

try:
    import resource
except ImportError:  # not on Windows: there only what a worker notices itself ends a document
    resource = None  # type: ignore[assignment]

_STATM = Path("/proc/self/statm")


@dataclass(frozen=True, slots=True)
class Guard:
    """How long a document may take, and how much memory beside what its worker holds; None is "any"."""

    seconds: float | None = None
    megabytes: int | None = None


FREE = Guard()  # in the process itself, which nothing may end


class Watch:
    """Keeps a guard over one document after the other.

    The alarm has its default action, which ends the process even where it is deep in a library; so these limits are
    for workers alone. Who started the worker sees that it ended, and by which signal.
    """

    def __init__(self, guard: Guard) -> None:
        self._guard = guard

    @contextlib.contextmanager
    def __call__(self) -> Iterator[None]:
        """Work on documents; `next` begins the time of each."""
        limited = self._guard.megabytes is not None and resource is not None and _STATM.exists()
        before = resource.getrlimit(resource.RLIMIT_AS) if limited else (-1, -1)
        try:
            if limited:
                most = _held() + (self._guard.megabytes or 0) * 1_000_000
                resource.setrlimit(resource.RLIMIT_AS, (most, before[1]))
            self.next()
            yield
        finally:
            self._alarm(0)
            if limited:
                resource.setrlimit(resource.RLIMIT_AS, before)

    def next(self) -> None:
        """Gives the next document its time."""
        self._alarm(self._guard.seconds or 0)

    def over_memory(self) -> str:
        """The reason why a document is set aside that needed more than there was."""
        most = self._guard.megabytes
        found = f"it needed more than {most:,} MB" if most else "it needed more memory than there is"
        remedy = "leave it out, or raise --memory-per-document"
        return f"{found}; wanted a document that is read in that; {remedy}"

    def _alarm(self, seconds: float) -> None:
        if self._guard.seconds is not None and hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, seconds)


def _held() -> int:
    """The bytes of address space that this process has."""
    return int(_STATM.read_text().split()[0]) * resource.getpagesize()
