"""The lexicon: how its lines are written, how many there are, and that each one can be read."""

from __future__ import annotations

import pytest

from graph.extract.lexicon import ROLES, Pattern, all_senses, senses
from graph.model import Force
from graph.parse import PIPELINE, load


def test_knows_at_least_150_senses_of_many_words() -> None:
    found = [sense for sense in all_senses() if sense.frame != "none"]
    assert len(found) >= 150
    assert len({sense.lemma for sense in found}) >= 120
    assert {sense.pos for sense in found} == {"verb", "noun", "adj", "modal"}


def test_every_force_but_the_strongest_is_used() -> None:
    assert {sense.force for sense in all_senses()} >= set(Force) - {Force.SUE}


@pytest.mark.parametrize("sense", all_senses(), ids=lambda sense: f"{sense.id}-{sense.pos}")
def test_every_line_has_needs_and_all_roles(sense: object) -> None:
    assert getattr(sense, "needs")  # noqa: B009
    assert tuple(getattr(sense, "roles")) == ROLES  # noqa: B009


def test_a_pattern_is_a_slot_with_conditions() -> None:
    pattern = Pattern.parse("!for*=comment|help")
    assert (pattern.slot, pattern.prefix, pattern.negated) == ("for", True, True)
    assert pattern.words == {"comment", "help"}


def test_a_word_has_its_senses_by_part_of_speech() -> None:
    doc = load(PIPELINE)("They called on him to make an order.")
    assert {sense.pos for sense in senses(doc[1])} == {"verb"}
    assert {sense.lemma for sense in senses(doc[7])} == {"order"}
    assert senses(doc[0]) == ()
