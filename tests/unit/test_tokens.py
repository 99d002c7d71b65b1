"""What is remembered of sorts of tokens is what spaCy's attribute ruler and lemmatizer say of each."""

from __future__ import annotations

import functools
import itertools
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from graph import parse, tokens

ROOT = Path(__file__).parents[2]
GOLD = ROOT.parent / "shared" / "gold" / "core.jsonl"
WORDS = (
    "gon",
    "na",
    "got",
    "ta",
    "let",
    "'s",
    "there",
    "are",
    "c'm",
    "on",
    "y'",
    "all",
    "better",
    "ai",
    "n't",
    "\n",
    "Ruling",
)
TAGS = ("NN", "NNS", "NNP", "VBZ", "VBD", "VBG", "MD", "RB", "PRP", "EX", "IN", "_SP", "POS", "")
RELATIONS = ("", "ROOT", "expl", "aux", "auxpass", "nsubj", "dep")


@functools.cache
def pipelines() -> tuple[Language, Language]:
    """The pipeline as it comes, and one that remembers."""
    ours = spacy.load(parse.PIPELINE)
    tokens.remember(ours)
    return spacy.load(parse.PIPELINE), ours


def said(doc: Doc) -> list[tuple[str, ...]]:
    return [(token.text, token.tag_, token.pos_, str(token.morph), token.lemma_, token.dep_) for token in doc]


def both(text: str) -> Iterator[list[tuple[str, ...]]]:
    return (said(language(text)) for language in pipelines())


def test_the_pipeline_that_is_loaded_remembers() -> None:
    names = parse.load(parse.PIPELINE).pipe_names
    assert tokens.NAME in names
    assert tokens.RULER not in names


@pytest.mark.parametrize("sample", sorted((ROOT / "samples").glob("*.*")), ids=lambda path: path.name)
def test_the_samples_are_tagged_alike(sample: Path) -> None:
    theirs, ours = both(sample.read_text(encoding="utf-8", errors="replace"))
    assert ours == theirs


@pytest.mark.skipif(not GOLD.exists(), reason="the annotated sentences are not here (../shared/gold)")
def test_sentences_of_others_are_tagged_alike() -> None:
    with GOLD.open(encoding="utf-8") as lines:
        theirs, ours = both("\n".join(json.loads(line)["text"] for line in itertools.islice(lines, 500)))
    assert ours == theirs


@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(TAGS), st.sampled_from(RELATIONS)), max_size=12))
def test_any_tokens_beside_each_other_are_read_alike(rows: list[tuple[str, str, str]]) -> None:
    theirs, ours = pipelines()

    def made(language: Language) -> Doc:
        words, tags, relations = (list(column) for column in zip(*rows, strict=True)) if rows else ([], [], [])
        return Doc(language.vocab, words, tags=tags, deps=relations)

    ruler, lemmatizer = theirs.get_pipe(tokens.RULER), theirs.get_pipe(tokens.LEMMATIZER)
    assert said(ours.get_pipe(tokens.NAME)(made(ours))) == said(lemmatizer(ruler(made(theirs))))


def test_what_is_remembered_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "_MOST", 10)
    _, language = pipelines()
    language("Once the clerk had left, nobody of the board could say where the keys to both gates were kept.")
    theirs, ours = both(
        "The mayor asked the council on Monday for all of the files. There are better ways to ask, said Ash."
    )
    assert ours == theirs
    assert len(language.get_pipe(tokens.NAME)._known) <= len(ours)


def test_a_pipeline_with_other_rules_is_left_as_it_is() -> None:
    language = spacy.load(parse.PIPELINE)
    language.get_pipe(tokens.RULER).add([[{"SHAPE": "Xx"}]], {"POS": "NOUN"})
    before = language.pipe_names
    tokens.remember(language)
    assert language.pipe_names == before
