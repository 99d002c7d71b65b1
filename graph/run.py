"""Inputs to documents, and documents to what is kept of them: in order, by many workers, each input counted once."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from graph import worker
from graph.journal import Journal
from graph.model import Document, Extraction, Format, Input, Kept, Limits, Source
from graph.work import Crew, Lost, Serial, Task

T = TypeVar("T")

# A batch is what a worker gets at a time: so much that sending it costs little, and so little that its loss does too.
_INPUTS, _INPUT_BYTES = 32, 4_000_000
_DOCUMENTS, _CHARACTERS = 32, 40_000
_PLAIN = (Format.TEXT, Format.ROW)  # read as fast as they are sent, and harmless: by this process itself


class Earlier(Protocol):
    """Gives what an earlier run has read of a document, as a line, where reading it now would give the same."""

    def __call__(self, document: Document, /) -> bytes | None: ...


@dataclass(frozen=True, slots=True)
class Run:
    """How inputs are read: by whom, with which language pipeline, within which limits; and the journal of it."""

    journal: Journal
    pipeline: str
    crew: Crew
    limits: Limits | None
    validate: bool = False  # what breaks the shapes of the ontology is set aside

    @classmethod
    def of(
        cls,
        journal: Journal | None,
        pipeline: str,
        crew: Crew | None,
        limits: Limits | None,
        *,
        validate: bool = False,
    ) -> Run:
        """A run by what is told of it: without a crew, all is done by this process itself."""
        return cls(journal or Journal(), pipeline, crew or Crew(Serial()), limits, validate)

    def documents(
        self, inputs: Iterable[Input], is_reprint: Callable[[Document], bool] = lambda _: False
    ) -> Iterator[Document]:
        """The document in each input, but for those whose text came before; what cannot be read is set aside.

        `is_reprint` tells which have a text that the dataset holds as another paper printed it.
        """
        task = functools.partial(worker.read, limits=self.limits)
        batched = batches(inputs, _weight, most=_INPUTS, heaviest=_INPUT_BYTES)
        for found, outcome in self.crew.map(task, batched, here=_is_cheap):
            if isinstance(outcome, Lost):
                self.journal.refuse(_name(found), outcome.reason, outcome.trace)
                continue
            if not isinstance(found, Document):
                self.journal.expect(outcome, found.name)
            document = self.journal.admit(outcome, reprint=is_reprint(outcome))
            if document is not None:
                yield document

    def extractions(self, documents: Iterable[Document]) -> Iterator[Extraction]:
        """What each document says, in the words of the text."""
        for _, found in self._outcomes(worker.extract, documents, lambda one: one):
            yield found

    def explained(self, documents: Iterable[Document]) -> Iterator[tuple[Document, tuple[str, ...]]]:
        """Each document with the trace of what was read in it, in lines for people."""
        yield from self._outcomes(worker.explain, documents, lambda one: one)

    def kept(self, documents: Iterable[Document], earlier: Earlier = lambda _: None) -> Iterator[tuple[Document, Kept]]:
        """Each document with what is kept of it."""
        task = worker.keep_valid if self.validate else worker.keep
        items = ((document, earlier(document)) for document in documents)
        yield from self._outcomes(task, items, lambda item: item[0])

    def _outcomes(
        self, task: Callable[..., list[Any]], items: Iterable[T], document_of: Callable[[T], Document]
    ) -> Iterator[tuple[Document, Any]]:
        """The document of each item with its outcome; one that has none is set aside."""
        bound: Task = functools.partial(task, pipeline=self.pipeline)
        batched = batches(items, lambda item: len(document_of(item).text), most=_DOCUMENTS, heaviest=_CHARACTERS)
        for item, outcome in self.crew.map(bound, batched):
            document = document_of(item)
            if isinstance(outcome, Lost):
                self.journal.lose(document, outcome.reason, outcome.trace)
            else:
                self.journal.read(document)
                yield document, outcome


def batches(items: Iterable[T], weight: Callable[[T], int], *, most: int, heaviest: int) -> Iterator[list[T]]:
    """Items in batches of at most so many, which weigh so much together at most; one item may weigh more."""
    batch: list[T] = []
    total = 0
    for item in items:
        if batch and (len(batch) == most or total + weight(item) > heaviest):
            yield batch
            batch, total = [], 0
        batch.append(item)
        total += weight(item)
    if batch:
        yield batch


def _weight(found: Input) -> int:
    if isinstance(found, Document):
        return len(found.text)
    if not isinstance(found, Source):
        return 0
    return len(found.content) if isinstance(found.content, bytes) else 0


def _is_cheap(inputs: Iterable[Input]) -> bool:
    return all(not isinstance(found, Source) or found.format in _PLAIN for found in inputs)


def _name(found: Input) -> str:
    return found.id if isinstance(found, Document) else found.name
