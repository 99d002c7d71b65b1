"""What a query gives to a pandas DataFrame, each column of the type that its values have."""

from __future__ import annotations

import decimal
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions

from graph.errors import RunError
from graph.store import Results, Term
from graph.store.results import solutions, triples

if TYPE_CHECKING:
    import pandas as pd

_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_SIGNS, _SIZES = ("nonNegative", "nonPositive", "positive", "negative"), ("long", "int", "short", "byte")
_INTEGERS: Final = frozenset(
    {"integer", *(f"{sign}Integer" for sign in _SIGNS), *_SIZES, *(f"unsigned{size.title()}" for size in _SIZES)}
)
_DECIMALS: Final = _INTEGERS | {"decimal"}
_NUMBERS: Final = _DECIMALS | {"double", "float"}
_TRUTH: Final = {"true": True, "1": True, "false": False, "0": False}


def to_pandas(results: Results) -> pd.DataFrame:
    """What a query gives, as a pandas DataFrame: the rows of a SELECT, or subject, predicate and object of triples.

    A column whose values are all whole numbers is Int64; doubles are Float64; decimals are `decimal.Decimal`, exact;
    true and false are boolean; days and times are datetime64, those with a zone in UTC. Every other column is text,
    one of several sorts or with a value that is not of its sort ("2026-02-30" as a date) too. What a row leaves open
    is missing (NA, NaT).

    >>> from graph.store import Memory
    >>> table = to_pandas(Memory().query("SELECT * { VALUES (?item ?pages) { ('logs' 12) ('maps' UNDEF) } }"))
    >>> [str(table[name].dtype) for name in ("item", "pages")]
    ['string', 'Int64']
    """
    pandas = _pandas()
    if isinstance(results, QueryBoolean):
        raise RunError("the query says yes or no", "one that gives rows or triples")
    if isinstance(results, QuerySolutions):
        names = [variable.value for variable in results.variables]
        rows = [[row.get(name) for name in names] for row in solutions(results)]
    else:
        names = ["subject", "predicate", "object"]
        rows = [[one.subject, one.predicate, one.object] for one in triples(results)]
    cells = zip(*rows, strict=True) if rows else ((),) * len(names)
    columns = dict(enumerate(_column(pandas, column) for column in cells))
    return pandas.DataFrame(columns).set_axis(names, axis="columns")


def _pandas() -> Any:
    try:
        import pandas
    except ImportError as error:
        raise RunError("pandas is not installed", "the library pandas", "install askgraph[pandas]") from error
    return pandas


def _column(pandas: Any, cells: Iterable[Term | None]) -> Any:
    """A column of the type that all its cells have, else of text."""
    cells = tuple(cells)
    words = pandas.Series([_text(cell) for cell in cells], dtype="string")
    kinds = {_kind(cell) for cell in cells if cell is not None}
    for known, convert in _CONVERSIONS:
        if kinds and kinds <= known:
            try:
                return convert(pandas, words)
            except (ArithmeticError, KeyError, ValueError):  # a value that is too large, or not of its sort
                continue
    return words


def _text(cell: Term | None) -> str | None:
    return cell.value if isinstance(cell, Literal | NamedNode) else None if cell is None else str(cell)


def _kind(cell: Term) -> str:
    """The name of the cell's type in XML Schema; of any other, its IRI or nothing."""
    return cell.datatype.value.removeprefix(_XSD) if isinstance(cell, Literal) else ""


def _moments(pandas: Any, words: Any) -> Any:
    zoned = words.dropna().str.contains(r"(?:Z|[+-]\d\d:\d\d)$")
    if zoned.any() and not zoned.all():
        raise ValueError("times with a zone beside times without one are no single sort")
    return pandas.to_datetime(words, format="ISO8601", utc=bool(zoned.any()))


# The first that fits: by the types of the cells, what makes a column of their text.
_CONVERSIONS: Final[tuple[tuple[frozenset[str], Callable[[Any, Any], Any]], ...]] = (
    (_INTEGERS, lambda _, words: words.astype("Int64")),
    (_DECIMALS, lambda _, words: words.map(decimal.Decimal, na_action="ignore")),
    (_NUMBERS, lambda _, words: words.astype("Float64")),
    (frozenset({"boolean"}), lambda _, words: words.map(_TRUTH.__getitem__, na_action="ignore").astype("boolean")),
    (frozenset({"date"}), lambda pandas, words: pandas.to_datetime(words, format="%Y-%m-%d")),
    (frozenset({"dateTime"}), _moments),
)
