"""A folder that is watched: what comes, changes and goes in it does so in the dataset, in passes and as a process."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph import cli, output, pipeline, watch
from graph.cli.terminal import INTERRUPTED
from graph.errors import BusyError, RunError
from graph.watch import SOURCES, Following

LETTER = "Mayor Ann Lee of Fenholt {number} asked the Harbor Council for file {number} on Thursday.\n"
RESULTS = ("graph.nq", "graph.trig", "ledger.csv", "graph.html")


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    folder = tmp_path / "letters"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(LETTER.format(number=number))
    return folder


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def following(letters: Path, out: Path, **options: Any) -> Callable[[], Counter[str]]:
    """All passes until nothing is left to do, and the figures of them together; none where there was nothing."""
    found = Following(letters, out, taking={}, **options)
    return lambda: sum((Counter(journal.figures()) for journal in found.catch_up()), Counter())


def assert_follows(letters: Path, out: Path) -> None:
    """The results are those of one build of the folder as it is."""
    fresh = out.with_name("fresh")
    pipeline.build(pipeline.sources([letters]), out=fresh, resume=False).store.close()
    for name in RESULTS:
        assert (out / name).read_bytes() == (fresh / name).read_bytes(), name
    lines = [sorted((folder / "extractions.jsonl").read_bytes().splitlines()) for folder in (out, fresh)]
    assert lines[0] == lines[1]


def test_what_comes_changes_and_goes(letters: Path, out: Path) -> None:
    catch_up = following(letters, out)
    assert catch_up()["documents"] == 3
    assert not catch_up()
    (letters / "0.txt").write_text(LETTER.format(number=70))
    (letters / "1.txt").unlink()
    (letters / "below").mkdir()
    (letters / "below" / "new.txt").write_text(LETTER.format(number=80))
    figures = catch_up()
    assert (figures["inputs"], figures["documents"], figures["gone"]) == (2, 2, 2)
    assert_follows(letters, out)


def test_the_page_holds_whole_articles_from_pass_to_pass(letters: Path, out: Path) -> None:
    (letters / "0.txt").write_text("Mayor Ann Lee asked the Harbor Council for file 0. It had rained all week.\n")
    catch_up = following(letters, out, with_text=True)
    catch_up()
    assert "It had rained all week." in (out / "graph.html").read_text()
    (letters / "1.txt").unlink()
    catch_up()
    following(letters, out)()
    assert "It had rained all week." in (out / "graph.html").read_text()
    following(letters, out, with_text=False)()
    assert "It had rained all week." not in (out / "graph.html").read_text()


def test_what_changed_while_nobody_watched_is_taken_in_first(letters: Path, out: Path) -> None:
    following(letters, out)()
    (letters / "0.txt").unlink()
    state = (letters / "1.txt").stat()
    (letters / "1.txt").write_text(LETTER.format(number=9))
    os.utime(letters / "1.txt", ns=(state.st_atime_ns, state.st_mtime_ns))  # as an archive that is unpacked does
    figures = following(letters, out)()
    assert (figures["documents"], figures["unchanged"], figures["gone"]) == (1, 1, 2)
    assert_follows(letters, out)


def test_one_text_in_two_files_goes_with_the_last(letters: Path, out: Path) -> None:
    (letters / "again.txt").write_text(LETTER.format(number=0))
    catch_up = following(letters, out)
    assert catch_up()["repeated"] == 1
    (letters / "0.txt").unlink()
    assert "gone" not in catch_up()
    assert_follows(letters, out)
    (letters / "again.txt").unlink()
    assert catch_up()["gone"] == 1
    assert_follows(letters, out)


def test_what_the_remaining_file_knows_of_a_text_holds(letters: Path, out: Path) -> None:
    (letters / "again.txt").write_text(LETTER.format(number=0))
    (letters / "again.meta.yaml").write_text("published: 2026-03-06\n")
    catch_up = following(letters, out)
    catch_up()
    (letters / "0.txt").unlink()
    catch_up()
    assert "2026-03-06" in (out / "graph.nq").read_text()
    assert_follows(letters, out)


def printed(letters: Path, name: str, number: int, **about: str) -> None:
    """A letter in the folder, with the file that says who printed it where."""
    (letters / f"{name}.txt").write_text(LETTER.format(number=number))
    (letters / f"{name}.meta.json").write_text(json.dumps(about))


def test_several_printings_of_a_text_come_and_go(letters: Path, out: Path) -> None:
    printed(letters, "m", 9, url="https://courier.example/9")
    catch_up = following(letters, out)
    assert catch_up()["documents"] == 4
    printed(letters, "b", 9, url="https://standard.example/9")
    catch_up()
    assert_follows(letters, out)
    (letters / "b.txt").unlink()
    catch_up()
    assert_follows(letters, out)
    printed(letters, "z", 9, url="https://standard.example/9")
    catch_up()
    (letters / "m.txt").unlink()
    assert catch_up()["gone"] == 1
    assert_follows(letters, out)


def test_two_files_of_one_address_are_two_articles(letters: Path, out: Path) -> None:
    printed(letters, "m", 9, url="https://courier.example/live")
    catch_up = following(letters, out)
    catch_up()
    printed(letters, "b", 10, url="https://courier.example/live")
    assert "gone" not in catch_up()
    assert_follows(letters, out)


def test_a_new_file_takes_the_first_place_among_those_with_its_text(letters: Path, out: Path) -> None:
    printed(letters, "m", 9, published="2026-03-06")
    printed(letters, "n", 9, published="2026-03-07")
    catch_up = following(letters, out)
    catch_up()
    printed(letters, "b", 9, published="2026-03-05")
    catch_up()
    assert "2026-03-05" in (out / "graph.nq").read_text()
    assert_follows(letters, out)


def test_a_file_that_may_not_be_read_any_more(letters: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    catch_up = following(letters, out)
    catch_up()
    (letters / "0.txt").chmod(0)
    with monkeypatch.context() as closed:
        opening = Path.open

        def refusing(path: Path, *args: Any, **options: Any) -> Any:
            if path.name == "0.txt":  # to the superuser nothing is closed
                raise PermissionError(errno.EACCES, "Permission denied")
            return opening(path, *args, **options)

        closed.setattr(Path, "open", refusing)
        figures = catch_up()
        assert (figures["set_aside"], figures["gone"]) == (1, 1)
    (letters / "0.txt").chmod(0o644)
    assert catch_up()["documents"] == 1
    assert_follows(letters, out)


def test_what_looks_the_same_but_for_its_time_of_change(letters: Path, out: Path) -> None:
    catch_up = following(letters, out)
    catch_up()
    state = (letters / "1.txt").stat()
    (letters / "1.txt").write_text(LETTER.format(number=9))
    os.utime(letters / "1.txt", ns=(state.st_atime_ns, state.st_mtime_ns))
    assert catch_up()["documents"] == 1
    assert_follows(letters, out)


def test_a_folder_that_is_gone_empties_nothing(letters: Path, out: Path) -> None:
    catch_up = following(letters, out)
    catch_up()
    before = (out / "graph.nq").read_bytes()
    shutil.move(letters, letters.with_name("elsewhere"))
    with pytest.raises(RunError, match=r"cannot be looked at any more \(No such file or directory\)"):
        catch_up()
    assert (out / "graph.nq").read_bytes() == before


def test_two_folders_are_followed_to_one_dataset(letters: Path, out: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.txt").write_text(LETTER.format(number=30))
    first, second = following(letters, out), following(other, out)
    first()
    assert second()["documents"] == 1
    (letters / "new.txt").write_text(LETTER.format(number=31))
    first()
    (other / "a.txt").unlink()
    assert second()["gone"] == 1
    assert_follows(letters, out)


def test_while_another_process_writes_a_pass_waits(letters: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    following(letters, out)()
    told: list[str] = []
    monkeypatch.setattr(watch, "LOOK_AGAIN", 0)
    with contextlib.ExitStack() as other:
        other.enter_context(output.alone(out))

        def wait(error: BusyError) -> None:
            told.append(str(error))
            other.close()

        (letters / "new.txt").write_text(LETTER.format(number=4))
        journal = next(watch.follow(letters, out, taking={}, on_wait=wait))
    assert [one.partition(" is ")[2].partition(";")[0] for one in told] == ["being written by another process"]
    assert len(journal.documents) == 1
    assert_follows(letters, out)


def test_where_the_system_tells_of_no_changes_the_folder_is_looked_at(
    letters: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refusing(*_: Any, **__: Any) -> Any:
        raise OSError(errno.ENOSPC, "OS file watch limit reached")

    monkeypatch.setattr("watchfiles.watch", refusing)
    monkeypatch.setattr(watch, "LOOK_AT_LEAST", 1)
    passes = watch.follow(letters, out, taking={})
    assert len(next(passes).documents) == 3
    (letters / "new.txt").write_text(LETTER.format(number=4))
    assert len(next(passes).documents) == 1


def test_new_metadata_beside_a_file(letters: Path, out: Path) -> None:
    catch_up = following(letters, out)
    catch_up()
    (letters / "2.meta.yaml").write_text("published: 2026-03-06\n")
    assert catch_up()["documents"] == 1
    assert_follows(letters, out)


def test_a_table_loses_a_row(letters: Path, out: Path) -> None:
    rows = [json.dumps({"text": LETTER.format(number=number)}) for number in (20, 21)]
    (letters / "rows.jsonl").write_text("\n".join(rows))
    catch_up = following(letters, out)
    assert catch_up()["documents"] == 5
    (letters / "rows.jsonl").write_text(rows[0])
    assert catch_up()["gone"] == 1
    assert_follows(letters, out)


def test_articles_from_elsewhere_stay(letters: Path, out: Path, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text(LETTER.format(number=50))
    assert cli.run(["build", str(tmp_path / "other.txt"), "--out", str(out), "--engine", "serial"]) == 0
    catch_up = following(letters, out)
    catch_up()
    for path in letters.iterdir():
        path.unlink()
    assert catch_up()["gone"] == 3
    assert cli.run(["build", str(tmp_path / "other.txt"), "--out", str(out), "--engine", "serial"]) == 0
    assert json.loads((out / "run.json").read_text())["counts"]["unchanged"] == 1


def test_an_empty_folder_waits_for_its_first_article(tmp_path: Path, out: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    catch_up = following(folder, out)
    assert not catch_up()
    (folder / "empty.txt").write_text("")
    assert catch_up()["set_aside"] == 1
    assert not out.exists()
    (folder / "letter.txt").write_text(LETTER.format(number=1))
    assert catch_up()["documents"] == 1


def test_what_cannot_be_watched(letters: Path, out: Path) -> None:
    with pytest.raises(RunError, match="is no folder"):
        Following(letters / "0.txt", out, taking={})
    with pytest.raises(RunError, match="other things than a build"):
        Following(letters, letters, taking={})


@pytest.mark.parametrize("content", ["{", "[]", '{"a": ["b"]}', '{"a": {"b": 3}}'])
def test_a_record_that_is_damaged_is_told_of(letters: Path, out: Path, content: str) -> None:
    following(letters, out)()
    (out / SOURCES).write_text(content)
    with pytest.raises(RunError, match="cannot be read; wanted it as a pass has left it"):
        following(letters, out)()


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_a_process_follows_until_ctrl_c(letters: Path, out: Path, end: signal.Signals) -> None:
    command = [sys.executable, "-m", "graph", "watch", str(letters), "--out", str(out), "--workers", "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "3 articles read.\n"
            (letters / "new.txt").write_text(LETTER.format(number=4))
            assert process.stdout.readline() == "1 article read.\n"
            (letters / "new.txt").unlink()
            assert process.stdout.readline() == "0 articles read, 1 taken out.\n"
        finally:
            process.send_signal(end)
        _, complaints = process.communicate(timeout=60)
    assert (process.returncode, complaints.strip()) == (INTERRUPTED, "askgraph: stopped")
    assert not [path for path in out.parent.iterdir() if path.name.startswith(".")]
    assert_follows(letters, out)


def test_each_pass_is_a_line_of_json_and_a_renamed_file_keeps_its_article(letters: Path, out: Path) -> None:
    options = ["--out", str(out), "--engine", "serial", "--json", "--validate", "--pipeline", pipeline.PIPELINE]
    command = [sys.executable, "-m", "graph", "watch", str(letters), *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            first = json.loads(process.stdout.readline())
            assert (first["inputs"], first["documents"], first["set_aside"]) == (3, 3, 0)
            (letters / "0.txt").rename(letters / "renamed.txt")
            again = json.loads(process.stdout.readline())
            assert (again["inputs"], again["documents"], again["unchanged"]) == (1, 0, 1)
        finally:
            process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
    assert process.returncode == INTERRUPTED
    assert_follows(letters, out)
