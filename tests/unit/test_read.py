"""Files to documents: encodings, metadata, and what is set aside; extractions to and from JSON lines."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from graph import read
from graph.errors import DocumentError
from graph.model import Extraction, Limits, Mention, Metadata, Source, identify
from graph.read import extractions
from tests import support

WORDS = "Café owners “asked” the council – for 5 €.\n"
DAY = dt.date(2026, 3, 6)


def write(folder: Path, content: str | bytes, name: str = "article.txt") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-32-le", b"\xff\xfe\x00\x00"),
        ("cp1252", b""),
    ],
)
def test_encodings(tmp_path: Path, encoding: str, mark: bytes) -> None:
    assert read.read(Source.of(write(tmp_path, mark + WORDS.encode(encoding)))).text == WORDS


@pytest.mark.parametrize(
    "text",
    [
        "Alcaldesa José Nuñez asked Café Brûlé on Friday for its façade permits. The café refused.",
        "Chef Zoë asked “Menu Corp” on Friday for the files – all of them.",
        "Ms Nuñez asked.",
    ],
)
def test_a_short_letter_with_few_accents_is_not_taken_for_baltic(tmp_path: Path, text: str) -> None:
    assert read.read(Source.of(write(tmp_path, text.encode("cp1252")))).text == text


def test_another_encoding_is_guessed(tmp_path: Path) -> None:
    text = "Мэр попросил совет передать все документы о строительстве моста до пятницы, но ответа не получил. " * 3
    source = Source.of(write(tmp_path, text.encode("cp1251")))
    assert read.read(source, limits=Limits(any_language=True)).text == text


@pytest.mark.parametrize(
    "text", ["One.\r\nTwo.\r\n", "\n\n One.  Two.\n\n\n", "---\nA rule of dashes.\n", "One.\x1b[0m"]
)
def test_the_text_is_kept_as_it_is(tmp_path: Path, text: str) -> None:
    assert read.read(Source.of(write(tmp_path, text))).text == text


def test_the_id_comes_from_the_text_alone(tmp_path: Path) -> None:
    plain = read.read(Source.of(write(tmp_path, WORDS)))
    titled = read.read(Source.of(write(tmp_path, f"---\ntitle: Cafés\n---\n\n{WORDS}", "other.md")))
    assert plain.id == titled.id == identify(WORDS)
    assert (len(plain.id), titled.text, titled.title) == (20, WORDS, "Cafés")


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("title: 'A: b'\nauthor: [Ann Lee, Bo Kim]", Metadata(title="A: b", author="Ann Lee, Bo Kim")),
        ("published: 2026-03-06\ntags: [a, b]", Metadata(published=DAY)),
        ("published: 2026-03-06T23:30:00Z\nurl: https://example.org/a", Metadata(published=DAY, url="https://example.org/a")),
        ("published: '2026-03-06'\npublisher: 1843", Metadata(published=DAY, publisher="1843")),
        ("title: ''\nauthor:\n", Metadata()),
        ("title: |\n  two\n  lines", Metadata(title="two lines")),
        ("just words", None),
    ],
)  # fmt: skip
def test_front_matter(tmp_path: Path, block: str, expected: Metadata | None) -> None:
    text = f"---\n{block}\n---\n{WORDS}"
    found = read.read(Source.of(write(tmp_path, text)))
    assert found == read.document(text if expected is None else WORDS, metadata=expected)


def test_options_go_before_the_sidecar_and_that_before_front_matter(tmp_path: Path) -> None:
    path = write(tmp_path, f"---\ntitle: front\nauthor: front\npublisher: front\n---\n{WORDS}")
    write(tmp_path, '{"author": "beside", "publisher": "beside"}', "article.meta.json")
    found = read.read(Source.of(path, Metadata(publisher="option")))
    assert (found.title, found.author, found.publisher) == ("front", "beside", "option")


@pytest.mark.parametrize(
    "content",
    [
        "published: today",
        "published: 2026-99-99",
        "title: [",
        "title: {a: b}",
        "- a list",
        "[" * 20_000,
        "title: &a [*a]",
    ],
)
def test_a_bad_sidecar_is_named(tmp_path: Path, content: str) -> None:
    write(tmp_path, content, "article.meta.yaml")
    with pytest.raises(DocumentError, match=r"article\.meta\.yaml"):
        read.read(Source.of(write(tmp_path, WORDS)))


def test_what_is_wrong_in_a_sidecar_is_told_with_its_line(tmp_path: Path) -> None:
    write(tmp_path, "author: Ann Lee\ntitle: [unclosed\n", "article.meta.yaml")
    with pytest.raises(DocumentError, match=r"article\.meta\.yaml cannot be read \(expected .*, in line 3\); wanted"):
        read.read(Source.of(write(tmp_path, WORDS)))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "article.txt is empty; wanted an article of at least one word"),
        (b" \n\t\r\n", "is empty"),
        (b"---\ntitle: nothing else\n---\n", "is empty"),
        (b"\x00\x01\x02\x00", "article.txt is binary"),
        (b"words \x07 and a bell", r"is binary \(control character"),
        (b"%PDF-1.7\n\x01\x02\x03 obj", "holds a PDF"),
        (b"x" * 1001, "is too large; wanted at most 1,000 bytes; split it into articles, or raise --max-bytes"),
        (b"\xff\xfe\x00\xd8\x00", "encoding"),
    ],
)
def test_what_is_no_article_is_set_aside(tmp_path: Path, content: bytes, says: str) -> None:
    with pytest.raises(DocumentError, match=says):
        read.read(Source.of(write(tmp_path, content)), limits=Limits(max_bytes=1000))


def test_a_large_file_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(DocumentError, match="too large; wanted at most 1,000,000 bytes"):
        read.read(Source.of(path))


def test_names_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"is a folder; wanted a file; give its files"):
        read.read(Source.of(tmp_path))
    with pytest.raises(DocumentError, match=r"none\.txt does not exist"):
        read.read(Source.of(tmp_path / "none.txt"))
    with pytest.raises(DocumentError, match=r"of a kind that is not read; wanted a file of text, HTML"):
        read.read(Source.of(write(tmp_path, WORDS, "article.exe")))


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, mode: str) -> None:  # root, as which tests may run, would be let in
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(DocumentError, match=r"cannot be read \(Permission denied\); .* check its permissions"):
        read.read(Source.of(tmp_path / "article.txt"))


# --------------------------------------------------------------------------------------------------


def an_extraction() -> Extraction:
    doc = support.document("Ann Lee asked the council for the files by Friday.", title="Files")
    ann, files = support.person(doc, "Ann Lee", name="Ann Lee"), support.thing(doc, "the files")
    return support.extraction(doc, [ann], [support.frame(doc, "asked", requester=(ann,), item=(files,))])


def test_an_extraction_comes_back_from_its_line() -> None:
    line = read.encode(an_extraction())
    assert b"\n" not in line
    assert read.decode(line) == an_extraction()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (b'"Ann Lee asked', b'"Bob Lee asked', "is not that of the text"),
        (b'"text":"the files"', b'"text":"the feels"', "the text has 'the files' at 30,39; wanted 'the feels'"),
        (b'"start":30', b'"start":31', "the text has"),
        (b'"start":30', b'"start":300', "no extraction: .*start < end"),
        (b'"act":"request"', b'"act":"ask"', "no extraction: Invalid enum value 'ask'"),
        (b'"mentions":', b'"mention":', "no extraction: Object missing required field"),
        (b"{", b"", "no extraction"),
        (b"2026-03-06", b"2026-13-06", "no extraction"),
        (b"Files", b"\xff", "no extraction"),
    ],
)
def test_a_line_that_disagrees_with_itself_is_refused(old: bytes, new: bytes, says: str) -> None:
    line = read.encode(an_extraction())
    assert old in line
    with pytest.raises(DocumentError, match=says):
        read.decode(line.replace(old, new, 1))


def test_a_bad_line_is_named_by_its_number(tmp_path: Path) -> None:
    path = write(tmp_path, read.encode(an_extraction()) + b"\n\n{}\n", "extractions.jsonl")
    lines = read.read_extractions(path)
    assert isinstance(next(lines), Extraction)
    with pytest.raises(DocumentError, match=r"line 3 of .*extractions\.jsonl is no extraction"):
        next(lines)


def test_lines_nested_too_deep_are_refused() -> None:
    with pytest.raises(DocumentError, match="no extraction"):
        read.decode(b'{"mentions":' * 5_000)


def test_every_mention_is_checked_wherever_it_stands() -> None:
    found = [type(part) for part in extractions._passages(an_extraction())]
    assert found.count(Mention) == 3  # in mentions, requester and item
