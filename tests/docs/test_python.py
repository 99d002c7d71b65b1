"""The examples of docs/python.md give what the page says."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from importlib import util
from pathlib import Path

import pytest

PAGE = Path(__file__).resolve().parents[2] / "docs" / "python.md"
PANDAS = re.compile(r"^## A table for pandas$.*?(?=^## )", re.DOTALL | re.MULTILINE)


def run(page: Path) -> doctest.TestResults:
    return doctest.testfile(str(page), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE)


@pytest.mark.skipif(util.find_spec("pandas") is None, reason="pandas is not installed")
def test_examples() -> None:
    result = run(PAGE)
    assert result.attempted > 10
    assert result.failed == 0


def test_the_script_with_workers_runs(tmp_path: Path) -> None:
    [script] = re.findall(r"^```python\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a.txt").write_text("Mayor Ann Lee asked the council for the files.")
    (tmp_path / "script.py").write_text(script, encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": str(PAGE.parents[1])}
    done = subprocess.run(
        [sys.executable, "script.py"], cwd=tmp_path, env=env, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("1 requests; 0 articles set aside\n", "")


def test_examples_that_need_no_pandas(tmp_path: Path) -> None:
    page, left_out = PANDAS.subn("", PAGE.read_text(encoding="utf-8"))
    (tmp_path / "python.md").write_text(page, encoding="utf-8")
    result = run(tmp_path / "python.md")
    assert (left_out, "pandas" in page) == (1, False)
    assert result.attempted > 10
    assert result.failed == 0
