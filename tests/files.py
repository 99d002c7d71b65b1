"""Files of every kind that is read, made on the spot, and such as harm their readers."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

SENTENCE = "The clerk of Elmford asked the builder on Monday for the plans of the new bridge."


def pdf(*pages: Sequence[str], title: str = "", author: str = "", encrypted: bool = False) -> bytes:
    """A PDF whose pages have these lines in Helvetica; pages without lines are empty, like a scan."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, lines in enumerate(pages):
        shown = " ".join(f"({_escaped(line)}) Tj T*" for line in lines)
        stream = f"BT /F1 12 Tf 72 720 Td 14 TL {shown} ET"
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * number} 0 R {_FONT} >>",
            f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        ]
    objects.append(f"<< /Title ({title}) /Author ({author}) /CreationDate (D:20010101000000Z) >>")
    locked = f"<< /Filter /Standard /V 1 /R 2 /O <{'41' * 32}> /U <{'42' * 32}> /P -4 >>"
    extra = f"/Encrypt {locked} /ID [<{'43' * 16}> <{'43' * 16}>]" if encrypted else ""
    return _pdf_file(objects, f"/Root 1 0 R /Info {len(objects)} 0 R {extra}")


_FONT = "/Resources << /Font << /F1 3 0 R >> >>"


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _pdf_file(objects: Sequence[str], trailer: str) -> bytes:
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    rows = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    table = f"xref\n0 {size}\n0000000000 65535 f \n{rows}trailer << /Size {size} {trailer} >>"
    return out + f"{table}\nstartxref\n{len(out)}\n%%EOF\n".encode()


def docx(*paragraphs: str, title: str = "", author: str = "", cells: Sequence[str] = ()) -> bytes:
    """A Word file with these paragraphs, then a table with one row of cells."""
    import docx as library

    document = library.Document()
    document.core_properties.title, document.core_properties.author = title, author
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if cells:
        row = document.add_table(1, len(cells)).rows[0]
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def odt(*paragraphs: str, title: str = "", author: str = "") -> bytes:
    """An OpenDocument text: the first paragraph is a heading."""
    import odfdo

    document = odfdo.Document("text")
    document.body.clear()
    document.meta.title, document.meta.creator = title, author
    for number, paragraph in enumerate(paragraphs):
        document.body.append(odfdo.Paragraph(paragraph) if number else odfdo.Header(1, paragraph))
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def html(*paragraphs: str, head: str = "", charset: str = "utf-8") -> bytes:
    """A page with a menu, an article and a footer."""
    said = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    page = (
        f"<!DOCTYPE html><html><head><meta charset='{charset}'>{head}</head><body><nav><a href='/'>Sport</a></nav>"
        f"<article>{said}</article><footer>All rights reserved</footer></body></html>"
    )
    return page.encode(charset)


def mail(body: str, *, subtype: str = "plain", **headers: str) -> bytes:
    """A message with one part."""
    from email.message import EmailMessage

    message = EmailMessage()
    for name, value in headers.items():
        message[name] = value
    message.set_content(body, subtype=subtype)
    return bytes(message)


def packed(members: Mapping[str, bytes], *, encrypted: bool = False) -> bytes:
    """A ZIP archive of these members."""
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    content = saved.getvalue()
    if encrypted:  # the flag that says so, in the header of each member and in the directory
        for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            for start in range(len(content)):
                if content.startswith(sign, start):
                    content = content[: start + place] + b"\x01" + content[start + place + 1 :]
    return content


LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY l1 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;">
<!ENTITY l2 "&l1;&l1;&l1;&l1;&l1;&l1;&l1;&l1;&l1;&l1;"><!ENTITY l3 "&l2;&l2;&l2;&l2;&l2;&l2;&l2;&l2;&l2;&l2;">]>"""


def replaced(archive: bytes, name: str, content: bytes) -> bytes:
    """A ZIP archive with another content of one member."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        members = {member: opened.read(member) for member in opened.namelist()}
    assert name in members
    return packed({**members, name: content})


def laughing(archive: bytes, part: str) -> bytes:
    """An office file in which one XML part begins with entities that grow without end."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        xml = opened.read(part)
    element = xml.index(b"<", xml.index(b"?>")) if xml.startswith(b"<?xml") else 0
    return replaced(archive, part, LAUGHS + xml[element:])
