"""The columns of the ledger: those that matter most are in sight at once, and the reader chooses the others."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests import ledgers
from tests.browser.conftest import DESKTOP, PHONE, Opener
from tests.browser.test_access import violations

FIRST = ("requester", "recipient", "item", "made_on", "deadline", "status")
SIGHT = """names => names.filter(name => {
  const view = document.querySelector('.view .scroll').getBoundingClientRect();
  return [...document.querySelectorAll(`[data-column=${name}]`)].every(cell => {
    const box = cell.getBoundingClientRect();
    return box.width && box.left >= view.left && box.right <= view.right + 0.5;
  });
})"""
TOO_WIDE = """() => { const view = document.querySelector('.view .scroll');
return view.scrollWidth - view.clientWidth; }"""


def shown(page: Page) -> list[str]:
    """The columns of the first row."""
    names: list[str] = page.eval_on_selector_all(
        ".ledger tbody tr:first-child td", "cells => cells.map(cell => cell.dataset.column)"
    )
    return names


@pytest.mark.parametrize("width", [1280, 1920])
def test_who_what_when_and_the_answer_are_seen_without_scrolling_sideways(open_page: Opener, width: int) -> None:
    page = open_page(ledgers.many(60), size=(width, 800), hash_="view=ledger").page
    assert page.evaluate(TOO_WIDE) <= 0
    assert page.evaluate(SIGHT, FIRST) == list(FIRST)
    page.keyboard.press("j")
    expect(page.locator(".details.request")).to_be_visible()
    assert page.evaluate(SIGHT, FIRST) == list(FIRST)


def test_the_keyboard_chooses_columns_and_the_address_keeps_them(open_page: Opener) -> None:
    ledger = ledgers.many(60)
    opened = open_page(ledger, hash_="view=ledger")
    page = opened.page
    usual = shown(page)
    assert "kind" not in usual
    page.locator(".view-tools summary").focus()
    page.keyboard.press("Enter")
    boxes = page.locator(".view-tools").get_by_role("checkbox")
    expect(page.get_by_role("checkbox", name="Recipient")).to_be_checked()
    page.get_by_role("checkbox", name="Kind").focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("checkbox", name="Kind")).to_be_focused()
    page.get_by_role("checkbox", name="Told in").focus()
    page.keyboard.press("Space")
    assert shown(page) == [*(name for name in usual if name != "source"), "kind"]
    expect(page.locator(".ledger thead").get_by_role("columnheader")).to_have_count(len(shown(page)))
    assert boxes.count() == 13
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(boxes.first).to_be_hidden()
    expect(page.locator(".view-tools summary")).to_be_focused()
    again = open_page(ledger, hash_=page.url.split("#")[1]).page
    assert shown(again) == shown(page)
    for _ in range(2):
        page.keyboard.press("u")
    assert shown(page) == usual


def test_no_column_is_narrower_than_its_words_when_all_are_shown(open_page: Opener) -> None:
    page = open_page(ledgers.many(60), hash_="view=ledger").page
    page.locator(".view-tools summary").click()
    boxes = page.locator(".view-tools").get_by_role("checkbox")
    expect(boxes.first).to_be_visible()  # `all` does not wait for them
    for box in boxes.all():
        box.check()
    assert len(shown(page)) == 14
    assert page.evaluate(TOO_WIDE) > 0
    cut = "heads => heads.filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.dataset.column)"
    assert page.eval_on_selector_all(".ledger th", cut) == []


def test_an_address_without_the_requester_still_shows_who_asks(open_page: Opener) -> None:
    page = open_page(ledgers.four(), hash_="view=ledger&columns=kind&columns=nothing").page
    assert shown(page) == ["requester", "kind"]


def test_on_a_phone_the_columns_are_lines_that_can_be_left_out(open_page: Opener) -> None:
    page = open_page(ledgers.four(), size=PHONE, hash_="view=ledger").page
    page.locator(".view-tools summary").click()
    page.get_by_role("checkbox", name="Due").uncheck()
    page.keyboard.press("Escape")
    assert "deadline" not in shown(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_a_long_word_stays_in_its_column(open_page: Opener, size: tuple[int, int]) -> None:
    ada, bruno = ledgers.agent("Ada"), ledgers.agent("B" * 300)
    row = ledgers.row(1, (ada,), (bruno,), ("https://example.org/" + "a" * 400,))
    page = open_page(ledgers.ledger((row,)), size=size, hash_="view=ledger").page
    assert page.evaluate(TOO_WIDE) <= 0
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
