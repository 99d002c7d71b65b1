"""Who says what, in tables of invented sentences."""

from __future__ import annotations

import pytest

from graph.extract.quotation import Quotation, attributions, quotations, source_of
from graph.model import QuotationMode
from graph.parse import parse
from tests.support import document, span


def read(text: str) -> tuple[Quotation, ...]:
    [(found, doc)] = parse([document(text)])
    return attributions(found, doc)


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "mode"),
    [
        ("The mayor said the city will sue.", "The mayor", "said", "the city will sue", QuotationMode.INDIRECT),
        ("“We will sue,” the mayor said.", "the mayor", "said", "“We will sue,”", QuotationMode.DIRECT),
        ("“We will sue,” said Ann Low.", "Ann Low", "said", "“We will sue,”", QuotationMode.DIRECT),
        ("Ann Low said: “We will sue.”", "Ann Low", "said", "“We will sue.”", QuotationMode.DIRECT),
        (
            "The mayor said the city “must not wait.”",
            "The mayor",
            "said",
            "the city “must not wait.”",
            QuotationMode.MIXED,
        ),
        ("The city will sue, the mayor said.", "the mayor", "said", "The city will sue", QuotationMode.INDIRECT),
        (
            "The city will sue, according to the mayor.",
            "the mayor",
            "according to",
            "The city will sue",
            QuotationMode.INDIRECT,
        ),
        (
            "The mayor told the board that the city will sue.",
            "The mayor",
            "told",
            "that the city will sue",
            QuotationMode.INDIRECT,
        ),
        (
            "She wrote a letter, adding that the city will sue.",
            "She",
            "adding",
            "that the city will sue",
            QuotationMode.INDIRECT,
        ),
    ],
)
def test_reads_who_says_what(text: str, source: str, cue: str, content: str, mode: QuotationMode) -> None:
    doc = document(text)
    found = source_of(read(text), span(doc, content.strip("“”.,").split()[-1]))
    assert found is not None
    assert found.source == span(doc, source)
    assert found.cue == span(doc, cue)
    assert found.content == (span(doc, content),)
    assert found.mode is mode


def test_what_somebody_says_in_a_clause_of_time_is_not_the_sentence_around_it() -> None:
    text = "The board asked the mill to publish its tables, after clerks had complained of short pay."
    assert source_of(read(text), span(document(text), "asked")) is None


def test_what_stands_before_a_semicolon_is_not_what_is_said_after_it() -> None:
    text = "The firm has asked lenders to wait until May; two of the five have agreed."
    assert source_of(read(text), span(document(text), "asked")) is None


def test_a_quotation_goes_on_over_sentences_and_paragraphs() -> None:
    text = (
        "“The city is broke. Nobody will pay for the bridge,” Ann Low, the town clerk, said in a statement.\n"
        "“We need the money by Friday,” she added. “It is our last chance.”"
    )
    doc, found = document(text), read(text)
    first = source_of(found, span(doc, "broke"))
    assert first is not None
    assert first.source == span(doc, "Ann Low, the town clerk")
    for words in ("Friday", "chance"):
        second = source_of(found, span(doc, words))
        assert second is not None
        assert second.source == span(doc, "she")


def test_a_quotation_begun_in_one_paragraph_belongs_to_the_cue_of_the_last() -> None:
    text = "“The city is broke. Nobody pays.\n\n“We need the money by Friday,” the clerk said."
    found = source_of(read(text), span(document(text), "broke"))
    assert found is not None
    assert found.source == span(document(text), "the clerk")


def test_a_colon_announces_the_next_paragraph() -> None:
    text = "The clerk wrote:\n“The city is broke and needs the money.”"
    found = source_of(read(text), span(document(text), "broke"))
    assert found is not None
    assert found.source == span(document(text), "The clerk")


def test_the_innermost_speaker_counts() -> None:
    text = "The mayor said the sheriff told her that the jail is full."
    found = source_of(read(text), span(document(text), "full"))
    assert found is not None
    assert found.source == span(document(text), "the sheriff")


@pytest.mark.parametrize(
    ("text", "words", "source"),
    [
        ("The bridge, she said, will be closed.", "closed", "she"),
        ("As the clerk noted, the bridge will be closed.", "closed", "the clerk"),
        ("The mayor left, saying the bridge will be closed.", "closed", "The mayor"),
        ("The clerk, who resigned in May, said the bridge will be closed.", "closed", "The clerk"),
        ("Mayor Low: The bridge will be closed on Friday", "closed", "Mayor Low"),
        ("Her claim that the bridge is closed was false.", "closed", "Her"),
        ("Poll: Half Would Leave the Town\n\nThe town is small.", "Leave", "Poll"),
        ("The clerk asked if the bridge was closed.", "closed", "The clerk"),
        ("Ann Low (Elm Party) said the bridge was closed.", "closed", "Ann Low (Elm Party)"),
        ("Orla Finch, they said, ordered the crew to wait.", "wait", "they"),
        ("Overall, she said, a number of wells had run dry.", "dry", "she"),
        ("Low said before attending the meeting that the wells had run dry.", "dry", "Low"),
        ("Finch claimed at the time that she had paid for everything.", "paid", "Finch"),
        ("The clerk told the crew to close the bridge.", "close", "The clerk"),
        ("The council kept the files, which she said showed every well.", "showed", "she"),
    ],
)
def test_finds_the_speaker_by_syntax(text: str, words: str, source: str) -> None:
    found = source_of(read(text), span(document(text), words))
    assert found is not None
    assert found.source == span(document(text), source)


def test_what_the_source_does_next_is_not_what_it_says() -> None:
    text = "The clerk said the bridge is old and asked the council for a new one."
    found = source_of(read(text), span(document(text), "old"))
    assert found is not None
    assert found.content == (span(document(text), "the bridge is old"),)


def test_what_others_say_is_not_what_the_source_says() -> None:
    text = "Several farmers said the hearing had gone well, while other farmers said they had heard nothing."
    found = source_of(read(text), span(document(text), "gone"))
    assert found is not None
    assert found.content == (span(document(text), "the hearing had gone well"),)


def test_quotations_are_those_of_the_text_itself() -> None:
    text = "The mayor said the sheriff told her that the jail is full."
    [(found, doc)] = parse([document(text)])
    assert [one.source for one in quotations(found, doc)] == [span(found, "The mayor")]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The mayor supports a new bridge.", "The mayor", "a new bridge"),
        ("The clerk spoke to the council about the old bridge.", "The clerk", "about the old bridge"),
        ("The mayor would like a new bridge.", "The mayor", "a new bridge"),
    ],
)
def test_a_stance_is_what_its_verb_governs(text: str, source: str, content: str) -> None:
    doc = document(text)
    [found] = [one for one in read(text) if not one.reports]
    assert (found.source, found.content) == (span(doc, source), (span(doc, content),))


@pytest.mark.parametrize("text", ["The city plans to support a bridge.", "The mayor may oppose the bridge."])
def test_what_is_not_yet_done_is_no_stance(text: str) -> None:
    assert not any(
        one.cue == span(document(text), word) for one in read(text) for word in ("support", "oppose") if word in text
    )


def test_words_in_marks_belong_to_who_says_them_and_not_to_verbs_inside() -> None:
    text = "“You said we would ask the council for the money,” the clerk told the mayor."
    found = source_of(read(text), span(document(text), "You"))
    assert found is not None
    assert found.source == span(document(text), "the clerk")


def test_a_stance_is_not_a_report() -> None:
    text = "The mayor criticized the plan to close the bridge."
    assert source_of(read(text), span(document(text), "close")) is None


def test_marks_without_a_speaker_have_no_source() -> None:
    text = "The sign on the door. “Nobody may enter this room before noon today.”"
    [found] = read(text)
    assert found.source is None
