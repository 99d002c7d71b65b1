"""From a word to what its prepositions govern, each with the slot that it stands in: `for`, `from`, `obj.for`."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as Piece
from spacy.tokens import Token

from graph.extract import words
from graph.extract.complements import infinitive_at, to_of
from graph.extract.found import Found
from graph.extract.syntax import NOMINAL, ancestors, antecedent, child, prepositions, subtree, trimmed

_OF_THE_ITEM = frozenset({"of", "in", "at", "against", "over", "about", "into", "between", "among", "regarding", "for"})


def prepositional(token: Token, prefix: str) -> Iterator[Found]:
    """What each preposition of a word governs, in its slot, with what was hung below that and belongs to the word."""
    for preposition in token.children:
        if preposition.dep_ not in {"prep", "dative", "prt"} or preposition.pos_ in NOMINAL:
            continue
        name = f"{prefix}{preposition.lower_}"
        for item in preposition.children:
            if item.dep_ == "pobj" and is_time(item):
                yield Found(f"{prefix}when", item)
            elif item.lower_ == "own" and (owner := child(item, "poss")) is not None:
                yield Found(f"{prefix}poss", owner)  # "a request of its own"
            elif item.dep_ == "pobj":
                yield from joined(item) if preposition.lower_ == "for" else ()
                yield from _prepositional_noun(name, antecedent(item), token)
                if item.i > token.i:
                    yield from _infinitive_below(item, prefix)
                    yield from asked_below(item, prefix)
            elif item.dep_ == "pcomp":
                yield Found(f"{name}.ger", item)


def asked_below(noun: Token, prefix: str) -> Iterator[Found]:
    """What is asked for where it was hung on whoever is asked ("pleaded with voters for support")."""
    if words.is_agent(noun):
        for preposition in prepositions(noun, "for"):
            yield from (
                Found(f"{prefix}for", item, _with_rest(item, noun))
                for item in preposition.children
                if item.dep_ == "pobj"
            )


def _with_rest(item: Token, noun: Token) -> Piece | None:
    """What is asked for with the rest of its list, which the parser hung on whoever is asked."""
    rest = [other for other in noun.rights if other.dep_ == "conj" and other.i > item.i and not words.is_agent(other)]
    whole = subtree(item)
    return whole.doc[whole.start : max(subtree(other).end for other in rest)] if rest else None


def _prepositional_noun(name: str, noun: Token, token: Token) -> Iterator[Found]:
    """What a preposition governs, and "for" with the infinitive that follows ("called for the mayor to resign")."""
    piece = short_of(apart(noun), token)
    if name.endswith(("for", "about", "of")):
        piece = extended(piece, token)
    following = infinitive_at(piece.end, token.sent.end, piece.doc)
    if following is not None and name.endswith("for"):
        yield Found(f"{name}to", following, piece.doc[piece.start : subtree(following).end])
        yield Found(f"{name}to.subj", noun, piece)
    yield Found(name, noun, piece)


def apart(noun: Token) -> Piece:
    """A noun below a preposition, without what another preposition of the trigger governs.

    "An appeal from the mayor for help": the mayor; "requests for meetings from the mayor": meetings.
    """
    other = "for" if noun.head.lower_ in {"from", "to", "by", "with"} else "from"
    stray = next(
        (item for item in noun.subtree if item.lower_ == other and item.dep_ == "prep" and item.i > noun.i), None
    )
    whole = subtree(noun)
    governed = stray is not None and stray.head.dep_ in {"pobj", "compound"} and words.is_agent(_governed_by(stray))
    if stray is None or not (governed if other == "from" else stray.head.i == noun.i):
        return whole
    return trimmed(whole.doc[whole.start : stray.i])


def _governed_by(preposition: Token) -> Token:
    return child(preposition, "pobj") or preposition


def _infinitive_below(noun: Token, prefix: str) -> Iterator[Found]:
    """An infinitive that the parser hung on the noun before it ("called on the mayor to resign")."""
    for clause in noun.rights:
        if clause.dep_ in {"acl", "relcl"} and (first := to_of(clause)) is not None:
            yield Found(f"{prefix}inf.low", clause, clause.doc[first.i : subtree(clause).end])
            yield Found(f"{prefix}noun.low", noun, noun.doc[subtree(noun).start : first.i])


def joined(noun: Token) -> Iterator[Found]:
    """With whom or of whom something is to be held or had: "a meeting with the mayor", "approval of the board"."""
    links = words.table("joint").get(noun.lemma_.lower())
    if links is not None:
        for preposition in prepositions(noun, *links.split("|")):
            held = (item for item in preposition.children if item.dep_ == "pobj" and words.is_agent(item))
            yield from (Found("joint", item) for item in held)


def givers(noun: Token) -> Iterator[Found]:
    """Who the thing should come from, where "from" hangs below the object ("supplies of fuel from the port")."""
    for item in noun.subtree:
        if item.lower_ == "from" and item.dep_ == "prep" and item.head.i != noun.i and item.head.pos_ in NOMINAL:
            yield from (Found("obj.from", giver) for giver in item.children if giver.dep_ == "pobj")


def short_of(piece: Piece, trigger: Token) -> Piece:
    """The piece up to the trigger, where the trigger hangs in it ("those asked to leave": "those")."""
    if piece.start <= trigger.i < piece.end:
        end = _start_of_clause(trigger, piece)
        return trimmed(piece.doc[piece.start : max(end, piece.start + 1)])
    return piece


def _start_of_clause(trigger: Token, piece: Piece) -> int:
    inside = [
        trigger,
        *(item for item in ancestors(trigger) if piece.start <= item.i < piece.end and item.i != piece.root.i),
    ]
    return int(min(item.left_edge.i for item in inside))


def extended(piece: Piece, verb: Token) -> Piece:
    """The piece with the phrases that follow it, where the parser hung them on the verb ("help in moving")."""
    doc, end = piece.doc, piece.end
    for item in verb.rights:
        if (
            item.left_edge.i == end
            and item.dep_ == "prep"
            and item.lower_ in _OF_THE_ITEM
            and not _is_circumstance(item)
        ):
            end = item.right_edge.i + 1
    return doc[piece.start : end]


def _is_circumstance(preposition: Token) -> bool:
    """Whether a phrase says when, or by which channel, rather than what."""
    return any(is_time(item) or words.medium(item) is not None for item in preposition.children)


def is_time(noun: Token) -> bool:
    """Whether a noun is a day or a span of time: "ten minutes", but not "the minutes" of a meeting."""
    if noun.lower_ == "time" and any(item.ent_type_ == "ORDINAL" or item.lower_ == "last" for item in noun.lefts):
        return True
    kept = noun.lower_ == "minutes" and not any(item.pos_ in {"NUM", "ADJ", "ADV"} for item in noun.lefts)
    return noun.ent_type_ in {"DATE", "TIME"} and not kept
