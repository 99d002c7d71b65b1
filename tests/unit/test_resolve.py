"""Resolve: mentions to entities, frames to acts, acts to the acts they answer, back or follow up."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from graph.model import (
    Account,
    ActType,
    Anchor,
    AnchorKind,
    Basis,
    EntityType,
    Force,
    Identity,
    Kind,
    Medium,
    MediumKind,
    Offset,
    Outcome,
    Polarity,
    Realis,
    Request,
    Response,
    When,
)
from graph.resolve import identify, resolve
from graph.resolve.words import label, points_back
from tests.support import document, extraction, frame, passage, person, span, thing

DISPUTE = (
    "Auditor Mara Quill wrote to the clinic on Monday requesting the staffing records.\n"
    "Quill demanded the records within 30 days and said the state would sue.\n"
    "The clinic did not answer the request.\n"
)


def dispute() -> Account:
    doc = document(DISPUTE)
    quill = person(doc, "Auditor Mara Quill", name="Mara Quill")
    surname = person(doc, "Quill", 1, name="Quill", antecedent=quill.span)
    clinic = person(doc, "the clinic", type=EntityType.ORGANIZATION)
    again = person(doc, "The clinic", type=EntityType.ORGANIZATION, antecedent=clinic.span)
    state = person(doc, "the state", type=EntityType.PLACE)
    monday = When(passage(doc, "on Monday"), dt.date(2026, 3, 2), Basis.COMPUTED, Anchor(AnchorKind.PUBLICATION))
    within = When(passage(doc, "within 30 days"), anchor=Anchor(AnchorKind.REQUEST), offset=Offset(30, "day"))
    asked = frame(
        doc,
        "requesting",
        requester=(quill,),
        recipient=(clinic,),
        item=(thing(doc, "the staffing records"),),
        time=monday,
    )
    again_asked = frame(
        doc,
        "demanded",
        requester=(surname,),
        item=(thing(doc, "the records"),),
        deadline=within,
        force=Force.DEMAND,
    )
    threat = frame(
        doc,
        "would sue",
        act=ActType.THREAT,
        requester=(state,),
        item=(thing(doc, "sue"),),
        target=again_asked.trigger.span,
    )
    silence = frame(doc, "did not answer", act=ActType.RESPONSE, recipient=(again,), outcome=Outcome.NO_RESPONSE)
    return resolve(extraction(doc, [quill, surname, clinic, again, state], [asked, again_asked, threat, silence]))


def test_two_frames_of_one_request_are_one_act() -> None:
    account = dispute()
    (request,) = [act for act in account.acts if isinstance(act, Request)]
    assert len(request.frames) == 2
    assert [item.label for item in request.item] == ["the staffing records"]
    assert request.force is Force.DEMAND
    assert request.made_on == dt.date(2026, 3, 2)


def test_a_deadline_counts_from_the_day_the_request_was_made() -> None:
    (request,) = [act for act in dispute().acts if isinstance(act, Request)]
    assert request.deadline is not None
    assert (request.deadline.date, request.deadline.basis) == (dt.date(2026, 4, 1), Basis.COMPUTED)
    assert request.deadline.anchor == dt.date(2026, 3, 2)


def test_a_threat_backs_the_request_and_silence_answers_it() -> None:
    account = dispute()
    request, threat, silence = account.acts
    assert isinstance(request, Request)
    assert request.backed_by == (threat.id,)
    assert isinstance(silence, Response)
    assert (silence.responds_to, silence.as_of) == (request.id, dt.date(2026, 3, 6))


def test_a_threat_to_the_reader_of_a_letter_backs_all_that_the_letter_asks_for() -> None:
    doc = document("I request the logs. I request the maps. If I do not hear from you, I will appeal.")
    writers = [person(doc, "I", at, name=None) for at in (0, 1, 3)]
    asked = [
        frame(doc, "request", at, requester=(writers[at],), item=(thing(doc, words),))
        for at, words in enumerate(("the logs", "the maps"))
    ]
    condition = passage(doc, "If I do not hear from you")
    threat = frame(doc, "appeal", act=ActType.THREAT, requester=(writers[2],), condition=condition)
    first, second, announced = resolve(extraction(doc, writers, [*asked, threat])).acts
    assert isinstance(first, Request)
    assert isinstance(second, Request)
    assert first.backed_by == second.backed_by == (announced.id,)


def test_a_threat_backs_what_was_asked_rather_than_what_may_be() -> None:
    doc = document("I request the logs. I may request the maps. If I do not hear from you, I will appeal.")
    writers = [person(doc, "I", at, name=None) for at in (0, 1, 3)]
    logs = frame(doc, "request", 0, requester=(writers[0],), item=(thing(doc, "the logs"),))
    maps = frame(doc, "request", 1, requester=(writers[1],), item=(thing(doc, "the maps"),), realis=Realis.POSSIBLE)
    condition = passage(doc, "If I do not hear from you")
    threat = frame(doc, "appeal", act=ActType.THREAT, requester=(writers[2],), condition=condition)
    first, second, announced = resolve(extraction(doc, writers, [logs, maps, threat])).acts
    assert isinstance(first, Request)
    assert isinstance(second, Request)
    assert (first.backed_by, second.backed_by) == ((announced.id,), ())


def test_an_answer_is_to_the_request_that_goes_by_its_word() -> None:
    doc = document("Low demanded the logs of Elm. Low asked Elm for maps. Elm rejected the demand.")
    low, again = person(doc, "Low", name="Low"), person(doc, "Low", 1, name="Low")
    elms = [person(doc, "Elm", at, name="Elm") for at in range(3)]
    back = [dataclasses.replace(elm, antecedent=elms[0].span) for elm in elms[1:]]
    demand = frame(doc, "demanded", requester=(low,), recipient=(elms[0],), item=(thing(doc, "the logs"),))
    asked = frame(doc, "asked", requester=(again,), recipient=(back[0],), item=(thing(doc, "maps"),))
    refusal = frame(doc, "rejected", act=ActType.RESPONSE, recipient=(back[1],), outcome=Outcome.REFUSED)
    acts = resolve(extraction(doc, [low, again, elms[0], *back], [demand, asked, refusal])).acts
    assert isinstance(acts[2], Response)
    assert acts[2].responds_to == acts[0].id


def test_only_who_takes_part_is_an_entity_and_is_labelled_by_the_fullest_name() -> None:
    labels = {entity.label: entity.named for entity in dispute().entities}
    assert labels == {"Mara Quill": True, "the clinic": False, "the state": False}


@pytest.mark.parametrize(
    "change",
    [
        {"polarity": Polarity.NEGATED},
        {"realis": Realis.PLANNED},
        {"item": "the parking permits"},
        {"requester": "Borough engineer Ivo Lund"},
    ],
)
def test_what_differs_stays_apart(change: dict[str, object]) -> None:
    text = (
        "Mara Quill asked for the staffing records. Borough engineer Ivo Lund and Quill asked for the parking permits."
    )
    doc = document(text)
    quill = person(doc, "Mara Quill", name="Mara Quill")
    lund = person(doc, "Borough engineer Ivo Lund", name="Ivo Lund")
    fields: dict[str, object] = {"requester": (quill,), "item": (thing(doc, "the staffing records"),)}
    for key, value in change.items():
        fields[key] = (thing(doc, str(value)),) if key == "item" else (lund,) if key == "requester" else value
    one = frame(doc, "asked", requester=(quill,), item=(thing(doc, "the staffing records"),))
    other = frame(doc, "asked", 1, **fields)
    assert len(resolve(extraction(doc, [quill, lund], [one, other])).acts) == 2


def test_a_date_counts_from_the_order_that_it_names() -> None:
    doc = document("Mayor Ana Roe signed a March 3 order requesting maps. The council sued a day prior to the order.")
    roe = person(doc, "Mayor Ana Roe", name="Ana Roe")
    council = person(doc, "The council", type=EntityType.ORGANIZATION)
    order = frame(
        doc,
        "requesting",
        requester=(roe,),
        item=(thing(doc, "maps"),),
        medium=Medium(MediumKind.EXECUTIVE_ORDER, passage(doc, "order")),
        time=When(passage(doc, "March 3"), dt.date(2026, 3, 3), Basis.COMPUTED),
    )
    before = When(
        passage(doc, "a day prior to the order"),
        anchor=Anchor(AnchorKind.EVENT, passage(doc, "the order")),
        offset=Offset(-1, "day"),
    )
    suit = frame(doc, "sued", act=ActType.LEGAL_ACTION, requester=(council,), time=before)
    acts = resolve(extraction(doc, [roe, council], [order, suit])).acts
    assert (acts[1].made_on, acts[1].made_on_basis) == (dt.date(2026, 3, 2), Basis.COMPUTED)


def test_the_one_who_answers_is_the_one_who_was_asked() -> None:
    doc = document("Ivo Lund had no comment. His office did not respond to The Ledger's request for comment.")
    lund = person(doc, "Ivo Lund", name="Ivo Lund")
    his = person(doc, "His", antecedent=lund.span)
    office = person(doc, "His office", type=EntityType.ORGANIZATION, owner=his.span)
    paper = person(doc, "The Ledger", name="The Ledger", type=EntityType.ORGANIZATION)
    asked = frame(doc, "request", requester=(paper,), item=(thing(doc, "comment", 1),))
    silent = frame(
        doc,
        "respond",
        act=ActType.RESPONSE,
        recipient=(office,),
        outcome=Outcome.NO_RESPONSE,
        target=span(doc, "request"),
    )
    account = resolve(extraction(doc, [lund, his, office, paper], [silent, asked]))
    request = next(act for act in account.acts if isinstance(act, Request))
    labels = {entity.id: entity.label for entity in account.entities}
    assert [labels[i] for i in request.recipient] == ["office of Ivo Lund"]
    response = next(act for act in account.acts if isinstance(act, Response))
    assert response.responds_to == request.id


def test_what_a_paper_asks_for_belongs_to_whoever_sent_it() -> None:
    doc = document(
        "The Water Office served Elm Mills with a subpoena. The subpoena orders the mills to give up the logs."
    )
    office = person(doc, "The Water Office", name="The Water Office", type=EntityType.ORGANIZATION)
    mills = person(doc, "Elm Mills", name="Elm Mills", type=EntityType.ORGANIZATION)
    again = person(doc, "the mills", antecedent=mills.span, type=EntityType.ORGANIZATION)
    served = frame(doc, "subpoena", requester=(office,), recipient=(mills,))
    medium = Medium(MediumKind.SUBPOENA, passage(doc, "The subpoena"))
    orders = frame(doc, "orders", recipient=(again,), item=(thing(doc, "to give up the logs"),), medium=medium)
    [act] = resolve(extraction(doc, [office, mills, again], [served, orders])).acts
    assert [item.label for item in act.item] == ["to give up the logs"]
    assert len(act.requester) == 1


def test_a_body_that_is_named_by_whose_it_is_keeps_its_words() -> None:
    doc = document("The council asked the county's largest employer for its plans.")
    council = person(doc, "The council", type=EntityType.ORGANIZATION)
    county = person(doc, "the county", type=EntityType.PLACE)
    employer = person(doc, "the county's largest employer", type=EntityType.ORGANIZATION, owner=county.span)
    asked = frame(doc, "asked", requester=(council,), recipient=(employer,))
    account = resolve(extraction(doc, [council, county, employer], [asked]))
    assert "the county's largest employer" in {entity.label for entity in account.entities}


def test_a_word_that_is_short_for_many_bodies_stays_in_its_document() -> None:
    decisions: list[Identity] = []
    for text in ("The Commission asked Mara Quill for maps.", "The Commission asked Mara Quill for plans."):
        doc = document(text)
        body = person(doc, "The Commission", name="Commission", type=EntityType.ORGANIZATION)
        quill = person(doc, "Mara Quill", name="Mara Quill")
        asked = frame(doc, "asked", requester=(body,), recipient=(quill,))
        decisions += identify([resolve(extraction(doc, [body, quill], [asked]))])
    assert len({one.agent for one in decisions if one.label == "Commission"}) == 2


def test_a_paper_is_one_with_and_without_its_article() -> None:
    decisions: list[Identity] = []
    for text, name in (
        ("The Courier asked Mara Quill for maps.", "The Courier"),
        ("Courier asked for plans.", "Courier"),
    ):
        doc = document(text)
        paper = person(doc, name, name=name, type=EntityType.ORGANIZATION)
        decisions += identify([resolve(extraction(doc, [paper], [frame(doc, "asked", requester=(paper,))]))])
    assert len({one.agent for one in decisions}) == 1


def test_somebodys_request_is_the_one_that_they_made() -> None:
    doc = document("Mara Quill urged the clinic to send the maps. Quill's request was refused.")
    quill = person(doc, "Mara Quill", name="Mara Quill")
    again = person(doc, "Quill", 1, name="Quill", antecedent=quill.span)
    clinic = person(doc, "the clinic", type=EntityType.ORGANIZATION)
    urged = frame(
        doc,
        "urged",
        requester=(quill,),
        recipient=(clinic,),
        item=(thing(doc, "to send the maps"),),
        force=Force.EXHORT,
    )
    named = frame(doc, "request", requester=(again,))
    [act] = resolve(extraction(doc, [quill, again, clinic], [urged, named])).acts
    assert [f.trigger.text for f in act.frames] == ["urged", "request"]


def test_what_was_done_was_not_done_after_it_was_told() -> None:
    doc = document("Mara Quill called for a vote at the session on March 30.")
    quill = person(doc, "Mara Quill", name="Mara Quill")
    later = When(passage(doc, "March 30"), dt.date(2026, 3, 30), Basis.COMPUTED, Anchor(AnchorKind.PUBLICATION))
    for realis, day in ((Realis.ACTUAL, None), (Realis.PLANNED, later.date)):
        called = frame(doc, "called", requester=(quill,), item=(thing(doc, "a vote"),), time=later, realis=realis)
        [act] = resolve(extraction(doc, [quill], [called])).acts
        assert act.made_on == day


def test_agents_meet_across_documents_by_full_name_only() -> None:
    accounts = []
    for text in ("Mara Quill asked Ivo for maps.", "Mara Quill asked Ivo for plans."):
        doc = document(text)
        quill, ivo = person(doc, "Mara Quill", name="Mara Quill"), person(doc, "Ivo", name="Ivo")
        asked = frame(doc, "asked", requester=(quill,), recipient=(ivo,))
        accounts.append(resolve(extraction(doc, [quill, ivo], [asked])))
    decisions = identify(accounts)
    assert decisions == identify(reversed(accounts))
    agents = {(decision.label, decision.agent) for decision in decisions}
    assert len([a for a in agents if a[0] == "Mara Quill"]) == 1
    assert len([a for a in agents if a[0] == "Ivo"]) == 2


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("the names “of all inmates", "the names of all inmates"),
        ("“other compulsory process.”", "other compulsory process"),
        ("the plan’s “first” draft", "the plan’s “first” draft"),
        ("their\n  records,", "their records"),
        ('the "names', "the names"),
        ("“", "“"),
    ],
)
def test_labels_are_clean(text: str, clean: str) -> None:
    assert label(text) == clean


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the information", True),
        ("it", True),
        ("the requested documents", True),
        ("the documents on the fire", False),
        ("comment", False),
        ("information", False),
    ],
)
def test_words_that_point_back(text: str, expected: bool) -> None:
    assert points_back(text) is expected


@pytest.mark.parametrize(("kind", "answered"), [(Kind.ACTION, False), (Kind.COMMENT, True), (None, False)])
def test_who_does_not_comment_answers_no_request_to_do_something(kind: Kind | None, answered: bool) -> None:
    doc = document("Roe asked Governor Ida Marsh for it. Marsh declined to comment.")
    roe, marsh = person(doc, "Roe", name="Roe"), person(doc, "Governor Ida Marsh", name="Ida Marsh")
    again = person(doc, "Marsh", 1, name="Marsh", antecedent=marsh.span)
    asked = frame(doc, "asked", requester=(roe,), recipient=(marsh,), kind=kind)
    refusal = frame(
        doc, "declined", act=ActType.RESPONSE, recipient=(again,), outcome=Outcome.REFUSED, kind=Kind.COMMENT
    )
    acts = resolve(extraction(doc, [roe, marsh, again], [asked, refusal])).acts
    [response] = [act for act in acts if isinstance(act, Response)]
    assert (response.responds_to is not None) is answered


def test_the_request_that_somebody_has_is_the_one_that_was_put_to_them() -> None:
    doc = document("Roe urged the board to wait. Roe asked the clerk for a map. The board will take up the request.")
    roe, board = person(doc, "Roe", name="Roe"), person(doc, "the board", type=EntityType.ORGANIZATION)
    clerk = person(doc, "the clerk")
    again = person(doc, "The board", type=EntityType.ORGANIZATION, antecedent=board.span)
    urged = frame(doc, "urged", requester=(roe,), recipient=(board,), item=(thing(doc, "to wait"),))
    asked = frame(doc, "asked", requester=(roe,), recipient=(clerk,), item=(thing(doc, "a map"),))
    had = frame(doc, "request", recipient=(again,))
    answer = frame(
        doc, "take up", act=ActType.RESPONSE, recipient=(again,), outcome=Outcome.PENDING, target=had.trigger.span
    )
    acts = resolve(extraction(doc, [roe, board, clerk, again], [urged, asked, had, answer])).acts
    requests = [act for act in acts if isinstance(act, Request)]
    [response] = [act for act in acts if isinstance(act, Response)]
    assert len(requests) == 2
    assert response.responds_to == requests[0].id
