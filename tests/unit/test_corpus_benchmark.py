"""The benchmark of a corpus counts the memory of a build and of what it starts, and none of its own."""

from __future__ import annotations

import subprocess
import sys

from scripts.benchmarks import corpus

MB = 1024  # in KB
_PARENT = """
import subprocess, sys, time
held = bytearray(b"x") * 60_000_000
child = subprocess.Popen([sys.executable, "-c", "import time; held = bytearray(b'x') * 120_000_000; time.sleep(1)"])
child.wait()
time.sleep(0.3)
"""


def test_the_memory_of_a_build_and_of_its_workers_is_told_apart_from_that_of_the_benchmark() -> None:
    own = bytearray(b"x") * 400_000_000
    process = subprocess.Popen([sys.executable, "-c", _PARENT])
    with corpus._watching(process.pid) as peaks:
        process.wait()
    main, worker = peaks.pop(process.pid), max(peaks.values())
    assert 60 * MB < main < 120 * MB < worker < len(own) // 1024
