"""Whether a word stands in what somebody is quoted or said to say."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Doc, Token

from graph.extract import words
from graph.extract.syntax import ancestors

_OPENING, _CLOSING, _STRAIGHT = "“", "”", '"'


def in_speech(token: Token) -> bool:
    """Whether a word is inside quotation marks, or in a clause that a verb of saying governs."""
    return in_quotation(token) or _in_said_clause(token)


def in_quotation(token: Token) -> bool:
    """Whether the last quotation mark before a word, in its paragraph, is one that opens."""
    return token.i in _quoted(token.doc)


@lru_cache(maxsize=1)  # looking back from every word takes time that grows with the square
def _quoted(doc: Doc) -> frozenset[int]:
    return frozenset(_open(doc))


def _open(doc: Doc) -> Iterator[int]:
    straight = curled = False
    for token in doc:
        if straight or curled:
            yield token.i
        _, newline, text = token.text.rpartition("\n")
        if newline:
            straight = curled = False
        straight ^= text.count(_STRAIGHT) % 2 == 1
        if _OPENING in text or _CLOSING in text:
            curled = text.rfind(_OPENING) > text.rfind(_CLOSING)


def _in_said_clause(token: Token) -> bool:
    below = token
    for head in ancestors(token):
        if below.dep_ == "ccomp" and head.lemma_.lower() in words.table("speech"):
            return True
        below = head
    return False
