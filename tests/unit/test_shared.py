"""One answer to two requests: it answers each."""

from __future__ import annotations

import pytest

from graph.extract import extract
from graph.model import ActType, Outcome, Response
from graph.parse import parse
from graph.resolve import resolve
from tests.support import document

ASKED = "Ash asked the board for its minutes. Bell asked the clerk for the rosters. "


def answers(text: str) -> list[tuple[str, list[str], list[str], Outcome]]:
    """Of each answer: the word of the request that it answers, who had asked, who answers, and what became of it."""
    [(read, doc)] = parse([document(text)])
    account = resolve(extract(read, doc))
    labels = {entity.id: entity.label for entity in account.entities}
    acts = {act.id: act for act in account.acts}
    found = [act for act in account.acts if isinstance(act, Response)]
    return [
        (
            " ".join(item.label for item in acts[act.responds_to].item) if act.responds_to else "",
            [labels[i] for i in act.requester],
            [labels[i] for i in act.recipient],
            act.outcome,
        )
        for act in sorted(found, key=lambda act: acts[act.responds_to].id if act.responds_to else "")
    ]


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("Both requests were granted on May 12.", Outcome.COMPLIED),
        ("Both were rejected.", Outcome.REFUSED),
        ("Neither request was answered.", Outcome.NO_RESPONSE),
        ("Neither of the requests was granted.", Outcome.REFUSED),
        ("\nBoth requests were denied.", Outcome.REFUSED),
    ],
)
def test_an_answer_to_both_is_one_to_each(answer: str, outcome: Outcome) -> None:
    found = {(item, *who, *whom, said) for item, who, whom, said in answers(ASKED + answer)}
    assert found == {("its minutes", "Ash", "the board", outcome), ("the rosters", "Bell", "the clerk", outcome)}


def test_both_may_stand_behind_its_verb() -> None:
    text = "Ash asked the board for its minutes and Bell requested the rosters. The board denied both requests."
    assert [item for item, *_ in answers(text)] == ["its minutes", "the rosters"]


@pytest.mark.parametrize(
    "text",
    [
        "Ash asked the board for its minutes. Both requests were denied.",
        "Ash asked the board for its minutes.\nThe board met.\nBell asked for the rosters.\nBoth requests were denied.",
        "Ash asked the board for its minutes. Bell asked the clerk for the rosters. The request was denied.",
        "The board rejected both of the union's demands.",
        ASKED + "Both refused.",
        ASKED + "Neither the board nor the clerk returned calls.",
        ASKED + "The board turned down both sides.",
    ],
)
def test_an_answer_to_what_is_not_told_twice_stays_one(text: str) -> None:
    [(read, doc)] = parse([document(text)])
    assert sum(frame.act is ActType.RESPONSE for frame in extract(read, doc).frames) < 2
