"""Documents in the page: a request that several tell of, and articles that are shown whole."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from graph.model import Evidence, Ledger, Mark
from tests import ledgers
from tests.browser.conftest import PHONE, Opener

ADA, BRUNO, CHIARA = (ledgers.agent(name) for name in ("Ada", "Bruno", "Chiara"))


def retold() -> Ledger:
    """A request that two papers tell of, and one that only the first has."""
    sources = (ledgers.source(0, title="The first paper"), ledgers.source(1, title="The other paper"))
    row = ledgers.row(1, (ADA,), (BRUNO,), ("the minutes",), document=sources[0])
    words = "Once more: Ada asked Bruno for the minutes."
    again = Evidence(sources[1].id, 40, 40 + len(words), words, (Mark(51, 54, "requester"),))
    rows = (replace(row, evidence=(*row.evidence, again)), ledgers.row(2, (CHIARA,), (ADA,), document=sources[0]))
    return ledgers.ledger(rows, sources)


def test_details_name_every_document_that_tells_of_a_request(open_page: Opener) -> None:
    page = open_page(retold()).page
    first, second = page.locator("#list .row").all()
    expect(first).to_contain_text("2 documents")
    expect(second).not_to_contain_text("document")
    first.click()
    told = page.locator(".details [data-field=source] button")
    expect(told).to_have_count(2)
    expect(told.nth(0)).to_contain_text("The first paper")
    expect(told.nth(1)).to_contain_text("The other paper")
    expect(page.locator(".details .passage cite")).to_have_text(["The first paper", "The other paper"])


def test_the_ledger_names_every_document_of_a_request(open_page: Opener) -> None:
    page = open_page(retold(), hash_="view=ledger").page
    expect(page.locator("td[data-column=source]")).to_have_text(["The first paper; The other paper", "The first paper"])


def test_a_request_is_read_in_each_document_that_tells_of_it(open_page: Opener) -> None:
    page = open_page(retold()).page
    page.locator("#list .row").first.click()
    page.locator(".details [data-field=source] button").nth(1).click()
    expect(page.locator(".article h2")).to_have_text("The other paper")
    expect(page.locator(".paragraph.chosen blockquote")).to_contain_text("Once more")
    expect(page.locator(".paragraph")).to_have_count(1)


def whole() -> tuple[Ledger, dict[str, str]]:
    """Two requests in one article, a sign of two units before the first of them."""
    before = "A storm \N{CYCLONE} came.\n\n"
    sentences = ("\N{ENVELOPE}\N{CYCLONE} Ada asked Bruno for maps.", "Chiara begged Ada to wait.")
    text = before + sentences[0] + " Nobody knows why.\n\nHours went by.\n\n" + sentences[1] + "\n"
    rows = []
    for number, (sentence, name) in enumerate(zip(sentences, ("Ada", "Chiara"), strict=True)):
        start, at = text.index(sentence), text.index(name)
        mark = Mark(at, at + len(name), "requester")
        evidence = Evidence(ledgers.source(0).id, start, start + len(sentence), sentence, (mark,))
        one, other = (ADA, BRUNO) if number == 0 else (CHIARA, ADA)
        rows.append(ledgers.row(number, (one,), (other,), evidence=(evidence,)))
    return ledgers.ledger(tuple(rows)), {ledgers.source(0).id: text}


@pytest.mark.parametrize("size", [(1280, 800), PHONE], ids=["desk", "phone"])
def test_an_article_is_shown_whole_where_its_text_is_there(open_page: Opener, size: tuple[int, int]) -> None:
    ledger, texts = whole()
    page = open_page(ledger, texts=texts, hash_="view=article", size=size).page
    quotes = page.locator(".paragraph blockquote")
    wanted = [
        "A storm \N{CYCLONE} came.",
        "for maps. Nobody knows why.",
        "Hours went by.",
        "Chiara begged Ada to wait.",
    ]
    for quote, words in zip(quotes.all(), wanted, strict=True):
        expect(quote).to_contain_text(words)
    expect(page.locator(".paragraph mark")).to_have_text(["Ada", "Chiara"])
    expect(page.locator(".article")).not_to_contain_text("Only the passages")
    page.locator(".paragraph mark").nth(1).click()
    expect(page.locator(".details .sentence")).to_contain_text("Chiara")
    expect(page.locator(".paragraph.chosen")).to_have_count(1)


def test_marks_are_in_their_place_after_a_sign_of_two_units(open_page: Opener) -> None:
    page = open_page(whole()[0], hash_="view=article").page
    expect(page.locator(".paragraph mark")).to_have_text(["Ada", "Chiara"])
    expect(page.locator(".article")).not_to_contain_text("Nobody knows why")


def test_a_passage_of_a_document_with_pages_says_on_which_it_begins(open_page: Opener) -> None:
    row = ledgers.row(1, (ADA,), (BRUNO,), ("the minutes",))
    paged = replace(row, evidence=(replace(row.evidence[0], page=3),))
    page = open_page(ledgers.ledger((paged, ledgers.row(2, (CHIARA,), (ADA,))))).page
    page.locator("#list .row").first.click()
    expect(page.locator(".details figcaption")).to_contain_text("page 3, characters")
    page.locator("nav button[data-view=article]").click()
    expect(page.locator(".paragraph .page")).to_have_text("page 3")
    page.keyboard.press("j")
    expect(page.locator(".details figcaption")).not_to_contain_text("page")


def paged(*pages: int) -> tuple[Ledger, dict[str, str]]:
    """A request that runs into a second paragraph, and one there; each passage begins on the page that is given."""
    text = "Ada asked Bruno for\n\nthe maps. Chiara begged Ada to wait. Daud told Edda to go.\n"
    sentences = ("Ada asked Bruno for\n\nthe maps.", "Chiara begged Ada to wait.", "Daud told Edda to go.")
    rows = []
    for number, (sentence, page) in enumerate(zip(sentences, pages, strict=True)):
        start = text.index(sentence)
        evidence = Evidence(ledgers.source(0).id, start, start + len(sentence), sentence, (), page=page)
        rows.append(ledgers.row(number, (ADA,), (BRUNO,), evidence=(evidence,)))
    return ledgers.ledger(tuple(rows)), {ledgers.source(0).id: text}


def test_a_paragraph_is_labelled_with_the_pages_on_which_its_own_passages_begin(open_page: Opener) -> None:
    ledger, texts = paged(2, 3, 10)
    page = open_page(ledger, texts=texts, hash_="view=article").page
    first, second = page.locator(".paragraph").all()
    expect(first.locator(".page")).to_have_text("page 2")
    expect(second.locator(".page")).to_have_text("page 3, page 10")
