"""Askgraph: who requested what from whom, read from text, as a knowledge graph."""

import os

__version__ = "0.1.0"

# Documents are spread over processes; threads within one only wait for each other. numpy asks this once, when it is
# first imported, and whoever has set it otherwise is left so.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
