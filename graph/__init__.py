"""Askgraph: who requested what from whom, read from text, as a knowledge graph."""

__version__ = "0.1.0"
