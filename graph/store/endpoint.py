"""A dataset on a server that speaks the SPARQL 1.1 protocol."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import IO, Any
from urllib.parse import urlencode

import httpx
from pyoxigraph import NamedNode, QueryResultsFormat, RdfFormat, Triple, parse, parse_query_results

from graph.errors import RunError
from graph.store import results, sparql
from graph.store.results import Results, Solution
from graph.store.sparql import Change, Graphs, Term

_UNION = {"union-default-graph": "true"}
_ANSWERS = "application/sparql-results+json, application/n-triples;q=0.9"


class Endpoint:
    """A dataset behind an address for queries and one for updates; `graph.store.Store` says what its methods do.

    Servers differ in what a query without GRAPH sees. Oxigraph is asked for the union of all graphs;
    others must be set up so (Virtuoso and GraphDB are, Fuseki needs `unionDefaultGraph`).
    """

    federation = False

    def __init__(self, query_url: str, update_url: str | None = None, *, timeout: float = 60.0) -> None:
        self._query_url, self._update_url = query_url, update_url
        # Nothing is taken from the environment, such as a proxy: `cli` alone knows the environment.
        transport = httpx.HTTPTransport(retries=2)
        self._client = httpx.Client(timeout=timeout, transport=transport, trust_env=False)

    def replace(self, graph: str, nquads: str) -> None:
        self.change(Change(graph, nquads))

    def remove(self, graph: str) -> None:
        self.change(Change(graph))

    def change(self, *changes: Change) -> None:
        self._update(sparql.update_of(changes))

    def fill(self, nquads: str) -> None:
        for graph, lines in sparql.by_graph(nquads).items():
            self.change(Change(graph, lines, removed=""))

    def optimize(self) -> None:
        """Nothing to do: the server keeps its own files."""

    def query(self, query: str, *, bindings: Mapping[str, Term] | None = None, graphs: Graphs | None = None) -> Results:
        if not self.federation:
            sparql.refuse_federation(query)
        bound = sparql.bind(query, bindings or {})
        form: dict[str, str | list[str]] = {"query": bound}
        if graphs:
            form |= {"default-graph-uri": list(graphs.merged), "named-graph-uri": list(graphs.named)}
        union = {} if graphs or sparql.names_graphs(bound) else _UNION
        answer = self._send(self._query_url, data=form, params=union, headers={"Accept": _ANSWERS})
        return _results(answer, self._query_url)

    def select(self, query: str, *, bindings: Mapping[str, Term] | None = None) -> Iterator[Solution]:
        return results.solutions(self.query(query, bindings=bindings))

    def construct(self, query: str, *, bindings: Mapping[str, Term] | None = None) -> Iterator[Triple]:
        return results.triples(self.query(query, bindings=bindings))

    def graphs(self) -> tuple[str, ...]:
        rows = self.select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")
        return tuple(sorted(row["g"].value for row in rows if isinstance(row["g"], NamedNode)))

    def dump(self) -> str:
        return results.sorted_lines("".join(self._lines()).encode())

    def save(self, file: IO[bytes]) -> None:
        file.writelines(line.encode() for line in self._lines())

    def _lines(self) -> Iterator[str]:
        for graph in self.graphs():  # one at a time, so that no answer is the whole dataset
            rows = self.select("SELECT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }", bindings={"g": NamedNode(graph)})
            yield from (f"{row['s']} {row['p']} {row['o']} <{graph}> .\n" for row in rows)

    def rdflib(self) -> Any:
        import rdflib
        from rdflib.plugins.stores.sparqlstore import SPARQLStore

        return rdflib.Dataset(
            store=SPARQLStore(f"{self._query_url}?{urlencode(_UNION)}", method="POST_FORM"), default_union=True
        )

    def flush(self) -> None:
        """Nothing to do: the server answers when it has written."""

    def close(self) -> None:
        self._client.close()

    def _update(self, update: str) -> None:
        if self._update_url is None:
            remedy = "give both addresses: --store QUERY_URL,UPDATE_URL"
            raise RunError(f"no address for updates is known for {_shown(self._query_url)}", "two addresses", remedy)
        headers = {"Content-Type": "application/sparql-update"}
        self._send(self._update_url, content=update.encode(), headers=headers)

    def _send(self, url: str, **request: Any) -> httpx.Response:
        try:
            answer = self._client.post(url, **request)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            remedy = "check the address, and that the server runs"
            raise RunError(f"no answer from {_shown(url)} ({error})", "a SPARQL 1.1 endpoint", remedy) from error
        if answer.status_code == httpx.codes.BAD_REQUEST:
            raise results.cannot_be_read(answer.text)
        if not answer.is_success:
            reason = f"{answer.status_code} {answer.reason_phrase}"
            raise RunError(f"{_shown(url)} answers {reason}", "a SPARQL 1.1 endpoint", "see the server's log")
        return answer


def _results(answer: httpx.Response, url: str) -> Results:
    content_type = answer.headers.get("content-type", "").partition(";")[0].strip()
    try:
        if content_type == "application/n-triples":
            return (quad.triple for quad in parse(answer.content, format=RdfFormat.N_TRIPLES))
        if content_type in ("application/sparql-results+json", "application/json"):
            return parse_query_results(answer.content, format=QueryResultsFormat.JSON)
    except (SyntaxError, ValueError) as error:
        raise RunError(f"{_shown(url)} gives results that cannot be read ({error})", "SPARQL results") from error
    raise RunError(f"{_shown(url)} answers with {content_type or 'nothing'}", "SPARQL results", "check the address")


def _shown(url: str) -> str:
    """The address without a password in it."""
    return str(httpx.URL(url).copy_with(userinfo=b"")) if "@" in url else url
