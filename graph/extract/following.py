"""A deadline in the sentence after a request to a further frame of it: "An answer was due within ten days"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Span as Piece
from spacy.tokens import Token

from graph.extract import times
from graph.extract.reading import Reading
from graph.model import ActType, Frame, Span, When

# Nouns and verbs by which a sentence says that its deadline is for an answer.
_ANSWERING = frozenset("answer reply respond response comply compliance deadline due object decide return".split())


def frames(reading: Reading, known: Sequence[Frame]) -> Iterator[Frame]:
    """The request again, with its deadline, for each that no frame has and that stands right after a request."""
    if not any(_is_open(frame) for frame in known):
        return
    taken = {when.passage.span for frame in known for when in (frame.time, frame.deadline) if when}
    free = [when for when in reading.whens if when.passage.span not in taken and times.is_deadline(reading.doc, when)]
    if not free:
        return
    for before, sentence in _neighbours(reading):
        due = [when for when in free if sentence.start_char <= when.passage.span.start < sentence.end_char]
        asked = _asked_in(before, known)
        if due and asked and _is_for_an_answer(sentence) and not _asked_in(sentence, known):
            yield _again(reading, asked, due[0], sentence)


def _is_open(frame: Frame) -> bool:
    """Whether a frame is a request that has somebody who asks."""
    return frame.act is ActType.REQUEST and bool(frame.requester)


def _neighbours(reading: Reading) -> Iterator[tuple[Piece, Piece]]:
    """Sentences that follow one another in one paragraph."""
    text = reading.document.text  # that of the Doc, which builds it anew each time
    sentences = [sentence for sentence in reading.doc.sents if sentence.text.strip()]
    return (
        (one, next_one)
        for one, next_one in pairwise(sentences)
        if "\n" not in text[one.start_char : next_one.start_char].rstrip(" ")
    )


def _asked_in(sentence: Piece, known: Sequence[Frame]) -> Frame | None:
    """The last request of a sentence that has no deadline yet."""
    span = Span(sentence.start_char, sentence.end_char)
    asked = [frame for frame in known if _is_open(frame) and span.contains(frame.trigger.span)]
    return asked[-1] if asked and asked[-1].deadline is None else None


def _is_for_an_answer(sentence: Piece) -> bool:
    return any(token.lemma_.lower() in _ANSWERING or _is_of_hearing(token) for token in sentence)


def _is_of_hearing(token: Token) -> bool:
    """ "If I do not hear from you by Friday": who is heard from has answered."""
    return token.lemma_ == "hear" and any(item.lower_ == "from" for item in token.rights)


def _again(reading: Reading, asked: Frame, due: When, sentence: Piece) -> Frame:
    return Frame(
        act=asked.act,
        trigger=due.passage,
        evidence=reading.passage(reading.whole(Span(sentence.start_char, sentence.end_char))),
        sense="deadline.follows",
        force=asked.force,
        kind=asked.kind,
        requester=asked.requester,
        recipient=asked.recipient,
        deadline=due,
        polarity=asked.polarity,
        realis=asked.realis,
        attribution=asked.attribution,
        confidence=asked.confidence,
        why=(f"deadline in the sentence after {asked.trigger.text!r}",),
    )
