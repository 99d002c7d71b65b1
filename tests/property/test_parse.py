"""Laws of parsing: what is not parsed holds no act, and a text is read the same whatever is read beside it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import pipeline
from graph.extract import extract
from graph.extract.sieve import Sieve
from graph.model import Frame
from graph.parse import inflections, parse
from graph.read import document
from tests.support import document as written

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
GOLD = SAMPLES.parents[1] / "shared" / "gold" / "core.jsonl"

_WORDS = (
    "Mayor Ann Low the city board council they asks asked demanded orders told said wants should must time call no "
    "would refused declined ignored respond agreed threatened sued filed a lawsuit paid gave up over down request "
    "letter records comment to for that not by from on upon with or if unless and it is . , : ; “ ” \" ' \n 30 days "
    "Friday Leave Release"
)
_TEXTS = st.lists(st.sampled_from(_WORDS.split(" ")), min_size=1, max_size=30).map(" ".join)


@cache
def _sieve() -> Sieve:
    forms = inflections()
    assert forms is not None
    return Sieve(forms)


def _frames(texts: list[str], *, sifted: bool) -> list[tuple[Frame, ...]]:
    worth = _sieve().may_tell if sifted else lambda _: True
    return [extract(read, doc).frames for read, doc in parse(map(written, texts), worth=worth)]


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.*")), ids=lambda path: path.name)
def test_the_samples_are_read_the_same_unsifted(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    paragraphs = [text, *filter(str.strip, text.split("\n"))]
    assert _frames(paragraphs, sifted=True) == _frames(paragraphs, sifted=False)


@settings(max_examples=60)
@given(st.lists(_TEXTS, min_size=1, max_size=5))
def test_any_words_are_read_the_same_unsifted(texts: list[str]) -> None:
    assert _frames(texts, sifted=True) == _frames(texts, sifted=False)


@pytest.mark.skipif(not GOLD.is_file(), reason="../shared/gold is not here")
def test_the_gold_is_read_the_same_unsifted() -> None:
    texts = list(dict.fromkeys(json.loads(line)["text"] for line in GOLD.open(encoding="utf-8")))
    assert _frames(texts, sifted=True) == _frames(texts, sifted=False)


@settings(max_examples=30)
@given(st.lists(_TEXTS, min_size=2, max_size=40), st.integers(0, 39))
def test_a_text_is_parsed_the_same_alone_and_among_others(texts: list[str], place: int) -> None:
    together = [doc for _, doc in parse(map(written, texts))]
    [(_, alone)] = parse([written(texts[place % len(texts)])])
    among = together[place % len(texts)]
    assert np.array_equal(alone.tensor, among.tensor)
    assert alone.to_json() == among.to_json()


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        ("Rain fell on the coast.\nThe mayor asked for the files.", True),
        ("The mayor sought the files.", True),
        ("Prices rose by three cents.", False),
        ("“Stay,” she read.", True),
        ("He said the rain fell.", False),
        ("He said no.", True),
        ("She would not comment.", True),
        ("Leaves are green in the spring.", False),
    ],
)
def test_what_may_hold_an_act_is_told_by_its_words(text: str, worth: bool) -> None:
    [(_, doc)] = parse([written(text)], worth=_sieve().may_tell)
    assert doc.has_annotation("DEP") is worth
    assert doc.text == text


def test_what_is_not_parsed_is_still_a_document() -> None:
    [found] = pipeline.extract([document("Prices rose by three cents.")])
    assert (found.frames, found.mentions) == ((), ())
    assert found.provenance.pipeline.startswith("en_core_web_sm")
