"""From a verb to the letter, order or petition that its construction makes speak."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from graph.extract import words
from graph.extract.syntax import VERBAL, ancestors, antecedent, child, is_addressee, is_passive


def medium_host(verb: Token) -> Token | None:
    """The noun of a medium that a participle, a relative clause or a subject makes speak.

    A participle is often hung on the addressee or the day before it: "wrote a letter to the mayor asking".
    """
    head = verb.head
    if verb.dep_ == "conj" and child(verb, "nsubj") is None and head.pos_ in VERBAL:
        return medium_host(head)
    actor = next((item for item in reversed(list(verb.lefts)) if item.dep_ == "nsubj"), child(verb, "nsubj"))
    actor = None if actor is not None and is_addressee(actor) else actor
    if verb.dep_ in {"acl", "relcl"} and words.medium(head) is not None:
        return head if actor is None or antecedent(actor).i == head.i else None
    if verb.dep_ in {"acl", "advcl"} and verb.tag_ == "VBG":
        return next((found for item in _sent_with(verb) if (found := _sent(item)) is not None), None)
    return actor if actor is not None and words.medium(actor) is not None and not is_passive(verb) else None


def _sent_with(participle: Token) -> Iterator[Token]:
    """What may have sent the words of a participle: heads above it up to the first verb."""
    for item in ancestors(participle):
        yield item
        if item.pos_ in VERBAL:
            return


def _sent(token: Token) -> Token | None:
    """The medium that a verb has for its object, or that a noun is."""
    if token.pos_ in VERBAL:
        found = (item for item in token.children if item.dep_ in {"dobj", "nsubjpass"})
        return next((item for item in found if words.medium(item) is not None), None)
    return token if words.medium(token) is not None else None
