"""Where a dataset lives: in memory, in a folder on disk, or on a server; one contract over all three."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from pyoxigraph import Triple

from graph.errors import RunError
from graph.store.disk import Disk
from graph.store.memory import Memory
from graph.store.results import Results, Solution
from graph.store.sparql import Change, Graphs, Term, Value

if TYPE_CHECKING:
    import rdflib

__all__ = [
    "Change",
    "Disk",
    "Graphs",
    "Memory",
    "Results",
    "Solution",
    "Store",
    "Term",
    "Value",
    "locate",
    "open_dataset",
    "open_store",
]


class Store(Protocol):
    """A dataset of named graphs; tests/contract/test_stores.py says when an implementation is done.

    Queries see the union of all graphs where they do not say GRAPH (a triple that two graphs hold is
    seen twice: write DISTINCT). A variable can be bound to a term from outside. Federation (SERVICE), unless
    it is allowed, and updates by way of a query are refused.
    """

    federation: bool
    """Whether a query may send a part of itself to another server; not unless it is set."""

    def replace(self, graph: str, nquads: str) -> None:
        """Makes these quads the whole content of the graph, all or nothing."""

    def remove(self, graph: str) -> None:
        """Takes the graph away; nothing happens where there is none."""

    def change(self, *changes: Change) -> None:
        """Makes changes to several graphs at once: all of them, or none."""

    def fill(self, nquads: str) -> None:
        """Adds quads of any graphs, as fast as can be: not all or nothing, so for a store that is not in use yet."""

    def query(self, query: str, *, bindings: Mapping[str, Term] | None = None, graphs: Graphs | None = None) -> Results:
        """What any query gives, of these graphs where they are given: rows, triples, or yes and no."""

    def select(self, query: str, *, bindings: Mapping[str, Term] | None = None) -> Iterator[Solution]:
        """The rows of a SELECT query, as they come."""

    def construct(
        self, query: str, *, bindings: Mapping[str, Term] | None = None, graphs: Graphs | None = None
    ) -> Iterator[Triple]:
        """The triples of a CONSTRUCT query, of these graphs where they are given, as they come."""

    def graphs(self) -> tuple[str, ...]:
        """The IRIs of the graphs that hold something, sorted."""

    def dump(self) -> str:
        """The dataset as sorted N-Quads."""

    def nquads(self) -> Iterator[bytes]:
        """What `dump` gives, some thousand lines at a time, without holding all of it in memory."""

    def rdflib(self) -> rdflib.Dataset:
        """The same data for those who know rdflib: for reading; write with `replace`."""

    def optimize(self) -> None:
        """Puts the files in the best order for reading, where the store has files of its own."""

    def flush(self) -> None:
        """Makes sure that all that was written lasts; called once a batch."""

    def close(self) -> None:
        """Ends the work with it and gives free what it holds."""


def open_store(location: str, *, read_only: bool = False) -> Store:
    """The store at a location: "memory", a folder, or the addresses of an endpoint, `QUERY_URL,UPDATE_URL`.

    >>> store = open_store("memory")
    >>> store.replace("http://example.org/g", '<http://example.org/a> <http://example.org/b> "c" .')
    >>> [row["o"].value for row in store.select("SELECT ?o { ?s ?p ?o }")]
    ['c']
    """
    if location == "memory":
        return Memory()
    if location.startswith(("http://", "https://")):
        from graph.store.endpoint import Endpoint  # only here: its HTTP client loads slowly

        query_url, _, update_url = location.partition(",")
        return Endpoint(query_url, update_url or None)
    return Disk.read_only(Path(location)) if read_only else Disk(Path(location))


def open_dataset(location: str) -> Store:
    """A dataset for reading: the folder of a build or of a store, an RDF file, or the address of an endpoint."""
    if location.startswith(("http://", "https://")):
        return open_store(location)
    place = locate(location)
    return Disk.read_only(place) if place.is_dir() else Memory.load(place)


def locate(location: str) -> Path:
    """Where the quads of a dataset on this machine are: the folder of a store, or an RDF file."""
    path = Path(location)
    if path.is_file():
        return path
    for folder in (path / "store", path):
        if (folder / "CURRENT").is_file():  # which every RocksDB folder has
            return folder
    if (path / "graph.nq").is_file():
        return path / "graph.nq"
    raise RunError(
        f"there is no dataset at {location}", "a build's folder, an RDF file or an endpoint", "build it first"
    )
