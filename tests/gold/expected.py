"""From the hand-written files of tests/gold/samples to what they expect, and the articles they speak of."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
FILES = sorted((Path(__file__).parent / "samples").glob("*.expected.json"))

Expected = dict[str, Any]


def load(path: Path) -> Expected:
    """What is expected of one article."""
    expected: Expected = json.loads(path.read_text(encoding="utf-8"))
    return expected


def article(expected: Expected) -> Path:
    """The file of the article that an expectation speaks of."""
    return SAMPLES / str(expected["article"])
