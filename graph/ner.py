"""Parsed documents to the same with their named entities, as the pipeline's `ner` finds them.

Its networks are asked as they are. The steps from word to word are taken here, because spaCy's own take the lock of
the interpreter at every check of every step, which is half of the time. The words outside entities, most of them,
are decided at once, and entities a word at a time, all of a batch beside each other.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from spacy.language import Language
    from spacy.tokens import Doc

NAME: Final = "askgraph_ner"
REPLACED: Final = "ner"
NAMES: Final = (NAME, REPLACED)  # whichever a pipeline has
_NONE: Final = -1
_FEATURES: Final = 3  # of a state: the word, and in an entity its first word and the word before

Flags: TypeAlias = "NDArray[np.bool_]"  # one a word
Places: TypeAlias = "NDArray[np.int64]"


def put_into(language: Language) -> None:
    """Has a pipeline find entities here, if its `ner` is of the kind that is known here."""
    if REPLACED not in language.pipe_names or not _is_known(language.get_pipe(REPLACED)):
        return
    from spacy.language import Language as Pipelines

    if not Pipelines.has_factory(NAME):
        Pipelines.factory(NAME, func=lambda nlp, name: Entities(nlp.get_pipe(REPLACED)))
    language.add_pipe(NAME, after=REPLACED)
    language.disable_pipe(REPLACED)


def _is_known(ner: Any) -> bool:
    """Whether it decides greedily, by three features, between actions that are all trained."""
    from spacy.pipeline import EntityRecognizer

    if type(ner) is not EntityRecognizer or ner.cfg.get("beam_width") != 1:
        return False
    model = ner.model
    trained = model.attrs.get("has_upper") and not model.attrs.get("unseen_classes")
    return bool(trained) and model.get_ref("lower").get_dim("nF") == _FEATURES


class Entities:
    """The component that takes the place of `ner`, for documents in which nothing is an entity yet."""

    def __init__(self, ner: Any) -> None:
        import numpy as np  # here: help and queries start without it

        self._model = ner.model
        names = map(ner.moves.get_class_name, range(ner.moves.n_moves))
        kinds, self._labels = zip(*(name.partition("-")[::2] for name in names), strict=True)
        column = {action: place for place, action in enumerate(zip(kinds, self._labels, strict=True))}
        self._is = {kind: np.array(kinds) == kind for kind in "BUO"}
        self._is_never_first = ~(self._is["O"] | ((self._is["B"] | self._is["U"]) & np.array(self._labels, dtype=bool)))
        self._goes_on = np.array([column.get(("I", label), _NONE) for label in self._labels])
        self._ends = np.array([column.get(("L", label), _NONE) for label in self._labels])

    def __call__(self, doc: Doc) -> Doc:
        """Gives a document its entities, in place."""
        self._read([doc])
        return doc

    def pipe(self, docs: Iterable[Doc], *, batch_size: int) -> Iterator[Doc]:
        """Gives documents their entities, in place, so many together."""
        from spacy.util import minibatch

        for batch in minibatch(docs, batch_size):
            self._read(batch)
            yield from batch

    def _read(self, docs: Sequence[Doc]) -> None:
        from spacy.tokens import Span

        found = self._entities(docs)
        starts, offset = [start for start, _, _ in found], 0
        for doc in docs:
            own = found[bisect_left(starts, offset) : bisect_left(starts, offset + len(doc))]
            doc.set_ents([Span(doc, start - offset, end - offset, label) for start, end, label in own])
            offset += len(doc)

    def _entities(self, docs: Sequence[Doc]) -> list[tuple[int, int, str]]:
        """The entities of the documents, whose words are numbered through all of them."""
        import numpy as np

        if not any(map(len, docs)):
            return []
        step = self._model.predict(docs)
        stops = np.concatenate([_stops(doc) for doc in docs])
        blank = np.concatenate([doc.to_array("IS_SPACE") == 1 for doc in docs])
        best = self._outside(step, stops, blank)
        starts = np.flatnonzero(self._is["B"][best])
        ends = dict(zip(starts.tolist(), self._inside(step, starts, best[starts], stops).tolist(), strict=True))
        step.clear_memory()  # it refers to itself, and would keep its arrays until the next sweep
        found: list[tuple[int, int, str]] = []
        for word in np.flatnonzero(~self._is["O"][best]).tolist():
            if not found or word >= found[-1][1]:
                found.append((word, ends.get(word, word + 1), self._labels[best[word]]))
        return found

    def _outside(self, step: Any, stops: Flags, blank: Flags) -> Places:
        """The best action at each word where no entity is open: one begins, is the word alone, or none is there."""
        import numpy as np

        words = np.arange(len(stops))
        scores = _scores(step, words, np.full_like(words, _NONE), np.full_like(words, _NONE))
        scores[:, self._is_never_first] = -np.inf
        scores[np.ix_(stops | blank, self._is["B"])] = -np.inf
        scores[np.ix_(blank, self._is["U"])] = -np.inf
        best: Places = scores.argmax(axis=1)
        return best

    def _inside(self, step: Any, starts: Places, actions: Places, stops: Flags) -> Places:
        """Where entities end that begin at these words by these actions: each goes on for a word or ends with it."""
        import numpy as np

        ends, unfinished = starts + 1, np.arange(len(starts))
        while len(unfinished):
            words, action = ends[unfinished], actions[unfinished]
            scores, rows = _scores(step, words, starts[unfinished], words - 1), np.arange(len(unfinished))
            goes_on = scores[rows, self._goes_on[action]] >= scores[rows, self._ends[action]]
            ends[unfinished] += 1
            unfinished = unfinished[goes_on & ~stops[words]]
        return ends


def _stops(doc: Doc) -> Flags:
    """At which words an entity must end: the last of a sentence and of the document."""
    import numpy as np

    stops: Flags = doc.to_array("SENT_START")[1:] == 1
    return np.append(stops, True) if len(doc) else stops


def _scores(step: Any, words: Places, firsts: Places, before: Places) -> NDArray[np.float32]:
    """How good each action is in states of these features."""
    import numpy as np

    states = np.stack([words, firsts, before], axis=1).astype(np.int32)
    scores: NDArray[np.float32] = step.vec2scores.predict(step.state2vec.predict(states))
    return scores
