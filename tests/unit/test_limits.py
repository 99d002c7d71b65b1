"""Work within limits gives what it gives; beyond them it ends in a sentence."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from graph.store import limits
from graph.store.limits import OverrunError, within


def test_all_results_come_in_their_order() -> None:
    assert list(within(lambda: range(10_000))) == list(range(10_000))


def test_an_error_of_the_work_is_the_error() -> None:
    def work() -> Iterator[int]:
        yield 1
        raise KeyError("two")

    results = within(work)
    assert next(results) == 1
    with pytest.raises(KeyError, match="two"):
        next(results)


def test_results_come_before_an_error() -> None:
    def work() -> Iterator[int]:
        yield from range(1000)
        raise KeyError("after them")

    taken: list[int] = []
    with pytest.raises(KeyError, match="after them"):
        taken.extend(within(work))
    assert taken == list(range(1000))


def test_what_an_error_holds_goes_in_the_thread_of_the_work() -> None:
    gone: list[threading.Thread] = []

    class Held:
        def __del__(self) -> None:
            gone.append(threading.current_thread())

    def work() -> Iterator[int]:
        held = Held()
        raise KeyError(id(held))

    with pytest.raises(KeyError):
        list(within(work))
    assert len(gone) == 1
    assert gone[0] is not threading.main_thread()


def test_what_takes_too_long_is_told() -> None:
    never = threading.Event()

    def work() -> Iterator[int]:
        yield 1
        never.wait()

    results = within(work, seconds=0.2)
    assert next(results) == 1
    with pytest.raises(OverrunError, match=r"took longer than 0\.2 s"):
        next(results)
    never.set()


def test_what_needs_too_much_memory_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    never, seen = threading.Event(), iter([100, 150])
    monkeypatch.setattr(limits, "_memory", lambda: next(seen, 301))

    def work() -> Iterator[int]:
        never.wait()
        yield 1

    with pytest.raises(OverrunError, match="more than 200 MB"):
        list(within(work, megabytes=200))
    never.set()
