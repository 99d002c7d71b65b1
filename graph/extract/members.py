"""From a constituent that fills a role to its members: one span for each thing or agent that it joins."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Span as Piece
from spacy.tokens import Token

from graph.extract import series, words
from graph.extract.found import Candidate
from graph.extract.syntax import NOMINAL, ancestors, child, conjuncts, subtree, trimmed

_INTRODUCING = frozenset({"among", "including"})
_LISTED = frozenset({"appos", "conj", "dep", "dobj", "npadvmod"})


def members(candidate: Candidate) -> tuple[Piece, ...]:
    """The parts of a coordination, or the whole where nothing is coordinated: "the mayor", "her aide".

    "Among them Ash", which the parser joins to the subject behind it, is no member.
    """
    if candidate.head.pos_ not in NOMINAL:
        return (candidate.piece,)
    if candidate.slot in {"that.subj", "clause.subj"}:
        return (*_split(candidate.piece, _heads(candidate.head, candidate.piece)), *_subjects_beside(candidate.head))
    heads = _heads(candidate.head, candidate.piece)
    parts = _split(candidate.piece, heads)
    kept = tuple(part for part in parts if part[0].lower_ not in _INTRODUCING)
    return kept or parts


def recipient_members(candidate: Candidate) -> tuple[Piece, ...]:
    """Who is asked, with the rest of a list whose first is one object, and the others another."""
    rest = rest_of_list(candidate.head)
    return (*members(candidate), *(_split(subtree(rest[0]), rest) if rest else ()))


def rest_of_list(noun: Token) -> tuple[Token, ...]:
    """The others of a list of agents that the parser took for a second object.

    "Asked the board, the union and the firm for a plan": "union" and "firm" of "board".
    """
    if noun.dep_ != "dobj" or not words.is_agent(noun):
        return ()
    begins = noun.right_edge.i + 2
    after = (item for item in noun.head.rights if item.dep_ == "dobj" and item.left_edge.i == begins)
    other = next(after, None)
    listed = conjuncts(other) if other is not None and noun.doc[begins - 1].text == "," else ()
    return listed if len(listed) > 1 and all(map(words.is_agent, listed)) else ()


def item_members(candidate: Candidate, trigger: Token) -> tuple[Piece, ...]:
    """The things asked for, with the members of a list that the parser hung elsewhere.

    "Information about the raids, the names of those held and reasons they were arrested" is three
    things. A list needs its "and": where no member has it, the last one is parted at its own.
    """
    if candidate.head.pos_ not in NOMINAL:
        return _clauses(candidate)
    inside = _heads(candidate.head, candidate.piece)
    stray = _stray(candidate, trigger)
    if stray is None:
        return _split(candidate.piece, inside)
    listed = _heads_of_list(stray)
    last = _parted(stray) if len(listed) == 1 else None
    heads = (candidate.head, *listed, *((last,) if last is not None else ()))
    return _split(candidate.piece.doc[candidate.piece.start : subtree(stray).end], heads)


def _clauses(candidate: Candidate) -> tuple[Piece, ...]:
    """The clauses with "that" which a clause with "that" joins: "that it shut its gate and that the county pay"."""
    piece = candidate.piece
    opening = [child(item, "mark") for item in _beside(candidate.head)]
    starts = [that.i for that in opening if that is not None and that.lower_ == "that" and piece.start < that.i]
    if candidate.slot not in {"that", "subjunctive"} or not starts:
        return (piece,)
    edges = [piece.start, *starts, piece.end]
    return tuple(_bare(piece.doc[start:end]) for start, end in pairwise(edges) if start < end)


def _beside(verb: Token) -> tuple[Token, ...]:
    return conjuncts(verb)[1:]


def _subjects_beside(actor: Token) -> Iterator[Piece]:
    """Who is to act in the clauses that the clause of a subject joins, where they are somebody known."""
    for verb in _beside(actor.head):
        other = child(verb, "nsubj")
        if other is not None and (other.ent_type_ or words.is_agent(other)):
            yield subtree(other)


def _parted(stray: Token) -> Token | None:
    """The noun that the "and" of the list joins, where the parser joined it to a noun below the last member."""
    below = (
        item for item in stray.subtree if item.dep_ == "conj" and item.pos_ == "NOUN" and item.head.pos_ in NOMINAL
    )
    return next(below, None)


def _heads(head: Token, piece: Piece) -> tuple[Token, ...]:
    found = [item for item in _heads_of_list(head) if piece.start <= item.i < piece.end and item.pos_ in NOMINAL]
    return tuple(item for item in found if not _same_name(item, head)) or (head,)


def _same_name(token: Token, head: Token) -> bool:
    """Whether a conjunct is part of one name with the head: "Ash and Oak", a firm."""
    first, last = sorted((token.i, head.i))
    return first != last and all(item.ent_iob_ == "I" for item in head.doc[first + 1 : last + 1])


def _heads_of_list(head: Token) -> tuple[Token, ...]:
    """The conjuncts of a head, and those of an apposition that is a list in disguise ("the names, their crimes and
    their dates")."""
    heads = list(conjuncts(head))
    for item in head.rights:
        if item.dep_ == "appos" and len(joined := conjuncts(item)) > 1 and item.pos_ == "NOUN" and head.pos_ == "NOUN":
            heads.extend(joined)
    return tuple(sorted(heads, key=lambda item: item.i))


def _split(piece: Piece, heads: tuple[Token, ...]) -> tuple[Piece, ...]:
    """The piece cut where each head's own phrase begins, joining words left out."""
    starts = [piece.start, *(max(item.left_edge.i, piece.start + 1) for item in heads[1:])]
    ends = [*starts[1:], piece.end]
    doc = piece.doc
    found = (doc[start:end] for start, end in zip(starts, ends, strict=True) if start < end)
    return tuple(_bare(part) for one in found for part in series.parts(one))


def _bare(piece: Piece) -> Piece:
    """The piece without a joining word or comma at its end."""
    start, end = piece.start, piece.end
    while end - start > 1 and (
        piece.doc[end - 1].dep_ in {"cc", "punct"} or piece.doc[end - 1].lower_ in {"and", "or"}
    ):
        end -= 1
    return trimmed(piece.doc[start:end])


def _stray(candidate: Candidate, trigger: Token) -> Token | None:
    """The next member of a list, right after the comma that ends the item, hung on something above it."""
    doc, end = candidate.piece.doc, _past_time(candidate.piece.end, trigger)
    if end + 1 >= trigger.sent.end or doc[end].text != "," or doc[end + 1].pos_ not in {"DET", "PRON", "NOUN", "ADJ"}:
        return None
    above = (trigger, *ancestors(trigger))
    return next((item for item in _children(above) if item.left_edge.i == end + 1 and _continues(item)), None)


def _past_time(end: int, trigger: Token) -> int:
    """Where what follows an item goes on, past a time that the parser hung on the trigger: "the logs since May, …"."""
    since = next((item for item in trigger.rights if item.i == end and item.dep_ == "prep"), None)
    is_time = since is not None and any(item.ent_type_ == "DATE" for item in since.children)
    return int(since.right_edge.i) + 1 if since is not None and is_time else end


def _children(heads: tuple[Token, ...]) -> Iterator[Token]:
    for head in heads:
        yield from head.rights


def _continues(item: Token) -> bool:
    return item.dep_ in _LISTED and item.pos_ == "NOUN" and item.ent_type_ not in {"DATE", "TIME"}
