"""Folders to the files in and below them, by name, and nothing that lies outside."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from pathlib import Path

from graph.errors import DocumentError
from graph.intake.parts import Part
from graph.metadata import SIDECARS
from graph.model import Refused

_BUILT = frozenset({"run.json", "extractions.jsonl"})  # among the files of a folder that a build has made


def walk(folder: Path) -> Iterator[Part | Refused]:
    """The files in a folder and below, sorted by name at each level.

    Passed over without a word are hidden files and folders, the metadata files of articles, what office programs leave
    beside a file that is open ("~$letter.docx"), folders that a build has made, and links to folders, whose files stand
    at their own place.
    """
    waiting = [str(folder)]  # a stack, not recursion: folders may be nested deeper than calls
    while waiting:
        found = _look_at(waiting.pop(), str(folder))
        if isinstance(found, Part | Refused):
            yield found
        else:
            waiting.extend(reversed(found))


def fitting(pattern: str) -> list[str]:
    """The files that fit a pattern, sorted by name; `**` goes into no linked folder, which may lead in a circle."""
    parts = Path(pattern).parts
    fixed = next(number for number, part in enumerate(parts) if glob.has_magic(part))
    base, searched = Path(*parts[:fixed]), parts[fixed:]
    if searched[-1] == "**":  # which fits folders alone
        searched = (*searched, "*")
    try:
        found = [path for path in base.glob(str(Path(*searched))) if not path.is_dir()]
    except ValueError as error:
        remedy = "write ** alone between two slashes"
        raise DocumentError(f"{pattern} is no pattern ({error})", "one such as 'news/**/*.pdf'", remedy) from error
    return sorted(str(path) for path in found if not any(map(is_passed_over, path.relative_to(base).parts)))


def is_passed_over(name: str) -> bool:
    """Whether a name is that of a hidden file, of a metadata file or of a lock.

    >>> is_passed_over(".git"), is_passed_over("a.meta.yaml"), is_passed_over("a.yaml")
    (True, True, False)
    """
    return name.startswith((".", "~$")) or name.lower().endswith(SIDECARS)


def _look_at(name: str, top: str) -> Part | Refused | list[str]:
    """A file, or what is in a folder."""
    path = Path(name)
    try:
        linked = path.is_symlink() and name != top
        if linked and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(top)):
            found = f"{path} is a link that leads out of the folder"
            raise DocumentError(found, "files of the folder itself", "name its target to read it")
        if path.is_dir():
            return [] if linked else _listed(path)
        if not path.is_file():
            found = f"{path} is no file" if path.exists() else f"{path} is a link to nothing"
            raise DocumentError(found, "a file", "remove it")
        return Part(name, path)
    except OSError as error:
        found = f"{path} cannot be read ({error.strerror})"
        return Refused(name, DocumentError(found, "a readable file or folder", "check its permissions"))
    except DocumentError as error:
        return Refused(name, error)


def _listed(folder: Path) -> list[str]:
    """What is in a folder, by name; nothing of one that a build has made."""
    names = sorted(os.listdir(folder))  # noqa: PTH208 - the names alone
    if _BUILT.issubset(names):
        return []
    return [str(folder / name) for name in names if not is_passed_over(name)]
