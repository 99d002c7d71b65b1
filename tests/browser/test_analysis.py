"""The page as an analyst uses it: timeline, article, gaps, neighbourhoods, paths, groups, pins, exports, print."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest
import rdflib
from playwright.sync_api import Page, expect

from graph.model import Ledger, Mark
from graph.network import to_network
from tests import ledgers
from tests.browser.conftest import PHONE, Opened, Opener

ADA, BRUNO, CHIARA, DAUD, EDDA = (ledgers.agent(name) for name in ("Ada", "Bruno", "Chiara", "Daud", "Edda"))


def chain() -> Ledger:
    """Ada asks Bruno, Bruno asks Chiara, Chiara asks Daud; Edda asks Ada; and Daud is told of by Edda."""
    pairs = ((ADA, BRUNO), (BRUNO, CHIARA), (CHIARA, DAUD), (EDDA, ADA))
    rows = tuple(
        ledgers.row(number, (one,), (other,), (f"thing {number}",), attributed_to=(EDDA,) if number == 2 else ())
        for number, (one, other) in enumerate(pairs)
    )
    return ledgers.ledger(rows)


def open_agent(page: Page, name: str) -> None:
    """Opens the details of an agent from those of a request."""
    page.locator("#list button").filter(has_text=name).first.click()
    page.locator("dd button.agent-link").filter(has_text=re.compile(f"^{name}$")).first.click()


def download(opened: Opened, name: str, tmp_path: Path) -> Path:
    """Takes something from the menu and gives the file."""
    opened.page.get_by_text("More", exact=True).click()
    with opened.page.expect_download() as waiting:
        opened.page.locator(f"[data-export={name}]").click()
    path = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def test_the_timeline_marks_what_is_overdue_as_of_a_day(open_page: Opener) -> None:
    opened = open_page(ledgers.four())
    opened.view("Timeline")
    page = opened.page
    first = page.locator(".line").filter(has_text="Mara Kestrel")
    expect(first).to_contain_text("made 4 Mar 2026 · due 3 Apr 2026")
    expect(first).not_to_contain_text("overdue")
    page.locator("[name=timeline-asof]").fill("2026-04-04")
    expect(first).to_contain_text("overdue")
    expect(page.locator(".asof output")).to_have_text("1 overdue")
    first.click()
    expect(page.locator(".details [data-field=deadline]")).to_contain_text("overdue as of 4 Apr 2026")


def test_what_is_overdue_is_one_click_away_in_every_view_and_kept_in_the_address(open_page: Opener) -> None:
    opened = open_page(ledgers.many(400))
    legend = opened.page.get_by_role("group", name="Legend").get_by_role("button", name="Overdue")
    counted = int(legend.locator(".number").inner_text())
    legend.click()
    assert 0 < opened.rows() == counted < 400
    expect(opened.page.get_by_role("button", name="Remove filter: Deadline: Overdue as of 19 Apr 2026")).to_be_visible()
    again = open_page(ledgers.many(400), hash_=f"{opened.page.url.split('#')[1]}&view=timeline")
    assert again.rows() == counted
    expect(again.page.locator(".line-said.late")).to_have_count(min(counted, 150))
    again.page.get_by_role("button", name=f"{counted} overdue").click()
    assert again.rows() == 400


def test_the_timeline_says_how_many_have_no_date(open_page: Opener) -> None:
    opened = open_page(chain(), hash_="view=timeline")
    expect(opened.page.locator(".view .note").last).to_contain_text("4 requests have no date")


def test_a_range_of_the_timeline_is_chosen_and_kept_in_the_address(open_page: Opener) -> None:
    opened = open_page(ledgers.many(40), hash_="view=timeline")
    opened.page.locator(".bars span").nth(2).click()
    expect(opened.page.get_by_role("group", name="Active filters")).to_contain_text("From")
    assert 0 < opened.rows() < 400
    again = open_page(ledgers.many(40), hash_=opened.page.url.split("#")[1])
    assert again.rows() == opened.rows()
    expect(again.page.locator(".brush output")).to_have_text(opened.page.locator(".brush output").inner_text())


def test_the_article_shows_passages_in_order_and_a_click_on_a_mark_selects(open_page: Opener) -> None:
    opened = open_page(ledgers.four())
    opened.view("Article")
    page = opened.page
    paragraphs = page.locator(".paragraph blockquote")
    expect(paragraphs).to_have_count(5)
    expect(paragraphs.nth(2)).to_contain_text("Kestrel said the ministry will use every legal means")
    page.locator(".paragraph mark").filter(has_text="Nils Abend").click()
    expect(page.locator(".details .sentence")).to_contain_text("Nils Abend urges")
    expect(page.locator(".paragraph.chosen")).to_have_count(1)


def test_another_document_can_be_read(open_page: Opener) -> None:
    opened = open_page(ledgers.many(40), hash_="view=article")
    opened.page.get_by_label("Document").select_option(index=2)
    expect(opened.page.locator(".article h2")).to_contain_text("part 3")


def test_gaps_list_what_is_not_said_and_filter_by_it(open_page: Opener) -> None:
    opened = open_page(ledgers.four())
    opened.view("Gaps")
    gap = opened.page.locator("[data-gap=recipient]")
    expect(gap.locator(".number")).to_have_text("1 of 4")
    gap.locator("summary").click()
    expect(gap.locator(".row")).to_contain_text("Femi Dunmore")
    gap.get_by_role("button", name="Show only these").click()
    assert opened.rows() == 1
    expect(opened.page.get_by_role("button", name="Remove filter: Not stated: No recipient")).to_be_visible()


@pytest.mark.parametrize(("steps", "count"), [(1, 2), (2, 3), (3, 4)])
def test_an_agent_is_looked_at_with_what_is_around_it(open_page: Opener, steps: int, count: int) -> None:
    opened = open_page(chain())
    open_agent(opened.page, "Ada")
    opened.page.get_by_role("group", name="Show only what is around").get_by_role("button").nth(steps - 1).click()
    assert opened.rows() == count
    name = f"Around Ada, {steps} step"
    opened.page.get_by_role("button", name=re.compile(f"Remove filter: {name}")).click()
    assert opened.rows() == 4


def test_the_path_from_one_agent_to_another_is_found(open_page: Opener) -> None:
    opened = open_page(chain())
    open_agent(opened.page, "Ada")
    opened.page.get_by_label("Path to").fill("Daud")
    opened.page.get_by_role("button", name="Find path").click()
    expect(opened.page.get_by_role("group", name="Active filters")).to_contain_text("Path: Ada → Daud")
    assert opened.rows() == 3
    assert len(opened.placed("agent")) == 4


def test_where_no_path_leads_the_page_says_so(open_page: Opener) -> None:
    rows = (ledgers.row(1, (ADA,), (BRUNO,)), ledgers.row(2, (CHIARA,), (DAUD,)))
    opened = open_page(ledgers.ledger(rows))
    open_agent(opened.page, "Ada")
    opened.page.get_by_label("Path to").fill("Daud")
    opened.page.get_by_role("button", name="Find path").click()
    expect(opened.page.get_by_text("No path leads from Ada to Daud.")).to_be_visible()
    assert opened.rows() == 2


def test_requests_as_told_by_one_source(open_page: Opener) -> None:
    opened = open_page(chain())
    opened.page.get_by_text("Filters", exact=True).click()
    told = opened.page.get_by_role("group", name="As told by")
    told.get_by_role("checkbox", name=re.compile("^Edda")).check()
    assert opened.rows() == 1


def test_confidence_date_and_document_filter(open_page: Opener) -> None:
    opened = open_page(ledgers.many(40))
    page = opened.page
    page.get_by_text("Filters", exact=True).click()
    page.get_by_label("Confidence at least").fill("0.8")
    sure = opened.rows()
    assert 0 < sure < 40
    page.get_by_role("group", name="Document").get_by_role("checkbox").first.check()
    one = opened.rows()
    assert 0 < one < sure
    page.locator("[name=from]").fill("2030-01-01")
    assert opened.rows() == 0
    expect(page.locator("#list")).to_contain_text("No request matches")


def test_groups_open_at_a_click_and_by_the_slider(open_page: Opener) -> None:
    opened = open_page(ledgers.many(400), hash_="view=network")
    page = opened.page
    groups = len(opened.placed("agent"))
    assert groups < 120
    expect(page.locator(".stage-note")).to_contain_text("Grouped, to be readable")
    group = next(i for i, one in enumerate(opened.placed("agent")) if one["id"].startswith("g"))
    opened.click_drawn("agent", group)
    assert len(opened.placed("agent")) > groups
    page.get_by_role("button", name="Close groups").click()
    assert len(opened.placed("agent")) == groups
    slider = page.get_by_role("slider", name="Grouping")
    slider.press("End")
    expect(page.locator(".grouping output")).to_have_text("every agent")
    assert len(opened.placed("agent")) > 200


def spread() -> Ledger:
    """Fourteen pairs that have nothing to do with one another, with names of two lines."""
    names = [f"the Standing Committee of Pier {number}" for number in range(28)]
    people = [ledgers.agent(name) for name in names]
    return ledgers.ledger(tuple(ledgers.row(n, (people[2 * n],), (people[2 * n + 1],)) for n in range(14)))


def test_every_agent_that_is_drawn_has_its_name_where_there_is_room(open_page: Opener) -> None:
    opened = open_page(spread(), hash_="view=network&level=0", size=(1280, 900))
    names = [one["id"] for one in opened.placed("label") if one["id"].startswith("the Standing")]
    assert len(names) == len(opened.placed("agent")) == 28


def test_the_name_of_what_is_selected_is_written_whatever_is_near(open_page: Opener) -> None:
    opened = open_page(ledgers.many(400), hash_="view=network&level=0")
    opened.page.locator("#list button").nth(5).click()
    sides = opened.page.locator(".details").locator("[data-field=requester] button, [data-field=recipient] button")
    # From so far off the two may lie upon one another, and one name hides the other.
    assert opened.placed("label")[0]["id"] in sides.all_inner_texts()


def test_groups_open_and_close_by_keyboard(open_page: Opener) -> None:
    opened = open_page(ledgers.many(400), hash_="view=network&level=9")
    page = opened.page
    groups = len(opened.placed("agent"))
    nodes = page.get_by_role("list", name="Agents and groups of the drawing")
    page.get_by_role("button", name="Zoom out").focus()
    page.keyboard.press("Tab")
    first = nodes.get_by_role("button").first
    expect(first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(nodes.get_by_role("button").nth(1)).to_be_focused()
    page.keyboard.press("Home")
    expect(first).to_have_accessible_name(re.compile(r"^.+ and \d+ more, [\d,]+ requests$"))
    expect(first).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    expect(first).to_be_focused()
    expect(first).to_have_attribute("aria-expanded", "true")
    assert len(opened.placed("agent")) > groups
    page.keyboard.press("Enter")
    expect(first).to_have_attribute("aria-expanded", "false")
    assert len(opened.placed("agent")) == groups
    assert "opened=" not in page.url


def test_an_agent_is_selected_in_the_drawing_by_keyboard(open_page: Opener) -> None:
    page = open_page(ledgers.four(), hash_="view=network").page
    nodes = page.get_by_role("list", name="Agents and groups of the drawing")
    nodes.get_by_role("button", name="Mara Kestrel, Person").focus()
    expect(nodes.get_by_role("button", name="Mara Kestrel, Person")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator(".details.agent h2")).to_have_text("Mara Kestrel")


def test_a_passage_is_copied_with_its_source_and_place(open_page: Opener) -> None:
    page = open_page(ledgers.four()).page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.keyboard.press("j")
    passage = page.locator(".details .passage").first
    passage.get_by_role("button", name="Copy with its source").press("Enter")
    expect(page.get_by_text("Copied.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"“{passage.locator('blockquote').inner_text()}” Minister wants the moorings")
    assert re.search(r", characters \d+–\d+", copied)


def test_a_copied_link_opens_a_long_selection_again(open_page: Opener) -> None:
    ledger = ledgers.many(400)
    opened = open_page(ledger, hash_="view=ledger")
    page = opened.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_text("Filters", exact=True).click()
    boxes = page.get_by_role("group", name="Document").get_by_role("checkbox")
    expect(boxes.nth(4)).to_be_visible()  # `all` does not wait for them
    for box in boxes.all()[:5]:
        box.check()
    expect(page.locator(".chip")).to_have_count(5)
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.get_by_text("More", exact=True).click()
    page.locator("[data-export=link]").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.url
    again = open_page(ledger, hash_=copied.split("#")[1])
    assert again.rows() == opened.rows() < 400
    expect(again.page.locator(".chip")).to_have_count(5)
    expect(again.page.locator(".details .sentence")).to_have_text(page.locator(".details .sentence").inner_text())
    expect(again.page.locator("table.ledger")).to_be_visible()


def test_many_quick_steps_are_kept_in_the_address(open_page: Opener) -> None:
    opened = open_page(ledgers.many(400))
    for _ in range(260):
        opened.page.keyboard.press("j")
    wanted = opened.page.locator(".details.request").get_attribute("data-request")
    opened.page.wait_for_function("id => decodeURIComponent(location.hash).endsWith(id)", arg=wanted)


def test_the_law_that_a_request_rests_on_is_no_gap(open_page: Opener) -> None:
    plain = ledgers.row(1, (ADA,), (BRUNO,))
    sentence = plain.evidence[0]
    law = Mark(sentence.end - 8, sentence.end, "legal_basis")
    resting = replace(plain, evidence=(replace(sentence, marks=(*sentence.marks, law)),))
    opened = open_page(ledgers.ledger((resting, ledgers.row(2, (CHIARA,), (DAUD,)))), hash_="view=gaps")
    gap = opened.page.locator("[data-gap=legal_basis]")
    expect(gap.locator(".number")).to_have_text("1 of 2")
    gap.locator("summary").click()
    expect(gap.locator(".row")).to_contain_text("Chiara")
    opened.page.locator("#list button").first.click()
    expect(opened.page.locator("[data-field=legal_basis]")).to_have_text(sentence.quote[-8:].strip())


def test_a_node_that_is_dragged_stays_where_it_was_put(open_page: Opener) -> None:
    opened = open_page(ledgers.four(), hash_="view=network")
    page = opened.page
    before = opened.placed("agent")
    x, y = before[0]["left"] + before[0]["width"] / 2, before[0]["top"] + before[0]["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 45, steps=6)
    page.mouse.up()
    expect(page.get_by_role("button", name="Unpin all")).to_be_visible()
    after = opened.placed("agent")
    assert after[0]["left"] == pytest.approx(before[0]["left"] + 60, abs=3)
    assert after[1]["left"] == pytest.approx(before[1]["left"], abs=3)
    again = open_page(ledgers.four(), hash_=page.url.split("#")[1]).placed("agent")

    def offset(places: list[dict[str, float]]) -> float:
        return places[0]["left"] - places[1]["left"]

    assert offset(again) == pytest.approx(offset(after), abs=4)
    page.get_by_role("button", name="Unpin all").click()
    assert "pinned=" not in page.url


def test_the_layout_is_the_same_each_time(open_page: Opener) -> None:
    first, second = (open_page(ledgers.many(40), hash_="view=network") for _ in range(2))
    assert first.placed("agent") == second.placed("agent")


def test_more_edges_than_vis_network_can_draw_are_drawn_on_a_plain_canvas(open_page: Opener) -> None:
    opened = open_page(ledgers.many(2000), hash_="view=network&level=0")
    expect(opened.page.locator("canvas.plain")).to_be_visible()
    assert len(opened.placed("agent")) > 1000
    for _ in range(2):
        opened.page.get_by_role("button", name="Zoom in").click()
    box = opened.page.locator("canvas.plain").bounding_box()
    assert box
    inside = [
        number
        for number, one in enumerate(opened.placed("agent"))
        if box["x"] + 40 < one["left"] < box["x"] + box["width"] - 80
        and box["y"] + 60 < one["top"] < box["y"] + box["height"] - 80
    ]
    opened.click_drawn("agent", inside[0])
    expect(opened.page.locator(".details")).to_be_visible()


def test_csv_holds_the_rows_that_are_shown_and_no_formula(open_page: Opener, tmp_path: Path) -> None:
    row = ledgers.row(
        1, (ledgers.agent("=cmd|' /C calc'!A0"),), (ledgers.agent('A "B", C'),), ("@sum(1)", "two\nlines")
    )
    opened = open_page(ledgers.ledger((row, ledgers.row(2, (ADA,), (BRUNO,)))))
    opened.page.get_by_role("searchbox").fill("cmd")
    expect(opened.page.locator("#list .row")).to_have_count(1)
    text = download(opened, "csv", tmp_path).read_text(encoding="utf-8-sig")
    (found,) = csv.DictReader(io.StringIO(text, newline=""))
    assert found["id"] == row.id
    assert found["requester"] == "'=cmd|' /C calc'!A0"
    assert found["recipient"] == 'A "B", C'
    assert found["item"] == "'@sum(1); two\nlines"


def test_gexf_reads_back_as_the_network(open_page: Opener, tmp_path: Path) -> None:
    ledger = ledgers.many(40)
    path = download(open_page(ledger), "gexf", tmp_path)
    network = to_network(ledger)
    found = nx.read_gexf(path)
    assert {(node, label) for node, label in found.nodes(data="label")} == {
        (node, label) for node, label in network.nodes(data="label")
    }
    wanted = {(one, other, key, data["kind"]) for one, other, key, data in network.edges(keys=True, data=True)}
    assert {(one, other, data["id"], data["kind"]) for one, other, data in found.edges(data=True)} == wanted


def test_json_ld_reads_back_as_the_requests(open_page: Opener, tmp_path: Path) -> None:
    ledger = ledgers.four()
    path = download(open_page(ledger), "json", tmp_path)
    graph = rdflib.Graph().parse(data=json.loads(path.read_text()), format="json-ld")
    ask = rdflib.Namespace("https://w3id.org/askgraph#")
    found = {str(request) for request in graph.subjects(rdflib.RDF.type, ask.Request)}
    assert found == {row.id for row in ledger.rows}
    assert {str(agent) for agent in graph.objects(rdflib.URIRef(ledger.rows[0].id), ask.recipient)} == {
        agent.id for agent in ledger.rows[0].recipient
    }


@pytest.mark.parametrize(("view", "shape"), [("requests", "<rect"), ("network", "<circle"), ("timeline", "<circle")])
def test_svg_keeps_the_shapes_and_names(open_page: Opener, tmp_path: Path, view: str, shape: str) -> None:
    opened = open_page(ledgers.four(), hash_=f"view={view}")
    text = download(opened, "svg", tmp_path).read_text()
    assert shape in text
    assert "Mara Kestrel" in text
    page = opened.page.context.new_page()
    page.set_content(text)
    expect(page.locator("svg text").filter(has_text="Mara Kestrel").first).to_be_visible()


@pytest.mark.parametrize("view", ["requests", "network", "timeline"])
def test_png_is_a_picture(open_page: Opener, tmp_path: Path, view: str) -> None:
    content = download(open_page(ledgers.four(), hash_=f"view={view}"), "png", tmp_path).read_bytes()
    assert content.startswith(b"\x89PNG")
    assert len(content) > 5000


def test_a_view_without_a_picture_says_so(open_page: Opener) -> None:
    page = open_page(ledgers.four(), hash_="view=ledger").page
    page.get_by_text("More", exact=True).click()
    page.locator("[data-export=svg]").click()
    expect(page.get_by_text("This view has no picture")).to_be_visible()


def test_print_gives_a_report_of_what_is_shown(open_page: Opener) -> None:
    page = open_page(ledgers.four()).page
    page.get_by_role("searchbox").fill("harbour")
    expect(page.locator("#list .row")).to_have_count(2)
    page.emulate_media(media="print")
    page.evaluate("() => { dispatchEvent(new Event('beforeprint')); }")
    expect(page.locator(".report .details")).to_have_count(2)
    expect(page.locator(".report")).to_contain_text("the names of their owners")
    expect(page.locator(".report .filtered")).to_have_text("2 of 4 shown. Filters: “harbour”")
    expect(page.locator(".report blockquote").first).to_be_visible()
    expect(page.locator("#page")).to_be_hidden()


def test_the_appearance_can_be_chosen(open_page: Opener) -> None:
    page = open_page(ledgers.four()).page
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_text("More", exact=True).click()
    page.get_by_role("radio", name="Dark").check()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    assert "theme=dark" in page.url


def test_nothing_is_wider_than_a_phone_in_any_view(open_page: Opener) -> None:
    opened = open_page(ledgers.many(40), size=PHONE)
    for view in ("Requests", "Network", "Timeline", "Ledger", "Article", "Gaps"):
        opened.view(view)
        assert opened.page.evaluate("document.documentElement.scrollWidth") == PHONE[0], view


def test_ten_thousand_requests_open_packed_and_are_searched(open_page: Opener) -> None:
    opened = open_page(ledgers.many(10_000))
    assert 'data-packing="gzip"' in opened.path.read_text(encoding="utf-8")
    assert opened.rows() == 10_000
    opened.page.get_by_role("searchbox").fill("kestrel flood maps")
    expect(opened.page.get_by_role("button", name="Clear all")).to_be_visible()
    assert 0 < opened.rows() < 10_000
    opened.view("Network")
    assert 0 < len(opened.placed("agent")) < 200


def test_twenty_thousand_requests_open_in_groups_and_are_searched(open_page: Opener) -> None:
    opened = open_page(ledgers.many(20_000), hash_="view=network")
    page = opened.page
    groups = [one for one in opened.placed("agent") if one["id"].startswith("g")]
    assert groups
    assert len(opened.placed("agent")) < 60
    expect(page.locator(".stage-note")).to_contain_text("Grouped")
    page.get_by_role("searchbox").fill("flood maps")
    expect(page.get_by_role("button", name="Remove filter: “flood maps”")).to_be_visible()
    assert 0 < opened.rows() < 20_000
    expect(page.locator("#list .row").first).to_contain_text("flood maps")
