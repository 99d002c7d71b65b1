"""What docs/stores.md shows of measured figures: what is short of its target is marked, and said in words."""

from __future__ import annotations

from typing import Any

import pytest

from scripts import store_page


def found(size: int, *, ms: float = 4.0, rdflib: float | None = 400.0, ratio: float = 0.9) -> dict[str, Any]:
    return {
        **dict.fromkeys(("documents", "quads", "store_mb", "load_seconds", "bare_load_seconds", "writer_mb"), 100),
        **dict.fromkeys(("replace_ms", "replace_to_bare"), 1),
        "asked_for": size,
        "load_to_bare": ratio,
        "queries": {
            name: {"sort": sort, "ms": ms, "memory_ms": 1.0, "rows": 3, "rdflib_ms": rdflib}
            for name, sort in (("due-soon", "look-up"), ("mutual", "count"), ("path", "list"))
        },
    }


@pytest.mark.parametrize(
    ("measured", "said"),
    [
        ([found(1_000_000)], []),
        ([found(1_000_000, rdflib=None)], []),
        ([found(100_000, ms=90, ratio=0.1), found(1_000_000)], []),  # nothing is wanted of the smallest
        ([found(1_000_000, ms=5.04, rdflib=1000)], []),  # as it is shown
        ([found(1_000_000, ratio=0.79)], ["rate beside bare pyoxigraph: 0.79"]),
        ([found(1_000_000, ms=6, rdflib=1000)], ["slowest look-up, ms: 6.0 at 1 million"]),
        ([found(1_000_000), found(10_000_000, ms=3100)], ["slowest look-up, ms: 3,100.0", "slowest query of all"]),
        ([found(1_000_000, rdflib=119)], ["`due-soon` is 30", "`mutual` is 30", "`path` is 30"]),
    ],
)
def test_what_is_short_is_said(measured: list[Any], said: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_page, "sizes", lambda: measured)
    lines = [line.removeprefix("- ") for line in store_page.short().splitlines() if line.startswith("- ")]
    assert [line[: len(begin)] for line, begin in zip(lines, said, strict=True)] == said
    bold = store_page.figures().count("**") // 2 + store_page.questions().count("**") // 2
    assert bold == len(said)
