"""Entities are those that spaCy's own component finds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import ner
from graph.parse import PIPELINE, load

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
GOLD = SAMPLES.parents[1] / "shared" / "gold"
TEXTS = {
    "one word": "Elmland's",
    "several words": "Ann Lee of the Elm Lake Water Department paid $ 4.5 million on Friday, April 3, 2026.",
    "none": "It was late and nobody came.",
    "at the very end": "The letter went to Ann Lee",
    "across a line": "A letter by Ann\nLee Brook asked the Elm Lake\n\nWater Department",
    "blanks inside": "Ann  Lee asked \n Tom   Birch of New   York . ",
    "a name alone": "Ann",
    "blanks alone": " \n ",
    "nothing": "",
}


def _compare(texts: Iterable[str], *, together: int = 32) -> int:
    """Asserts that spaCy finds the same entities, and gives how many there are."""
    language = load(PIPELINE)
    theirs = list(language.pipe(texts, disable=ner.NAMES, batch_size=together))
    ours = [doc.copy() for doc in theirs]
    list(language.get_pipe(ner.REPLACED).pipe(theirs, batch_size=together))
    list(language.get_pipe(ner.NAME).pipe(ours, batch_size=together))
    for one, other in zip(ours, theirs, strict=True):
        assert one.to_json()["ents"] == other.to_json()["ents"], one.text
        assert one.to_array(["ENT_IOB", "ENT_TYPE"]).tolist() == other.to_array(["ENT_IOB", "ENT_TYPE"]).tolist()
    return sum(len(doc.ents) for doc in ours)


def test_entities_are_found_here() -> None:
    assert ner.NAME in load(PIPELINE).pipe_names
    assert ner.REPLACED not in load(PIPELINE).pipe_names


@pytest.mark.parametrize("together", [1, 2, 32])
def test_the_entities_are_the_same(together: int) -> None:
    assert _compare([*TEXTS.values(), *TEXTS.values()], together=together) > 10


def test_one_document_is_read_as_among_others() -> None:
    language = load(PIPELINE)
    for alone, among in zip(map(language, TEXTS.values()), language.pipe(TEXTS.values()), strict=True):
        assert alone.to_json() == among.to_json()


def test_the_samples_have_the_same_entities() -> None:
    assert _compare(path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.*"))) > 100


@pytest.mark.skipif(not GOLD.is_dir(), reason="../shared/gold is not here")
@pytest.mark.parametrize("name", ["core", "news"])
def test_the_gold_has_the_same_entities(name: str) -> None:
    lines = (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    assert _compare(dict.fromkeys(json.loads(line)["text"] for line in lines)) > 100


@settings(max_examples=60)
@given(st.lists(st.lists(st.sampled_from(" ".join(TEXTS.values()).split(" "))).map(" ".join), max_size=5))
def test_any_words_have_the_same_entities(texts: Sequence[str]) -> None:
    _compare(texts)


def _beam(language: Any) -> None:
    language.add_pipe("beam_ner")
    language.rename_pipe("beam_ner", ner.REPLACED)


def _untrained(language: Any) -> None:
    language.add_pipe(ner.REPLACED).add_label("ORG")
    language.initialize()
    language.get_pipe(ner.REPLACED).model.attrs["unseen_classes"] = {0}


@pytest.mark.parametrize("build", [_beam, _untrained, lambda language: language.add_pipe("sentencizer")])
def test_another_pipeline_keeps_its_own(build: Any) -> None:
    language = spacy.blank("en")
    build(language)
    names = list(language.pipe_names)
    ner.put_into(language)
    assert language.pipe_names == names
