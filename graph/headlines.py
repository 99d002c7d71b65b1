"""Parsed documents to the same with their headlines read by the words: "Council Urges Governor to Resign".

Where every word has a capital the tagger takes verbs for parts of names. The line in small letters is
parsed again, and its tags and tree take the place of the first; the names stay as they were. A headline
leaves out "was", too: in "Agency told to open its books" the agency is told, and tells nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph import ner

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from spacy.language import Language
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Piece

_SHORTEST, _LONGEST = 3, 30  # words of a headline
_VERBAL = frozenset({"VERB", "AUX"})
_FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})
_COMMON = frozenset({"NOUN", "ADJ"})
_NAMING = frozenset({"NOUN", "PROPN"})
_HELPING = frozenset({"aux", "auxpass", "nsubj", "cop"})
_AFTER_GOODS = frozenset(
    "to in on at of from for rise fall up down jump drop climb slip gain surge slump grow dip soar decline".split()
)
_TOLD = frozenset(
    "ask tell order urge direct instruct press require command compel force summon warn advise invite".split()
)
_OF_BOTH = frozenset({"ask", "press"})  # "asked to see the books" may ask, too, but hardly in a title
_ASKING = frozenset({"ask", "request", "seek", "demand", "want", "press"})  # what the text below a title says of it
_ENDS = frozenset(".;:,?")
_PAST = frozenset({"VBD", "VBN"})
_GIVEN = frozenset({"aux", "auxpass", "dobj", "dative", "ccomp"})
_PARTICIPLE = "Aspect=Perf|Tense=Past|VerbForm=Part"
_PLAIN = {"orders": ("tells", "order"), "requests": ("seeks", "request"), "demands": ("wants", "demand")}
_ATTRIBUTES = ("TAG", "POS", "LEMMA", "MORPH", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE")
_TREE = ("TAG", "POS", "LEMMA", "MORPH", "DEP", "HEAD")
_AS_A_NAME = ("TAG", "POS", "LEMMA", "MORPH")
_NO_ENTITY = {"ENT_IOB": 2, "ENT_TYPE": 0}  # 2: outside

Rows = dict[str, "NDArray[np.uint64]"]  # the values of each attribute, one a token


@dataclass(frozen=True, slots=True)
class _Headline:
    """A line of a document, and the line in small letters."""

    line: Piece
    small: Doc


def reread(docs: Sequence[Doc], lines: Sequence[Iterable[range]], language: Language) -> None:
    """Reads the headlines of parsed documents again, in place; `lines` are the token ranges of their paragraphs.

    >>> from graph.parse import parse
    >>> from graph.read import document
    >>> [(_, doc)] = parse([document("Council Urges Governor to Resign\\n\\nThe council asked him to go.")])
    >>> doc[1].lemma_, doc[1].pos_, doc[2].dep_
    ('urge', 'VERB', 'dobj')
    """
    found = [(doc, list(_headlines(doc, lines[number]))) for number, doc in enumerate(docs)]
    named = [_names(doc, headlines) for doc, headlines in found]
    copies = (_in_small_letters(line, names) for (_, held), names in zip(found, named, strict=True) for line in held)
    small = iter(_with_verbs(list(language.pipe(copies, disable=ner.NAMES)), language))
    for (doc, headlines), names, paragraphs in zip(found, named, lines, strict=True):
        read = [_Headline(line, next(small)) for line in headlines]
        if better := [headline for headline in read if _reads_better(headline)]:
            _transplant(doc, better, names)
        _without_was(doc, paragraphs)


def _headlines(doc: Doc, lines: Iterable[range]) -> Iterator[Piece]:
    pieces = (doc[line.start : line.stop] for line in lines)
    return (piece for piece in map(_without_blanks, pieces) if is_headline(piece))


def _without_blanks(piece: Piece) -> Piece:
    start, end = piece.start, piece.end
    while start < end and piece.doc[start].is_space:
        start += 1
    while end > start and piece.doc[end - 1].is_space:
        end -= 1
    return piece.doc[start:end]


def is_headline(line: Sequence[Token] | Piece) -> bool:
    """Whether a line has its words in capitals, small words aside, and does not end as a sentence does."""
    words = [token for token in line if token.is_alpha]
    if not _SHORTEST <= len(words) <= _LONGEST or not words[0].text[0].isupper() or line[-1].text == ".":
        return False
    weighty = [word for word in words if not word.is_stop]
    return len(weighty) >= _SHORTEST and all(word.text[0].isupper() for word in weighty)


def _names(doc: Doc, headlines: Sequence[Piece]) -> frozenset[str]:
    """The words that are names in the text itself."""
    if not headlines:
        return frozenset()
    above = {index for line in headlines for index in _of(line)}
    return frozenset(token.text for token in doc if token.pos_ == "PROPN" and token.i not in above)


def _in_small_letters(line: Piece, names: frozenset[str]) -> Doc:
    from spacy.tokens import Doc

    words = [token.text if token.text in names else token.lower_ for token in line]
    return Doc(line.doc.vocab, words, [bool(token.whitespace_) for token in line])


def _with_verbs(lines: list[Doc], language: Language) -> list[Doc]:
    """The lines, those whose only verb was taken for a plural noun parsed again with a plain verb in its place."""
    places = {number: place for number, line in enumerate(lines) if (place := _taken_for_a_noun(line)) is not None}
    again = language.pipe((_replaced(lines[number], place) for number, place in places.items()), disable=ner.NAMES)
    for (number, place), other in zip(places.items(), again, strict=True):
        if other[place].head.i == place and other[place].tag_ in _FINITE:
            other[place].lemma_ = _PLAIN[lines[number][place].lower_][1]
            lines[number] = other
    return lines


def _taken_for_a_noun(line: Doc) -> int | None:
    """The place of "orders" between nouns, in a line that no finite verb heads; "factory orders rise" has none."""
    if any(token.tag_ in _FINITE and (token.head.i == token.i or token.dep_ in _HELPING) for token in line):
        return None
    known = [token for token in line[1:-1] if token.lower_ in _PLAIN and token.nbor(-1).pos_ in _NAMING]
    return next((token.i for token in known if token.nbor(1).lower_ not in _AFTER_GOODS), None)


def _replaced(line: Doc, place: int) -> Doc:
    from spacy.tokens import Doc

    words = [_PLAIN[token.lower_][0] if token.i == place else token.text for token in line]
    return Doc(line.vocab, words, [bool(token.whitespace_) for token in line])


def _reads_better(headline: _Headline) -> bool:
    """Whether the line in small letters has a verb above it all, and keeps the finite verb that was above before."""
    line, small = headline.line, headline.small
    root = next(token for token in small if token.head.i == token.i)
    before = [token for token in line if token.head.i == token.i and token.tag_ in _FINITE]
    return root.pos_ in _VERBAL and all(small[token.i - line.start].pos_ in _VERBAL for token in before)


def _transplant(doc: Doc, headlines: Sequence[_Headline], names: frozenset[str]) -> None:
    import numpy as np  # here: help and queries start without it

    rows, entities = _rows(doc), doc.ents
    for headline in headlines:
        start, small = headline.line.start, _rows(headline.small)
        broken = {index for entity in entities if _has_verb(entity, headline) for index in _of(entity)}
        for token in headline.line:
            named = (token.ent_type_ and token.i not in broken) or token.text in names
            kept = _AS_A_NAME if named and headline.small[token.i - start].pos_ in _COMMON else ()
            for attribute in set(_TREE).difference(kept):
                rows[attribute][token.i] = small[attribute][token.i - start]
        for attribute, value in _NO_ENTITY.items():
            rows[attribute][sorted(broken)] = value
    doc.from_array(list(_ATTRIBUTES), np.stack([rows[name] for name in _ATTRIBUTES], axis=1))


def _without_was(doc: Doc, lines: Iterable[range]) -> None:
    """Gives a passive its voice back where a headline has left out its "was", in place."""
    pieces = (_without_blanks(doc[line.start : line.stop]) for line in lines)
    for number, piece in enumerate(piece for piece in pieces if len(piece)):
        if len(piece) <= _LONGEST and piece[-1].text not in _ENDS:
            for verb in piece:
                if verb.tag_ in _PAST and (whom := _who_is_told(verb, in_title=number == 0)) is not None:
                    verb.tag_, whom.dep_ = "VBN", "nsubjpass"
                    verb.set_morph(_PARTICIPLE)


def _who_is_told(verb: Token, *, in_title: bool) -> Token | None:
    """The subject of "told to open its books", which has no article, as headlines have none."""
    lemma = verb.lemma_.lower()
    if lemma not in _TOLD or (lemma in _OF_BOTH and not in_title):
        return None
    if any(item.dep_ in _GIVEN or item.tag_ == "WRB" for item in verb.children):
        return None
    whom = next((item for item in verb.lefts if item.dep_ == "nsubj"), None)
    if whom is None or whom.pos_ not in _NAMING or any(word.pos_ == "DET" for word in whom.lefts):
        return None
    deeds = (item for item in verb.rights if item.dep_ == "xcomp")
    if any(word.tag_ == "TO" for deed in deeds for word in deed.lefts):
        return whom
    things = in_title and any(item.lower_ == "for" and item.dep_ == "prep" for item in verb.rights)
    return whom if things and _is_asked_below(whom) else None


def _is_asked_below(whom: Token) -> bool:
    """Whether the text below "Board asked for records" says that the board is asked, and never that it asks."""
    asks, is_asked = False, False
    for verb in whom.doc[whom.sent.end :]:
        if verb.pos_ == "VERB" and verb.lemma_ in _ASKING:
            asks |= any(item.dep_ == "nsubj" and _is_called(item, whom) for item in verb.lefts)
            is_asked |= any(_is_called(item, whom) for item in _asked(verb))
    return is_asked and not asks


def _is_called(noun: Token, other: Token) -> bool:
    return bool(noun.lemma_.lower() == other.lemma_.lower())


def _asked(verb: Token) -> Iterator[Token]:
    """Whom a verb of asking has for its object, or behind "from" and "of"."""
    for item in verb.children:
        if item.dep_ in {"dobj", "dative", "nsubjpass"}:
            yield item
        for link in (item, *item.rights):
            if link.dep_ == "prep" and link.lower_ in {"from", "of"}:
                yield from link.rights


def _rows(doc: Doc) -> Rows:
    values = doc.to_array(list(_ATTRIBUTES))
    return {name: values[:, at].copy() for at, name in enumerate(_ATTRIBUTES)}


def _has_verb(entity: Piece, headline: _Headline) -> bool:
    """Whether an entity of the line has a verb in it, as the line in small letters reads it."""
    line = headline.line
    inside = range(max(entity.start, line.start), min(entity.end, line.end))
    return any(headline.small[index - line.start].pos_ in _VERBAL for index in inside)


def _of(entity: Piece) -> range:
    return range(entity.start, entity.end)
