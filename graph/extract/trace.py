"""An extraction and the parse it was read from, to the trace of each frame, in lines for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from graph.extract import features
from graph.extract.judge import CLASSES, Judge, Weights, trained
from graph.extract.lexicon import ROLES, Pattern, Sense
from graph.extract.proposals import Proposal, proposals
from graph.model import Extraction, Frame, Medium, Mention, Span, When

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from graph.extract.found import Candidate

_SHOWN, _SHOWN_OF_ROLE = 6, 3  # how many weights a line shows; the others are added up
_SPELLED = (*ROLES, "sense ")  # the lines of `Frame.why` that are told in full below
_LABEL = 13

Contribution = tuple[str, float]


def trace(extraction: Extraction, doc: Doc) -> Iterator[str]:
    """The trace of each frame, in text order: its sentence, sense and roles, and what decided each.

    >>> from graph.extract import extract
    >>> from graph.parse import parse
    >>> from graph.read import document
    >>> [(asked, doc)] = parse([document("Ann Lee asked the council for files.")])
    >>> print(*list(trace(extract(asked, doc), doc))[:4], sep="\\n")
    0-36: Ann Lee [asked] the council for files.
      act          request (ask, documents), affirmed, actual
      sense        ask.ask: 'ask' (verb), frame v.ask_to (asked the city for records)
      needs        met by for*, of inf* | for* | obj.for | that | forto | obj@who+far
    """
    found = {proposal.trigger.idx: proposal for proposal in proposals(doc)}
    for frame in extraction.frames:
        proposal = found.get(frame.trigger.span.start)
        judged = proposal if proposal is not None and proposal.sense.id == frame.sense else None
        yield f"{frame.evidence.span.start}-{frame.evidence.span.end}: {_marked(frame)}"
        yield from (f"  {label:<{_LABEL}}{text}" for label, text in _trace(frame, judged, trained(), extraction))
        yield ""


def contributions(
    weights: Weights, found: Iterable[str], *, of: int = 0, against: int | None = None
) -> list[Contribution]:
    """What each known feature adds to the score of a class, the heaviest first; `against` another class where told.

    >>> import numpy as np
    >>> contributions({"a": np.array([1.0, 3.0]), "b": np.array([0.5, 0.0])}, ["a", "b", "c"], of=1, against=0)
    [('a', 2.0), ('b', -0.5)]
    """
    known = {name: weights[name] for name in found if name in weights}
    added = {name: float(w[of] - (0 if against is None else w[against])) for name, w in known.items()}
    return sorted(added.items(), key=lambda entry: (-abs(entry[1]), entry[0]))


def _trace(frame: Frame, judged: Proposal | None, judge: Judge, extraction: Extraction) -> Iterator[tuple[str, str]]:
    yield "act", _act(frame)
    yield from _sense(judged.sense, judged) if judged else ()
    for role in ROLES:
        for mention in getattr(frame, role):
            yield role, _mention(mention, extraction)
        yield from _filled(frame, role, judged, judge) if judged else ()
    yield from _around(frame)
    reasons = "; ".join(reason for reason in frame.why if judged is None or not _is_spelled(reason))
    yield from ((("because", reasons),) if reasons else ())
    if judged:
        weighed = contributions(judge.sense, features.of_sense(judged))
        yield "weighed", f"{_total(weighed):+.2f} that it asks: {_listed(weighed, _SHOWN)}"
    yield "confidence", f"{frame.confidence:.3f}"


def _marked(frame: Frame) -> str:
    """The sentence on one line, its trigger in brackets."""
    sentence, start = frame.evidence.text, frame.evidence.span.start
    begin, end = frame.trigger.span.start - start, frame.trigger.span.end - start
    return " ".join(f"{sentence[:begin]}[{sentence[begin:end]}]{sentence[end:]}".split())


def _act(frame: Frame) -> str:
    details = ", ".join(str(one) for one in (frame.force, frame.kind, frame.outcome) if one)
    return f"{frame.act}{f' ({details})' if details else ''}, {frame.polarity}, {frame.realis}"


def _sense(sense: Sense, proposal: Proposal) -> Iterator[tuple[str, str]]:
    note = f" ({sense.note})" if sense.note else ""
    yield "sense", f"{sense.id}: {sense.lemma!r} ({sense.pos}), frame {sense.frame}{note}"
    needs, met = [_written(need) for need in sense.needs], sense.met(proposal.candidates)
    wanted = " | ".join(needs)
    yield "needs", f"not met, by the judge alone; {wanted}" if met is None else f"met by {needs[met]}, of {wanted}"


def _written(need: Iterable[Pattern]) -> str:
    """A set of conditions as the lexicon writes it."""
    return "+".join(map(_pattern, need))


def _pattern(pattern: Pattern) -> str:
    nature = f"@{pattern.nature}" if pattern.nature else ""
    listed = f"={'|'.join(sorted(pattern.words))}" if pattern.words else ""
    return f"{'!' if pattern.negated else ''}{pattern.slot}{'*' if pattern.prefix else ''}{nature}{listed}"


def _mention(mention: Mention, extraction: Extraction) -> str:
    """The words, the type, and for a pronoun or short name the words that it goes back to."""
    text, earlier = f"{mention.text!r} ({mention.type})", mention.antecedent
    if earlier is None:
        return text
    return f"{text}, the same as {extraction.document.text[earlier.start : earlier.end]!r}"


def _filled(frame: Frame, role: str, proposal: Proposal, judge: Judge) -> Iterator[tuple[str, str]]:
    """The slot of each filler, and what made the judge put it into this role rather than none."""
    slots = [reason.removeprefix(f"{role}: ") for reason in frame.why if reason.startswith(f"{role}: ")]
    for slot in slots:
        filler = next((one for one in proposal.candidates if one.slot == slot), None)
        if filler is not None:
            yield "", f"in slot {slot}, {_weighed(role, proposal, filler, judge)}"


def _weighed(role: str, proposal: Proposal, filler: Candidate, judge: Judge) -> str:
    number = CLASSES.index(role)
    share = judge.probabilities(proposal, filler)[number]
    ruled = "by rule and judge" if filler in proposal.chosen[role] else "by the judge"
    weighed = contributions(judge.roles, features.of_candidate(proposal, filler), of=number, against=0)
    return f"{ruled}, {share:.2f} sure: {_listed(weighed, _SHOWN_OF_ROLE)}"


def _around(frame: Frame) -> Iterator[tuple[str, str]]:
    """What set the channel and the days, what stands around the act, and who says so."""
    yield from ((("medium", _medium(frame.medium)),) if frame.medium else ())
    yield from (
        (label, _when(when)) for label, when in (("time", frame.time), ("deadline", frame.deadline)) if when is not None
    )
    for label in ("legal_basis", "reason", "condition"):
        passage = getattr(frame, label)
        yield from (((label.replace("_", " "), repr(passage.text)),) if passage else ())
    yield from (("on behalf of", repr(mention.text)) for mention in frame.on_behalf_of)
    yield from (("instrument", repr(passage.text)) for passage in frame.instrument)
    yield from ((("about", _place(frame.target)),) if frame.target else ())
    if frame.attribution:
        said = frame.attribution
        cue = f", by the cue {said.cue.text!r}" if said.cue else ""
        yield "says", f"{said.source.text!r} ({said.mode}{cue})"


def _place(span: Span) -> str:
    return f"the act at {span.start}"


def _medium(medium: Medium) -> str:
    return f"{medium.kind}, by the words {medium.passage.text!r}"


def _when(when: When) -> str:
    """The day, the words that say so, how it came about, and what it counts from."""
    day = str(when.date) if when.date else "no day"
    basis = f", {when.basis}" if when.basis else ""
    offset = f", {when.offset.amount} {when.offset.unit}" if when.offset else ""
    if when.anchor is None:
        return f"{day} by the words {when.passage.text!r}{basis}{offset}"
    counted = repr(when.anchor.passage.text) if when.anchor.passage else f"the {when.anchor.kind}"
    return f"{day} by the words {when.passage.text!r}{basis}{offset} from {counted}"


def _is_spelled(reason: str) -> bool:
    """Whether the trace tells this reason in full elsewhere: the sense, a slot, or a feature with its weight."""
    return reason.startswith(_SPELLED) or reason[-5:-4] in {"+", "-"}


def _total(weighed: Iterable[Contribution]) -> float:
    return sum(weight for _, weight in weighed)


def _listed(weighed: list[Contribution], most: int) -> str:
    shown = ", ".join(f"{name} {weight:+.2f}" for name, weight in weighed[:most])
    others = weighed[most:]
    return f"{shown}, {len(others)} others {_total(others):+.2f}" if others else shown or "no feature is known"
