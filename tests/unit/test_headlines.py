"""Headlines: lines with a capital on each word are read by the words, and names stay names."""

from __future__ import annotations

import pytest

from graph import parse
from graph.extract import extract
from graph.headlines import is_headline
from graph.model import Frame
from graph.read import document

BODY = "The council of Elmland met Senator Mary Low on Monday."


def _frames(line: str) -> list[Frame]:
    [(read, doc)] = parse.parse([document(f"{line}\n\n{BODY}")])
    return list(extract(read, doc).frames)


@pytest.mark.parametrize(
    ("line", "act", "requester", "recipient", "item"),
    [
        ("Council Urges Governor to Resign", "request", ["Council"], ["Governor"], ["to Resign"]),
        ("COUNCIL URGES GOVERNOR TO RESIGN", "request", ["COUNCIL"], ["GOVERNOR"], ["TO RESIGN"]),
        ("Elmland Urges Ash to Release Records", "request", ["Elmland"], ["Ash"], ["to Release Records"]),
        (
            "Senator Low Calls for Inquiry Into Dam Failure",
            "request",
            ["Senator Low"],
            [],
            ["Inquiry Into Dam Failure"],
        ),
        ("Judge Orders City to Release Files", "request", ["Judge"], ["City"], ["to Release Files"]),
        ("Panel Requests Records From Mill", "request", ["Panel"], ["Mill"], ["Records"]),
        ("Mayor Asks State for Flood Aid", "request", ["Mayor"], ["State"], ["Flood Aid"]),
        (
            "Farmers Sue Brightwater Chemical Over Spill",
            "legal_action",
            ["Farmers"],
            ["Brightwater Chemical"],
            ["Spill"],
        ),
    ],
)
def test_a_headline_is_read_by_its_words(
    line: str, act: str, requester: list[str], recipient: list[str], item: list[str]
) -> None:
    [frame] = _frames(line)
    roles = [[mention.text for mention in held] for held in (frame.requester, frame.recipient, frame.item)]
    assert (frame.act.value, *roles) == (act, requester, recipient, item)


@pytest.mark.parametrize(
    ("line", "requester", "recipient", "item"),
    [
        ("Agency asked to open its books", [], ["Agency"], ["to open its books"]),
        ("Agency ordered to release files", [], ["Agency"], ["to release files"]),
        ("Denholm Council Told to Publish Its Accounts", [], ["Denholm Council"], ["to Publish Its Accounts"]),
        ("County and city again asked to open books", [], ["County", "city"], ["to open books"]),
        ("Owners of mill ordered Monday to stop dumping", [], ["Owners of mill"], ["to stop dumping"]),
        ("Agency asked to open its books, auditor says", [], ["Agency"], ["to open its books"]),
        ("Denholm Water asked to open its books by auditor", ["auditor"], ["Denholm Water"], ["to open its books"]),
        ("Agency ordered by judge to release files", ["judge"], ["Agency"], ["to release files"]),
        ("Mayor asks to see books", ["Mayor"], [], ["to see books"]),
        ("The clerk asked to see the books", ["The clerk"], [], ["to see the books"]),
        ("She asked to see the books", ["She"], [], ["to see the books"]),
        ("Clerk asked to see the books.", ["Clerk"], [], ["to see the books"]),
    ],
)
def test_who_is_asked_in_a_headline_without_was_does_not_ask(
    line: str, requester: list[str], recipient: list[str], item: list[str]
) -> None:
    [frame] = _frames(line)
    roles = [[mention.text for mention in held] for held in (frame.requester, frame.recipient, frame.item)]
    assert roles == [requester, recipient, item]


@pytest.mark.parametrize(
    ("body", "asks"),
    [
        ("The Courier asked the school board of Elm for its bus contracts.", False),
        ("The school board of Elm was asked for its bus contracts on Monday.", False),
        ("The Courier requested bus contracts from the school board of Elm.", False),
        ("The school board of Elm asked the bus firm for its contracts.", True),
        ("The school board of Elm, which was asked for its contracts, asked the firm for them.", True),
        ("The school board of Elm met on Monday.", True),
    ],
)
def test_the_text_below_tells_whether_a_headline_says_who_asks(body: str, asks: bool) -> None:
    [(read, doc)] = parse.parse([document(f"Board asked for records\n\n{body}")])
    first = min(extract(read, doc).frames, key=lambda frame: frame.trigger.span)
    assert [mention.text for mention in (first.requester if asks else first.recipient)] == ["Board"]
    assert not (first.recipient if asks else first.requester)


@pytest.mark.parametrize(
    "line",
    [
        "The Tamsin River Authority",
        "By Ann Low and Peter Ash",
        "Order of the Brass Lamp",
        "Mill Orders Rise to New High",
    ],
)
def test_names_alone_ask_nothing(line: str) -> None:
    assert not _frames(line)


def test_the_rest_of_a_text_is_read_as_without_its_headline() -> None:
    [(_, alone), (_, below)] = parse.parse([document(BODY), document(f"Council Urges Governor to Resign\n\n{BODY}")])
    rest = [token for token in below if token.idx > below.text.index("\n")][-len(alone) :]
    assert [(token.tag_, token.dep_, token.lemma_) for token in alone] == [
        (token.tag_, token.dep_, token.lemma_) for token in rest
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Council Urges Governor to Resign", True),
        ("Council urges Governor to resign", False),
        ("Ash Met Peter Low.", False),
        ("Mary Low", False),
    ],
)
def test_a_headline_has_its_words_in_capitals(line: str, expected: bool) -> None:
    assert is_headline(parse.load(parse.PIPELINE).make_doc(line)[:]) is expected
