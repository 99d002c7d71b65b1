"""Work that goes wrong in every way in which a document can, by the word that it is given, in a worker's process."""

from __future__ import annotations

import ctypes
import os
import re
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from graph import worker
from graph.errors import DocumentError, RunError
from graph.model import Document, Kept
from graph.work import Guard, Lost, Watch

KEEP = worker.keep  # as it is before a test replaces it


def _spin() -> str:
    """A loop in C that no exception of Python reaches."""
    return str(re.match("(a+)+$", "a" * 60 + "b"))


def _crash() -> str:
    return str(ctypes.string_at(0))


def _swell() -> str:
    return str(len(bytearray(20_000_000_000)))


def _exit() -> str:
    os._exit(7)


def _stop() -> str:
    raise RunError("the disk is full")


POISONS: dict[str, Callable[[], str]] = {
    "spin": _spin,
    "crash": _crash,
    "swell": _swell,
    "exit": _exit,
    "stop": _stop,
}


def keep(items: Sequence[tuple[Document, bytes | None]], guard: Guard, *, pipeline: str) -> list[Kept | Lost]:
    """What `worker.keep` gives; a document that asks for "the spin files", or of another poison, is given it."""
    for found, _ in items:
        for word, poison in POISONS.items():
            if f"the {word} files" in found.text:
                Watch(guard).next()
                poison()
    return KEEP(items, guard, pipeline=pipeline)


def shout(words: Sequence[str], guard: Guard) -> list[str | Lost]:
    """Each word in capitals, but for those that are poison."""
    watch = Watch(guard)
    with watch():
        return [_shout(word, watch) for word in words]


def _shout(word: str, watch: Watch) -> str | Lost:
    watch.next()
    if word.startswith("killed:"):
        _kill_once_more(Path(word.removeprefix("killed:")))
    if word == "error":
        return Lost(str(DocumentError("a bad word")))
    try:
        return POISONS.get(word, word.upper)()
    except MemoryError:
        return Lost(watch.over_memory())


def whole(words: Sequence[str], guard: Guard) -> list[bytes]:
    """Many bytes for each word; a worker that is given a file which exists is killed while it sends them."""
    for first in (Path(word) for word in words if Path(word).exists()):
        first.unlink()
        threading.Thread(target=_kill_while_sending, args=(threading.get_ident(),), daemon=True).start()
    return [b"x" * 200_000_000 for _ in words]


def _kill_while_sending(thread: int) -> None:
    while True:
        frame = sys._current_frames()[thread]
        if frame.f_code.co_name == "_send":
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(0)


def _kill_once_more(deaths: Path) -> None:
    """As a kill from outside would: it ends the worker as often as the file has letters, and then no more."""
    left = deaths.read_text()
    if left:
        deaths.write_text(left[1:])
        os.kill(os.getpid(), signal.SIGKILL)
