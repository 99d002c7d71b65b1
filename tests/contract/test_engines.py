"""Every engine: the same outcomes in the same order, whatever dies on the way."""

from __future__ import annotations

import itertools
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import RunError
from graph.work import Crew, Engine, Guard, Lost, Processes, Serial, open_engine
from tests.poison import shout

GUARD = Guard(seconds=4, megabytes=1000)
WORDS = [f"word {number}" for number in range(57)]


def engine_of(name: str) -> Engine:
    if name == "ray":
        pytest.importorskip("ray")
    return open_engine(name, workers=2, guard=GUARD, preload=("tests.poison",))


@pytest.fixture(scope="module", params=["serial", "processes", "ray"])
def crew(request: pytest.FixtureRequest) -> Iterator[Crew]:
    with Crew(engine_of(request.param)) as crew:
        yield crew


@pytest.fixture
def mortal(crew: Crew) -> Crew:
    if isinstance(crew._engine, Serial):
        pytest.skip("nothing ends the process itself")
    return crew


def batches(words: list[str], size: int = 5) -> Iterator[list[str]]:
    remaining = iter(words)
    while batch := list(itertools.islice(remaining, size)):
        yield batch


@pytest.mark.parametrize("size", [1, 5, 100])
def test_outcomes_come_in_the_order_of_the_items(crew: Crew, size: int) -> None:
    assert list(crew.map(shout, batches(WORDS, size))) == [(word, word.upper()) for word in WORDS]


def test_nothing_gives_nothing(crew: Crew) -> None:
    assert list(crew.map(shout, [])) == []


def test_an_item_without_an_outcome_costs_itself(crew: Crew) -> None:
    found = dict(crew.map(shout, batches(["a", "error", "b"], 3)))
    assert found == {"a": "A", "error": Lost("a bad word"), "b": "B"}


def test_an_error_of_the_run_stops_it(crew: Crew) -> None:
    with pytest.raises(RunError, match="the disk is full"):
        list(crew.map(shout, [["a", "stop"]]))


def test_batches_are_taken_as_they_are_needed(crew: Crew) -> None:
    taken: list[str] = []

    def counted() -> Iterator[list[str]]:
        for number in range(1000):
            taken.append(str(number))
            yield [str(number)]

    outcomes = crew.map(shout, counted())
    next(outcomes)
    outcomes.close()  # type: ignore[attr-defined]
    assert len(taken) < 20


def test_what_is_not_worth_sending_is_done_here(crew: Crew) -> None:
    words = ["a", "b", "c"]
    assert list(crew.map(shout, batches(words, 1), here=lambda batch: batch == ["b"])) == [
        (word, word.upper()) for word in words
    ]


@pytest.mark.parametrize(
    ("poison", "reason"),
    [
        ("spin", "it took longer than 4 s"),
        ("crash", "its worker died"),
        ("exit", "its worker died"),
        ("swell", "it needed more than 1,000 MB"),
    ],
)
def test_poison_costs_only_itself(mortal: Crew, poison: str, reason: str) -> None:
    words = [*WORDS[:8], poison, *WORDS[8:]]
    found = list(mortal.map(shout, batches(words)))
    assert [word for word, _ in found] == words
    assert {word: outcome for word, outcome in found if word != poison} == {word: word.upper() for word in WORDS}
    [lost] = [outcome for word, outcome in found if word == poison]
    assert isinstance(lost, Lost)
    assert lost.reason.startswith(reason)


def test_two_poisons_in_one_batch_cost_two(mortal: Crew) -> None:
    found = dict(mortal.map(shout, [["a", "exit", "b", "crash", "c"], ["d"]]))
    assert {word for word, outcome in found.items() if isinstance(outcome, Lost)} == {"exit", "crash"}
    assert [found[word] for word in "abcd"] == ["A", "B", "C", "D"]


def test_what_is_killed_from_outside_is_done_in_the_end(mortal: Crew, tmp_path: Path) -> None:
    (tmp_path / "deaths").write_text("ii")
    word = f"killed:{tmp_path / 'deaths'}"
    assert list(mortal.map(shout, [["a", word, "b"]])) == [("a", "A"), (word, word.upper()), ("b", "B")]


def test_the_reason_names_the_signal_or_the_code() -> None:
    with Crew(Processes(1, guard=GUARD, preload=("tests.poison",))) as crew:
        reasons = [outcome.reason for _, outcome in crew.map(shout, [["crash", "exit"]])]
    assert ["SIGSEGV" in reasons[0], "exit code 7" in reasons[1]] == [True, True]


def test_workers_end_with_the_crew() -> None:
    with Crew(Processes(2, guard=GUARD)) as crew:
        list(crew.map(shout, batches(WORDS)))
        pids = [post.worker._process.pid for post in crew._posts]  # type: ignore[attr-defined]
        assert len(pids) == 2
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_no_worker_is_started_where_there_is_nothing_to_do() -> None:
    with Crew(Processes(2, guard=GUARD)) as crew:
        list(crew.map(shout, [["a"]], here=lambda _: True))
        assert crew._posts == []


def test_the_alarm_is_off_after_the_work() -> None:
    shout(["a"], Guard(seconds=2))
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_an_engine_that_is_none_is_told() -> None:
    with pytest.raises(RunError, match="there is no engine 'steam'"):
        open_engine("steam")
    assert isinstance(open_engine("serial"), Serial)


def test_a_missing_ray_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "ray", None)
    with pytest.raises(RunError, match="Ray is not installed"):
        open_engine("ray")
