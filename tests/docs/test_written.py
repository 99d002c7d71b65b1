"""The pages of docs/ that are written from the program are as they would be written now, and name everything."""

from __future__ import annotations

from types import ModuleType

import pytest

from graph.cli import cli
from graph.ontology import NamedQuery, queries
from scripts import scores_page, store_page
from tests.docs.writer import ROOT, writer


@pytest.mark.parametrize("page", ["commands", "queries", "reading", "corpus", "stores"])
def test_page_is_up_to_date(page: str) -> None:
    shown = (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8")
    assert getattr(writer(), page)() == shown, "run scripts/write_docs.py"


@pytest.mark.parametrize("page", [scores_page, store_page], ids=lambda page: str(page.__name__))
def test_plot_is_up_to_date(page: ModuleType) -> None:
    assert page.PLOT.read_bytes() == page.plot(), f"run python -m {page.__name__}"


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_is_documented(name: str) -> None:
    assert f"\n## askgraph {name}\n" in (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_shows_an_example(name: str) -> None:
    assert "Example" in (cli.commands[name].help or "")


@pytest.mark.parametrize("query", queries(), ids=lambda query: query.name)
def test_every_query_is_documented(query: NamedQuery) -> None:
    page = (ROOT / "docs" / "queries.md").read_text(encoding="utf-8")
    assert f"\n## {query.name}\n\n{query.question}\n" in page
    assert [p.name for p in query.parameters if f"- `{p.name}` ({p.datatype}" not in page] == []
