"""kill -9 of `askgraph build --workers 2` at any moment: no process is left, and the same command completes it.

ASKGRAPH_KILLED_BUILDS is how often a build is killed.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

KILLS = int(os.environ.get("ASKGRAPH_KILLED_BUILDS", "3"))
SENTENCE = "Mayor Ann Lee of Fenholt {number} asked the Harbor Council for file {number} on Thursday.\n"
RESULTS = ("graph.nq", "graph.trig", "ledger.csv", "graph.html", "extractions.jsonl")
LONGEST = 60  # seconds that are waited for what must come

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("letters")
    for number in range(12):
        lines = (SENTENCE.format(number=number * 60 + line) for line in range(60))
        (folder / f"{number:02}.txt").write_text("".join(lines), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def whole(letters: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], float]:
    """The results of a build that nobody killed, and for how many seconds it had workers."""
    out = tmp_path_factory.mktemp("whole") / "out"
    with started(letters, out) as process:
        wait_for(lambda: len(alive(process.pid)) > 1)
        began = time.monotonic()
        assert process.wait() == 0
        return results(out), time.monotonic() - began


@pytest.mark.parametrize("number", range(KILLS))
def test_a_build_that_is_killed(
    number: int, letters: Path, whole: tuple[dict[str, bytes], float], tmp_path: Path
) -> None:
    expected, seconds = whole
    out = tmp_path / "out"
    with started(letters, out) as process:
        wait_for(lambda: len(alive(process.pid)) > 1)
        time.sleep(random.Random(number).random() * seconds)
        process.kill()
        assert process.wait() in (-signal.SIGKILL, 0)
        wait_for(lambda: not alive(process.pid))
    assert not out.exists() or results(out) == expected
    with started(letters, out) as again:
        assert again.wait() == 0
        wait_for(lambda: not alive(again.pid))
    assert results(out) == expected
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@contextlib.contextmanager
def started(letters: Path, out: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A build in a session of its own, by which the processes that it starts are known; all of it ends in the end."""
    command = [sys.executable, "-m", "graph", "build", str(letters), "--out", str(out), "--workers", "2", "--quiet"]
    with subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            for pid in alive(process.pid):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)


def alive(session: int) -> list[int]:
    """The processes of a session that run."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            state, _, _, its_session = stat.read_text().rpartition(")")[2].split()[:4]
            if int(its_session) == session and state not in "ZX":
                found.append(int(stat.parent.name))
    return found


def wait_for(condition: Callable[[], bool]) -> None:
    """Waits until something is so."""
    ends = time.monotonic() + LONGEST
    while not condition():
        assert time.monotonic() < ends, "it did not come"
        time.sleep(0.02)


def results(out: Path) -> dict[str, bytes]:
    return {name: (out / name).read_bytes() for name in RESULTS}
