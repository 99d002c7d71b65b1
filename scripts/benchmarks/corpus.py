"""Whole builds of a corpus by the command line: CPU time, memory, workers, Ray, killed workers, and a second run.

Each build is a process of its own, whose CPU time is counted with that of all that it starts. "bare spaCy" is the
pipeline alone over the same texts in one process, its loading not counted, while that of a build is. The most memory
that a process takes is read from the system while it runs: what `wait4` tells of a process includes the memory of the
one that started it.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import itertools
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from scripts.benchmarks.extract import bare, most_memory, spent
from scripts.benchmarks.texts import REUTERS, ROOT

SCORES: Final = ROOT / "docs" / "scores" / "corpus.json"
_ADOPT: Final = 36  # PR_SET_CHILD_SUBREAPER: what a build leaves behind is ours to wait for, and is counted
_DEEPEST: Final = 3  # steps from a build to the processes that it has started: its server of forks is the first
_GLANCE: Final = 0.25  # seconds between two looks at the memory of a build; each takes a millisecond or two
_RESULTS: Final = ("graph.nq", "graph.trig", "ledger.csv", "ledger.json", "network.graphml", "graph.html")


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this benchmark."""
    parser.add_argument("--articles", type=int, default=2000, help="how many articles are read")
    parser.add_argument("--corpus", type=Path, default=REUTERS, help="lines of JSON with a `text` each")
    parser.add_argument("--kill-every", type=float, default=20, help="seconds between two kills of a worker")
    parser.add_argument("--no-ray", dest="ray", action="store_false", help="leave Ray out")
    parser.add_argument("--in-turn", action="store_true", help="only what one worker and two take; other figures stay")
    parser.add_argument("--write", action="store_true", help=f"write {SCORES.relative_to(ROOT)}")


def run(options: argparse.Namespace) -> None:
    """Prints the figures, and writes them where the documents show them."""
    with tempfile.TemporaryDirectory() as folder:
        figures = _workers_anew(options, Path(folder)) if options.in_turn else _measured(options, Path(folder))
    print(json.dumps(figures, indent=2))
    if options.write:
        SCORES.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def _measured(options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    texts, corpus, single = _texts(options), folder / "corpus.jsonl", folder / "single.jsonl"
    _write(texts, corpus)
    _write(texts[:1], single)
    without = spent(bare(texts))
    one, two = _in_turn(corpus, folder)
    again = _build(corpus, folder / "one", "--workers", "1")
    with _killing(options.kill_every) as kills:
        _build(corpus, folder / "killed", "--workers", "2")
    figures = {
        "articles": len(texts),
        "characters": sum(map(len, texts)),
        "bare_cpu_seconds": round(without, 1),
        "build_cpu_seconds": round(one.cpu, 1),
        "build_to_bare": round(one.cpu / without, 3),
        **_of_workers(one, two),
        "again_to_first": round(again.cpu / one.cpu, 3),
        "seconds_between_kills": options.kill_every,
        "workers_killed": len(kills),
        "equal_bytes": _same(folder / "one", folder / "two") and _same(folder / "one", folder / "killed"),
        "results_bytes": sum(path.stat().st_size for path in (folder / "one").rglob("*") if path.is_file()),
        "store_bytes": sum(path.stat().st_size for path in (folder / "one" / "store").rglob("*")),
        "load": round(os.getloadavg()[0], 1),
    }
    if options.ray:
        figures["ray_to_processes"] = round(_after_start(corpus, single, folder, two.seconds), 2)
    return figures


def _workers_anew(options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """The figures that are written, with those of the workers anew: of as many articles, or it says so."""
    texts, corpus = _texts(options), folder / "corpus.jsonl"
    written: dict[str, Any] = json.loads(SCORES.read_text(encoding="utf-8"))
    if written["articles"] != len(texts):
        raise SystemExit(f"the written figures are of {written['articles']} articles, not of {len(texts)}")
    _write(texts, corpus)
    return written | _of_workers(*_in_turn(corpus, folder)) | {"load": round(os.getloadavg()[0], 1)}


def _of_workers(one: Spent, two: Spent) -> dict[str, Any]:
    """What the builds with one worker and with two say."""
    return {
        "seconds_with_one": round(one.seconds, 1),
        "seconds_with_two": round(two.seconds, 1),
        "speed_of_two_workers": round(one.seconds / two.seconds, 2),
        "main_process_mb": round(max(one.main, two.main) / 1024),
        "largest_worker_mb": round(max(one.worker, two.worker) / 1024),
    }


def _in_turn(corpus: Path, folder: Path) -> tuple[Spent, Spent]:
    """Builds with one worker and with two, each twice: the middle ones with two, so that a machine that grows slower
    favours neither."""
    first, *middle, last = (
        _build(corpus, folder / name, "--workers", workers)
        for name, workers in (("one", "1"), ("two", "2"), ("two-again", "2"), ("one-again", "1"))
    )
    return _mean(first, last), _mean(*middle)


def _mean(*spent: Spent) -> Spent:
    """The mean of the times, and the most memory."""
    return Spent(
        cpu=statistics.mean(one.cpu for one in spent),
        seconds=statistics.mean(one.seconds for one in spent),
        main=max(one.main for one in spent),
        worker=max(one.worker for one in spent),
    )


def _after_start(corpus: Path, single: Path, folder: Path, seconds: float) -> float:
    """How many times as long Ray takes as the processes, each without what a build of one article takes."""
    started = _build(single, folder / "single", "--workers", "2").seconds
    with_ray = [
        _build(path, folder / f"ray-{path.stem}", "--engine", "ray", "--workers", "2").seconds
        for path in (corpus, single)
    ]
    return (with_ray[0] - with_ray[1]) / (seconds - started)


def _texts(options: argparse.Namespace) -> list[str]:
    with options.corpus.open(encoding="utf-8") as lines:
        read = (json.loads(line)["text"] for line in lines)
        return list(itertools.islice(filter(str.strip, read), options.articles))


def _write(texts: list[str], path: Path) -> None:
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Spent:
    """What a build took: CPU time of all processes, time on the clock, and the most KB of the first and of another."""

    cpu: float
    seconds: float
    main: int
    worker: int


def _build(corpus: Path, out: Path, *options: str) -> Spent:
    ctypes.CDLL(None).prctl(_ADOPT, 1, 0, 0, 0)
    command = [sys.executable, "-m", "graph", "build", str(corpus), "--out", str(out), "--quiet", "--any-language"]
    begun = time.monotonic()
    process = subprocess.Popen([*command, *options], stdout=subprocess.DEVNULL)
    with _watching(process.pid) as peaks:
        _, status, used = os.wait4(process.pid, 0)
    seconds = time.monotonic() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 3):
        raise SystemExit(f"the build to {out} ended with {process.returncode}")
    cpu = sum(one.ru_utime + one.ru_stime for one in (used, *_orphans()))
    return Spent(cpu, seconds, peaks.pop(process.pid, 0), max(peaks.values(), default=0))


def _orphans() -> Iterator[Any]:
    with contextlib.suppress(ChildProcessError):
        while True:
            yield os.wait4(-1, 0)[2]


@contextlib.contextmanager
def _watching(build: int) -> Iterator[dict[int, int]]:
    """The most memory, in KB, that a build and each process below it have taken, by their ids."""
    peaks: dict[int, int] = {}

    def look() -> None:
        for process in itertools.chain([build], *_below(build, _DEEPEST)):
            peaks[process] = max(peaks.get(process, 0), _peak(process))

    with _now_and_then(look, _GLANCE):
        yield peaks


def _peak(process: int) -> int:
    """The most memory, in KB, that a process has taken; none where it has ended."""
    try:
        return most_memory(process)
    except (OSError, IndexError):  # a process that has ended but is not waited for tells no memory
        return 0


@contextlib.contextmanager
def _now_and_then(work: Callable[[], None], every: float) -> Iterator[None]:
    """Does a piece of work at a fixed beat beside the block."""
    ended = threading.Event()

    def go_on() -> None:
        while not ended.wait(every):
            work()

    thread = threading.Thread(target=go_on)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


@contextlib.contextmanager
def _killing(every: float) -> Iterator[list[int]]:
    """Kills a worker of the build that runs, now and then: a process that its server of forks has made."""
    kills: list[int] = []

    def kill() -> None:
        *_, workers = _below(os.getpid(), _DEEPEST)
        for worker in workers[:1]:
            with contextlib.suppress(ProcessLookupError):  # it has just ended by itself
                os.kill(worker, signal.SIGKILL)
                kills.append(worker)

    with _now_and_then(kill, every):
        yield kills


def _below(process: int, steps: int) -> Iterator[list[int]]:
    """The processes below one: its children, theirs, and so on; workers are three steps below a benchmark."""
    found = [process]
    for _ in range(steps):
        found = [child for one in found for child in _children(one)]
        yield found


def _children(process: int) -> list[int]:
    try:
        tasks = Path(f"/proc/{process}/task").iterdir()
        return [int(child) for task in tasks for child in (task / "children").read_text(encoding="ascii").split()]
    except OSError:
        return []


def _same(one: Path, other: Path) -> bool:
    return all((one / name).read_bytes() == (other / name).read_bytes() for name in _RESULTS)
