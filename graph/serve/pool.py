"""Queries to answers, each in a process of its own that is killed where it goes too far; processes wait ready."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from graph.serve.messages import HEAD, Frame, Job, RefusedError, Settings, refusal_of

_PAUSE: Final = 1.0  # seconds


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that has begun: its media type, and its pieces as they come."""

    media_type: str
    pieces: AsyncIterator[bytes]


@dataclass(slots=True)
class Pool:
    """Processes that answer queries, `size` at a time; one that was killed is replaced at once."""

    settings: Settings
    size: int
    _idle: asyncio.Queue[Process] = field(default_factory=asyncio.Queue)
    _all: set[Process] = field(default_factory=set)
    _starting: set[asyncio.Task[None]] = field(default_factory=set)
    _closed: bool = False

    async def start(self) -> None:
        await asyncio.gather(*(self._start_one() for _ in range(self.size)))

    async def close(self) -> None:
        """Ends all processes. One that starts is waited for: cancelled with half of its pipes, it would never end."""
        self._closed = True
        await asyncio.gather(*self._starting, return_exceptions=True)
        for process in tuple(self._all):
            await self._kill(process)

    @contextlib.asynccontextmanager
    async def ask(self, job: Job) -> AsyncIterator[Answer]:
        """The answer to a query, to be taken inside the block and in time; a RefusedError where there is none.

        The process is free again once all is taken, and killed in all other cases.
        """
        course: _Course | None = None
        try:
            async with asyncio.timeout(self.settings.limits.seconds):
                course = _Course(await self._ready())
                yield await course.begin(job)
        except TimeoutError as error:
            raise self._late(course) from error
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            code = await course.process.wait() if course else 0
            raise _ended(code, self.settings.limits.megabytes) from error
        finally:
            if course and course.whole:
                self._idle.put_nowait(course.process)
            elif course:
                await asyncio.shield(self._replace(course.process))

    async def _ready(self) -> Process:
        """A process that waits; one that was ended from outside while it did so is replaced."""
        while (process := await self._idle.get()).returncode is not None:
            await self._replace(process)
        return process

    def _late(self, course: _Course | None) -> RefusedError:
        if course is None:
            busy = f"all {self.size} processes that answer are busy"
            return RefusedError(503, busy, "one that is free", "ask again later")
        took = f"the query took longer than {self.settings.limits.seconds:g} s"
        return RefusedError(503, took, "a quicker one", "narrow it, or add LIMIT")

    async def _replace(self, process: Process) -> None:
        await self._kill(process)
        if self._closed:
            return
        task = asyncio.create_task(self._start_anew())
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)

    async def _start_anew(self) -> None:
        """Starts a process, and another one a while later where it is ended from outside meanwhile."""
        while not self._closed:
            try:
                await self._start_one()
            except (asyncio.IncompleteReadError, ConnectionError):
                await asyncio.sleep(_PAUSE)
            else:
                break

    async def _start_one(self) -> None:
        program, place = (sys.executable, "-m", "graph.serve.worker"), Path(__file__).resolve().parents[2]
        process = await asyncio.create_subprocess_exec(
            *program,
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            cwd=place,  # so that no folder of the user comes first
        )
        self._all.add(process)
        await _send(process, self.settings.line())
        await _frame(process)
        self._idle.put_nowait(process)

    async def _kill(self, process: Process) -> None:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
        self._all.discard(process)


@dataclass(slots=True)
class _Course:
    """One query on its way through a process."""

    process: Process
    whole: bool = False  # whether its answer has come to its end

    async def begin(self, job: Job) -> Answer:
        await _send(self.process, job.line())
        return Answer((await self._content()).decode(), self._pieces())

    async def _pieces(self) -> AsyncIterator[bytes]:
        while (content := await self._content()) or not self.whole:
            yield content

    async def _content(self) -> bytes:
        """What the next frame holds."""
        kind, content = await _frame(self.process)
        self.whole = kind in (Frame.END, Frame.REFUSAL)
        if kind is Frame.REFUSAL:
            raise refusal_of(content)
        return content


async def _send(process: Process, line: bytes) -> None:
    assert process.stdin
    process.stdin.write(line)
    await process.stdin.drain()


async def _frame(process: Process) -> tuple[Frame, bytes]:
    assert process.stdout
    kind, length = HEAD.unpack(await process.stdout.readexactly(HEAD.size))
    return Frame(kind), await process.stdout.readexactly(length)


def _ended(code: int, megabytes: int) -> RefusedError:
    """Why a process ended in the middle of a query, as far as its exit code tells."""
    if code in (-6, -9):  # aborted by the engine, which does not go on without memory, or killed by the system
        needs = f"the query needs more than {megabytes:,} MB of memory"
        return RefusedError(503, needs, "a smaller one", "narrow it, or add LIMIT")
    if code == -14:
        return RefusedError(503, "the query took too long", "a quicker one", "narrow it, or add LIMIT")
    return RefusedError(503, f"the query ended the process that answers it ({code})", "a less nested one")
