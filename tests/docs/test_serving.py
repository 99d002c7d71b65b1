"""What docs/serving.md says of the server is so: its addresses, forms and limits are the server's own."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph import ontology
from graph.cli import cli
from graph.serve.app import HOSTS
from graph.serve.asked import MOST_BYTES
from graph.serve.negotiation import MEDIA_TYPES
from tests.docs.writer import ROOT
from tests.served import Served, serving

PAGE = (ROOT / "docs" / "serving.md").read_text(encoding="utf-8")
CALLS = [shlex.split(line) for line in PAGE.splitlines() if line.startswith("curl ")]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    path = tmp_path_factory.mktemp("served") / "data.trig"
    path.write_bytes(Path(ontology.folder() / "examples" / "valid" / "backed-by-threat.trig").read_bytes())
    with serving(path, "--processes", "1") as served:
        yield served


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call[1])
def test_what_is_asked_there_is_answered(server: Served, call: list[str]) -> None:
    path, options = call[1].removeprefix("http://127.0.0.1:8321/"), dict(zip(call[2::2], call[3::2], strict=True))
    name, _, accept = options.get("-H", "Accept: */*").partition(": ")
    form = dict([options["--data-urlencode"].split("=", 1)]) if "--data-urlencode" in options else None
    response = server.send("POST" if form else "GET", path, headers={name: accept}, data=form)
    assert response.status_code == 200, response.text
    assert response.text


def test_every_form_is_named() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| ")]
    for formats in (MEDIA_TYPES["rows"], MEDIA_TYPES["triples"]):
        for name, media_types in formats.items():
            wanted = f"| `{name}` | {' or '.join(f'`{one}`' for one in media_types)} |"
            assert [row for row in rows if row.endswith(wanted)], wanted


def test_every_limit_is_named_with_its_default() -> None:
    options = {option.opts[0]: option.default for option in cli.commands["serve"].params}
    for name in ("--timeout", "--limit", "--size", "--memory"):
        assert re.search(rf"^\| `{name}` \| {options[name]:,}( |$)", PAGE, re.MULTILINE), name
    assert f"{MOST_BYTES:,} bytes" in PAGE
    assert [host for host in HOSTS if f"`{host}`" not in PAGE] == []


def test_every_refusal_is_named() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "graph" / "serve").glob("*.py"))
    statuses = set(re.findall(r"RefusedError\((\d{3})", source))
    told = set(re.findall(r"\d{3}", " ".join(re.findall(r"^\| (\d{3}(?:, \d{3})*) \|", PAGE, re.MULTILINE))))
    assert len(statuses) > 5
    assert told == statuses | {"405"}  # which Starlette gives
