"""The order of the stages: what a build writes, that it is the same twice, and what it sets aside."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from graph import extract, pipeline
from graph.errors import DocumentError, RunError
from graph.model import Document, Extraction
from graph.read import document, read_extractions
from graph.store import open_dataset

NOW = dt.datetime(2026, 3, 7, tzinfo=dt.UTC)
LETTER = "Mayor Ann Lee asked the council for the files on Thursday.\n"
REPLY = "The council refused to give Ann Lee the files.\n"
QUIET = "The river rose by a metre in the night.\n"
RESULTS = {
    "extractions.jsonl",
    "graph.html",
    "graph.nq",
    "graph.trig",
    "ledger.csv",
    "ledger.json",
    "network.graphml",
    "run.json",
    "store",
}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of three documents, one of them given twice."""
    out = tmp_path_factory.mktemp("build") / "out"
    pipeline.build(map(document, (LETTER, REPLY, QUIET, LETTER)), out=out, made_at=NOW)
    return out


def run_of(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "run.json").read_text())
    return found


def test_a_build_writes_all_its_results(out: Path) -> None:
    assert {path.name for path in out.iterdir()} == RESULTS
    assert [path for path in out.parent.iterdir() if path != out] == []


def test_a_second_build_gives_the_same_bytes(out: Path, tmp_path: Path) -> None:
    pipeline.build(map(document, (LETTER, REPLY, QUIET, LETTER)), out=tmp_path / "again", made_at=NOW)
    for name in sorted(RESULTS - {"store"}):
        assert (tmp_path / "again" / name).read_bytes() == (out / name).read_bytes(), name


def test_only_the_day_of_making_depends_on_the_clock(out: Path, tmp_path: Path) -> None:
    built = pipeline.build([document(LETTER)], out=tmp_path / "now")
    made_at = dt.datetime.fromisoformat(run_of(tmp_path / "now")["made_at"])
    built.store.close()
    pipeline.build([document(LETTER)], out=tmp_path / "then", made_at=made_at)
    assert (tmp_path / "now" / "run.json").read_text() == (tmp_path / "then" / "run.json").read_text()


def test_the_results_agree_with_each_other(out: Path) -> None:
    nquads = (out / "graph.nq").read_text(encoding="utf-8")
    assert open_dataset(str(out / "store")).dump() == nquads == open_dataset(str(out / "graph.trig")).dump()
    ledger = json.loads((out / "ledger.json").read_text())
    assert len((out / "ledger.csv").read_text().splitlines()) == 1 + len(ledger)
    assert {edge["request"] for _, _, edge in nx.read_graphml(out / "network.graphml").edges(data=True)} == {
        row["id"] for row in ledger
    }
    counts = run_of(out)["counts"]
    assert counts["quads"] == nquads.count("\n")
    assert counts["documents"] == len(list(read_extractions(out / "extractions.jsonl"))) == 3


def test_the_inputs_are_all_accounted_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LETTER)
    (tmp_path / "b.txt").write_text(LETTER)
    (tmp_path / "c.txt").write_text("")
    (tmp_path / "d.txt").write_text(QUIET)
    journal = pipeline.Journal()
    paths = [tmp_path / f"{name}.txt" for name in "abcde"]
    pipeline.build(pipeline.read(paths, journal=journal), out=tmp_path / "out", journal=journal)
    run = run_of(tmp_path / "out")
    counts = run["counts"]
    assert counts["inputs"] == counts["documents"] + counts["repeated"] + counts["set_aside"] == 5
    assert [Path(item["source"]).name for item in run["documents"]] == ["a.txt", "d.txt"]
    assert [Path(item["source"]).name for item in run["repeated"]] == ["b.txt"]
    assert [Path(item["source"]).name for item in run["set_aside"]] == ["c.txt", "e.txt"]
    assert "is empty" in run["set_aside"][0]["reason"]


def test_an_article_without_requests_gives_a_whole_empty_result(tmp_path: Path) -> None:
    built = pipeline.build([document(QUIET)], out=tmp_path / "out")
    assert built.ledger.rows == ()
    assert {path.name for path in (tmp_path / "out").iterdir()} == RESULTS
    assert json.loads((tmp_path / "out" / "ledger.json").read_text()) == []


def test_where_nothing_could_be_read_the_old_output_stays(out: Path, tmp_path: Path) -> None:
    before = (out / "run.json").read_bytes()
    with pytest.raises(RunError, match="no article could be read"):
        pipeline.build(pipeline.read([tmp_path / "none.txt"]), out=out)
    assert (out / "run.json").read_bytes() == before


@pytest.mark.parametrize("error", [DocumentError("too hard"), ValueError("a slip of ours")])
def test_an_article_that_fails_costs_only_itself(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    extract_one = extract.extract

    def fail_on_the_reply(document: Document, doc: Any) -> Extraction:
        if document.text == REPLY:
            raise error
        return extract_one(document, doc)

    monkeypatch.setattr(extract, "extract", fail_on_the_reply)
    journal = pipeline.Journal()
    built = pipeline.build(map(document, (LETTER, REPLY, QUIET)), journal=journal)
    assert len(built.ledger.rows) == 1
    assert [str(error) in loss.reason for loss in journal.set_aside] == [True]
    assert len(journal.documents) == 2


def test_an_error_of_the_run_stops_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(document: Document, doc: Any) -> Iterator[Extraction]:
        raise RunError("the disk is full")

    monkeypatch.setattr(extract, "extract", stop)
    with pytest.raises(RunError, match="the disk is full"):
        pipeline.build([document(LETTER)])


def test_words_that_are_not_in_the_text_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    extract_one = extract.extract

    def misread(found: Document, doc: Any) -> Extraction:
        other = extract_one(found, doc)
        return Extraction(document(QUIET * 3), other.mentions, other.frames, other.provenance)

    monkeypatch.setattr(extract, "extract", misread)
    journal = pipeline.Journal()
    assert list(pipeline.extract([document(LETTER)], journal=journal)) == []
    assert "the text has" in journal.set_aside[0].reason


def test_queries_need_no_prefixes_and_take_terms(out: Path) -> None:
    query = (
        "SELECT ?label { ?request a ask:Request ; ask:item ?item . ?item rdfs:label ?label FILTER(?label = ?wanted) }"
    )
    dataset = open_dataset(str(out))
    for wanted, found in (("the files", ["the files"]), ('x" . } #', [])):
        rows = pipeline.query(query, dataset, wanted=pipeline.term_of(wanted))
        assert [row["label"].value for row in rows] == found  # type: ignore[union-attr]


@pytest.mark.parametrize("export_format", pipeline.EXPORT_FORMATS)
def test_exports_are_the_same_twice_and_not_empty(out: Path, export_format: str) -> None:
    content = b"".join(pipeline.export(open_dataset(str(out)), export_format))
    assert content == b"".join(pipeline.export(open_dataset(str(out)), export_format))
    assert b"the files" in content
