"""A dataset to the ledger; a ledger to JSON, CSV and a table."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from dataclasses import replace

import pytest

from graph import ledger, ontology
from graph.describe import describe, describe_identity
from graph.errors import RunError
from graph.model import (
    Account,
    Agent,
    Basis,
    Due,
    EntityType,
    Evidence,
    Kind,
    Ledger,
    LedgerRow,
    Mark,
    Outcome,
    Polarity,
    Pressure,
    Realis,
    Status,
)
from graph.resolve import identify, resolve
from graph.store import Memory
from tests.ledgers import agent, row
from tests.support import document, extraction, frame, passage, person, thing
from tests.unit.test_describe import account
from tests.unit.test_resolve import dispute

COLUMNS = (
    "id kind force requester recipient item medium made_on deadline pressure status polarity realis attributed_to "
    "evidence confidence"
).split()


def dataset(*told: Account) -> Memory:
    store = Memory()
    for one in told:
        store.replace(ontology.graph_iri(one.document.id), describe(one))
    store.replace(ontology.IDENTITY_GRAPH, describe_identity(identify(told)))
    return store


def only(*told: Account) -> LedgerRow:
    (found,) = ledger.read(dataset(*told).select).rows
    return found


# --------------------------------------------------------------------------------------------------
# Reading.


def test_a_request_is_a_row_with_all_that_was_said_of_it() -> None:
    found = only(dispute())
    assert [who.label for who in found.requester] == ["Mara Quill"]
    assert [(who.label, who.type) for who in found.recipient] == [("the clinic", EntityType.ORGANIZATION)]
    assert found.item == ("the staffing records",)
    assert found.deadline == Due("within 30 days", dt.date(2026, 4, 1), Basis.COMPUTED)
    assert found.pressure is not None
    assert found.pressure.text == "sue"
    assert [who.label for who in found.pressure.agent] == ["the state"]
    assert found.status is not None
    assert (found.status.outcome, found.status.as_of) == (Outcome.NO_RESPONSE, dt.date(2026, 3, 6))
    assert len(found.evidence) == 2


def test_what_fills_a_role_is_marked_in_the_sentence() -> None:
    first, second = only(dispute()).evidence
    words = [(first.quote[mark.start - first.start : mark.end - first.start], mark.role) for mark in first.marks]
    assert words == [
        ("Auditor Mara Quill", "requester"),
        ("the clinic", "recipient"),
        ("on Monday", "made_on"),
        ("requesting", "trigger"),
        ("the staffing records", "item"),
    ]
    assert {mark.role for mark in second.marks} == {"requester", "trigger", "deadline"}


def test_the_law_that_a_request_rests_on_is_marked() -> None:
    doc = document("Mara Quill requested the rolls under the Records Act.")
    who, law = person(doc, "Mara Quill", name="Mara Quill"), passage(doc, "the Records Act")
    asked = frame(doc, "requested", requester=(who,), item=(thing(doc, "the rolls"),), legal_basis=law)
    (sentence,) = only(resolve(extraction(doc, [who], [asked]))).evidence
    assert Mark(law.span.start, law.span.end, "legal_basis") in sentence.marks


def test_offices_and_members_are_told_of_agents() -> None:
    records = {record.agent.label: record for record in ledger.read(dataset(account()).select).agents}
    assert records["Ada Quill"].posts == ("Clerk, the Council",)
    assert records["we"].members == ("Ada Quill",)


def test_documents_are_sources() -> None:
    (source,) = ledger.read(dataset(account()).select).sources
    assert (source.title, source.publisher, source.author) == ("Salt", "The Paper", "A. Writer")
    assert (source.published, source.url) == (dt.date(2026, 3, 6), "https://paper.example/1")


def test_a_threat_without_a_consequence_is_told_by_its_sentence() -> None:
    pressure = only(account()).pressure
    assert pressure is not None
    assert pressure.text == account().acts[1].frames[0].evidence.text
    assert pressure.instrument == ("sue",)
    assert [who.label for who in pressure.said_by] == ["Ada Quill"]


@pytest.mark.parametrize(
    ("days", "outcomes", "expected"),
    [
        ((dt.date(2026, 3, 9), dt.date(2026, 3, 7)), (Outcome.COMPLIED, Outcome.REFUSED), Outcome.COMPLIED),
        ((dt.date(2026, 3, 7), dt.date(2026, 3, 7)), (Outcome.COMPLIED, Outcome.REFUSED), Outcome.REFUSED),
        ((None, None), (Outcome.COMPLIED, Outcome.REFUSED), Outcome.REFUSED),
        ((dt.date(2026, 3, 7), None), (Outcome.COMPLIED, Outcome.REFUSED), Outcome.COMPLIED),
    ],
)
def test_the_status_is_the_latest_answer(
    days: tuple[dt.date | None, ...], outcomes: tuple[Outcome, ...], expected: Outcome
) -> None:
    told = dispute()
    answer = told.acts[-1]
    document_id = told.document.id
    answers = [
        replace(answer, id=f"{document_id}#act={place},{place + 5}", as_of=day, outcome=outcome)  # type: ignore[call-arg]
        for place, day, outcome in zip((9, 100), days, outcomes, strict=True)
    ]
    status = only(replace(told, acts=(*told.acts[:-1], *answers))).status
    assert status is not None
    assert status.outcome is expected


@pytest.mark.parametrize("denied", [{"polarity": Polarity.NEGATED}, {"realis": Realis.PLANNED}])
def test_an_answer_that_was_not_given_is_no_status(denied: dict[str, object]) -> None:
    told = dispute()
    answer = replace(told.acts[-1], **denied)  # type: ignore[arg-type]
    assert only(replace(told, acts=(*told.acts[:-1], answer))).status is None


def test_rows_stand_in_the_order_of_the_text_not_of_its_digits() -> None:
    told = dispute()
    request = told.acts[0]
    places = [f"{told.document.id}#act={start},{start + 3}" for start in (9, 10, 100)]
    acts = tuple(replace(request, id=place, backed_by=()) for place in reversed(places))  # type: ignore[call-arg]
    found = ledger.read(dataset(replace(told, acts=acts)).select).rows
    assert [one.id for one in found] == [ontology.local_iri(place) for place in places]


def test_an_agent_without_identity_stops_the_run() -> None:
    told = dispute()
    store = dataset(told)
    store.remove(ontology.IDENTITY_GRAPH)
    with pytest.raises(RunError, match=r"is not identified; wanted .* load the identity graph too"):
        ledger.read(store.select)


def test_an_empty_dataset_is_an_empty_ledger() -> None:
    assert ledger.read(Memory().select) == Ledger((), (), ())


@pytest.mark.parametrize(
    ("change", "counts"),
    [
        ({}, True),
        ({"polarity": Polarity.NEGATED}, False),
        ({"realis": Realis.PLANNED}, False),
        ({"kind": Kind.QUESTION}, False),
    ],
)
def test_actual_requests_are_those_made(change: dict[str, object], counts: bool) -> None:
    one = replace(row(0, (agent("Ada"),), (agent("Ben"),)), **change)  # type: ignore[arg-type]
    assert bool(ledger.actual(Ledger((one,), (), ())).rows) == counts


# --------------------------------------------------------------------------------------------------
# Writing.


def full() -> LedgerRow:
    ada = Agent("https://w3id.org/askgraph/agent/1", "Ada", EntityType.PERSON)
    place = Evidence("https://w3id.org/askgraph/document/1", 0, 9, "Ada asked", (Mark(0, 3, "requester"),))
    return replace(
        row(0, (ada,), (), ("salt", "bread")),
        medium="a letter",
        made_on=dt.date(2026, 3, 2),
        deadline=Due("soon", None, None),
        pressure=Pressure((ada,), "to sue", ("court",), (ada,), (place,)),
        status=Status(Outcome.NO_RESPONSE, dt.date(2026, 3, 6), Basis.ASSUMED, (place,)),
        evidence=(place, place),
    )


def test_json_has_exactly_the_keys_that_are_promised() -> None:
    (record,) = json.loads(ledger.to_json(Ledger((full(),), (), ())))
    assert list(record) == COLUMNS
    ada = {"id": "https://w3id.org/askgraph/agent/1", "label": "Ada", "type": "person"}
    assert record["requester"] == [ada]
    assert record["recipient"] == []
    assert record["made_on"] == "2026-03-02"
    assert record["deadline"] == {"text": "soon", "date": None, "basis": None}
    assert record["pressure"] == {"agent": [ada], "text": "to sue", "instrument": ["court"], "said_by": [ada]}
    assert record["status"] == {"outcome": "no_response", "as_of": "2026-03-06", "basis": "assumed"}
    assert record["evidence"][0] == {
        "document": "https://w3id.org/askgraph/document/1",
        "page": None,
        "start": 0,
        "end": 9,
        "quote": "Ada asked",
    }


def test_evidence_from_a_document_with_pages_says_on_which_it_begins() -> None:
    told = dispute()
    assert [place.page for place in only(told).evidence] == [None, None]
    second = only(told).evidence[1].start
    paged = replace(told, document=replace(told.document, pages=(0, second)))
    found = only(paged)
    assert [place.page for place in found.evidence] == [1, 2]
    [record] = json.loads(ledger.to_json(Ledger((found,), (), ())))
    assert [place["page"] for place in record["evidence"]] == [1, 2]


def test_what_is_not_stated_is_null_or_an_empty_list() -> None:
    bare = replace(row(0, (), ()), item=(), medium=None, made_on=None, deadline=None, pressure=None, status=None)
    (record,) = json.loads(ledger.to_json(Ledger((bare,), (), ())))
    assert [record[name] for name in ("medium", "made_on", "deadline", "pressure", "status")] == [None] * 5
    assert [record[name] for name in ("requester", "recipient", "item")] == [[], [], []]


def cells(rows: tuple[LedgerRow, ...]) -> list[dict[str, str]]:
    file = io.StringIO(newline="")
    ledger.to_csv(Ledger(rows, (), ()), file)
    return list(csv.DictReader(io.StringIO(file.getvalue(), newline="")))


def test_csv_has_the_same_columns_and_joins_lists() -> None:
    (record,) = cells((full(),))
    assert list(record) == COLUMNS
    assert (record["requester"], record["recipient"], record["item"]) == ("Ada", "", "salt; bread")
    assert record["evidence"] == "Ada asked; Ada asked"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_no_cell_is_a_formula(text: str) -> None:
    (record,) = cells((replace(full(), item=(text,), medium=text),))
    assert record["item"] == f"'{text}"
    assert record["medium"] == f"'{text}"


@pytest.mark.parametrize("text", ["a,b", 'a "b"', "a\nb", "a\r\nb", "<b>", "ʻ😀"])
def test_any_other_text_comes_back_from_csv(text: str) -> None:
    (record,) = cells((replace(full(), medium=text),))
    assert record["medium"] == text


def test_a_table_has_one_line_a_request_and_nothing_that_steers_a_terminal() -> None:
    hostile = replace(full(), item=("\x1b[31mred\nline\u202e" + "x" * 200,))
    lines = ledger.to_table(Ledger((hostile, full()), (), ())).splitlines()
    assert len(lines) == 4
    assert lines[0].split() == ["made_on", "requester", "force", "recipient", "item", "deadline", "status"]
    assert all(sign.isprintable() for line in lines for sign in line)
    assert max(map(len, lines)) < 200


def test_an_empty_ledger_can_be_written() -> None:
    empty = Ledger((), (), ())
    assert ledger.to_json(empty) == "[]\n"
    assert len(ledger.to_table(empty).splitlines()) == 2
    assert cells(()) == []


def test_rows_stand_in_the_order_of_the_days_of_their_documents() -> None:
    accounts = []
    for text, day in (
        ("Ida Crane asked for maps.", 9),
        ("Ida Crane asked for plans.", 2),
        ("Ida Crane asked for oil.", 5),
    ):
        doc = document(text, published=dt.date(2026, 3, day))
        crane = person(doc, "Ida Crane", name="Ida Crane")
        accounts.append(resolve(extraction(doc, [crane], [frame(doc, "asked", requester=(crane,))])))
    found = ledger.read(dataset(*accounts).select)
    assert [row.evidence[0].quote.split()[-1] for row in found.rows] == ["plans.", "oil.", "maps."]
    assert [source.published and source.published.day for source in found.sources] == [2, 5, 9]
