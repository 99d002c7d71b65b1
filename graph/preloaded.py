"""The default language pipeline, loaded on import: the server that workers are forked from has it before they begin."""

from __future__ import annotations

import contextlib

import graph.describe
import graph.extract.finding
import graph.resolve  # noqa: F401 - and the stages, for the same reason
from graph.errors import RunError
from graph.parse import PIPELINE
from graph.worker import may_tell

with contextlib.suppress(RunError):  # a run that needs it will say that it is missing
    may_tell(PIPELINE)
