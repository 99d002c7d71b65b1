"""Laws of the doors: what goes in by a file, a quad or a parameter comes out as it was, and changes nothing else."""

from __future__ import annotations

import contextlib
import string
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal

from graph import read
from graph.describe import literal
from graph.errors import AskgraphError
from graph.model import Source
from graph.parse import paragraph_ends
from graph.store import Memory, sparql

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
words = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\r\t"), min_size=1)
pieces = st.sampled_from([*string.printable, "SERVICE", "SELECT ", "?x", '"""', "'''", "é", "ex:"])
queries = st.lists(pieces).map("".join)


@given(words.filter(str.strip).filter(lambda text: not text.startswith(("---", "\ufeff"))))
def test_a_file_gives_its_text(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "article.txt"
        path.write_bytes(text.encode())
        assert read.read(Source.of(path)) == read.document(text)


@given(st.binary())
def test_any_bytes_give_a_document_or_an_error_of_ours(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "article.txt"
        path.write_bytes(content)
        with contextlib.suppress(AskgraphError):
            assert read.read(Source.of(path)).text.strip()


@given(st.one_of(st.text(), st.binary()))
def test_any_other_line_is_refused(line: str | bytes) -> None:
    with pytest.raises(AskgraphError, match="no extraction"):
        read.decode(line)


@given(queries)
def test_tokens_lose_nothing(query: str) -> None:
    assert "".join(token for _, token in sparql._tokens(query)) == query
    assert sparql.bind(query, {}) == query


@given(texts)
def test_a_parameter_is_one_term_whatever_is_in_it(value: str) -> None:
    store = Memory()
    store.replace("http://example.org/g", f"<http://example.org/a> <http://example.org/b> {literal(value)} .")
    rows = store.select("SELECT ?s ?value { ?s ?p ?value }", bindings={"value": Literal(value)})
    assert [row["value"] for row in rows] == [Literal(value)]


@given(st.lists(texts, max_size=5))
def test_a_graph_comes_back_as_it_went_in(values: list[str]) -> None:
    store, graph = Memory(), "http://example.org/g"
    lines = {f"<http://example.org/a> <http://example.org/b> {literal(value)} ." for value in values}
    store.replace(graph, "\n".join(sorted(lines)))
    once = store.dump()
    store.replace(graph, once)
    assert store.dump() == once
    assert {row["o"] for row in store.select("SELECT ?o { ?s ?p ?o }")} == {Literal(value) for value in values}


@given(st.text(st.sampled_from("ab \n\r.")))
def test_paragraphs_end_at_newlines(text: str) -> None:
    assert all(text[end] in "\r\n" for end in paragraph_ends(text))
