"""A folder or file of results, written beside the old one and put in its place whole."""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Final

from graph.errors import BusyError, RunError

try:
    import fcntl
except ImportError:  # not on Windows: there two writers at a time are not told of each other
    fcntl = None  # type: ignore[assignment]

MARK = "run.json"  # a folder that holds it was written by a build, and may be replaced
_ELSEWHERE: Final = "free some, or name another"
_HERE: Final = -100  # AT_FDCWD: a path as it is given
_EXCHANGE: Final = 2  # RENAME_EXCHANGE


class Unchanged(Exception):  # noqa: N818 - no error: nothing went wrong
    """Raised in the block of `replacing`: there is nothing to change, and the old folder stays as it is."""


@contextlib.contextmanager
def replacing(out: Path, *, lasting: frozenset[str] = frozenset()) -> Iterator[Path]:
    """A new folder to write to, which takes the place of `out` at the end of the block.

    Where the block fails, or its process is killed, `out` is left as it was; of the new folder the files of the
    `lasting` names stay, for the next one to find. Files in `out` that a build does not write are kept.
    A block that finds nothing to change ends with `Unchanged`.

    >>> import tempfile
    >>> out = Path(tempfile.mkdtemp()) / "output"
    >>> with replacing(out) as folder:
    ...     _ = (folder / MARK).write_text("{}")
    >>> [path.name for path in out.iterdir()]
    ['run.json']
    """
    out = out.resolve()
    try:
        recover(out)
        check(out)
        out.parent.mkdir(parents=True, exist_ok=True)
        with alone(out), _beside(out, lasting) as new:
            yield new
            _swap(new, out)
    except Unchanged:
        return
    except OSError as error:
        reason = error.strerror or str(error)
        raise RunError(f"{out} cannot be written ({reason})", "a folder with space", _ELSEWHERE) from error


@contextlib.contextmanager
def replacing_file(path: Path) -> Iterator[IO[bytes]]:
    """A new file to write to, which takes the place of `path` at the end of the block, whole or not at all.

    What is no file, such as a pipe or /dev/stdout, is written to as it is.
    """
    try:
        target = path.resolve()
        with target.open("wb") if target.exists() and not target.is_file() else _file_beside(target) as file:
            yield file
    except OSError as error:
        reason = error.strerror or str(error)
        raise RunError(f"{path} cannot be written ({reason})", "a file in a folder with space", _ELSEWHERE) from error


@contextlib.contextmanager
def _file_beside(path: Path) -> Iterator[IO[bytes]]:
    new = path.with_name(f".{path.name}.new")
    handle = os.open(new, os.O_WRONLY | os.O_CREAT, 0o666)
    with os.fdopen(handle, "wb") as file:
        _hold(handle, new, path)
        try:
            file.truncate()
            yield file
            file.flush()
            os.fsync(handle)
            if path.exists():
                shutil.copymode(path, new)
            new.replace(path)
        except BaseException:
            new.unlink(missing_ok=True)
            raise


def check(out: Path) -> None:
    """Stops a build that would replace something which no build has written."""
    if out.exists() and not out.is_dir():
        raise RunError(f"{out} is a file", "a folder for the results", "name another with --out")
    if out.is_dir() and any(out.iterdir()) and not (out / MARK).is_file():
        raise RunError(f"{out} holds other things than a build", "a new or empty folder", "name another with --out")


def sums(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """The SHA-256 of each of these files, by its name; OSError where one is not there."""
    found = {}
    for name in sorted(names):
        with (folder / name).open("rb") as file:
            found[name] = hashlib.file_digest(file, "sha256").hexdigest()
    return found


def write_json(content: object, path: Path) -> None:
    """A file of JSON for people and programs."""
    path.write_bytes(to_json(content))


def to_json(content: object) -> bytes:
    """JSON for people and programs; the name of a file may hold bytes that are no text, which are escaped."""
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode(errors="backslashreplace")


def recover(out: Path) -> None:
    """Brings back a folder whose replacement was cut short where two folders cannot change places at once."""
    if not out.exists() and _old(out).is_dir():
        _old(out).rename(out)


@contextlib.contextmanager
def alone(folder: Path, *, of: Path | None = None) -> Iterator[None]:
    """Work on a folder (of another) that nobody else replaces meanwhile; the lock is on it: no file is left behind."""
    if fcntl is None or not folder.is_dir():
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        _hold(handle, folder, of or folder)
        yield
    finally:
        os.close(handle)


def _hold(handle: int, path: Path, of: Path) -> None:
    if fcntl is not None and not (_locked(handle) and _is(handle, path)):
        remedy = "wait until it has finished, or stop it"
        raise BusyError(f"{of} is being written by another process", "one writer", remedy)


def _locked(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is(handle: int, path: Path) -> bool:
    """Whether what has this name is still what was locked."""
    return path.exists() and os.fstat(handle).st_ino == path.stat().st_ino


@contextlib.contextmanager
def _beside(out: Path, lasting: frozenset[str]) -> Iterator[Path]:
    """A folder beside `out`, always of one name: what a killed process has left there goes with the next one."""
    new = out.with_name(f".{out.name}.new")
    new.mkdir(exist_ok=True)
    with alone(new, of=out):
        _clear(new, lasting)
        try:
            yield new
        except BaseException:
            with contextlib.suppress(OSError):  # the first error is the one to tell of
                _clear(new, lasting)
                new.rmdir()  # where nothing lasts
            raise
        shutil.rmtree(new, ignore_errors=True)


def _clear(folder: Path, lasting: frozenset[str]) -> None:
    """Empties a folder, but for files of the lasting names that hold something."""
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.name not in lasting or not path.stat().st_size:
            path.unlink()


def _old(out: Path) -> Path:
    return out.with_name(f".{out.name}.old")


def _swap(new: Path, out: Path) -> None:
    """At no moment is there neither the old nor the new; the old one, if there is one, ends where the new one was."""
    if out.exists():
        _keep_others(out, new)
    _settle(new)
    if not out.exists():
        new.rename(out)
    elif not _exchange(new, out):
        _swap_in_two_steps(new, out)


def _keep_others(out: Path, new: Path) -> None:
    """What others have put into the old folder is in the new one too, before the old one can go."""
    for path in sorted(out.iterdir()):
        target = new / path.name
        if target.exists():
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.copytree(path, target, symlinks=True, copy_function=_same_file)
        else:
            _same_file(path, target)


def _same_file(path: str | Path, target: str | Path) -> None:
    try:
        os.link(path, target, follow_symlinks=False)
    except OSError:  # a disk that knows no links
        shutil.copy2(path, target, follow_symlinks=False)


def _settle(folder: Path) -> None:
    """Makes sure that what was written is on the disk before its name says so: a loss of power leaves old or new."""
    for path in (folder, *folder.rglob("*")):
        if path.is_file() or (path.is_dir() and os.name == "posix"):
            handle = os.open(path, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def _exchange(one: Path, other: Path) -> bool:
    """Whether two folders have changed places at once; Linux can do it, Python does not say how."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError, TypeError):
        return False
    return bool(renameat2(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)


def _swap_in_two_steps(new: Path, out: Path) -> None:
    old = _old(out)
    shutil.rmtree(old, ignore_errors=True)
    out.rename(old)
    try:
        new.rename(out)
    except OSError:
        old.rename(out)
        raise
    shutil.rmtree(old, ignore_errors=True)
