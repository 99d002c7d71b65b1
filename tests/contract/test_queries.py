"""Every named query gives the rows of the manifest, from pyoxigraph and from rdflib alike."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph import ontology
from graph.ontology import NamedQuery, Value
from graph.store import Memory
from tests.engines import Rows, by_pyoxigraph, by_rdflib

HERE = Path(__file__).parent / "queries"
CASES: list[dict[str, Any]] = tomllib.loads((HERE / "manifest.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.filterwarnings("ignore:Code. Duration is not defined")
@pytest.mark.parametrize("ask", [by_pyoxigraph, by_rdflib])
@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_the_rows_are_those_expected(
    case: dict[str, Any], ask: Callable[[NamedQuery, Memory, dict[str, Value]], Rows]
) -> None:
    query = ontology.query(case["query"])
    dataset = Memory.load(ontology.folder() / "examples" / "valid" / case["data"])
    rows = ask(query, dataset, query.values(case.get("bindings", {})))
    with (HERE / f"{case['name']}.csv").open(newline="", encoding="utf-8") as file:
        expected = [{name: cell for name, cell in row.items() if cell} for row in csv.DictReader(file)]
    assert rows == expected


def test_every_query_has_a_case_with_rows() -> None:
    with_rows = {case["query"] for case in CASES if (HERE / f"{case['name']}.csv").read_text().count("\n") > 1}
    assert with_rows == {query.name for query in ontology.queries()}


def test_every_expectation_belongs_to_a_case() -> None:
    assert {path.stem for path in HERE.glob("*.csv")} == {case["name"] for case in CASES}
