#!/usr/bin/env python3
"""Measures Askgraph beside what it is made of: `python -m scripts.benchmark NAME`, NAME a module of scripts/benchmarks.

Each module has `arguments(parser)`, which declares its options, and `run(options)`, which measures and prints; its
docstring's first line is its help. Figures are of CPU time and, where something is compared, ratios within one run.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil

import graph  # first: it says how many threads numpy may have
from scripts import benchmarks


def main() -> None:
    """Runs the benchmark that is named."""
    print(f"Askgraph {graph.__version__}")
    parser = argparse.ArgumentParser(
        prog="benchmark", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    commands = parser.add_subparsers(required=True, metavar="NAME")
    for found in pkgutil.iter_modules(benchmarks.__path__):
        module = importlib.import_module(f"{benchmarks.__name__}.{found.name}")
        if not hasattr(module, "run"):  # what several benchmarks share
            continue
        first = (module.__doc__ or "").splitlines()[0]
        command = commands.add_parser(found.name, help=first, description=module.__doc__)
        module.arguments(command)
        command.set_defaults(run=module.run)
    options = parser.parse_args()
    options.run(options)


if __name__ == "__main__":
    main()
