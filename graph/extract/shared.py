"""One answer to two requests to an answer to each: "Both requests were granted", "Neither was answered"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from graph.extract import clause, exchange, syntax
from graph.extract.reading import Reading
from graph.model import ActType, Frame, Passage, Polarity, Realis, Span

_BOTH = frozenset({"both", "neither"})
_PARAGRAPHS = 1  # between the first of two requests and the second, and between that and their answer
_BREAK = re.compile(r"\n+")


def frames(reading: Reading, known: Sequence[Frame]) -> Iterator[Frame]:
    """The frames, each answer to both of two requests parted into one to the later and one to the earlier.

    An act has one trigger: the second answer's is the word "both" or "neither".
    """
    for frame in known:
        word = _both(reading, frame) if frame.act is ActType.RESPONSE else None
        asked = _last_two(reading, frame, known) if word is not None else ()
        if word is None or len(asked) < 2:
            yield frame
            continue
        later, earlier = asked
        yield _to(frame, later, frame.trigger)
        yield _to(frame, earlier, reading.passage(Span(word.idx, word.idx + len(word.text))))


def _both(reading: Reading, frame: Frame) -> Token | None:
    """The word that says that the answer is to two: "both" of "both requests", "neither" of "neither of these"."""
    verb = clause.root(reading.doc, frame.trigger.span)
    for item in verb.children if verb is not None else ():
        if item.dep_ in {"nsubjpass", "dobj"} and item.lower_ in _BOTH:
            owned = any(syntax.child(noun, "poss") is not None for link in item.rights for noun in link.children)
            return None if owned else item  # "both of the union's demands"
        if item.dep_ in {"nsubj", "nsubjpass", "dobj"} and item.lemma_.lower() in exchange.words("request"):
            return next((word for word in item.lefts if word.dep_ == "det" and word.lower_ in _BOTH), None)
    return None


def _last_two(reading: Reading, answer: Frame, known: Sequence[Frame]) -> tuple[Frame, ...]:
    """The two requests that an answer follows, the later first; nothing where it follows only one that says what."""
    found: list[Frame] = []
    after = answer.trigger.span.start
    for frame in sorted(known, key=lambda frame: frame.trigger.span, reverse=True):
        if frame.trigger.span.start >= after or not _is_made(frame):
            continue
        between = reading.document.text[frame.trigger.span.end : after]
        if len(_BREAK.findall(between)) > _PARAGRAPHS or (found and _is_the_same(frame, found[0])):
            return ()
        found.append(frame)
        after = frame.trigger.span.start
        if len(found) == 2:
            break
    return tuple(found)


def _is_made(frame: Frame) -> bool:
    made = frame.polarity is Polarity.AFFIRMED and frame.realis is Realis.ACTUAL
    return frame.act is ActType.REQUEST and made and bool(frame.item and (frame.requester or frame.recipient))


def _is_the_same(one: Frame, other: Frame) -> bool:
    """Whether two frames may tell of one request: what is asked for is named alike."""
    first, second = one.item[0].text.lower(), other.item[0].text.lower()
    return first in second or second in first


def _to(answer: Frame, asked: Frame, trigger: Passage) -> Frame:
    """The answer to one request, with the sides that its own words leave open."""
    return replace(
        answer,
        trigger=trigger,
        target=asked.trigger.span,
        requester=answer.requester or asked.requester,
        recipient=answer.recipient or asked.recipient,
        item=asked.item,
        why=(*answer.why, f"one of two, answers {asked.trigger.text!r}"),
    )
