"""What a user names (files, folders, patterns, lists) to the sources in it, one by one and in a fixed order."""

from __future__ import annotations

import dataclasses
import glob
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from graph.errors import DocumentError
from graph.intake.archives import from_compressed, from_tar, from_zip
from graph.intake.feeds import from_feed
from graph.intake.folders import fitting, walk
from graph.intake.mailboxes import from_mbox
from graph.intake.parts import Budget, Opener, Part, Taking, most_of
from graph.intake.tables import COLUMNS, from_csv, from_jsonl
from graph.intake.warcs import from_warc
from graph.intake.web import Web
from graph.metadata import beside
from graph.model import FORMAT_OF_SUFFIX, Format, Limits, Metadata, Refused, Source, format_of

__all__ = ["COLUMNS", "expected", "sources"]

OPENERS: Final[dict[str, Opener]] = {  # where two endings fit, the longer counts
    ".zip": from_zip,
    ".tar": from_tar,
    ".tar.gz": from_tar,
    ".tgz": from_tar,
    ".tar.bz2": from_tar,
    ".tbz2": from_tar,
    ".tar.xz": from_tar,
    ".txz": from_tar,
    ".gz": from_compressed,
    ".bz2": from_compressed,
    ".xz": from_compressed,
    ".jsonl": from_jsonl,
    ".ndjson": from_jsonl,
    ".csv": from_csv,
    ".tsv": from_csv,
    ".mbox": from_mbox,
    ".rss": from_feed,
    ".atom": from_feed,
    ".xml": from_feed,
    ".warc": from_warc,
    ".warc.gz": from_warc,
}

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


def sources(
    inputs: Iterable[str | Path],
    *,
    metadata: Metadata | None = None,
    limits: Limits | None = None,
    columns: Mapping[str, str | tuple[str, ...]] | None = None,
    allow_private: bool = False,
) -> Iterator[Source | Refused]:
    """Every source in the inputs, and every input that is refused, in an order that the inputs alone decide.

    An input is a file, a folder (with all below it, by name), a pattern ("news/**/*.txt"), a list of inputs, one a
    line ("@list.txt"), an address of the web, or "-" for standard input. Archives, tables, mailboxes, feeds and web
    archives give what they hold. What `metadata` says holds for every source; `columns` names the column of a table
    for a field of `COLUMNS`, or several, of which the first that a table has is taken. Addresses in networks that are
    not public are refused, unless `allow_private`.

    >>> list(sources(["no/such.txt"]))[0].error.found
    'no/such.txt does not exist'
    """
    limits = limits or Limits()
    with Web(limits, allow_private) as web:
        named = {field: (one,) if isinstance(one, str) else one for field, one in (columns or {}).items()}
        expansion = _Expansion(metadata or Metadata(), limits, named, web)
        for one in inputs:
            yield from expansion.named(str(one))


def expected(inputs: Iterable[str | Path]) -> int | None:
    """How many sources files and folders hold; None where only reading them tells: an archive, a list, an address.

    >>> expected(["https://courier.example/feed"]) is None
    True
    """
    names = [str(one) for one in inputs]
    if any(name == "-" or name.startswith(("@", "http://", "https://")) for name in names):
        return None
    number = 0
    for found in sources(names):
        if isinstance(found, Source) and isinstance(found.content, bytes):
            return None
        number += 1
    return number


class _Expansion:
    """Inputs to sources, with what holds for all of them."""

    def __init__(self, metadata: Metadata, limits: Limits, columns: Mapping[str, tuple[str, ...]], web: Web) -> None:
        self._metadata, self._limits, self._columns, self._web = metadata, limits, columns, web

    def named(self, name: str, *, listed: bool = False) -> Iterator[Source | Refused]:
        """What one input holds, or why it is refused."""
        try:
            yield from self._named(name, listed)
        except DocumentError as error:
            yield Refused(name, error)
        except OSError as error:
            found = f"{name[:200]} cannot be looked at ({error.strerror})"
            yield Refused(name, DocumentError(found, "a readable file", "check its name and its permissions"))

    def _named(self, name: str, listed: bool) -> Iterator[Source | Refused]:
        path = Path(name)
        if name == "-":
            content = sys.stdin.buffer.read(self._limits.max_bytes + 1)
            yield Source("standard input", Format.TEXT, content, self._metadata)
        elif path.is_dir():
            yield from self._parts(Part(name, path), walk(path), self._taking())
        elif path.exists():
            yield from self._part(Part(name, path), self._taking())
        elif name.startswith("@") and not listed:
            yield from self._listed(Path(name[1:]))
        elif _ADDRESS.match(name):
            yield from self._part(self._web.get(name), self._taking())
        elif glob.has_magic(name):
            yield from self._globbed(name)
        else:
            raise DocumentError(f"{name} does not exist", "a file, a folder or a pattern", "check the name")

    def _taking(self) -> Taking:
        return Taking(self._limits, self._columns, tuple(OPENERS), Budget(self._limits))

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
        found = fitting(pattern)
        if not found:
            raise DocumentError(f"no file fits {pattern}", "a pattern that fits a file", "check it")
        for name in found:
            yield from self.named(name)

    def _parts(
        self, container: Part, parts: Iterator[Part | Source | Refused], taking: Taking, depth: int = 0
    ) -> Iterator[Source | Refused]:
        """What the parts of a container hold.

        A container that breaks off is refused after what was found in it, and so is one that holds nothing, so that
        every input is counted.
        """
        name, found = container.name, 0
        try:
            for found, part in enumerate(parts, start=1):  # noqa: B007 - counted, to know whether there was any
                match part:
                    case Part():
                        inner = dataclasses.replace(part, metadata=part.metadata.over(container.metadata))
                        yield from self._part(inner, taking, depth)
                    case Source():
                        yield dataclasses.replace(
                            part, metadata=self._metadata.over(part.metadata.over(container.metadata))
                        )
                    case Refused():
                        yield part
        except DocumentError as error:
            yield Refused(name, error)
        else:
            if not found:
                yield Refused(name, _empty(name))

    def _part(self, part: Part, taking: Taking, depth: int = 0) -> Iterator[Source | Refused]:
        ending = _ending(part)
        if ending is None:
            yield self._source(part)
        elif depth >= taking.limits.depth:
            found = f"{part.name} is nested too deep"
            most = f"at most {taking.limits.depth} archives in each other"
            yield Refused(part.name, DocumentError(found, most, "unpack it, or raise --limit depth"))
        else:
            try:
                told = _beside(part, ending)
            except DocumentError as error:
                yield Refused(part.name, error)
            else:
                whole = dataclasses.replace(part, metadata=part.metadata.over(told))
                parts = iter(()) if _is_empty(part) else OPENERS[ending](whole, taking)
                yield from self._parts(whole, parts, taking, depth + 1)

    def _source(self, part: Part) -> Source | Refused:
        known = format_of(part.ending)
        if known not in FORMAT_OF_SUFFIX.values():
            found = f"{part.name} is of a kind that is not read"
            kinds = "text, HTML, PDF, DOCX, ODT, RTF, mail, a table, a feed, or an archive of these"
            return Refused(part.name, DocumentError(found, kinds, "save it as one of these, or leave it out"))
        content = part.content
        if not isinstance(content, Path | bytes):
            content = content.read(most_of(part.ending, self._limits) + 1)
        return Source(part.name, known, content, self._metadata.over(part.metadata))


def _empty(name: str) -> DocumentError:
    return DocumentError(f"{name} holds nothing to read", "at least one article", "check what is in it")


def _is_empty(part: Part) -> bool:
    """Whether there are no bytes in it; what cannot be looked at is left to be told of by who opens it."""
    if not isinstance(part.content, Path):
        return not part.content
    try:
        return part.content.stat().st_size == 0
    except OSError:
        return False


def _ending(part: Part) -> str | None:
    """The ending that makes a part a container, if it is one: the longest that fits."""
    return max((ending for ending in OPENERS if part.ending.endswith(ending)), key=len, default=None)


def _beside(part: Part, ending: str) -> Metadata:
    """What the metadata file beside a container says of all that it holds."""
    return beside(Path(str(part.content)[: -len(ending)])) if isinstance(part.content, Path) else Metadata()
