"""The page of the server, as people use it: by mouse and by keyboard, on a desk and on a phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from graph import ontology
from tests.browser.conftest import DESKTOP, PHONE
from tests.served import Served, serving

EVIL = '<img src=x onerror="alert(1)"><script>alert(2)</script>'
DATA = ontology.folder() / "examples" / "valid" / "mutual.trig"
Visitor = Callable[..., Page]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    data = tmp_path_factory.mktemp("page") / "data.trig"
    more = f'<http://example.org/g> {{ <http://example.org/a> <http://example.org/says> """{EVIL}""" }}\n'
    data.write_text(DATA.read_text(encoding="utf-8") + more, encoding="utf-8")
    with serving(data, "--processes", "1", "--timeout", "60") as served:
        yield served


@pytest.fixture
def visit(browser: Browser, server: Served) -> Iterator[Visitor]:
    """Opens an address of the server; at the end nothing may have been asked of any other, and nothing said."""
    pages: list[tuple[Page, list[str], list[str]]] = []

    def opened(path: str, *, size: tuple[int, int] = DESKTOP, scheme: Any = "light") -> Page:
        viewport: Any = {"width": size[0], "height": size[1]}
        page = browser.new_context(viewport=viewport, color_scheme=scheme).new_page()
        asked: list[str] = []
        said: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(server.url + path)
        pages.append((page, asked, said))
        return page

    yield opened
    for page, asked, said in pages:
        page.context.close()
        assert [url for url in asked if not url.startswith((server.url, "data:"))] == []
        assert [text for text in said if "400 (Bad Request)" not in text] == []


def status(page: Page, says: str) -> str:
    """What the page says of the answer, once it does."""
    page.locator("#status", has_text=says).wait_for()
    return page.locator("#status").inner_text()


def test_a_query_is_asked_by_keyboard_and_its_address_can_be_sent(visit: Visitor) -> None:
    page = visit("")
    page.get_by_label("Query, in SPARQL").fill("SELECT ?words { ?s <http://example.org/says> ?words }")
    page.keyboard.press("Control+Enter")
    assert status(page, "row").startswith("1 row in")
    assert page.locator("td").inner_text() == EVIL
    again = visit(page.url.split("/", 3)[3])
    status(again, "1 row in")
    assert again.get_by_label("Query, in SPARQL").input_value().startswith("SELECT ?words")


def test_an_iri_leads_to_what_is_said_of_it(visit: Visitor) -> None:
    page = visit(f"?query={quote('SELECT ?s { ?s <http://example.org/says> ?words }')}")
    page.get_by_role("link", name="http://example.org/a").click()
    status(page, "1 row in")
    assert page.locator("td").nth(0).inner_text() == "http://example.org/says"


def test_a_named_question_is_asked_with_what_its_fields_hold(visit: Visitor) -> None:
    page = visit("")
    page.get_by_role("link", name="Which requests come from whoever holds an office").click()
    page.get_by_label("name").fill("no such office")
    page.get_by_role("button", name="Ask").click()
    status(page, "0 rows in")
    assert page.url.endswith("/queries/by-office?name=no+such+office")


def test_a_question_that_must_be_told_something_waits_for_it(visit: Visitor) -> None:
    page = visit("queries/overdue")
    assert page.locator("#status").inner_text() == ""
    page.get_by_label("on (needed)").fill("2026-03-06")
    page.keyboard.press("Enter")
    status(page, "rows in")
    page.get_by_text("The query behind it").click()
    page.get_by_role("link", name="Change it as a query of your own").click()
    assert "ask:due" in page.get_by_label("Query, in SPARQL").input_value()


def test_an_answer_can_be_had_as_a_file(visit: Visitor) -> None:
    page = visit("queries/mutual")
    status(page, "1 row in")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert Path(download.value.path()).read_text(encoding="utf-8").startswith("one,other,")


@pytest.mark.parametrize(
    ("query", "says"),
    [("SELECT * {", "the query cannot be read"), ("ASK {}", "Yes, in"), ("CONSTRUCT WHERE { ?s a ?c }", "Triples in")],
)
def test_each_sort_of_answer_is_shown(visit: Visitor, query: str, says: str) -> None:
    status(visit(f"?query={quote(query)}"), says)


def test_a_query_can_be_stopped_and_another_asked(visit: Visitor) -> None:
    page = visit(f"?query={quote('SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }')}")
    page.get_by_role("button", name="Stop").click()
    status(page, "Stopped.")
    page.get_by_label("Query, in SPARQL").fill("ASK {}")
    page.get_by_role("button", name="Ask").click()
    status(page, "Yes, in")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_page(
    visit: Visitor, scheme: str, size: tuple[int, int]
) -> None:
    for path, says in (("", ""), ("queries/who-requested-what", "rows in"), ("?query=SELECT", "cannot be read")):
        page = visit(path, size=size, scheme=scheme)
        if says:
            status(page, says)
        found = Axe().run(page).response["violations"]
        assert [f"{one['id']}: {node['html'][:100]}" for one in found for node in one["nodes"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
