"""A build with workers, as the command line runs it: limits, what is shown meanwhile, Ctrl-C, and going on after it."""

from __future__ import annotations

import io
import json
import os
import pty
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from graph import cli, pipeline, worker
from graph.cli import running
from graph.cli.terminal import INTERRUPTED, SET_ASIDE, WHOLE
from tests import poison

LETTER = "Mayor Ann Lee of Fenholt {number} asked the Harbor Council for file {number} on Thursday.\n"
FILES = ("graph.nq", "graph.trig", "ledger.csv", "graph.html", "extractions.jsonl")


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    folder = tmp_path / "letters"
    folder.mkdir()
    for number in range(24):
        (folder / f"{number:02}.txt").write_text(LETTER.format(number=number))
    return folder


@contextmanager
def started(*arguments: str | Path, **streams: Any) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "graph", *map(str, arguments)]
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **streams}
    with subprocess.Popen(command, **streams) as process:
        yield process


def results(out: Path) -> dict[str, bytes]:
    return {name: (out / name).read_bytes() for name in FILES}


def test_any_number_of_workers_gives_the_same_bytes(letters: Path, tmp_path: Path) -> None:
    for name, options in {"one": ["--workers", "1"], "two": ["--workers", "2"], "none": ["--engine", "serial"]}.items():
        assert cli.run(["build", str(letters), "--out", str(tmp_path / name), *options]) == WHOLE
    assert results(tmp_path / "one") == results(tmp_path / "two") == results(tmp_path / "none")


def test_an_article_that_takes_too_long_is_set_aside(
    letters: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "keep", poison.keep)
    (letters / "endless.txt").write_text("Ben Roe asked for the spin files.")  # where a letter takes milliseconds
    options = ["--workers", "2", "--timeout-per-document", "6", "--out", str(tmp_path / "out"), "--json"]
    assert cli.run(["build", str(letters), *options]) == SET_ASIDE
    shown = capsys.readouterr()
    assert "endless.txt: it took longer than 6 s" in shown.err
    figures = json.loads(shown.out)
    assert (figures["inputs"], figures["documents"], figures["set_aside"]) == (25, 24, 1)
    assert figures["requests"] == 24


@pytest.mark.parametrize(("engine", "number"), [("processes", signal.SIGINT), ("ray", signal.SIGTERM)])
def test_a_signal_ends_the_workers_and_the_same_command_goes_on(
    engine: str, number: signal.Signals, letters: Path, tmp_path: Path
) -> None:
    if engine == "ray":
        pytest.importorskip("ray")
    (letters / "book.txt").write_text("".join(LETTER.format(number=number) for number in range(2_000)))
    out, options = tmp_path / "out", ["--workers", "2"]
    with started("build", letters, "--out", out, *options, "--engine", engine) as process:
        lines = tmp_path / ".out.new" / "extractions.jsonl"
        while not (lines.is_file() and lines.stat().st_size) and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(number)
        _, err = process.communicate()
    assert (process.returncode, err.splitlines()[-1]) == (INTERRUPTED, b"askgraph: stopped")
    assert b"*** SIG" not in err  # Ray's trace
    assert not out.exists()
    assert cli.run(["build", str(letters), "--out", str(out), *options]) == WHOLE
    assert cli.run(["build", str(letters), "--out", str(tmp_path / "whole"), *options]) == WHOLE
    assert results(out) == results(tmp_path / "whole")
    assert not lines.exists()


@pytest.mark.parametrize("seconds", [0.3, 0.8])
def test_ctrl_c_while_workers_start_ends_in_one_line(letters: Path, tmp_path: Path, seconds: float) -> None:
    options = ["--workers", "2", "--quiet"]
    with started("build", letters, "--out", tmp_path / "out", *options, start_new_session=True) as process:
        while not _children(process.pid) and process.poll() is None:  # the server of forks is the first of them
            time.sleep(0.001)
        time.sleep(seconds)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the workers, too
        _, err = process.communicate()
    assert err.decode() == "\naskgraph: stopped\n"
    assert process.returncode == INTERRUPTED


def _children(process: int) -> str:
    return Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")


def test_a_terminal_is_shown_how_far_it_is(letters: Path, tmp_path: Path) -> None:
    primary, secondary = pty.openpty()
    termios.tcsetwinsize(secondary, (24, 100))
    with started("build", letters, "--out", tmp_path / "out", stderr=secondary) as process:
        os.close(secondary)
        shown = b""
        while True:
            try:
                part = os.read(primary, 4096)
            except OSError:  # the other side has ended
                break
            if not part:
                break
            shown += part
    os.close(primary)
    assert process.returncode == WHOLE
    assert b"/24 [" in shown
    assert b"0 set aside" in shown


@pytest.mark.parametrize(("total", "done"), [(None, "{} articles"), (24, "{} of 24 articles")])
def test_a_log_gets_a_line_now_and_then(total: int | None, done: str, capsys: pytest.CaptureFixture[str]) -> None:
    times = iter([0.0, 10.0, 31.0, 31.0, 40.0, 70.0, 70.0])
    journal = pipeline.Journal(on_change=running._lines(lambda: next(times), total))
    for number in range(4):
        journal.refuse(f"{number}.txt", "it is empty")
    lines = capsys.readouterr().err.splitlines()
    assert lines == [
        f"askgraph: {done.format(2)} done, 0.1 a second, 2 set aside",
        f"askgraph: {done.format(4)} done, 0.1 a second, 4 set aside",
    ]


def test_progress_does_not_wait_for_the_store(letters: Path, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    journal = pipeline.Journal(on_change=lambda now: seen.append((now.reached(), len(now.documents))))
    pipeline.build(pipeline.sources([letters]), out=tmp_path / "out", journal=journal).store.close()
    assert (24, 0) in seen  # all are read while the store, which takes many at once, holds none
    assert [reached for reached, _ in seen] == sorted(reached for reached, _ in seen)
    assert seen[-1] == (24, 24)


def test_quiet_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    journal = pipeline.Journal()
    before = journal.on_change
    with running.showing(journal, [], quiet=True):
        assert journal.on_change is before


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--address", "127.0.0.1:6379"], "--engine ray"),
        (["--workers", "0"], "x>=1"),
        (["--timeout-per-document", "0"], "x>0"),
        (["--engine", "dask"], "'dask' is not one of"),
    ],
)
def test_wrong_calls_are_told(options: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["build", "letter.txt", *options]) == 2
    assert told in capsys.readouterr().err


def test_an_earlier_build_cut_short_is_forgotten_by_fresh(letters: Path, tmp_path: Path) -> None:
    left = tmp_path / ".out.new"
    left.mkdir()
    (left / "extractions.jsonl").write_text("not a line of an extraction")
    assert cli.run(["build", str(letters), "--out", str(tmp_path / "out"), "--fresh"]) == WHOLE
    assert not left.exists()
