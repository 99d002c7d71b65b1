"""The command line: arguments, one call each, exit codes."""

from __future__ import annotations

import os
import signal
import sys
import threading

import click

from graph import __version__
from graph.cli import articles, dataset, keeping, serving, watching
from graph.cli.articles import samples
from graph.cli.terminal import INTERRUPTED, LOG, STOPPED, WHOLE, Group, complain
from graph.errors import AskgraphError

__all__ = ["cli", "main", "run", "samples"]


@click.group(
    cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100, "show_default": True}
)
@click.version_option(__version__, prog_name="askgraph")
def cli() -> None:
    """Who requested what from whom: read from articles, kept as a graph in which every fact shows its words.

    \b
    Begin with
        askgraph build article.txt --published 2026-03-06 --out results
        askgraph ledger --from results
    """


for _module in (articles, dataset, keeping, serving, watching):
    for _command in vars(_module).values():
        if isinstance(_command, click.Command):
            cli.add_command(_command)


def main(arguments: list[str] | None = None) -> None:
    """Runs the command line and ends the process with its exit code."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # what has been begun is put away, as after Ctrl-C
    code = run(arguments)
    if threading.active_count() > 1:  # a query that ran too long runs on: what it holds must not be torn down
        sys.stdout.flush()
        os._exit(code)
    sys.exit(code)


def run(arguments: list[str] | None = None) -> int:
    """The exit code: 0 whole, 3 with articles set aside, 1 stopped, 2 called wrongly, 130 by Ctrl-C or SIGTERM."""
    try:
        return int(cli.main(arguments, prog_name="askgraph", standalone_mode=False) or WHOLE)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        complain("stopped")
        return INTERRUPTED
    except Exception as error:
        return _stop(error)


def _stop(error: Exception) -> int:
    LOG.debug("", exc_info=error)
    if isinstance(error, AskgraphError):
        complain(str(error))
    elif isinstance(error, OSError) and error.filename is not None:
        complain(f"{error.filename} cannot be used ({error.strerror}); wanted a file or folder that can; name another")
    else:
        complain(f"an unforeseen error stopped it: {type(error).__name__}: {error} (--debug shows the trace)")
    return STOPPED
