"""What the server and the processes that answer for it say to each other: lines of JSON there, frames back."""

from __future__ import annotations

import json
import struct
from dataclasses import asdict, dataclass
from enum import Enum
from typing import Any, Final

from graph.errors import RunError
from graph.store import Graphs

HEAD: Final = struct.Struct(">cI")  # what a frame holds, and how many bytes


class Frame(bytes, Enum):
    """What a frame holds: the media type of the answer, a piece of it, its end, or why there is none."""

    TYPE = b"t"
    DATA = b"d"
    END = b"e"
    REFUSAL = b"r"


class RefusedError(RunError):
    """A request that gets no answer, with the status of HTTP that says so."""

    def __init__(self, status: int, found: str, wanted: str = "", remedy: str = "") -> None:
        super().__init__(found, wanted, remedy)
        self.status = status


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one query may take."""

    seconds: float = 30.0
    rows: int = 100_000
    megabytes: int = 1_000  # of memory
    answer_bytes: int = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Settings:
    """What a process is told once: the folder of the store, how far a query may go, how IRIs are shortened."""

    folder: str
    limits: Limits
    prefixes: dict[str, str]
    federation: bool

    def line(self) -> bytes:
        return _line(self)

    @classmethod
    def of(cls, line: bytes) -> Settings:
        told = json.loads(line)
        return cls(**(told | {"limits": Limits(**told["limits"])}))


@dataclass(frozen=True, slots=True)
class Job:
    """One query: its text, the formats that the client takes (a name, or an Accept header), and the graphs it is of."""

    query: str
    accept: str = ""
    named_format: str | None = None
    graphs: Graphs | None = None

    def line(self) -> bytes:
        return _line(self)

    @classmethod
    def of(cls, line: bytes) -> Job:
        told = json.loads(line)
        graphs = told["graphs"]
        if graphs is not None:
            graphs = Graphs(tuple(graphs["merged"]), tuple(graphs["named"]))
        return cls(**(told | {"graphs": graphs}))


def _line(said: Any) -> bytes:
    return json.dumps(asdict(said)).encode() + b"\n"


def frame(kind: Frame, content: bytes = b"") -> bytes:
    """A frame as it goes over a pipe."""
    return HEAD.pack(kind, len(content)) + content


def refusal_frame(refusal: RefusedError) -> bytes:
    """A refusal as a frame."""
    told = [refusal.status, refusal.found, refusal.wanted, refusal.remedy]
    return frame(Frame.REFUSAL, json.dumps(told).encode())


def refusal_of(content: bytes) -> RefusedError:
    """The refusal in a frame.

    >>> sent = refusal_frame(RefusedError(400, "no query", "one"))
    >>> str(refusal_of(sent[HEAD.size :]))
    'no query; wanted one'
    """
    return RefusedError(*json.loads(content))
