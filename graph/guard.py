"""What bytes may do to their reader: swell, or define entities without end."""

from __future__ import annotations

from xml.parsers import expat

from graph.errors import DocumentError
from graph.model import Limits

_SMALL = 1_000_000  # bytes; what swells to no more does no harm


def swells(size: int, packed_size: int, limits: Limits) -> bool:
    """Whether something unpacks to far more than a text would.

    >>> swells(2_000_000, 500_000, Limits()), swells(2_000_000, 2_000, Limits()), swells(5_000, 5, Limits())
    (False, True, False)
    """
    return size > _SMALL and size > limits.ratio * packed_size


def refuse_entities(xml: bytes, name: str) -> None:
    """DocumentError where XML defines entities, as which a few lines may grow to fill a memory ("billion laughs").

    Only what stands before the first element is read.
    """

    def refuse(*_: object) -> None:
        raise DocumentError(f"{name} defines entities in its XML", "plain XML", "save it with another program")

    def begin(*_: object) -> None:
        raise _BegunError

    parser = expat.ParserCreate()
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = begin
    try:
        parser.Parse(xml)
    except (_BegunError, expat.ExpatError):  # what is no XML is for its reader to say
        return


class _BegunError(Exception):
    """The first element has been reached."""
