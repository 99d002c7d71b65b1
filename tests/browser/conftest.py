"""Opens built pages in Chromium with the network shut, and asks at the end that nothing was said or fetched."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

from graph.model import Ledger
from graph.network import to_network
from graph.render import render

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESKTOP, PHONE = (1280, 800), (390, 844)


@dataclass
class Opened:
    """A page in the browser, and what it asked for and said."""

    page: Page
    path: Path
    requests: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)

    def placed(self, kind: str) -> list[dict[str, Any]]:
        """What is drawn on the canvas, in the coordinates of the window."""
        found: list[dict[str, Any]] = self.page.evaluate("askgraph.placed()")
        return [one for one in found if one["kind"] == kind]

    def click_drawn(self, kind: str, number: int) -> None:
        """Clicks the middle of what is drawn."""
        one = self.placed(kind)[number]
        self.page.mouse.click(one["left"] + one["width"] / 2, one["top"] + one["height"] / 2)

    def view(self, name: str) -> None:
        """Goes to a view as a person does, by its tab."""
        self.page.get_by_role("navigation", name="Views").get_by_role("button", name=name, exact=True).click()

    def rows(self) -> int:
        """How many requests pass the filters."""
        found: int = self.page.evaluate("askgraph.rows()")
        return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all pages, with a profile of its own."""
    program = shutil.which("chromium")
    if not program:
        pytest.skip("chromium is not installed: the page was not opened in a browser")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, headless=True, args=list(FLAGS))
        yield running
        running.close()


Opener = Callable[..., Opened]


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Builds the page of a ledger and opens it; at the end it must have fetched nothing and said nothing."""
    opened: list[Opened] = []

    def open_ledger(
        ledger: Ledger,
        *,
        size: tuple[int, int] = DESKTOP,
        scheme: Any = "light",
        hash_: str = "",
        texts: Mapping[str, str] | None = None,
        **context: Any,
    ) -> Opened:
        path = tmp_path / f"page-{len(opened)}.html"
        path.write_text(render(to_network(ledger), ledger, texts=texts), encoding="utf-8")
        viewport: Any = {"width": size[0], "height": size[1]}
        page = browser.new_context(viewport=viewport, color_scheme=scheme, **context).new_page()
        one = Opened(page, path)
        opened.append(one)
        page.on("console", lambda message: one.messages.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: one.messages.append(f"error: {error}"))
        page.on("request", lambda request: one.requests.append(request.url))
        page.route("**/*", lambda route: _only_the_file(route, path))
        page.goto(path.as_uri() + (f"#{hash_}" if hash_ else ""))
        page.wait_for_selector("html[data-ready]" if ledger.rows else "main.empty")
        return one

    yield open_ledger
    for one in opened:
        asked = [url for url in one.requests if not url.startswith((one.path.as_uri(), "data:", "blob:"))]
        one.page.context.close()
        assert not asked, f"the page asked for {asked}"
        assert not one.messages, f"the page said {one.messages}"


def _only_the_file(route: Route, path: Path) -> None:
    if route.request.url.startswith(path.as_uri()):
        route.continue_()
    else:
        route.abort()
