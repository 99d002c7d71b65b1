"""Inputs to sources: files, folders, patterns, lists and standard input, in a fixed order."""

from __future__ import annotations

import io
import os
import pickle
import random
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import intake, pipeline
from graph.intake import sources
from graph.intake.parts import Part
from graph.model import Format, Metadata, Refused, Source
from graph.read import document

WORDS = "The mayor asked the council for the files.\n"


def tree(folder: Path, *names: str) -> None:
    """Files of these names, each an article."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(WORDS)


def named(found: Iterable[Source | Refused], folder: Path) -> list[str]:
    """The names of sources, as from the folder; those of refused ones with a sign before them."""
    return [("!" if isinstance(one, Refused) else "") + os.path.relpath(one.name, folder) for one in found]


def refusal(found: Iterable[Source | Refused]) -> str:
    """Why the one refused input among those found is refused."""
    [refused] = [one for one in found if isinstance(one, Refused)]
    return str(refused.error)


def test_a_folder_gives_its_files_by_name_and_all_below(tmp_path: Path) -> None:
    tree(tmp_path, "b.txt", "a/z.txt", "a/b.md", "c.exe", "a.txt")
    assert named(sources([tmp_path]), tmp_path) == ["a/b.md", "a/z.txt", "a.txt", "b.txt", "!c.exe"]


def test_a_folder_passes_over_what_no_reader_is_to_see(tmp_path: Path) -> None:
    tree(tmp_path, "a.txt", "a.meta.yaml", ".hidden.txt", ".git/HEAD", "~$a.docx")
    assert named(sources([str(tmp_path)]), tmp_path) == ["a.txt"]


def test_links_that_lead_out_are_refused_and_those_inside_are_read_once(tmp_path: Path) -> None:
    tree(tmp_path, "out/secret.txt", "in/a/b.txt")
    (tmp_path / "in" / "out.txt").symlink_to(tmp_path / "out" / "secret.txt")
    (tmp_path / "in" / "outside").symlink_to(tmp_path / "out")
    (tmp_path / "in" / "again").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "none.txt").symlink_to(tmp_path / "in" / "nothing")
    os.mkfifo(tmp_path / "in" / "pipe.txt")
    found = list(sources([tmp_path / "in"]))
    assert named(found, tmp_path / "in") == ["a/b.txt", "!none.txt", "!out.txt", "!outside", "!pipe.txt"]
    reasons = [str(one.error) for one in found if isinstance(one, Refused)]
    assert [reason.split("; ")[0].rpartition(" is ")[2] for reason in reasons] == [
        "a link to nothing",
        "a link that leads out of the folder",
        "a link that leads out of the folder",
        "no file",
    ]


def test_an_archive_that_goes_while_its_folder_is_read_costs_only_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree(tmp_path, "b.txt")
    listed = [Part(str(tmp_path / name), tmp_path / name) for name in ("a.zip", "b.txt")]
    monkeypatch.setattr(intake, "walk", lambda folder: iter(listed))
    assert named(sources([tmp_path]), tmp_path) == ["!a.zip", "b.txt"]


def test_an_empty_folder_is_an_input_that_is_set_aside(tmp_path: Path) -> None:
    assert refusal(sources([tmp_path])).endswith(
        "holds nothing to read; wanted at least one article; check what is in it"
    )


def test_patterns(tmp_path: Path) -> None:
    tree(tmp_path, "b.txt", "a/z.txt", "a/b.md")
    assert named(sources([f"{tmp_path}/**/*.txt"]), tmp_path) == ["a/z.txt", "b.txt"]
    assert "no file fits" in refusal(sources([f"{tmp_path}/*.pdf"]))
    assert named(sources([f"{tmp_path}/**"]), tmp_path) == ["a/b.md", "a/z.txt", "b.txt"]
    assert "is no pattern" in refusal(sources([f"{tmp_path}/a**b/*.txt"]))


def test_a_pattern_goes_into_no_linked_or_hidden_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree(tmp_path, "a.txt", "in/b.txt", ".git/c.txt")
    for link in ("round", "again"):  # two that lead back: the ways through them are without number
        (tmp_path / "in" / link).symlink_to(tmp_path)
    assert named(sources([f"{tmp_path}/**/*.txt"]), tmp_path) == ["a.txt", "in/b.txt"]
    monkeypatch.chdir(tmp_path / "in")
    assert [source.name for source in sources(["*.txt", "../*.txt"])] == ["b.txt", "../a.txt"]


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path: Path) -> None:
    tree(tmp_path, "a[1].txt", "a1.txt")
    assert named(sources([tmp_path / "a[1].txt"]), tmp_path) == ["a[1].txt"]


def test_a_list_names_inputs_one_a_line(tmp_path: Path) -> None:
    tree(tmp_path, "a.txt", "more/b.txt", "more/c.txt")
    listing = tmp_path / "list"
    listing.write_text(f"{tmp_path}/a.txt\n\n{tmp_path}/more\n{tmp_path}/none.txt\n@{listing}\n")
    expected = ["a.txt", "more/b.txt", "more/c.txt", "!none.txt"]
    assert named(sources([f"@{listing}"]), tmp_path)[:4] == expected
    assert "cannot be read" in refusal(sources(["@none"]))


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(WORDS.encode())))
    assert list(sources(["-"])) == [Source("standard input", Format.TEXT, WORDS.encode())]


def test_metadata_holds_for_every_source(tmp_path: Path) -> None:
    tree(tmp_path, "a.txt", "b.txt")
    found = sources([tmp_path], metadata=Metadata(publisher="The Courier"))
    assert [one.metadata.publisher for one in found if isinstance(one, Source)] == ["The Courier"] * 2


def test_sources_travel_to_other_processes(tmp_path: Path) -> None:
    tree(tmp_path, "a.txt", "b.exe")
    source, refused = sources([tmp_path])
    assert pickle.loads(pickle.dumps(source)) == source
    assert refusal([pickle.loads(pickle.dumps(refused))]) == refusal([refused])


def test_what_a_build_has_made_is_passed_over(tmp_path: Path) -> None:
    tree(tmp_path, "a.txt")
    pipeline.build([document(WORDS)], out=tmp_path / "output").store.close()
    assert named(sources([tmp_path]), tmp_path) == ["a.txt"]


def test_names_that_the_system_does_not_take() -> None:
    assert "cannot be looked at (File name too long)" in refusal(sources(["x" * 5000]))
    assert "does not exist" in refusal(sources(["a\x00b"]))


def test_links_in_a_circle(tmp_path: Path) -> None:
    tree(tmp_path, "a.txt")
    (tmp_path / "b").symlink_to(tmp_path / "c")
    (tmp_path / "c").symlink_to(tmp_path / "b")
    assert named(sources([tmp_path]), tmp_path) == ["a.txt", "!b", "!c"]


def test_a_folder_named_by_a_link_is_read(tmp_path: Path) -> None:
    tree(tmp_path, "in/a.txt")
    (tmp_path / "link").symlink_to(tmp_path / "in")
    assert named(sources([tmp_path / "link"]), tmp_path) == ["link/a.txt"]


def test_folders_nested_deeper_than_calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(600):
        Path("a").mkdir()
        os.chdir("a")
    Path("a.txt").write_text(WORDS)
    monkeypatch.chdir(tmp_path)
    assert [one.name for one in sources(["."])] == ["a/" * 600 + "a.txt"]


names = st.text("ab.~$é\n", min_size=1, max_size=6).filter(lambda name: name not in (".", ".."))


@given(st.sets(st.tuples(names, names)), st.randoms())
def test_the_order_of_a_folder_is_that_of_its_names(
    tmp_path_factory: pytest.TempPathFactory, paths: set[tuple[str, str]], chance: random.Random
) -> None:
    orders = []
    for _ in range(2):
        folder, made = tmp_path_factory.mktemp("order"), sorted(paths)
        chance.shuffle(made)
        for parent, name in made:
            (folder / f"d{parent}").mkdir(exist_ok=True)
            (folder / f"d{parent}" / name).write_text(WORDS)
        orders.append([os.path.relpath(one.name, folder) for one in sources([folder])])
    assert orders[0] == orders[1] == sorted(orders[0], key=lambda path: path.split("/"))
    if not paths:
        assert orders[0] == ["."]
