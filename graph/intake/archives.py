"""Archives and compressed files to their members; nothing is ever unpacked to a folder."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import posixpath
import re
import stat
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from typing import IO, Any

from graph.errors import DocumentError
from graph.guard import swells
from graph.intake.folders import is_passed_over
from graph.intake.parts import Part, Taking, Unpacked, bomb, damaged, most_of, opened, spooled
from graph.metadata import SIDECARS, YAML_LIMIT, from_sidecar
from graph.model import Limits, Metadata, Refused

Sidecars = dict[str, bytes]  # the name of a metadata file in an archive to what is in it

_DRIVE = re.compile(r"[A-Za-z]:")
_COMPRESSION: dict[str, Callable[[IO[bytes]], Any]] = {
    ".gz": lambda file: gzip.GzipFile(fileobj=file, mode="rb"),
    ".tgz": lambda file: gzip.GzipFile(fileobj=file, mode="rb"),
    ".bz2": bz2.BZ2File,
    ".tbz2": bz2.BZ2File,
    ".xz": lzma.LZMAFile,
    ".txz": lzma.LZMAFile,
}


def from_zip(part: Part, taking: Taking) -> Iterator[Part | Refused]:
    """The members of a ZIP archive, in its order."""
    with opened(part) as file, damaged(part.name, "a ZIP archive"), zipfile.ZipFile(file) as archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        sidecars = _zipped_sidecars(archive, members)
        for member in members:
            taking.budget.member(part.name)
            if not _is_passed_over(member.filename):
                yield _zipped(archive, member, part, sidecars, taking)


def _zipped_sidecars(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> Sidecars:
    found = {}
    for member in members:
        if member.filename.lower().endswith(SIDECARS) and not member.flag_bits & 1:
            with archive.open(member) as stream:
                found[member.filename] = stream.read(YAML_LIMIT)
    return found


def _zipped(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, part: Part, sidecars: Sidecars, taking: Taking
) -> Part | Refused:
    name = f"{part.name}/{member.filename}"
    try:
        _refuse_place(member.filename, name)
        if stat.S_ISLNK(member.external_attr >> 16):
            raise _link(name)
        if member.flag_bits & 1:
            raise DocumentError(f"{name} is encrypted", "a member without a password", "unpack it yourself")
        if swells(member.file_size, member.compress_size, taking.limits):
            raise bomb(name, taking.limits)
        metadata = _beside(member.filename, name, sidecars)
        with damaged(name, "a member of an archive"), archive.open(member) as stream:
            return Part(name, _content(stream, member.filename, name, taking), metadata)
    except DocumentError as error:
        if taking.budget.taken > taking.limits.total_bytes:
            raise
        return Refused(name, error)


def from_tar(part: Part, taking: Taking) -> Iterator[Part | Refused]:
    """The files in a tar archive, compressed or not, in its order. It is gone through twice: first for the metadata."""
    sidecars = {}
    for archive, member in _tarred(part, taking.limits):
        if member.isfile() and member.name.lower().endswith(SIDECARS):
            sidecars[member.name] = _extracted(archive, member).read(YAML_LIMIT)
    for archive, member in _tarred(part, taking.limits):
        taking.budget.member(part.name)
        if not member.isdir() and not _is_passed_over(member.name):
            yield _member_of_tar(archive, member, part, sidecars, taking)


def _tarred(part: Part, limits: Limits) -> Iterator[tuple[tarfile.TarFile, tarfile.TarInfo]]:
    with opened(part) as file, damaged(part.name, "a tar archive"):
        file.seek(0)
        with tarfile.open(fileobj=_unpacked(file, part, limits), mode="r|") as archive:
            for member in archive:
                yield archive, member


def _extracted(archive: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    return archive.extractfile(member) or io.BytesIO()


def _member_of_tar(
    archive: tarfile.TarFile, member: tarfile.TarInfo, part: Part, sidecars: Sidecars, taking: Taking
) -> Part | Refused:
    name = f"{part.name}/{member.name}"
    try:
        _refuse_place(member.name, name)
        if member.issym() or member.islnk():
            raise _link(name)
        if not member.isfile():
            raise DocumentError(f"{name} is no file", "a file", "leave it out")
        metadata = _beside(member.name, name, sidecars)
    except DocumentError as error:
        return Refused(name, error)
    return Part(name, _content(_extracted(archive, member), member.name, name, taking), metadata)


def from_compressed(part: Part, taking: Taking) -> Iterator[Part | Refused]:
    """What a compressed file (.gz, .bz2, .xz) holds, under the name of the file."""
    called = part.ending.rpartition(".")[0]
    with opened(part) as file, damaged(part.name, "a compressed file"):
        stream = _unpacked(file, part, taking.limits)
        if taking.is_container(called):
            yield Part(part.name, stream, part.metadata, called)
        else:
            yield Part(part.name, _content(stream, called, part.name, taking), part.metadata, called)


def _unpacked(file: IO[bytes], part: Part, limits: Limits) -> IO[bytes]:
    """A file as it is, or unpacked as it is read where its name says that it is compressed."""
    suffix = posixpath.splitext(part.ending)[1]
    if suffix not in _COMPRESSION:
        return file
    return io.BufferedReader(Unpacked(_COMPRESSION[suffix](file), file, part.name, limits))


def _content(stream: IO[bytes], called: str, name: str, taking: Taking) -> bytes | IO[bytes]:
    """What a member holds: all of a container, and of another no more than shows that it is too large."""
    if taking.is_container(called):
        return spooled(stream, name, taking.budget)
    content = stream.read(most_of(called, taking.limits) + 1)
    taking.budget.take(len(content), name)
    return content


def _beside(path: str, name: str, sidecars: Sidecars) -> Metadata:
    """What the metadata file beside a member says of it."""
    for suffix in SIDECARS:
        sidecar = posixpath.splitext(path)[0] + suffix
        if sidecar in sidecars:
            return from_sidecar(sidecars[sidecar], f"{name.removesuffix(path)}{sidecar}")
    return Metadata()


def _is_passed_over(path: str) -> bool:
    parts = [part for part in _steps(path) if part not in ("", ".", "..")]
    return any(part == "__MACOSX" or is_passed_over(part) for part in parts)


def _steps(path: str) -> list[str]:
    return path.replace("\\", "/").split("/")


def _refuse_place(path: str, name: str) -> None:
    """DocumentError where unpacking a member would write outside the folder; it is an attack, or a mistake."""
    parts = _steps(path)
    if ".." in parts or not parts[0] or _DRIVE.match(path):
        raise DocumentError(f"{name} would lie outside the archive's folder", "a member inside it", "leave it out")


def _link(name: str) -> DocumentError:
    return DocumentError(f"{name} is a link", "a file", "put the file itself into the archive")
