"""From a paper, or from a verb of writing, to whom its "to" says that it goes.

The parser takes "to commission chair W. Ash" for something to be done, as if somebody were commissioned.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from graph.extract import tables, words
from graph.extract.found import Found
from graph.extract.names import offices
from graph.extract.syntax import child, prepositions, written_by

_LONGEST_TITLE = 4  # words in small letters between "to" and a name
_LONGEST_NAME = 4


def addressees(sender: Token) -> Iterator[Found]:
    """Whom a paper goes to, or whoever somebody writes to."""
    for link in prepositions(sender, "to"):
        yield from (Found("medium.to", item) for item in link.children if item.dep_ == "pobj")
    after = sender.nbor(1) if sender.i + 1 < sender.sent.end else sender
    bare = after.lower_ == "to" and (after.tag_ == "TO" or child(after, "pobj", "pcomp") is None)
    if bare and (named := titled_name(after)) is not None:
        start, end = named
        yield Found("medium.to", sender.doc[end - 1], sender.doc[start:end])


def fronted(verb: Token) -> Iterator[Found]:
    """Whom a letter goes to in which somebody asks: "In letters sent to six plants, Ash asked for the logs".

    Or whoever somebody wrote to, to ask: "wrote to the mayor, requesting the logs".
    """
    writing = written_by(verb) or _said_by(verb)
    if writing is not None:
        yield from addressees(writing)
    for preposition in prepositions(verb, "in", "by"):
        for paper in (item for item in preposition.children if words.medium(item) is not None):
            senders = (paper, *(item for item in paper.children if item.dep_ == "acl" and item.tag_ == "VBN"))
            for sender in senders:
                yield from addressees(sender)


def titled_name(to: Token) -> tuple[int, int] | None:
    """The name with its office behind a "to" that was read as one of an infinitive, as token places."""
    doc, first, limit = to.doc, to.i + 1, to.sent.end
    name = first
    while name < limit and name - first < _LONGEST_TITLE and doc[name].is_alpha and doc[name].text.islower():
        name += 1
    if name in (first, limit) or not doc[name].text[0].isupper():
        return None
    title = next((start for start in range(first, name) if doc[start:name].text in offices()), None)
    if title is None or (title > first and not any(doc[first].text in known for known in _bodies())):
        return None
    return title, _end_of_name(doc, name, limit)


def _bodies() -> tuple[frozenset[str], ...]:
    modifiers = tables.words("offices", "modifiers", "kept")
    return tables.words("organizations", "words"), tables.words("nouns", "organization", "words"), modifiers


def _end_of_name(doc: Doc, start: int, limit: int) -> int:
    end = start
    while end < limit and end - start < _LONGEST_NAME and doc[end].text[0].isupper():
        end += 1
    return end


def _said_by(verb: Token) -> Token | None:
    """The verb of writing above what was taken for a clause: "wrote to board chair Ann Low | asking for the logs"."""
    above = verb.head
    to = above.nbor(1) if above.i + 1 < verb.i else above
    taken = verb.tag_ == "VBG" and verb.dep_ == "ccomp" and above.lemma_ in words.WRITING and to.tag_ == "TO"
    return above if taken and titled_name(to) is not None else None
