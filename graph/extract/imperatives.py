"""From quoted words to drafts of what they bid somebody do: "Release the files," she said."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from graph.extract import words
from graph.extract.draft import Draft
from graph.extract.speech import in_quotation
from graph.extract.syntax import char_span, child, is_imperative, subtree, trimmed
from graph.model import ActType, Force, Polarity, Realis, Span

_CONFIDENCE = 0.6  # no gold marks imperatives


def imperatives(doc: Doc) -> Iterator[Draft]:
    """The imperatives inside quotation marks that want something done, asked by whoever is quoted."""
    for token in doc:
        if is_imperative(token) and in_quotation(token) and _wants(token) and _begins(token):
            yield _draft(token)


def _wants(verb: Token) -> bool:
    """Whether a verb has something to be done to, and is not one that only opens a remark ("look", "say")."""
    if verb.lemma_.lower() in words.table("remarks"):
        return False
    return any(item.dep_ in {"dobj", "prep", "xcomp", "ccomp", "prt", "acomp"} for item in verb.rights)


def _begins(verb: Token) -> bool:
    """Whether the clause begins with its verb, but for "please", "do not", an adverb, or a name that is called."""
    left = [item for item in verb.lefts if not item.is_punct and not item.is_space]
    first = left[0].left_edge if left else verb
    before = verb.doc[first.i - 1] if first.i > verb.sent.start else None
    if before is not None and not (before.is_quote or before.is_punct or before.is_space):
        return False
    return all(item.dep_ in {"intj", "advmod", "neg", "aux", "npadvmod", "cc", "vocative"} for item in left)


def _draft(verb: Token) -> Draft:
    called = child(verb, "npadvmod", "vocative")
    item = trimmed(verb.doc[verb.i : max(subtree(verb).end, verb.i + 1)])
    negated = child(verb, "neg") is not None
    return Draft(
        act=ActType.REQUEST,
        sense="imperative",
        trigger=char_span(verb.doc[verb.i : verb.i + 1]),
        sentence=char_span(trimmed(verb.sent)),
        recipient=(char_span(subtree(called)),) if called is not None and words.is_agent(called) else (),
        item=(_within_quotation(char_span(item), verb),),
        by_speaker=True,
        force=Force.EXHORT,
        kind=words.kind(verb),
        polarity=Polarity.AFFIRMED,
        realis=Realis.ACTUAL,
        confidence=_CONFIDENCE,
        why=("sense imperative: a bare verb in quotation marks", *(("not to be done",) if negated else ())),
    )


def _within_quotation(span: Span, verb: Token) -> Span:
    """The span up to the mark that closes the quotation."""
    text = verb.doc.text[span.start : span.end]
    ends = [place for mark in '”"' if (place := text.find(mark)) > 0]
    kept = text[: min(ends)].rstrip(" ,.!") if ends else text
    return Span(span.start, span.start + len(kept)) if kept else span
