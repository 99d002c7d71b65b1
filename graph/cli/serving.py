"""The command that serves a dataset: serve."""

from __future__ import annotations

import os

import click

from graph.cli.terminal import WHOLE, command, from_dataset, say


@command()
@from_dataset
@click.option("--port", metavar="N", type=click.IntRange(0, 65535), default=8321, help="0 takes any that is free.")
@click.option("--timeout", metavar="SECONDS", type=click.FloatRange(0, min_open=True), default=30, help="For a query.")
@click.option("--limit", metavar="N", type=click.IntRange(1), default=100_000, help="Rows or triples of an answer.")
@click.option("--size", metavar="MB", type=click.IntRange(1), default=1_000, help="Of an answer.")
@click.option("--memory", metavar="MB", type=click.IntRange(1), default=1_000, help="For a query.")
@click.option("--processes", metavar="N", type=click.IntRange(1), help="Queries at a time; 2 or as many as cores.")
@click.option("--service", is_flag=True, help="Let queries ask other servers (SERVICE).")
def serve(
    dataset: str,
    port: int,
    timeout: float,
    limit: int,
    size: int,
    memory: int,
    processes: int | None,
    service: bool,
) -> int:
    """Answer questions about a dataset over HTTP, on this machine alone, until Ctrl-C.

    At the address that is printed is a page to ask from, with the named questions. At /sparql is an
    endpoint of the SPARQL 1.1 protocol. Nothing can be changed by way of it. A query that goes over a limit is
    stopped, and never cut: its answer ends in an error.

    \b
    Examples
        askgraph serve --from results
        curl http://127.0.0.1:8321/queries/mutual?format=csv
    """
    from graph.serve import running  # only here: the server's libraries load slowly
    from graph.serve.messages import Limits

    limits = Limits(seconds=timeout, rows=limit, megabytes=memory, answer_bytes=size * 1_000_000)
    size_of_pool = processes or max(2, os.cpu_count() or 1)
    with running.server(dataset, port=port, limits=limits, size=size_of_pool, federation=service) as (url, serve_on):
        say(f"Serving {dataset} at {url} (Ctrl-C ends it)")
        serve_on()
    return WHOLE
