"""What stands around a request: from a draft to its medium, legal basis, reason, condition, place and principal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from graph.extract import clause, syntax, words
from graph.extract.draft import Draft
from graph.model import MediumKind, Span

_TABLE = clause.TABLE
_MEDIUM = _TABLE["medium"]
_CHANNEL_PREPOSITIONS = frozenset(_MEDIUM["prepositions"])
_VERBS = {verb: MediumKind(kind) for kind, verbs in _TABLE["verbs"].items() for verb in verbs}
_LEGAL_NOUNS, _NARROW_NOUNS = frozenset(_TABLE["legal"]["nouns"]), frozenset(_TABLE["legal"]["narrow"])
_PHRASE_LENGTH = 4  # words of the longest marker


@dataclass(frozen=True, slots=True)
class Circumstance:
    """What a clause says beside who, whom and what; None or empty where it does not."""

    medium: tuple[MediumKind, Span] | None = None
    legal_basis: Span | None = None
    on_behalf_of: tuple[Span, ...] = ()
    reason: Span | None = None
    condition: Span | None = None
    place: Span | None = None


def circumstances(doc: Doc, draft: Draft) -> Circumstance:
    """The circumstances that the clause of a draft's trigger states, and the clauses and papers that it hangs on."""
    trigger = clause.root(doc, draft.trigger)
    if trigger is None:
        return Circumstance()
    hosts = clause.hosts(trigger)
    taken = (*draft.item, *draft.recipient, *draft.requester)
    adjuncts = tuple(item for host in hosts for item in _adjuncts(host) if not _inside(item, taken))
    stray = (*adjuncts, *(item for host in hosts for item in _stray(host)))
    return Circumstance(
        medium=_issued(
            _medium(hosts, trigger), (*(clause.root(doc, span) for span in draft.requester), *_acting(hosts))
        ),
        legal_basis=_first(_legal(item) for item in stray),
        on_behalf_of=next((found for item in stray if (found := _behalf(item))), ()),
        reason=_first(_reason(item) for item in stray),
        condition=_first(_condition(item) for item in adjuncts),
        place=_first(_place(item) for item in adjuncts),
    )


def medium_near(doc: Doc, cue: Span) -> tuple[MediumKind, Span] | None:
    """The channel of a saying, given its cue; one that continues a saying ("he added") has the channel of that."""
    for verb in clause.sayings(doc, cue):
        found = _issued(_medium(clause.hosts(verb), verb), _acting((verb,)))
        if found is not None:
            return found
    return None


def _issued(medium: tuple[MediumKind, Span] | None, askers: Iterable[Token | None]) -> tuple[MediumKind, Span] | None:
    """The channel by whoever uses it: an order of a court is a court order."""
    if medium is None:
        return None
    return words.issued(medium[0], (asker for asker in askers if asker is not None)), medium[1]


def _acting(hosts: Sequence[Token]) -> Iterator[Token | None]:
    """Who does what the verbs of a clause say."""
    return (syntax.subject(host) for host in hosts if host.pos_ in syntax.VERBAL)


def _first(found: Iterator[Span | None]) -> Span | None:
    return next((span for span in found if span is not None), None)


def _inside(token: Token, spans: Sequence[Span]) -> bool:
    return any(span.start <= token.idx < span.end for span in spans)


# --------------------------------------------------------------------------------------------------
# The channel.


def _medium(hosts: Sequence[Token], trigger: Token) -> tuple[MediumKind, Span] | None:
    """A paper that the request stands in, else a channel it goes by, else a verb that is a channel of itself."""
    for host in hosts:
        if host.i != trigger.i and host.pos_ in syntax.NOMINAL and clause.is_medium(host):
            return _named(host)
    for host in hosts:
        if host.pos_ in syntax.VERBAL and (found := _channel(host)):
            return found
    return next((found for host in hosts if (found := _by_itself(host))), None)


def _channel(verb: Token) -> tuple[MediumKind, Span] | None:
    """The noun in "in a letter", "by email", "on X" beside a verb."""
    for preposition in verb.children:
        if preposition.dep_ != "prep":
            continue
        if platform := _on_platform(verb, preposition):
            return MediumKind.POST, platform
        if preposition.lower_ not in _CHANNEL_PREPOSITIONS:
            continue
        for noun in syntax.objects(preposition):
            if clause.is_medium(noun) and not _is_event_of_others(noun, preposition):
                return _named(noun)
    return next((post for item in verb.children if item.dep_ == "dobj" if (post := _post(item))), None)


def _post(noun: Token) -> tuple[MediumKind, Span] | None:
    """A platform that the parser hung on the object: "demanded an apology on Twitter"."""
    platforms = (_on_platform(noun, preposition) for preposition in syntax.prepositions(noun, "on"))
    return next(((MediumKind.POST, platform) for platform in platforms if platform), None)


def _on_platform(above: Token, preposition: Token) -> Span | None:
    """The platform of "on X", or of "took to X"."""
    taking = preposition.lower_ == "to" and above.lemma_.lower() in {"take", "turn"}
    if preposition.lower_ != "on" and not taking:
        return None
    return next((platform for noun in syntax.objects(preposition) if (platform := _platform(noun))), None)


def _is_event_of_others(noun: Token, preposition: Token) -> bool:
    """Whether "on the call" or "over the meeting" names what is spoken about rather than the channel."""
    return (
        preposition.lower_ in {"over", "at", "with"}
        and clause.medium_name(noun) is not None
        and (
            preposition.lower_ == "with" or noun.lemma_.lower() in {"letter", "statement", "order", "report", "ruling"}
        )
    )


def _platform(noun: Token) -> Span | None:
    """The name of a platform, with "the platform" or "formerly Twitter" beside it."""
    named = [noun, *(item for item in noun.children if item.dep_ in {"appos", "compound"})]
    names = [item.lower_.rstrip(".") for item in named] + [noun.doc[max(0, noun.i - 1) : noun.i + 1].text.lower()]
    known = any(name in clause.PLATFORMS for name in names)
    return _without_stop(noun.doc, clause.phrase(noun)) if known else None


def _by_itself(host: Token) -> tuple[MediumKind, Span] | None:
    """A trigger that is a channel: "subpoenaed", "a petition", "tweeted"."""
    span = Span(host.idx, host.idx + len(host.text))
    if host.pos_ in syntax.VERBAL and (kind := _VERBS.get(host.lemma_.lower())):
        return kind, span
    return _named(host) if host.pos_ in syntax.NOMINAL and clause.is_medium(host) else None


def _named(noun: Token) -> tuple[MediumKind, Span] | None:
    """The name of a medium: "executive order" of "a July 11 executive order", "post on X" of "a Thursday post on X"."""
    known = clause.medium_name(noun)
    if known is None:
        return None
    kind, first = known
    end = noun.i + 1
    kept = _MEDIUM["kept"].get(kind.value, ())
    for preposition in syntax.prepositions(noun, *kept):
        end = max(end, syntax.trimmed(noun.doc[preposition.i : _edge(preposition)]).end)
    return kind, _without_stop(noun.doc, syntax.char_span(noun.doc[first:end]))


def _without_stop(doc: Doc, span: Span) -> Span:
    """The span without a full stop that the tokenizer left on a short name ("X.")."""
    [last] = syntax.pieces((Span(span.end - 1, span.end),), doc)
    glued = last.text.endswith(".") and last.text[:-1].lower() in clause.PLATFORMS
    return Span(span.start, span.end - 1) if glued else span


def _edge(preposition: Token) -> int:
    """Where a prepositional phrase ends, clauses beside it left out."""
    ends = [syntax.noun_phrase(noun).end for noun in preposition.children if noun.dep_ == "pobj"]
    names = [
        item.right_edge.i + 1
        for noun in preposition.children
        for item in noun.children
        if item.dep_ == "appos" and item.i == noun.i + 1
    ]
    last: int = min(max([preposition.i + 1, *ends, *names]), preposition.sent.end)
    return last


# --------------------------------------------------------------------------------------------------
# The rest: each marker is a row of data.


def _adjuncts(host: Token) -> Iterator[Token]:
    """The phrases and clauses that modify a host."""
    yield from (
        item for item in host.children if item.dep_ in {"prep", "advcl", "acl", "agent", "dep", "advmod", "mark"}
    )


def _stray(host: Token) -> Iterator[Token]:
    """Phrases that the parser may have hung on what is asked for: "requested the rolls under the Records Act"."""
    below = [item for item in host.children if item.dep_ in {"dobj", "xcomp", "ccomp"}]
    below += [noun for preposition in syntax.prepositions(host, "for", "to") for noun in syntax.objects(preposition)]
    yield from (item for head in below for item in head.rights if item.dep_ in {"prep", "amod", "advmod", "acl"})


def _marker(item: Token, phrases: Sequence[str]) -> int:
    """How many words at the beginning of an adjunct are one of the phrases, 0 if none."""
    start = item.left_edge.i
    for length in range(_PHRASE_LENGTH, 0, -1):
        if (
            start + length <= len(item.doc)
            and " ".join(token.lower_ for token in item.doc[start : start + length]) in phrases
        ):
            return length
    return 0


def _span_after(item: Token, length: int = 0) -> Span | None:
    whole = syntax.subtree(item)
    start = max(whole.start, item.left_edge.i) + length
    return syntax.char_span(syntax.trimmed(item.doc[start : whole.end])) if start < whole.end else None


def _legal(item: Token) -> Span | None:
    """The law that a request rests on, without its preposition: "the Public Records Act"."""
    table = _TABLE["legal"]
    length = _marker(item, table["markers"])
    if not length:
        return None
    phrase = " ".join(token.lower_ for token in item.doc[item.left_edge.i : item.left_edge.i + length])
    nouns = _NARROW_NOUNS if phrase in table["loose"] else _LEGAL_NOUNS
    span = _span_after(item, length)
    head = clause.root(item.doc, span) if span else None
    if head is None or not any(token.lower_ in nouns or token.lemma_.lower() in nouns for token in _heads(head)):
        return None
    return clause.phrase(head)


def _heads(noun: Token) -> Iterator[Token]:
    """A noun, and what it is "of" or stands beside: "Section 5 of the Records Act"."""
    yield noun
    for item in noun.children:
        if item.dep_ in {"appos", "nmod"}:
            yield item
        if item.dep_ == "prep" and item.lower_ == "of":
            yield from item.children


def _behalf(item: Token) -> tuple[Span, ...]:
    length = _marker(item, _TABLE["behalf"]["phrases"])
    span = _span_after(item, length) if length else None
    head = clause.root(item.doc, span) if span else None
    if head is None or head.pos_ not in syntax.NOMINAL:
        return ()
    return tuple(clause.phrase(member) for member in syntax.conjuncts(head))


def _reason(item: Token) -> Span | None:
    table = _TABLE["reason"]
    if item.dep_ == "advcl":
        if _begins_with(item, table["strict"]):
            return _span_after(item)
        return _span_after(item) if item.lower_ in table["after_comma"] else None
    length = _marker(item, table["phrases"])
    if not length:
        return None
    phrase = " ".join(token.lower_ for token in item.doc[item.left_edge.i : item.left_edge.i + length])
    nouns = {token.lemma_.lower() for token in item.children}
    return None if phrase in table["weak"] and not nouns & set(table["weak_nouns"]) else _span_after(item)


def _begins_with(item: Token, words: Sequence[str]) -> bool:
    return any(child.dep_ in {"mark", "advmod"} and child.lower_ in words for child in item.lefts)


def _condition(item: Token) -> Span | None:
    table = _TABLE["condition"]
    clause_of_its_own = item.dep_ in {"advcl", "dep"} and _begins_with(item, table["strict"])
    return _span_after(item) if clause_of_its_own or _marker(item, table["phrases"]) else None


def _place(item: Token) -> Span | None:
    table = _TABLE["place"]
    if item.dep_ != "prep" or item.lower_ not in table["prepositions"]:
        return None
    noun = next((found for found in syntax.objects(item) if found.ent_type_ in table["labels"]), None)
    return clause.phrase(noun) if noun is not None else None
