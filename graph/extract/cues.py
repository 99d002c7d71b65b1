"""A parsed document to its cues: verbs, nouns and phrases that give somebody's words or stance, with what they give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from spacy.tokens import Doc, Token

from graph.extract.names import Range
from graph.extract.syntax import NOMINAL, VERBAL, agent, child, is_passive, subject
from graph.extract.tables import words
from graph.extract.words import governor

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_GIVEN = frozenset({"dobj", "oprd", "attr", "prep", "acomp", "xcomp", "ccomp"})
_BESIDE = frozenset({"parataxis", "ccomp", "dep", "advcl", "nsubj", "amod", "appos", "relcl"})
_TIMES = frozenset({"DATE", "TIME"})
_DASHES = frozenset({",", "—", "–", "-", ";", ".", "''", "“", "”", '"'})
_ASIDE = 14  # tokens of the longest "said Ann Low, the town clerk" inside a sentence
_REACH = 15  # tokens between a verb of saying and its clause
_HEADLINE = 5  # words of the longest name before a colon
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_RELATIVES = frozenset({"WDT", "WP", "WP$"})
_OPEN = frozenset({"to", "would", "will", "can", "could", "may", "might", "should"})
_WISHING = frozenset({"like", "love", "prefer", "hate"})  # "would like to" wishes
_GAP = 2  # tokens between two stretches of content that are one


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue with what hangs on it: the source's head, and the stretches of content as token ranges.

    `reports` is False where the content is the object of a stance ("criticised the plan").
    """

    token: Token
    source: Token | None
    content: tuple[Range, ...]
    reports: bool


def find_cues(doc: Doc, quoted: frozenset[int]) -> Iterator[Cue]:
    """The cues of a document, in text order; `quoted` are the tokens in quotation marks.

    A verb of saying comes without content too: quotation marks beside it may be what it gives.
    """
    for token in doc:
        if token.lower_ == "according":
            cue = _according(token)
        elif token.pos_ in VERBAL:
            cue = _verb(token, quoted)
        elif token.pos_ == "NOUN":
            cue = _noun(token)
        elif token.pos_ == "ADJ":
            cue = _adjective(token)
        elif token.text == ":":
            cue = _headline(token)
        else:
            continue
        if cue is not None and not (token.i in quoted and not cue.reports):
            yield cue


def says(token: Token) -> bool:
    """Whether a word is a verb of saying."""
    return token.pos_ in VERBAL and token.lemma_.lower() in words("cues", "verbs", "say")


def _verb(token: Token, quoted: frozenset[int]) -> Cue | None:
    lemma = token.lemma_.lower()
    speech = lemma in words("cues", "verbs", "say")
    stance = lemma in words("cues", "verbs", "act")
    thought = lemma in words("cues", "verbs", "think")
    if not (speech or stance or thought):
        return None
    source = _source(token, quoted)
    clauses = [item for item in token.children if _is_content(item, token)]
    if clauses and (speech or (thought and _is_told(token, source))):
        return Cue(token, source, runs(clauses, token), True)
    if speech and (main := _interrupted(token)) is not None:
        return Cue(token, source, _without(main, token), True)
    if speech and not clauses and (later := _later(token)) is not None:
        return Cue(token, source, runs([later], token), True)
    if token.lemma_ == "say" and not clauses and token.i not in quoted and (told := _told(token)):
        return Cue(token, source, runs(told, token), True)
    if stance and (given := _given(token)):
        reports = bool(clauses) and speech
        return Cue(token, source, runs(given, token), reports) if reports or _is_taken(token, source) else None
    return Cue(token, source, (), True) if speech and token.i not in quoted else None


def _is_content(item: Token, verb: Token) -> bool:
    """Whether what hangs on a verb is a clause that it gives, and not a "she said" put into the verb's own sentence."""
    if item.dep_ in {"ccomp", "parataxis"}:
        if any(mark.text == ";" and item.i < mark.i for mark in verb.lefts):
            return False  # "she asked them to wait; two agreed"
        return item.dep_ == "ccomp" or not (says(item) and _interrupted(item) is not None)
    if item.dep_ == "xcomp" and item.i > verb.i:
        to = any(word.tag_ == "TO" for word in item.lefts)
        bidden = to and verb.lemma_.lower() in words("cues", "verbs", "bid") and child(verb, "dobj") is not None
        return bidden or (not to and says(verb) and item.tag_ in _FINITE)  # "which she said showed every well"
    return _is_asked(item, verb)


def _is_asked(clause: Token, verb: Token) -> bool:
    """Whether a clause with "if", which the parser takes for a condition, is the question itself: "asked if"."""
    if clause.dep_ != "advcl" or clause.i < verb.i or verb.lemma_ not in {"ask", "wonder", "inquire", "question"}:
        return False
    return any(item.dep_ == "mark" and item.lower_ in {"if", "whether"} for item in clause.lefts)


def _source(token: Token, quoted: frozenset[int]) -> Token | None:
    """Who says it; outside quotation marks that is nobody inside them."""
    if is_passive(token):
        return agent(token)
    own = [item for item in token.children if item.dep_ in _SUBJECTS]
    found = own[-1] if own else _shared(token, quoted)
    if token.i in quoted or (found is not None and found.i not in quoted):
        return found
    return _inverted(token, quoted) or _before(token, quoted) if says(token) else None


def _shared(token: Token, quoted: frozenset[int]) -> Token | None:
    """The subject that a verb shares with another: of "saying …" that of the verb of saying above it, of "a letter
    saying …" that of who sends it."""
    set_off = token.i > token.sent.start and token.nbor(-1).text == ","
    if token.tag_ == "VBG" and set_off and token.dep_ in {"acl", "advcl"} and not says(token.head):
        above = [up for up in islice(token.ancestors, 5) if up.pos_ in VERBAL and child(up, *_SUBJECTS) is not None]
        outer = next((up for up in above if says(up)), above[0] if above else None)
        return child(outer, *_SUBJECTS) if outer is not None else None
    if token.dep_ == "acl" and token.head.lemma_.lower() in words("nouns", "thing", "words"):
        sender = next((up for up in token.head.ancestors if up.pos_ in VERBAL), None)
        sent = sender is not None and token.head.dep_ in {"dobj", "pobj", "nsubjpass"}
        return (subject(sender) if sent and sender is not None else None) or token.head
    if token.dep_ == "conj" and says(token) and (beside := _before(token, quoted)) is not None:
        return beside
    if token.dep_ in {"advcl", "conj"} and says(token):
        outer = next((up for up in islice(token.ancestors, 5) if says(up)), None)
        if outer is not None and (own := child(outer, *_SUBJECTS)) is not None:
            return own
    return subject(token)


def _inverted(token: Token, quoted: frozenset[int]) -> Token | None:
    """The noun behind a verb of saying, which the parser takes for its object: "…," said the mayor."""
    after = (
        item
        for item in token.rights
        if item.pos_ in NOMINAL and item.i not in quoted and item.left_edge.i == token.i + 1
    )
    return next((item for item in after if item.dep_ in {"nsubj", "dobj", "attr", "oprd", "npadvmod"}), None)


def _before(token: Token, quoted: frozenset[int]) -> Token | None:
    """The noun right before a verb of saying for which the parser found no subject, past a remark in brackets."""
    doc, last = token.doc, token.i - 1
    if last > token.sent.start and doc[last].text == ")":
        last = next((place for place in range(last, token.sent.start, -1) if doc[place].text == "("), token.i) - 1
    for index in range(last, max(token.sent.start, last - 3) - 1, -1):
        item = doc[index]
        if item.pos_ in NOMINAL and index not in quoted and item.ent_type_ not in _TIMES:
            return item
        if item.pos_ not in {"PUNCT", "ADV", "AUX", "PART"}:
            return None
    return None


def _is_told(token: Token, source: Token | None) -> bool:
    """Whether a thought is somebody's that the text tells of: not the writer's, not denied, not only possible."""
    if source is None or source.lower_ in {"i", "we", "you", "it", "that", "one"} or token.tag_ == "VB":
        return False
    return child(token, "neg") is None


def _is_taken(token: Token, source: Token | None) -> bool:
    """Whether a stance is one that somebody takes: not an infinitive or a possibility, not a thing's ("a law that")."""
    helpers = {item.lower_ for item in token.children if item.dep_ == "aux"}
    if token.lemma_ in _WISHING:
        helpers -= {"would"}
    return not helpers & _OPEN and (source is None or source.tag_ != "WDT")


def _told(token: Token) -> list[Token]:
    """What is said in a word or two: "said so", "said the same of the mayor", not the speaker behind a quotation."""
    if token.i == token.sent.start or token.nbor(-1).pos_ in {"PUNCT"}:
        return []
    found = (item for item in token.rights if item.dep_ == "dobj" or (item.lower_ in {"so", "no", "yes"}))
    first = next((item for item in found if item.ent_type_ != "PERSON"), None)
    return [first] if first is not None else []


def _given(token: Token) -> list[Token]:
    """What a stance is towards: the object with what hangs on the verb, or of a passive its subject."""
    given = [item for item in token.rights if item.dep_ in _GIVEN and not _is_aside(item)]
    if token.lemma_.lower() in words("cues", "verbs", "about"):
        given = [item for item in given if item.lower_ in {"about", "of"}]
    if is_passive(token):
        undergoing = child(token, "nsubjpass")
        given = [undergoing, *given] if undergoing is not None else []
    return given


def _is_aside(item: Token) -> bool:
    """Whether what hangs on a verb tells when or where and not what."""
    if item.dep_ != "prep":
        return item.ent_type_ in _TIMES
    inner = child(item, "pobj")
    return item.lower_ not in words("cues", "prepositions", "words") or (
        inner is not None and inner.ent_type_ in _TIMES
    )


def _interrupted(token: Token) -> Token | None:
    """The main verb of a sentence into which a short "she said" is put."""
    if token.dep_ not in _BESIDE or token.head.i == token.i or child(token, *_SUBJECTS) is None:
        return None
    if token.dep_ == "relcl" and any(item.tag_ in _RELATIVES for item in token.subtree if item.i < token.i):
        return None
    if token.dep_ == "advcl" and token.head.pos_ in VERBAL and any(item.lower_ == "as" for item in token.lefts):
        return token.head
    if any(item.dep_ == "mark" and item.lower_ != "that" for item in token.lefts):
        return None  # "asked for the tables, after clerks had complained"
    main = token.head if token.head.pos_ in VERBAL else token.head.head
    start, end = _said_in(token)
    set_off = (
        start > 0 and end < len(token.doc) and token.doc[start - 1].text in _DASHES and token.doc[end].text in _DASHES
    )
    return main if end - start < _ASIDE and set_off and main.pos_ in VERBAL and main.i != token.i else None


def _said_in(cue: Token) -> Range:
    """The words of "she said" alone, without the marks beside them."""
    parts = [item for item in cue.children if not item.is_punct]
    first = min((part.left_edge.i for part in parts), default=cue.i)
    last = max((part.right_edge.i for part in parts), default=cue.i)
    return min(first, cue.i), max(last, cue.i) + 1


def _without(main: Token, cue: Token) -> tuple[Range, ...]:
    """A clause without the cue's words in its middle."""
    start, end = _edges(main)
    first, last = _said_in(cue)
    return tuple(piece for piece in ((start, first), (last, end)) if piece[1] - piece[0] > 1)


def _later(token: Token) -> Token | None:
    """A clause with "that" which the parser hung on what stands between it and its verb of saying."""
    stop = min(len(token.doc), token.sent.end, token.i + _REACH)
    for that in token.doc[token.i + 1 : stop]:
        if that.pos_ in VERBAL and (that.tag_ != "VBG" or says(that)):
            return None
        if that.lower_ == "that" and _opens_clause(that):
            clause = that.head
            own = clause.head.i == token.i or clause.head.pos_ not in VERBAL
            return clause if clause.i > that.i and clause.pos_ in VERBAL and own else None
    return None


def runs(items: Iterable[Token], cue: Token) -> tuple[Range, ...]:
    """The unbroken stretches below some tokens, without the cue where it stands among them."""
    pieces: list[Range] = []
    for item in items:
        start, end = _edges(item)
        end = min([end, *(place for place in _turns(item, cue) if place > start)])
        if start <= cue.i < end:
            pieces.extend(_unbroken(token.i for token in item.subtree))
        else:
            pieces.append((start, end))
    return _merged(pieces)


def _turns(said: Token, cue: Token) -> Iterator[int]:
    """Where a clause ends into which the parser took what the source does next ("said it was late and urged"), or
    what others say ("said it was late, while others said")."""
    for item in said.children if said.i > cue.i else ():
        if _is_of_others(item, cue):
            yield int(item.left_edge.i)
        if item.dep_ == "conj" and item.tag_ == cue.tag_ != said.tag_ and child(item, *_SUBJECTS) is None:
            joining = next((word for word in said.rights if word.dep_ == "cc" and word.i < item.i), None)
            helped = any(word.dep_ in {"aux", "auxpass"} for word in item.lefts)
            if joining is not None and not helped:
                yield int(joining.i)


def _is_of_others(clause: Token, cue: Token) -> bool:
    """Whether a clause after a comma and "while" tells what others say."""
    contrasts = any(word.lower_ in {"while", "whereas"} for word in clause.lefts)
    after_comma = clause.left_edge.i > cue.i and clause.doc[clause.left_edge.i - 1].text == ","
    return contrasts and after_comma and says(clause) and child(clause, *_SUBJECTS) is not None


def _edges(item: Token) -> Range:
    sentence = item.sent
    return max(item.left_edge.i, sentence.start), min(item.right_edge.i + 1, sentence.end)


def _unbroken(indices: Iterable[int]) -> Iterator[Range]:
    start = last = -2
    for index in indices:
        if index != last + 1:
            if start >= 0:
                yield start, last + 1
            start = index
        last = index
    if start >= 0:
        yield start, last + 1


def _merged(pieces: Iterable[Range]) -> tuple[Range, ...]:
    merged: list[Range] = []
    for start, end in sorted(piece for piece in pieces if piece[1] > piece[0]):
        if merged and start < merged[-1][1] + _GAP:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _opens_clause(that: Token) -> bool:
    """Whether a "that" is a conjunction; one that the parser takes for a subject is, where the verb has another, and
    one that it takes for an object, where it follows a day ("said at the time that she had paid")."""
    subjects = [item for item in that.head.lefts if item.dep_ in _SUBJECTS]
    after_time = that.nbor(-1).lower_ == "time" or that.nbor(-1).ent_type_ in _TIMES
    return that.dep_ == "mark" or (that in subjects and len(subjects) > 1) or (that.dep_ == "dobj" and after_time)


def _according(token: Token) -> Cue | None:
    to = next((item for item in token.rights if item.lower_ == "to"), None)
    source = child(to, "pobj") if to is not None else None
    if source is None or token.head.i == token.i:
        return None
    start, end = _edges(token.head)
    last = max(source.right_edge.i + 1, token.right_edge.i + 1)
    content = ((start, token.left_edge.i), (last, end))
    return Cue(token, source, tuple(piece for piece in content if piece[1] - piece[0] > 1), True)


def _headline(colon: Token) -> Cue | None:
    """ "Mayor Low: We will sue": a name before a colon that opens a line, as in headlines and minutes.

    The sentence says nothing here: parsers break headlines at will.
    """
    start, end = _line(colon)
    before = colon.doc[start : colon.i]
    if not 0 < len(before) <= _HEADLINE or end - colon.i - 1 < 3 or not _is_speaker(before[-1], before[0]):
        return None
    if any(item.pos_ not in {"PROPN", "NOUN", "ADP", "DET", "PUNCT"} or item.ent_type_ in _TIMES for item in before):
        return None
    return Cue(colon, before[-1], ((colon.i + 1, end),), True)


def _line(token: Token) -> Range:
    """The words of the line that a token stands on."""
    start, end, doc = token.i, token.i + 1, token.doc
    while start and "\n" not in doc[start - 1].text:
        start -= 1
    while end < len(doc) and "\n" not in doc[end].text:
        end += 1
    return start, end


def _is_speaker(last: Token, first: Token) -> bool:
    """Whether the words before a colon name somebody: a name, or a bare noun as headlines have ("Poll: ...")."""
    named = last.pos_ == "PROPN" and last.ent_type_ not in {"GPE", "LOC"}
    return named or (last.i == first.i and last.lemma_.lower() in words("cues", "nouns", "speaks"))


def _noun(token: Token) -> Cue | None:
    """ "Her claim that …", "made the claim that …"; an infinitive ("his plan to …") is a stance."""
    lemma = token.lemma_.lower()
    told, stance = lemma in words("cues", "nouns", "said"), lemma in words("cues", "nouns", "stance")
    if not (told or stance):
        return None
    clause = next((item for item in token.rights if item.dep_ in {"acl", "ccomp"} and _is_that(item)), None)
    owner = child(token, "poss")
    if clause is not None and owner is None and token.dep_ == "dobj" and governor(token.head) == "light":
        owner = subject(token.head)
    given = clause if clause is not None else _about(token)
    finite = clause is not None and not any(item.tag_ == "TO" for item in clause.lefts)
    if given is None or owner is None or not (stance or finite):
        return None
    return Cue(token, owner, runs([given], token), told and finite)


def _about(token: Token) -> Token | None:
    """What a noun of stance is about: the object of its preposition."""
    known = words("cues", "prepositions", "words")
    about = next((item for item in token.rights if item.dep_ == "prep" and item.lower_ in known), None)
    return child(about, "pobj", "pcomp") if about is not None else None


def _is_that(clause: Token) -> bool:
    return any((item.dep_ == "mark" and item.lower_ == "that") or item.tag_ == "TO" for item in clause.lefts)


def _adjective(token: Token) -> Cue | None:
    """ "She is confident that …"; with a preposition it is a stance."""
    if token.dep_ != "acomp" or token.lemma_.lower() not in words("cues", "adjectives", "stance"):
        return None
    given = next((item for item in token.rights if item.dep_ in {"ccomp", "xcomp", "prep"}), None)
    source = child(token.head, *_SUBJECTS)
    if given is None or source is None:
        return None
    return Cue(token, source, runs([given], token), given.dep_ == "ccomp")
