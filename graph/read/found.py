"""What a reader finds in the bytes of one article, and how it says that it cannot read them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.errors import AskgraphError, DocumentError
from graph.model import Metadata


@dataclass(frozen=True, slots=True)
class Found:
    """A text, what its file says of it, and the offsets at which its pages begin (none where it has no pages)."""

    text: str
    metadata: Metadata = field(default_factory=Metadata)
    pages: tuple[int, ...] = ()


@contextlib.contextmanager
def reading(name: str, kind: str) -> Iterator[None]:
    """Turns what a library says of bytes that it cannot read, which may be anything, into one sentence."""
    try:
        yield
    except (AskgraphError, MemoryError):
        raise
    except Exception as error:
        reason = " ".join(str(error).split())[:120] or type(error).__name__
        found = f"{name} cannot be read as {kind} ({reason})"
        raise DocumentError(found, "a whole file", "open it and save it again, or give another copy") from error
