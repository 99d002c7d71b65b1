"""From the sample articles to counts of what was read rightly, a field, and a list of what was missed.

python -m tests.gold.measure            prints the counts
python -m tests.gold.measure wells.md   prints what is missed in one article, too
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from graph import extract, parse, resolve
from graph.model import Account, Document
from graph.read import read
from tests.gold.comparing import Counts, compare, expected_acts, found_acts
from tests.gold.expected import FILES, article, load


def accounts(documents: Iterable[Document]) -> list[Account]:
    """What the program makes of the documents."""
    return [resolve.resolve(extract.extract(document, doc)) for document, doc in parse.parse(documents)]


def measure(files: Sequence[Path] = FILES) -> Counts:
    """The counts over the articles that these files speak of."""
    expectations = [load(path) for path in files]
    documents = [read(article(expected)) for expected in expectations]
    counts = Counts()
    for expected, account in zip(expectations, accounts(documents), strict=True):
        counts.notes.append(f"\n== {expected['article']}")
        text = account.document.text
        compare(expected_acts(expected, text), found_acts(account), counts, text)
    return counts


if __name__ == "__main__":
    chosen = [path for path in FILES if not sys.argv[1:] or load(path)["article"] in sys.argv[1:]]
    result = measure(chosen)
    print(*(result.notes if sys.argv[1:] else ()), result.table(), sep="\n")
