"""The CPU time and memory of reading articles, beside the bare spaCy pipeline over the same texts.

"bare spaCy" is the pipeline as `spacy.load` gives it, by `pipe` as it comes. "same products" is that too, with the
matrix products that Askgraph takes instead of thinc's own: what is left beside it is owed to parsing less.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

import spacy
from thinc.api import set_current_ops

from graph import pipeline
from graph.model import Document
from graph.parse import PIPELINE, products
from scripts.benchmarks.texts import REUTERS, ROOT, articles

SCORES: Final = ROOT / "docs" / "scores" / "extract.json"
SHARES: Final = (4, 2, 1)  # memory is told after a quarter, a half and all of the articles


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this benchmark."""
    parser.add_argument("--articles", type=int, default=2000, help="how many articles are read")
    parser.add_argument("--corpus", type=Path, default=REUTERS, help="lines of JSON with a `text` each")
    parser.add_argument("--build", action="store_true", help="measure the whole build too, into memory")
    parser.add_argument("--write", action="store_true", help=f"write {SCORES.relative_to(ROOT)}")


def run(options: argparse.Namespace) -> None:
    """Prints a line each for the bare pipeline and for what Askgraph does, with its share of the first."""
    documents = list(articles(options.corpus, count=options.articles))
    texts = [document.text for document in documents]
    without = spent(bare(texts))
    _tell("bare spaCy", without, without, documents)
    own = products()
    set_current_ops(own)
    same = spent(bare(texts))
    _tell("same products", same, without, documents)
    extraction = spent(lambda: _count(pipeline.extract(documents)))
    _tell("extraction", extraction, without, documents)
    if options.build:
        _tell("build", spent(lambda: pipeline.build(documents)), without, documents)
    peaks = _peaks(options.corpus, [options.articles // share for share in SHARES])
    for count, peak in peaks:
        print(f"{count:>6} articles: at most {peak / 1024:.0f} MB")
    if options.write:
        figures = {
            "articles": len(documents),
            "characters": sum(map(len, texts)),
            "bare_cpu_seconds": round(without, 1),
            "same_products_to_bare": round(same / without, 2),
            "extraction_cpu_seconds": round(extraction, 1),
            "extraction_to_bare": round(extraction / without, 2),
            "peaks_mb": {str(count): round(peak / 1024) for count, peak in peaks},
        }
        SCORES.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def bare(texts: list[str]) -> Callable[[], int]:
    """The work of the pipeline alone over texts, once it is loaded."""
    language = spacy.load(PIPELINE)
    return lambda: _count(language.pipe(texts))


def _tell(name: str, spent: float, bare: float, documents: list[Document]) -> None:
    print(f"{name:<14}{spent:7.1f} s {len(documents) / spent:7.1f} articles/s  {spent / bare:5.2f} x bare", flush=True)


def _count(found: Iterable[object]) -> int:
    return sum(1 for _ in found)


def spent(work: Callable[[], object]) -> float:
    """The CPU time of a piece of work in this process."""
    start = time.process_time()
    work()
    return time.process_time() - start


def _peaks(corpus: Path, counts: list[int]) -> list[tuple[int, int]]:
    """The most memory, in KB, that a process of its own has taken after reading so many articles."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_watched, (corpus, counts))


def _watched(corpus: Path, counts: list[int]) -> list[tuple[int, int]]:
    return [(count, _peak(articles(corpus, count=count))) for count in sorted(counts)]


def _peak(documents: Iterable[Document]) -> int:
    _count(pipeline.extract(documents))
    return most_memory()


def most_memory(process: int | str = "self") -> int:
    """The most memory, in KB, that a process has taken."""
    status = Path(f"/proc/{process}/status").read_text(
        encoding="ascii"
    )  # not getrusage, which goes back before the spawning
    return int(status.partition("VmHWM:")[2].split()[0])
