"""From the sample articles to counts of what was read rightly, a field, and a list of what was missed.

python -m tests.gold.measure            prints the counts
python -m tests.gold.measure wells.md   prints what is missed in one article, too
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from graph import extract, parse, resolve
from graph.model import Account, Document, Source
from graph.read import read
from tests.gold.comparing import Counts, compare, expected_acts, found_acts
from tests.gold.expected import FILES, article, load

FLOORS = Path(__file__).parent / "floors.json"
ENOUGH = 5  # a field that fewer facts speak of says little,
STEADY = 10  # and moves by much for one fact: it has no floor
SLACK = 0.02


def accounts(documents: Iterable[Document]) -> list[Account]:
    """What the program makes of the documents."""
    return [resolve.resolve(extract.extract(document, doc)) for document, doc in parse.parse(documents)]


def measure(files: Sequence[Path] = FILES) -> Counts:
    """The counts over the articles that these files speak of."""
    expectations = [load(path) for path in files]
    documents = [read(Source.of(article(expected))) for expected in expectations]
    counts = Counts()
    for expected, account in zip(expectations, accounts(documents), strict=True):
        counts.notes.append(f"\n== {expected['article']}")
        text = account.document.text
        compare(expected_acts(expected, text), found_acts(account), counts, text)
    return counts


def floors() -> dict[str, float]:
    """What each field must reach."""
    read_floors: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return read_floors


def raise_floors(counts: Counts) -> None:
    """Write floors just below the counts where that is higher than before."""
    before, fields = floors(), [name for name in counts.right if counts.right[name] + counts.missed[name] >= STEADY]
    now = {name: math.floor(100 * (counts.f1(name) - SLACK)) / 100 for name in fields}
    raised = {name: max(before.get(name, 0.0), now[name]) for name in sorted(now)}
    FLOORS.write_text(json.dumps(raised, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    names = [name for name in sys.argv[1:] if name != "--raise"]
    result = measure([path for path in FILES if not names or load(path)["article"] in names])
    print(*(result.notes if names else ()), result.table(), sep="\n")
    if "--raise" in sys.argv[1:]:
        raise_floors(result)
