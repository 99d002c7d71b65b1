"""The JavaScript of the page: the committed files are what the sources give; types, lint and unit tests hold."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

import graph.render

PAGE = Path(graph.render.__file__).parent / "page"


@pytest.mark.parametrize(
    "command",
    [("node", "build.mjs", "--check"), ("npx", "tsc", "--noEmit"), ("npx", "eslint", "."), ("node", "--test", "test/")],
    ids=["bundle", "types", "lint", "unit"],
)
def test_the_javascript_holds(command: tuple[str, ...]) -> None:
    if not shutil.which("node") or not (PAGE / "node_modules").is_dir():
        pytest.skip("the tools of the page are not installed: run `npm ci` in graph/render/page")
    done = subprocess.run(command, cwd=PAGE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
