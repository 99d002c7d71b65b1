"""Web archives (WARC) to the pages in them."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from typing import IO, Any, Final, cast

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
        for record in ArchiveIterator(_whole(file, part, taking)):
            if record.rec_type in _PAGES and (content_type := _type(record)):
                taking.budget.member(part.name)
                yield _page(record, content_type, part, taking)


def _whole(file: IO[bytes], part: Part, taking: Taking) -> IO[bytes]:
    """The file unpacked, be it packed record by record, as crawlers do, or as a whole, as people do."""
    if not file.seekable():  # a stream that is being unpacked already
        return file
    packed = file.read(len(_GZIP)) == _GZIP
    file.seek(0)
    if not packed:
        return file
    stream = cast("IO[bytes]", gzip.GzipFile(fileobj=file, mode="rb"))
    return io.BufferedReader(Unpacked(stream, file, part.name, taking.limits))


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
    web = url if url.startswith(("http://", "https://")) else None
    return Part(f"{part.name}#{url}", in_utf8(content, content_type), Metadata(url=web), called)
