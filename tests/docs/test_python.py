"""The examples of docs/python.md give what the page says."""

from __future__ import annotations

import doctest
import re
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


def test_examples_that_need_no_pandas(tmp_path: Path) -> None:
    page, left_out = PANDAS.subn("", PAGE.read_text(encoding="utf-8"))
    (tmp_path / "python.md").write_text(page, encoding="utf-8")
    result = run(tmp_path / "python.md")
    assert (left_out, "pandas" in page) == (1, False)
    assert result.attempted > 10
    assert result.failed == 0
