"""A store on disk to the RDF files beside it, in parts that several workers write at once."""

from __future__ import annotations

import contextlib
import itertools
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from pyoxigraph import Quad, RdfFormat, parse, serialize

from graph import ontology
from graph.store import Disk
from graph.store.sorting import SortedLines, merged, pieces
from graph.work import Guard

_NQUADS: Final = "graph.nq"
_TRIG: Final = "graph.trig"
FILES: Final = (_NQUADS, _TRIG)
_APART: Final = "parts"  # in the folder of results: a copy of the store, and what is made of it
_STORE: Final = "store"
_GRAPHS: Final = 512  # of a part, at least
_MOST: Final = 64  # parts: their files are open at once when they are put together


@dataclass(frozen=True, slots=True)
class Part:
    """Graphs of a store by their places in its order, to be written to two files of the folder."""

    folder: Path
    number: int
    first: int
    last: int | None

    def file(self, name: str) -> Path:
        return self.folder / f"{name}.{self.number}"


def prepare(store: Disk, folder: Path) -> list[Part]:
    """The parts of what a store holds now; a copy of it in the folder of results, which shares its files, is read."""
    apart = folder / _APART
    apart.mkdir()
    store.copy(apart / _STORE)
    graphs = len(store.graphs())
    starts = range(0, max(graphs, 1), max(_GRAPHS, -(-graphs // _MOST)))
    ends = [*starts[1:], None]  # what has no IRI comes last
    return [Part(apart, number, *ends) for number, ends in enumerate(zip(starts, ends, strict=True))]


def dump(parts: Sequence[Part], guard: Guard) -> list[int]:
    """Writes the files of each part; gives the numbers of their quads."""
    return [_dump(part) for part in parts]


def _dump(part: Part) -> int:
    with contextlib.closing(Disk.read_only(part.folder / _STORE)) as store, SortedLines() as lines:

        def quads() -> Iterator[Quad]:
            for piece in store.by_graph(part.first, part.last):
                lines.write(piece)
                yield from parse(piece, format=RdfFormat.N_QUADS)

        serialize(quads(), part.file(_TRIG), RdfFormat.TRIG, prefixes=dict(ontology.PREFIXES))
        return write(part.file(_NQUADS), lines.pieces())


def gather(folder: Path, parts: Sequence[Part]) -> None:
    """Puts the parts together to the files of the folder of results."""
    with contextlib.ExitStack() as opened:
        nquads, trig = ([opened.enter_context(part.file(name).open("rb")) for part in parts] for name in FILES)
        write(folder / _NQUADS, pieces(merged(nquads)))
        write(folder / _TRIG, _one_after_another(trig))
    shutil.rmtree(folder / _APART)


def _one_after_another(files: Sequence[BinaryIO]) -> Iterator[bytes]:
    """One file of TriG: each begins with the prefixes, one a line."""
    for number, file in enumerate(files):
        if number:
            list(itertools.islice(file, len(ontology.PREFIXES)))
        yield from pieces(file)


def write(path: Path, content: Iterable[bytes]) -> int:
    """Writes a file piece by piece; gives the number of its lines."""
    lines = 0
    with path.open("wb") as file:
        for piece in content:
            file.write(piece)
            lines += piece.count(b"\n")
    return lines
