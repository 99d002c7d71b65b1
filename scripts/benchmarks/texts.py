"""The articles that benchmarks read: lines of JSON with the fields `text`, `title` and `date`."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from pathlib import Path

from graph.model import Document
from graph.read import document

ROOT = Path(__file__).resolve().parents[2]
REUTERS = ROOT.parent / "shared" / "corpora" / "reuters21578.jsonl"


def articles(path: Path = REUTERS, *, count: int | None = None) -> Iterator[Document]:
    """The first documents of a corpus, those without words left out."""
    with path.open(encoding="utf-8") as lines:
        read = (json.loads(line) for line in lines)
        told = (document(line["text"]) for line in read if line["text"].strip())
        yield from itertools.islice(told, count)
