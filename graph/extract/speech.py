"""Whether a word stands in what somebody is quoted or said to say."""

from __future__ import annotations

from spacy.tokens import Token

from graph.extract import words
from graph.extract.syntax import ancestors

_OPENING, _CLOSING = "“", "”"


def in_speech(token: Token) -> bool:
    """Whether a word is inside quotation marks, or in a clause that a verb of saying governs."""
    return in_quotation(token) or _in_said_clause(token)


def in_quotation(token: Token) -> bool:
    """Whether the last quotation mark before a word, in its paragraph, is one that opens."""
    paragraph: str = token.doc.text[: token.idx].rpartition("\n")[2]
    if paragraph.count('"') % 2:
        return True
    return paragraph.rfind(_OPENING) > paragraph.rfind(_CLOSING)


def _in_said_clause(token: Token) -> bool:
    below = token
    for head in ancestors(token):
        if below.dep_ == "ccomp" and head.lemma_.lower() in words.table("speech"):
            return True
        below = head
    return False
