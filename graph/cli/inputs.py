"""The arguments and options that say what is read, and how much of it."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterable
from typing import Any

import click

from graph import pipeline
from graph.cli.terminal import WORDS
from graph.errors import DocumentError

_LIMITS = {
    field.name: field.default
    for field in dataclasses.fields(pipeline.Limits)
    if field.type == "int" and field.name != "max_bytes"
}
_OPTIONS = (
    click.option("--published", metavar="DATE", help="The day of publication, such as 2026-03-06."),
    click.option("--publisher", metavar="NAME", type=WORDS, help="Who published it."),
    click.option("--author", metavar="NAME", type=WORDS, help="Who wrote it."),
    click.option("--title", metavar="TEXT", type=WORDS, help="Its headline."),
    click.option("--url", metavar="URL", type=WORDS, help="Where it was published."),
    click.option(
        "--column",
        "columns",
        metavar="FIELD=COLUMN",
        type=WORDS,
        multiple=True,
        help=f"The column of a .jsonl or .csv file that holds a field, or several: {', '.join(pipeline.COLUMNS)}.",
    ),
    click.option("--any-language", is_flag=True, help="Read texts that are not in English, too."),
    click.option("--allow-private", is_flag=True, help="Fetch addresses in networks that are not public, too."),
    click.option(
        "--max-bytes", metavar="N", type=int, default=pipeline.Limits().max_bytes, help="The longest text to read."
    ),
    click.option(
        "--limit",
        "limits",
        metavar="NAME=N",
        multiple=True,
        help=f"Another limit: {', '.join(f'{name} ({value:,})' for name, value in _LIMITS.items())}.",
    ),
)


def reads_articles(command: Any) -> Any:
    """Puts the arguments and options of the commands that read articles on a command."""
    return click.argument("articles", nargs=-1)(describes_articles(command))


def describes_articles(command: Any) -> Any:
    """Puts the options alone on a command, which says by itself where its articles are."""
    return functools.reduce(lambda decorated, decorate: decorate(decorated), reversed(_OPTIONS), command)


def taking(options: dict[str, Any]) -> dict[str, Any]:
    """The options of `pipeline.read` that the options of a command stand for, and that are taken out of them."""
    numbers = {name: _number(name, value) for name, value in _pairs("--limit", options.pop("limits"), _LIMITS)}
    columns: dict[str, tuple[str, ...]] = {}
    for field, column in _pairs("--column", options.pop("columns"), pipeline.COLUMNS):
        columns[field] = (*columns.get(field, ()), column)
    known = {name: options.pop(name) for name in ("publisher", "author", "title", "url")}
    return {
        "metadata": pipeline.Metadata(published=_day(options.pop("published")), **known),
        "limits": pipeline.Limits(
            max_bytes=options.pop("max_bytes"), any_language=options.pop("any_language"), **numbers
        ),
        "columns": columns,
        "allow_private": options.pop("allow_private"),
    }


def _day(published: str | None) -> Any:
    try:
        return pipeline.parse_date(published, "--published") if published else None
    except DocumentError as error:
        raise click.UsageError(str(error)) from error


def _pairs(option: str, values: Iterable[str], known: Iterable[str]) -> list[tuple[str, str]]:
    pairs = []
    for value in values:
        name, equals, rest = value.partition("=")
        if not equals or name not in known:
            raise click.UsageError(f"{option} {value!r}: wanted NAME=VALUE, NAME being one of {', '.join(known)}")
        pairs.append((name, rest))
    return pairs


def _number(name: str, value: str) -> int:
    digits = value.replace("_", "").replace(",", "")
    if not digits.isdecimal():
        raise click.UsageError(f"--limit {name}={value}: wanted a whole number")
    return int(digits)
