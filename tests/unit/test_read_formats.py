"""Files of each kind to the text that is kept of them, their metadata and pages; and why others are set aside."""

from __future__ import annotations

import contextlib
import datetime as dt
import gzip
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import read
from graph.errors import DocumentError
from graph.model import Document, Format, Limits, Metadata, Source
from graph.read import language
from tests import files
from tests.files import SENTENCE

SECOND = "The builder did not answer the clerk."
DAY = dt.date(2026, 3, 6)
HEAD = """<title>Clerk asks for the plans | The Courier</title><meta name="author" content="Ann Lee">
<meta property="og:title" content="Clerk asks for the plans"><meta property="og:site_name" content="The Courier">
<meta property="article:published_time" content="2026-03-06T23:30:00Z">
<link rel="canonical" href="https://courier.example/plans">"""
RTF = (
    rb"{\rtf1\ansi{\info{\title Plans of the caf\'e9}{\author Ann Lee}}"
    rb"{\b The clerk} asked the builder\rquote s man for caf\'e9 plans.\par Two.}"
)
ABOUT_RTF = Metadata(title="Plans of the café", author="Ann Lee")


def found(kind: Format, content: bytes, **metadata: str) -> Document:
    return read.read(Source("a file", kind, content, Metadata(**metadata)))  # type: ignore[arg-type]


def reason(kind: Format, content: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(DocumentError) as refused:
        read.read(Source("a file", kind, content), limits=limits)
    return str(refused.value)


@pytest.mark.parametrize(
    ("kind", "content", "text", "metadata"),
    [
        (
            Format.HTML,
            files.html(SENTENCE, f"Café &amp; bar. {SECOND}", head=HEAD),
            f"{SENTENCE}\nCafé & bar. {SECOND}",
            Metadata("Clerk asks for the plans", "Ann Lee", "The Courier", DAY, "https://courier.example/plans"),
        ),
        (Format.HTML, files.html("Café “plans” asked for.", charset="cp1252"), "Café “plans” asked for.", Metadata()),
        (Format.HTML, b"<p>The clerk asked for <b>the plans</b>.</p>", "The clerk asked for the plans.", Metadata()),
        (
            Format.PDF,
            files.pdf([SENTENCE, SECOND], title="The  bridge", author="Ann Lee"),
            f"{SENTENCE} {SECOND}",
            Metadata("The bridge", "Ann Lee"),
        ),
        (
            Format.DOCX,
            files.docx(SENTENCE, "Tab\there,\na new line.", title="The bridge", author="Ann Lee", cells=["one", "two"]),
            f"{SENTENCE}\nTab\there,\na new line.\none\ntwo",
            Metadata("The bridge", "Ann Lee"),
        ),
        (
            Format.ODT,
            files.odt("The bridge", SENTENCE, SECOND, title="Plans", author="Ann Lee"),
            f"The bridge\n{SENTENCE}\n{SECOND}",
            Metadata("Plans", "Ann Lee"),
        ),
        (Format.RTF, RTF, "The clerk asked the builder’s man for café plans.\nTwo.", ABOUT_RTF),
        (
            Format.RTF,
            rb"{\rtf1\ansi\ansicpg1250{\info{\title Pla\'e8a}}The clerk asked Pla\'e8a for it.}",
            "The clerk asked Plača for it.",
            Metadata(title="Plača"),
        ),
        (
            Format.MAIL,
            files.mail(SENTENCE, Subject="A bridge", From="Ann Lee <a@b.example>", Date="Fri, 6 Mar 2026 23:30 +0100"),
            SENTENCE,
            Metadata("A bridge", "Ann Lee", published=DAY),
        ),
        (
            Format.MAIL,
            files.mail(f"<p>{SENTENCE}</p>", subtype="html", Subject="=?utf-8?q?Caf=C3=A9?=", From="ann@b.example"),
            SENTENCE,
            Metadata("Café", "ann@b.example"),
        ),
        (Format.ROW, f"---\ntitle: no\n---\n{SENTENCE}".encode(), f"---\ntitle: no\n---\n{SENTENCE}", Metadata()),
    ],
)  # fmt: skip
def test_text_and_metadata(kind: Format, content: bytes, text: str, metadata: Metadata) -> None:
    assert found(kind, content) == read.document(text, metadata=metadata, pages=found(kind, content).pages)


def test_what_is_said_beside_a_file_goes_before_what_it_says() -> None:
    document = found(Format.HTML, files.html(SENTENCE, head=HEAD), title="Given")
    assert (document.title, document.author) == ("Given", "Ann Lee")


def _hidden_in_docx() -> bytes:
    import docx

    document = docx.Document()
    paragraph = document.add_paragraph(SENTENCE)
    paragraph.add_run(SECOND).font.hidden = True
    paragraph.add_run(" Two.").font.hidden = False
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def _noted_in_odt() -> bytes:
    import odfdo

    document = odfdo.Document("text")
    document.body.clear()
    paragraph = odfdo.Paragraph(f"{SENTENCE} Two.")
    paragraph.insert_annotation(after=SENTENCE, body=SECOND, creator="Ann Lee")
    paragraph.insert_note(after="Two.", note_id="1", citation="1", body=SECOND)
    document.body.append(paragraph)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (Format.DOCX, _hidden_in_docx()),
        (Format.ODT, _noted_in_odt()),
        (Format.RTF, rf"{{\rtf1 {SENTENCE}{{\b\v {SECOND}}}{{\deleted {SECOND}}} Two.}}".encode()),
        (Format.HTML, files.html(f"{SENTENCE} <del>{SECOND}</del> Two.<template>{SECOND}</template>")),
    ],
)
def test_what_nobody_is_shown_and_what_was_deleted_is_not_read(kind: Format, content: bytes) -> None:
    assert " ".join(found(kind, content).text.split()) == f"{SENTENCE} Two."


def test_what_is_shown_again_after_hidden_words_is_read() -> None:
    assert found(Format.RTF, rf"{{\rtf1 {{\v Not this.\v0 {SENTENCE}}}}}".encode()).text.endswith(SENTENCE)


# --------------------------------------------------------------------------------------------------
# PDF.


def test_lines_of_a_pdf_become_paragraphs() -> None:
    lines = [
        SENTENCE[:73].rstrip(),
        "of the new bridge, which nobody has ever seen in the whole of the infor-",
        "mation.",
    ]
    text = found(Format.PDF, files.pdf([*lines, SECOND])).text
    assert text == f"{lines[0]} {lines[1].removesuffix('-')}mation.\n{SECOND}"


def test_pages_of_a_pdf_begin_where_it_says() -> None:
    document = found(Format.PDF, files.pdf([SENTENCE], [], [SECOND, "The clerk asked again for the"], ["plans of it."]))
    assert document.text == f"{SENTENCE}\n\n{SECOND} The clerk asked again for the plans of it."
    pages = [
        document.text[start:end].strip() for start, end in zip(document.pages, [*document.pages[1:], None], strict=True)
    ]
    assert pages == [SENTENCE, "", f"{SECOND} The clerk asked again for the", "plans of it."]


def test_pages_come_back_from_a_line() -> None:
    from tests import support

    document = found(Format.PDF, files.pdf([SENTENCE], [SECOND]))
    extraction = support.extraction(document, [], [])
    assert read.decode(read.encode(extraction)).document.pages == document.pages != ()


# --------------------------------------------------------------------------------------------------
# Mail.


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        (f"{SENTENCE}\n\nOn Mon, Mar 2, 2026 at 9:00 AM Bo Kim <bo@x.example> wrote:\n> Send what?\n", SENTENCE),
        (f"{SENTENCE}\n\n-----Original Message-----\nFrom: Bo\nSent: Monday\n\nSend what?\n", SENTENCE),
        (f"> Send what?\n{SENTENCE}\n", SENTENCE),
        (f"{SENTENCE}\n\nSent from my phone\n", SENTENCE),
        (f"{SENTENCE}\n\n- one log\n- two logs\n", f"{SENTENCE}\n\n- one log\n- two logs"),
        (f"{SENTENCE}\n\nBest regards,\nAnn Lee\nClerk, Tel. 555\n", f"{SENTENCE}\n\nBest regards,\nAnn Lee"),
        (f"{SENTENCE}\n\n-- \nThe clerk's office\nTel. 555\n", SENTENCE),
        (f"Dear Bo,\n\nThank you, we read it. {SENTENCE * 8}\n", f"Dear Bo,\n\nThank you, we read it. {SENTENCE * 8}"),
    ],
)  # fmt: skip
def test_quoted_mail_and_signatures_are_cut(body: str, kept: str) -> None:
    assert found(Format.MAIL, files.mail(body, From="Ann Lee <ann@elmford.example>")).text == kept


def test_a_message_in_an_encoding_that_it_does_not_name() -> None:
    content = b"Subject: x\r\nContent-Type: text/plain; charset=no-such\r\n\r\nCaf\xc3\xa9 asked for plans."
    assert found(Format.MAIL, content).text == "Café asked for plans."


# --------------------------------------------------------------------------------------------------
# What is set aside.

DOCX, ODT = files.docx(SENTENCE), files.odt("Head", SENTENCE)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("kind", "content", "says"),
    [
        (Format.PDF, files.pdf([], []), "has no text layer: its pages are pictures; wanted a PDF with text; recognise"),
        (Format.PDF, files.pdf([SENTENCE], encrypted=True), "is encrypted; wanted a PDF that opens without a password"),
        (Format.PDF, b"%PDF-1.4 and no more", "is no PDF, or a damaged one"),
        (Format.DOCX, OLE + "EncryptedPackage".encode("utf-16-le"), "is encrypted"),
        (Format.DOCX, files.packed({"word/document.xml": b"x"}, encrypted=True), "is encrypted"),
        (Format.DOCX, OLE, "is of an old kind of office file; wanted DOCX, ODT or PDF"),
        (Format.DOCX, files.laughing(DOCX, "word/document.xml"), "word/document.xml defines entities in its XML"),
        (Format.DOCX, files.laughing(DOCX, "_rels/.rels"), "defines entities in its XML"),
        (Format.ODT, files.laughing(ODT, "content.xml"), "content.xml defines entities in its XML"),
        (Format.DOCX, files.packed({"word/document.xml": b" " * 30_000_000}), "unpacks to more than a document does"),
        (Format.DOCX, files.packed({"word/other.xml": b"x"}), "cannot be read as a Word file"),
        (Format.DOCX, files.docx(), "is empty"),
        (Format.ODT, DOCX[:-40], "cannot be read as"),
        (Format.RTF, b"The clerk asked.", "is no RTF file"),
        (Format.RTF, RTF[: len(RTF) * 2 // 3], "is cut short; wanted a whole file; give another copy"),
        (Format.RTF, rb"{\rtf1 {\b The clerk} asked for the files \}", "is cut short"),
        (Format.HTML, b"<html><body><script>x()</script></body></html>", "holds no article"),
        (Format.MAIL, files.mail("", Subject="x"), "is empty"),
        (Format.MAIL, b"Subject: x\r\nContent-Type: image/png\r\n\r\nx", "has no text"),
        (Format.MAIL, b"\r\nWords without a header.", "is no message"),
        (Format.TEXT, files.pdf([SENTENCE]), "holds a PDF; wanted a file as its name says (text); rename it"),
        (Format.TEXT, files.html(SENTENCE), "holds a web page"),
        (Format.TEXT, DOCX, "holds a ZIP archive or an office file"),
        (Format.PDF, DOCX, "holds a ZIP archive or an office file"),
        (Format.HTML, b"\x89PNG\r\n\x1a\n\x00\x00", "holds a PNG picture"),
        (Format.TEXT, gzip.compress(b"x"), "holds gzip data"),
        (Format.ROW, b"a bell \x07", "is binary"),
    ],
)
def test_what_is_no_article_is_set_aside(kind: Format, content: bytes, says: str) -> None:
    assert says in reason(kind, content)


def test_limits() -> None:
    long = f"{SENTENCE} " * 200
    limits = Limits(max_bytes=1000)
    assert "at most 1,000 characters of text; split it into articles" in reason(Format.DOCX, files.docx(long), limits)
    assert "at most 1,000 characters of text" in reason(Format.PDF, files.pdf([SENTENCE] * 20, [SENTENCE]), limits)
    assert "at most 100 bytes; split it into articles, or raise --limit" in reason(
        Format.DOCX, DOCX, Limits(file_bytes=100)
    )
    swelling = files.replaced(DOCX, "word/styles.xml", b"<a>" + b" " * 2_000_000 + b"</a>")
    assert found(Format.DOCX, files.replaced(DOCX, "word/styles.xml", b"<a>" + b" " * 100 + b"</a>"))
    assert "unpacks to more" in reason(Format.DOCX, swelling)


WHOLE = [
    (Format.PDF, files.pdf([SENTENCE], [SECOND])),
    (Format.DOCX, DOCX),
    (Format.ODT, ODT),
    (Format.RTF, RTF),
    (Format.HTML, files.html(SENTENCE, head=HEAD)),
    (Format.MAIL, files.mail(f"<p>{SENTENCE}</p>", subtype="html", Subject="x", From="a@b.example")),
]


@given(st.sampled_from(WHOLE), st.data())
def test_a_file_that_is_cut_or_altered_gives_a_document_or_an_error_of_ours(
    whole: tuple[Format, bytes], data: st.DataObject
) -> None:
    kind, content = whole
    place = data.draw(st.integers(0, len(content) - 1))
    altered = content[:place] + data.draw(st.sampled_from([b"", b"\x00", b"<", b"\xff" + content[place + 1 :]]))
    with contextlib.suppress(DocumentError):
        assert found(kind, altered).text.strip()


# --------------------------------------------------------------------------------------------------
# Language.


@pytest.mark.parametrize(
    "text",
    [
        "Die Stadt verlangt vom Land bis Freitag alle Akten über den Bau der Brücke. Das Land schweigt.",
        "Le maire a demandé au conseil les dossiers de la commune avant vendredi, mais le conseil refuse.",
        "El alcalde pidió al concejo los expedientes antes del viernes, pero el concejo se negó.",
        "Мэр попросил совет передать документы до пятницы, но совет отказался.",
    ],
)
def test_a_text_in_another_language_is_set_aside(text: str) -> None:
    source = Source("a file", Format.TEXT, (text * 2).encode())
    with pytest.raises(DocumentError, match=r"is not in English \(but in '..'\)"):
        read.read(source)
    document = read.read(source, limits=Limits(any_language=True))
    assert (document.text, document.language) == (text * 2, language.language_of(text * 2))


@pytest.mark.parametrize(
    "text",
    [
        "Dear Ms Okonkwo, please send Jürgen Müller-Lüdenscheidt and Przemysław Żółkiewski the logs. Yours, Ida",
        "To Comune di Borgo San Giacomo, Via Garibaldi 12, Reggio Emilia: send the logs. Giuseppe Castiglione, Elmford",
        "Net 18.7 mln vs 14.4 mln; revenues 239.7 mln vs 187.2 mln; dividend 18 cts, payable May 1.",
        "Нет.",
        f"{SENTENCE} " * 40 + "Die Stadt verlangt vom Land bis Freitag alle Akten über den Bau der Brücke. " * 40,
    ],
)
def test_short_letters_with_names_and_texts_in_part_in_english_are_read(text: str) -> None:
    assert found(Format.TEXT, text.encode()).language == "en"


def test_a_declared_language_is_believed() -> None:
    assert found(Format.TEXT, SENTENCE.encode(), language="en-GB").language == "en-GB"
    with pytest.raises(DocumentError, match="is not in English"):
        found(Format.TEXT, SENTENCE.encode(), language="de")


NAMES = """To: Przemysław Żółkiewski, Giuseppe Castiglione, Ngozi Okonkwo, Jürgen Müller-Lüdenscheidt, Siobhán Ní Brian,
Comune di Borgo San Giacomo: send logs. Zofia Wójcik"""


def test_the_language_is_told_only_where_it_is_sure() -> None:
    german = "Die Stadt verlangt vom Land die Akten. "
    assert (language.language_of(german), language.language_of(german * 4)) == (None, "de")  # the first is too short
    guess, probability = language._identifier().classify(NAMES)
    assert guess != "en"
    assert probability < language.SURE
    assert language.language_of(NAMES) is None
