"""docs/inputs.md names every kind of file, every limit and every column, with the numbers of the program."""

from __future__ import annotations

import dataclasses
import doctest
import re
from pathlib import Path

import pytest

from graph.intake import COLUMNS, OPENERS
from graph.model import FORMAT_OF_SUFFIX, Limits

PAGE = Path(__file__).resolve().parents[2] / "docs" / "inputs.md"
TEXT = PAGE.read_text(encoding="utf-8")


def test_endings() -> None:
    rows = re.findall(r"^\| (\.[a-z][^|]*)\|", TEXT, re.MULTILINE)
    named = {ending for row in rows for ending in re.findall(r"\.[a-z0-9.]+", row)}
    assert named == {*filter(None, FORMAT_OF_SUFFIX), *OPENERS}


@pytest.mark.parametrize(
    "field", [one for one in dataclasses.fields(Limits) if one.type == "int"], ids=lambda one: one.name
)
def test_limits(field: dataclasses.Field[int]) -> None:
    name = field.name.replace("max_bytes", "--max-bytes")
    [row] = [line for line in TEXT.splitlines() if line.startswith("|") and f"`{name}`" in line]
    assert re.search(rf"\b{field.default:,}\b", row.rpartition("` |")[2])


@pytest.mark.parametrize("column", [name for names in COLUMNS.values() for name in names])
def test_columns(column: str) -> None:
    assert f"`{column}`" in TEXT


def test_examples() -> None:
    result = doctest.testfile(str(PAGE), module_relative=False)
    assert (result.attempted, result.failed) == (3, 0)
