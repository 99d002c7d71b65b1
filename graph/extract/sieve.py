"""The words of a text to whether it may tell of an act at all: what cannot is not worth a parse.

Only words are compared, as they are written. What an extractor would find lets itself be found here: of
each trigger of the lexicon and the tables every inflection, and the words that its senses need beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from graph.extract import exchange, words
from graph.extract.features import lemma_feature
from graph.extract.judge import trained
from graph.extract.lexicon import Demands, Sense, all_senses
from graph.extract.proposals import NO_REQUEST
from graph.extract.requests import SPOKEN

_QUOTING = ('"', "“")  # marks that may open a quotation, in which any verb may bid somebody do something
_SAID = "(said)"  # stands among the words of a paragraph that tells what somebody says


@dataclass(frozen=True, slots=True)
class _Trigger:
    lemma: str
    demands: Demands

    def may_tell(self, found: AbstractSet[str]) -> bool:
        return self.lemma in found and self.demands.may_be_met(found)


class Sieve:
    """Tells apart what may hold an act and what cannot; `inflected` gives every form that a lemma is read from."""

    def __init__(self, inflected: Callable[[str], Iterable[str]]) -> None:
        self._triggers = (*_asking(), *_telling())
        lemmas = {trigger.lemma for trigger in self._triggers}
        demanded = {word for trigger in self._triggers for word in trigger.demands.words()}
        self._lemmas: Mapping[str, frozenset[str]] = _by_form(lemmas | demanded, inflected)
        self._speech = {form for lemma in words.table("speech") for form in (lemma, *inflected(lemma))}

    def may_tell(self, paragraph: Iterable[str]) -> bool:
        """Whether a paragraph of these words, in small letters, may hold an act of any kind."""
        written = frozenset(paragraph)
        if any(mark in word for word in written for mark in _QUOTING):
            return True
        found = set(written).union(*(self._lemmas[word] for word in written if word in self._lemmas))
        if not self._speech.isdisjoint(written):
            found.add(_SAID)
        return any(trigger.may_tell(found) for trigger in self._triggers)


def _asking() -> Iterator[_Trigger]:
    """What may ask: where the judge knows the word it needs no rule, else a sense must be met."""
    senses: dict[tuple[str, str], list[Sense]] = defaultdict(list)
    for sense in all_senses():
        senses[sense.lemma.lower(), sense.pos].append(sense)
    for (lemma, pos), held in senses.items():
        known = lemma_feature(lemma, pos) in trained().sense and any(sense.frame not in SPOKEN for sense in held)
        yield _Trigger(lemma, Demands(((),)) if known else _demanded(held))


def _demanded(senses: Iterable[Sense]) -> Demands:
    found: list[tuple[frozenset[str], ...]] = []
    for sense in senses:
        spoken = (frozenset({_SAID}),) if sense.frame in SPOKEN else ()
        if sense.frame != NO_REQUEST:
            found += [(*one, *spoken) for one in Demands.of(sense.needs).alternatives]
    return Demands(tuple(found))


def _telling() -> Iterator[_Trigger]:
    """What may answer, threaten or sue; what needs a request beside it tells no more than the request does."""
    for name in exchange.TABLES:
        for word, row in exchange.all_words(name):
            if row.act is not None:
                yield _Trigger(word, row.demands)


def _by_form(lemmas: Iterable[str], inflected: Callable[[str], Iterable[str]]) -> dict[str, frozenset[str]]:
    """The lemmas of interest by the forms that they are read from."""
    found: dict[str, set[str]] = defaultdict(set)
    for lemma in lemmas:
        for form in (lemma, *inflected(lemma)):
            found[form].add(lemma)
    return {form: frozenset(held) for form, held in found.items()}
