"""What day the words mean: from a matched time expression to a time with its date, its anchor and what it rests on.

Which words are a time is data (`data/times.toml`, read by `times`); the arithmetic is dateutil's. A day without a
year is of the year of publication; a weekday is the last one up to the day of publication, or the first one from it on
where the words look ahead.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from dateutil import parser
from dateutil.relativedelta import FR, MO, SA, SU, TH, TU, WE, relativedelta
from spacy.tokens import Doc, Token

from graph.extract import syntax
from graph.extract.tables import table
from graph.model import Anchor, AnchorKind, Basis, Offset, Passage, Span, When

_WEEKDAYS = (MO, TU, WE, TH, FR, SA, SU)
_HALF_A_YEAR = 183  # days: beyond it, a day without a year is taken from the year beside
_A_MONTH = 31  # days
_NEAR_BY = 60  # characters beside a time that may make it a deadline
_STEPS_UP = 8  # how far up the parse the verb of a time is looked for


TABLE = table("times")
_NUMBERS: Mapping[str, int] = TABLE["numbers"]
_UNITS: Mapping[str, str] = TABLE["units"]
_AHEAD_AUXILIARIES = frozenset(TABLE["ahead"]["auxiliaries"])
_AHEAD_WORDS = frozenset(TABLE["ahead"]["words"])
_BLANK, _BLANKS = "\0", r"[ \t\u00a0\n]"
_OFTEN = 8  # characters before "in a week" that hold "time"
_BUSINESS = re.compile(r"\b(?:business|working|court|school|week)\s")


def compiled(regex: str, *, edge: str = "") -> re.Pattern[str]:
    """The regular expression of a row of the table: fragments put in, a space standing for any short run of blanks."""
    words = "|".join(sorted(map(re.escape, _NUMBERS), key=len, reverse=True))
    for _ in range(3):
        for name, fragment in TABLE["fragments"].items():
            regex = regex.replace(f"{{{name}}}", f"(?:{fragment})")
    regex = regex.replace("{words}", words).replace(" ?", rf"{_BLANK}{{0,3}}").replace(" ", rf"{_BLANK}{{1,3}}")
    return re.compile(f"{edge}(?:{regex.replace(_BLANK, _BLANKS)})", re.I)


BEGINS, BEFORE, AFTER = (compiled(TABLE["deadline"][key]) for key in ("begins", "before", "after"))
_DATE = compiled("{date}")


@dataclass(frozen=True, slots=True)
class Found:
    """A match in the text, with what a convention needs beside it."""

    match: re.Match[str]
    convention: str
    at: AnchorKind
    doc: Doc
    published: dt.date | None

    @property
    def span(self) -> Span:
        """The words of the time: those of the group `span` where the pattern has one."""
        start, end = self.match.span("span" if "span" in self.match.re.groupindex else 0)
        return Span(start, start + len(self.match.string[start:end].rstrip()))

    @property
    def passage(self) -> Passage:
        """The same with its text."""
        return self.words(self.span)

    def words(self, span: Span) -> Passage:
        """A span of the same text with its words."""
        return Passage(span, self.match.string[span.start : span.end])

    def group(self, name: str) -> str | None:
        """A named part of the match in small letters, None where the pattern has none."""
        found = self.match.group(name) if name in self.match.re.groupindex else None
        return found.lower() if found else None


def when(found: Found) -> When | None:
    """The time that a match stands for, or None where it is none after all ("the Sunday Times")."""
    return _CONVENTIONS[found.convention](found)


def is_due(before: str, words: str, after: str) -> bool:
    """Whether something is due by a time: by its own words, or by those beside it.

    >>> is_due("Answer ", "by Friday", "."), is_due("a ", "Friday", " deadline"), is_due("on ", "Friday", ".")
    (True, True, False)
    """
    return bool(BEGINS.match(words) or AFTER.match(after) or BEFORE.search(before))


def _ahead(found: Found) -> bool:
    """Whether the words look ahead of the day of publication: a deadline, or a verb or noun of what is to come."""
    text, span = found.match.string, found.span
    before, after = text[max(0, span.start - _NEAR_BY) : span.start], text[span.end : span.end + _NEAR_BY]
    if is_due(before, found.passage.text, after):
        return True
    for token in _above(found):
        if token.lemma_.lower() in _AHEAD_WORDS:
            return True
        if token.pos_ in syntax.VERBAL:
            return _verb_ahead(token)
    return False


def _is_past(found: Found) -> bool:
    """Whether the time modifies a verb in the past, and nothing in between that may lie ahead of it."""
    above = next(
        (token for token in _above(found) if token.pos_ in syntax.VERBAL or token.pos_ in syntax.NOMINAL), None
    )
    return above is not None and above.tag_ in {"VBD", "VBN"}


def _above(found: Found) -> Iterator[Token]:
    """The nearest words above a time in the parse."""
    piece = found.doc.char_span(found.span.start, found.span.end, alignment_mode="expand")
    if piece is not None:
        yield from islice(syntax.ancestors(piece.root), _STEPS_UP)


def _verb_ahead(verb: Token) -> bool:
    return any(
        child.lower_ in _AHEAD_AUXILIARIES for child in verb.lefts if child.dep_ == "aux" and child.tag_ in {"MD", "TO"}
    )


def _offset(words: str, sign: int) -> Offset | None:
    """The distance that words name: "30 days", "a period of two business weeks"."""
    match = _AMOUNT.search(words)
    if match is None:
        return None
    amount = (match.group("number") or "one").lower().split()[0]
    number = int(amount) if amount.isdigit() else _NUMBERS[amount]
    unit = _UNITS[re.sub(r"s$", "", match.group("unit").lower().split()[-1])]
    if unit == "fortnight":
        return Offset(sign * number * 2, "week")
    if unit == "day" and _BUSINESS.search(match.group("unit").lower() + " "):
        unit = "business_day"
    return Offset(sign * number, unit)


_AMOUNT = compiled(r"\b(?:(?P<number>{number})(?: |-)-?)?\b(?P<unit>{unit})\b")


def _known(found: Found, date: dt.date | None, basis: Basis, offset: Offset | None = None) -> When:
    """A time that the publication date decides, or the words alone where the basis is READ."""
    if date is None:
        return When(found.passage)
    anchor = None if basis is Basis.READ else Anchor(AnchorKind.PUBLICATION)
    return When(found.passage, date, basis, anchor, offset)


def _date(found: Found) -> When | None:
    """A day of a month, with or without its year."""
    words = _DATE.search(found.match.group())
    if words is None:
        return None
    text = re.sub(r"\bof\b|\bthe\b|,", " ", words.group())
    if re.search(r"\b\d{4}\b", text):
        return _known(found, _parsed(text, dt.date(2000, 1, 1)), Basis.READ)
    return _known(found, _in_year(found, text), Basis.COMPUTED)


def _in_year(found: Found, text: str) -> dt.date | None:
    """The year is that of publication, unless the day would lie half a year or more on the wrong side of it."""
    published = found.published
    if published is None or (date := _parsed(text, published)) is None:
        return None
    distance = (date - published).days
    if _ahead(found):
        return _shifted(date, years=1) if distance < -_HALF_A_YEAR else date
    over = distance > _HALF_A_YEAR or (distance > _A_MONTH and _is_past(found))
    return _shifted(date, years=-1) if over else date


def _parsed(text: str, default: dt.date) -> dt.date | None:
    try:
        return parser.parse(text, default=dt.datetime(default.year, default.month, 1)).date()
    except (ValueError, OverflowError):
        return None


def _shifted(date: dt.date, **delta: Any) -> dt.date | None:
    try:
        return date + relativedelta(**delta)
    except (ValueError, OverflowError):
        return None


def _iso(found: Found) -> When | None:
    return _known(found, _parsed(found.match.group()[-10:], dt.date(2000, 1, 1)), Basis.READ)


def _numeric(found: Found) -> When | None:
    """Month first, as American texts write, by assumption where the day could be the month."""
    words = re.search(r"\d{1,2}/\d{1,2}/\d{2,4}$", found.match.group())
    first, second = int(found.match.group("first")), int(found.match.group("second"))
    date = _parsed(words.group(), dt.date(2000, 1, 1)) if words else None
    basis = Basis.READ if max(first, second) > 12 or first == second else Basis.ASSUMED
    return When(found.passage, date, basis if date else None)


def _weekday(found: Found) -> When | None:
    name, which, published = found.group("weekday"), found.group("which"), found.published
    if name is None or _is_name(found):
        return None
    if published is None:
        return When(found.passage)
    index = next(i for i, prefix in enumerate(("mo", "tu", "we", "th", "fr", "sa", "su")) if name.startswith(prefix))
    return _of_week(found, published, index, which or "")


def _of_week(found: Found, published: dt.date, index: int, which: str) -> When:
    """The day of the week that "last", "this" or "next" says, weeks beginning on Monday; without them the nearest."""
    monday = published - dt.timedelta(days=min(published.weekday(), published.toordinal() - 1))
    if which.startswith("next") or (found.group("week") and which != "last"):
        return _known(found, _shifted(monday, days=7 + index), Basis.COMPUTED)
    if which == "last":
        return _known(found, _shifted(monday, days=index - 7), Basis.ASSUMED)
    if which == "this":
        return _known(found, _shifted(monday, days=index), Basis.COMPUTED)
    if which.endswith(("past", "previous")):
        return _known(found, _shifted(published, days=-1, weekday=_WEEKDAYS[index](-1)), Basis.COMPUTED)
    direction = 1 if _ahead(found) or which.endswith("coming") else -1
    return _known(found, _shifted(published, weekday=_WEEKDAYS[index](direction)), Basis.COMPUTED)


def _is_name(found: Found) -> bool:
    """Whether a weekday is part of a name: "the Sunday Times", "Black Friday"."""
    piece = found.doc.char_span(*found.match.span("weekday"), alignment_mode="expand")
    if piece is None:
        return False
    return any(
        token.ent_type_ in {"ORG", "WORK_OF_ART", "EVENT", "FAC", "PRODUCT"} for token in piece
    ) and not BEGINS.match(found.match.group())


_NEAR = {"the day before yesterday": -2, "yesterday": -1, "last night": -1, "tomorrow": 1, "the day after tomorrow": 2}


def _near(found: Found) -> When | None:
    days = _NEAR.get(re.sub(r"\s+", " ", found.group("near") or ""), 0)
    date = _shifted(found.published, days=days) if found.published else None
    return _known(found, date, Basis.COMPUTED, Offset(days, "day"))


def _clock_day(found: Found) -> When | None:
    """An hour of a day that is named: the day counts."""
    if found.group("weekday"):
        return _weekday(found)
    return _near(found) if found.group("near") else _date(found)


def _clock(found: Found) -> When:
    """An hour without a day, by which something is due: the day of the request."""
    return When(found.passage, anchor=Anchor(AnchorKind.REQUEST), offset=Offset(0, "day"))


def _end(found: Found) -> When | None:
    """The last day of a period; that of a week is its Friday by assumption."""
    published, period = found.published, found.group("period") or ""
    step = 1 if (found.group("which") or "").startswith(("next", "the")) else 0
    if published is None or period not in _ENDS:
        return When(found.passage)
    return _known(found, _ENDS[period](published, step), Basis.ASSUMED if period == "week" else Basis.COMPUTED)


_ENDS: dict[str, Callable[[dt.date, int], dt.date | None]] = {
    "week": lambda day, step: _shifted(_shifted(day, weeks=step) or day, weekday=FR if day.weekday() < 5 else SU),
    "month": lambda day, step: _shifted(day, months=step, day=31),
    "quarter": lambda day, step: _shifted(day, month=(day.month + 2) // 3 * 3, months=3 * step, day=31),
    "year": lambda day, step: _shifted(day, years=step, month=12, day=31),
}


def _end_of_month(found: Found) -> When | None:
    year = found.group("year")
    text = f"{found.group('month')} 1 {year or ''}"
    first = _parsed(text, dt.date(2000, 1, 1)) if year else _in_year(found, text)
    return _known(found, _shifted(first, day=31) if first else None, Basis.READ if year else Basis.COMPUTED)


def _ago(found: Found) -> When | None:
    """Only hours and days ago give a day."""
    offset = _offset(found.match.group(), -1)
    if offset is None or offset.unit not in {"day", "hour"} or found.published is None:
        return When(found.passage)
    days = offset.amount if offset.unit == "day" else -((-offset.amount + 12) // 24)
    return _known(found, _shifted(found.published, days=days), Basis.COMPUTED, offset)


def _duration(found: Found) -> When | None:
    """A stretch of time that counts from the request, from now, or from an event that is named."""
    offset = _offset(found.match.group(), -1 if found.group("back") else 1)
    start = found.span.start
    if offset is None or found.match.string[max(0, start - _OFTEN) : start].rstrip().endswith(("time", "times")):
        return None  # "for the third time in a week"
    event = _event_after(found) if found.group("relation") else None
    if event is not None:
        return _counted(found, event, offset)
    passage = _without_relation(found)
    return When(passage, anchor=Anchor(found.at), offset=offset)


def _without_relation(found: Found) -> Passage:
    start = found.span.start
    end = found.match.start("relation") if found.group("relation") else found.span.end
    return found.words(Span(start, start + len(found.match.string[start:end].rstrip())))


def _event(found: Found) -> When | None:
    """A distance from an event: "a day prior to the order", "the day after the vote", "two days later"."""
    relation = found.group("relation")
    offset = _offset(found.group("amount") or "a day", -1 if found.group("back") else 1)
    if offset is None:
        return None
    event = _event_after(found) if relation else None
    if relation and event is None:
        return None
    return (
        _counted(found, event, offset) if event else When(found.passage, anchor=Anchor(AnchorKind.EVENT), offset=offset)
    )


def _counted(found: Found, event: Passage, offset: Offset) -> When:
    words = found.words(Span(found.span.start, event.span.end))
    return When(words, anchor=Anchor(AnchorKind.EVENT, event), offset=offset)


def _event_after(found: Found) -> Passage | None:
    """What the match counts from: the noun, or the clause with -ing, that begins where it ends."""
    piece = found.doc.char_span(
        found.match.end(), min(found.match.end() + 1, len(found.match.string)), alignment_mode="expand"
    )
    if piece is None or not len(piece):
        return None
    head = first = piece[0]
    while head.head.i > head.i and head.pos_ not in syntax.VERBAL and head.head.left_edge.i >= first.i:
        head = head.head
    if head.pos_ in syntax.VERBAL:
        head = syntax.child(head, "dobj") or head
    if head.i < first.i or head.pos_ == "PRON" or not (head.pos_ in syntax.NOMINAL or head.tag_ == "VBG"):
        return None
    whole = found.doc[first.i : head.i + 1]
    return Passage(syntax.char_span(whole), whole.text)


def _allowance(found: Found) -> When | None:
    """Time that somebody is given: "gave them 48 hours", "a 30-day deadline"."""
    offset = _offset(found.group("span") or "", 1)
    return When(found.passage, anchor=Anchor(AnchorKind.REQUEST), offset=offset) if offset else None


def _vague(found: Found) -> When | None:
    """A time that is no day; only "by next week" is taken to be due on the Friday of that week."""
    coming = found.group("period") == "week" and found.group("which") in {"next", "the coming", "the following"}
    return _end(found) if coming and BEGINS.match(found.passage.text) else When(found.passage)


_CONVENTIONS: dict[str, Callable[[Found], When | None]] = {
    "date": _date,
    "iso": _iso,
    "numeric": _numeric,
    "weekday": _weekday,
    "near": _near,
    "clock_day": _clock_day,
    "clock": _clock,
    "end": _end,
    "end_of_month": _end_of_month,
    "ago": _ago,
    "duration": _duration,
    "event": _event,
    "allowance": _allowance,
    "vague": _vague,
}
