"""Keys and values as people write them beside an article (YAML, columns of a table) to its metadata."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graph.errors import DocumentError
from graph.model import Metadata

YAML_LIMIT = 64_000  # bytes or characters; a longer block is text, not metadata
_TIME_OF_DAY = re.compile(r"\s+\d{1,2}:\d{2}\b.*", re.DOTALL)  # and what follows it, which no day is read from
SIDECARS = (".meta.yaml", ".meta.yml", ".meta.json")


def from_yaml(block: str | bytes, name: str) -> Metadata | None:
    """The metadata in a block of YAML or JSON; None where it holds no keys.

    >>> from_yaml("published: 2026-03-06", "a.meta.yaml").known()
    {'published': datetime.date(2026, 3, 6)}
    """
    import yaml

    try:
        found = yaml.safe_load(block)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise bad_metadata(name, f"{error.problem}, in line {line}") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise bad_metadata(name, error) from error
    return from_keys(found, name) if isinstance(found, Mapping) else None


def from_sidecar(block: bytes, name: str) -> Metadata:
    """The metadata in the file that stands beside an article; YAML is read for JSON, too, since JSON is YAML."""
    found = from_yaml(block[:YAML_LIMIT], name)
    if found is None:
        raise bad_metadata(name, "it holds no keys")
    return found


def beside(stem: Path) -> Metadata:
    """What the metadata file beside an article says of it, found by the name of the article without its ending."""
    for suffix in SIDECARS:
        path = Path(f"{stem}{suffix}")
        if path.is_file():
            try:
                with path.open("rb") as file:
                    block = file.read(YAML_LIMIT)
            except OSError as error:
                raise bad_metadata(str(path), error.strerror) from error
            return from_sidecar(block, str(path))
    return Metadata()


def from_keys(found: Mapping[str, Any], name: str) -> Metadata:
    """The keys that Askgraph knows; others are left alone, since they are shared with other tools."""
    known = {field.name: found.get(field.name) for field in dataclasses.fields(Metadata)}
    published = known.pop("published")
    texts = {key: _one_line(value, key, name) for key, value in known.items()}
    day = None if published is None or published == "" else parse_date(published, name)
    return Metadata(**texts, published=day)


def _one_line(value: object, key: str, name: str) -> str | None:
    if isinstance(value, list) and key == "author" and all(isinstance(part, str) for part in value):
        value = ", ".join(value)
    if not isinstance(value, str | int | float | dt.date | None):
        raise bad_metadata(name, f"{key} is no text")
    return None if value is None else one_line(str(value))


def one_line(text: str | None) -> str | None:
    """The text on one line; None where nothing is in it.

    >>> one_line(" two\\n lines "), one_line(" ")
    ('two lines', None)
    """
    return " ".join((text or "").split()) or None


def parse_date(value: object, name: str = "the date") -> dt.date:
    """The day that a date or time names: an ISO one, or any other that can be read in one way alone.

    >>> parse_date("2025-07-18T09:30:00Z"), parse_date("26-FEB-1987 15:01:01.79")
    (datetime.date(2025, 7, 18), datetime.date(1987, 2, 26))

    >>> parse_date("27-MAR-1987 00:02:59.13&#5;RM")
    datetime.date(1987, 3, 27)

    Raises DocumentError on one that names no day ("June 2025") or may name two ("03/04/2025").
    """
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    text = str(value).strip()
    days = _iso(text) or _readings(_TIME_OF_DAY.sub("", text)) or _readings(text)
    if len(days) == 1:
        return next(iter(days))
    found = f"{name} gives the date {text[:40]!r}" + (", which may be two days" if len(days) > 1 else "")
    raise DocumentError(found, "a date like 2025-07-18", "write year, month and day")


def _iso(text: str) -> frozenset[dt.date]:
    try:
        return frozenset({dt.datetime.fromisoformat(text).date()})
    except ValueError:
        return frozenset()


@functools.lru_cache(maxsize=10_000)  # a table names the same days over and over
def _readings(text: str) -> frozenset[dt.date]:
    """The days that a date may name: the day or the month first. What it leaves out must not be filled in."""
    from dateutil import parser

    if not re.search(r"\d{4}", text) or len(text) > 100:
        return frozenset()
    found: set[dt.date] = set()
    for day_first in (False, True):
        readings = set()
        for default in (dt.datetime(2001, 1, 1), dt.datetime(2004, 2, 2)):
            try:
                readings.add(parser.parse(text, dayfirst=day_first, default=default).date())
            except (ValueError, OverflowError):
                return frozenset()
        if len(readings) > 1:
            return frozenset()
        found |= readings
    return frozenset(found)


def bad_metadata(name: str, reason: object) -> DocumentError:
    """The error of metadata that cannot be read."""
    first_line = " ".join(str(reason).split())[:160]
    return DocumentError(f"{name} cannot be read ({first_line})", "lines like `published: 2025-07-18`", "mend it")
