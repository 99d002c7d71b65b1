"""The lines of extractions in a folder of results: all, and those of a build cut short, not to be read again."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, Final

from graph import ontology
from graph.errors import DocumentError, RunError
from graph.model import Document, Provenance
from graph.read import decode, document_of, header_of

LINES: Final = "extractions.jsonl"
NEW: Final = "new.jsonl"  # of the documents that came to a folder of results
_EARLIER: Final = "earlier.jsonl"
LASTING: Final = frozenset({LINES, NEW, _EARLIER})
"""What outlives a build that was cut short, so that the next one goes on where it was."""


class Earlier:
    """The lines of builds that were cut short: of each document, what was read of it, where that still holds."""

    def __init__(self, file: BinaryIO, provenance: Callable[[], Provenance]) -> None:
        self._file, self._provenance = file, provenance
        self._places = dict(_places(file))

    def __call__(self, document: Document) -> bytes | None:
        """The line of a document that was read, by the same reader, with all that is known of it."""
        place = self._places.get(document.id)
        if place is None:
            return None
        self._file.seek(place)
        line = self._file.readline()
        return line if header_of(line) == (document, self._provenance()) else None


@contextlib.contextmanager
def earlier(folder: Path, provenance: Callable[[], Provenance]) -> Iterator[Earlier]:
    """What builds into this folder have read before they were cut short; gone when the block ends well."""
    path = folder / _EARLIER
    with path.open("a+b") as file:
        for name in (LINES, NEW):
            if (folder / name).exists():
                with (folder / name).open("rb") as left:
                    shutil.copyfileobj(left, file)
                file.write(b"\n")  # the last line may have been cut short
                (folder / name).unlink()
        file.flush()
        yield Earlier(file, provenance)
    path.unlink()


def gather(out: Path, folder: Path, held: frozenset[str]) -> None:
    """The lines of the documents that the dataset holds: of what was read again, the new ones."""
    new = {document for document, _ in _lines(folder / NEW)}
    with (folder / LINES).open("wb") as file:
        for path, left_out in ((out / LINES, new), (folder / NEW, set[str]())):
            file.writelines(line for one, line in _lines(path) if one in held and one not in left_out)
    (folder / NEW).unlink(missing_ok=True)


def texts(folder: str | Path) -> dict[str, str]:
    """The texts of the documents in a build's folder, by their IRIs."""
    path = Path(folder) / LINES
    if not path.is_file():
        found = f"{folder} keeps no texts"
        raise RunError(found, "the folder of a build, with its extractions.jsonl", "name it, or leave the texts out")
    with Texts.of(path) as known:
        if known.faults:
            raise RunError(known.faults[0], "the lines that the build wrote", "build the folder again with --fresh")
        return {ontology.document_iri(document): text for document, text in known.items()}


class Texts(Mapping[str, str]):
    """The texts in a file of extractions by the ids of their documents, each read when it is asked for.

    All lines are checked at once; `faults` says what is wrong with them.
    """

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._file = file
        self._places: dict[str, int] = {}
        self.faults: list[str] = []
        for number, (place, line) in enumerate(_placed(file), start=1):
            try:
                self._places[decode(line, name=f"line {number} of {name}").document.id] = place
            except DocumentError as error:
                self.faults.append(str(error))

    @classmethod
    @contextlib.contextmanager
    def of(cls, path: Path) -> Iterator[Texts]:
        """The texts in a file, while the block lasts."""
        with _open(path) as file:
            yield cls(file, str(path))

    def __getitem__(self, document_id: str) -> str:
        self._file.seek(self._places[document_id])
        return header_of(self._file.readline())[0].text

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def _open(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise RunError(f"{path} cannot be read ({error.strerror})", "a file of `askgraph extract`") from error


def _lines(path: Path) -> Iterator[tuple[str, bytes]]:
    if path.is_file():
        with path.open("rb") as file:
            for line in file:
                yield document_of(line), line


def _places(file: BinaryIO) -> Iterator[tuple[str, int]]:
    """Where the line of each document begins; what a cut left of a line is passed over."""
    for place, line in _placed(file):
        with contextlib.suppress(DocumentError):
            yield document_of(line), place


def _placed(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The lines of a file, each with where it begins."""
    file.seek(0)
    place = 0
    for line in iter(file.readline, b""):
        yield place, line
        place += len(line)
