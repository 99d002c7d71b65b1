"""From quoted words to drafts of what they bid somebody do: "Release the files," she said."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Piece

from graph.extract import words
from graph.extract.draft import Draft
from graph.extract.names import GREETING
from graph.extract.speech import in_quotation
from graph.extract.syntax import char_span, child, is_imperative, subtree, trimmed
from graph.extract.tails import without_tail
from graph.model import ActType, Force, Polarity, Realis, Span

_GOES_ON = frozenset({"and", "or", "to", "not", "then"})  # before a quotation that only goes on with a sentence
_PLEASE = frozenset({"please", "kindly"})
_MANNERS = frozenset("find note contact call feel accept see know remember visit be do let".split())
_CONFIDENCE = 0.6  # no gold marks imperatives


def imperatives(doc: Doc) -> Iterator[Draft]:
    """The imperatives that want something done: in quotation marks, asked by whoever is quoted; "please" in letters."""
    greeted = False
    for token in doc:
        greeted = greeted or token.text == GREETING
        if not _is_bid(token) or not (in_quotation(token) or (greeted and _is_polite(token))):
            continue
        if _wants(token) and _begins(token):
            yield _draft(token)


def _is_polite(verb: Token) -> bool:
    """Whether "please" stands at a verb that is more than good manners: below the greeting of a letter it asks."""
    return verb.lemma_.lower() not in _MANNERS and any(item.lower_ in _PLEASE for item in verb.lefts)


def _is_bid(token: Token) -> bool:
    """Whether a verb is an imperative; one that opens a quotation may be parsed as a clause of circumstance."""
    if is_imperative(token):
        return True
    if token.tag_ != "VB" or token.dep_ != "advcl":  # a document without a word that asks is not parsed: no sentences
        return False
    first = token.nbor(-1) if token.i > token.sent.start and token.nbor(-1).lower_ in _PLEASE else token
    opens = first.i > token.sent.start and first.nbor(-1).is_quote
    return opens and child(token, "mark", "nsubj", "aux") is None


def _wants(verb: Token) -> bool:
    """Whether a verb has something to be done to, and is not one that only opens a remark ("look", "say")."""
    if verb.lemma_.lower() in words.table("remarks") or _is_contrasted(verb):
        return False
    return any(item.dep_ in {"dobj", "prep", "xcomp", "ccomp", "prt", "acomp"} for item in verb.rights)


def _is_contrasted(verb: Token) -> bool:
    """Whether a bare verb is only what was not meant: "we tried to help, not begin a fight", not "do not begin"."""
    opened = [item.lower_ for item in verb.lefts]
    return "not" in opened and "do" not in opened


def _begins(verb: Token) -> bool:
    """Whether the clause begins with its verb, but for "please", "do not", an adverb, or a name that is called."""
    left = [item for item in verb.lefts if not item.is_punct and not item.is_space]
    if any(item.is_bracket for item in verb.lefts):
        return False  # words were left out: "Both books [...] tell us"
    first = left[0].left_edge if left else verb
    before = verb.doc[first.i - 1] if first.i > verb.sent.start else None
    if before is not None and before.is_quote and before.i > verb.sent.start and before.nbor(-1).lower_ in _GOES_ON:
        return False
    if before is not None and (before.is_right_punct or not (before.is_quote or before.is_punct or before.is_space)):
        return before is not None and before.is_quote
    return all(item.dep_ in {"intj", "advmod", "neg", "aux", "npadvmod", "cc", "vocative"} for item in left)


def _draft(verb: Token) -> Draft:
    called = child(verb, "npadvmod", "vocative")
    item = without_tail(trimmed(verb.doc[verb.i : _end(verb)]))
    negated = child(verb, "neg") is not None
    return Draft(
        act=ActType.REQUEST,
        sense="imperative",
        trigger=char_span(verb.doc[verb.i : verb.i + 1]),
        sentence=char_span(trimmed(verb.sent)),
        recipient=(char_span(subtree(called)),) if called is not None and words.is_agent(called) else (),
        item=(_within_quotation(item),),
        by_speaker=True,
        force=Force.EXHORT if in_quotation(verb) else Force.ASK,
        kind=words.kind(verb),
        polarity=Polarity.AFFIRMED,
        realis=Realis.ACTUAL,
        confidence=_CONFIDENCE,
        why=(_why(verb), *(("not to be done",) if negated else ())),
    )


def _why(verb: Token) -> str:
    return f"sense imperative: a bare verb {'in quotation marks' if in_quotation(verb) else 'with please'}"


def _end(verb: Token) -> int:
    """Where what is bidden ends: before a threat or a promise that is joined to it ("or we will sue")."""
    end = max(subtree(verb).end, verb.i + 1)
    others = [item for item in verb.rights if item.dep_ == "conj" and child(item, "nsubj", "nsubjpass") is not None]
    joining = [item.i for item in verb.rights if item.dep_ == "cc" and any(item.i < other.i for other in others)]
    return int(min([end, *joining]))


def _within_quotation(item: Piece) -> Span:
    """The characters of a piece up to the mark that closes the quotation."""
    span, text = char_span(item), item.text
    ends = [place for mark in '”"' if (place := text.find(mark)) > 0]
    kept = text[: min(ends)].rstrip(" ,.!") if ends else text
    return Span(span.start, span.start + len(kept)) if kept else span
