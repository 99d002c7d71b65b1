"""Words to what they mean for identity: clean labels, comparable forms, references back."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_KEPT = 4096  # texts: acts of one document are compared with each other, and say the same things again
_QUOTES = {"“": "”", "‘": "’", '"': '"'}
_EDGE = " \t\r\n,;:.–—-"
_PRONOUNS = frozenset("it this that these those them he she they him her his its their theirs so which such".split())
_SHOWING = frozenset({"that", "those", "this", "these"})  # with any noun: "that plan"
_POINTERS = frozenset("the this that these those such its their his her our said".split())
# Nouns that, with a pointer and nothing after them, name again what was asked for before.
_GENERIC = frozenset(
    "information data request requests demand demands order orders appeal call document documents record records list"
    " lists material materials details names files file answer answers response inquiry matter move step measure"
    " item items letter query petition subpoena call plea".split()
)
_RENAMING = frozenset("requested demanded same said above missing".split())
_STOP = frozenset("the a an of to in on for and or by with at from that which who is are be been was were".split())


@lru_cache(maxsize=_KEPT)
def folded(text: str) -> str:
    """The text in comparable form: case, accents, punctuation and spacing folded away.

    >>> folded("José  Martí's")
    'jose marti s'
    """
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return " ".join(re.findall(r"\w+", plain))


def label(text: str) -> str:
    """The text as a label: one line, quotation marks without a partner cut, no punctuation at its edges.

    >>> label("the names “of all inmates in their county jails,")
    'the names of all inmates in their county jails'
    >>> label("“other compulsory process”")
    'other compulsory process'
    """
    line = _without_unpaired(" ".join(text.split())).strip(_EDGE)
    while len(line) > 2 and _QUOTES.get(line[0]) == line[-1] and line.count(line[0]) == 1 + (line[0] == line[-1]):
        line = line[1:-1].strip(_EDGE)
    return line or text.strip()


def _without_unpaired(line: str) -> str:
    for opening, closing in _QUOTES.items():
        if opening == closing:
            unpaired = line.count(opening) % 2 == 1
            line = line.replace(opening, "") if unpaired else line
        elif line.count(opening) != line.count(closing):
            # ’ is an apostrophe too: only the opening mark of a single pair is cut
            line = line.replace(opening, "")
            line = line.replace(closing, "") if closing != "’" else line
    return line


@lru_cache(maxsize=_KEPT)
def points_back(text: str) -> bool:
    """Whether the words name again what was named before: "the information", "that", "its request".

    >>> points_back("the information"), points_back("that plan"), points_back("the plan"), points_back("information")
    (True, True, False, False)
    """
    words = folded(text).split()
    if len(words) == 1:
        return words[0] in _PRONOUNS
    pointed = len(words) == 2 or (len(words) == 3 and words[1] in _RENAMING)
    shown = len(words) == 2 and words[0] in _SHOWING
    return shown or (pointed and words[0] in _POINTERS and words[-1] in _GENERIC)


def likeness(one: str, other: str) -> float:
    """Share of the content words of the shorter text that the longer one has, 0 to 1.

    >>> likeness("the inspection records", "inspection records of the plant")
    1.0
    """
    a, b = (set(folded(text).split()) - _STOP for text in (one, other))
    small, large = sorted((a, b), key=len)
    return len(small & large) / len(small) if small else 0.0
