"""Whatever comes in by a door is read or refused with a sentence: no crash, no other error, nothing that hangs.

The inputs are valid ones that were altered, by a seed. ASKGRAPH_FUZZ is how many there are in all.
"""

from __future__ import annotations

import contextlib
import faulthandler
import functools
import io
import os
import random
import signal
import tempfile
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse, serialize

from graph import backup, ontology, pipeline
from graph.errors import AskgraphError
from graph.read import decode, document, encode
from graph.store import Memory, sparql
from graph.store.endpoint import _results
from graph.store.http import Answer

INPUTS = int(os.environ.get("ASKGRAPH_FUZZ", "20000"))
CPU_SECONDS = 2.0
TEXT = "Mayor Ann Lee asked the “Harbor” Council for the files by 6 March 2026. It has not answered.\n"
SCRAPS = (
    *rb"\ \u0000 \uD800 \U00110000 ' < > << >> <<( )>> { } [ ] ( ) . ; , @ @en ^^ # _: : ? a: -1e999".split(),
    *b"999999999999999999999 @prefix PREFIX @base BASE @version GRAPH VALUES SERVICE FROM UNION OPTIONAL".split(),
    *b'null {} {"@id":1} {"@context":"http://127.0.0.1:9/"} "@type" "@graph" "@list" "@reverse"'.split(),
    *(b'"', b'"""', b"'''", b"<!ENTITY a '&a;&a;'>", b"&amp;", b"<![CDATA[", b"\x00", b"\xff", b"\xed\xa0\x80"),
    *(b"\n", b"\r\n", b"\t", b" ", b"\xef\xbb\xbf", "\u2028".encode(), "é".encode()),
)
Door = Callable[[bytes, Path], object]


def altered(seeds: list[bytes], chance: random.Random) -> bytes:
    """A valid input with one to four changes."""
    content = bytearray(chance.choice(seeds))
    for _ in range(chance.randrange(1, 5)):
        start = chance.randrange(len(content) + 1)
        end = min(len(content), start + chance.choice((1, 1, 4, 30, 300)))
        match chance.randrange(8):
            case 0 if content:
                content[start % len(content)] ^= 1 << chance.randrange(8)
            case 1:
                del content[start:end]
            case 2:
                content[start:start] = content[start:end] * chance.choice((1, 2, 20))
            case 3:
                content[start:start] = chance.choice(SCRAPS)
            case 4:
                content[start:end] = chance.choice(SCRAPS)
            case 5:
                content[start:start] = chance.choice(SCRAPS) * chance.choice((3, 150, 3000))
            case 6:
                del content[start:]
            case _:
                other = chance.choice(seeds)
                place = chance.randrange(len(other))
                content[start:end] = other[place : place + chance.choice((10, 100))]
    return bytes(content)


@functools.cache
def dataset() -> str:
    return pipeline.build([document(TEXT)]).store.dump()


def rdf(rdf_format: RdfFormat) -> list[bytes]:
    quads = list(parse(dataset(), format=RdfFormat.N_QUADS))
    content = quads if rdf_format.supports_datasets else [quad.triple for quad in quads]
    prefixes = dict(pipeline.PREFIXES)
    whole = serialize(content, format=rdf_format, prefixes=prefixes) or b""
    return [
        whole,
        *(serialize(content[n : n + 4], format=rdf_format, prefixes=prefixes) or b"" for n in range(0, 60, 4)),
    ]


def load(suffix: str) -> Door:
    def into_a_store(content: bytes, folder: Path) -> object:
        path = folder / f"graph.{suffix}"
        path.write_bytes(content)
        return Memory.load(path).graphs()

    return into_a_store


def ask(content: bytes, folder: Path) -> object:
    results = small().query(content.decode("utf-8", "replace"))
    return list(islice(results, 5)) if isinstance(results, Iterator) else results


@functools.cache
def small() -> Memory:
    store = Memory()
    store.fill('<http://example.org/a> <http://example.org/b> "c" <http://example.org/g> .\n')
    return store


def replace(content: bytes, folder: Path) -> object:
    store = Memory()
    store.replace("http://example.org/g", content.decode("utf-8", "replace"))
    return store.graphs()


def restore(content: bytes, folder: Path) -> object:
    (folder / "b.zip").write_bytes(content)
    store = Memory()
    with backup.opened(folder / "b.zip") as found:
        for quads in found.quads():
            store.fill(quads)
    return store.graphs()


def answered(media_type: str) -> Door:
    def by_a_server(content: bytes, folder: Path) -> object:
        with contextlib.suppress(ValueError):  # which asks the server again
            return _results(Answer(media_type, io.BytesIO(content)))
        return None

    return by_a_server


def line(content: bytes, folder: Path) -> object:
    return decode(content)


def queries() -> list[bytes]:
    return [f"{pipeline.PROLOGUE} {named.text}".encode() for named in ontology.queries()]


def backups() -> list[bytes]:
    with tempfile.TemporaryDirectory() as folder:
        store = Memory()
        store.fill(dataset())
        backup.write(Path(folder) / "b.zip", store.nquads(), None, askgraph="0")
        return [(Path(folder) / "b.zip").read_bytes()]


def lines() -> list[bytes]:
    return [encode(extraction) for extraction in pipeline.extract([document(TEXT)])]


def answers() -> list[bytes]:
    row = '{"a":{"type":"uri","value":"http://a"},"b":{"type":"literal","value":"c\\n","xml:lang":"en"}}'
    triple = '{"a":{"type":"triple","value":{"subject":{"type":"bnode","value":"x"}}}}'
    heads = '{"head":{"vars":["a","b"]},'
    rows = [f'{heads}"results":{{"bindings":[{",".join([row] * n)}]}}}}' for n in (0, 1, 30)]
    return [
        one.encode() for one in (*rows, f'{heads}"results":{{"bindings":[{triple}]}}}}', '{"head":{},"boolean":true}')
    ]


DOORS: dict[str, tuple[Door, Callable[[], list[bytes]], int]] = {  # the door, valid inputs, the share of all inputs
    "Turtle": (load("ttl"), functools.partial(rdf, RdfFormat.TURTLE), 15),
    "TriG": (load("trig"), functools.partial(rdf, RdfFormat.TRIG), 15),
    "N-Quads": (load("nq"), functools.partial(rdf, RdfFormat.N_QUADS), 10),
    "JSON-LD": (load("jsonld"), functools.partial(rdf, RdfFormat.JSON_LD), 15),
    "RDF/XML": (load("rdf"), functools.partial(rdf, RdfFormat.RDF_XML), 5),
    "a query": (ask, queries, 15),
    "a change": (replace, functools.partial(rdf, RdfFormat.N_QUADS), 5),
    "a backup": (restore, backups, 5),
    "an extraction": (line, lines, 5),
    "rows of a server": (answered("application/sparql-results+json"), answers, 5),
    "triples of a server": (answered("application/n-triples"), functools.partial(rdf, RdfFormat.N_TRIPLES), 5),
}


@pytest.fixture
def watched() -> Iterator[None]:
    """An end to what hangs: in Python by a signal, in an engine by the end of the process, with the trace."""

    def hangs(*_: object) -> None:
        raise AssertionError(f"it takes more than {CPU_SECONDS} s of CPU time")

    before = signal.signal(signal.SIGPROF, hangs)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
        faulthandler.cancel_dump_traceback_later()


@pytest.mark.usefixtures("watched")
@pytest.mark.parametrize("name", DOORS)
def test_whatever_comes_in(name: str, tmp_path: Path) -> None:
    door, valid, share = DOORS[name]
    seeds, chance = valid(), random.Random(name)
    refused = 0
    for number in range(INPUTS * share // 100):
        content = altered(seeds, chance)
        if number % 100 == 0:
            faulthandler.dump_traceback_later(300, exit=True)
        signal.setitimer(signal.ITIMER_PROF, CPU_SECONDS)
        try:
            door(content, tmp_path)
        except AskgraphError:
            refused += 1
        except BaseException:
            (tmp_path / "input").write_bytes(content)
            raise
    assert refused > 0, "what is altered is refused, most of it"


DEEP = {
    "ttl": "<http://a> <http://b> " + "<<( <http://a> <http://b> " * 100_000 + "1" + " )>>" * 100_000 + " .",
    "nq": "<http://a> <http://b> " + "<<( <http://a> <http://b> " * 100_000 + "<http://c>" + " )>>" * 100_000 + " .",
    "trig": "<http://a> <http://b> " + "[ <http://b> " * 100_000 + "1" + "]" * 100_000 + " .",
    "jsonld": "[" * 100_000 + "]" * 100_000,
    "rdf": '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://e/">' + "<a><b>" * 100_000,
}


@pytest.mark.usefixtures("watched")
@pytest.mark.parametrize("suffix", DEEP)
def test_a_file_that_nests_without_end(suffix: str, tmp_path: Path) -> None:
    with contextlib.suppress(AskgraphError):
        load(suffix)(DEEP[suffix].encode(), tmp_path)


@pytest.mark.usefixtures("watched")
def test_an_answer_that_nests_without_end(tmp_path: Path) -> None:
    rows = b'{"head":{"vars":["a"]},"results":{"bindings":[{"a":' + b'{"type":"triple","value":{"subject":' * 100_000
    with pytest.raises(AskgraphError, match="nests deeper"):
        answered("application/sparql-results+json")(rows, tmp_path)
    with pytest.raises(AskgraphError, match="nests deeper"):
        answered("application/n-triples")(DEEP["nq"].encode(), tmp_path)


LONG = {
    "brackets": "FILTER(" + "(" * 100_000,
    "groups": "{ " * 100_000,
    "optional": "OPTIONAL { " * 100_000,
    "exists": "FILTER EXISTS { ?s ?p ?o " * 1000 + "}" * 1000,
    "if": "FILTER(" + "IF(1," * 1000 + "1" + ",1)" * 1000 + ")",
    "lists": "?s ?p " + "(" * 1000 + "1" + ")" * 1000,
    "triples": "?s ?p " + "<< ?s ?p " * 1000 + "?o" + " >>" * 1000,
    "sums": "FILTER(" + "1+" * 100_000 + "1)",
    "not": "FILTER(" + "!" * 100_000 + "1)",
    "or": "FILTER(" + "?s||" * 100_000 + "1)",
    "unions": "{?s ?p ?o} UNION " * 20_000 + "{?s ?p ?o}",
    "paths": "?s " + "<http://p>|" * 100_000 + "<http://p> ?o",
    "patterns": "?s ?p ?o . " * 100_000,
    "a long list": "?s ?p (" + "1 " * 10_000 + ")",
}


@pytest.mark.usefixtures("watched")
@pytest.mark.parametrize("where", LONG.values(), ids=LONG)
def test_a_query_that_nests_or_goes_on_without_end(where: str) -> None:
    with pytest.raises(AskgraphError, match=r"nests deeper than 100 levels|the query has [\d,]+"):
        small().query(f"SELECT * {{ {where} }}")


def test_a_long_list_of_values_is_no_excess() -> None:
    values = " ".join(f"<http://example.org/{number}>" for number in range(50_000))
    assert list(small().select(f"SELECT ?a {{ VALUES ?a {{ {values} }} ?a ?p ?o }}")) == []
    sparql.refuse_excess(f"SELECT * {{ ?s ?p ?o FILTER({'(' * 90}1{')' * 90}) }}")
