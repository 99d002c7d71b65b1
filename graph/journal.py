"""What a run took in, lost and made: the content of run.json and of the closing line."""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import metadata
from typing import Any

import graph
from graph.errors import AskgraphError, RunError, ServerError
from graph.model import Account, ActType, Document, Extraction

SERVER_FAILURES = 5  # documents in a row after which a server is taken to be gone
LIBRARIES = ("spacy", "rdflib", "pyoxigraph", "networkx", "pyvis")


@dataclass(frozen=True, slots=True)
class Loss:
    """An article that was set aside or repeated another, or a frame that was lost, and why."""

    source: str
    reason: str


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
    set_aside: list[Loss] = field(default_factory=list)
    lost_frames: list[Loss] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    _waiting: dict[str, deque[str]] = field(default_factory=lambda: defaultdict(deque))
    _failures: int = 0  # of a server, since it last took a document
    _admitted: dict[str, str] = field(default_factory=dict)  # document id to the name of its source

    def expect(self, document: Document, source: str) -> None:
        """Notes where a document that is on its way was read."""
        self.inputs += 1
        self._waiting[document.id].append(source)

    def admit(self, document: Document) -> bool:
        """Whether to work on a document: not where an earlier one had the same text."""
        if self._waiting[document.id]:
            source = self._waiting[document.id].popleft()
        else:
            self.inputs += 1
            source = document.url or document.title or document.id
        if document.id in self._admitted:
            self.repeated.append(Loss(source, f"the same text as {self._admitted[document.id]}"))
            return False
        self._admitted[document.id] = source
        return True

    def leave(self, document: Document) -> None:
        """Notes a document that is left as the dataset holds it."""
        self.unchanged.append(Loss(self._admitted[document.id], f"the dataset holds it as {document.id}"))

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
            self.lose(self._admitted[document.id], error)
            self._failures += 1
            if self._failures == SERVER_FAILURES:
                found = f"the server failed for {self._failures} documents in a row; of the last: {error.found}"
                raise RunError(found, error.wanted, f"{error.remedy}; the same command goes on from here") from error
        except RunError:
            raise
        except Exception as error:
            self.lose(self._admitted[document.id], error)

    def lose(self, source: str, error: Exception) -> None:
        """Notes an input that is set aside."""
        logging.getLogger(__name__).debug("%s is set aside", source, exc_info=error)
        expected = isinstance(error, AskgraphError)
        self.set_aside.append(Loss(source, str(error) if expected else f"unexpected {type(error).__name__}: {error}"))

    def keep(self, extraction: Extraction, account: Account) -> None:
        """Notes what a document gave."""
        self._failures = 0
        source = self._admitted[extraction.document.id]
        self.lost_frames.extend(Loss(source, reason) for reason in extraction.losses)
        self.documents.append({"source": source, "id": extraction.document.id, "acts": len(account.acts)})
        self.counts["mentions"] += len(extraction.mentions)
        self.counts["frames"] += len(extraction.frames)
        self.counts["entities"] += len(account.entities)
        self.counts.update(act.frames[0].act.value for act in account.acts)

    def record(self, *, made_at: dt.datetime, **details: Any) -> dict[str, Any]:
        """The content of run.json; `made_at` alone differs between two runs over the same input."""
        return {
            "askgraph": graph.__version__,
            "made_at": made_at.isoformat(timespec="seconds"),
            "libraries": {name: metadata.version(name) for name in LIBRARIES},
            **details,
            "counts": self._counts(),
            "documents": self.documents,
            "repeated": _losses(self.repeated),
            **{name: _losses(losses) for name, losses in self._kept().items()},
            "set_aside": _losses(self.set_aside),
            "lost_frames": _losses(self.lost_frames),
        }

    def _counts(self) -> dict[str, int]:
        return {
            "inputs": self.inputs,
            "documents": len(self.documents),
            "repeated": len(self.repeated),
            **{name: len(losses) for name, losses in self._kept().items()},
            "set_aside": len(self.set_aside),
            "lost_frames": len(self.lost_frames),
            **{name: self.counts[name] for name in ("mentions", "frames", "entities", *ActType, "quads")},
        }

    def _kept(self) -> dict[str, list[Loss]]:
        """What only a build into an existing dataset meets."""
        kept = {"unchanged": self.unchanged, "gone": self.gone}
        return {name: losses for name, losses in kept.items() if losses}


def _losses(losses: list[Loss]) -> list[dict[str, str]]:
    return [{"source": loss.source, "reason": loss.reason} for loss in losses]
