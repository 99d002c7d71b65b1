"""From a modal to who should act and what they should do."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from graph.extract import words
from graph.extract.found import Found
from graph.extract.syntax import VERBAL, agent, is_passive, subject, subtree


def of_modal(modal: Token) -> Iterator[Found]:
    """Who should act ("you" of "you must leave"), and what they should do.

    Of a passive, or of a thing, it is the whole clause that should be so: "the gate must be shut".
    """
    verb = modal.head
    actor = subject(verb)
    if verb.pos_ not in VERBAL or actor is None or actor.i > modal.i:
        return
    end = max(subtree(verb).end, verb.i + 1)
    if is_passive(verb) or not words.is_agent(actor):
        doer = agent(verb) if is_passive(verb) else None
        yield from (Found("subj", doer),) if doer is not None and words.is_agent(doer) else ()
        start = subtree(actor).start if subtree(actor).start < modal.i else modal.i
        yield Found("deed", verb, modal.doc[start:end])
        return
    yield Found("subj", actor)
    yield Found("deed", verb, modal.doc[modal.i + 1 : end])
