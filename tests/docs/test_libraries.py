"""The README names every library that Askgraph needs to run, and no other."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PYPI_NAMES = {"jinja": "jinja2", "dateutil": "python-dateutil"}


def name(requirement: str) -> str:
    """The name in a requirement line, in small letters."""
    return re.split(r"[=<>~!\[ ;]", requirement.strip(), maxsplit=1)[0].casefold()


def required() -> list[str]:
    lines = (ROOT / "requirements" / "runtime.in").read_text(encoding="utf-8").splitlines()
    return sorted(name(line) for line in lines if line.strip() and not line.startswith("#"))


def test_readme_lists_what_is_required() -> None:
    table = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Libraries")[2].partition("\n## ")[0]
    rows = [line for line in table.splitlines() if line.startswith("|")][2:]
    listed = [re.sub(r"^\| \[?([\w-]+).*", r"\1", row).casefold() for row in rows]
    assert sorted(PYPI_NAMES.get(each, each) for each in listed) == required()


def test_package_requires_the_same() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert sorted(map(name, project["dependencies"])) == required()
