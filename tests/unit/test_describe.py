"""Accounts to quads: every field is there, and no text of an article can be more than text."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pyoxigraph
import pytest

from graph import ontology, shapes
from graph.describe import CLASS_OF_ACT, CLASS_OF_ENTITY, SCHEME_OF, describe, describe_identity, literal
from graph.errors import DocumentError
from graph.model import (
    Account,
    Act,
    ActType,
    Attribution,
    Basis,
    Deadline,
    Document,
    Entity,
    EntityType,
    Force,
    Frame,
    Holding,
    Identity,
    Item,
    Kind,
    Medium,
    MediumKind,
    Mention,
    Passage,
    Polarity,
    Provenance,
    QuotationMode,
    Realis,
    Request,
    Span,
    Threat,
    When,
)
from graph.ontology import Class, Property

TEXT = "Clerk Ada Quill of the Council wrote on Monday: hand over salt by May 1 under the Act, or we will sue.\n"
ID = "0a1b"


def at(words: str) -> Passage:
    start = TEXT.index(words)
    return Passage(Span(start, start + len(words)), words)


def entity(words: str, sort: EntityType, **fields: object) -> Entity:
    here = at(words)
    whole: dict[str, object] = {
        "id": f"{ID}#agent={here.span.start},{here.span.end}",
        "label": words,
        "type": sort,
        "named": True,
        "mentions": (Mention(here.span, here.text, sort),),
        **fields,
    }
    return Entity(**whole)  # type: ignore[arg-type]


def account() -> Account:
    council = entity("the Council", EntityType.ORGANIZATION)
    holding = Holding("Clerk", "the Council", at("Clerk Ada Quill of the Council"))
    ada = entity("Ada Quill", EntityType.PERSON, posts=(holding,), owner=council.id)
    we = entity("we", EntityType.COLLECTIVE, named=False, members=(ada.id,))
    source = Mention(at("Ada Quill").span, "Ada Quill", EntityType.PERSON)
    frame = Frame(
        act=ActType.REQUEST,
        trigger=at("hand over"),
        evidence=Passage(Span(0, len(TEXT) - 1), TEXT[:-1]),
        sense="hand.01",
        time=When(at("on Monday")),
        attribution=Attribution(source, QuotationMode.DIRECT, at("wrote")),
    )
    shared = {
        "frames": (frame,),
        "requester": (ada.id,),
        "recipient": (),
        "on_behalf_of": (council.id,),
        "medium": Medium(MediumKind.LETTER, at("wrote")),
        "made_on": dt.date(2026, 3, 2),
        "made_on_basis": Basis.COMPUTED,
        "polarity": Polarity.AFFIRMED,
        "realis": Realis.ACTUAL,
        "attributed_to": (ada.id,),
        "confidence": 0.9,
    }
    threat = Threat(
        id=f"{ID}#act=90,98",
        item=(),
        instrument=(Item(f"{ID}#item=98,101", "sue", (at("sue"),)),),
        condition=at("or we will sue"),
        **shared,  # type: ignore[arg-type]
    )
    request = Request(
        id=f"{ID}#act=48,57",
        item=(Item(f"{ID}#item=58,62", "salt", (at("salt"),)),),
        kind=Kind.ACTION,
        force=Force.ORDER,
        deadline=Deadline("by May 1", dt.date(2026, 5, 1), Basis.READ, dt.date(2026, 3, 2), at("by May 1")),
        legal_basis=at("under the Act"),
        reason=at("Monday"),
        condition=at("salt"),
        backed_by=(threat.id,),
        escalates=None,
        **shared,  # type: ignore[arg-type]
    )
    document = Document(ID, TEXT, "Salt", "A. Writer", "The Paper", dt.date(2026, 3, 6), "https://paper.example/1")
    return Account(document, Provenance("rules", "1.2", "small 3.8"), (council, ada, we), (request, threat))


def local(name: str) -> str:
    return f"<{ontology.local_iri(f'{ID}#{name}')}>"


@pytest.mark.parametrize(
    ("subject", "term", "value"),
    [
        ("act=48,57", Property.REQUESTER, local("agent=6,15")),
        ("act=48,57", Property.ON_BEHALF_OF, local("agent=19,30")),
        ("act=48,57", Property.ATTRIBUTED_TO, local("agent=6,15")),
        ("act=48,57", Property.ITEM, local("item=58,62")),
        ("act=48,57", Property.KIND, f"<{ontology.NAMESPACE}kind-action>"),
        ("act=48,57", Property.FORCE, f"<{ontology.NAMESPACE}force-order>"),
        ("act=48,57", Property.MEDIUM, f"<{ontology.NAMESPACE}medium-letter>"),
        ("act=48,57", Property.MEDIUM_TEXT, '"wrote"'),
        ("act=48,57", Property.MADE_ON, f'"2026-03-02"^^<{ontology.XSD}date>'),
        ("act=48,57", Property.MADE_ON_BASIS, f"<{ontology.NAMESPACE}basis-computed>"),
        ("act=48,57", Property.MADE_ON_PASSAGE, local("char=37,46")),
        ("act=48,57", Property.DUE, f'"2026-05-01"^^<{ontology.XSD}date>'),
        ("act=48,57", Property.DUE_TEXT, '"by May 1"'),
        ("act=48,57", Property.DUE_BASIS, f"<{ontology.NAMESPACE}basis-read>"),
        ("act=48,57", Property.DUE_ANCHOR, f'"2026-03-02"^^<{ontology.XSD}date>'),
        ("act=48,57", Property.LEGAL_BASIS, local("char=72,85")),
        ("act=48,57", Property.REASON, local("char=40,46")),
        ("act=48,57", Property.CONDITION, local("char=58,62")),
        ("act=48,57", Property.BACKED_BY, local("act=90,98")),
        ("act=48,57", Property.QUOTATION_MODE, f"<{ontology.NAMESPACE}quotation-direct>"),
        ("act=48,57", Property.CUE, local("char=31,36")),
        ("act=48,57", Property.SENSE, '"hand.01"'),
        ("act=48,57", Property.CONFIDENCE, f'"0.9"^^<{ontology.XSD}decimal>'),
        ("act=90,98", Property.INSTRUMENT, local("item=98,101")),
        ("act=90,98", Property.CONDITION, local("char=87,101")),
        ("agent=6,15", Property.OFFICE_OF, local("agent=19,30")),
        ("agent=90,92", Property.MEMBER_NAMED, local("agent=6,15")),
        ("agent=90,92", Property.NAMED, f'"false"^^<{ontology.XSD}boolean>'),
    ],
)
def test_a_field_is_a_quad(subject: str, term: Property, value: str) -> None:
    line = f"{local(subject)} <{term}> {value} <{ontology.graph_iri(ID)}> ."
    assert line in describe(account()).splitlines()


def test_the_account_keeps_to_every_shape() -> None:
    told = account()
    identities = [Identity(e.id, e.id, e.label, e.type, "alone") for e in told.entities]
    report = shapes.validate(describe(told) + describe_identity(identities))
    assert report.conforms, report.text


def test_what_is_not_stated_is_not_there() -> None:
    told = account()
    bare = replace(told, document=Document(ID, TEXT), acts=(), entities=())
    lines = describe(bare).splitlines()
    assert len(lines) == 9  # four of the document (sort, id, language, fingerprint), five of the extraction
    assert not any("title" in line or "issued" in line for line in lines)


def test_every_sort_has_a_class_and_every_scheme_an_enumeration() -> None:
    assert set(CLASS_OF_ENTITY) == set(EntityType)
    assert {sort.__name__ for sort in CLASS_OF_ACT} == {sort.__name__ for sort in Act.__subclasses__()}
    assert set(SCHEME_OF.values()) == set(ontology.Scheme) - {ontology.Scheme.REVIEW}
    assert {*CLASS_OF_ENTITY.values(), *CLASS_OF_ACT.values()} < set(Class)


def test_a_passage_says_on_which_page_it_begins() -> None:
    def pages(starts: tuple[int, ...]) -> set[str]:
        paged = replace(account(), document=replace(account().document, pages=starts))
        return {line for line in describe(paged).splitlines() if f"<{Property.PAGE}>" in line}

    quill, salt = at("Ada Quill").span, at("salt").span
    assert pages(()) == set()
    found = pages((0, 0, salt.start))  # the first page is empty
    for span, number in ((quill, 2), (salt, 3)):
        node = ontology.passage_iri(ID, span.start, span.end)
        [line] = [line for line in found if line.startswith(f"<{node}>")]
        assert f'"{number}"^^' in line


@pytest.mark.parametrize(
    "negated", [{"polarity": Polarity.NEGATED}, {"realis": Realis.PLANNED}, {"kind": Kind.QUESTION}]
)
def test_asked_is_stated_of_requests_that_were_made(negated: dict[str, object]) -> None:
    told = account()
    made = replace(told.acts[0], recipient=(told.entities[0].id,))
    assert f"<{Property.ASKED}>" in describe(replace(told, acts=(made,)))
    assert f"<{Property.ASKED}>" not in describe(replace(told, acts=(replace(made, **negated),)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        'say "no"',
        "back\\slash",
        "two\nlines\r\n",
        "tab\tbell\x07nul\x00",
        "\x7f\x85\u2028\ufffe\uffff",
        "😀",
        "",
        "> . #",
        "\\u0041",
    ],
)
def test_a_literal_comes_back_from_the_parser(text: str) -> None:
    quads = list(pyoxigraph.parse(f"<urn:a> <urn:b> {literal(text)} .", format=pyoxigraph.RdfFormat.N_QUADS))
    assert [quad.object for quad in quads] == [pyoxigraph.Literal(text)]
    assert "\n" not in literal(text)


@pytest.mark.parametrize("text", ["\ud800", "half \udc00 of it"])
def test_half_a_character_does_not_pass(text: str) -> None:
    with pytest.raises(DocumentError, match="lone surrogate"):
        literal(text)


def test_a_title_cannot_add_quads() -> None:
    told = account()
    hostile = '" <urn:g> .\n<urn:a> <urn:b> <urn:c> .\n#'
    quads = list(
        pyoxigraph.parse(
            describe(replace(told, document=replace(told.document, title=hostile))),
            format=pyoxigraph.RdfFormat.N_QUADS,
        )
    )
    assert pyoxigraph.NamedNode("urn:a") not in {quad.subject for quad in quads}
    assert pyoxigraph.Literal(hostile) in {quad.object for quad in quads}


@pytest.mark.parametrize(
    ("number", "text"), [(1.0, "1"), (0.0, "0"), (0.5, "0.5"), (0.123456, "0.1235"), (1e-9, "0"), (0.1, "0.1")]
)
def test_confidence_is_written_as_a_store_writes_it_back(number: float, text: str) -> None:
    told = account()
    assert f'confidence> "{text}"^^' in describe(replace(told, acts=(replace(told.acts[0], confidence=number),)))


def test_two_offices_in_the_same_words_are_two_posts() -> None:
    told = account()
    ada = told.entities[1]
    two = replace(ada, posts=(ada.posts[0], replace(ada.posts[0], title="Mayor")))
    lines = describe(replace(told, entities=(told.entities[0], two, told.entities[2]))).splitlines()
    assert sum("ns/org#holds" in line for line in lines) == 2
