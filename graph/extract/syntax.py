"""The dependency tree as the finders of frames read it: from a token to phrases, conjuncts, subjects and voice."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Piece

from graph.extract import words
from graph.model import Span

SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
VERBAL = frozenset({"VERB", "AUX"})
RELATIVE_TAGS = frozenset({"WDT", "WP"})
_BESIDE = frozenset({"relcl", "appos", "cc", "conj", "preconj", "punct", "parataxis"})
_TIMES = frozenset({"DATE", "TIME"})
_ROLES = frozenset({"dobj", "pobj", "nsubj", "nsubjpass"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})
_RELATIVES = frozenset({"WP", "WDT", "WP$"})
_QUOTES = frozenset({'"', "”", "“", "''", "``"})
_ASIDE = 40  # words of the longest clause that is set off between a subject and its verb
_LONE_MARKS = frozenset("\"'“”‘’,;:.!?-–—…`/|*_~•")


def char_span(piece: Piece) -> Span:
    """The characters that a piece of a Doc covers."""
    return Span(piece.start_char, piece.end_char)


def pieces(spans: Iterable[Span], doc: Doc) -> tuple[Piece, ...]:
    """The tokens that character spans cover, whole tokens only."""
    found = (doc.char_span(span.start, span.end, alignment_mode="expand") for span in spans)
    return tuple(piece for piece in found if piece is not None)


def trimmed(piece: Piece) -> Piece:
    """The piece without white space and lone marks at its edges, unless nothing would be left."""
    start, end = piece.start, piece.end
    doc = piece.doc
    while end - start > 1 and _is_edge(doc[end - 1]):
        end -= 1
    while end - start > 1 and _is_edge(doc[start]):
        start += 1
    return _closed(doc[start:end])


def _closed(piece: Piece) -> Piece:
    """The piece without a bracket that is opened in it and not closed, or closed and not opened; its head stays."""
    doc, depth = piece.doc, 0
    for token in piece:
        depth += (token.text == "(") - (token.text == ")")
        if depth < 0:
            return _up_to(piece, token.i)
    if depth == 1 and piece.end < len(doc) and doc[piece.end].text == ")":
        return doc[piece.start : piece.end + 1]
    if depth > 0:
        opened = max(token.i for token in piece if token.text == "(")
        return _up_to(piece, opened)
    return piece


def _up_to(piece: Piece, end: int) -> Piece:
    return piece.doc[piece.start : end] if piece.root.i < end else piece


def _is_edge(token: Token) -> bool:
    return token.is_space or all(character in _LONE_MARKS for character in token.text)


def subtree(token: Token) -> Piece:
    """Everything below a token, as one piece inside its sentence."""
    sentence = token.sent
    start, end = max(token.left_edge.i, sentence.start), min(token.right_edge.i + 1, sentence.end)
    return trimmed(token.doc[start:end])


def without(token: Token, dependencies: frozenset[str]) -> Piece:
    """A token's subtree, cut before the first child to its right that hangs by one of the dependencies."""
    whole = subtree(token)
    start, end = whole.start, whole.end
    for child in token.children:
        if child.dep_ not in dependencies:
            continue
        if child.i > token.i:
            end = min(end, max(child.left_edge.i, token.i + 1))
        else:
            start = max(start, min(child.right_edge.i + 1, token.i))
    return trimmed(token.doc[start:end])


def noun_phrase(token: Token) -> Piece:
    """A noun with its modifiers, without relative clauses, appositions and conjuncts: "the mayor of Elm" of "the mayor
    of Elm, who resigned, and her aide"."""
    return without(token, _BESIDE)


def conjunct_piece(token: Token) -> Piece:
    """One member of a coordination, with all that modifies it but not the members beside it."""
    return without(token, frozenset({"cc", "conj", "preconj"}))


def conjuncts(token: Token) -> tuple[Token, ...]:
    """The members of the coordination that a token heads, itself first."""
    members = [token]
    for child in token.rights:
        if child.dep_ == "conj":
            members.extend(conjuncts(child))
    return tuple(members)


def child(token: Token, *dependencies: str) -> Token | None:
    """The first child that hangs by one of the dependencies."""
    return next((item for item in token.children if item.dep_ in dependencies), None)


def prepositions(token: Token, *words: str) -> Iterator[Token]:
    """The prepositions below a token that are one of the words ("to" also where it marks a recipient)."""
    for item in token.children:
        if item.dep_ in {"prep", "dative", "agent", "prt"} and item.lower_ in words:
            yield item


def objects(preposition: Token) -> tuple[Token, ...]:
    """What a preposition governs, conjuncts included."""
    heads = (item for item in preposition.children if item.dep_ in {"pobj", "pcomp"})
    return tuple(member for head in heads for member in conjuncts(head))


def ancestors(token: Token) -> Iterator[Token]:
    """The governors of a token, nearest first."""
    while token.head.i != token.i:
        token = token.head
        yield token


def is_passive(verb: Token) -> bool:
    """Whether what the verb's subject does is undergo: "was asked", "those asked", "when asked"."""
    if child(verb, "auxpass", "nsubjpass", "csubjpass") is not None:
        return True
    if any(words.medium(item) for link in prepositions(verb, "by") for item in link.children):
        return False  # "a man asked by telephone for"
    if verb.tag_ != "VBN" or _heads_a_sentence_without_verb(verb) or before_aside(verb) is not None:
        return False
    if _relative_before(verb) is not None:
        return False
    if verb.dep_ == "conj" and not any(item.dep_ in {"aux", "nsubj"} for item in verb.lefts):
        return is_passive(verb.head)
    return child(verb, "aux", "nsubj") is None and verb.dep_ != "ROOT"


def _heads_a_sentence_without_verb(verb: Token) -> bool:
    """Whether a participle is hung on the root noun after a comma: then it is the past tense of the main clause.

    "Ash, who leads the board, called on Oak to resign."
    """
    return bool(verb.dep_ == "acl" and verb.head.dep_ == "ROOT" and verb.nbor(-1).text == ",")


def relative_object(verb: Token) -> Token | None:
    """What a verb acts on in a relative clause: the extension of "an extension, which the board granted"."""
    opener = _relative_before(verb) or child(verb, "dobj")
    if opener is not None:
        what = antecedent(opener)
        return what if what.i != opener.i else None
    own = child(verb, "nsubj")
    gap = verb.dep_ in {"relcl", "acl"} and verb.head.i < verb.i and own is not None and antecedent(own).i == own.i
    return verb.head if gap else None


def _relative_before(verb: Token) -> Token | None:
    """The "which" before the subject of a verb that was hung on it: "which the board | granted, but it did not"."""
    first = verb.head.left_edge
    if verb.dep_ != "acl" or verb.head.dep_ not in SUBJECTS or first.i == 0 or verb.tag_ not in {"VBN", "VBD"}:
        return None
    return first.nbor(-1) if first.nbor(-1).tag_ == "WDT" else None


def antecedent(token: Token) -> Token:
    """The noun that a relative pronoun stands for, or the token itself."""
    if token.tag_ not in RELATIVE_TAGS and not _is_relative_that(token):
        return token
    clause = next((item for item in ancestors(token) if item.dep_ == "relcl"), None)
    if clause is None or clause.head.i >= token.i:
        return token
    return _somebody_near(clause.head, token) if token.tag_ == "WP" else clause.head


def _is_relative_that(token: Token) -> bool:
    """Whether a "that" tagged as a conjunction fills a role of its verb all the same: "the plan that Ash demanded"."""
    return token.lower_ == "that" and token.dep_ in _ROLES


def _somebody_near(noun: Token, who: Token) -> Token:
    """Whom "who" stands for where it was hung on a thing or a body: "a resident close to the agency, who asked"."""
    if noun.pos_ != "NOUN" or words.is_person(noun) or noun.nbor(1).lower_ == "of":
        return noun
    below = (item for item in reversed(noun.doc[noun.i + 1 : who.i]) if noun.is_ancestor(item))
    above = itertools.takewhile(lambda item: item.pos_ not in VERBAL, ancestors(noun))
    near = (item for item in (*below, *above) if item.pos_ in NOMINAL and words.is_person(item))
    return next(near, noun)


def subject(verb: Token, *, depth: int = 6) -> Token | None:
    """Who does (or, of a passive, undergoes) what a verb says, by control and coordination where it is not beside it.

    "Officials plan to meet and ask": the subject of "ask" is "Officials".
    """
    found = [item for item in verb.children if item.dep_ in SUBJECTS or item.dep_ in PASSIVE_SUBJECTS]
    found = [_behind_addressee(item) or item for item in found]
    own = [item for item in found if not is_addressee(item)]
    if found and not own:
        return subject(verb.head, depth=depth - 1) if depth and verb.head.i < verb.i else None
    if own:
        before = [item for item in own if item.i < verb.i]
        return antecedent(before[-1] if before else own[0])
    return (_stray_subject(verb) or _controller(verb, depth)) if depth else None


def _behind_addressee(noun: Token) -> Token | None:
    """Who asks, hung on whom a letter goes to: "in a letter to | board head Ann Low, the union | asked"."""
    to = noun.left_edge.nbor(-1) if noun.left_edge.i > noun.sent.start else noun
    if to.lower_ != "to" or child(to, "pobj", "pcomp") is not None or to.dep_ != "prep":
        return None
    return next((item for item in noun.rights if item.dep_ == "appos"), None)


def is_addressee(noun: Token) -> bool:
    """Whether "to" opens what was taken for a subject: "wrote | to board chair Ann Low | asking for the logs"."""
    return bool(noun.left_edge.tag_ == "TO" and noun.left_edge.i < noun.i and noun.pos_ == "PROPN")


def shared_subject(verb: Token) -> Token | None:
    """Whose doing a verb is that takes its subject from above: "wrote and asked her", "a letter urging her"."""
    if verb.dep_ == "conj":
        return subject(verb)
    if verb.tag_ != "VBG" or verb.dep_ not in {"acl", "advcl"}:
        return None
    above = next((item for item in ancestors(verb) if item.pos_ in VERBAL), None)
    return subject(above) if above is not None else None


def _stray_subject(verb: Token) -> Token | None:
    """The subject of a finite verb that the parser parted from it: by an aside, by a list of verbs, or by its name.

    "Ash, who had lost the cup, called for"; "The board met, ruled Ash out and ordered"; "Will urged".
    """
    if verb.tag_ not in _FINITE or child(verb, "auxpass") is not None:
        return None
    named = next((item for item in verb.lefts if item.tag_ == "MD" and item.is_title and verb.tag_ == "VBD"), None)
    if named is not None and verb.nbor(-1).i == named.i and named.i > named.sent.start:
        return named
    if (noun := before_aside(verb)) is not None:
        return noun
    if verb.dep_ == "ROOT" and (noun := child(verb, "compound")) is not None and verb.nbor(-1).i == noun.i:
        return noun
    if verb.dep_ == "appos" and verb.head.pos_ in NOMINAL:
        return verb.head
    listed = next((item for item in verb.lefts if item.dep_ == "ccomp" and item.tag_ == verb.tag_), None)
    if listed is None or verb.tag_ == "VBN" or any(item.text in _QUOTES for item in verb.doc[listed.i : verb.i]):
        return None
    return child(listed, *SUBJECTS)


def before_aside(verb: Token) -> Token | None:
    """The noun before a relative clause that is set off by commas and ends right before a verb hung inside it."""
    doc, start = verb.doc, verb.sent.start
    end = verb.i - 1 - (verb.i - 2 > start and doc[verb.i - 1].pos_ == "ADV")
    if end <= start or doc[end].text != "," or verb.dep_ not in {"acl", "relcl", "conj", "advcl", "dep", "appos"}:
        return None
    for place in range(end - 1, max(start + 1, end - _ASIDE), -1):
        if doc[place].tag_ in _RELATIVES and doc[place].lower_ != "that":
            comma = place - 1 if doc[place - 1].text == "," else place - 2
            if comma <= start or doc[comma].text != "," or not comma <= verb.head.i < end:
                return None
            return _top_of_phrase(doc[comma - 1])
    return None


def _top_of_phrase(token: Token) -> Token | None:
    """The head of the noun phrase that a token ends."""
    while token.head.i < token.i and token.head.pos_ in NOMINAL | {"ADP"} and token.dep_ not in {"appos", "conj"}:
        token = token.head
    if token.dep_ == "appos" and token.head.pos_ in NOMINAL:
        token = token.head
    return token if token.pos_ in NOMINAL else None


def _controller(verb: Token, depth: int) -> Token | None:
    head, dependency = verb.head, verb.dep_
    if is_imperative(verb):
        return None
    if dependency in {"xcomp", "acl", "advcl"} and head.pos_ == "ADJ":
        return subject(head.head, depth=depth - 1) if head.head.pos_ in VERBAL else head.head
    if dependency == "relcl":
        return head
    if (writing := written_by(verb)) is not None:
        return subject(writing, depth=depth - 1)
    if dependency == "acl":
        return _of_noun(head, depth) if _is_infinitive(verb) or head.ent_type_ in _TIMES else head
    if dependency == "xcomp" and head.lemma_ in words.table("contacts"):
        return subject(head, depth=depth - 1)
    if dependency == "xcomp":
        return _object_controller(head) or subject(head, depth=depth - 1)
    if dependency == "advcl" and _is_infinitive(verb) and head.lemma_ in words.table("drivers"):
        return _object_controller(head) or subject(head, depth=depth - 1)
    if dependency == "conj" and _belongs_above(verb):
        return subject(head.head, depth=depth - 1)
    if dependency in {"conj", "advcl", "dep"}:
        governor = (
            head if head.pos_ in VERBAL else next((item for item in ancestors(head) if item.pos_ in VERBAL), None)
        )
        return subject(governor, depth=depth - 1) if governor is not None else None
    if dependency == "pcomp":
        return _of_means(verb, depth) if head.lower_ == "by" else _of_noun(head.head, depth)
    return None


def written_by(participle: Token) -> Token | None:
    """The verb of writing that a verb tells the words of, hung on it or on its addressee: "wrote to her asking"."""
    if participle.dep_ not in {"advcl", "xcomp"} and (participle.dep_, participle.tag_) != ("acl", "VBG"):
        return None
    above = participle.head
    if participle.dep_ == "acl":
        above = above.head.head if above.dep_ == "pobj" and above.head.lower_ == "to" else above
    return above if above.lemma_ in words.WRITING and above.pos_ in VERBAL and above.i < participle.i else None


def _of_means(verb: Token, depth: int) -> Token | None:
    """Who does something by doing what a verb after "by" says: the subject of the verb above, past its nouns."""
    governor = next((item for item in ancestors(verb.head) if item.pos_ in VERBAL), None)
    return subject(governor, depth=depth - 1) if governor is not None else None


def _is_infinitive(verb: Token) -> bool:
    return any(item.tag_ == "TO" for item in verb.lefts)


def _belongs_above(verb: Token) -> bool:
    """Whether a conjunct was hung on what somebody says rather than on the saying ("said it was late, and urged")."""
    said, saying = verb.head, verb.head.head
    if said.dep_ not in {"ccomp", "xcomp"} or saying.i > said.i:
        return False
    if _is_infinitive(said) and verb.tag_ in {"VBD", "VBZ"}:
        return True  # "urged the county to act and wants the mayor to go"
    if saying.tag_ != verb.tag_:
        return False
    if _tells_somebody(verb) and (thing := child(said, "nsubj", "nsubjpass")) is not None and _is_thing(thing):
        return True  # "wrote that the list was long and asked her to cut it"
    before = verb.doc[max(verb.left_edge.i - 2, 0) : verb.i]
    if sum(item.text in _QUOTES for item in verb.doc[said.i : verb.i]) % 2:
        return True
    return said.tag_ != verb.tag_ or [item.text for item in before[:2]][:1] == [","]


def _tells_somebody(verb: Token) -> bool:
    """Whether a verb has somebody as its object and says what they are to do."""
    whom, deed = child(verb, "dobj"), child(verb, "xcomp")
    return whom is not None and deed is not None and _is_infinitive(deed) and not _is_thing(whom)


def _is_thing(noun: Token) -> bool:
    return noun.pos_ in {"NOUN", "NUM"} and not words.is_agent(noun)


def is_imperative(verb: Token) -> bool:
    """Whether a verb is a bare form that no auxiliary, no "to" and no subject makes finite: "Ask your doctor"."""
    if verb.tag_ != "VB" or child(verb, *SUBJECTS, "nsubjpass", "expl") is not None:
        return False
    if any(item.dep_ in {"aux", "auxpass"} and item.lower_ not in {"do", "n't"} for item in verb.lefts):
        return False
    if verb.dep_ == "conj":
        return verb.head.tag_ in {"VBP", "VBZ", "VBD"} or verb.head.pos_ not in VERBAL or is_imperative(verb.head)
    return verb.dep_ in {"ROOT", "ccomp", "dep", "parataxis"}


def _object_controller(verb: Token) -> Token | None:
    """The object that acts in an infinitive ("told him to ask"), which a passive verb has as its subject."""
    held = None if is_passive(verb) else child(verb, "dobj", "dative")
    return held if held is not None and (words.is_agent(held) or held.pos_ == "PRON") else None


def _of_noun(token: Token, depth: int) -> Token | None:
    """The owner of a noun ("their plan to ask"), or else the subject of the verb that governs it."""
    if token.pos_ in VERBAL:
        return subject(token, depth=depth - 1)
    owner = child(token, "poss")
    if owner is not None:
        return owner
    governor = next((item for item in ancestors(token) if item.pos_ in VERBAL), None)
    return subject(governor, depth=depth - 1) if governor is not None else None


def agent(verb: Token) -> Token | None:
    """Who does what a passive verb says: the object of its "by"."""
    for preposition in prepositions(verb, "by"):
        for found in objects(preposition):
            return found
    return None
