"""What the terminal shows and takes: commands with help, lines, files, and the options that many commands share."""

from __future__ import annotations

import functools
import logging
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from graph import output, pipeline

LOG = logging.getLogger("graph")
WHOLE, STOPPED, SET_ASIDE, INTERRUPTED = 0, 1, 3, 130  # exit codes; 2, a wrong call, is click's


class Command(click.Command):
    """A command with its example at the end of the help, and --debug."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.append(
            click.Option(
                ["--debug"], is_flag=True, expose_value=False, callback=debug, help="Show the trace of errors."
            )
        )


class Group(click.Group):
    """Commands of that sort."""

    command_class = Command


class Words(click.ParamType[str]):
    """What is kept or asked for, and so must be text; the name of a file may be any bytes."""

    name = "text"

    def convert(self, value: str, parameter: click.Parameter | None, context: click.Context | None) -> str:
        try:
            value.encode()
        except UnicodeEncodeError:
            self.fail(f"{value!r} is not in UTF-8", parameter, context)
        return value


WORDS = Words()


def debug(context: click.Context, parameter: click.Parameter, wanted: bool) -> None:
    """What --debug does."""
    if wanted:
        context.meta["debug"] = True
        logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
        LOG.setLevel(logging.DEBUG)


command = functools.partial(click.command, cls=Command)
from_dataset = click.option(
    "--from",
    "dataset",
    metavar="DATASET",
    default="output",
    show_default=True,
    help="The folder of a build, an RDF file, or the address of a SPARQL endpoint.",
)
to_file = click.option("--out", type=click.Path(path_type=Path), help="A file; standard output if not given.")


def losses(journal: pipeline.Journal) -> str:
    """What did not become a document, as the end of a closing line."""
    parts = (
        f", {len(journal.set_aside)} set aside" if journal.set_aside else "",
        f", {len(journal.repeated)} repeated" if journal.repeated else "",
        f", {len(journal.unchanged)} held already (--fresh reads all anew)" if journal.unchanged else "",
        f", {len(journal.gone)} replaced" if journal.gone else "",
        f", {counted(len(journal.lost_frames), 'frame')} lost" if journal.lost_frames else "",
    )
    return "".join(parts)


def report(journal: pipeline.Journal) -> None:
    """One line on standard error for each input that was set aside."""
    for loss in journal.set_aside:
        complain(
            f"set aside: {loss.reason}" if loss.source in loss.reason else f"set aside {loss.source}: {loss.reason}"
        )


def counted(number: int, noun: str) -> str:
    """A number with its noun, in the plural where it is not one."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def say(line: str) -> None:
    """A line on standard output."""
    write([f"{line}\n".encode(errors="backslashreplace")])


def complain(message: str) -> None:
    """A message on standard error, on one line, without characters that would steer the terminal."""
    click.echo(f"askgraph: {printable(message)}", err=True)


def printable(text: str) -> str:
    """The text without characters that would steer the terminal."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


def write(parts: Iterable[bytes]) -> None:
    """Bytes on standard output, piece by piece."""
    try:
        sys.stdout.buffer.writelines(parts)
        sys.stdout.buffer.flush()
    except BrokenPipeError as error:
        # The reader has gone, as `head` does: nothing is left to say, not even when Python closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise click.exceptions.Exit(WHOLE) from error


def write_to(out: Path | None, content: Iterable[bytes]) -> None:
    """Bytes to a file, or to standard output where none is named."""
    if out is None:
        return write(content)
    with output.replacing_file(out) as file:
        file.writelines(content)
    return say(f"Wrote {out}")
