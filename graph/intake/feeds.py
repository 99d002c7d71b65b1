"""Feeds (RSS, Atom) to their entries, each an article."""

from __future__ import annotations

import codecs
import contextlib
import io
from collections.abc import Iterator
from typing import Any

from graph.errors import DocumentError
from graph.guard import refuse_entities
from graph.intake.parts import Part, Taking, damaged, opened
from graph.metadata import one_line, parse_date
from graph.model import Format, Metadata, Source


def from_feed(part: Part, taking: Taking) -> Iterator[Source]:
    """The entries of a feed, with the text that the feed holds of them; the pages that they lead to are not fetched."""
    most = taking.limits.file_bytes
    with opened(part) as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise DocumentError(f"{part.name} is too large", f"at most {most:,} bytes", "raise --limit file_bytes")
    refuse_entities(content, part.name)
    with damaged(part.name, "a feed"):
        import feedparser

        # As a stream: a text might be taken for an address, and fetched.
        feed = feedparser.parse(io.BytesIO(content), sanitize_html=True, resolve_relative_uris=False)
    if not feed.get("version"):
        raise DocumentError(f"{part.name} is XML, but no feed", "RSS or Atom", "save it as text or HTML")
    for number, entry in enumerate(feed.entries, start=1):
        html, plain = _text(entry)
        yield Source(
            f"{part.name}#{number}",
            Format.ROW if plain else Format.HTML,
            html.encode("utf-8", "replace"),
            _about(entry, feed),
        )


def _text(entry: Any) -> tuple[str, bool]:
    """The text of an entry, and whether it is plain."""
    contents = entry.get("content") or [entry.get("summary_detail") or {}]
    best = max(contents, key=lambda content: len(content.get("value") or ""))
    plain = best.get("type") == "text/plain"
    return ("" if plain else codecs.BOM_UTF8.decode()) + (best.get("value") or ""), plain


def _about(entry: Any, feed: Any) -> Metadata:
    published = None
    with contextlib.suppress(DocumentError):
        published = parse_date(entry.get("published") or entry.get("updated") or "")
    return Metadata(
        title=one_line(entry.get("title")),
        author=one_line(entry.get("author")),
        publisher=one_line(feed.feed.get("title")),
        published=published,
        url=one_line(entry.get("link")),
    )
