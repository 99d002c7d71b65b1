"""Texts that nest too deep for the engine, which has no limit of its own and dies where its stack ends: told before."""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final
from xml.parsers import expat

from graph.errors import RunError

DEEPEST: Final = 100  # brackets in brackets, triples in triples: far more than anybody writes
_ELEMENTS: Final = 1000  # of XML in one another, of which a triple takes two
_OPENING: Final = frozenset(("<<", b"<<", b"{", b"["))
_CLOSING: Final = frozenset((">>", b">>", b"}", b"]"))
_TEXT: Final = "|".join(
    (
        r'"{3}(?:"{0,2}(?:[^"\\]|\\.))*"{3}',
        r"'{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}",
        r'"(?:[^"\\\n\r]|\\.)*"',
        r"'(?:[^'\\\n\r]|\\.)*'",
    )
)
_RDF: Final = _TEXT + r"|#[^\n\r]*|<[^<>\"\s]*>|<<|>>"
_IN_TEXT: Final = re.compile(_RDF, re.DOTALL)
_IN_BYTES: Final = re.compile(_RDF.encode(), re.DOTALL)
_IN_JSON: Final = re.compile(rb'"(?:[^"\\]|\\.)*"|[{}\[\]]', re.DOTALL)


def check_quads(nquads: str) -> None:
    """Stops N-Quads with triples in triples in triples, and so on.

    >>> check_quads('<http://example.org/a> <http://example.org/b> "<< << <<" .')
    """
    if "<<" in nquads:
        check_depth(sign.group() for sign in _IN_TEXT.finditer(nquads))


def check_file(path: Path) -> None:
    """Stops an RDF file of that sort; of JSON the engine counts the levels itself."""
    if path.suffix == ".rdf":
        _check_xml(path)
    elif path.suffix != ".jsonld" and path.stat().st_size:
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            has_any = content.find(b"<<") >= 0
        if has_any:
            check_answer(path.read_bytes(), is_json=False)


def check_answer(content: bytes, *, is_json: bool) -> None:
    """Stops an answer of that sort, in which a server gives triples."""
    if is_json and b'"triple"' in content:
        check_depth(sign.group() for sign in _IN_JSON.finditer(content))
    elif not is_json and b"<<" in content:
        check_depth(sign.group() for sign in _IN_BYTES.finditer(content))


def check_depth(signs: Iterable[str | bytes]) -> None:
    """Stops a text in which more than DEEPEST of its opening signs are open at once."""
    depth = 0
    for sign in signs:
        depth = max(0, depth + (sign in _OPENING) - (sign in _CLOSING))
        if depth > DEEPEST:
            raise RunError(f"it nests deeper than {DEEPEST} levels", "what an engine can hold", "take it apart")


def _check_xml(path: Path) -> None:
    parser, depth = expat.ParserCreate(), 0

    def start(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > _ELEMENTS:
            raise RunError(f"{path} nests deeper than {_ELEMENTS} elements", "what an engine can hold", "take it apart")

    def end(*_: object) -> None:
        nonlocal depth
        depth -= 1

    parser.StartElementHandler, parser.EndElementHandler = start, end
    with path.open("rb") as file:
        try:
            parser.ParseFile(file)
        except (expat.ExpatError, LookupError, ValueError):  # the last two of an encoding that Python does not know
            return  # the engine says what is wrong with it, and where
