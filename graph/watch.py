"""A folder of articles to a dataset that follows it: what comes, changes and goes there does so here too."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from graph import output, pipeline, upkeep
from graph.errors import BusyError, NothingReadError, RunError
from graph.intake.folders import walk
from graph.intake.parts import Part
from graph.journal import Journal
from graph.metadata import SIDECARS
from graph.model import Input, Refused

SOURCES: Final = "sources.json"  # in the build's folder: which documents each file of a watched folder gave
LOOK_AT_LEAST: Final = 5_000  # milliseconds; some disks tell of no changes, and none is told of before the first wait
LOOK_AGAIN: Final = 1  # seconds, while another process writes

Files = dict[str, list[str]]
"""The ids of the documents in each file, by its path in the folder."""


def follow(
    folder: Path,
    out: Path,
    *,
    taking: Mapping[str, Any],
    on_wait: Callable[[BusyError], None] = lambda _: None,
    **options: Any,
) -> Iterator[Journal]:
    """The journal of each pass in which something was read or went, the first over the whole folder; without end.

    `taking` are the options of `pipeline.sources`, the others those of `upkeep.build_into`. While another process
    writes to the results, `on_wait` is told once, and the pass is tried again until it is through.
    """
    following = Following(folder, out, taking=taking, **options)
    yield from _patiently(following, on_wait)
    for _ in _signs(following.folder):
        yield from _patiently(following, on_wait)


def _patiently(following: Following, on_wait: Callable[[BusyError], None]) -> Iterator[Journal]:
    waited = False
    while True:
        try:
            yield from following.catch_up()
        except BusyError as error:
            if not waited:
                on_wait(error)
            waited = True
            time.sleep(LOOK_AGAIN)
        else:
            return


def _signs(folder: Path) -> Iterator[object]:
    """Something after each change of a folder, and every few seconds, since not all disks tell of changes."""
    import watchfiles

    options: dict[str, Any] = {"rust_timeout": LOOK_AT_LEAST, "yield_on_timeout": True}
    with contextlib.suppress(OSError):  # the system tells of no more folders
        yield from watchfiles.watch(folder, ignore_permission_denied=True, **options)
    while True:
        time.sleep(LOOK_AT_LEAST / 1000)
        yield None


class Following:
    """Brings the dataset in a build's folder up to what the files in another folder say, pass by pass.

    The first pass reads all files, whatever happened while nobody watched; a later one only those that look different,
    and those that share a text with them: which of several printings of a text is the first is told by the names of
    their files, as in one build. How files look decides, not what the system tells of them: no change is missed, and
    a burst is one pass.
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
        self._look()
        found = {self._name(part): part for part in walk(self.folder)}
        stamps = {name: _stamp(part) for name, part in found.items()}
        known = self._known()
        unread = {name for name, stamp in stamps.items() if self._stamps.get(name) != stamp}
        gone = known.keys() - found.keys()
        read: set[str] = set()
        while unread or gone:
            unread = _sharing(unread | gone, known) & found.keys()
            yield self._pass([(name, part) for name, part in found.items() if name in unread], gone)
            read |= unread
            known, gone = self._known(), set()
            unread = _sharing(read, known) & found.keys() - read  # a new file may have the text of an old one
        self._stamps = stamps

    def _look(self) -> None:
        """RunError where the folder is gone, or closed: nothing is known of its files then, not that they are gone."""
        try:
            os.scandir(self.folder).close()
        except OSError as error:
            found = f"{self.folder} cannot be looked at any more ({error.strerror})"
            remedy = "put it back and watch again; what was read stays"
            raise RunError(found, "the folder that is watched", remedy) from error

    def _known(self) -> Files:
        """The files of this folder that are on record, each with its documents."""
        return _recorded(self._out).get(str(self.folder), {})

    def _pass(self, parts: list[tuple[str, Part | Refused]], gone: Iterable[str]) -> Journal:
        read: Files = {name: [] for name, _ in parts}
        left = {*read, *gone}
        known = self._known()
        file_of: dict[str, str] = {}

        def note(source: str, document_id: str) -> None:
            if document_id not in read[file_of[source]]:
                read[file_of[source]].append(document_id)

        def finish(results: Path) -> frozenset[str]:
            recorded = _recorded(self._out)  # as it is now: another folder may be followed to the same results
            old = recorded.get(str(self.folder), {})
            recorded[str(self.folder)] = {name: ids for name, ids in old.items() if name not in left} | read
            _record(recorded, results)
            return _documents(old.values()) - _documents(ids for files in recorded.values() for ids in files.values())

        renewed = _documents(ids for name, ids in known.items() if name in left)
        journal = Journal(on_document=note)
        options = {**self._options, "journal": journal, "made_at": self._now()}
        self._build(self._inputs(parts, file_of), upkeep.Renewal(renewed, finish), options)
        return journal

    def _build(self, inputs: Iterable[Input], renewal: upkeep.Renewal, options: dict[str, Any]) -> None:
        if upkeep.is_build(self._out):
            built = upkeep.build_into(self._out, inputs, renewal=renewal, **options)
        else:
            try:
                built = pipeline.build(inputs, out=self._out, **options)
            except NothingReadError:  # nothing yet
                return
        built.store.close()
        with output.alone(self._out):
            renewal.finish(self._out)  # where nothing has changed, the new folder took no place

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
    # Who may read it is part of how it looks, and so is a change of the content whose time was set back.
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino


def _sharing(names: Iterable[str], known: Files) -> set[str]:
    """Those files, with all that have a text of theirs, or of one that has, and so on."""
    having: dict[str, list[str]] = {}
    for name, ids in known.items():
        for one in ids:
            having.setdefault(one, []).append(name)
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(other for one in known.get(name, ()) for other in having.pop(one, ()))
    return found


def _documents(files: Iterable[Iterable[str]]) -> frozenset[str]:
    return frozenset(one for ids in files for one in ids)


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
