"""One care for every store: what one on disk or on a real server holds is, to the byte, what one in memory does."""

from __future__ import annotations

import contextlib
import datetime as dt
from pathlib import Path

import httpx
import pytest

from graph import upkeep
from graph.errors import RunError
from graph.model import Document, Metadata
from graph.read import document
from graph.store import Memory, open_store

URL = "https://news.example/1"
LETTER = document("Mayor Ann Lee asked the Harbor Council for the files on Thursday.\n", metadata=Metadata(url=URL))
CHANGED = document("Mayor Ann Lee asked the Harbor Council for the keys.\n", metadata=Metadata(url=URL))
DATED = document(CHANGED.text, metadata=Metadata(url=URL, published=dt.date(2026, 3, 6)))
AGAIN = document("On Friday Ann Lee asked the Harbor Council for “Zoë’s” maps. Ben Roe asked Ann Lee for comment.\n")
REPLY = document("The Harbor Council refused to give Ann Lee the files.\n", metadata=Metadata(title='A "title" \\ <b>'))


@pytest.fixture(params=["disk", "endpoint"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "disk":
        return str(tmp_path / "store")
    url = request.getfixturevalue("oxigraph")
    httpx.post(f"{url}/update", data={"update": "DROP ALL"}, trust_env=False)
    return f"{url}/query,{url}/update"


def put(location: str, *documents: Document) -> None:
    upkeep.build_store(location, documents).store.close()


def dump(location: str) -> str:
    with contextlib.closing(open_store(location, read_only=True)) as store:
        return store.dump()


def in_memory(*documents: Document) -> str:
    store = Memory()
    for _ in upkeep.add(documents, store):
        pass
    return store.dump()


def test_documents_come_change_and_go(location: str) -> None:
    put(location, LETTER, AGAIN)
    assert dump(location) == in_memory(LETTER, AGAIN)
    put(location, LETTER, REPLY)
    assert dump(location) == in_memory(LETTER, AGAIN, REPLY)
    put(location, CHANGED)
    assert dump(location) == in_memory(AGAIN, REPLY, CHANGED)
    put(location, DATED)
    assert dump(location) == in_memory(AGAIN, REPLY, DATED)
    removed = upkeep.remove(location, URL)
    assert removed.document == DATED.id
    assert dump(location) == in_memory(AGAIN, REPLY)
    assert upkeep.check(location)[1] == ()


def test_what_it_holds_is_told(location: str) -> None:
    put(location, LETTER, AGAIN, REPLY)
    told = upkeep.info(location, documents=True).splitlines()
    assert told[0].split() == ["documents", "3"]
    assert [line.split()[0] for line in told if REPLY.id in line] == [REPLY.id]


def test_what_is_not_as_it_must_be_is_found(location: str) -> None:
    put(location, LETTER)
    with contextlib.closing(open_store(location)) as store:
        store.replace(
            "http://example.org/stray", "<http://example.org/a> <http://example.org/b> <http://example.org/c> ."
        )
    assert upkeep.check(location)[1] == ("the graph http://example.org/stray belongs to no document",)


def test_a_backup_brings_it_back(location: str, oxigraph: str, tmp_path: Path) -> None:
    put(location, LETTER, AGAIN, REPLY)
    held = dump(location)
    upkeep.back_up(location, tmp_path / "b.zip")
    httpx.post(f"{oxigraph}/update", data={"update": "DROP ALL"}, trust_env=False)
    for empty in (str(tmp_path / "back"), f"{oxigraph}/query,{oxigraph}/update"):
        assert upkeep.restore_store(tmp_path / "b.zip", empty) == 3
        assert dump(empty) == held == in_memory(LETTER, AGAIN, REPLY)
        with pytest.raises(RunError, match="holds something already"):
            upkeep.restore_store(tmp_path / "b.zip", empty)
