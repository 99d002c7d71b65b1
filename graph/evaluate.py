"""From annotated sentences and what was read in them to precision, recall and F1, for triggers and for each role.

A role is one slot of one annotated frame: all its spans together are compared with all the spans
predicted for it, so that joining or parting conjuncts costs nothing. Two spans agree when the F1 of
their words is at least a half, leading prepositions and articles left out. A frame that is missed
misses all its roles.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from graph.errors import RunError
from graph.model import ActType, Extraction, Kind, Mention, Span

ROLES = ("requester", "recipient", "item")
_WORD = re.compile(r"[A-Za-z0-9À-ɏ]+(?:[.&'’-][A-Za-z0-9À-ɏ]+)*")
_LEADING = frozenset(
    "by of for to from on upon with at in about that whether the a an its their his her our my your not against into"
    " over towards toward until as".split()
)
_ENOUGH = 0.5


class Asked(Protocol):
    """What a prediction must have; a draft of a request has it."""

    @property
    def trigger(self) -> Span: ...
    @property
    def requester(self) -> tuple[Span, ...]: ...
    @property
    def recipient(self) -> tuple[Span, ...]: ...
    @property
    def item(self) -> tuple[Span, ...]: ...
    @property
    def kind(self) -> Kind | None: ...


class _Request(NamedTuple):
    trigger: Span
    requester: tuple[Span, ...]
    recipient: tuple[Span, ...]
    item: tuple[Span, ...]
    kind: Kind | None


def predicted(extraction: Extraction) -> tuple[Asked, ...]:
    """The requests that were read in a text, as they are scored."""
    requests = (frame for frame in extraction.frames if frame.act is ActType.REQUEST)
    return tuple(
        _Request(frame.trigger.span, _spans(frame.requester), _spans(frame.recipient), _spans(frame.item), frame.kind)
        for frame in requests
    )


def _spans(mentions: Iterable[Mention]) -> tuple[Span, ...]:
    return tuple(mention.span for mention in mentions)


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated trigger of a text; `alternatives` says that any one of a role's spans is enough."""

    id: str
    dataset: str
    text: str
    label: str
    trigger: Span | None
    roles: Mapping[str, tuple[Span, ...]]
    unscored: frozenset[str]
    alternatives: bool
    document: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of right, wrong and missed, and what follows from them.

    >>> Score(right=3, wrong=1, missed=1).f1
    0.75
    """

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 0 where nothing was found."""
        found = self.right + self.wrong
        return self.right / found if found else 0.0

    @property
    def recall(self) -> float:
        """The share of what is there that was found; 0 where nothing is there."""
        there = self.right + self.missed
        return self.right / there if there else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scores of triggers and roles over some lines, and the predictions that were scored, by text."""

    scores: Mapping[str, Score]
    by_dataset: Mapping[str, Mapping[str, Score]]
    predictions: Mapping[str, tuple[Asked, ...]]
    gold: tuple[Gold, ...] = field(repr=False)

    def table(self) -> str:
        """The figures as lines of text, all first, then each dataset."""
        rows = [("all", self.scores), *self.by_dataset.items()]
        return "\n".join((_heading(), *(_row(name, scores) for name, scores in rows)))

    def prediction_lines(self) -> Iterator[str]:
        """One JSON object an annotated line, in the form that the gold's own scorer reads."""
        for line in self.gold:
            frames = [_as_json(one) for one in self.predictions[line.text]]
            yield json.dumps({"id": line.id, "frames": frames})


def evaluate(path: Path, read: Callable[[str], Iterable[Asked]]) -> Evaluation:
    """The scores of a reader of requests on a gold file; `read` gives the requests in a text.

    Questions are read but are not requests, so they are not counted as predicted.
    """
    gold = read_gold(path)
    predictions = {text: _counted(read(text)) for text in dict.fromkeys(line.text for line in gold)}
    return scored(gold, predictions)


def scored(gold: Sequence[Gold], predictions: Mapping[str, tuple[Asked, ...]]) -> Evaluation:
    """The scores of predictions that were made before, by text."""
    by_dataset = {
        name: _scores([line for line in gold if line.dataset == name], predictions)
        for name in dict.fromkeys(line.dataset for line in gold)
    }
    return Evaluation(_scores(gold, predictions), by_dataset, predictions, tuple(gold))


def read_gold(path: Path) -> tuple[Gold, ...]:
    """The labelled lines of a gold file."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise RunError(f"the gold file {path} cannot be read", "JSON lines in UTF-8") from error
    return tuple(_gold(line, f"{path.name}:{number}") for number, line in enumerate(lines, 1) if line.strip())


def _gold(line: str, place: str) -> Gold:
    try:
        return _checked(json.loads(line))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise RunError(f"{place} is no gold line", "id, dataset, text, label, trigger and roles") from error


def _checked(found: Mapping[str, Any]) -> Gold:
    trigger = found.get("trigger")
    return Gold(
        id=str(found["id"]),
        dataset=str(found["dataset"]),
        text=str(found["text"]),
        label=str(found["label"]),
        trigger=Span(trigger[0], trigger[1]) if trigger else None,
        roles={name: tuple(Span(one[0], one[1]) for one in spans) for name, spans in found["roles"].items()},
        unscored=frozenset(found.get("unscored_roles", ())),
        alternatives=bool(found.get("multi")),
        document=str(found.get("doc", "")),
    )


def _counted(found: Iterable[Asked]) -> tuple[Asked, ...]:
    """The requests among what was read, one a trigger."""
    kept: list[Asked] = []
    for one in found:
        if one.kind is not Kind.QUESTION and not any(one.trigger.overlaps(other.trigger) for other in kept):
            kept.append(one)
    return tuple(kept)


# ------------------------------------------------------------------------------------------ counts


def _scores(gold: Sequence[Gold], predictions: Mapping[str, tuple[Asked, ...]]) -> dict[str, Score]:
    counts: Counter[tuple[str, str]] = Counter()
    for lines in _grouped(gold):
        counts.update(_counts(lines, predictions.get(lines[0].text, ())))
    names = ("trigger", *ROLES)
    return {name: Score(*(counts[name, what] for what in ("right", "wrong", "missed"))) for name in names}


def _grouped(gold: Sequence[Gold]) -> Iterator[list[Gold]]:
    """The lines of each text, which are scored together."""
    groups: dict[tuple[str, str], list[Gold]] = {}
    for line in gold:
        groups.setdefault((line.dataset, line.text), []).append(line)
    yield from groups.values()


def _counts(lines: Sequence[Gold], predicted: tuple[Asked, ...]) -> Iterator[tuple[str, str]]:
    """What is right, wrong and missed in one text, as (name, what) pairs.

    Only a prediction on a trigger that somebody marked as no request is wrong: no source marks every request.
    """
    matched: list[Asked] = []
    for line in _requests(lines):
        found = next((one for one in predicted if one not in matched and _same(one, line)), None)
        yield "trigger", "right" if found is not None else "missed"
        if found is not None:
            matched.append(found)
        for role in ROLES:
            if role not in line.unscored:
                yield from ((role, what) for what in _slot(line, role, getattr(found, role, ())))
    negative = [line for line in lines if line.label == "negative"]
    for one in predicted:
        if one not in matched and any(_same(one, line) for line in negative):
            yield "trigger", "wrong"


def _requests(lines: Sequence[Gold]) -> tuple[Gold, ...]:
    """The annotated requests; a trigger that was annotated twice is one, with the roles of both."""
    kept: list[Gold] = []
    for line in lines:
        if line.label != "request" or line.trigger is None:
            continue
        twin = next((i for i, other in enumerate(kept) if _overlap(other.trigger, line.trigger)), None)
        if twin is None:
            kept.append(line)
        else:
            kept[twin] = _joined(kept[twin], line)
    return tuple(kept)


def _joined(one: Gold, other: Gold) -> Gold:
    names = dict.fromkeys((*one.roles, *other.roles))
    roles = {name: tuple(dict.fromkeys((*one.roles.get(name, ()), *other.roles.get(name, ())))) for name in names}
    return replace(one, roles=roles, alternatives=True)


def _same(one: Asked, line: Gold) -> bool:
    return _overlap(one.trigger, line.trigger)


def _overlap(one: Span | None, other: Span | None) -> bool:
    return one is not None and other is not None and one.overlaps(other)


def _slot(line: Gold, role: str, predicted: tuple[Span, ...]) -> tuple[str, ...]:
    """What one role of one annotated request counts as: a wrong filling is also a missed one."""
    gold = line.roles.get(role, ())
    if gold and predicted and _agree(line, predicted, gold):
        return ("right",)
    return (("wrong",) if predicted else ()) + (("missed",) if gold else ())


def _agree(line: Gold, predicted: tuple[Span, ...], gold: tuple[Span, ...]) -> bool:
    choices = [gold, *((one,) for one in gold)] if line.alternatives else [gold]
    return any(overlap(line.text, predicted, choice) >= _ENOUGH for choice in choices)


def overlap(text: str, one: Iterable[Span], other: Iterable[Span]) -> float:
    """The F1 of the words that two sets of spans cover, leading prepositions and articles left out.

    >>> overlap("for the names of all", [Span(0, 13)], [Span(8, 20)])
    0.5
    """
    first, second = _words(text, one), _words(text, other)
    shared = len(first & second)
    return 2 * shared / (len(first) + len(second)) if shared else 0.0


def _words(text: str, spans: Iterable[Span]) -> frozenset[tuple[int, int]]:
    found = sorted({(span.start + m.start(), span.start + m.end()) for span in spans for m in _in(text, span)})
    while len(found) > 1 and text[slice(*found[0])].lower() in _LEADING:
        del found[0]
    return frozenset(found)


def _in(text: str, span: Span) -> Iterator[re.Match[str]]:
    return _WORD.finditer(text[span.start : span.end])


# ------------------------------------------------------------------------------------------ output


def _heading() -> str:
    return f"{'':20}" + "".join(f"{name:>22}" for name in ("trigger", *ROLES)) + "   (F1 precision/recall)"


def _row(name: str, scores: Mapping[str, Score]) -> str:
    cells = (f"{score.f1:.3f} {score.precision:.2f}/{score.recall:.2f}" for score in scores.values())
    return f"{name:20}" + "".join(f"{cell:>22}" for cell in cells)


def _as_json(one: Asked) -> dict[str, Any]:
    roles = {role: [[span.start, span.end] for span in getattr(one, role)] for role in ROLES}
    return {"trigger": [one.trigger.start, one.trigger.end], **roles}
