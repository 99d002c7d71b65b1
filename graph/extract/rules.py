"""The rule extractor: its name and version, which are told without loading spaCy, and its frames."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.errors import FrameError
from graph.model import Frame

if TYPE_CHECKING:
    from graph.extract.reading import Reading


class RuleExtractor:
    """Finds frames by lexicon and syntax, with a learned judge for what rules cannot decide."""

    name = "rules"
    version = "23"

    def frames(self, reading: Reading) -> tuple[list[Frame], list[FrameError]]:
        """The frames of a document; one that cannot be kept costs only itself."""
        from graph.extract import finding  # here: a run that finds nothing new asks for the version alone

        return finding.frames(reading)
