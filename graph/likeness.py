"""Texts to fingerprints, and fingerprints to the pairs of texts that are nearly the same."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from datasketch import MinHash

# NumPy is imported where it is used: a query must start at once.

SHINGLE: Final = 3  # words that are compared together
WORDS: Final = 40  # a text of fewer says too little to be told from another of its form
ALIKE: Final = 0.5  # the share of shingles that two texts must have in common: one may be the other cut by half
_BANDS, _ROWS = 20, 4  # a pair of that share meets in a band 7 times in 10, one of 0.7 always
_NUMBERS: Final = _BANDS * _ROWS
_NEXT = 8  # how many of those that follow in its band one is compared with: ten thousand copies are a chain, not pairs

_WORD = re.compile(r"\w+")


def fingerprint(text: str) -> str:
    """The MinHash of a text's runs of three words, in base64; a text of few words is one run, like only to itself.

    The share of equal numbers of two fingerprints estimates the share of runs that the texts have in common
    (Broder, "On the resemblance and containment of documents", 1997), here to within 0.06.

    >>> fingerprint("Too short!") == fingerprint("too short") != fingerprint("to short")
    True
    >>> len(fingerprint(" ".join(map(str, range(60)))))
    216
    """
    words = _WORD.findall(text.casefold())
    length = SHINGLE if len(words) >= WORDS else len(words)
    runs = {" ".join(words[start : start + length]) for start in range(len(words) - length + 1)}
    sketch = _sketch().copy()
    sketch.update_batch([run.encode("utf-8", "surrogatepass") for run in sorted(runs)])
    return base64.b64encode((sketch.hashvalues & 0xFFFF).astype("<u2").tobytes()).decode()


@cache
def _sketch() -> MinHash:
    """The sketch of nothing: its permutations are drawn once, which takes longer than a short text does."""
    from datasketch import MinHash  # only here: it loads SciPy

    return MinHash(num_perm=_NUMBERS, seed=1, scheme="affine32")


def pairs(fingerprints: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The places of all two fingerprints whose texts are nearly the same, the lower first, sorted.

    Those that agree in a band are compared (locality-sensitive hashing): the time grows with the number of
    fingerprints and of pairs, not with its square.
    """
    import numpy as np

    if not fingerprints:
        return
    numbers = np.frombuffer(b"".join(map(base64.b64decode, fingerprints)), dtype="<u2").reshape(-1, _NUMBERS)
    meeting = {pair for band in range(_BANDS) for pair in _meeting(numbers[:, band * _ROWS : (band + 1) * _ROWS])}
    for one, other in sorted(meeting):
        if np.count_nonzero(numbers[one] == numbers[other]) >= ALIKE * _NUMBERS:
            yield one, other


def _meeting(band: npt.NDArray[np.uint16]) -> Iterator[tuple[int, int]]:
    """The pairs that agree in one band: once its keys are sorted, those that agree stand together."""
    import numpy as np

    keys = np.ascontiguousarray(band).view(np.uint64).ravel()
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    for step in range(1, _NEXT + 1):
        agree = keys[:-step] == keys[step:]
        yield from zip(order[:-step][agree].tolist(), order[step:][agree].tolist(), strict=True)
