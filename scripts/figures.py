"""What the scripts of scores measure, kept in docs/scores/others.json for the page that shows it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

FILE = Path(__file__).resolve().parents[1] / "docs" / "scores" / "others.json"


@dataclass(frozen=True, slots=True)
class Figure:
    """A share or a balance of shares, what it is of, and of how many."""

    what: str
    value: float
    of: int

    def __str__(self) -> str:
        return f"{self.what}: {self.value:.3f} ({self.of:,})"


def keep(name: str, figures: Iterable[Figure]) -> None:
    """Puts the figures of one source in the place of those that the file has of it."""
    kept = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    kept[name] = [{**asdict(one), "value": round(one.value, 4)} for one in figures]
    FILE.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def kept() -> dict[str, Sequence[Figure]]:
    """The figures by their source."""
    found = json.loads(FILE.read_text(encoding="utf-8"))
    return {name: [Figure(**one) for one in figures] for name, figures in found.items()}
