"""From the extractor's data files to sets of words and phrases."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """A TOML file of the data folder, as it is.

    >>> sorted(table("names")["given"])
    ['either', 'female', 'male']
    """
    return tomllib.loads((files("graph.extract") / "data" / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a TSV file of the data folder, without its comments.

    >>> rows("governors")[0][0]
    'light'
    """
    text = (files("graph.extract") / "data" / f"{name}.tsv").read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#"))


@cache
def words(name: str, *path: str) -> frozenset[str]:
    """The words of one list of a data file; phrases have their words parted by a space.

    >>> "new york" in words("places", "city")
    True
    """
    found = table(name)
    for step in path:
        found = found[step]
    return frozenset(word.replace("_", " ") for word in str(found).split())


@cache
def groups(name: str, *path: str) -> dict[str, frozenset[str]]:
    """Every list of one table of a data file, by its key.

    >>> "Gov.".lower() in groups("offices", "groups")["governor"]
    True
    """
    found = table(name)
    for step in path:
        found = found[step]
    return {key: words(name, *path, key) for key in found}
