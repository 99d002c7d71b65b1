"""Lists that a request announces: what stands behind the colon, and which lines are asked for."""

from __future__ import annotations

import pytest

from graph.extract.enumerated import enumerated
from graph.extract.requests import drafts
from graph.model import Span
from graph.parse import PIPELINE, load
from tests.support import words


@pytest.mark.parametrize(
    ("behind", "found"),
    [
        (":\n\n1. The logs;\n2. The maps; and\n3. Any memos.\n", ["The logs", "The maps", "Any memos"]),
        (":\n- the logs\n- the maps", ["the logs", "the maps"]),
        (":\n\n(a) the logs,\n\n(b) the maps\n\nWe thank you.", ["the logs", "the maps"]),
        (":\n  • the logs of\n    the east gate\n  • the maps\n", ["the logs of\n    the east gate", "the maps"]),
        (": 1. The logs", []),
        (":\n\nWe thank you.", []),
        (".\n\n1. The logs\n", []),
        ("", []),
    ],
)
def test_the_lines_of_a_list(behind: str, found: list[str]) -> None:
    text = f"I request the following{behind}"
    assert [text[one.start : one.end] for one in enumerated(text, Span(10, 23))] == found


def test_what_a_list_names_is_asked_for() -> None:
    text = (
        "I request copies of the following records:\n\n1. The logs of the mill.\n2. Any maps of its ponds.\n\nThanks.\n"
    )
    doc = load(PIPELINE)(text)
    [draft] = [draft for draft in drafts(doc) if words(text, (draft.trigger,)) == "request"]
    assert words(text, draft.item) == "The logs of the mill + Any maps of its ponds"
