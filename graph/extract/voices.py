"""Whose words a stretch of text is, and to whom: a quotation's source, or a letter's writer and its addressee."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from graph.extract.mentions import covering
from graph.extract.quotation import Quotation
from graph.extract.reading import Reading
from graph.model import Mention, Span

FIRST_PERSON = frozenset("i we me us my our mine ours myself ourselves".split())
_SECOND_PERSON = frozenset("you your yours yourself yourselves".split())
_SALUTATION = re.compile(r"^Dear ([^\n:,]{2,80})[:,]", re.MULTILINE)


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
        return Voices(reading.mention(quotation.source) if quotation.source else None, None)
    return Voices(_writer(reading), _greeted(reading))


def _writer(reading: Reading) -> Mention | None:
    author = reading.document.author
    return next((m for m in reading.mentions if author and m.name and m.name.text == author), None)


def _greeted(reading: Reading) -> Mention | None:
    salutation = _SALUTATION.search(reading.document.text)
    return covering(reading.mentions, Span(*salutation.span(1))) if salutation else None
