"""The CPU time and memory of reading articles, beside the bare spaCy pipeline over the same texts."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

import spacy

from graph import pipeline
from graph.model import Document
from graph.parse import PIPELINE
from scripts.benchmarks.texts import REUTERS, articles


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this benchmark."""
    parser.add_argument("--articles", type=int, default=2000, help="how many articles are read")
    parser.add_argument("--corpus", type=Path, default=REUTERS, help="lines of JSON with a `text` each")


def run(options: argparse.Namespace) -> None:
    """Prints a line each for the bare pipeline and for extraction, and their ratio."""
    documents = list(articles(options.corpus, count=options.articles))
    bare = spacy.load(PIPELINE)
    spent = _seconds(lambda: sum(1 for _ in bare.pipe(document.text for document in documents)))
    own = _seconds(lambda: _extract(documents))
    print(f"bare spaCy {spent:7.1f} s  {len(documents) / spent:6.1f} articles/s")
    print(f"extraction {own:7.1f} s  {len(documents) / own:6.1f} articles/s")
    print(f"ratio      {own / spent:7.2f}")


def _extract(documents: list[Document]) -> int:
    return sum(1 for _ in pipeline.extract(documents))


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
