"""A dataset that exists: what comes, what is left alone, what goes, and that the order does not matter."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from graph import output, pipeline, upkeep
from graph.errors import RunError
from graph.extract import EXTRACTORS
from graph.model import Document, Metadata
from graph.read import document, document_of
from graph.store import Memory, Store, open_dataset, open_store

NOW = dt.datetime(2026, 3, 7, tzinfo=dt.UTC)
LETTER = "Mayor Ann Lee asked the Harbor Council for the files on Thursday.\n"
AGAIN = "On Friday Ann Lee asked the Harbor Council for the maps. Ben Roe asked Ann Lee for comment.\n"
REPLY = "The Harbor Council refused to give Ann Lee the files.\n"
TEXTS = (LETTER, AGAIN, REPLY)
FILES = ("extractions.jsonl", "graph.html", "graph.nq", "graph.trig", "ledger.csv", "ledger.json", "network.graphml")


def put(store: Store, *documents: Document) -> pipeline.Journal:
    journal = pipeline.Journal()
    for _ in upkeep.add(documents, store, journal=journal):
        pass
    return journal


def filled(*documents: Document) -> Memory:
    store = Memory()
    put(store, *documents)
    return store


def at(text: str, **fields: object) -> Document:
    return document(text, metadata=Metadata(**fields))  # type: ignore[arg-type]


def test_one_after_the_other_is_all_at_once() -> None:
    at_once = pipeline.build(map(document, TEXTS)).store.dump()
    assert filled(*map(document, TEXTS)).dump() == at_once
    assert filled(*map(document, reversed(TEXTS))).dump() == at_once


def test_what_is_held_is_left_alone() -> None:
    store = filled(document(LETTER))
    journal = put(store, document(LETTER), document(REPLY))
    assert [loss.source for loss in journal.unchanged] == [document(LETTER).id]
    assert [one["id"] for one in journal.documents] == [document(REPLY).id]
    assert journal.inputs == len(journal.documents) + len(journal.unchanged) == 2


def test_what_became_known_of_a_document_is_put_in_its_place() -> None:
    dated = at(LETTER, published=dt.date(2026, 3, 6), title='A "title"\x07')
    store = filled(document(LETTER))
    assert put(store, dated).unchanged == []
    assert store.dump() == filled(dated).dump()
    assert [loss.source for loss in put(store, dated).unchanged] == ['A "title"\x07']


def test_another_version_of_the_extractor_reads_again(monkeypatch: pytest.MonkeyPatch) -> None:
    store = filled(document(LETTER))
    monkeypatch.setattr(type(EXTRACTORS["rules"]), "version", "0-test")
    assert put(store, document(LETTER)).unchanged == []
    assert '"0-test"' in store.dump()


def test_the_same_address_is_the_same_document_changed() -> None:
    url = 'https://news.example/1?q="x"'
    store = filled(at(LETTER, url=url), document(AGAIN))
    journal = put(store, at(REPLY, url=url))
    assert [loss.source for loss in journal.gone] == [document(LETTER).id]
    assert store.dump() == filled(document(AGAIN), at(REPLY, url=url)).dump()


@pytest.mark.parametrize("text", TEXTS)
def test_removing_is_as_if_it_had_never_been(tmp_path: Path, text: str) -> None:
    location = str(tmp_path / "store")
    built = upkeep.build_store(location, map(document, TEXTS))
    built.store.close()
    upkeep.remove(location, document(text).id)
    left = [document(other) for other in TEXTS if other != text]
    assert open_store(location, read_only=True).dump() == filled(*left).dump()


def test_removing_says_what_nothing_tells_of_any_more() -> None:
    store = filled(*map(document, TEXTS))
    removed = upkeep.take_out(store, document(AGAIN).id)
    assert "Ben Roe asked Ann Lee" in removed.lost
    assert "there is Ben Roe" in removed.lost
    assert "Ann Lee asked Harbor Council" not in removed.lost, "the letter tells of it too"
    assert removed.kept > 0
    assert filled(document(LETTER), document(REPLY)).dump() == store.dump()


@pytest.mark.parametrize(
    "name",
    [
        lambda one: one.id,
        lambda one: f"doc:{one.id}",
        lambda one: f"<https://w3id.org/askgraph/document/{one.id}>",
        lambda one: one.url,
        lambda one: one.title,
    ],
)
def test_a_document_is_found_by_any_of_its_names(name: Callable[[Document], str]) -> None:
    told = at(LETTER, url="https://news.example/1", title="A letter")
    assert upkeep.take_out(filled(told, document(AGAIN)), name(told)).document == told.id


def test_a_document_that_is_not_there_or_not_one_is_told() -> None:
    store = filled(at(LETTER, title="News"), at(AGAIN, title="News"))
    with pytest.raises(RunError, match="there is no document 'none'"):
        upkeep.take_out(store, "none")
    with pytest.raises(RunError, match="2 documents fit 'News'"):
        upkeep.take_out(store, "News")


def test_a_folder_grows_to_what_one_build_makes(tmp_path: Path) -> None:
    pipeline.build(map(document, TEXTS), out=tmp_path / "once", made_at=NOW).store.close()
    pipeline.build([document(LETTER)], out=tmp_path / "grown", made_at=NOW).store.close()
    journal = pipeline.Journal()
    built = upkeep.build_into(tmp_path / "grown", map(document, TEXTS), journal=journal, made_at=NOW)
    assert built.store.dump() == (tmp_path / "once" / "graph.nq").read_text(encoding="utf-8")
    for name in FILES:
        assert (tmp_path / "grown" / name).read_bytes() == (tmp_path / "once" / name).read_bytes(), name
    counts = json.loads((tmp_path / "grown" / "run.json").read_text())["counts"]
    assert (counts["inputs"], counts["documents"], counts["unchanged"]) == (3, 2, 1)
    assert {path.name for path in (tmp_path / "grown").iterdir()} == {*FILES, "run.json", "store"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["grown", "once"]


def _deleted(out: Path) -> None:
    (out / "graph.html").unlink()


def _altered(out: Path) -> None:
    with (out / "ledger.csv").open("a") as file:
        file.write("mine")


def _of_an_older_version(out: Path) -> None:
    _altered(out)
    run = json.loads((out / "run.json").read_text())
    run["results"] = output.sums(out, run["results"])
    (out / "run.json").write_text(json.dumps(run | {"askgraph": "0.0.1"}))


def _of_before_there_were_sums(out: Path) -> None:
    _altered(out)
    run = json.loads((out / "run.json").read_text())
    del run["results"]
    (out / "run.json").write_text(json.dumps(run))


@pytest.mark.parametrize("spoil", [_deleted, _altered, _of_an_older_version, _of_before_there_were_sums])
def test_results_that_are_not_as_they_were_written_are_written_again(
    spoil: Callable[[Path], None], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    pipeline.build(map(document, TEXTS), out=out, made_at=NOW).store.close()
    before = {name: (out / name).read_bytes() for name in FILES}
    spoil(out)
    upkeep.build_into(out, map(document, TEXTS), made_at=NOW).store.close()
    assert {name: (out / name).read_bytes() for name in FILES} == before
    run = json.loads((out / "run.json").read_text())
    assert run["counts"]["unchanged"] == len(TEXTS)
    assert run["results"] == output.sums(out, run["results"])


def test_results_stay_where_nothing_has_changed(tmp_path: Path) -> None:
    out = tmp_path / "out"
    pipeline.build(map(document, TEXTS), out=out, made_at=NOW).store.close()
    places = {name: (out / name).stat().st_ino for name in FILES}
    for _ in range(2):
        built = upkeep.build_into(out, map(document, TEXTS), made_at=NOW)
        assert built.known is None, "the ledger was not read"
        assert built.requests == len(built.ledger.rows) > 0
        built.store.close()
        assert {name: (out / name).stat().st_ino for name in FILES} == places


def test_requests_are_counted_as_the_ledger_counts_them(tmp_path: Path) -> None:
    told = [at(LETTER, publisher="The Courier"), at(LETTER, publisher="The Gazette"), document(AGAIN)]
    plan = document("Ben Roe did not ask the council for the keys. Ann Lee will ask the council for the plans.\n")
    built = upkeep.build_store(str(tmp_path / "store"), [*told, plan])
    assert built.known is None, "the ledger was not read"
    assert built.requests == len(built.ledger.rows) == 3
    assert len(built.everything.rows) == 5


def test_a_folder_shrinks_to_what_one_build_makes(tmp_path: Path) -> None:
    pipeline.build(map(document, TEXTS[:2]), out=tmp_path / "once", made_at=NOW).store.close()
    pipeline.build(map(document, TEXTS), out=tmp_path / "more", made_at=NOW).store.close()
    removed = upkeep.remove(str(tmp_path / "more"), document(REPLY).id, made_at=NOW)
    for name in FILES:
        assert (tmp_path / "more" / name).read_bytes() == (tmp_path / "once" / name).read_bytes(), name
    run = json.loads((tmp_path / "more" / "run.json").read_text())
    assert run["gone"] == [{"source": removed.document, "reason": "removed"}]


def test_a_folder_is_left_as_it_was_where_nothing_can_be_read(tmp_path: Path) -> None:
    pipeline.build([document(LETTER)], out=tmp_path / "out").store.close()
    before = {name: (tmp_path / "out" / name).read_bytes() for name in (*FILES, "run.json")}
    with pytest.raises(RunError, match="no article could be read"):
        upkeep.build_into(tmp_path / "out", pipeline.read([tmp_path / "none.txt"]))
    assert {name: (tmp_path / "out" / name).read_bytes() for name in before} == before
    assert open_dataset(str(tmp_path / "out")).dump() == before["graph.nq"].decode()


def test_a_second_writer_of_a_folder_is_told(tmp_path: Path) -> None:
    pipeline.build([document(LETTER)], out=tmp_path / "out").store.close()
    with contextlib.closing(open_store(str(tmp_path / "out" / "store"))), _told_of_another_writer():
        upkeep.build_into(tmp_path / "out", [document(REPLY)])
    with output.alone(tmp_path / "out"), _told_of_another_writer():
        upkeep.build_into(tmp_path / "out", [document(REPLY)])


def _told_of_another_writer() -> contextlib.AbstractContextManager[object]:
    return pytest.raises(RunError, match="being written by another process")


def test_lines_are_those_of_the_documents_held(tmp_path: Path) -> None:
    pipeline.build(map(document, TEXTS), out=tmp_path / "out").store.close()
    upkeep.build_into(tmp_path / "out", [at(LETTER, title="Now with a title")])
    lines = (tmp_path / "out" / "extractions.jsonl").read_bytes().splitlines()
    assert [document_of(line) for line in lines] == [document(text).id for text in (AGAIN, REPLY, LETTER)]
