"""A parsed document to noun phrases that may stand for somebody or something: names, descriptions, pronouns."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from spacy.tokens import Doc, Token

from graph.extract.names import GREETING, Name, Range, find_names, offices
from graph.extract.syntax import antecedent, child
from graph.extract.tables import groups, words
from graph.model import EntityType

_BEFORE_HEAD = frozenset(
    {"det", "amod", "compound", "nummod", "poss", "case", "nmod", "quantmod", "predet", "advmod", "punct", "npadvmod"}
)
_INSIDE = frozenset({"compound", "nmod", "amod", "npadvmod"})
_OPENERS = frozenset("“\"'‘(,;:—–-") | {GREETING}
_TIMES = frozenset({"DATE", "TIME"})
_TYPES = {
    "person": EntityType.PERSON,
    "organization": EntityType.ORGANIZATION,
    "place": EntityType.PLACE,
    "collective": EntityType.COLLECTIVE,
    "thing": EntityType.THING,
}
_LONGEST_PHRASE = 60


class Form(StrEnum):
    """How a phrase refers."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"
    RELATIVE = "relative"


@dataclass(slots=True)
class Phrase:
    """A noun phrase, as token positions, with what its words tell of its referent."""

    start: int
    end: int
    head: int
    form: Form
    type: EntityType
    number: str = "one"
    sex: str | None = None
    name: Name | None = None
    noun: str = ""
    title: Range | None = None
    organization: Range | None = None
    owner: int | None = None
    nested: bool = False
    modifiers: frozenset[str] = field(default_factory=frozenset)

    @property
    def is_agent(self) -> bool:
        """Whether it can ask or be asked."""
        return self.type is not EntityType.THING and self.type is not EntityType.UNKNOWN


def find_phrases(doc: Doc, *, publisher: str | None = None) -> list[Phrase]:
    """Every noun phrase of a document that coreference looks at, in text order, an outer one before what it holds."""
    names = find_names(doc, publisher=publisher)
    taken = {index: name for name in names for index in range(*name.whole)}
    holders = _Holders(doc, names)
    found = [holders.phrase(name) for name in names]
    beside = holders.described
    for token in doc:
        if token.i in taken or token.i in beside:
            continue
        phrase = _pronoun(token) or _relative(token) or _nominal(doc, token)
        if phrase is not None:
            found.append(phrase)
    return sorted(found, key=lambda phrase: (phrase.start, -phrase.end, phrase.head))


# --------------------------------------------------------------------------------------------------
# Names, with what stands beside them


class _Holders:
    """Names with the appositions beside them; `described` holds the heads of descriptions that a name took in."""

    def __init__(self, doc: Doc, names: list[Name]) -> None:
        self.doc = doc
        self.names = names
        self.described: set[int] = set()
        self.ending = {name.whole[1]: name for name in names}
        self.starting = {name.whole[0]: name for name in names}

    def phrase(self, name: Name) -> Phrase:
        """The noun phrase around a name."""
        doc = self.doc
        head = _head_of(doc, *name.whole)
        token = doc[head]
        nested = token.dep_ in _INSIDE and token.head.i >= name.whole[1] and not self._opens_bracket(name)
        last = doc[(name.name or name.whole)[1] - 1]
        number = "many" if last.tag_ == "NNPS" and name.type is EntityType.POST else "one"
        found = Phrase(name.whole[0], name.whole[1], head, Form.NAME, name.type, number, name.sex, name, nested=nested)
        found.title, found.organization = name.title, name.organization
        if name.name is None:
            found.form, found.noun = Form.NOMINAL, doc[name.title[1] - 1].lower_ if name.title else token.lower_
        if nested:
            return found
        found.start = _left(doc, name.whole[0], found.end)
        if name.type is EntityType.PERSON and name.title is None:
            self._description_before(found)
        found.end = self._after(found)
        return found

    def _opens_bracket(self, name: Name) -> bool:
        """Whether a bracket stands behind the name: the parser takes "(D)" for its head."""
        return name.whole[1] < len(self.doc) and self.doc[name.whole[1]].text == "("

    def _description_before(self, found: Phrase) -> None:
        """Takes in the description that a name is the apposition of: "the mayor of Elm, Ann Low"."""
        token = self.doc[found.head]
        noun = token.head
        of_several = noun.tag_ == "NNS" and child(token, "conj") is not None  # "two members, Ann Low and Cy Marr"
        if token.dep_ != "appos" or noun.i >= found.start or not _is_person_noun(noun) or of_several:
            return
        between = self.doc[noun.i + 1 : found.start]
        if len(between) < 12 and all(
            item.is_ancestor(token) or item.text == "," or noun.is_ancestor(item) for item in between
        ):
            self._take_post(found, noun)
            found.start = _left(self.doc, noun.i, found.end)

    def _after(self, found: Phrase) -> int:
        """The end of the phrase with the party, acronym or apposition behind the name."""
        doc, end = self.doc, found.end
        if end + 2 < len(doc) and doc[end].text == "(":
            close = next((index for index in range(end + 2, min(end + 8, len(doc))) if doc[index].text == ")"), None)
            inner = doc[end + 1]
            letters = inner.lower_.split("-")[0].split("–")[0]
            if close and (letters in words("names", "parties", "letters") or (close == end + 2 and inner.is_upper)):
                end = close + 1
        if end < len(doc) and doc[end].text == "," and not doc[found.head].is_sent_end:
            end = self._apposition(found, end)
        return end

    def _apposition(self, found: Phrase, comma: int) -> int:
        doc, start = self.doc, comma + 1
        if start + 1 < len(doc) and doc[start].like_num and doc[start + 1].text == ",":
            start += 2
        beside = (
            next(
                (item for index in range(*found.name.whole) for item in doc[index].rights if item.dep_ == "appos"), None
            )
            if found.name
            else None
        )
        if beside is None or beside.i < start or beside.i - start > 12 or _left(doc, beside.i, beside.i + 1) != start:
            return comma
        if found.type is EntityType.PERSON and _is_person_noun(beside):
            self.described.add(beside.i)
            return self._take_post(found, beside)
        if found.type is EntityType.PERSON or beside.i in self.starting:
            return comma
        return _right(doc, beside.i)

    def _take_post(self, found: Phrase, noun: Token) -> int:
        """Reads the office and its body from a description, and gives where the description ends."""
        doc = self.doc
        self.described.add(noun.i)
        office = _office_around(doc, noun.i) or (noun.i, noun.i + 1)
        start, end = office
        while start and doc[start - 1].lower_ in words("offices", "modifiers", "kept"):
            start -= 1
        before = self.ending.get(start)
        stop = max(_right(doc, noun.i), end)
        if before is not None and before.name and before.type is EntityType.ORGANIZATION:
            found.organization = before.name
        elif before is not None and before.name and before.type is EntityType.PLACE:
            start = before.name[0]
        end = self._of(found, end, stop)
        found.title = found.title or (start, end)
        return stop

    def _of(self, found: Phrase, end: int, stop: int) -> int:
        """The end of the title: it takes in a place behind it ("mayor of Elm"), no body ("head of the FBI")."""
        doc = self.doc
        if end >= stop or doc[end].lower_ not in {"of", "at", "for", "with", "in"}:
            return end
        first = end + 1 + (end + 1 < stop and doc[end + 1].lower_ == "the")
        body = self.starting.get(first)
        if body is None or body.name is None or body.whole[1] > stop:
            return end
        if body.type is EntityType.ORGANIZATION:
            found.organization = found.organization or body.name
            return end
        return body.whole[1] if body.type is EntityType.PLACE and doc[end].lower_ in {"of", "for"} else end


def _office_around(doc: Doc, head: int) -> Range | None:
    """The longest office that covers a token."""
    best: Range | None = None
    for first in range(max(0, head - 4), head + 1):
        for last in range(head + 1, min(len(doc), head + 5) + 1):
            text = " ".join(token.lower_ for token in doc[first:last])
            if text in offices() and (best is None or last - first > best[1] - best[0]):
                best = (first, last)
    return best


def _head_of(doc: Doc, start: int, end: int) -> int:
    """The last token of a range that hangs on something outside it."""
    return next(
        (i for i in range(end - 1, start - 1, -1) if not start <= doc[i].head.i < end or doc[i].head.i == i), end - 1
    )


# --------------------------------------------------------------------------------------------------
# Pronouns and descriptions


@cache
def pronouns() -> dict[str, str]:
    """Every pronoun in small letters, with what it stands for: male, female, neuter, many or the speaker."""
    return {word: kind for kind, found in groups("reference", "pronouns").items() for word in sorted(found)}


def _pronoun(token: Token) -> Phrase | None:
    kind = pronouns().get(token.lower_)
    if token.tag_ not in {"PRP", "PRP$"} or kind is None:
        return None
    person = kind in {"male", "female"} or token.lower_ == "i"
    found = Phrase(token.i, token.i + 1, token.i, Form.PRONOUN, EntityType.PERSON if person else EntityType.UNKNOWN)
    found.number, found.sex = ("many", None) if kind == "many" else ("one", kind)
    found.noun = token.lower_
    return found


def _relative(token: Token) -> Phrase | None:
    """The "who" of a relative clause, which stands for the noun before it."""
    if token.tag_ not in {"WP", "WP$", "WDT"} or antecedent(token).i == token.i:
        return None
    return Phrase(token.i, token.i + 1, token.i, Form.RELATIVE, EntityType.UNKNOWN, noun=token.lower_)


def _nominal(doc: Doc, token: Token) -> Phrase | None:
    tag = token.tag_
    if tag not in {"NN", "NNS", "NNP", "NNPS"} and token.lower_ not in words("reference", "quantifiers", "words"):
        return None
    if token.dep_ in _INSIDE or (not token.is_alpha and "-" not in token.text):
        return None
    noun, kind = _kind(token)
    if kind is EntityType.UNKNOWN and (
        token.ent_type_ in _TIMES or token.dep_ not in {"nsubj", "nsubjpass", "dobj", "pobj", "poss", "attr", "dative"}
    ):
        return None
    number = "many" if tag in {"NNS", "NNPS"} or kind is EntityType.COLLECTIVE else "one"
    if number == "many" and kind not in {EntityType.THING, EntityType.UNKNOWN}:
        kind = EntityType.COLLECTIVE
    sex = next((sex for sex in ("male", "female") if noun in words("nouns", "person", sex)), None)
    start = _left(doc, token.i, token.i + 1)
    found = Phrase(start, _right(doc, token.i), token.i, Form.NOMINAL, kind, number, sex, noun=noun)
    found.owner = next((child.i for child in token.lefts if child.dep_ == "poss"), None)
    found.modifiers = frozenset(
        item.lower_
        for item in doc[start : found.end]
        if item.i != token.i and item.pos_ in {"ADJ", "NOUN", "PROPN", "NUM", "VERB"}
    )
    return found


def _kind(token: Token) -> tuple[str, EntityType]:
    """The noun that tells what a phrase stands for, and what that is: "sheriffs" of "several of the sheriffs"."""
    if token.lower_ in words("reference", "quantifiers", "words"):
        inner = next(
            (item for of in token.rights if of.lower_ == "of" for item in of.rights if item.dep_ == "pobj"), None
        )
        if inner is not None and _type_of(inner) is not EntityType.UNKNOWN:
            one = token.lower_ in words("reference", "quantifiers", "single")
            return inner.lemma_.lower(), EntityType.PERSON if one else EntityType.COLLECTIVE
        if token.tag_ not in {"NN", "NNS"}:
            return token.lower_, EntityType.UNKNOWN
    return _noun(token), _type_of(token)


def _noun(token: Token) -> str:
    """The noun in its plain form; the lemmatiser leaves capitalised plurals ("Republicans") as they are."""
    lemma = str(token.lemma_.lower())
    return lemma.removesuffix("s") if token.tag_ == "NNPS" else lemma


def _type_of(token: Token) -> EntityType:
    lemma, lower = _noun(token), token.lower_
    if lower == "staff" and token.dep_ == "pobj":
        return EntityType.UNKNOWN
    for key, kind in _TYPES.items():
        known = words("nouns", key, "words")
        if lemma in known or lower in known:
            return kind
    office = lemma in offices() and lemma not in words("offices", "common", "words")
    return EntityType.PERSON if office else EntityType.UNKNOWN


def _is_person_noun(token: Token) -> bool:
    return token.tag_[:2] == "NN" and (
        token.lemma_.lower() in words("nouns", "person", "words") or token.lower_ in offices()
    )


# --------------------------------------------------------------------------------------------------
# Where a phrase begins and ends


def _left(doc: Doc, start: int, end: int) -> int:
    """The first token of the modifiers that stand unbroken before a head."""
    index = start
    while index and start - index < _LONGEST_PHRASE and not doc[index].is_sent_start:
        token = doc[index - 1]
        beside = token.dep_ in _BEFORE_HEAD and index <= token.head.i < end and not token.is_space
        if not beside and not _inside_left(doc, token, index, end):
            break
        index -= 1
    while index < start and (doc[index].is_punct or doc[index].text in _OPENERS):
        index += 1
    return index


def _inside_left(doc: Doc, token: Token, index: int, end: int) -> bool:
    """Whether a token before a phrase hangs, through a few others, on a modifier inside it ("the city's own mayor")."""
    for _ in range(4):
        if token.is_space or token.dep_ in {"cc", "conj", "relcl", "ROOT", "prep", "nsubj", "aux"}:
            return False
        if index <= token.head.i < end:
            return token.dep_ in _BEFORE_HEAD
        if token.head.i >= end or token.head.i == token.i:
            return False
        token = token.head
    return False


def _right(doc: Doc, head: int, *, depth: int = 6) -> int:
    """The end of a noun phrase: what modifies it behind its head, without clauses, conjuncts and times."""
    end = head + 1
    for item in doc[head].rights:
        if item.dep_ == "case" or (item.dep_ in {"amod", "nummod", "compound"} and item.i == end):
            if item.dep_ == "case":
                continue
            end = item.i + 1
            continue
        inner = next((below for below in item.rights if below.dep_ == "pobj"), None)
        if item.dep_ != "prep" or item.i != end or inner is None or inner.ent_type_ in _TIMES or not depth:
            break
        if item.lower_ not in {"of", "for", "in", "at", "from", "with", "on"} or (
            item.lower_ != "of" and inner.i - item.i > 6
        ):
            break
        if item.lower_ == "for" and _is_asked_or_asks(doc[head], inner):
            break  # what is asked for, and no part of who is asked or asks
        end = _right(doc, inner.i, depth=depth - 1)
        if end - head > _LONGEST_PHRASE:
            return head + 1
    return end


def _is_asked_or_asks(token: Token, thing: Token) -> bool:
    """Whether "for" after somebody tells what is asked: "wrote to the agency for its files", "asked by her for it"."""
    if token.dep_ == "pobj" and token.head.dep_ == "agent":
        return thing.pos_ == "NOUN" and _type_of(thing) in {EntityType.THING, EntityType.UNKNOWN}
    return _type_of(token) is EntityType.ORGANIZATION and token.dep_ in {"pobj", "dobj"}
