"""From the program itself to the pages that describe it: its commands, its queries, its figures, and the README's tour.

    python scripts/write_docs.py            writes them
    python scripts/write_docs.py --check    names those that are out of date, and ends with 1 if there are any

In the README, what stands below a command in a block marked `console` is what the command prints.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from graph import ontology, pipeline  # noqa: E402
from graph.cli import cli  # noqa: E402
from graph.ontology import NamedQuery  # noqa: E402
from graph.pipeline import Built  # noqa: E402
from scripts import scores_page, store_page  # noqa: E402
from tests.gold.comparing import Counts  # noqa: E402
from tests.gold.measure import ENOUGH, measure  # noqa: E402

WIDTH = 100
MOST_LINES = 14
WIDEST = 120
SAMPLES = ("wells.md", "subpoena.md", "lawsuit.md", "wire.txt")  # one dispute, in the order of its articles
DAY = "2026-05-21"  # one request of the samples is overdue on it, and another falls due
WRITTEN = "<!-- Written by scripts/write_docs.py from the program: change it there. -->"
CONSOLE = re.compile(r"(?<=```console\n)(.*?)(?=```)", re.DOTALL)


def commands() -> str:
    """The page of commands: the help that each prints."""
    head = f"{WRITTEN}\n\n# Commands\n\nWhat `askgraph COMMAND --help` prints.\n"
    ends = "0 whole, 3 finished with articles set aside, 1 stopped, 2 called wrongly, 130 by Ctrl-C or SIGTERM"
    return f"{head}\nExit codes: {ends}.\n" + "".join(
        f"\n## {name}\n\n```text\n{text}\n```\n" for name, text in _helps()
    )


def _helps() -> Iterator[tuple[str, str]]:
    top = cli.make_context("askgraph", [], resilient_parsing=True, terminal_width=WIDTH)
    yield "askgraph", cli.get_help(top)
    for name, command in sorted(cli.commands.items()):
        context = command.make_context(name, [], parent=top, resilient_parsing=True, terminal_width=WIDTH)
        yield f"askgraph {name}", command.get_help(context)


def readme() -> str:
    """The README, with what its commands print now."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "samples").symlink_to(ROOT / "samples")
        return CONSOLE.sub(lambda block: _console(block[0], Path(folder)), text)


def _console(block: str, folder: Path) -> str:
    """A block of commands, each followed by what it prints: at most some lines, the rest as three dots."""
    lines = []
    for command in re.findall(r"^\$ .*$", block, flags=re.MULTILINE):
        shown = _shortened(_printed(command, folder).splitlines())
        lines += [command, *([shown] if shown else [])]
    return "\n".join(lines) + "\n"


def _printed(command: str, folder: Path) -> str:
    arguments = shlex.split(command, comments=True)[2:]
    program = [sys.executable, "-m", "graph", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(program, cwd=folder, env=environment, check=True, capture_output=True, text=True).stdout


def queries() -> str:
    """The page of named queries: each with its question, what it needs to know, and what it answers on the samples."""
    built = pipeline.build(pipeline.read(ROOT / "samples" / name for name in SAMPLES))
    files = " ".join(f"samples/{name}" for name in SAMPLES)
    head = f"{WRITTEN}\n\n# Named queries\n\nEach is a file in `ontology/queries/`. The answers are those after\n\n"
    head += f"```sh\naskgraph build {files} --out dispute\n```\n"
    return head + "".join(_query(query, built) for query in ontology.queries())


def _query(query: NamedQuery, built: Built) -> str:
    told = [f"- `{p.name}` ({p.datatype}{_when(p.default, p.optional)}): {p.description}" for p in query.parameters]
    notes = " ".join(line[2:] for line in query.text.splitlines()[1:] if re.match(r"# (?!parameter )", line))
    bound = {parameter.name: _example(parameter.name, built) for parameter in query.parameters if not parameter.default}
    given = {name: value for name, value in bound.items() if value}
    binds = "".join(f" --bind {shlex.quote(f'{name}={value}')}" for name, value in given.items())
    rows = pipeline.query(query.name, built.store, **given)
    shown = _shortened(b"".join(pipeline.answer(rows, "table")).decode().splitlines())
    parts = [f"## {query.name}", query.question, notes, "\n".join(told)]
    parts.append(f"```text\n$ askgraph query {query.name} --from dispute{binds}\n{shown}\n```")
    return "\n" + "\n\n".join(part for part in parts if part) + "\n"


def _when(default: str | None, optional: bool) -> str:
    return f", {default} if not given" if default else ", optional" if optional else ""


def _example(name: str, built: Built) -> str:
    """A value for a parameter of this name, "" where the query is shown without."""
    agents = {record.agent.label: record.agent.id for record in built.ledger.agents}
    by_name = {source.publisher: source.id for source in built.ledger.sources}
    examples = {
        "on": DAY,
        "name": "Water Quality",
        "document": _short(by_name["Statehouse Wire"]),
        "from": _short(agents["River Watch"]),
        "to": _short(agents["Brightwater Chemical"]),
    }
    return examples.get(name, "")


def _short(iri: str) -> str:
    """An IRI as queries print it, with its prefix."""
    return next((f"{name}:{iri[len(space) :]}" for name, space in pipeline.PREFIXES.items() if _is_in(iri, space)), iri)


def _is_in(iri: str, space: str) -> bool:
    return iri.startswith(space) and not {"/", "#"} & set(iri[len(space) :])


def _shortened(lines: list[str]) -> str:
    cut = [line if len(line) <= WIDEST else f"{line[: WIDEST - 1]}…" for line in lines[:MOST_LINES]]
    return "\n".join([*(line.rstrip() for line in cut), *(["..."] if len(lines) > MOST_LINES else [])])


def reading() -> str:
    """The page on how well the program reads, with the figures of now."""
    counts = measure()
    fields = [name for name in counts.right if counts.right[name] + counts.missed[name] >= ENOUGH]
    rows = [f"| {name} | {_figures(counts, name)} |" for name in sorted(fields, key=_order)]
    table = "\n".join(["| field | P | R | F1 | n |", "|---|---|---|---|---|", *rows])
    page = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
    speed = "\n".join(["| | measured | aimed at | |", "|---|---|---|---|", *_of_extraction()])
    for name, content in (("measured", table), *scores_page.tables(), ("speed", speed)):
        page = _put(page, name, content)
    return page


def _of_extraction() -> Iterator[str]:
    found = json.loads((ROOT / "docs" / "scores" / "extract.json").read_text(encoding="utf-8"))
    size = f"{found['articles']:,}, of {found['characters'] / found['articles']:,.0f} characters on average"
    yield f"| articles | {size} | | |"
    yield f"| bare spaCy, CPU time | {found['bare_cpu_seconds']:,} s | | |"
    same = f"{found['same_products_to_bare']:.2f} times the CPU time"
    yield f"| bare spaCy with the matrix products of Askgraph | {same} | | |"
    yield f"| extraction, CPU time | {found['extraction_cpu_seconds']:,} s | | |"
    to_bare = found["extraction_to_bare"]
    shown = f"{to_bare:.2f} times the CPU time"
    yield _aimed("extraction beside bare spaCy", shown, "0.6 at most", to_bare <= 0.6)
    for count, peak in found["peaks_mb"].items():
        yield f"| memory after {int(count):,} articles, at most | {peak:,} MB | | |"


def _put(page: str, name: str, content: str) -> str:
    """The page with this between the mark of that name and the end that follows it."""
    begin, rest = page.split(f"<!-- {name} -->", 1)
    return f"{begin}<!-- {name} -->\n\n{content}\n\n<!-- end -->{rest.split('<!-- end -->', 1)[1]}"


def _order(name: str) -> tuple[int, bool]:
    """Requests first, then the other acts, each before its fields."""
    act, dot, _ = name.partition(".")
    return ("request", "response", "threat", "legal_action").index(act), bool(dot)


def _figures(counts: Counts, name: str) -> str:
    figures = (counts.precision(name), counts.recall(name), counts.f1(name))
    return " | ".join([*(f"{figure:.2f}" for figure in figures), str(counts.right[name] + counts.missed[name])])


def corpus() -> str:
    """The page on a whole corpus, with what was measured and what follows from it."""
    found = json.loads((ROOT / "docs" / "scores" / "corpus.json").read_text(encoding="utf-8"))
    page = (ROOT / "docs" / "corpus.md").read_text(encoding="utf-8")
    measured = ["| | measured | aimed at | |", "|---|---|---|---|", *_of_a_corpus(found)]
    paper = ["| | |", "|---|---|", *(f"| {what} | {figure} |" for what, figure in _of_many_articles(found))]
    for name, lines in (("measured", measured), ("paper", paper), ("page", list(_of_the_page()))):
        page = _put(page, name, "\n".join(lines))
    return page


def _of_the_page() -> Iterator[str]:
    found = json.loads((ROOT / "docs" / "scores" / "page.json").read_text(encoding="utf-8"))
    yield "| requests | file | ready | with the network | memory | search | frames a second, grouped | every agent |"
    yield "|---|---|---|---|---|---|---|---|"
    for one in found:
        file = (
            f"{one['bytes'] / 1_000_000:.1f} MB | {one['ready']:.1f} s | {one['network']:.1f} s | {one['memory_mb']} MB"
        )
        every = "–" if one["frames"] is None else f"{one['frames']:.0f}"
        yield f"| {one['requests']:,} | {file} | {one['search_ms']:,} ms | {one['grouped_frames']:.0f} | {every} |"


def _aimed(what: str, shown: str, aim: str, reached: bool) -> str:
    """A row with what was aimed at, and whether it was reached."""
    return f"| {what} | {shown} | {aim} | {'' if reached else 'falls short'} |"


def stores() -> str:
    """The page on stores, with what was measured of datasets by their size."""
    page = (ROOT / "docs" / "stores.md").read_text(encoding="utf-8")
    for name, content in store_page.tables():
        page = _put(page, name, content)
    return page


def _of_a_corpus(found: dict[str, Any]) -> Iterator[str]:
    size = f"{found['articles']:,}, of {found['characters'] / found['articles']:,.0f} characters on average"
    yield f"| articles | {size} | | |"
    yield f"| bare spaCy, CPU time | {found['bare_cpu_seconds']:,} s | | |"
    yield f"| whole build with one worker, CPU time | {found['build_cpu_seconds']:,} s | | |"
    to_bare, speed = found["build_to_bare"], found["speed_of_two_workers"]
    yield _aimed("build beside bare spaCy", f"{to_bare:.2f} times the CPU time", "0.8 at most", to_bare <= 0.8)
    yield _aimed("two workers beside one", f"{speed:.2f} times as fast", "1.7 at least", speed >= 1.7)
    for what, key in (
        ("memory of the main process", "main_process_mb"),
        ("of the largest worker", "largest_worker_mb"),
    ):
        if key in found:
            yield _aimed(what, f"{found[key]:,} MB at most", "1,200 MB at most", found[key] <= 1200)
    again = found["again_to_first"]
    what = "the same command again, with nothing changed"
    yield _aimed(what, f"{again:.1%} of the CPU time", "5% at most", again <= 0.05)
    if "ray_to_processes" in found:
        ray = found["ray_to_processes"]
        what = "Ray on this machine beside processes, after the start"
        yield _aimed(what, f"{ray:.2f} times as long", "1.3 at most", ray <= 1.3)
    kills = f"{found['workers_killed']}, one every {found['seconds_between_kills']:g} s"
    yield f"| workers killed during a build | {kills} | one every 20 s | |"
    same = found["equal_bytes"]
    yield _aimed("the same bytes, whatever the workers", "yes" if same else "no", "yes", same)


def _of_many_articles(found: dict[str, Any]) -> Iterator[tuple[str, str]]:
    many, each = 100_000_000, 1 / found["articles"]
    hours = many * each * found["build_cpu_seconds"] / 3600
    results = each * (found["results_bytes"] - found["store_bytes"])
    yield "reading", f"{hours:,.0f} hours of a core"
    yield "on 50 machines of 32 cores", f"{hours / 50 / 32:,.1f} hours"
    yield "store", f"{many * each * found['store_bytes'] / 1e12:,.1f} TB"
    yield "results beside the store", f"{many * results / 1e12:,.1f} TB"


def documents() -> dict[Path, str]:
    """Each written page by its path."""
    docs = ROOT / "docs"
    written = {docs / f"{page.__name__}.md": page() for page in (commands, queries, reading, corpus, stores)}
    return {**written, ROOT / "README.md": readme()}


def stale() -> list[Path]:
    """The pages that differ from what would be written now."""
    return [path for path, text in documents().items() if not path.exists() or path.read_text("utf-8") != text]


def main() -> int:
    """Writes the pages, or says which are out of date."""
    if "--check" in sys.argv[1:]:
        late = stale()
        print(*(f"{path.relative_to(ROOT)} is out of date: run scripts/write_docs.py" for path in late), sep="\n")
        return 1 if late else 0
    for path, text in documents().items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
