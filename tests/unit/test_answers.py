"""Answers: a sentence, what became of a request, who answers, who had asked, what for, and which request it was."""

from __future__ import annotations

import pytest

from graph.extract import answers, exchange, requests
from graph.extract.draft import Draft
from graph.model import Kind, Outcome, Realis
from graph.parse import PIPELINE, load
from tests.support import words

# sentence | outcome | who answers | who had asked | item | the trigger of the request answered (empty: whatever it is)
TABLE = """
Ruiz declined to comment.|refused|Ruiz||to comment|
Ruiz declined comment.|refused|Ruiz||comment|
The mill would not comment.|refused|The mill|||
The mill would not say how many were hired.|refused|The mill||how many were hired|
The county had no comment.|refused|The county|||
The firm refused to release the tapes.|refused|The firm||to release the tapes|
The union asked for a hearing, which the board denied on Monday.|refused|the board|The union|a hearing|asked
The mill asked for an extension, which the office granted until May, but it never said why.|complied|the office|The mill|an extension|asked
The inspector asked the plant for a plan by May. The plant never submitted a plan.|no_response|The plant||a plan|
The board asked Elm for its plans without a reply.|no_response|Elm|The board|its plans|asked
The inspector asked for the files. The company has yet to provide them.|no_response|The company||them|
The firm refused.|refused|The firm|||
The board rejected the union's demand for higher pay.|refused|The board|the union|higher pay|demand
The union's demand was rejected by the board.|refused|the board|The union||demand
The board turned down a request from the tenants to delay the vote.|refused|The board|the tenants|to delay the vote|request
The ministry denied the reporter's request for the file.|refused|The ministry|the reporter|the file|request
The ministry denied him a visa.|refused|The ministry|him|a visa|
The chief dismissed calls to resign.|refused|The chief||to resign|calls
The senator rebuffed the offer.|refused|The senator||the offer|
The clerk defied the subpoena.|refused|The clerk|||
The clerk shrugged off demands for an audit.|refused|The clerk||an audit|demands
The plant did not comply with the order.|refused|The plant|||
The firm did not turn over the records.|refused|The firm||the records|
The minister would not accept the offer.|refused|The minister||the offer|
The governor vetoed the bill.|refused|The governor||the bill|
Holm's refusal to hand over the tapes angered the panel.|refused|Holm||to hand over the tapes|
The firm did not respond to the Gazette's request for comment.|no_response|The firm|the Gazette|comment|request
The firm did not immediately respond to a request for comment.|no_response|The firm||comment|request
The firm did not respond.|no_response|The firm|||
The agency has not replied to the letter.|no_response|The agency|||
The agency has yet to reply.|no_response|The agency|||
The agency failed to respond to the inquiry.|no_response|The agency|||
Nobody answered the letter.|no_response|Nobody|||
The office did not return a call from the Gazette.|no_response|The office|the Gazette||
Calls to the sheriff's office were not returned.|no_response|the sheriff's office|||
A message left with the clerk was not returned.|no_response|the clerk|||
Holm ignored repeated requests for the minutes.|no_response|Holm||the minutes|requests
There was no immediate response from the ministry.|no_response|the ministry|||
The Gazette received no reply from the ministry.|no_response|the ministry|The Gazette||
The letter went unanswered.|no_response||||
The mill has not commented on the fire.|no_response|The mill||the fire|
Ruiz could not be reached for comment.|not_reached|Ruiz||comment|
Ruiz could not immediately be reached for comment.|not_reached|Ruiz||comment|
Ruiz was not available for comment.|not_reached|Ruiz||comment|
Ruiz was unavailable for comment.|not_reached|Ruiz||comment|
The owner could not be contacted.|not_reached|The owner|||
The city granted the tenants' request.|complied|The city|the tenants||request
The request was granted.|complied||||
The firm complied with the subpoena.|complied|The firm|||
The council approved the request for a permit.|complied|The council||a permit|request
The minister bowed to demands for an inquiry.|complied|The minister||an inquiry|demands
The minister gave in to the demand.|complied|The minister|||
The mill met the union's demands.|complied|The mill|the union||demands
Elm accepted the invitation.|complied|Elm||the invitation|
Elm agreed to the request.|complied|Elm|||request
Holm heeded the call.|complied|Holm|||
The firm handed over the tapes after the court subpoenaed them.|complied|The firm|the court|the tapes|subpoenaed
In response to the subpoena, the bank produced 40 pages.|complied|the bank||40 pages|
The firm partially complied with the order.|partial|The firm|||
The city partly granted the request.|partial|The city|||request
The agency acknowledged receipt of the letter.|acknowledged|The agency|||
The agency confirmed receiving the letter.|acknowledged|The agency|||
Holm responded to the request.|acknowledged|Holm|||request
The board is considering the request.|pending|The board|||request
The board said it will take up the request in May.|pending|it|||request
The board will review the petition.|pending|The board|||
The senator withdrew her demand for a recount.|withdrawn||The senator|a recount|demand
The ministry rescinded the order.|withdrawn||The ministry||
The bank challenged the subpoena in court.|challenged|The bank|||
The clerk contested the order.|challenged|The clerk|||
The demand is moot.|moot||||
It was granted in part on May 1.|partial||||
Granted in full on May 8.|complied||||
Messages left for the operator were not returned.|no_response|the operator|||
Neither the board nor the clerk returned calls.|no_response|the board + the clerk|||
Holm accused the board of ignoring three letters.|no_response|the board|||
Judge Pryce turned down the request on Monday, ordering both sides back to the table.|refused|Judge Pryce|||
Refused on April 28, because the names are exempt.|refused||||
The second was ignored.|no_response||||
The firm has turned over only part of the logs.|partial|The firm||only part of the logs|
The firm has paid about a third of the fine.|partial|The firm||about a third of the fine|
No response had been sent as of June 30.|no_response||||
The request is pending.|pending||||
The board asked Holm to go. Holm agreed on Thursday.|complied|Holm|||
The board asked the clerk for more time. Judge Pryce rejected that request.|refused|Judge Pryce|The board|more time|asked
The union filed a request for the logs. The port denied it in May.|refused|The port|The union|the logs|request
The bureau said that it had received the application.|acknowledged|it|||
The office acknowledged that the boxes had arrived.|acknowledged|The office|||
The minister said she had heard nothing back.|no_response||she||
The firm opted not to respond.|refused|The firm||not to respond|
Holm stopped short of granting the request.|refused|Holm|||
The clerk remained silent on the request.|no_response|The clerk|||
The ministry missed the deadline.|no_response|The ministry|||
Lawyers withdrew the motion on Tuesday.|withdrawn||Lawyers||
Asked to hand over the tapes, the chief refused.|refused|the chief||to hand over the tapes|Asked
"""  # noqa: E501
NOT_ANSWERS = [
    "The act wants an index of any records that the bureau withholds.",
    "The senator rejected the idea that taxes had risen.",
    "The minister denied the allegations.",
    "The minister rejected claims of fraud.",
    "The shares declined by two percent.",
    "Sales declined in March.",
    "She returned to the town on Monday.",
    "She met her brother at the station.",
    "The mayor asked the firm to comply with the order.",
    "The mayor asked the clerk to ignore the subpoena.",
    "He responded that the road was closed.",
    "The court released a statement.",
    "The firm does not meet the needs of the town.",
    "If the firm defies the subpoena, the state will act.",
    "It was agreed to ask the county for the figures.",
    "The port may lose its permit if it fails to comply.",
    "Should the firm refuse, the state will act.",
    "They asked whether the firm had complied with the order.",
    "She was waiting for the department to answer the letter.",
    "The mayor could not reach an agreement with the union.",
    "The mayor and the union agreed on Monday.",
    "Critics agreed.",
    "The paper said that the mill had burned oil. The mill denied it.",
    "It could be paying part of their fees.",
    "Ash said he rejected the religion of his parents.",
    "They would not accept it.",
    "The population of herons has declined 40% since May.",
    "No test would reveal anything.",
    "The offer by the mill is pending.",
    "The mill withdrew an offer to buy the ferry.",
    "The agency accepted eight bids from the mills.",
    "The board is studying a tender offer for its shares.",
    "The fire follows another attempt in May.",
]


def drafts(text: str) -> tuple[Draft, ...]:
    """The answers of a sentence."""
    doc = load(PIPELINE)(text)
    return answers.drafts(doc, requests.drafts(doc))


@pytest.mark.parametrize("row", TABLE.strip().splitlines())
def test_answers(row: str) -> None:
    text, outcome, recipient, requester, item, target = row.split("|")
    (draft,) = drafts(text)
    found = (words(text, spans) for spans in (draft.recipient, draft.requester, draft.item))
    assert [draft.outcome, *found] == [Outcome(outcome), recipient, requester, item]
    assert not target or (draft.target is not None and words(text, (draft.target,)) == target)


@pytest.mark.parametrize("text", NOT_ANSWERS)
def test_what_is_no_answer(text: str) -> None:
    assert drafts(text) == ()


@pytest.mark.parametrize(
    ("text", "realis"),
    [
        ("Ruiz could not be reached.", Realis.ACTUAL),
        ("The firm would not comment.", Realis.ACTUAL),
        ("The firm will comply with the order.", Realis.PLANNED),
        ("The firm could comply with the order.", Realis.POSSIBLE),
        ("The firm would comply with the order if the court insisted.", Realis.CONDITIONAL),
    ],
)
def test_not_answering_is_told_as_a_fact_and_a_promise_as_a_plan(text: str, realis: Realis) -> None:
    assert [draft.realis for draft in drafts(text)] == [realis]


def test_what_is_parted_by_a_semicolon_is_no_part_of_an_answer() -> None:
    accepted, silent = drafts("The union invited both. Elm accepted the invitation; Oak has not yet responded.")
    assert (accepted.outcome, silent.outcome) == (Outcome.COMPLIED, Outcome.NO_RESPONSE)


def test_what_was_granted_is_not_refused_in_the_same_breath() -> None:
    text = "The clerk asked for an extension, which the paper granted, but the records have not been released."
    granted, refused = drafts(text)
    assert granted.target is not None
    assert refused.target is None


def test_who_will_not_discuss_it_refuses_nothing_that_was_to_be_done() -> None:
    text = "The firm said it was reviewing the city's request and declined to discuss the contract."
    assert drafts(text)[-1].target is None


def test_every_answer_says_why() -> None:
    (draft,) = drafts("Ruiz declined to comment.")
    assert "sense decline.to" in draft.why
    assert "outcome refused" in draft.why


@pytest.mark.parametrize("name", ["answers", "threats", "legal"])
def test_every_row_of_the_tables_can_be_read(name: str) -> None:
    rows = [row for _, row in exchange.all_words(name)]
    assert rows
    assert all(0 < row.confidence <= 1 for row in rows if row.act is not None)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ruiz declined to comment.", Kind.COMMENT),
        ("The county had no comment.", Kind.COMMENT),
        ("Ruiz refused an interview.", Kind.COMMENT),
        ("Ruiz declined to resign.", None),
        ("The firm did not respond to the letter.", None),
    ],
)
def test_what_is_no_more_than_an_answer_to_reporters(text: str, kind: Kind | None) -> None:
    assert [draft.kind for draft in drafts(text)] == [kind]
