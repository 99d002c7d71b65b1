"""The results of the samples that the repository shows are those that a build gives now."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from graph import cli, pipeline

SHOWN = Path(__file__).resolve().parents[2] / "output"

pytestmark = pytest.mark.skipif(
    not (SHOWN / "run.json").exists(), reason="output/ is not built: run scripts/askgraph build"
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("golden") / "output"
    journal = pipeline.Journal()
    pipeline.build(pipeline.read(cli.samples(), journal=journal), out=out, journal=journal).store.close()
    return out


def run_of(folder: Path) -> dict[str, Any]:
    """What run.json says, without the time and the places of the files."""
    run: dict[str, Any] = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    return {
        "counts": run["counts"],
        "documents": [(Path(one["source"]).name, one["id"], one["acts"]) for one in run["documents"]],
    }


def test_the_dataset_holds_the_same_statements(built: Path) -> None:
    # graph.nq says the same in three megabytes, and is not kept
    shown, now = ((folder / "graph.trig").read_text(encoding="utf-8").splitlines() for folder in (SHOWN, built))
    assert now == shown


def test_the_ledger_has_the_same_rows(built: Path) -> None:
    shown, now = (json.loads((folder / "ledger.json").read_text(encoding="utf-8")) for folder in (SHOWN, built))
    assert now == shown
    with (SHOWN / "ledger.csv").open(encoding="utf-8", newline="") as file:
        assert [row["id"] for row in csv.DictReader(file)] == [row["id"] for row in shown]


def test_the_network_has_the_same_edges(built: Path) -> None:
    shown, now = (nx.read_graphml(folder / "network.graphml") for folder in (SHOWN, built))
    assert sorted(now.edges(data="request")) == sorted(shown.edges(data="request"))


def test_the_run_counts_the_same(built: Path) -> None:
    assert run_of(built) == run_of(SHOWN)


def test_the_page_is_the_same(built: Path) -> None:
    assert (built / "graph.html").read_bytes() == (SHOWN / "graph.html").read_bytes()
