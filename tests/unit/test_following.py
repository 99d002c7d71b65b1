"""Deadlines that stand in the sentence after the request that they are for."""

from __future__ import annotations

import datetime as dt

import pytest

from graph.extract import extract
from graph.model import ActType
from graph.parse import parse
from tests.support import document


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("On Monday the board asked Delta Mills for its logs. An answer was due within ten days.", "within ten days"),
        ("Mayor Ida Crane asked the firm for its plans. It has until April 3 to reply.", "until April 3"),
        ("I request the logs. If I do not hear from you by April 3, I will appeal.", "by April 3"),
        ("Mayor Ida Crane asked the firm for its plans. The court will hear the case by Friday.", None),
        ("Mayor Ida Crane asked the firm for its plans. It opens a new plant by Friday.", None),
        ("Mayor Ida Crane asked the firm for its plans.\nAn answer to the union is due by Friday.", None),
        ("Mayor Ida Crane asked the firm for its plans by Tuesday. An answer to the union is due by Friday.", None),
    ],
)
def test_a_deadline_after_a_request_is_the_request_again(text: str, due: str | None) -> None:
    [(read, doc)] = parse([document(text, published=dt.date(2026, 3, 6))])
    frames = [f for f in extract(read, doc).frames if f.act is ActType.REQUEST and f.sense == "deadline.follows"]
    assert [frame.deadline and frame.deadline.passage.text for frame in frames] == ([due] if due else [])
    for frame in frames:
        assert frame.evidence.text == text[frame.evidence.span.start : frame.evidence.span.end]
        assert frame.requester
