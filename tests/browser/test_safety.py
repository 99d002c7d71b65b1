"""Text of an article never runs, whatever field it comes in."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from playwright.sync_api import expect

from graph.model import (
    Agent,
    AgentRecord,
    Basis,
    Due,
    EntityType,
    Evidence,
    Ledger,
    LedgerRow,
    Mark,
    Outcome,
    Pressure,
    Status,
)
from tests import ledgers
from tests.browser.conftest import Opener

PAYLOADS = (
    "<script>hit()</script>",
    "</script><script>hit()</script>",
    "<img src=x onerror=hit()>",
    "<svg onload=hit()>",
    "<svg><script>hit()</script></svg>",
    "<iframe srcdoc='<script>parent.hit()</script>'>",
    "<a href='javascript:hit()'>click</a>",
    "<body onload=hit()>",
    "<input autofocus onfocus=hit()>",
    "<details open ontoggle=hit()>",
    '"><img src=x onerror=hit()>',
    "'><img src=x onerror=hit()>",
    "--><script>hit()</script>",
    "]]><script>hit()</script>",
    "</title><script>hit()</script>",
    "</style><script>hit()</script>",
    "</textarea><script>hit()</script>",
    "{{7*7}}{% print(1) %}${hit()}#{hit()}",
    "${hit()}`+hit()+`",
    "\u2028hit()\u2029",
    "\\u003cscript\\u003ehit()\\u003c/script\\u003e",
    "<math><mtext><table><mglyph><style><img src=x onerror=hit()>",
    "href=<b onmouseover=hit()>x</b>",
    "__proto__",
    "constructor",
)
ADDRESSES = (
    "javascript:hit()",
    "JaVaScRiPt:hit()",
    " javascript:hit()",
    "java\nscript:hit()",
    "data:text/html,<script>hit()</script>",
    "vbscript:hit()",
    "file:///etc/passwd",
    'https://news.example/"onmouseover="hit()',
)
VIEWS = ("Requests", "Network", "Timeline", "Ledger", "Article", "Gaps")


def hostile_row(number: int, text: str) -> LedgerRow:
    """A row with the text in every field that can hold one."""
    one = Agent(f"{ledgers.BASE}agent/{number}-1{text}", text, EntityType.PERSON)
    other = Agent(f"{ledgers.BASE}agent/{number}-2{text}", text + " 2", EntityType.ORGANIZATION)
    document = ledgers.source(number, title=text)
    evidence = Evidence(document.id + text, 0, len(text), text, (Mark(0, len(text), text),))
    return ledgers.row(
        number,
        (one,),
        (other,),
        (text, text),
        document=document,
        id=f"{document.id}#{text}",
        medium=text,
        made_on=dt.date(2026, 3, 1 + number % 28),
        deadline=Due(text, dt.date(2026, 4, 1), Basis.READ),
        pressure=Pressure((one,), text, (text,), (other,), (evidence,)),
        status=Status(Outcome.REFUSED, dt.date(2026, 3, 30), Basis.READ, (evidence,)),
        attributed_to=(one,),
        evidence=(evidence,),
        confidence=0.5,
    )


def hostile() -> Ledger:
    """25 payloads in 17 places each."""
    rows = tuple(hostile_row(number, text) for number, text in enumerate(PAYLOADS))
    agents = tuple(dict.fromkeys(itertools.chain.from_iterable(row.requester + row.recipient for row in rows)))
    records = tuple(AgentRecord(agent, (agent.label, agent.label), (agent.label,)) for agent in agents)
    sources = tuple(
        ledgers.source(number, title=text, url=ADDRESSES[number % len(ADDRESSES)])
        for number, text in enumerate(PAYLOADS)
    )
    return Ledger(rows, records, sources)


@pytest.mark.parametrize("view", VIEWS)
def test_no_payload_runs_in_any_view(open_page: Opener, view: str) -> None:
    ledger = hostile()
    opened = open_page(ledger, texts={source.id: "\n\n".join(PAYLOADS) for source in ledger.sources})
    page = opened.page
    page.on("dialog", lambda dialog: opened.messages.append(f"dialog: {dialog.message}"))
    page.evaluate("() => { window.hit = () => { window.wasHit = true; }; }")
    opened.view(view)
    for _ in PAYLOADS:
        page.keyboard.press("j")
        page.mouse.move(700, 500)
    page.locator("[data-field=requester] button").first.click()
    page.get_by_text("Filters", exact=True).click()
    page.get_by_role("searchbox").fill("hit()")
    page.wait_for_timeout(300)
    assert page.evaluate("window.wasHit") is None
    assert page.evaluate("document.scripts.length") == 2


def test_the_hostile_text_is_shown_as_it_is(open_page: Opener) -> None:
    page = open_page(hostile()).page
    expect(page.locator("#list .row").nth(2)).to_contain_text("<img src=x onerror=hit()>")


def test_only_addresses_of_the_web_become_links(open_page: Opener) -> None:
    page = open_page(hostile()).page
    found = set()
    for _ in PAYLOADS:
        page.keyboard.press("j")
        found |= set(page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)"))
    web = {address for address in found if not address.startswith(("file:", "#"))}
    assert all(address.startswith("https://news.example/") for address in web)
    assert not [address for address in found if "passwd" in address]


def test_a_hostile_address_of_the_page_does_nothing(open_page: Opener) -> None:
    bad = "view=%3Cscript%3E&selected=r:%3Cimg%20src=x%20onerror=hit()%3E&query=%3Csvg%20onload=hit()%3E"
    bad += "&sort=__proto__&steps=x"
    opened = open_page(ledgers.four(), hash_=bad)
    assert opened.rows() == 0
    expect(opened.page.get_by_role("button", name="Requests", exact=True)).to_have_attribute("aria-current", "page")


def test_the_policy_stops_a_script_that_gets_in_all_the_same(open_page: Opener) -> None:
    opened = open_page(ledgers.four())
    get_in = (
        "const it = document.createElement('script'); it.textContent = 'window.wasHit = 1'; document.body.append(it);"
    )
    opened.page.evaluate(f"() => {{ {get_in} }}")
    assert opened.page.evaluate("window.wasHit") is None
    assert len(opened.messages) == 1
    assert "Content Security Policy" in opened.messages.pop()
