"""What can go wrong, sorted by what is lost."""

from __future__ import annotations


class AskgraphError(Exception):
    """Base of every error that Askgraph raises on purpose.

    `found`, `wanted` and `remedy` make the one sentence that a user reads.

    >>> str(AskgraphError("the file is empty", "an article of at least one word", "give another file"))
    'the file is empty; wanted an article of at least one word; give another file'
    """

    def __init__(self, found: str, wanted: str = "", remedy: str = "") -> None:
        self.found, self.wanted, self.remedy = found, wanted, remedy
        parts = [found, f"wanted {wanted}" if wanted else "", remedy]
        super().__init__("; ".join(part for part in parts if part))


class FrameError(AskgraphError):
    """This frame is lost; the rest of the article goes on."""


class DocumentError(AskgraphError):
    """This article is set aside; the run goes on."""


class RunError(AskgraphError):
    """The whole run stops."""


class BusyError(RunError):
    """Another process writes there now; a little later it may be free."""


class NothingReadError(RunError):
    """A run has read no article at all."""

    def __init__(self) -> None:
        super().__init__("no article could be read", "at least one", "see why above")


class ServerError(RunError):
    """A server did not do what it was asked: this article is set aside; where one after another is, the run stops."""


def reason_of(error: BaseException) -> str:
    """The error in a sentence, as a report gives it.

    >>> reason_of(DocumentError("the file is empty")), reason_of(KeyError("a"))
    ('the file is empty', "unexpected KeyError: 'a'")
    """
    return str(error) if isinstance(error, AskgraphError) else f"unexpected {type(error).__name__}: {error}"
