"""Times and deadlines: a sentence published on Friday 2025-07-18, the words that are a time, and what they mean.

A date with its basis; "+30 day, request" counts from the request, "-1 day, the order" from what the words name.
"""

from __future__ import annotations

import datetime as dt

import pytest
from spacy.tokens import Doc

from graph.extract import requests, times
from graph.extract.syntax import char_span
from graph.model import AnchorKind, Offset, When
from graph.parse import PIPELINE, load
from graph.resolve.dates import shift
from tests.support import document

PUBLISHED = dt.date(2025, 7, 18)
DEADLINES = [
    ("The clerk must answer by Friday.", "by Friday", "2025-07-18 computed"),
    ("Answer by next Tuesday.", "by next Tuesday", "2025-07-22 computed"),
    ("Send the files by Aug. 1.", "by Aug. 1", "2025-08-01 computed"),
    ("Send the files by August 1, 2025.", "by August 1, 2025", "2025-08-01 read"),
    ("Send the files by 1 August 2025.", "by 1 August 2025", "2025-08-01 read"),
    ("Send the files by the 1st of August.", "by the 1st of August", "2025-08-01 computed"),
    ("Send the files no later than Sept. 5.", "no later than Sept. 5", "2025-09-05 computed"),
    ("Send the files not later than 5 September.", "not later than 5 September", "2025-09-05 computed"),
    ("The firm must pay on or before July 31.", "on or before July 31", "2025-07-31 computed"),
    ("Reply before Monday.", "before Monday", "2025-07-21 computed"),
    ("Reply before July 25, 2025.", "before July 25, 2025", "2025-07-25 read"),
    ("Reply before the end of the month.", "before the end of the month", "2025-07-31 computed"),
    ("Reply by the end of the month.", "by the end of the month", "2025-07-31 computed"),
    ("Reply by month's end.", "by month's end", "2025-07-31 computed"),
    ("Reply by the end of the week.", "by the end of the week", "2025-07-18 assumed"),
    ("Reply by the end of this week.", "by the end of this week", "2025-07-18 assumed"),
    ("Reply by the end of next week.", "by the end of next week", "2025-07-25 assumed"),
    ("Reply by the end of next month.", "by the end of next month", "2025-08-31 computed"),
    ("Reply by year's end.", "by year's end", "2025-12-31 computed"),
    ("Reply by the end of the year.", "by the end of the year", "2025-12-31 computed"),
    ("Reply before the end of the quarter.", "before the end of the quarter", "2025-09-30 computed"),
    ("Reply by the end of August.", "by the end of August", "2025-08-31 computed"),
    ("Reply by the end of March 2026.", "by the end of March 2026", "2026-03-31 read"),
    ("Reply by the end of the day.", "by the end of the day", "+0 day, request"),
    ("Reply by close of business.", "by close of business", "+0 day, request"),
    ("Reply by close of business Friday.", "by close of business Friday", "2025-07-18 computed"),
    (
        "Reply by close of business on Monday, July 21.",
        "by close of business on Monday, July 21",
        "2025-07-21 computed",
    ),
    ("Reply by COB Tuesday.", "by COB Tuesday", "2025-07-22 computed"),
    ("Reply by 5 p.m. Monday.", "by 5 p.m. Monday", "2025-07-21 computed"),
    ("Reply by 5 p.m. on July 22.", "by 5 p.m. on July 22", "2025-07-22 computed"),
    ("Reply by noon on Wednesday.", "by noon on Wednesday", "2025-07-23 computed"),
    ("Reply by midnight.", "by midnight", "+0 day, request"),
    ("Reply by noon tomorrow.", "by noon tomorrow", "2025-07-19 computed"),
    ("Reply by tomorrow.", "by tomorrow", "2025-07-19 computed"),
    ("Reply by tonight.", "by tonight", "2025-07-18 computed"),
    ("Reply by today.", "by today", "2025-07-18 computed"),
    ("They must leave within 30 days.", "within 30 days", "+30 day, request"),
    ("They must leave within thirty days.", "within thirty days", "+30 day, request"),
    ("They must leave within thirty (30) days.", "within thirty (30) days", "+30 day, request"),
    ("They must leave within 24 hours.", "within 24 hours", "+24 hour, request"),
    ("They must leave within a week.", "within a week", "+1 week, request"),
    ("They must leave within two weeks.", "within two weeks", "+2 week, request"),
    ("They must leave within a fortnight.", "within a fortnight", "+2 week, request"),
    ("They must leave within six months.", "within six months", "+6 month, request"),
    ("They must leave within a year.", "within a year", "+1 year, request"),
    ("They must leave within 10 business days.", "within 10 business days", "+10 business_day, request"),
    ("They must leave within ten working days.", "within ten working days", "+10 business_day, request"),
    ("They must leave within 90 calendar days.", "within 90 calendar days", "+90 day, request"),
    ("They must leave within the next 14 days.", "within the next 14 days", "+14 day, request"),
    ("They must leave in 60 days.", "in 60 days", "+60 day, request"),
    ("They must leave in two weeks.", "in two weeks", "+2 week, request"),
    ("They must leave in two weeks' time.", "in two weeks' time", "+2 week, request"),
    ("They must leave in 48 hours.", "in 48 hours", "+48 hour, request"),
    ("Answer within 30 days of the order.", "within 30 days of the order", "+30 day, the order"),
    (
        "Answer within 30 days of receiving the letter.",
        "within 30 days of receiving the letter",
        "+30 day, receiving the letter",
    ),
    ("Answer within ten days after the ruling.", "within ten days after the ruling", "+10 day, the ruling"),
    ("Answer within five days from the hearing.", "within five days from the hearing", "+5 day, the hearing"),
    ("Answer no later than 10 days after the vote.", "no later than 10 days after the vote", "+10 day, the vote"),
    (
        "Answer no later than two weeks before the election.",
        "no later than two weeks before the election",
        "-2 week, the election",
    ),
    ("She gave them 48 hours to leave.", "48 hours", "+48 hour, request"),
    ("She gave the company two weeks to comply.", "two weeks", "+2 week, request"),
    ("He was given ten days to respond.", "ten days", "+10 day, request"),
    ("The bank has 30 days to appeal.", "30 days", "+30 day, request"),
    ("They have until Friday to answer.", "until Friday", "2025-07-18 computed"),
    ("They had until midnight to go.", "until midnight", "+0 day, request"),
    ("They have until Aug. 15.", "until Aug. 15", "2025-08-15 computed"),
    ("The city has until the end of the month to pay.", "until the end of the month", "2025-07-31 computed"),
    ("The board set a deadline of July 30.", "July 30", "2025-07-30 computed"),
    ("The board set a July 30 deadline.", "July 30", "2025-07-30 computed"),
    ("The board set a Friday deadline.", "Friday", "2025-07-18 computed"),
    ("The board set a 30-day deadline.", "30-day", "+30 day, request"),
    ("The board set a two-week deadline.", "two-week", "+2 week, request"),
    ("He issued a 48-hour ultimatum.", "48-hour", "+48 hour, request"),
    ("The files are due on Friday.", "Friday", "2025-07-18 computed"),
    ("The files are due Friday.", "Friday", "2025-07-18 computed"),
    ("The files are due by July 28.", "by July 28", "2025-07-28 computed"),
    ("The answer is due on July 28, 2025.", "July 28, 2025", "2025-07-28 read"),
    ("The offer expires on Aug. 2.", "Aug. 2", "2025-08-02 computed"),
    ("The deadline is Aug. 4.", "Aug. 4", "2025-08-04 computed"),
    ("The deadline was extended to Aug. 4.", "Aug. 4", "2025-08-04 computed"),
    ("The deadline expires Monday.", "Monday", "2025-07-21 computed"),
    ("They must answer until Tuesday.", "until Tuesday", "2025-07-22 computed"),
    ("They must answer prior to Aug. 9.", "prior to Aug. 9", "2025-08-09 computed"),
    ("They must answer ahead of Monday's vote.", "ahead of Monday", "2025-07-21 computed"),
    ("They must answer by next week.", "by next week", "2025-07-25 assumed"),
    ("They must answer by early August.", "by early August", "no day"),
    ("They must answer by 2026-01-15.", "by 2026-01-15", "2026-01-15 read"),
    ("They must answer by 8/15/2025.", "by 8/15/2025", "2025-08-15 read"),
    ("They must answer by Jan. 5.", "by Jan. 5", "2026-01-05 computed"),
    ("With 30 days to respond, the firm stalled.", "30 days", "+30 day, request"),
    ("They must give 60 days' notice.", "60 days", "+60 day, request"),
    ("Reply inside 7 days.", "inside 7 days", "+7 day, request"),
    ("Reply by this Friday.", "by this Friday", "2025-07-18 computed"),
    ("Reply by Wednesday evening.", "by Wednesday evening", "2025-07-23 computed"),
    ("Reply by Thursday at the latest.", "by Thursday", "2025-07-24 computed"),
    ("Reply by Dec. 31.", "by Dec. 31", "2025-12-31 computed"),
    ("The company must vacate in under 30 days.", "in under 30 days", "+30 day, request"),
    ("They have 10 business days in which to answer.", "10 business days", "+10 business_day, request"),
    ("The firm was allowed 21 days to reply.", "21 days", "+21 day, request"),
    ("He granted them a month to decide.", "a month", "+1 month, request"),
    ("Answer before Monday's hearing.", "before Monday", "2025-07-21 computed"),
    ("By Friday, the board must answer.", "By Friday", "2025-07-18 computed"),
    ("The letter set a time limit of 15 days.", "15 days", "+15 day, request"),
    (
        "Return it no later than 5 p.m. EST on Friday, July 25.",
        "no later than 5 p.m. EST on Friday, July 25",
        "2025-07-25 computed",
    ),
    ("Reply by 5pm Monday.", "by 5pm Monday", "2025-07-21 computed"),
    ("Reply by 5pm on July 22.", "by 5pm on July 22", "2025-07-22 computed"),
]
TIMES = [
    ("The mayor spoke on Dec. 30.", "Dec. 30", "2024-12-30 computed"),
    ("The mayor announced a Dec. 30 rally.", "Dec. 30", "2025-12-30 computed"),
    ("The mayor spoke in March.", "in March", "no day"),
    ("The mayor spoke in 2019.", "in 2019", "no day"),
    ("The mayor spoke three days later.", "three days later", "+3 day, event"),
    ("The mayor spoke earlier this year.", "earlier this year", "no day"),
    ("The mayor spoke in late April.", "in late April", "no day"),
    ("The mayor spoke on Thursday.", "Thursday", "2025-07-17 computed"),
    ("The mayor spoke Friday.", "Friday", "2025-07-18 computed"),
    ("The mayor spoke on Monday.", "Monday", "2025-07-14 computed"),
    ("The mayor will speak on Monday.", "Monday", "2025-07-21 computed"),
    ("The mayor is expected to speak Tuesday.", "Tuesday", "2025-07-22 computed"),
    ("The mayor spoke last Thursday.", "last Thursday", "2025-07-10 assumed"),
    ("The mayor spoke this past Wednesday.", "this past Wednesday", "2025-07-16 computed"),
    ("The mayor will speak next Friday.", "next Friday", "2025-07-25 computed"),
    ("The mayor spoke on July 11.", "July 11", "2025-07-11 computed"),
    ("The mayor signed a July 11 order.", "July 11", "2025-07-11 computed"),
    ("The mayor spoke on July 11, 2024.", "July 11, 2024", "2024-07-11 read"),
    ("The mayor spoke on 11 July 2024.", "11 July 2024", "2024-07-11 read"),
    ("The mayor spoke on Sunday, July 13.", "Sunday, July 13", "2025-07-13 computed"),
    ("The mayor will speak on Jan. 8.", "Jan. 8", "2026-01-08 computed"),
    ("The mayor spoke yesterday.", "yesterday", "2025-07-17 computed"),
    ("The mayor spoke today.", "today", "2025-07-18 computed"),
    ("The mayor spoke the day before yesterday.", "the day before yesterday", "2025-07-16 computed"),
    ("The mayor spoke on Thursday evening.", "Thursday evening", "2025-07-17 computed"),
    ("The mayor spoke last night.", "last night", "2025-07-17 computed"),
    ("The mayor spoke three days ago.", "three days ago", "2025-07-15 computed"),
    ("The mayor spoke two weeks ago.", "two weeks ago", "no day"),
    ("The mayor spoke last week.", "last week", "no day"),
    ("The mayor spoke in June 2024.", "in June 2024", "no day"),
    ("The mayor spoke on 7/13/2025.", "7/13/2025", "2025-07-13 read"),
    ("The mayor spoke on 7/4/2025.", "7/4/2025", "2025-07-04 assumed"),
    ("The mayor spoke on 2025-07-14.", "2025-07-14", "2025-07-14 read"),
    ("The mayor spoke a day prior to the order.", "a day prior to the order", "-1 day, the order"),
    ("The mayor spoke two days after the ruling.", "two days after the ruling", "+2 day, the ruling"),
    ("The mayor spoke a week before the vote.", "a week before the vote", "-1 week, the vote"),
    ("The mayor spoke the day after the hearing.", "the day after the hearing", "+1 day, the hearing"),
    ("The mayor spoke the next day.", "the next day", "+1 day, event"),
    ("The mayor spoke the previous day.", "the previous day", "-1 day, event"),
    ("The mayor spoke the day before.", "the day before", "-1 day, event"),
    ("The mayor may march in June.", "in June", "no day"),
]
NONE = [
    "The mayor reads the Sunday Times.",
    "The 30 people waited for 40 minutes.",
    "The firm paid $2019 in fees.",
    "The mayor may march.",
    "It was a second too late.",
]
OWN = [  # sentence, the request's trigger, when it was made, when it is due
    ("Holm sent letters to the clerks on Thursday requesting the rolls.", "requesting", "Thursday", None),
    ("Holm wrote on May 2 to request the April 22 report.", "request", "May 2", None),
    ("The riders asked for the same lists in December, but got none.", "asked", "in December", None),
    ("Holm asked the firm for a second time in a week for its rolls.", "asked", None, None),
    ("Holm requested the rolls within 30 days and left.", "requested", None, "within 30 days"),
    ("Holm signed a July 11 executive order requesting the rolls.", "requesting", "July 11", None),
    ("The board asked the firm on Monday to explain the leak by Friday.", "asked", "Monday", "by Friday"),
    ("In a letter sent Monday, Holm asked the clerks for the rolls.", "asked", "Monday", None),
    (
        "The letter, dated July 3, demands that the mill reopen within two weeks.",
        "demands",
        "July 3",
        "within two weeks",
    ),
    ("Holm also saw the rolls, on July 3; the files were requested in full on July 11.", "requested", "July 11", None),
    ("He issued a demand for the tapes on Friday.", "demand", "Friday", None),
    ("I request the files from January 1 to March 31, 2025.", "request", None, None),
    ("At a meeting in the hall on Wednesday, they demanded a map.", "demanded", "Wednesday", None),
    ("It began on March 5, when Holm asked the clerk for the rolls.", "asked", "March 5", None),
    ("Holm demanded the fees and vowed to leave unless they were paid by Aug. 1.", "demanded", None, "by Aug. 1"),
    ("They called for a meeting on Thursday.", "called", None, None),
    ("The senator, who asked for a recount on Monday, resigned Wednesday.", "asked", "Monday", None),
    ("Holm asked for the files, which were due by Friday.", "asked", None, None),
]


def parsed(text: str) -> Doc:
    """The parse of a sentence."""
    return load(PIPELINE)(text)


def found(text: str, published: dt.date | None = PUBLISHED) -> tuple[When, ...]:
    """The times of a sentence."""
    return times.whens(document(text, published=published), parsed(text))


def told(when: When) -> str:
    """What a time means, as the tables write it."""
    if when.offset and when.anchor and when.anchor.kind is not AnchorKind.PUBLICATION:
        event = when.anchor.passage.text if when.anchor.passage else when.anchor.kind.value
        return f"{when.offset.amount:+d} {when.offset.unit}, {event}"
    return f"{when.date} {when.basis}" if when.date else "no day"


@pytest.mark.parametrize(("text", "words", "meaning"), DEADLINES)
def test_a_deadline_is_found_with_its_day(text: str, words: str, meaning: str) -> None:
    (when,) = found(text)
    assert (when.passage.text, told(when)) == (words, meaning)
    assert times.is_deadline(parsed(text), when)


@pytest.mark.parametrize(("text", "words", "meaning"), TIMES)
def test_a_time_is_found_with_its_day_and_is_no_deadline(text: str, words: str, meaning: str) -> None:
    (when,) = found(text)
    assert (when.passage.text, told(when)) == (words, meaning)
    assert not times.is_deadline(parsed(text), when)


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_time_is_left(text: str) -> None:
    assert found(text) == ()


@pytest.mark.parametrize("text", [row[0] for row in (*DEADLINES, *TIMES)])
def test_without_a_publication_date_only_words_that_tell_the_year_give_a_day(text: str) -> None:
    for when in found(text, None):
        names_a_year = any(year in when.passage.text for year in ("2024", "2025", "2026"))
        assert when.date is None or names_a_year


@pytest.mark.parametrize(("text", "trigger", "made", "due"), OWN)
def test_times_belong_to_the_request_by_syntax(text: str, trigger: str, made: str | None, due: str | None) -> None:
    doc = parsed(text)
    (draft,) = [one for one in requests.drafts(doc) if text[one.trigger.start : one.trigger.end] == trigger]
    own = times.of(doc, draft, found(text))
    assert tuple(when.passage.text if when else None for when in own) == (made, due)


def test_the_time_of_a_saying_holds_for_what_continues_it() -> None:
    text = "“We are open,” Holm wrote in a Thursday post on X. “Close the mill,” she added."
    doc, start = parsed(text), text.index("added")
    cue = next(token for token in doc if token.idx == start)
    when = times.near(doc, char_span(doc[cue.i : cue.i + 1]), found(text))
    assert when is not None
    assert when.date == dt.date(2025, 7, 17)


@pytest.mark.parametrize(
    ("date", "offset", "day"),
    [
        ("2025-07-17", Offset(30, "day"), "2025-08-16"),
        ("2025-07-11", Offset(-1, "day"), "2025-07-10"),
        ("2025-07-18", Offset(1, "business_day"), "2025-07-21"),
        ("2025-07-19", Offset(1, "business_day"), "2025-07-21"),
        ("2025-07-20", Offset(-1, "business_day"), "2025-07-18"),
        ("2025-07-17", Offset(10, "business_day"), "2025-07-31"),
        ("2025-01-31", Offset(1, "month"), "2025-02-28"),
        ("2024-02-29", Offset(1, "year"), "2025-02-28"),
        ("2025-07-17", Offset(2, "week"), "2025-07-31"),
        ("2025-07-17", Offset(48, "hour"), "2025-07-19"),
        ("2025-07-17", Offset(36, "hour"), "2025-07-19"),
        ("2025-07-17", Offset(0, "day"), "2025-07-17"),
    ],
)
def test_shift(date: str, offset: Offset, day: str) -> None:
    assert shift(dt.date.fromisoformat(date), offset) == dt.date.fromisoformat(day)


def test_beyond_the_calendar_there_is_no_day() -> None:
    assert shift(dt.date(9999, 12, 31), Offset(1, "day")) is None
    assert shift(dt.date(1, 1, 1), Offset(-999, "year")) is None
