"""A story in several papers: its acts are told by each and counted once, whatever the order of the papers."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

from graph import likeness, pipeline, upkeep
from graph.model import Document, Outcome
from graph.ontology import RETELLING_GRAPH, Property
from graph.read import Metadata, document
from graph.store import Memory

STORY = """The Harbour Board of Aldermoor asked the Kestrel Ferry Company for its safety records on Tuesday.
The ferry Gull struck the east pier of the old harbour in the morning fog two weeks ago, and eleven passengers went to
hospital with cuts and bruises. {more}
The company carries four thousand people a day between the islands and the mainland, and has run the line for sixty
years under three owners. Residents of the islands have complained of late ferries for years, and of the fares."""
REFUSED = "The company refused on Wednesday to hand over the records."
WEATHER = "More rain is expected."


def printed(paper: str, day: int, more: str = "") -> Document:
    return document(STORY.format(more=more), metadata=Metadata(publisher=paper, published=dt.date(2026, 5, day)))


PAPERS = (printed("The Islander", 7, REFUSED), printed("The Courier", 6), printed("Daily Gull", 8, WEATHER))


@pytest.fixture(scope="module")
def built() -> pipeline.Built:
    return pipeline.build(PAPERS)


def test_a_story_in_three_papers_is_one_request_with_three_sources(built: pipeline.Built) -> None:
    row, *others = (row for row in built.ledger.rows if row.item == ("its safety records",))
    assert not others
    ids = [evidence.document.rpartition("/")[2] for evidence in row.evidence]
    assert ids[0] == PAPERS[1].id  # the first to print it
    assert sorted(ids) == sorted(paper.id for paper in PAPERS)


def test_an_answer_that_one_paper_alone_tells_of_is_that_of_the_one_request(built: pipeline.Built) -> None:
    row = next(row for row in built.ledger.rows if row.item == ("its safety records",))
    assert row.status is not None
    assert row.status.outcome is Outcome.REFUSED


def test_queries_count_it_once_and_the_dataset_keeps_to_the_shapes(built: pipeline.Built) -> None:
    table = b"".join(pipeline.answer(pipeline.query("who-requested-what", built.store), "csv")).decode()
    assert table.count("its safety records") == 1
    assert pipeline.validate(built.store).conforms


def test_an_answer_is_one_to_one_request_where_papers_take_it_for_one_to_two() -> None:
    said = "The company refused on Wednesday."
    asked = f"The town council asked the Kestrel Ferry Company for its fares. {said}"
    store = pipeline.build([printed("The Courier", 6, said), printed("The Islander", 7, asked)]).store
    answers = list(store.select(f"SELECT ?answer ?request {{ ?answer <{Property.RESPONDS_TO}> ?request }}"))
    assert len({row["request"] for row in answers}) == 2, "the papers differ"
    assert len(answers) == len({row["answer"] for row in answers})
    assert pipeline.validate(store).conforms


def test_the_order_of_the_papers_does_not_matter(built: pipeline.Built) -> None:
    datasets = {pipeline.build(papers).store.dump() for papers in itertools.permutations(PAPERS)}
    assert datasets == {built.store.dump()}


def test_one_at_a_time_is_all_at_once_and_what_goes_is_forgotten(built: pipeline.Built) -> None:
    store = Memory()
    for paper in PAPERS:
        list(upkeep.add([paper], store))
    assert store.dump() == built.store.dump()
    later = Memory()
    list(upkeep.add([PAPERS[0], PAPERS[2]], later))
    without_first = Memory()
    list(upkeep.add(PAPERS, without_first))
    upkeep.take_out(without_first, PAPERS[1].id)
    assert without_first.dump() == later.dump()


@pytest.mark.parametrize(
    "other",
    [
        printed("The Islander", 20, WEATHER),  # a form that is printed again
        document("Ann Lee asked the Harbour Board for the maps. " * 12, metadata=Metadata(publisher="The Islander")),
        document(STORY.split(".", maxsplit=1)[0] + "."),  # too short to compare
    ],
)
def test_another_story_retells_nothing(other: Document) -> None:
    store = pipeline.build([PAPERS[1], other]).store
    assert RETELLING_GRAPH not in store.graphs()


def test_the_same_words_with_another_recipient_are_another_request() -> None:
    other = document(
        PAPERS[1].text.replace("the Kestrel Ferry Company for its safety records", "the Gale Tug Company for its logs"),
        metadata=Metadata(published=dt.date(2026, 5, 6)),
    )
    built = pipeline.build([PAPERS[1], other])
    assert len([row for row in built.ledger.rows if row.requester]) == 2
    assert f"<{Property.RETELLS}>" not in built.store.dump()


COPY = "The Harbour Board of Aldermoor asked the Kestrel Ferry Company for its safety records on Tuesday."


def copied(publisher: str | None, url: str | None = None, day: int = 6) -> Document:
    return document(COPY, metadata=Metadata(publisher=publisher, url=url, published=dt.date(2026, 5, day)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (copied("The Islander"), copied("The Courier", day=20)),
        (copied(None, "https://islander.example/1"), copied(None, "https://courier.example/7")),
    ],
)
def test_the_very_same_text_in_another_paper_is_another_source(one: Document, other: Document) -> None:
    built = pipeline.build([one, other])
    [row] = built.ledger.rows
    assert len({evidence.document for evidence in row.evidence}) == 2
    assert {(source.publisher, source.url) for source in built.ledger.sources} == {
        (one.publisher, one.url),
        (other.publisher, other.url),
    }


@pytest.mark.parametrize("other", [copied(None), copied("The Islander"), copied(None, "https://islander.example/1")])
def test_the_very_same_text_of_nobody_else_is_a_repetition(other: Document) -> None:
    journal = pipeline.build([copied("The Islander"), other]).journal
    assert (len(journal.documents), len(journal.repeated)) == (1, 1)


def test_a_text_that_the_dataset_holds_from_another_address_is_another_source() -> None:
    here, there = copied("The Islander", "https://islander.example/1"), copied(None, "https://courier.example/7")
    store = Memory()
    for paper in (here, there, here, there):
        list(upkeep.add([paper], store))
    assert store.dump() == pipeline.build([here, there]).store.dump()
    corrected = copied("The Islander of Aldermoor", "https://islander.example/1")
    list(upkeep.add([corrected], store))
    assert store.dump() == pipeline.build([corrected, there]).store.dump()


def test_ten_thousand_copies_are_compared_in_a_chain() -> None:
    one = likeness.fingerprint(PAPERS[0].text)
    assert one is not None
    pairs = list(likeness.pairs([one] * 2_000))
    assert len(pairs) < 2_000 * 10
    assert {later for _, later in pairs} == set(range(1, 2_000))
