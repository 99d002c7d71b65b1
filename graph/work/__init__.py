"""Batches of work to their outcomes, in order: in the process itself, in processes beside it, or on a cluster."""

from __future__ import annotations

import os
from collections.abc import Sequence

from graph.errors import RunError
from graph.work.crew import Crew, Lost
from graph.work.engines import Died, Engine, Processes, Serial, Task, Worker
from graph.work.guard import FREE, Guard, Watch

__all__ = [
    "ENGINES",
    "FREE",
    "Crew",
    "Died",
    "Engine",
    "Guard",
    "Lost",
    "Processes",
    "Serial",
    "Task",
    "Watch",
    "Worker",
    "open_engine",
]

ENGINES = ("processes", "ray", "serial")


def open_engine(
    name: str = "processes",
    *,
    workers: int | None = None,
    address: str | None = None,
    guard: Guard = FREE,
    preload: Sequence[str] = (),
) -> Engine:
    """The engine of this name: with a worker for each core, unless it is told how many.

    >>> open_engine("serial").size
    1
    """
    if name == "serial":
        return Serial()
    if name == "ray":
        from graph.work.cluster import Ray

        return Ray(workers, guard=guard, address=address)
    if name != "processes":
        raise RunError(f"there is no engine {name!r}", f"one of {', '.join(ENGINES)}")
    return Processes(workers or cores(), guard=guard, preload=preload)


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
