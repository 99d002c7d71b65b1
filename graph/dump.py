"""A store on disk to the RDF files beside it, as a worker does it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from graph import ontology
from graph.store import Disk, formats
from graph.store.sorting import pieces
from graph.work import Guard

FILES: Final = ("graph.nq", "graph.trig")
COPY: Final = "copy"  # of the store, in the folder of results, which is read while others read the store itself


def dump(folders: Sequence[Path], guard: Guard) -> list[int]:
    """Writes the RDF files of each folder from the copy of its store; gives the numbers of their quads."""
    return [_dump(folder) for folder in folders]


def _dump(folder: Path) -> int:
    nquads, trig = (folder / name for name in FILES)
    store = Disk.read_only(folder / COPY)
    quads = write(nquads, store.nquads())
    store.close()
    with nquads.open("rb") as lines:
        write(trig, formats.dataset(pieces(lines), "trig", prefixes=ontology.PREFIXES))
    return quads


def write(path: Path, content: Iterable[bytes]) -> int:
    """Writes a file piece by piece; gives the number of its lines."""
    lines = 0
    with path.open("wb") as file:
        for piece in content:
            file.write(piece)
            lines += piece.count(b"\n")
    return lines
