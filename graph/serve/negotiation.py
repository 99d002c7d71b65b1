"""What a client takes, by its Accept header or by name, to the format of the answer (RFC 9110, section 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from graph.serve.messages import RefusedError

# By the form of an answer, the media types of each format that it can have; the first is what we would rather send.
MEDIA_TYPES: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "rows": {
        "json": ("application/sparql-results+json", "application/json"),
        "xml": ("application/sparql-results+xml", "application/xml"),
        "csv": ("text/csv",),
        "tsv": ("text/tab-separated-values",),
    },
    "truth": {
        "json": ("application/sparql-results+json", "application/json"),
        "xml": ("application/sparql-results+xml", "application/xml"),
    },
    "triples": {
        "ttl": ("text/turtle",),
        "nt": ("application/n-triples",),
        "jsonld": ("application/ld+json",),
        "rdf": ("application/rdf+xml",),
    },
}
FORMATS: Final = tuple(dict.fromkeys(name for formats in MEDIA_TYPES.values() for name in formats))

_RANGE = re.compile(r"[^\s/]+/[^\s/]+")
_QUALITY = re.compile(r"(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)")


def chosen(form: str, accept: str, named_format: str | None = None) -> tuple[str, str]:
    """The format and the media type of an answer of this form; a RefusedError where the client takes none of them.

    >>> chosen("rows", "text/csv;q=0.5, application/sparql-results+xml")
    ('xml', 'application/sparql-results+xml')
    >>> chosen("triples", "*/*")
    ('ttl', 'text/turtle; charset=utf-8')
    """
    formats = MEDIA_TYPES[form]
    if named_format in formats:
        return named_format, _with_charset(formats[named_format][0])
    by_type = {media_type: name for name, media_types in formats.items() for media_type in media_types}
    media_type = None if named_format else preferred(accept, by_type)
    if media_type is None:
        wanted = ", ".join(media_types[0] for media_types in formats.values())
        raise RefusedError(406, f"the answer has no form as {named_format or accept}", f"one of {wanted}")
    return by_type[media_type], _with_charset(media_type)


def preferred(accept: str, offered: Iterable[str]) -> str | None:
    """Of the media types offered, best first, the one that an Accept header values most; None where it takes none.

    >>> preferred("text/*;q=0.3, text/csv;q=0.9, */*;q=0.1", ["application/json", "text/html", "text/csv"])
    'text/csv'
    """
    ranges = list(_ranges(accept)) or [("*/*", 1.0)]
    values = {media_type: _value(media_type, ranges) for media_type in offered}
    best = max(values, key=lambda media_type: values[media_type], default=None)
    return best if best is not None and values[best] > 0 else None


def _ranges(accept: str) -> Iterable[tuple[str, float]]:
    """The media ranges of the header with their values; what cannot be read is as if it were not there."""
    for part in accept.split(","):
        media_range, *parameters = (piece.strip().lower() for piece in part.split(";"))
        qualities = [parameter[2:] for parameter in parameters if parameter.startswith("q=")]
        if _RANGE.fullmatch(media_range) and all(map(_QUALITY.fullmatch, qualities)):
            yield media_range, float(qualities[0]) if qualities else 1.0


def _value(media_type: str, ranges: list[tuple[str, float]]) -> float:
    """What the most specific range that the media type is in says of it."""
    for fitting in (media_type, f"{media_type.partition('/')[0]}/*", "*/*"):
        values = [value for media_range, value in ranges if media_range == fitting]
        if values:
            return max(values)
    return 0.0


def _with_charset(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
