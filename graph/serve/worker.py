"""A process that answers queries of a store on disk, one after the other: jobs come in on one pipe, frames go out.

It can be killed in the middle of a query, which a thread cannot. It holds no lock, and the store is open for reading.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Final

from graph.errors import RunError
from graph.serve.messages import Frame, Job, Limits, RefusedError, Settings, frame, refusal_frame
from graph.serve.negotiation import chosen
from graph.store import Disk, formats, sparql

_FIRST: Final = 1_000_000  # bytes held back, so that what fails early gets a status that says so
_PIECE: Final = 65_536
_SPARE: Final = 2  # seconds after which a process whose server is gone ends in the middle of a query
_STATE_OF_STORE = ("CURRENT", "MANIFEST", ".sst", ".log")


class Reader:
    """The dataset in a folder as it is now: opened anew where its files have changed since the last query."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._seen = folder, _state(folder)
        self._store: Disk | None = None
        with contextlib.suppress(RunError):  # told to whoever asks
            self.store()

    def store(self) -> Disk:
        """The dataset, to be asked one query."""
        now = _state(self._folder)
        if self._store is None or now != self._seen:
            self._store, self._seen = Disk.read_only(self._folder), now
        return self._store


def _state(folder: Path) -> frozenset[tuple[str, int, int]]:
    """Name, size and time of the files that hold the data."""
    try:
        files = [
            (file.name, file.stat()) for file in os.scandir(folder) if any(s in file.name for s in _STATE_OF_STORE)
        ]
    except FileNotFoundError:  # the folder is just being put in place
        return frozenset()
    return frozenset((name, status.st_size, status.st_mtime_ns) for name, status in files)


def main(jobs: BinaryIO, answers: BinaryIO) -> None:
    """Answers until no more jobs come."""
    for number in (signal.SIGINT, signal.SIGTERM):  # for the server, which ends this process
        signal.signal(number, signal.SIG_IGN)
    settings = Settings.of(jobs.readline())
    reader = Reader(Path(settings.folder))
    _bound_memory(settings.limits.megabytes)
    answers.write(frame(Frame.END))
    answers.flush()
    for line in jobs:
        _alarm(settings.limits.seconds + _SPARE)
        for one in _answered(Job.of(line), reader, settings):
            answers.write(one)
            answers.flush()
        _alarm(0)


def _answered(job: Job, reader: Reader, settings: Settings) -> Iterator[bytes]:
    """The frames of an answer."""
    try:
        media_type, content = _ask(job, reader, settings)
        for number, piece in enumerate(_pieces(content, settings.limits)):
            if number == 0:
                yield frame(Frame.TYPE, media_type.encode())
            yield frame(Frame.DATA, piece)
        yield frame(Frame.END)
    except Exception as error:
        yield refusal_frame(_refusal(error))


def _ask(job: Job, reader: Reader, settings: Settings) -> tuple[str, Iterator[bytes]]:
    _refuse_elsewhere(job, federation=settings.federation)
    store = reader.store()
    store.federation, store.prefixes = True, settings.prefixes  # refused above, where it must be
    results = store.query(job.query, graphs=job.graphs)
    answer_format, media_type = chosen(formats.form(results), job.accept, job.named_format)
    content = formats.answer(results, answer_format, prefixes=settings.prefixes, most=settings.limits.rows)
    return media_type, content


def _refuse_elsewhere(job: Job, *, federation: bool) -> None:
    """Stops a query of what is not in the dataset: of files, and of other servers unless they are allowed."""
    try:
        sparql.refuse_files(job.query, job.graphs)
        if not federation:
            sparql.refuse_federation(job.query)
    except RunError as error:
        raise RefusedError(403, error.found, error.wanted) from error


def _pieces(content: Iterable[bytes], limits: Limits) -> Iterator[bytes]:
    """The answer in few pieces, of which the first may be long; there is always one, were it empty."""
    held, sent, least = bytearray(), 0, _FIRST
    for part in content:
        held += part
        if sent + len(held) > limits.answer_bytes:
            most = f"the answer has more than {limits.answer_bytes:,} bytes"
            raise RunError(most, "a shorter one", "narrow it, or add LIMIT")
        if len(held) >= least:
            yield bytes(held)
            sent, least = sent + len(held), _PIECE
            held.clear()
    yield bytes(held)


def _refusal(error: Exception) -> RefusedError:
    """What the client is told; only what is wrong with the query itself is its fault."""
    if isinstance(error, RefusedError):
        return error
    if isinstance(error, MemoryError):
        return RefusedError(503, "the query needs more memory than it may have", "a smaller one", "narrow it")
    if not isinstance(error, RunError):
        return RefusedError(503, f"the query could not be answered ({type(error).__name__}: {error})")
    of_store = not isinstance(error.__cause__, SyntaxError) and "store" in error.found
    return RefusedError(503 if of_store else 400, error.found, error.wanted, error.remedy)


def _bound_memory(megabytes: int) -> None:
    """Lets the process take so much more memory than it has now; on systems that cannot, as much as there is."""
    try:
        import resource

        status = Path("/proc/self/status").read_text()
    except (ImportError, OSError):
        return
    own = int(status.partition("VmData:")[2].split()[0])  # in units of 1024 bytes
    most = own * 1024 + megabytes * 1_000_000
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def _alarm(seconds: float) -> None:
    """Lets the system end this process after so long, 0 for never."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
