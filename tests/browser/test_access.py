"""axe finds nothing in any view and state, in each theme, on a desk and on a phone."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from graph.model import Ledger
from tests import ledgers
from tests.browser.conftest import DESKTOP, PHONE, Opener

VIEWS = ("requests", "network", "timeline", "ledger", "article", "gaps")


def violations(page: Page) -> list[str]:
    """What axe objects to, one line each."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_axe_finds_nothing(open_page: Opener, theme: str, size: tuple[int, int]) -> None:
    opened = open_page(ledgers.four(), size=size, scheme="dark" if theme == "dark" else "light")
    page = opened.page
    found = []
    for view in VIEWS:
        for selected in (False, True):
            page.evaluate(f"location.hash = 'view={view}&theme={theme if theme == 'contrast' else ''}'")
            page.wait_for_selector(f"body[data-view={view}]")
            if selected:
                page.keyboard.press("j")
            found += [f"{view}, selected {selected}: {one}" for one in violations(page)]
    page.keyboard.press("Escape")
    page.locator(".menu-box summary").first.click()
    found += [f"filters: {one}" for one in violations(page)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("make", [lambda: Ledger((), (), ()), lambda: ledgers.many(2000)], ids=["empty", "many"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_in_an_empty_and_in_a_large_page(
    open_page: Opener, make: object, size: tuple[int, int]
) -> None:
    assert callable(make)
    assert violations(open_page(make(), size=size).page) == []


def test_the_list_says_who_asks_whom_to_who_cannot_see_the_arrow(open_page: Opener) -> None:
    page = open_page(ledgers.four()).page
    expect(
        page.get_by_role("button", name="Mara Kestrel demands several harbour masters of the Carrow coast")
    ).to_be_visible()
