"""Who "I" and "you" are: in a quotation its source, in a letter its writer and whom it greets."""

from __future__ import annotations

import datetime as dt

import pytest

from graph.extract import extract
from graph.model import ActType, Basis, Frame
from graph.parse import parse
from graph.resolve import resolve
from tests.support import document

LETTER = "Dear Mr. Renner:\nI request the test results from you. {rest}\nSincerely,\nMiriam Osei"


def frames(text: str, author: str | None = None) -> list[Frame]:
    [(read, doc)] = parse([document(text, author=author)])
    return [frame for frame in extract(read, doc).frames if frame.act is ActType.REQUEST]


def asked(text: str, author: str | None = None) -> tuple[list[str], list[str]]:
    [(read, doc)] = parse([document(text, author=author)])
    account = resolve(extract(read, doc))
    labels = {entity.id: entity.label for entity in account.entities}
    act = account.acts[0]
    return [labels[i] for i in act.requester], [labels[i] for i in act.recipient]


def test_a_letter_asks_for_its_writer_and_of_whom_it_greets() -> None:
    assert asked(LETTER.format(rest="Thank you."), author="Miriam Osei") == (["Miriam Osei"], ["Renner"])


def test_what_a_letter_asks_of_nobody_else_is_asked_of_whom_it_greets() -> None:
    text = "Dear Ms. Renner:\nI request the tapes.\nI urge the mayor to read this.\nSincerely,\nMiriam Osei"
    assert asked(text, author="Miriam Osei") == (["Miriam Osei"], ["Renner"])
    assert [[one.text for one in frame.recipient] for frame in frames(text)] == [["Ms. Renner"], ["the mayor"]]


def test_a_letter_whose_writer_is_not_known_asks_for_nobody_else() -> None:
    assert asked(LETTER.format(rest="Thank you."))[0] == ["I"]


def test_what_a_letter_asks_is_asked_on_its_day() -> None:
    [frame] = frames(LETTER.format(rest="Thank you."), author="Miriam Osei")
    assert frame.time is not None
    assert (frame.time.date, frame.time.basis) == (dt.date(2026, 3, 6), Basis.ASSUMED)


def test_what_a_sign_says_is_asked_by_nobody() -> None:
    assert asked("The clerk left. “Ring for service,” it says.")[0] == []


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("“I urge the council to wait,” Mayor Ida Crane said.", "Ida Crane"),
        ("Mayor Ida Crane said: “We ask the council for its maps.”", "Ida Crane"),
    ],
)
def test_in_a_quotation_the_source_asks(text: str, who: str) -> None:
    assert asked(text, author="Miriam Osei")[0] == [who]


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("In a letter to Sheriff Dora Oakes, Mara Lind wrote: “I ask that you release the tape.”", ["Dora Oakes"]),
        ("“We urge you to reopen the bridge,” Mara Lind wrote to Mayor Ida Crane.", ["Ida Crane"]),
        ("“Reopen the bridge,” Mara Lind wrote to Mayor Ida Crane.", ["Ida Crane"]),
        ("“Please send us the rosters,” Mara Lind wrote in an email to Ida Crane.", ["Ida Crane"]),
        ("“Reopen the bridge,” Mara Lind said in a talk to reporters.", []),
        ("“Reopen the bridge,” Mara Lind told reporters.", []),
    ],
)
def test_you_in_what_was_written_is_whom_it_was_written_to(text: str, whom: list[str]) -> None:
    assert asked(text) == (["Mara Lind"], whom)
