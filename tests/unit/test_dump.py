"""RDF files made in parts are those of the whole, whatever graphs there are."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph import dump, ontology
from graph.store import Disk, formats
from graph.work import FREE

G = "https://w3id.org/askgraph/extraction/"
QUADS = [
    f'<{G}a#act> <http://example.org/says> "a .\\n <{G}b> ." <{G}a> .',
    f'<{G}a#act> <http://example.org/says> "b"@en <{G}a> .',
    f"<{G}b#act> <http://example.org/says> _:it <{G}b> .",
    f'<{G}a#act> <http://example.org/says> "c" <{G}a/b> .',
    f'<{G}a#act> <http://example.org/says> "of no graph" .',
    f'<{G}z#act> <http://example.org/says> "of no graph" .',
    f'<{G}c#act> <http://example.org/says> "of a graph without an IRI" _:graph .',
    *(f'<{G}{n}#act> <http://example.org/says> "{n}" <{G}{n}> .' for n in range(7)),
]


@pytest.mark.parametrize("graphs", [1, 2, 3, 100])
@pytest.mark.parametrize("most", [2, 64])
def test_parts_make_the_files_of_the_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, graphs: int, most: int
) -> None:
    monkeypatch.setattr(dump, "_GRAPHS", graphs)
    monkeypatch.setattr(dump, "_MOST", most)
    store = Disk(tmp_path / "store")
    store.fill("".join(f"{quad}\n" for quad in QUADS))
    whole = {
        "graph.nq": store.dump().encode(),
        "graph.trig": b"".join(formats.dataset(store.nquads(), "trig", prefixes=ontology.PREFIXES)),
    }
    parts = dump.prepare(store, tmp_path)
    assert len(parts) == min(most, -(-10 // graphs))
    assert sum(dump.dump(parts, FREE)) == len(QUADS)
    dump.gather(tmp_path, parts)
    assert {name: (tmp_path / name).read_bytes() for name in dump.FILES} == whole
    assert sorted(path.name for path in tmp_path.iterdir()) == ["graph.nq", "graph.trig", "store"]


def test_a_store_without_graphs_has_one_part(tmp_path: Path) -> None:
    store = Disk(tmp_path / "store")
    store.fill(f"{QUADS[4]}\n")
    parts = dump.prepare(store, tmp_path)
    assert dump.dump(parts, FREE) == [1]
