"""Folders to the files in and below them, by name, and nothing that lies outside."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from graph.errors import DocumentError
from graph.intake.parts import Part
from graph.metadata import SIDECARS
from graph.model import Refused


def walk(folder: Path) -> Iterator[Part | Refused]:
    """The files in a folder and below, sorted by name at each level.

    Passed over without a word are hidden files and folders, the metadata files of articles, what office programs leave
    beside a file that is open ("~$letter.docx"), and links to folders, whose files stand at their own place.
    """
    yield from _walk(folder, folder.resolve())


def is_passed_over(name: str) -> bool:
    """Whether a name is that of a hidden file, of a metadata file or of a lock.

    >>> is_passed_over(".git"), is_passed_over("a.meta.yaml"), is_passed_over("a.yaml")
    (True, True, False)
    """
    return name.startswith((".", "~$")) or name.lower().endswith(SIDECARS)


def _walk(folder: Path, root: Path) -> Iterator[Part | Refused]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        found = f"the folder {folder} cannot be read ({error.strerror})"
        yield Refused(str(folder), DocumentError(found, "a readable folder", "check its permissions"))
        return
    for entry in entries:
        if not is_passed_over(entry.name):
            yield from _entry(entry, root)


def _entry(entry: os.DirEntry[str], root: Path) -> Iterator[Part | Refused]:
    path = Path(entry.path)
    if entry.is_symlink() and not path.resolve().is_relative_to(root):
        found = f"{path} is a link that leads out of the folder"
        yield Refused(str(path), DocumentError(found, "files of the folder itself", "name its target to read it"))
    elif entry.is_dir():
        if not entry.is_symlink():
            yield from _walk(path, root)
    elif entry.is_file():
        yield Part(str(path), path)
    else:
        found = f"{path} is no file" if path.exists() else f"{path} is a link to nothing"
        yield Refused(str(path), DocumentError(found, "a file", "remove it"))
