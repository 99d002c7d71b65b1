"""A dataset on disk, in a folder of its own."""

from __future__ import annotations

import contextlib
import json
import re
import shutil
import time
from pathlib import Path
from typing import Final

import pyoxigraph

from graph.errors import BusyError, RunError
from graph.store import results
from graph.store.memory import Memory

FORMAT: Final = 1
"""What a store holds and how: told in a file of its folder, so that an older program does not misread a newer store."""

_MARK: Final = "askgraph.json"
_CURRENT: Final = "CURRENT"  # the file that every RocksDB folder has
_ATTEMPTS = 5
_UPGRADE = "install the newer askgraph"


class Disk(Memory):
    """A dataset in a folder: one process writes, and any number read beside it what was there when they began."""

    def __init__(self, path: Path) -> None:
        super().__init__(_open(path))

    @classmethod
    def read_only(cls, path: Path) -> Disk:
        """The dataset as it is now, for reading; it does not wait for a writer."""
        disk = cls.__new__(cls)
        Memory.__init__(disk, _open_read_only(path))
        return disk

    def flush(self) -> None:
        """Writes through to the disk: what was replaced before outlives a loss of power."""
        with results.telling():
            self._store.flush()

    def copy(self, folder: Path) -> None:
        """A copy of the whole store as it is now, which shares its files where the disk allows: made at once."""
        with results.telling():
            self._store.backup(str(folder))
            _mark(folder)

    def close(self) -> None:
        """Gives the folder free; the store is of no use afterwards."""
        del self._store


def _open(path: Path) -> pyoxigraph.Store:
    try:
        if not (path / _CURRENT).exists():
            _make(path)
        _check_format(path)
        return pyoxigraph.Store(path)
    except (OSError, RuntimeError) as error:
        raise _cannot_open(path, error) from error


def _make(path: Path) -> None:
    """A new store, made beside its place and put there whole: one that was begun could not be read."""
    path = path.resolve()  # a link stays, and its folder becomes the store
    if path.is_dir() and any(path.glob("MANIFEST-*")):
        raise results.broken(RuntimeError(f"Corruption: there is no {path / _CURRENT}"))
    if path.is_dir() and any(path.iterdir()):
        raise RunError(f"{path} holds other things than a store", "a new or empty folder", "name another")
    begun = path.with_name(f".{path.name}.begun")
    begun.mkdir(parents=True, exist_ok=True)
    try:
        store = pyoxigraph.Store(begun)
    except (OSError, RuntimeError) as error:
        if not _is_locked(error):
            shutil.rmtree(begun, ignore_errors=True)
        raise
    _mark(begun)
    del store  # which gives the folder free
    with contextlib.suppress(FileNotFoundError):
        path.rmdir()
    begun.rename(path)


def _mark(folder: Path) -> None:
    (folder / _MARK).write_text(json.dumps({"format": FORMAT}) + "\n", encoding="utf-8")


def _check_format(path: Path) -> None:
    try:
        newer = json.loads((path / _MARK).read_bytes())["format"] > FORMAT
    except FileNotFoundError:  # the first format had no mark
        return
    except (ValueError, KeyError, TypeError) as error:
        raise results.broken(RuntimeError(f"Corruption: {path / _MARK}: {error}")) from error
    if newer:
        raise RunError(f"the store {path} was made by a newer askgraph", f"format {FORMAT} or older", _UPGRADE)


def _is_locked(error: Exception) -> bool:
    """Whether another writer is the reason: "lock hold by current process", "While lock file: ..."."""
    return re.search(r"\block (hold|file)\b", str(error)) is not None


def _cannot_open(path: Path, error: Exception) -> RunError:
    reason = results.in_short(error)
    if _is_locked(error):
        remedy = "wait until it has finished, or stop it"
        return BusyError(f"the store {path} is being written by another process", "one writer", remedy)
    if "too recent" in reason:
        return RunError(f"the store {path} is of a newer version ({reason})", "one that this version knows", _UPGRADE)
    if any(known in reason for known in results.KNOWN):
        return results.broken(error)
    return RunError(f"the store {path} cannot be opened ({reason})", "a folder of a store, or a new one")


def _open_read_only(path: Path) -> pyoxigraph.Store:
    if not path.is_dir():
        raise RunError(f"there is no store at {path}", "the folder of a store", "build it with `askgraph build`")
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            _check_format(path)
            return pyoxigraph.Store.read_only(str(path))
        except (OSError, RuntimeError) as error:
            if attempt == _ATTEMPTS:
                raise _cannot_open(path, error) from error
            time.sleep(0.05 * attempt)  # a writer beside us may just have merged its files
    raise AssertionError("unreachable")
