"""Legal actions and opposition: a sentence, what it tells, who brings it, against whom, about what."""

from __future__ import annotations

import pytest

from graph.extract import answers, legal, pressure, requests
from graph.extract.draft import Draft
from graph.model import ActType, Polarity, Realis
from graph.parse import PIPELINE, load
from tests.support import words

# sentence | legal_action or opposition | who | against whom | about what
TABLE = """
The group sued the city over the closure of the park.|legal_action|The group|the city|the closure of the park
The city was sued by two tenants.|legal_action|two tenants|The city|
Holm is suing the mill over the fire.|legal_action|Holm|the mill|the fire
Twelve states filed a lawsuit against the ministry over the ban.|legal_action|Twelve states|the ministry|
The town and two villages joined a lawsuit against the ministry regarding the raids.|legal_action|The town + two villages|the ministry|the raids
The union brought a suit against the mill.|legal_action|The union|the mill|
The tenants took the owner to court.|legal_action|The tenants|the owner|
A judge held the clerk in contempt.|legal_action|A judge|the clerk|
The clerk was held in contempt.|legal_action||The clerk|
The state appealed the ruling.|legal_action|The state||the ruling
The bank appealed against the verdict.|legal_action|The bank||the verdict
The court issued an arrest warrant for the owner.|legal_action|The court|the owner|
The county obtained an injunction against the firm.|legal_action|The county|the firm|
The firm filed a motion to dismiss the case.|legal_action|The firm||
The judge found the editor in contempt.|legal_action|The judge|the editor|
Residents protested against the plan.|opposition|Residents||the plan
Residents have pushed back against efforts to widen the road.|opposition|Residents||efforts to widen the road
Teachers launched a strike over pay.|opposition|Teachers||pay
Parents have staged protests.|opposition|Parents||protests
The senator opposed the bill.|opposition|The senator||the bill
The clerk objected to the plan.|opposition|The clerk||the plan
The party boycotted the vote.|opposition|The party||the vote
Hundreds marched against the law.|opposition|Hundreds||the law
"""  # noqa: E501
NEITHER = [
    "She signed an executive order on Friday.",
    "The mayor held a rally in Elm.",
    "He demonstrated a new engine.",
    "The suit was made of wool.",
    "The mayor asked the council to sue the firm.",
    "The team hit back with two goals.",
    "The state will sue unless the firm pays.",
    "He pressed the button.",
]


def drafts(text: str) -> tuple[Draft, ...]:
    """The legal actions and opposition of a sentence."""
    doc = load(PIPELINE)(text)
    return legal.drafts(doc, requests.drafts(doc))


@pytest.mark.parametrize("row", TABLE.strip().splitlines())
def test_legal_actions_and_opposition(row: str) -> None:
    text, act, requester, recipient, item = row.split("|")
    (draft,) = drafts(text)
    assert [draft.act, words(text, draft.requester), words(text, draft.recipient)] == [
        ActType(act),
        requester,
        recipient,
    ]
    assert not item or words(text, draft.item) == item


@pytest.mark.parametrize("text", NEITHER)
def test_what_is_neither(text: str) -> None:
    assert drafts(text) == ()


def test_a_lawsuit_that_was_not_brought_and_one_that_is_planned() -> None:
    (denied,) = drafts("The tenants did not sue the owner.")
    (planned,) = drafts("The tenants plan to sue the owner.")
    assert (denied.polarity, planned.realis) == (Polarity.NEGATED, Realis.PLANNED)


def test_a_lawsuit_continues_the_request_of_its_sentence() -> None:
    text = "The paper demanded the files and sued the ministry."
    (draft,) = drafts(text)
    assert draft.target is not None
    assert text[draft.target.start : draft.target.end] == "demanded"


@pytest.mark.parametrize("row", TABLE.strip().splitlines())
def test_no_two_finders_claim_one_word(row: str) -> None:
    doc = load(PIPELINE)(row.split("|")[0])
    asked = requests.drafts(doc)
    found = [d.trigger for find in (answers.drafts, pressure.drafts, legal.drafts) for d in find(doc, asked)]
    assert len(found) == len(set(found))
    assert not set(found) & {draft.trigger for draft in asked}
