"""The page in Chromium: size, time until it is ready, memory, search, frames while dragging; beside pyvis as it comes.

Prints one line a page, and where pyvis gave a page too, how many times faster and smoother the page is. `ready` counts
from the start of navigation until every part is in place, `network` where the page opens with that view. `MB` is the
memory of its script after a collection. Frames are counted over two seconds of dragging the network, in groups as it
opens and, up to 10,000 requests, with every agent shown; a search is answered when the list shows what was found.
`pyvis` is the same graph as pyvis writes it by itself. --write keeps the figures where docs/corpus.md shows them.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError
from pyvis.network import Network

from graph.model import Ledger
from graph.network import to_network
from graph.render import render
from tests import ledgers

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SCORES = Path(__file__).resolve().parents[2] / "docs" / "scores" / "page.json"
SECONDS = 2.0
MOST_DRAWN = 10_000
"""Every agent of more requests than these is not drawn: nobody could tell them apart."""
LONG = 180_000
COUNT_FRAMES = """() => { window.frames_ = 0; const step = () => { window.frames_++; requestAnimationFrame(step); };
requestAnimationFrame(step); }"""
DELAY = 120  # what the page waits for the next letter
SEARCH = f"""async () => {{ const box = document.getElementById('search'), list = document.getElementById('list');
const found = new Promise(done => {{
  const seen = () => requestAnimationFrame(() => done(performance.now()));
  new MutationObserver(seen).observe(list, {{ childList: true }}); }});
const start = performance.now(); box.value = 'flood maps'; box.dispatchEvent(new Event('input'));
return Math.round(await found - start - {DELAY}); }}"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this benchmark."""
    parser.add_argument("--requests", type=int, nargs="+", default=[0, 4, 2000, 10_000], help="how large the pages are")
    parser.add_argument("--no-pyvis", action="store_true", help="leave out pyvis as it comes")
    parser.add_argument("--write", action="store_true", help=f"put the figures into docs/scores/{SCORES.name}")


def run(options: argparse.Namespace) -> None:
    """Prints the table."""
    program = shutil.which("chromium")
    if not program:
        raise SystemExit("chromium is not installed; install it to measure the page")
    print("    page  requests       bytes a request  built s  ready s   fps search ms   MB network s grouped fps")
    written = []
    empty = len(_page(0)[0].encode())
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        for count in options.requests:
            own = _measure(browser, Path(folder), count, empty)
            if own:
                written.append({"requests": count, **own._asdict()})
            plain = _measure_pyvis(browser, Path(folder), count) if own and not options.no_pyvis else None
            if own and plain:
                ready, frames = plain.ready / own.ready, (own.frames or 0) / max(plain.frames or 0, 0.5)
                print(f"{'ratio':>8} {count:>9} {'':11} {'':9} {'':8} {ready:7.1f}x {frames:4.1f}x")
        browser.close()
    if options.write:
        SCORES.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")


class Figures(NamedTuple):
    """Seconds until a page is ready, frames a second while all is dragged, and what else was measured of it."""

    ready: float
    frames: float | None
    bytes: int = 0
    built: float = 0.0
    search_ms: int = 0
    memory_mb: int = 0
    network: float = 0.0
    grouped_frames: float = 0.0


def _ledger(count: int) -> Ledger:
    return ledgers.many(count) if count else Ledger((), (), ())


def _page(count: int) -> tuple[str, float]:
    ledger = _ledger(count)
    start = time.perf_counter()
    text = render(to_network(ledger), ledger)
    return text, time.perf_counter() - start


def _measure(browser: Browser, folder: Path, count: int, empty: int) -> Figures | None:
    text, built = _page(count)
    path = folder / f"{count}.html"
    path.write_text(text, encoding="utf-8")
    size = len(text.encode())
    each = f"{(size - empty) / count:9.0f}" if count else " " * 9
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    if not count:
        print(f"{'askgraph':>8} {count:>9} {size:>11} {each} {built:8.2f}")
        return None
    ready = _open(page, path, "")
    search = page.evaluate(SEARCH)
    memory = _memory(page)
    network = _open(page, path, "view=network")
    grouped = _drag(page, 420, 420)
    frames = None
    if count <= MOST_DRAWN:
        _open(page, path, "view=network&level=0")
        frames = round(_drag(page, 420, 420), 1)
    found = Figures(ready, frames, size, round(built, 2), search, memory, network, round(grouped, 1))
    shown = "    –" if frames is None else f"{frames:5.0f}"
    print(f"{'askgraph':>8} {count:>9} {size:>11} {each} {built:8.2f} {ready:8.2f} {shown} {search:>9}", end="")
    print(f" {memory:>4} {network:9.2f} {grouped:11.0f}")
    page.close()
    return found


def _open(page: Page, path: Path, state: str) -> float:
    """Opens the page anew with this in its address."""
    page.goto("about:blank")
    page.goto(f"{path.as_uri()}#{state}", timeout=LONG)
    return _ready(page)


def _ready(page: Page) -> float:
    """The seconds that it took until every part was in place."""
    page.wait_for_selector("html[data-ready]", timeout=LONG)
    page.wait_for_timeout(300)
    return int(page.locator("html").get_attribute("data-ready") or 0) / 1000


def _memory(page: Page) -> int:
    """The megabytes that the script of the page holds."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    session.send("Performance.enable")
    metrics = session.send("Performance.getMetrics")["metrics"]
    held: float = next(one["value"] for one in metrics if one["name"] == "JSHeapUsedSize")
    return round(held / 1_000_000)


def _drag(page: Page, x: float, y: float) -> float:
    """Frames a second while the picture is dragged to and fro."""
    page.evaluate(COUNT_FRAMES)
    page.mouse.move(x, y)
    page.mouse.down()
    before, start, step = page.evaluate("frames_"), time.perf_counter(), 0
    while (passed := time.perf_counter() - start) < SECONDS:
        step += 1
        page.mouse.move(x + 120 * (step % 20 - 10) / 10, y + 6 * (step % 9))
    frames: float = (page.evaluate("frames_") - before) / passed
    page.mouse.up()
    return frames


def _measure_pyvis(browser: Browser, folder: Path, count: int) -> Figures | None:
    """The same nodes and edges as pyvis writes and lays them out by itself."""
    network = to_network(_ledger(count))
    plain = Network(directed=True, cdn_resources="in_line")
    for node, label in network.nodes(data="label"):
        plain.add_node(node, label=label)
    for one, other, label in network.edges(data="label"):
        plain.add_edge(one, other, title=label)
    path = folder / f"pyvis-{count}.html"
    text = plain.generate_html()
    path.write_text(text, encoding="utf-8")
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.route("http*://**", lambda route: route.abort())
    start = time.perf_counter()
    try:
        page.goto(path.as_uri(), timeout=60_000)
        page.wait_for_function("window.network && document.querySelector('canvas')", timeout=60_000)
    except PlaywrightError as error:
        print(f"{'pyvis':>8} {count:>9} {len(text.encode()):>11}   gave up: {type(error).__name__}")
        return None
    found = Figures(time.perf_counter() - start, 0)
    page.wait_for_timeout(1000)
    found = found._replace(frames=_drag(page, 600, 300))
    print(f"{'pyvis':>8} {count:>9} {len(text.encode()):>11} {'':9} {'':8} {found.ready:8.2f} {found.frames:5.0f}")
    page.close()
    return found
