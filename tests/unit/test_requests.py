"""Requests in sentences, by construction: the words that ask, who asks whom for what, and what is no request."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from graph.extract.draft import Draft
from graph.extract.requests import drafts
from graph.model import Force, Kind, MediumKind, Span
from graph.parse import PIPELINE, load

# sentence, trigger, requester, recipient, item (members joined by " | ")
READ = [
    (
        "In a letter to council president Delia Low, the Pier Street Growers Association asked for an account.",
        "asked",
        "the Pier Street Growers Association",
        "council president Delia Low",
        "an account",
    ),
    (
        "In its written response, the agency asked for additional funding to hire 60 inspectors.",
        "asked",
        "the agency",
        "",
        "additional funding to hire 60 inspectors",
    ),
    (
        "The ministry summoned the ambassador for a second time in a week.",
        "summoned",
        "The ministry",
        "the ambassador",
        "",
    ),
    (
        "Dear Clerk:\n\nPlease confirm receipt of this letter.",
        "confirm",
        "",
        "",
        "confirm receipt of this letter",
    ),
    (
        "In a letter to commission chair W. Imes, Senator Low asked for the rates.",
        "asked",
        "Senator Low",
        "chair W. Imes",
        "the rates",
    ),
    (
        "The group wrote to commission chair W. Imes asking for the rates of every hauler.",
        "asking",
        "The group",
        "chair W. Imes",
        "the rates of every hauler",
    ),
    (
        "Low sent a letter to board president Oda Penn asking for the rates.",
        "asking",
        "Low",
        "president Oda Penn",
        "the rates",
    ),
    (
        "The senator wrote to the auditor seeking a review.",
        "seeking",
        "The senator",
        "the auditor",
        "a review",
    ),
    (
        "The senator called on the port to halt fare rises and wrote to the auditor seeking a review.",
        "seeking",
        "The senator",
        "the auditor",
        "a review",
    ),
    (
        "The coalition called on the Board of Pharmacy to suspend the licence and has asked Ann Lee to review it.",
        "called",
        "The coalition",
        "the Board of Pharmacy",
        "to suspend the licence",
    ),
    (
        "The coalition called on the Board of Pharmacy to suspend the licence and has asked Ann Lee to review it.",
        "asked",
        "The coalition",
        "Ann Lee",
        "to review it",
    ),
    (
        "The senator urged the port to keep its word and wants the mayor to resign.",
        "wants",
        "The senator",
        "the mayor",
        "to resign",
    ),
    (
        "The riders asked for the same reports in December, but the line did not answer.",
        "asked",
        "The riders",
        "",
        "the same reports",
    ),
    (
        "The council asked the line to file a report within ten days after a breakdown stranded 300 people.",
        "asked",
        "The council",
        "the line",
        "to file a report",
    ),
    (
        "The order requires the mill to file a plan within 30 days after the court rules.",
        "requires",
        "The order",
        "the mill",
        "to file a plan",
    ),
    (
        "“We demand that the agency disclose which firms were paid, how much and when”, the group wrote on Monday.",
        "demand",
        "We",
        "the agency",
        "that the agency disclose which firms were paid, how much and when",
    ),
    (
        "'We urge the minister to stop the dumping and tell us who ordered it', Low wrote in a letter to the board.",
        "urge",
        "We",
        "the minister",
        "to stop the dumping and tell us who ordered it",
    ),
    (
        "“We request a copy of the contract and the bids,” Low, who leads the riders, said.",
        "request",
        "We",
        "",
        "a copy of the contract | the bids",
    ),
    (
        '"I would ask you to say why the pipes leak", Ann Low, the town clerk, wrote.',
        "ask",
        "I",
        "you",
        "to say why the pipes leak",
    ),
    (
        "'We want the firm to explain why the pipes leak,' Low, who leads the riders, said.",
        "want",
        "We",
        "the firm",
        "to explain why the pipes leak",
    ),
    (
        'They asked the firm to "stop the dumping and tell us who ordered it", wrote the Courier.',
        "asked",
        "They",
        "the firm",
        'to "stop the dumping and tell us who ordered it',
    ),
    (
        '"We call for an inquiry into who knew what and when", said Low.',
        "call",
        "We",
        "",
        "an inquiry into who knew what and when",
    ),
    (
        "They asked the board to take “prompt actions” that would deter the firms.",
        "asked",
        "They",
        "the board",
        "to take “prompt actions” that would deter the firms",
    ),
    (
        "They asked Marr to narrow the list or, failing that, to allow cuts.",
        "asked",
        "They",
        "Marr",
        "to narrow the list",
    ),
    ("Judge Low denied a request by the clerk for a daily fee.", "request", "the clerk", "", "a daily fee"),
    (
        "Mayor Low asked the school board, the drivers’ union and Elm Coach for a list by Monday.",
        "asked",
        "Mayor Low",
        "the school board | the drivers’ union | Elm Coach",
        "a list",
    ),
    (
        "Marr Paper has turned over only part of the discharge logs that the county demanded of it, Ada Holt said.",
        "demanded",
        "the county",
        "it",
        "",
    ),
    (
        "A letter from Commissioner Ada Holt of the Elm Water Board, received on May 2, asks the mill to keep logs.",
        "asks",
        "Commissioner Ada Holt of the Elm Water Board",
        "the mill",
        "keep logs",
    ),
    (
        "The river group filed a records request with the board on May 3 seeking inspection reports for the dams.",
        "seeking",
        "The river group",
        "the board",
        "inspection reports for the dams",
    ),
    (
        "Families of the two drivers requested copies of the inspection reports from Harbor Clerk Ada Holt.",
        "requested",
        "Families of the two drivers",
        "Harbor Clerk Ada Holt",
        "copies of the inspection reports",
    ),
    ("Low's office did not immediately respond to an email seeking comment.", "seeking", "an email", "", "comment"),
    ("Nothing in this memo seeks the names of the drivers.", "seeks", "", "", "the names of the drivers"),
    ("Low said the mill had been waiting for the clerk to answer a request of its own.", "request", "its", "", ""),
    (
        "The group asked the agency to close the mill, a step that would take a year.",
        "asked",
        "The group",
        "the agency",
        "to close the mill",
    ),
    (
        "The group asked the agency to pay the driver, a father of two.",
        "asked",
        "The group",
        "the agency",
        "to pay the driver, a father of two",
    ),
    ("Stone wrote to the minister to request a review.", "request", "Stone", "the minister", "a review"),
    ("The board wrote to the firm in May, requesting logs.", "requesting", "The board", "the firm", "logs"),
    (
        "The minister told the mills to file their plans or lose their grants.",
        "told",
        "The minister",
        "the mills",
        "to file their plans",
    ),
    (
        "The commission ordered the agency to hand over its logs by June 12, after riders petitioned the board.",
        "ordered",
        "The commission",
        "the agency",
        "to hand over its logs",
    ),
    (
        "The judge ordered the port to close two docks by June 12, three weeks after a crane fell.",
        "ordered",
        "The judge",
        "the port",
        "to close two docks",
    ),
    (
        "The commission ordered the agency to hand over its logs, following complaints by riders.",
        "ordered",
        "The commission",
        "the agency",
        "to hand over its logs",
    ),
    (
        "The maps that Crane asked the county for were lost.",
        "asked",
        "Crane",
        "the county",
        "The maps",
    ),
    (
        "The rosters the union asked the hospital for are missing.",
        "asked",
        "the union",
        "the hospital",
        "The rosters",
    ),
    (
        "The plan that the union demanded was dropped.",
        "demanded",
        "the union",
        "",
        "The plan",
    ),
    (
        "The agency invited comments on a rule that would require landlords to test for lead.",
        "invited",
        "The agency",
        "",
        "comments on a rule that would require landlords to test for lead",
    ),
    ("The mayor asked the council to resign.", "asked", "The mayor", "the council", "to resign"),
    (
        "The council was asked by the mayor to release the files.",
        "asked",
        "the mayor",
        "The council",
        "to release the files",
    ),
    ("Reporters were asked to leave.", "asked", "", "Reporters", "to leave"),
    (
        "Mara Quill ordered the authority to release both maps.",
        "ordered",
        "Mara Quill",
        "the authority",
        "to release both maps",
    ),
    (
        "The board issued a subpoena to Ashby Gas Company for the meter books.",
        "subpoena",
        "The board",
        "Ashby Gas Company",
        "the meter books",
    ),
    (
        "Councilwoman Mara Quill made a motion directing the town manager, Ivo Lund, to hire a surveyor.",
        "directing",
        "Councilwoman Mara Quill",
        "the town manager, Ivo Lund",
        "to hire a surveyor",
    ),
    (
        "The manager asked the council for $4,000 to pay for the roof.",
        "asked",
        "The manager",
        "the council",
        "$4,000 to pay for the roof",
    ),
    (
        "Mara Quill filed a records request with the authority for all contracts, test results and e-mails since May.",
        "request",
        "Mara Quill",
        "the authority",
        "all contracts, test results and e-mails",
    ),
    (
        "Crane wrote to Mara Quill that the request was late and asked her to narrow it.",
        "asked",
        "Crane",
        "her",
        "to narrow it",
    ),
    ("Mayor Ivo Lund e-mailed the clerk to ask for the maps.", "ask", "Mayor Ivo Lund", "", "the maps"),
    (
        "Norvale Energy Commission orders Tessel Power to refund customers",
        "orders",
        "Norvale Energy Commission",
        "Tessel Power",
        "to refund customers",
    ),
    ("The court ordered the kiln to pay.", "ordered", "The court", "the kiln", "to pay"),
    ("I asked her if she would check the list.", "asked", "I", "her", "if she would check the list"),
    (
        "One resident close to the agency, who requested anonymity, left.",
        "requested",
        "One resident",
        "",
        "anonymity",
    ),
    ("The town became a place for farmers who called for help.", "called", "farmers", "", "help"),
    (
        "The senator requested documents from the agency and the bureau.",
        "requested",
        "The senator",
        "the agency | the bureau",
        "documents",
    ),
    ("Her request to the ministry for records was denied.", "request", "Her", "the ministry", "records"),
    ("The union made a demand for higher wages.", "demand", "The union", "", "higher wages"),
    ("The prosecutor subpoenaed Mr. Ash for his emails.", "subpoenaed", "The prosecutor", "Mr. Ash", "his emails"),
    (
        "Ms. Oak and Mr. Elm urged the mayor and the council to resign.",
        "urged",
        "Ms. Oak | Mr. Elm",
        "the mayor | the council",
        "to resign",
    ),
    ("The group called on Ash to quit.", "called", "The group", "Ash", "to quit"),
    ("The judge ordered that the records be unsealed.", "ordered", "The judge", "", "that the records be unsealed"),
    ("They put pressure on the company to pay.", "pressure", "They", "the company", "to pay"),
    ("The office did not respond to a request for comment.", "request", "", "The office", "comment"),
    (
        "Lawmakers sent a letter to Governor Ash asking for the names of the victims.",
        "asking",
        "Lawmakers",
        "Governor Ash",
        "the names of the victims",
    ),
    (
        "The governor issued an order requiring hospitals to report cases.",
        "requiring",
        "The governor",
        "hospitals",
        "to report cases",
    ),
    ("Ash demanded an apology from Oak.", "demanded", "Ash", "Oak", "an apology"),
    (
        "The activists sought records from the port authority.",
        "sought",
        "The activists",
        "the port authority",
        "records",
    ),
    (
        "The bishop appealed to the rebels to free the hostages.",
        "appealed",
        "The bishop",
        "the rebels",
        "free the hostages",
    ),
    ("The town seeks a loan from the bank.", "seeks", "The town", "the bank", "a loan"),
    ("The union is seeking higher wages.", "seeking", "The union", "", "higher wages"),
    (
        "The board insisted that the director step down.",
        "insisted",
        "The board",
        "the director",
        "that the director step down",
    ),
    ("The mayor, who had asked for calm, resigned.", "asked", "The mayor", "", "calm"),
    (
        'The clerk requested the names "of all members who are absent, their posts and their scheduled return dates."',
        "requested",
        "The clerk",
        "",
        'the names "of all members who are absent | their posts | their scheduled return dates',
    ),
    (
        (
            "In notes sent to two mills, among them Ash Textiles, Commissioner Ida Crane asked for their permits"
            " since 2021, the results of every test of their roofs and the names of the firms who built them."
        ),
        "asked",
        "Commissioner Ida Crane",
        "two mills",
        ("their permits since 2021 | the results of every test of their roofs | the names of the firms who built them"),
    ),
]

READ += [
    ("It was the pumps which Ash asked the city to send.", "asked", "Ash", "the city", "to send"),
    (
        "Ash asked both the town and county campaigns to explain the cuts.",
        "asked",
        "Ash",
        "both the town and county campaigns",
        "to explain the cuts",
    ),
    (
        "The captain orders his team to “stand down” and leave.",
        "orders",
        "The captain",
        "his team",
        "to “stand down” and leave",
    ),
    ("Ash asked for the logs of the plant, which it had promised.", "asked", "Ash", "", "the logs of the plant"),
    ("Ash asked the firm to give the names no later than Monday.", "asked", "Ash", "the firm", "to give the names"),
    ("Ash asked for the files under the Open Records Act.", "asked", "Ash", "", "the files"),
    ("The mill did not answer a request for comment on Friday.", "request", "", "The mill", "comment"),
    ("The mill did not answer a request for comment Friday.", "request", "", "The mill", "comment"),
    ("Elm declined a request for comment on the spill.", "request", "", "Elm", "comment on the spill"),
    ("Ash asked Elm for a meeting on Friday.", "asked", "Ash", "Elm", "a meeting on Friday"),
    ("Ash urged Cole not to close the gate, saying it broke the law.", "urged", "Ash", "Cole", "not to close the gate"),
    (
        "The airline seeks approval of the holders to sell the land.",
        "seeks",
        "The airline",
        "the holders",
        "approval of the holders",
    ),
    ("The clerk asked for a meeting with the mayor.", "asked", "The clerk", "the mayor", "a meeting with the mayor"),
    (
        "The union insisted on its demand that the board pay them more.",
        "demand",
        "its",
        "the board",
        "that the board pay them more",
    ),
    (
        "The elders demanded that the mill be taken from the traders.",
        "demanded",
        "The elders",
        "the traders",
        "that the mill be taken from the traders",
    ),
    ("She demanded that the mayor be removed.", "demanded", "She", "", "that the mayor be removed"),
    (
        "They demanded that the city publish a map of the wells and that Brightwater send someone.",
        "demanded",
        "They",
        "the city | Brightwater",
        "that the city publish a map of the wells | that Brightwater send someone",
    ),
    ("Ash was asked to leave by the warden.", "asked", "the warden", "Ash", "to leave"),
    ("Ash was asked by detectives for his phone records.", "asked", "detectives", "Ash", "his phone records"),
    ("The mayor was asked by telephone for a comment.", "asked", "", "The mayor", "a comment"),
    ("The party is advocating for social justice.", "advocating", "The party", "", "social justice"),
    (
        "The mayor signed a decree banning anyone from entering the park.",
        "decree",
        "The mayor",
        "",
        "banning anyone from entering the park",
    ),
    (
        "The subpoena orders the company to hand over its logs.",
        "orders",
        "The subpoena",
        "the company",
        "to hand over its logs",
    ),
    (
        "The judge urged Ash not to leave the town and ordered the clerk to keep the files.",
        "urged",
        "The judge",
        "Ash",
        "not to leave the town",
    ),
    (
        "In letters sent to six plants, Ida Crane asked for their logs.",
        "asked",
        "Ida Crane",
        "six plants",
        "their logs",
    ),
    ("In a letter to the mayor, residents asked for a new bridge.", "asked", "residents", "the mayor", "a new bridge"),
    (
        "If the council refuses, the union will ask the governor to step in.",
        "ask",
        "the union",
        "the governor",
        "to step in",
    ),
    ("The mayor called the clerk to ask for the files.", "ask", "The mayor", "", "the files"),
    ("He said the college should be abolished.", "should", "", "", "the college should be abolished"),
    ("The Gazette asked for the minutes of the hearing.", "asked", "The Gazette", "", "the minutes of the hearing"),
    ("At his own request, Finch was moved to another ward.", "request", "his", "", ""),
    ("The judge issued a warrant for his arrest.", "warrant", "The judge", "", "his arrest"),
    ("She challenged the mayor to publish the list.", "challenged", "She", "the mayor", "to publish the list"),
    ("She applied to the council for a permit.", "applied", "She", "the council", "a permit"),
]

NOTHING = [
    "Demand for oil rose sharply.",
    "He ordered a pizza.",
    "The court of appeal heard the case.",
    "They left early in order to win.",
    "She called her brother on Monday.",
    "The firm sent out a press release.",
    "He told reporters that the plan had failed.",
    "City leaders have pushed back against efforts to raise fares.",
    "Officers seeking a bomb closed the station.",
    "Divers are seeking the wreck of the ferry.",
    "The union sought to calm its members.",
    "The count was approaching three ponies for every foal.",
    "The crew was tasked with cleaning the harbour.",
    "The injured riders required stitches.",
    "She warned that the firm would face charges if it refused.",
    "The crew can send the probe commands.",
    "The airline placed 15 firm orders for the plane.",
    "The yard won an order for 300 buses.",
    "The grocer ordered extra stock and bigger boxes from suppliers.",
    "Suppliers tried to meet demand.",
    "The post can handle the increased demand for paper ballots.",
    "The site will need a plant required to make the glue.",
    "Should the bloc ban beef, the farm will have to sell.",
    "He was awarded the Great Order of the Lamp.",
    "He received the Most Bright Order of the Sun in 2014.",
    "They are encouraging a world of noise.",
    "they board should",
    "Re: Appeal of Records Request No. 2026-0417",
    "Please send the form to the office.",
    "The workers discussed the questions related to Elmland.",
    "Tomas called on his cousins in order to find help.",
    "The berries appeal to buyers.",
    "Ash insisted that the bill had been paid.",
    "Rivals said the financing requirement was high.",
    "The mill issued gold warrants on Monday.",
    "The bank sold warrants to buy shares of the mill.",
    "He suggested a theory of his own.",
    "The staff will challenge its plans to sell the mill.",
    "The contract calls for two deliveries a week.",
    "The votes required to win the seat are few.",
    "She applied for a job at the mill.",
    "The crisis demands a rapid answer.",
    "He was encouraged by the strength of the mill.",
    "Terms of the contract call for two deliveries a week.",
    "Ten million dollars are required to finish the mill.",
    "Demand for funds rose.",
    "“We were just trying to help, not begin a fight,” she said.",
    "“Both these books [...] tell us something about the town,” she said.",
]


def read(text: str) -> tuple[Doc, tuple[Draft, ...]]:
    doc = load(PIPELINE)(text)
    return doc, drafts(doc)


def words(text: str, spans: tuple[Span, ...]) -> str:
    return " | ".join(text[span.start : span.end] for span in spans)


@pytest.mark.parametrize(("text", "trigger", "requester", "recipient", "item"), READ)
def test_reads_who_asks_whom_for_what(text: str, trigger: str, requester: str, recipient: str, item: str) -> None:
    _, found = read(text)
    draft = next(one for one in found if text[one.trigger.start : one.trigger.end] == trigger)
    assert words(text, draft.requester) == requester
    assert words(text, draft.recipient) == recipient
    assert words(text, draft.item).removeprefix("to ") == item.removeprefix("to ")


@pytest.mark.parametrize("text", NOTHING)
def test_leaves_alone_what_is_no_request(text: str) -> None:
    assert read(text)[1] == ()


@pytest.mark.parametrize("text", ["He asked why the files were missing.", "Elm asked Oak a question."])
def test_a_question_is_a_draft_of_its_own_kind(text: str) -> None:
    assert [draft.kind for draft in read(text)[1]] == [Kind.QUESTION]


@pytest.mark.parametrize(
    ("text", "trigger", "item"),
    [
        ('"You must leave the country," she told him.', "must", "leave the country"),
        ('"It is time for the council to act," Oak said.', "time", "to act"),
        ('"Please send the names of all staff," the auditor wrote.', "send", "send the names of all staff"),
    ],
)
def test_words_spoken_to_somebody_are_asked_by_the_speaker(text: str, trigger: str, item: str) -> None:
    draft = next(one for one in read(text)[1] if text[one.trigger.start : one.trigger.end] == trigger)
    assert draft.by_speaker
    assert not draft.requester
    assert words(text, draft.item).endswith(item)


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ('"Hand over the rest by Wednesday, or we will sue," the clerk told the firm.', "Hand over the rest"),
        ('"Send us the rest of the files before Friday," she said.', "Send us the rest of the files"),
    ],
)
def test_what_is_bidden_ends_before_its_deadline_and_what_follows(text: str, item: str) -> None:
    [found] = (draft for draft in read(text)[1] if draft.sense == "imperative")
    assert words(text, found.item) == item


def test_a_quotation_that_goes_on_with_a_sentence_bids_nothing() -> None:
    _, found = read('He urged the locals to help the police and "deny the thieves a rest".')
    assert not [draft for draft in found if draft.sense == "imperative"]


def test_what_nobody_is_quoted_as_saying_is_not_spoken() -> None:
    assert read("It is time for the council to act.")[1] == ()


@pytest.mark.parametrize(
    ("text", "kind", "medium"),
    [
        ("The group sent a letter to Ash asking for a refund.", Kind.MONEY, MediumKind.LETTER),
        (
            "The mayor signed an executive order requesting information about raids.",
            Kind.INFORMATION,
            MediumKind.EXECUTIVE_ORDER,
        ),
        ("The lawyers filed a petition with the court for the release of Elm.", Kind.RELEASE, MediumKind.PETITION),
        (
            "The agency received an order from the court to release its records.",
            Kind.DOCUMENTS,
            MediumKind.COURT_ORDER,
        ),
    ],
)
def test_says_what_kind_of_thing_is_asked_for_and_how(text: str, kind: Kind, medium: MediumKind) -> None:
    draft = read(text)[1][0]
    assert draft.kind is kind
    assert draft.medium is not None
    assert draft.medium[0] is medium


def test_orders_by_force() -> None:
    found = read(
        "She asked for help. He urged them to stay. They demanded an end to it. The judge ordered them to go."
    )[1]
    assert [draft.force for draft in found] == [Force.ASK, Force.EXHORT, Force.DEMAND, Force.ORDER]


def test_every_span_lies_in_its_sentence_and_the_trace_says_why() -> None:
    text = (
        "Ms. Oak (R) asked the council, which met on Friday, for the names of all staff and their posts.\nHe resigned."
    )
    doc, found = read(text)
    assert doc.text == text
    for draft in found:
        spans = (draft.trigger, *draft.requester, *draft.recipient, *draft.item)
        assert all(draft.sentence.contains(span) for span in spans)
        assert draft.why
        assert 0 < draft.confidence <= 1


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", '"', "“" * 50, "( ( (", "to to to", "ask", "request " * 40, "😀 urged 😀"]
)
def test_reads_anything_without_failing(text: str) -> None:
    read(text)
