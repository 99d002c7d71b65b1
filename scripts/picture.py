"""From samples to docs/page.png, the picture of the page that the README shows. Needs Chromium.

python scripts/picture.py
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from graph import pipeline  # noqa: E402

SAMPLES = ("lawsuit.md", "wire.txt")  # few enough that their names can be read


def main() -> int:
    """Draws the page in a browser of fixed size."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    built = pipeline.build(pipeline.read(ROOT / "samples" / name for name in SAMPLES))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_file = Path(folder) / "graph.html"
        page_file.write_text(pipeline.render(built.store), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 800}, color_scheme="light")
        page.goto(page_file.as_uri())
        page.wait_for_load_state("load")
        page.wait_for_timeout(1000)
        page.screenshot(path=ROOT / "docs" / "page.png")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
