"""Classes of words that the reading of requests rests on, from the tables in data/: media, governors, agents, kinds."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from spacy.tokens import Token

from graph.extract import tables
from graph.extract.tables import rows
from graph.model import Kind, MediumKind

WRITING = frozenset({"write", "email", "e-mail"})
CALL_PARTICLES = frozenset({"on", "upon"})
WH = frozenset({"who", "whom", "whose", "what", "which", "when", "where", "why", "how", "whether", "if"})
_DEEDS = ("tion", "sion", "ment", "ance", "ence", "ure", "al", "ing", "sis", "down", "out")
_AGENTS = ("ist", "ian", "man", "men", "woman", "women", "crat", "eer", "holder")
_AGENT_ENTITIES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_THING_ENTITIES = frozenset(
    {"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL", "LAW", "WORK_OF_ART"}
)
_AGENT_PRONOUNS = frozenset(
    "i me we us you he him she her they them who whom someone anyone everyone everybody".split()
)
_AGENT_PRONOUNS |= frozenset("anybody somebody nobody those others all both many some one".split())
_THINGS_TOO = frozenset({"justice", "counsel", "native", "minor", "subject"})  # of persons' names, those of things


@cache
def table(name: str) -> dict[str, str]:
    """A two-column table of data/ as a dictionary; several words may share a line."""
    return {word.replace("_", " "): value for value, listed in rows(name) for word in listed.split()}


@cache
def media(use: str) -> dict[str, MediumKind]:
    """The nouns of one use, `asking` or `channel`, with the channel that each names."""
    found: dict[str, MediumKind] = {}
    for kind, anywhere, asking, channel in rows("media"):
        listed = f"{anywhere} {asking if use == 'asking' else channel}".split()
        found |= {word.replace("_", " "): MediumKind(kind) for word in listed if word != "-"}
    return found


def issued(kind: MediumKind, askers: Iterable[Token]) -> MediumKind:
    """The channel that an order is, by who gives it: a court's is a court order."""
    of_a_court = kind is MediumKind.EXECUTIVE_ORDER and any(map(is_court, askers))
    return MediumKind.COURT_ORDER if of_a_court else kind


def medium(noun: Token) -> MediumKind | None:
    """The channel that a noun names, by its longest known name: "executive order" before "order"."""
    if noun.pos_ not in {"NOUN", "PROPN"}:
        return None
    names = media("asking")
    lemma = noun.lemma_.lower()
    for item in reversed(list(noun.lefts)):
        if item.dep_ in {"amod", "compound"} and (found := names.get(f"{item.lower_} {lemma}")):
            return found
    return names.get(lemma)


def governor(verb: Token) -> str:
    """The class of a verb above a noun that names a request: light, receive, answer, or none of these."""
    return table("governors").get(verb.lemma_.lower(), "other")


def is_agent(token: Token) -> bool:
    """Whether a noun names somebody who can ask or be asked."""
    if token.pos_ == "PRON":
        return token.lower_ in _AGENT_PRONOUNS
    if token.ent_type_ in _AGENT_ENTITIES:
        return True
    if (counted := _counted(token)) is not None:
        return is_agent(counted)
    if token.ent_type_ in _THING_ENTITIES:
        return False
    word = token.lemma_.lower()
    if word in table("agents") or (word in tables.words("nouns", "person", "words") and word not in _THINGS_TOO):
        return True
    return bool(token.pos_ == "PROPN" or word.endswith(_AGENTS))


def is_person(token: Token) -> bool:
    """Whether a noun names somebody in flesh and blood rather than a body of them."""
    bodies = tables.words("nouns", "organization", "words")
    return is_agent(token) and token.ent_type_ not in {"ORG", "GPE"} and token.lemma_.lower() not in bodies


def _counted(token: Token) -> Token | None:
    """Who is counted where a noun only says how many: "hundreds of farmers"; "none of them" is nobody."""
    if token.lower_ == "none" or token.lower_ not in tables.words("reference", "quantifiers", "words"):
        return None
    of = next((item for item in token.rights if item.lower_ == "of" and item.dep_ == "prep"), None)
    return next((item for item in of.rights if item.dep_ == "pobj"), None) if of is not None else None


def is_court(token: Token) -> bool:
    """Whether a noun names a court or a judge, whose orders are court orders."""
    near = (token, *(item for item in token.lefts if item.dep_ in {"compound", "amod"}))
    return any(item.lemma_.lower() in table("courts") for item in near)


def is_deed(token: Token) -> bool:
    """Whether a noun names something done rather than a thing: "withdrawal", "release", not "steak"."""
    word = token.lemma_.lower()
    return word in table("deeds") or any(word.endswith(ending) and len(word) > len(ending) + 2 for ending in _DEEDS)


def is_granted(token: Token) -> bool:
    """Whether a noun names what somebody else has to give or to decide: "records", "asylum", not "a bomb"."""
    return _kind_of(token) is not None or token.lemma_.lower() in table("granted")


def kind(token: Token) -> Kind:
    """What is asked for, by the item's head and the words below it that carry its sense.

    A noun tells by itself first ("the names of the haulers"), a verb by its object first ("to release the
    records" asks for documents, "to release the prisoners" for a release).
    """
    below = _content(token)
    for word in (*below, token) if token.pos_ == "VERB" else (token, *below):
        if found := _kind_of(word):
            return found
    return Kind.ACTION


def _kind_of(token: Token) -> Kind | None:
    """The kind that a word tells, as the part of speech it is or as any."""
    names, lemma = table("kinds"), token.lemma_.lower()
    found = names.get(f"{lemma}/{'v' if token.pos_ == 'VERB' else 'n'}") or names.get(lemma)
    return Kind(found) if found else None


def _content(token: Token) -> list[Token]:
    """The words below a head that carry its sense: the object of a verb, what a noun is of."""
    wanted = {"dobj", "dative", "compound"} if token.pos_ == "VERB" else {"compound", "prep", "pobj"}
    near = [item for item in token.children if item.dep_ in wanted]
    return near + [item for up in near for item in up.children if item.dep_ in {"compound", "prep", "pobj"}]
