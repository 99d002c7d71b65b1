"""How a server ends: with its processes, with what it made for now, and with a sentence for who still waits."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from graph.serve.messages import Limits, Settings
from graph.serve.pool import Pool
from tests.served import Served, ended, serving

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o FILTER(?a != ?m) }"
LONG = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"  # 8 million rows


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "data.nq"
    path.write_text("".join(f'<http://a.example/{n}> <http://a.example/says> "{n}" .\n' for n in range(200)))
    return path


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM] * 3)
def test_it_ends_in_the_middle_of_a_query_and_says_so(
    how: signal.Signals, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = tmp_path / "made"
    made.mkdir()
    monkeypatch.setenv("TMPDIR", str(made))
    with serving(data, "--processes", "2") as served:
        assert list(made.iterdir())  # the store of the RDF file
        assert served.ask(COUNT).status_code == 200  # all processes are there
        with ThreadPoolExecutor(1) as pool:
            asked = pool.submit(served.ask, ENDLESS)
            children = _busy(served)
            for child in (*children, served.process.pid):  # as to the whole group
                os.kill(child, how)
            assert served.process.wait(timeout=30) == 0
        assert served.process.stderr
        assert served.process.stderr.read() == ""
    assert (asked.result().status_code, asked.result().text) == (
        503,
        "the server is ending; wanted one that goes on; ask again later\n",
    )
    assert len(children) == 2
    assert all(map(ended, children))
    assert not list(made.iterdir())


def test_an_answer_that_has_begun_is_broken_off(data: Path) -> None:
    with serving(data, "--processes", "1", "--limit", "100000000") as served:
        options = {"params": {"query": LONG, "format": "csv"}, "trust_env": False, "timeout": 60}
        with httpx.stream("GET", f"{served.url}sparql", **options) as response:  # type: ignore[arg-type]
            assert response.status_code == 200
            served.process.send_signal(signal.SIGINT)
            with pytest.raises(httpx.RemoteProtocolError):
                response.read()
        assert served.process.wait(timeout=30) == 0
        assert served.process.stderr
        assert served.process.stderr.read() == ""


def test_a_process_that_is_killed_while_it_waits_costs_no_query(data: Path) -> None:
    with serving(data, "--processes", "2") as served:
        assert served.ask(COUNT).status_code == 200
        for child in served.children():
            os.kill(child, signal.SIGKILL)
            assert ended(child)
        assert [served.ask(COUNT).status_code for _ in range(4)] == [200] * 4
        assert len(served.children()) == 2


def test_a_process_that_is_ended_while_it_starts_is_started_again(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[Pool] = []

    async def start_one(pool: Pool) -> None:
        started.append(pool)
        if len(started) == 1:
            raise ConnectionResetError

    async def replaced() -> None:
        pool = Pool(Settings("store", Limits(), {}, federation=False), 1)
        await pool._replace(await asyncio.create_subprocess_exec(sys.executable, "-c", ""))
        await asyncio.gather(*pool._starting)

    monkeypatch.setattr(Pool, "_start_one", start_one)
    monkeypatch.setattr("graph.serve.pool._PAUSE", 0)
    with ThreadPoolExecutor(1) as thread:  # where no other loop runs: a browser of other tests leaves one
        thread.submit(asyncio.run, replaced()).result()
    assert len(started) == 2


def test_the_processes_end_where_the_server_was_killed(data: Path) -> None:
    with serving(data, "--processes", "2") as served:
        assert served.ask(COUNT).status_code == 200
        children = served.children()
        os.kill(served.process.pid, signal.SIGKILL)
    assert all(map(ended, children))


def _busy(served: Served) -> list[int]:
    """The processes that answer, once one of them is at work."""
    children = served.children()
    before = list(map(_ticks, children))
    while list(map(_ticks, children)) == before:
        time.sleep(0.05)
    return children


def _ticks(pid: int) -> int:
    """How long a process has used a core."""
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11])
