"""The ontology folder: its terms and those of the program are the same, and its shapes do what their names say."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path

import owlrl
import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SH, SKOS

from graph import model, ontology
from graph.errors import RunError
from graph.ontology import Class, Parameter, Property, Scheme, concept_iri
from graph.shapes import by_pyshacl

FOLDER = ontology.folder()
ASK = rdflib.Namespace(ontology.NAMESPACE)
SCHEMA = rdflib.Namespace("https://schema.org/")
VALID = sorted((FOLDER / "examples" / "valid").glob("*.trig"))
INVALID = sorted((FOLDER / "examples" / "invalid").glob("*.ttl"))
MAPPINGS = sorted((FOLDER / "mappings").glob("*.ttl"))

ENUMERATIONS: dict[Scheme, type[StrEnum]] = {
    Scheme.KIND: model.Kind,
    Scheme.FORCE: model.Force,
    Scheme.MEDIUM: model.MediumKind,
    Scheme.OUTCOME: model.Outcome,
    Scheme.BASIS: model.Basis,
    Scheme.POLARITY: model.Polarity,
    Scheme.REALIS: model.Realis,
    Scheme.QUOTATION: model.QuotationMode,
}


@cache
def terms() -> rdflib.Graph:
    return rdflib.Graph().parse(FOLDER / "askgraph.ttl")


@cache
def shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(FOLDER / "shapes" / "data.ttl")


def own(kind: rdflib.URIRef) -> set[str]:
    return {str(term) for term in terms().subjects(RDF.type, kind)}


def notations(scheme: Scheme) -> list[str]:
    concepts = terms().subjects(SKOS.inScheme, ASK[f"{scheme}-scheme"])
    return [str(terms().value(concept, SKOS.notation)) for concept in concepts]


def merged(path: Path) -> rdflib.Graph:
    graph = rdflib.Graph()
    for *triple, _ in rdflib.Dataset(default_union=True).parse(path).quads():
        graph.add((triple[0], triple[1], triple[2]))
    return graph


# --------------------------------------------------------------------------------------------------
# Terms.


@pytest.mark.parametrize("scheme", ENUMERATIONS)
def test_a_scheme_holds_the_values_of_its_enumeration(scheme: Scheme) -> None:
    assert notations(scheme) == [value.value for value in ENUMERATIONS[scheme]]


def test_every_scheme_is_known_to_the_program() -> None:
    assert own(SKOS.ConceptScheme) == {f"{ontology.NAMESPACE}{scheme}-scheme" for scheme in Scheme}
    assert set(Scheme) - set(ENUMERATIONS) == {Scheme.REVIEW}


@pytest.mark.parametrize("scheme", Scheme)
def test_a_concept_is_named_by_its_scheme_and_notation(scheme: Scheme) -> None:
    concepts = {str(concept) for concept in terms().subjects(SKOS.inScheme, ASK[f"{scheme}-scheme"])}
    assert concepts == {concept_iri(scheme, text) for text in notations(scheme)}
    assert sorted(map(ontology.notation, concepts)) == sorted(notations(scheme))


def test_forces_have_their_rank() -> None:
    ranks = {force: terms().value(rdflib.URIRef(concept_iri(Scheme.FORCE, force)), ASK.rank) for force in model.Force}
    assert {force: int(str(rank)) for force, rank in ranks.items()} == {force: force.rank for force in model.Force}


def test_exhort_goes_by_its_other_names() -> None:
    also = {str(label) for label in terms().objects(ASK["force-exhort"], SKOS.altLabel)}
    assert also >= {"call on", "urge", "exhortation"}


def test_the_program_names_the_classes_and_properties_of_the_ontology() -> None:
    unused = {str(ASK.Act), str(ASK.passage), str(ASK.rank)}  # what datasets have by way of what is below them
    unused |= {
        str(ASK[name]) for name in ("answeredBy", "askedBy", "escalatedBy", "forceWithin", "kindWithin")
    }  # and by rule
    assert {term.value for term in Class} == own(OWL.Class) - unused
    assert {term.value for term in Property} == (own(OWL.ObjectProperty) | own(OWL.DatatypeProperty)) - unused


def test_the_ontology_keeps_to_its_style() -> None:
    report = by_pyshacl(terms(), shapes="style")
    assert report.conforms, report.text


def test_style_is_not_kept_by_a_term_without_a_definition() -> None:
    graph = rdflib.Graph().parse(data="<https://w3id.org/askgraph#wish> a <http://www.w3.org/2002/07/owl#Class> .")
    messages = {violation.message for violation in by_pyshacl(graph, shapes="style").results}
    assert messages >= {"A term has an example.", "A class is named UpperCamel, in the namespace."}


def test_only_what_owl_2_rl_has_is_used() -> None:
    allowed = {"Ontology", "Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty", "AllDisjointClasses"}
    allowed |= {"members", "versionInfo", "inverseOf"}
    used = {str(node) for triple in terms() for node in triple if str(node).startswith(str(OWL))}
    assert used <= {str(OWL) + name for name in allowed}


def closure_errors(*more: str) -> list[str]:
    graph = merged(FOLDER / "examples" / "valid" / "escalation.trig") + terms()
    for path in MAPPINGS:
        graph.parse(path)
    for turtle in more:
        graph.parse(data=turtle, format="turtle")
    closure = owlrl.OWLRL_Semantics(graph, False, False, True)
    closure.closure()
    return list(closure.error_messages)


def test_ontology_mappings_and_data_are_consistent() -> None:
    assert closure_errors() == []


def test_an_act_that_is_an_agent_is_inconsistent() -> None:
    assert closure_errors("@prefix ask: <https://w3id.org/askgraph#> . <urn:a> a ask:Request , ask:Person .")


@pytest.mark.parametrize("path", MAPPINGS, ids=lambda path: path.stem)
def test_a_mapping_maps_terms_that_there_are(path: Path) -> None:
    known = own(OWL.Class) | own(OWL.ObjectProperty) | own(OWL.DatatypeProperty) | own(SKOS.Concept)
    mapped = {str(subject) for subject in rdflib.Graph().parse(path).subjects() if str(subject).startswith(ASK)}
    assert mapped
    assert mapped <= known


def test_every_kind_is_mapped_to_plover() -> None:
    mapping = rdflib.Graph().parse(FOLDER / "mappings" / "plover.ttl")
    assert all((ASK[f"kind-{kind}"], None, None) in mapping for kind in model.Kind)


def test_the_context_gives_back_the_terms() -> None:
    data = (FOLDER / "context.jsonld").read_text().rstrip()[:-1]
    document = data + ', "id": "urn:a", "type": "Request", "requester": "urn:b", "madeOn": "2026-03-06", "label": "x"}'
    graph = rdflib.Graph().parse(data=document, format="json-ld")
    assert (rdflib.URIRef("urn:a"), ASK.requester, rdflib.URIRef("urn:b")) in graph
    assert (rdflib.URIRef("urn:a"), RDF.type, ASK.Request) in graph
    assert (rdflib.URIRef("urn:a"), ASK.madeOn, rdflib.Literal("2026-03-06", datatype=rdflib.XSD.date)) in graph
    assert (rdflib.URIRef("urn:a"), RDFS.label, rdflib.Literal("x")) in graph


# --------------------------------------------------------------------------------------------------
# Shapes.


def shape_names() -> set[str]:
    kinds = (SH.PropertyShape, SH.NodeShape)
    return {str(shape).rpartition("#")[2] for kind in kinds for shape in shapes().subjects(RDF.type, kind)}


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_a_valid_example_keeps_to_every_shape(path: Path) -> None:
    report = by_pyshacl(merged(path))
    assert report.conforms, report.text


def test_every_shape_has_an_example_that_breaks_it() -> None:
    assert {path.stem for path in INVALID} == shape_names()


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_an_invalid_example_breaks_its_shape_alone(path: Path) -> None:
    assert {violation.shape for violation in by_pyshacl(merged(path)).results} == {path.stem}


def test_lists_of_concepts_in_shapes_are_whole_schemes() -> None:
    lists = [{str(item) for item in shapes().items(head)} for head in shapes().objects(None, SH["in"])]
    schemes = [{concept_iri(scheme, text) for text in notations(scheme)} for scheme in Scheme]
    assert sorted(map(sorted, lists)) == sorted(map(sorted, schemes))


# --------------------------------------------------------------------------------------------------
# IRIs and queries.


@pytest.mark.parametrize("bad", ["", "a b", "0f#act=1,2> .", '0f"', "0f#act=1,2#act=3,4", "../0f", "0f/1", "0f\n"])
def test_what_is_no_id_makes_no_iri(bad: str) -> None:
    with pytest.raises(ValueError, match="an id is"):
        ontology.local_iri(bad)


def test_a_query_says_what_it_asks_and_needs() -> None:
    query = ontology.query("due-soon")
    assert query.question == "What falls due in the next days?"
    assert [(p.name, p.datatype, p.default, p.optional) for p in query.parameters] == [
        ("on", "xsd:date", None, False),
        ("days", "xsd:integer", "7", False),
    ]


def test_every_query_asks_and_orders_and_declares_what_its_text_uses() -> None:
    for query in ontology.queries():
        assert query.question.endswith("?")
        assert "ORDER BY" in query.text
        assert all(f"?{parameter.name}" in query.text for parameter in query.parameters)
        assert query.text.count("# parameter") == len(query.parameters)


def test_a_form_of_a_query_for_everything_is_that_of_a_query_with_something_to_leave_out() -> None:
    forms = {path.stem for path in (ontology.folder() / "queries" / "whole").iterdir()}
    assert forms == {query.name for query in ontology.queries() if query.whole}
    for query in ontology.queries():
        if query.whole:
            optional = [parameter.name for parameter in query.parameters if parameter.optional]
            assert optional
            assert query.text_for(optional) == query.text
            assert query.text_for(()) == query.whole


@pytest.mark.parametrize(
    ("name", "given", "message"),
    [
        ("overdue", {}, "overdue is not told 'on'"),
        ("overdue", {"on": "soon"}, "on is 'soon'; wanted a date such as 2026-03-06"),
        ("overdue", {"on": "20260306"}, "on is '20260306'"),
        ("overdue", {"day": "2026-03-06"}, "overdue has no parameter 'day'; wanted one of on"),
        ("due-soon", {"on": "2026-03-06", "days": "many"}, "wanted a whole number"),
        ("only-in", {"document": "x> ?p ?o . #"}, "wanted an IRI"),
        ("only-in", {"document": "459b1cfc"}, "wanted an IRI as queries print it, such as doc:"),
        ("mutual", {"on": "2026-03-06"}, "mutual has no parameter 'on'; wanted none"),
        ("weather", {}, "there is no query 'weather'; wanted one of backed-by-threat, "),
    ],
)
def test_a_wrong_parameter_is_explained(name: str, given: dict[str, str], message: str) -> None:
    with pytest.raises(RunError) as caught:
        ontology.query(name).values(given)
    assert message in str(caught.value)


@pytest.mark.parametrize("text", ["doc:459b1cfc", "<doc:459b1cfc>"])
def test_an_iri_is_told_with_or_without_its_brackets(text: str) -> None:
    assert ontology.query("only-in").values({"document": text})["document"].text == "doc:459b1cfc"


def test_an_optional_parameter_is_left_open() -> None:
    assert ontology.query("evidence").values({}) == {}


def test_an_iri_parameter_is_an_iri() -> None:
    assert Parameter("agent", "iri", "The agent.").value("urn:a").datatype is None
