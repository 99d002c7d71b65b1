"""Scores of predictions on annotated lines: what counts as right, wrong and missed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph.errors import RunError
from graph.evaluate import Score, evaluate, overlap, read_gold
from graph.model import Kind, Span

TEXT = "The mayor asked the council to resign. He called it late."


@dataclass(frozen=True)
class Reading:
    trigger: Span
    requester: tuple[Span, ...] = ()
    recipient: tuple[Span, ...] = ()
    item: tuple[Span, ...] = ()
    kind: Kind | None = Kind.ACTION


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def gold_file(folder: Path) -> Path:
    def line(number: int, label: str, trigger: str, roles: dict[str, str]) -> str:
        spans = {role: [[span(w).start, span(w).end, w]] for role, w in roles.items()}
        place = [span(trigger).start, span(trigger).end, trigger]
        found = {"id": f"g{number}", "dataset": "own", "text": TEXT, "label": label, "trigger": place, "roles": spans}
        return json.dumps(found)

    roles = {"requester": "The mayor", "recipient": "the council", "item": "to resign"}
    path = folder / "gold.jsonl"
    path.write_text("\n".join([line(1, "request", "asked", roles), line(2, "negative", "called", {})]))
    return path


RIGHT = Reading(span("asked"), (span("mayor"),), (span("the council"),), (span("resign"),))


def test_counts_a_right_reading(tmp_path: Path) -> None:
    found = evaluate(gold_file(tmp_path), lambda _: [RIGHT])
    assert found.scores == dict.fromkeys(("trigger", "requester", "recipient", "item"), Score(right=1))
    assert "own" in found.table()


def test_a_missed_trigger_misses_its_roles(tmp_path: Path) -> None:
    found = evaluate(gold_file(tmp_path), lambda _: [])
    assert found.scores["trigger"] == Score(missed=1)
    assert found.scores["item"] == Score(missed=1)


def test_a_reading_of_what_is_no_request_is_wrong(tmp_path: Path) -> None:
    wrong = Reading(span("called"))
    found = evaluate(gold_file(tmp_path), lambda _: [RIGHT, wrong])
    assert found.scores["trigger"] == Score(right=1, wrong=1)


def test_a_wrong_filler_is_wrong_and_missed(tmp_path: Path) -> None:
    reading = Reading(span("asked"), (span("the council"),), (span("the council"),), ())
    found = evaluate(gold_file(tmp_path), lambda _: [reading])
    assert found.scores["requester"] == Score(wrong=1, missed=1)
    assert found.scores["item"] == Score(missed=1)


def test_questions_are_not_counted(tmp_path: Path) -> None:
    question = Reading(span("called"), kind=Kind.QUESTION)
    found = evaluate(gold_file(tmp_path), lambda _: [RIGHT, question])
    assert found.scores["trigger"] == Score(right=1)


def test_writes_predictions_for_every_line(tmp_path: Path) -> None:
    lines = [json.loads(line) for line in evaluate(gold_file(tmp_path), lambda _: [RIGHT]).prediction_lines()]
    assert [line["id"] for line in lines] == ["g1", "g2"]
    trigger = span("asked")
    assert lines[0]["frames"][0]["trigger"] == [trigger.start, trigger.end]


def test_overlap_leaves_leading_words_out() -> None:
    assert overlap(TEXT, [span("the council")], [span("council")]) == 1.0


@pytest.mark.parametrize("content", ["not json", '{"id": "x"}', "[1, 2]"])
def test_says_which_line_is_no_gold(tmp_path: Path, content: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(content)
    with pytest.raises(RunError, match=r"bad\.jsonl:1"):
        read_gold(path)
