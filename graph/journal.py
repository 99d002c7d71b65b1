"""What a run took in, lost and made: the content of run.json and of the closing line."""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
import traceback
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from importlib import metadata
from typing import Any

import graph
from graph.errors import RunError, ServerError, reason_of
from graph.model import ActType, Document, Kept

SERVER_FAILURES = 5  # documents in a row after which a server is taken to be gone
LIBRARIES = ("spacy", "rdflib", "pyoxigraph", "networkx", "pyvis")


def versions() -> tuple[str, dict[str, str]]:
    """The version of Askgraph, and those of the libraries of which its results are made."""
    return graph.__version__, {name: metadata.version(name) for name in LIBRARIES}


@dataclass(frozen=True, slots=True)
class Loss:
    """An article that was set aside or repeated another, or a frame that was lost, and why."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Input:
    """An input by its name and its place among all; who published it where, if that is known of its document."""

    source: str
    number: int
    printing: tuple[str | None, str | None] = (None, None)


@dataclass(slots=True)
class Journal:
    """What has happened so far; the loops over files and documents write here what they meet.

    Every input ends as a document, as the repetition of one, as one that the dataset holds already, or set aside: the
    four add up to `inputs`. `gone` are documents taken out of it.
    """

    inputs: int = 0
    documents: list[dict[str, Any]] = field(default_factory=list)
    repeated: list[Loss] = field(default_factory=list)
    unchanged: list[Loss] = field(default_factory=list)
    gone: list[Loss] = field(default_factory=list)
    lost_frames: list[Loss] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    on_change: Callable[[Journal], None] = lambda _: None
    on_document: Callable[[str, str], None] = lambda source, document_id: None
    _aside: list[tuple[int, Loss]] = field(default_factory=list)  # with the number of the input
    _waiting: dict[str, deque[_Input]] = field(default_factory=dict)  # by the ids of documents
    _under_way: set[str] = field(default_factory=set)  # documents that are read, and that no store holds yet
    _failures: int = 0  # of a server, since it last took a document
    _admitted: dict[str, _Input] = field(default_factory=dict)

    @property
    def set_aside(self) -> list[Loss]:
        """The inputs that are set aside, in the order of the inputs, whenever that was noticed."""
        return [loss for _, loss in sorted(self._aside, key=lambda numbered: numbered[0])]

    def expect(self, document: Document, source: str) -> None:
        """Notes where a document that is on its way was read."""
        self.on_document(source, document.id)
        self._waiting.setdefault(document.id, deque()).append(self._next(source))

    def _next(self, source: str) -> _Input:
        self.inputs += 1
        return _Input(source, self.inputs)

    def admit(self, document: Document, *, reprint: bool = False) -> Document | None:
        """The document to work on: none where an earlier one had the same text, unless another paper printed that.

        `reprint` says that the dataset holds the text as another paper printed it.
        """
        found = self._waiting[document.id].popleft() if document.id in self._waiting else None
        if found is None:
            found = self._next(document.url or document.title or document.id)
        elif not self._waiting[document.id]:
            del self._waiting[document.id]
        if self._is_reprint(document) if document.id in self._admitted else reprint:
            document = document.reprint()
            self.on_document(found.source, document.id)
        if document.id in self._admitted:
            self.repeated.append(Loss(found.source, f"the same text as {self._admitted[document.id].source}"))
            self.on_change(self)
            return None
        self._admitted[document.id] = replace(found, printing=(document.publisher, document.url))
        return document

    def _is_reprint(self, document: Document) -> bool:
        publisher, url = self._admitted[document.id].printing
        return _differ(publisher, document.publisher) or _differ(url, document.url)

    def leave(self, document: Document) -> None:
        """Notes a document that is left as the dataset holds it."""
        self.unchanged.append(Loss(self._admitted[document.id].source, f"the dataset holds it as {document.id}"))
        self.on_change(self)

    def take_out(self, document_id: str, reason: str) -> None:
        """Notes a document that the dataset held and holds no more."""
        self.gone.append(Loss(document_id, reason))

    @contextlib.contextmanager
    def setting_aside(self, document: Document) -> Iterator[None]:
        """Work on one document: what goes wrong with it costs this document alone.

        A server that fails one after another is gone, and the run with it.
        """
        try:
            yield
        except ServerError as error:
            self.lose(document, str(error))
            self._failures += 1
            if self._failures == SERVER_FAILURES:
                found = f"the server failed for {self._failures} documents in a row; of the last: {error.found}"
                raise RunError(found, error.wanted, f"{error.remedy}; the same command goes on from here") from error
        except RunError:
            raise
        except Exception as error:
            self.lose(document, reason_of(error), "".join(traceback.format_exception(error)))

    def read(self, document: Document) -> None:
        """Notes a document that a worker has read; the store takes many at once, and some time later."""
        self._under_way.add(document.id)
        self.on_change(self)

    def lose(self, document: Document, reason: str, trace: str = "") -> None:
        """Notes a document that is set aside."""
        self._under_way.discard(document.id)
        self._lose(self._admitted[document.id], reason, trace)

    def refuse(self, source: str, reason: str, trace: str = "") -> None:
        """Notes an input that gave no document."""
        self._lose(self._next(source), reason, trace)

    def _lose(self, found: _Input, reason: str, trace: str) -> None:
        logging.getLogger(__name__).debug("%s is set aside\n%s", found.source, trace)
        self._aside.append((found.number, Loss(found.source, reason)))
        self.on_change(self)

    def keep(self, kept: Kept) -> None:
        """Notes what a document gave."""
        self._failures = 0
        self._under_way.discard(kept.id)
        source = self._admitted[kept.id].source
        self.lost_frames.extend(Loss(source, reason) for reason in kept.losses)
        self.documents.append({"source": source, "id": kept.id, "acts": kept.acts})
        self.counts.update(kept.counts)
        self.on_change(self)

    def done(self) -> int:
        """How many inputs have come to their end."""
        return len(self.documents) + len(self.repeated) + len(self.unchanged) + len(self._aside)

    def reached(self) -> int:
        """How many inputs have been worked on, those included that are not in the store yet."""
        return self.done() + len(self._under_way)

    def lost(self) -> int:
        """How many inputs are set aside."""
        return len(self._aside)

    def close(self) -> None:
        """Stops a run whose figures do not add up: an input has come to no end, or to two."""
        if self.done() != self.inputs:
            raise RunError(f"{self.done():,} inputs are accounted for of {self.inputs:,}: a fault of Askgraph", "all")

    def record(self, *, made_at: dt.datetime, **details: Any) -> dict[str, Any]:
        """The content of run.json; `made_at` alone differs between two runs over the same input."""
        self.close()
        askgraph, libraries = versions()
        return {
            "askgraph": askgraph,
            "made_at": made_at.isoformat(timespec="seconds"),
            "libraries": libraries,
            **details,
            "counts": self.figures(),
            "documents": self.documents,
            "repeated": _losses(self.repeated),
            **{name: _losses(losses) for name, losses in self._kept().items()},
            "set_aside": _losses(self.set_aside),
            "lost_frames": _losses(self.lost_frames),
        }

    def figures(self) -> dict[str, int]:
        """What was counted, by name."""
        return {
            "inputs": self.inputs,
            "documents": len(self.documents),
            "repeated": len(self.repeated),
            **{name: len(losses) for name, losses in self._kept().items()},
            "set_aside": self.lost(),
            "lost_frames": len(self.lost_frames),
            **{name: self.counts[name] for name in ("mentions", "frames", "entities", *ActType, "quads")},
        }

    def _kept(self) -> dict[str, list[Loss]]:
        """What only a build into an existing dataset meets."""
        kept = {"unchanged": self.unchanged, "gone": self.gone}
        return {name: losses for name, losses in kept.items() if losses}


def _differ(one: str | None, other: str | None) -> bool:
    return bool(one and other) and one != other


def _losses(losses: list[Loss]) -> list[dict[str, str]]:
    return [{"source": loss.source, "reason": loss.reason} for loss in losses]
