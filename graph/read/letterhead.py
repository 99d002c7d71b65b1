"""What a letter or a release says of itself in lines of their own: the day above it, and who signed it."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator
from typing import Final

from graph.errors import DocumentError
from graph.metadata import parse_date
from graph.model import Metadata

_HEAD: Final = 12  # lines with words among which a day may stand alone
_HEAD_SIGNS: Final = 2000
_LONGEST_DAY: Final = 40  # signs
_DAY = re.compile(r"(?:dated?[: ]\s*)?([\w ,./-]*\b\d{4}\b[\w ,./-]*)", re.IGNORECASE)
_SALUTATION = re.compile(r"^Dear [^\n]{2,80}[:,]\s*$", re.MULTILINE)
_CLOSINGS: Final = frozenset(
    {
        *("sincerely", "sincerely yours", "yours sincerely", "yours", "yours truly", "very truly yours", "truly yours"),
        *("yours faithfully", "faithfully", "respectfully", "respectfully yours", "respectfully submitted"),
        *("regards", "best regards", "kind regards", "warm regards", "with regards", "with best regards", "cordially"),
        *("best wishes", "with best wishes", "best", "thank you", "thanks", "many thanks", "with thanks"),
    }
)
_NAME = re.compile(r"(?:/s/ ?)?([^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,4})")


def letterhead(text: str) -> Metadata:
    """The day that stands alone in a line above a text, and the name under the closing words of a letter.

    >>> found = letterhead("June 3, 2026\\n\\nDear Clerk:\\n\\nI ask for the logs.\\n\\nSincerely,\\nNoor Ash\\n")
    >>> found.published.isoformat(), found.author
    ('2026-06-03', 'Noor Ash')
    """
    return Metadata(published=next(_days(text), None), author=_signed(text))


def _days(text: str) -> Iterator[dt.date]:
    for line in itertools.islice(_lines(text[:_HEAD_SIGNS]), _HEAD):
        day = _DAY.fullmatch(line) if len(line) <= _LONGEST_DAY else None
        if day:
            try:
                yield parse_date(day[1])
            except DocumentError:  # "12 Canal Street, Elm 2026", or a day that may be two
                continue


def _signed(text: str) -> str | None:
    """Who signs a letter: the line below the last closing words, where it reads as a name."""
    greeting = _SALUTATION.search(text)
    lines = list(_lines(text[greeting.end() :])) if greeting else []
    below = [line for closing, line in itertools.pairwise(lines) if closing.rstrip(",.!").lower() in _CLOSINGS]
    name = _NAME.fullmatch(below[-1]) if below else None
    return name[1] if name and all(word[0].isupper() for word in name[1].split()) else None


def _lines(text: str) -> Iterator[str]:
    return filter(None, map(str.strip, text.splitlines()))
