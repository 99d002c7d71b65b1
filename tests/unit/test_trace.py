"""The trace of a reading: what is shown of each frame, and that the weights add up to the confidence."""

from __future__ import annotations

import datetime as dt
import math
import re

import numpy as np
import pytest

from graph.extract import extract
from graph.extract.trace import contributions, trace
from graph.parse import parse
from tests.support import document

LETTER = "In a letter, Mayor Ann Lee asked the council for the files by Friday. She also urged it to meet."
SPOKEN = "“Release the logs to the public,” Mayor Ann Lee said. The council declined to comment."


def traced(text: str) -> list[str]:
    """The lines about a text that was published on a Monday."""
    [(asked, doc)] = parse([document(text, published=dt.date(2026, 3, 2))])
    return list(trace(extract(asked, doc), doc))


@pytest.mark.parametrize(
    "shown",
    [
        "0-69: In a letter, Mayor Ann Lee [asked] the council for the files by Friday.",
        "  act          request (ask, documents), affirmed, actual",
        "  sense        ask.ask: 'ask' (verb), frame v.ask_to",
        "  needs        met by for*, of ",
        "  requester    'Mayor Ann Lee' (person)",
        "               in slot subj, by rule and judge, ",
        "  recipient    'the council' (organization)",
        "  item         'the files' (thing)",
        "  medium       letter, by the words 'letter'",
        "  deadline     2026-03-06 by the words 'by Friday', computed from the publication",
        "  requester    'She' (person), the same as 'Mayor Ann Lee'",
    ],
)
def test_shows_what_set_each_field(shown: str) -> None:
    assert [line for line in traced(LETTER) if line.startswith(shown)]


def test_shows_the_reasons_of_frames_without_a_judge() -> None:
    lines = traced(SPOKEN)
    assert "  says         'Mayor Ann Lee' (direct, by the cue 'said')" in lines
    assert "  because      sense imperative: a bare verb in quotation marks" in lines
    assert [line for line in lines if line.startswith("  because      sense decline.to; word decline; ")]


def test_weights_add_up_to_the_confidence() -> None:
    lines = traced(LETTER)
    totals = [float(found[1]) for line in lines if (found := re.match(r"  weighed +([-+][\d.]+) that it asks", line))]
    sure = [float(line.split()[1]) for line in lines if line.startswith("  confidence")]
    assert [1 / (1 + math.exp(-total)) for total in totals] == pytest.approx(sure, abs=0.002)


def test_contributions_of_a_class_against_another() -> None:
    weights = {"a": np.array([1.0, -2.0]), "b": np.array([0.0, 3.0])}
    assert contributions(weights, {"b", "a", "unknown"}, of=1) == [("b", 3.0), ("a", -2.0)]
    assert contributions(weights, {"b", "a"}, of=1, against=0) == [("a", -3.0), ("b", 3.0)]
    assert contributions({}, {"a"}) == []


def test_a_text_without_an_act_has_no_trace() -> None:
    assert traced("The river rose.") == []
