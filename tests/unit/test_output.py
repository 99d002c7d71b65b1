"""A folder of results takes the place of the old one whole, or not at all."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from graph import output
from graph.errors import RunError


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def build(out: Path, content: str) -> None:
    with output.replacing(out) as folder:
        (folder / output.MARK).write_text(content)
        (folder / "store").mkdir()


def test_a_new_folder_is_made_with_its_parents(tmp_path: Path) -> None:
    build(tmp_path / "a" / "b", "one")
    assert names(tmp_path / "a") == ["b"], "and nothing is left beside it"
    assert names(tmp_path / "a" / "b") == ["run.json", "store"]


def test_an_old_one_is_replaced_and_what_others_put_there_is_kept(tmp_path: Path) -> None:
    build(tmp_path / "out", "one")
    (tmp_path / "out" / "store" / "old").touch()
    (tmp_path / "out" / "notes.txt").write_text("mine")
    build(tmp_path / "out", "two")
    assert (tmp_path / "out" / "run.json").read_text() == "two"
    assert names(tmp_path / "out") == ["notes.txt", "run.json", "store"]
    assert names(tmp_path / "out" / "store") == []
    assert names(tmp_path) == ["out"]


@pytest.mark.parametrize(
    ("error", "raised", "says"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), RunError, r"cannot be written \(No space left on device\)"),
        (RunError("no article could be read"), RunError, "no article"),
        (KeyboardInterrupt(), KeyboardInterrupt, None),
    ],
)
def test_a_failed_build_leaves_the_old_one(
    tmp_path: Path, error: BaseException, raised: type[BaseException], says: str | None
) -> None:
    build(tmp_path / "out", "one")

    def fail() -> None:
        with output.replacing(tmp_path / "out") as folder:
            (folder / output.MARK).write_text("two")
            raise error

    with pytest.raises(raised, match=says):
        fail()
    assert (tmp_path / "out" / "run.json").read_text() == "one"
    assert names(tmp_path) == ["out"]


def test_a_swap_that_fails_brings_the_old_one_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path / "out", "one")
    rename = Path.rename

    def fail_on_the_new(path: Path, target: Path) -> Path:
        if path.suffix == ".new":
            raise OSError(errno.EIO, "Input/output error")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail_on_the_new)
    with pytest.raises(RunError, match="Input/output error"):
        build(tmp_path / "out", "two")
    assert (tmp_path / "out" / "run.json").read_text() == "one"


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    build(tmp_path, "one")
    assert names(tmp_path) == ["run.json", "store"]


def test_what_no_build_has_written_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    for out, says in ((tmp_path, "holds other things than a build"), (tmp_path / "thesis.txt", "is a file")):
        with pytest.raises(RunError, match=says):
            build(out, "one")
    assert names(tmp_path) == ["thesis.txt"]


def test_a_folder_of_a_missing_place_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(RunError, match="cannot be written"):
        build(tmp_path / "file" / "out", "one")
