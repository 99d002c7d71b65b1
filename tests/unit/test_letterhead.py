"""The day above a letter and the name below it."""

from __future__ import annotations

import datetime as dt

import pytest

from graph.read.letterhead import letterhead

LETTER = (
    "{day}\n\nRecords Office\n12 Canal Street\n\n{greeting}\n\nI ask for the logs.\n\n{closing}\n\n{name}\nGazette\n"
)


def letter(**parts: str) -> str:
    return LETTER.format(
        **{"day": "", "greeting": "Dear Ms. Roe:", "closing": "Sincerely,", "name": "Ida Low", **parts}
    )


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("June 3, 2026", dt.date(2026, 6, 3)),
        ("Date: 3 June 2026", dt.date(2026, 6, 3)),
        ("2026-06-03", dt.date(2026, 6, 3)),
        ("03/04/2026", None),  # which may be two days
        ("June 2026", None),
        ("12 Canal Street, Elm 2026", None),
        ("The mill burned on June 3, 2026.", None),
        ("", None),
    ],
)
def test_the_day_stands_alone_in_its_line(line: str, day: dt.date | None) -> None:
    assert letterhead(letter(day=line)).published == day


def test_a_day_far_below_is_not_that_of_the_text() -> None:
    assert letterhead("A line.\n" * 12 + "June 3, 2026\n").published is None


@pytest.mark.parametrize(
    ("parts", "author"),
    [
        ({}, "Ida Low"),
        ({"closing": "Very truly yours,", "name": "/s/ Ida M. Low"}, "Ida M. Low"),
        ({"greeting": "To the records office"}, None),
        ({"closing": "I look forward to hearing from you."}, None),
        ({"name": "the whole staff"}, None),
        ({"name": "Records desk 4"}, None),
    ],
)
def test_who_signs_a_letter(parts: dict[str, str], author: str | None) -> None:
    assert letterhead(letter(**parts)).author == author
