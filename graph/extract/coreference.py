"""Phrases to entities: which earlier phrase each name, description or pronoun goes back to, or none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from spacy.tokens import Doc, Token

from graph.extract.names import offices_in, places
from graph.extract.namesakes import keys_of, same_body, same_person, words_of
from graph.extract.phrases import Form, Phrase
from graph.extract.pronouns import is_empty
from graph.extract.quotemarks import quoted_tokens
from graph.extract.salience import AGENTS, BODIES, RECENT, Entity, score, weight
from graph.extract.syntax import VERBAL, antecedent, child, shared_subject
from graph.extract.tables import groups, words
from graph.model import SHORT_FOR_BODIES, EntityType

_WINDOW = 4  # sentences that a pronoun looks back
_MARGIN_IT = 1.2  # the same for "it", which more often stands for nothing that is named
_MARGIN = 1.03  # how far the best must outweigh the next to be taken
_FAR = 60  # entities that are looked back over: what keeps a text without sentences from taking for ever
_NAMED_BODIES = frozenset({EntityType.ORGANIZATION, EntityType.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Links:
    """For each phrase the phrase that it goes back to, for groups those they are said to hold, and
    what the entity of each phrase has turned out to be."""

    antecedent: dict[int, int]
    members: dict[int, tuple[int, ...]]
    types: dict[int, EntityType]


def link(doc: Doc, phrases: list[Phrase]) -> Links:
    """Links each phrase to an earlier one; what stays uncertain is not linked."""
    return _Linker(doc, phrases).run()


class _Linker:
    """One pass through a document, phrase by phrase."""

    def __init__(self, doc: Doc, phrases: list[Phrase]) -> None:
        self.doc = doc
        self.phrases = phrases
        self.sentence = _sentences(doc)
        self.quoted = quoted_tokens(doc)
        self.latest: dict[int, Entity] = {}
        self.entity_of: dict[int, Entity] = {}
        self.antecedent: dict[int, int] = {}
        self.members: dict[int, tuple[int, ...]] = {}
        self.by_head = {phrase.head: index for index, phrase in enumerate(phrases)}
        self.by_noun: dict[str, list[Entity]] = {}
        self.by_word: dict[str, list[Entity]] = {}

    def run(self) -> Links:
        """The links of all phrases."""
        for index, phrase in enumerate(self.phrases):
            entity = self._find(index, phrase)
            if entity is not None:
                self.antecedent[index] = self._defining(entity) if phrase.form is Form.NAME else self._nearest(entity)
                self._join(index, phrase, entity)
            elif phrase.form in {Form.NAME, Form.NOMINAL}:
                self._found(index, phrase)
        types = {index: entity.type for index, entity in self.entity_of.items()}
        return Links(self.antecedent, self.members, types)

    def _find(self, index: int, phrase: Phrase) -> Entity | None:
        if phrase.form is Form.NAME:
            return self._by_name(phrase)
        if phrase.form is Form.NOMINAL:
            return self._by_description(index, phrase)
        if phrase.form is Form.RELATIVE:
            return self._entity_at(antecedent(self.doc[phrase.head]).i)
        return self._by_pronoun(phrase)

    # ---- entities

    def _found(self, index: int, phrase: Phrase) -> None:
        entity = Entity([], phrase.type, phrase.number, phrase.sex, sure=phrase.name is None or phrase.name.sure)
        self._join(index, phrase, entity)

    def _join(self, index: int, phrase: Phrase, entity: Entity) -> None:
        self.entity_of[index] = entity
        self.latest.pop(id(entity), None)
        self.latest[id(entity)] = entity
        if phrase.form is not Form.RELATIVE:
            entity.phrases.append(index)
        entity.sex = entity.sex or (phrase.sex if phrase.sex != "speaker" else None)
        if phrase.form is Form.NAME and entity.type is not phrase.type:
            entity.type = phrase.type
        if phrase.form is Form.NAME and phrase.name and phrase.name.sure:
            entity.sure = True
        if phrase.form is Form.PRONOUN and phrase.sex in {"male", "female"} and not entity.sure:
            entity.type = EntityType.PERSON
        token = self.doc[phrase.head]
        where = self.sentence[phrase.head]
        if phrase.form is Form.RELATIVE:
            return
        entity.seen.append((where, weight(phrase, token, quoted=token.i in self.quoted)))
        if token.dep_ == "nsubj" and token.head.lemma_ in words("reference", "speech", "words"):
            entity.spoke = where
        entity.known = entity.known or self.doc[phrase.start].lower_ in words("reference", "definite", "words")
        if phrase.form is Form.NOMINAL:
            self._know_noun(entity, phrase.noun)
            entity.modifiers |= phrase.modifiers
        if phrase.title is not None:
            self._know_noun(entity, " ".join(self.doc[i].lower_ for i in range(*phrase.title)))
            self._know_noun(entity, self.doc[phrase.title[1] - 1].lower_)
            for word in offices_in(self.doc, phrase.title):
                self._know_noun(entity, word)
        if phrase.form is Form.NAME and phrase.name and phrase.name.name:
            self._know_name(index, entity, phrase)

    def _know_noun(self, entity: Entity, noun: str) -> None:
        if noun not in entity.nouns:
            entity.nouns.add(noun)
            self.by_noun.setdefault(noun, []).append(entity)

    def _know_name(self, index: int, entity: Entity, phrase: Phrase) -> None:
        name = words_of(self.doc, phrase)
        if entity.fullest is None or len(name) > len(words_of(self.doc, self.phrases[entity.fullest])):
            entity.fullest = index
        if name in entity.names:
            return
        entity.names.append(name)
        for word in sorted({word.lower() for word in name} | keys_of(name)):
            known = self.by_word.setdefault(word, [])
            if not any(other is entity for other in known[-_FAR:]):
                known.append(entity)

    def _defining(self, entity: Entity) -> int:
        """The phrase that says best who an entity is: its first full name, or else its first phrase."""
        return entity.phrases[0] if entity.fullest is None else entity.fullest

    def _nearest(self, entity: Entity) -> int:
        """The last phrase of an entity that is no pronoun: what a reader would point back to."""
        said = (index for index in reversed(entity.phrases) if self.phrases[index].form in {Form.NAME, Form.NOMINAL})
        return next(said, entity.phrases[0])

    # ---- names

    def _by_name(self, phrase: Phrase) -> Entity | None:
        name = words_of(self.doc, phrase)
        if not name:
            return None
        keys = dict.fromkeys((name[-1].lower(), *sorted(keys_of(name)), name[0].lower()))
        candidates = {id(entity): entity for key in keys for entity in self.by_word.get(key, [])[-_FAR:]}
        found = [entity for entity in candidates.values() if self._same_name(phrase, name, entity)]
        best = max(found, key=lambda one: (name in one.names, len(one.phrases), one.phrases[-1]), default=None)
        return best or self._shortened(name) or self._described(phrase)

    def _shortened(self, name: tuple[str, ...]) -> Entity | None:
        """The one body whose name ends or opens so: "Elm Commission", "Commission of Elm"; of two it may be either."""
        word = name[0].lower()
        known = self.by_word.get(word, []) if len(name) == 1 and word in SHORT_FOR_BODIES else []
        found = [e for e in known if any(_is_short_for(word, other) for other in e.names)]
        return found[0] if len(found) == 1 else None

    def _described(self, phrase: Phrase) -> Entity | None:
        """What a name is the apposition of: "the landlord, Crest Holdings"."""
        token = self.doc[phrase.head]
        entity = self._entity_at(token.head.i) if token.dep_ == "appos" else None
        apt = entity is not None and not entity.names and entity.number == "one"
        return entity if apt and phrase.type is EntityType.ORGANIZATION else None

    def _same_name(self, phrase: Phrase, name: tuple[str, ...], entity: Entity) -> bool:
        sure = entity.sure and (phrase.name is None or phrase.name.sure)
        if sure and (phrase.type in AGENTS) != (entity.type in AGENTS):
            return False
        if phrase.type in AGENTS or entity.type in AGENTS:
            if phrase.sex and entity.sex and {phrase.sex, entity.sex} == {"male", "female"}:
                return False
            return any(same_person(name, other) for other in entity.names)
        return any(same_body(name, other) for other in entity.names)

    # ---- descriptions

    def _by_description(self, index: int, phrase: Phrase) -> Entity | None:
        same = self._predicated(phrase) or self._apposed(phrase)
        if same is not None:
            return same
        first = self.doc[phrase.start].lower_
        owner = self.doc[phrase.owner] if phrase.owner is not None else None
        if (
            first not in words("reference", "definite", "words")
            and owner is None
            and not (phrase.form is Form.NOMINAL and phrase.name is not None)
        ):
            return None
        if phrase.number == "many" and phrase.is_agent and self._gathers(index, phrase):
            return None
        if owner is not None:
            return self._same_owner(phrase, owner)
        return self._same_noun(phrase) or self._named_by_noun(phrase)

    def _predicated(self, phrase: Phrase) -> Entity | None:
        """Of "X is the mayor", X."""
        token = self.doc[phrase.head]
        if token.dep_ != "attr" or token.head.lemma_ != "be" or phrase.type not in AGENTS or child(token.head, "neg"):
            return None
        subject = child(token.head, "nsubj")
        entity = self._entity_at(subject.i) if subject is not None else None
        return entity if entity is not None and entity.type in AGENTS else None

    def _apposed(self, phrase: Phrase) -> Entity | None:
        """Of "Elm Rivers, a local group, sued", Elm Rivers, which names no person then; in a list are others beside."""
        token = self.doc[phrase.head]
        listed = any(item.dep_ in {"conj", "cc"} for item in (*token.children, *token.head.children))
        if token.dep_ != "appos" or listed or phrase.type is not EntityType.ORGANIZATION or phrase.number != "one":
            return None
        entity = self._entity_at(token.head.i)
        if entity is None or not entity.names or (entity.sure and entity.type not in _NAMED_BODIES):
            return None
        entity.type = phrase.type
        return entity

    def _same_owner(self, phrase: Phrase, owner: Token) -> Entity | None:
        """An earlier phrase of the same noun and the same owner: "her office" and "the mayor's office"."""
        mine = self._entity_at(owner.i)
        for entity in reversed(self.by_noun.get(phrase.noun, [])):
            for other in entity.phrases[-_FAR:]:
                held = self.phrases[other].owner
                if mine is not None and held is not None and self._entity_at(held) is mine:
                    return entity
        return None

    def _same_noun(self, phrase: Phrase) -> Entity | None:
        for entity in self._recent(self.by_noun.get(phrase.noun, [])):
            if entity.number != phrase.number or not _types_agree(phrase, entity):
                continue
            if phrase.modifiers <= entity.modifiers | self._words_named(entity):
                return entity
        return None

    def _named_by_noun(self, phrase: Phrase) -> Entity | None:
        """A name that the noun describes: by its office, by a word of it, by the kind of place that it is."""
        if phrase.number != "one":
            return None
        words_wanted = groups("offices", "groups").get(phrase.noun, frozenset())
        for word in sorted(words_wanted):
            for entity in self._recent(self.by_noun.get(word, [])):
                if entity.names and not phrase.modifiers - self._words_named(entity) - entity.modifiers:
                    return entity
        if phrase.type in BODIES or phrase.type is EntityType.UNKNOWN:
            found = next((e for e in self._recent(self.by_word.get(phrase.noun, [])) if _called(phrase, e)), None)
            if found is not None and not phrase.modifiers - self._words_named(found):
                return found
        if phrase.type is EntityType.PLACE and not phrase.modifiers:
            return self._place_of_kind(phrase)
        if phrase.type is EntityType.ORGANIZATION and not phrase.modifiers:
            return self._lone_body(phrase)
        return None

    def _place_of_kind(self, phrase: Phrase) -> Entity | None:
        kinds = {"nation": "country", "country": "country", "city": "city", "state": "state"}
        kind = kinds.get(phrase.noun)
        for entity in self._latest():
            if entity.type is EntityType.PLACE and any(
                places().get(" ".join(name).lower()) == kind for name in entity.names
            ):
                return entity if kind else None
        return None

    def _lone_body(self, phrase: Phrase) -> Entity | None:
        """The one named body of the sentences just before, where there is only one."""
        here = self.sentence[phrase.head]
        near = [
            entity
            for entity in self._latest()
            if entity.type is EntityType.ORGANIZATION and entity.names and here - entity.seen[-1][0] <= 1
        ]
        fits = [
            e
            for e in near
            if not any(word.lower() in words("nouns", "organization", "words") for name in e.names for word in name)
        ]
        return fits[0] if len(fits) == 1 and phrase.noun in words("reference", "bodies", "words") else None

    def _gathers(self, index: int, phrase: Phrase) -> bool:
        """Reads "the two lawmakers" as the last two whose offices are meant; whether it could."""
        if self.doc[phrase.start].lower_ not in {"the", "both", "these"}:
            return False
        count = next(
            (_counts()[w] for w in sorted(phrase.modifiers | {self.doc[phrase.start].lower_}) if w in _counts()), 0
        )
        wanted = groups("offices", "groups").get(phrase.noun, frozenset()) | {phrase.noun}
        if not count:
            return False
        fit = [
            entity
            for entity in self._latest()
            if entity.type in AGENTS and entity.names and entity.number == "one" and self._fits(phrase, entity, wanted)
        ][:count]
        if len(fit) < count:
            return False
        self.members[index] = tuple(sorted(self._defining(entity) for entity in fit))
        return True

    def _fits(self, phrase: Phrase, entity: Entity, wanted: frozenset[str]) -> bool:
        if phrase.noun in {"man", "woman"}:
            return entity.sex == phrase.sex
        return bool(entity.nouns & wanted) or (
            phrase.noun in words("reference", "holders", "words") and bool(entity.nouns)
        )

    # ---- pronouns

    def _by_pronoun(self, phrase: Phrase) -> Entity | None:
        token = self.doc[phrase.head]
        if phrase.sex == "speaker" or (phrase.sex == "neuter" and is_empty(token)):
            return None
        if token.lower_ in words("reference", "reflexive", "words"):
            return self._subject_entity(token)
        scored = sorted(self._scored(phrase, token), key=lambda pair: (-pair[0], -pair[1].phrases[-1]))
        margin = _MARGIN_IT if phrase.sex == "neuter" else _MARGIN
        if not scored or (len(scored) > 1 and scored[0][0] < margin * scored[1][0]):
            return None
        if phrase.sex == "neuter" and scored[0][1].type not in BODIES and scored[0][0] < 2 * RECENT:
            return None
        return scored[0][1]

    def _scored(self, phrase: Phrase, token: Token) -> Iterator[tuple[float, Entity]]:
        here = self.sentence[phrase.head]
        barred = self._barred(phrase, token)
        for entity in self._latest():
            if here - entity.seen[-1][0] > _WINDOW:
                break
            if any(entity is other for other in barred) or not self._agrees(phrase, entity):
                continue
            last = self.doc[self.phrases[entity.phrases[-1]].head]
            parallel = last.dep_ == token.dep_
            yield score(entity, token, here, parallel=parallel, quoted=token.i in self.quoted), entity

    def _agrees(self, phrase: Phrase, entity: Entity) -> bool:
        if phrase.sex in {"male", "female"}:
            person = entity.type in AGENTS or (not entity.sure and entity.type in BODIES)
            return person and entity.number == "one" and entity.sex in {None, phrase.sex}
        if phrase.sex == "neuter":
            return entity.type not in AGENTS and entity.number == "one" and entity.type is not EntityType.COLLECTIVE
        if entity.number == "many":
            return True
        return entity.type is EntityType.ORGANIZATION

    def _barred(self, phrase: Phrase, token: Token) -> list[Entity]:
        """Who a pronoun cannot be: its verb's subject, a phrase that holds it, who speaks the words it is in."""
        found: list[Entity | None] = []
        if token.tag_ == "PRP" and token.dep_ in {"dobj", "pobj", "dative"}:
            found.append(self._subject_entity(token))
        for index in self._around(phrase):
            found.append(self.entity_of.get(index))
        if token.i in self.quoted:
            found.extend(self._speakers(token))
        elif token.dep_ == "nsubj" and token.head.lemma_ in words("reference", "speech", "words"):
            found.extend(self._only_quoted(self.sentence[token.i]))
        if token.dep_ == "conj":
            found.append(self._entity_at(token.head.i))
        return [entity for entity in found if entity is not None]

    def _around(self, phrase: Phrase) -> Iterator[int]:
        for head in (self.doc[phrase.head].head, self.doc[phrase.head].head.head):
            index = self.by_head.get(head.i)
            if index is not None and self.phrases[index].start <= phrase.start < self.phrases[index].end:
                yield index

    def _speakers(self, token: Token) -> Iterator[Entity | None]:
        """The subjects of verbs of speech above a word in quotation marks."""
        for _ in range(12):
            if token.head.i == token.i:
                return
            token = token.head
            if token.lemma_ in words("reference", "speech", "words") and token.i not in self.quoted:
                subject = child(token, "nsubj")
                yield self._entity_at(subject.i) if subject is not None else None

    def _only_quoted(self, sentence: int) -> Iterator[Entity]:
        """Who a quotation of a sentence speaks of, and nothing before: they do not say it."""
        for entity in self._latest():
            heads = [self.phrases[index].head for index in entity.phrases]
            if all(head in self.quoted and self.sentence[head] == sentence for head in heads):
                yield entity

    def _subject_entity(self, token: Token) -> Entity | None:
        for _ in range(6):
            token = token.head
            if token.pos_ in VERBAL:
                break
        subject = child(token, "nsubj", "nsubjpass") or shared_subject(token)
        return self._entity_at(subject.i) if subject is not None else None

    # ---- looking up

    def _entity_at(self, head: int) -> Entity | None:
        index = self.by_head.get(head)
        return self.entity_of.get(index) if index is not None else None

    def _recent(self, entities: list[Entity]) -> list[Entity]:
        """The last of some entities, by their last phrase, the latest first."""
        return sorted(entities[-_FAR:], key=lambda entity: -entity.phrases[-1])

    def _latest(self) -> Iterator[Entity]:
        """The entities spoken of last, the latest first."""
        return islice(reversed(self.latest.values()), _FAR)

    def _words_named(self, entity: Entity) -> frozenset[str]:
        return frozenset(word.lower() for name in entity.names for word in name) | frozenset(
            word for noun in entity.nouns for word in noun.split()
        )


@cache
def _counts() -> dict[str, int]:
    return {word: int(count) for count, found in groups("reference", "counts").items() for word in sorted(found)}


def _is_short_for(word: str, name: tuple[str, ...]) -> bool:
    opens = len(name) > 2 and name[0].lower() == word and name[1].lower() in {"of", "for"}
    return opens or (len(name) > 1 and name[-1].lower() == word)


def _called(phrase: Phrase, entity: Entity) -> bool:
    """Whether a name can be meant by a word of it: of the same type, or of a body that ends in the word."""
    if phrase.type is not EntityType.UNKNOWN:
        return entity.type is phrase.type and bool(entity.names)
    return entity.type is EntityType.ORGANIZATION and any(name[-1].lower() == phrase.noun for name in entity.names)


def _types_agree(phrase: Phrase, entity: Entity) -> bool:
    if phrase.type is entity.type or {phrase.type, entity.type} <= AGENTS:
        return True
    return EntityType.UNKNOWN in {phrase.type, entity.type} and not entity.names


def _sentences(doc: Doc) -> list[int]:
    """The number of the sentence of each token."""
    number, found = -1, []
    for token in doc:
        number += bool(token.is_sent_start)
        found.append(max(number, 0))
    return found
