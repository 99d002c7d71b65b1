"""From what is asked for to the lines of the list that it announces: "copies of the following records:"."""

from __future__ import annotations

import re
from typing import Final

from graph.model import Span

_MARK: Final = r"[ \t]*(?:\(?(?:\d{1,2}|[a-z])[.)]|[-*•‣–])[ \t]+"
_OPENING = re.compile(rf"\s*:[ \t]*\n\s*?(?={_MARK}\S)")
_LINE = re.compile(rf"(?:[ \t]*\n)*{_MARK}(?P<words>\S[^\n]*(?:\n(?!{_MARK})[ \t]*\S[^\n]*)*)\n?")
_ENDING: Final = " \t\n,.;"


def enumerated(text: str, announced: Span) -> tuple[Span, ...]:
    """The lines of the list that begins right after the words which announce it; none where there is no list.

    >>> text = "I ask for these:\\n\\n1. The logs of May;\\n2. Any maps.\\n\\nThank you."
    >>> [text[one.start : one.end] for one in enumerated(text, Span(10, 15))]
    ['The logs of May', 'Any maps']
    """
    opening = _OPENING.match(text, announced.end)
    place, found = opening.end() if opening else len(text), list[Span]()
    while line := _LINE.match(text, place):
        found.append(Span(line.start("words"), line.start("words") + len(_without_ending(line["words"]))))
        place = line.end()
    return tuple(found)


def _without_ending(line: str) -> str:
    bare = line.rstrip(_ENDING)
    joined = bare.removesuffix(" and").removesuffix(" or")
    return bare if joined == bare else joined.rstrip(_ENDING)
