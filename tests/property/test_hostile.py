"""Hostile files through the whole of build: each is read or set aside with a reason, and what is made is sound."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from graph import cli
from graph.parse import PIPELINE, load, words_of
from tests.hostile import ASKED, files

FORMULA = ("=", "+", "-", "@", "\t", "\r")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that a build of every hostile file makes."""
    here = tmp_path_factory.mktemp("hostile")
    folder, out = here / "in", here / "out"
    folder.mkdir()
    for name, content in files().items():
        (folder / name).write_bytes(content)
    assert cli.run(["build", str(folder), "--out", str(out)]) == 3
    return out


def test_there_are_many() -> None:
    assert len(files()) > 100
    assert all(len(content) < 2_000_000 for content in files().values())


def test_each_is_a_document_or_set_aside_with_a_reason(built: Path) -> None:
    run = json.loads((built / "run.json").read_text(encoding="utf-8"))
    aside, counts = run["set_aside"], run["counts"]
    assert counts["inputs"] == len(files())
    assert counts["documents"] + counts["repeated"] + len(aside) == counts["inputs"]
    for one in aside:
        assert one["reason"].strip()
        assert "\n" not in one["reason"]
        assert "Error" not in one["reason"]


def test_most_are_read(built: Path) -> None:
    read = {json.loads(line)["document"]["id"] for line in (built / "extractions.jsonl").open(encoding="utf-8")}
    assert len(read) > 100


def test_the_dataset_keeps_to_its_shapes_and_its_texts(built: Path) -> None:
    assert cli.run(["check", "--from", str(built)]) == 0


def test_the_ledger_reads_back_without_formulas(built: Path) -> None:
    with (built / "ledger.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == len(json.loads((built / "ledger.json").read_text(encoding="utf-8")))
    assert len(rows) > 100
    assert not [cell for row in rows for cell in row.values() if cell and cell.startswith(FORMULA)]


def test_the_page_holds_no_markup_of_theirs(built: Path) -> None:
    page = (built / "graph.html").read_text(encoding="utf-8")
    for tag in ("<script>alert('x')", "<img src=x", "</style><style>*{display"):
        assert tag not in page


@pytest.mark.parametrize("text", ["(" * 3_000 + ")" * 3_000, "a" * 9_999, f"{ASKED} {'“' * 1_200} {ASKED}"])
def test_what_goes_on_without_white_space_keeps_its_text(text: str) -> None:
    assert words_of(load(PIPELINE), text).text == text
