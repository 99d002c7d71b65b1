"""What a container holds: a thing that is a source, or holds more of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from graph.model import Metadata


@dataclass(frozen=True, slots=True)
class Part:
    """A file, a member, a row, a message or a page: the ending of its name, or `format`, says what it is."""

    name: str
    content: Path | bytes
    metadata: Metadata = field(default_factory=Metadata)
