"""A folder of articles to a dataset that follows it: what comes, changes and goes there does so here too."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from graph import output, pipeline, upkeep
from graph.errors import NothingReadError, RunError
from graph.intake.folders import walk
from graph.intake.parts import Part
from graph.journal import Journal
from graph.metadata import SIDECARS
from graph.model import Input, Refused

SOURCES: Final = "sources.json"  # in the build's folder: which documents each file of a watched folder gave
LOOK_AT_LEAST: Final = 5_000  # milliseconds; some disks tell of no changes, and none is told of before the first wait

Files = dict[str, list[str]]
"""The ids of the documents in each file, by its path in the folder."""


def follow(folder: Path, out: Path, *, taking: Mapping[str, Any], **options: Any) -> Iterator[Journal]:
    """The journal of each pass in which something was read or went, the first over the whole folder; without end.

    `taking` are the options of `pipeline.sources`, the others those of `upkeep.build_into`.
    """
    import watchfiles

    following = Following(folder, out, taking=taking, **options)
    yield from following.catch_up()
    for _ in watchfiles.watch(following.folder, rust_timeout=LOOK_AT_LEAST, yield_on_timeout=True):
        yield from following.catch_up()


class Following:
    """Brings the dataset in a build's folder up to what the files in another folder say, pass by pass.

    The first pass reads all files, whatever happened while nobody watched; a later one only those that look different.
    How files look decides, not what the system tells of them: no change is missed, and a burst is one pass.
    """

    def __init__(
        self,
        folder: Path,
        out: Path,
        *,
        taking: Mapping[str, Any],
        now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
        **options: Any,
    ) -> None:
        if not folder.is_dir():
            raise RunError(f"{folder} is no folder", "a folder to watch", "check the name")
        output.check(out)
        self.folder, self._out = folder.resolve(), out
        self._taking, self._options, self._now = taking, options, now
        self._stamps: dict[str, object] = {}

    def catch_up(self) -> Iterator[Journal]:
        """Takes in what has changed since the last pass; the journal of it, if there is something."""
        found = {self._name(part): part for part in walk(self.folder)}
        stamps = {name: _stamp(part) for name, part in found.items()}
        changed = {name for name, stamp in stamps.items() if self._stamps.get(name) != stamp}
        recorded = _recorded(self._out)
        known = recorded.get(str(self.folder), {})
        gone = known.keys() - found.keys()
        self._stamps = stamps
        if not changed and not gone:
            return
        # What holds a document in place of a file that changes is asked what it knows of it: its day, its address.
        loose = {one for name in changed | gone for one in known.get(name, ())}
        changed |= {name for name in known.keys() & found.keys() if loose.intersection(known[name])}
        yield self._pass([(name, part) for name, part in found.items() if name in changed], recorded, gone)

    def _pass(
        self, parts: list[tuple[str, Part | Refused]], recorded: dict[str, Files], gone: Iterable[str]
    ) -> Journal:
        old = recorded.get(str(self.folder), {})
        new: Files = {name: ids for name, ids in old.items() if name not in gone} | {name: [] for name, _ in parts}
        recorded = recorded | {str(self.folder): new}
        file_of: dict[str, str] = {}

        def note(source: str, document_id: str) -> None:
            if document_id not in new[file_of[source]]:
                new[file_of[source]].append(document_id)

        def record(results: Path) -> frozenset[str]:
            _record(recorded, results)
            held = {one for files in recorded.values() for ids in files.values() for one in ids}
            return frozenset(one for ids in old.values() for one in ids) - held

        journal = Journal(on_document=note)
        options = {**self._options, "journal": journal, "made_at": self._now()}
        self._build(self._inputs(parts, file_of), record, options)
        return journal

    def _build(self, inputs: Iterable[Input], record: Callable[[Path], Iterable[str]], options: dict[str, Any]) -> None:
        if upkeep.is_build(self._out):
            built = upkeep.build_into(self._out, inputs, finish=record, **options)
        else:
            try:
                built = pipeline.build(inputs, out=self._out, **options)
            except NothingReadError:  # nothing yet
                return
        built.store.close()
        record(self._out)  # where nothing has changed, the new folder took no place

    def _inputs(self, parts: list[tuple[str, Part | Refused]], file_of: dict[str, str]) -> Iterator[Input]:
        """What is in files, each noted as that of its file."""
        current = ""

        def names() -> Iterator[Path]:
            nonlocal current
            for name, part in parts:
                if isinstance(part, Part):
                    current = name
                    yield self.folder / name

        yield from (part for _, part in parts if isinstance(part, Refused))
        for source in pipeline.sources(names(), **self._taking):
            file_of[source.name] = current
            yield source

    def _name(self, part: Part | Refused) -> str:
        return Path(part.name).relative_to(self.folder).as_posix()


def _stamp(part: Part | Refused) -> object:
    """What differs when a file does, or the file of metadata beside it."""
    if isinstance(part, Refused):
        return str(part.error)
    path = Path(part.name)
    stems = (path.with_suffix(""), path.with_suffix("").with_suffix(""))  # letter.txt; letters.tar.gz
    return tuple(map(_state, (path, *(Path(f"{stem}{ending}") for stem in stems for ending in SIDECARS))))


def _state(path: Path) -> object:
    try:
        found = os.stat(path)  # noqa: PTH116 - one call, for the file and all beside it that may not be there
    except OSError as error:
        return error.errno
    return found.st_mtime_ns, found.st_size, found.st_ino


def _recorded(out: Path) -> dict[str, Files]:
    """Which documents the files of each folder gave, as the last pass has left it."""
    path = out / SOURCES
    try:
        found = json.loads(path.read_bytes())
        return {folder: {name: list(map(str, ids)) for name, ids in files.items()} for folder, files in found.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise RunError(
            f"{path} cannot be read", "it as a pass has left it", "remove it; what has gone meanwhile stays"
        ) from error


def _record(recorded: dict[str, Files], folder: Path) -> None:
    kept = {name: dict(sorted(files.items())) for name, files in sorted(recorded.items())}
    content = output.to_json(kept)
    path = folder / SOURCES
    if not path.is_file() or path.read_bytes() != content:
        with output.replacing_file(path) as file:
            file.write(content)
