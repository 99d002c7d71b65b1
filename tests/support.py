"""Short ways to write documents, mentions and frames in tests."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

from graph.model import (
    ActType,
    Document,
    EntityType,
    Extraction,
    Force,
    Frame,
    Kind,
    Mention,
    Passage,
    Provenance,
    Span,
)

PROVENANCE = Provenance("test", "0", "none")


def document(text: str, **fields: Any) -> Document:
    """A document of these words, published on Friday 2026-03-06 unless told otherwise."""
    fields.setdefault("published", dt.date(2026, 3, 6))
    return Document(hashlib.sha256(text.encode()).hexdigest()[:20], text, **fields)


def span(doc: Document, words: str, nth: int = 0) -> Span:
    """Where the words stand, the nth time."""
    start = -1
    for _ in range(nth + 1):
        start = doc.text.index(words, start + 1)
    return Span(start, start + len(words))


def words(text: str, spans: tuple[Span, ...]) -> str:
    """The words of spans, parted by " + "."""
    return " + ".join(text[one.start : one.end] for one in spans)


def passage(doc: Document, words: str, nth: int = 0) -> Passage:
    """The words with their place."""
    return Passage(span(doc, words, nth), words)


def person(doc: Document, words: str, nth: int = 0, *, name: str | None = None, **fields: Any) -> Mention:
    """A mention of a person; `name` is the naming part, None for a pronoun or description."""
    here = span(doc, words, nth)
    naming = None
    if name:
        start = here.start + words.index(name)
        naming = Passage(Span(start, start + len(name)), name)
    return Mention(here, words, fields.pop("type", EntityType.PERSON), name=naming, **fields)


def thing(doc: Document, words: str, nth: int = 0) -> Mention:
    """A mention of what is asked for."""
    return Mention(span(doc, words, nth), words, EntityType.THING)


def frame(doc: Document, trigger: str, nth: int = 0, **fields: Any) -> Frame:
    """A frame with this trigger; its evidence is the line it stands in."""
    here = span(doc, trigger, nth)
    start = doc.text.rfind("\n", 0, here.start) + 1
    end = doc.text.find("\n", here.end)
    line = Span(start, end if end > 0 else len(doc.text))
    fields.setdefault("act", ActType.REQUEST)
    if fields["act"] is ActType.REQUEST:
        fields.setdefault("kind", Kind.ACTION)
        fields.setdefault("force", Force.REQUEST)
    return Frame(
        trigger=Passage(here, trigger),
        evidence=Passage(line, doc.text[line.start : line.end]),
        sense=trigger,
        **fields,
    )


def extraction(doc: Document, mentions: list[Mention], frames: list[Frame]) -> Extraction:
    """What was found in a document."""
    return Extraction(doc, tuple(sorted(mentions, key=lambda m: m.span)), tuple(frames), PROVENANCE)
