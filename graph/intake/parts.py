"""What a container holds, how its bytes are opened, and how much of it is taken."""

from __future__ import annotations

import contextlib
import io
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from graph.errors import AskgraphError, DocumentError
from graph.guard import swells
from graph.model import Format, Limits, Metadata, Refused, Source, format_of

_IN_MEMORY = 16_000_000  # bytes of a container in a container; more goes to a temporary file
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Part:
    """A file, a member or a page, which is one source or holds more of them, as the ending of its name says.

    `called` is the name whose ending counts, where that is not the name that the user sees.
    """

    name: str
    content: Path | bytes | IO[bytes]
    metadata: Metadata = field(default_factory=Metadata)
    called: str = ""

    @property
    def ending(self) -> str:
        """The name in small letters, for its ending."""
        return (self.called or self.name).lower()


@dataclass(slots=True)
class Budget:
    """What is left of the limits for one input, with all that is nested in it."""

    limits: Limits
    members: int = 0
    taken: int = 0

    def member(self, name: str) -> None:
        """Counts a member; DocumentError where there are too many."""
        self.members += 1
        if self.members > self.limits.members:
            raise _over(name, f"{self.limits.members:,} members", "members")

    def take(self, size: int, name: str) -> None:
        """Counts bytes that were unpacked; DocumentError where they are too many."""
        self.taken += size
        if self.taken > self.limits.total_bytes:
            raise _over(name, f"{self.limits.total_bytes:,} bytes when it is unpacked", "total_bytes")


def _over(name: str, most: str, limit: str) -> DocumentError:
    found = f"{name} holds more than {most}: the rest of it is not read"
    return DocumentError(found, "a smaller one", f"split it, or raise --limit {limit}")


@dataclass(frozen=True, slots=True)
class Taking:
    """What the opening of a container needs to know."""

    limits: Limits
    columns: Mapping[str, tuple[str, ...]]
    endings: tuple[str, ...]
    budget: Budget

    def is_container(self, called: str) -> bool:
        """Whether something of this name holds more than one source."""
        return called.lower().endswith(self.endings)


Opener = Callable[[Part, Taking], Iterator[Part | Source | Refused]]


@contextlib.contextmanager
def opened(part: Part) -> Iterator[IO[bytes]]:
    """The bytes of a part as a file."""
    if isinstance(part.content, bytes):
        yield io.BytesIO(part.content)
    elif isinstance(part.content, Path):
        try:
            file = part.content.open("rb")
        except OSError as error:
            found = f"{part.name} cannot be read ({error.strerror})"
            raise DocumentError(found, "a readable file", "check its permissions") from error
        with file:
            yield file
    else:
        yield part.content


@contextlib.contextmanager
def damaged(name: str, kind: str) -> Iterator[None]:
    """Turns what a library says of a container that it cannot read, which may be anything, into one sentence."""
    try:
        yield
    except (AskgraphError, MemoryError, GeneratorExit):
        raise
    except Exception as error:
        reason = " ".join(str(error).split())[:120] or type(error).__name__
        found = f"{name} cannot be read as {kind} ({reason}): it is damaged, or not whole"
        raise DocumentError(found, "a whole file", "give another copy") from error


def most_of(called: str, limits: Limits) -> int:
    """The bytes that a source with this name may have."""
    return limits.max_bytes if format_of(called) == Format.TEXT else limits.file_bytes


def spooled(stream: IO[bytes], name: str, budget: Budget) -> IO[bytes]:
    """A copy of a container in a container that can be read back and forth, in memory while it is small."""
    copy = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - it lives as long as the part that holds it
    while chunk := stream.read(_CHUNK):
        budget.take(len(chunk), name)
        copy.write(chunk)
    copy.seek(0)
    return copy


def bomb(name: str, limits: Limits) -> DocumentError:
    """The error of what swells too far."""
    found = f"{name} unpacks to more than {limits.ratio} times its size"
    return DocumentError(found, "a text or an archive of texts", "unpack it if you trust it, or raise --limit ratio")


class Unpacked(io.RawIOBase):
    """A stream that is unpacked as it is read, and ends with DocumentError where it swells too far."""

    def __init__(self, stream: IO[bytes], packed: IO[bytes], name: str, limits: Limits) -> None:
        # which gives what comes before an end that is missing, too
        self._read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
        self._packed, self._name, self._limits = packed, name, limits
        self._size = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        chunk = self._read(len(buffer))
        self._size += len(chunk)
        if swells(self._size, self._packed.tell(), self._limits):
            raise bomb(self._name, self._limits)
        buffer[: len(chunk)] = chunk
        return len(chunk)
