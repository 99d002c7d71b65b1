"""A dataset that is whole has no fault, and each way of being broken is told."""

from __future__ import annotations

import contextlib
import datetime as dt
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from graph import catalog, ontology, pipeline, upkeep
from graph.check import Checked, findings
from graph.model import Metadata
from graph.read import document
from graph.store import open_store

LETTER = "Mayor Ann Lee asked the Harbor Council for the files on Thursday.\n"
OTHER = "The Harbor Council demanded an apology from Ben Roe. Ben Roe did not respond to a request for comment.\n"
ASK = "https://w3id.org/askgraph"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("check") / "out"
    told = Metadata(publisher="The Hour", published=dt.date(2026, 3, 6))
    pipeline.build([document(text, metadata=told) for text in (LETTER, OTHER)], out=out).store.close()
    return out


def first(nquads: str, words: str) -> str:
    return next(line for line in nquads.splitlines(keepends=True) if words in line)


def without(words: str) -> Callable[[str], str]:
    return lambda nquads: nquads.replace(first(nquads, words), "", 1)


def test_a_whole_dataset_has_no_fault(whole: Path) -> None:
    checked, faults = upkeep.check(str(whole))
    assert faults == ()
    assert (checked.documents, checked.without_text) == (2, [])
    assert checked.quotations > 10
    checked, faults = upkeep.check(str(whole / "store"))
    assert (faults, len(checked.without_text)) == ((), 2)
    assert upkeep.check(str(whole / "store"), texts=whole / "extractions.jsonl")[0].without_text == []


@pytest.mark.parametrize(
    ("break_it", "says"),
    [
        (without("#exact> "), "has no place or no words"),
        (lambda nquads: nquads.replace('oa#exact> "asked"', 'oa#exact> "isked"'), "quotes 'isked', where the text has"),
        (lambda nquads: nquads.replace('oa#start> "14"', 'oa#start> "15"'), "has the place 15,19 and 5 characters"),
        (lambda nquads: nquads.replace('oa#start> "14"', 'oa#start> "x"'), "has no place or no words"),
        (without("terms/identifier>"), "is identified as nothing"),
        (without(f"{ASK}#extractorVersion>"), "ExtractionHasVersion"),
        (without(f"{ASK}#identifiedAs>"), "is 0 agents, not one"),
        (without(f'rdf-schema#label> "Ben Roe" <{ASK}/identity>'), "has 0 names and 1 types"),
        (without(f"{ASK}#kind>"), "RequestHasKind"),
        (lambda nquads: nquads + f"<urn:a> <urn:b> <urn:c> <{ASK}/elsewhere> .\n", "belongs to no document"),
        (
            lambda nquads: nquads + f"<urn:a> <{ASK}#identifiedAs> <urn:c> <{ASK}/identity> .\n",
            "is an agent that no document tells of",
        ),
    ],
)
def test_each_fault_is_told(whole: Path, tmp_path: Path, break_it: Callable[[str], str], says: str) -> None:
    before = (whole / "graph.nq").read_text(encoding="utf-8")
    after = break_it(before)
    assert after != before
    (tmp_path / "graph.nq").write_text(after, encoding="utf-8")
    _, faults = upkeep.check(str(tmp_path / "graph.nq"), texts=whole / "extractions.jsonl")
    assert says in "\n".join(faults)


def test_results_that_are_gone_are_told(whole: Path, tmp_path: Path) -> None:
    shutil.copytree(whole, tmp_path / "out")
    (tmp_path / "out" / "graph.nq").unlink()
    assert upkeep.check(str(tmp_path / "out"))[1] == ("graph.nq is missing",)


def test_an_act_that_retells_what_is_no_act_is_told(whole: Path, tmp_path: Path) -> None:
    nquads = (whole / "graph.nq").read_text(encoding="utf-8")
    act = first(nquads, f"{ASK}#Request> <").split()[0]
    (tmp_path / "graph.nq").write_text(
        f"{nquads}{act} <{ASK}#retells> <urn:a> <{ontology.RETELLING_GRAPH}> .\n", encoding="utf-8"
    )
    _, faults = upkeep.check(str(tmp_path / "graph.nq"))
    assert [fault.partition(":")[0] for fault in faults] == ["RetellsAnAct", "RetoldIsNotCounted"]


def test_what_is_missing_is_told(whole: Path, tmp_path: Path) -> None:
    lines = (whole / "extractions.jsonl").read_bytes().splitlines(keepends=True)
    (tmp_path / "some.jsonl").write_bytes(lines[0] + lines[1].replace(b"Ben Roe", b"Bon Roe", 1) + b"{}\n")
    _, faults = upkeep.check(str(whole), texts=tmp_path / "some.jsonl")
    assert [fault for fault in faults if "the id" in fault]
    assert [fault for fault in faults if "is no extraction" in fault]
    store = open_store("memory")
    store.fill((whole / "graph.nq").read_text(encoding="utf-8"))
    graph = next(graph for graph in store.graphs() if "/extraction/" in graph)
    store.remove(graph)
    (tmp_path / "less.nq").write_text(store.dump(), encoding="utf-8")
    _, faults = upkeep.check(str(tmp_path / "less.nq"), texts=whole / "extractions.jsonl")
    assert [fault for fault in faults if "was read, and is not in the dataset" in fault]


def test_documents_are_asked_for_together(whole: Path) -> None:
    asked: list[str] = []

    def select(query: str) -> Iterable[catalog.Row]:
        asked.append(query)
        return store.select(query)

    with contextlib.closing(open_store(str(whole / "store"), read_only=True)) as store:
        assert list(findings(select, store.graphs(), store.nquads, {}, whole=False, checked=Checked())) == []
    assert len(asked) < 15, "the documents, the lone agents, three for the batch of two, and what the shapes look at"
