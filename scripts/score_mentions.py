#!/usr/bin/env python3
"""From the reference texts in ../shared/gold to the scores of quotations and coreference, printed."""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from graph.extract.mentions import mentions
from graph.extract.quotation import Quotation, quotations
from graph.model import Document, Mention, Span
from graph.parse import parse
from scripts import figures
from scripts.figures import Figure

GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold"
_HE_SHE = frozenset("he him his himself she her hers herself".split())
_IT = frozenset("it its itself".split())
_MODIFIED = re.compile(r",| \(| (who|whom|whose|which|that|of|in|for|with|from|to|at|on|by|as|\w+ing|\w+ed)\b")
_POSSESSIVE = re.compile(r"(?<=\w)[’']s?$")
_AGENT_TYPES = frozenset({"person", "organization", "place", "PER", "ORG", "GPE"})

Record = dict[str, Any]
Line = tuple[int, int]


def main() -> None:
    """Prints the scores of the sources named, or of all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=int, default=0, help="read only so many articles of each source (0: all)")
    parser.add_argument("--keep", action="store_true", help="keep the figures for docs/reading.md")
    parser.add_argument("sources", nargs="*", default=["polnear_quotes", "gum_coref", "wikievents_coref"])
    options = parser.parse_args()
    for source in options.sources:
        records = [json.loads(line) for line in (GOLD / f"{source}.jsonl").read_text(encoding="utf-8").splitlines()]
        read = list(_read(records[: options.limit or None]))
        print(f"{source} ({len(read)} articles)")
        score = quotation_score if source.endswith("quotes") else coreference_score
        found = list(score(read))
        for figure in found:
            print(f"  {figure}")
        if options.keep:
            figures.keep(source, found)


def _read(records: list[Record]) -> Iterator[tuple[Record, tuple[Mention, ...], tuple[Quotation, ...]]]:
    documents = [Document(record["id"], record["text"]) for record in records]
    for record, (document, doc) in zip(records, parse(documents), strict=True):
        yield record, mentions(document, doc), quotations(document, doc)


# --------------------------------------------------------------------------------------------------
# Quotations


def quotation_score(read: Iterable[tuple[Record, tuple[Mention, ...], tuple[Quotation, ...]]]) -> Iterator[Figure]:
    """Precision, recall and F1 of quotations whose source and content both overlap by half."""
    counts: Counter[str] = Counter()
    for record, _, found in read:
        wanted = [item for item in record["attributions"] if item.get("source") and item.get("content")]
        quoted = [item for item in wanted if any(mark in words for _, _, words in item["content"] for mark in '“"')]
        given = [quotation for quotation in found if quotation.source]
        hits, used = _matched(record["text"], wanted, given)
        counts.update(wanted=len(wanted), given=len(given), hits=hits, used=used)
        counts.update(quoted=len(quoted), quoted_hits=_matched(record["text"], quoted, given)[0])
        reports = [quotation for quotation in given if quotation.reports]
        counts.update(reports=len(reports), reports_used=_matched(record["text"], wanted, reports)[1])
    recall, precision = counts["hits"] / max(1, counts["wanted"]), counts["used"] / max(1, counts["given"])
    yield Figure("quotations with source and content, precision", precision, counts["given"])
    yield Figure("quotations with source and content, recall", recall, counts["wanted"])
    yield Figure("quotations with source and content, F1", _f1(precision, recall), counts["wanted"])
    yield Figure("in quotation marks, recall", counts["quoted_hits"] / max(1, counts["quoted"]), counts["quoted"])
    yield Figure(
        "with a word of saying, precision", counts["reports_used"] / max(1, counts["reports"]), counts["reports"]
    )


def _matched(text: str, wanted: list[Record], given: list[Quotation]) -> tuple[int, int]:
    """How many wanted quotations have a given one, and how many given ones a wanted one; each is used once."""
    used: set[int] = set()
    for item in wanted:
        source, content = _lines(item["source"]), _lines(item["content"])
        for number, quotation in enumerate(given):
            if number in used or quotation.source is None:
                continue
            mine = [(span.start, span.end) for span in quotation.content]
            here = [(quotation.source.start, quotation.source.end)]
            if _overlap(text, mine, content) >= 0.5 and _overlap(text, here, source) >= 0.5:
                used.add(number)
                break
    return len(used), len(used)


def _lines(spans: list[list[Any]]) -> list[Line]:
    return [(span[0], span[1]) for span in spans]


def _overlap(text: str, one: list[Line], other: list[Line]) -> float:
    """Token F1 of two sets of stretches."""
    if not any(a[0] < b[1] and b[0] < a[1] for a in one for b in other):
        return 0.0
    mine, others = _tokens(text, one), _tokens(text, other)
    common = len(mine & others)
    return 2 * common / max(1, len(mine) + len(others))


def _tokens(text: str, spans: list[Line]) -> set[int]:
    return {
        index
        for start, end in spans
        for index in range(start, end)
        if text[index].isalnum() and (index == start or not text[index - 1].isalnum())
    }


# --------------------------------------------------------------------------------------------------
# Coreference


def coreference_score(read: Iterable[tuple[Record, tuple[Mention, ...], tuple[Quotation, ...]]]) -> Iterator[Figure]:
    """Pronouns answered and right, and B-cubed over the mentions that both sides have."""
    pronouns: dict[str, Counter[str]] = defaultdict(Counter)
    cubed: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for record, found, _ in read:
        gold = {(item[0], item[1]): (str(item[4]), item[3]) for item in record["mentions"]}
        ours = _aligned(record, gold, found)
        _count_pronouns(record, gold, ours, found, pronouns)
        for form, scores in _b_cubed(gold, ours, _chains(found)).items():
            cubed[form].extend(scores)
    for name, count in sorted(pronouns.items()):
        answered, right = count["answered"] / max(1, count["all"]), count["right"] / max(1, count["answered"])
        yield Figure(f"{name}, tied to somebody", answered, count["all"])
        yield Figure(f"{name}, right of these", right, count["answered"])
    for form, scores in sorted(cubed.items()):
        precision, recall = (sum(column) / len(scores) for column in zip(*scores, strict=True))
        yield Figure(f"who is who, {form}, B³ F1", _f1(precision, recall), len(scores))


def _aligned(record: Record, gold: dict[Line, tuple[str, str]], found: tuple[Mention, ...]) -> dict[Line, Mention]:
    """Our mention for each gold one: the same words, or the longest with which it opens, or one that holds its head."""
    exact = {(mention.span.start, mention.span.end): mention for mention in found}
    named = {(mention.name.span.start, mention.name.span.end): mention for mention in found if mention.name}
    aligned = {}
    for line in gold:
        bare = (line[0], line[0] + len(_POSSESSIVE.sub("", record["text"][line[0] : line[1]])))
        mention = exact.get(line) or exact.get(bare) or named.get(bare) or _like(record, line, found)
        if mention is not None:
            aligned[line] = mention
    return aligned


def _like(record: Record, line: Line, found: tuple[Mention, ...]) -> Mention | None:
    text = record["text"]
    near = [mention for mention in found if mention.span.start < line[1] and line[0] < mention.span.end]
    if record["dataset"].startswith("wiki"):
        holding = [m for m in near if _head_end(m, text) == line[1]]
        return min(holding, key=lambda mention: len(mention.text), default=None)
    inside = [m for m in near if m.span.start == line[0] and _MODIFIED.match(text, m.span.end, line[1])]
    if inside:
        return max(inside, key=lambda mention: len(mention.text))
    best = max(near, key=lambda mention: _overlap(text, [(mention.span.start, mention.span.end)], [line]), default=None)
    return best if best and _overlap(text, [(best.span.start, best.span.end)], [line]) >= 0.75 else None


def _head_end(mention: Mention, text: str) -> int:
    """Where the head word of a mention ends: of its name, or before its first preposition."""
    if mention.name:
        return mention.name.span.end
    words = mention.text
    for mark in (" of ", " in ", " for ", " at ", " from ", " with ", " on ", ","):
        words = words.split(mark)[0]
    return mention.span.start + len(words)


def _chains(found: tuple[Mention, ...]) -> dict[Span, Span]:
    """The first mention of each mention's chain."""
    above = {mention.span: mention.antecedent for mention in found}
    roots: dict[Span, Span] = {}
    for span in above:
        root, seen = span, {span}
        while (up := above.get(root)) is not None and up not in seen:
            root = up
            seen.add(root)
        roots[span] = root
    return roots


def _count_pronouns(
    record: Record,
    gold: dict[Line, tuple[str, str]],
    ours: dict[Line, Mention],
    found: tuple[Mention, ...],
    counts: dict[str, Counter[str]],
) -> None:
    """A pronoun is right where its antecedent, or any mention linked with that, is of the same gold entity."""
    roots = _chains(found)
    entities: dict[Span, set[str]] = defaultdict(set)
    for line, mention in ours.items():
        if record["text"][line[0] : line[1]].lower() not in _HE_SHE | _IT:
            entities[roots[mention.span]].add(gold[line][0])
    longest_first = sorted(ours.items(), key=lambda pair: pair[0][0] - pair[0][1])
    by_span = {mention.span: line for line, mention in longest_first}
    for line, (entity, kind) in gold.items():
        word = record["text"][line[0] : line[1]].lower()
        name = "he/she" if word in _HE_SHE else "it" if word in _IT else None
        if name is None or entity == "None":
            continue
        names = [name] + (["it, of an agent"] if name == "it" and kind in _AGENT_TYPES else [])
        names += ["he/she and it of an agent"] if kind in _AGENT_TYPES else []
        own = ours.get(line)
        antecedent = own.antecedent if own and (own.span.start, own.span.end) == line else None
        target = by_span.get(antecedent) if antecedent else None
        for label in names:
            counts[label]["all"] += 1
            if antecedent is not None:
                counts[label]["answered"] += 1
                counts[label]["right"] += target is not None and gold[target][0] == entity


def _b_cubed(
    gold: dict[Line, tuple[str, str]], ours: dict[Line, Mention], roots: dict[Span, Span]
) -> dict[str, list[tuple[float, float]]]:
    """Precision and recall of each mention's chain, over mentions that both sides have, by form."""
    lines = [line for line in gold if line in ours]
    of_gold, of_ours = defaultdict(set), defaultdict(set)
    for line in lines:
        of_gold[gold[line][0] if gold[line][0] != "None" else str(line)].add(line)
        of_ours[roots[ours[line].span]].add(line)
    scores: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for line in lines:
        true = of_gold[gold[line][0] if gold[line][0] != "None" else str(line)]
        mine = of_ours[roots[ours[line].span]]
        common = len(true & mine)
        pair = (common / len(mine), common / len(true))
        scores["all"].append(pair)
        scores[_form(ours[line])].append(pair)
    return scores


def _form(mention: Mention) -> str:
    if mention.name:
        return "names"
    return "pronouns" if mention.text.lower() in _HE_SHE | _IT | {"they", "them", "their"} else "common nouns"


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


if __name__ == "__main__":
    main()
