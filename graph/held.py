"""The documents that a dataset holds to which of them need not be read again."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable

from graph import catalog, ontology
from graph.describe import describe_source
from graph.model import Document, Provenance
from graph.ontology import Outside
from graph.store import sparql


class Held:
    """What a dataset holds when a run begins, asked in one query: of each document the sum of what is said of it.

    One that goes since another of the same address comes is held no more, though the dataset may not know it yet: a
    run reads ahead, and its result does not depend on how far. The texts of those that are `renewed` come again in
    this run, or not at all: which of several printings is the first is for the run to say.
    """

    def __init__(
        self,
        select: catalog.Select,
        provenance: Callable[[], Provenance],
        *,
        renewed: frozenset[str] = frozenset(),
    ) -> None:
        self._provenance, self._renewed = provenance, renewed
        self._sums: dict[str, int] = defaultdict(int)
        self._at: dict[str, set[str]] = defaultdict(set)  # ids by their address
        self._address: dict[str, str] = {}
        for document, statement in catalog.sources(select):
            self._sums[document] += _number(statement)
            if statement[1] == f"<{Outside.SOURCE}>":
                self._at[statement[2]].add(document)
                self._address[document] = statement[2]

    def __contains__(self, document: Document) -> bool:
        """Whether the dataset holds a document as it would be read now."""
        if document.id not in self._sums:
            return False
        said = sparql.statements(describe_source(document, self._provenance()))
        return self._sums[document.id] == sum(map(_number, said))

    def elsewhere(self, document: Document) -> bool:
        """Whether the dataset holds the text of a document from another address than its own, and goes on to."""
        if not document.url or document.id in self._renewed:
            return False
        return self._address.get(document.id, _address(document)) != _address(document)

    def expect(self, document: Document) -> None:
        """Notes a document that will be in the dataset in place of those of the same address."""
        if document.url:
            for other in self._at.pop(_address(document), set()) - {document.id}:
                self._sums.pop(other, None)


def _address(document: Document) -> str:
    """The address as the dataset has it."""
    return str(sparql.term(document.url or "", f"{ontology.XSD}string"))


def _number(statement: catalog.Statement) -> int:
    return int.from_bytes(
        hashlib.blake2b("\n".join(statement).encode("utf-8", "surrogatepass"), digest_size=16).digest()
    )
