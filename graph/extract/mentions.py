"""A parsed document to its mentions: who is spoken of, what they hold, and whom each phrase goes back to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from spacy.tokens import Doc, Token

from graph.extract.coreference import Links, link
from graph.extract.names import Range, offices
from graph.extract.phrases import Form, Phrase, find_phrases
from graph.extract.syntax import child
from graph.extract.tables import words
from graph.model import Document, EntityType, Mention, Passage, PostTitle, Span


def mentions(document: Document, doc: Doc) -> tuple[Mention, ...]:
    """Agents and what refers to them, in text order, an outer phrase before what it holds.

    Things ("the letter") are there where another phrase goes back to them. An `antecedent` is always an
    earlier mention; a pronoun that cannot be told has none.
    """
    return _Reader(document, doc).mentions()


def covering(mentions: Sequence[Mention], span: Span) -> Mention | None:
    """The mention that the words of a role stand for: the one that says the same, with or without what modifies it.

    `mentions` are in text order, as `mentions` gives them.
    """
    stop = bisect_right(mentions, span.end, key=lambda mention: mention.span.start)
    first = bisect_left(mentions, max(0, span.start - _REACH), hi=stop, key=lambda mention: mention.span.start)
    near = [mention for mention in mentions[first:stop] if mention.span.overlaps(span)]
    best = max(near, key=lambda mention: (_likeness(mention, span), len(mention.text)), default=None)
    return best if best is not None and _likeness(best, span) >= _ALIKE else None


_REACH = 400  # characters; no noun phrase is longer
_ALIKE = 0.5
_OWNERS = frozenset({"his", "her", "its", "their", "my", "our", "your", "whose"})  # "its steward" is not "its"


def _likeness(mention: Mention, span: Span) -> float:
    """How far two stretches are one phrase: their common share, or more where one only adds modifiers."""
    inner = min(mention.span.end, span.end) - max(mention.span.start, span.start)
    share = inner / (max(mention.span.end, span.end) - min(mention.span.start, span.start))
    if mention.name and span.contains(mention.name.span) and mention.span.contains(span):
        return max(share, 0.95)
    begins = mention.span.start == span.start and inner > 0 and mention.type is not EntityType.PLACE
    if begins and mention.text.lower() not in _OWNERS:
        return max(share, 0.6)
    return share


class _Reader:
    """One document's phrases on their way to mentions."""

    def __init__(self, document: Document, doc: Doc) -> None:
        self.document = document
        self.doc = doc
        self.phrases = find_phrases(doc, publisher=document.publisher)
        self.links: Links = link(doc, self.phrases)
        self.by_head = {phrase.head: index for index, phrase in enumerate(self.phrases)}
        self.kept = frozenset(self._kept())

    def mentions(self) -> tuple[Mention, ...]:
        """What is kept, as mentions."""
        found = {self._span(self.phrases[index]): self._mention(index) for index in sorted(self.kept)}
        return tuple(sorted(found.values(), key=lambda mention: (mention.span.start, -mention.span.end)))

    def _kept(self) -> Iterator[int]:
        """Agents, pronouns, the "who" of an agent, and the things that something goes back to or that go back."""
        back = {
            index: target
            for index, target in self.links.antecedent.items()
            if self.phrases[index].form is not Form.RELATIVE or self._is_agent(target)
        }
        referred = set(back.values())
        for index, phrase in enumerate(self.phrases):
            if phrase.is_agent or phrase.form is Form.PRONOUN or index in referred or index in back:
                yield index

    def _is_agent(self, index: int) -> bool:
        return self.links.types.get(index, EntityType.UNKNOWN) not in {EntityType.THING, EntityType.UNKNOWN}

    def _mention(self, index: int) -> Mention:
        phrase = self.phrases[index]
        antecedent = self.links.antecedent.get(index)
        if antecedent is not None and self.phrases[antecedent].start >= phrase.start:
            antecedent = None
        span = self._span(phrase)
        return Mention(
            span=span,
            text=self.document.text[span.start : span.end],
            type=self._type(index),
            name=self._passage(phrase.name.name) if phrase.name and phrase.name.name else None,
            post=self._post(phrase),
            antecedent=self._span(self.phrases[antecedent]) if antecedent is not None else None,
            owner=self._owner(phrase),
            members=tuple(self._span(self.phrases[member]) for member in self._members(index)),
        )

    def _type(self, index: int) -> EntityType:
        phrase = self.phrases[index]
        if phrase.form is Form.NAME:
            return self.links.types.get(index, phrase.type)
        antecedent = self.links.antecedent.get(index)
        if antecedent is not None:
            kind = self.links.types.get(antecedent, self.phrases[antecedent].type)
            return kind if kind is not EntityType.UNKNOWN else EntityType.THING
        if phrase.type is EntityType.PERSON and phrase.number == "one" and self._is_office(phrase):
            return EntityType.POST
        return phrase.type

    def _is_office(self, phrase: Phrase) -> bool:
        """Whether a description stands for an office rather than somebody: "the mayor", not "a mayor"."""
        opening = self.doc[phrase.start].lower_
        return phrase.form is Form.NOMINAL and opening not in {"a", "an", "one", "another"} and phrase.noun in offices()

    def _post(self, phrase: Phrase) -> PostTitle | None:
        if phrase.title is None:
            return None
        organization = self._passage(phrase.organization) if phrase.organization else None
        return PostTitle(self._passage(phrase.title), organization)

    def _owner(self, phrase: Phrase) -> Span | None:
        """Whose office, team or lawyer it is, by the phrase that says so."""
        if phrase.form is Form.NAME and phrase.type is EntityType.ORGANIZATION:
            return self._country(phrase)
        if phrase.form is not Form.NOMINAL or not phrase.is_agent or phrase.noun not in words("nouns", "part", "words"):
            return None
        owner = phrase.owner if phrase.owner is not None else self._of(phrase)
        index = self.by_head.get(owner) if owner is not None else None
        return self._span(self.phrases[index]) if index is not None and index in self.kept else None

    def _country(self, phrase: Phrase) -> Span | None:
        """The place whose body a name with a possessive is: "Norland's Ministry of Defence"."""
        place = child(self.doc[phrase.head], "poss")
        index = self.by_head.get(place.i) if place is not None else None
        named = index is not None and index in self.kept and self._type(index) is EntityType.PLACE
        return self._span(self.phrases[index]) if index is not None and named else None

    def _of(self, phrase: Phrase) -> int | None:
        """The head of "the office of the mayor"'s mayor."""
        for of in self.doc[phrase.head].rights:
            if of.lower_ in {"of", "for"} and of.i < phrase.end:
                inner = child(of, "pobj")
                return (
                    inner.i
                    if inner is not None and (of.lower_ == "of" or phrase.type is not EntityType.ORGANIZATION)
                    else None
                )
        return None

    # ---- members of groups

    def _members(self, index: int) -> tuple[int, ...]:
        phrase = self.phrases[index]
        if phrase.type is not EntityType.COLLECTIVE:
            return ()
        found = [*self.links.members.get(index, ()), *self._listed(phrase), *self.addressed.get(index, ())]
        return tuple(dict.fromkeys(member for member in found if member in self.kept and member != index))

    def _listed(self, phrase: Phrase) -> Iterator[int]:
        """Those named in an apposition, or after "including" and "such as"."""
        for token in self.doc[phrase.head].rights:
            if token.dep_ == "appos" or (
                token.dep_ == "prep" and token.lower_ in words("reference", "including", "words")
            ):
                heads = [token] if token.dep_ == "appos" else [item for item in token.rights if item.dep_ == "pobj"]
                for head in heads:
                    yield from (
                        self.by_head[item.i] for item in _chain(head) if item.i in self.by_head and self._named(item.i)
                    )

    def _named(self, head: int) -> bool:
        return self.phrases[self.by_head[head]].form is Form.NAME

    @cached_property
    def addressed(self) -> dict[int, list[int]]:
        """For each group that letters went to, the named holders of its office to whom one is said to be addressed."""
        groups: dict[str, int] = {}
        found: dict[int, list[int]] = {}
        for index, phrase in enumerate(self.phrases):
            office = self.doc[phrase.title[1] - 1].lower_ if phrase.title is not None else None
            if phrase.type is EntityType.COLLECTIVE and _letter_to(self.doc[phrase.head]):
                groups[phrase.noun] = index
            elif office in groups and phrase.type is EntityType.PERSON and _letter_to(self.doc[phrase.head]):
                found.setdefault(groups[office], []).append(index)
        return found

    # ---- spans

    def _span(self, phrase: Phrase) -> Span:
        piece = self.doc[phrase.start : phrase.end]
        return Span(piece.start_char, piece.end_char)

    def _passage(self, tokens: Range) -> Passage:
        piece = self.doc[tokens[0] : tokens[1]]
        return Passage(Span(piece.start_char, piece.end_char), piece.text)


def _chain(head: Token, *, limit: int = 40) -> Iterator[Token]:
    """A noun and those coordinated with it."""
    item: Token | None = head
    for _ in range(limit):
        if item is None:
            return
        yield item
        item = child(item, "conj")


def _letter_to(token: Token) -> bool:
    """Whether a letter or the like is sent or addressed to what a noun names."""
    if token.dep_ not in {"pobj", "dative", "dobj"}:
        return False
    above = token.head if token.dep_ != "pobj" else token.head.head
    if token.dep_ == "pobj" and token.head.lower_ not in {"to", "for"}:
        return False
    if above.lemma_.lower() in words("reference", "letters", "words") or above.head.lemma_.lower() in words(
        "reference", "letters", "words"
    ):
        return True
    sent = child(above, "dobj", "nsubjpass")
    return sent is not None and sent.i != token.i and sent.lemma_.lower() in words("reference", "letters", "words")
