"""How much an entity weighs for a pronoun: by where it was mentioned, how long ago, and what is known of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from graph.extract.phrases import Form, Phrase
from graph.extract.tables import words
from graph.model import EntityType

AGENTS = frozenset({EntityType.PERSON, EntityType.POST})
BODIES = frozenset({EntityType.ORGANIZATION, EntityType.PLACE})
_DECAY = 0.4  # what a mention still weighs a sentence later
_SEXED = 30  # what it adds that somebody's sex is known, and is that of the pronoun
_DESCRIBED = 0.8  # how much less somebody weighs who is only described
_UNSURE = 0.7  # how much less a name weighs that only the recogniser takes for a body or a place
_UNLIKELY, _UNLIKELY_IT = 0.5, 0.7  # how much less a thing weighs than an agent, by "they" and by "it"

# What a mention weighs by its place in the sentence: after Lappin and Leass (1994), whose weights these are but for
# the last two, which hold in news: a full name with a title brings somebody on stage, and who has just spoken goes on.
RECENT, _SUBJECT, _OBJECT, _OBLIQUE, _HEAD, _INTRODUCED, _SPEAKER, _PARALLEL = 100, 80, 50, 40, 80, 90, 60, 35


@dataclass(slots=True)
class Entity:
    """Phrases that stand for the same, with what is known of it; `seen` holds (sentence, weight) of each."""

    phrases: list[int]
    type: EntityType
    number: str
    sex: str | None
    names: list[tuple[str, ...]] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)
    modifiers: set[str] = field(default_factory=set)
    seen: list[tuple[int, float]] = field(default_factory=list)
    spoke: int = -9
    fullest: int | None = None
    known: bool = False
    sure: bool = True


def weight(phrase: Phrase, token: Token, *, quoted: bool) -> float:
    """What a mention weighs where it stands."""
    found = float(RECENT)
    dependency = token.dep_
    if dependency in {"nsubj", "nsubjpass"} or (
        dependency == "compound" and token.head.dep_ == "nsubj" and not phrase.nested
    ):
        found += _SUBJECT
    elif dependency in {"dobj", "attr", "ROOT"}:
        found += _OBJECT
    elif dependency in {"pobj", "dative", "agent"}:
        found += _OBLIQUE
    if dependency not in {"poss", "compound", "nmod", "amod", "appos"} and not (
        dependency == "pobj" and token.head.head.pos_ in {"NOUN", "PROPN"}
    ):
        found += _HEAD
    if phrase.form is Form.NAME and phrase.title is not None and not phrase.nested:
        found += _INTRODUCED
    if quoted:
        found *= 0.6
    return found


def score(entity: Entity, token: Token, here: int, *, parallel: bool, quoted: bool) -> float:
    """What an entity weighs for a pronoun in the sentence `here`; `parallel` is in its place in an earlier one."""
    best: dict[int, float] = {}
    for where, size in entity.seen[-8:]:
        best[where] = max(best.get(where, 0), size)
    found = sum(size * _DECAY ** (here - where) for where, size in best.items())
    if entity.type in {EntityType.UNKNOWN, EntityType.THING} or entity.nouns & words("reference", "anyone", "words"):
        found *= _UNLIKELY_IT if token.lower_ in {"it", "its"} else _UNLIKELY
    if parallel:
        found += _PARALLEL
    if entity.sex is not None:
        found += _SEXED
    if not entity.sure and entity.type in BODIES and token.lower_ not in {"it", "its"}:
        found *= _UNSURE
    if not entity.names and entity.type in AGENTS and not entity.known:
        found *= _DESCRIBED
    if (
        token.dep_ == "nsubj"
        and token.head.lemma_ in words("reference", "speech", "words")
        and not quoted
        and here - entity.spoke <= 2
    ):
        found += _SPEAKER
    return found
