"""Whose words a stretch of text is, and to whom: a quotation's source, or a letter's writer and its addressee."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from graph.extract import clause, syntax, words
from graph.extract.agency import is_agent
from graph.extract.mentions import covering
from graph.extract.quotation import Quotation
from graph.extract.reading import Reading
from graph.model import MediumKind, Mention, Span

FIRST_PERSON = frozenset("i we me us my our mine ours myself ourselves".split())
_SECOND_PERSON = frozenset("you your yours yourself yourselves".split())
_SALUTATION = re.compile(r"(?:^|[“\"])Dear ([^\n:,]{2,80})[:,]", re.MULTILINE)
_PAPERS = frozenset({MediumKind.LETTER, MediumKind.EMAIL, MediumKind.PETITION})


@dataclass(frozen=True, slots=True)
class Voices:
    """Who "I" and who "you" are; None where the text does not say."""

    speaker: Mention | None
    addressee: Mention | None

    def meant(self, mention: Mention) -> Mention:
        """The mention, going back to the speaker or the addressee where it is a pronoun for one."""
        word = mention.text.lower()
        who = self.speaker if word in FIRST_PERSON else self.addressee if word in _SECOND_PERSON else None
        if who is None or who.span == mention.span:
            return mention
        return replace(mention, antecedent=who.span, type=who.type)


def voices(reading: Reading, quotation: Quotation | None) -> Voices:
    """Who speaks in a quotation; outside of one, who wrote the document, and whom it greets."""
    if quotation is not None:
        return Voices(reading.mention(quotation.source) if quotation.source else None, _written_to(reading, quotation))
    return Voices(_writer(reading), _greeted(reading))


def _written_to(reading: Reading, quotation: Quotation) -> Mention | None:
    """Whom quoted words were written to: "wrote to the mayor", "said in a letter to the mayor", "Dear Mayor".

    Whoever somebody told something may be a reporter who only passes it on.
    """
    greeted = (_greeted_in(reading, span) for span in quotation.content)
    if (found := next(filter(None, greeted), None)) is not None:
        return found
    verb = clause.root(reading.doc, quotation.cue) if quotation.cue else None
    if verb is None:
        return None
    near = (noun for link in syntax.prepositions(verb, "in", "by", "via") for noun in syntax.objects(link))
    papers = [noun for noun in near if words.medium(noun) in _PAPERS]
    writing = [verb] if verb.lemma_ in words.WRITING else []
    links = (link for above in (*writing, *papers) for link in syntax.prepositions(above, "to"))
    found_in = (clause.phrase(noun) for link in links for noun in syntax.objects(link))
    return next((reading.mention(span) for span in found_in if is_agent(reading, span)), None)


def _writer(reading: Reading) -> Mention | None:
    author = reading.document.author
    return next((m for m in reading.mentions if author and author in (m.text, m.name and m.name.text)), None)


def _greeted(reading: Reading) -> Mention | None:
    return _greeted_in(reading, Span(0, len(reading.document.text)))


def _greeted_in(reading: Reading, within: Span) -> Mention | None:
    salutation = _SALUTATION.search(reading.document.text, within.start, within.end)
    return covering(reading.mentions, Span(*salutation.span(1))) if salutation else None
