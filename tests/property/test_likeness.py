"""Texts that are nearly the same are found as they are by comparing each with each."""

from __future__ import annotations

import base64
import itertools
import struct

from hypothesis import given
from hypothesis import strategies as st

from graph import likeness

BANDS, ROWS = 20, 4
SKETCHES = st.lists(st.lists(st.integers(0, 2), min_size=BANDS, max_size=BANDS), max_size=9)


def printed(bands: list[int]) -> str:
    """A fingerprint whose bands hold these numbers."""
    numbers = [65_000 + number for number in bands for _ in range(ROWS)]
    return base64.b64encode(struct.pack(f"<{BANDS * ROWS}H", *numbers)).decode()


@given(SKETCHES)
def test_pairs_are_those_of_all_comparisons(sketches: list[list[int]]) -> None:
    compared = itertools.combinations(range(len(sketches)), 2)
    alike = [(i, j) for i, j in compared if shared(sketches[i], sketches[j]) >= likeness.ALIKE * BANDS]
    assert list(likeness.pairs([printed(one) for one in sketches])) == alike


def shared(one: list[int], other: list[int]) -> int:
    return sum(map(int.__eq__, one, other))
