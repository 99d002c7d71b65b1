"""Lines in any number to the same in the order of their bytes, without holding all of them in memory."""

from __future__ import annotations

import contextlib
import heapq
import itertools
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Final

_RUN: Final = 16 * 1024 * 1024  # bytes that are sorted at once: some 70,000 quads
_MOST_RUNS: Final = 64  # that are merged at once: a process may have a thousand files open, or fewer
_PIECE: Final = 4096  # lines


class SortedLines:
    """A file of lines to write to, which then gives them sorted.

    They are sorted some thousands at a time, which wait in temporary files until they are merged. Where there are many
    of these files, they are merged to larger ones before.

    >>> with SortedLines() as lines:
    ...     _ = lines.write(b"b\\na"), lines.write(b"\\n")
    ...     list(lines.pieces())
    [b'a\\nb\\n']
    """

    def __init__(self, *, run: int = _RUN) -> None:
        self._most = run
        self._chunks: list[bytes] = []
        self._size = 0
        self._runs: list[list[IO[bytes]]] = []  # each list holds what so many of the one before were merged to
        self._open = contextlib.ExitStack()

    def __enter__(self) -> SortedLines:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def write(self, chunk: bytes) -> int:
        """Takes in some bytes, which need not end where a line does."""
        self._chunks.append(chunk)
        self._size += len(chunk)
        if self._size >= self._most:
            self._put_aside()
        return len(chunk)

    def flush(self) -> None:
        """Nothing to do: who writes to a file may ask for it."""

    def pieces(self) -> Iterator[bytes]:
        """All lines in their order, some thousand at a time."""
        rest = sorted(b"".join(self._chunks).splitlines(keepends=True))
        self._chunks.clear()
        return pieces(merged([rest, *itertools.chain.from_iterable(self._runs)]))

    def _put_aside(self) -> None:
        lines = b"".join(self._chunks).splitlines(keepends=True)
        rest = [] if lines[-1].endswith(b"\n") else [lines.pop()]
        self._chunks, self._size = rest, sum(map(len, rest))
        lines.sort()
        self._keep(lines, 0)

    def _keep(self, lines: Iterable[bytes], level: int) -> None:
        run: IO[bytes] = self._open.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - closed with the others
        run.writelines(lines)
        run.seek(0)
        if level == len(self._runs):
            self._runs.append([])
        self._runs[level].append(run)
        if len(self._runs[level]) == _MOST_RUNS:
            runs, self._runs[level] = self._runs[level], []
            self._keep(merged(runs), level + 1)
            for run in runs:
                run.close()


def merged(runs: Sequence[Iterable[bytes]]) -> Iterable[bytes]:
    """The lines of several sorted runs in one order."""
    return heapq.merge(*runs) if len(runs) > 1 else runs[0]


def pieces(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Lines, joined some thousand at a time."""
    remaining = iter(lines)
    while piece := b"".join(itertools.islice(remaining, _PIECE)):
        yield piece
