"""What a user names (files, folders, patterns, lists) to the sources in it, one by one and in a fixed order."""

from __future__ import annotations

import glob
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from graph.errors import DocumentError
from graph.intake.folders import is_passed_over, walk
from graph.intake.parts import Part
from graph.model import FORMAT_OF_SUFFIX, Format, Limits, Metadata, Refused, Source, format_of

__all__ = ["sources"]


def sources(
    inputs: Iterable[str | Path], *, metadata: Metadata | None = None, limits: Limits | None = None
) -> Iterator[Source | Refused]:
    """Every source in the inputs, and every input that is refused, in an order that the inputs alone decide.

    An input is a file, a folder (with all below it, by name), a pattern ("news/**/*.txt"), a list of inputs, one a
    line ("@list.txt"), or "-" for standard input. What `metadata` says holds for every source.

    >>> list(sources(["no/such.txt"]))[0].error.found
    'no/such.txt does not exist'
    """
    expansion = _Expansion(metadata or Metadata(), limits or Limits())
    for one in inputs:
        yield from expansion.named(str(one))


class _Expansion:
    """Inputs to sources, with what holds for all of them."""

    def __init__(self, metadata: Metadata, limits: Limits) -> None:
        self._metadata, self._limits = metadata, limits

    def named(self, name: str, *, listed: bool = False) -> Iterator[Source | Refused]:
        """What one input holds, or why it is refused."""
        try:
            yield from self._named(name, listed)
        except DocumentError as error:
            yield Refused(name, error)

    def _named(self, name: str, listed: bool) -> Iterator[Source | Refused]:
        path = Path(name)
        if name == "-":
            yield Source(
                "standard input", Format.TEXT, sys.stdin.buffer.read(self._limits.max_bytes + 1), self._metadata
            )
        elif path.is_dir():
            yield from self._parts(name, walk(path))
        elif path.exists():
            yield from self._part(Part(name, path))
        elif name.startswith("@") and not listed:
            yield from self._listed(Path(name[1:]))
        elif glob.has_magic(name):
            yield from self._globbed(name)
        else:
            raise DocumentError(f"{name} does not exist", "a file, a folder or a pattern", "check the name")

    def _listed(self, path: Path) -> Iterator[Source | Refused]:
        try:
            lines = path.open(encoding="utf-8", errors="surrogateescape")
        except OSError as error:
            raise DocumentError(f"the list {path} cannot be read ({error.strerror})", "a list of files") from error
        with lines:
            for line in lines:
                if line.strip():
                    yield from self.named(line.strip(), listed=True)

    def _globbed(self, pattern: str) -> Iterator[Source | Refused]:
        found = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
        if not found:
            raise DocumentError(f"no file fits {pattern}", "a pattern that fits a file", "check it")
        for name in found:
            if not Path(name).is_dir() and not is_passed_over(Path(name).name):
                yield from self.named(name)

    def _parts(self, name: str, parts: Iterator[Part | Refused]) -> Iterator[Source | Refused]:
        """What the parts of a container hold; a container that holds nothing is refused, so that it is counted."""
        empty = True
        for part in parts:
            empty = False
            yield from (part,) if isinstance(part, Refused) else self._part(part)
        if empty:
            raise DocumentError(f"{name} holds nothing to read", "at least one article", "check what is in it")

    def _part(self, part: Part) -> Iterator[Source | Refused]:
        known = format_of(part.name)
        if known not in FORMAT_OF_SUFFIX.values():
            kinds = " ".join(filter(None, FORMAT_OF_SUFFIX))
            error = DocumentError(
                f"{part.name} is of a kind that is not read", f"one of {kinds}", "save it as plain text"
            )
            yield Refused(part.name, error)
        else:
            yield Source(part.name, known, part.content, self._metadata.over(part.metadata))
