"""The benchmark of stores runs, and its worlds are as said: the same each time, valid, and of that size."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from graph import ontology, shapes
from graph.store import Memory
from scripts.benchmarks import questions, store, worlds


def quads(count: int, *, seed: int = 1) -> str:
    lines = {line for account in worlds.accounts(count, seed=seed) for line in worlds.quads_of(account).splitlines()}
    return "".join(f"{line}\n" for line in sorted(lines))


def test_a_world_is_the_same_each_time_and_another_by_another_seed() -> None:
    assert quads(5) == quads(5)
    assert quads(5) != quads(5, seed=2)


def test_a_document_has_as_many_quads_as_is_said() -> None:
    assert quads(200).count("\n") / 200 == pytest.approx(worlds.QUADS_A_DOCUMENT, rel=0.1)


def test_a_world_keeps_to_the_shapes() -> None:
    report = shapes.validate(quads(15))
    assert report.conforms, report.text


def test_each_named_query_is_asked_and_finds_something() -> None:
    asked = questions.questions(worlds.accounts(60))
    assert {question.name for question in asked} == {query.name for query in ontology.queries()}
    dataset = Memory()
    dataset.fill(quads(60))
    empty = {question.title for question in asked if not questions.fastest(question, dataset)[1]}
    assert empty <= {"disagreements", "mutual"}  # which so few documents need not have


def test_what_rdflib_takes_too_long_for_is_told_apart(tmp_path: Path) -> None:
    (tmp_path / "quads.nq").write_text(quads(3), encoding="utf-8")
    asked = questions.questions(worlds.accounts(10))[:1]
    [taken] = questions.by_rdflib(asked, tmp_path / "quads.nq", 60).values()
    assert taken is not None
    assert questions.by_rdflib(asked, tmp_path / "quads.nq", 0) == {asked[0].title: None}


def test_the_benchmark_of_stores_measures_and_keeps_figures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    scores = tmp_path / "store.json"
    scores.write_text(json.dumps([{"asked_for": 1, "queries": {"path": {"rdflib_ms": None}}}]), encoding="utf-8")
    monkeypatch.setattr(store, "SCORES", scores)
    monkeypatch.setattr(questions, "_ENOUGH", 0)
    store.run(argparse.Namespace(quads=[0.000001, 0.001], rdflib=False, folder=tmp_path, write=True))
    tiny, small = json.loads(scores.read_text(encoding="utf-8"))
    assert tiny["queries"]["path"]["rdflib_ms"] is None
    assert small["documents"] == 7
    assert small["quads"] > tiny["quads"]
    assert min(small["load_seconds"], small["replace_ms"], small["writer_mb"]) > 0
    assert "who-requested-what" in capsys.readouterr().out
