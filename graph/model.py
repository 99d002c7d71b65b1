"""The nouns: what an article says, with its place in the text, and the world that it is about."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

# --------------------------------------------------------------------------------------------------
# Vocabularies. Each is a SKOS scheme in ontology/askgraph.ttl; a test asserts that the two agree.


class ActType(StrEnum):
    """What is done: each value is a class of the ontology."""

    REQUEST = "request"
    RESPONSE = "response"
    THREAT = "threat"
    LEGAL_ACTION = "legal_action"
    OPPOSITION = "opposition"


class Kind(StrEnum):
    """What a request asks for."""

    INFORMATION = "information"
    DOCUMENTS = "documents"
    COMMENT = "comment"
    TESTIMONY = "testimony"
    ACTION = "action"
    MONEY = "money"
    RELEASE = "release"
    PERMISSION = "permission"
    QUESTION = "question"


class Force(StrEnum):
    """How hard a request presses, from weakest to strongest; `rank` gives the order."""

    SUGGEST = "suggest"
    ASK = "ask"
    REQUEST = "request"
    EXHORT = "exhort"
    DEMAND = "demand"
    ORDER = "order"
    SUBPOENA = "subpoena"
    SUE = "sue"

    @property
    def rank(self) -> int:
        """Position in the order of force, 0 the weakest.

        >>> Force.DEMAND.rank > Force.ASK.rank
        True
        """
        return list(Force).index(self)


class MediumKind(StrEnum):
    """The channel through which an act is done."""

    LETTER = "letter"
    EMAIL = "email"
    POST = "post"
    STATEMENT = "statement"
    SPEECH = "speech"
    INTERVIEW = "interview"
    CALL = "call"
    MEETING = "meeting"
    MESSAGE = "message"
    PETITION = "petition"
    MOTION = "motion"
    RESOLUTION = "resolution"
    EXECUTIVE_ORDER = "executive_order"
    COURT_ORDER = "court_order"
    SUBPOENA = "subpoena"
    LAWSUIT = "lawsuit"
    NOTICE = "notice"
    RECORDS_REQUEST = "records_request"
    REPORT = "report"
    OTHER = "other"


class Outcome(StrEnum):
    """What became of a request, as far as the text says."""

    COMPLIED = "complied"
    PARTIAL = "partial"
    REFUSED = "refused"
    NO_RESPONSE = "no_response"
    NOT_REACHED = "not_reached"
    ACKNOWLEDGED = "acknowledged"
    PENDING = "pending"
    WITHDRAWN = "withdrawn"
    CHALLENGED = "challenged"
    MOOT = "moot"


class Basis(StrEnum):
    """How a value came about: in the text, computed from the text, or assumed by a stated convention."""

    READ = "read"
    COMPUTED = "computed"
    ASSUMED = "assumed"


class Polarity(StrEnum):
    """Whether the text says that the act was done or was not done."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"


class Realis(StrEnum):
    """Whether the act happened, or is planned, conditional, possible or general."""

    ACTUAL = "actual"
    PLANNED = "planned"
    CONDITIONAL = "conditional"
    POSSIBLE = "possible"
    GENERIC = "generic"


class EntityType(StrEnum):
    """What sort of thing a mention or entity is; `thing` is anything that is not an agent."""

    PERSON = "person"
    ORGANIZATION = "organization"
    POST = "post"
    COLLECTIVE = "collective"
    PLACE = "place"
    THING = "thing"
    UNKNOWN = "unknown"


class QuotationMode(StrEnum):
    """How the words of a source are given."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class AnchorKind(StrEnum):
    """What a relative date counts from."""

    PUBLICATION = "publication"
    REQUEST = "request"
    EVENT = "event"


# --------------------------------------------------------------------------------------------------
# Text: a document and the passages in it.


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
    """An article as it was read; `id` comes from `text`, and nothing alters `text` after reading."""

    id: str
    text: str
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: dt.date | None = None
    url: str | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """A span and its words, which always agree: `text == document.text[span.start:span.end]`."""

    span: Span
    text: str


# --------------------------------------------------------------------------------------------------
# What the article says: mentions and frames.


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


# --------------------------------------------------------------------------------------------------
# What it is about: entities and acts.


@dataclass(frozen=True, slots=True)
class Holding:
    """An office that a person holds: its title, and the body it belongs to where that is named."""

    title: str
    organization: str | None
    evidence: Passage


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something in one document: the mentions it gathers.

    `id` is the document's IRI and the first mention's offsets; `owner` and `members` are ids of other
    entities. `named` is False for one that is only described ("several sheriffs", "he").
    """

    id: str
    label: str
    type: EntityType
    named: bool
    mentions: tuple[Mention, ...]
    posts: tuple[Holding, ...] = ()
    owner: str | None = None
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is asked for, in clean words (unpaired quotation marks cut), with its passages."""

    id: str
    label: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Deadline:
    """A due date: the words, the date where it can be had, and what that rests on."""

    text: str
    date: dt.date | None
    basis: Basis | None
    anchor: dt.date | None
    evidence: Passage


@dataclass(frozen=True, slots=True)
class Act:
    """Something done, as one document tells it: the frames it gathers.

    Roles hold ids of entities of the same account. Frames are in text order and never empty.
    """

    id: str
    frames: tuple[Frame, ...]
    requester: tuple[str, ...]
    recipient: tuple[str, ...]
    item: tuple[Item, ...]
    on_behalf_of: tuple[str, ...]
    medium: Medium | None
    made_on: dt.date | None
    made_on_basis: Basis | None
    polarity: Polarity
    realis: Realis
    attributed_to: tuple[str, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Request(Act):
    """A request, demand, order, subpoena, appeal or inquiry."""

    kind: Kind
    force: Force
    deadline: Deadline | None
    legal_basis: Passage | None
    reason: Passage | None
    condition: Passage | None
    backed_by: tuple[str, ...]  # ids of threats and legal actions
    escalates: str | None  # id of the earlier act that this one follows up


@dataclass(frozen=True, slots=True)
class Response(Act):
    """An answer, or the lack of one: the recipient is who answers, the requester who had asked."""

    outcome: Outcome
    responds_to: str | None
    as_of: dt.date | None
    as_of_basis: Basis | None


@dataclass(frozen=True, slots=True)
class Threat(Act):
    """A consequence announced; `instrument` is what it would be done with."""

    instrument: tuple[Item, ...]
    condition: Passage | None


@dataclass(frozen=True, slots=True)
class LegalAction(Act):
    """A lawsuit, motion, warrant or appeal: the requester brings it against the recipient."""

    escalates: str | None


@dataclass(frozen=True, slots=True)
class Opposition(Act):
    """A protest or other resistance, kept beside the requests and never counted as one."""


@dataclass(frozen=True, slots=True)
class Account:
    """What one document says of the world: its entities and acts, and who read it how."""

    document: Document
    provenance: Provenance
    entities: tuple[Entity, ...]
    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """A decision that an entity of one document is this agent of the world, and what it rests on.

    `agent` is `agent/<hash>` for one that can be told apart by its name, else the entity's own id.
    """

    entity: str
    agent: str
    label: str
    type: EntityType
    basis: str


# --------------------------------------------------------------------------------------------------
# What a reader of the dataset gets: the ledger. Names are those of ledger.json and of the page.


@dataclass(frozen=True, slots=True)
class Agent:
    """Somebody in the world, over all documents: `id` is an IRI."""

    id: str
    label: str
    type: EntityType


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of an evidence passage that fills a role: offsets count from the document's start."""

    start: int
    end: int
    role: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words behind a fact: `quote == text[start:end]` of the document with the IRI `document`."""

    document: str
    start: int
    end: int
    quote: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline as the ledger shows it."""

    text: str
    date: dt.date | None
    basis: Basis | None


@dataclass(frozen=True, slots=True)
class Pressure:
    """What backs a request: who threatens what, by which instruments, and who says so."""

    agent: tuple[Agent, ...]
    text: str
    instrument: tuple[str, ...]
    said_by: tuple[Agent, ...]
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Status:
    """What became of a request, as of when, and whether that was read, computed or assumed."""

    outcome: Outcome
    as_of: dt.date | None
    basis: Basis | None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One request; what the text does not state is None or empty."""

    id: str
    kind: Kind
    force: Force
    requester: tuple[Agent, ...]
    recipient: tuple[Agent, ...]
    item: tuple[str, ...]
    medium: str | None
    made_on: dt.date | None
    deadline: Due | None
    pressure: Pressure | None
    status: Status | None
    polarity: Polarity
    realis: Realis
    attributed_to: tuple[Agent, ...]
    evidence: tuple[Evidence, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class AgentRecord:
    """What the dataset says of an agent beside its acts: offices held ("chief of staff, DOJ"), named members."""

    agent: Agent
    posts: tuple[str, ...] = ()
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A document as a reader is shown it; `id` is its IRI."""

    id: str
    title: str | None
    publisher: str | None
    author: str | None
    published: dt.date | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything that the page and the exports show: rows by id, agents by id, sources by id."""

    rows: tuple[LedgerRow, ...]
    agents: tuple[AgentRecord, ...]
    sources: tuple[Source, ...]
