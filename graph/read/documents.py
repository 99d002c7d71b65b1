"""A text to the document that it is."""

from __future__ import annotations

from graph.errors import DocumentError
from graph.model import Document, Metadata, identify


def document(
    text: str, *, metadata: Metadata | None = None, pages: tuple[int, ...] = (), name: str = "the text"
) -> Document:
    """A document made of a text at hand; its id is the hash of the text.

    >>> document("The mayor asked for the files.").id
    'bd9388ec931ae432bffc'
    """
    if not text.strip():
        raise empty(name)
    return Document(id=identify(text), text=text, pages=pages, **(metadata or Metadata()).known())


def empty(name: str) -> DocumentError:
    """The error of what holds no text."""
    return DocumentError(f"{name} is empty", "an article of at least one word", "give another file")
