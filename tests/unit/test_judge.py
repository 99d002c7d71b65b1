"""The judge: weights as text, a decision with its reasons, and rules that stand where it knows nothing."""

from __future__ import annotations

from pathlib import Path

from graph.extract import judge as judging
from graph.extract.judge import CLASSES, Judge, from_lines, to_lines, trained
from graph.extract.proposals import proposals
from graph.parse import PIPELINE, load

WEIGHTS = Path(judging.__file__).parent / "data" / "judge.tsv"


def test_weights_are_small_and_survive_writing() -> None:
    assert WEIGHTS.stat().st_size < 1_000_000
    lines = [line for line in WEIGHTS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert list(to_lines(from_lines(lines))) == lines


def test_decides_with_reasons() -> None:
    doc = load(PIPELINE)("The mayor asked the council for records.")
    (proposal,) = proposals(doc)
    judgement = trained().judge(proposal)
    assert judgement.asks
    assert 0.5 < judgement.probability < 1
    assert judgement.reasons
    assert [one.piece.text for one in judgement.fillers["recipient"]] == ["the council"]


def test_probabilities_of_a_candidate_sum_to_one() -> None:
    (proposal,) = proposals(load(PIPELINE)("The mayor asked the council for records."))
    for candidate in proposal.candidates:
        shares = trained().probabilities(proposal, candidate)
        assert len(shares) == len(CLASSES)
        assert abs(float(shares.sum()) - 1) < 1e-9


def test_a_rule_stands_where_nothing_is_known() -> None:
    (proposal,) = proposals(load(PIPELINE)("The mayor asked the council for records."))
    judgement = Judge({}, {}).judge(proposal)
    assert judgement.asks
    assert judgement.probability == 0.5


def test_the_judge_alone_does_not_admit_a_word_that_it_has_never_met() -> None:
    (proposal,) = proposals(load(PIPELINE)("City leaders pushed back."))
    assert not proposal.by_rule
    assert not Judge({"bias": from_lines(["sense\tbias\t9"]).sense["bias"]}, {}).judge(proposal).asks
