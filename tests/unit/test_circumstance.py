"""What stands around a request: a sentence, the request's trigger, and its medium, law, principal, reason."""

from __future__ import annotations

import pytest

from graph.extract import circumstance, clause
from graph.extract.draft import Draft
from graph.model import ActType, MediumKind, Span
from graph.parse import PIPELINE, load

# sentence | trigger | kind of medium and its words
MEDIA = """
Holm sent letters to the clerks on Thursday requesting the rolls.|requesting|letter: letters
In a letter sent Monday, Holm asked the county to return the ballots.|asked|letter: letter
Holm asked the county in a letter to return the ballots.|asked|letter: letter
The union's letter, dated July 3, demands that the mill reopen.|demands|letter: letter
Holm wrote to the minister asking for aid.|asking|letter: wrote
In an open letter, the teachers demanded more staff.|demanded|letter: open letter
She urged the council by email to vote no.|urged|email: email
She urged the council via email to vote no.|urged|email: email
Holm emailed the clerk asking for the rolls.|asking|email: emailed
In a Thursday post on X, Holm urged the council to resign.|urged|post: post on X
Holm urged the council in a post on the social platform X to resign.|urged|post: post on the social platform X
Holm demanded an apology on Twitter.|demanded|post: Twitter
Holm took to Facebook to demand an apology.|demand|post: Facebook
Holm tweeted a demand for an apology.|demand|post: tweeted
In a statement, the ministry called for calm.|called|statement: statement
In a press release, the ministry called for calm.|called|statement: press release
In a speech on Monday, Holm called for calm.|called|speech: speech
At a news conference, Holm called for calm.|called|speech: news conference
In an interview with the Elm Gazette, Holm called for calm.|called|interview: interview with the Elm Gazette
Holm asked the owner by phone to come.|asked|call: phone
During a phone call, Holm asked the owner to come.|asked|call: phone call
During a meeting, Holm asked the owner to come.|asked|meeting: meeting
Holm asked the owner in a text message to come.|asked|message: text message
In a memo, the chief ordered the staff to stay.|ordered|message: memo
In a petition, 300 tenants asked the council to act.|asked|petition: petition
In a court filing, the firm asked the judge to step down.|asked|motion: court filing
The council passed a resolution urging the state to act.|urging|resolution: resolution
Holm signed a July 11 executive order requesting the rolls.|requesting|executive_order: executive order
The judge issued an order requiring the firm to pay.|requiring|court_order: order
The committee issued a subpoena demanding the rolls.|demanding|subpoena: subpoena
The committee subpoenaed the firm.|subpoenaed|subpoena: subpoenaed
The group filed a lawsuit seeking the rolls.|seeking|lawsuit: lawsuit
The county sent a notice ordering the owner to leave.|ordering|notice: notice
The paper filed a public records request seeking the rolls.|seeking|records_request: public records request
The report urged the state to act.|urged|report: report
Holm asked the county to return the ballots.|asked|
Holm asked the firm for a letter.|asked|
The senator called for a meeting.|called|
Holm requested the post.|requested|
"""
# sentence | trigger | field | words
OTHERS = """
The paper requested the rolls under the Public Records Act.|requested|legal_basis|the Public Records Act
The paper requested the rolls pursuant to Section 12 of the Elm Code.|requested|legal_basis|Section 12 of the Elm Code
Holm ordered the plant to close, citing the Clean Water Act.|ordered|legal_basis|the Clean Water Act
The court ordered the firm to pay in accordance with the law.|ordered|legal_basis|the law
The paper requested the rolls under pressure.|requested|legal_basis|
Holm demanded the rolls on behalf of the tenants.|demanded|on_behalf_of|the tenants
Acting on behalf of the tenants, Holm demanded the rolls.|demanded|on_behalf_of|the tenants
Holm demanded the rolls on behalf of the tenants and the school.|demanded|on_behalf_of|the tenants + the school
Holm demanded the rolls.|demanded|on_behalf_of|
Holm urged the council to vote no because the budget was thin.|urged|reason|because the budget was thin
The board asked for time because of the storm.|asked|reason|because of the storm
Holm asked the state for aid due to the flood.|asked|reason|due to the flood
Holm called for his resignation over allegations of fraud.|called|reason|over allegations of fraud
The clerk will ask for a recount if the margin is small.|ask|condition|if the margin is small
The judge will order a trial unless the parties settle.|order|condition|unless the parties settle
Holm asked for the rolls as long as the price was fair.|asked|condition|as long as the price was fair
Holm asked the council for aid in Geneva.|asked|place|Geneva
"""


def around(text: str, trigger: str) -> circumstance.Circumstance:
    """The circumstances of the request whose trigger is this word."""
    doc = load(PIPELINE)(text)
    start = text.index(trigger)
    draft = Draft(ActType.REQUEST, "test", Span(start, start + len(trigger)), Span(0, len(text)))
    return circumstance.circumstances(doc, draft)


@pytest.mark.parametrize("row", MEDIA.strip().splitlines())
def test_medium(row: str) -> None:
    text, trigger, wanted = row.split("|")
    medium = around(text, trigger).medium
    assert (f"{medium[0]}: {text[medium[1].start : medium[1].end]}" if medium else "") == wanted


@pytest.mark.parametrize("row", OTHERS.strip().splitlines())
def test_the_rest(row: str) -> None:
    text, trigger, field, wanted = row.split("|")
    value = getattr(around(text, trigger), field)
    spans = value if isinstance(value, tuple) else (value,) if value else ()
    assert " + ".join(text[span.start : span.end] for span in spans) == wanted


@pytest.mark.parametrize(
    ("text", "cue", "wanted"),
    [
        ("“Resign,” Holm wrote in a Thursday post on X.", "wrote", (MediumKind.POST, "post on X")),
        ("“Resign,” Holm wrote in a post on X. “It is time,” she added.", "added", (MediumKind.POST, "post on X")),
        ("“Resign,” Holm said in a statement.", "said", (MediumKind.STATEMENT, "statement")),
        ("“Resign,” Holm said.", "said", None),
        ("Holm wrote in a post on X. Ruiz said he would go.", "said", None),
    ],
)
def test_the_medium_of_a_saying(text: str, cue: str, wanted: tuple[MediumKind, str] | None) -> None:
    doc, start = load(PIPELINE)(text), text.index(cue)
    found = circumstance.medium_near(doc, Span(start, start + len(cue)))
    assert (found and (found[0], text[found[1].start : found[1].end])) == wanted


def test_the_walk_up_ends_where_another_act_begins() -> None:
    doc = load(PIPELINE)("The senator, who asked for a recount in a letter, resigned.")
    trigger = next(token for token in doc if token.text == "asked")
    assert "resigned" not in {token.text for token in clause.hosts(trigger)}
