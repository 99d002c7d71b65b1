"""The two engines of the shapes say the same: of every example, and of what is spoilt by chance."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph import ontology, shapes
from graph.describe import describe, describe_identity
from graph.errors import DocumentError
from graph.model import Account
from graph.ontology import Class, Outside, Property
from graph.store import Memory
from tests.worlds import accounts, identities

EXAMPLES = ontology.folder() / "examples"
DATES = ["2026-02-30", "2026-1-1", "soon", "2026-02-28"]  # a year before our era is a date that pySHACL does not know
VALUES = st.sampled_from(
    [
        "<urn:new>",
        f"<{Class.PERSON}>",
        f"<{ontology.NAMESPACE}force-order>",
        '""',
        '"words"@en',
        f'"7"^^<{ontology.XSD}integer>',
        f'"-1"^^<{ontology.XSD}integer>',
        f'"1.5"^^<{ontology.XSD}decimal>',
        *(f'"{day}"^^<{ontology.XSD}date>' for day in DATES),
    ]
)
TERMS = st.sampled_from([f"<{term}>" for term in (*Property, *Outside)])


def found(report: shapes.ValidationReport) -> set[tuple[str, str, str | None, str]]:
    """What a report says, but for the names of blank nodes, which each engine gives anew."""

    def named(node: str | None) -> str | None:
        return node if node is None or ":" in node.removeprefix("_:")[2:] or "/" in node else "blank"

    return {
        (one.shape, named(one.node) or "", None if one.shape == "NodesHaveIris" else one.value, one.message)
        for one in report.results
    }


@pytest.mark.parametrize(
    "path",
    sorted([*(EXAMPLES / "valid").glob("*.trig"), *(EXAMPLES / "invalid").glob("*.ttl")]),
    ids=lambda path: path.stem,
)
def test_the_engines_say_the_same_of_every_example(path: Path) -> None:
    nquads = Memory.load(path).dump()
    assert found(shapes.by_shacl(nquads)) == found(shapes.by_pyshacl(nquads))
    assert shapes.by_shacl(nquads).conforms == (path.parent.name == "valid")


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), told=accounts())
def test_the_engines_say_the_same_of_what_is_spoilt(data: st.DataObject, told: Account) -> None:
    whole = describe(told) + describe_identity(identities(told))
    lines = [f"{line}\n" for line in whole.split("\n") if line]  # splitlines would part a text at U+0085, too
    some = st.lists(st.sampled_from(lines), max_size=3)
    left = [line for line in lines if line not in data.draw(some)]
    subjects = st.sampled_from(lines).map(lambda line: line.split()[0])
    more = st.tuples(subjects, TERMS, VALUES).map(lambda parts: " ".join(parts) + " .\n")
    nquads = "".join([*left, *data.draw(st.lists(more, max_size=6))])
    assert found(shapes.by_shacl(nquads)) == found(shapes.by_pyshacl(nquads))


@pytest.mark.parametrize("post", ["<urn:b>", '"a \\"post\\""', f'"7"^^<{ontology.XSD}integer>', '"Amt"@de'])
def test_a_node_of_any_sort_is_called_alike(post: str) -> None:
    nquads = f"<urn:a> <{Outside.HOLDS}> {post} ."
    assert shapes.by_shacl(nquads) == shapes.by_pyshacl(nquads)
    assert len(shapes.by_shacl(nquads).results) == 2


def test_the_faster_engine_is_used_where_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shapes.is_fast()
    monkeypatch.setattr(shapes, "by_pyshacl", lambda nquads: pytest.fail("not this one"))
    broken = f"<urn:a> <{Outside.TYPE}> <{Class.ITEM}> ."
    assert [one.shape for one in shapes.validate(broken).results] == ["ItemHasLabel", "ItemIsQuoted"]
    monkeypatch.undo()
    monkeypatch.setattr(shapes, "is_fast", lambda: False)
    monkeypatch.setattr(shapes, "by_shacl", lambda nquads: pytest.fail("not this one"))
    assert [one.shape for one in shapes.validate(broken).results] == ["ItemHasLabel", "ItemIsQuoted"]


def test_what_breaks_a_shape_is_refused_with_its_message() -> None:
    shapes.refuse("")
    with pytest.raises(DocumentError) as caught:
        shapes.refuse(f"<urn:a> <{Outside.TYPE}> <{Class.ITEM}> .")
    assert str(caught.value) == (
        "what was read breaks a shape, and 1 more: ItemHasLabel: urn:a: An item has its words.; "
        "wanted quads that keep to every shape"
    )
