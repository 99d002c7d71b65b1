"""Bytes to the text in them: encodings, byte order marks, front matter."""

from __future__ import annotations

import codecs
import re

from graph.errors import DocumentError
from graph.metadata import YAML_LIMIT, from_yaml
from graph.model import Limits, Metadata
from graph.read.found import Found

_MARKS = {  # byte order marks, the longer before those that they begin with
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_FEW = 0.1  # of the bytes of a text, those that are not ASCII
_NEVER_IN_TEXT = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def read_text(content: bytes, name: str, limits: Limits) -> Found:
    """A plain text or Markdown; only a byte order mark and the front matter, with the lines after it, are cut."""
    metadata, text = _split_front_matter(decode_text(content, name), name)
    return Found(text, metadata)


def read_row(content: bytes, name: str, limits: Limits) -> Found:
    """The text of a row of a table, which is UTF-8 and has its metadata in other columns."""
    return Found(refuse_control(content.decode("utf-8"), name))


def decode_text(content: bytes, name: str) -> str:
    """The text, by its byte order mark, else as UTF-8, else as Windows-1252, else by a guess of charset-normalizer.

    A text in English has few signs beside ASCII, in which a guess finds too little to go by: it reads "José Nuñez" as
    Baltic or Polish.
    """
    mark = next((encoding for mark, encoding in _MARKS.items() if content.startswith(mark)), None)
    if b"\x00" in content and not mark:
        raise DocumentError(f"{name} is binary", "plain text", "save it as plain text in UTF-8")
    try:
        text = content.decode(mark or "utf-8-sig")
    except UnicodeDecodeError:
        text = _western(content) or _guess(content, name)
    return refuse_control(text, name)


def refuse_control(text: str, name: str) -> str:
    """The text; DocumentError where it holds characters that no text does."""
    control = _NEVER_IN_TEXT.search(text)
    if control:
        found = f"{name} is binary (control character {control.group()!r} at {control.start()})"
        raise DocumentError(found, "plain text", "save it as plain text in UTF-8")
    return text


def _western(content: bytes) -> str | None:
    """The text as Windows-1252 has it, which holds Latin-1, where only a few of its signs are not ASCII."""
    if sum(byte > 0x7F for byte in content) > _FEW * len(content):
        return None
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        return None


def _guess(content: bytes, name: str) -> str:
    from charset_normalizer import from_bytes  # only here: most files are UTF-8, and its tables load slowly

    guess = from_bytes(content).best()
    if guess is None:
        raise DocumentError(f"{name} is in no encoding that can be told", "UTF-8", "save it as plain text in UTF-8")
    return str(guess)


def _split_front_matter(text: str, name: str) -> tuple[Metadata, str]:
    if not text.startswith("---"):
        return Metadata(), text
    import frontmatter

    handler = frontmatter.YAMLHandler()
    try:
        block, rest = handler.split(text)
    except ValueError:  # dashes open the text and nothing closes them
        return Metadata(), text
    found = from_yaml(block, f"the front matter of {name}") if len(block) <= YAML_LIMIT else None
    if found is None:
        return Metadata(), text  # a rule of dashes, not front matter
    return found, rest.lstrip("\r\n")
