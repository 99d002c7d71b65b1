"""A reading to its frames: every finder's drafts, one a word, put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.errors import FrameError
from graph.extract import answers, following, legal, pressure, requests, shared
from graph.extract.agency import can_be_asked_by, says_what
from graph.extract.assembly import frame_of
from graph.extract.draft import Draft
from graph.extract.reading import Reading
from graph.model import Frame


def frames(reading: Reading) -> tuple[list[Frame], list[FrameError]]:
    """The frames of a document; one that cannot be kept costs only itself."""
    kept: list[Frame] = []
    lost: list[FrameError] = []
    for draft in _one_a_trigger(_drafts(reading)):
        try:
            kept.append(frame_of(reading, draft))
        except FrameError as error:
            lost.append(error)
    return [*shared.frames(reading, kept), *following.frames(reading, kept)], lost


def _one_a_trigger(drafts: Iterable[Draft]) -> Iterable[Draft]:
    """A word does one thing: of two drafts on it the first finder's is kept, and acts have ids of their own."""
    return {draft.trigger: draft for draft in reversed(tuple(drafts))}.values()


def _drafts(reading: Reading) -> Iterator[Draft]:
    found = requests.drafts(reading.doc)
    asked = tuple(draft for draft in found if can_be_asked_by(reading, draft) and says_what(reading, draft))
    yield from asked
    for finder in (answers.drafts, pressure.drafts, legal.drafts):
        yield from finder(reading.doc, asked)
