"""The first article: what issue 2 says that it must give, by labels, dates and the place of words.

The article is not part of the project; where ../shared is absent these tests are skipped, and say so.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from graph import ledger, pipeline
from graph.model import Account, ActType, LegalAction, Metadata, Response, Source, Threat
from graph.read import read
from tests.gold.comparing import overlap
from tests.gold.measure import accounts

ARTICLES = Path(__file__).resolve().parents[2].parent / "shared" / "articles"
ARTICLE = ARTICLES / "000_126d087be75eda44.txt"

pytestmark = pytest.mark.skipif(not ARTICLE.is_file(), reason="../shared/articles is not here")

METADATA = Metadata(publisher="The Hill", published=dt.date(2025, 7, 18))

ITEMS = {
    "Pam Bondi": (
        "county jails who are not citizens",
        "names of all inmates",
        "their crimes of arrest or conviction",
        "their scheduled release dates",
    ),
    "Chad Mizelle": (
        "fulfill their oath of office",
        "keep the citizens of their counties safe and secure",
    ),
    "The Hill": ("comment regarding the matter",),
    "Karen Bass": (
        "information about when and where enforcement activities have taken place",
        "the identities of individuals",
        "reasons they were arrested or detained",
    ),
}
# What is asked of the sheriffs is one duty or two.
COUNTS = {"Pam Bondi": (3,), "Chad Mizelle": (1, 2), "The Hill": (1,), "Karen Bass": (3,)}
RECIPIENTS = {
    "Pam Bondi": ["several California sheriffs"],
    "Chad Mizelle": ["California’s county sheriffs"],
    "Karen Bass": [],
}
MEDIA = {"Pam Bondi": "letters", "Chad Mizelle": "post", "Karen Bass": "executive order"}
MADE_ON = {"Pam Bondi": "2025-07-17", "Chad Mizelle": "2025-07-17", "The Hill": None, "Karen Bass": "2025-07-11"}
FORCE = {"Pam Bondi": "request", "Chad Mizelle": "exhort", "The Hill": "request"}
# Where words of each request stand: they must lie in its evidence.
WORDS = {
    "Pam Bondi": ("their crimes of arrest or conviction", "within 30 days"),
    "Chad Mizelle": ("fulfill their oath of office",),
    "The Hill": ("comment regarding the matter",),
    "Karen Bass": ("information about when and where enforcement activities have taken place",),
}


@cache
def text() -> str:
    return read(Source.of(ARTICLE)).text


@cache
def records() -> dict[str, dict[str, Any]]:
    """The rows of ledger.json by their requester, of whom each should have one."""
    return {"; ".join(agent["label"] for agent in record["requester"]): record for record in rows()}


@cache
def rows() -> list[dict[str, Any]]:
    return ledger.to_records(pipeline.build([read(Source.of(ARTICLE, METADATA))]).ledger)


@cache
def account() -> Account:
    [found] = accounts([read(Source.of(ARTICLE, METADATA))])
    return found


def labels(ids: tuple[str, ...]) -> list[str]:
    known = {entity.id: entity for entity in account().entities}
    return [known[i].label for i in ids]


def posts(label: str) -> list[tuple[str, str | None]]:
    return [
        (held.title, held.organization)
        for entity in account().entities
        if entity.label == label
        for held in entity.posts
    ]


def test_four_requests_and_no_more() -> None:
    assert len(rows()) == 4
    assert sorted(records()) == ["Chad Mizelle", "Karen Bass", "Pam Bondi", "The Hill"]


@pytest.mark.parametrize("requester", RECIPIENTS)
def test_recipients(requester: str) -> None:
    assert [agent["label"] for agent in records()[requester]["recipient"]] == RECIPIENTS[requester]


def test_the_office_of_luna_was_asked() -> None:
    [recipient] = records()["The Hill"]["recipient"]
    [office] = [entity for entity in account().entities if recipient["id"].endswith(entity.id)]
    assert office.owner is not None
    assert labels((office.owner,)) == ["Robert G. Luna"]


def test_luna_is_a_named_member_of_the_sheriffs() -> None:
    [sheriffs] = [entity for entity in account().entities if entity.label == "several California sheriffs"]
    assert labels(sheriffs.members) == ["Robert G. Luna"]


@pytest.mark.parametrize("requester", ITEMS)
def test_items(requester: str) -> None:
    found, wanted = records()[requester]["item"], ITEMS[requester]
    assert overlap(" ".join(wanted), " ".join(found)) >= 0.8
    assert len(found) in COUNTS[requester]


@pytest.mark.parametrize("requester", MEDIA)
def test_medium(requester: str) -> None:
    assert MEDIA[requester] in records()[requester]["medium"]


@pytest.mark.parametrize("requester", MADE_ON)
def test_made_on(requester: str) -> None:
    assert records()[requester]["made_on"] == MADE_ON[requester]


@pytest.mark.parametrize("requester", FORCE)
def test_force(requester: str) -> None:
    assert records()[requester]["force"] == FORCE[requester]


@pytest.mark.parametrize("requester", WORDS)
def test_words_lie_in_the_evidence(requester: str) -> None:
    evidence = records()[requester]["evidence"]
    for words in WORDS[requester]:
        start = text().find(words)
        assert any(place["start"] <= start and start + len(words) <= place["end"] for place in evidence), words


@pytest.mark.parametrize("requester", WORDS)
def test_quotations_are_slices_of_the_text(requester: str) -> None:
    for place in records()[requester]["evidence"]:
        assert place["quote"] == text()[place["start"] : place["end"]]


def test_bondis_request_has_two_sentences() -> None:
    assert len(records()["Pam Bondi"]["evidence"]) == 2


def test_deadline_counts_from_the_request() -> None:
    assert records()["Pam Bondi"]["deadline"] == {"text": "within 30 days", "date": "2025-08-16", "basis": "computed"}
    assert all(records()[name]["deadline"] is None for name in ("Chad Mizelle", "The Hill", "Karen Bass"))


def test_pressure_behind_bondis_request() -> None:
    pressure = records()["Pam Bondi"]["pressure"]
    assert [agent["label"] for agent in pressure["agent"]] == ["Department of Justice"]
    assert [agent["label"] for agent in pressure["said_by"]] == ["Pam Bondi"]
    assert "all available means of obtaining" in pressure["text"]
    assert any("subpoenas" in words for words in pressure["instrument"])
    assert any("other compulsory process" in words for words in pressure["instrument"])


def test_only_bondis_request_has_pressure() -> None:
    assert [name for name, record in records().items() if record["pressure"]] == ["Pam Bondi"]


def test_the_hill_had_no_answer() -> None:
    status = records()["The Hill"]["status"]
    assert (status["outcome"], status["as_of"]) == ("no_response", "2025-07-18")


def test_no_other_answer_is_known() -> None:
    assert [name for name, record in records().items() if record["status"]] == ["The Hill"]


def test_the_exhortation_is_attributed() -> None:
    assert [agent["label"] for agent in records()["Chad Mizelle"]["attributed_to"]] == ["Chad Mizelle"]


@pytest.mark.parametrize(
    ("person", "title"),
    [("Pam Bondi", "Attorney General"), ("Chad Mizelle", "chief of staff"), ("Karen Bass", "Mayor")],
)
def test_offices(person: str, title: str) -> None:
    assert any(title.casefold() in held.casefold() for held, _ in posts(person))


def test_mizelle_serves_at_the_department() -> None:
    assert [body for _, body in posts("Chad Mizelle")] == ["Department of Justice"]


def test_acts_beside_the_requests() -> None:
    acts = account().acts
    [threat] = [act for act in acts if isinstance(act, Threat)]
    [answer] = [act for act in acts if isinstance(act, Response)]
    [suit] = [act for act in acts if isinstance(act, LegalAction)]
    assert labels(threat.requester) == ["Department of Justice"]
    assert answer.outcome == "no_response"
    assert suit.made_on == dt.date(2025, 7, 10)
    assert any("Trump administration" in label for label in labels(suit.recipient))
    assert len(suit.requester) == 2


def test_protest_is_no_request() -> None:
    start = text().find("launched protests")
    kinds = [
        act.frames[0].act
        for act in account().acts
        for f in act.frames
        if f.evidence.span.start <= start < f.evidence.span.end
    ]
    assert ActType.REQUEST not in kinds
