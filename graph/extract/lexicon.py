"""From a word to its senses that may ask for something: their frames, force and kind, read from data/lexicon.tsv."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from graph.extract import words
from graph.extract.found import Candidate
from graph.extract.mistagged import is_verb
from graph.extract.tables import rows
from graph.model import Force, Kind

ROLES = ("requester", "recipient", "item")
_NATURES: Mapping[str, Callable[[Token], bool]] = {
    "who": words.is_agent,
    "what": lambda token: not words.is_agent(token),
    "deed": lambda token: not words.is_agent(token) and words.is_deed(token),
    "granted": words.is_granted,
}
ASKED = "(asked)"  # stands among the words of a sentence that holds a request
LATELY = "(lately)"  # stands among the words of a sentence that holds a request, or follows one
_PREPOSITIONS = frozenset(
    "about after against as at below by for from in into of off on out outside over since that to upon with".split()
)
_OF_A_WORD = frozenset(
    {"adv", "after", "aux", "intj", "item", "joined", "prt", "when"}
)  # slots that go on with their word
_POS = {"VERB": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj", "AUX": "modal"}


@dataclass(frozen=True, slots=True)
class Pattern:
    """A slot as the tables write it: `for`, `for*`, `obj@who`, `obj@what`, `for=comment|help`, `!subj`.

    >>> Pattern.parse("inf*").prefix, Pattern.parse("!subj").negated, Pattern.parse("obj@who").nature
    (True, True, 'who')
    """

    slot: str
    prefix: bool = False
    negated: bool = False
    nature: str = ""
    words: frozenset[str] = frozenset()

    @classmethod
    def parse(cls, text: str) -> Pattern:
        """The pattern that the text writes."""
        bare = text.removeprefix("!")
        slot, _, listed = bare.partition("=")
        slot, _, nature = slot.partition("@")
        return cls(
            slot=slot.removesuffix("*"),
            prefix=slot.endswith("*"),
            negated=bare != text,
            nature=nature,
            words=frozenset(listed.split("|")) if listed else frozenset(),
        )

    def demands(self) -> tuple[frozenset[str], ...]:
        """What the sentence must hold for this pattern to fit: of each set one word, as it is written or as a lemma.

        >>> [sorted(words) for words in Pattern.parse("obj.for=comment|help").demands()]
        [['for'], ['comment', 'help']]
        """
        if self.negated:
            return ()
        first, _, rest = self.slot.partition(".")
        if first in _OF_A_WORD and rest:
            found = [frozenset({rest, "should"} if rest == "if" else {rest})]
        else:
            parts = [part for part in self.slot.split(".") if part in _PREPOSITIONS and not self.prefix]
            found = [frozenset({part, "upon"} if part == "on" else {part}) for part in parts]
        if first in {"asked", "item"}:
            found.append(frozenset({ASKED}))
        if first == "lately":
            found.append(frozenset({LATELY}))
        return (*found, self.words) if self.words else tuple(found)

    def fits(self, candidate: Candidate) -> bool:
        """Whether a candidate stands in this slot and is of this nature."""
        base = candidate.slot.partition("~")[0]
        if not (base.startswith(self.slot) if self.prefix else base == self.slot):
            return False
        if self.words and candidate.head.lemma_.lower() not in self.words:
            return False
        return not self.nature or _NATURES[self.nature](candidate.head)


@dataclass(frozen=True, slots=True)
class Demands:
    """What a sentence must hold for needs to be met, of each alternative; the words of one set are as good as another.

    To compare words is far quicker than to look for what stands beside a trigger, and most sentences fail at it.
    """

    alternatives: tuple[tuple[frozenset[str], ...], ...]

    @classmethod
    def of(cls, needs: Iterable[Iterable[Pattern]]) -> Demands:
        """The demands of needs, as the tables write them."""
        return cls(tuple(tuple(one for pattern in conditions for one in pattern.demands()) for conditions in needs))

    def words(self) -> frozenset[str]:
        """Every word that is demanded somewhere."""
        return frozenset(word for demanded in self.alternatives for one in demanded for word in one)

    def may_be_met(self, words: AbstractSet[str]) -> bool:
        """Whether the words of a sentence leave it open."""
        return any(all(not words.isdisjoint(one) for one in demanded) for demanded in self.alternatives)


@dataclass(frozen=True, slots=True)
class Sense:
    """One way in which a word asks for something; `needs` are alternatives, each a set of conditions."""

    id: str
    lemma: str
    pos: str
    frame: str
    needs: tuple[tuple[Pattern, ...], ...]
    roles: Mapping[str, tuple[Pattern, ...]]
    force: Force
    kind: Kind | None
    note: str = ""

    def met(self, found: Iterable[Candidate]) -> int | None:
        """Which alternative of the sense's needs is met by what stands beside the trigger, if any is."""
        present = tuple(found)
        return next((i for i, conditions in enumerate(self.needs) if _all_hold(conditions, present)), None)


def _all_hold(conditions: tuple[Pattern, ...], present: tuple[Candidate, ...]) -> bool:
    return all(any(pattern.fits(item) for item in present) is not pattern.negated for pattern in conditions)


def senses(token: Token) -> tuple[Sense, ...]:
    """The senses of a word in the order of the lexicon, none where it cannot ask."""
    pos = "verb" if is_verb(token) else _POS.get(token.pos_, "")
    return _lexicon().get((token.lemma_.lower(), pos), ())


@cache
def all_senses() -> tuple[Sense, ...]:
    """Every line of the lexicon."""
    frames = {row[0]: row[1:] for row in rows("frames")}
    return tuple(_sense(row, frames) for row in rows("lexicon"))


@cache
def _lexicon() -> Mapping[tuple[str, str], tuple[Sense, ...]]:
    table: dict[tuple[str, str], tuple[Sense, ...]] = {}
    for sense in all_senses():
        key = (sense.lemma.lower(), sense.pos)
        table[key] = (*table.get(key, ()), sense)
    return table


def _sense(row: tuple[str, ...], frames: Mapping[str, tuple[str, ...]]) -> Sense:
    name, lemma, pos, frame, needs, force, kind, *note = row
    general, *roles = frames[frame]
    return Sense(
        id=name,
        lemma=lemma,
        pos=pos,
        frame=frame,
        needs=_needs(general if needs == "-" else needs),
        roles={role: _patterns(listed) for role, listed in zip(ROLES, roles, strict=True)},
        force=Force(force),
        kind=None if kind == "-" else Kind(kind),
        note=note[0] if note else "",
    )


def _needs(text: str) -> tuple[tuple[Pattern, ...], ...]:
    return tuple(tuple(map(Pattern.parse, one.split("+"))) for one in text.split("/"))


def _patterns(text: str) -> tuple[Pattern, ...]:
    return () if text == "-" else tuple(map(Pattern.parse, text.split(",")))
