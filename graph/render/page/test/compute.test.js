// What the page computes: search, filters, the address, paths, places, labels, exports.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { apart, fits, frame, inRows } from "../src/arrange.js";
import { spread } from "../src/columns.js";
import { facts, nodeKeys } from "../src/data.js";
import { cell, csv, gexf } from "../src/export.js";
import { around, autoOpened, grouping, onPath, pairs, weights } from "../src/graph.js";
import { fitting } from "../src/labels.js";
import { wrap } from "../src/measure.js";
import { hits } from "../src/passage.js";
import { route } from "../src/route.js";
import { count, fold, overdue, select, terms } from "../src/select.js";
import { START, createStore, fromHash, toHash } from "../src/state.js";
import { ENGLISH, list, t } from "../src/texts.js";
import { sorted } from "../src/views/ledger.js";
import { webAddress } from "../src/dom.js";

const FIELDS = ["id", "kind", "force", "requester", "recipient", "item", "medium", "made_on", "deadline", "pressure", "status", "polarity", "realis", "attributed_to", "evidence", "confidence"];

/** Facts of requests between agents that are named by letters: "AB" is A asking B, "A" is A asking nobody named. */
function world(...arrows) {
  const names = [...new Set(arrows.join(""))].sort();
  const at = (letter) => names.indexOf(letter);
  const rows = arrows.map((arrow, i) => {
    const [from, ...to] = [...arrow].map(at);
    return [`r${i}`, "action", i % 2 ? "demand" : "ask", [from], to, [`thing ${i}`], null, i ? `2026-01-0${i}` : null, null, null, null, "affirmed", "actual", [], [[0, 0, 1, "requester"]], 0.9];
  });
  const nodes = [...names.keys()].map((i) => [i, i * 10, 0]);
  arrows.forEach((arrow, i) => arrow.length === 1 && nodes.push([`recipient-${i}`, 0, 50]));
  return facts({
    base: "https://w3id.org/askgraph/",
    agents: { fields: ["id", "label", "type", "posts", "members"], rows: names.map((name) => [`agent/${name}`, name, "person", [], []]) },
    sources: { fields: ["id", "title"], rows: [["document/1", "One"]] },
    passages: { fields: ["source", "start", "end", "quote"], rows: [[0, 0, 5, "A asks"]] },
    requests: { fields: FIELDS, rows },
    drawing: { nodes, groups: [nodes.map((_, i) => Math.floor(i / 2))], options: {} },
  });
}

test("letters are folded for search", () => {
  assert.equal(fold("Ærø ŁÓDŹ Straße Čapek"), "aero lodz strasse capek");
  assert.deepEqual(terms('one "two three" four'), ["one", "two three", "four"]);
});

test("found words are marked at their place in the text, accents or not", () => {
  assert.deepEqual(hits("Zoë saw the straße", ["zoe", "strasse"]), [{ start: 0, end: 3 }, { start: 12, end: 18 }]);
  assert.deepEqual(hits("aaa", [""]), []);
});

test("the address gives the state back", () => {
  const state = { ...START, view: "network", query: "a & b=c#d", status: ["refused", "none"], steps: 3, sure: 0.35, path: ["agent/1", "agent/2"] };
  assert.deepEqual(fromHash(`#${toHash(state)}`), state);
  assert.equal(toHash(START), "");
});

test("an address that makes no sense gives the start", () => {
  assert.deepEqual(fromHash("#view=nowhere&steps=x&unknown=1&__proto__=2"), START);
});

test("undo goes back one change, and typing is one change", () => {
  const store = createStore(START);
  store.set({ view: "ledger" });
  for (const query of ["a", "ab", "abc"]) store.set({ query });
  store.undo();
  assert.equal(store.get().query, "");
  assert.equal(store.get().view, "ledger");
  store.undo();
  assert.equal(store.get().view, "requests");
  assert.equal(store.canUndo(), false);
});

test("a filter starts at the first page again", () => {
  const store = createStore({ ...START, page: 3 });
  store.set({ status: ["none"] });
  assert.equal(store.get().page, 0);
});

test("filters of one sort are either, of two sorts both", () => {
  const it = world("AB", "BC", "C");
  const ids = (change) => select(it, { ...START, ...change }).map((row) => row.id);
  assert.deepEqual(ids({ force: ["ask", "demand"] }), ["r0", "r1", "r2"]);
  assert.deepEqual(ids({ force: ["ask"], gap: ["recipient"] }), ["r2"]);
  assert.deepEqual(ids({ from: "2026-01-01", to: "2026-01-01" }), ["r1"]);
  assert.deepEqual(ids({ sure: 0.95 }), []);
  assert.equal(count(it.rows, "type").get("not_stated"), 1);
});

test("what was not made counts only where the reader wants it to", () => {
  const it = world("AB", "BC", "CD");
  it.rows[1].polarity = "negated";
  it.rows[2].realis = "planned";
  const ids = (change) => select(it, { ...START, ...change }).map((row) => row.id);
  assert.deepEqual(ids({}), ["r0"]);
  assert.deepEqual(ids({ also: ["planned"] }), ["r0", "r2"]);
  assert.deepEqual(ids({ also: ["planned", "negated"], force: ["ask"] }), ["r0", "r2"]);
  assert.deepEqual(ids({ focus: "agent/A", steps: 3 }), ["r0"]);
});

test("what is around an agent grows with the steps", () => {
  const it = world("AB", "BC", "CD", "EA");
  const near = (steps) => [...around(it.rows, it.agents[0], steps)].map((row) => row.id).sort();
  assert.deepEqual(near(1), ["r0", "r3"]);
  assert.deepEqual(near(2), ["r0", "r1", "r3"]);
  assert.deepEqual(near(3), ["r0", "r1", "r2", "r3"]);
});

test("a path follows the direction where it can, and all shortest ways are given", () => {
  const it = world("AB", "AC", "BD", "CD", "DA");
  const path = (one, other) => onPath(it.rows, it.agents[one], it.agents[other]);
  assert.equal(path(0, 3).directed, true);
  assert.deepEqual([...path(0, 3).rows].map((row) => row.id), ["r0", "r1", "r2", "r3"]);
  const back = world("AB", "CB");
  assert.equal(onPath(back.rows, back.agents[0], back.agents[2]).directed, false);
  assert.equal(onPath(back.rows, back.agents[0], back.agents[2]).rows.size, 2);
  const apartFromOneAnother = world("AB", "CD");
  assert.equal(onPath(apartFromOneAnother.rows, apartFromOneAnother.agents[0], apartFromOneAnother.agents[3]).rows.size, 0);
});

test("parallel requests are one pair, and one that is not stated stays alone", () => {
  const it = world("AB", "AB", "A", "A");
  assert.deepEqual([...pairs(it.rows).values()].map((pair) => [pair.id, pair.rows.length]), [["0~1", 2], ["0~recipient-2", 1], ["0~recipient-3", 1]]);
  assert.deepEqual(nodeKeys(it.rows[2], "recipient"), ["recipient-2"]);
});

test("groups are drawn as one until they are opened", () => {
  const it = world("AB", "CD");
  assert.equal(grouping(it, 0, [])("0"), "g0.0");
  assert.equal(grouping(it, 0, ["g0.0"])("0"), "0");
  assert.equal(grouping(it, -1, [])("0"), "0");
});

test("groups are opened as far as there is room, the busiest first", () => {
  const it = world("AB", "CD", "CD");
  const opened = (most) => autoOpened(it, weights(it.rows), (drawn) => drawn.size <= most);
  assert.deepEqual(opened(2), []);
  assert.deepEqual(opened(3), ["g0.1"]);
  assert.deepEqual(opened(4), ["g0.1", "g0.0"]);
});

test("what fills its room is put in rows in which no name covers another", () => {
  const discs = Array.from({ length: 20 }, (_, i) => ({ x: (i * 37) % 100, y: (i * 53) % 100, what: { radius: 10, labelWidth: 40 + (i % 5) * 20, labelHeight: 20 } }));
  const room = { width: 420, height: 320 };
  assert.equal(fits(discs, { width: 200, height: 100 }), false);
  assert.equal(fits(discs, room), true);
  assert.equal(inRows(discs, room), true);
  for (const one of discs) {
    assert.ok(one.x > -1 && one.x < room.width + 1 && one.y > -1 && one.y < room.height + 1);
    for (const other of discs) {
      const covers = one !== other && one.y === other.y && Math.abs(one.x - other.x) < (one.what.labelWidth + other.what.labelWidth) / 2;
      assert.ok(!covers);
    }
  }
});

test("where a window has no room, nothing is put in rows", () => {
  const discs = [0, 1, 2].map((x) => ({ x, y: x, what: { radius: 10, labelWidth: 40, labelHeight: 20 } }));
  for (const height of [0, -1, -20, -500]) assert.equal(inRows(discs, { width: 60, height }), false);
});

test("a column has no overlaps and keeps its order", () => {
  const column = [10, 11, 12, 400].map((wish) => ({ y: 0, wish, wishes: 1, picture: { height: 50 } }));
  spread(column, 10);
  const ys = column.map((it) => it.y);
  assert.ok(ys.every((y, i) => i === 0 || y - ys[i - 1] >= 60 - 1e-6));
  assert.equal(ys[3], 400);
});

test("discs are pushed apart and pinned ones stay", () => {
  const disc = (x, y) => ({ x, y, what: { radius: 15, labelWidth: 80, labelHeight: 20 } });
  const discs = [disc(0, 0), disc(1, 1), disc(2, 0)];
  apart(discs, new Set([discs[0]]));
  assert.deepEqual([discs[0].x, discs[0].y], [0, 0]);
  for (const [i, one] of discs.entries()) {
    for (const other of discs.slice(0, i)) assert.ok(Math.abs(one.x - other.x) >= 80 || Math.abs(one.y - other.y) >= 50);
  }
});

test("a frame can be undone", () => {
  const { place, raw } = frame([{ x: 5, y: 5 }, { x: 500, y: 90 }], { width: 400, height: 400 });
  const there = raw(place({ x: 123, y: 45 }));
  assert.ok(Math.abs(there.x - 123) < 1e-6 && Math.abs(there.y - 45) < 1e-6);
});

test("labels that would cover a more important one are left out", () => {
  const label = (x, rank) => ({ x, y: 0, lines: ["x"], width: 100, height: 20, weight: 400, rank, colour: "", size: 12 });
  assert.deepEqual(fitting([label(0, 1), label(50, 2), label(150, 0)]).map((it) => it.x), [50, 150]);
});

test("lines break at words, long words anywhere, and too many end in an ellipsis", () => {
  const measure = (text) => text.length;
  assert.deepEqual(wrap("one two three", 7, { size: 1, lines: 3, measure }), ["one two", "three"]);
  assert.deepEqual(wrap("abcdefghij", 4, { size: 1, lines: 3, measure }), ["abcd", "efgh", "ij"]);
  assert.deepEqual(wrap("one two three four", 7, { size: 1, lines: 2, measure }), ["one two", "three…"]);
  assert.deepEqual(wrap("", 7, { size: 1, measure }), []);
});

test("what is not stated is sorted last, both ways", () => {
  const it = world("AB", "BC", "CD");
  assert.deepEqual(sorted(it.rows, "made_on").map((row) => row.id), ["r1", "r2", "r0"]);
  assert.deepEqual(sorted(it.rows, "-made_on").map((row) => row.id), ["r2", "r1", "r0"]);
  assert.deepEqual(sorted(it.rows, "constructor"), it.rows);
});

test("a request is overdue after its day unless it is settled", () => {
  const row = { deadline: { date: "2026-04-03" }, status: null, polarity: "affirmed", realis: "actual" };
  assert.equal(overdue(row, "2026-04-03"), false);
  assert.equal(overdue(row, "2026-04-04"), true);
  assert.equal(overdue({ ...row, status: { outcome: "complied" } }, "2026-04-04"), false);
  assert.equal(overdue({ ...row, status: { outcome: "no_response" } }, "2026-04-04"), true);
  assert.equal(overdue({ ...row, realis: "planned" }, "2026-04-04"), false);
});

test("cells are no formulas and keep their quotation marks", () => {
  assert.equal(cell("=1+1"), "'=1+1");
  assert.equal(cell('a "b", c'), '"a ""b"", c"');
  assert.equal(csv(world("AB"), world("AB").rows).split("\r\n").length, 3);
});

test("GEXF escapes what it holds", () => {
  const it = world("AB");
  it.agents[0].label = '<b>"&\u0000';
  assert.match(gexf(it, it.rows), /label="&#60;b&#62;&#34;&#38;"/);
});

test("a line bends around the discs and names that it would run through, and only then", () => {
  const disc = (x, y) => ({ x, y, what: { radius: 12, labelWidth: 80, labelHeight: 16 } });
  const far = { one: disc(0, 0), other: disc(400, 0) };
  assert.equal(route(new Map(Object.entries({ ...far, aside: disc(200, 150) })), "one", "other", false), 0);
  assert.ok(route(new Map(Object.entries({ ...far, disc: disc(200, 0) })), "one", "other", false) > 0, "around a disc");
  assert.notEqual(route(new Map(Object.entries({ ...far, name: disc(200, -24) })), "one", "other", false), 0, "around a name");
  assert.ok(route(new Map(Object.entries(far)), "one", "other", true) > 0, "beside the line that runs back");
});

test("what is overdue is filtered as of the day that is looked at", () => {
  const some = world("AB", "BC", "CA");
  Object.assign(some.rows[0], { deadline: { text: "by May", date: "2026-05-01", basis: "stated" } });
  Object.assign(some.rows[1], { deadline: { text: "by June", date: "2026-06-01", basis: "stated" } });
  const late = (asof) => select(some, { ...START, due: ["overdue"], asof }).map((row) => row.id);
  assert.deepEqual(late("2026-05-01"), []);
  assert.deepEqual(late("2026-05-02"), ["r0"]);
  assert.deepEqual(late("2026-06-02"), ["r0", "r1"]);
  assert.deepEqual([...count(some.rows, "due", "2026-05-02")], [["overdue", 1], ["not", 1]]);
});

test("only addresses of the web are addresses", () => {
  assert.equal(webAddress("https://example.org/a"), "https://example.org/a");
  for (const bad of ["javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x", "file:///x", "//x", "", null]) assert.equal(webAddress(bad), null);
});

test("texts are chosen by count and filled in", () => {
  assert.equal(t("summary.requests", { count: 1 }), "1 request");
  assert.equal(t("summary.requests", { count: 2000 }), "2,000 requests");
  assert.equal(list(["a", "b", "c"]), "a, b and c");
  assert.equal(t("no.such.key"), "no.such.key");
});

test("every text that is asked for is in the table, and every text of the table is asked for", () => {
  const src = new URL("../src/", import.meta.url);
  const code = readdirSync(src, { recursive: true }).filter((name) => name.endsWith(".js") ).map((name) => readFileSync(new URL(name, src), "utf8")).join("\n");
  const asked = [...code.matchAll(/\bt\("([^"]+)"/g)].map((found) => found[1]);
  assert.ok(asked.length > 100);
  assert.deepEqual(asked.filter((key) => !Object.hasOwn(ENGLISH, key)), []);
  // Others are put together: from a facet and its value, or chosen between two.
  const starts = [...code.matchAll(/`([a-z_.]+\.)\$\{/g)].map((found) => found[1]);
  const named = [...code.replaceAll(/^ {2}"?[a-z_.]+"?: "/gm, "").matchAll(/"([a-z_.]+)"/g)].map((found) => found[1]);
  const facets = ["status", "kind", "force", "type", "basis", "realis", "due"].map((facet) => `${facet}.`);
  const known = (key) => named.includes(key) || [...starts, ...facets].some((start) => key.startsWith(start));
  assert.deepEqual(Object.keys(ENGLISH).filter((key) => !known(key) && !key.startsWith("role.")), []);
});

test("the title of the template is that of the table, and nothing else is written there", () => {
  const page = readFileSync(new URL("../../templates/page.html", import.meta.url), "utf8");
  assert.ok(page.includes(`<title>${t("title")}</title>`) && page.includes(`<html lang="${t("lang")}">`));
  const rest = page.replace(/<title>.*<\/title>|<noscript>.*<\/noscript>|<[^>]*>|\{\{.*?\}\}/g, "");
  assert.equal(rest.trim(), "");
});

test("a name that is cut keeps its tail", () => {
  const measure = (text) => text.length;
  assert.deepEqual(wrap("Commissioner of the Waters +12", 14, { size: 1, lines: 2, tail: " +12", measure }), ["Commissioner", "of the Wa… +12"]);
  assert.deepEqual(wrap("Ada +2", 14, { size: 1, lines: 2, tail: " +2", measure }), ["Ada +2"]);
});
