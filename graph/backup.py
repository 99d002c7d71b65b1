"""A dataset to one file that can be kept anywhere, and that file back to quads and to the lines of what was read."""

from __future__ import annotations

import contextlib
import json
import lzma
import shutil
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Any, Final

from graph import output
from graph.errors import RunError

FORMAT: Final = 1
_MANIFEST, _QUADS, _LINES = "backup.json", "graph.nq", "extractions.jsonl"
_DAY: Final = (1980, 1, 1, 0, 0, 0)  # the first that a zip file can say: one dataset gives one backup, whenever made
_DAMAGED: Final = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, RuntimeError)
"""What is said of a zip file that is not whole, or was altered to be packed or encrypted in another way."""

_CHUNK: Final = 200_000  # lines that are put into a store at a time


def write(path: Path, nquads: Iterable[bytes], lines: Path | None, *, askgraph: str) -> int:
    """Writes a backup, which takes its place whole at the end; gives its size in bytes.

    `nquads` are pieces of N-Quads; `lines` is the file with what was read, where there is one.
    """
    with output.replacing_file(path) as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            with _member(archive, _MANIFEST) as member:
                member.write(json.dumps({"format": FORMAT, "askgraph": askgraph}).encode() + b"\n")
            with _member(archive, _QUADS) as member:
                for piece in nquads:
                    member.write(piece)
            if lines and lines.is_file():
                with lines.open("rb") as source, _member(archive, _LINES) as member:
                    shutil.copyfileobj(source, member)
        return file.tell()


def _member(archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    info = zipfile.ZipInfo(name, _DAY)
    info.compress_type = zipfile.ZIP_DEFLATED
    return archive.open(info, "w", force_zip64=True)


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was found to be whole."""

    archive: zipfile.ZipFile

    def quads(self) -> Iterator[str]:
        """The N-Quads, some thousand lines at a time."""
        with self.archive.open(_QUADS) as file:
            while lines := list(islice(file, _CHUNK)):
                yield b"".join(lines).decode()

    def copy_lines(self, path: Path) -> None:
        """Writes the lines of what was read to a file, where the backup has them."""
        if _LINES in self.archive.namelist():
            with self.archive.open(_LINES) as file, path.open("wb") as target:
                shutil.copyfileobj(file, target)


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Backup]:
    """A backup for reading; one that is cut short, altered or of a newer version is told before anything is done."""
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise _no_backup(path, "it is cut short, or no backup at all") from error
    except OSError as error:
        raise RunError(f"{path} cannot be read ({error.strerror})", "a backup", "check the name") from error
    with archive:
        _check(path, archive)
        yield Backup(archive)


def _check(path: Path, archive: zipfile.ZipFile) -> None:
    try:
        damaged = archive.testzip()
        manifest: Any = json.loads(archive.read(_MANIFEST))
        newer = manifest["format"] > FORMAT
        archive.getinfo(_QUADS)
    except (*_DAMAGED, KeyError, ValueError, TypeError, EOFError, OSError) as error:
        raise _no_backup(path, f"it is damaged: {error}") from error
    if damaged:
        raise _no_backup(path, f"its part {damaged} is damaged")
    if newer:
        made_by = f"{path} was made by a newer askgraph ({manifest.get('askgraph')})"
        raise RunError(made_by, f"a backup of format {FORMAT} or older", "install the newer askgraph")


def _no_backup(path: Path, reason: str) -> RunError:
    return RunError(f"{path} cannot be restored: {reason}", "a file as `askgraph backup` wrote it", "use another copy")
