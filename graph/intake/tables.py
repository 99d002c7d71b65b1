"""Tables (JSON lines, CSV) to their rows, each an article with its text and metadata in columns."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import IO, Any, Final, cast

from graph.errors import DocumentError
from graph.intake.parts import Part, Taking, damaged, opened
from graph.metadata import from_keys, one_line
from graph.model import Format, Refused, Source

# A field of an article to the columns that may hold it; the first that a row has is taken.
COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "text": ("text",),
    "title": ("title",),
    "author": ("author",),
    "publisher": ("publisher",),
    "published": ("published", "date"),
    "url": ("url",),
    "language": ("language",),
    "id": ("id",),
}

_SAMPLE = 1 << 16  # bytes by which the encoding of a table is told
_DELIMITERS = ",;\t|"


def from_jsonl(part: Part, taking: Taking) -> Iterator[Source | Refused]:
    """The rows of a file of JSON lines, named by the numbers of their lines; blank lines are passed over."""
    with opened(part) as file, damaged(part.name, "JSON lines"):
        for number, line in enumerate(_lines(file, taking.limits.file_bytes), start=1):
            name = f"{part.name}#{number}"
            if line is None:
                most = f"at most {taking.limits.file_bytes:,} bytes"
                yield Refused(name, DocumentError(f"{name} is too long a line", most, "raise --limit file_bytes"))
            elif line.strip():
                yield _json_row(line, name, taking.columns)


def _lines(file: IO[bytes], most: int) -> Iterator[bytes | None]:
    """The lines of a file; None for one that is too long, which is never held whole."""
    while line := file.readline(most + 1):
        if len(line) <= most or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(most)
        yield None


def _json_row(line: bytes, name: str, columns: Mapping[str, tuple[str, ...]]) -> Source | Refused:
    try:
        row = json.loads(line.removeprefix(codecs.BOM_UTF8))
    except (ValueError, RecursionError) as error:
        return Refused(name, DocumentError(f"{name} is no JSON ({error})", "an object a line", "mend the line"))
    if not isinstance(row, dict):
        return Refused(name, DocumentError(f"{name} is no JSON object", "an object a line", "mend the line"))
    return _source(row, name, columns)


def from_csv(part: Part, taking: Taking) -> Iterator[Source | Refused]:
    """The rows of a CSV file, counted from the first below its header; commas, semicolons, tabs or bars part cells."""
    csv.field_size_limit(taking.limits.file_bytes)
    with opened(part) as file, damaged(part.name, "CSV"):
        buffered = io.BufferedReader(cast("Any", file))
        text = io.TextIOWrapper(buffered, _encoding(buffered.peek(_SAMPLE)[:_SAMPLE]), newline="")
        header = text.readline(_SAMPLE)
        names = next(csv.reader([header], delimiter=_delimiter(header)), [])
        _refuse_columns(names, part.name, taking.columns)
        rows = csv.DictReader(text, names, delimiter=_delimiter(header))
        for number, row in enumerate(rows, start=1):
            yield _source(row, f"{part.name}#{number}", taking.columns)


def _encoding(sample: bytes) -> str:
    """UTF-8 or UTF-16, else that of Western Windows, in which spreadsheets are often saved."""
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _delimiter(header: str) -> str:
    return max(_DELIMITERS, key=header.count)


def _refuse_columns(names: list[str], name: str, columns: Mapping[str, tuple[str, ...]]) -> None:
    if _column(dict.fromkeys(names, ""), "text", columns) is None:
        raise _no_text(name, names, columns)


def _no_text(name: str, names: list[str], columns: Mapping[str, tuple[str, ...]]) -> DocumentError:
    wanted = " or ".join(map(repr, columns.get("text", COLUMNS["text"])))
    has = ", ".join(map(repr, names[:12]))[:200]
    return DocumentError(f"{name} has no column {wanted}", f"one of its columns ({has})", "name it: --column text=NAME")


def _source(row: Mapping[str, Any], name: str, columns: Mapping[str, tuple[str, ...]]) -> Source | Refused:
    """The article in a row; its id is shown with its name, since the number of a row may change."""
    found = {field: row[column] for field in COLUMNS if (column := _column(row, field, columns)) is not None}
    identifier = one_line(str(found.pop("id", None) or ""))
    shown = f"{name} ({identifier[:80]})" if identifier else name
    try:
        text = found.pop("text", None)
        if text is None:
            raise _no_text(name, list(row), columns)
        if not isinstance(text, str):
            raise DocumentError(f"{name} has no text in its column", "a string", "mend the row")
        content = text.encode()
        return Source(shown, Format.ROW, content, from_keys(found, name))
    except UnicodeEncodeError:
        return Refused(shown, DocumentError(f"{name} holds half of a character", "Unicode text", "mend the row"))
    except DocumentError as error:
        return Refused(shown, error)


def _column(row: Mapping[str, Any], field: str, columns: Mapping[str, tuple[str, ...]]) -> str | None:
    """The column of a row that holds a field, whatever the case of its name."""
    wanted = columns.get(field, COLUMNS[field])
    names = {str(name).strip().casefold(): name for name in row}
    return next((names[name.casefold()] for name in wanted if name.casefold() in names), None)
