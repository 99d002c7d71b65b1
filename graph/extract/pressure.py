"""Threats that back a request: from a Doc and its requests to drafts of what somebody will do unless they are met."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from spacy.tokens import Doc, Token

from graph.extract import clause, exchange, syntax
from graph.extract.draft import Draft
from graph.extract.exchange import Match
from graph.model import ActType, Polarity, Realis, Span

_THROUGH = ("through", "via", "by", "with", "using", "including")
_UNLESS = ("unless", "if")
_FAILING = frozenset({"failure", "refusal", "noncompliance"})
_THEM = frozenset({"they", "he", "she", "you"})
_UNMET = "appeal.unmet"
_HEARING = frozenset({"hear", "receive", "get", "produce", "provide", "release"})
_DENYING = frozenset({"deny", "refuse", "reject", "ignore"})
_AGENTS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_ANNOUNCED = frozenset({"threaten", "threat"})  # words that tell of a threat; the others are the threat, told as a plan


def drafts(doc: Doc, requests: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """Every threat, in text order, with its means, its condition and the request of the sentence that it backs."""
    found: dict[int, Draft] = {}
    for match in exchange.matches(doc, "threats", requests):
        if not (_told_above(match.token, found) or _is_asked_for(match) or _is_ruled_out(match) or _is_a_plan(match)):
            found[match.token.i] = _draft(match, requests)
    return tuple(found.values())


def _is_asked_for(match: Match) -> bool:
    """Whether what would harm somebody is what a request wants: "asked the prosecutor to sue if they do not pay"."""
    return match.has("item") and not match.has("item.or")


def _is_ruled_out(match: Match) -> bool:
    """Whether something is said not to happen on a condition: "she will not be barred if she wins"."""
    announced = match.token.lemma_.lower() in _ANNOUNCED
    return match.polarity is Polarity.NEGATED and not announced and match.has("when.if")


def _is_a_plan(match: Match) -> bool:
    """Whether an appeal is announced for another case than that nothing is answered: "will appeal if it loses"."""
    condition = _condition(match.token) if match.row.sense == _UNMET else None
    if condition is None or condition.lemma_.lower() in _DENYING or any(m.lower_ == "unless" for m in condition.lefts):
        return False
    negated = syntax.child(condition, "neg") is not None
    return not (negated and condition.lemma_.lower() in exchange.words("answer") | exchange.words("comply") | _HEARING)


def _told_above(token: Token, found: dict[int, Draft]) -> bool:
    """Whether a word above already tells this threat: "threatened to sue"."""
    return any(head.i in found for head in islice(syntax.ancestors(token), 3))


def _draft(match: Match, requests: tuple[Draft, ...]) -> Draft:
    move = exchange.draft(match, ActType.THREAT)
    condition = _condition(match.token)
    if condition is not None:
        span = clause.clean(syntax.subtree(condition))
        recipient = move.recipient or _addressed(condition)
        move = replace(move, condition=span, item=_before(match.token.doc, move.item, span), recipient=recipient)
    move = replace(move, instrument=tuple(_instruments(match.token)), realis=_realis(match))
    if match.polarity is not Polarity.AFFIRMED:
        return move
    request = exchange.nearest(requests, move)
    if request and request.recipient and match.has("item.or"):
        move = replace(move, recipient=request.recipient)  # "told the districts to answer or lose their grant"
    return exchange.aimed(move, request) if request else _of_the_order_before(move, match.token, condition, requests)


def _of_the_order_before(move: Draft, trigger: Token, condition: Token | None, requests: tuple[Draft, ...]) -> Draft:
    """The threat with the request of the sentence before it as its target, where it is for whoever does not comply.

    "It", who faces the fine, is then whoever was asked, though the sentence before is about who asked.
    """
    if condition is None or not _is_of_complying(condition):
        return move
    before = next((token for token in reversed(trigger.doc[: trigger.sent.start]) if not token.is_space), None)
    asked = exchange.of_sentence(requests, clause.sentence(before)) if before is not None else ()
    if not asked:
        return move
    if asked[-1].recipient and _is_pronoun(trigger.doc, move.recipient):
        move = replace(move, recipient=asked[-1].recipient)
    return exchange.aimed(move, asked[-1])


def _is_of_complying(condition: Token) -> bool:
    """Whether a condition says no more than that what was asked is done, or not: "unless it complies", "if not"."""
    if condition.lemma_.lower() in _FAILING:
        return True
    if condition.lemma_ == "do" and syntax.child(condition, "dobj") is None:
        return True
    done = [condition, *(item for item in condition.children if item.dep_ == "xcomp")]
    return any(item.lemma_.lower() in exchange.words("comply") for item in done)


def _is_pronoun(doc: Doc, spans: tuple[Span, ...]) -> bool:
    return len(spans) == 1 and all(len(piece) == 1 and piece[0].pos_ == "PRON" for piece in syntax.pieces(spans, doc))


def _before(doc: Doc, items: tuple[Span, ...], condition: Span) -> tuple[Span, ...]:
    """What is threatened, without the condition that the parse hung below it."""
    cut = (Span(item.start, condition.start) if item.start < condition.start < item.end else item for item in items)
    return tuple(clause.clean(piece) for piece in syntax.pieces(cut, doc))


def _addressed(condition: Token) -> tuple[Span, ...]:
    """Whom a condition speaks of: "unless Elm pays"."""
    actor = syntax.child(condition, "nsubj")
    named = actor is not None and (actor.ent_type_ in _AGENTS or actor.tag_ in {"NNP", "NNPS"} or actor.lower_ in _THEM)
    return (clause.phrase(actor),) if actor is not None and named else ()


def _realis(match: Match) -> Realis:
    """What is announced has been announced, though what it announces is to come."""
    return match.realis if match.token.lemma_.lower() in _ANNOUNCED else Realis.ACTUAL


def _instruments(token: Token) -> Iterator[Span]:
    """What it would be done with: "including through subpoenas or other compulsory process"."""
    names = exchange.words("instrument")
    for child in token.children:
        if child.dep_ == "dobj" and child.lemma_.lower() in names | exchange.words("penalty"):
            yield clause.member(child)
    for word in token.subtree:
        if word.dep_ in {"prep", "agent"} and word.lower_ in _THROUGH:
            for noun in syntax.objects(word):
                if noun.lemma_.lower() in names:
                    yield clause.member(noun)


def _condition(token: Token) -> Token | None:
    """The head of what says when: "unless", "if" beside the trigger or what is threatened, "failure to comply"."""
    failing = syntax.child(token, "nsubj")
    if failing is not None and failing.lemma_.lower() in _FAILING:
        return failing
    for verb in (token, *(child for child in token.children if child.dep_ in {"xcomp", "ccomp", "pcomp"})):
        for child in verb.children:
            if child.dep_ in {"advcl", "ccomp"} and any(mark.lower_ in _UNLESS for mark in child.lefts):
                return child
    return None
