"""Answers to requests, and the lack of them: from a Doc and its requests to drafts of responses with their outcome."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from graph.extract import clause, exchange, syntax, words
from graph.extract.draft import Draft
from graph.extract.exchange import Match
from graph.model import ActType, Kind, Outcome, Polarity, Realis, Span

_ASKED_BY = ("from", "by", "of")  # who asked, after a noun for a request
_ASKED_OF = ("to", "with", "at")  # who was asked, after it: "messages left with the mayor"
_ASKED_FOR = ("for", "about", "on", "regarding", "concerning")
_POINTING = frozenset({"that", "this"})
_OF_THE_PRESS = frozenset({"comment", "interview"})
_TALK = frozenset({"discuss", "elaborate"})
_SAID = frozenset({Kind.COMMENT, Kind.INFORMATION, Kind.QUESTION})
_COMPOUND = frozenset({"compound", "amod", "nmod"})
_FORMER_ENTITIES = frozenset({"GPE", "NORP", "ORG", "PERSON"})
_NOT_DONE = frozenset({Outcome.NO_RESPONSE, Outcome.NOT_REACHED, Outcome.REFUSED})
_MODALS = frozenset({"could", "would", "can", "will", "wo", "ca", "'d", "’d"})


def drafts(doc: Doc, requests: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """Every answer, refusal, silence, withdrawal and challenge, in text order.

    The recipient is who answers, the requester who had asked; the target is the request of the same sentence that is
    answered, where there is one. "Declined to comment" answers a request that the text does not tell: no target.
    """
    found: dict[int, Draft] = {}
    unsettled = list(requests)  # those that no answer has granted: who goes on to refuse something refuses another
    for match in exchange.matches(doc, "answers", requests):
        outcome = _outcome(match)
        if (
            outcome is not None
            and not _is_wished(match, outcome)
            and not match.has("item")
            and not _under(match.token, found)
        ):
            draft = _draft(match, outcome, unsettled if outcome in _NOT_DONE else requests)
            found[match.token.i] = draft
            if draft.outcome is Outcome.COMPLIED and draft.target is not None:
                _settle(unsettled, draft.target)
    return tuple(found.values())


def _settle(requests: list[Draft], trigger: Span) -> None:
    """Takes the request of a trigger out of those in text order, if it is there."""
    place = bisect_left(requests, trigger, key=lambda request: request.trigger)
    if place < len(requests) and requests[place].trigger == trigger:
        del requests[place]


def _outcome(match: Match) -> Outcome | None:
    return match.row.negated if match.polarity is Polarity.NEGATED else match.row.affirmed


def _is_wished(match: Match, outcome: Outcome) -> bool:
    """Whether an answer is only spoken of: "waited for the department to answer"."""
    return outcome is Outcome.ACKNOWLEDGED and match.realis is not Realis.ACTUAL


def _under(token: Token, found: dict[int, Draft]) -> bool:
    """Whether a token only says what was declined ("declined to respond"), or what a word above it already tells."""
    return token.dep_ in {"xcomp", "acl", "acomp", "pobj", "dobj"} and (
        token.head.i in found or token.head.head.i in found
    )


def _draft(match: Match, outcome: Outcome, requests: Sequence[Draft]) -> Draft:
    move = exchange.draft(match, ActType.RESPONSE)
    asked = _request_noun(match)
    target = _answered(asked, match, requests)
    move = replace(
        move,
        outcome=outcome,
        kind=Kind.COMMENT if _is_of_the_press(match) else None,
        polarity=Polarity.AFFIRMED,
        realis=_realis(match, outcome),
        target=target.trigger if target else None,
        requester=move.requester or _askers(asked) or (target.requester if target else ()),
        recipient=_blamed(match.token)
        or _speaking(match.token)
        or move.recipient
        or _asked(asked)
        or (target.recipient if target else ()),
        item=_items(move, asked, target),
        why=(*move.why, f"outcome {outcome.value}"),
    )
    return replace(move, requester=tuple(span for span in move.requester if span not in move.recipient))


def _is_of_the_press(match: Match) -> bool:
    """Whether it is about nothing but what reporters ask for: "declined to comment", "refused an interview"."""
    about = (item.head for item in match.beside if item.slot.partition(".")[0] in {"inf", "obj"})
    return any(token.lemma_.lower() in _OF_THE_PRESS for token in (match.token, *about))


def _realis(match: Match, outcome: Outcome) -> Realis:
    """ "Could not be reached" and "would not say" tell what was: the modal is part of the words of not answering."""
    modal = any(item.slot.removeprefix("aux.") in _MODALS for item in match.beside if item.slot.startswith("aux."))
    conditional = match.has("when.if", "when.unless")
    untrue = match.polarity is Polarity.NEGATED and outcome in _NOT_DONE and modal and not conditional
    return Realis.ACTUAL if untrue else match.realis


# --------------------------------------------------------------------------------------------------
# The request that is answered, as the sentence names it.


def _request_noun(match: Match) -> Token | None:
    """The noun for a request that the answer is about: "request" of "responded to a request"."""
    nouns = exchange.words("request") | exchange.words("message")
    near = (item.head for item in match.beside if _is_about(item.slot))
    below = (noun for item in match.beside if item.slot == "inf" for noun in _complements(item.head))
    found = (noun for noun in (*near, *below) if noun.lemma_.lower() in nouns and noun.pos_ in syntax.NOMINAL)
    return next(found, None)


def _complements(verb: Token) -> Iterator[Token]:
    """What an infinitive is about: "refused to respond to a demand"."""
    for child in verb.rights:
        if child.dep_ == "dobj":
            yield child
        elif child.dep_ == "prep" and child.lower_ in {"to", "with", "by"}:
            yield from syntax.objects(child)


def _is_about(slot: str) -> bool:
    return slot.partition("~")[0].partition(".")[0] in {
        "obj",
        "to",
        "with",
        "subj",
        "of",
        "by",
        "at",
        "after",
        "in",
        "for",
    }


def _answered(noun: Token | None, match: Match, requests: Sequence[Draft]) -> Draft | None:
    """The request of the sentence that the noun is, or that asked whoever answers for what is answered."""
    start = match.token.sent.start_char
    same = exchange.of_sentence(requests, clause.sentence(match.token))
    if noun is not None:
        if (pointed := _pointed_at(noun, requests)) is not None:
            return pointed
        named = next((request for request in same if request.trigger.start == noun.idx), None)
        if named is not None:
            return named
        below = [
            request
            for request in same
            if noun.is_ancestor(_at(noun.doc, request.trigger)) and request.trigger.start > start
        ]
        if below:
            return below[0]
    if noun is not None:
        return None
    earlier = [request for request in same if request.trigger.start < match.token.idx and _may_be_of(match, request)]
    if earlier:
        return earlier[-1]
    named = next((item.head for item in match.beside if item.slot == "obj" and item.head.lower_ == "it"), None)
    pointed = _pointed_at(named, requests) if named is not None else None
    return pointed or next((request for request in same if _gave_rise(request, match)), None)


def _may_be_of(match: Match, request: Draft) -> bool:
    """Whether an answer may be to a request: who declines to discuss it refuses nothing but words."""
    return request.kind in _SAID or not any(item.head.lemma_.lower() in _TALK for item in match.beside)


def _pointed_at(noun: Token, requests: Sequence[Draft]) -> Draft | None:
    """The last request that the paragraph has told, where words point back: "rejected that request", "denied it"."""
    if noun.lower_ != "it" and not any(item.lower_ in _POINTING for item in noun.lefts):
        return None
    place = bisect_left(requests, noun.sent.start_char, key=lambda request: request.trigger.start)
    if not place:
        return None
    last = requests[place - 1]
    between = noun.doc[_at(noun.doc, last.trigger).i : noun.sent.start]
    return None if any("\n" in token.text for token in between) else last


def _gave_rise(request: Draft, match: Match) -> bool:
    """Whether the request is told as what came before: "turned them over after the board subpoenaed them"."""
    return any(
        item.slot in {"when.after", "when.once", "when.when"}
        and item.piece.start_char <= request.trigger.start < item.piece.end_char
        for item in match.beside
    )


def _at(doc: Doc, span: Span) -> Token:
    piece = doc.char_span(span.start, span.end, alignment_mode="expand")
    return piece.root


def _askers(noun: Token | None) -> tuple[Span, ...]:
    """Who asked: the owner of the request, whoever it is from, or the name before it ("an Australian ultimatum")."""
    if noun is None:
        return ()
    owner = syntax.child(noun, "poss")
    if owner is not None:
        return _names(owner)
    for preposition in syntax.prepositions(noun, *_ASKED_BY):
        found = [span for head in syntax.objects(preposition) for span in _names(head)]
        if found and preposition.nbor(-1).i >= noun.i:
            return tuple(found)
    former = next((item for item in noun.lefts if item.dep_ in _COMPOUND and item.ent_type_ in _FORMER_ENTITIES), None)
    return _names(former) if former is not None else ()


def _names(head: Token) -> tuple[Span, ...]:
    nouns = (item for item in syntax.conjuncts(head) if item.pos_ in syntax.NOMINAL or item.ent_type_)
    return tuple(clause.phrase(item) for item in nouns)


def _asked(noun: Token | None) -> tuple[Span, ...]:
    """Who was asked, where the answer does not say: "calls to the mayor were not returned"."""
    if noun is None:
        return ()
    prepositions = [*syntax.prepositions(noun, *_ASKED_OF)]
    prepositions += [
        item
        for verb in noun.children
        if verb.dep_ in {"acl", "relcl"}
        for item in syntax.prepositions(verb, *_ASKED_OF, *(("for",) if verb.lemma_ == "leave" else ()))
    ]
    return tuple(span for preposition in prepositions for head in syntax.objects(preposition) for span in _names(head))


def _blamed(token: Token) -> tuple[Span, ...]:
    """Whom a verb above does something to for not answering: "held the clerk in contempt for ignoring the order", or
    whom it accuses of that."""
    if token.dep_ != "pcomp" or token.head.lower_ not in {"for", "of"}:
        return ()
    verb = next((head for head in syntax.ancestors(token) if head.pos_ in syntax.VERBAL), None)
    if verb is None or (token.head.lower_ == "of" and verb.lemma_ != "accuse"):
        return ()
    whom = syntax.child(verb, "nsubjpass", "dobj")
    return _names(whom) if whom is not None else ()


def _speaking(token: Token) -> tuple[Span, ...]:
    """Who says what the parser hung on the thing said: "the office said the boxes came but would not open them"."""
    said = token.head
    own = syntax.child(token, "nsubj", "nsubjpass")
    if token.dep_ != "conj" or said.dep_ != "ccomp" or own is not None:
        return ()
    actor, above = syntax.subject(said), syntax.subject(said.head)
    thing = actor is not None and not words.is_agent(actor)
    return _names(above) if thing and above is not None and words.is_agent(above) else ()


def _items(move: Draft, noun: Token | None, target: Draft | None) -> tuple[Span, ...]:
    """What was asked for, rather than the noun for asking it: "comment" of "a request for comment"."""
    bare = noun is not None and noun.lemma_.lower() in exchange.words("bare")
    own = tuple(span for span in move.item if noun is None or not (bare and span.start <= noun.idx < span.end))
    contents = tuple(_contents(noun)) if noun is not None else ()
    if target is not None and target.item and (bare or not own):
        return target.item
    return (contents if bare else ()) or own


def _contents(noun: Token) -> Iterator[Span]:
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in _ASKED_FOR:
            for head in child.children:
                yield clause.clean(syntax.subtree(head))
        elif child.dep_ in {"acl", "relcl"} and any(item.tag_ == "TO" for item in child.lefts):
            yield clause.clean(syntax.subtree(child))
