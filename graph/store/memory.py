"""A dataset in memory, for small runs and for reading a dataset from a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any, cast

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Triple

from graph.errors import RunError
from graph.store import nesting, results, sparql
from graph.store.results import Results, Solution
from graph.store.sorting import SortedLines
from graph.store.sparql import Change, Graphs, Term


class Memory:
    """A dataset in memory; `graph.store.Store` says what its methods do."""

    federation = False
    prefixes: Mapping[str, str] = MappingProxyType({})
    """What a query may use without declaring it."""

    def __init__(self, store: pyoxigraph.Store | None = None) -> None:
        self._store = pyoxigraph.Store() if store is None else store

    @classmethod
    def load(cls, path: Path) -> Memory:
        """The dataset in an RDF file: .nq, .trig, .ttl, .nt, .jsonld, .rdf."""
        memory = cls()
        memory.fill_from(path)
        return memory

    def fill_from(self, path: Path) -> None:
        """Adds what an RDF file holds."""
        rdf_format = RdfFormat.from_extension(path.suffix.lstrip("."))
        if rdf_format is None:
            raise RunError(f"{path} is no RDF file", "a .nq, .trig, .ttl, .nt, .jsonld or .rdf file")
        try:
            nesting.check_file(path)
            self._store.bulk_load(path=path, format=rdf_format)
        except SyntaxError as error:
            raise RunError(f"{path} cannot be read: {error}", rdf_format.name) from error
        except OSError as error:
            raise RunError(f"{path} cannot be read: {error.strerror or error}", "a readable file") from error

    def replace(self, graph: str, nquads: str) -> None:
        self.change(Change(graph, nquads))

    def remove(self, graph: str) -> None:
        self.change(Change(graph))

    def change(self, *changes: Change) -> None:
        update = sparql.update_of(changes)
        with results.telling():
            self._store.update(update)

    def fill(self, nquads: str) -> None:
        nesting.check_quads(nquads)
        try:
            with results.telling():
                self._store.bulk_load(nquads, format=RdfFormat.N_QUADS)
        except SyntaxError as error:
            raise RunError(f"the quads cannot be read: {error}", "N-Quads") from error

    def query(self, query: str, *, bindings: Mapping[str, Term] | None = None, graphs: Graphs | None = None) -> Results:
        if not self.federation:
            sparql.refuse_federation(query)
        sparql.refuse_files(query, graphs)
        sparql.refuse_excess(query)
        bound = sparql.bind(query, bindings or {})
        try:
            with results.telling():
                return self._store.query(bound, prefixes=dict(self.prefixes), **_seen(bound, graphs))
        except SyntaxError as error:
            raise results.cannot_be_read(bound, error) from error

    def select(self, query: str, *, bindings: Mapping[str, Term] | None = None) -> Iterator[Solution]:
        return results.solutions(self.query(query, bindings=bindings))

    def construct(
        self, query: str, *, bindings: Mapping[str, Term] | None = None, graphs: Graphs | None = None
    ) -> Iterator[Triple]:
        return results.triples(self.query(query, bindings=bindings, graphs=graphs))

    def graphs(self) -> tuple[str, ...]:
        return tuple(sorted(graph.value for graph in self._store.named_graphs() if isinstance(graph, NamedNode)))

    def dump(self) -> str:
        return b"".join(self.nquads()).decode()

    def nquads(self) -> Iterator[bytes]:
        with results.telling(), SortedLines() as lines:
            self._store.dump(output=cast("IO[bytes]", lines), format=RdfFormat.N_QUADS)  # it writes alone
            yield from lines.pieces()

    def by_graph(self, first: int = 0, last: int | None = None) -> Iterator[bytes]:
        """Sorted N-Quads of one graph after the other, some thousand lines at a time, and never of two at once.

        The graphs are in the order of their names as N-Quads have them, the one without a name among them; those
        from the first place to before the last are given.
        """
        with results.telling():
            graphs = sorted([*self._store.named_graphs(), DefaultGraph()], key=str)
            for graph in graphs[first:last]:
                name = b"" if isinstance(graph, DefaultGraph) else f" {graph}".encode()
                with SortedLines() as lines:
                    self._store.dump(cast("IO[bytes]", lines), RdfFormat.N_TRIPLES, from_graph=graph)
                    for piece in lines.pieces():  # where a line ends, and nowhere else, " .\n" stands
                        yield piece.replace(b" .\n", name + b" .\n")

    def rdflib(self) -> Any:
        import rdflib
        from oxrdflib.store import OxigraphStore

        return rdflib.Dataset(store=OxigraphStore(store=self._store), default_union=True)

    def optimize(self) -> None:
        with results.telling():
            self._store.optimize()

    def flush(self) -> None:
        """Nothing to do: memory is as lasting as it gets."""

    def close(self) -> None:
        self._store = pyoxigraph.Store()


def _seen(query: str, graphs: Graphs | None) -> dict[str, Any]:
    """Which graphs the query sees: those given, else those of its FROM, which the engine would pass over, else all."""
    if graphs:
        return {
            "default_graph": [sparql.graph_name(iri) for iri in dict.fromkeys(graphs.merged)],
            "named_graphs": [sparql.graph_name(iri) for iri in graphs.named],
        }
    return {"use_default_graph_as_union": not sparql.names_graphs(query)}
