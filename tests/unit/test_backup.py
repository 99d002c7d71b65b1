"""A backup gives the dataset back as it was, and one that is not whole is told before anything is done."""

from __future__ import annotations

import datetime as dt
import json
import random
import zipfile
from pathlib import Path

import pytest

from graph import pipeline, upkeep
from graph.errors import RunError
from graph.read import document
from graph.store import open_store

NOW = dt.datetime(2026, 3, 7, tzinfo=dt.UTC)
TEXTS = ("Mayor Ann Lee asked the Harbor Council for the files.\n", "Ben Roe asked “Zoë” \U0001f642 for the maps.\n")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("backup") / "out"
    pipeline.build(map(document, TEXTS), out=out, made_at=NOW).store.close()
    upkeep.back_up(str(out), out.parent / "whole.zip")
    return out


def test_a_folder_comes_back_as_it_was(built: Path, tmp_path: Path) -> None:
    assert upkeep.restore(built.parent / "whole.zip", tmp_path / "back", made_at=NOW) == 2
    for path in sorted(built.iterdir()):
        if path.is_file() and path.name != "run.json":
            assert (tmp_path / "back" / path.name).read_bytes() == path.read_bytes(), path.name
    assert upkeep.check(str(tmp_path / "back"))[1] == ()


def test_a_folder_comes_back_with_whole_articles_where_the_backup_has_them(built: Path, tmp_path: Path) -> None:
    upkeep.restore(built.parent / "whole.zip", tmp_path / "back", with_text=True)
    for text in TEXTS:
        assert json.dumps(text, ensure_ascii=False) in (tmp_path / "back" / "graph.html").read_text(encoding="utf-8")
        assert json.dumps(text, ensure_ascii=False) not in (built / "graph.html").read_text(encoding="utf-8")
    upkeep.back_up(str(built / "store"), tmp_path / "quads.zip")
    with pytest.raises(RunError, match=r"quads\.zip keeps no texts"):
        upkeep.restore(tmp_path / "quads.zip", tmp_path / "none", with_text=True)
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_a_store_comes_back_as_it_was(built: Path, tmp_path: Path, kind: str) -> None:
    location = built / "store" if kind == "folder" else built / "graph.nq"
    upkeep.back_up(str(location), tmp_path / "b.zip")
    upkeep.restore_store(tmp_path / "b.zip", str(tmp_path / "store"))
    dumped = open_store(str(tmp_path / "store"), read_only=True).dump()
    assert dumped == (built / "graph.nq").read_text(encoding="utf-8")


def test_nothing_is_written_over(built: Path) -> None:
    with pytest.raises(RunError, match="holds something already"):
        upkeep.restore(built.parent / "whole.zip", built)
    with pytest.raises(RunError, match="holds something already"):
        upkeep.restore_store(built.parent / "whole.zip", str(built / "store"))


def test_a_truncated_or_altered_backup_is_told_and_nothing_is_done(built: Path, tmp_path: Path) -> None:
    content = (built.parent / "whole.zip").read_bytes()
    chance = random.Random(1)
    broken = [content[: chance.randrange(len(content))] for _ in range(10)]
    for _ in range(20):
        place = chance.randrange(200, len(content) - 400)  # in the midst of the packed data
        broken.append(content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :])
    for bytes_ in broken:
        (tmp_path / "b.zip").write_bytes(bytes_)
        with pytest.raises(RunError, match="cannot be restored"):
            upkeep.restore(tmp_path / "b.zip", tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["b.zip"]


@pytest.mark.parametrize(("place", "value"), [(6, 99), (8, 1), (10, 9), (10, 12), (10, 14)])
def test_a_backup_that_says_it_is_packed_in_another_way_is_told(
    place: int, value: int, built: Path, tmp_path: Path
) -> None:
    """By a later version of zip, encrypted, in a way that nobody has, as bzip2, as LZMA."""
    content = bytearray((built.parent / "whole.zip").read_bytes())
    content[content.index(b"PK\x01\x02") + place] = value  # of the first file in its directory
    (tmp_path / "b.zip").write_bytes(content)
    with pytest.raises(RunError, match="cannot be restored"):
        upkeep.restore(tmp_path / "b.zip", tmp_path / "out")


def test_a_backup_of_a_newer_version_is_told(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("backup.json", json.dumps({"format": 2, "askgraph": "9.0"}))
        archive.writestr("graph.nq", "")
    with pytest.raises(RunError, match=r"newer askgraph \(9\.0\)"):
        upkeep.restore(tmp_path / "b.zip", tmp_path / "out")


def test_where_a_backup_cannot_be_written_or_found_is_told(built: Path, tmp_path: Path) -> None:
    with pytest.raises(RunError, match="cannot be written"):
        upkeep.back_up(str(built), tmp_path / "none" / "b.zip")
    with pytest.raises(RunError, match="cannot be read"):
        upkeep.restore(tmp_path / "none.zip", tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_one_dataset_gives_one_backup(built: Path, tmp_path: Path) -> None:
    upkeep.back_up(str(built), tmp_path / "b.zip")
    assert (tmp_path / "b.zip").read_bytes() == (built.parent / "whole.zip").read_bytes()
