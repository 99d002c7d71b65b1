"""Tables of senses for the moves that follow a request, and their matching: from a token to the sense it has here.

A row of a table (`data/answers.tsv`, `data/threats.tsv`, `data/legal.tsv`) says which word, what must stand beside it,
and which slot fills which role. Slots are those of `candidates`, with a few of the trigger itself: `aux.will`,
`adv.partly`, `prt.down`, `passive`, `deed` (what it says is done), `asked` where the sentence holds a request and
`lately` where one has just been told.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Piece

from graph.extract import clause, syntax
from graph.extract.candidates import candidates
from graph.extract.draft import Draft
from graph.extract.factuality import factuality
from graph.extract.found import Candidate
from graph.extract.lexicon import ASKED, LATELY, ROLES, Demands, Pattern
from graph.extract.tables import rows, table
from graph.model import ActType, Outcome, Polarity, Realis, Span

TABLES = ("answers", "threats", "legal")
_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj", "ADV": "adj"}
_SMALL = {"aux": "aux", "auxpass": "aux", "advmod": "adv", "prt": "prt"}
_SOON = 3  # sentences after a request in which an answer may be short
_OBJECTS = frozenset({"dobj", "dative", "prt", "acomp", "attr", "oprd"})
_SUPPOSING = frozenset({"if", "unless", "whether", "lest"})
_NO_AGENTS = frozenset({"VERB", "AUX", "ADP", "SCONJ", "CCONJ", "PUNCT", "SPACE", "PART"})


@dataclass(frozen=True, slots=True)
class Row:
    """One sense of a word: what it needs beside it, who is who, and what it makes of a request.

    `affirmed` and `negated` are the outcomes of an answer; a sense with neither stops the search, so that
    "rejected the rumour" is no answer.
    """

    sense: str
    act: ActType | None
    needs: tuple[tuple[Pattern, ...], ...]
    roles: Mapping[str, tuple[Pattern, ...]]
    affirmed: Outcome | None
    negated: Outcome | None
    confidence: float
    demands: Demands

    def holds(self, found: Sequence[Candidate]) -> bool:
        """Whether what stands beside the trigger is what this sense needs."""
        return any(
            all(any(pattern.fits(item) for item in found) is not pattern.negated for pattern in conditions)
            for conditions in self.needs
        )


@dataclass(frozen=True, slots=True)
class Match:
    """A token with the sense it has here, and everything that stands beside it."""

    token: Token
    row: Row
    beside: tuple[Candidate, ...]
    polarity: Polarity
    realis: Realis

    def has(self, *slots: str) -> bool:
        """Whether something stands in one of the slots."""
        return any(item.slot in slots for item in self.beside)

    def filling(self, role: str) -> tuple[Candidate, ...]:
        """What stands in the first slot of a role that is there."""
        for pattern in self.row.roles[role]:
            found = tuple(item for item in self.beside if pattern.fits(item))
            if found:
                return found[:1]
        return ()


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a document asks, as positions: sentences with a request and right after one, triggers, heads of items.

    `named` holds where a thing is asked for first, by its lemma.
    """

    sentences: frozenset[int]
    after: frozenset[int]
    triggers: frozenset[int]
    items: frozenset[int]
    named: Mapping[str, int]

    @classmethod
    def of(cls, doc: Doc, requests: Sequence[Draft]) -> _Asked:
        """The positions, each found once a document."""
        triggers = frozenset(index for request in requests for index in _tokens(doc, request.trigger))
        asking = frozenset(doc[index].sent.start for index in triggers)
        items = _items(doc, requests)
        named = {doc[index].lemma_: index for index in sorted(items, reverse=True)}
        return cls(asking, frozenset(_following(doc, asking)), triggers, items, named)

    def marks(self, sentence: int) -> frozenset[str]:
        """What stands among the words of a sentence for the requests that it holds or follows."""
        asks = {ASKED} if sentence in self.sentences else set()
        return frozenset(asks | ({LATELY} if asks or sentence in self.after else set()))


def matches(doc: Doc, name: str, requests: Sequence[Draft]) -> Iterator[Match]:
    """The tokens of a document that have a sense of the table, in text order; triggers of requests are left alone."""
    senses, asked = _rows(name), _Asked.of(doc, requests)
    said: dict[int, frozenset[str]] = {}
    for token in doc:
        known = senses.get((token.lemma_.lower(), _POS.get(token.pos_, "")))
        if not known or token.i in asked.triggers:
            continue
        sentence = token.sent
        if sentence.start not in said:
            said[sentence.start] = _words(sentence) | asked.marks(sentence.start)
        possible = [row for row in known if row.demands.may_be_met(said[sentence.start])]
        if any(row.act for row in possible) and (match := _match(token, possible, asked)):
            yield match


def _following(doc: Doc, asking: frozenset[int]) -> Iterator[int]:
    """Where the `_SOON` sentences after each request begin."""
    left = 0
    for sentence in doc.sents if asking else ():
        if sentence.start in asking:
            left = _SOON
        elif left and not sentence.text.isspace():
            left -= 1
            yield sentence.start


def _words(sentence: Piece) -> frozenset[str]:
    """The words of a sentence, as they are written and as lemmas."""
    return frozenset(word for token in sentence for word in (token.lower_, token.lemma_.lower()))


def _tokens(doc: Doc, span: Span) -> range:
    piece = doc.char_span(span.start, span.end, alignment_mode="expand")
    return range(piece.start, piece.end) if piece is not None else range(0)


def _items(doc: Doc, requests: Sequence[Draft]) -> frozenset[int]:
    pieces = (doc.char_span(item.start, item.end, alignment_mode="expand") for draft in requests for item in draft.item)
    roots = [piece.root for piece in pieces if piece is not None and piece.root.dep_ != "relcl"]
    heads = [head for root in roots for head in syntax.conjuncts(root)]
    below = [item for head in heads for item in head.children if item.dep_ == "xcomp"]
    return frozenset(token.i for token in (*heads, *below))


def _match(token: Token, rows: Sequence[Row], asked: _Asked) -> Match | None:
    beside = (*candidates(token), *_of_itself(token, asked))
    row = next((row for row in rows if row.holds(beside)), None)
    if row is None or row.act is None:
        return None
    described = token.pos_ in {"ADJ", "ADV"} and token.dep_ in {"acomp", "oprd"} and token.head.pos_ in syntax.VERBAL
    if _supposed(token.head if described else token):
        return None
    polarity, realis = factuality(token.head if described else token)
    if _yet_to(token) or _short_of(token):
        polarity, realis = Polarity.NEGATED, Realis.ACTUAL
    return Match(token, row, beside, polarity, realis)


def _supposed(token: Token) -> bool:
    """Whether a token heads a condition or an open question: what is supposed there is not told."""
    if token.dep_ == "xcomp" and token.head.pos_ in syntax.VERBAL:
        return _supposed(token.head)  # "if it fails to comply"
    if token.dep_ == "relcl" and any(item.lower_ == "any" for item in token.head.lefts):
        return True  # "an index of any records it withholds"
    marked = any(item.dep_ == "mark" and item.lower_ in _SUPPOSING for item in token.lefts)
    return marked or (token.dep_ in {"advcl", "ccomp"} and _opener(token) == "if")


def _yet_to(token: Token) -> bool:
    """ "Has yet to answer": not done so far."""
    first = next((item for item in token.lefts if item.tag_ == "TO"), None)
    return first is not None and first.i > 0 and bool(first.nbor(-1).lower_ == "yet")


def _short_of(token: Token) -> bool:
    """ "Stopped short of granting": not done."""
    of = token.head
    return token.dep_ == "pcomp" and of.lower_ == "of" and of.i > 0 and bool(of.nbor(-1).lower_ == "short")


def _of_itself(token: Token, asked: _Asked) -> Iterator[Candidate]:
    """What a token's own small words and its place say, as slots."""
    piece = token.doc[token.i : token.i + 1]
    yield from _small_words(token, piece)
    yield from (Candidate(slot, token, piece) for slot in _places(token, asked))
    if token.pos_ in syntax.VERBAL:
        yield Candidate("deed", token, _deed(token))
    if (who := _described(token)) is not None:
        yield Candidate("subj", who, syntax.subtree(who))


def _small_words(token: Token, piece: Piece) -> Iterator[Candidate]:
    """Auxiliaries, adverbs, particles, words before the object, and the conjunctions of the clauses below a token."""
    for item in token.children:
        if item.dep_ in _SMALL:
            yield Candidate(f"{_SMALL[item.dep_]}.{item.lower_}", item, piece)
        if item.dep_ in {"advmod", "prep"} and item.i == token.i + 1:
            yield Candidate(f"prt.{item.lower_}", item, piece)
        if item.dep_ in {"acomp", "intj"}:
            yield Candidate(item.dep_, item, piece)
        if item.dep_ == "xcomp" and syntax.child(item, "neg") is not None:
            yield Candidate("inf.not", item, piece)
        if item.dep_ == "dobj":
            yield from (Candidate("objmod", word, piece) for word in item.lefts)
        if item.dep_ in {"advcl", "ccomp"} and (opener := _opener(item)):
            yield Candidate(f"when.{opener}", item, syntax.subtree(item))


def _places(token: Token, asked: _Asked) -> Iterator[str]:
    """Where a token stands: in the passive, in what is asked for, after a preposition, in a coordination."""
    if token.pos_ in syntax.VERBAL and syntax.is_passive(token):
        yield "passive"
    if (
        token.dep_ == "ROOT"
        and token.tag_ == "VBN"
        and syntax.child(token, "nsubj", "nsubjpass", "aux", "auxpass") is None
    ):
        yield "bare"
    if token.dep_ == "acl" and token.tag_ == "VBN":
        yield "participle"
    if token.sent.start in asked.sentences:
        yield "asked"
    if token.sent.start in asked.sentences or token.sent.start in asked.after:
        yield "lately"
    if token.i in asked.items:
        yield "item"
    if token.pos_ in syntax.VERBAL:
        yield from _acts_on(token, asked)
    if token.dep_ == "ccomp" and token.head.tag_ in {"VBD", "VBN"}:
        yield "reported"
    if token.dep_ == "pobj":
        yield f"after.{token.head.lower_}"
    if token.dep_ == "conj":
        place = "item" if token.head.i in asked.items else "joined"
        yield from (f"{place}.{item.lower_}" for item in token.head.children if item.dep_ == "cc")


def _acts_on(verb: Token, asked: _Asked) -> Iterator[str]:
    """Whether a verb acts on what is asked for, by its clause ("which it granted") or by name ("never filed it")."""
    what = syntax.relative_object(verb)
    if what is not None and (what.i in asked.items or what.i in asked.triggers):
        yield "relative"
    thing = syntax.child(verb, "dobj")
    if thing is not None and asked.named.get(thing.lemma_, thing.i) < verb.sent.start:
        yield "named"


def _deed(verb: Token) -> Piece:
    """A verb with its object, without the means told beside it: "pursue all legal means" of "... means, including"."""
    start = min([verb.i, *(item.i for item in verb.lefts if item.dep_ == "auxpass")])
    after = (item for item in verb.rights if item.dep_ in _OBJECTS or (verb.lemma_ == "be" and _is_place(item)))
    return syntax.trimmed(verb.doc[start : max([verb.i + 1, *map(_end, after)])])


def _is_place(item: Token) -> bool:
    """Whether words beside "be" say where or how, and not when: "be back in court on Thursday"."""
    return item.dep_ in {"advmod", "prep"} and not any(word.ent_type_ in {"DATE", "TIME"} for word in item.subtree)


def _end(item: Token) -> int:
    ends = [
        syntax.subtree(item).end,
        *(word.i for word in item.subtree if word.lower_ == "including" and word.i > item.i),
    ]
    return int(min(ends))


def _opener(below: Token) -> str:
    """The conjunction that opens a clause, empty where there is none; "should it fail" is "if it fails"."""
    first = next(below.lefts, None)
    if first is not None and first.dep_ == "aux" and first.lower_ == "should":
        return "if"
    return next((mark.lower_ for mark in below.lefts if mark.dep_ in {"mark", "advmod"} and mark.lower_ != "that"), "")


def _described(adjective: Token) -> Token | None:
    """Who or what an adjective after a verb is said of."""
    after = adjective.dep_ == "acomp" or (adjective.dep_ in {"oprd", "advmod"} and adjective.pos_ in {"ADJ", "ADV"})
    return syntax.subject(adjective.head) if after and adjective.head.pos_ in syntax.VERBAL else None


# --------------------------------------------------------------------------------------------------
# Spans of roles.


def _agents(found: Sequence[Candidate], token: Token) -> tuple[Span, ...]:
    """Who the candidates name, one span a conjunct, without clauses and appositions beside the name.

    Whoever a verb was hung on is told by the words before it: "which the office | granted, but it never said why".
    """
    if token.pos_ in syntax.VERBAL and token.dep_ == "acl" and any(item.head.i == token.head.i for item in found):
        return tuple(clause.clean(item.piece) for item in found)
    heads = [head for item in found for head in syntax.conjuncts(item.head)]
    return tuple(sorted({clause.phrase(head) for head in heads if head.pos_ not in _NO_AGENTS}))


def things(found: Sequence[Candidate]) -> tuple[Span, ...]:
    """What the candidates name, one span a conjunct of nouns; a clause is one span."""
    spans: list[Span] = []
    for item in found:
        if item.head.pos_ in syntax.NOMINAL and len(syntax.conjuncts(item.head)) > 1:
            spans.extend(clause.member(head) for head in syntax.conjuncts(item.head))
        else:
            spans.append(clause.clean(item.piece))
    return tuple(sorted(set(spans)))


def draft(match: Match, act: ActType) -> Draft:
    """The draft of a match, its roles filled as the row says."""
    token, row = match.token, match.row
    items = things(match.filling("item"))
    return Draft(
        act=act,
        sense=row.sense,
        trigger=Span(token.idx, token.idx + len(token.text)),
        sentence=clause.sentence(token),
        requester=_agents(match.filling("requester"), token),
        recipient=_apart(token.doc, _agents(match.filling("recipient"), token), items),
        item=items,
        polarity=match.polarity,
        realis=match.realis,
        confidence=row.confidence,
        why=(f"sense {row.sense}", f"word {token.lemma_}", *sorted({f"beside {item.slot}" for item in match.beside})),
    )


def _apart(doc: Doc, agents: tuple[Span, ...], items: tuple[Span, ...]) -> tuple[Span, ...]:
    """The agents without an item that the parser hung on them: "the editor" of "the editor in contempt"."""
    pieces = syntax.pieces(agents, doc)
    inside = {item.start for item in items}
    cuts = (next((word.i for word in piece[2:] if word.idx in inside), piece.end + 1) - 1 for piece in pieces)
    return tuple(clause.clean(doc[piece.start : end]) for piece, end in zip(pieces, cuts, strict=True))


def of_sentence(requests: Sequence[Draft], sentence: Span) -> Sequence[Draft]:
    """The requests whose triggers stand in a sentence, by bisection: they are in text order."""
    first = bisect_left(requests, sentence.start, key=lambda request: request.trigger.start)
    last = bisect_left(requests, sentence.end, key=lambda request: request.trigger.start)
    return requests[first:last]


def nearest(requests: Sequence[Draft], move: Draft) -> Draft | None:
    """The request of the same sentence that stands nearest to a move, one before it rather than one after."""
    same = of_sentence(requests, move.sentence)
    return min(same, key=lambda request: _distance(request, move), default=None)


def _distance(request: Draft, move: Draft) -> tuple[bool, int]:
    return request.trigger.start > move.trigger.start, abs(request.trigger.start - move.trigger.start)


def aimed(move: Draft, request: Draft | None) -> Draft:
    """The move with the request as its target, and the roles that it leaves open filled from there."""
    if request is None:
        return move
    return replace(
        move,
        target=request.trigger,
        requester=move.requester or request.requester,
        recipient=move.recipient or request.recipient,
        why=(*move.why, f"about the request at {request.trigger.start}"),
    )


# --------------------------------------------------------------------------------------------------
# Reading the tables.


@cache
def _rows(name: str) -> Mapping[tuple[str, str], tuple[Row, ...]]:
    found: dict[tuple[str, str], tuple[Row, ...]] = {}
    for line in rows(name):
        sense, act, words, pos, *rest = map(_expanded, line)
        row = _row(sense, act, rest)
        for word in words.split("|"):
            found[word, pos] = (*found.get((word, pos), ()), row)
    return found


def _expanded(cell: str) -> str:
    """The cell with each class of words ("%request") written out."""
    return re.sub(r"%(\w+)", lambda match: "|".join(str(table("exchange")[match[1]]).split()), cell)


def words(name: str) -> frozenset[str]:
    """A class of words of `data/exchange.toml`.

    >>> "subpoena" in words("request")
    True
    """
    return frozenset(str(table("exchange")[name]).split())


def all_words(name: str) -> Iterator[tuple[str, Row]]:
    """Every row of a table with each word that it lists."""
    return ((word, row) for (word, _), rows in _rows(name).items() for row in rows)


def _row(sense: str, act: str, cells: Sequence[str]) -> Row:
    needs, requester, recipient, item, affirmed, negated, confidence = cells
    conditions = tuple(tuple(map(Pattern.parse, one.split("+"))) for one in needs.split("/")) if needs != "-" else ((),)
    return Row(
        sense=sense,
        act=None if act == "-" else ActType(act),
        needs=conditions,
        roles=dict(zip(ROLES, map(_patterns, (requester, recipient, item)), strict=True)),
        affirmed=None if affirmed == "-" else Outcome(affirmed),
        negated=None if negated == "-" else Outcome(negated),
        confidence=float(confidence),
        demands=Demands.of(conditions),
    )


def _patterns(text: str) -> tuple[Pattern, ...]:
    return () if text == "-" else tuple(map(Pattern.parse, text.split(",")))
