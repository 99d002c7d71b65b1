"""Mailboxes to their messages."""

from __future__ import annotations

import mailbox
import tempfile
from collections.abc import Iterator
from pathlib import Path

from graph.intake.parts import Part, Taking, damaged, opened
from graph.model import Format, Source


def from_mbox(part: Part, taking: Taking) -> Iterator[Source]:
    """The messages of a mailbox, counted from one."""
    if isinstance(part.content, Path):
        yield from _messages(part.content, part.name, taking)
        return
    with opened(part) as file, tempfile.NamedTemporaryFile() as copy:  # mailbox opens files by their names alone
        while chunk := file.read(1 << 16):
            copy.write(chunk)
        copy.flush()
        yield from _messages(Path(copy.name), part.name, taking)


def _messages(path: Path, name: str, taking: Taking) -> Iterator[Source]:
    with damaged(name, "a mailbox"):
        box = mailbox.mbox(path, create=False)
        try:
            for number, key in enumerate(box.iterkeys(), start=1):
                taking.budget.member(name)
                with box.get_file(key) as message:
                    content = message.read(taking.limits.file_bytes + 1)
                yield Source(f"{name}#{number}", Format.MAIL, content)
        finally:
            box.close()
