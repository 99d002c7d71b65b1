from __future__ import annotations

import random
from pathlib import Path

import pytest

from graph.store import sorting
from graph.store.sorting import SortedLines, pieces

LINES = [f"{number} é\n".encode() for number in range(300)]


@pytest.mark.parametrize("run", [1, 17, 400, 10_000])
@pytest.mark.parametrize("chunk", [1, 7, 5000])
def test_lines_come_sorted_however_they_are_cut_and_put_aside(run: int, chunk: int) -> None:
    given = b"".join(random.Random(run).sample(LINES, len(LINES)))
    with SortedLines(run=run) as lines:
        for start in range(0, len(given), chunk):
            assert lines.write(given[start : start + chunk]) == len(given[start : start + chunk])
        assert b"".join(lines.pieces()) == b"".join(sorted(LINES))


def open_files() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def test_few_files_are_open_however_many_lines_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sorting, "_MOST_RUNS", 3)
    before = open_files()
    most = 0
    with SortedLines(run=1) as lines:
        for line in reversed(LINES):
            lines.write(line)
            most = max(most, open_files() - before)
        assert b"".join(lines.pieces()) == b"".join(sorted(LINES))
    assert 3 <= most < 20
    assert open_files() == before


def test_no_lines_are_no_pieces() -> None:
    with SortedLines() as lines:
        assert list(lines.pieces()) == []


def test_a_piece_holds_whole_lines() -> None:
    found = list(pieces([b"a\n"] * 10_000))
    assert [len(piece) for piece in found] == [8192, 8192, 3616]
