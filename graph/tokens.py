"""Tagged and parsed documents to the same with parts of speech, morphology and lemmas, a sort of token at a time.

What spaCy's attribute ruler and lemmatizer say of a token depends on its word, tag and relation, and where a
rule names several words, on all of them. So each such piece is given to them once, and what they said is kept.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import Matcher
    from spacy.pipeline import AttributeRuler, Lemmatizer
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

NAME: Final = "askgraph_tokens"
RULER, LEMMATIZER = "attribute_ruler", "lemmatizer"
_READ: Final = ("ORTH", "TAG", "DEP")
_WRITTEN: Final = ("TAG", "POS", "MORPH", "LEMMA")
_ASKED: Final = frozenset({"ORTH", "LOWER", "TAG", "DEP", "IS_SPACE"})  # what the rules may ask of a token
_MOST: Final = 200_000  # pieces that are remembered at once
_OTHER: Final = "other"  # stands for every relation that no rule asks for

_Sort = tuple[int, int, int]  # as _READ
_Piece = tuple[_Sort, ...]
_Said = tuple[tuple[int, ...], int | None]  # as _WRITTEN, and the relation where it is set anew


def remember(language: Language) -> None:
    """Puts a component in the place of the attribute ruler and the lemmatizer that says what they say.

    Nothing is done to a pipeline whose rules ask for more than word, tag and relation, or that has other lemmas.
    """
    names = language.pipe_names
    if RULER not in names or names[names.index(RULER) :][1:2] != [LEMMATIZER]:
        return
    ruler, lemmatizer = language.get_pipe(RULER), language.get_pipe(LEMMATIZER)
    if getattr(lemmatizer, "mode", None) != "rule" or not {key for token in _tokens(ruler) for key in token} <= _ASKED:
        return
    if not language.has_factory(NAME):
        language.factory(NAME, func=lambda nlp, name: Remembered(nlp))
    language.add_pipe(NAME, after=LEMMATIZER)
    for name in (RULER, LEMMATIZER):
        language.disable_pipe(name)


class Remembered:
    """A component that says of each token what the attribute ruler and the lemmatizer of a pipeline would."""

    def __init__(self, language: Language) -> None:
        self._ruler, self._lemmatizer = language.get_pipe(RULER), language.get_pipe(LEMMATIZER)
        _index(self._lemmatizer)
        self._several = _rules_of_several(self._ruler)
        strings = language.vocab.strings
        self._relations = {strings.add(name) for token in _tokens(self._ruler) for name in _named(token.get("DEP"))}
        self._other = strings.add(_OTHER)
        self._known: dict[_Piece, tuple[_Said, ...]] = {}

    def __call__(self, doc: Doc) -> Doc:
        import numpy as np

        if len(self._known) >= _MOST:
            self._known.clear()
        kept = self._relations | {0}
        rows = doc.to_array(list(_READ)).tolist()
        sorts = [(word, tag, relation if relation in kept else self._other) for word, tag, relation in rows]
        pieces = [tuple(sorts[piece]) for piece in self._pieces(doc)]
        self._learn(doc.vocab, [piece for piece in dict.fromkeys(pieces) if piece not in self._known])
        said = [one for piece in pieces for one in self._known[piece]]
        if said:
            doc.from_array(list(_WRITTEN), np.array([values for values, _ in said], dtype=np.uint64))
        for index, (_, relation) in enumerate(said):
            if relation is not None:
                doc[index].dep = relation
        return doc

    def _pieces(self, doc: Doc) -> Iterator[slice]:
        """Each token by itself, but for those that a rule takes together."""
        at = 0
        for start, end in self._taken_together(doc):
            yield from (slice(index, index + 1) for index in range(at, start))
            yield slice(start, end)
            at = end
        yield from (slice(index, index + 1) for index in range(at, len(doc)))

    def _taken_together(self, doc: Doc) -> list[tuple[int, int]]:
        """The ranges of tokens that rules of several tokens take, those that overlap as one."""
        found: list[tuple[int, int]] = []
        matches = self._several(doc, as_spans=False, allow_missing=True)
        for start, end in sorted((start, end) for _, start, end in matches):
            if found and start < found[-1][1]:
                found[-1] = found[-1][0], max(end, found[-1][1])
            else:
                found.append((start, end))
        return found

    def _learn(self, vocab: Vocab, pieces: list[_Piece]) -> None:
        """Remembers what the two components say of pieces: in one text, if no rule takes two of them together."""
        ends = list(itertools.accumulate(map(len, pieces)))
        text = _text(vocab, itertools.chain.from_iterable(pieces))
        within = all(bisect_right(ends, start) == bisect_left(ends, end) for start, end in self._taken_together(text))
        for part in [pieces] if within else [[piece] for piece in pieces]:
            said = iter(self._asked(vocab, list(itertools.chain.from_iterable(part))))
            self._known.update((piece, tuple(itertools.islice(said, len(piece)))) for piece in part)

    def _asked(self, vocab: Vocab, sorts: list[_Sort]) -> Iterator[_Said]:
        text = self._lemmatizer(self._ruler(_text(vocab, sorts)))
        for (*values, relation), (_, _, before) in zip(text.to_array([*_WRITTEN, "DEP"]).tolist(), sorts, strict=True):
            yield tuple(values), relation if relation != before else None


def _text(vocab: Vocab, sorts: Iterable[_Sort]) -> Doc:
    """A text of tokens of these sorts."""
    import numpy as np
    from spacy.tokens import Doc

    held = list(sorts)
    doc = Doc(vocab, [vocab.strings[word] for word, _, _ in held])
    return doc.from_array(["TAG", "DEP"], np.array([row[1:] for row in held], dtype=np.uint64)) if held else doc


def _tokens(ruler: AttributeRuler) -> Iterator[dict[str, Any]]:
    """What each rule asks of each of its tokens."""
    return (token for rule in ruler.patterns for pattern in rule["patterns"] for token in pattern)


def _index(lemmatizer: Lemmatizer) -> None:
    """Makes sets of the lists of known lemmas, in which the lemmatizer looks up each form of a word."""
    table = lemmatizer.lookups.get_table("lemma_index", {})
    for part_of_speech, lemmas in table.items():
        table[part_of_speech] = frozenset(lemmas)


def _rules_of_several(ruler: AttributeRuler) -> Matcher:
    from spacy.matcher import Matcher

    matcher = Matcher(ruler.vocab)
    for number, rule in enumerate(ruler.patterns):
        if several := [pattern for pattern in rule["patterns"] if len(pattern) > 1]:
            matcher.add(str(number), several)
    return matcher


def _named(condition: object) -> Iterator[str]:
    """The relations that a condition names: a name, or an operator and one name or several."""
    if isinstance(condition, str):
        yield condition
    elif isinstance(condition, dict):
        for value in condition.values():
            yield from (value,) if isinstance(value, str) else value
