"""A dataset that is looked at in parts, however small, breaks the shapes where it does as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph import conformance, ontology, shapes
from graph.model import Account
from graph.ontology import Class, Outside, Property
from graph.store import Memory
from tests.worlds import accounts, dataset

A, HOLDS, BELOW = f"<{Outside.TYPE}>", f"<{Outside.HOLDS}>", "<http://www.w3.org/2000/01/rdf-schema#subClassOf>"
LINKS = (Property.ESCALATES, Property.RETELLS, Property.RESPONDS_TO, Property.IDENTIFIED_AS, Property.REQUESTER)
TERMS = st.sampled_from([HOLDS, A, *(f"<{term}>" for term in (*LINKS, *Property))])
OTHERS = ("<urn:new>", f"<{Class.PERSON}>", '"words"', f'"7"^^<{ontology.XSD}integer>')
GRAPHS = st.sampled_from(["", "<urn:g>", f"<{ontology.IDENTITY_GRAPH}>"])


def in_parts(store: Memory, part: int) -> tuple[shapes.Violation, ...]:
    return conformance.validate(store.select, store.nquads, part=part).results


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), told=st.lists(accounts(), min_size=1, max_size=3), part=st.integers(1, 60))
def test_parts_break_the_shapes_where_the_whole_does(data: st.DataObject, told: list[Account], part: int) -> None:
    store = dataset(*{account.document.id: account for account in told}.values())
    lines = store.dump().split("\n")[:-1]
    nodes = sorted({line.split()[0] for line in lines})
    objects = st.sampled_from([*nodes, *OTHERS])
    quads = st.tuples(st.sampled_from([*nodes, "<urn:new>"]), TERMS, objects, GRAPHS).map(" ".join)
    left_out = data.draw(st.lists(st.sampled_from(lines), max_size=3))
    more = data.draw(st.lists(quads, max_size=8))
    spoilt = Memory()
    spoilt.fill("".join(f"{line}\n" for line in lines if line not in left_out) + "".join(f"{one} .\n" for one in more))
    assert in_parts(spoilt, part) == shapes.validate(spoilt.dump()).results


def filled(*triples: str) -> Memory:
    memory = Memory()
    memory.fill("".join(f"{one} .\n" for one in triples))
    return memory


@pytest.mark.parametrize(
    "triples",
    [
        (f"<urn:a> {HOLDS} <urn:b>", f"<urn:a> {HOLDS} <urn:z>", f"<urn:b> {A} <{Class.POST}>"),
        (f'<urn:a> {HOLDS} "chair"', f'<urn:z> {HOLDS} "chair"'),
        (f"<urn:a> {HOLDS} <urn:z>", f"<urn:z> {A} <urn:mayor>", f"<urn:mayor> {BELOW} <{Class.POST}>"),
        tuple(f"<urn:{one}> <{Property.ESCALATES}> <urn:{next_}>" for one, next_ in ("ab", "bc", "cd", "da", "ea")),
        (f"<urn:a> <{Property.RESPONDS_TO}> <urn:b> ", f"<urn:a> <{Property.RESPONDS_TO}> <urn:c>"),
        (
            f"<urn:a> <{Property.RESPONDS_TO}> <urn:b> ",
            f"<urn:a> <{Property.RESPONDS_TO}> <urn:c>",
            f"<urn:c> <{Property.RETELLS}> <urn:b>",
        ),
        (f"<urn:a> <{Property.IDENTIFIED_AS}> <urn:z>", f'<urn:b> <{Property.NAMED}> "true"'),
        (
            f"<urn:a> <{Property.RETELLS}> <urn:b>",
            f"<urn:a> {A} <{Class.MADE_REQUEST}>",
            f"<urn:b> {A} <{Class.REQUEST}>",
        ),
        (f"<urn:a> {A} <{Class.ITEM}> <urn:g>", f"<urn:a> {A} <{Class.ITEM}> <urn:h>"),
        (f"_:a {A} <{Class.ITEM}>", f"<urn:a> {A} <{Class.ITEM}>"),
        (f"<urn:a> <{Property.ITEM}> _:a", f"<urn:a> {A} <{Class.REQUEST}>"),
    ],
    ids=[
        "a post elsewhere",
        "a post that is words",
        "a class of one's own",
        "a circle",
        "two answered",
        "two answered, one retold",
        "an identity elsewhere",
        "retold and counted",
        "in two graphs",
        "a nameless subject",
        "a nameless object",
    ],
)
def test_what_lies_in_another_part_is_seen(triples: Iterable[str]) -> None:
    memory = filled(*triples)
    whole = shapes.validate(memory.dump()).results
    assert in_parts(memory, 1) == in_parts(memory, 1000) == whole


def test_the_reference_sees_the_same_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = [line for path in sorted((ontology.folder() / "examples/invalid").glob("*.ttl")) for line in quads(path)]
    memory = filled(*broken)
    fast = in_parts(memory, 50)
    monkeypatch.setattr(shapes, "is_fast", lambda: False)
    assert in_parts(memory, 50) == shapes.by_pyshacl(memory.dump()).results == fast
    assert len(fast) > 40


def quads(path: object) -> list[str]:
    """The triples of an example without a blank node."""
    lines = Memory.load(path).dump().split("\n")[:-1]  # type: ignore[arg-type]
    return [] if any("_:" in line for line in lines) else [line.removesuffix(" .") for line in lines]


def test_no_more_than_a_part_is_looked_at_together(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []

    def counted(triples: Iterable[str]) -> shapes.ValidationReport:
        sizes.append(len(list(triples)))
        return shapes.ValidationReport(())

    monkeypatch.setattr(shapes, "of_triples", counted)
    in_parts(filled(*(f"<urn:{number}> {A} <{Class.ITEM}>" for number in range(1000))), 100)
    assert sizes == [100] * 10


def test_the_shapes_look_no_further_than_is_told() -> None:
    text = (ontology.folder() / "shapes" / "data.ttl").read_text(encoding="utf-8")
    assert set(re.findall(r"sh:(?:targetObjectsOf|inversePath|node|property|equals|disjoint)\s+\S+", text)) == {
        "sh:targetObjectsOf org:holds"
    }
    assert set(re.findall(r"sh:path \[ sh:(\w+)", text)) == {"alternativePath"}
    asked = "".join(re.findall(r'sh:select "+(.*?)"+', text, flags=re.DOTALL))
    starts = {(one, term) for one, term in re.findall(r"(\?\w+|\$this) (\w+:\w+)", asked) if one != "$this"}
    assert starts == {("?one", "ask:retells"), ("?other", "ask:retells"), ("?other", "ask:identifiedAs")}
    assert re.findall(r"[\w:]+[+*]", asked) == ["ask:escalates+"]
