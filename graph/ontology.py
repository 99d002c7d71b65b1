"""The `ontology/` folder as Python sees it: terms, IRIs, named queries and shapes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from graph.errors import RunError

BASE: Final = "https://w3id.org/askgraph"
NAMESPACE: Final = f"{BASE}#"
IDENTITY_GRAPH: Final = f"{BASE}/identity"
REVIEW_GRAPH: Final = f"{BASE}/review"
INFERENCE_GRAPH: Final = f"{BASE}/inference"
RETELLING_GRAPH: Final = f"{BASE}/retelling"
DECISION_GRAPHS: Final = (IDENTITY_GRAPH, RETELLING_GRAPH, REVIEW_GRAPH, INFERENCE_GRAPH)

XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_OA = "http://www.w3.org/ns/oa#"
_ORG = "http://www.w3.org/ns/org#"
_PROV = "http://www.w3.org/ns/prov#"
_DCTERMS = "http://purl.org/dc/terms/"

PREFIXES: Final = {
    "ask": NAMESPACE,
    "doc": f"{BASE}/document/",
    "agent": f"{BASE}/agent/",
    "extraction": f"{BASE}/extraction/",
    "rdf": _RDF,
    "rdfs": _RDFS,
    "xsd": XSD,
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": _DCTERMS,
    "oa": _OA,
    "org": _ORG,
    "prov": _PROV,
}
"""What queries may use undeclared, and what Turtle and TriG are written with."""


class Class(StrEnum):
    """The classes of askgraph.ttl that a dataset names."""

    REQUEST = f"{NAMESPACE}Request"
    MADE_REQUEST = f"{NAMESPACE}MadeRequest"
    RESPONSE = f"{NAMESPACE}Response"
    THREAT = f"{NAMESPACE}Threat"
    LEGAL_ACTION = f"{NAMESPACE}LegalAction"
    OPPOSITION = f"{NAMESPACE}Opposition"
    ITEM = f"{NAMESPACE}Item"
    AGENT = f"{NAMESPACE}Agent"
    PERSON = f"{NAMESPACE}Person"
    ORGANIZATION = f"{NAMESPACE}Organization"
    POST = f"{NAMESPACE}Post"
    COLLECTIVE = f"{NAMESPACE}Collective"
    PLACE = f"{NAMESPACE}Place"
    THING = f"{NAMESPACE}Thing"
    DOCUMENT = f"{NAMESPACE}Document"
    EVIDENCE = f"{NAMESPACE}Evidence"
    EXTRACTION = f"{NAMESPACE}Extraction"


class Property(StrEnum):
    """The properties of askgraph.ttl that a dataset names."""

    REQUESTER = f"{NAMESPACE}requester"
    RECIPIENT = f"{NAMESPACE}recipient"
    ASKED = f"{NAMESPACE}asked"
    ON_BEHALF_OF = f"{NAMESPACE}onBehalfOf"
    ITEM = f"{NAMESPACE}item"
    KIND = f"{NAMESPACE}kind"
    FORCE = f"{NAMESPACE}force"
    MEDIUM = f"{NAMESPACE}medium"
    MEDIUM_TEXT = f"{NAMESPACE}mediumText"
    MEDIUM_PASSAGE = f"{NAMESPACE}mediumPassage"
    LEGAL_BASIS = f"{NAMESPACE}legalBasis"
    REASON = f"{NAMESPACE}reason"
    CONDITION = f"{NAMESPACE}condition"
    MADE_ON = f"{NAMESPACE}madeOn"
    MADE_ON_BASIS = f"{NAMESPACE}madeOnBasis"
    MADE_ON_PASSAGE = f"{NAMESPACE}madeOnPassage"
    DUE = f"{NAMESPACE}due"
    DUE_TEXT = f"{NAMESPACE}dueText"
    DUE_BASIS = f"{NAMESPACE}dueBasis"
    DUE_ANCHOR = f"{NAMESPACE}dueAnchor"
    DUE_PASSAGE = f"{NAMESPACE}duePassage"
    AS_OF = f"{NAMESPACE}asOf"
    AS_OF_BASIS = f"{NAMESPACE}asOfBasis"
    RESPONDS_TO = f"{NAMESPACE}respondsTo"
    OUTCOME = f"{NAMESPACE}outcome"
    BACKED_BY = f"{NAMESPACE}backedBy"
    INSTRUMENT = f"{NAMESPACE}instrument"
    ESCALATES = f"{NAMESPACE}escalates"
    POLARITY = f"{NAMESPACE}polarity"
    REALIS = f"{NAMESPACE}realis"
    ATTRIBUTED_TO = f"{NAMESPACE}attributedTo"
    QUOTATION_MODE = f"{NAMESPACE}quotationMode"
    CUE = f"{NAMESPACE}cue"
    REPORTED_BY = f"{NAMESPACE}reportedBy"
    CONFIDENCE = f"{NAMESPACE}confidence"
    REVIEW = f"{NAMESPACE}review"
    EVIDENCE = f"{NAMESPACE}evidence"
    TRIGGER = f"{NAMESPACE}trigger"
    MENTION = f"{NAMESPACE}mention"
    ANTECEDENT = f"{NAMESPACE}antecedent"
    PAGE = f"{NAMESPACE}page"
    SENSE = f"{NAMESPACE}sense"
    NAMED = f"{NAMESPACE}named"
    OFFICE_OF = f"{NAMESPACE}officeOf"
    MEMBER_NAMED = f"{NAMESPACE}memberNamed"
    BODY_TEXT = f"{NAMESPACE}bodyText"
    IDENTIFIED_AS = f"{NAMESPACE}identifiedAs"
    IDENTITY_BASIS = f"{NAMESPACE}identityBasis"
    RETELLS = f"{NAMESPACE}retells"
    FINGERPRINT = f"{NAMESPACE}fingerprint"
    EXTRACTOR = f"{NAMESPACE}extractor"
    EXTRACTOR_VERSION = f"{NAMESPACE}extractorVersion"
    PIPELINE = f"{NAMESPACE}pipeline"


class Outside(StrEnum):
    """The terms of other vocabularies that a dataset names."""

    TYPE = f"{_RDF}type"
    LABEL = f"{_RDFS}label"
    POSITION_SELECTOR = f"{_OA}TextPositionSelector"
    QUOTE_SELECTOR = f"{_OA}TextQuoteSelector"
    HAS_SOURCE = f"{_OA}hasSource"
    HAS_SELECTOR = f"{_OA}hasSelector"
    START = f"{_OA}start"
    END = f"{_OA}end"
    EXACT = f"{_OA}exact"
    HOLDS = f"{_ORG}holds"
    GENERATED_BY = f"{_PROV}wasGeneratedBy"
    USED = f"{_PROV}used"
    ALTERNATE_OF = f"{_PROV}alternateOf"
    TITLE = f"{_DCTERMS}title"
    CREATOR = f"{_DCTERMS}creator"
    PUBLISHER = f"{_DCTERMS}publisher"
    ISSUED = f"{_DCTERMS}issued"
    SOURCE = f"{_DCTERMS}source"
    LANGUAGE = f"{_DCTERMS}language"
    IDENTIFIER = f"{_DCTERMS}identifier"


class Scheme(StrEnum):
    """The SKOS schemes: a concept of one is named by the scheme and its notation."""

    KIND = "kind"
    FORCE = "force"
    MEDIUM = "medium"
    OUTCOME = "outcome"
    BASIS = "basis"
    POLARITY = "polarity"
    REALIS = "realis"
    QUOTATION = "quotation"
    REVIEW = "review"


def concept_iri(scheme: Scheme, notation: str) -> str:
    """The concept of a scheme that has this notation.

    >>> concept_iri(Scheme.FORCE, "demand")
    'https://w3id.org/askgraph#force-demand'
    """
    return f"{NAMESPACE}{scheme}-{notation}"


def notation(concept: str) -> str:
    """The notation of a concept, which is the value of the enumeration in `graph.model`.

    >>> notation("https://w3id.org/askgraph#outcome-no_response")
    'no_response'
    """
    return concept.rpartition("#")[2].partition("-")[2]


# Ids are made of hexadecimal digits and offsets; anything else would be text of an article in an IRI.
_LOCAL_ID = re.compile(r"[0-9A-Za-z._-]+(#[a-z]+=[0-9A-Za-z,]+)?")


def local_iri(relative_id: str) -> str:
    """The IRI of something in one document, from its id in the model.

    >>> local_iri("1f0c#act=10,15")
    'https://w3id.org/askgraph/document/1f0c#act=10,15'
    """
    if not _LOCAL_ID.fullmatch(relative_id):
        raise ValueError(f"an id is a document's id, or that with #name=start,end, found {relative_id!r}")
    return f"{BASE}/document/{relative_id}"


def document_iri(document_id: str) -> str:
    """The IRI of a document.

    >>> document_iri("1f0c")
    'https://w3id.org/askgraph/document/1f0c'
    """
    return local_iri(document_id)


def passage_iri(document_id: str, start: int, end: int) -> str:
    """The IRI of a passage, in characters of the document.

    >>> passage_iri("1f0c", 0, 8)
    'https://w3id.org/askgraph/document/1f0c#char=0,8'
    """
    return f"{document_iri(document_id)}#char={start},{end}"


def graph_iri(document_id: str) -> str:
    """The named graph that holds what was read from a document.

    >>> graph_iri("1f0c")
    'https://w3id.org/askgraph/extraction/1f0c'
    """
    return document_iri(document_id).replace("/document/", "/extraction/")


def agent_iri(agent_id: str) -> str:
    """The IRI of an agent of the world: its id is `agent/` and a hash, or that of an unnamed one in its document.

    >>> agent_iri("agent/9b1d")
    'https://w3id.org/askgraph/agent/9b1d'
    >>> agent_iri("1f0c#agent=0,8")
    'https://w3id.org/askgraph/document/1f0c#agent=0,8'
    """
    tail = agent_id.removeprefix(f"{BASE}/agent/").removeprefix(f"{BASE}/document/").removeprefix("agent/")
    return local_iri(tail) if "#" in tail else local_iri(tail).replace("/document/", "/agent/")


@cache
def folder() -> Path:
    """Where the ontology is: inside the installed package, else beside it in a checkout."""
    package = Path(str(files("graph")))
    for place in (package / "ontology_files", package.parent / "ontology"):
        if (place / "askgraph.ttl").is_file():
            return place
    raise RunError("the ontology's files are missing", "askgraph.ttl beside the package", "install askgraph again")


@cache
def ledger_query(name: str) -> str:
    """The text of a query in queries/ledger/, by which `graph.ledger` reads the dataset."""
    return (folder() / "queries" / "ledger" / f"{name}.rq").read_text(encoding="utf-8")


@cache
def rules() -> Mapping[str, str]:
    """The texts of the rules in rules/ by their names: what follows from a dataset and the ontology.

    >>> sorted(rules())
    ['force', 'inverse', 'kind', 'subclass', 'subproperty']
    """
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((folder() / "rules").glob("*.rq"))}


@dataclass(frozen=True, slots=True)
class Value:
    """What a parameter is bound to: a literal's text and the IRI of its datatype, or an IRI with none."""

    text: str
    datatype: str | None


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a named query that is given from outside; without its default it must be, unless it is optional."""

    name: str
    datatype: str  # "iri", or xsd: and a name
    description: str
    default: str | None = None
    optional: bool = False

    def value(self, text: str) -> Value:
        """The text as a term of this parameter's datatype, checked.

        >>> Parameter("on", "xsd:date", "The day to look from.").value("2026-03-06")
        Value(text='2026-03-06', datatype='http://www.w3.org/2001/XMLSchema#date')
        """
        wanted, is_right = _DATATYPES[self.datatype]
        bare = text[1:-1] if self.datatype == "iri" and text.startswith("<") and text.endswith(">") else text
        if not is_right(bare):
            raise RunError(f"{self.name} is {text!r}", wanted, self.description)
        return Value(bare, None if self.datatype == "iri" else self.datatype.replace("xsd:", XSD))


def _is_date(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


_DATATYPES: Final[dict[str, tuple[str, Callable[[str], bool]]]] = {
    "iri": (
        "an IRI as queries print it, such as doc:459b1cfc63d289533817, or a whole one",
        lambda text: re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]+", text) is not None,
    ),
    "xsd:date": ("a date such as 2026-03-06", _is_date),
    "xsd:integer": ("a whole number", lambda text: re.fullmatch(r"-?[0-9]{1,9}", text) is not None),
    "xsd:string": ("some words", lambda text: bool(text)),
}


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A question that has a name: its file in queries/ begins with it, and declares what it needs to be told."""

    name: str
    question: str
    text: str
    parameters: tuple[Parameter, ...]
    whole: str | None = None
    """The same question in the form that is fast where no optional parameter is given: a file in queries/whole/."""

    def text_for(self, given: Iterable[str]) -> str:
        """The text to ask when these parameters are given: rows of few things are looked up, of all joined.

        >>> query("evidence").text_for({"request"}) == query("evidence").text_for(())
        False
        """
        narrowing = {parameter.name for parameter in self.parameters if parameter.optional}
        return self.text if self.whole is None or narrowing.intersection(given) else self.whole

    def values(self, given: Mapping[str, str]) -> dict[str, Value]:
        """What its variables are to be bound to: what is given, checked, and the defaults.

        >>> query("due-soon").values({"on": "2026-03-06"})["days"].text
        '7'
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in given:
            if name not in known:
                raise RunError(f"{self.name} has no parameter {name!r}", _listed(known), "check the name")
        texts = {name: given.get(name, parameter.default) for name, parameter in known.items()}
        for name, text in texts.items():
            if text is None and not known[name].optional:
                wanted, described = _DATATYPES[known[name].datatype][0], known[name].description
                raise RunError(f"{self.name} is not told {name!r}", wanted, f"bind {name}: {described}")
        return {name: known[name].value(text) for name, text in texts.items() if text is not None}


def _listed(names: Mapping[str, object]) -> str:
    return f"one of {', '.join(names)}" if names else "none"


_PARAMETER = re.compile(
    r"parameter (?P<name>\w+) \((?P<datatype>iri|xsd:\w+)(?:, default (?P<default>[^)]+)|(?P<optional>, optional))?\): "
    r"(?P<description>.+)"
)


@cache
def queries() -> tuple[NamedQuery, ...]:
    """The named queries, in the order of their names.

    >>> [query.question for query in queries() if query.name == "mutual"]
    ['Who asked one another?']
    """
    return tuple(_named_query(path) for path in sorted((folder() / "queries").glob("*.rq")))


def query(name: str) -> NamedQuery:
    """The query of this name, however its words are joined.

    >>> query("who_requested_what").question
    'Who requested what from whom?'
    """
    for named in queries():
        if named.name == name.replace("_", "-"):
            return named
    known = ", ".join(named.name for named in queries())
    raise RunError(f"there is no query {name!r}", f"one of {known}", "or give the path of a file that ends in .rq")


def _named_query(path: Path) -> NamedQuery:
    text = path.read_text(encoding="utf-8")
    comments = [line.removeprefix("# ") for line in text.splitlines() if line.startswith("# ")]
    found = filter(None, map(_PARAMETER.fullmatch, comments))
    whole = path.parent / "whole" / path.name
    as_whole = whole.read_text(encoding="utf-8") if whole.exists() else None
    return NamedQuery(path.stem, comments[0], text, tuple(map(_parameter, found)), as_whole)


def _parameter(declared: re.Match[str]) -> Parameter:
    return Parameter(
        name=declared["name"],
        datatype=declared["datatype"],
        description=declared["description"],
        default=declared["default"],
        optional=declared["optional"] is not None,
    )
