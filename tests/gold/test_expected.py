"""The hand-written expectations hold together: words are in the article, dates agree with the words, values exist."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import numpy as np
import pytest

from graph.model import ActType, Basis, Force, Kind, Outcome, Polarity, Realis, Source
from graph.read import read
from tests.gold.expected import FILES, SAMPLES, Expected, article, load

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
CALENDAR_DAY = re.compile(
    r"\b(January|February|March|April|May|June|July|August|September|October|November|December) (\d{1,2})\b"
)
WITHIN = re.compile(r"(\d+|five|ten) (business )?days")
NUMBERS = {"five": 5, "ten": 10}


def words_of(expected: Expected) -> list[str]:
    """Every stretch of words that must stand in the article as it is given."""
    found: list[str | None] = []
    for row in expected["requests"]:
        pressure, deadline = row["pressure"] or {}, row["deadline"] or {}
        found += [*row["item"], *row["evidence"], *pressure.get("instrument", ())]
        found += [
            row["medium"],
            row["legal_basis"],
            deadline.get("text"),
            pressure.get("text"),
            pressure.get("condition"),
        ]
    for act in expected["acts"]:
        found += [*act["evidence"], *act.get("item", ()), *act.get("instrument", ()), act.get("condition")]
    return [words for words in found if words]


def names_the_day(date: dt.date, words: str, published: dt.date) -> bool:
    """Whether the words name this date, by its month and day, or by its weekday in the week before publication."""
    by_weekday = WEEKDAYS[date.weekday()] in words and dt.timedelta(0) <= published - date <= dt.timedelta(7)
    return by_weekday or f"{date:%B} {date.day}" in words


def test_every_sample_has_an_expectation() -> None:
    articles = sorted(path.name for path in SAMPLES.iterdir())
    assert articles == sorted(load(path)["article"] for path in FILES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name.split(".")[0])
class TestExpectation:
    def test_words_are_in_the_article(self, path: Path) -> None:
        expected = load(path)
        text = read(Source.of(article(expected))).text
        assert [words for words in words_of(expected) if words not in text] == []

    def test_length_is_that_of_an_article(self, path: Path) -> None:
        assert 300 <= len(read(Source.of(article(load(path)))).text.split()) <= 700

    def test_values_are_of_the_vocabularies(self, path: Path) -> None:
        expected = load(path)
        for row in expected["requests"]:
            Kind(row["kind"]), Force(row["force"]), Polarity(row["polarity"]), Realis(row["realis"])
            if row["deadline"]:
                Basis(row["deadline"]["basis"])
        for act in expected["acts"]:
            ActType(act["act"])
        for outcome in [row["status"]["outcome"] for row in expected["requests"] if row["status"]]:
            Outcome(outcome)

    def test_days_are_those_that_the_article_names(self, path: Path) -> None:
        expected = load(path)
        document = read(Source.of(article(expected)))
        assert document.published is not None
        for act in [*expected["requests"], *expected["acts"]]:
            if act.get("made_on"):
                assert names_the_day(dt.date.fromisoformat(act["made_on"]), document.text, document.published)

    def test_deadlines_agree_with_their_words(self, path: Path) -> None:
        for row in load(path)["requests"]:
            if row["deadline"]:
                check_deadline(row)


def check_deadline(row: Expected) -> None:
    """Assert that the date is what the words say: a calendar day, a distance, a weekday or the end of the month."""
    words, date = row["deadline"]["text"], dt.date.fromisoformat(row["deadline"]["date"])
    day, distance = CALENDAR_DAY.search(words), WITHIN.search(words)
    if day:
        assert (f"{date:%B}", str(date.day)) == day.groups()
    elif distance:
        amount = int(NUMBERS.get(distance[1], 0) or distance[1])
        counted = np.busday_offset if distance[2] else np.add
        assert str(counted(np.datetime64(row["made_on"]), amount)) == str(date)
    elif "month" in words:
        assert (date + dt.timedelta(days=1)).day == 1
    for weekday in re.findall("|".join(WEEKDAYS), words):
        assert WEEKDAYS[date.weekday()] == weekday
    assert day or distance or "month" in words or re.search("|".join(WEEKDAYS), words)
