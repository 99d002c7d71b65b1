"""Columns of a DataFrame have the type of their values, and what is not of one type stays text."""

from __future__ import annotations

import datetime as dt
import sys
from decimal import Decimal
from typing import Any

import pytest

from graph import pipeline
from graph.errors import RunError
from graph.read import Metadata, document
from graph.store import Memory

pandas = pytest.importorskip("pandas")
DATE, TIME = "^^xsd:date", "^^xsd:dateTime"


def column(*values: str) -> Any:
    """The one column of a query whose rows hold these terms."""
    rows = " ".join(f"({value})" for value in values)
    table = pipeline.to_pandas(pipeline.query(f"SELECT ?x {{ VALUES (?x) {{ {rows} }} }}", Memory()))
    return table["x"]


def day(year: int, month: int, of_month: int, hour: int = 0) -> Any:
    return pandas.Timestamp(dt.datetime(year, month, of_month, hour))


@pytest.mark.parametrize(
    ("values", "dtype", "expected"),
    [
        (["7", "-2", "UNDEF"], "Int64", [7, -2, None]),
        (["'7'^^xsd:int", "'8'^^xsd:unsignedByte", "'9'^^xsd:nonNegativeInteger"], "Int64", [7, 8, 9]),
        (["9007199254740993"], "Int64", [9007199254740993]),  # no float holds it
        (["9223372036854775808"], "object", [Decimal(9223372036854775808)]),
        (["1.10", "UNDEF", "2"], "object", [Decimal("1.10"), None, Decimal(2)]),
        (["1.5e0", "2", "0.5", "UNDEF"], "Float64", [1.5, 2.0, 0.5, None]),
        (["'INF'^^xsd:double"], "Float64", [float("inf")]),
        (["true", "'0'^^xsd:boolean", "UNDEF"], "boolean", [True, False, None]),
        ([f"'2026-03-06'{DATE}", "UNDEF"], "datetime64[us]", [day(2026, 3, 6), None]),
        ([f"'2026-03-06T09:00:00'{TIME}"], "datetime64[us]", [day(2026, 3, 6, 9)]),
        (
            [f"'2026-03-06T09:00:00Z'{TIME}", f"'2026-03-06T09:00:00+02:00'{TIME}", "UNDEF"],
            "datetime64[us, UTC]",
            [day(2026, 3, 6, 9).tz_localize("UTC"), day(2026, 3, 6, 7).tz_localize("UTC"), None],
        ),
        (["'the logs'", "'die Akten'@de", "''", "UNDEF"], "string", ["the logs", "die Akten", "", None]),
        (["<http://example.org/a>", "'7'"], "string", ["http://example.org/a", "7"]),
        (["UNDEF", "UNDEF"], "string", [None, None]),
        ([], "string", []),
    ],
)
def test_a_column_has_the_type_of_its_values(values: list[str], dtype: str, expected: list[Any]) -> None:
    found = column(*values)
    assert str(found.dtype) == dtype
    assert [None if pandas.isna(value) else value for value in found] == expected


@pytest.mark.parametrize(
    "values",
    [
        ["7", "'seven'"],
        [f"'2026-03-06'{DATE}", f"'2026-03-06T09:00:00'{TIME}"],
        [f"'2026-03-06T09:00:00'{TIME}", f"'2026-03-06T09:00:00Z'{TIME}"],
        ["true", "1"],
        [f"'2026-02-30'{DATE}"],
        [f"'2026-03-06Z'{DATE}"],
        ["'soon'^^xsd:integer"],
        ["'maybe'^^xsd:boolean"],
        ["'7'^^<http://example.org/feet>"],
    ],
)
def test_what_is_not_of_one_type_stays_text(values: list[str]) -> None:
    found = column(*values)
    assert str(found.dtype) == "string"
    assert list(found) == [value.partition("'^^")[0].strip("'") for value in values]


def test_a_named_query_of_a_dataset() -> None:
    text = "Mayor Ann Lee asked the Harbor Council on Thursday for its logs within 20 days."
    built = pipeline.build([document(text, metadata=Metadata(published=dt.date(2026, 3, 6)))])
    table = pipeline.to_pandas(pipeline.query("overdue", built.store, on="2026-03-31"))
    assert list(table["due"]) == [day(2026, 3, 25)]
    assert list(table["item"]) == ["its logs"]
    assert list((day(2026, 3, 31) - table["due"]).dt.days) == [6]


def test_triples_have_three_columns() -> None:
    found = pipeline.query("CONSTRUCT { <urn:a> <urn:b> ?n } { VALUES ?n { 1 2 } }", Memory())
    table = pipeline.to_pandas(found)
    assert [str(table[name].dtype) for name in ("subject", "predicate", "object")] == ["string", "string", "Int64"]
    assert sorted(table["object"]) == [1, 2]


def test_no_rows_have_their_columns() -> None:
    assert list(pipeline.to_pandas(pipeline.query("SELECT ?who ?what { ?who a ?what }", Memory()))) == ["who", "what"]


def test_yes_or_no_is_no_table() -> None:
    with pytest.raises(RunError, match="yes or no; wanted one that gives rows or triples"):
        pipeline.to_pandas(pipeline.query("ASK { ?a ?b ?c }", Memory()))


def test_without_pandas_one_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(RunError) as caught:
        pipeline.to_pandas(pipeline.query("SELECT * { ?a ?b ?c }", Memory()))
    assert str(caught.value) == "pandas is not installed; wanted the library pandas; install askgraph[pandas]"
