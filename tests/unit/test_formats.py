"""Datasets and answers to queries, as RDF, CSV, JSON and tables."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results
from rdflib import Dataset, Graph

from graph.errors import RunError
from graph.store import Memory, formats, open_dataset, open_store

NQUADS = (
    '<http://example.org/d#act=1,2> <http://example.org/says> "=1+1\\n\\u001B[31m" <http://example.org/g> .\n'
    '<http://example.org/d#act=1,2> <http://example.org/n> "-7"^^<http://www.w3.org/2001/XMLSchema#integer> '
    "<http://example.org/h> .\n"
)
PREFIXES = {"ex": "http://example.org/"}
ROWS = "SELECT ?s ?o ?none { ?s ?p ?o OPTIONAL { ?s <http://example.org/none> ?none } } ORDER BY ?p"
TRIPLES = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    path = tmp_path / "data.nq"
    path.write_text(NQUADS)
    return Memory.load(path)


def answer(memory: Memory, query: str, answer_format: str) -> str:
    return b"".join(formats.answer(memory.query(query), answer_format, prefixes=PREFIXES)).decode()


def test_a_table_shortens_names_and_cannot_steer_the_terminal(memory: Memory) -> None:
    lines = answer(memory, ROWS, "table").splitlines()
    assert [line.split() for line in lines] == [
        ["s", "o", "none"],
        ["-" * 12, "-" * 10, "----"],
        ["ex:d#act=1,2", "-7"],
        ["ex:d#act=1,2", "=1+1", "[31m"],
    ]


def test_csv_guards_words_against_formulas_but_not_numbers(memory: Memory) -> None:
    rows = list(csv.reader(io.StringIO(answer(memory, ROWS, "csv"), newline="")))
    assert [row[1] for row in rows] == ["o", "-7", "'=1+1\n\x1b[31m"]


def test_json_is_that_of_the_standard(memory: Memory) -> None:
    found = json.loads(answer(memory, ROWS, "json"))
    assert found["head"]["vars"] == ["s", "o", "none"]
    assert [row["o"]["value"] for row in found["results"]["bindings"]] == ["-7", "=1+1\n\x1b[31m"]


def test_triples_are_turtle_json_ld_or_csv(memory: Memory) -> None:
    assert len(Graph().parse(data=answer(memory, TRIPLES, "ttl"), format="turtle")) == 2
    assert answer(memory, TRIPLES, "table") == answer(memory, TRIPLES, "ttl")
    assert len(Graph().parse(data=answer(memory, TRIPLES, "json"), format="json-ld")) == 2
    assert answer(memory, TRIPLES, "csv").startswith("subject,predicate,object\n")


def test_rdf_xml_holds_what_xml_can_hold(memory: Memory) -> None:
    found = Graph().parse(data=answer(memory, TRIPLES, "rdf"), format="xml")
    assert sorted(str(value) for value in found.objects()) == ["-7", "=1+1\n\ufffd[31m"]
    with pytest.raises(RunError, match="no form for the property <http://example"):
        answer(memory, TRIPLES.replace("?p", "<http://example.org/1>", 1), "rdf")


@pytest.mark.parametrize("query", [ROWS, TRIPLES])
def test_an_answer_with_more_rows_than_allowed_is_an_error_and_never_cut(memory: Memory, query: str) -> None:
    assert b"".join(formats.answer(memory.query(query), "csv", prefixes=PREFIXES, most=2))
    with pytest.raises(RunError, match="more than 1 rows"):
        list(formats.answer(memory.query(query), "csv", prefixes=PREFIXES, most=1))


@pytest.mark.parametrize(("query", "form"), [(ROWS, "rows"), (TRIPLES, "triples"), ("ASK { ?s ?p ?o }", "truth")])
def test_the_form_of_an_answer(memory: Memory, query: str, form: str) -> None:
    assert formats.form(memory.query(query)) == form


@pytest.mark.parametrize(("answer_format", "by"), [("json", "JSON"), ("xml", "XML"), ("tsv", "TSV")])
def test_rows_are_those_of_the_standard_formats(memory: Memory, answer_format: str, by: str) -> None:
    query = """SELECT ?a ?b ?c ?d ?e { VALUES (?a ?b ?c ?d ?e) {
        (<http://example.org/<'&> "plain \\t <b> & \\r\\n é 🙂"@en-GB "7"^^<http://example.org/n> UNDEF true)
        (UNDEF "\\"'" 7 1.5 "") } }""".replace("<'&>", "a&amp;b>")
    written = answer(memory, query, answer_format).encode()
    read = parse_query_results(written, format=getattr(QueryResultsFormat, by))
    assert isinstance(read, QuerySolutions)
    names = [variable.value for variable in read.variables]
    found = [{name: term for name in names if (term := row[name]) is not None} for row in read]
    assert found == list(memory.select(query))


def test_xml_replaces_what_it_cannot_hold(memory: Memory) -> None:
    assert "=1+1\n\ufffd[31m" in answer(memory, ROWS, "xml")


def test_a_limit_ends_rows_and_triples(memory: Memory) -> None:
    for query, answer_format, lines in ((ROWS, "csv", 2), (ROWS, "table", 3), (TRIPLES, "nt", 1)):
        parts = formats.answer(memory.query(query), answer_format, prefixes=PREFIXES, limit=1)
        assert b"".join(parts).count(b"\n") == lines


def test_a_long_table_comes_as_it_is_found(memory: Memory) -> None:
    values = " ".join(f'"{n}"' for n in range(3000))
    parts = formats.answer(memory.query(f"SELECT ?n {{ VALUES ?n {{ {values} }} }}"), "table", prefixes=PREFIXES)
    assert [next(iter(parts)) for _ in range(3)] == [b"n\n", b"---\n", b"0\n"]
    assert sum(1 for _ in parts) == 2999


def test_yes_and_no(memory: Memory) -> None:
    assert answer(memory, "ASK { ?s ?p ?o }", "table") == "true\n"
    assert json.loads(answer(memory, "ASK { ?s ?p 8 }", "json"))["boolean"] is False
    assert "<boolean>true</boolean>" in answer(memory, "ASK { ?s ?p ?o }", "xml")


def test_triples_are_n_triples_but_no_rows(memory: Memory) -> None:
    assert len(Graph().parse(data=answer(memory, TRIPLES, "nt"), format="nt")) == 2
    with pytest.raises(RunError, match=r"the query gives triples; .*; use --format ttl, nt, jsonld, rdf or csv"):
        answer(memory, TRIPLES, "xml")


def test_rows_are_no_turtle(memory: Memory) -> None:
    with pytest.raises(RunError, match="the query gives rows; wanted a CONSTRUCT query"):
        answer(memory, ROWS, "ttl")


@pytest.mark.parametrize("rdf_format", ["nq", "trig", "jsonld"])
def test_every_dataset_format_holds_the_whole(memory: Memory, rdf_format: str, tmp_path: Path) -> None:
    path = tmp_path / f"again.{rdf_format}"
    path.write_bytes(b"".join(formats.dataset(memory.nquads(), rdf_format, prefixes=PREFIXES)))
    assert open_dataset(str(path)).dump() == memory.dump()
    assert len(Dataset().parse(path, format={"jsonld": "json-ld", "nq": "nquads"}.get(rdf_format, rdf_format))) == 2


def test_turtle_is_the_union_of_the_graphs(memory: Memory) -> None:
    quads = [*memory.nquads(), NQUADS.replace("/h>", "/i>").encode()]
    text = b"".join(formats.dataset(quads, "ttl", prefixes=PREFIXES))
    assert len(Graph().parse(data=text, format="turtle")) == 2


def test_datasets_are_found_where_builds_put_them(memory: Memory, tmp_path: Path) -> None:
    stored = open_store(str(tmp_path / "store"))
    stored.replace("http://example.org/g", NQUADS.splitlines()[0])
    stored.close()
    assert len(open_dataset(str(tmp_path)).dump().splitlines()) == 1, "the folder of a build"
    assert len(open_dataset(str(tmp_path / "store")).dump().splitlines()) == 1, "the folder of a store"
    (tmp_path / "cloned").mkdir()
    (tmp_path / "cloned" / "graph.nq").write_text(NQUADS)
    assert open_dataset(str(tmp_path / "cloned")).dump() == memory.dump(), "a build without its store"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("data.nq", "<a> <b>", "cannot be read"),
        ("data.docx", "", "is no RDF file; wanted a .nq"),
        ("none", None, "there is no dataset at"),
    ],
)
def test_what_is_no_dataset_is_named(tmp_path: Path, name: str, content: str | None, says: str) -> None:
    if content is not None:
        (tmp_path / name).write_text(content)
    with pytest.raises(RunError, match=says):
        open_dataset(str(tmp_path / name))
