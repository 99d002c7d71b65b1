"""Dates and offsets to dates: what day "30 days later" or "ten business days later" is."""

from __future__ import annotations

import datetime as dt

import numpy as np
from dateutil.relativedelta import relativedelta

from graph.model import Offset


def shift(date: dt.date, offset: Offset) -> dt.date | None:
    """The day that lies an offset away, or None where the calendar ends before it.

    Business days are Monday to Friday, without holidays, which no text names; hours are rounded up to days.

    >>> shift(dt.date(2025, 7, 17), Offset(30, "day")), shift(dt.date(2025, 7, 18), Offset(2, "business_day"))
    (datetime.date(2025, 8, 16), datetime.date(2025, 7, 22))
    >>> shift(dt.date(2025, 1, 31), Offset(1, "month")), shift(dt.date(2025, 7, 18), Offset(-36, "hour"))
    (datetime.date(2025, 2, 28), datetime.date(2025, 7, 16))
    """
    try:
        return _shift(date, offset)
    except (OverflowError, ValueError):
        return None


def _shift(date: dt.date, offset: Offset) -> dt.date:
    if offset.unit == "business_day":
        return _business(date, offset.amount)
    if offset.unit == "hour":
        return date + relativedelta(days=_away_from_zero(offset.amount, 24))
    return date + _DELTAS[offset.unit](offset.amount)


_DELTAS = {
    "day": lambda amount: relativedelta(days=amount),
    "week": lambda amount: relativedelta(weeks=amount),
    "month": lambda amount: relativedelta(months=amount),
    "year": lambda amount: relativedelta(years=amount),
}


def _business(date: dt.date, amount: int) -> dt.date:
    """From a weekend, one business day later is Monday and one earlier is Friday."""
    roll = "backward" if amount > 0 else "forward"
    day: dt.date = np.busday_offset(np.datetime64(date), amount, roll=roll).astype(dt.date)  # type: ignore[call-overload]
    return day


def _away_from_zero(amount: int, unit: int) -> int:
    return -(-amount // unit) if amount > 0 else amount // unit
