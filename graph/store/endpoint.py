"""A dataset on a server that speaks the SPARQL 1.1 protocol."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

import pyoxigraph
from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from graph.errors import RunError, ServerError
from graph.store import nesting, results, sparql
from graph.store.http import Answer, Http, Patience, RefusedError, shown, sign_in
from graph.store.results import Results, Solution
from graph.store.sorting import SortedLines
from graph.store.sparql import Change, Graphs, Term

_UNION = {"union-default-graph": "true"}
_ANSWERS = "application/sparql-results+json, application/n-triples;q=0.9"
_OF_TRIPLES = "application/n-triples"  # alone: given the choice, Virtuoso writes triples as rows
_VIRTUOSO_ASK = "__ASK_RETVAL"  # the column in which Virtuoso answers an ASK query
_ROWS = ("application/sparql-results+json", "application/json")
_TRIPLES = {
    "application/n-triples": RdfFormat.N_TRIPLES,
    "text/plain": RdfFormat.N_TRIPLES,
    "text/turtle": RdfFormat.TURTLE,
}
_DONE = "application/sparql-results+json, text/plain;q=0.5"
_PAGES = ("text/html", "application/xhtml+xml")
_EMPTY = pyoxigraph.Store()


class Endpoint:
    """A dataset behind an address for queries and one for updates; `graph.store.Store` says what its methods do.

    Servers differ in what a query without GRAPH sees. Oxigraph is asked for the union of all graphs;
    others must be set up so (Virtuoso and GraphDB are, Fuseki needs `unionDefaultGraph`).
    """

    federation = False

    def __init__(self, query_url: str, update_url: str | None = None, *, patience: Patience | None = None) -> None:
        self._query_url, self._update_url = query_url, update_url
        self._http = Http(patience or Patience())

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
        sparql.refuse_files(query, graphs)
        sparql.refuse_excess(query)
        bound = sparql.bind(query, bindings or {})
        answers = _ANSWERS
        if not self.federation:
            sparql.refuse_federation(query)
            answers = _answers_of(bound)
        form: dict[str, str | list[str]] = {"query": bound}
        if graphs:
            form |= {"default-graph-uri": list(graphs.merged), "named-graph-uri": list(graphs.named)}
        union = {} if graphs or sparql.names_graphs(bound) else _UNION
        headers = {"Accept": answers}
        try:
            return self._http.send(self._query_url, _results, again=True, data=form, params=union, headers=headers)
        except RefusedError as error:
            raise results.cannot_be_read(bound, error) from error

    def select(self, query: str, *, bindings: Mapping[str, Term] | None = None) -> Iterator[Solution]:
        return results.solutions(self.query(query, bindings=bindings))

    def construct(
        self, query: str, *, bindings: Mapping[str, Term] | None = None, graphs: Graphs | None = None
    ) -> Iterator[Triple]:
        return results.triples(self.query(query, bindings=bindings, graphs=graphs))

    def graphs(self) -> tuple[str, ...]:
        # By GROUP BY: to SELECT DISTINCT, Virtuoso lists the graphs that the user may not see, too.
        rows = self.select("SELECT ?g { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
        return tuple(sorted(row["g"].value for row in rows if isinstance(row["g"], NamedNode)))

    def dump(self) -> str:
        return b"".join(self.nquads()).decode()

    def nquads(self) -> Iterator[bytes]:
        with SortedLines() as lines:
            for line in self._lines():
                lines.write(line.encode())
            yield from lines.pieces()

    def _lines(self) -> Iterator[str]:
        for graph in self.graphs():  # one at a time, so that no answer is the whole dataset
            inside = self.construct(
                "CONSTRUCT { ?s ?p ?o } { GRAPH ?g { ?s ?p ?o } }", bindings={"g": NamedNode(graph)}
            )
            yield from (f"{triple} <{graph}> .\n" for triple in inside)

    def rdflib(self) -> Any:
        import rdflib
        from rdflib.plugins.stores.sparqlstore import SPARQLStore

        address = f"{shown(self._query_url)}?{urlencode(_UNION)}"
        signed = sign_in(self._query_url)  # by Basic: rdflib knows no Digest
        return rdflib.Dataset(store=SPARQLStore(address, method="POST_FORM", auth=signed), default_union=True)

    def flush(self) -> None:
        """Nothing to do: the server answers when it has written."""

    def close(self) -> None:
        self._http.close()

    def _update(self, update: str) -> None:
        """Makes an update, again where its fate is unknown.

        Graphs are sets: what is put in twice is there once. Only a blank node is not: the server makes a new one.
        """
        if self._update_url is None:
            remedy = "give both addresses: --store QUERY_URL,UPDATE_URL"
            raise RunError(f"no address for updates is known for {shown(self._query_url)}", "two addresses", remedy)
        headers = {"Content-Type": "application/sparql-update", "Accept": _DONE}
        try:
            self._http.send(
                self._update_url, _check_done, again="_:" not in update, content=update.encode(), headers=headers
            )
        except RefusedError as error:
            reason = results.in_short(error)
            found = f"{shown(self._update_url)} cannot read the update ({reason})"
            raise ServerError(found, "a server of SPARQL 1.1 Update", "see the server's log") from error


def _check_done(answer: Answer) -> None:
    if answer.media_type in _PAGES:  # of a proxy, or a sign-in: whether the update was made, it does not say
        raise ValueError(f"answers an update with {answer.media_type}")


def _results(answer: Answer) -> Results:
    """The results, which were read to their end once: an answer that is cut short or garbled is found here."""
    parse = _parser(answer)
    _check_nesting(answer)
    try:
        for _ in () if isinstance(parsed := parse(), QueryBoolean) else parsed:
            pass
    except SyntaxError as error:
        raise ValueError(f"gives results that cannot be read ({results.in_short(error)})") from error
    answer.body.seek(0)
    return _yes_or_no(parse())


def _yes_or_no(found: Results) -> Results:
    """The results, where those of an ASK query came as a row.

    >>> rows = parse_query_results(b"?__ASK_RETVAL\\n1\\n", format=QueryResultsFormat.TSV)
    >>> bool(_yes_or_no(rows))
    True
    """
    if not isinstance(found, QuerySolutions) or [one.value for one in found.variables] != [_VIRTUOSO_ASK]:
        return found
    said = b"true" if any(found) else b"false"  # a row says yes
    return parse_query_results(b'{"head":{},"boolean":%s}' % said, format=QueryResultsFormat.JSON)


def _check_nesting(answer: Answer) -> None:
    content = answer.body.read()
    answer.body.seek(0)
    nesting.check_answer(content, is_json="json" in answer.media_type)


def _parser(answer: Answer) -> Callable[[], Results]:
    if answer.media_type in _ROWS:
        return lambda: parse_query_results(answer.body, format=QueryResultsFormat.JSON)
    if of_triples := _TRIPLES.get(answer.media_type):
        return lambda: (quad.triple for quad in parse(answer.body, format=of_triples))
    raise ValueError(f"answers with {answer.media_type or 'nothing'} in place of SPARQL results")


def _answers_of(query: str) -> str:
    """The form of answer to ask for; what is no query of SPARQL 1.1 is stopped before a server sees it.

    A server may do more than it should with what is no query.
    """
    try:
        return _OF_TRIPLES if isinstance(_EMPTY.query(query), QueryTriples) else _ROWS[0]
    except SyntaxError as error:
        raise results.cannot_be_read(query, error) from error
