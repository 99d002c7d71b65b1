"""Laws of times, circumstances and answers: on any text they stand on its words, in order, and never crash."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.extract import answers, circumstance, legal, pressure, requests, times
from graph.extract.draft import Draft
from graph.model import Offset
from graph.parse import PIPELINE, load
from graph.resolve.dates import shift
from tests.support import document

_WORDS = (
    "Mayor Holm the city board asked demanded refused declined rejected respond threatened sued will not could or face "
    "unless if by before within until 30 ten days business Friday July 11 2025 next last the end of month deadline in "
    "a letter on X request for comment to from and , . : ; “ ” \" ' ( ) \n — ’s a.m. 5/6/2025 0 999 May"
)
_TEXTS = st.lists(st.sampled_from(_WORDS.split(" ")), min_size=1, max_size=40).map(" ".join)
HOSTILE = (
    "nospacesatall" * 200,
    "by Friday " * 400,
    "the mayor refused and " * 300,
    "within 30 days of " * 300,
    "“" * 300,
    "” declined “ to ” comment “" * 20,
    "99/99/9999 31 February 2025 June 31, 2025 Feb. 30 00:00 a.m. 2025-13-45",
    "within 999 years of the order, no later than 999 months before 31 April",
    "رفض الرئيس التعليق يوم الجمعة.",
    "🙂 refused 🙃 by Friday 👨‍👩‍👧 within 30 days 🙃.",
    "<p>The mayor <b>declined</b> to comment by July&nbsp;4.</p>",
    "tbe rnayor dec1ined t0 comrnent 0n Fr1day",
    "UNLESS OR FACE IF BY BEFORE WITHIN UNTIL",
    "\n\n\t  \u00a0\u200b",
    ".",
)


def everything(text: str, published: dt.date | None = dt.date(2025, 7, 18)) -> tuple[Draft, ...]:
    """All that these finders find in a text, every part of which is asked for."""
    doc, article = load(PIPELINE)(text), document(text, published=published)
    asked = requests.drafts(doc)
    found = (*answers.drafts(doc, asked), *pressure.drafts(doc, asked), *legal.drafts(doc, asked))
    known = times.whens(article, doc)
    assert [w.passage.span for w in known] == sorted({w.passage.span for w in known})
    for when in known:
        assert when.passage.text == text[when.passage.span.start : when.passage.span.end]
        assert when.passage.text.strip() == when.passage.text
        times.is_deadline(doc, when)
    for draft in (*asked, *found):
        made, due = times.of(doc, draft, known)
        assert made is None or made is not due
        circumstance.circumstances(doc, draft)
        circumstance.medium_near(doc, draft.trigger)
        times.near(doc, draft.trigger, known)
    return found


def stands(draft: Draft, text: str) -> bool:
    """Whether every span of a draft is one of the text, and its trigger lies in its sentence."""
    spans = (*draft.requester, *draft.recipient, *draft.item, *draft.instrument, draft.trigger, draft.sentence)
    return draft.sentence.contains(draft.trigger) and all(span.end <= len(text) for span in spans)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_makes_them_fall(text: str) -> None:
    assert all(stands(draft, text) for draft in everything(text))


@settings(deadline=None, max_examples=60)
@given(_TEXTS)
def test_whatever_is_found_stands_on_the_text(text: str) -> None:
    assert all(stands(draft, text) for draft in everything(text))


@settings(deadline=None, max_examples=20)
@given(_TEXTS)
def test_without_a_publication_date_nothing_is_counted_from_it(text: str) -> None:
    doc = load(PIPELINE)(text)
    for when in times.whens(document(text, published=None), doc):
        assert when.date is None or when.anchor is None


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), st.integers(-400, 400), st.sampled_from(["day", "week"]))
def test_there_and_back_is_the_same_day(date: dt.date, amount: int, unit: str) -> None:
    there = shift(date, Offset(amount, unit))
    assert there is not None
    assert shift(there, Offset(-amount, unit)) == date


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), st.integers(1, 400))
def test_a_business_day_later_is_a_weekday_after_it(date: dt.date, amount: int) -> None:
    later = shift(date, Offset(amount, "business_day"))
    assert later is not None
    assert later > date
    assert later.weekday() < 5
