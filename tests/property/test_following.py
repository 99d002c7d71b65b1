"""Laws of following: whatever happens to the files of a folder, its dataset is that of one build of the folder."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from graph import pipeline
from graph.watch import Following

LETTER = "Mayor Ann Lee of Fenholt {0} asked the Harbor Council for file {0} on Thursday. It meets by the water."
NAMES = ("a.txt", "b.txt", "below/c.txt", "rows.jsonl")
_PRINTINGS = st.fixed_dictionaries(
    {"text": st.integers(0, 2).map(LETTER.format)},
    optional={
        "url": st.sampled_from(("https://courier.example/1", "https://courier.example/2")),
        "publisher": st.sampled_from(("The Courier", "The Standard")),
    },
)
_CHANGES = st.tuples(st.sampled_from(NAMES), st.lists(_PRINTINGS, max_size=2) | st.sampled_from(NAMES))


def write(path: Path, printings: list[dict[str, str]]) -> None:
    """A table of printings; a letter is the first of them, with what is known of it beside it; none is no file."""
    path.parent.mkdir(exist_ok=True)
    about = path.with_suffix(".meta.json")
    for old in (path, about):
        old.unlink(missing_ok=True)
    if printings and path.suffix == ".jsonl":
        path.write_text("\n".join(map(json.dumps, printings)))
    elif printings:
        path.write_text(printings[0]["text"])
        about.write_text(json.dumps({key: value for key, value in printings[0].items() if key != "text"}))


def move(old: Path, new: Path) -> None:
    """A file takes another's place; what is known of that one stays beside it."""
    if old.exists() and old.suffix == new.suffix:
        new.parent.mkdir(exist_ok=True)
        old.rename(new)


@settings(max_examples=12)
@given(st.lists(st.lists(_CHANGES, min_size=1, max_size=2), min_size=2, max_size=4))
def test_a_dataset_that_follows_a_folder_is_that_of_one_build(
    passes: list[list[tuple[str, list[dict[str, str]] | str]]],
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, out, fresh = (Path(name, part) for part in ("letters", "out", "fresh"))
        folder.mkdir()
        following = Following(folder, out, taking={})
        for changes in passes:
            for changed, to in changes:
                write(folder / changed, to) if isinstance(to, list) else move(folder / changed, folder / to)
            for journal in following.catch_up():
                journal.close()
            if any((folder / one).exists() for one in NAMES):
                pipeline.build(pipeline.sources([folder]), out=fresh, resume=False).store.close()
                assert (out / "graph.nq").read_bytes() == (fresh / "graph.nq").read_bytes()
            elif out.exists():
                assert not (out / "extractions.jsonl").read_bytes()
