"""A run by many workers: the same bytes as by one, each input counted once, and what was cut short goes on."""

from __future__ import annotations

import datetime as dt
import functools
import json
import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

from graph import describe, lines, loading, ontology, output, pipeline, shapes, upkeep, worker
from graph.errors import DocumentError, RunError
from graph.model import Account, Document, Format, Input, Kept, Refused, Source
from graph.ontology import Class, Outside
from graph.read import document, encode
from graph.run import batches
from graph.work import Crew, Guard, Lost, Processes
from tests import poison

NOW = dt.datetime(2026, 3, 7, tzinfo=dt.UTC)
LETTERS = tuple(
    f"Mayor Ann Lee asked the Harbor Council for file {number} on Thursday. The council refused.\n"
    for number in range(24)
)
FILES = ("extractions.jsonl", "graph.html", "graph.nq", "graph.trig", "ledger.csv", "ledger.json", "run.json")
DESCRIBE = describe.describe


def inputs() -> list[Input]:
    """Letters, one of them twice, a file that is refused, and one that cannot be read."""
    letters: list[Input] = [document(letter) for letter in LETTERS]
    refused = Refused("no.xyz", DocumentError("no.xyz is of a kind that is not read"))
    return [*letters[:5], refused, letters[2], *letters[5:], Source("a.pdf", Format.PDF, b"no PDF")]


def build(out: Path, crew: Crew | None = None) -> pipeline.Journal:
    journal = pipeline.Journal()
    pipeline.build(inputs(), out=out, made_at=NOW, journal=journal, crew=crew).store.close()
    return journal


def contents(out: Path) -> dict[str, bytes]:
    return {name: (out / name).read_bytes() for name in FILES}


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("once") / "out"
    build(out)
    return out


@pytest.mark.parametrize("workers", [1, 3])
def test_the_bytes_are_the_same_for_any_number_of_workers(
    once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    monkeypatch.setattr("graph.run._DOCUMENTS", 5)
    with Crew(Processes(workers, guard=Guard(seconds=60, megabytes=4000))) as crew:
        build(tmp_path / "out", crew)
    assert contents(tmp_path / "out") == contents(once)


def test_every_input_is_counted_once(once: Path) -> None:
    counts = json.loads((once / "run.json").read_text())["counts"]
    assert counts["inputs"] == len(inputs()) == counts["documents"] + counts["repeated"] + counts["set_aside"]
    assert (counts["documents"], counts["repeated"], counts["set_aside"]) == (24, 1, 2)
    set_aside = json.loads((once / "run.json").read_text())["set_aside"]
    assert [one["source"] for one in set_aside] == ["no.xyz", "a.pdf"]


def test_figures_that_do_not_add_up_stop_the_run() -> None:
    journal = pipeline.Journal(inputs=1)
    with pytest.raises(RunError, match="0 inputs are accounted for of 1"):
        journal.record(made_at=NOW)


def test_a_poisoned_document_costs_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "keep", poison.keep)
    texts = [*LETTERS[:3], "Ben Roe asked for the spin files.", *LETTERS[3:6], "Ben Roe asked for the crash files."]
    journal = pipeline.Journal()
    with Crew(Processes(2, guard=Guard(seconds=5))) as crew:
        pipeline.build(map(document, texts), out=tmp_path / "out", journal=journal, crew=crew).store.close()
    assert len(journal.documents) == 6
    assert [loss.reason.partition(";")[0] for loss in journal.set_aside] == [
        "it took longer than 5 s",
        "its worker died (SIGSEGV)",
    ]
    assert len(journal.documents) + len(journal.set_aside) == journal.inputs


def cut_after(number: int) -> pipeline.Journal:
    def cut(journal: pipeline.Journal) -> None:
        if len(journal.documents) == number:
            raise KeyboardInterrupt

    return pipeline.Journal(on_change=cut)


def counted(monkeypatch: pytest.MonkeyPatch) -> list[Document]:
    """The documents that are read from now on, and not taken from what was read before."""
    read: list[Document] = []

    def keep(items: Sequence[tuple[Document, bytes | None]], guard: Guard, *, pipeline: str) -> list[Kept | Lost]:
        read.extend(found for found, line in items if line is None)
        return poison.KEEP(items, guard, pipeline=pipeline)

    monkeypatch.setattr(worker, "keep", keep)
    return read


def test_what_was_cut_short_goes_on_where_it_was(once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "MOST", 4)
    out = tmp_path / "out"
    for number in (12, 16):
        with pytest.raises(KeyboardInterrupt):
            pipeline.build(inputs(), out=out, journal=cut_after(number))
    assert [path.name for path in tmp_path.iterdir()] == [".out.new"], "nothing is half there"
    with (tmp_path / ".out.new" / lines.LINES).open("ab") as file:
        file.write(b'{"document":{"id":"cut')  # as a kill in the middle of a line would leave it
    read = counted(monkeypatch)
    build(out)
    assert 0 < len(read) <= 24 - 16
    assert contents(out) == contents(once)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_that_grows_goes_on_too(once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "MOST", 4)
    out = tmp_path / "out"
    pipeline.build([document(LETTERS[0])], out=out, made_at=NOW).store.close()
    with pytest.raises(KeyboardInterrupt):
        upkeep.build_into(out, inputs(), journal=cut_after(9))
    read = counted(monkeypatch)
    upkeep.build_into(out, inputs(), made_at=NOW).store.close()
    assert len(read) <= 24 - 9
    assert {**contents(out), "run.json": b""} == {**contents(once), "run.json": b""}


def test_what_is_known_otherwise_now_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = document(LETTERS[0])
    with pytest.raises(KeyboardInterrupt):
        pipeline.build([found], out=tmp_path / "out", journal=cut_after(1))
    read = counted(monkeypatch)
    dated = document(LETTERS[0], metadata=pipeline.Metadata(published=NOW.date()))
    pipeline.build([dated], out=tmp_path / "out").store.close()
    assert read == [dated]


def test_a_fresh_build_begins_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(KeyboardInterrupt):
        pipeline.build([document(LETTERS[0])], out=tmp_path / "out", journal=cut_after(1))
    read = counted(monkeypatch)
    pipeline.build([document(LETTERS[0])], out=tmp_path / "out", resume=False).store.close()
    assert len(read) == 1


def test_where_nothing_has_changed_the_results_stay(
    once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    once = shutil.copytree(once, tmp_path / "out")
    before, read = {name: _made(once / name) for name in FILES}, counted(monkeypatch)
    journal = pipeline.Journal()
    upkeep.build_into(once, inputs(), journal=journal, made_at=NOW).store.close()
    assert {name: _made(once / name) for name in FILES if name != output.MARK} == {
        name: made for name, made in before.items() if name != output.MARK
    }
    counts = json.loads((once / output.MARK).read_text())["counts"]
    assert (read, counts["unchanged"], counts["documents"]) == ([], 24, 0)
    assert counts["quads"] == (once / "graph.nq").read_bytes().count(b"\n")


def _made(path: Path) -> tuple[int, int]:
    return path.stat().st_ino, path.stat().st_mtime_ns


def spoilt(account: Account) -> str:
    """The quads of an account; in those of one letter is an item without words."""
    if "for file 3 " not in account.document.text:
        return DESCRIBE(account)
    graph = ontology.graph_iri(account.document.id)
    return f"{DESCRIBE(account)}<{graph}#none> <{Outside.TYPE}> <{Class.ITEM}> <{graph}> .\n"


@pytest.mark.parametrize("fast", [True, False])
def test_what_breaks_a_shape_is_set_aside_where_that_is_asked_for(monkeypatch: pytest.MonkeyPatch, fast: bool) -> None:
    monkeypatch.setattr(describe, "describe", spoilt)
    monkeypatch.setattr(shapes, "is_fast", lambda: fast)
    journal, careless = pipeline.Journal(), pipeline.Journal()
    built = pipeline.build(map(document, LETTERS[:5]), journal=journal, validate=True)
    assert pipeline.validate(built.store).conforms
    assert [one["id"] for one in journal.documents] == [document(LETTERS[number]).id for number in (0, 1, 2, 4)]
    assert [loss.reason.partition(": ")[0] for loss in journal.set_aside] == [
        "what was read breaks a shape, and 1 more"
    ]
    assert not pipeline.validate(pipeline.build(map(document, LETTERS[:5]), journal=careless).store).conforms
    assert not careless.set_aside


def test_what_was_read_before_is_held_to_the_shapes_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(describe, "describe", spoilt)
    documents = [document(letter) for letter in LETTERS[2:4]]
    items = [(found.document, encode(found)) for found in pipeline.extract(documents)]
    outcomes = worker.keep_valid(items, Guard(), pipeline=pipeline.PIPELINE)
    assert [type(outcome) for outcome in outcomes] == [Kept, Lost]


def into_store(out: Path, inputs: Iterable[Input], **options: Any) -> pipeline.Built:
    return upkeep.build_store(str(out / "store"), inputs, **options)


@pytest.mark.parametrize("grow", [upkeep.build_into, into_store])
def test_what_grows_takes_only_what_keeps_to_the_shapes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, grow: Callable[..., pipeline.Built]
) -> None:
    monkeypatch.setattr(describe, "describe", spoilt)
    pipeline.build(map(document, LETTERS[:2]), out=tmp_path / "out").store.close()
    journal = pipeline.Journal()
    built = grow(tmp_path / "out", map(document, LETTERS[:5]), journal=journal, validate=True)
    assert (len(journal.unchanged), len(journal.documents), len(journal.set_aside)) == (2, 2, 1)
    assert pipeline.validate(built.store).conforms
    built.store.close()


def test_batches_are_of_so_many_or_so_much() -> None:
    weigh = functools.partial(batches, weight=len, most=3, heaviest=10)
    assert list(weigh(["a"] * 7)) == [["a"] * 3, ["a"] * 3, ["a"]]
    assert list(weigh(["aaaaaaaa", "bbb", "c" * 50, "d"])) == [["aaaaaaaa"], ["bbb"], ["c" * 50], ["d"]]
    assert list(weigh([])) == []
