"""What is found beside a trigger: a constituent, its head word, and the slot that it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from spacy.tokens import Span as Piece
from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Candidate:
    """A constituent: the slot it stands in, its head word and its words."""

    slot: str
    head: Token
    piece: Piece


class Found(NamedTuple):
    """A candidate in the making; without a piece it is all that hangs on its head."""

    slot: str
    head: Token
    piece: Piece | None = None
