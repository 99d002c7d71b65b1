"""An extraction to an account: mentions to entities, frames to acts."""

from __future__ import annotations

from graph.model import Account, Extraction
from graph.resolve.acts import acts_of
from graph.resolve.entities import cast_of
from graph.resolve.identity import decide, identify, label_of

__all__ = ["decide", "identify", "label_of", "resolve"]


def resolve(extraction: Extraction) -> Account:
    """What one document says of the world: the entities that take part in its acts, and the acts.

    Ids come from the document and from offsets, so the same extraction gives the same account.
    """
    cast = cast_of(extraction)
    acts = acts_of(extraction, cast)
    entities = cast.taking_part(acts)
    return Account(extraction.document, extraction.provenance, entities, acts)
