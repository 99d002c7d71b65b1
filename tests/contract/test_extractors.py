"""One behaviour over every extractor: whatever it finds, it finds in the text, and the same every time."""

from __future__ import annotations

import functools

import pytest

from graph import read
from graph.extract import EXTRACTORS, extract
from graph.extract.reading import Reading
from graph.model import ActType, Document, Extraction
from graph.parse import parse

TEXTS = {
    "request": "Mayor Ann Lee asked the council for the files by Friday. The council did not answer her request.",
    "nothing": "The river rose by a metre in the night.",
    "no sentence": "1. 2. 3.",
    "one word": "No",
    "markup": "<b>Ann Lee</b> asked the council for <script>alert(1)</script> files & names.",
    "newlines": "\r\n\r\nAnn Lee\r\nasked the council\n\n\n for the files.\n",
    "signs": "Ann Lee\u200b asked\u00a0the council \U0001f642 for the “files” — and ‘names’\u2028now.",
    "no capitals": "ann lee asked the council for the files",
    "all capitals": "ANN LEE ASKED THE COUNCIL FOR THE FILES",
    "open quotation": "“Give us the files, Ann Lee asked the council.",
    "long sentence": "Ann Lee asked " + ", and ".join(f"the council for file {n}" for n in range(200)) + ".",
}


@pytest.fixture(params=sorted(EXTRACTORS))
def extractor(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def extracted(text: str, extractor: str) -> Extraction:
    [(document, doc)] = parse([read.document(text)])
    return extract(document, doc, extractor=extractor)


def test_it_has_a_name_and_a_version(extractor: str) -> None:
    assert EXTRACTORS[extractor].name == extractor
    assert EXTRACTORS[extractor].version
    assert extracted(TEXTS["request"], extractor).provenance.extractor == extractor


def test_it_finds_a_request_and_its_answer(extractor: str) -> None:
    acts = {frame.act for frame in extracted(TEXTS["request"], extractor).frames}
    assert {ActType.REQUEST, ActType.RESPONSE} <= acts


@pytest.mark.parametrize("text", ["nothing", "no sentence", "one word"])
def test_it_finds_nothing_where_there_is_nothing(extractor: str, text: str) -> None:
    assert extracted(TEXTS[text], extractor).frames == ()


@pytest.mark.parametrize("text", sorted(TEXTS))
def test_all_its_words_are_those_of_the_text(extractor: str, text: str) -> None:
    found = extracted(TEXTS[text], extractor)
    read.check_words(found)
    assert found.document == read.document(TEXTS[text])
    assert all(frame.evidence.span.contains(frame.trigger.span) for frame in found.frames)
    assert all(0 <= frame.confidence <= 1 for frame in found.frames)


@pytest.mark.parametrize("text", sorted(TEXTS))
def test_it_says_the_same_every_time_and_comes_back_from_its_line(extractor: str, text: str) -> None:
    found = extracted(TEXTS[text], extractor)
    assert extracted(TEXTS[text], extractor) == found == read.decode(read.encode(found))


def test_it_says_the_same_whatever_was_read_before(extractor: str) -> None:
    documents = [read.document(text) for text in TEXTS.values()]
    extract_one = functools.partial(extract, extractor=extractor)
    together = [extract_one(document, doc) for document, doc in parse(documents)]
    backwards = [extract_one(document, doc) for document, doc in parse(reversed(documents))]
    assert [found.frames for found in together] == [found.frames for found in reversed(backwards)]


def test_its_frames_are_in_the_order_of_the_text(extractor: str) -> None:
    starts = [frame.trigger.span for frame in extracted(TEXTS["request"], extractor).frames]
    assert starts == sorted(starts)


def test_it_leaves_the_parse_as_it_was(extractor: str) -> None:
    [(document, doc)] = parse([read.document(TEXTS["request"])])
    before = doc.to_bytes()
    found: tuple[Document, object] = (document, EXTRACTORS[extractor].frames(Reading(document, doc)))
    assert found[0] == document
    assert doc.to_bytes() == before
