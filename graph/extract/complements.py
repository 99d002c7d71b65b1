"""Clauses below a word that asks: which slot they stand in, and where what is to be done ends."""

from __future__ import annotations

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Piece

from graph.extract import words
from graph.extract.syntax import NOMINAL, VERBAL, child, objects, prepositions, subtree
from graph.model import Kind

_WILLING = frozenset({"would", "could", "can", "will"})
_OTHERS = frozenset({"he", "she", "they", "you"})
_STATES = frozenset("be have know see think remember want like feel believe understand recall hear agree mind".split())
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_FEARED = frozenset({"face", "lose", "risk", "forfeit"})
_DASHES = frozenset({"--", "—", "–"})


def clause_slot(clause: Token, verb: Token) -> str:
    """The slot of a clause below a trigger: inf, that, wh, ger, quote, advcl, or clause for any other."""
    lefts = list(clause.lefts)
    openers = {item.lower_ for item in lefts if item.dep_ in {"mark", "advmod", "nsubj", "dobj", "attr", "det", "prep"}}
    first = clause.doc[subtree(clause).start].lower_
    extracted = subtree(clause).start < verb.i  # "the pumps which Ash asked the city to send"
    if clause.dep_ in {"ccomp", "xcomp"} and not extracted and (first in words.WH or openers & {"if", "whether"}):
        return "wh"
    if any(item.tag_ == "TO" for item in lefts):
        if any(item.tag_ == "TO" and in_order(item) for item in lefts):
            return "purpose"
        return "inf.adv" if clause.dep_ == "advcl" else "inf"
    if clause.dep_ == "advcl":
        return f"advcl.{first}" if first in {"if", "whether"} and clause.i > verb.i else "advcl"
    if clause.tag_ == "VBG":
        return "ger"
    if _is_quoted(clause, verb):
        return "quote"
    if "that" in openers:
        return "that"
    return "clause"


def in_order(to: Token) -> bool:
    """Whether an infinitive only says what for: "in order to"."""
    before = to.doc[max(to.i - 2, to.sent.start) : to.i]
    return [item.lower_ for item in before] == ["in", "order"]


def is_use(to: Token, verb: Token) -> bool:
    """Whether an infinitive only says what a sum is for: "asked the board for $4,000 to mend the roof"."""
    before = to.nbor(-1) if to.i > to.sent.start else to
    sum_of = _is_sum(before) and before.dep_ == "pobj" and before.head.lower_ == "for"
    return bool(sum_of and before.head.head.i == verb.i)


def _is_sum(noun: Token) -> bool:
    """Whether a noun is money or time that is given for something, and does nothing itself."""
    return noun.ent_type_ == "MONEY" or noun.lower_ == "time" or words.kind(noun) is Kind.MONEY


def _is_quoted(clause: Token, verb: Token) -> bool:
    """Whether quotation marks stand between the clause and its verb, or the clause stands before the verb."""
    piece = subtree(clause)
    if piece.end <= verb.i:
        return True
    between = piece.doc[min(verb.i, piece.start) : piece.start + 1]
    return any(item.tag_ in {"``", "''"} or item.text == '"' for item in between)


def is_subjunctive(clause: Token) -> bool:
    """Whether a clause says what should be done: "that she leave", "that they should leave"."""
    helpers = {item.lower_ for item in clause.children if item.dep_ in {"aux", "auxpass"}}
    if "should" in helpers:
        return True
    actor = child(clause, "nsubj", "nsubjpass")
    singular = actor is not None and "Sing" in actor.morph.get("Number") and actor.lower_ not in {"i", "you"}
    return helpers <= {"be", "not"} and (clause.tag_ == "VB" or "be" in helpers or (clause.tag_ == "VBP" and singular))


def is_told(verb: Token) -> bool:
    """Whether whatever a verb acts on is told to do something: "ordered the mill to pay", not "to be shut"."""
    whom = child(verb, "dobj", "nsubjpass")
    if whom is not None and words.is_granted(whom):
        return False  # "ordered aid to help the towns"
    deeds = (item for item in verb.rights if item.dep_ == "xcomp" and to_of(item) is not None)
    return any(child(item, "auxpass") is None for item in deeds)


def asks_to_do(clause: Token) -> bool:
    """Whether a question asks somebody to do something: "if she would check the list", not "if she had"."""
    actor, openers = child(clause, "nsubj"), {item.lower_ for item in clause.lefts}
    return (
        clause.pos_ == "VERB"
        and bool(openers & {"if", "whether"} and openers & _WILLING)
        and (actor is not None and actor.lower_ in _OTHERS)
        and clause.lemma_ not in _STATES
    )


def doer_of(clause: Token) -> Token | None:
    """Who is to do what a passive clause demands: "that it be paid by the firm", "be taken from the firm"."""
    if child(clause, "nsubjpass") is None:
        return None
    holders = (clause, *(item for item in clause.rights if item.dep_ in {"advmod", "prep", "prt"}))
    found = (item for above in holders for link in prepositions(above, "by", "from") for item in objects(link))
    return next((item for item in found if words.is_agent(item)), None)


def end_of_list(piece: Piece) -> int:
    """Where a list of infinitives ends whose later members the parser hung elsewhere ("to cut taxes, raise wages")."""
    doc = piece.doc
    end, limit = int(piece.end), int(piece.root.sent.end)
    while True:
        place = end
        while place < limit and doc[place].lower_ in {",", "and", "or", "then", "also"}:
            place += 1
        verb = doc[place] if place < limit else None
        if verb is None or place == end or verb.tag_ != "VB" or child(verb, "nsubj", "aux") is not None:
            return end
        end = max(subtree(verb).end, place + 1)


def end_of_deed(verb: Token, end: int) -> int:
    """The end of what is to be done, before a remark after a dash, a comma and a participle, or what was done next."""
    doc = verb.doc
    done = [item for item in verb.subtree if verb.i < item.i < end and _is_done(item, verb)]
    joined = [word.i for item in done for word in item.head.rights if word.dep_ == "cc" and word.i < item.i]
    remarks = (item.left_edge.i for item in verb.rights if item.dep_ == "advcl" and item.tag_ == "VBG")
    after_comma = [place for place in remarks if doc[place - 1].text == ","]
    joined += [word.i for word in verb.rights if word.lower_ == "or" and any(_is_to_be_feared(i) for i in verb.rights)]
    dashes = [place for place in range(verb.i + 1, end) if doc[place].text in _DASHES]
    last = int(min([end, *after_comma, *dashes, *joined]))
    while last - 1 > verb.i and (doc[last - 1].text == "," or doc[last - 1].dep_ == "cc"):
        last -= 1  # "to narrow it or, failing that, ..."
    return last


def _is_done(item: Token, deed: Token) -> bool:
    """Whether a verb joined to what is to be done, or to its object, is finite: "to halt it and has asked her"."""
    above = item.head
    if item.dep_ != "conj" or item.pos_ not in VERBAL or child(item, "nsubj", "nsubjpass") is not None:
        return False
    if above.i != deed.i and not (above.pos_ in NOMINAL and above.dep_ in {"dobj", "pobj", "conj"}):
        return False
    return item.tag_ in {"VBD", "VBZ"} or any(
        word.dep_ in {"aux", "auxpass"} and word.tag_ in _FINITE for word in item.lefts
    )


def _is_to_be_feared(verb: Token) -> bool:
    """Whether a verb is what happens to whoever does not do what is asked: "answer or face a fine"."""
    return verb.dep_ == "conj" and verb.lemma_ in _FEARED


def deed_after(to: Token) -> Token | None:
    """The bare verb after "to", past adverbs and "at least"."""
    following = to.doc[to.i + 1 : min(to.i + 4, to.sent.end)]
    found = next((item for item in following if item.tag_ == "VB"), None)
    if found is None or any(
        item.pos_ in {"NOUN", "PROPN", "PUNCT"} and not item.is_quote for item in to.doc[to.i + 1 : found.i]
    ):
        return None
    return found


def infinitive_at(place: int, end: int, doc: Doc) -> Token | None:
    """The verb of an infinitive that begins at a place, wherever the parser hung it."""
    if place >= end or doc[place].tag_ != "TO":
        return None
    verb = doc[place].head
    return verb if verb.i > place and verb.pos_ in VERBAL else None


def to_of(clause: Token) -> Token | None:
    """The "to" of an infinitive, None where there is none."""
    return next((item for item in clause.lefts if item.tag_ == "TO"), None)
