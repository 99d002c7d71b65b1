"""From ontology/askgraph.ttl to the tables of ontology/README.md and to ontology/context.jsonld.

python scripts/ontology_table.py            writes them
python scripts/ontology_table.py --check    names those that are out of date, and ends with 1 if there are any
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from rdflib import Graph
from rdflib.namespace import OWL, RDF, RDFS, SKOS, Namespace
from rdflib.term import Node

FOLDER = Path(__file__).resolve().parents[1] / "ontology"
ASK = Namespace("https://w3id.org/askgraph#")
SCHEMA = Namespace("https://schema.org/")
TABLES = re.compile(
    r"(?<=<!-- terms: written by scripts/ontology_table.py -->\n).*?(?=<!-- end of terms -->)", re.DOTALL
)
PREFIXES = {
    "ask": str(ASK),
    "dcterms": "http://purl.org/dc/terms/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": str(RDFS),
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
# Terms of other vocabularies that datasets use, by the keys that they have in JSON-LD.
OUTSIDE: dict[str, str | dict[str, str]] = {
    "id": "@id",
    "type": "@type",
    "label": "rdfs:label",
    "holds": {"@id": "org:holds", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "start": {"@id": "oa:start", "@type": "xsd:integer"},
    "end": {"@id": "oa:end", "@type": "xsd:integer"},
    "exact": "oa:exact",
    "TextPositionSelector": "oa:TextPositionSelector",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "wasGeneratedBy": {"@id": "prov:wasGeneratedBy", "@type": "@id"},
    "used": {"@id": "prov:used", "@type": "@id"},
    "title": "dcterms:title",
    "creator": "dcterms:creator",
    "publisher": "dcterms:publisher",
    "issued": {"@id": "dcterms:issued", "@type": "xsd:date"},
    "url": "dcterms:source",
    "language": "dcterms:language",
    "identifier": "dcterms:identifier",
}


def ontology() -> Graph:
    """The ontology's own file."""
    return Graph().parse(FOLDER / "askgraph.ttl")


def readme(graph: Graph) -> str:
    """The README with its tables as the ontology has them now."""
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    return TABLES.sub(lambda _: "\n" + "\n".join(_tables(graph)) + "\n", text)


def context(graph: Graph) -> str:
    """A JSON-LD context in which each term goes by its own name."""
    terms: dict[str, str | dict[str, str]] = {name: f"ask:{name}" for name in _names(graph, OWL.Class)}
    terms |= {name: {"@id": f"ask:{name}", "@type": "@id"} for name in _names(graph, OWL.ObjectProperty)}
    for name in _names(graph, OWL.DatatypeProperty):
        datatype = _local(graph.value(ASK[name], SCHEMA.rangeIncludes))
        terms[name] = f"ask:{name}" if datatype == "string" else {"@id": f"ask:{name}", "@type": f"xsd:{datatype}"}
    whole = {"@version": 1.1, **PREFIXES, **OUTSIDE, **terms}
    return json.dumps({"@context": whole}, indent=2) + "\n"


def _tables(graph: Graph) -> Iterator[str]:
    yield "### Classes\n\n| class | under | what it is | example |\n|---|---|---|---|"
    yield from (_class(graph, name) for name in _names(graph, OWL.Class))
    yield "\n### Properties\n\n| property | of | value | what it says | example |\n|---|---|---|---|---|"
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        yield from (_property(graph, name) for name in _names(graph, kind))
    for scheme in sorted(graph.subjects(RDF.type, SKOS.ConceptScheme), key=str):
        yield f"\n### {_words(graph, scheme, RDFS.label).capitalize()}\n\n{_words(graph, scheme, SKOS.definition)}\n"
        yield "| concept | also | what it is | example |\n|---|---|---|---|"
        yield from (_concept(graph, concept) for concept in graph.subjects(SKOS.inScheme, scheme))


def _names(graph: Graph, kind: Node) -> list[str]:
    """The ontology's own terms of a kind, in the order of its file, which tells a story that the alphabet does not."""
    return [_local(term) for term in graph.subjects(RDF.type, kind) if str(term).startswith(ASK)]


def _class(graph: Graph, name: str) -> str:
    above = ", ".join(f"`{_short(term)}`" for term in sorted(graph.objects(ASK[name], RDFS.subClassOf), key=str))
    return _row(f"`{name}`", above, _words(graph, ASK[name], SKOS.definition), _words(graph, ASK[name], SKOS.example))


def _property(graph: Graph, name: str) -> str:
    of, values = (
        ", ".join(f"`{_short(term)}`" for term in sorted(graph.objects(ASK[name], end), key=str))
        for end in (SCHEMA.domainIncludes, SCHEMA.rangeIncludes)
    )
    term = ASK[name]
    return _row(f"`{name}`", of, values, _words(graph, term, SKOS.definition), _words(graph, term, SKOS.example))


def _concept(graph: Graph, concept: Node) -> str:
    also = ", ".join(sorted(str(label) for label in graph.objects(concept, SKOS.altLabel)))
    words = (_words(graph, concept, term) for term in (SKOS.definition, SKOS.example))
    return _row(f"`{_words(graph, concept, SKOS.notation)}`", also, *words)


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _words(graph: Graph, term: Node, of: Node) -> str:
    return str(graph.value(term, of) or "")


def _local(term: object) -> str:
    return re.split(r"[#/]", str(term))[-1]


def _short(term: object) -> str:
    """The term with its prefix; without one where it is ours."""
    for prefix, namespace in {**PREFIXES, "skos": str(SKOS)}.items():
        if str(term).startswith(namespace):
            name = str(term).removeprefix(namespace)
            return name if prefix == "ask" else f"{prefix}:{name}"
    return str(term)


def main() -> int:
    """Writes what is out of date, or with --check only names it."""
    graph = ontology()
    texts = {FOLDER / "README.md": readme(graph), FOLDER / "context.jsonld": context(graph)}
    stale = [path for path, text in texts.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    for path in stale:
        print(f"{path.relative_to(FOLDER.parent)} is out of date")
        if "--check" not in sys.argv:
            path.write_text(texts[path], encoding="utf-8")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
