"""A folder of results, written beside the old one and put in its place whole."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from graph.errors import RunError

try:
    import fcntl
except ImportError:  # not on Windows: there two writers at a time are not told of each other
    fcntl = None  # type: ignore[assignment]

MARK = "run.json"  # a folder that holds it was written by a build, and may be replaced


@contextlib.contextmanager
def replacing(out: Path) -> Iterator[Path]:
    """A new folder to write to, which takes the place of `out` at the end of the block.

    Where the block fails, `out` is left as it was. Files in `out` that a build does not write are kept.

    >>> import tempfile
    >>> out = Path(tempfile.mkdtemp()) / "output"
    >>> with replacing(out) as folder:
    ...     _ = (folder / MARK).write_text("{}")
    >>> [path.name for path in out.iterdir()]
    ['run.json']
    """
    out = out.resolve()
    new = out.with_name(f".{out.name}.{os.getpid()}.new")
    try:
        check(out)
        out.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(new, ignore_errors=True)
        with _alone(out):
            new.mkdir()
            yield new
            _swap(new, out)
    except OSError as error:
        reason = error.strerror or str(error)
        raise RunError(
            f"{out} cannot be written ({reason})", "a folder with space", "free some, or name another"
        ) from error
    finally:
        shutil.rmtree(new, ignore_errors=True)


@contextlib.contextmanager
def _alone(out: Path) -> Iterator[None]:
    """Work on a folder that nobody else replaces meanwhile; the lock is on the folder: none is left behind."""
    if fcntl is None or not out.is_dir():
        yield
        return
    handle = os.open(out, os.O_RDONLY)
    try:
        if not _locked(handle) or os.fstat(handle).st_ino != out.stat().st_ino:
            remedy = "wait until it has finished, or stop it"
            raise RunError(f"{out} is being written by another process", "one writer", remedy)
        yield
    finally:
        os.close(handle)


def _locked(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def check(out: Path) -> None:
    """Stops a build that would replace something which no build has written."""
    if out.exists() and not out.is_dir():
        raise RunError(f"{out} is a file", "a folder for the results", "name another with --out")
    if out.is_dir() and any(out.iterdir()) and not (out / MARK).is_file():
        raise RunError(f"{out} holds other things than a build", "a new or empty folder", "name another with --out")


def _swap(new: Path, out: Path) -> None:
    old = new.with_suffix(".old")
    shutil.rmtree(old, ignore_errors=True)
    if out.exists():
        out.rename(old)
    try:
        new.rename(out)
    except OSError:
        if old.exists():
            old.rename(out)
        raise
    _keep_others(old, out)
    shutil.rmtree(old, ignore_errors=True)


def _keep_others(old: Path, out: Path) -> None:
    for path in sorted(old.iterdir()) if old.exists() else ():
        if not (out / path.name).exists():
            path.rename(out / path.name)
