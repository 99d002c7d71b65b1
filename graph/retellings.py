"""A dataset, by its queries, to the acts in it that are told more than once, and to the changes that say so.

Articles of nearly the same text within a few days of each other, as five papers print one dispatch, tell of the same
acts. The first of them to be published keeps its acts; what the others tell of in the same words retells those.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from graph import likeness, ontology
from graph.ontology import Class, Outside, Property

APART: Final = dt.timedelta(days=3)  # a form that is printed every week tells of another event each time
_CHUNK: Final = 200  # documents whose acts are asked for at a time

_Row = Mapping[str, Any]
Edit = tuple[str, str, str]
"""What one graph loses and gets: its IRI, the N-Quads to add and those to remove."""


class Select(Protocol):
    """What runs a SELECT query over the union of a dataset's graphs, as `Store.select` does."""

    def __call__(self, query: str, /) -> Iterable[_Row]: ...


def edits(select: Select) -> tuple[Edit, ...]:
    """The changes after which the dataset says of each act whether it retells another, and counts it but once.

    All is decided anew from the fingerprints of the documents, so the order in which they came does not matter.
    """
    documents = _documents(select)
    alike = _alike(documents)
    held = {(row["s"].value, row["p"].value, row["o"].value) for row in select(_HELD)}
    before = {_document_of(subject) for subject, term, _ in held if term == Property.RETELLS}
    acts = _acts(select, sorted({*alike, *before}))
    first = _first_told(documents, alike, acts)
    wanted = {*_statements(alike, first), *_links(acts, first)}
    lines = _edit(ontology.RETELLING_GRAPH, wanted - held, held - wanted)
    return tuple(edit for edit in (lines, *_counting(acts, first)) if edit[1] or edit[2])


_HELD = f"SELECT ?s ?p ?o {{ GRAPH <{ontology.RETELLING_GRAPH}> {{ ?s ?p ?o }} }}"


@dataclass(frozen=True, slots=True)
class _Printed:
    """A document by what tells it from another printing."""

    iri: str
    published: dt.date | None
    fingerprint: str


def _documents(select: Select) -> tuple[_Printed, ...]:
    """The documents that can be compared, in the order of their days, undated ones last."""
    rows = select(
        f"SELECT ?document ?print ?day {{ ?document <{Property.FINGERPRINT}> ?print "
        f"OPTIONAL {{ ?document <{Outside.ISSUED}> ?day }} }}"
    )
    found = {row["document"].value: _Printed(row["document"].value, _day(row), row["print"].value) for row in rows}
    return tuple(sorted(found.values(), key=lambda one: (one.published or dt.date.max, one.iri)))


def _day(row: _Row) -> dt.date | None:
    day = row.get("day")
    return dt.date.fromisoformat(day.value) if day is not None else None


def _alike(documents: tuple[_Printed, ...]) -> dict[str, list[str]]:
    """By each document those of nearly the same text that come before it; the first has none."""
    earlier: dict[str, list[str]] = {}
    for one, other in likeness.pairs([document.fingerprint for document in documents]):
        before, after = documents[one], documents[other]
        if _are_apart(before, after):
            continue
        earlier.setdefault(before.iri, [])
        earlier.setdefault(after.iri, []).append(before.iri)
    return earlier


def _are_apart(before: _Printed, after: _Printed) -> bool:
    """Whether so much time lies between two that they tell of two events; the very same text tells of one."""
    if before.fingerprint == after.fingerprint or not (before.published and after.published):
        return False
    return after.published - before.published > APART


# --------------------------------------------------------------------------------------------------
# Acts.

_CLASSES: Final = (Class.REQUEST, Class.RESPONSE, Class.THREAT, Class.LEGAL_ACTION, Class.OPPOSITION)
_LINKS: Final = (Property.RESPONDS_TO, Property.BACKED_BY)
_KINDS: Final = (Property.KIND, Property.OUTCOME, Property.POLARITY, Property.REALIS)


@dataclass(slots=True)
class _Act:
    """An act by what tells it from another, and what it is joined to."""

    iri: str
    type: str = ""
    made: bool = False
    facts: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @property
    def document(self) -> str:
        return _document_of(self.iri)

    def signs(self) -> Iterator[object]:
        """By any of these an act is the same as one of another printing: who and what, or the very sentence."""
        kinds = (self.type, *(frozenset(self.facts[term]) for term in _KINDS))
        roles = tuple(frozenset(self.facts[role]) for role in ("requester", "recipient", "item"))
        if any(roles):
            yield "who and what", kinds, roles
        yield "sentence", kinds, frozenset(self.facts["quote"]), frozenset(self.facts["trigger"])

    def links(self) -> Iterator[tuple[str, str, str]]:
        """What its own document joins it to."""
        for term in _LINKS:
            for other in sorted(self.facts[term]):
                if _document_of(other) == self.document:
                    yield self.iri, term, other

    def counts(self) -> bool:
        """Whether it is a request that was made."""
        affirmed = ontology.concept_iri(ontology.Scheme.POLARITY, "affirmed") in self.facts[Property.POLARITY]
        actual = ontology.concept_iri(ontology.Scheme.REALIS, "actual") in self.facts[Property.REALIS]
        question = ontology.concept_iri(ontology.Scheme.KIND, "question") in self.facts[Property.KIND]
        return self.type == Class.REQUEST and affirmed and actual and not question


def _acts(select: Select, documents: list[str]) -> dict[str, list[_Act]]:
    """The acts of these documents, by document and in the order of the text."""
    acts: dict[str, _Act] = {}
    for start in range(0, len(documents), _CHUNK):
        values = " ".join(f"<{document}>" for document in documents[start : start + _CHUNK])
        for row in select(_query(values)):
            iri, name, value = row["act"].value, row["name"].value, row["value"].value
            act = acts.setdefault(iri, _Act(iri))
            if name == Outside.TYPE:
                act.made |= value == Class.MADE_REQUEST
                act.type = value if value in _CLASSES else act.type
            else:
                act.facts[name].add(_folded(value) if name in _WORDS else value)
    told: dict[str, list[_Act]] = defaultdict(list)
    for act in sorted(acts.values(), key=lambda act: (act.document, _place(act.iri))):
        told[act.document].append(act)
    return told


_WORDS: Final = ("requester", "recipient", "item", "quote", "trigger")


def _query(documents: str) -> str:
    """What is to be known of the acts of some documents, each fact with its name."""
    properties = " ".join(f"<{term}>" for term in (Outside.TYPE, *_KINDS, *_LINKS))
    agent = f"<{Property.IDENTIFIED_AS}>/<{Outside.LABEL}>"
    words = f"<{Outside.HAS_SELECTOR}>/<{Outside.EXACT}>"
    paths = {
        "requester": f"<{Property.REQUESTER}>/{agent}",
        "recipient": f"<{Property.RECIPIENT}>/{agent}",
        "item": f"<{Property.ITEM}>/<{Outside.LABEL}>",
        "quote": f"<{Property.EVIDENCE}>/{words}",
        "trigger": f"<{Property.TRIGGER}>/{words}",
    }
    arms = [f"{{ ?act ?name ?value VALUES ?name {{ {properties} }} }}"]
    arms += [f'{{ ?act {path} ?value BIND("{name}" AS ?name) }}' for name, path in paths.items()]
    within = f"VALUES ?document {{ {documents} }} ?act <{Property.REPORTED_BY}> ?document"
    return f"SELECT DISTINCT ?act ?name ?value {{ {within} {' UNION '.join(arms)} }}"


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())


def _document_of(iri: str) -> str:
    return iri.partition("#")[0]


def _place(iri: str) -> tuple[int, int]:
    start, _, end = iri.rpartition("=")[2].partition(",")
    return int(start), int(end)


# --------------------------------------------------------------------------------------------------
# Decisions.


def _first_told(
    documents: tuple[_Printed, ...], alike: Mapping[str, list[str]], acts: Mapping[str, list[_Act]]
) -> dict[str, str]:
    """By each act that retells another, the first telling of it."""
    first: dict[str, str] = {}
    order = {document.iri: number for number, document in enumerate(documents)}
    for document in sorted(alike, key=order.__getitem__):
        taken: set[str] = set()
        for earlier in sorted(alike[document], key=order.__getitem__):
            for act, same in _same(acts.get(document, []), acts.get(earlier, [])):
                original = first.get(same, same)
                if act not in first and original not in taken:
                    first[act] = original
                    taken.add(original)
    return first


def _same(acts: list[_Act], earlier: list[_Act]) -> Iterator[tuple[str, str]]:
    """The acts of two documents that are the same, the nth of a sort with the nth."""
    known = {sign: act.iri for act, signs in _numbered(earlier) for sign in signs}
    for act, signs in _numbered(acts):
        yield from ((act.iri, known[sign]) for sign in signs if sign in known)


def _numbered(acts: list[_Act]) -> Iterator[tuple[_Act, list[tuple[object, int]]]]:
    seen: Counter[object] = Counter()
    for act in acts:
        signs = tuple(act.signs())
        yield act, [(sign, seen[sign]) for sign in signs]
        seen.update(signs)


def _statements(alike: Mapping[str, list[str]], first: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """What the graph of retellings says of documents and of acts."""
    for document, earlier in alike.items():
        if earlier:
            yield document, Outside.ALTERNATE_OF, earlier[0]
    for act, original in first.items():
        yield act, Property.RETELLS, original


def _links(acts: Mapping[str, list[_Act]], first: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """An act that only a later article tells of is joined to the first telling of what it is about.

    An answer that a later article takes for one to another request stays one to that which its first telling answers.
    """
    links = [link for told in acts.values() for act in told for link in act.links()]
    answered = {act for act, term, _ in links if term == Property.RESPONDS_TO}
    for act, term, other in links:
        one, to = first.get(act, act), first.get(other, other)
        if (one, to) == (act, other) or _document_of(one) == _document_of(to):
            continue
        if term == Property.RESPONDS_TO and one != act:
            if one in answered:
                continue
            answered.add(one)
        yield one, term, to


def _counting(acts: Mapping[str, list[_Act]], first: Mapping[str, str]) -> Iterator[Edit]:
    """What makes a request count where it is the first telling, and not count where it is not."""
    for document, told in acts.items():
        graph = ontology.graph_iri(document.removeprefix(f"{ontology.BASE}/document/"))
        now = {(act.iri, str(Outside.TYPE), str(Class.MADE_REQUEST)) for act in told if _is_first(act, first)}
        before = {(act.iri, str(Outside.TYPE), str(Class.MADE_REQUEST)) for act in told if act.made}
        yield _edit(graph, now - before, before - now)


def _is_first(act: _Act, first: Mapping[str, str]) -> bool:
    return act.counts() and act.iri not in first


def _edit(graph: str, added: set[tuple[str, str, str]], removed: set[tuple[str, str, str]]) -> Edit:
    return graph, _lines(graph, added), _lines(graph, removed)


def _lines(graph: str, statements: set[tuple[str, str, str]]) -> str:
    return "".join(f"<{s}> <{p}> <{o}> <{graph}> .\n" for s, p, o in sorted(statements))
