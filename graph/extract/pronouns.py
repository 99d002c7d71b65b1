"""A pronoun to whether it stands for anything at all."""

from __future__ import annotations

from spacy.tokens import Token

from graph.extract.syntax import child
from graph.extract.tables import words


def is_empty(token: Token) -> bool:
    """Whether an "it" stands for nothing: "it is time to", "it seems that"."""
    verb = token.head
    if token.dep_ == "expl" or (
        token.dep_ in {"nsubj", "nsubjpass"} and verb.lemma_ in words("reference", "empty", "words")
    ):
        return True
    if token.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    clause = any(
        item.dep_ in {"ccomp", "xcomp", "csubj", "advcl", "csubjpass"} and item.i > verb.i for item in verb.rights
    )
    if verb.lemma_ != "be":
        return token.dep_ == "nsubjpass" and clause
    said = child(verb, "acomp", "attr")
    inner = said is not None and any(item.dep_ in {"xcomp", "ccomp", "relcl", "acl", "prep"} for item in said.rights)
    return said is not None and (clause or (inner and said.dep_ == "acomp") or said.lower_ == "time")
