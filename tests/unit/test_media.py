"""The table of media: each noun names one channel, whatever it is used for."""

from __future__ import annotations

import pytest

from graph.extract import words
from graph.extract.tables import rows
from graph.model import MediumKind
from graph.parse import PIPELINE, load


def test_a_noun_names_one_channel() -> None:
    listed = [word for _, *uses in rows("media") for use in uses for word in use.split() if word != "-"]
    assert len(listed) == len(set(listed))


def test_what_asks_and_what_one_asks_by_agree() -> None:
    asking, channel = words.media("asking"), words.media("channel")
    assert all(asking[word] is channel[word] for word in asking.keys() & channel.keys())
    assert asking["executive order"] is channel["executive order"] is MediumKind.EXECUTIVE_ORDER
    assert "plan" not in channel
    assert "phone conversation" not in asking


@pytest.mark.parametrize(
    ("asker", "expected"), [("judge", MediumKind.COURT_ORDER), ("mayor", MediumKind.EXECUTIVE_ORDER)]
)
def test_an_order_of_a_court_is_a_court_order(asker: str, expected: MediumKind) -> None:
    doc = load(PIPELINE)(f"The {asker} gave an order.")
    assert words.issued(MediumKind.EXECUTIVE_ORDER, [doc[1]]) is expected
