"""One document through its stages, as a worker takes it: a source to a document, a document to what is kept of it."""

from __future__ import annotations

import functools
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from graph import read as reading
from graph.errors import RunError, reason_of
from graph.model import Account, Document, Extraction, Input, Kept, Limits, Refused
from graph.work import Guard, Lost, Watch

if TYPE_CHECKING:
    from spacy.tokens import Doc

T = TypeVar("T")
R = TypeVar("R")

# Stages that load slowly are imported where they are used: a worker that only reads files needs none of them.


def read(inputs: Sequence[Input], guard: Guard, *, limits: Limits | None = None) -> list[Document | Lost]:
    """The document in each input."""
    watch = Watch(guard)
    with watch():
        return [_outcome(lambda one: _read(one, limits), found, watch) for found in inputs]


def _read(found: Input, limits: Limits | None) -> Document:
    if isinstance(found, Refused):
        raise found.error
    return found if isinstance(found, Document) else reading.read(found, limits=limits)


def extract(documents: Sequence[Document], guard: Guard, *, pipeline: str) -> list[Extraction | Lost]:
    """What each document says."""
    return _parsed(documents, guard, pipeline, _extraction)


def explain(documents: Sequence[Document], guard: Guard, *, pipeline: str) -> list[tuple[str, ...] | Lost]:
    """The trace of what was read in each document, in lines for people."""
    from graph.extract.trace import trace

    return _parsed(documents, guard, pipeline, lambda one, doc: tuple(trace(_extraction(one, doc), doc)))


def keep(items: Sequence[tuple[Document, bytes | None]], guard: Guard, *, pipeline: str) -> list[Kept | Lost]:
    """What is kept of each document. One that was read before comes with its line, and is not read again."""
    return _keep(items, guard, pipeline, _kept)


def keep_valid(items: Sequence[tuple[Document, bytes | None]], guard: Guard, *, pipeline: str) -> list[Kept | Lost]:
    """What is kept of each document whose quads keep to the shapes of the ontology."""
    _load_shapes()  # before the guard: a document does not pay for it
    return _keep(items, guard, pipeline, _kept_valid)


def _keep(
    items: Sequence[tuple[Document, bytes | None]], guard: Guard, pipeline: str, kept: Callable[[Extraction], Kept]
) -> list[Kept | Lost]:
    unread = [document for document, line in items if line is None]
    found = iter(_parsed(unread, guard, pipeline, lambda one, doc: kept(_extraction(one, doc))) if unread else ())
    watch = Watch(guard)
    with watch():
        return [
            next(found) if line is None else _outcome(lambda line: kept(reading.decode(line)), line, watch)
            for _, line in items
        ]


def _extraction(document: Document, doc: Doc) -> Extraction:
    from graph.extract import extract as extract_one

    extraction = extract_one(document, doc)
    reading.check_words(extraction)
    return extraction


def _kept(extraction: Extraction) -> Kept:
    from graph.describe import describe
    from graph.resolve import decide, resolve

    account = resolve(extraction)
    return Kept(
        id=account.document.id,
        line=reading.encode(extraction) + b"\n",
        quads=describe(account),
        identities=decide(account),
        acts=len(account.acts),
        counts=_counts(extraction, account),
        losses=extraction.losses,
    )


def _kept_valid(extraction: Extraction) -> Kept:
    from graph import shapes

    kept = _kept(extraction)
    shapes.refuse(kept.quads)
    return kept


@functools.cache
def _load_shapes() -> None:
    from graph import shapes

    shapes.refuse("")


def _counts(extraction: Extraction, account: Account) -> dict[str, int]:
    found = Counter(act.frames[0].act.value for act in account.acts)
    sizes = {"mentions": extraction.mentions, "frames": extraction.frames, "entities": account.entities}
    return {**{name: len(items) for name, items in sizes.items()}, **found}


def _parsed(
    documents: Sequence[Document], guard: Guard, pipeline: str, work: Callable[[Document, Doc], R]
) -> list[R | Lost]:
    """The outcome of a piece of work on each document and its parse."""
    may_tell(pipeline)  # loads it, before the guard: a document does not pay for it
    watch = Watch(guard)
    with watch():
        return [
            _lost(found, watch) if isinstance(found, Exception) else _outcome(lambda one: work(*one), found, watch)
            for found in _parses(documents, pipeline)
        ]


@functools.cache
def may_tell(pipeline: str) -> Callable[[Iterable[str]], bool]:
    """Whether a paragraph of these words may hold an act; all may where nothing tells how words are inflected."""
    from graph.extract.sieve import Sieve
    from graph.parse import inflections

    forms = inflections(pipeline)
    return Sieve(forms).may_tell if forms else lambda _: True


def _parses(documents: Sequence[Document], pipeline: str) -> Iterator[tuple[Document, Doc] | Exception]:
    """Each document with its parse, or with what went wrong; where it does in a batch, each is parsed alone."""
    from graph.parse import parse

    done = 0
    try:
        for found in parse(documents, pipeline=pipeline, worth=may_tell(pipeline)):
            done += 1
            yield found
    except RunError:
        raise
    except Exception as error:
        if len(documents) == 1:
            yield error
            return
        for document in documents[done:]:
            yield from _parses((document,), pipeline)


def _outcome(work: Callable[[T], R], item: T, watch: Watch) -> R | Lost:
    """What the work gives; what goes wrong with an item costs this item alone."""
    watch.next()
    try:
        return work(item)
    except RunError:
        raise
    except Exception as error:
        return _lost(error, watch)


def _lost(error: Exception, watch: Watch) -> Lost:
    reason = watch.over_memory() if isinstance(error, MemoryError) else reason_of(error)
    return Lost(reason, "".join(traceback.format_exception(error)))
