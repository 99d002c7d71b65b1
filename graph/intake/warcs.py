"""Web archives (WARC) to the pages in them."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from typing import IO, Any, Final, cast

from graph.errors import DocumentError
from graph.intake.media import ending_of, in_utf8
from graph.intake.parts import Part, Taking, Unpacked, damaged, most_of, opened
from graph.model import Metadata

_GZIP: Final = b"\x1f\x8b"
_PAGES: Final = ("response", "resource", "conversion")


def from_warc(part: Part, taking: Taking) -> Iterator[Part]:
    """The pages and documents in a web archive, by their addresses.

    Answers other than 200, and what is no document (pictures, scripts), are passed over: they are most of an archive.
    """
    from warcio.archiveiterator import ArchiveIterator

    with opened(part) as file, damaged(part.name, "a web archive"):
        record = None
        for record in ArchiveIterator(_whole(file, part, taking)):
            if record.rec_type in _PAGES and (content_type := _type(record)):
                taking.budget.member(part.name)
                yield _page(record, content_type, part, taking)
        if record is not None and _lacks(record):
            raise _cut_short(part.name)


def _whole(file: IO[bytes], part: Part, taking: Taking) -> IO[bytes]:
    """The file unpacked, be it packed record by record, as crawlers do, or as a whole, as people do."""
    if not file.seekable():  # a stream that is being unpacked already
        return file
    packed = file.read(len(_GZIP)) == _GZIP
    file.seek(0)
    if not packed:
        return file
    stream = cast("IO[bytes]", gzip.GzipFile(fileobj=file, mode="rb"))
    return io.BufferedReader(_UntilCut(stream, file, part.name, taking.limits))


class _UntilCut(Unpacked):
    """A stream that gives all there is, and is an error for who asks for more where its end is missing.

    warcio takes the EOFError of gzip for an end like any other.
    """

    _is_over = False

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        if self._is_over:
            raise _cut_short(self._name)
        try:
            return super().readinto(buffer)
        except EOFError:
            self._is_over = True
            return 0


def _cut_short(name: str) -> DocumentError:
    return DocumentError(f"{name} is cut short: the rest of it is not read", "a whole file", "give another copy")


def _lacks(record: Any) -> bool:
    """Whether the file ends before the record does, all of which has been asked for."""
    return getattr(record.raw_stream, "limit", 0) > 0 and not record.raw_stream.read(1)


def _type(record: Any) -> str | None:
    """The type of what a record holds, where it is one that is read."""
    headers = record.http_headers
    if headers is not None and headers.get_statuscode() != "200":
        return None
    content_type = str((headers or record.rec_headers).get_header("Content-Type") or "")
    return content_type if ending_of(content_type) else None


def _page(record: Any, content_type: str, part: Part, taking: Taking) -> Part:
    url = record.rec_headers.get_header("WARC-Target-URI") or "?"
    called = f"page{ending_of(content_type)}"
    content = record.content_stream().read(most_of(called, taking.limits) + 1)
    taking.budget.take(len(content), part.name)
    if _lacks(record):
        raise _cut_short(part.name)
    web = url if url.startswith(("http://", "https://")) else None
    return Part(f"{part.name}#{url}", in_utf8(content, content_type), Metadata(url=web), called)
