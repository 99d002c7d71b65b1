"""The command line: exit codes, closing lines, and one sentence for whatever goes wrong."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from graph import cli, describe, lines, output, pipeline, upkeep
from graph.read import document

ROOT = Path(__file__).resolve().parents[2]
LETTER = "Mayor Ann Lee asked the council for the files on Thursday.\n"
COMMANDS = sorted(cli.cli.commands)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    (folder / "letter.txt").write_text(LETTER)
    assert (
        cli.run(["build", str(folder / "letter.txt"), "--published", "2026-03-06", "--out", str(folder / "out")]) == 0
    )
    return folder / "out"


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    capsys.readouterr()
    code = cli.run([str(argument) for argument in arguments])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def process(*arguments: str | Path, **environment: str) -> subprocess.Popen[bytes]:
    """Askgraph as a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "graph", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )


def test_build_ends_with_a_summary_and_the_page(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text(LETTER)
    (tmp_path / "empty.txt").touch()
    arguments = ("build", tmp_path / "letter.txt", tmp_path / "empty.txt", "--out", tmp_path / "out")
    code, out, err = run(capsys, *arguments)
    assert code == 3
    assert out == f"1 article: 1 request, 1 set aside. Open {tmp_path / 'out' / 'graph.html'}\n"
    reason = f"{tmp_path / 'empty.txt'} is empty; wanted an article of at least one word; give another file"
    assert err == f"askgraph: set aside: {reason}\n"
    assert run(capsys, *arguments[:2], "--out", tmp_path / "out")[0] == 0, "an old output is replaced"


def test_build_says_where_no_request_was_found(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "river.md").write_text("The river rose.")
    code, out, _ = run(capsys, "build", tmp_path / "river.md", "--out", tmp_path / "out")
    assert (code, out.partition(".")[0]) == (0, "1 article: no request found")


def test_options_go_into_the_dataset(built: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LETTER)
    options = {"--published": "2026-03-06", "--publisher": "The Hour", "--author": "Bo", "--title": "T", "--url": "u:v"}
    flat = [part for pair in options.items() for part in pair]
    code, out, _ = run(capsys, "extract", tmp_path / "a.txt", *flat)
    found = json.loads(out)["document"]
    assert code == 0
    assert [found[name[2:]] for name in options] == list(options.values())


def test_standard_input_is_read(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(LETTER.encode())))
    code, out, _ = run(capsys, "extract", "-")
    assert (code, json.loads(out)["document"]["text"]) == (0, LETTER)


def test_the_ledger_in_each_form(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "the files" in run(capsys, "ledger", "--from", built)[1]
    [row] = json.loads(run(capsys, "ledger", "--from", built, "--format", "json")[1])
    [cells] = csv.DictReader(io.StringIO(run(capsys, "ledger", "--from", built, "--format", "csv", "--all")[1]))
    assert list(cells) == list(row)
    assert (row["item"], cells["item"], cells["made_on"]) == (["the files"], "the files", "2026-03-05")


def test_a_query_from_a_file_and_from_standard_input(
    built: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    query = "SELECT ?words { ?request a ask:Request ; ask:item/rdfs:label ?words FILTER(?words = ?wanted) }"
    (tmp_path / "q.rq").write_text(query)
    arguments = ("query", tmp_path / "q.rq", "--from", built, "--format", "csv", "--bind")
    assert run(capsys, *arguments, "wanted=the files")[:2] == (0, "words\nthe files\n")
    assert run(capsys, *arguments, "?wanted=" + '" } #')[:2] == (0, "words\n")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"ASK { ?s a ask:Request }")))
    assert run(capsys, "query", "-", "--from", built)[:2] == (0, "true\n")


def test_a_question_that_has_a_name(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "who-requested-what: Who requested what from whom?" in run(capsys, "query")[1].splitlines()
    assert "the files" in run(capsys, "query", "who_requested_what", "--from", built)[1]
    code, out, _ = run(capsys, "query", "ledger-as-of", "--bind", "on=2026-03-04", "--from", built, "--format", "csv")
    assert (code, len(out.splitlines())) == (0, 1), "before the request was made"
    table = run(capsys, "query", "evidence", "--from", built)[1]
    [shown] = {word for word in table.split() if word.startswith("doc:") and "#act=" in word}
    assert "asked the council" in run(capsys, "query", "evidence", "--bind", f"request={shown}", "--from", built)[1]


def test_a_query_can_be_limited_and_explained(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert len(run(capsys, "query", "ASK { ?s ?p ?o }", "--from", built, "--limit", "1")[1].splitlines()) == 1
    everything = ("query", "SELECT ?s { ?s ?p ?o }", "--from", built)
    assert len(run(capsys, *everything, "--format", "csv", "--limit", "3")[1].splitlines()) == 4
    named = ("query", "ledger-as-of", "--bind", "on=2026-03-04", "--from", built, "--explain")
    code, out, _ = run(capsys, *named)
    assert code == 0
    assert '"2026-03-04"^^' in out
    fits = {line.split(maxsplit=1)[1]: line.split()[0] for line in out.partition("pattern\n")[2].splitlines()}
    assert (
        fits["?request <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/askgraph#MadeRequest>"]
        == "1"
    )


def test_a_query_that_takes_too_long_is_stopped(built: Path) -> None:
    product = " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(5))
    query = f"SELECT (COUNT(*) AS ?n) {{ {product} }}"
    with process("query", query, "--from", built, "--timeout", "0.5") as running:
        out, err = running.communicate(timeout=60)
    assert (running.returncode, out) == (1, b"")
    assert err == b"askgraph: the query took longer than 0.5 s; wanted a quicker one; narrow it, or raise --timeout\n"


def test_a_query_may_be_allowed_to_ask_other_servers(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    query = ("query", "ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "--from", built)
    assert "the query asks another server (SERVICE)" in run(capsys, *query)[2]
    code, _, err = run(capsys, *query, "--service")
    assert (code, "(SERVICE)" in err) == (1, False), "it is tried, and there is no such server"


def test_validate_says_what_breaks_which_shape(built: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(capsys, "validate", "--from", built)[:2] == (0, "The dataset keeps to every shape.\n")
    lines = (built / "graph.nq").read_text().splitlines(keepends=True)
    (tmp_path / "broken.nq").write_text("".join(line for line in lines if "#kind>" not in line))
    code, out, _ = run(capsys, "validate", "--from", tmp_path / "broken.nq")
    assert code == 1
    assert "break a shape" in out


def test_a_build_sets_aside_what_breaks_a_shape(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("Mayor Ann Lee asked the council for the files.")
    (tmp_path / "b.txt").write_text("Mayor Ann Lee asked the council.")
    whole = describe.describe
    monkeypatch.setattr(describe, "describe", lambda account: whole(account).replace('"the files"', '""'))
    build = ("build", tmp_path / "a.txt", tmp_path / "b.txt", "--out", tmp_path / "out")
    code, _, err = run(capsys, *build, "--validate", "--engine", "serial")
    assert code == 3
    assert "a.txt: what was read breaks a shape" in err
    assert run(capsys, *build, "--fresh")[0] == 0


def test_a_file_that_breaks_the_shapes_is_not_drawn(
    built: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    lines = (built / "graph.nq").read_text().splitlines(keepends=True)
    (tmp_path / "broken.nq").write_text("".join(line for line in lines if "askgraph#polarity>" not in line))
    (tmp_path / "page.html").write_text("old")
    code, _, said = run(capsys, "render", "--from", tmp_path / "broken.nq", "--out", tmp_path / "page.html")
    assert code == 1
    assert "breaks the shapes" in said
    assert (tmp_path / "page.html").read_text() == "old"
    (tmp_path / "whole.nq").write_text("".join(lines))
    assert run(capsys, "render", "--from", tmp_path / "whole.nq", "--out", tmp_path / "page.html")[0] == 0


def test_a_folder_grows_and_shrinks(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LETTER)
    (tmp_path / "b.txt").write_text("The Harbor Council asked Ben Roe for the maps.")
    out = tmp_path / "out"
    run(capsys, "build", tmp_path / "a.txt", "--out", out, "--title", "A\x1b letter")
    code, said, _ = run(
        capsys, "build", tmp_path / "a.txt", tmp_path / "b.txt", "--out", out, "--title", "A\x1b letter"
    )
    assert code == 0
    assert said == f"1 article: 2 requests in all, 1 held already (--fresh reads all anew). Open {out / 'graph.html'}\n"
    lines = run(capsys, "info", "--from", out, "--documents")[1].splitlines()
    assert lines[0].split() == ["documents", "2"]
    assert [line.split(maxsplit=3)[3] for line in lines[-2:]] == ["A  letter", "A  letter"]
    document = lines[-1].split()[0]
    code, said, _ = run(capsys, "remove", document, "--from", out)
    assert said.startswith(f"Removed {document}. ")
    assert len(json.loads((out / "ledger.json").read_text())) == 1
    assert "there is no document" in run(capsys, "remove", document, "--from", out)[2]
    code, said, _ = run(capsys, "build", tmp_path / "b.txt", "--out", out, "--fresh")
    assert (code, said) == (0, f"1 article: 1 request. Open {out / 'graph.html'}\n")


def test_a_dataset_is_checked_kept_and_brought_back(
    built: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, said, _ = run(capsys, "check", "--from", built)
    assert (code, said.endswith(": all is as it must be.\n")) == (0, True)
    code, said, _ = run(capsys, "backup", tmp_path / "b.zip", "--from", built)
    assert (code, said.startswith(f"Wrote {tmp_path / 'b.zip'} (")) == (0, True)
    code, said, _ = run(capsys, "restore", tmp_path / "b.zip", "--out", tmp_path / "back")
    assert (code, said) == (0, f"Restored 1 document to {tmp_path / 'back'}\n")
    assert run(capsys, "optimize", "--from", tmp_path / "back")[:2] == (0, f"Optimized {tmp_path / 'back'}\n")
    (tmp_path / "back" / "graph.nq").write_text("")
    assert run(capsys, "check", "--from", tmp_path / "back")[:2] == (
        1,
        f"graph.nq is not what the store holds\n{said_of(built, capsys)}: 1 fault.\n",
    )
    assert run(capsys, "restore", tmp_path / "b.zip")[0] == 2
    assert "is no dataset on disk" in run(capsys, "optimize", "--from", built / "graph.nq")[2]


def said_of(built: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What the check of a whole dataset says it has looked at."""
    return run(capsys, "check", "--from", built)[1].partition(":")[0]


def test_a_store_alone_is_filled_and_goes_on_where_it_was(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LETTER)
    arguments = ("build", tmp_path / "a.txt", "--store", tmp_path / "store")
    assert run(capsys, *arguments)[:2] == (0, "1 article: 1 request.\n")
    assert run(capsys, *arguments)[1].startswith("0 articles: 1 request in all, 1 held already")
    assert "the files" in run(capsys, "ledger", "--from", tmp_path / "store")[1]


def test_evaluate_measures_and_writes_predictions(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    text = LETTER.strip()
    spans = {"requester": [[0, 13, text[:13]]], "recipient": [], "item": [[0, 5, text[:5]]]}
    line = {"id": "1", "dataset": "own", "text": text, "label": "request", "trigger": [14, 19, "asked"], "roles": spans}
    (tmp_path / "gold.jsonl").write_text(json.dumps(line))
    code, out, _ = run(capsys, "evaluate", tmp_path / "gold.jsonl", "--predictions", tmp_path / "found.jsonl")
    assert code == 0
    trigger, requester, _, item = (word for word in out.splitlines()[1].split()[1:] if "/" not in word)
    assert (trigger, requester, item) == ("1.000", "1.000", "0.000"), "the item of this gold is wrong on purpose"
    [found] = json.loads((tmp_path / "found.jsonl").read_text())["frames"]
    assert (found["trigger"], found["requester"], found["item"]) == ([14, 19], [[0, 13]], [[36, 45]])


def test_render_and_export_write_files(built: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, _ = run(capsys, "render", "--from", built, "--out", tmp_path / "page.html")
    assert (code, out) == (0, f"Wrote {tmp_path / 'page.html'}\n")
    assert (tmp_path / "page.html").read_bytes() == (built / "graph.html").read_bytes()
    assert run(capsys, "export", "nq", "--from", built)[1] == (built / "graph.nq").read_text()


def test_render_puts_whole_articles_in_the_page_only_when_asked(
    built: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    assert run(capsys, "render", "--from", built, "--with-text", "--out", page)[0] == 0
    with (built / "extractions.jsonl").open() as lines:
        texts = [json.loads(line)["document"]["text"] for line in lines]
    for text in texts:
        assert json.dumps(text, ensure_ascii=False) in page.read_text()
        assert json.dumps(text, ensure_ascii=False) not in (built / "graph.html").read_text()
    code, _, said = run(capsys, "render", "--from", built / "graph.nq", "--with-text", "--out", page)
    assert code == 1
    assert "keeps no texts" in said


def test_build_puts_whole_articles_in_the_page_when_asked_in_a_folder_that_is_built_already_too(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    letter, note, out = tmp_path / "letter.txt", tmp_path / "note.txt", tmp_path / "results"
    letter.write_text("Mayor Ann Lee asked the council for the files. The bridge has been shut since the flood.\n")
    note.write_text("Ben Roe asked the clerk for the maps.\n")
    steps: list[tuple[tuple[str | Path, ...], bool]] = [
        (("build", letter), False),
        (("build", letter, "--with-text"), True),
        (("build", letter), True),
        (("build", note), True),
        (("remove", document("Ben Roe asked the clerk for the maps.\n").id, "--from", out), True),
        (("build", letter, "--without-text"), False),
        (("build", note), False),
        (("build", note, "--with-text"), True),
        (("build", letter, "--fresh"), False),
    ]
    for (command, *rest), shown in steps:
        options = ("--out", out, "--quiet") if command == "build" else ()
        assert run(capsys, command, *rest, *options)[0] == 0
        assert ("The bridge has been shut" in (out / "graph.html").read_text()) is shown, rest
        assert json.loads((out / "run.json").read_text())["with_text"] is shown
    code, _, said = run(capsys, "build", letter, "--store", tmp_path / "store", "--with-text")
    assert code == 2
    assert "--with-text puts articles in the page" in said


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["build", "none.txt"], 1, "none.txt does not exist"),
        (["build", "none.txt", "--published", "Friday"], 2, "a date like 2025-07-18"),
        (["build", "--max-bytes", "many"], 2, "not a valid integer"),
        (["build", str(ROOT / "README.md"), "--pipeline", "xx_none"], 1, "'xx_none' is not installed"),
        (["frobnicate"], 2, "No such command"),
        (["query", "ASK {", "--from", "{built}"], 1, "the query cannot be read"),
        (["query", "DROP ALL", "--from", "{built}"], 1, "the query begins with DROP; wanted SPARQL 1.1 that asks"),
        (["query", "ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "--from", "{built}"], 1, "SERVICE"),
        (["query", "none.rq", "--from", "{built}"], 1, "none.rq cannot be read"),
        (["query", "ASK { ?s ?p ?o }", "--from", "{built}", "--bind", "s"], 2, "variable=value"),
        (["query", "ASK { ?s ?p ?o }", "--from", "{built}", "--bind", "x=1"], 1, "no variable 'x'"),
        (["query", "who", "--from", "{built}"], 1, "there is no query 'who'; wanted one of backed-by-threat"),
        (["query", "overdue", "--from", "{built}"], 1, "overdue is not told 'on'"),
        (["query", "overdue", "--from", "{built}", "--bind", "on=Friday"], 1, "a date such as"),
        (["evaluate", "none.jsonl"], 1, "the gold file none.jsonl cannot be read"),
        (["ledger", "--from", "none"], 1, "there is no dataset at none"),
        (["query", "ASK { ?s ?p '\udcff' }", "--from", "{built}"], 2, "is not in UTF-8"),
        (["query", "ASK { ?s ?p ?o }", "--from", "{built}", "--bind", "o=\udcff"], 2, "is not in UTF-8"),
        (["query", "ASK { ?s ?p ?o }", "--from", "{built}", "--bind", "o=<a b>"], 1, "'a b' is no IRI; wanted an IRI"),
        (["build", str(ROOT / "README.md"), "--publisher", "\udcff"], 2, "is not in UTF-8"),
        (["build", str(ROOT / "README.md"), "--out", "n" * 300], 1, "cannot be used (File name too long)"),
        (["build", str(ROOT / "README.md"), "--store", "n" * 300], 1, "cannot be used (File name too long)"),
        (["export", "docx"], 2, "docx"),
        (["render", "--from", "{built}", "--out", "none/page.html"], 1, "none/page.html cannot be written"),
        (["build", str(ROOT / "README.md"), "--out", str(ROOT)], 1, "holds other things than a build"),
    ],
)
def test_one_sentence_and_an_exit_code(
    built: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    arguments: list[str],
    code: int,
    says: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    found, out, err = run(capsys, *(argument.replace("{built}", str(built)) for argument in arguments))
    assert (found, out) == (code, "")
    assert says in err
    assert "Traceback" not in err


def test_a_full_disk_leaves_the_old_output(
    built: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    before = {path.name: path.read_bytes() for path in built.iterdir() if path.is_file()}
    for module, options in ((pipeline, ["--fresh"]), (upkeep, [])):
        monkeypatch.setattr(module, "write_results", full)
        code, _, err = run(capsys, "build", built.parent / "letter.txt", "--out", built, *options)
        assert (code, "No space left on device" in err) == (1, True)
    assert {path.name: path.read_bytes() for path in built.iterdir() if path.is_file()} == before
    [left] = built.parent.glob(".*")
    assert {path.name for path in left.iterdir()} <= lines.LASTING, "what was read need not be read again"
    shutil.rmtree(left)


def test_an_unforeseen_error_is_one_sentence_and_debug_shows_its_trace(
    built: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def slip(store: object) -> None:
        raise IndexError("a slip\x1b[31m\nof ours")

    monkeypatch.setattr(pipeline, "ledger", slip)
    code, _, err = run(capsys, "ledger", "--from", built)
    assert code == 1
    assert (
        err == "askgraph: an unforeseen error stopped it: IndexError: a slip [31m of ours (--debug shows the trace)\n"
    )


def test_debug_shows_the_trace(built: Path) -> None:
    with process("query", "ASK {", "--from", built, "--debug") as running:
        _, err = running.communicate()
    assert b"Traceback" in err
    assert running.returncode == 1


def test_a_reader_that_leaves_is_no_error(built: Path) -> None:
    with process("export", "nq", "--from", built) as running:
        assert running.stdout is not None
        running.stdout.close()
        assert running.stderr is not None
        assert running.stderr.read() == b""
    assert running.returncode == 0


def test_ctrl_c_while_its_modules_are_loaded_ends_without_a_trace(tmp_path: Path) -> None:
    (tmp_path / "click.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n")
    with process("--version", PYTHONPATH=f"{tmp_path}:{ROOT}") as early:
        assert early.communicate() == (b"", b"")
    assert early.returncode == -signal.SIGINT


def test_ctrl_c_stops_cleanly(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def press(*arguments: object, **options: object) -> None:
        os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(pipeline, "open_dataset", press)
    assert run(capsys, "ledger") == (130, "", "\naskgraph: stopped\n")  # click ends the line of the ^C


def test_extract_explains_each_frame(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{LETTER}\nThe \x1b[2Jcouncil refused the request.\n")
    code, out, err = run(capsys, "extract", tmp_path / "a.txt", "--published", "2026-03-06", "--explain")
    assert (code, err) == (0, "")
    assert "0-58: Mayor Ann Lee [asked] the council for the files on Thursday.\n" in out
    assert "response (refused)" in out
    assert "\x1b" not in out, "words do not steer the terminal"


def test_words_reach_a_terminal_that_knows_only_ascii(built: Path, tmp_path: Path) -> None:
    (tmp_path / "café.txt").write_text("Zoë Lee asked the council for the “files”.")
    with process("extract", tmp_path / "café.txt", PYTHONIOENCODING="ascii", LC_ALL="C") as running:
        out, err = running.communicate()
    assert (running.returncode, err) == (0, b"")
    assert "Zoë" in json.loads(out)["document"]["text"]


def test_a_build_is_the_same_for_any_hash_seed(tmp_path: Path) -> None:
    sample = cli.samples()[0]
    for seed in "12":
        out = tmp_path / seed
        with process("build", sample, "--out", out, PYTHONHASHSEED=seed, SOURCE_DATE_EPOCH="1772841600") as running:
            assert running.wait() == 0
    for path in sorted((tmp_path / "1").iterdir()):
        assert path.is_dir() or path.read_bytes() == (tmp_path / "2" / path.name).read_bytes(), path.name


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_teaches_with_an_example(capsys: pytest.CaptureFixture[str], command: str) -> None:
    code, out, _ = run(capsys, *filter(None, [command]), "--help")
    assert code == 0
    assert "askgraph" in out.partition("Options:")[0].partition("\n")[2]


def _loaded(*args: str) -> set[str]:
    """The packages that a command loads in a process of its own."""
    program = (
        f"import sys; from graph import cli; cli.run({list(args)!r}); "
        "print(*{name.split('.')[0] for name in sys.modules})"
    )
    out = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
    ).stdout
    return set(out.splitlines()[-1].split())


def test_help_and_queries_start_without_what_loads_slowly() -> None:
    loaded = _loaded("--help")
    assert "click" in loaded
    assert not loaded & {"spacy", "rdflib", "networkx", "numpy", "httpx", "jinja2"}


def test_a_build_that_finds_nothing_new_does_not_load_spacy(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Mayor Ann Lee asked the council for the files.", encoding="utf-8")
    build = ("build", str(tmp_path / "a.txt"), "--out", str(tmp_path / "out"), "--workers", "1")
    assert "pyoxigraph" in _loaded(*build)
    assert (tmp_path / "out" / "graph.nq").exists()
    assert not _loaded(*build) & {"spacy", "thinc"}


def test_without_articles_the_samples_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    samples = cli.samples()
    assert not any(path.is_absolute() for path in samples), "run.json shows no place of this machine"
    assert {path.suffix for path in samples} <= {".txt", ".md"}
    assert len(samples) >= 5
    assert output.MARK == "run.json"
