"""A text to its language, where it is long enough to tell."""

from __future__ import annotations

import functools
import re
from typing import Any

# Of 5,900 articles in English, tables of share prices among them, none is refused with these two. Wrong answers about
# English parts in Latin letters reach 0.73; right ones about other languages begin at 0.97.
LETTERS = 100  # of a part; what is shorter is taken to be English, since names alone would decide
SURE = 0.9
_PART = 1_500  # characters
# Words that only English has, and their share from which a part is plainly in it: it has one in eight on average.
_COMMON = frozenset("the and that with said from this they which by has were their would".split())
_PLAINLY = 0.08
_WORD = re.compile(r"\w+")
_LETTER = re.compile(r"[^\W\d_]")


def language_of(text: str) -> str | None:
    """The code of the language of a text, of which no part is in English ("de"); None where that is not sure.

    >>> language_of("Die Stadt verlangt vom Land bis Freitag alle Akten über den Bau der Brücke. " * 4)
    'de'
    >>> language_of("Dear Ms Okonkwo, please send Jürgen Müller-Lüdenscheidt the minutes. Yours, Bo Kim") is None
    True
    """
    languages = [_told(part) for part in _parts(text)]
    return languages[0] if all(language not in (None, "en") for language in languages) else None


def _parts(text: str) -> tuple[str, ...]:
    """The begin, the middle and the end of a long text; the whole of a short one."""
    if len(text) <= 2 * _PART:
        return (text,)
    starts = (0, (len(text) - _PART) // 2, len(text) - _PART)
    return tuple(text[start : start + _PART] for start in starts)


def _told(part: str) -> str | None:
    words = _WORD.findall(part.lower())
    if sum(word in _COMMON for word in words) >= _PLAINLY * len(words):
        return None  # asking would cost many times as much
    if len(_LETTER.findall(part)) < LETTERS:
        return None
    language, probability = _identifier().classify(" ".join(part.split()))
    return str(language) if probability >= SURE else None


@functools.cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
