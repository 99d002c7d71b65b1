"""The commands that keep a dataset: remove, infer, info, check, backup, restore, optimize."""

from __future__ import annotations

from pathlib import Path

import click

from graph import upkeep
from graph.cli.articles import PAGE_ALONE, now
from graph.cli.terminal import STOPPED, WHOLE, command, counted, from_dataset, printable, say, write


@command()
@click.argument("document", metavar="DOCUMENT")
@from_dataset
def remove(document: str, dataset: str) -> int:
    """Take a DOCUMENT out of a dataset, and print what nothing in the dataset tells of any more.

    DOCUMENT is its id, as `askgraph info --documents` lists them, its IRI, its URL, or its title. The
    results in a folder are made anew. A dataset on a server is given as QUERY_URL,UPDATE_URL.

    \b
    Example
        askgraph remove 459b1cfc63d289533817 --from results
    """
    removed = upkeep.remove(dataset, document, made_at=now())
    say(f"Removed {removed.document}. {counted(len(removed.lost), 'fact')} without support now, {removed.kept} kept.")
    write(f"- {printable(fact)}\n".encode() for fact in removed.lost)
    return WHOLE


@command()
@from_dataset
@click.option("--drop", is_flag=True, help="Take it out again.")
def infer(dataset: str, drop: bool) -> int:
    """Add to a dataset what follows from it by the rules of the ontology, in a graph of its own.

    Then a query finds a subpoena as a demand too (ask:forceWithin), a request for documents as one for
    information (ask:kindWithin), a person as an agent, and an answer from its request (ask:answeredBy).
    Later builds keep the graph up to date, document by document. The ledger and the page stay as they are.
    A build's folder changes whole or not at all; a store alone changes step by step, so that a run which was
    cut short there is to be done again.

    \b
    Examples
        askgraph infer --from results
        askgraph infer --from results --drop
    """
    if drop:
        upkeep.drop_inferred(dataset, made_at=now())
        say(f"Took out of {dataset} what had been inferred.")
    else:
        say(f"Inferred {counted(upkeep.add_inferred(dataset, made_at=now()), 'statement')}.")
    return WHOLE


@command()
@from_dataset
@click.option("--documents", is_flag=True, help="List the documents: id, day, acts, title.")
def info(dataset: str, documents: bool) -> int:
    """Print what a dataset holds: documents, acts, agents, quads, and which extractors read it.

    \b
    Example
        askgraph info --from results --documents
    """
    write([upkeep.info(dataset, documents=documents).encode()])
    return WHOLE


@command()
@from_dataset
@click.option("--texts", metavar="FILE", type=click.Path(path_type=Path), help="What `askgraph extract` printed.")
def check(dataset: str, texts: Path | None) -> int:
    """Check a dataset: each quotation against its text, each graph against its document, each shape.

    The texts are in the extractions.jsonl of a build's folder; for a store, name such a file. Exit
    code 1 where something is not as it must be.

    \b
    Example
        askgraph check --from results
    """
    checked, faults = upkeep.check(dataset, texts=texts)
    write(f"{printable(fault)}\n".encode() for fault in faults)
    looked = f"{counted(checked.documents, 'document')}, {counted(checked.quotations, 'quotation')}"
    unseen = f" ({len(checked.without_text)} without a text to compare with)" if checked.without_text else ""
    say(f"{looked}{unseen}: {counted(len(faults), 'fault') if faults else 'all is as it must be'}.")
    return STOPPED if faults else WHOLE


@command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@from_dataset
def backup(file: Path, dataset: str) -> int:
    """Write all of a dataset to one FILE: the quads, and what was read where the dataset is a build's folder.

    The file is a zip archive with N-Quads in it. Datasets on disk are copied as they were when the
    backup began, while others go on writing.

    \b
    Example
        askgraph backup results.zip --from results
    """
    size = upkeep.back_up(dataset, file)
    say(f"Wrote {file} ({size:,} bytes)")
    return WHOLE


@command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="A new folder for all results.")
@click.option("--store", metavar="STORE", help="An empty store: its folder, or QUERY_URL,UPDATE_URL of an endpoint.")
@click.option("--with-text", is_flag=True, help="Put whole articles in the page, where their rights allow it.")
def restore(file: Path, out: Path | None, store: str | None, with_text: bool) -> int:
    """Put a backup FILE into a new folder or an empty store; nothing is done if the file is not whole.

    A backup does not tell whether the page held whole articles: without --with-text, it quotes passages.

    \b
    Example
        askgraph restore results.zip --out results
    """
    if store and with_text:
        raise click.UsageError(PAGE_ALONE)
    if out and not store:
        documents = upkeep.restore(file, out, made_at=now(), with_text=with_text)
    elif store and not out:
        documents = upkeep.restore_store(file, store)
    else:
        raise click.UsageError("Name where to: either --out or --store.")
    say(f"Restored {counted(documents, 'document')} to {out or store}")
    return WHOLE


@command()
@from_dataset
def optimize(dataset: str) -> int:
    """Put the files of a dataset on disk in order, after much was written: queries get faster, files smaller.

    \b
    Example
        askgraph optimize --from results
    """
    upkeep.optimize(dataset)
    say(f"Optimized {dataset}")
    return WHOLE
