"""The `ontology/` folder as Python sees it: terms, IRIs, named queries and shapes."""

from __future__ import annotations

import re
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

XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_OA = "http://www.w3.org/ns/oa#"
_ORG = "http://www.w3.org/ns/org#"
_PROV = "http://www.w3.org/ns/prov#"
_DCTERMS = "http://purl.org/dc/terms/"


class Class(StrEnum):
    """The classes of askgraph.ttl that a dataset names."""

    REQUEST = f"{NAMESPACE}Request"
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
    SENSE = f"{NAMESPACE}sense"
    NAMED = f"{NAMESPACE}named"
    OFFICE_OF = f"{NAMESPACE}officeOf"
    MEMBER_NAMED = f"{NAMESPACE}memberNamed"
    BODY_TEXT = f"{NAMESPACE}bodyText"
    IDENTIFIED_AS = f"{NAMESPACE}identifiedAs"
    IDENTITY_BASIS = f"{NAMESPACE}identityBasis"
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
