"""A folder of everything that people keep: whole, broken and hostile; each is read or set aside, and all add up."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import os
import tarfile
from pathlib import Path

import pytest

from graph import cli
from tests import files
from tests.files import SENTENCE

DAY = "2026-03-06"


def said(number: int) -> str:
    """An article of its own."""
    return f"The clerk of Elmford asked the builder on Monday for plan {number} of the new bridge."


def tar(name: str, content: bytes) -> bytes:
    saved = io.BytesIO()
    with tarfile.open(fileobj=saved, mode="w") as archive:
        member = tarfile.TarInfo(name)
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
    return saved.getvalue()


def rows(*numbers: int) -> bytes:
    return b"".join(json.dumps({"text": said(number), "date": DAY}).encode() + b"\n" for number in numbers)


MBOX = b"From a@b.c Fri Mar  6 23:30:00 2026\n" + files.mail(said(30), Subject="Plans", From="Ann Lee <a@b.c>")
RSS = f"<rss version='2.0'><channel><title>C</title><item><description>{said(31)}</description></item></channel></rss>"
GERMAN = "Die Stadt verlangt vom Land bis Freitag alle Akten über den Bau der Brücke. " * 3

# A file to its content and the number of articles in it.
READ: dict[str, tuple[bytes, int]] = {
    "a.txt": (said(1).encode(), 1),
    "b.md": (f"---\ntitle: Plans\n---\n{said(2)}".encode(), 1),
    "no-ending": (said(3).encode(), 1),
    "utf16.txt": (said(4).encode("utf-16"), 1),
    "page.html": (files.html(said(5)), 1),
    "page.HTM": (files.html(said(6)), 1),
    "letter.pdf": (files.pdf([said(7)], [said(8)]), 1),
    "letter.docx": (files.docx(said(9)), 1),
    "letter.odt": (files.odt("Plans", said(10)), 1),
    "letter.rtf": (rb"{\rtf1 " + said(11).encode() + b"}", 1),
    "letter.eml": (files.mail(said(12), Subject="Plans", From="a@b.c"), 1),
    "rows.jsonl": (rows(13, 14), 2),
    "rows.jsonl.gz": (gzip.compress(rows(15, 16, 17)), 3),
    "rows.csv": (f'text,date\n"{said(18)}",{DAY}\n'.encode(), 1),
    "rows.tsv": (f"text\tdate\n{said(19)}\t{DAY}\n".encode(), 1),
    "news.zip": (files.packed({"x/a.txt": said(20).encode(), "x/b.html": files.html(said(21))}), 2),
    "nested.zip": (files.packed({"in.zip": files.packed({"a.txt": said(22).encode()})}), 1),
    "news.tar.gz": (gzip.compress(tar("a.txt", said(23).encode())), 1),
    "news.tar.bz2": (bz2.compress(tar("a.txt", said(24).encode())), 1),
    "box.mbox": (MBOX, 1),
    "feed.rss": (RSS.encode(), 1),
    "deep/er/c.txt": (said(25).encode(), 1),
}
SET_ASIDE: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "is empty"),
    "german.txt": (GERMAN.encode(), "is not in English"),
    "scan.pdf": (files.pdf([]), "no text layer"),
    "locked.pdf": (files.pdf([SENTENCE], encrypted=True), "is encrypted"),
    "cut.pdf": (files.pdf([SENTENCE])[:60], "damaged"),
    "bomb.zip": (files.packed({"a.txt": b"0" * 20_000_000}), "times its size"),
    "bomb.docx": (files.packed({"word/document.xml": b"0" * 20_000_000}), "unpacks to more"),
    "laughs.docx": (files.laughing(files.docx(SENTENCE), "word/document.xml"), "defines entities"),
    "laughs.odt": (files.laughing(files.odt("a", SENTENCE), "content.xml"), "defines entities"),
    "laughs.rss": (files.LAUGHS + b"<rss>&l3;</rss>", "defines entities"),
    "slip.zip": (files.packed({"../a.txt": b"x"}), "would lie outside"),
    "locked.zip": (files.packed({"a.txt": b"x"}, encrypted=True), "is encrypted"),
    "cut.zip": (files.packed({"a.txt": b"x"})[:-20], "damaged"),
    "disguise.txt": (files.pdf([SENTENCE]), "holds a PDF"),
    "program.exe": (b"MZ", "of a kind that is not read"),
    "bad.jsonl": (b"{\n", "is no JSON"),
    "no-text.csv": (b"a,b\n1,2\n", "has no column 'text'"),
    "no-body.eml": (b"Subject: x\r\nContent-Type: image/png\r\n\r\nx", "has no text"),
    "script.html": (b"<html><body><script>x()</script></body></html>", "holds no article"),
    "long.txt": (b"x" * 1_000_001, "is too large"),
}
ODD_NAMES = (b"\xff\xfe.txt", 'right\u202eleft "1"\n.txt'.encode())
PASSED_OVER = (".hidden.txt", "a.meta.yaml", ".git/config", "~$letter.docx")


def write_odd_names(folder: Path) -> None:
    """Files whose names hold what no text does, what would steer a terminal, and what would break a line."""
    for number, name in enumerate(ODD_NAMES, start=40):
        with open(os.fsencode(folder) + b"/" + name, "wb") as file:  # noqa: PTH123 - a Path is text
            file.write(said(number).encode())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    contents = {name: content for name, (content, _) in {**READ, **SET_ASIDE}.items()}
    contents |= {name: f"published: {DAY}".encode() for name in PASSED_OVER}
    contents["copy.txt"] = READ["a.txt"][0]
    for name, content in contents.items():
        path = tmp_path / "news" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (tmp_path / "secret.txt").write_text(SENTENCE)
    (tmp_path / "news" / "link.txt").symlink_to(tmp_path / "secret.txt")
    write_odd_names(tmp_path / "news")
    return tmp_path / "news"


def test_every_input_is_accounted_for(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["build", str(folder), "--out", str(tmp_path / "out")]) == 3
    run = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    counts = run["counts"]
    articles = sum(count for _, count in READ.values()) + len(ODD_NAMES)
    assert (counts["documents"], counts["repeated"], counts["set_aside"]) == (articles, 1, len(SET_ASIDE) + 1)
    sources = {os.fsencode(one["source"]) for one in run["documents"]}
    assert {os.fsencode(folder) + b"/" + name for name in ODD_NAMES} <= sources
    assert counts["inputs"] == counts["documents"] + counts["repeated"] + counts["set_aside"]

    reasons = {loss["source"].removeprefix(f"{folder}/"): loss["reason"] for loss in run["set_aside"]}
    for name, (_, says) in SET_ASIDE.items():
        [reason] = [reason for source, reason in reasons.items() if source.startswith(name)]
        assert says in reason
    assert "leads out of the folder" in reasons["link.txt"]
    assert not [reason for reason in reasons.values() if "unexpected" in reason]
    assert "Traceback" not in capsys.readouterr().err


def test_the_same_folder_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    lines = []
    for out in ("one", "two"):
        cli.run(["build", str(folder), "--out", str(tmp_path / out)])
        lines.append((tmp_path / out / "extractions.jsonl").read_bytes())
    assert lines[0] == lines[1] != b""


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--limit", "depth=x"], "--limit depth=x: wanted a whole number"),
        (["--limit", "height=3"], "--limit 'height=3': wanted NAME=VALUE, NAME being one of file_bytes"),
        (["--column", "body"], "--column 'body': wanted NAME=VALUE, NAME being one of text"),
    ],
)
def test_options_that_say_nothing_are_refused(
    options: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["extract", "a.txt", *options]) == 2
    assert says in capsys.readouterr().err


def test_options(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"body": f"{GERMAN} {GERMAN}", "paper": "Der Bote"}))
    columns = ["--column", "text=story", "--column", "text=body", "--column", "publisher=paper"]
    assert cli.run(["extract", str(tmp_path), *columns, "--any-language", "--limit", "depth=1"]) == 0
    document = json.loads(capfdbinary.readouterr().out)["document"]
    assert (document["language"], document["publisher"]) == ("de", "Der Bote")
    assert cli.run(["extract", str(tmp_path), *columns, "--any-language", "--limit", "depth=0"]) == 3
    assert b"is nested too deep" in capfdbinary.readouterr().err
