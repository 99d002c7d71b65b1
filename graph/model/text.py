"""What a text says: a document, the passages in it, its mentions and frames."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, replace

from graph.model.vocabulary import (
    ActType,
    AnchorKind,
    Basis,
    EntityType,
    Force,
    Kind,
    MediumKind,
    Outcome,
    Polarity,
    QuotationMode,
    Realis,
)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters of `Document.text`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, found {self.start},{self.end}")

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character.

        >>> Span(0, 4).overlaps(Span(3, 9)), Span(0, 4).overlaps(Span(4, 9))
        (True, False)
        """
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether every character of `other` is in this one.

        >>> Span(0, 9).contains(Span(3, 9))
        True
        """
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Document:
    """An article as it was read; `id` comes from `text`, and nothing alters `text` after reading.

    `pages` are the offsets at which its pages begin; empty where it has none. Where another paper has printed the
    same text, `reprint` is this one's, with an id of its own.
    """

    id: str
    text: str
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: dt.date | None = None
    url: str | None = None
    language: str = "en"
    pages: tuple[int, ...] = ()

    def reprint(self) -> Document:
        """The document as one of several with its text, told from the others by who published it where."""
        return replace(self, id=identify(self.text, self.publisher, self.url))


def identify(text: str, *printing: str | None) -> str:
    """The id of a document with this text: 20 hexadecimal digits of its SHA-256.

    >>> identify("The mayor asked for the files.")
    'bd9388ec931ae432bffc'
    """
    content = "\0".join((text, *(part or "" for part in printing)))
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:20]


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """A span and its words, which always agree: `text == document.text[span.start:span.end]`."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class PostTitle:
    """An office named beside its holder: "chief of staff", at "DOJ"."""

    title: Passage
    organization: Passage | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names or describes something.

    `name` is the part that names it, titles and parties cut off ("Pam Bondi" of "Attorney General Pam
    Bondi"); `antecedent` is the earlier mention that it refers back to, `owner` the mention that it
    belongs to ("His" of "His office"), `members` the mentions that it is said to include.
    """

    span: Span
    text: str
    type: EntityType
    name: Passage | None = None
    post: PostTitle | None = None
    antecedent: Span | None = None
    owner: Span | None = None
    members: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Medium:
    """The channel, and the words that say so."""

    kind: MediumKind
    passage: Passage


@dataclass(frozen=True, slots=True)
class Offset:
    """A distance in time: `amount` of `unit`, a unit being day, business_day, week, month, year or hour."""

    amount: int
    unit: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a relative date counts from; `passage` names the event ("the order") where there is one."""

    kind: AnchorKind
    passage: Passage | None = None


@dataclass(frozen=True, slots=True)
class When:
    """A time in the words of the text, with its date where the document alone decides it.

    `date` is None with an `anchor` and an `offset` where the date hangs on another act ("within 30
    days"): resolve computes it. `date` is None without them where the words give no day.
    """

    passage: Passage
    date: dt.date | None = None
    basis: Basis | None = None
    anchor: Anchor | None = None
    offset: Offset | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says so: the source in the text, the cue ("said"), and how the words are given."""

    source: Mention
    mode: QuotationMode
    cue: Passage | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """One place in the text that speaks of an act.

    The roles keep their sides through an exchange: `requester` is the side that asks, threatens or
    sues, `recipient` the side that is asked, threatened, sued or answers. Of a response,
    `requester` is who had asked and `recipient` is who answers (or does not). `item` is what is asked
    for, threatened or sought. Roles that the text does not fill are empty. `target` is the trigger of
    the frame that this one answers, backs or continues, where the sentence itself says so.
    `evidence` is the sentence. `why` says which sense, pattern and features made it so.
    """

    act: ActType
    trigger: Passage
    evidence: Passage
    sense: str
    force: Force | None = None
    kind: Kind | None = None
    requester: tuple[Mention, ...] = ()
    recipient: tuple[Mention, ...] = ()
    item: tuple[Mention, ...] = ()
    on_behalf_of: tuple[Mention, ...] = ()
    medium: Medium | None = None
    time: When | None = None
    deadline: When | None = None
    legal_basis: Passage | None = None
    reason: Passage | None = None
    condition: Passage | None = None
    instrument: tuple[Passage, ...] = ()
    outcome: Outcome | None = None
    target: Span | None = None
    polarity: Polarity = Polarity.AFFIRMED
    realis: Realis = Realis.ACTUAL
    attribution: Attribution | None = None
    confidence: float = 1.0
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Provenance:
    """Which extractor and language pipeline, in which versions, made an extraction."""

    extractor: str
    version: str
    pipeline: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """One document's mentions and frames: one line on disk, one gold case, one named graph.

    `losses` says, a sentence each, which frames were found and could not be kept.
    """

    document: Document
    mentions: tuple[Mention, ...]
    frames: tuple[Frame, ...]
    provenance: Provenance
    losses: tuple[str, ...] = ()
