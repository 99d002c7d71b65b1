"""Vocabularies: what an act can be, each a SKOS scheme in ontology/askgraph.ttl; a test asserts that the two agree."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

# What a body goes by once its name was told in full: "the Commission". In each document it is short for another name.
SHORT_FOR_BODIES: Final = frozenset(
    "academy administration agency assembly association authority bank board bureau club coalition college commission"
    " committee company corporation council court department division federation foundation fund group hospital"
    " institute league ministry museum office partnership school service society tribunal trust union"
    " university".split()
)


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
