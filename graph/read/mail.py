"""Messages to what their writer says in them: the body, without the mail that it answers and without the signature."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage, MIMEPart
from typing import cast

from graph.errors import DocumentError
from graph.metadata import one_line
from graph.model import Limits, Metadata
from graph.read.found import Found, reading
from graph.read.text import decode_text, refuse_control
from graph.read.web import read_html

_LONGEST_SIGNATURE = 600  # characters; what follows a closing and is longer is no signature, but the letter


def read_mail(content: bytes, name: str, limits: Limits) -> Found:
    """The text of a message, or what its HTML says; subject, sender and day are its title, author and day."""
    with reading(name, "a message"):
        message = email.message_from_bytes(content, policy=email.policy.default)
        metadata = _metadata(message)
        body = message.get_body(("plain", "html"))
    if body is None or not message.keys():
        found = f"{name} has no text" if message.keys() else f"{name} is no message: it has no headers"
        raise DocumentError(found, "a message with a text or HTML part", "save the attachment by itself")
    with reading(name, "a message"):
        content = cast("bytes", body.get_payload(decode=True) or b"")
    if body.get_content_subtype() == "html":
        text = read_html(content, name, limits).text
    else:
        text = _decode(body, content, name)
    return Found(without_quotes(text, name, author=metadata.author), metadata)


def _metadata(message: EmailMessage) -> Metadata:
    senders = getattr(message["From"], "addresses", ())
    author = next((sender.display_name or sender.addr_spec for sender in senders), None)
    sent = getattr(message["Date"], "datetime", None)
    subject = message["Subject"]
    return Metadata(
        title=one_line(str(subject)) if subject else None,
        author=one_line(author),
        published=sent.date() if sent else None,
    )


def _decode(body: MIMEPart, content: bytes, name: str) -> str:
    """The text in the encoding that the message names, or the best guess where it is none or does not fit."""
    try:
        return refuse_control(content.decode(body.get_content_charset("utf-8")), name)
    except (LookupError, UnicodeDecodeError):
        return decode_text(content, name)


def without_quotes(text: str, name: str, *, author: str | None = None) -> str:
    """What the writer of a message adds: quoted mail, lines marked with ">" and the signature are cut.

    A signature is kept as far as the line with the writer's name: it says who "I" is.

    >>> without_quotes("Please send the files.\\n\\nOn Monday, Bo Kim wrote:\\n> Which files?\\n", "a.eml")
    'Please send the files.'
    >>> without_quotes("I ask for the files.\\n\\nBest regards,\\nAda Quill\\nTel. 555", "a.eml", author="Ada Quill")
    'I ask for the files.\\n\\nBest regards,\\nAda Quill'
    """
    from mailparser_reply.parser import EmailMessage as Mail

    with reading(name, "a message"):
        # Lists of hyphens are kept: by default the first would be taken for a signature, with all that follows.
        [reply, *_] = Mail(text, ["en"], keep_hyphen_lists=True).read().replies
    signature = str(reply.signatures)
    if len(signature) > _LONGEST_SIGNATURE:
        said = str(reply.full_body)
    else:
        said = f"{reply.body}\n\n{_signed(signature, author)}"
    return "\n".join(line for line in said.split("\n") if not line.startswith(">")).strip()


def _signed(signature: str, author: str | None) -> str:
    """The lines of a signature as far as that with the name of the author."""
    lines = signature.split("\n")
    named = [number for number, line in enumerate(lines, start=1) if author and author.casefold() in line.casefold()]
    return "\n".join(lines[: named[0]]) if named else ""
