"""Web archives (WARC) to the pages in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graph.intake.media import ending_of, in_utf8
from graph.intake.parts import Part, Taking, damaged, most_of, opened
from graph.model import Metadata

_PAGES = ("response", "resource", "conversion")


def from_warc(part: Part, taking: Taking) -> Iterator[Part]:
    """The pages and documents in a web archive, by their addresses.

    Answers other than 200, and what is no document (pictures, scripts), are passed over: they are most of an archive.
    """
    from warcio.archiveiterator import ArchiveIterator

    with opened(part) as file, damaged(part.name, "a web archive"):
        for record in ArchiveIterator(file):
            if record.rec_type in _PAGES and (content_type := _type(record)):
                taking.budget.member(part.name)
                yield _page(record, content_type, part, taking)


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
