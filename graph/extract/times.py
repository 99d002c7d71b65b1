"""Time expressions: from a document and its parse to the times and deadlines it names, and from a draft to its own.

Which words are a time is data (`data/times.toml`); what day they mean is said in `conventions`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from graph.extract import clause, syntax
from graph.extract.conventions import TABLE, Found, compiled, is_due
from graph.extract.conventions import when as meant
from graph.extract.draft import Draft
from graph.model import ActType, AnchorKind, Document, Passage, Span, When

_PATTERNS = tuple(
    (compiled(row["regex"], edge=r"(?<![\w$€£])"), row["convention"], AnchorKind(row.get("at", "publication")))
    for row in TABLE["pattern"]
)
_SIGN_OF_TIME = compiled(TABLE["sign"]["regex"], edge=r"\b")
_NEAR_BY = 10  # words beside a time that may make it a deadline
_AT_MOST = 20  # times looked at on either side of a trigger
_RANGES = frozenset({"from", "to", "between", "since", "through", "for", "about"})  # times of what is asked for
_ON = frozenset({"in", "on"})
_EVENTS = frozenset(clause.TABLE["events"]["nouns"])


def whens(document: Document, doc: Doc) -> tuple[When, ...]:
    """All time expressions of a document, in text order and without overlap; of two that begin together the longer one.

    A deadline keeps the words that make it one: "within 30 days", "by Friday".
    """
    found = [item for start, end in _stretches(document.text, doc) for item in _matches(document, doc, start, end)]
    found.sort(key=lambda item: (item.span.start, -item.span.end))
    kept: list[When] = []
    for item in found:
        if kept and item.span.start < kept[-1].passage.span.end:
            continue
        when = meant(item)
        if when is not None:
            kept.append(when)
    return tuple(kept)


def _stretches(text: str, doc: Doc) -> Iterator[tuple[int, int]]:
    """The sentences that hold a sign of a time: only these are searched in full."""
    for sentence in doc.sents:
        if _SIGN_OF_TIME.search(text, sentence.start_char, sentence.end_char):
            yield sentence.start_char, sentence.end_char


def _matches(document: Document, doc: Doc, start: int, end: int) -> Iterator[Found]:
    for regex, convention, at in _PATTERNS:
        for match in regex.finditer(document.text, start, end):
            if match.end() > match.start():
                yield Found(match, convention, at, doc, document.published)


def is_deadline(doc: Doc, when: When) -> bool:
    """Whether a time is one by which something is due: by its own words, or by the words beside it."""
    counted = when.anchor is not None and when.anchor.kind is AnchorKind.REQUEST
    return counted or is_due(*_beside(doc, when.passage))


def _beside(doc: Doc, passage: Passage) -> tuple[str, str, str]:
    """The words before a passage, its own and those after it, without a look at the whole text."""
    piece = doc.char_span(passage.span.start, passage.span.end, alignment_mode="expand")
    if piece is None:
        return "", passage.text, ""
    before = doc[max(0, piece.start - _NEAR_BY) : piece.start].text_with_ws if piece.start else ""
    return before, passage.text, doc[piece.end : piece.end + _NEAR_BY].text


# --------------------------------------------------------------------------------------------------
# Whose time it is.


def of(doc: Doc, draft: Draft, whens: Sequence[When]) -> tuple[When | None, When | None]:
    """When an act was made and when it is due, out of the times that the syntax of its sentence gives to it."""
    trigger = clause.root(doc, draft.trigger)
    if trigger is None:
        return None, None
    hosts = clause.hosts(trigger)
    near = _nearest(_inside(whens, draft.sentence), draft.trigger)
    made = [
        (rank, when)
        for when in near
        if not is_deadline(doc, when)
        and (rank := 0 if _is_after_item(doc, when, draft) else _rank(doc, when, hosts)) is not None
    ]
    due = [
        (rank, when)
        for when in near
        if is_deadline(doc, when) and (rank := _due_rank(doc, when, hosts, draft)) is not None
    ]
    here = [(rank, when) for rank, when in made if not _is_parted(doc, when, draft.trigger)]
    return _first(here or made), _first(due) or _until(doc, near, draft)


def _is_after_item(doc: Doc, when: When, draft: Draft) -> bool:
    """Whether a day stands right behind what is asked for, and is no part of it: "the same reports" | "in December"."""
    last = draft.item[-1] if draft.item and draft.act is ActType.REQUEST else None
    if last is None or not draft.trigger.start < last.start < last.end <= when.passage.span.start:
        return False
    item, day = syntax.pieces((last, when.passage.span), doc)
    between = doc[item.end : day.start]
    return (day[0].lower_ in _ON) if not len(between) else len(between) == 1 and between[0].lower_ in _ON


def _is_parted(doc: Doc, when: When, trigger: Span) -> bool:
    """Whether a semicolon stands between a time and a trigger: "asked for it on May 2; its request was denied"."""
    start, end = sorted((when.passage.span, trigger))
    between = doc.char_span(start.end, end.start, alignment_mode="expand") if start.end < end.start else None
    return between is not None and any(token.text == ";" for token in between)


def _until(doc: Doc, near: Sequence[When], draft: Draft) -> When | None:
    """The deadline that a threat sets for the request of its sentence: "and vowed to go unless it was paid by June"."""
    if draft.act is not ActType.REQUEST:
        return None
    return next((when for when in near if is_deadline(doc, when) and _is_condition(doc, when)), None)


def _is_condition(doc: Doc, when: When) -> bool:
    clauses = (token for token in _climb(doc, when) if token.dep_ == "advcl")
    return any(
        mark.lower_ == "unless" or (mark.lower_ == "if" and _is_negated(verb))
        for verb in clauses
        for mark in verb.lefts
    )


def _is_negated(verb: Token) -> bool:
    return syntax.child(verb, "neg") is not None


def near(doc: Doc, cue: Span, whens: Sequence[When]) -> When | None:
    """The time at which something was said, of the cue that says so ("wrote", and "added" after it)."""
    for verb in clause.sayings(doc, cue):
        sentence = syntax.char_span(verb.sent)
        found = [
            (rank, when)
            for when in _inside(whens, sentence)
            if not is_deadline(doc, when) and (rank := _rank(doc, when, (verb,))) is not None
        ]
        if found:
            return _first(found)
    return None


def _first(found: list[tuple[int, When]]) -> When | None:
    """The nearest of the candidates, one with a date before one without."""
    return min(found, key=lambda item: (item[1].date is None and item[1].offset is None, item[0]))[1] if found else None


def _inside(whens: Sequence[When], sentence: Span) -> Sequence[When]:
    """The times of a sentence, by bisection: they are in text order."""
    first = bisect_left(whens, sentence.start, key=lambda when: when.passage.span.start)
    last = bisect_left(whens, sentence.end, key=lambda when: when.passage.span.start)
    return whens[first:last]


def _nearest(whens: Sequence[When], trigger: Span) -> Sequence[When]:
    """The times around a trigger: no sentence that was written by hand holds more."""
    middle = bisect_left(whens, trigger.start, key=lambda when: when.passage.span.start)
    return whens[max(0, middle - _AT_MOST) : middle + _AT_MOST]


def _rank(doc: Doc, when: When, hosts: Sequence[Token]) -> int | None:
    """Which of the hosts a time modifies, 0 the nearest; None where it belongs to something else."""
    places = {host.i: rank for rank, host in enumerate(hosts)}
    if any(_tells_when(doc, when, host) for host in hosts):
        return 0
    for token in _climb(doc, when):
        if token.i in places:
            return places[token.i]
        if _is_before_noun(doc, when, token):
            return None
        if token.lower_ in _RANGES and token.dep_ == "prep":
            return None
        if token.pos_ in syntax.VERBAL or (token.pos_ in syntax.NOMINAL and not _passes(token, places)):
            return None
    return None


def _is_before_noun(doc: Doc, when: When, noun: Token) -> bool:
    """Whether a day stands before a noun as part of it, and is its own: "to appeal the April 22 denial"."""
    (piece,) = syntax.pieces((when.passage.span,), doc) or (None,)
    above = piece.root.head if piece is not None else noun
    own = piece is not None and piece.root.dep_ in {"compound", "nmod", "amod", "nummod", "poss"}
    return own and above.i == noun.i and noun.pos_ in syntax.NOMINAL and not clause.is_medium(noun)


def _tells_when(doc: Doc, when: When, verb: Token) -> bool:
    """Whether a verb's clause follows the time itself: "on March 5, when she asked"."""
    opener = next((item for item in verb.lefts if item.lower_ == "when"), None)
    if opener is None:
        return False
    before = doc[max(0, opener.i - 2) : opener.i]
    return any(token.idx < when.passage.span.end <= token.idx + len(token.text) for token in before)


def _climb(doc: Doc, when: When) -> Iterator[Token]:
    """The words above a time expression, nearest first."""
    piece = doc.char_span(when.passage.span.start, when.passage.span.end, alignment_mode="expand")
    if piece is not None and len(piece):
        yield from (token for token in syntax.ancestors(piece.root) if not piece.start <= token.i < piece.end)


def _passes(noun: Token, places: dict[int, int]) -> bool:
    """Whether a time may hang by mistake on a noun: one beside the verb that has no day of its own."""
    beside = noun.dep_ in {"dobj", "dative"} or (noun.dep_ == "pobj" and noun.head.dep_ in {"prep", "dative"})
    return beside and noun.lemma_.lower() not in _EVENTS


def _due_rank(doc: Doc, when: When, hosts: Sequence[Token], draft: Draft) -> int | None:
    """As `_rank`; what is asked for may hold its deadline too, but not what is told beside it ("which was due")."""
    places = {host.i: rank for rank, host in enumerate(hosts)}
    for token in _climb(doc, when):
        if token.i in places:
            return places[token.i]
        if token.dep_ in {"relcl", "advcl", "parataxis"} and not _in_item(token, draft):
            return None
    return None


def _in_item(token: Token, draft: Draft) -> bool:
    return any(item.start <= token.idx < item.end for item in draft.item) and token.dep_ != "relcl"
