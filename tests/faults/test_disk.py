"""A disk that is full, read-only, damaged or gone: one sentence, exit code 1, and what was there is as it was."""

from __future__ import annotations

import contextlib
import json
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph import cli, upkeep
from graph.errors import RunError
from graph.model import Document
from graph.read import document
from graph.store import Disk, open_dataset, open_store
from tests.faults import work

FIRST, SECOND = "Mayor Ann Lee asked the Harbor Council for the files.\n", "Ben Roe asked Ann Lee for the maps.\n"
QUAD = '<http://example.org/a> <http://example.org/b> "c" <http://example.org/g> .\n'


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a build, a store, a backup and two articles."""
    folder = tmp_path_factory.mktemp("stock") / "data"
    folder.mkdir()
    (folder / "first.txt").write_text(FIRST)
    (folder / "second.txt").write_text(SECOND)
    assert cli.run(["build", str(folder / "first.txt"), "--out", str(folder / "out")]) == 0
    assert cli.run(["build", str(folder / "first.txt"), "--store", str(folder / "store")]) == 0
    assert cli.run(["backup", str(folder / "whole.zip"), "--from", str(folder / "out")]) == 0
    (folder / "page.html").write_text("an old page")
    return folder


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if not _mounted("-t", "tmpfs", "-o", "size=16m", "tmpfs", str(folder)):
        pytest.skip("needs the right to mount a disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def _mounted(*arguments: str) -> bool:
    if not sys.platform.startswith("linux") or not shutil.which("mount"):
        return False
    return subprocess.run(["mount", *arguments], capture_output=True, check=False).returncode == 0


def state(data: Path) -> dict[str, str | bytes]:
    """The names and contents of files, and the datasets in the stores."""
    files: dict[str, str | bytes] = {
        str(p.relative_to(data)): p.read_bytes() for p in data.rglob("*") if p.is_file() and not _of_engine(p)
    }
    for store in (data / "out" / "store", data / "store"):
        with contextlib.closing(open_store(str(store), read_only=True)) as opened:
            files[str(store.relative_to(data))] = opened.dump()
    return files


def _of_engine(path: Path) -> bool:
    return "store" in path.parts


def told(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """The exit code of a command, and what it says on standard error: at most one line, without a trace."""
    capsys.readouterr()
    code = cli.run(arguments)
    said = capsys.readouterr().err
    assert said.count("\n") == (code != 0), said
    assert "Traceback" not in said
    assert "unforeseen" not in said
    assert code in (0, 1)
    return code, said


WRITING = (
    "build second.txt --out out",
    "build second.txt --out new",
    "build second.txt --store new-store",
    "build second.txt --store store",
    "remove ID --from out",
    "remove ID --from store",
    "backup whole.zip --from out",
    "restore whole.zip --out new",
    "optimize --from out",
    "render --from out --out page.html",
    "export trig --from out --out page.html",
)
READING = (
    "info --from out",
    "check --from out",
    "ledger --from store",
    "query who-requested-what --from out",
    "backup ELSEWHERE --from out",
)
NAMES = {"out", "new", "store", "new-store", "first.txt", "second.txt", "whole.zip", "page.html"}


def command(line: str, data: Path) -> list[str]:
    """The words of a command about the files in a folder."""
    known = {"ID": document(FIRST).id, "ELSEWHERE": str(data.parent.parent / "elsewhere.zip")}
    return [str(data / word) if word in NAMES else known.get(word, word) for word in line.split()]


@pytest.mark.parametrize("left", [0, 100_000])
@pytest.mark.parametrize("line", WRITING)
def test_a_full_disk(line: str, left: int, stock: Path, disk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = Path(shutil.copytree(stock, disk / "data"))
    before = state(data)
    (disk / "ballast").write_bytes(b"\0" * (shutil.disk_usage(disk).free - left))
    code, said = told(command(line, data), capsys)
    if left == 0:
        assert code == 1
    (disk / "ballast").unlink()
    if code == 1:
        assert re.search(r"the disk is full|No space left on device", said)
        assert state(data) == before
        assert told(command(line, data), capsys)[0] == 0, "with space it goes through"


@pytest.mark.parametrize("line", [*WRITING, *READING])
def test_a_read_only_disk(line: str, stock: Path, disk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = Path(shutil.copytree(stock, disk / "data"))
    before = state(data)
    assert _mounted("-o", "remount,ro", str(disk))
    code, said = told(command(line, data), capsys)
    assert code == (line in WRITING)
    assert not code or "Read-only file system" in said
    assert state(data) == before


def test_results_that_nothing_can_take_are_told(stock: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = told(["render", "--from", str(stock / "out"), "--out", "/dev/full"], capsys)
    assert code == 1
    assert "/dev/full cannot be written (No space left on device)" in said


@pytest.mark.parametrize(
    "line",
    ["build second.txt --store store", "remove ID --from store", "optimize --from store", "optimize --from out"],
)
def test_a_second_writer(line: str, stock: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = Path(shutil.copytree(stock, tmp_path / "data"))
    with contextlib.closing(Disk(data / "store")), contextlib.closing(Disk(data / "out" / "store")):
        code, said = told(command(line, data), capsys)
    assert code == 1
    assert "is being written by another process; wanted one writer; wait until it has finished" in said


# --------------------------------------------------------------------------------------------------
# What is there is not as it was written.


@pytest.mark.parametrize("line", ["build second.txt --store store", "info --from store", "optimize --from store"])
@pytest.mark.parametrize(
    ("mark", "says"),
    [
        ({"format": 2}, "was made by a newer askgraph; wanted format 1 or older; install the newer askgraph"),
        ({"format": "two"}, "a file of the store is damaged"),
        ([], "a file of the store is damaged"),
    ],
)
def test_a_store_of_a_newer_version(
    line: str, mark: object, says: str, stock: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = Path(shutil.copytree(stock, tmp_path / "data"))
    (data / "store" / "askgraph.json").write_text(json.dumps(mark))
    code, said = told(command(line, data), capsys)
    assert code == 1
    assert says in said


def test_every_store_is_marked(tmp_path: Path) -> None:
    with contextlib.closing(Disk(tmp_path / "a" / "store")) as store:
        store.copy(tmp_path / "copy")
    for folder in (tmp_path / "a" / "store", tmp_path / "copy"):
        assert json.loads((folder / "askgraph.json").read_text()) == {"format": 1}
    (tmp_path / "copy" / "askgraph.json").unlink()
    Disk(tmp_path / "copy").close()  # the first stores had no mark


MAY_BE_MET = {("*.sst", "altered"), ("MANIFEST-*", "cut short")}  # a table that is not read, the end of a log
DAMAGE: dict[str, Callable[[bytes, random.Random], bytes | None]] = {
    "gone": lambda content, chance: None,
    "empty": lambda content, chance: b"",
    "cut short": lambda content, chance: content[: chance.randrange(len(content))],
    "altered": lambda content, chance: _flipped(content, chance.randrange(len(content))),
}


def _flipped(content: bytes, place: int) -> bytes:
    return content[:place] + bytes([content[place] ^ 0x55]) + content[place + 1 :]


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store whose quads are all in its tables."""
    folder = tmp_path_factory.mktemp("settled") / "store"
    work.add(folder.parent, lambda _: None)
    upkeep.optimize(str(folder))
    return folder


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("pattern", ["CURRENT", "MANIFEST-*", "*.sst"])
def test_a_damaged_file(
    pattern: str, damage: str, settled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chance = random.Random(f"{pattern} {damage}")
    whole = _dump(settled)
    for number, name in enumerate(sorted(path.name for path in settled.glob(pattern))):
        store = Path(shutil.copytree(settled, tmp_path / str(number) / "store"))
        content = DAMAGE[damage]((store / name).read_bytes(), chance)
        (store / name).unlink() if content is None else (store / name).write_bytes(content)
        code, said = told(["export", "nq", "--from", str(store), "--out", str(tmp_path / "nq")], capsys)
        assert code == 1 or (tmp_path / "nq").read_text(encoding="utf-8") == whole, "told, or not met"
        if (pattern, damage) not in MAY_BE_MET:
            assert code == 1
        assert code == 0 or re.search("is damaged|there is no dataset|cannot be opened", said)
        code, said = told(["optimize", "--from", str(store)], capsys)
        assert code == 0 or re.search("is damaged|is no dataset|cannot be opened", said)


def _dump(location: Path) -> str:
    with contextlib.closing(open_store(str(location), read_only=True)) as store:
        return store.dump()


def test_a_store_without_its_first_file_is_not_begun_anew(settled: Path, tmp_path: Path) -> None:
    store = Path(shutil.copytree(settled, tmp_path / "store"))
    (store / "CURRENT").unlink()
    names = sorted(path.name for path in store.iterdir())
    with pytest.raises(RunError, match=r"is damaged .*bring back a backup"):
        open_store(str(store))
    assert sorted(path.name for path in store.iterdir()) == names


def test_a_store_is_made_where_a_link_leads(tmp_path: Path) -> None:
    (tmp_path / "away").mkdir()
    for number, led in enumerate((tmp_path / "away", tmp_path / "not" / "yet")):
        link = tmp_path / f"link{number}"
        link.symlink_to(led)
        Disk(link).close()
        assert link.is_symlink()
        Disk.read_only(led).close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["away", "link0", "link1", "not"]


def test_a_folder_of_other_things_does_not_become_a_store(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(RunError, match="holds other things than a store; wanted a new or empty folder"):
        open_store(str(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize("damage", ["cut short", "altered"])
@pytest.mark.parametrize("to", ["--out", "--store"])
def test_a_damaged_backup(
    damage: str, to: str, stock: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chance, content = random.Random(damage), (stock / "whole.zip").read_bytes()
    for _ in range(20):
        (tmp_path / "b.zip").write_bytes(DAMAGE[damage](content, chance) or b"")
        code, said = told(["restore", str(tmp_path / "b.zip"), to, str(tmp_path / "back")], capsys)
        if code == 0:  # a bit that says nothing, such as one of a date
            assert _dump(tmp_path / "back" / ("store" if to == "--out" else "")) == _dump(stock / "store")
            shutil.rmtree(tmp_path / "back")
        else:
            assert re.search(r"b\.zip (cannot be restored|was made by a newer)", said)
        assert [path.name for path in tmp_path.iterdir()] == ["b.zip"]


# --------------------------------------------------------------------------------------------------
# What is there goes away.


def test_a_folder_that_vanishes_before_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for line in (*READING, "optimize --from out", "remove ID --from out", "remove ID --from store"):
        code, said = told(command(line, tmp_path), capsys)
        assert code == 1
        assert re.search("there is no dataset at|is no dataset on disk", said)


def test_a_folder_that_vanishes_while_it_grows_comes_back_whole(stock: Path, tmp_path: Path) -> None:
    out = Path(shutil.copytree(stock / "out", tmp_path / "out"))

    def arriving() -> Iterator[Document]:
        shutil.rmtree(out)
        yield document(SECOND)

    built = upkeep.build_into(out, arriving())
    assert [one["id"] for one in built.journal.documents] == [document(SECOND).id]
    assert set(built.store.graphs()) > set(open_dataset(str(stock / "out")).graphs())


@pytest.mark.parametrize("read_only", [True, False])
def test_a_store_that_vanishes_in_use_works_on_or_is_told(settled: Path, tmp_path: Path, read_only: bool) -> None:
    folder = Path(shutil.copytree(settled, tmp_path / "store"))
    store = open_store(str(folder), read_only=read_only)
    shutil.rmtree(folder)
    for act in (
        store.dump,
        store.graphs,
        store.optimize,
        store.flush,
        lambda: store.replace("http://example.org/g", QUAD),
    ):
        with contextlib.suppress(RunError):
            act()
    store.close()


BROKEN = {
    "nq": (QUAD * 2 + "<http://example.org/a> nonsense .\n" + QUAD, "line 3"),
    "nt": (QUAD.replace("<http://example.org/g> ", "") * 2 + "nonsense\n", "line 3"),
    "ttl": ('@prefix ex: <http://example.org/> .\nex:a ex:b "c" .\nex:a ex:b "c\n', "line 3"),
    "trig": ('@prefix ex: <http://example.org/> .\nex:g {\nex:a ex:b "c" .\n} }\n', "line 4"),
    "jsonld": ('{\n"@id": "http://example.org/a",\n"http://example.org/b": c\n}', "line 3"),
    "rdf": (
        '<?xml version="1.0"?>\n<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n</oops>',
        "oops",
    ),
}


@pytest.mark.parametrize("suffix", BROKEN)
def test_a_broken_rdf_file(suffix: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content, place = BROKEN[suffix]
    (tmp_path / f"graph.{suffix}").write_text(content)
    for line in ("info", "ledger", "check", "validate", "render", "backup"):
        extra = [str(tmp_path / "b.zip")] if line == "backup" else []
        code, said = told([line, *extra, "--from", str(tmp_path / f"graph.{suffix}")], capsys)
        assert code == 1
        assert f"graph.{suffix} cannot be read: " in said
        assert place in said
    assert not (tmp_path / "b.zip").exists()
