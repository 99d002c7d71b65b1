"""Archives, tables, mailboxes, feeds and web archives to the sources in them; and what is refused of them."""

from __future__ import annotations

import bz2
import datetime as dt
import gzip
import io
import json
import lzma
import mailbox
import random
import tarfile
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import read
from graph.errors import DocumentError
from graph.intake import OPENERS, sources
from graph.model import Document, Format, Limits, Metadata, Refused, Source
from tests import files
from tests.files import SENTENCE

TEXT = SENTENCE.encode()


def taken(folder: Path, name: str, content: bytes, **options: Any) -> list[Source | Refused]:
    """What a file of this name and content gives."""
    path = folder / name
    path.write_bytes(content)
    return list(sources([path], **options))


def names(found: Iterable[Source | Refused], folder: Path) -> list[str]:
    return [one.name.removeprefix(f"{folder}/") for one in found]


def refusals(found: Iterable[Source | Refused]) -> list[str]:
    return [str(one.error) for one in found if isinstance(one, Refused)]


def documents(found: Iterable[Source | Refused]) -> list[Document]:
    return [read.read(one) for one in found if isinstance(one, Source)]


def tar(members: Mapping[str, bytes], *, links: Mapping[str, str] | None = None) -> bytes:
    saved = io.BytesIO()
    with tarfile.open(fileobj=saved, mode="w") as archive:
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
        for name, target in (links or {}).items():
            member = tarfile.TarInfo(name)
            member.type, member.linkname = tarfile.SYMTYPE, target
            archive.addfile(member)
    return saved.getvalue()


MEMBERS = {
    "a/b.html": files.html(SENTENCE),
    "a/c.txt": TEXT,
    "a/c.meta.yaml": b"title: Beside\npublished: 2026-03-06\n",
    "d.PDF": files.pdf([SENTENCE]),
    "__MACOSX/a/._c.txt": b"\x00",
    ".hidden": b"x",
    "e.exe": b"MZ",
}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("news.zip", files.packed(MEMBERS)),
        ("news.tar", tar(MEMBERS)),
        ("news.tar.gz", gzip.compress(tar(MEMBERS))),
        ("news.tgz", gzip.compress(tar(MEMBERS))),
        ("news.tar.bz2", bz2.compress(tar(MEMBERS))),
        ("news.tar.xz", lzma.compress(tar(MEMBERS))),
    ],
)
def test_archives(tmp_path: Path, name: str, content: bytes) -> None:
    found = taken(tmp_path, name, content, metadata=Metadata(publisher="The Courier"))
    assert names(found, tmp_path) == [f"{name}/{member}" for member in ("a/b.html", "a/c.txt", "d.PDF", "e.exe")]
    assert [document.text for document in documents(found)] == [SENTENCE] * 3
    assert {document.publisher for document in documents(found)} == {"The Courier"}
    assert [document.title for document in documents(found)] == [None, "Beside", None]
    assert "e.exe is of a kind that is not read" in refusals(found)[0]


def test_archives_in_archives(tmp_path: Path) -> None:
    rows = json.dumps({"text": SENTENCE}).encode()
    inner = files.packed({"rows.jsonl.gz": gzip.compress(rows), "c.txt": TEXT})
    found = taken(tmp_path, "a.tar.gz", gzip.compress(tar({"b.zip": inner})), limits=Limits(depth=4))
    assert names(found, tmp_path) == ["a.tar.gz/b.zip/rows.jsonl.gz#1", "a.tar.gz/b.zip/c.txt"]
    assert [document.text for document in documents(found)] == [SENTENCE] * 2
    deep = taken(tmp_path, "a.tar.gz", gzip.compress(tar({"b.zip": inner})), limits=Limits(depth=2))
    assert "rows.jsonl.gz is nested too deep; wanted at most 2 archives in each other" in refusals(deep)[0]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_compressed_files(tmp_path: Path, pack: Any) -> None:
    suffix = {gzip.compress: "gz", bz2.compress: "bz2", lzma.compress: "xz"}[pack]
    assert [one.text for one in documents(taken(tmp_path, f"a.txt.{suffix}", pack(TEXT)))] == [SENTENCE]
    rows = b"\n".join(json.dumps({"text": f"{number} {SENTENCE}"}).encode() for number in range(3))
    assert len(documents(taken(tmp_path, f"rows.jsonl.{suffix}", pack(rows)))) == 3


SLIP = {
    "../x.txt": TEXT,
    "/etc/x.txt": TEXT,
    "a/../../x.txt": TEXT,
    "C:x.txt": TEXT,
    "..\\x.txt": TEXT,
    "good.txt": TEXT,
}


@pytest.mark.parametrize(("name", "content"), [("a.zip", files.packed(SLIP)), ("a.tar", tar(SLIP))])
def test_members_that_would_lie_outside(tmp_path: Path, name: str, content: bytes) -> None:
    found = taken(tmp_path, name, content)
    assert [isinstance(one, Refused) for one in found] == [True] * 5 + [False]
    assert all("would lie outside the archive's folder" in reason for reason in refusals(found))
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_links_in_archives(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert refusals(taken(tmp_path, "a.zip", saved.getvalue()))[0].startswith(f"{tmp_path}/a.zip/link.txt is a link;")
    assert "is a link" in refusals(taken(tmp_path, "a.tar", tar({}, links={"link.txt": "/etc/passwd"})))[0]


ZEROS = b"0" * 30_000_000


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.zip", files.packed({"a.txt": ZEROS}), "a.txt unpacks to more than 200 times its size"),
        ("a.zip", files.packed({"b.zip": files.packed({"a.txt": ZEROS})}), "a.txt unpacks to more than 200 times"),
        ("a.tar.gz", gzip.compress(tar({"a.txt": ZEROS, "b.txt": TEXT})), "a.tar.gz unpacks to more than 200 times"),
        ("a.jsonl.gz", gzip.compress(ZEROS), "a.jsonl.gz unpacks to more than 200 times"),
        ("a.txt.xz", lzma.compress(ZEROS), "unpacks to more than 200 times"),
        ("a.zip", files.packed({"a.txt": TEXT}, encrypted=True), "a.txt is encrypted"),
        ("a.zip", files.packed({"a.txt": TEXT})[:-30], "a.zip cannot be read as a ZIP archive"),
        ("a.zip", files.packed({}), "a.zip holds nothing to read"),
        ("a.tar.gz", gzip.compress(tar({"a.exe": ZEROS[:3000]}))[:60], "a.tar.gz cannot be read as a tar archive"),
        ("a.tar", b"no archive", "a.tar cannot be read as a tar archive"),
        ("a.txt.gz", b"no gzip", "a.txt.gz cannot be read as a compressed file"),
        ("a.jsonl", b"", "a.jsonl holds nothing to read"),
        ("a.jsonl", b"words", "a.jsonl#1 is no JSON"),
        ("a.jsonl", b"[" * 100_000, "a.jsonl#1 is no JSON"),
        ("a.jsonl", b"[1]", "a.jsonl#1 is no JSON object"),
        ("a.jsonl", b'{"body": "x"}', "a.jsonl#1 has no column 'text'; wanted one of its columns ('body'); name it"),
        ("a.jsonl", b'{"text": ["x"]}', "a.jsonl#1 has no text in its column"),
        ("a.jsonl", b'{"text": "\\ud800"}', "a.jsonl#1 holds half of a character"),
        ("a.jsonl", b'{"text": "x", "date": "03/04/2026"}', "the date '03/04/2026', which may be two days"),
        ("a.csv", b"title,body\nx,y\n", "a.csv has no column 'text'; wanted one of its columns ('title', 'body')"),
        ("a.csv", b"text\n", "a.csv holds nothing to read"),
        ("a.csv", b"", "a.csv holds nothing to read"),
        ("a.zip", b"", "a.zip holds nothing to read"),
        ("a.rss", b"", "a.rss holds nothing to read"),
        ("a.mbox", b"no mailbox", "a.mbox holds nothing to read"),
        ("a.rss", files.LAUGHS + b"<rss>&l3;</rss>", "a.rss defines entities in its XML"),
        ("a.xml", b"<note>words</note>", "a.xml is XML, but no feed"),
        ("a.rss", b"words", "is XML, but no feed"),
        ("a.warc", b"words", "a.warc cannot be read as a web archive"),
        ("a.warc.gz", b"words", "a.warc.gz cannot be read as a web archive"),
        ("a.warc", b"", "a.warc holds nothing to read"),
    ],
)
def test_what_is_refused(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    [reason] = refusals(taken(tmp_path, name, content))
    assert says in reason.replace(f"{tmp_path}/", "")


def test_a_break_in_an_archive_keeps_what_stands_before_it(tmp_path: Path) -> None:
    whole = tar({"a.txt": TEXT, "b.txt": TEXT * 100})
    found = taken(tmp_path, "a.tar", whole[:2500])
    assert names(found, tmp_path)[-1] == "a.tar"
    assert "is damaged, or not whole" in refusals(found)[0]


def test_limits_of_an_archive(tmp_path: Path) -> None:
    content = files.packed({f"{number}.txt": TEXT for number in range(5)})
    few = taken(tmp_path, "a.zip", content, limits=Limits(members=3))
    assert names(few, tmp_path) == ["a.zip/0.txt", "a.zip/1.txt", "a.zip/2.txt", "a.zip"]
    assert "holds more than 3 members: the rest of it is not read" in refusals(few)[0]
    small = taken(tmp_path, "a.zip", content, limits=Limits(total_bytes=len(TEXT) * 2))
    assert names(small, tmp_path) == ["a.zip/0.txt", "a.zip/1.txt", "a.zip"]
    nested = files.packed({"b.zip": content, "c.zip": content})
    assert len(taken(tmp_path, "a.zip", nested, limits=Limits(members=7))) == 5 + 1  # the rest is one refusal


def test_a_large_member_is_cut_and_refused_by_its_reader(tmp_path: Path) -> None:
    [source] = taken(tmp_path, "a.zip", files.packed({"a.txt": TEXT * 10_000}), limits=Limits(max_bytes=1000))
    assert isinstance(source, Source)
    assert len(source.content) == 1001  # type: ignore[arg-type]


# --------------------------------------------------------------------------------------------------
# Tables.


def test_rows_of_json_lines(tmp_path: Path) -> None:
    rows = [
        {
            "id": "x:1",
            "text": SENTENCE,
            "Title": " Plans ",
            "date": "26-FEB-1987 15:01:01.79",
            "url": "https://a.example",
        },
        {"text": "---\nOne.\r\nTwo.", "author": "Ann Lee", "published": "2026-03-06T10:00:00Z", "other": [1]},
    ]
    content = "\n\n".join(json.dumps(row) for row in rows)
    found = taken(tmp_path, "rows.jsonl", b"\xef\xbb\xbf" + content.encode())
    assert names(found, tmp_path) == ["rows.jsonl#1 (x:1)", "rows.jsonl#3"]
    first, second = documents(found)
    assert (first.text, first.title, first.published, first.url) == (
        SENTENCE, "Plans", dt.date(1987, 2, 26), "https://a.example",
    )  # fmt: skip
    assert (second.text, second.author, second.published) == ("---\nOne.\r\nTwo.", "Ann Lee", dt.date(2026, 3, 6))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", 'text,title,date\n"One, ""two"".\nThree.",Café,2026-03-06\n'.encode()),
        ("a.csv", 'text;title;date\r\n"One, ""two"".\nThree.";Café;6 March 2026\r\n'.encode("cp1252")),
        ("a.csv", '"text","title","date"\n"One, ""two"".\nThree.",Café,2026-03-06\n'.encode("utf-8-sig")),
        ("a.csv", 'TEXT,Title,Date\n"One, ""two"".\nThree.",Café,2026-03-06\n'.encode("utf-16")),
        ("a.tsv", 'text\ttitle\tdate\n"One, ""two"".\nThree."\tCafé\t2026-03-06\n'.encode()),
    ],
)
def test_rows_of_csv(tmp_path: Path, name: str, content: bytes) -> None:
    found = taken(tmp_path, name, content)
    [document] = documents(found)
    assert names(found, tmp_path) == [f"{name}#1"]
    assert (document.text, document.title, document.published) == ('One, "two".\nThree.', "Café", dt.date(2026, 3, 6))


def test_columns_are_named(tmp_path: Path) -> None:
    row = json.dumps({"body": SENTENCE, "source": "The Courier", "date": "no day"}).encode()
    columns = {"text": "Body", "publisher": "source", "published": "day"}
    [document] = documents(taken(tmp_path, "a.jsonl", row, columns=columns))
    assert (document.text, document.publisher, document.published) == (SENTENCE, "The Courier", None)


def test_of_several_columns_named_for_a_field_the_first_that_a_table_has_is_taken(tmp_path: Path) -> None:
    columns: dict[str, str | tuple[str, ...]] = {"text": ("body", "Story"), "title": "headline"}
    one = json.dumps({"story": SENTENCE, "headline": "One", "text": "no"}).encode()
    [document] = documents(taken(tmp_path, "a.jsonl", one, columns=columns))
    assert (document.text, document.title) == (SENTENCE, "One")
    both = f"story,body\nno,{SENTENCE}\n".encode()
    [document] = documents(taken(tmp_path, "b.csv", both, columns=columns))
    assert document.text == SENTENCE
    [refused] = refusals(taken(tmp_path, "c.csv", b"text,title\nx,y\n", columns=columns))
    assert "c.csv has no column 'body' or 'Story'; wanted one of its columns ('text', 'title')" in refused


@pytest.mark.parametrize(
    ("name", "content"), [("a.jsonl", json.dumps({"text": SENTENCE, "title": "Own"}).encode()), ("a.tar.gz", b"")]
)
def test_metadata_beside_a_container_holds_for_all_in_it(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / "a.meta.yaml").write_text("publisher: The Courier\ntitle: Beside\n")
    member = b"---\ntitle: Own\n---\n" + TEXT
    [source] = taken(tmp_path, name, content or gzip.compress(tar({"x.txt": member})))
    assert isinstance(source, Source)
    assert source.metadata.publisher == "The Courier"
    assert read.read(source).title == ("Own" if content else "Beside")
    (tmp_path / "a.meta.yaml").write_text("title: [")
    assert "a.meta.yaml cannot be read" in refusals(taken(tmp_path, name, content))[0]


def test_a_bad_row_costs_itself_alone(tmp_path: Path) -> None:
    good = json.dumps({"text": SENTENCE}).encode()
    long = json.dumps({"text": "x" * 10_000_000}).encode()
    found = taken(tmp_path, "a.jsonl", b"\n".join([good, b"{", long, good]), limits=Limits(file_bytes=5_000_000))
    assert [isinstance(one, Refused) for one in found] == [False, True, True, False]
    assert "a.jsonl#3 is too long a line; wanted at most 5,000,000 bytes" in refusals(found)[1]


def test_a_row_with_a_long_text_is_refused_by_its_reader(tmp_path: Path) -> None:
    [source] = taken(tmp_path, "a.jsonl", json.dumps({"text": "x" * 10_000_000}).encode())
    with pytest.raises(DocumentError, match="too large; wanted at most 1,000,000 bytes"):
        read.read(source)  # type: ignore[arg-type]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\r\t")).filter(str.strip)))
def test_the_text_of_a_row_is_kept_as_it_is(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    folder = tmp_path_factory.mktemp("rows")
    lines = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    found = taken(folder, "a.jsonl", lines.encode())
    if texts:
        assert [
            read.read(one, limits=Limits(any_language=True)).text for one in found if isinstance(one, Source)
        ] == texts


# --------------------------------------------------------------------------------------------------
# Mailboxes, feeds, web archives.


def test_mailboxes(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "box")
    for number in range(3):
        box.add(
            files.mail(
                f"{number} {SENTENCE}\n\nFrom here on it is one message.", Subject=f"Plans {number}", From="a@b.c"
            )
        )
    box.close()
    content = (tmp_path / "box").read_bytes()
    (tmp_path / "box").unlink()
    found = taken(tmp_path, "a.mbox", content)
    assert names(found, tmp_path) == ["a.mbox#1", "a.mbox#2", "a.mbox#3"]
    assert [(one.title, one.text[:5]) for one in documents(found)] == [(f"Plans {n}", f"{n} The") for n in range(3)]
    packed = taken(tmp_path, "a.zip", files.packed({"a.mbox": content}))
    assert [one.id for one in documents(packed)] == [one.id for one in documents(found)]


RSS = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>The Courier</title>
<item><title>Plans</title><link>https://courier.example/plans</link><author>Ann Lee</author>
<pubDate>Fri, 06 Mar 2026 23:30:00 +0100</pubDate><description>&lt;p&gt;{SENTENCE}&lt;/p&gt;</description></item>
<item><title>Two</title><description>{SENTENCE}</description></item></channel></rss>"""
ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Courier</title><entry>
<title>Plans</title><link href="https://courier.example/plans"/><author><name>Ann Lee</name></author>
<published>2026-03-06T23:30:00+01:00</published><summary>No.</summary><content type="text">{SENTENCE}</content>
</entry></feed>"""


@pytest.mark.parametrize(("name", "content", "count"), [("a.rss", RSS, 2), ("a.xml", RSS, 2), ("a.atom", ATOM, 1)])
def test_feeds(tmp_path: Path, name: str, content: str, count: int) -> None:
    found = taken(tmp_path, name, content.encode())
    assert names(found, tmp_path) == [f"{name}#{number}" for number in range(1, count + 1)]
    about = Metadata("Plans", "Ann Lee", "The Courier", dt.date(2026, 3, 6), "https://courier.example/plans")
    assert documents(found)[0] == read.document(SENTENCE, metadata=about)


def warc(*records: tuple[str, str, str, bytes]) -> bytes:
    """A web archive of answers: their status, address, type and content."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    saved = io.BytesIO()
    writer = WARCWriter(saved, gzip=True)
    for status, url, content_type, content in records:
        headers = StatusAndHeaders(status, [("Content-Type", content_type)], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(url, "response", io.BytesIO(content), http_headers=headers))
    return saved.getvalue()


def test_web_archives(tmp_path: Path) -> None:
    page = files.html(f"Café. {SENTENCE}").replace(b"<meta charset='utf-8'>", b"").decode().encode("cp1252")
    content = warc(
        ("200 OK", "https://courier.example/plans", "text/html; charset=windows-1252", page),
        ("404 Not Found", "https://courier.example/none", "text/html", page),
        ("200 OK", "https://courier.example/logo.png", "image/png", b"\x89PNG"),
        ("200 OK", "https://courier.example/plans.pdf", "application/pdf", files.pdf([SENTENCE])),
    )
    found = taken(tmp_path, "a.warc.gz", content)
    assert names(found, tmp_path) == [
        "a.warc.gz#https://courier.example/plans",
        "a.warc.gz#https://courier.example/plans.pdf",
    ]
    assert [(one.text, one.url) for one in documents(found)] == [
        (f"Café. {SENTENCE}", "https://courier.example/plans"),
        (SENTENCE, "https://courier.example/plans.pdf"),
    ]


def test_a_web_archive_that_was_packed_as_a_whole(tmp_path: Path) -> None:
    pages = [("200 OK", f"https://a.example/{number}", "text/html", files.html(SENTENCE)) for number in range(3)]
    by_record = warc(*pages)
    whole = gzip.compress(gzip.decompress(by_record))
    assert names(taken(tmp_path, "a.warc.gz", whole), tmp_path) == names(
        taken(tmp_path, "a.warc.gz", by_record), tmp_path
    )
    assert len(names(taken(tmp_path, "a.warc.gz.gz", gzip.compress(by_record)), tmp_path)) == 3


@pytest.mark.parametrize("name", ["by-record.warc.gz", "whole.warc.gz", "a.warc"])
def test_a_web_archive_that_is_cut_short_gives_the_pages_that_are_whole(tmp_path: Path, name: str) -> None:
    pages = [random.Random(number).randbytes(3000).hex().encode() for number in range(3)]  # which pack to half
    by_record = warc(*(("200 OK", f"https://a.example/{n}", "text/plain", page) for n, page in enumerate(pages)))
    content = {"by-record.warc.gz": by_record, "a.warc": gzip.decompress(by_record)}.get(name)
    content = content or gzip.compress(gzip.decompress(by_record))
    found = taken(tmp_path, name, content[:-2000])
    assert names(found, tmp_path) == [f"{name}#https://a.example/0", f"{name}#https://a.example/1", name]
    assert "is cut short: the rest of it is not read" in refusals(found)[0]
    assert [one.content for one in found if isinstance(one, Source)] == pages[:2]


# --------------------------------------------------------------------------------------------------
# Laws.

ANY = {
    "a.zip": files.packed(MEMBERS),
    "a.tar.gz": gzip.compress(tar(MEMBERS)),
    "a.jsonl": b"\n".join(json.dumps({"text": SENTENCE, "date": "2026-03-06"}).encode() for _ in range(3)),
    "a.csv": f'text,title\n"{SENTENCE}",x\n"{SENTENCE}",y\n'.encode(),
    "a.rss": RSS.encode(),
    "a.warc.gz": warc(("200 OK", "https://a.example/", "text/html", files.html(SENTENCE))),
    "a.mbox": b"From a@b.c Fri Mar  6 23:30:00 2026\n" + files.mail(SENTENCE, Subject="x", From="a@b.c"),
}


@given(st.sampled_from(sorted(ANY)), st.data())
def test_damage_is_an_input_that_is_set_aside_and_never_a_crash(
    tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject
) -> None:
    content = ANY[name]
    place = data.draw(st.integers(0, len(content) - 1))
    altered = content[:place] + data.draw(st.sampled_from([b"", b"\xff" + content[place + 1 :], b"\x00" * 9]))
    folder = tmp_path_factory.mktemp("damage")
    found = taken(folder, name, altered)
    assert found
    assert found == taken(folder, name, altered) or refusals(found)


def test_every_kind_of_container_has_an_ending_of_its_own() -> None:
    assert all(ending.startswith(".") and ending == ending.lower() for ending in OPENERS)
    assert {Format.TEXT, Format.HTML} <= set(Format)
