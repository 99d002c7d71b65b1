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


@pytest.fixture
def in_two_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system on which two folders cannot change places at once."""
    monkeypatch.setattr(output, "_exchange", lambda one, other: False)


@pytest.mark.usefixtures("in_two_steps")
def test_without_an_exchange_an_old_one_is_replaced_too(tmp_path: Path) -> None:
    test_an_old_one_is_replaced_and_what_others_put_there_is_kept(tmp_path)


@pytest.mark.usefixtures("in_two_steps")
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
    assert names(tmp_path) == ["out"]


def test_a_swap_that_was_cut_short_is_undone_by_the_next_run(tmp_path: Path) -> None:
    build(tmp_path / "out", "one")
    (tmp_path / "out").rename(tmp_path / ".out.old")
    output.recover(tmp_path / "out")
    assert (tmp_path / "out" / "run.json").read_text() == "one"


def test_what_a_killed_run_left_goes_with_the_next_one(tmp_path: Path) -> None:
    (tmp_path / ".out.new" / "store").mkdir(parents=True)
    (tmp_path / ".out.new" / "half").touch()
    build(tmp_path / "out", "one")
    assert names(tmp_path) == ["out"]
    assert names(tmp_path / "out") == ["run.json", "store"]


@pytest.mark.parametrize("first", [True, False], ids=["no folder yet", "a folder"])
def test_a_second_writer_is_told_and_disturbs_nothing(tmp_path: Path, first: bool) -> None:
    if not first:
        build(tmp_path / "out", "one")
    with output.replacing(tmp_path / "out") as folder:
        (folder / output.MARK).write_text("mine")
        with pytest.raises(RunError, match=r"/out is being written by another process"):
            build(tmp_path / "out", "theirs")
    assert (tmp_path / "out" / "run.json").read_text() == "mine"
    assert names(tmp_path) == ["out"]


def test_folders_and_links_of_others_are_kept(tmp_path: Path) -> None:
    build(tmp_path / "out", "one")
    (tmp_path / "out" / "notes" / "deep").mkdir(parents=True)
    (tmp_path / "out" / "notes" / "deep" / "a.txt").write_text("mine")
    (tmp_path / "out" / "link").symlink_to("notes")
    build(tmp_path / "out", "two")
    assert (tmp_path / "out" / "notes" / "deep" / "a.txt").read_text() == "mine"
    assert (tmp_path / "out" / "link").readlink() == Path("notes")


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


def test_a_file_is_replaced_whole_with_its_mode(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("one")
    (tmp_path / "real").chmod(0o640)
    (tmp_path / "page").symlink_to("real")
    with output.replacing_file(tmp_path / "page") as file:
        file.write(b"two")
        assert (tmp_path / "page").read_text() == "one"
    assert (tmp_path / "real").read_text() == "two"
    assert (tmp_path / "real").stat().st_mode & 0o777 == 0o640
    assert names(tmp_path) == ["page", "real"]


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()])
def test_a_file_that_fails_leaves_the_old_one(tmp_path: Path, error: BaseException) -> None:
    (tmp_path / "page").write_text("one")

    def fail() -> None:
        with output.replacing_file(tmp_path / "page") as file:
            file.write(b"tw")
            raise error

    with pytest.raises((RunError, KeyboardInterrupt)):
        fail()
    assert (tmp_path / "page").read_text() == "one"
    assert names(tmp_path) == ["page"]


def test_a_second_writer_of_a_file_is_told(tmp_path: Path) -> None:
    with output.replacing_file(tmp_path / "page") as file:
        file.write(b"mine")
        with pytest.raises(RunError, match="being written"), output.replacing_file(tmp_path / "page"):
            pass
    assert (tmp_path / "page").read_text() == "mine"


def test_what_is_no_file_is_written_to(tmp_path: Path) -> None:
    with output.replacing_file(Path("/dev/null")) as file:
        file.write(b"two")
    assert not Path("/dev/null").is_file()
    with pytest.raises(RunError, match="Is a directory"), output.replacing_file(tmp_path):
        pass
