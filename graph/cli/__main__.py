"""`python -m graph.cli` is `askgraph`."""

from graph.cli import main

main()
