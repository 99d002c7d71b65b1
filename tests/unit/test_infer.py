"""What follows from a dataset: rule by rule, in a graph of its own, kept up to date, and counted nowhere."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from graph import catalog, infer, ledger, ontology, shapes, upkeep
from graph.catalog import Statement
from graph.cli import run
from graph.errors import RunError
from graph.ontology import Class, Outside, Property, Scheme, concept_iri
from graph.pipeline import change
from graph.store import Change, Memory, open_dataset
from tests.engines import by_pyoxigraph

ASK, PROV = ontology.NAMESPACE, "http://www.w3.org/ns/prov#"
VALID = sorted((ontology.folder() / "examples" / "valid").glob("*.trig"))
CASES = tomllib.loads((Path(__file__).parents[1] / "contract" / "queries" / "manifest.toml").read_text())["case"]
EVERYTHING = infer.everything


def said(subject: str, term: str, value: str) -> Statement:
    return f"<{subject}>", f"<{term}>", f"<{value}>"


def with_inferred(path: Path) -> Memory:
    store = Memory.load(path)
    for one in infer.everything(store.select, store.graphs()):
        store.change(one)
    return store


@pytest.mark.parametrize(
    ("stated", "follows"),
    [
        (
            said("urn:a", Outside.TYPE, Class.MADE_REQUEST),
            {said("urn:a", Outside.TYPE, Class.REQUEST), said("urn:a", Outside.TYPE, f"{ASK}Act")},
        ),
        (said("urn:a", Outside.TYPE, Class.PERSON), {said("urn:a", Outside.TYPE, Class.AGENT)}),
        (said("urn:a", Property.TRIGGER, "urn:b"), {said("urn:a", f"{ASK}passage", "urn:b")}),
        (said("urn:a", Property.REPORTED_BY, "urn:b"), {said("urn:a", f"{PROV}hadPrimarySource", "urn:b")}),
        (said("urn:a", Property.RESPONDS_TO, "urn:b"), {said("urn:b", f"{ASK}answeredBy", "urn:a")}),
        (said("urn:a", Property.ESCALATES, "urn:b"), {said("urn:b", f"{ASK}escalatedBy", "urn:a")}),
        (
            said("urn:a", Property.FORCE, concept_iri(Scheme.FORCE, "subpoena")),
            {
                said("urn:a", f"{ASK}forceWithin", concept_iri(Scheme.FORCE, force))
                for force in ("subpoena", "order", "demand")
            },
        ),
        (
            said("urn:a", Property.KIND, concept_iri(Scheme.KIND, "comment")),
            {said("urn:a", f"{ASK}kindWithin", concept_iri(Scheme.KIND, kind)) for kind in ("comment", "information")},
        ),
        (said("urn:a", Property.FORCE, "urn:none"), {said("urn:a", f"{ASK}forceWithin", "urn:none")}),
        (said("urn:a", Property.REQUESTER, "urn:b"), set()),
    ],
)
def test_what_follows_from_one_statement(stated: Statement, follows: set[Statement]) -> None:
    assert infer.inferred([stated]) == follows


@pytest.mark.parametrize("name", ontology.rules())
def test_a_rule_says_what_it_gives_and_looks_at_one_statement(name: str) -> None:
    text = ontology.rules()[name]
    assert text.startswith("# ")
    assert text.count("GRAPH ?data") == text.count("?data") == 1


def test_what_follows_is_said_once_and_apart() -> None:
    store = with_inferred(VALID[0])
    inferred = catalog.statements(store.select, ontology.INFERENCE_GRAPH)
    for graph in set(store.graphs()) - {ontology.INFERENCE_GRAPH}:
        assert not inferred & catalog.statements(store.select, graph)
    before = Memory.load(VALID[0]).dump()
    store.remove(ontology.INFERENCE_GRAPH)
    assert store.dump() == before


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_the_ledger_and_the_counts_are_as_without(path: Path) -> None:
    bare, store = Memory.load(path), with_inferred(path)
    assert ledger.read(store.select) == ledger.read(bare.select)
    assert shapes.validate(store.dump()).conforms
    here, there = catalog.summary(store.select), catalog.summary(bare.select)
    assert (here.acts, here.agents, here.documents) == (there.acts, there.agents, there.documents)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_named_queries_answer_as_without(case: dict[str, object]) -> None:
    query = ontology.query(str(case["query"]))
    values = query.values(case.get("bindings", {}))  # type: ignore[arg-type]
    path = ontology.folder() / "examples" / "valid" / str(case["data"])
    assert by_pyoxigraph(query, with_inferred(path), values) == by_pyoxigraph(query, Memory.load(path), values)


# --------------------------------------------------------------------------------------------------
# Kept up to date: after any changes, the graph is the one that would be made anew.

NODES = st.sampled_from(["urn:a", "urn:b", "urn:c"])
STATEMENTS = st.one_of(
    st.builds(said, NODES, st.just(Outside.TYPE), st.sampled_from([*Class, f"{ASK}Act"])),
    st.builds(
        said,
        NODES,
        st.sampled_from(
            [Property.ASKED, Property.TRIGGER, Property.RESPONDS_TO, Property.ITEM, f"{ASK}passage", f"{ASK}askedBy"]
        ),
        NODES,
    ),
    st.builds(
        said,
        NODES,
        st.sampled_from([Property.FORCE, f"{ASK}forceWithin"]),
        st.sampled_from(["subpoena", "demand"]).map(lambda force: concept_iri(Scheme.FORCE, force)),
    ),
)
GRAPHS = ("urn:g", "urn:h", ontology.IDENTITY_GRAPH, ontology.REVIEW_GRAPH)


ONE_WAY, OTHER_WAY = f"<urn:a> <{Property.ASKED}> <urn:b> .\n", f"<urn:b> <{ASK}askedBy> <urn:a> .\n"


@st.composite
def changes(draw: st.DrawFn) -> Change:
    graph = draw(st.sampled_from(GRAPHS))
    some = st.lists(STATEMENTS, max_size=4).map(
        lambda statements: "".join(f"{s} {p} {o} <{graph}> .\n" for s, p, o in statements)
    )
    return Change(graph, draw(some), draw(st.none() | some))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@example([[Change("urn:g", ONE_WAY)], [Change("urn:h", OTHER_WAY)], [Change("urn:h")]])
@given(st.lists(st.lists(changes(), min_size=1, max_size=2, unique_by=lambda one: one.graph), max_size=5))
def test_following_changes_is_as_making_all_anew(steps: list[list[Change]]) -> None:
    store = Memory()
    for one in infer.everything(store.select, store.graphs()):
        store.change(one)
    for step in steps:
        change(store, *step)
        kept = store.dump()
        for one in infer.everything(store.select, store.graphs()):
            store.change(one)
        assert store.dump() == kept


def test_without_the_graph_nothing_is_added() -> None:
    store = Memory()
    change(store, Change("urn:g", "<urn:a> <urn:b> <urn:c> <urn:g> ."))
    assert store.graphs() == ("urn:g",)


# --------------------------------------------------------------------------------------------------
# As a command.


@pytest.fixture
def built(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    out, articles = tmp_path / "results", tmp_path / "articles"
    articles.mkdir()
    (articles / "one.txt").write_text("Mayor Ann Lee subpoenaed the council for the files on Monday.")
    (articles / "two.txt").write_text("The clerk, Bo Reed, asked Mayor Ann Lee for comment. She did not respond.")
    assert run(["build", str(articles / "one.txt"), "--out", str(out)]) == 0
    capsys.readouterr()
    return out


def demands(folder: Path) -> int:
    query = f"SELECT ?r {{ ?r <{ASK}forceWithin> <{concept_iri(Scheme.FORCE, 'demand')}> }}"
    return len(list(open_dataset(str(folder)).select(query)))


def test_a_folder_is_inferred_kept_up_and_freed_of_it(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plain = {name: (built / name).read_bytes() for name in ("graph.nq", "ledger.csv", "graph.html")}
    assert demands(built) == 0
    assert run(["infer", "--from", str(built)]) == 0
    assert capsys.readouterr().out.startswith("Inferred ")
    assert demands(built) == 1
    assert (built / "ledger.csv").read_bytes() == plain["ledger.csv"]
    assert (built / "graph.html").read_bytes() == plain["graph.html"]

    assert run(["build", str(built.parent / "articles" / "two.txt"), "--out", str(built)]) == 0
    store = open_dataset(str(built))
    assert list(store.select(f"SELECT * {{ ?request <{ASK}answeredBy> ?answer }}"))
    grown = store.dump()
    assert run(["infer", "--from", str(built)]) == 0
    assert open_dataset(str(built)).dump() == grown
    assert run(["check", "--from", str(built)]) == 0

    [document] = [one for one in catalog.documents(store.select) if "Bo Reed" in _words(store, one)]
    assert run(["remove", document, "--from", str(built)]) == 0
    assert run(["infer", "--from", str(built), "--drop"]) == 0
    assert (built / "graph.nq").read_bytes() == plain["graph.nq"]


def _words(store: object, document: str) -> str:
    rows = store.select(  # type: ignore[attr-defined]
        f"SELECT ?w {{ GRAPH <{ontology.graph_iri(document)}> {{ ?s <{Outside.EXACT}> ?w }} }}"
    )
    return " ".join(row["w"].value for row in rows)


def test_a_store_is_inferred(built: Path) -> None:
    store = built.parent / "store"
    shutil.copytree(built / "store", store)
    number = upkeep.add_inferred(str(store))
    assert 0 < number == len(catalog.statements(open_dataset(str(store)).select, ontology.INFERENCE_GRAPH)) - 1
    assert demands(store) == 1


def test_what_is_cut_short_is_done_again(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut_short(*arguments: Any) -> Iterator[Change]:
        first, *_ = EVERYTHING(*arguments)
        yield first
        raise RunError("the disk is full", "space on the disk", "free some")

    store, graph = built.parent / "store", (built / "graph.nq").read_bytes()
    shutil.copytree(built / "store", store)
    monkeypatch.setattr(infer, "everything", cut_short)
    with pytest.raises(RunError, match=r"free some; run `askgraph infer` again, since what was inferred is not whole$"):
        upkeep.add_inferred(str(store))
    with pytest.raises(RunError, match=r"free some$"):
        upkeep.add_inferred(str(built))
    assert (built / "graph.nq").read_bytes() == graph == open_dataset(str(built)).dump().encode()
    monkeypatch.undo()
    assert upkeep.add_inferred(str(store)) == upkeep.add_inferred(str(built)) > 0


@pytest.mark.parametrize("command", [["infer"], ["remove", "x"]])
def test_a_file_cannot_be_changed(built: Path, command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*command, "--from", str(built / "graph.nq")]) == 1
    assert "cannot be changed; wanted the folder of a build, or a store" in capsys.readouterr().err
