"""What meets the eye, by meaning: nothing is cut off and no name covers another, on any screen and in any colours."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests import ledgers
from tests.browser.conftest import DESKTOP, PHONE, Opener

TURNED, LARGE, LARGEST = (844, 390), (1920, 1080), (3840, 2160)
SIZES = {"phone": PHONE, "phone turned": TURNED, "desk": DESKTOP, "large": LARGE, "largest": LARGEST}
VIEWS = ("requests", "network", "timeline", "ledger", "article", "gaps")
PARTS = (
    "h1, .summary, .tabs button, .find > *, .legend button, .tool button, .axis span",
    ".gap summary span, .view-tools > *",
)
CUT_OFF = """parts => [...document.querySelectorAll(parts)].filter(one => {
  const box = one.getBoundingClientRect(), scrolls = one.closest('.tabs');
  const inside = box.left > -1 && box.right < innerWidth + 1;
  return box.width && (one.clientWidth && one.scrollWidth > one.clientWidth + 1 || !scrolls && !inside);
}).map(one => one.outerHTML.slice(0, 100))"""
BOXES = """selector => [...document.querySelectorAll(selector)].map(one => one.getBoundingClientRect())
  .map(({ left, top, width, height }) => ({ left, top, width, height, id: '' }))"""


def overlaps(boxes: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """The pairs that cover one another."""
    return [
        (one["id"], other["id"])
        for one, other in itertools.combinations(boxes, 2)
        if one["left"] + 0.5 < other["left"] + other["width"]
        and other["left"] + 0.5 < one["left"] + one["width"]
        and one["top"] + 0.5 < other["top"] + other["height"]
        and other["top"] + 0.5 < one["top"] + one["height"]
    ]


def below(label: dict[str, Any], disc: dict[str, Any]) -> bool:
    """Whether the label is the name of the disc: just below it, and across its middle."""
    middle, foot = disc["left"] + disc["width"] / 2, disc["top"] + disc["height"]
    return bool(abs(label["top"] - foot) < 6 and label["left"] <= middle <= label["left"] + label["width"])


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_nothing_is_cut_off_in_any_view(open_page: Opener, size: tuple[int, int]) -> None:
    page = open_page(ledgers.many(60), size=size).page
    found = []
    for view in VIEWS:
        page.evaluate(f"location.hash = 'view={view}'")
        page.wait_for_selector(f"body[data-view={view}]")
        found += [f"{view}: {one}" for one in page.evaluate(CUT_OFF, ", ".join(PARTS))]
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found += [f"{view}: {wide} pixels too wide"] if wide > 0 else []
    assert not found, "\n".join(found)


@pytest.mark.parametrize("count", [4, 40, 400])
@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_every_disc_of_the_network_has_its_name_and_no_name_covers_another(
    open_page: Opener, size: tuple[int, int], count: int
) -> None:
    opened = open_page(ledgers.many(count), size=size, hash_="view=network")
    box = opened.page.locator(".view-network .drawing").bounding_box()
    assert box
    labels = opened.placed("label")
    assert overlaps(labels) == []
    for disc in opened.placed("agent"):
        assert any(below(label, disc) for label in labels), disc["id"]
    for one in labels:
        assert box["x"] <= one["left"] + 0.5
        assert one["left"] + one["width"] <= box["x"] + box["width"] + 0.5, one["id"]
        assert box["y"] <= one["top"]
        assert one["top"] + one["height"] <= box["y"] + box["height"], one["id"]


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_cards_and_agents_of_the_requests_view_do_not_overlap(open_page: Opener, size: tuple[int, int]) -> None:
    opened = open_page(ledgers.many(40), size=size)
    boxes = [*opened.placed("request"), *opened.placed("agent")]
    assert overlaps(boxes) == []
    assert all(one["left"] >= 0 and one["left"] + one["width"] <= size[0] for one in boxes)


def test_the_first_sight_of_many_requests_shows_at_least_four(open_page: Opener) -> None:
    opened = open_page(ledgers.many(100))
    bottom = opened.page.evaluate("document.querySelector('.legend').getBoundingClientRect().top")
    seen = [one for one in opened.placed("request") if one["top"] + one["height"] <= bottom]
    assert len(seen) >= 4


def test_the_first_sight_of_the_timeline_shows_at_least_eight_requests(open_page: Opener) -> None:
    opened = open_page(ledgers.many(40), hash_="view=timeline")
    box = opened.page.locator(".view .scroll").bounding_box()
    assert box
    feet = [(one.bounding_box() or {"y": 1e9, "height": 0}) for one in opened.page.locator(".line").all()]
    assert sum(foot["y"] + foot["height"] <= box["y"] + box["height"] for foot in feet) >= 8


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_the_days_above_the_timeline_can_be_read(open_page: Opener, size: tuple[int, int]) -> None:
    page = open_page(ledgers.many(400), size=size, hash_="view=timeline").page
    ticks = page.evaluate(BOXES, ".axis span")
    assert len(ticks) >= 2
    assert overlaps(ticks) == []


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_the_axis_of_the_timeline_says_where_it_begins(open_page: Opener, size: tuple[int, int]) -> None:
    ada, bruno = ledgers.agent("Ada"), ledgers.agent("Bruno")
    days = (dt.date(2026, 3, 3), dt.date(2026, 6, 28))
    rows = tuple(ledgers.row(number, (ada,), (bruno,), made_on=day) for number, day in enumerate(days))
    page = open_page(ledgers.ledger(rows), size=size, hash_="view=timeline").page
    expect(page.locator(".axis span").first).to_have_text("3 Mar 2026")
    assert overlaps(page.evaluate(BOXES, ".axis span")) == []


def test_a_phone_that_is_turned_draws_again(open_page: Opener) -> None:
    opened = open_page(ledgers.many(40), size=PHONE, hash_="view=network")
    for width, height in (TURNED, PHONE):
        opened.page.set_viewport_size({"width": width, "height": height})
        expect(opened.page.locator(".view-network canvas")).to_have_js_property("clientWidth", width)
        opened.page.wait_for_timeout(300)
        assert overlaps(opened.placed("label")) == []
        assert all(one["left"] >= -1 and one["left"] + one["width"] <= width + 1 for one in opened.placed("label"))


@pytest.mark.parametrize(
    ("wish", "theme", "ink"),
    [
        ({"contrast": "more"}, "contrast", "rgb(0, 0, 0)"),
        ({"contrast": "more", "scheme": "dark"}, "dark-contrast", "rgb(255, 255, 255)"),
        ({"forced_colors": "active"}, "forced", None),
        ({"scheme": "dark"}, "dark", None),
        ({}, "light", None),
    ],
    ids=["contrast", "dark contrast", "forced", "dark", "light"],
)
def test_the_page_wears_what_the_system_wishes(
    open_page: Opener, wish: dict[str, str], theme: str, ink: str | None
) -> None:
    page = open_page(ledgers.four(), **wish).page
    expect(page.locator("html")).to_have_attribute("data-theme", theme)
    if ink:
        expect(page.locator("h1")).to_have_css("color", ink)


def test_forced_colours_reach_the_drawing_and_tell_roles_apart_by_lines(open_page: Opener) -> None:
    opened = open_page(ledgers.four(), forced_colors="active", hash_="view=requests")
    page = opened.page
    canvas_text = page.evaluate("getComputedStyle(document.querySelector('h1')).color")
    page.locator(".extras summary").click()
    with page.expect_download() as waiting:
        page.locator("[data-export=svg]").click()
    drawing = waiting.value.path().read_text(encoding="utf-8")
    assert canvas_text in drawing
    assert "CanvasText" not in drawing
    opened.view("Article")
    styles = page.eval_on_selector_all(
        ".paragraph mark", "marks => marks.map(mark => [mark.dataset.role, getComputedStyle(mark).textDecorationStyle])"
    )
    lines = {tuple(one) for one in styles if one[0] in ("requester", "recipient", "item")}
    assert len({style for _, style in lines}) == 3


@pytest.mark.parametrize("view", [view for view in VIEWS if view != "gaps"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_a_view_without_a_match_says_so_in_sight(open_page: Opener, size: tuple[int, int], view: str) -> None:
    page = open_page(ledgers.four(), size=size, hash_=f"view={view}&query=nowhere").page
    hint = page.get_by_text("No request matches. Remove a filter to see more.").first
    expect(hint).to_be_in_viewport()
    page.get_by_role("button", name="Clear all").click()
    expect(hint).to_be_hidden()


def test_no_word_of_the_ledger_is_broken(open_page: Opener) -> None:
    page = open_page(ledgers.many(60), hash_="view=ledger&columns=kind&columns=item&columns=status").page
    kinds = page.locator("td[data-column=kind]").filter(has_text=re.compile("^Documents$")).first
    line = page.evaluate("parseFloat(getComputedStyle(document.querySelector('td')).lineHeight)")
    height = """cell => {
      const words = document.createRange();
      words.selectNodeContents(cell);
      return words.getBoundingClientRect().height;
    }"""
    assert kinds.evaluate(height) < line * 1.5


def test_a_group_whose_name_is_cut_still_says_how_many_it_holds(open_page: Opener) -> None:
    opened = open_page(ledgers.many(400), size=PHONE, hash_="view=network")
    groups = {disc["id"] for disc in opened.placed("agent") if disc["id"].startswith("g")}
    counted = [label for label in opened.placed("label") if re.search(r" ?\+\d+$", label["id"])]
    assert groups
    assert len(counted) == len(groups)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_what_the_search_field_says_is_not_cut_off(open_page: Opener, size: tuple[int, int]) -> None:
    page = open_page(ledgers.four(), size=size, hash_="sure=0.1").page
    words = page.evaluate("""() => {
      const field = document.querySelector('#search'), style = getComputedStyle(field);
      const pen = document.createElement('canvas').getContext('2d');
      pen.font = style.font;
      const room = field.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
      return room - pen.measureText(field.placeholder).width;
    }""")
    assert words >= 0


def test_help_explains_broken_lines_groups_and_keys(open_page: Opener) -> None:
    page = open_page(ledgers.four()).page
    page.locator(".extras summary").click()
    help_ = page.get_by_role("group", name="Help")
    for words in ("Dotted lines: not asked", "Dashed lines: no response", "a group of four", "/ search"):
        expect(help_).to_contain_text(words)
