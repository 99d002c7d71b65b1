"""From the program itself to the pages of docs/ that describe its commands and its named queries.

python scripts/write_docs.py            writes them
python scripts/write_docs.py --check    names those that are out of date, and ends with 1 if there are any
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from graph.cli import cli  # noqa: E402

WIDTH = 100
WRITTEN = "<!-- Written by scripts/write_docs.py from the program: change it there. -->"


def commands() -> str:
    """The page of commands: the help that each prints."""
    head = f"{WRITTEN}\n\n# Commands\n\nWhat `askgraph COMMAND --help` prints.\n"
    ends = "\nExit codes: 0 whole, 3 finished with articles set aside, 1 stopped, 2 called wrongly.\n"
    return head + ends + "".join(f"\n## {name}\n\n```text\n{text}\n```\n" for name, text in _helps())


def _helps() -> Iterator[tuple[str, str]]:
    top = cli.make_context("askgraph", [], resilient_parsing=True, terminal_width=WIDTH)
    yield "askgraph", cli.get_help(top)
    for name, command in sorted(cli.commands.items()):
        context = command.make_context(name, [], parent=top, resilient_parsing=True, terminal_width=WIDTH)
        yield f"askgraph {name}", command.get_help(context)


def documents() -> dict[Path, str]:
    """Each written page by its path."""
    return {ROOT / "docs" / "commands.md": commands()}


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
