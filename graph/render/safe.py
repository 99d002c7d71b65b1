"""From data and code to what may stand inside an HTML page: escaped data blocks, hashes for the content policy."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from typing import Any

from markupsafe import Markup

from graph.errors import RunError

PLAIN_LIMIT = 5_000_000
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def island(data: Any) -> tuple[Markup, str]:
    """The data as text for a script element that is not run, and how it is packed: "plain" or "gzip".

    No sign of the text can end the element or start a tag. Packed above PLAIN_LIMIT: a page of 60 MB is slow to
    load, and text shrinks to a fifth.

    >>> island({"label": "</script>"})
    (Markup('{"label":"\\\\u003c/script\\\\u003e"}'), 'plain')
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    # A lone surrogate is no character: it cannot be written to a file.
    text = text.encode("utf-8", "replace").decode("utf-8")
    if len(text) <= PLAIN_LIMIT:
        return Markup(text), "plain"  # escaped above
    packed = gzip.compress(text.encode(), compresslevel=6, mtime=0)
    return Markup(base64.b64encode(packed).decode()), "gzip"


def source_hash(code: str) -> str:
    """What a content security policy calls this script or style by."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(code.encode()).digest()).decode() + "'"


def policy(scripts: tuple[str, ...], styles: tuple[str, ...]) -> str:
    """A policy under which just these scripts and styles run, and nothing is fetched from anywhere."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src " + " ".join(source_hash(code) for code in scripts),
            "style-src " + " ".join(source_hash(code) for code in styles),
            "img-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def code(text: str) -> Markup:
    """Our own code as it stands; refused if it would end its element."""
    if "</script" in text.lower() or "</style" in text.lower() or "<!--" in text:
        raise RunError("a script or style of the page would end its element", "code without </script, </style or <!--")
    return Markup(text)
