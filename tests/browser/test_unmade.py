"""What was not asked, or only planned: left out at first, and told apart in every view once the reader wants it."""

from __future__ import annotations

import dataclasses
import datetime as dt

from playwright.sync_api import expect

from graph.model import Due, Ledger, Polarity, Realis
from tests import ledgers
from tests.browser.conftest import Opener

ADA, BRUNO, CHIARA, DAUD = (ledgers.agent(name) for name in ("Ada", "Bruno", "Chiara", "Daud"))
ALL = "also=planned&also=negated"


def told() -> Ledger:
    """One request that was made, one that is planned and is late by now, one that the text denies."""
    late = Due("by 2 March", dt.date(2026, 3, 2), None)
    rows = (
        ledgers.row(1, (ADA,), (BRUNO,), ("the minutes",)),
        ledgers.row(2, (CHIARA,), (BRUNO,), ("the flood maps",), realis=Realis.PLANNED, deadline=late),
        ledgers.row(3, (ADA,), (DAUD,), ("an apology",), polarity=Polarity.NEGATED),
    )
    return ledgers.ledger(rows)


def test_what_was_not_asked_is_not_counted_until_the_reader_wants_it(open_page: Opener) -> None:
    opened = open_page(told())
    page = opened.page
    expect(page.locator(".summary")).to_contain_text("1 request by 1 requester.")
    assert opened.rows() == 1
    expect(page.locator("#list .row")).to_have_count(1)
    expect(page.locator(".legend [data-value=person] .number")).to_have_text("1")
    page.get_by_role("button", name="Show 2 more that were not asked, or only planned").click()
    assert opened.rows() == 3
    expect(page.locator(".count")).to_have_text("3")
    expect(page.locator("#list .row.unmade .doubt")).to_have_text(["Planned, not yet made", "Not asked, the text says"])
    expect(page.locator(".legend [data-value=person] .number")).to_have_text("3")
    expect(page.locator(".summary")).to_contain_text("1 request by 1 requester.")
    page.get_by_role("button", name="Remove filter: + Not asked, the text says").click()
    assert opened.rows() == 2
    page.get_by_role("button", name="Clear all").click()
    assert opened.rows() == 1


def test_what_more_there_is_is_what_matches(open_page: Opener) -> None:
    opened = open_page(told(), hash_="query=flood")
    assert opened.rows() == 0
    opened.page.get_by_role("button", name="Show 1 more that was not asked, or only planned").click()
    assert opened.rows() == 1
    opened.page.get_by_role("searchbox").fill("bridge")
    expect(opened.page.get_by_role("button", name="more that")).to_be_hidden()


def test_the_filter_names_each_reason_with_its_count(open_page: Opener) -> None:
    opened = open_page(told())
    opened.page.locator(".find summary", has_text="Filters").click()
    box = opened.page.get_by_role("group", name="Also what was not asked, or only planned")
    expect(box.locator(".check")).to_have_text(["Planned, not yet made1", "Not asked, the text says1"])
    box.get_by_label("Planned, not yet made").check()
    assert opened.rows() == 2


def test_it_is_drawn_with_broken_lines_and_named_in_words(open_page: Opener) -> None:
    opened = open_page(told(), hash_=ALL)
    page = opened.page
    for view in ("Requests", "Network"):
        opened.view(view)
        page.locator(".extras summary").click()
        with page.expect_download() as waiting:
            page.locator("[data-export=svg]").click()
        drawing = waiting.value.path().read_text(encoding="utf-8")
        lines = [part for part in drawing.split("<path") if 'fill="none"' in part]
        each = 2 if view == "Requests" else 1
        assert [("dasharray" in line) for line in lines].count(True) == 2 * each, view
        assert len(lines) == 3 * each
        if view == "Requests":
            assert "Planned, not yet made: requests" in drawing
            assert "Not asked, the text says: requests" in drawing
    opened.view("Ledger")
    expect(page.locator("td[data-column=realis]")).to_have_text(
        ["Yes", "Planned, not yet made", "Not asked, the text says"]
    )
    opened.view("Article")
    expect(page.locator(".ref")).to_contain_text(["Ada", "Planned, not yet made", "Not asked, the text says"])
    page.locator(".ref").last.click()
    expect(page.locator(".details .warning")).to_have_text("Not asked, the text says")


def test_what_was_not_asked_is_never_overdue(open_page: Opener) -> None:
    page = open_page(told(), hash_=f"view=timeline&asof=2026-05-01&{ALL}").page
    expect(page.locator(".line-said")).to_have_text("Planned, not yet made · due 2 Mar 2026")
    expect(page.locator(".asof output")).to_have_text("0 overdue")


def test_a_group_counts_only_whom_the_view_shows(open_page: Opener) -> None:
    many = ledgers.many(400)
    planned = [dataclasses.replace(row, realis=Realis.PLANNED) for row in many.rows[::2]]
    rows = tuple(sorted((*planned, *many.rows[1::2]), key=lambda row: row.id))
    opened = open_page(dataclasses.replace(many, rows=rows), hash_="view=network")
    made = {agent.id for row in rows if row.made for agent in (*row.requester, *row.recipient)}
    # Who is not stated has a place of his own for each request.
    missing = sum((not row.requester) + (not row.recipient) for row in rows if row.made)
    names = opened.page.locator(".nodes button:not([aria-expanded=true])").all_text_contents()
    members = [int(name.partition(" and ")[2].partition(" more")[0] or 0) + 1 for name in names]
    assert sum(members) == len(made) + missing


def test_a_page_that_holds_only_plans_says_so_and_offers_them(open_page: Opener) -> None:
    rows = tuple(dataclasses.replace(row, realis=Realis.PLANNED) for row in told().rows)
    opened = open_page(ledgers.ledger(rows))
    expect(opened.page.locator(".summary")).to_contain_text("0 requests")
    opened.page.get_by_role("button", name="Show 3 more that were not asked, or only planned").click()
    assert opened.rows() == 3
