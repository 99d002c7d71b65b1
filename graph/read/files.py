"""Files and standard input to bytes, never more of them than wanted."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from graph.errors import DocumentError

STDIN = Path("-")


def name_of(path: Path) -> str:
    """The name of a file in messages."""
    return "standard input" if path == STDIN else str(path)


def bytes_of(path: Path, most: int) -> bytes:
    """The first bytes of a file, one more than `most` where it holds more."""
    with open_file(path) as file:
        return file.read(most + 1)


@contextlib.contextmanager
def open_file(path: Path) -> Iterator[BinaryIO]:
    """A file open to read, or standard input; DocumentError where there is none."""
    try:
        with contextlib.nullcontext(sys.stdin.buffer) if path == STDIN else path.open("rb") as file:
            yield file
    except FileNotFoundError as error:
        raise DocumentError(f"{path} does not exist", "a file", "check the name") from error
    except IsADirectoryError as error:
        raise DocumentError(f"{path} is a folder", "a file", f"give its files: {path}/*.txt") from error
    except OSError as error:
        remedy = "check its permissions"
        raise DocumentError(f"{path} cannot be read ({error.strerror})", "a readable file", remedy) from error
