"""Training: folds that part no document, labels that only the best constituent gets, the same weights every time."""

from __future__ import annotations

from graph.evaluate import Gold
from graph.extract.judge import CLASSES, to_lines
from graph.model import Span
from graph.parse import PIPELINE, load
from scripts.train_judge import FOLDS, Example, examples, fit, folds, plain


def line(number: int, text: str, document: str, dataset: str = "own") -> Gold:
    return Gold(f"g{number}", dataset, text, "request", None, {}, frozenset(), False, document)


def test_folds_keep_a_document_and_copies_of_a_sentence_together() -> None:
    lines = [
        line(1, "Ash asked Oak to go.", "a"),
        line(2, "Elm left.", "a"),
        line(3, "Elm  LEFT!", "b", "other"),
        line(4, "Fir asked for help.", "b", "other"),
    ]
    found = folds(lines)
    assert len({found[one.text] for one in lines}) == 1
    assert all(0 <= fold < FOLDS for fold in found.values())
    assert plain("Elm  LEFT!") == plain("elm left")


def test_labels_the_constituents_of_an_annotated_trigger() -> None:
    text = "The mayor asked the council for records."
    roles = {"requester": (Span(0, 9),), "recipient": (Span(16, 27),), "item": (Span(28, 39),)}
    gold = Gold("g1", "own", text, "request", Span(10, 15), roles, frozenset(), False, "a")
    senses, rows = examples([gold], {text: load(PIPELINE)(text)})
    assert [row.label for row in senses] == ["True"]
    assert {row.label for row in rows} >= {"requester", "recipient", "item"}


def test_the_same_rows_teach_the_same_weights() -> None:
    senses = [Example(frozenset({"bias", f"f{i % 2}"}), str(i % 2 == 0), i % FOLDS) for i in range(20)]
    roles = [Example(frozenset({"bias", f"f{i % 4}"}), CLASSES[i % 4], i % FOLDS) for i in range(40)]
    first, second = (list(to_lines(fit(senses, roles))) for _ in range(2))
    assert first == second
    judge = fit(senses, roles)
    assert judge.sense["f0"][0] > 0 > judge.sense["f1"][0]
