"""A server as its users run it: a process of its own on a free port of this machine."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx


@dataclass(frozen=True)
class Served:
    """A server that runs, and the ways to ask it."""

    process: subprocess.Popen[str]
    url: str

    def send(self, method: str, path: str, **request: Any) -> httpx.Response:
        """One request, in a connection of its own."""
        return httpx.request(method, self.url + path.lstrip("/"), trust_env=False, timeout=60, **request)

    def ask(self, query: str, accept: str = "application/sparql-results+json", **parameters: Any) -> httpx.Response:
        """A query by GET."""
        return self.send("GET", "sparql", params={"query": query, **parameters}, headers={"Accept": accept})

    def children(self) -> list[int]:
        """The processes that answer for it."""
        found: list[int] = []
        for task in Path(f"/proc/{self.process.pid}/task").iterdir():
            with contextlib.suppress(FileNotFoundError):  # a thread that has ended since it was listed
                found += map(int, (task / "children").read_text().split())
        return found


@contextlib.contextmanager
def serving(dataset: Path, *options: str) -> Iterator[Served]:
    """`askgraph serve` over a dataset, ended as Ctrl-C ends it."""
    program = [sys.executable, "-m", "graph", "serve", "--from", str(dataset), "--port", "0", *options]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            line = process.stdout.readline()
            assert " at http://127.0.0.1:" in line, (line, process.stderr.read() if process.stderr else "")
            yield Served(process, line.partition(" at ")[2].split()[0])
        finally:
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=30)


def ended(pid: int) -> bool:
    """Whether a process ends, watched for a while."""
    for _ in range(600):
        try:
            os.kill(pid, 0)
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.05)
    return False
