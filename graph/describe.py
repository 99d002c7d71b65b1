"""An account of one document to the N-Quads of its named graph, and identity decisions to those of theirs."""

from __future__ import annotations

import bisect
import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Final

from graph import likeness, ontology
from graph.errors import DocumentError
from graph.model import (
    Account,
    Act,
    Basis,
    Document,
    Entity,
    EntityType,
    Force,
    Frame,
    Holding,
    Identity,
    Item,
    Kind,
    LegalAction,
    MediumKind,
    Mention,
    Opposition,
    Outcome,
    Passage,
    Polarity,
    Provenance,
    QuotationMode,
    Realis,
    Request,
    Response,
    Threat,
)
from graph.ontology import Class, Outside, Property, Scheme

CLASS_OF_ENTITY: Final[dict[EntityType, Class]] = {
    EntityType.PERSON: Class.PERSON,
    EntityType.ORGANIZATION: Class.ORGANIZATION,
    EntityType.POST: Class.POST,
    EntityType.COLLECTIVE: Class.COLLECTIVE,
    EntityType.PLACE: Class.PLACE,
    EntityType.THING: Class.THING,
    EntityType.UNKNOWN: Class.AGENT,
}

CLASS_OF_ACT: Final[dict[type[Act], Class]] = {
    Request: Class.REQUEST,
    Response: Class.RESPONSE,
    Threat: Class.THREAT,
    LegalAction: Class.LEGAL_ACTION,
    Opposition: Class.OPPOSITION,
}

SCHEME_OF: Final[dict[type[StrEnum], Scheme]] = {
    Kind: Scheme.KIND,
    Force: Scheme.FORCE,
    MediumKind: Scheme.MEDIUM,
    Outcome: Scheme.OUTCOME,
    Basis: Scheme.BASIS,
    Polarity: Scheme.POLARITY,
    Realis: Scheme.REALIS,
    QuotationMode: Scheme.QUOTATION,
}


def describe(account: Account) -> str:
    """The N-Quads of a document's named graph, sorted, each line once, the same bytes every time.

    Text is written rather than terms built: a store loads it several times faster.
    """
    graph = _Graph(account.document.id, account.document.pages)
    _document(graph, account.document)
    graph.add(graph.document, Property.FINGERPRINT, literal(likeness.fingerprint(account.document.text)))
    _extraction(graph, account.provenance)
    for entity in account.entities:
        _entity(graph, entity)
    for act in account.acts:
        _act(graph, act)
    return graph.text()


def describe_source(document: Document, provenance: Provenance) -> str:
    """What an account begins with, as N-Quads: the document, and who read it how.

    Equal lines mean that a document need not be read again. The fingerprint, which follows from the text, is left out.
    """
    graph = _Graph(document.id)
    _document(graph, document)
    _extraction(graph, provenance)
    return graph.text()


def describe_agent(agent: str, label: str) -> str:
    """The line of the identity graph that names an agent of the world, given by its IRI."""
    return f"<{agent}> <{Outside.LABEL}> {literal(label)} <{ontology.IDENTITY_GRAPH}> .\n"


def describe_identity(identities: Iterable[Identity]) -> str:
    """The N-Quads of the identity graph: who each document's agents are taken to be.

    An agent that is known in its document only is named and sorted there, and not once more.

    >>> from graph.model import EntityType, Identity
    >>> print(describe_identity([Identity("1f0c#agent=0,8", "agent/9b1d", "Ada Quill", EntityType.PERSON, "name")]))
    ... # doctest: +ELLIPSIS
    <https://w3id.org/askgraph/agent/9b1d> <...#type> <https://w3id.org/askgraph#Person> <.../identity> .
    ...
    """
    decided = tuple(identities)
    labels = {describe_agent(ontology.agent_iri(one.agent), one.label) for one in decided if not _stays(one)}
    return "".join(sorted(labels.union(*map(_decision, decided))))


def describe_decisions(identities: Iterable[Identity]) -> str:
    """The same but for the names of agents, which other documents may call otherwise."""
    return "".join(line for one in identities for line in _decision(one))


def _stays(identity: Identity) -> bool:
    """Whether the entity is an agent of its document only."""
    return identity.agent == identity.entity


def _decision(identity: Identity) -> Iterator[str]:
    """Who an entity is, what that rests on, and of what type the agent is, unless its document says that."""
    local, agent = f"<{ontology.local_iri(identity.entity)}>", f"<{ontology.agent_iri(identity.agent)}>"
    yield f"{local} <{Property.IDENTIFIED_AS}> {agent} <{ontology.IDENTITY_GRAPH}> .\n"
    yield f"{local} <{Property.IDENTITY_BASIS}> {literal(identity.basis)} <{ontology.IDENTITY_GRAPH}> .\n"
    if not _stays(identity):
        sort = CLASS_OF_ENTITY[identity.type]
        yield f"{agent} <{Outside.TYPE}> <{sort}> <{ontology.IDENTITY_GRAPH}> .\n"


_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_TO_ESCAPE = re.compile(r'[\x00-\x1f"\\\x7f\ufffe\uffff]')
_SURROGATE = re.compile("[\ud800-\udfff]")


def literal(text: str) -> str:
    r"""A string as N-Triples writes it, escaped as canonical N-Triples does.

    >>> print(literal('say "no"\n'))
    "say \"no\"\n"

    Raises DocumentError on half a surrogate pair, which is no character and which no file can hold.
    """
    if _SURROGATE.search(text):
        raise DocumentError("the text holds half of a character (a lone surrogate)", "Unicode text", "save it as UTF-8")
    return f'"{_TO_ESCAPE.sub(_escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0]) or f"\\u{ord(found[0]):04X}"


def _typed(lexical: str, datatype: str) -> str:
    return f'"{lexical}"^^<{ontology.XSD}{datatype}>'


def _concept(value: StrEnum) -> str:
    return f"<{ontology.concept_iri(SCHEME_OF[type(value)], value)}>"


def _decimal(number: float) -> str:
    """Canonical, as a store would write it back: no trailing zeros, no exponent."""
    return _typed(f"{number:.4f}".rstrip("0").rstrip("."), "decimal")


def _date(day: dt.date | None) -> str | None:
    return None if day is None else _typed(day.isoformat(), "date")


class _Graph:
    """The lines of one named graph in the making; a passage is written out where it is first pointed at."""

    def __init__(self, document_id: str, pages: tuple[int, ...] = ()) -> None:
        self.document_id = document_id
        self._pages = pages
        self.document = f"<{ontology.document_iri(document_id)}>"
        self.name = ontology.graph_iri(document_id)
        self._end = f" <{self.name}> .\n"
        self._lines: list[str] = []
        self._passages: dict[Passage, str] = {}

    def add(self, subject: str, term: str, *values: str | None) -> None:
        """State a value each; None states nothing."""
        for value in values:
            if value is not None:  # joined: a member of an enumeration is formatted at half the speed
                self._lines.append("".join((subject, " <", term, "> ", value, self._end)))

    def passage(self, passage: Passage | None) -> str | None:
        """The node of a passage, described as a Web Annotation resource with one selector of both sorts."""
        if passage is None:
            return None
        return self._passages.get(passage) or self._new_passage(passage)

    def _new_passage(self, passage: Passage) -> str:
        start, end = passage.span.start, passage.span.end
        node = self._passages[passage] = f"<{ontology.passage_iri(self.document_id, start, end)}>"
        selector = f"{self.document[:-1]}#selector={start},{end}>"
        self.add(node, Outside.TYPE, f"<{Class.EVIDENCE}>")
        self.add(node, Outside.HAS_SOURCE, self.document)
        self.add(node, Outside.HAS_SELECTOR, selector)
        self.add(node, Property.PAGE, self._page(start))
        self.add(selector, Outside.TYPE, f"<{Outside.POSITION_SELECTOR}>", f"<{Outside.QUOTE_SELECTOR}>")
        self.add(selector, Outside.START, _typed(str(start), "integer"))
        self.add(selector, Outside.END, _typed(str(end), "integer"))
        self.add(selector, Outside.EXACT, literal(passage.text))
        return node

    def _page(self, start: int) -> str | None:
        """The number of the page on which a character stands; pages without text begin where the next does."""
        page = bisect.bisect_right(self._pages, start)
        return _typed(str(page), "integer") if page else None

    def text(self) -> str:
        return "".join(sorted(set(self._lines)))


def _node(relative_id: str) -> str:
    return f"<{ontology.local_iri(relative_id)}>"


def _optional(text: str | None) -> str | None:
    return None if text is None else literal(text)


def _document(graph: _Graph, document: Document) -> None:
    graph.add(graph.document, Outside.TYPE, f"<{Class.DOCUMENT}>")
    graph.add(graph.document, Outside.IDENTIFIER, literal(document.id))
    graph.add(graph.document, Outside.TITLE, _optional(document.title))
    graph.add(graph.document, Outside.CREATOR, _optional(document.author))
    graph.add(graph.document, Outside.PUBLISHER, _optional(document.publisher))
    graph.add(graph.document, Outside.ISSUED, _date(document.published))
    graph.add(graph.document, Outside.SOURCE, _optional(document.url))
    graph.add(graph.document, Outside.LANGUAGE, literal(document.language))


def _extraction(graph: _Graph, provenance: Provenance) -> None:
    activity = _activity(graph)
    graph.add(activity, Outside.TYPE, f"<{Class.EXTRACTION}>")
    graph.add(activity, Outside.USED, graph.document)
    graph.add(activity, Property.EXTRACTOR, literal(provenance.extractor))
    graph.add(activity, Property.EXTRACTOR_VERSION, literal(provenance.version))
    graph.add(activity, Property.PIPELINE, literal(provenance.pipeline))


def _activity(graph: _Graph) -> str:
    return f"<{graph.name}#activity>"


def _entity(graph: _Graph, entity: Entity) -> None:
    node = _node(entity.id)
    graph.add(node, Outside.TYPE, f"<{CLASS_OF_ENTITY[entity.type]}>")
    graph.add(node, Outside.LABEL, literal(entity.label))
    graph.add(node, Property.NAMED, _typed("true" if entity.named else "false", "boolean"))
    graph.add(node, Property.OFFICE_OF, None if entity.owner is None else _node(entity.owner))
    graph.add(node, Property.MEMBER_NAMED, *map(_node, entity.members))
    mentions = {mention.span: Passage(mention.span, mention.text) for mention in entity.mentions}
    graph.add(node, Property.MENTION, *map(graph.passage, mentions.values()))
    for mention in entity.mentions:
        if mention.antecedent in mentions:
            _antecedent(graph, mention, mentions[mention.antecedent])
    for holding in entity.posts:
        graph.add(node, Outside.HOLDS, _holding(graph, entity, holding))


def _antecedent(graph: _Graph, mention: Mention, antecedent: Passage) -> None:
    here = graph.passage(Passage(mention.span, mention.text))
    if here is not None:
        graph.add(here, Property.ANTECEDENT, graph.passage(antecedent))


def _holding(graph: _Graph, entity: Entity, holding: Holding) -> str:
    """A post is named by its content, since two offices may be given in the same words of evidence."""
    content = "\n".join((entity.id, holding.title, holding.organization or ""))
    digest = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:20]
    node = _node(f"{graph.document_id}#post={digest}")
    graph.add(node, Outside.TYPE, f"<{Class.POST}>")
    graph.add(node, Outside.LABEL, literal(holding.title))
    graph.add(node, Property.BODY_TEXT, _optional(holding.organization))
    graph.add(node, Property.EVIDENCE, graph.passage(holding.evidence))
    return node


def _act(graph: _Graph, act: Act) -> None:
    node = _node(act.id)
    graph.add(node, Outside.TYPE, f"<{CLASS_OF_ACT[type(act)]}>")
    graph.add(node, Outside.GENERATED_BY, _activity(graph))
    graph.add(node, Property.REPORTED_BY, graph.document)
    graph.add(node, Property.REQUESTER, *map(_node, act.requester))
    graph.add(node, Property.RECIPIENT, *map(_node, act.recipient))
    graph.add(node, Property.ON_BEHALF_OF, *map(_node, act.on_behalf_of))
    graph.add(node, Property.ATTRIBUTED_TO, *map(_node, act.attributed_to))
    graph.add(node, Property.ITEM, *(_item(graph, item) for item in act.item))
    graph.add(node, Property.POLARITY, _concept(act.polarity))
    graph.add(node, Property.REALIS, _concept(act.realis))
    graph.add(node, Property.CONFIDENCE, _decimal(act.confidence))
    graph.add(node, Property.MADE_ON, _date(act.made_on))
    graph.add(node, Property.MADE_ON_BASIS, _concept(act.made_on_basis) if act.made_on_basis else None)
    if act.medium:
        graph.add(node, Property.MEDIUM, _concept(act.medium.kind))
        graph.add(node, Property.MEDIUM_TEXT, literal(act.medium.passage.text))
        graph.add(node, Property.MEDIUM_PASSAGE, graph.passage(act.medium.passage))
    for frame in act.frames:
        _frame(graph, node, frame)
    _particulars(graph, node, act)


def _item(graph: _Graph, item: Item) -> str:
    node = _node(item.id)
    graph.add(node, Outside.TYPE, f"<{Class.ITEM}>")
    graph.add(node, Outside.LABEL, literal(item.label))
    graph.add(node, Property.MENTION, *map(graph.passage, item.passages))
    return node


def _frame(graph: _Graph, node: str, frame: Frame) -> None:
    graph.add(node, Property.TRIGGER, graph.passage(frame.trigger))
    graph.add(node, Property.EVIDENCE, graph.passage(frame.evidence))
    graph.add(node, Property.SENSE, literal(frame.sense))
    graph.add(node, Property.MADE_ON_PASSAGE, graph.passage(frame.time.passage) if frame.time else None)
    if frame.attribution:
        graph.add(node, Property.QUOTATION_MODE, _concept(frame.attribution.mode))
        graph.add(node, Property.CUE, graph.passage(frame.attribution.cue))


def _particulars(graph: _Graph, node: str, act: Act) -> None:
    """What only one sort of act has."""
    match act:
        case Request():
            _request(graph, node, act)
        case Response():
            graph.add(node, Property.OUTCOME, _concept(act.outcome))
            graph.add(node, Property.RESPONDS_TO, _node(act.responds_to) if act.responds_to else None)
            graph.add(node, Property.AS_OF, _date(act.as_of))
            graph.add(node, Property.AS_OF_BASIS, _concept(act.as_of_basis) if act.as_of_basis else None)
        case Threat():
            graph.add(node, Property.INSTRUMENT, *(_item(graph, item) for item in act.instrument))
            graph.add(node, Property.CONDITION, graph.passage(act.condition))
        case LegalAction():
            graph.add(node, Property.ESCALATES, _node(act.escalates) if act.escalates else None)


def _request(graph: _Graph, node: str, request: Request) -> None:
    if _was_made(request):
        graph.add(node, Outside.TYPE, f"<{Class.MADE_REQUEST}>")
        for requester in request.requester:
            graph.add(_node(requester), Property.ASKED, *map(_node, request.recipient))
    graph.add(node, Property.KIND, _concept(request.kind))
    graph.add(node, Property.FORCE, _concept(request.force))
    graph.add(node, Property.LEGAL_BASIS, graph.passage(request.legal_basis))
    graph.add(node, Property.REASON, graph.passage(request.reason))
    graph.add(node, Property.CONDITION, graph.passage(request.condition))
    graph.add(node, Property.BACKED_BY, *map(_node, request.backed_by))
    graph.add(node, Property.ESCALATES, _node(request.escalates) if request.escalates else None)
    if request.deadline:
        graph.add(node, Property.DUE, _date(request.deadline.date))
        graph.add(node, Property.DUE_TEXT, literal(request.deadline.text))
        graph.add(node, Property.DUE_BASIS, _concept(request.deadline.basis) if request.deadline.basis else None)
        graph.add(node, Property.DUE_ANCHOR, _date(request.deadline.anchor))
        graph.add(node, Property.DUE_PASSAGE, graph.passage(request.deadline.evidence))


def _was_made(request: Request) -> bool:
    """Whether it counts in the ledger: not one denied, planned or supposed, nor a question in talk."""
    made = request.polarity is Polarity.AFFIRMED and request.realis is Realis.ACTUAL
    return made and request.kind is not Kind.QUESTION
