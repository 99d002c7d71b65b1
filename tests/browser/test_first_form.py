"""The page as a reader meets it: requests, list, details, evidence, legend, search, filters, network, ledger."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from graph.model import EntityType, Ledger
from tests import ledgers
from tests.browser.conftest import DESKTOP, PHONE, Opener

LONG = "the Extraordinary Standing Committee for the Review of Mooring Fees and Harbour Dues " * 3


def odd() -> Ledger:
    """Long, right-to-left and Chinese names, two agents of one name, a request to oneself, thirty recipients."""
    ada, other_ada = ledgers.agent("Ada Abend"), ledgers.agent("Ada Abend", number=1)
    long = ledgers.agent(LONG[:200], EntityType.ORGANIZATION)
    hebrew, chinese = ledgers.agent("מועצת הנמל העליונה"), ledgers.agent("港务局全体委员会和所有码头工人")
    crowd = tuple(ledgers.agent(f"Clerk Number {number}", EntityType.POST) for number in range(30))
    rows = (
        ledgers.row(1, (long,), (hebrew,), ("Supercalifragilistic" * 12,)),
        ledgers.row(2, (chinese,), (ada,), ("所有船只的名单",)),
        ledgers.row(3, (ada,), (other_ada,)),
        ledgers.row(4, (ada,), (ada,)),
        ledgers.row(5, (ada,), crowd),
        ledgers.row(6, (), ()),
    )
    return ledgers.ledger(rows)


@pytest.fixture(params=["four", "forty", "odd"])
def some(request: pytest.FixtureRequest) -> Ledger:
    makers: dict[str, Any] = {"four": ledgers.four, "forty": lambda: ledgers.many(40), "odd": odd}
    ledger: Ledger = makers[request.param]()
    return ledger


def test_the_first_screen_says_who_asked_whom_for_what(open_page: Opener) -> None:
    page = open_page(ledgers.four()).page
    expect(page.get_by_role("heading", level=1)).to_have_text("Who asked whom for what")
    expect(page.locator(".summary")).to_contain_text("4 requests by 4 requesters")
    first = page.locator("#list button").first
    expect(first).to_contain_text("Mara Kestrel")
    expect(first).to_contain_text("several harbour masters of the Carrow coast")
    expect(first).to_contain_text("the moorings of all boats that fly a foreign flag")
    expect(page.locator("#list button").nth(3)).to_contain_text("recipient not stated")


@pytest.mark.parametrize("size", [DESKTOP, PHONE, (3840, 2160)])
def test_nothing_overlaps_in_the_requests_view_and_nothing_is_cut_off(
    open_page: Opener, some: Ledger, size: tuple[int, int]
) -> None:
    opened = open_page(some, size=size)
    boxes = opened.placed("request") + opened.placed("agent")
    assert len(opened.placed("request")) == min(40, len(some.rows))
    for i, one in enumerate(boxes):
        assert one["left"] >= 0
        assert one["left"] + one["width"] <= size[0]
        for other in boxes[:i]:
            apart = (
                one["left"] + one["width"] <= other["left"]
                or other["left"] + other["width"] <= one["left"]
                or one["top"] + one["height"] <= other["top"] + 0.5
                or other["top"] + other["height"] <= one["top"] + 0.5
            )
            assert apart, f"{one} lies over {other}"
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= size[0]


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_a_click_on_a_card_shows_everything_about_the_request(open_page: Opener, size: tuple[int, int]) -> None:
    opened = open_page(ledgers.four(), size=size)
    opened.page.locator(".drawing").scroll_into_view_if_needed()
    opened.click_drawn("request", 0)
    details = opened.page.locator(".details")
    fields = {
        "requester": "Mara Kestrel",
        "recipient": "several harbour masters of the Carrow coast",
        "item": "the names of their owners",
        "medium": "letters",
        "made_on": "4 Mar 2026",
        "deadline": "3 Apr 2026 “within 30 days”, computed from the text",
        "pressure": "Ministry of Coastsuse every legal means by fines and seizure · said by Mara Kestrel",
        "status": "Outcome not stated",
        "attributed_to": "the article itself",
        "confidence": "90 %, high",
    }
    for name, text in fields.items():
        expect(details.locator(f"[data-field={name}]")).to_contain_text(text)
    expect(details.locator("blockquote")).to_have_count(2)
    expect(details.locator("mark[data-role=requester]").first).to_have_text("Mara Kestrel")
    expect(details.locator("mark[data-role=item]").first).to_contain_text("the moorings of all boats")
    expect(details.get_by_role("link").first).to_have_attribute("href", "https://news.example/0")
    expect(details.locator("figcaption").first).to_contain_text("characters 400–")
    expect(details.locator(".sentence")).to_be_in_viewport()


def test_what_is_not_stated_is_said_to_be_not_stated(open_page: Opener) -> None:
    page = open_page(ledgers.four()).page
    page.locator("#list button").nth(3).click()
    details = page.locator(".details")
    for name in ("recipient", "deadline", "pressure"):
        expect(details.locator(f"[data-field={name}]")).to_have_text("not stated")
    expect(details.locator(".sentence")).to_contain_text("recipient not stated")
    expect(details.locator(".warning")).to_contain_text("Low confidence")


def test_an_agent_shows_what_it_asked_and_was_asked(open_page: Opener) -> None:
    page = open_page(ledgers.four()).page
    page.locator("#list button").first.click()
    page.locator("[data-field=recipient] button").click()
    details = page.locator(".details.agent")
    expect(details).to_contain_text("asked 0 times · was asked 2 times")
    expect(details.locator(".row")).to_have_count(2)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("kestrel", 1),
        ("KESTREL", 1),
        ("harbour masters", 2),
        ('"harbour masters"', 2),
        ("reasons given", 1),
        ("zebra", 0),
    ],
)
def test_search_finds_agents_items_and_passages(open_page: Opener, query: str, count: int) -> None:
    opened = open_page(ledgers.four())
    opened.page.keyboard.press("/")
    opened.page.keyboard.type(query)
    expect(opened.page.locator("#list .row")).to_have_count(count)
    assert len(opened.placed("request")) == count


def test_search_does_not_mind_accents(open_page: Opener) -> None:
    rows = (ledgers.row(1, (ledgers.agent("Zoë Čapek"),), (ledgers.agent("Ørsted Łuk"),)),)
    opened = open_page(ledgers.ledger(rows))
    for query in ("zoe capek", "orsted", "luk", "ZOË"):
        opened.page.get_by_role("searchbox").fill(query)
        expect(opened.page.get_by_role("button", name=f"Remove filter: “{query}”")).to_be_visible()
        assert opened.rows() == 1


def test_filters_narrow_the_requests_and_can_be_taken_off(open_page: Opener) -> None:
    opened = open_page(ledgers.four())
    page = opened.page
    page.get_by_text("Filters", exact=True).click()
    page.get_by_role("checkbox", name=re.compile("^Information")).check()
    expect(page.locator("#list .row")).to_have_count(2)
    page.get_by_role("checkbox", name=re.compile("^orders")).check()
    expect(page.locator("#list .row")).to_have_count(1)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Remove filter: Force: orders").click()
    expect(page.locator("#list .row")).to_have_count(2)
    page.get_by_role("button", name="Clear all").click()
    expect(page.locator("#list .row")).to_have_count(4)


def test_the_legend_filters(open_page: Opener) -> None:
    opened = open_page(ledgers.four())
    entry = opened.page.get_by_role("group", name="Legend").get_by_role("button", name=re.compile("No response"))
    entry.click()
    expect(opened.page.locator("#list .row")).to_have_count(1)
    expect(entry).to_have_attribute("aria-pressed", "true")
    entry.click()
    expect(opened.page.locator("#list .row")).to_have_count(4)


def test_the_address_opens_again_as_it_was(open_page: Opener) -> None:
    first = open_page(ledgers.four())
    first.view("Ledger")
    first.page.get_by_role("searchbox").fill("harbour")
    expect(first.page.get_by_role("button", name="Clear all")).to_be_visible()
    first.page.locator("tbody tr").nth(1).click()
    address = first.page.url.split("#")[1]
    again = open_page(ledgers.four(), hash_=address).page
    expect(again.locator("tbody tr")).to_have_count(2)
    expect(again.locator("tbody tr.chosen")).to_contain_text("Nils Abend")
    expect(again.locator(".details .sentence")).to_contain_text("Nils Abend urges")


def test_undo_takes_back_the_last_change(open_page: Opener) -> None:
    page = open_page(ledgers.four()).page
    undo = page.get_by_role("button", name="Undo")
    expect(undo).to_be_disabled()
    page.get_by_role("group", name="Legend").get_by_role("button", name=re.compile("No response")).click()
    page.get_by_role("button", name="Ledger", exact=True).click()
    undo.click()
    undo.click()
    expect(page.locator("#list .row")).to_have_count(4)
    expect(undo).to_be_disabled()


def test_all_views_show_the_same_selection(open_page: Opener) -> None:
    opened = open_page(ledgers.four())
    opened.page.locator("#list button").nth(1).click()
    for name in ("Network", "Ledger", "Requests"):
        opened.view(name)
        expect(opened.page.locator(".details .sentence")).to_contain_text("Nils Abend urges")


def test_the_ledger_sorts_both_ways_and_keeps_what_is_not_stated_last(open_page: Opener) -> None:
    opened = open_page(ledgers.four())
    opened.view("Ledger")
    page = opened.page
    made = page.locator("tbody td[data-column=made_on]")
    page.get_by_role("button", name="Made on").click()
    expect(made).to_have_text(["27 Feb 2026", "4 Mar 2026", "4 Mar 2026", "not stated"])
    page.get_by_role("button", name="Made on").click()
    expect(made).to_have_text(["4 Mar 2026", "4 Mar 2026", "27 Feb 2026", "not stated"])
    expect(page.locator("th[data-column=made_on]")).to_have_attribute("aria-sort", "descending")


def test_the_network_has_a_disc_and_a_name_for_every_agent(open_page: Opener) -> None:
    opened = open_page(ledgers.four(), hash_="view=network")
    assert len(opened.placed("agent")) == 7
    names = {one["id"].removesuffix("…") for one in opened.placed("label")}
    assert {"Mara Kestrel", "Nils Abend", "Femi Dunmore", "recipient not stated"} <= names
    opened.click_drawn("agent", 0)
    expect(opened.page.locator(".details.agent .sentence")).to_contain_text("Mara Kestrel")


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
@pytest.mark.parametrize("count", [4, 40])
def test_names_in_the_network_do_not_overlap(open_page: Opener, count: int, size: tuple[int, int]) -> None:
    opened = open_page(ledgers.many(count) if count > 4 else ledgers.four(), hash_="view=network", size=size)
    names = opened.placed("label")
    assert len([one for one in names if not one["id"].isdigit()]) > 0.8 * len(opened.placed("agent"))
    for i, one in enumerate(names):
        for other in names[:i]:
            across = (
                abs(2 * (one["left"] - other["left"]) + one["width"] - other["width"]) < one["width"] + other["width"]
            )
            down = one["top"] < other["top"] + other["height"] and other["top"] < one["top"] + one["height"]
            assert not (across and down), f"{one} lies over {other}"


def test_parallel_requests_are_told_apart_when_their_edge_is_opened(open_page: Opener) -> None:
    ada, bruno = ledgers.agent("Ada Abend"), ledgers.agent("Bruno Brask")
    rows = tuple(ledgers.row(number, (ada,), (bruno,), (f"thing {number}",)) for number in range(3))
    opened = open_page(ledgers.ledger(rows), hash_="view=network")
    assert len(opened.placed("edge")) == 1
    assert "3 requests" in {one["id"] for one in opened.placed("label")}
    opened.click_drawn("edge", 0)
    expect(opened.page.locator(".details.pair .row")).to_have_count(3)
    assert len(opened.placed("edge")) == 3
    opened.click_drawn("edge", 2)
    expect(opened.page.locator(".details.request")).to_contain_text("thing 2")


def test_two_agents_of_one_name_stay_two(open_page: Opener) -> None:
    opened = open_page(odd(), hash_="view=network")
    assert [one["id"] for one in opened.placed("label")].count("Ada Abend") == 2


def test_every_request_is_reached_by_keyboard(open_page: Opener) -> None:
    page = open_page(ledgers.four()).page
    seen = []
    for _ in range(4):
        page.keyboard.press("j")
        seen.append(page.locator(".details").get_attribute("data-request"))
    assert len(set(seen)) == 4
    page.keyboard.press("Escape")
    expect(page.locator(".details")).to_have_count(0)
    page.keyboard.press("3")
    page.keyboard.press("2")
    expect(page.get_by_role("button", name="Network")).to_have_attribute("aria-current", "page")


def test_on_a_phone_a_selection_stays_in_sight(open_page: Opener) -> None:
    opened = open_page(ledgers.four(), size=PHONE)
    opened.page.locator("#list button").nth(2).click()
    expect(opened.page.locator(".details .sentence")).to_be_in_viewport()
    opened.page.get_by_role("button", name="All requests").click()
    expect(opened.page.locator(".details")).to_have_count(0)


def test_many_requests_are_paged_in_the_requests_view(open_page: Opener) -> None:
    opened = open_page(ledgers.many(100))
    assert len(opened.placed("request")) == 40
    first = opened.placed("request")[0]["id"]
    opened.page.locator(".pager").get_by_role("button", name="Next").click()
    expect(opened.page.locator(".pager")).to_contain_text("41–80 of 100")
    assert opened.placed("request")[0]["id"] != first


@pytest.mark.parametrize("sources", [0, 2])
def test_a_page_without_requests_says_so(open_page: Opener, sources: int) -> None:
    ledger = Ledger((), (), tuple(ledgers.source(number) for number in range(sources)))
    page = open_page(ledger).page
    expect(page.get_by_role("heading", level=1)).to_have_text("No requests were found")
    expect(page.locator("li")).to_have_count(sources)
