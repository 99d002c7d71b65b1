"""A parsed document to an extraction: its mentions, and its frames by one of the extractors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

from graph.errors import FrameError
from graph.extract.rules import RuleExtractor
from graph.model import Document, EntityType, Extraction, Frame, Mention, Provenance, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from graph.extract.reading import Reading

__all__ = ["EXTRACTORS", "Extractor", "extract"]


class Extractor(Protocol):
    """Whatever finds frames: the whole contract."""

    @property
    def name(self) -> str:
        """Its name, as `--extractor` and the provenance give it."""
        ...

    @property
    def version(self) -> str:
        """Changes when its frames may change."""
        ...

    def frames(self, reading: Reading) -> tuple[list[Frame], list[FrameError]]:
        """The frames of a document, and one error for each that was found and could not be kept."""
        ...


EXTRACTORS: dict[str, Extractor] = {extractor.name: extractor for extractor in (RuleExtractor(),)}


def extract(document: Document, doc: Doc, *, extractor: str = "rules") -> Extraction:
    """What the document says, by the extractor of that name: the same whatever was read before it.

    `doc` is the parse of `document.text`; its pipeline's name and version go into the provenance.
    Where there are no frames there are no mentions: nobody takes part in anything.
    """
    from graph.extract.reading import Reading  # here: the versions of extractors are told without spaCy

    reading, chosen = Reading(document, doc), EXTRACTORS[extractor]
    frames, losses = chosen.frames(reading)
    known = {mention.span: mention for mention in reading.mentions} if frames else {}
    spoken_of = {mention.span: mention for frame in frames for mention in _agents(frame)}
    return Extraction(
        document=document,
        mentions=_with_what_they_refer_to(spoken_of, known),
        frames=tuple(sorted(frames, key=lambda frame: (frame.trigger.span, frame.act))),
        provenance=Provenance(chosen.name, chosen.version, _pipeline(doc)),
        losses=tuple(str(loss) for loss in losses),
    )


def _agents(frame: Frame) -> Iterator[Mention]:
    yield from (*frame.requester, *frame.recipient, *frame.on_behalf_of)
    if frame.attribution:
        yield frame.attribution.source


def _with_what_they_refer_to(spoken_of: dict[Span, Mention], known: dict[Span, Mention]) -> tuple[Mention, ...]:
    """The mentions that take part in frames and every other mention of the same agents, in text order."""
    mentions = known | spoken_of
    agents = {m.span: m for m in mentions.values() if m.type is not EntityType.THING or m.span in spoken_of}
    return tuple(sorted(agents.values(), key=lambda mention: mention.span))


def _pipeline(doc: Doc) -> str:
    return str(doc.user_data.get("pipeline", "unknown"))
