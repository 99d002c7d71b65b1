"""The comparison of expected and found acts, in a table."""

from __future__ import annotations

import pytest

from graph.model import Span
from tests.gold.comparing import Counts, Found, compare, matched

TEXT = "The mayor asked the council for the files."
HERE = (Span(0, len(TEXT)),)
ASKED = Found("request", HERE, (("requester", "the mayor"), ("item", "the files")))


@pytest.mark.parametrize(
    ("found", "counts"),
    [
        ((("requester", "mayor"), ("item", "files")), (2, 0, 0)),
        ((("requester", "mayor"),), (1, 1, 0)),
        ((("requester", "council"), ("item", "files")), (1, 1, 1)),
        ((), (0, 2, 0)),
    ],
)
def test_facts_are_counted_once(found: tuple[tuple[str, str], ...], counts: tuple[int, int, int]) -> None:
    assert tuple(map(len, matched(ASKED, Found("request", HERE, found)))) == counts


@pytest.mark.parametrize(("recipient", "missed"), [("the council", 0), ("its clerk", 0), ("nobody", 1)])
def test_other_readings_are_as_good(recipient: str, missed: int) -> None:
    expected = Found("request", HERE, (("recipient", "the council"),), (("recipient", (("recipient", "its clerk"),)),))
    assert len(matched(expected, Found("request", HERE, (("recipient", recipient),)))[1]) == missed


def test_nothing_may_be_as_good() -> None:
    expected = Found("request", HERE, (("recipient", "the council"),), (("recipient", ()),))
    assert matched(expected, Found("request", HERE, ())) == ([], [], [])


@pytest.mark.parametrize(
    ("expected", "found", "result"),
    [
        ([ASKED], [ASKED], (1, 0, 0)),
        ([ASKED], [], (0, 1, 0)),
        ([], [ASKED], (0, 0, 1)),
        ([Found("request", HERE, (), optional=True)], [], (0, 0, 0)),
        ([Found("request", HERE, (), optional=True)], [ASKED], (0, 0, 0)),
        ([Found("response", HERE, ())], [ASKED], (0, 0, 1)),
    ],
)
def test_acts_are_counted(expected: list[Found], found: list[Found], result: tuple[int, int, int]) -> None:
    counts = Counts()
    compare(expected, found, counts, TEXT)
    assert (counts.right["request"], counts.missed["request"], counts.extra["request"]) == result
