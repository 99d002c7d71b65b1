"""From what is expected of an article and what was found in it, to counts a field and a list of what was missed.

Both sides are put into the same shape first: `Found` holds one act, its evidence as spans of the text, and its facts as
(field, value) pairs. Requests and acts are paired by their sentences and by the facts they share. What has no
partner misses all its facts, or has too many.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.model import Account, Act, LegalAction, Opposition, Request, Response, Span, Threat
from tests.gold.expected import Expected

Fact = tuple[str, str]

LABELS = ("requester", "recipient", "on_behalf_of", "attributed_to", "pressure_agent")
WORDS = ("item", "medium", "pressure_instrument", "legal_basis")
ALIKE = 0.5  # token F1 of two stretches of words that count as the same, as in the gold of issue 3
SAME_NAME = 0.7  # and of two labels


@dataclass(frozen=True, slots=True)
class Found:
    """One act as either side has it.

    `also` holds other readings of a field that are as good; an `optional` act counts neither way.
    """

    type: str
    evidence: tuple[Span, ...]
    facts: tuple[Fact, ...]
    also: tuple[tuple[str, tuple[Fact, ...]], ...] = ()
    optional: bool = False

    def meets(self, other: Found) -> bool:
        """Whether they are of one type and share a sentence."""
        return self.type == other.type and any(a.overlaps(b) for a in self.evidence for b in other.evidence)


@dataclass
class Counts:
    """True and false positives and what was missed, by field."""

    right: Counter[str] = field(default_factory=Counter)
    extra: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def precision(self, name: str) -> float:
        """How much of what was found is right; 0 where nothing was found."""
        return self.right[name] / (self.right[name] + self.extra[name] or 1)

    def recall(self, name: str) -> float:
        """How much of what is there was found; 0 where nothing is there."""
        return self.right[name] / (self.right[name] + self.missed[name] or 1)

    def f1(self, name: str) -> float:
        """The balance of precision and recall of a field; 1 where there was nothing to find and nothing was found."""
        errors = self.extra[name] + self.missed[name]
        return 2 * self.right[name] / (2 * self.right[name] + errors) if self.right[name] + errors else 1.0

    def table(self) -> str:
        """One line a field: precision, recall, F1 and the number expected."""
        lines = [f"{'field':22}{'P':>6}{'R':>6}{'F1':>6}{'n':>5}"]
        for name in dict.fromkeys([*self.right, *self.missed, *self.extra]):
            figures = f"{self.precision(name):6.2f}{self.recall(name):6.2f}{self.f1(name):6.2f}"
            lines.append(f"{name:22}{figures}{self.right[name] + self.missed[name]:5}")
        return "\n".join(lines)


# --------------------------------------------------------------------------------------------------
# The two sides.


def expected_acts(expected: Expected, text: str) -> list[Found]:
    """What a careful reader takes from the article."""
    rows = [_expected(row, "request", text) for row in expected["requests"]]
    return rows + [_expected(act, act["act"], text) for act in expected["acts"]]


def _expected(row: Expected, kind: str, text: str) -> Found:
    evidence = tuple(Span(start := text.index(quote), start + len(quote)) for quote in row["evidence"])
    also = [
        (name, tuple((name, value) for value in ([values] if isinstance(values, str) else values)))
        for name in (*LABELS, "kind", "made_on", "outcome", "as_of")
        for values in row.get(f"{name}_or", ())
    ]
    return Found(kind, evidence, tuple(_expected_facts(row)), tuple(also), row.get("optional", False))


def _expected_facts(row: Expected) -> Iterable[Fact]:
    flat = {name: row.get(name) for name in ("kind", "force", "polarity", "realis", "made_on", "outcome", "as_of")}
    flat |= {name: row.get(name) for name in ("requester", "recipient", "attributed_to", "on_behalf_of", "item")}
    flat |= {"medium": row.get("medium"), "legal_basis": row.get("legal_basis")}
    pressure, deadline, status = row.get("pressure") or {}, row.get("deadline") or {}, row.get("status") or {}
    flat |= {"pressure_agent": pressure.get("agent"), "pressure_instrument": pressure.get("instrument")}
    flat |= {"due": deadline.get("date"), "due_basis": deadline.get("basis")}
    flat |= {name: status[name] for name in ("outcome", "as_of") if name in status}
    for name, value in flat.items():
        values: Sequence[str] = value if isinstance(value, list) else [value] if value else []
        yield from ((name, each) for each in values)


def found_acts(account: Account) -> list[Found]:
    """What the program takes from the article."""
    labels = {entity.id: entity.label for entity in account.entities}
    return [_found(act, account, labels) for act in account.acts if not isinstance(act, Opposition)]


def _found(act: Act, account: Account, labels: dict[str, str]) -> Found:
    facts: list[tuple[str, Any]] = [("requester", labels[i]) for i in act.requester]
    facts += [("recipient", labels[i]) for i in act.recipient]
    facts += [("attributed_to", labels[i]) for i in act.attributed_to]
    match act:
        case Request():
            facts += _request_facts(act, account, labels)
        case Response():
            facts += [("outcome", act.outcome.value), ("as_of", act.as_of)]
        case Threat():
            facts += [("item", item.label) for item in act.item]
        case LegalAction():
            facts += [("made_on", act.made_on)]
    evidence = tuple(dict.fromkeys(frame.evidence.span for frame in act.frames))
    names = {Request: "request", Response: "response", Threat: "threat", LegalAction: "legal_action"}
    return Found(names[type(act)], evidence, tuple((name, str(value)) for name, value in facts if value))


def _request_facts(act: Request, account: Account, labels: dict[str, str]) -> Iterable[tuple[str, Any]]:
    yield from (("kind", act.kind), ("force", act.force), ("polarity", act.polarity), ("realis", act.realis))
    yield from (("item", item.label) for item in act.item)
    yield from (("on_behalf_of", labels[i]) for i in act.on_behalf_of)
    yield ("made_on", act.made_on)
    yield ("medium", act.medium and act.medium.passage.text)
    yield ("legal_basis", act.legal_basis and act.legal_basis.text)
    if act.deadline:
        yield from (("due", act.deadline.date), ("due_basis", act.deadline.basis))
    threats = [other for other in account.acts if isinstance(other, Threat) and other.id in act.backed_by]
    yield from (("pressure_agent", labels[i]) for threat in threats for i in threat.requester)
    yield from (("pressure_instrument", item.label) for threat in threats for item in threat.instrument)
    answers = [other for other in account.acts if isinstance(other, Response) and other.responds_to == act.id]
    if answers:
        latest = max(
            answers, key=lambda answer: (answer.as_of is not None, answer.as_of, answer.frames[0].trigger.span)
        )
        yield from (("outcome", latest.outcome), ("as_of", latest.as_of))


# --------------------------------------------------------------------------------------------------
# Comparing.


def tokens(words: str) -> list[str]:
    """Words in small letters, without articles, possessive endings and punctuation.

    >>> tokens("The Courier’s “letters”")
    ['courier', 'letters']
    """
    plain = words.casefold().replace("’", "'").replace("'s ", " ").removesuffix("'s")
    clean = (word.strip("“”\"'.,;:()") for word in plain.split())
    return [word for word in clean if word and word not in {"the", "a", "an"}]


def overlap(one: str, other: str) -> float:
    """F1 of the words that two stretches share.

    >>> overlap("the names of all inmates", "names of inmates")
    0.8571428571428571
    """
    ours, theirs = Counter(tokens(one)), Counter(tokens(other))
    shared = sum((ours & theirs).values())
    return 2 * shared / ((sum(ours.values()) + sum(theirs.values())) or 1)


def same(one: Fact, other: Fact) -> bool:
    """Whether two facts say the same: names nearly word for word, items by half their words, the rest exactly."""
    if one[0] != other[0]:
        return False
    if one[0] in LABELS:
        return overlap(one[1], other[1]) >= SAME_NAME
    return overlap(one[1], other[1]) >= ALIKE if one[0] in WORDS else one[1] == other[1]


def matched(ours: Found, theirs: Found) -> tuple[list[Fact], list[Fact], list[Fact]]:
    """Facts of both, facts that only we expect, facts that only they have.

    Of the readings of a field that are as good, the one that agrees best is taken.
    """
    both: list[Fact] = []
    missed: list[Fact] = []
    extra: list[Fact] = []
    for name in dict.fromkeys(name for name, _ in (*ours.facts, *theirs.facts)):
        values = [fact for fact in theirs.facts if fact[0] == name]
        readings = [[fact for fact in ours.facts if fact[0] == name], *(list(r) for n, r in ours.also if n == name)]
        results = [_split(reading, values) for reading in readings]
        best = min(results, key=lambda result: len(result[1]) + len(result[2]) - len(result[0]))
        both += best[0]
        missed += best[1]
        extra += best[2]
    return both, missed, extra


def _split(ours: Sequence[Fact], theirs: Sequence[Fact]) -> tuple[list[Fact], list[Fact], list[Fact]]:
    """What is in both, in ours alone, and in theirs alone; each fact is used once."""
    left, both, extra = list(ours), list[Fact](), list[Fact]()
    for fact in theirs:
        partner = next((mine for mine in left if same(mine, fact)), None)
        if partner:
            left.remove(partner)
        (both if partner else extra).append(fact)
    return both, left, extra


def pairs(ours: Sequence[Found], theirs: Sequence[Found]) -> list[tuple[Found, Found]]:
    """Acts that are the same act: those that share the most first, each once."""
    scored = [
        (-_likeness(matched(one, other)[0]), i, j)
        for i, one in enumerate(ours)
        for j, other in enumerate(theirs)
        if one.meets(other)
    ]
    chosen: dict[int, int] = {}
    for _, i, j in sorted(scored):
        if i not in chosen and j not in chosen.values():
            chosen[i] = j
    return [(ours[i], theirs[j]) for i, j in sorted(chosen.items())]


def _likeness(both: Sequence[Fact]) -> int:
    """How much two acts share: who and what count more than the values of which there are few."""
    return sum(3 if name in {"requester", "recipient", "item"} else 1 for name, _ in both)


def compare(ours: Sequence[Found], theirs: Sequence[Found], counts: Counts, text: str) -> None:
    """Add one article's acts to the counts."""
    together = pairs(ours, theirs)
    for one, other in together:
        if not one.optional:
            _count(one.type, *matched(one, other), counts, one, text)
    for one in ours:
        if not one.optional and all(one is not mine for mine, _ in together):
            _count(one.type, [], list(one.facts), [], counts, one, text, whole="missed")
    for other in theirs:
        if all(other is not found for _, found in together):
            _count(other.type, [], [], list(other.facts), counts, other, text, whole="extra")


def _count(
    kind: str,
    both: list[Fact],
    missed: list[Fact],
    extra: list[Fact],
    counts: Counts,
    act: Found,
    text: str,
    *,
    whole: str = "right",
) -> None:
    getattr(counts, whole)[kind] += 1
    for side, facts in (("right", both), ("missed", missed), ("extra", extra)):
        getattr(counts, side).update(f"{kind}.{name}" for name, _ in facts)
    if missed or extra or whole != "right":
        words = text[act.evidence[0].start : act.evidence[0].end]
        said = "" if whole != "right" else f"\n    missed {missed}\n    extra  {extra}"
        counts.notes.append(f"{whole.upper() if whole != 'right' else 'partly'} {kind}: {words}{said or _facts(act)}")


def _facts(act: Found) -> str:
    return f"\n    {list(act.facts)}"
