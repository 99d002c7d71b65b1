"""The wheel, installed in an empty environment away from the checkout, does the main job."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    [wheel] = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The installed console command.

    The requirements are those of this environment, seen by a .pth file: they are pinned and were checked
    when it was made, and to fetch them again would need a network. Askgraph itself is not among them.
    """
    folder = tmp_path_factory.mktemp("env")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    python = folder / "bin" / "python"
    [site] = (folder / "lib").glob("python*/site-packages")
    [requirements] = {path for path in map(Path, sys.path) if path.name == "site-packages"}
    install = ["-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index", "--quiet", str(wheel)]
    subprocess.run([sys.executable, *install], check=True, capture_output=True)
    (site / "requirements.pth").write_text(f"{requirements}\n")
    return folder / "bin" / "askgraph"


def askgraph(program: Path, folder: Path, *arguments: str) -> str:
    """What the installed command prints, run away from the checkout."""
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run([program, *arguments], cwd=folder, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_the_wheel_carries_its_data(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder, inside in (("ontology", "graph/ontology_files"), ("graph", "graph")):
        tracked = subprocess.run(["git", "ls-files", folder], cwd=ROOT, capture_output=True, text=True).stdout.split()
        data = [name for name in tracked if not name.endswith(".py") and "/page/" not in name]
        assert [name for name in data if inside + name.removeprefix(folder) not in names] == []
    assert not [name for name in names if name.startswith(("tests/", "scripts/"))]


def test_the_installed_command_does_the_main_job(program: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Mayor Ann Lee asked the council for the files on Thursday.\n")
    out = askgraph(program, tmp_path, "build", "letter.txt", "--published", "2026-03-06")
    assert out == "1 article: 1 request. Open output/graph.html\n"
    [row] = json.loads((tmp_path / "output" / "ledger.json").read_text())
    assert (row["item"], row["made_on"]) == (["the files"], "2026-03-05")
    assert "the files" in (tmp_path / "output" / "graph.html").read_text(encoding="utf-8")
    query = "SELECT ?words { ?request ask:item/rdfs:label ?words }"
    assert askgraph(program, tmp_path, "query", query, "--format", "csv") == "words\nthe files\n"
