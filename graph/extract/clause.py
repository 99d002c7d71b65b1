"""The clause around a trigger: from a trigger to the words whose modifiers of time, medium and reason hold for it too.

"She sent letters on Thursday requesting names": what modifies "sent" and "letters" modifies the request. The walk up
ends where another act begins.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Piece

from graph.extract import syntax, words
from graph.extract.tables import table
from graph.model import MediumKind, Span

TABLE = table("circumstance")
MAKING = frozenset(TABLE["making"]["verbs"])
PLATFORMS = frozenset(TABLE["platforms"]["names"])
_NOT_PAPERS = frozenset(TABLE["medium"]["person_like"])
_SAYING = frozenset(TABLE["continuing"]["sayings"])
_CONTINUING = frozenset(TABLE["continuing"]["verbs"])
_CONTINUERS = frozenset(TABLE["continuing"]["subjects"])
_BACK = 150  # words in which the saying before a continued one is looked for
_OPENING = frozenset("([{<")
_LONGEST = 4  # words of the longest name of a medium


_MEDIA = words.media("channel")


def root(doc: Doc, span: Span) -> Token | None:
    """The word that a span hangs by, None where it covers no word."""
    piece = doc.char_span(span.start, span.end, alignment_mode="expand")
    return piece.root if piece is not None and len(piece) else None


def phrase(head: Token) -> Span:
    """The noun phrase of a head without what stands beside it: at least the head, whatever the parse did around it."""
    return _holding(head, syntax.noun_phrase(head))


def member(head: Token) -> Span:
    """One member of a coordination with all that modifies it, at least its head."""
    return _holding(head, syntax.conjunct_piece(head))


def _holding(head: Token, piece: Piece) -> Span:
    inside = piece.start <= head.i < piece.end
    return clean(piece if inside else head.doc[head.i : head.i + 1])


def clean(piece: Piece) -> Span:
    """The characters of a piece; lone marks, an opened bracket and the ending of a possessor are cut."""
    piece = syntax.trimmed(piece)
    while len(piece) > 1 and (piece[-1].text in _OPENING or piece[-1].tag_ == "POS"):
        piece = syntax.trimmed(piece[: len(piece) - 1])
    return syntax.char_span(piece)


def sentence(token: Token) -> Span:
    """The sentence of a token without the blanks around it."""
    words = [item for item in token.sent if not item.is_space]
    return Span(words[0].idx, words[-1].idx + len(words[-1].text))


def medium_name(noun: Token) -> tuple[MediumKind, int] | None:
    """The kind of medium that a noun names, and the index of the first word of its name; longer names first.

    In "an executive order" the name begins at "executive".
    """
    for length in range(min(_LONGEST, noun.i + 1), 0, -1):
        first = noun.i - length + 1
        if (length > 1 and noun.doc[first].head.i > noun.i) or first < noun.sent.start:
            continue
        before = " ".join(token.lower_ for token in noun.doc[first : noun.i])
        kind = next((_MEDIA[name] for name in _forms(before, noun) if name in _MEDIA), None)
        if kind is not None:
            return kind, first
    return None


def _forms(before: str, noun: Token) -> tuple[str, str]:
    """A name of a medium in its base form and as it stands ("legal papers")."""
    return f"{before} {noun.lemma_.lower()}".strip(), f"{before} {noun.lower_}".strip()


def is_medium(noun: Token) -> bool:
    """Whether a noun names a channel."""
    return noun.pos_ in syntax.NOMINAL and medium_name(noun) is not None


def hosts(trigger: Token) -> tuple[Token, ...]:
    """The trigger and the words above it that share its circumstances, nearest first."""
    found: dict[int, Token] = {}
    for token in _upwards(trigger):
        if token.i in found:
            break
        found[token.i] = token
        for paper in _papers(token, trigger):
            found.setdefault(paper.i, paper)
    return tuple(found.values())


def _upwards(trigger: Token) -> Iterator[Token]:
    token: Token | None = trigger
    while token is not None:
        yield token
        token = _above(token, trigger)


def _above(token: Token, trigger: Token) -> Token | None:
    """The next word up that speaks of the same act."""
    head, dependency = token.head, token.dep_
    if head.i == token.i:
        return None
    if token.pos_ in syntax.NOMINAL and token.pos_ not in syntax.VERBAL:
        return _maker(token, trigger)
    if dependency in {"acl", "relcl"}:
        return head if is_medium(head) or words.medium(head) is not None else None
    if dependency in {"xcomp", "conj"} and head.pos_ in syntax.VERBAL:
        return head
    if dependency == "advcl" and not any(
        child.dep_ in {"mark", "nsubj", "nsubjpass"} or child.tag_ == "WRB" for child in token.children
    ):
        return head if head.pos_ in syntax.VERBAL else None
    if dependency == "pcomp" and head.lower_ in {"by", "in", "for"}:
        return head.head if head.head.pos_ in syntax.VERBAL else None
    return None


def _maker(noun: Token, trigger: Token) -> Token | None:
    """The verb that makes or sends what the noun names ("issued" of "issued a demand")."""
    head = noun.head
    if noun.dep_ in {"pobj", "conj", "appos"}:
        head = head.head if noun.dep_ == "pobj" else head
        if head.pos_ in syntax.NOMINAL:
            return head if head.i != noun.i and is_medium(head) and noun.dep_ != "conj" else None
    if head.pos_ not in syntax.VERBAL or head.i == noun.i:
        return None
    return head if head.lemma_.lower() in MAKING or (noun.i != trigger.i and noun.dep_ == "pobj") else None


def _papers(token: Token, trigger: Token) -> Iterator[Token]:
    """The papers in a verb's clause: its object where the verb sends it, its subject where that is one that asks."""
    if token.pos_ not in syntax.VERBAL:
        yield from _sendings(token)
        return
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in {"in", "by", "via", "through", "at", "during"}:
            for noun in filter(is_medium, syntax.objects(child)):
                yield noun
                yield from _sendings(noun)
        if child.lemma_.lower() in _NOT_PAPERS:
            continue
        as_object = child.dep_ in {"dobj", "nsubjpass"} and token.i != trigger.i and token.lemma_.lower() in MAKING
        as_subject = child.dep_ == "nsubj"
        if child.pos_ in syntax.NOMINAL and (as_object or as_subject) and is_medium(child):
            yield child
            yield from _sendings(child)


def _sendings(noun: Token) -> Iterator[Token]:
    """The verbs that say of a paper how it came: "a letter dated", "a request, filed"."""
    for child in noun.rights:
        if child.dep_ in {"acl", "relcl"} and child.lemma_.lower() in MAKING and child.tag_ in {"VBN", "VBD"}:
            yield child


def sayings(doc: Doc, cue: Span) -> Iterator[Token]:
    """The verb of a saying and, where it only continues one ("he added"), the verbs of the sayings before it."""
    verb = root(doc, cue)
    if verb is None:
        return
    verb = verb if verb.pos_ in syntax.VERBAL else verb.head
    yield verb
    if not _continues(verb):
        return
    for token in reversed(doc[max(0, verb.i - _BACK) : verb.i]):
        if token.lemma_.lower() in _SAYING and token.pos_ in syntax.VERBAL and syntax.child(token, "nsubj") is not None:
            yield token
            if not _continues(token):
                return


def _continues(verb: Token) -> bool:
    actor = syntax.child(verb, "nsubj")
    return verb.lemma_.lower() in _CONTINUING and actor is not None and actor.lower_ in _CONTINUERS
