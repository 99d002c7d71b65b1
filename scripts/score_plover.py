#!/usr/bin/env python3
"""From PLOVER's records of demands in ../shared/gold to the share whose two roles are both read rightly, printed.

A record names one source and at most one target by a few words. A role is right where a mention of it, or what
the mention goes back to, shares half its words with these or is headed by one of them; where a record has no
target, none must be read. Run from the checkout: python -m scripts.score_plover --errors
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from graph.evaluate import Gold, overlap, read_gold
from graph.extract import extract
from graph.model import ActType, Document, Frame, Mention, Span
from graph.parse import parse
from scripts import figures
from scripts.figures import Figure

if TYPE_CHECKING:
    from spacy.tokens import Doc

GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold" / "plover_gsr.jsonl"
ROLES = ("requester", "recipient")
ENOUGH = 0.5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="?", type=Path, default=GOLD, help="file of gold lines")
    parser.add_argument("--errors", action="store_true", help="print the records that are not read rightly")
    parser.add_argument("--keep", action="store_true", help="keep the figure for docs/reading.md")
    options = parser.parse_args()
    demands = [line for line in read_gold(options.gold) if line.label == "request"]
    read = [(line, right_roles(line, doc)) for line, doc in parsed(demands)]
    counts = Counter(role for _, right in read for role in right)
    both = sum(len(right) == len(ROLES) for _, right in read)
    shares = "; ".join(f"{role} {counts[role]} of {len(read)}" for role in ROLES)
    print(f"both roles right: {both} of {len(read)} records ({both / max(1, len(read)):.2f}); {shares}")
    if options.keep:
        figures.keep("plover_gsr", [Figure("demands with both roles right", both / max(1, len(read)), len(read))])
    for line, right in read if options.errors else ():
        if len(right) < len(ROLES):
            print(f"  {line.id}: wrong {', '.join(sorted(set(ROLES) - right))}: {line.text}")


def parsed(lines: Sequence[Gold]) -> Iterator[tuple[Gold, tuple[Document, Doc]]]:
    """Each line with the parse of its text."""
    documents = [Document(line.id, line.text) for line in lines]
    yield from zip(lines, parse(documents), strict=True)


def right_roles(line: Gold, read: tuple[Document, Doc]) -> frozenset[str]:
    """The roles that are right in the request of the text that has most of them right."""
    extraction = extract(*read)
    above = {mention.span: mention.antecedent for mention in extraction.mentions}
    found = [
        frozenset(role for role in ROLES if is_right(line, role, frame, above, read[1]))
        for frame in extraction.frames
        if frame.act is ActType.REQUEST
    ]
    return max(found, key=len, default=frozenset())


def is_right(line: Gold, role: str, frame: Frame, above: dict[Span, Span | None], doc: Doc) -> bool:
    """Whether a role of a request is what the record says."""
    wanted, held = line.roles.get(role, ()), getattr(frame, role)
    if not wanted or not held:
        return not wanted and not held
    return any(_same(line, span, wanted, doc) for mention in held for span in _meant(mention, above))


def _meant(mention: Mention, above: dict[Span, Span | None]) -> Iterator[Span]:
    """The words of a mention, and those that it goes back to."""
    span: Span | None = mention.span
    yield mention.span
    span, seen = mention.antecedent or above.get(mention.span), {mention.span}
    while span is not None and span not in seen:
        yield span
        seen.add(span)
        span = above.get(span)


def _same(line: Gold, span: Span, wanted: Iterable[Span], doc: Doc) -> bool:
    piece = doc.char_span(span.start, span.end, alignment_mode="expand")
    head = piece.root.idx if piece is not None else -1
    return any(one.start <= head < one.end or overlap(line.text, [span], [one]) >= ENOUGH for one in wanted)


if __name__ == "__main__":
    main()
