"""What is written from the ontology is up to date, and every query and folder of it is described."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from graph import ontology

ROOT = Path(__file__).resolve().parents[2]


def test_tables_and_context_are_as_the_ontology_has_them() -> None:
    command = [sys.executable, str(ROOT / "scripts" / "ontology_table.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_term_is_in_the_readme() -> None:
    text = (ROOT / "ontology" / "README.md").read_text(encoding="utf-8")
    names = [term.rpartition("#")[2] for term in (*ontology.Class, *ontology.Property)]
    assert [name for name in names if f"| `{name}` |" not in text] == []


def test_every_file_of_the_folder_is_in_the_readme() -> None:
    text = (ROOT / "ontology" / "README.md").read_text(encoding="utf-8")
    listed = [path for path in (ROOT / "ontology").iterdir() if path.name != "README.md"]
    assert [path.name for path in listed if f"`{path.name}" not in text] == []
