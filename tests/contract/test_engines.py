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
from graph.work.engines import ITSELF, OUTSIDE, UNCLEAR, _died
from tests.poison import shout, whole

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


def test_kills_from_outside_cost_nothing_however_often_they_hit_the_same_item(tmp_path: Path) -> None:
    (tmp_path / "deaths").write_text("i" * 8)
    word = f"killed:{tmp_path / 'deaths'}"
    with Crew(Processes(1, guard=GUARD, preload=("tests.poison",))) as crew:
        assert dict(crew.map(shout, [["a", word]])) == {"a": "A", word: word.upper()}


def test_an_item_that_is_killed_each_time_is_lost_in_the_end(tmp_path: Path) -> None:
    (tmp_path / "deaths").write_text("i" * 1000)
    word = f"killed:{tmp_path / 'deaths'}"
    with Crew(Processes(1, guard=GUARD, preload=("tests.poison",))) as crew:
        found = dict(crew.map(shout, [["a", word, "b"]]))
    assert (found["a"], found["b"]) == ("A", "B")
    assert isinstance(found[word], Lost)


@pytest.mark.parametrize(
    ("code", "swept", "proof"),
    [
        (-signal.SIGTERM, False, OUTSIDE),
        (-signal.SIGKILL, False, OUTSIDE),
        (-signal.SIGKILL, True, UNCLEAR),
        (-signal.SIGALRM, False, ITSELF),
        (-signal.SIGSEGV, True, ITSELF),
        (7, False, ITSELF),
        (255, False, OUTSIDE),
        (None, False, OUTSIDE),
    ],
)
def test_how_a_worker_ended_says_what_that_proves(code: int | None, swept: bool, proof: int) -> None:
    assert _died(code, swept=swept).proof == proof


def test_a_worker_that_is_killed_while_it_sends_is_not_waited_for(tmp_path: Path) -> None:
    first = tmp_path / "first"
    first.touch()
    with Crew(Processes(1, guard=GUARD, preload=("tests.poison",))) as crew:
        [(_, found)] = crew.map(whole, [[str(first)]])
    assert (first.exists(), len(found)) == (False, 200_000_000)


def test_work_beside_a_block_is_done_by_a_worker_that_there_is_or_here(crew: Crew) -> None:
    list(crew.map(shout, [["a"]]))
    with crew.beside(shout, ["b", "c", "d"]) as outcomes:
        pass
    assert outcomes() == ["B", "C", "D"]


def test_work_beside_a_block_outlives_its_worker(tmp_path: Path) -> None:
    (tmp_path / "deaths").write_text("i")
    word = f"killed:{tmp_path / 'deaths'}"
    with Crew(Processes(1, guard=GUARD, preload=("tests.poison",))) as crew:
        list(crew.map(shout, [["a"]]))
        with crew.beside(shout, ["b", word, "c"]) as outcomes:
            assert outcomes() == ["B", word.upper(), "C"]


def test_a_block_that_fails_ends_what_is_done_beside_it() -> None:
    with Crew(Processes(1, guard=GUARD, preload=("tests.poison",))) as crew:
        list(crew.map(shout, [["a"]]))
        [post] = crew._posts
        with pytest.raises(ZeroDivisionError), crew.beside(shout, ["spin"]):
            raise ZeroDivisionError
        with pytest.raises(ProcessLookupError):
            os.kill(post.worker._process.pid, 0)  # type: ignore[attr-defined]
        assert list(crew.map(shout, [["c"]])) == [("c", "C")]


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
