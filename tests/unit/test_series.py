"""Names in a row: which "and" ends one, what the names are, and what a noun and a participle ask of them together."""

from __future__ import annotations

import pytest

from graph.extract import extract
from graph.extract.series import joins_names, parts
from graph.model import Account, EntityType, Request
from graph.parse import parse
from graph.resolve import resolve
from tests.support import document


def account(text: str) -> Account:
    [(read, doc)] = parse([document(text)])
    return resolve(extract(read, doc))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Elm Drug, Oak Medical and Ash Labs", ["Elm Drug", "Oak Medical", "Ash Labs"]),
        ("Elm Drug, Wellby and Ash Labs", ["Elm Drug", "Wellby", "Ash Labs"]),
        ("Elm Drug, Oak Medical, Tarn Health, and Wellby", ["Elm Drug", "Oak Medical", "Tarn Health", "Wellby"]),
        ("Ash, Oak and Elm", ["Ash, Oak and Elm"]),
        ("Elm Drug, Oak and Company", ["Elm Drug, Oak and Company"]),
        ("Oak Medical and Ash Labs", ["Oak Medical and Ash Labs"]),
    ],
)
def test_a_row_of_names_ends_with_its_and(text: str, names: list[str]) -> None:
    [(_, doc)] = parse([document(f"The mayor asked {text} for files.")])
    row = doc[3 : len(doc) - 3]
    assert [part.text.rstrip(",").rstrip() for part in parts(row)] == names
    assert any(map(joins_names, row)) is (len(names) > 1)


def test_a_body_keeps_the_commas_in_its_name() -> None:
    made = account("The clerk asked the Department of Health, Social Care and Public Safety for the files.").acts[0]
    assert len(made.recipient) == 1


def test_a_firm_in_a_row_and_alone_is_one_agent() -> None:
    told = account(
        "The senator sent letters to Wellby, Tarn Health and Oxley Labs asking for price lists.\n\n"
        "Wellby declined the request. Oxley Labs did not respond."
    )
    named = sorted(entity.label for entity in told.entities if entity.named)
    assert named == ["Oxley Labs", "Tarn Health", "Wellby"]
    assert {entity.type for entity in told.entities if entity.named} == {EntityType.ORGANIZATION}


def test_what_a_participle_asks_for_belongs_to_the_noun_before_it() -> None:
    told = account(
        "The attorney general sent demands to Ansel Drug, Brewer Medical and Tarn Labs, seeking records of every sale."
    )
    (made,) = told.acts
    assert isinstance(made, Request)
    assert [item.label for item in made.item] == ["records of every sale"]
    assert len(made.recipient) == 3
    assert [frame.trigger.text for frame in made.frames] == ["demands", "seeking"]


def test_please_send_them_is_the_request_before_it_with_its_deadline() -> None:
    told = account("Dear Clerk Low:\n\nI request the tide logs. Please send them by May 5, 2026. Please waive the fee.")
    logs, fee = told.acts
    assert isinstance(logs, Request)
    assert logs.deadline is not None
    assert ([item.label for item in logs.item], logs.deadline.text) == (["the tide logs"], "by May 5, 2026")
    assert [item.label for item in fee.item] == ["waive the fee"]


def test_the_other_of_two_challenges_the_order_that_one_obeyed() -> None:
    told = account("The inspector ordered two stands to close. One complied. The other has challenged the order.")
    order, *answers = told.acts
    assert [getattr(answer, "responds_to", None) for answer in answers] == [order.id, order.id]


def test_a_participle_of_somebody_else_is_a_request_of_its_own() -> None:
    told = account("The union sent demands to two firms. The mayor met tenants on Monday, seeking records of repairs.")
    assert all(len(act.frames) == 1 for act in told.acts)
