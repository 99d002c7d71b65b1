"""Polarity and realis of an act, from what governs its trigger: negation, modals, plans, conditions, habits."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from spacy.tokens import Token

from graph.extract.syntax import VERBAL, agent, child, subject
from graph.extract.tables import rows
from graph.model import Polarity, Realis

_INHERITS = frozenset({"xcomp", "conj", "advcl", "acl", "pcomp", "dep"})
_PAST = frozenset({"VBD"})
_PRESENT = frozenset({"VBZ", "VBP"})
_ANY = frozenset({"a", "an", "any", "each", "every", "no"})
_DUE = frozenset({"by", "than", "before", "within"})


def factuality(token: Token) -> tuple[Polarity, Realis]:
    """Whether the text says that what a verb or noun names was done, and in which mode.

    A participle or an infinitive shares the fate of the verb that it hangs on ("will send a letter
    asking" is planned), and a noun that of its light verb ("did not make a request" is negated).
    """
    chain = tuple(_governors(token))
    negated = any(_negated(link) for link in chain) or _governed(chain, "negated")
    realis = _realis(chain)
    if realis is Realis.ACTUAL and _is_in_force(token):
        realis = Realis.GENERIC
    return Polarity.NEGATED if negated else Polarity.AFFIRMED, realis


def _is_in_force(verb: Token) -> bool:
    """Whether a verb tells of a rule that holds rather than of an act: "drivers are required to carry a lamp"."""
    if verb.lemma_.lower() not in _table()["rule"]:
        return False
    helper = child(verb, "auxpass")
    if helper is not None:
        return helper.tag_ in _PRESENT and child(verb, "aux") is None and agent(verb) is None and not _is_due_once(verb)
    owner = child(verb, "nsubj")
    law = owner is not None and owner.lemma_.lower() in _table()["law"]
    return law and verb.tag_ in _PRESENT


def _is_due_once(verb: Token) -> bool:
    """Whether one in particular has to do something by a day: "Ashby Gas is required to pay by May 5"."""
    owner = child(verb, "nsubjpass")
    if owner is None or "Sing" not in owner.morph.get("Number") or any(item.lower_ in _ANY for item in owner.lefts):
        return False
    days = (item for item in verb.subtree if item.dep_ == "pobj" and item.ent_type_ == "DATE")
    return any(item.head.lower_ in _DUE and any(word.like_num for word in item.subtree) for item in days)


@cache
def _table() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = {}
    for where, word, says in rows("factuality"):
        table.setdefault(where, {})[word] = says
    return table


def _governors(token: Token) -> Iterator[Token]:
    """The token and the heads whose negation and mode reach it."""
    yield token
    while (head := _head(token)) is not None:
        token = head
        yield token


def _head(token: Token) -> Token | None:
    head = token.head
    if head.i == token.i:
        return None
    if token.pos_ not in VERBAL:
        return _light_head(token)
    if token.dep_ == "acl" and head.pos_ not in VERBAL:
        return _light_head(head) if head.dep_ in {"dobj", "nsubjpass"} else head
    if token.dep_ == "pcomp":
        return head.head
    if token.dep_ == "advcl" and child(token, *("nsubj", "nsubjpass", "mark")) is not None:
        return None
    if token.dep_ == "conj" and child(token, "nsubj", "nsubjpass", "aux") is not None:
        return None
    if token.dep_ == "conj" and token.tag_ == "VBD" and head.tag_ == "VB":  # "urged Ash not to go and ordered"
        return _head(head)
    return head if token.dep_ in _INHERITS and (head.pos_ in VERBAL or head.pos_ in {"ADJ", "NOUN"}) else None


def _light_head(noun: Token) -> Token | None:
    head = noun.head
    if noun.dep_ == "conj":
        return _light_head(head)
    light = noun.dep_ in {"dobj", "nsubjpass"} and head.lemma_.lower() in _table()["light"]
    there = noun.dep_ == "attr" and head.lemma_ == "be" and child(head, "expl") is not None
    return head if light or there else None


def _negated(link: Token) -> bool:
    table = _table()
    if any(item.lower_ == "longer" and item.nbor(-1).lower_ == "no" for item in link.lefts):
        return True
    if any(item.lower_ in table["negator"] for item in link.children if item.dep_ in {"neg", "advmod", "preconj"}):
        return True
    if link.head.lower_ in table["without"] and link.dep_ in {"pcomp", "pobj"}:
        return True
    if any(item.dep_ == "det" and item.lower_ in table["determiner"] for item in link.children):
        return True
    actor = child(link, "nsubj", "nsubjpass")
    return actor is not None and _is_nobody(actor)


def _is_nobody(noun: Token) -> bool:
    table = _table()
    words = [noun.lower_, *(item.lower_ for item in noun.children if item.dep_ in {"det", "preconj"})]
    return any(word in table["determiner"] or word in table["negator"] for word in words)


def _governed(chain: tuple[Token, ...], says: str) -> bool:
    """Whether a head above the trigger is a word whose complement is so ("refused to ask")."""
    table = _table()["governor"]
    return any(
        table.get(link.lemma_.lower()) == says and _is_complement(below) and not _had_to(below, link)
        for below, link in pairwise(chain)
    )


def _had_to(below: Token, link: Token) -> bool:
    """Whether something had to be done, and so was: "had to issue a subpoena", not "would have had to"."""
    return link.lemma_ == "have" and link.tag_ == "VBD" and _is_infinitive(below) and child(link, "aux", "neg") is None


def _is_complement(below: Token) -> bool:
    """Whether a word says what the word above it is about: "refused to ask", "without asking", not "by asking"."""
    if below.dep_ == "acl":
        return _is_infinitive(below)
    return bool(below.dep_ == "xcomp" or (below.dep_ == "pcomp" and below.head.lower_ != "by"))


def _is_infinitive(verb: Token) -> bool:
    return any(item.tag_ == "TO" for item in verb.lefts)


def _realis(chain: tuple[Token, ...]) -> Realis:
    if any(_conditioned(link) for link in chain):
        return Realis.CONDITIONAL
    for link in chain:
        mode = _mode(link)
        if mode is not None:
            return mode
    for says in (Realis.PLANNED, Realis.POSSIBLE):
        if _governed(chain, says.value):
            return says
    if _is_question(chain[-1]) or _is_imperative(chain[-1]) or _is_purpose(chain[-1]):
        return Realis.POSSIBLE
    return Realis.GENERIC if any(_is_habit(link) for link in chain) else Realis.ACTUAL


def _conditioned(link: Token) -> bool:
    table = _table()["condition"]
    return any(item.dep_ in {"mark", "advmod"} and item.lower_ in table for item in link.lefts) and link.dep_ in {
        "advcl",
        "conj",
        "pcomp",
    }


def _mode(link: Token) -> Realis | None:
    table = _table()
    for item in link.children:
        if item.dep_ == "aux" and item.lower_ in table["modal"]:
            return _of_modal(link, item)
        if item.dep_ == "amod" and item.lower_ in table["adjective"]:
            return Realis(table["adjective"][item.lower_])
    return None


def _of_modal(link: Token, modal: Token) -> Realis | None:
    """What a modal says; "would" is a plan as someone told it in the past, and "would like to ask" asks."""
    if any(item.dep_ == "advcl" and _conditioned(item) for item in link.children):
        return Realis.CONDITIONAL
    says = Realis(_table()["modal"][modal.lower_])
    if says is not Realis.CONDITIONAL:
        return says
    if modal.lower_ != "would" and link.tag_ in {"VBN", "VBD"}:
        return None
    if _is_politely_said(link) and (speaker := subject(link)) is not None and speaker.lower_ in {"i", "we"}:
        return Realis.ACTUAL
    return Realis.PLANNED if link.dep_ == "ccomp" and link.head.tag_ in _PAST else says


def _is_politely_said(link: Token) -> bool:
    """Whether who says a verb with "would" does it so: "I would like to ask", "I would also ask for a waiver"."""
    return link.lemma_ == "like" or (link.dep_ == "ROOT" and link.lemma_ in {"ask", "request", "urge"})


def _is_question(link: Token) -> bool:
    """Whether the clause is a question by its order: an auxiliary before the subject, and a question mark."""
    sentence = link.sent
    marked = any(item.text == "?" for item in sentence[-3:])
    actor, auxiliary = child(link, "nsubj", "nsubjpass"), child(link, "aux", "auxpass")
    return marked and actor is not None and auxiliary is not None and auxiliary.i < actor.i


def _is_imperative(link: Token) -> bool:
    """Whether the verb is a bare form without a subject that heads its clause: "Ask your doctor"."""
    bare = link.tag_ == "VB" and child(link, "nsubj", "nsubjpass", "aux", "expl") is None
    return bare and link.dep_ in {"ROOT", "ccomp", "conj"} and link.pos_ in VERBAL


def _is_purpose(link: Token) -> bool:
    return link.dep_ in {"advcl", "relcl"} and _is_infinitive(link)


def _is_habit(link: Token) -> bool:
    table = _table()["habit"]
    if any(item.dep_ in {"advmod", "amod"} and item.lower_ in table for item in link.children):
        return True
    actor = child(link, "nsubj", "nsubjpass")
    return actor is not None and link.tag_ in {"VBP", "VBZ"} and actor.lower_ in {"people", "you", "everyone"}
