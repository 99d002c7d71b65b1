"""A document and its parse to what every finder of frames asks of them, each found once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from graph.extract.mentions import covering, mentions
from graph.extract.quotation import Quotation, attributions
from graph.extract.times import whens
from graph.model import Document, EntityType, Mention, Passage, Span, When

if TYPE_CHECKING:
    from spacy.tokens import Doc

_OPENING = frozenset("“‘\"'([«")
_CLOSING = frozenset("”’\"')]».!?…")


@dataclass(frozen=True)
class Reading:
    """One document being read. `doc.text == document.text`, so character offsets are the same in both."""

    document: Document
    doc: Doc

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Agents, and what refers to them, in text order."""
        return mentions(self.document, self.doc)

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """Who is said to say what, in text order, inside the words of others too."""
        return attributions(self.document, self.doc)

    @cached_property
    def whens(self) -> tuple[When, ...]:
        """Times and deadlines, in text order."""
        return whens(self.document, self.doc)

    def passage(self, span: Span) -> Passage:
        """The words at a span."""
        return Passage(span, self.document.text[span.start : span.end])

    def mention(self, span: Span) -> Mention:
        """The words of a role as a mention: one that is known, or one that goes back to it, or one of its own."""
        known = covering(self.mentions, span)
        if known is None:
            return Mention(span, self.passage(span).text, EntityType.UNKNOWN)
        if known.span == span:
            return known
        return Mention(span, self.passage(span).text, known.type, antecedent=known.span)

    def whole(self, sentence: Span) -> Span:
        """A sentence with the marks that touch it: its full stop, and the quotation marks that open and close it."""
        text, start, end = self.document.text, sentence.start, sentence.end
        while start > 0 and text[start - 1] in _OPENING:
            start -= 1
        while end < len(text) and text[end] in _CLOSING:
            end += 1
        return Span(start, end)
